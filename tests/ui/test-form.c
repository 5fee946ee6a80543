/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: a row for every field of every type; what is typed is judged and saved by itself, taken back, and never lost. */
#include <adwaita.h>

#include "buying.h"
#include "children.h"
#include "desk_fixture.h"
#include "form.h"
#include "people.h"

typedef struct
{
  KinRecord *record;
  KinForm   *form;
  GtkWidget *window;
} Shown;

static KinRecord *
add_home (Fixture *fixture, const char *name)
{
  g_autoptr (KinRecord) made = kin_record_new (&kin_household);
  g_autoptr (GError)    error = NULL;

  kin_record_set_text (made, KIN_HOUSEHOLD_NAME, name);
  kin_store_create (fixture->store, made, "Home added", &error);
  g_assert_no_error (error);
  return kin_reader_get (kin_store_reader (fixture->store), &kin_household,
                         kin_reader_no_of (kin_store_reader (fixture->store), kin_record_id (made)));
}

static void
show (Fixture *fixture, Shown *shown, KinRecord *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  shown->record = record;
  shown->form = kin_form_new (fixture->desk, record);
  for (guint i = 0; i < kin_form_sections (shown->form)->len; i++)
    gtk_box_append (GTK_BOX (box), kin_form_sections (shown->form)->pdata[i]);
  shown->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (shown->window), box);
  gtk_window_present (GTK_WINDOW (shown->window));
}

static void
hide (Shown *shown)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  g_clear_object (&shown->form);
  g_clear_object (&shown->record);
}

static void
type_into (Shown *shown, guint field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (kin_form_row_input (kin_form_row (shown->form, field))), text);
}

static const char *
typed_in (Shown *shown, guint field)
{
  return gtk_editable_get_text (GTK_EDITABLE (kin_form_row_input (kin_form_row (shown->form, field))));
}

static KinRecord *
stored (Fixture *fixture, KinRecord *record)
{
  return kin_reader_get (kin_store_reader (fixture->store), kin_record_type (record), kin_record_no (record));
}

static void
test_every_type (Fixture *fixture, gconstpointer data)
{
  guint                 n = 0;
  const KinType *const *types = kin_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KinRecord) record = kin_record_new (types[i]);
      KinForm              *form = kin_form_new (fixture->desk, record);

      for (guint j = 0; j < types[i]->n_fields; j++)
        {
          KinFormRow *row = kin_form_row (form, j);

          g_test_message ("%s.%s", types[i]->name, types[i]->fields[j].name);
          g_assert_cmpint (row != NULL, ==, (types[i]->fields[j].flags & KIN_HIDDEN) == 0);
          g_assert_true (row == NULL || ADW_IS_PREFERENCES_ROW (kin_form_row_widget (row)));
          g_assert_true (row == NULL || gtk_test_accessible_has_property (GTK_ACCESSIBLE (kin_form_row_input (row)), GTK_ACCESSIBLE_PROPERTY_LABEL));
        }
      g_assert_finalize_object (form);
    }
  g_assert_cmpuint (fixture_n_changes (fixture), ==, 0);
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  Shown                 shown;
  g_autoptr (KinRecord) after = NULL;
  guint                 before;

  show (fixture, &shown, add_home (fixture, "Ashdown"));
  before = fixture_n_changes (fixture);
  type_into (&shown, KIN_HOUSEHOLD_TELEPHONE, "01254 000001");
  /* On the live record at once, in the store when it is left. */
  g_assert_cmpstr (kin_record_text (shown.record, KIN_HOUSEHOLD_TELEPHONE), ==, "01254 000001");
  g_assert_cmpuint (fixture_n_changes (fixture), ==, before);
  kin_form_flush (shown.form);
  kin_form_flush (shown.form);
  fixture_settle (fixture);
  g_assert_cmpuint (fixture_n_changes (fixture), ==, before + 1);
  after = stored (fixture, shown.record);
  g_assert_cmpstr (kin_record_text (after, KIN_HOUSEHOLD_TELEPHONE), ==, "01254 000001");
  hide (&shown);
}

static void
test_bad_date (Fixture *fixture, gconstpointer data)
{
  Shown                 shown;
  g_autoptr (KinRecord) after = NULL;
  KinFormRow           *row;
  guint                 before;

  show (fixture, &shown, add_home (fixture, "Ashdown"));
  before = fixture_n_changes (fixture);
  row = kin_form_row (shown.form, KIN_HOUSEHOLD_CONFIRMED);
  type_into (&shown, KIN_HOUSEHOLD_CONFIRMED, "31/2/2024");
  kin_form_flush (shown.form);
  g_assert_nonnull (kin_form_row_error (row));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (kin_form_row_input (row)), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  /* One that is a day, but has not come. */
  type_into (&shown, KIN_HOUSEHOLD_CONFIRMED, "+7");
  kin_form_flush (shown.form);
  g_assert_nonnull (kin_form_row_error (row));
  g_assert_cmpint (kin_record_day (shown.record, KIN_HOUSEHOLD_CONFIRMED), ==, KIN_NO_DAY);
  fixture_settle (fixture);
  g_assert_cmpuint (fixture_n_changes (fixture), ==, before);
  type_into (&shown, KIN_HOUSEHOLD_CONFIRMED, "today");
  kin_form_flush (shown.form);
  g_assert_null (kin_form_row_error (row));
  fixture_settle (fixture);
  after = stored (fixture, shown.record);
  g_assert_cmpint (kin_record_day (after, KIN_HOUSEHOLD_CONFIRMED), ==, kin_desk_today (fixture->desk));
  hide (&shown);
}

/* A year that is right and unlikely is asked about, once, and saved all the same. */
static void
test_far_date (Fixture *fixture, gconstpointer data)
{
  Shown                 shown;
  KinFormRow           *row;
  g_autoptr (KinRecord) after = NULL;

  show (fixture, &shown, add_home (fixture, "Ashdown"));
  row = kin_form_row (shown.form, KIN_HOUSEHOLD_FIRST_APPROVED);
  type_into (&shown, KIN_HOUSEHOLD_FIRST_APPROVED, "3/5/1974");
  kin_form_flush (shown.form);
  g_assert_null (kin_form_row_error (row));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (kin_form_row_input (row)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "That is more than 30 years ago. Is the year right?");
  fixture_settle (fixture);
  after = stored (fixture, shown.record);
  g_assert_cmpint (kin_record_day (after, KIN_HOUSEHOLD_FIRST_APPROVED), ==, kin_day (1974, 5, 3));
  type_into (&shown, KIN_HOUSEHOLD_FIRST_APPROVED, "3/5/2024");
  kin_form_flush (shown.form);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (kin_form_row_input (row)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
  fixture_settle (fixture);
  hide (&shown);
}

static void
reload (KinDesk *desk, gint64 no, const char *type, Shown *shown)
{
  g_autoptr (KinRecord) fresh = kin_reader_get (kin_desk_reader (desk), &kin_household, kin_record_no (shown->record));

  if (fresh != NULL)
    kin_form_reload (shown->form, fresh);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  Shown                 shown;
  g_autoptr (KinRecord) after = NULL;

  show (fixture, &shown, add_home (fixture, "Ashdown"));
  g_signal_connect (fixture->desk, "changed", G_CALLBACK (reload), &shown);
  type_into (&shown, KIN_HOUSEHOLD_NAME, "Birchwood");
  /* What is typed and not left yet is saved first, and then taken back. */
  kin_desk_undo (fixture->desk);
  fixture_settle (fixture);
  g_assert_cmpstr (typed_in (&shown, KIN_HOUSEHOLD_NAME), ==, "Ashdown");
  after = stored (fixture, shown.record);
  g_assert_cmpstr (kin_record_text (after, KIN_HOUSEHOLD_NAME), ==, "Ashdown");
  kin_desk_redo (fixture->desk);
  fixture_settle (fixture);
  g_assert_cmpstr (typed_in (&shown, KIN_HOUSEHOLD_NAME), ==, "Birchwood");
  g_signal_handlers_disconnect_by_data (fixture->desk, &shown);
  hide (&shown);
}

static void
test_hands_off (Fixture *fixture, gconstpointer data)
{
  Shown                 shown;
  g_autoptr (KinRecord) fresh = NULL;

  show (fixture, &shown, add_home (fixture, "Ashdown"));
  type_into (&shown, KIN_HOUSEHOLD_NAME, "Birch");
  fresh = stored (fixture, shown.record);
  kin_record_set_text (fresh, KIN_HOUSEHOLD_NAME, "Cedar");
  kin_record_set_text (fresh, KIN_HOUSEHOLD_TEAM, "North");
  kin_form_reload (shown.form, fresh);
  g_assert_cmpstr (typed_in (&shown, KIN_HOUSEHOLD_NAME), ==, "Birch");
  g_assert_cmpstr (typed_in (&shown, KIN_HOUSEHOLD_TEAM), ==, "North");
  type_into (&shown, KIN_HOUSEHOLD_NAME, "Ashdown");
  hide (&shown);
}

static gboolean
is_past (gpointer data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  Shown      shown, died;
  KinRecord *again;
  gint64     until;

  show (fixture, &shown, add_home (fixture, "Ashdown"));
  again = stored (fixture, shown.record);
  type_into (&shown, KIN_HOUSEHOLD_PETS, "two dogs and a pon");
  until = g_get_monotonic_time () + 1300 * 1000;
  fixture_wait (is_past, &until);
  kin_store_flush (fixture->store);
  /* As after a crash: nothing was left, nothing was saved. */
  died = shown;
  g_signal_handlers_disconnect_by_data (fixture->desk, died.form);
  show (fixture, &shown, again);
  g_assert_cmpstr (typed_in (&shown, KIN_HOUSEHOLD_PETS), ==, "two dogs and a pon");
  g_assert_false (kin_record_has (shown.record, KIN_HOUSEHOLD_CONFIRMED));
  kin_form_flush (shown.form);
  fixture_settle (fixture);
  hide (&shown);
  hide (&died);
}

static void
test_pairs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinRecord) price = kin_record_new (&kin_price_line);
  Shown                 shown;
  const KinValue       *value;

  show (fixture, &shown, g_object_ref (price));
  type_into (&shown, KIN_PRICE_LINE_PRICE, "95 a night");
  type_into (&shown, KIN_PRICE_LINE_PERIOD, "3 may 2024");
  kin_form_flush (shown.form);
  value = kin_record_get (price, KIN_PRICE_LINE_PRICE);
  g_assert_cmpint (value->a, ==, 9500);
  g_assert_cmpstr (value->s, ==, "night");
  g_assert_cmpint (kin_record_day (price, KIN_PRICE_LINE_PERIOD), ==, kin_day (2024, 5, 3));
  g_assert_cmpint (kin_record_end (price, KIN_PRICE_LINE_PERIOD), ==, KIN_NO_DAY);
  g_assert_cmpstr (typed_in (&shown, KIN_PRICE_LINE_PRICE), ==, "£95.00");
  /* It is for a placement and of a kind: it cannot be added like this. */
  g_assert_false (kin_form_check (shown.form));
  hide (&shown);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinRecord) home = add_home (fixture, "Ashdown"), placement = kin_record_new (&kin_placement);
  Shown                 shown;

  show (fixture, &shown, g_object_ref (placement));
  type_into (&shown, KIN_PLACEMENT_HOUSEHOLD, "ashd");
  kin_form_flush (shown.form);
  g_assert_cmpint (kin_record_link (placement, KIN_PLACEMENT_HOUSEHOLD), ==, kin_record_no (home));
  g_assert_cmpstr (typed_in (&shown, KIN_PLACEMENT_HOUSEHOLD), ==, "Ashdown");
  type_into (&shown, KIN_PLACEMENT_HOUSEHOLD, "nowhere at all");
  kin_form_flush (shown.form);
  g_assert_nonnull (kin_form_row_error (kin_form_row (shown.form, KIN_PLACEMENT_HOUSEHOLD)));
  hide (&shown);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, test) g_test_add (name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("/form/every-type", test_every_type);
  ADD ("/form/save", test_save);
  ADD ("/form/bad-date", test_bad_date);
  ADD ("/form/far-date", test_far_date);
  ADD ("/form/undo", test_undo);
  ADD ("/form/hands-off", test_hands_off);
  ADD ("/form/draft", test_draft);
  ADD ("/form/pairs", test_pairs);
  ADD ("/form/link", test_link);
  return g_test_run ();
}
