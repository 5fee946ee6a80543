/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file holds, as one line to compare; and what must be true of it whatever happened before. */
#pragma once

#include "fixture.h"

G_BEGIN_DECLS

/* A checksum over the log, the deeds, the heads, the drafts, all record tables and the search index (without ids, which are
 * random). Opens the file for itself, so nobody may be writing. New string. */
char    *state_digest       (const char *path, const guint8 key[KIN_KEY_BYTES]);
/* Opens (so the lock is free), checks, counts: kin_store_check clean, numbering dense, each action whole. Aborts where not. */
void     state_assert_sound (const char *path, const guint8 key[KIN_KEY_BYTES]);
/* One number of a file that nobody writes. */
gint64   state_number       (const char *path, const guint8 key[KIN_KEY_BYTES], const char *sql);

/* Imports n children in one action. */
gboolean state_import       (KinStore *store, guint n, gint64 *action, GError **error);
/* Somebody types a placement of the child that is the so-manieth of all: it must outlive that child's import being undone. */
gboolean state_type_part    (KinStore *store, guint nth, GError **error);
/* The i-th text that is typed: a few bytes or a few thousand, not only ASCII. New string. */
char    *state_typed        (guint i);

/* Two further steps of the schema and a changed projection, as a next version might bring them; and back again. */
gboolean state_migrate      (const char *path, const guint8 key[KIN_KEY_BYTES], GError **error);
void     state_go_back      (const char *path, const guint8 key[KIN_KEY_BYTES]);
void     state_set_version  (const char *path, const guint8 key[KIN_KEY_BYTES], int version);
/* How far a migration came, as "VERSION old" or "VERSION new", and asserts that each step is whole. New string. */
char    *state_migrated     (const char *path, const guint8 key[KIN_KEY_BYTES]);

/* Tests that open hundreds of files keep them in memory where they can: what a disk does is played. Before the first file. */
void     state_use_memory   (void);

/* Makes path (and no write-ahead log or key beside it) a copy of the file at from. */
void     state_copy         (const char *from, const char *path);

G_END_DECLS
