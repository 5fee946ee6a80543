/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures that councillors and managers ask for, by name, on a day, each with the records behind it and how it was counted.
 *
 * Only our own children (ours.h); legal statuses V3 and V4 (series of short breaks) never count. A share is in tenths of a per
 * cent, half up on exact integers (47 of 251 is 18.7 %), and blank when its denominator is nought. The same on a live reader and
 * on one as known at a moment. Sources: the DfE's guide to the SSDA903 and its national tables (rules/indicators.h); and what a
 * council printed for its members: minutes of 18 December 2017, and a one-page summary of July 2018. */
#pragma once

#include <json-c/json.h>

#include "as_known.h"
#include "flows.h"
#include "query.h"

G_BEGIN_DECLS

typedef enum { KIN_BASIS_CATEGORY, KIN_BASIS_903 } KinAgencyBasis;

/* name: "looked-after"        children in care; parts: by sex, age band, ethnic group, legal status group
 *       "placement-mix"       where they live; parts: groups of placement types, with types below
 *       "agency-share"        basis (the council's category, the return's codes): of fostered children, those with agencies
 *       "three-placements"    three or more placements in the 12 months to the day
 *       "commissioned"        placements bought from outside, by category, with those above £3,500 and £5,500 a week
 *       "entering-leaving"    by: periods from `from` to the day; value: children in care on the day
 *       "siblings-together"   of children with brothers or sisters in care, those who live with all of them */
typedef struct
{
  const char    *name;
  KinDay         at;
  KinAgencyBasis basis;
  KinFlowBy      by;
  KinDay         from; /* entering-leaving; KIN_NO_DAY: from the first period of care on record */
} KinFigureAsk;

typedef struct _KinFigurePart KinFigurePart;

struct _KinFigurePart
{
  char      *group;    /* which breakdown: "sex", "age", "category" ... */
  char      *code;     /* "" for not known */
  char      *label;    /* translated */
  gint64     value;
  int        permille; /* of the figure's denominator; -1: none */
  KinDay     from, to; /* entering-leaving; else KIN_NO_DAY */
  gint64    *more;     /* n_columns of the figure, in their order; NULL when it has none */
  GArray    *records;  /* gint64; may be NULL */
  GPtrArray *parts;    /* KinFigurePart *, what this one is made of; NULL: nothing below */
};

typedef struct
{
  char              *name;
  KinDay             at;
  char              *basis;       /* stated in words, translated; NULL: none */
  gboolean           is_share;
  gint64             value;       /* a count; of a share: tenths of a per cent, -1 for blank */
  GArray            *numerator;   /* gint64: the children (commissioned: the placements) counted */
  GArray            *denominator; /* of a share; NULL for a count */
  const char *const *columns;     /* names of the parts' further numbers ("entering", "above_3500"); static; NULL: none */
  guint              n_columns;
  GPtrArray         *parts;       /* KinFigurePart * */
  GPtrArray         *because;     /* char * */
  gint64             as_known;    /* ms; G_MAXINT64: as known now */
  KinLogPosition     position;    /* in the log */
} KinFigure;

/* NULL with a sentence that lists the names when there is no such figure (G_IO_ERROR_INVALID_ARGUMENT). */
KinFigure          *kin_book_figure     (KinReader *reader, const KinFigureAsk *ask, GError **error);
void                kin_figure_free     (KinFigure *figure);
const char *const  *kin_figure_names    (void); /* ended by NULL */
/* "398", "18.7 %", "–" (blank). New string. */
char               *kin_figure_value_to_text (const KinFigure *figure);
/* One object: name, at, value (number, null for blank), for a share numerator and denominator (counts), basis, parts, because. */
struct json_object *kin_figure_to_json  (const KinFigure *figure);
gboolean            kin_flow_by_parse   (const char *text, KinFlowBy *by);         /* "calendar-year", "financial-year", "month" */
gboolean            kin_basis_parse     (const char *text, KinAgencyBasis *basis); /* "category", "903" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinFigure, kin_figure_free)

G_END_DECLS
