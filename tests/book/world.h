/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up record to ask the book about: a file in a folder of its own, and short words for adding to it. */
#pragma once

#include "write.h"

typedef struct
{
  char      *folder;
  KinStore  *store;
  KinReader *reader;
  KinWriter *writer; /* while world_write () runs */
  gint64     now;
} World;

typedef void (*WorldFunc) (World *world, gpointer data);

/* For g_test_add (). The authority is 888. */
void   world_set_up    (World *world, gconstpointer data);
void   world_tear_down (World *world, gconstpointer data);
/* Everything that fill adds is one action. */
void   world_write     (World *world, WorldFunc fill, gpointer data);

/* In fill; each gives the record's number. Days of 0 are open. */
gint64 world_add       (World *world, KinRecord *record); /* takes it */
gint64 world_home      (World *world, const char *name);
gint64 world_approval  (World *world, gint64 home, int places, KinDay from, KinDay to);
gint64 world_child     (World *world, const char *forename, KinDay born);
gint64 world_care      (World *world, gint64 child, KinDay from, KinDay to);
gint64 world_status    (World *world, gint64 child, const char *status, KinDay from, KinDay to);
gint64 world_placement (World *world, gint64 child, gint64 home, const char *type, KinDay from, KinDay to);
gint64 world_price     (World *world, gint64 placement, const char *kind, const char *purpose, gint64 weekly, KinDay from, KinDay to);
gint64 world_group     (World *world, const char *name, const gint64 *children, guint n);
/* Sets one field of a saved record. */
void   world_set       (World *world, const KinType *type, gint64 no, guint field, const KinValue *value);
void   world_set_text  (World *world, const KinType *type, gint64 no, guint field, const char *text);
void   world_set_day   (World *world, const KinType *type, gint64 no, guint field, KinDay day);
