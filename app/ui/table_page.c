/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of all records of a type. Numbers come from the book, in order; what a cell shows is read when it is shown. */
#include "table_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "answer.h"
#include "as_at.h"
#include "children.h"
#include "clashes.h"
#include "lists.h"
#include "many.h"
#include "money.h"
#include "prices.h"
#include "table_columns.h"
#include "told.h"
#include "where.h"
#include "words.h"

struct _KinTablePage
{
  GtkBox parent_instance;

  KinDesk       *desk;
  const KinType *type;
  KinRowList    *rows;
  KinTable      *table;
  KinListSpec   *spec;
  KinTold       *told;
  GtkWidget     *filter;
  GtkWidget     *empty;     /* what stands there when there are no rows */
  GtkWidget     *open_chip; /* NULL: the type has no period */
  const KinCosts *costs;    /* of placements: the answer's; NULL: not there yet */
  GHashTable     *contested; /* children, the same */
  gint64         total;
  guint          later;
};

G_DEFINE_FINAL_TYPE (KinTablePage, kin_table_page, GTK_TYPE_BOX)

static guint title_changed;

static void
kin_table_page_dispose (GObject *object)
{
  KinTablePage *self = KIN_TABLE_PAGE (object);

  g_clear_handle_id (&self->later, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  G_OBJECT_CLASS (kin_table_page_parent_class)->dispose (object);
}

static void
kin_table_page_finalize (GObject *object)
{
  KinTablePage *self = KIN_TABLE_PAGE (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->spec, kin_list_spec_free);
  g_clear_pointer (&self->told, kin_told_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kin_table_page_parent_class)->finalize (object);
}

static void
kin_table_page_class_init (KinTablePageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kin_table_page_dispose;
  G_OBJECT_CLASS (class)->finalize = kin_table_page_finalize;
  title_changed = g_signal_new ("title", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_table_page_init (KinTablePage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
kin_chip_new (const char *label)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (chip, "kin-chip");
  return chip;
}

GtkWidget *
kin_filter_new (const char *label)
{
  GtkWidget *filter = gtk_search_entry_new ();

  g_object_set (filter, "placeholder-text", _("Filter"), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (filter), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (filter), 16);
  gtk_accessible_update_property (GTK_ACCESSIBLE (filter), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (filter, "kin-filter");
  return filter;
}

static gpointer
read_record (gint64 no, gpointer data)
{
  KinTablePage *self = data;

  return kin_reader_get (kin_when_reader (kin_desk_when (self->desk)), self->type, no);
}

/* What a column needs: its page, and the number of the field, or of the told column. */
typedef struct
{
  KinTablePage *page;
  guint        field;
} Cell;

/* Home, residential home or provider: a child lives in one of them, so one column says it. */
static char *
where_text (KinTablePage *self, KinRecord *record)
{
  static const guint fields[] = { KIN_PLACEMENT_HOUSEHOLD, KIN_PLACEMENT_ESTABLISHMENT, KIN_PLACEMENT_PROVIDER };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (kin_record_has (record, fields[i]))
      return kin_titles_cell (kin_when_titles (kin_desk_when (self->desk)), record, fields[i]);
  return kin_book_where (kin_when_reader (kin_desk_when (self->desk)), kin_record_no (record));
}

/* What the list of placements says in another column. */
static gboolean
is_said_elsewhere (const KinType *type, guint field)
{
  return type == &kin_placement && (field == KIN_PLACEMENT_ESTABLISHMENT || field == KIN_PLACEMENT_PROVIDER || field == KIN_PLACEMENT_PLACEMENT_PROVIDER);
}

static char *
cell_text (KinRow *row, gpointer data)
{
  Cell      *cell = data;
  KinRecord *record = kin_row_value (row);

  if (record == NULL)
    return NULL;
  if (cell->page->type == &kin_placement && cell->field == KIN_PLACEMENT_HOUSEHOLD)
    return where_text (cell->page, record);
  return kin_titles_cell (kin_when_titles (kin_desk_when (cell->page->desk)), record, cell->field);
}

/* Of the row that is shown alone: these are quick, and the list stays as lazy as it is. */
static char *
told_text (KinRow *row, gpointer data)
{
  Cell      *cell = data;
  KinRecord *record = kin_row_value (row);
  guint      n;
  gint64     number;
  char      *text;

  if (record == NULL || !kin_told_cell (cell->page->told, cell->field, record, &number, &text))
    return NULL;
  if (text != NULL)
    return text;
  return kin_told_columns (cell->page->type, &n)[cell->field].kind == KIN_TOLD_PENCE ? kin_pence_to_text (number) : g_strdup_printf ("%" PRId64, number);
}

static gboolean
is_figure (const KinField *field)
{
  return field->kind == KIN_NUMBER || field->kind == KIN_MONEY || field->kind == KIN_PRICE;
}

static int
width_of (const KinField *field)
{
  switch (field->kind)
    {
    case KIN_PERIOD:
      return 196;
    case KIN_DATE:
      return 150;
    case KIN_NUMBER:
    case KIN_FLAG:
      return 90;
    case KIN_PRICE:
    case KIN_MONEY:
      return 150;
    case KIN_IDENTIFIER:
      return 104;
    default:
      return 112;
    }
}

static Cell *
new_cell (KinTablePage *self, const char *name, guint field)
{
  Cell *cell = g_new (Cell, 1);

  cell->page = self;
  cell->field = field;
  g_object_set_data_full (G_OBJECT (self), name, cell, g_free);
  return cell;
}

static void
add_told (KinTablePage *self, const char *name, int width)
{
  int                  place = kin_told_find (self->type, name);
  guint                n;
  const KinToldColumn *column = &kin_told_columns (self->type, &n)[place];

  kin_table_add_text (self->table, name, _(column->label), column->kind == KIN_TOLD_TEXT ? KIN_COLUMN_EXPAND : KIN_COLUMN_RIGHT, width,
                      told_text, new_cell (self, name, (guint) place));
}

/* All that is on record can be shown; what usually is says the type's table. */
static guint
flags_of (KinTablePage *self, guint number, gboolean first)
{
  const KinField *field = &self->type->fields[number];
  guint           flags = KIN_COLUMN_SORTS;

  if ((field->flags & KIN_LISTED) == 0 || is_said_elsewhere (self->type, number))
    flags |= KIN_COLUMN_SPARE;
  if (is_figure (field))
    flags |= KIN_COLUMN_RIGHT;
  if (first)
    flags |= KIN_COLUMN_STRONG;
  if (field->kind == KIN_TEXT || field->kind == KIN_LINK || field->kind == KIN_CODE || field->kind == KIN_ADDRESS)
    flags |= KIN_COLUMN_EXPAND;
  return flags;
}

static gboolean
sees_money (KinTablePage *self)
{
  return kin_sight_sees_money (kin_desk_sight (self->desk));
}

static void
add_columns (KinTablePage *self)
{
  gboolean first = TRUE;

  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const KinField *field = &self->type->fields[i];
      guint           flags = flags_of (self, i, first);

      if ((field->flags & KIN_HIDDEN) != 0 || !kin_sight_sees_field (kin_desk_sight (self->desk), self->type, i))
        continue;
      first = first && (flags & KIN_COLUMN_SPARE) != 0;
      kin_table_add_text (self->table, field->name, _(field->label), flags, width_of (field), cell_text, new_cell (self, field->name, i));
      if (self->type == &kin_child && i == KIN_CHILD_BORN)
        {
          add_told (self, "age", 60);
          add_told (self, "tonight", 190);
        }
      if (self->type == &kin_placement && i == KIN_PLACEMENT_PERIOD && sees_money (self))
        add_told (self, "weekly", 134);
    }
  kin_table_remember (self->table, self->type->name);
  kin_many_add_bar (self->table, self->type);
}

/* Of what is shown, so that the foot of the list is the sum of its column. */
static KinPence
sum_shown (KinTablePage *self)
{
  KinPence sum = 0;
  gint64   no;

  for (guint i = 0; (no = kin_row_list_id (self->rows, i)) != 0; i++)
    {
      const KinCostRow *cost = kin_costs_find (self->costs, no);

      sum += cost != NULL ? cost->weekly[KIN_COSTS_TOTAL] : 0;
    }
  return sum;
}

/* What to do about an empty list. */
static void
say_next_step (KinTablePage *self)
{
  g_autofree char *many = kin_lower_first (_(self->type->plural)), *one = kin_lower_first (_(self->type->label));
  g_autofree char *title = self->total > 0 ? g_strdup (_("Nothing to show")) : g_strdup_printf (_("No %s on record yet"), many);
  g_autofree char *next = self->total > 0 ? g_strdup (_("Take a filter away, or look at another day."))
                                          : g_strdup_printf (_("Press Ctrl+N to add the first %s, or Ctrl+I to take in a return or a list from a file. A file can also be dropped on the window."), one);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), next);
}

static void
show_footer (KinTablePage *self)
{
  g_autofree char *what = kin_lower_first (_(self->type->plural));
  g_autofree char *left = NULL, *right = NULL;
  guint            n = kin_row_list_count (self->rows);

  self->total = kin_book_count (kin_when_reader (kin_desk_when (self->desk)), self->type);
  /* Translators: "12 of 183 homes shown" */
  left = g_strdup_printf (_("%u of %" PRId64 " %s shown"), n, self->total, what);
  if (self->costs != NULL)
    {
      g_autofree char *sum = kin_pence_to_text (sum_shown (self));

      right = g_strdup_printf (_("%s a week for those shown"), sum);
    }
  kin_table_set_footer (self->table, left, right);
  if (n == 0)
    say_next_step (self);
  kin_table_show_rows (self->table, n > 0);
}

static void
refresh (KinTablePage *self)
{
  kin_row_list_set_ids (self->rows, kin_book_list (kin_when_reader (kin_desk_when (self->desk)), self->spec));
  show_footer (self);
}

/* To the top first: there the table turns its rows round, anywhere else it makes them anew. */
static void
refresh_from_top (KinTablePage *self)
{
  kin_table_scroll_to_top (self->table);
  refresh (self);
}

static void
tell_anew (KinTablePage *self)
{
  KinWhen *when = kin_desk_when (self->desk);

  g_clear_pointer (&self->told, kin_told_free);
  self->told = kin_told_new (kin_when_reader (when), self->type, kin_when_day (when));
  kin_told_set_costs (self->told, self->costs);
  kin_told_set_contested (self->told, self->contested);
}

/* Another time is looked at. */
static void
on_when (KinTablePage *self)
{
  tell_anew (self);
  if (self->spec->open_on != KIN_NO_DAY)
    self->spec->open_on = kin_when_day (kin_desk_when (self->desk));
  kin_row_list_changed (self->rows, 0);
  refresh (self);
  g_signal_emit (self, title_changed, 0);
}

static gboolean
on_later (gpointer data)
{
  KinTablePage *self = data;

  self->later = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
refresh_later (KinTablePage *self)
{
  if (self->later == 0)
    self->later = g_idle_add (on_later, self);
}

static void
on_changed (KinDesk *desk, gint64 no, const char *type, KinTablePage *self)
{
  kin_row_list_changed (self->rows, self->type == &kin_child && g_strcmp0 (type, kin_placement.name) == 0 ? 0 : no);
  if (type == NULL || g_strcmp0 (type, self->type->name) == 0 || self->type == &kin_placement || self->type == &kin_child)
    refresh_later (self);
}

static void
on_sort (KinTable *table, const char *column, gboolean descending, KinTablePage *self)
{
  self->spec->sort = column != NULL ? kin_type_field (self->type, column) : -1;
  self->spec->descending = descending;
  refresh_from_top (self);
}

static void
on_open (KinTable *table, gint64 no, KinTablePage *self)
{
  kin_desk_open (self->desk, no);
}

static void
on_context (KinTable *table, gint64 no, GMenu *menu, KinTablePage *self)
{
  guint            n = kin_table_n_selected (table);
  g_autofree char *open = g_strdup_printf ("win.open-record(int64 %" G_GINT64_FORMAT ")", no);
  g_autofree char *delete = g_strdup_printf ("win.delete-record(int64 %" G_GINT64_FORMAT ")", no);

  if (n > 1)
    {
      kin_many_menu (menu, self->type, n);
      return;
    }
  g_menu_append (menu, _("Open"), open);
  g_menu_append (menu, _("Delete"), delete);
}

static void
on_open_chip (GtkToggleButton *chip, KinTablePage *self)
{
  self->spec->open_on = gtk_toggle_button_get_active (chip) ? kin_when_day (kin_desk_when (self->desk)) : KIN_NO_DAY;
  refresh_from_top (self);
}

static void
on_filter (GtkSearchEntry *filter, KinTablePage *self)
{
  kin_list_spec_set_words (self->spec, gtk_editable_get_text (GTK_EDITABLE (filter)));
  refresh_from_top (self);
}

static gboolean
has_period (const KinType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_PERIOD)
      return TRUE;
  return type == &kin_child;
}

static gboolean
has_sought (const KinType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & KIN_SOUGHT) != 0)
      return TRUE;
  return FALSE;
}

static void
add_chips (KinTablePage *self)
{
  GtkWidget       *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *add, *space;
  g_autofree char *what = kin_lower_first (_(self->type->label));
  g_autofree char *label = g_strdup_printf (_("Add %s"), what);

  gtk_widget_add_css_class (bar, "kin-bar");
  gtk_box_append (GTK_BOX (bar), kin_as_at_new (self->desk));
  if (has_period (self->type))
    {
      self->open_chip = kin_chip_new (self->type == &kin_child ? _("In care") : self->type == &kin_placement ? _("Live") : _("In force"));
      g_signal_connect (self->open_chip, "toggled", G_CALLBACK (on_open_chip), self);
      gtk_box_append (GTK_BOX (bar), self->open_chip);
    }
  if (has_sought (self->type))
    {
      self->filter = kin_filter_new (_("Filter this list"));
      g_signal_connect (self->filter, "search-changed", G_CALLBACK (on_filter), self);
      gtk_box_append (GTK_BOX (bar), self->filter);
    }
  space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (bar), space);
  add = gtk_button_new_with_label (label);
  gtk_widget_add_css_class (add, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.add");
  gtk_widget_set_tooltip_text (add, _("Ctrl+N"));
  gtk_box_append (GTK_BOX (bar), add);
  gtk_box_append (GTK_BOX (self), bar);
}

static GtkWidget *
make_placeholder (KinTablePage *self)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "edit-find-symbolic");
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

/* What all placements cost takes too long for the main loop; the column fills when it is known. */
static gpointer
ask_costs (KinReader *reader, KinDay day)
{
  return kin_book_costs_at (reader, day);
}

static void
show_costs (gpointer answer, gpointer data)
{
  KinTablePage *self = KIN_TABLE_PAGE (data);

  self->costs = answer;
  kin_told_set_costs (self->told, self->costs);
  kin_row_list_changed (self->rows, 0);
  show_footer (self);
}

/* So does looking for every bed that was taken twice. */
static gpointer
ask_contested (KinReader *reader, KinDay day)
{
  return kin_book_contested (reader, day);
}

static void
show_contested (gpointer answer, gpointer data)
{
  KinTablePage *self = KIN_TABLE_PAGE (data);
  gboolean      any = answer != NULL && g_hash_table_size (answer) > 0;
  gboolean      had = self->contested != NULL && g_hash_table_size (self->contested) > 0;

  self->contested = answer;
  kin_told_set_contested (self->told, self->contested);
  if (any || had)
    kin_row_list_changed (self->rows, 0);
}

GtkWidget *
kin_table_page_new (KinDesk *desk, const KinType *type)
{
  KinTablePage *self = g_object_new (KIN_TYPE_TABLE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->type = type;
  self->spec = kin_list_spec_new (type);
  tell_anew (self);
  self->rows = kin_row_list_new (read_record, g_object_unref, self);
  add_chips (self);
  self->table = KIN_TABLE (kin_table_new (self->rows, _(type->plural)));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  self->empty = make_placeholder (self);
  kin_table_set_placeholder (self->table, self->empty);
  add_columns (self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->table));
  g_signal_connect (self->table, "open", G_CALLBACK (on_open), self);
  g_signal_connect (self->table, "sort", G_CALLBACK (on_sort), self);
  g_signal_connect (self->table, "context", G_CALLBACK (on_context), self);
  g_signal_connect (desk, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_object (kin_desk_when (desk), "changed", G_CALLBACK (on_when), self, G_CONNECT_SWAPPED);
  if (self->open_chip != NULL && (type == &kin_placement || type == &kin_child))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->open_chip), TRUE);
  else
    refresh (self);
  if (type == &kin_placement && sees_money (self))
    kin_answer_follow (GTK_WIDGET (self), desk, ask_costs, (GDestroyNotify) kin_costs_free, show_costs, self);
  if (type == &kin_child)
    kin_answer_follow (GTK_WIDGET (self), desk, ask_contested, (GDestroyNotify) g_hash_table_unref, show_contested, self);
  return GTK_WIDGET (self);
}

char *
kin_table_page_subtitle (KinTablePage *self)
{
  g_autofree char *time = kin_when_words (kin_desk_when (self->desk));
  g_autofree char *what = kin_lower_first (_(self->type->plural));

  /* Translators: "Friday 20 November 2026 · as known now · 183 homes" */
  return g_strdup_printf (_("%s · %" PRId64 " %s"), time, self->total, what);
}

KinTable *
kin_table_page_table (KinTablePage *self)
{
  return self->table;
}

KinRowList *
kin_table_page_rows (KinTablePage *self)
{
  return self->rows;
}

void
kin_table_page_focus (KinTablePage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (kin_table_view (self->table)));
}

void
kin_table_page_filter (KinTablePage *self, const char *words)
{
  if (self->filter != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->filter), words);
  kin_list_spec_set_words (self->spec, words);
  refresh (self);
}

const KinListSpec *
kin_table_page_spec (KinTablePage *self)
{
  return self->spec;
}
