/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Giving a children looked after return (SSDA903): header.csv, episodes.csv and so on into a folder.
 *
 * A row that came in an import of the same year goes out as it came while the facts behind it are what that import made of it.
 * Where something was changed here since, and for what was typed here, rows are derived from the record (rules/overlay.h),
 * within the window of the SSDA903 year (1 April to 31 March) and with the year's codes. Every difference is told, grouped by
 * its cause. */
#pragma once

#include "return_table.h"
#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  int         table;     /* KinReturnTable */
  const char *cause;     /* a sentence */
  gboolean    sent_as_it_came; /* the row went out as it came, though the record's own reckoning would give another */
  guint       n;
  const char *example;   /* the first of them: "566910 2016-02-15" */
} KinReturnChange;

typedef struct _KinReturnExport KinReturnExport;

/* folder is made when it is not there; files of those names in it are replaced. No file is written on error. */
KinReturnExport *kin_return_export        (KinReader *reader, int year_ending, const char *folder, GError **error);
void             kin_return_export_free   (KinReturnExport *export);
guint            kin_return_export_n_rows (KinReturnExport *export, KinReturnTable table);
GPtrArray       *kin_return_export_changes (KinReturnExport *export); /* of KinReturnChange, borrowed */
/* Paths of the files written. Borrowed. */
GPtrArray       *kin_return_export_files  (KinReturnExport *export);
/* "year", "tables" (name: rows), "files", "differences" (table, cause, sent_as_it_came, rows, example). New reference. */
struct json_object *kin_return_export_to_json (KinReturnExport *export);
char            *kin_return_export_to_text (KinReturnExport *export);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinReturnExport, kin_return_export_free)

G_END_DECLS
