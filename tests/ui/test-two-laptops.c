/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person sees of others' work: a field under the hands never changes and keeps what its writer had seen; two values stand
 * until one key decides, on both laptops. */
#include <adwaita.h>

#include "conflicts.h"
#include "decide_page.h"
#include "form_row.h"
#include "people.h"
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
  return g_test_run ();
}
