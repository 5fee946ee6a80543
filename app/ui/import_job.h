/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One import, from what a person pointed at to one action: what the files are, how their columns are read, what would become of
 * their rows. It is without any window; what reads is called on a thread, and never two at a time. */
#pragma once

#include "csv_import.h"
#include "return_import.h"

G_BEGIN_DECLS

typedef struct
{
  KinStore      *store;
  KinDay         today;
  char         **paths;
  char          *name;       /* of the first, without its folder */
  gboolean       is_return;
  int            year;       /* of the return: ends on 31 March */
  KinCsv        *csv;        /* not a return: the file */
  KinCsvMap     *map;        /* and how it is read */
  KinReturnPlan *of_return;  /* the dry run: this one or the next */
  KinCsvPlan    *of_table;
} KinImport;

/* A new one for each try: ended with kin_import_unref. Counted, as a thread may outlive the window. */
KinImport *kin_import_new   (KinStore *store, KinDay today, const char *const *paths);
KinImport *kin_import_ref   (KinImport *import);
void       kin_import_unref (KinImport *import);

/* On a thread. What the files are: is_return and a guess of the year, or csv and map. FALSE with a sentence. */
gboolean   kin_import_look  (KinImport *import, GError **error);
/* On a thread. The dry run. */
gboolean   kin_import_try   (KinImport *import, GCancellable *cancellable, GError **error);
/* On a thread. The dry run anew, after a proposal was accepted or declined. */
gboolean   kin_import_retry (KinImport *import, GError **error);

/* Another type for the file: the mapping is guessed anew, or read from where it was kept. */
void       kin_import_set_type (KinImport *import, const KinType *type);
/* Kept for the next file with these headings. */
gboolean   kin_import_keep_map (KinImport *import, GError **error);
/* How many rows importing would write. */
guint      kin_import_n_rows   (KinImport *import);
guint      kin_import_n_rejected (KinImport *import);
/* The rejected rows as CSV. */
gboolean   kin_import_write_rejected (KinImport *import, const char *path, GError **error);
/* Of the action: new string. */
char      *kin_import_label    (KinImport *import);
/* For kin_store_write_async: the data is the import. */
gboolean   kin_import_work     (KinWriter *writer, gpointer import, GError **error);

/* What a column may be, in words, as target names ended by NULL and labels beside them. Free both with g_strfreev. */
void       kin_import_targets  (const KinType *type, char ***names, char ***labels);
/* The types that a spreadsheet may hold. New array of const KinType *. */
GPtrArray *kin_import_types    (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinImport, kin_import_unref)

G_END_DECLS
