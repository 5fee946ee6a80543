/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of records of one type: which, and in what order, as their numbers. The window makes records of those it shows, the
 * exports of all; what is counted is what is shown.
 *
 * Order: texts by their key (core/text.h), codes by the label a person reads, links by the title of the record linked to (people
 * by surname), all else by value; what is empty stands last in either direction; ties by the record's number. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

typedef struct
{
  guint    field;
  KinValue value; /* owned; not set: the field must be empty. A link may hold words in s: titles that are these words */
} KinListFilter;

/* Make one with kin_list_spec_new (), set what you like, free it. */
typedef struct
{
  const KinType *type;
  int       sort;       /* a field's number; -1: the type's own order (names; placements and all that has a period: newest first) */
  gboolean  descending;
  GArray   *filters;    /* KinListFilter; a record must pass all */
  char     *words;      /* found by search, each word at least as a beginning; NULL: no matter. Owned: use kin_list_spec_set_words () */
  KinDay    open_on;    /* only what is in force on that day: period (or, for a child, a period of care) covers it; KIN_NO_DAY: no matter */
} KinListSpec;

KinListSpec *kin_list_spec_new    (const KinType *type);
void         kin_list_spec_free   (KinListSpec *spec);
void         kin_list_spec_set_words (KinListSpec *spec, const char *words); /* "" or NULL: none */
/* "FIELD=VALUE" as a shell or a file has it: a code or its label, a day, an amount, yes or no, a link's id or its title; nothing
 * after "=": is empty. A period is a day on which it must be in force. FALSE with a sentence (G_IO_ERROR_INVALID_ARGUMENT) when
 * the type has no such field or the value does not fit. */
gboolean     kin_list_spec_where  (KinListSpec *spec, const char *where, KinDay today, GError **error);
/* The same with the field known. */
gboolean     kin_list_spec_filter (KinListSpec *spec, guint field, const char *value, KinDay today, GError **error);

/* Living records that were not merged into others. New array of gint64. spec NULL is not allowed. */
GArray      *kin_book_list        (KinReader *reader, const KinListSpec *spec);
/* How many there are without any filter: for "12 of 183 homes". */
gint64       kin_book_count       (KinReader *reader, const KinType *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinListSpec, kin_list_spec_free)

G_END_DECLS
