/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two desks of one authority, and what goes between them. */
#pragma once

#include "desk_fixture.h"

typedef struct
{
  Fixture    laptop[2];
  gint64     sent[2];
  guint      got[2];
  GPtrArray *office;
} TwoLaptops;

void       two_laptops_set_up    (TwoLaptops *two, gconstpointer data);
void       two_laptops_tear_down (TwoLaptops *two, gconstpointer data);
/* Everything that either has done reaches the other. */
void       two_laptops_exchange  (TwoLaptops *two);
/* The same record on one of them. */
KinRecord *two_laptops_find      (TwoLaptops *two, guint laptop, const KinId *id);
/* One field set there, as by another window. */
void       two_laptops_write     (TwoLaptops *two, guint laptop, const KinId *id, guint field, const char *text);
