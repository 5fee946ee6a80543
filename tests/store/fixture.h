/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a folder of its own, with a clock that tests set. */
#pragma once

#include <glib/gstdio.h>

#include "backup.h"
#include "children.h"
#include "history.h"
#include "people.h"

typedef struct
{
  char     *folder, *path;
  guint8    key[KIN_KEY_BYTES];
  gint64    now;
  KinStore *store;
} Fixture;

void       fixture_set_up    (Fixture *fixture, gconstpointer data);
void       fixture_tear_down (Fixture *fixture, gconstpointer data);
void       fixture_close     (Fixture *fixture);
void       fixture_reopen    (Fixture *fixture);
/* A file, or a folder with all that is in it. */
void       fixture_remove    (const char *path);
KinRecord *fixture_child     (Fixture *fixture, const char *forename, const char *surname);
KinRecord *fixture_household (Fixture *fixture, const char *name);
/* The living record as it stands now; NULL when there is none. */
KinRecord *fixture_now       (Fixture *fixture, KinRecord *record);
