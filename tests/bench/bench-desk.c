/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person at the desk of a large record: pages, sorting, filters, search, records opened and left, a list scrolled. For each, the
 * time from the act to the frame that shows it, and the longest stretch for which the window did not listen; at the end the memory,
 * and whether the heap grows with 10,000 changes of page.
 *   bench-desk FILE [--switches 10000] [--only records] [--json]      (inside tests/with-display; key of 64 times "5") */
#include <malloc.h>
#include <string.h>

#include "application.h"
#include "children.h"
#include "homes_page.h"
#include "lists.h"
#include "measure.h"
#include "people.h"
#include "table_page.h"
#include "watch.h"
#include "window_actions.h"

#define ACT_MS 100
#define WHOLE_MS 500
#define HEAP_MB 2 /* what a heap may differ by when nothing is kept */

static int n_switches = 10000;
static char *only; /* pages, lists, search or records; NULL: all */
static gboolean json;

typedef struct
{
  KinWindow *window;
  Table     *table, *stalls;
} Person;

static gboolean
is_ready (gpointer data)
{
  return kin_window_is_ready (data);
}

/* The time since `from` to the frame that shows what was done, and the longest stretch until all is at rest again. */
static void
note (Person *person, const char *name, double from, double most)
{
  GtkWidget *window = GTK_WIDGET (person->window);
  double shown = watch_until (window, is_ready, window);

  watch_rest (window);
  line_product (table_line (person->table, name, "ms", most, 0), shown - from);
  line_product (table_line (person->stalls, name, "ms", WATCH_MOST_MS, 0), watch_longest ());
}

static gboolean
has_page (gpointer data)
{
  return kin_window_page (data) != NULL;
}

static double
begin (Person *person)
{
  watch_rest (GTK_WIDGET (person->window));
  watch_longest ();
  return now_ms ();
}

static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (child), type) ? child : find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
visit_pages (Person *person, const char *when, double most)
{
  for (const char *const *page = kin_window_pages (); *page != NULL; page++)
    {
      g_autofree char *name = g_strdup_printf ("page %s, %s", *page, when);
      double from = begin (person);

      kin_window_show (person->window, *page);
      note (person, name, from, most);
    }
}

static void
sort_list (Person *person, const char *page)
{
  GtkColumnView *view;
  GListModel *columns;

  kin_window_show (person->window, page);
  view = GTK_COLUMN_VIEW (find_widget (kin_window_page (person->window), GTK_TYPE_COLUMN_VIEW));
  columns = gtk_column_view_get_columns (view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autofree char *name = g_strdup_printf ("%s sorted by %s", page, gtk_column_view_column_get_title (column));
      double from;

      if (gtk_column_view_column_get_sorter (column) == NULL)
        continue;
      from = begin (person);
      gtk_column_view_sort_by_column (view, column, i % 2 == 0 ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
      note (person, name, from, ACT_MS);
    }
  gtk_column_view_sort_by_column (view, NULL, GTK_SORT_ASCENDING);
}

static void
press_chip (Person *person, const char *page)
{
  GtkWidget *chip;
  g_autofree char *name = g_strdup_printf ("%s, a chip pressed", page);
  g_autofree char *again = g_strdup_printf ("%s, the chip pressed again", page);
  double from;

  kin_window_show (person->window, page);
  chip = find_widget (kin_window_page (person->window), GTK_TYPE_TOGGLE_BUTTON);
  from = begin (person);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)));
  note (person, name, from, ACT_MS);
  from = begin (person);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)));
  note (person, again, from, ACT_MS);
}

/* The entry itself waits 150 ms for the next key; what is measured is the rest. */
static void
filter_list (Person *person, const char *page, const char *words)
{
  g_autofree char *name = g_strdup_printf ("%s filtered by “%s”", page, words);
  g_autofree char *whole = g_strdup_printf ("%s, the filter taken away", page);
  GtkWidget *filter;
  double from;

  kin_window_show (person->window, page);
  filter = find_widget (kin_window_page (person->window), GTK_TYPE_SEARCH_ENTRY);
  from = begin (person);
  gtk_editable_set_text (GTK_EDITABLE (filter), words);
  g_signal_emit_by_name (filter, "search-changed");
  note (person, name, from, ACT_MS);
  from = begin (person);
  gtk_editable_set_text (GTK_EDITABLE (filter), "");
  g_signal_emit_by_name (filter, "search-changed");
  note (person, whole, from, ACT_MS);
}

static gboolean
is_found (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
search (Person *person, const char *words)
{
  g_autofree char *name = g_strdup_printf ("search everything for “%s”", words);
  GtkWidget *window = GTK_WIDGET (person->window), *box = kin_window_search (person->window);
  GtkWidget *entry = find_widget (box, GTK_TYPE_SEARCH_ENTRY), *popover = find_widget (box, GTK_TYPE_POPOVER);
  double from, shown;

  gtk_widget_grab_focus (entry);
  from = begin (person);
  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "search-changed");
  shown = watch_until (window, is_found, popover);
  watch_rest (window);
  line_product (table_line (person->table, name, "ms", ACT_MS, 0), shown - from);
  line_product (table_line (person->stalls, name, "ms", WATCH_MOST_MS, 0), watch_longest ());
  g_signal_emit_by_name (entry, "stop-search");
}

static gint64
find_record (Person *person, const KinType *type)
{
  KinDesk *desk = kin_window_desk (person->window);
  g_autoptr (KinListSpec) spec = kin_list_spec_new (type);
  g_autoptr (GArray) numbers = NULL;

  spec->open_on = kin_desk_today (desk);
  numbers = kin_book_list (kin_desk_reader (desk), spec);
  return g_array_index (numbers, gint64, numbers->len / 2);
}

static void
open_record (Person *person, const KinType *type, const char *when)
{
  g_autofree char *name = g_strdup_printf ("a %s opened%s", type->name, when);
  g_autofree char *left = g_strdup_printf ("a %s left%s", type->name, when);
  gint64 no = find_record (person, type);
  g_autofree char *whole = g_strdup_printf ("a %s opened%s, to its last card", type->name, when);
  GtkWidget *window = GTK_WIDGET (person->window);
  double from = begin (person);

  kin_window_open (person->window, no);
  line_product (table_line (person->table, name, "ms", ACT_MS, 0), watch_until (window, has_page, window) - from);
  line_product (table_line (person->table, whole, "ms", WHOLE_MS, 0), watch_until (window, is_ready, window) - from);
  watch_rest (window);
  line_product (table_line (person->stalls, name, "ms", WATCH_MOST_MS, 0), watch_longest ());
  from = begin (person);
  kin_window_back (person->window);
  note (person, left, from, ACT_MS);
}

/* A wheel turned fast: fifty screens, one a frame; then the bar pulled to the end and back. */
static void
scroll_list (Person *person, const char *page)
{
  g_autofree char *name = g_strdup_printf ("%s scrolled by screens", page);
  g_autofree char *pulled = g_strdup_printf ("%s pulled to the end", page);
  GtkAdjustment *adjustment;
  double from, worst = 0;

  kin_window_show (person->window, page);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_widget (kin_window_page (person->window), GTK_TYPE_COLUMN_VIEW)));
  begin (person);
  for (int i = 0; i < 50; i++)
    {
      from = now_ms ();
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment));
      worst = MAX (worst, watch_until (GTK_WIDGET (person->window), is_ready, person->window) - from);
    }
  line_product (table_line (person->table, name, "ms", ACT_MS, 0), worst);
  line_product (table_line (person->stalls, name, "ms", WATCH_MOST_MS, 0), watch_longest ());
  from = begin (person);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  note (person, pulled, from, ACT_MS);
  gtk_adjustment_set_value (adjustment, 0);
}

static double
heap_mb (void)
{
  malloc_trim (0);
  return (double) mallinfo2 ().uordblks / (1024.0 * 1024.0);
}

/* Pages in turn; every tenth is a record opened and left. */
static void
switch_pages (Person *person, int n)
{
  const char *const *pages = kin_window_pages ();
  guint n_pages = g_strv_length ((char **) pages);
  gint64 child = find_record (person, &kin_child);

  for (int i = 0; i < n; i++)
    {
      if (i % 10 == 9)
        kin_window_open (person->window, child);
      else
        kin_window_show (person->window, pages[(guint) i % n_pages]);
      watch_until (GTK_WIDGET (person->window), is_ready, person->window);
    }
  kin_window_show (person->window, pages[0]);
  watch_rest (GTK_WIDGET (person->window));
}

/* Caches fill up at first, so the heap is looked at after a tenth of the way. */
static void
measure_heap (Person *person)
{
  double before, after;

  switch_pages (person, n_switches / 10);
  before = heap_mb ();
  switch_pages (person, n_switches - n_switches / 10);
  after = heap_mb ();
  line_product (table_line (person->table, "heap after a tenth of the changes of page", "MB", 0, 0), before);
  line_product (table_line (person->table, "heap after all of them", "MB", before + HEAP_MB, 0), after);
}

static gboolean
is_wanted (const char *what)
{
  return only == NULL || strcmp (only, what) == 0;
}

static void
work_with_list (Person *person, const char *page)
{
  press_chip (person, page);
  sort_list (person, page);
  filter_list (person, page, "exam");
  scroll_list (person, page);
}

static void
work (Person *person)
{
  if (is_wanted ("pages"))
    {
      visit_pages (person, "the first time", 500);
      visit_pages (person, "again", ACT_MS);
    }
  if (is_wanted ("lists"))
    {
      work_with_list (person, "placements");
      work_with_list (person, "children");
      work_with_list (person, "homes");
    }
  if (is_wanted ("search"))
    {
      search (person, "exam");
      search (person, "a");
      search (person, "bb1 1");
    }
  for (int i = 0; is_wanted ("records") && i < 2; i++)
    {
      const char *when = i == 0 ? "" : ", again";

      open_record (person, &kin_child, when);
      open_record (person, &kin_household, when);
      open_record (person, &kin_placement, when);
    }
  if (only == NULL)
    line_product (table_line (person->table, "memory, all pages visited", "MB", 150, 0), resident_mb ());
  if (n_switches > 0)
    measure_heap (person);
}

static KinStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  guint8 key[KIN_KEY_BYTES];
  KinStore *store;

  memset (key, 0x55, sizeof key);
  store = kin_store_open (path, key, 0, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "switches", 0, 0, G_OPTION_ARG_INT, &n_switches, NULL, NULL },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (KinApplication) application = NULL;
  g_autoptr (KinStore) store = NULL;
  Person person = { 0 };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 2)
    g_error ("which file?");
  application = kin_application_new (TRUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  store = open_store (argv[1]);
  person.window = KIN_WINDOW (kin_window_new (ADW_APPLICATION (application), store));
  person.table = table_new ("Desk, from the act to the frame that shows it");
  person.stalls = table_new ("Desk, the longest stretch without listening");
  person.table->json = person.stalls->json = json;
  gtk_window_present (GTK_WINDOW (person.window));
  watch_start ();
  watch_until (GTK_WIDGET (person.window), is_ready, person.window);
  work (&person);
  table_print (person.table);
  table_print (person.stalls);
  gtk_window_destroy (GTK_WINDOW (person.window));
  kin_store_close (store);
  return 0;
}
