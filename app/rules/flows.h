/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entering and leaving care, period by period, with the check that opening + entering - leaving is the closing number.
 * Source: the DfE's guide to the SSDA903 (a start is RNE S, an end is a REC other than X1; financial years); a council's summary
 * of July 2018 (calendar years). */
#pragma once

#include "day.h"

G_BEGIN_DECLS

typedef enum { KIN_FLOW_CALENDAR_YEAR, KIN_FLOW_FINANCIAL_YEAR, KIN_FLOW_MONTH } KinFlowBy;

typedef struct {
  gint64 child;
  KinDay from, to;  /* `to` is the day of leaving; KIN_NO_DAY: still in care */
} KinFlowCare;

typedef struct {
  KinDay from, to;  /* both counted */
  guint opening;    /* children in care on the day before */
  guint entering, leaving;
  guint closing;    /* children in care on the last day */
  gint error;       /* opening + entering - leaving - closing: 0, or a child is in care twice at once */
} KinFlowRow;

typedef struct {
  GArray *rows;       /* KinFlowRow, by day */
  GPtrArray *because; /* char *; what the table counts, and a line for each row that does not add up */
} KinFlows;

/* All whole periods that touch from..to; the first and the last are cut there. Care without a start is left out. */
KinFlows *kin_flows_compute (const KinFlowCare *cares, guint n, KinFlowBy by, KinDay from, KinDay to);
/* The same check for typed figures. */
gint      kin_flows_error   (gint64 opening, gint64 entering, gint64 leaving, gint64 closing);
void      kin_flows_free    (KinFlows *flows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinFlows, kin_flows_free)

G_END_DECLS
