/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program does when it is killed, and what must be true of its file afterwards. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

#define CRASH_IMPORTED 250 /* children in the file at first, besides one that stands alone: enough to be undone as a set */
#define CRASH_TYPED 1      /* a placement that somebody typed later, of one of them */

typedef struct
{
  const char *name;
  /* Works through its steps, and says "done\n" on standard output after each that was acknowledged to it. */
  void      (*run)   (const char *path, const guint8 key[KIN_KEY_BYTES]);
  /* Aborts unless the first n steps are there, or those and the one after. */
  void      (*judge) (const char *path, const guint8 key[KIN_KEY_BYTES], guint n);
  guint       steps; /* in all */
  guint       calls; /* that touch the disk, about */
  guint       usual; /* rounds in a usual test */
} CrashWork;

const CrashWork *crash_works     (guint *n);
const CrashWork *crash_work_find (const char *name);

G_END_DECLS
