/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as it is kept, and the key by which it is sorted and found. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Trimmed, NFC, LF line ends, no control characters; a single line when lines is FALSE.
 * New string, or NULL when nothing is left or the text is not UTF-8. */
char *kin_text_tidy     (const char *text, gboolean lines);
/* Casefolded, marks and punctuation removed, spaces single: "Zoë O'Neil-Ash" is "zoe oneil ash". New string, never NULL.
 * Sorting is by this key, bytewise, with the record's number as the tie-break; no locale collation anywhere. */
char *kin_text_key      (const char *text);
/* UTF-8 as it is (a BOM removed), else read as Windows-1252 with *guessed set. New string; NULL with a sentence for UTF-16
 * and for text with NUL bytes. */
char *kin_text_from_file (const char *bytes, gsize length, gboolean *guessed, GError **error);

G_END_DECLS
