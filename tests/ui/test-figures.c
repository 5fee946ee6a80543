/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of figures: what they show, sort, filter and give out, of the time that the window looks at. */
#include <adwaita.h>

#include "application.h"
#include "buying.h"
#include "children.h"
#include "costs_page.h"
#include "desk_fixture.h"
#include "homes_page.h"
#include "people.h"
#include "providers_page.h"
#include "siblings_page.h"

typedef struct
{
  Fixture fixture;
  gint64  ada, ben, ash, oak, provider, group;
  KinDay  today;
  GtkWidget *window;
} Test;

static gint64
put (Test *test, KinRecord *record)
{
  g_autoptr (GError) error = NULL;
  gint64 no;

  kin_store_create (test->fixture.store, record, "added", &error);
  g_assert_no_error (error);
  no = kin_reader_no_of (kin_store_reader (test->fixture.store), kin_record_id (record));
  g_object_unref (record);
  return no;
}

static gint64
put_named (Test *test, const KinType *type, guint field, const char *name)
{
  KinRecord *record = kin_record_new (type);

  kin_record_set_text (record, field, name);
  return put (test, record);
}

static gint64
put_child (Test *test, const char *name, gint64 home, gint64 provider, KinDay from, gint64 weekly)
{
  gint64 child = put_named (test, &kin_child, KIN_CHILD_FORENAME, name), placement;
  KinRecord *care = kin_record_new (&kin_care_period), *record = kin_record_new (&kin_placement), *price = kin_record_new (&kin_price_line);

  kin_record_set_link (care, KIN_CARE_PERIOD_CHILD, child);
  kin_record_set_period (care, KIN_CARE_PERIOD_PERIOD, test->today - 1000, KIN_NO_DAY);
  put (test, care);
  kin_record_set_link (record, KIN_PLACEMENT_CHILD, child);
  kin_record_set_link (record, KIN_PLACEMENT_HOUSEHOLD, home);
  if (provider != 0)
    {
      kin_record_set_link (record, KIN_PLACEMENT_PROVIDER, provider);
      kin_record_set_text (record, KIN_PLACEMENT_CATEGORY, "agency_foster");
    }
  kin_record_set_text (record, KIN_PLACEMENT_PLACEMENT_TYPE, "U6");
  kin_record_set_period (record, KIN_PLACEMENT_PERIOD, from, KIN_NO_DAY);
  placement = put (test, record);
  kin_record_set_link (price, KIN_PRICE_LINE_PLACEMENT, placement);
  kin_record_set_text (price, KIN_PRICE_LINE_KIND, "core");
  kin_record_set_price (price, KIN_PRICE_LINE_PRICE, weekly, "week");
  kin_record_set_period (price, KIN_PRICE_LINE_PERIOD, from, KIN_NO_DAY);
  put (test, price);
  return child;
}

static void
set_up (Test *test, gconstpointer data)
{
  const gint64 *children[2];

  fixture_set_up (&test->fixture, NULL);
  test->today = kin_desk_today (test->fixture.desk);
  test->ash = put_named (test, &kin_household, KIN_HOUSEHOLD_NAME, "Ashdown");
  test->oak = put_named (test, &kin_household, KIN_HOUSEHOLD_NAME, "Oak");
  test->provider = put_named (test, &kin_provider, KIN_PROVIDER_NAME, "Acorn");
  test->ada = put_child (test, "Ada", test->ash, 0, test->today - 100, 30000);
  test->ben = put_child (test, "Ben", test->oak, test->provider, test->today - 50, 400000);
  test->group = put_named (test, &kin_sibling_group, KIN_SIBLING_GROUP_NAME, "Example");
  children[0] = &test->ada;
  children[1] = &test->ben;
  for (guint i = 0; i < 2; i++)
    {
      KinRecord *sibling = kin_record_new (&kin_sibling);

      kin_record_set_link (sibling, KIN_SIBLING_GROUP, test->group);
      kin_record_set_link (sibling, KIN_SIBLING_CHILD, *children[i]);
      put (test, sibling);
    }
  fixture_settle (&test->fixture);
  test->window = gtk_window_new ();
}

/* A question under way holds the desk until it is answered. */
static gboolean
is_alone (gpointer desk)
{
  return G_OBJECT (desk)->ref_count == 1;
}

static void
tear_down (Test *test, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (test->window));
  fixture_wait (is_alone, test->fixture.desk);
  fixture_tear_down (&test->fixture, NULL);
}

static gboolean
is_ready (gpointer list)
{
  return kin_figure_list_is_ready (list);
}

static KinFigureList *
show_list (Test *test, GtkWidget *page)
{
  gtk_window_set_child (GTK_WINDOW (test->window), page);
  gtk_window_present (GTK_WINDOW (test->window));
  fixture_wait (is_ready, page);
  return KIN_FIGURE_LIST (page);
}

static char *
cell (KinFigureList *list, guint row, guint column)
{
  g_autoptr (KinShown) shown = kin_figure_list_shown (list);
  const KinOutCell *out = kin_shown_cell (shown, row, column);

  return out->kind == KIN_OUT_TEXT ? g_strdup (out->text) : out->kind == KIN_OUT_EMPTY ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, out->number);
}

static guint
n_rows (KinFigureList *list)
{
  g_autoptr (KinShown) shown = kin_figure_list_shown (list);

  g_assert_cmpuint (kin_shown_n_rows (shown), ==, g_list_model_get_n_items (G_LIST_MODEL (kin_table_rows (kin_figure_list_table (list)))));
  return kin_shown_n_rows (shown);
}

static void
look_at (Test *test, KinFigureList *list, KinDay day)
{
  kin_when_set (kin_desk_when (test->fixture.desk), day, G_MAXINT64);
  fixture_wait (is_ready, list);
}

static void
costs (Test *test, gconstpointer data)
{
  KinFigureList *list = show_list (test, kin_costs_page_new (test->fixture.desk));
  g_autofree char *child = cell (list, 0, 0), *category = cell (list, 0, 2), *gross = cell (list, 0, 3), *first = NULL;

  g_assert_cmpuint (n_rows (list), ==, 2);
  g_assert_cmpstr (child, ==, "Ben");
  g_assert_cmpstr (category, ==, "Agency foster");
  g_assert_cmpstr (gross, ==, "400000");
  g_signal_emit_by_name (kin_figure_list_table (list), "sort", "weekly_gross", FALSE);
  first = cell (list, 0, 0);
  g_assert_cmpstr (first, ==, "Ada");
  look_at (test, list, test->today - 80);
  g_assert_cmpuint (n_rows (list), ==, 1);
  look_at (test, list, test->today - 101);
  g_assert_cmpuint (n_rows (list), ==, 0);
}

static void
siblings (Test *test, gconstpointer data)
{
  KinFigureList *list = show_list (test, kin_siblings_page_new (test->fixture.desk));
  g_autofree char *state = cell (list, 0, 1), *since = cell (list, 0, 2), *where = cell (list, 0, 5), *then = g_strdup_printf ("%d", test->today - 1000);

  g_assert_cmpstr (state, ==, "Apart");
  g_assert_cmpstr (since, ==, then);
  g_assert_cmpstr (where, ==, "Ada at Ashdown · Ben at Oak");
  g_assert_cmpint (kin_table_get_selected (kin_figure_list_table (list)), ==, 0);
  look_at (test, list, test->today - 1001);
  g_assert_cmpuint (n_rows (list), ==, 0); /* nobody was in care, and only those with two in care are shown */
}

static void
providers (Test *test, gconstpointer data)
{
  KinFigureList *list = show_list (test, kin_providers_page_new (test->fixture.desk));
  g_autofree char *name = cell (list, 0, 0), *children = cell (list, 0, 1), *gross = cell (list, 0, 2), *before = NULL;

  g_assert_cmpuint (n_rows (list), ==, 1);
  g_assert_cmpstr (name, ==, "Acorn");
  g_assert_cmpstr (children, ==, "1");
  g_assert_cmpstr (gross, ==, "400000");
  look_at (test, list, test->today - 60);
  before = cell (list, 0, 1);
  g_assert_cmpstr (before, ==, "0");
}

static gboolean
is_now (gpointer when)
{
  return !kin_when_is_busy (when);
}

static void
say (KinWhen *when, const char *text, char **said)
{
  g_free (*said);
  *said = g_strdup (text);
}

/* Before the first change there is nothing to know: a sentence, and the time stays. */
static void
too_early (Test *test, gconstpointer data)
{
  KinWhen *when = kin_desk_when (test->fixture.desk);
  KinFigureList *list = show_list (test, kin_costs_page_new (test->fixture.desk));
  g_autofree char *said = NULL, *words = NULL;

  g_signal_connect (when, "problem", G_CALLBACK (say), &said);
  kin_when_set (when, test->today, kin_day_end_ms (test->today - 3000));
  fixture_wait (is_now, when);
  g_assert_nonnull (said);
  g_assert_true (kin_when_is_now (when));
  g_assert_cmpuint (n_rows (list), ==, 2);
  kin_when_set (when, test->today - 1, G_MAXINT64);
  words = kin_when_words (when);
  g_assert_true (g_str_has_suffix (words, "as known now"));
  g_assert_false (kin_when_is_now (when));
  g_signal_handlers_disconnect_by_data (when, &said);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/figures/costs", Test, NULL, set_up, costs, tear_down);
  g_test_add ("/figures/siblings", Test, NULL, set_up, siblings, tear_down);
  g_test_add ("/figures/providers", Test, NULL, set_up, providers, tear_down);
  g_test_add ("/figures/too-early", Test, NULL, set_up, too_early, tear_down);
  return g_test_run ();
}
