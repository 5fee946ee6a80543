/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of an answer in a table. */
#include "figure_list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "as_at.h"
#include "panels.h"
#include "table_page.h"
#include "text.h"
#include "tip.h"
#include "table_columns.h"

struct _KinFigureList
{
  GtkBox parent_instance;

  KinDesk             *desk;
  const KinFigureSpec *spec;
  KinAnswer           *answer;
  gpointer             shown;   /* the answer's; NULL: none */
  GHashTable          *by_no;   /* number -> row, borrowed from the answer */
  KinRowList          *rows;
  KinTable            *table;
  GtkBox              *head;
  GPtrArray           *chips;
  GtkWidget           *filter, *empty;
  const KinFigureColumn *sort;  /* NULL: the answer's order */
  gboolean             descending;
};

G_DEFINE_FINAL_TYPE (KinFigureList, kin_figure_list, GTK_TYPE_BOX)

static guint title_changed;

static void
kin_figure_list_finalize (GObject *object)
{
  KinFigureList *self = KIN_FIGURE_LIST (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->desk);
  g_ptr_array_unref (self->chips);
  g_hash_table_unref (self->by_no);
  G_OBJECT_CLASS (kin_figure_list_parent_class)->finalize (object);
}

static void
kin_figure_list_class_init (KinFigureListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kin_figure_list_finalize;
  title_changed = g_signal_new ("title", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_figure_list_init (KinFigureList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->chips = g_ptr_array_new ();
  self->by_no = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
kin_cell_text (KinOutCell *cell, const char *text)
{
  if (text != NULL && *text != '\0')
    *cell = (KinOutCell) { KIN_OUT_TEXT, 0, g_strdup (text) };
}

void
kin_cell_pence (KinOutCell *cell, gint64 pence)
{
  *cell = (KinOutCell) { KIN_OUT_PENCE, pence, NULL };
}

void
kin_cell_number (KinOutCell *cell, gint64 number)
{
  *cell = (KinOutCell) { KIN_OUT_NUMBER, number, NULL };
}

void
kin_cell_day (KinOutCell *cell, KinDay day)
{
  if (day != KIN_NO_DAY)
    *cell = (KinOutCell) { KIN_OUT_DAY, day, NULL };
}

static gpointer
read_row (gint64 no, gpointer data)
{
  return g_hash_table_lookup (KIN_FIGURE_LIST (data)->by_no, &no);
}

/* What a column's functions are called with. */
typedef struct
{
  KinFigureList         *list;
  const KinFigureColumn *column;
} Bound;

static char *
text_of (KinRow *row, gpointer data)
{
  const Bound *bound = data;
  KinOutCell   cell = { 0 };
  char        *words;

  if (kin_row_value (row) == NULL)
    return g_strdup ("");
  bound->column->cell (kin_row_value (row), bound->list->desk, &cell);
  words = kin_out_cell_words (&cell);
  kin_out_cell_clear (&cell);
  return words;
}

static GtkWidget *
make_marked (gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *words = gtk_inscription_new ("");

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (words), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (words), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (words), 1);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static void
fill_marked (GtkWidget *cell, KinRow *row, gpointer data)
{
  static const char *const styles[] = { "success", "warning", "error", "dim-label" };
  const Bound     *bound = data;
  g_autofree char *words = text_of (row, data);
  const char      *icon = NULL, *style = NULL;

  if (kin_row_value (row) != NULL)
    bound->column->mark (kin_row_value (row), &icon, &style);
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (cell)), icon);
  gtk_widget_set_visible (gtk_widget_get_first_child (cell), icon != NULL);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (cell)), words);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (cell, styles[i]);
  if (style != NULL)
    gtk_widget_add_css_class (cell, style);
}

static GtkWidget *
make_tall (gpointer data)
{
  GtkWidget *cell = gtk_inscription_new ("");

  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 2);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 2);
  gtk_inscription_set_wrap_mode (GTK_INSCRIPTION (cell), PANGO_WRAP_WORD_CHAR);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_yalign (GTK_INSCRIPTION (cell), 0.5f);
  return cell;
}

static void
fill_tall (GtkWidget *cell, KinRow *row, gpointer data)
{
  g_autofree char *words = text_of (row, data);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), words);
  kin_tip_set (cell, words);
}

static void
add_columns (KinFigureList *self)
{
  for (const KinFigureColumn *column = self->spec->columns; column->id != NULL; column++)
    {
      Bound *bound = g_new (Bound, 1);

      *bound = (Bound) { self, column };
      g_object_set_data_full (G_OBJECT (self), column->id, bound, g_free);
      if (column->mark != NULL || column->tall)
        kin_table_add_widgets (self->table, column->id, _(column->title), column->flags | KIN_COLUMN_SORTS, column->width,
                               column->tall ? make_tall : make_marked, column->tall ? fill_tall : fill_marked, bound);
      else
        kin_table_add_text (self->table, column->id, _(column->title), column->flags | KIN_COLUMN_SORTS, column->width, text_of, bound);
    }
}

/* Which rows. */

static gboolean
has_words (KinFigureList *self, gconstpointer row, const char *key)
{
  gboolean found = *key == '\0';

  for (const KinFigureColumn *column = self->spec->columns; !found && column->id != NULL; column++)
    {
      KinOutCell       cell = { 0 };
      g_autofree char *of_cell = NULL;

      if (!column->withheld)
        continue;
      column->cell (row, self->desk, &cell);
      of_cell = cell.text != NULL ? kin_text_key (cell.text) : NULL;
      found = of_cell != NULL && strstr (of_cell, key) != NULL;
      kin_out_cell_clear (&cell);
    }
  return found;
}

static gboolean
is_wanted (KinFigureList *self, gconstpointer row, const char *key)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (gtk_toggle_button_get_active (self->chips->pdata[i]) && !self->spec->passes (row, i))
      return FALSE;
  return has_words (self, row, key);
}

typedef struct
{
  gconstpointer row;
  guint         at;
  KinOutCell    cell;
  char         *key;
} Sorted;

/* What is empty stands last in either direction. */
static int
compare_sorted (gconstpointer a, gconstpointer b, gpointer data)
{
  const Sorted *x = a, *y = b;
  int           order = 0, direction = KIN_FIGURE_LIST (data)->descending ? -1 : 1;

  if ((x->cell.kind == KIN_OUT_EMPTY) != (y->cell.kind == KIN_OUT_EMPTY))
    return x->cell.kind == KIN_OUT_EMPTY ? 1 : -1;
  if (x->key != NULL && y->key != NULL)
    order = strcmp (x->key, y->key);
  else if (x->cell.number != y->cell.number)
    order = x->cell.number < y->cell.number ? -1 : 1;
  if (order != 0)
    return order * direction;
  return x->at < y->at ? -1 : x->at > y->at;
}

static void
clear_sorted (gpointer data)
{
  Sorted *sorted = data;

  kin_out_cell_clear (&sorted->cell);
  g_free (sorted->key);
}

static void
sort_rows (KinFigureList *self, GPtrArray *rows)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, TRUE, sizeof (Sorted), rows->len);

  g_array_set_clear_func (sorted, clear_sorted);
  for (guint i = 0; i < rows->len; i++)
    {
      Sorted each = { .row = rows->pdata[i], .at = i };

      self->sort->cell (each.row, self->desk, &each.cell);
      each.key = each.cell.text != NULL ? kin_text_key (each.cell.text) : NULL;
      g_array_append_val (sorted, each);
    }
  g_array_sort_with_data (sorted, compare_sorted, self);
  for (guint i = 0; i < rows->len; i++)
    rows->pdata[i] = (gpointer) g_array_index (sorted, Sorted, i).row;
}

static gpointer
row_at (KinFigureList *self, const GArray *rows, guint i)
{
  return rows->data + (gsize) i * g_array_get_element_size ((GArray *) rows);
}

static void
show_rows (KinFigureList *self)
{
  g_autofree char      *key = kin_text_key (gtk_editable_get_text (GTK_EDITABLE (self->filter)));
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  const GArray         *rows = self->shown != NULL ? self->spec->rows (self->shown) : NULL;
  GArray               *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char      *left = NULL, *right = NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (is_wanted (self, row_at (self, rows, i), key))
      g_ptr_array_add (wanted, row_at (self, rows, i));
  if (self->sort != NULL)
    sort_rows (self, wanted);
  for (guint i = 0; i < wanted->len; i++)
    {
      gint64 no = self->spec->number (wanted->pdata[i]);

      g_array_append_val (ids, no);
    }
  kin_row_list_set_ids (self->rows, ids);
  /* Translators: "12 of 183 groups shown" */
  left = rows != NULL ? g_strdup_printf (_("%u of %u %s shown"), wanted->len, rows->len, _(self->spec->noun)) : g_strdup ("");
  right = self->shown != NULL && self->spec->sum != NULL ? self->spec->sum (self->shown, wanted) : NULL;
  kin_table_set_footer (self->table, left, right);
  kin_table_show_rows (self->table, wanted->len > 0 || kin_answer_is_running (self->answer));
}

static void
count_chips (KinFigureList *self, const GArray *rows)
{
  for (guint i = 0; i < self->chips->len; i++)
    {
      g_autofree char *label = NULL;
      guint            n = 0;

      for (guint k = 0; k < rows->len; k++)
        n += self->spec->passes (row_at (self, rows, k), i);
      label = g_strdup_printf ("%s · %u", _(self->spec->chips[i]), n);
      gtk_button_set_label (self->chips->pdata[i], label);
    }
}

static void
show_answer (gpointer answer, gpointer data)
{
  KinFigureList *self = KIN_FIGURE_LIST (data);
  const char    *problem = kin_answer_problem (self->answer);
  const GArray  *rows = answer != NULL ? self->spec->rows (answer) : NULL;

  self->shown = answer;
  g_hash_table_remove_all (self->by_no);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      gint64 no = self->spec->number (row_at (self, rows, i));

      g_hash_table_insert (self->by_no, g_memdup2 (&no, sizeof no), row_at (self, rows, i));
    }
  kin_row_list_changed (self->rows, 0);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), problem != NULL ? problem : _(self->spec->empty_text));
  kin_box_empty (self->head);
  if (answer != NULL && self->spec->head != NULL)
    gtk_box_append (self->head, self->spec->head (answer));
  if (rows != NULL)
    count_chips (self, rows);
  show_rows (self);
  g_signal_emit (self, title_changed, 0);
}

static void
on_sort (KinTable *table, const char *column, gboolean descending, KinFigureList *self)
{
  const Bound *bound = column != NULL ? g_object_get_data (G_OBJECT (self), column) : NULL;

  self->sort = bound != NULL ? bound->column : NULL;
  self->descending = descending;
  show_rows (self);
  kin_table_scroll_to_top (table);
}

static void
on_open (KinTable *table, gint64 no, KinFigureList *self)
{
  gconstpointer row = g_hash_table_lookup (self->by_no, &no);

  if (row != NULL)
    kin_desk_open (self->desk, self->spec->opens (row));
}

static void
on_context (KinTable *table, gint64 no, GMenu *menu, KinFigureList *self)
{
  gconstpointer    row = g_hash_table_lookup (self->by_no, &no);
  gint64           record = row != NULL ? self->spec->opens (row) : 0;
  g_autofree char *open = g_strdup_printf ("win.open-record(int64 %" G_GINT64_FORMAT ")", record);
  g_autofree char *delete = g_strdup_printf ("win.delete-record(int64 %" G_GINT64_FORMAT ")", record);

  if (record != 0)
    g_menu_append (menu, _("Open"), open);
  if (record != 0 && self->spec->add != NULL)
    g_menu_append (menu, _("Delete"), delete);
}

static void
add_bar (KinFigureList *self)
{
  GtkWidget       *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *scrolled = gtk_scrolled_window_new (), *chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *add;

  gtk_widget_add_css_class (bar, "kin-bar");
  gtk_box_append (GTK_BOX (bar), kin_as_at_new (self->desk));
  for (guint i = 0; self->spec->chips != NULL && self->spec->chips[i] != NULL; i++)
    {
      GtkWidget *chip = kin_chip_new (_(self->spec->chips[i]));

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), (self->spec->chosen & (1u << i)) != 0);
      g_signal_connect_swapped (chip, "toggled", G_CALLBACK (show_rows), self);
      g_ptr_array_add (self->chips, chip);
      gtk_box_append (GTK_BOX (chips), chip);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), chips);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (bar), scrolled);
  self->filter = kin_filter_new (_("Filter this list"));
  g_signal_connect_swapped (self->filter, "search-changed", G_CALLBACK (show_rows), self);
  gtk_box_append (GTK_BOX (bar), self->filter);
  if (self->spec->add != NULL)
    {
      add = gtk_button_new_with_label (_(self->spec->add));
      gtk_widget_add_css_class (add, "suggested-action");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.add");
      gtk_widget_set_tooltip_text (add, _("Ctrl+N"));
      gtk_box_append (GTK_BOX (bar), add);
    }
  gtk_box_append (GTK_BOX (self), bar);
}

static void
add_table (KinFigureList *self)
{
  self->rows = kin_row_list_new (read_row, NULL, self);
  self->table = KIN_TABLE (kin_table_new (self->rows, _(self->spec->title)));
  add_columns (self);
  kin_table_remember (self->table, self->spec->title);
  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), self->spec->icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _(self->spec->empty_title));
  gtk_widget_set_vexpand (self->empty, TRUE);
  kin_table_set_placeholder (self->table, self->empty);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  g_signal_connect (self->table, "sort", G_CALLBACK (on_sort), self);
  g_signal_connect (self->table, "open", G_CALLBACK (on_open), self);
  g_signal_connect (self->table, "context", G_CALLBACK (on_context), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->table));
}

GtkWidget *
kin_figure_list_new (KinDesk *desk, const KinFigureSpec *spec)
{
  KinFigureList *self = g_object_new (KIN_TYPE_FIGURE_LIST, NULL);

  self->desk = g_object_ref (desk);
  self->spec = spec;
  add_bar (self);
  self->head = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->head));
  add_table (self);
  self->answer = kin_answer_follow (GTK_WIDGET (self), desk, spec->ask, spec->free_answer, show_answer, self);
  return GTK_WIDGET (self);
}

char *
kin_figure_list_subtitle (KinFigureList *self)
{
  return kin_when_words (kin_desk_when (self->desk));
}

gboolean
kin_figure_list_is_ready (KinFigureList *self)
{
  return kin_answer_is_ready (self->answer);
}

static char *
tell_scope (KinFigureList *self)
{
  g_autofree char *time = kin_when_words (kin_desk_when (self->desk));
  GString         *scope = g_string_new (time);

  for (guint i = 0; i < self->chips->len; i++)
    if (gtk_toggle_button_get_active (self->chips->pdata[i]))
      g_string_append_printf (scope, "; %s", _(self->spec->chips[i]));
  /* The words themselves may be a name. */
  if (*gtk_editable_get_text (GTK_EDITABLE (self->filter)) != '\0')
    g_string_append_printf (scope, "; %s", _("words sought"));
  return g_string_free (scope, FALSE);
}

static void
copy_cell (KinShown *shown, const KinOutCell *cell)
{
  if (cell->kind == KIN_OUT_TEXT)
    kin_shown_text (shown, cell->text);
  else if (cell->kind == KIN_OUT_PENCE)
    kin_shown_pence (shown, cell->number);
  else if (cell->kind == KIN_OUT_NUMBER)
    kin_shown_number (shown, cell->number);
  else
    kin_shown_day (shown, cell->kind == KIN_OUT_DAY ? (KinDay) cell->number : KIN_NO_DAY);
}

KinShown *
kin_figure_list_shown (KinFigureList *self)
{
  g_autofree char     *scope = tell_scope (self);
  g_autoptr (KinShown) shown = kin_shown_new (_(self->spec->title), scope);
  g_auto (GStrv)       names = kin_table_shown (self->table);
  gint64               no;

  for (const KinFigureColumn *column = self->spec->columns; column->id != NULL; column++)
    kin_shown_column (shown, column->id, _(column->title), column->withheld);
  for (guint i = 0; (no = kin_row_list_id (self->rows, i)) != 0; i++)
    for (const KinFigureColumn *column = self->spec->columns; column->id != NULL; column++)
      {
        KinOutCell cell = { 0 };

        column->cell (g_hash_table_lookup (self->by_no, &no), self->desk, &cell);
        copy_cell (shown, &cell);
        kin_out_cell_clear (&cell);
      }
  return kin_shown_keep (shown, (const char *const *) names);
}

KinTable *
kin_figure_list_table (KinFigureList *self)
{
  return self->table;
}

gint64
kin_figure_list_selected (KinFigureList *self)
{
  gint64        no = kin_table_get_selected (self->table);
  gconstpointer row = g_hash_table_lookup (self->by_no, &no);

  return row != NULL && self->spec->add != NULL ? self->spec->opens (row) : 0;
}

gpointer
kin_figure_list_answer (KinFigureList *self)
{
  return self->shown;
}
