/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of the duty board: as few widgets as will do, for two hundred rows of them stand behind any list. */
#include "home_cells.h"

#include <glib/gi18n-lib.h>

#include "because.h"
#include "codes.h"
#include "desk.h"
#include "pills.h"
#include "states.h"
#include "tip.h"

static GtkWidget *
make_inscription (int lines, float yalign)
{
  GtkWidget *inscription = gtk_inscription_new ("");

  gtk_inscription_set_min_lines (GTK_INSCRIPTION (inscription), (guint) lines);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (inscription), (guint) lines);
  gtk_inscription_set_wrap_mode (GTK_INSCRIPTION (inscription), PANGO_WRAP_WORD_CHAR);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_yalign (GTK_INSCRIPTION (inscription), yalign);
  return inscription;
}

static GtkWidget *
make_name (gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = make_inscription (1, 0.5f), *kind = make_inscription (1, 0.5f);

  gtk_widget_add_css_class (name, "kin-strong");
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_widget_add_css_class (kind, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
fill_name (GtkWidget *cell, KinRow *row, gpointer data)
{
  const KinHome   *home = kin_row_value (row);
  g_autofree char *both = NULL;

  if (home == NULL)
    return;
  both = home->telephone != NULL ? g_strdup_printf ("%s · %s", home->telephone, kin_code_label ("household_kind", home->kind))
                                 : g_strdup (kin_code_label ("household_kind", home->kind));
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_first_child (cell)), home->name != NULL ? home->name : _("No name"));
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (cell)), home->kind == NULL && home->telephone != NULL ? home->telephone : both);
}

static GtkWidget *
make_two_lines (gpointer data)
{
  GtkWidget *cell = make_inscription (2, 0.5f);

  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  return cell;
}

static void
fill_terms (GtkWidget *cell, KinRow *row, gpointer data)
{
  const KinHome *home = kin_row_value (row);
  g_autoptr (GString) terms = home != NULL && *home->terms != '\0' ? g_string_new (home->terms) : NULL;

  if (terms != NULL)
    g_string_replace (terms, "–", "\u2060–\u2060", 0); /* a range of ages stays on one line */
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), home == NULL ? "" : terms != NULL ? terms->str : _("no terms"));
}

static GtkWidget *
make_pills (gpointer data)
{
  GtkWidget *pills = kin_pills_new ();

  gtk_widget_set_valign (pills, GTK_ALIGN_CENTER);
  return pills;
}

static void
fill_pills (GtkWidget *cell, KinRow *row, gpointer data)
{
  kin_pills_set (KIN_PILLS (cell), kin_row_value (row));
}

static GtkWidget *
make_number (gpointer data)
{
  GtkWidget *number = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_widget_add_css_class (number, "kin-number");
  return number;
}

static void
fill_number (GtkWidget *cell, KinRow *row, gpointer data)
{
  const KinHome   *home = kin_row_value (row);
  g_autofree char *number = NULL;

  if (home == NULL)
    return;
  number = kin_home_number (home);
  gtk_label_set_text (GTK_LABEL (cell), number);
  kin_home_colour (cell, home);
}

static void
fill_why (GtkWidget *cell, KinRow *row, gpointer data)
{
  const KinHome   *home = kin_row_value (row);
  g_autofree char *why = home != NULL ? kin_because_join (home->places->because) : NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), why != NULL ? why : "");
  kin_tip_set (cell, why);
}

static void
fill_worker (GtkWidget *cell, KinRow *row, gpointer data)
{
  const KinHome *home = kin_row_value (row);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), home != NULL && home->worker != NULL ? home->worker : "");
}

static GtkWidget *
make_state (gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5), *image = gtk_image_new (), *words = make_inscription (2, 0.5f);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static void
fill_state (GtkWidget *cell, KinRow *row, gpointer data)
{
  const KinHome *home = kin_row_value (row);

  if (home == NULL)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (cell)), kin_home_state_icon (home->state));
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (cell)), home->state_text);
  kin_tip_set (cell, home->state_text);
  kin_home_colour (cell, home);
}

void
kin_home_cells_add (KinTable *table, gpointer desk)
{
  /* Together they fit a screen of 1024 beside the sidebar. */
  kin_table_add_widgets (table, "name", _("Home"), KIN_COLUMN_SORTS | KIN_COLUMN_EXPAND, 148, make_name, fill_name, desk);
  kin_table_add_widgets (table, "terms", _("Terms"), 0, 98, make_two_lines, fill_terms, desk);
  kin_table_add_widgets (table, "who", _("Who is there"), KIN_COLUMN_EXPAND, 166, make_pills, fill_pills, desk);
  kin_table_add_widgets (table, "places", _("Tonight"), KIN_COLUMN_SORTS, 72, make_number, fill_number, desk);
  kin_table_add_widgets (table, "why", _("Why, and next"), KIN_COLUMN_EXPAND, 146, make_two_lines, fill_why, desk);
  kin_table_add_widgets (table, "worker", _("Worker"), KIN_COLUMN_SORTS, 84, make_two_lines, fill_worker, desk);
  kin_table_add_widgets (table, "state", _("State"), KIN_COLUMN_SORTS | KIN_COLUMN_EXPAND, 106, make_state, fill_state, desk);
}

KinShown *
kin_home_cells_shown (KinTable *table, const char *scope)
{
  /* What stands under the name, and behind the number, goes with it. */
  static const char *const with[][4] = { { "name", "home", "telephone", "kind" }, { "places", "places", "unconfirmed", NULL } };
  g_autoptr (KinShown)     shown = kin_shown_new (_("Homes"), scope);
  g_auto (GStrv)           columns = kin_table_shown (table);
  g_autoptr (GPtrArray)    names = g_ptr_array_new ();
  gint64                   no;

  kin_shown_column (shown, "home", _("Home"), TRUE);
  kin_shown_column (shown, "telephone", _("Telephone"), TRUE);
  kin_shown_column (shown, "kind", _("Kind"), FALSE);
  kin_shown_column (shown, "terms", _("Terms"), TRUE);
  kin_shown_column (shown, "who", _("Who is there"), TRUE);
  kin_shown_column (shown, "places", _("Places tonight"), FALSE);
  kin_shown_column (shown, "unconfirmed", _("Unconfirmed"), FALSE);
  kin_shown_column (shown, "why", _("Why, and what changes"), TRUE);
  kin_shown_column (shown, "worker", _("Worker"), TRUE);
  kin_shown_column (shown, "state", _("State"), FALSE);
  for (guint i = 0; (no = kin_row_list_id (kin_table_rows (table), i)) != 0; i++)
    {
      g_autoptr (KinRow) row = g_list_model_get_item (G_LIST_MODEL (kin_table_rows (table)), i);
      const KinHome     *home = kin_row_value (row);
      g_autofree char   *who = home != NULL ? kin_pills_words (home) : NULL, *why = home != NULL ? kin_because_join (home->places->because) : NULL;

      if (home == NULL)
        continue;
      kin_shown_text (shown, home->name);
      kin_shown_text (shown, home->telephone);
      kin_shown_text (shown, home->kind != NULL ? kin_code_label ("household_kind", home->kind) : NULL);
      kin_shown_text (shown, home->terms);
      kin_shown_text (shown, who);
      kin_shown_number (shown, home->places->vacant_firm);
      kin_shown_number (shown, home->places->vacant_unconfirmed);
      kin_shown_text (shown, why);
      kin_shown_text (shown, home->worker);
      kin_shown_text (shown, home->state_text);
    }
  for (guint i = 0; columns[i] != NULL; i++)
    {
      guint of = 0;

      while (of < G_N_ELEMENTS (with) && g_strcmp0 (with[of][0], columns[i]) != 0)
        of++;
      if (of == G_N_ELEMENTS (with))
        g_ptr_array_add (names, columns[i]);
      for (guint j = 1; of < G_N_ELEMENTS (with) && j < 4 && with[of][j] != NULL; j++)
        g_ptr_array_add (names, (gpointer) with[of][j]);
    }
  g_ptr_array_add (names, NULL);
  return kin_shown_keep (shown, (const char *const *) names->pdata);
}
