/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the figures are made with, each in a file of its own. */
#pragma once

#include "figures.h"

G_BEGIN_DECLS

/* Each fills a figure that has its name, day, and empty lists. */
void kin_figure_looked_after       (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure);
void kin_figure_placement_mix      (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure);
void kin_figure_agency_share       (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure);
void kin_figure_three_placements   (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure);
void kin_figure_commissioned       (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure);
void kin_figure_entering_leaving   (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure);
void kin_figure_siblings_together  (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure);

GArray        *kin_figure_numbers   (void); /* an empty array of gint64 */
/* A new part at the end; borrowed. label NULL: the code's, from that list. */
KinFigurePart *kin_figure_add_part  (GPtrArray *parts, const char *group, const char *code, const char *label, const char *list);
/* The part of that group and code, made when there is none. */
KinFigurePart *kin_figure_part      (GPtrArray *parts, const char *group, const char *code, const char *label, const char *list);
/* One more record in it. */
void           kin_figure_part_add  (KinFigurePart *part, gint64 record);
/* Shares of all parts, and of theirs. */
void           kin_figure_set_shares (GPtrArray *parts, guint denominator);
/* Makes the figure the share of its two lists. */
void           kin_figure_set_share (KinFigure *figure);

G_END_DECLS
