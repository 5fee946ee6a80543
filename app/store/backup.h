/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of the whole record, encrypted with the same key, and getting one back. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  char   *path;
  gint64  at;        /* when the copy was made, ms */
  gint64  n_records; /* living */
  gint64  n_changes;
  gint64  last_change; /* ms; 0: none */
  char   *last_label;
} KinBackup;

void kin_backup_free (KinBackup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinBackup, kin_backup_free)

/* VACUUM INTO a dated file in folder (NULL: "backups" beside the file), with its sidecar. New string: its path. Blocks. */
char      *kin_store_backup    (KinStore *store, const char *folder, GError **error);
/* Newest first. */
GPtrArray *kin_backups_list    (const char *path);
/* A look inside before it replaces anything. */
KinBackup *kin_backup_look     (const char *backup, const guint8 key[KIN_KEY_BYTES], GError **error);
/* Puts the backup in the place of the file at path (which must be closed), keeping that one as a backup first. */
gboolean   kin_backup_restore  (const char *backup, const char *path, const guint8 key[KIN_KEY_BYTES], GError **error);
/* Pages, indexes, and every row against the log. TRUE when sound; else problems (sentences) are added. Blocks. */
gboolean   kin_store_check     (KinStore *store, GPtrArray *problems, GError **error);
/* All changes without a receipt, as JSON lines, to a file. */
gboolean   kin_store_save_unsent (KinStore *store, const char *file, GError **error);

G_END_DECLS
