/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of rows that were computed, not read: placements with their cost, sibling groups, providers. One function a column gives
 * the typed cell that is shown, sorted by, exported and printed, so that they cannot differ.
 *
 * Signal "title": the subtitle has changed. */
#pragma once

#include "answer.h"
#include "shown.h"
#include "table.h"

G_BEGIN_DECLS

#define KIN_TYPE_FIGURE_LIST (kin_figure_list_get_type ())
G_DECLARE_FINAL_TYPE (KinFigureList, kin_figure_list, KIN, FIGURE_LIST, GtkBox)

typedef struct
{
  const char *id, *title; /* title: N_() */
  guint       flags;      /* KinColumnFlags; RIGHT: figures */
  int         width;
  gboolean    tall;       /* two lines */
  gboolean    withheld;   /* stays out for outsiders; and is what the filter seeks in */
  void      (*cell) (gconstpointer row, KinDesk *desk, KinOutCell *cell);
  /* Beside the words: an icon's name and a style class, either may be NULL. NULL: a plain cell. */
  void      (*mark) (gconstpointer row, const char **icon, const char **style);
} KinFigureColumn;

typedef struct
{
  const char            *title, *noun; /* N_(): "Siblings"; in the footer: "%u of %u groups shown" */
  const char            *icon;
  const char            *empty_title, *empty_text; /* N_(): the next step */
  KinAnswerAsk           ask;
  GDestroyNotify         free_answer;
  const GArray        *(*rows) (gconstpointer answer);
  gint64               (*number) (gconstpointer row); /* of the row, not 0 and its own */
  gint64               (*opens) (gconstpointer row);  /* the record; 0: none */
  const KinFigureColumn *columns; /* ended by one without an id */
  const char *const     *chips;   /* N_(), ended by NULL; NULL: none */
  guint                  chosen;  /* a bit for each chip that is on at first */
  gboolean             (*passes) (gconstpointer row, guint chip);
  /* What stands above the table; NULL: nothing. */
  GtkWidget           *(*head) (gconstpointer answer);
  /* The right of the footer: sums over those shown (gconstpointer, rows). New string; NULL: nothing. */
  char                *(*sum) (gconstpointer answer, const GPtrArray *shown);
  const char            *add;     /* N_(): what the button says that adds a record; NULL: none */
} KinFigureSpec;

/* spec is static. */
GtkWidget *kin_figure_list_new      (KinDesk *desk, const KinFigureSpec *spec);
char      *kin_figure_list_subtitle (KinFigureList *list); /* new string */
gboolean   kin_figure_list_is_ready (KinFigureList *list);
KinShown  *kin_figure_list_shown    (KinFigureList *list); /* new reference */
KinTable  *kin_figure_list_table    (KinFigureList *list);
/* The record of the row under the keyboard, on a page that records are added on; 0: none. */
gint64     kin_figure_list_selected (KinFigureList *list);
gpointer   kin_figure_list_answer   (KinFigureList *list); /* NULL: not there */

/* Into an empty cell. */
void       kin_cell_text            (KinOutCell *cell, const char *text);
void       kin_cell_pence           (KinOutCell *cell, gint64 pence);
void       kin_cell_number          (KinOutCell *cell, gint64 number);
void       kin_cell_day             (KinOutCell *cell, KinDay day);

G_END_DECLS
