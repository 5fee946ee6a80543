/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The code lists: what a statutory or local code means, and in which years it may be used. Statutory ones: the DfE's guide to the
 * SSDA903, Ofsted's Annex A; local ones: what councils publish.
 *
 * Lists are data (resources/codes/NAME.tsv), read once each and kept for the life of the process; everything returned here
 * is borrowed for ever. Any thread may ask. A year is the year in which the financial year ENDS: 2025 is April 2024 to
 * March 2025. A code that a list does not know is no error: it is kept and shown as it came.
 *
 * Labels and notes are collected for translation by po/codes-to-h. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KinCodeList KinCodeList;

typedef struct
{
  const char *code;
  const char *label; /* English; kin_code_label () translates */
  const char *group; /* what reports count it under, "" for none; a code of the list "report_group" where it is a word */
  const char *note;  /* English, "" for none */
  int         from;  /* first year in which it is valid; 0: always was */
  int         to;    /* last such year; 0: still is */
} KinCode;

const KinCodeList *kin_code_list       (const char *list); /* NULL: there is no such list */
guint              kin_code_list_size  (const KinCodeList *list);
const KinCode     *kin_code_list_nth   (const KinCodeList *list, guint n); /* in the order of the file; NULL past the end */
/* The names of all lists, sorted, ended by NULL. Free with g_strfreev. */
char             **kin_code_list_names (void);

/* Codes are compared exactly. NULL when the list has none, or there is no such list. */
const KinCode     *kin_code_find       (const char *list, const char *code);
/* Translated. The code itself when it is not known. "" for NULL or "". */
const char        *kin_code_label      (const char *list, const char *code);
/* "" when the code is not known or belongs to none. */
const char        *kin_code_group      (const char *list, const char *code);
/* What a further column of the list says ("class" of "placement_type"); "" when there is none. */
const char        *kin_code_extra      (const char *list, const char *code, const char *column);
/* What a person typed or a file holds: a code or a label, in English or in the language in use, in any case, with spaces
 * underscores or hyphens, or what the list's column "also" has besides. An exact code wins, then a code in another case, then a
 * label. NULL when it is none. */
const char        *kin_code_from_typed (const char *list, const char *text);

/* FALSE for NULL. */
gboolean           kin_code_valid_in   (const KinCode *code, int year_ending);

G_END_DECLS
