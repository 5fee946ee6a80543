/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures that a committee of councillors asks for, read once and made ready to be printed: each as text, small numbers hidden
 * where it is published. What the page draws is only what stands here. Source: a council's minutes of
 * 18 December 2017 and its one-page summary of July 2018; definitions: rules/indicators.h. */
#pragma once

#include "figures.h"
#include "page.h"

G_BEGIN_DECLS

typedef struct
{
  KinDay         at;
  KinAgencyBasis basis;
  KinFlowBy      by;
  gboolean       published; /* counts of 1 to 5 hidden, and what would give them away (suppress.h) */
} KinCommitteeAsk;

typedef struct
{
  char *label, *value, *note;
} KinCommitteeTile;

/* A small table: cells row by row, n_columns each, the first a label. A row whose label begins with two spaces is part of the one above;
 * a bold row is a sum. */
typedef struct
{
  char      *title, *definition;
  GPtrArray *headings; /* char * */
  GPtrArray *cells;    /* char * */
  GArray    *bold;     /* guint: rows */
} KinCommitteeTable;

typedef struct
{
  KinDay     at;
  gboolean   published, anything_hidden;
  GArray    *tiles;    /* KinCommitteeTile */
  GPtrArray *tables;   /* KinCommitteeTable * */
  GArray    *days;     /* KinDay: ends of the periods, and how many were in care then, or KIN_CHART_BLANK where hidden */
  GArray    *in_care;  /* gint64 */
  GPtrArray *places;   /* char *: labels of where they live */
  GArray    *lived;    /* gint64, blank where hidden */
  char      *stamp;    /* "As at 18 December 2017, as known now, at change 12345 of this file" */
  char      *agreement; /* how the sums were checked against each other */
  gboolean   agrees;
} KinCommittee;

/* NULL with a sentence. */
KinCommittee *kin_committee_read (KinReader *reader, const KinCommitteeAsk *ask, GError **error);
void          kin_committee_free (KinCommittee *committee);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinCommittee, kin_committee_free)

G_END_DECLS
