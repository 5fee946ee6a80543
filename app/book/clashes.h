/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clashes of the record (rules/clash.h), and what decisions say about them.
 *
 * Derived, never stored: every laptop with the same changes finds the same ones under the same ids. A decision closes a clash by
 * naming its id and nights; so does whatever makes the rule hold again. All of a file, or only those around a few records, which
 * is what has to be looked at again after a change. */
#pragma once

#include "clash.h"
#include "query.h"

G_BEGIN_DECLS

typedef struct
{
  KinClashRule rule;
  char         id[KIN_ID_TEXT];
  gint64       about;     /* TERMS, THREE: the home; TWO_PLACES: the child; PRICES: the placement; SAME_CHILD: one of the two;
                             GONE: what is gone */
  GArray      *records;   /* gint64: the children of a home, by arrival; two placements or prices, the earlier first; two children; GONE:
                             what leads there */
  guint        contested; /* TERMS, THREE: the first of records who competes for the bed */
  guint        field;     /* GONE: by which field */
  KinDay       from, to;  /* nights: the first, and the day after the last; KIN_NO_DAY: no end. Without nights: both KIN_NO_DAY */
  gboolean     is_open;   /* no decision covers all of it */
  KinDay       open_from; /* the first night that none covers; KIN_NO_DAY: without nights, or not open */
} KinClash;

/* All, by rule, then first night, then id: array of KinClash *, owned. Closed ones too: they say that somebody decided. A reader
 * that is asked again looks only at what has changed since (clash-keep.c). */
GPtrArray *kin_book_clashes    (KinReader *reader);
/* Those that a record has to do with: a home, a child (also in whose home he lives), a placement, a price, terms ... */
GPtrArray *kin_book_clashes_of (KinReader *reader, gint64 record);
/* The same for several, each clash once. */
GPtrArray *kin_book_clashes_around (KinReader *reader, const gint64 *records, guint n);
/* Open ones among clashes. */
guint      kin_clashes_n_open  (const GPtrArray *clashes);
/* The open one of a home on a night by a rule; NULL. Borrowed. */
const KinClash *kin_clashes_on (const GPtrArray *clashes, gint64 home, KinClashRule rule, KinDay on);
/* Numbers of the children who compete for a bed, or are in two places, on a night, and nobody has decided: new set of gint64 keys. */
GHashTable *kin_book_contested (KinReader *reader, KinDay on);
/* The record takes part as one that competes: it is marked. */
gboolean   kin_clash_contests  (const KinClash *clash, gint64 record);

/* "Ada and Ben, since 3 May 2026": who or what, and when. New string, translated. */
char      *kin_clash_sentence  (KinReader *reader, const KinClash *clash);
/* What one of its records is called there: a child, the place of a placement, the amount of a price. New string. */
char      *kin_clash_name      (KinReader *reader, const KinClash *clash, gint64 record);
/* Who may see it: two prices, or what leads from a record of its scope to what is gone. */
KinScope   kin_clash_scope     (KinReader *reader, const KinClash *clash);
/* What it is about: the home, the child ... New string. */
char      *kin_clash_title     (KinReader *reader, const KinClash *clash);

KinClash  *kin_clash_copy      (const KinClash *clash);
void       kin_clash_free      (KinClash *clash);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinClash, kin_clash_free)

G_END_DECLS
