/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duty board. The whole board is computed at once, on a thread and a reader of its own; the table shows those that the filters
 * let pass. */
#include "homes_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "answer.h"
#include "as_at.h"
#include "children.h"
#include "home_cells.h"
#include "home_filters.h"
#include "homes.h"
#include "many.h"
#include "people.h"
#include "table_columns.h"
#include "where.h"

struct _KinHomesPage
{
  GtkBox parent_instance;

  KinDesk        *desk;
  KinAnswer      *answer;
  const KinHomes *homes; /* the answer's; NULL: not there yet */
  GHashTable     *by_no; /* household -> KinHome, borrowed */
  KinRowList     *rows;
  KinTable       *table;
  KinHomeFilters *filters;
  GtkWidget      *problem; /* the placeholder's words */
  GtkWidget      *seeking; /* the strip that says for whom a home is sought */
  GtkLabel       *sought;
  gint64          child, placed; /* sought for; where it lived then. 0: none */
  KinDay          from;
  char           *sort;    /* NULL: by name */
  gboolean        descending;
};

G_DEFINE_FINAL_TYPE (KinHomesPage, kin_homes_page, GTK_TYPE_BOX)

static guint title_changed;

static void
kin_homes_page_finalize (GObject *object)
{
  KinHomesPage *self = KIN_HOMES_PAGE (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->by_no, g_hash_table_unref);
  g_clear_object (&self->desk);
  g_free (self->sort);
  G_OBJECT_CLASS (kin_homes_page_parent_class)->finalize (object);
}

static void
kin_homes_page_class_init (KinHomesPageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kin_homes_page_finalize;
  title_changed = g_signal_new ("title", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_homes_page_init (KinHomesPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

static gpointer
read_home (gint64 no, gpointer data)
{
  return g_hash_table_lookup (KIN_HOMES_PAGE (data)->by_no, &no);
}

static int
compare_homes (gconstpointer a, gconstpointer b, gpointer data)
{
  KinHomesPage  *self = data;
  const KinHome *x = *(const KinHome *const *) a, *y = *(const KinHome *const *) b;
  int            order = 0;

  if (g_strcmp0 (self->sort, "places") == 0)
    order = x->places->vacant_firm != y->places->vacant_firm ? x->places->vacant_firm - y->places->vacant_firm
                                                             : x->places->vacant_unconfirmed - y->places->vacant_unconfirmed;
  else if (g_strcmp0 (self->sort, "worker") == 0)
    order = g_strcmp0 (x->worker, y->worker);
  else if (g_strcmp0 (self->sort, "state") == 0)
    order = (int) x->state - (int) y->state;
  if (order == 0)
    {
      int by_name = g_strcmp0 (x->name, y->name);

      return self->sort == NULL || g_strcmp0 (self->sort, "name") != 0 || !self->descending ? by_name : -by_name;
    }
  return self->descending ? -order : order;
}

/* The balance is of all homes whatever is chosen, else it would not balance with anything. */
static void
show_wanted (KinHomesPage *self)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  GArray               *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char      *left = NULL, *right = NULL;

  for (guint i = 0; self->homes != NULL && i < self->homes->homes->len; i++)
    if (kin_home_filters_pass (self->filters, self->homes->homes->pdata[i]))
      g_ptr_array_add (wanted, self->homes->homes->pdata[i]);
  if (self->sort != NULL)
    g_ptr_array_sort_with_data (wanted, compare_homes, self);
  for (guint i = 0; i < wanted->len; i++)
    g_array_append_val (ids, ((KinHome *) wanted->pdata[i])->household);
  kin_row_list_set_ids (self->rows, ids);
  if (self->homes != NULL)
    {
      left = g_strdup_printf (_("%u of %u homes shown"), wanted->len, self->homes->homes->len);
      right = kin_homes_balance_to_text (&self->homes->balance);
    }
  kin_table_set_footer (self->table, left != NULL ? left : "", right);
  kin_table_show_rows (self->table, wanted->len > 0 || kin_answer_is_running (self->answer));
}

static void
stop_seeking (KinHomesPage *self)
{
  self->child = 0;
  gtk_widget_set_visible (self->seeking, FALSE);
}

static gpointer
ask_homes (KinReader *reader, KinDay day)
{
  return kin_book_homes (reader, day, KIN_NO_DAY);
}

static void
show_homes (gpointer answer, gpointer data)
{
  KinHomesPage *self = KIN_HOMES_PAGE (data);
  const char   *problem = kin_answer_problem (self->answer);

  if (self->child != 0 && kin_book_placement_on (kin_desk_reader (self->desk), self->child, self->from) != self->placed)
    stop_seeking (self);
  self->homes = answer;
  g_hash_table_remove_all (self->by_no);
  for (guint i = 0; self->homes != NULL && i < self->homes->homes->len; i++)
    g_hash_table_insert (self->by_no, &((KinHome *) self->homes->homes->pdata[i])->household, self->homes->homes->pdata[i]);
  kin_row_list_changed (self->rows, 0);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->problem), problem != NULL ? problem : _("Take a filter away, or press Ctrl+N to add the first home."));
  show_wanted (self);
  if (self->homes != NULL)
    kin_home_filters_count (self->filters, self->homes);
  g_signal_emit (self, title_changed, 0);
}

static void
on_sort (KinTable *table, const char *column, gboolean descending, KinHomesPage *self)
{
  g_free (self->sort);
  self->sort = g_strdup (column);
  self->descending = descending;
  kin_table_scroll_to_top (table);
  show_wanted (self);
}

static void
on_open (KinTable *table, gint64 no, KinHomesPage *self)
{
  g_autoptr (KinRecord) placement = NULL;

  if (self->child == 0)
    {
      kin_desk_open (self->desk, no);
      return;
    }
  placement = kin_record_new (&kin_placement);
  kin_record_set_link (placement, KIN_PLACEMENT_CHILD, self->child);
  kin_record_set_link (placement, KIN_PLACEMENT_HOUSEHOLD, no);
  kin_record_set_period (placement, KIN_PLACEMENT_PERIOD, self->from, KIN_NO_DAY);
  kin_desk_add (self->desk, placement);
}

static void
on_context (KinTable *table, gint64 no, GMenu *menu, KinHomesPage *self)
{
  guint            n = kin_table_n_selected (table);
  g_autofree char *open = g_strdup_printf ("win.open-record(int64 %" G_GINT64_FORMAT ")", no);
  g_autofree char *place = g_strdup_printf ("win.place-child(int64 %" G_GINT64_FORMAT ")", no);
  g_autofree char *delete = g_strdup_printf ("win.delete-record(int64 %" G_GINT64_FORMAT ")", no);

  if (n > 1)
    {
      g_menu_append (menu, _("Vacancies confirmed today"), "win.confirm-vacancies");
      kin_many_menu (menu, &kin_household, n);
      return;
    }
  g_menu_append (menu, _("Open"), open);
  g_menu_append (menu, _("Place a child…"), place);
  g_menu_append (menu, _("Vacancies confirmed today"), "win.confirm-vacancies");
  g_menu_append (menu, _("Delete"), delete);
}

static void
add_bar (KinHomesPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_add_css_class (bar, "kin-bar");
  gtk_box_append (GTK_BOX (bar), kin_as_at_new (self->desk));
  self->filters = KIN_HOME_FILTERS (kin_home_filters_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->filters), TRUE);
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (show_wanted), self);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->filters));
  gtk_widget_add_css_class (add, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.add");
  /* An icon alone: the chips need the room. */
  gtk_widget_set_tooltip_text (add, _("Add home"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add home"), -1);
  gtk_box_append (GTK_BOX (bar), add);
  gtk_box_append (GTK_BOX (self), bar);
}

static void
add_seeking (KinHomesPage *self)
{
  GtkWidget *stop = gtk_button_new_with_label (_("Not now"));

  self->seeking = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->sought = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->sought, 0);
  gtk_label_set_wrap (self->sought, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->sought), TRUE);
  gtk_widget_set_valign (stop, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (stop, "clicked", G_CALLBACK (stop_seeking), self);
  gtk_box_append (GTK_BOX (self->seeking), GTK_WIDGET (self->sought));
  gtk_box_append (GTK_BOX (self->seeking), stop);
  gtk_widget_add_css_class (self->seeking, "kin-many");
  gtk_widget_set_visible (self->seeking, FALSE);
  gtk_box_append (GTK_BOX (self), self->seeking);
}

void
kin_homes_page_seek (KinHomesPage *self, gint64 child, KinDay from)
{
  KinReader            *reader = kin_desk_reader (self->desk);
  g_autoptr (KinRecord) record = kin_reader_get (reader, &kin_child, child);
  KinDay                born = record != NULL ? kin_record_day (record, KIN_CHILD_BORN) : KIN_NO_DAY;
  g_autofree char      *day = kin_day_to_words (from), *words = NULL;

  if (record == NULL)
    return;
  self->child = child;
  self->from = from;
  self->placed = kin_book_placement_on (reader, child, from);
  /* Translators: a child, and a day: "A home for Ada Example from 3 May 2026: open a home, and the placement is filled in." */
  words = g_strdup_printf (_("A home for %s from %s: open a home, and the placement is filled in."), kin_titles_get (kin_desk_titles (self->desk), child), day);
  gtk_label_set_text (self->sought, words);
  gtk_widget_set_visible (self->seeking, TRUE);
  kin_home_filters_seek (self->filters, born != KIN_NO_DAY && born <= from ? kin_day_age (born, from) : -1);
  kin_homes_page_focus (self);
}

GtkWidget *
kin_homes_page_new (KinDesk *desk)
{
  KinHomesPage *self = g_object_new (KIN_TYPE_HOMES_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->by_no = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->rows = kin_row_list_new (read_home, NULL, self);
  add_bar (self);
  add_seeking (self);
  self->table = KIN_TABLE (kin_table_new (self->rows, _("Homes")));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  kin_home_cells_add (self->table, desk);
  kin_table_remember (self->table, "homes");
  kin_many_add_bar (self->table, &kin_household);
  self->problem = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->problem), "user-home-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->problem), _("No homes to show"));
  gtk_widget_set_vexpand (self->problem, TRUE);
  kin_table_set_placeholder (self->table, self->problem);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->table));
  g_signal_connect (self->table, "open", G_CALLBACK (on_open), self);
  g_signal_connect (self->table, "sort", G_CALLBACK (on_sort), self);
  g_signal_connect (self->table, "context", G_CALLBACK (on_context), self);
  self->answer = kin_answer_follow (GTK_WIDGET (self), desk, ask_homes, (GDestroyNotify) kin_homes_free, show_homes, self);
  return GTK_WIDGET (self);
}

char *
kin_homes_page_subtitle (KinHomesPage *self)
{
  g_autofree char *time = kin_when_words (kin_desk_when (self->desk));

  if (self->homes == NULL)
    return g_strdup (time);
  /* Translators: "Friday 20 November 2026 · as known now · 183 homes, 291 places in terms" */
  return g_strdup_printf (_("%s · %u homes, %" PRId64 " places in terms"), time, self->homes->balance.homes, self->homes->balance.terms);
}

KinShown *
kin_homes_page_shown (KinHomesPage *self)
{
  g_autofree char *time = kin_when_words (kin_desk_when (self->desk)), *filter = kin_home_filters_words (self->filters);
  g_autofree char *scope = *filter != '\0' ? g_strdup_printf ("%s; %s", time, filter) : g_strdup (time);

  return kin_home_cells_shown (self->table, scope);
}

KinTable *
kin_homes_page_table (KinHomesPage *self)
{
  return self->table;
}

void
kin_homes_page_focus (KinHomesPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (kin_table_view (self->table)));
}

gboolean
kin_homes_page_is_ready (KinHomesPage *self)
{
  return kin_answer_is_ready (self->answer);
}
