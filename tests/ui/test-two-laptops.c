/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person sees of others' work: a field under the hands never changes and keeps what its writer had seen; two values stand
 * until one key decides, on both laptops. */
#include <adwaita.h>

#include "agenda.h"
#include "children.h"
#include "conflicts.h"
#include "decide_page.h"
#include "form_row.h"
#include "homes.h"
#include "merged.h"
#include "panels.h"
#include "people.h"
#include "told.h"
#include "two_laptops.h"

typedef struct
{
  KinRecord *record;
  KinForm   *form;
  GtkWidget *window;
} Shown;

static KinRecord *
add_home (TwoLaptops *two)
{
  g_autoptr (GError) error = NULL;
  KinRecord *home = kin_record_new (&kin_household);

  kin_record_set_text (home, KIN_HOUSEHOLD_NAME, "Ashdown");
  kin_record_set_text (home, KIN_HOUSEHOLD_TELEPHONE, "01632 000001");
  kin_store_create (two->laptop[0].store, home, "Home added", &error);
  g_assert_no_error (error);
  two_laptops_exchange (two);
  return home;
}

static void
reload (KinDesk *desk, gint64 no, const char *type, Shown *shown)
{
  g_autoptr (KinRecord) fresh = kin_reader_get (kin_desk_reader (desk), &kin_household, kin_record_no (shown->record));

  if (fresh != NULL)
    kin_form_reload (shown->form, fresh);
}

static void
show_form (TwoLaptops *two, Shown *shown, const KinId *id)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  shown->record = two_laptops_find (two, 0, id);
  shown->form = kin_form_new (two->laptop[0].desk, shown->record);
  for (guint i = 0; i < kin_form_sections (shown->form)->len; i++)
    gtk_box_append (GTK_BOX (box), kin_form_sections (shown->form)->pdata[i]);
  shown->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (shown->window), box);
  gtk_window_present (GTK_WINDOW (shown->window));
  g_signal_connect (two->laptop[0].desk, "changed", G_CALLBACK (reload), shown);
}

static void
hide_form (TwoLaptops *two, Shown *shown)
{
  g_signal_handlers_disconnect_by_data (two->laptop[0].desk, shown);
  gtk_window_destroy (GTK_WINDOW (shown->window));
  g_clear_object (&shown->form);
  g_clear_object (&shown->record);
}

static guint
n_conflicts (TwoLaptops *two, guint laptop)
{
  g_autoptr (GPtrArray) conflicts = kin_reader_open_conflicts (kin_store_reader (two->laptop[laptop].store), 10);

  return conflicts->len;
}

static const char *
said_under (Shown *shown, guint field)
{
  KinFormRow *row = kin_form_row (shown->form, field);

  return gtk_widget_get_visible (row->problem) ? gtk_label_get_text (row->sentence) : NULL;
}

static void
test_under_the_hands (TwoLaptops *two, gconstpointer data)
{
  g_autoptr (KinRecord) home = add_home (two);
  GtkEditable *input;
  Shown shown;

  show_form (two, &shown, kin_record_id (home));
  input = GTK_EDITABLE (kin_form_row_input (kin_form_row (shown.form, KIN_HOUSEHOLD_TELEPHONE)));
  gtk_editable_set_text (input, "01632 000002");
  two_laptops_write (two, 1, kin_record_id (home), KIN_HOUSEHOLD_TELEPHONE, "01632 000003");
  two_laptops_write (two, 1, kin_record_id (home), KIN_HOUSEHOLD_TEAM, "North");
  two_laptops_exchange (two);
  g_assert_cmpstr (gtk_editable_get_text (input), ==, "01632 000002");
  g_assert_nonnull (strstr (said_under (&shown, KIN_HOUSEHOLD_TELEPHONE), "01632 000003"));
  /* What nobody types in follows, and brings no conflict. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kin_form_row_input (kin_form_row (shown.form, KIN_HOUSEHOLD_TEAM)))), ==, "North");
  kin_form_flush (shown.form);
  fixture_settle (&two->laptop[0]);
  g_assert_cmpuint (n_conflicts (two, 0), ==, 1); /* the other value was not written over */
  g_assert_true (g_str_has_prefix (said_under (&shown, KIN_HOUSEHOLD_TELEPHONE), "Two values"));
  two_laptops_exchange (two);
  g_assert_cmpuint (n_conflicts (two, 1), ==, 1);
  hide_form (two, &shown);
}

/* Nothing was typed: the new value comes when the field is left. */
static void
test_seen_after_all (TwoLaptops *two, gconstpointer data)
{
  g_autoptr (KinRecord) home = add_home (two);
  GtkEditable *input;
  Shown shown;

  show_form (two, &shown, kin_record_id (home));
  input = GTK_EDITABLE (kin_form_row_input (kin_form_row (shown.form, KIN_HOUSEHOLD_TELEPHONE)));
  gtk_widget_grab_focus (GTK_WIDGET (input));
  two_laptops_write (two, 1, kin_record_id (home), KIN_HOUSEHOLD_TELEPHONE, "01632 000003");
  two_laptops_exchange (two);
  kin_form_flush (shown.form);
  g_assert_cmpstr (gtk_editable_get_text (input), ==, "01632 000003");
  gtk_editable_set_text (input, "01632 000004");
  kin_form_flush (shown.form);
  fixture_settle (&two->laptop[0]);
  two_laptops_exchange (two);
  g_assert_cmpuint (n_conflicts (two, 0) + n_conflicts (two, 1), ==, 0);
  hide_form (two, &shown);
}

static GtkWidget *
find_below (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_ready (gpointer page)
{
  return kin_decide_page_is_ready (page);
}

static void
press (GtkWidget *card, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (card);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, (GdkModifierType) 0, &taken);
    }
  g_assert_true (taken);
}

static void
test_decide (TwoLaptops *two, gconstpointer data)
{
  g_autoptr (KinRecord) home = add_home (two), after = NULL;
  GtkWidget *page, *window, *card;

  two_laptops_write (two, 0, kin_record_id (home), KIN_HOUSEHOLD_TELEPHONE, "01632 000002");
  two_laptops_write (two, 1, kin_record_id (home), KIN_HOUSEHOLD_TELEPHONE, "01632 000003");
  two_laptops_exchange (two);
  page = kin_decide_page_new (two->laptop[1].desk);
  window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  fixture_wait (is_ready, page);
  card = find_below (page, ADW_TYPE_PREFERENCES_GROUP);
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (card)), ==, "Ashdown: Telephone");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_below (card, ADW_TYPE_ACTION_ROW)), GTK_ACCESSIBLE_PROPERTY_LABEL, "1. 01632 000002");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_below (card, ADW_TYPE_ACTION_ROW))), "had seen: 01632 000001"));
  press (card, GDK_KEY_2);
  fixture_settle (&two->laptop[1]);
  two_laptops_exchange (two);
  g_assert_cmpuint (n_conflicts (two, 0) + n_conflicts (two, 1), ==, 0);
  after = two_laptops_find (two, 0, kin_record_id (home));
  g_assert_cmpstr (kin_record_text (after, KIN_HOUSEHOLD_TELEPHONE), ==, "01632 000003");
  fixture_wait (is_ready, page);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* One home for one child. */
static gint64
add_place (TwoLaptops *two, KinRecord *home)
{
  g_autoptr (KinRecord) terms = kin_record_new (&kin_approval);
  g_autoptr (GError) error = NULL;
  KinReader *reader = kin_store_reader (two->laptop[0].store);
  gint64 no = kin_reader_no_of (reader, kin_record_id (home));

  kin_record_set_link (terms, KIN_APPROVAL_HOUSEHOLD, no);
  kin_record_set_text (terms, KIN_APPROVAL_KIND, "first");
  kin_record_set_period (terms, KIN_APPROVAL_PERIOD, kin_day_today () - 400, KIN_NO_DAY);
  kin_record_set_number (terms, KIN_APPROVAL_PLACES, 1);
  kin_store_create (two->laptop[0].store, terms, "Terms added", &error);
  g_assert_no_error (error);
  two_laptops_exchange (two);
  return no;
}

/* Without having seen the other's. */
static KinRecord *
place_child (TwoLaptops *two, guint laptop, const KinId *home, const char *forename)
{
  KinStore *store = two->laptop[laptop].store;
  KinRecord *child = kin_record_new (&kin_child);
  g_autoptr (KinRecord) placement = kin_record_new (&kin_placement);
  g_autoptr (GError) error = NULL;

  kin_record_set_text (child, KIN_CHILD_FORENAME, forename);
  kin_record_set_text (child, KIN_CHILD_SURNAME, "Example");
  kin_store_create (store, child, "Child added", &error);
  g_assert_no_error (error);
  kin_record_set_link (placement, KIN_PLACEMENT_CHILD, kin_reader_no_of (kin_store_reader (store), kin_record_id (child)));
  kin_record_set_link (placement, KIN_PLACEMENT_HOUSEHOLD, kin_reader_no_of (kin_store_reader (store), home));
  kin_record_set_period (placement, KIN_PLACEMENT_PERIOD, kin_day_today (), KIN_NO_DAY);
  kin_store_create (store, placement, "Child placed", &error);
  g_assert_no_error (error);
  return child;
}

static gboolean
holds_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (holds_text (child, text))
      return TRUE;
  return FALSE;
}

/* As on a page: it has the room it wants. */
static GtkWidget *
present (GtkWidget *card)
{
  GtkWidget *window = gtk_window_new (), *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), card);
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  return window;
}

/* On its row, and on its page: contested, in a word. */
static void
check_child (TwoLaptops *two, guint laptop, const KinId *id)
{
  g_autoptr (KinRecord) child = two_laptops_find (two, laptop, id);
  g_autoptr (KinTold) told = kin_told_new (kin_store_reader (two->laptop[laptop].store), &kin_child, kin_day_today ());
  GtkWidget *window;
  g_autofree char *where = NULL;
  gint64 number;

  g_assert_true (kin_told_cell (told, (guint) kin_told_find (&kin_child, "tonight"), child, &number, &where));
  g_assert_cmpstr (where, ==, "\342\226\262 contested: Ashdown");
  window = present (kin_clash_panel_new (two->laptop[laptop].desk, kin_record_no (child)));
  g_assert_true (holds_text (window, "Contested"));
  g_assert_true (holds_text (window, "Ashdown"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
n_tasks (KinReader *reader, KinMatterKind kind)
{
  g_autoptr (GPtrArray) agenda = kin_book_agenda (reader, kin_day_today ());
  guint n = 0;

  for (guint i = 0; i < agenda->len; i++)
    if (((KinMatter *) agenda->pdata[i])->kind == kind)
      n += ((KinMatter *) agenda->pdata[i])->items->len;
  return n;
}

/* The last bed, taken twice: the home and both children say so on both laptops, and there is one task. */
static void
test_last_bed (TwoLaptops *two, gconstpointer data)
{
  g_autoptr (KinRecord) home = add_home (two), one = NULL, other = NULL;

  add_place (two, home);
  one = place_child (two, 0, kin_record_id (home), "Ada");
  other = place_child (two, 1, kin_record_id (home), "Ben");
  two_laptops_exchange (two);
  for (guint i = 0; i < 2; i++)
    {
      KinReader *reader = kin_store_reader (two->laptop[i].store);
      gint64 no = kin_reader_no_of (reader, kin_record_id (home));
      g_autoptr (KinHome) board = kin_book_home (reader, no, kin_day_today (), KIN_NO_DAY);
      GtkWidget *window;

      g_assert_cmpint (board->state, ==, KIN_HOME_CONTESTED);
      g_assert_cmpstr (board->state_text, ==, "contested: 1 over");
      window = present (kin_home_panel_new (two->laptop[i].desk, no));
      g_assert_true (holds_text (window, "Contested"));
      gtk_window_destroy (GTK_WINDOW (window));
      check_child (two, i, kin_record_id (one));
      check_child (two, i, kin_record_id (other));
      g_assert_cmpuint (n_tasks (reader, KIN_MATTER_CLASH), ==, 1);
      g_assert_cmpuint (n_tasks (reader, KIN_MATTER_OVER), ==, 0);
    }
}

/* What a laptop had seen when it wrote: its own, and what had come. */
typedef struct
{
  guint    laptop;
  guint    field;
  guint    knew[2]; /* of each laptop's writings, how many */
} Written;

#define WRITINGS 24

/* The twin: the last writings of two fields, of two laptops, neither knowing the other, and nobody since who knew both. */
static gboolean
expect_merged (const Written *all, guint n)
{
  static const guint fields[] = { KIN_HOUSEHOLD_TELEPHONE, KIN_HOUSEHOLD_TEAM, KIN_HOUSEHOLD_EMAIL };
  int last[G_N_ELEMENTS (fields)] = { -1, -1, -1 };
  guint place[WRITINGS], made[2] = { 0 };

  for (guint i = 0; i < n; i++)
    place[i] = made[all[i].laptop]++;
  for (guint i = 0; i < n; i++)
    for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
      if (all[i].field == fields[f])
        last[f] = (int) i;
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint g = 0; g < G_N_ELEMENTS (fields); g++)
      {
        gboolean read = FALSE;

        if (last[f] < 0 || last[g] < 0 || all[last[f]].laptop != 0 || all[last[g]].laptop != 1)
          continue;
        for (guint i = 0; i < n; i++)
          read = read || (all[i].knew[0] > place[last[f]] && all[i].knew[1] > place[last[g]]);
        if (!read && all[last[f]].knew[1] <= place[last[g]] && all[last[g]].knew[0] <= place[last[f]])
          return TRUE;
      }
  return FALSE;
}

/* Each laptop writes its own fields, and both one more after the other's has come, so that no register has two heads. */
static void
test_merged (TwoLaptops *two, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261201);

  for (guint round = 0; round < 12; round++)
    {
      g_autoptr (KinRecord) home = add_home (two);
      Written all[WRITINGS];
      guint n = 0, made[2] = { 0 }, known[2][2] = { { 0 } }, shared = 2;

      for (guint step = 0; step < 14 && n < WRITINGS; step++)
        {
          guint laptop = (guint) g_rand_int_range (rand, 0, 2), what = (guint) g_rand_int_range (rand, 0, 4);
          g_autofree char *text = g_strdup_printf ("%u %u", round, step);

          if (what == 0)
            {
              two_laptops_exchange (two);
              for (guint i = 0; i < 2; i++)
                memcpy (known[i], made, sizeof made);
              shared = 2;
            }
          else if (what == 1 && (shared == 2 || shared == laptop))
            {
              shared = laptop;
              made[laptop]++;
              known[laptop][laptop] = made[laptop];
              all[n++] = (Written) { laptop, KIN_HOUSEHOLD_EMAIL, { known[laptop][0], known[laptop][1] } };
              two_laptops_write (two, laptop, kin_record_id (home), KIN_HOUSEHOLD_EMAIL, text);
            }
          else if (what > 1)
            {
              made[laptop]++;
              known[laptop][laptop] = made[laptop];
              all[n++] = (Written) { laptop, laptop == 0 ? KIN_HOUSEHOLD_TELEPHONE : KIN_HOUSEHOLD_TEAM, { known[laptop][0], known[laptop][1] } };
              two_laptops_write (two, laptop, kin_record_id (home), laptop == 0 ? KIN_HOUSEHOLD_TELEPHONE : KIN_HOUSEHOLD_TEAM, text);
            }
        }
      two_laptops_exchange (two);
      for (guint i = 0; i < 2; i++)
        {
          KinReader *reader = kin_store_reader (two->laptop[i].store);
          g_autoptr (GPtrArray) parts = kin_reader_merged (reader, kin_reader_no_of (reader, kin_record_id (home)));

          g_assert_cmpint (parts->len > 0, ==, expect_merged (all, n));
          g_assert_cmpuint (n_conflicts (two, i), ==, 0);
        }
    }
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The page says so on both laptops until somebody says that it is right. */
static void
test_merged_card (TwoLaptops *two, gconstpointer data)
{
  g_autoptr (KinRecord) home = add_home (two);
  GtkWidget *windows[2];

  two_laptops_write (two, 0, kin_record_id (home), KIN_HOUSEHOLD_TELEPHONE, "01632 000002");
  two_laptops_write (two, 1, kin_record_id (home), KIN_HOUSEHOLD_TEAM, "North");
  two_laptops_exchange (two);
  for (guint i = 0; i < 2; i++)
    {
      gint64 no = kin_reader_no_of (kin_store_reader (two->laptop[i].store), kin_record_id (home));

      windows[i] = present (kin_two_people_new (two->laptop[i].desk, no));
      g_assert_true (holds_text (windows[i], "Merged from two people") && holds_text (windows[i], "Telephone") && holds_text (windows[i], "Team"));
    }
  g_signal_emit_by_name (find_button (windows[1], "It is right"), "clicked");
  fixture_settle (&two->laptop[1]);
  two_laptops_exchange (two);
  for (guint i = 0; i < 2; i++)
    g_assert_false (holds_text (windows[i], "Merged from two people"));
  g_assert_cmpuint (n_conflicts (two, 0) + n_conflicts (two, 1), ==, 0);
  for (guint i = 0; i < 2; i++)
    gtk_window_destroy (GTK_WINDOW (windows[i]));
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, test) g_test_add (name, TwoLaptops, NULL, two_laptops_set_up, test, two_laptops_tear_down)
  ADD ("/two-laptops/under-the-hands", test_under_the_hands);
  ADD ("/two-laptops/seen-after-all", test_seen_after_all);
  ADD ("/two-laptops/decide", test_decide);
  ADD ("/two-laptops/last-bed", test_last_bed);
  ADD ("/two-laptops/merged", test_merged);
  ADD ("/two-laptops/merged-card", test_merged_card);
  return g_test_run ();
}
