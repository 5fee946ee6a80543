/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of all records of a type. Numbers come from the book, in order; what a cell shows is read when it is shown. */
#include "table_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "answer.h"
#include "as_at.h"
#include "children.h"
#include "lists.h"
#include "money.h"
#include "prices.h"
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
  GtkWidget     *filter;
  GtkWidget     *open_chip; /* NULL: the type has no period */
  const KinCosts *costs;    /* of placements: the answer's; NULL: not there yet */
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

/* The number of the field is packed behind the page's pointer by the column itself. */
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

static char *
weekly_text (KinRow *row, gpointer data)
{
  KinTablePage    *self = data;
  const KinCostRow *cost = self->costs != NULL ? kin_costs_find (self->costs, kin_row_no (row)) : NULL;

  if (cost == NULL)
    return NULL;
  if (!cost->priced)
    return g_strdup (cost->no_price_on_purpose ? _("none is expected") : _("no price"));
  return kin_pence_to_text (cost->weekly[KIN_COSTS_TOTAL]);
}

/* Of the row that is shown alone: these are quick, and the list stays as lazy as it is. */
static char *
age_text (KinRow *row, gpointer data)
{
  KinTablePage *self = data;
  KinRecord    *record = kin_row_value (row);
  KinDay        born = record != NULL ? kin_record_day (record, KIN_CHILD_BORN) : KIN_NO_DAY, day = kin_when_day (kin_desk_when (self->desk));

  return born != KIN_NO_DAY && born <= day ? g_strdup_printf ("%d", kin_day_age (born, day)) : NULL;
}

static char *
tonight_text (KinRow *row, gpointer data)
{
  KinTablePage *self = data;
  KinReader    *reader = kin_when_reader (kin_desk_when (self->desk));
  gint64        placement = kin_book_placement_on (reader, kin_row_no (row), kin_when_day (kin_desk_when (self->desk)));

  return placement != 0 ? kin_book_where (reader, placement) : NULL;
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
      return 110;
    default:
      return 128;
    }
}

static void
add_columns (KinTablePage *self)
{
  gboolean first = TRUE;

  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const KinField *field = &self->type->fields[i];
      Cell           *cell;
      guint           flags = KIN_COLUMN_SORTS;

      if ((field->flags & KIN_LISTED) == 0 || is_said_elsewhere (self->type, i))
        continue;
      cell = g_new (Cell, 1);
      cell->page = self;
      cell->field = i;
      g_object_set_data_full (G_OBJECT (self), field->name, cell, g_free);
      if (is_figure (field))
        flags |= KIN_COLUMN_RIGHT;
      if (first)
        flags |= KIN_COLUMN_STRONG;
      if (field->kind == KIN_TEXT || field->kind == KIN_LINK || field->kind == KIN_CODE || field->kind == KIN_ADDRESS)
        flags |= KIN_COLUMN_EXPAND;
      first = FALSE;
      kin_table_add_text (self->table, field->name, _(field->label), flags, width_of (field), cell_text, cell);
      if (self->type == &kin_child && i == KIN_CHILD_BORN)
        {
          kin_table_add_text (self->table, "age", _("Age"), KIN_COLUMN_RIGHT, 60, age_text, self);
          kin_table_add_text (self->table, "tonight", _("Lives tonight at"), KIN_COLUMN_EXPAND, 190, tonight_text, self);
        }
      if (self->type == &kin_placement && i == KIN_PLACEMENT_PERIOD)
        kin_table_add_text (self->table, "weekly", _("A week"), KIN_COLUMN_RIGHT, 134, weekly_text, self);
    }
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

static void
show_footer (KinTablePage *self)
{
  g_autofree char *what = kin_lower_first (_(self->type->plural));
  g_autofree char *left = NULL, *right = NULL;
  guint            n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  self->total = kin_book_count (kin_when_reader (kin_desk_when (self->desk)), self->type);
  /* Translators: "12 of 183 homes shown" */
  left = g_strdup_printf (_("%u of %" PRId64 " %s shown"), n, self->total, what);
  if (self->costs != NULL)
    {
      g_autofree char *sum = kin_pence_to_text (sum_shown (self));

      right = g_strdup_printf (_("%s a week for those shown"), sum);
    }
  kin_table_set_footer (self->table, left, right);
  kin_table_show_rows (self->table, n > 0);
}

static void
refresh (KinTablePage *self)
{
  kin_row_list_set_ids (self->rows, kin_book_list (kin_when_reader (kin_desk_when (self->desk)), self->spec));
  show_footer (self);
}

/* Another time is looked at. */
static void
on_when (KinTablePage *self)
{
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
  refresh (self);
  kin_table_scroll_to_top (table);
}

static void
on_open (KinTable *table, gint64 no, KinTablePage *self)
{
  kin_desk_open (self->desk, no);
}

static void
on_context (KinTable *table, gint64 no, GMenu *menu, KinTablePage *self)
{
  g_autofree char *open = g_strdup_printf ("win.open-record(int64 %" G_GINT64_FORMAT ")", no);
  g_autofree char *delete = g_strdup_printf ("win.delete-record(int64 %" G_GINT64_FORMAT ")", no);

  g_menu_append (menu, _("Open"), open);
  g_menu_append (menu, _("Delete"), delete);
}

static void
on_open_chip (GtkToggleButton *chip, KinTablePage *self)
{
  self->spec->open_on = gtk_toggle_button_get_active (chip) ? kin_when_day (kin_desk_when (self->desk)) : KIN_NO_DAY;
  refresh (self);
}

static void
on_filter (GtkSearchEntry *filter, KinTablePage *self)
{
  kin_list_spec_set_words (self->spec, gtk_editable_get_text (GTK_EDITABLE (filter)));
  refresh (self);
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
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Nothing to show"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("Take a filter away, or press Ctrl+N to add the first."));
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
  kin_row_list_changed (self->rows, 0);
  show_footer (self);
}

GtkWidget *
kin_table_page_new (KinDesk *desk, const KinType *type)
{
  KinTablePage *self = g_object_new (KIN_TYPE_TABLE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->type = type;
  self->spec = kin_list_spec_new (type);
  self->rows = kin_row_list_new (read_record, g_object_unref, self);
  add_chips (self);
  self->table = KIN_TABLE (kin_table_new (self->rows, _(type->plural)));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  kin_table_set_placeholder (self->table, make_placeholder (self));
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
  if (type == &kin_placement)
    kin_answer_follow (GTK_WIDGET (self), desk, ask_costs, (GDestroyNotify) kin_costs_free, show_costs, self);
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
