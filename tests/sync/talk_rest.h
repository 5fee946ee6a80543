/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of laptops and an office at rest: all know the same, now and of any moment past. */
#pragma once

#include "fixture.h"
#include "office.h"
#include "talk.h"

#define SIDES 4 /* the last is a copy of the first */

typedef struct
{
  Fixture   file;
  KinTalk  *talk;
  gboolean  runs;
  char     *older; /* a copy of the file, from before */
} Side;

typedef struct
{
  Office office;
  Side   sides[SIDES];
  gint64 now;
  char  *office_older;
  GRand *rand;
} World;

/* Of the test: the office's answer, nothing lost. */
KinAnswer *ask_office    (World *world, const KinRequest *request);
KinReader *reader        (Side *side);
/* The children of a file, and their conflicts. New. */
char      *state         (Side *side);
void       assert_rest   (World *world);
/* Its own sum of all heads is the office's. */
void       assert_digest (World *world, Side *side);
void       assert_past   (World *world, gint64 when_ms);
