/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From files to rows: a folder of CSVs, single CSVs, or one XML. */
#pragma once

#include "return_row.h"

G_BEGIN_DECLS

/* Reads the files into the set. FALSE when nothing of a return was found, or one of the paths cannot be read: the error's
 * sentence says why. A file inside a folder that is no table is noted in set->files, and the others are read. */
gboolean kin_return_read     (KinReturnSet *set, const char *const *paths, guint n_paths, int year_ending, GError **error);

/* The bytes of one CSV, or XML: for the tests and the fuzzer, too. name is what rows and errors call it. */
gboolean kin_return_read_csv (KinReturnSet *set, const char *name, const char *bytes, gsize length, int year_ending, KinReturnFile *file, GError **error);
gboolean kin_return_read_xml (KinReturnSet *set, const char *name, const char *bytes, gsize length, int year_ending, KinReturnFile *file, GError **error);
gboolean kin_return_is_xml   (const char *bytes, gsize length);

G_END_DECLS
