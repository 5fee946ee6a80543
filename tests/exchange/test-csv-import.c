/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spreadsheets as they come: what is new, the same, changed and rejected, and that it is one action. */
#include <string.h>

#include "buying.h"
#include "csv_import.h"
#include "fixture.h"

#define TODAY (kin_day (2024, 6, 3))

static KinCsvPlan *
make_plan (Fixture *fixture, const KinType *type, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinCsv) csv = kin_csv_read (text, strlen (text), &error);
  g_autoptr (KinCsvMap) map = NULL;
  KinCsvPlan *plan;
  const char *const *headings;
  guint n;

  g_assert_no_error (error);
  headings = kin_csv_row (csv, 0, &n, NULL);
  map = kin_csv_map_guess (type, headings, n);
  plan = kin_csv_plan_new (kin_store_reader (fixture->store), csv, map, TODAY, &error);
  g_assert_no_error (error);
  return plan;
}

static void
assert_counts (const KinCsvPlan *plan, guint fresh, guint same, guint changed, guint rejected)
{
  for (guint i = 0; i < plan->problems->len && rejected == 0; i++)
    g_test_message ("%s", ((KinRowProblem *) plan->problems->pdata[i])->reason);
  g_assert_cmpuint (plan->n[KIN_ROW_NEW], ==, fresh);
  g_assert_cmpuint (plan->n[KIN_ROW_SAME], ==, same);
  g_assert_cmpuint (plan->n[KIN_ROW_CHANGED], ==, changed);
  g_assert_cmpuint (plan->n[KIN_ROW_REJECTED], ==, rejected);
}

/* Imports it, which must reject nothing. Returns the action. */
static gint64
import (Fixture *fixture, const KinType *type, const char *text)
{
  g_autoptr (KinCsvPlan) plan = make_plan (fixture, type, text);
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  g_assert_cmpuint (plan->problems->len, ==, 0);
  kin_csv_plan_apply (plan, fixture->store, "example.csv", NULL, &action, &error);
  g_assert_no_error (error);
  return action;
}

static void
assert_plan (Fixture *fixture, const KinType *type, const char *text, guint fresh, guint same, guint changed, guint rejected)
{
  g_autoptr (KinCsvPlan) plan = make_plan (fixture, type, text);

  assert_counts (plan, fresh, same, changed, rejected);
}

static guint
count (Fixture *fixture, const KinType *type)
{
  g_autoptr (GPtrArray) all = kin_reader_list (kin_store_reader (fixture->store), type, "1 = 1 /* scan: test */", 0);

  return all->len;
}

#define HOMES "Carer,Ref,Tel,Approved for,Approval date\nNorthgate,R1,01632 960001,2,3/5/2020\nSouthgate,R2,01632 960002,,\n"

static void
test_homes (Fixture *fixture, gconstpointer data)
{
  gint64 action;
  g_autoptr (GError) error = NULL;

  assert_plan (fixture, &kin_household, HOMES, 2, 0, 0, 0);
  g_assert_cmpuint (count (fixture, &kin_household), ==, 0);
  action = import (fixture, &kin_household, HOMES);
  g_assert_cmpuint (count (fixture, &kin_household), ==, 2);
  g_assert_cmpuint (count (fixture, &kin_approval), ==, 1);
  assert_plan (fixture, &kin_household, HOMES, 0, 2, 0, 0);
  g_assert_cmpint (import (fixture, &kin_household, HOMES), ==, 0);
  /* A new telephone and new terms; an empty cell leaves what is there; a reference counts more than a name. */
  assert_plan (fixture, &kin_household, "Carer,Ref,Tel\nNorthgate,R1,01632 960009\nSouthgate,R2,\n", 0, 1, 1, 0);
  assert_plan (fixture, &kin_household, "Carer,Approved for\nNorthgate,3\n", 0, 0, 1, 0);
  assert_plan (fixture, &kin_household, "Carer,Ref\nNorthgate House,R1\nNorthgate,R3\n", 1, 0, 1, 0);
  g_assert_true (kin_store_undo (fixture->store, action, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, &kin_household), ==, 0);
  g_assert_cmpuint (count (fixture, &kin_approval), ==, 0);
}

/* A number of places with a condition beside it keeps its words, and means what they plainly say. */
static void
test_places_in_words (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *name; int places; gboolean siblings; const char *conditions; } expected[] = {
    { "Ash", 3, TRUE, "3 (siblings)" },
    { "Beech", 3, TRUE, "3 if sibling group" },
    { "Cedar", 2, FALSE, "2 plus 1 respite" },
    { "Elm", 2, FALSE, NULL },
    { "Fir", 3, TRUE, "3 siblings\nNo pets" },
  };
  g_autoptr (GPtrArray) approvals = NULL;

  assert_plan (fixture, &kin_household, "Carer,Approved for,Approval date\nAsh,3 or 4,3/5/2020\nBeech,three,3/5/2020\n", 0, 0, 0, 2);
  import (fixture, &kin_household,
          "Carer,Approved for,Approval date,Approval conditions\nAsh,3 (siblings),3/5/2020,\nBeech,3 if sibling group,3/5/2020,\nCedar,2 plus 1 respite,3/5/2020,\n"
          "Elm,2 children,3/5/2020,\nFir,3 siblings,3/5/2020,No pets\n");
  approvals = kin_reader_list (kin_store_reader (fixture->store), &kin_approval, "1 = 1 ORDER BY no /* scan: test */", 0);
  g_assert_cmpuint (approvals->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < approvals->len; i++)
    {
      g_autofree char *name = kin_reader_title (kin_store_reader (fixture->store), kin_record_link (approvals->pdata[i], KIN_APPROVAL_HOUSEHOLD));

      g_assert_cmpstr (name, ==, expected[i].name);
      g_assert_cmpint (kin_record_number (approvals->pdata[i], KIN_APPROVAL_PLACES), ==, expected[i].places);
      g_assert_cmpint (kin_record_flag (approvals->pdata[i], KIN_APPROVAL_SIBLINGS_ONLY), ==, expected[i].siblings);
      g_assert_cmpstr (kin_record_text (approvals->pdata[i], KIN_APPROVAL_CONDITIONS), ==, expected[i].conditions);
    }
}

static void
test_rejected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinCsvPlan) plan = NULL;
  g_autoptr (GString) csv = NULL;
  const KinRowProblem *problem;

  plan = make_plan (fixture, &kin_child,
                    "Child ID,Surname,DOB,UPN\n"
                    "C1,Example,3/5/2016,\n"
                    "C2,Example,31/2/2016,\n"  /* no such day */
                    "C3,Example,3/5/2016,8.01E+11\n" /* a spreadsheet's */
                    "C4,Example,3/5/2030,\n"   /* not born yet */
                    "C1,Sample,,\n");          /* says otherwise of the same child */
  assert_counts (plan, 1, 0, 0, 4);
  problem = plan->problems->pdata[0];
  g_assert_cmpuint (problem->line, ==, 3);
  g_assert_cmpstr (problem->field, ==, "DOB");
  g_assert_cmpstr (problem->value, ==, "31/2/2016");
  problem = plan->problems->pdata[3];
  g_assert_cmpuint (problem->line, ==, 6);
  g_assert_nonnull (strstr (problem->reason, "2"));
  csv = kin_csv_plan_problems_to_csv (plan);
  g_assert_nonnull (strstr (csv->str, "3,DOB,31/2/2016,"));
  g_assert_true (kin_csv_plan_apply (plan, fixture->store, "x.csv", NULL, NULL, NULL));
  g_assert_cmpuint (count (fixture, &kin_child), ==, 1);
}

static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) prices = NULL;
  g_autoptr (GPtrArray) placements = NULL;

  import (fixture, &kin_household, HOMES);
  import (fixture, &kin_child, "Child ID,Name,DOB\nC1,Ada Example,3/5/2016\nC2,\"Example, Ben\",4/5/2017\nC3,Ada Example,5/5/2018\n");
  /* By number, by name either way round; Ada is two, Cat is nobody. */
  assert_plan (fixture, &kin_placement,
               "Child,Carer,From\nC1,Northgate,1/6/2024\nBen Example,R1,1/6/2024\nAda Example,R1,1/6/2024\nCat Example,R1,1/6/2024\nC3,Nowhere,1/6/2024\n",
               2, 0, 0, 3);
  import (fixture, &kin_placement, "Child,Carer,From\nC1,Northgate,1/6/2024\n\"Example, Ben\",R1,1/6/2024\n");
  placements = kin_reader_list (kin_store_reader (fixture->store), &kin_placement, "1 = 1 /* scan: test */", 0);
  g_assert_cmpuint (placements->len, ==, 2);
  g_assert_cmpint (kin_record_link (placements->pdata[0], KIN_PLACEMENT_HOUSEHOLD), ==, kin_record_link (placements->pdata[1], KIN_PLACEMENT_HOUSEHOLD));
  /* A child is priced where he lives on the first day. */
  import (fixture, &kin_price_line, "Child,Weekly cost,From\nC1,\"£3,500.01\",1/6/2024\nC2,850,1/6/2024\n");
  prices = kin_reader_list (kin_store_reader (fixture->store), &kin_price_line, "1 = 1 /* scan: test */ ORDER BY no", 0);
  g_assert_cmpint (kin_record_number (prices->pdata[0], KIN_PRICE_LINE_PRICE), ==, 350001);
  g_assert_cmpstr (kin_record_get (prices->pdata[0], KIN_PRICE_LINE_PRICE)->s, ==, "week");
  g_assert_cmpstr (kin_record_text (prices->pdata[0], KIN_PRICE_LINE_KIND), ==, "core");
  assert_plan (fixture, &kin_price_line, "Child,Weekly cost,From\nC1,3500.01,1/6/2024\nC2,860,1/6/2024\nC3,1,1/6/2024\n", 0, 1, 1, 1);
}

static void
test_siblings (Fixture *fixture, gconstpointer data)
{
  import (fixture, &kin_child, "Child ID,Surname\nC1,Example\nC2,Example\nC3,Example\n");
  import (fixture, &kin_sibling_group, "Family,Child,Relationship\nExamples,C1,Full sibling\nExamples,C2,half\nOthers,C3,\n");
  g_assert_cmpuint (count (fixture, &kin_sibling_group), ==, 2);
  g_assert_cmpuint (count (fixture, &kin_sibling), ==, 3);
  assert_plan (fixture, &kin_sibling_group, "Family,Child\nExamples,C1\nExamples,C2\n", 0, 2, 0, 0);
}

/* The end of a stay closes it; a day typed as a moment is a day; a mail merge's dash is nothing. */
static void
test_halves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) placements = NULL;

  import (fixture, &kin_child, "Child ID,Surname\nC1,Example\n");
  import (fixture, &kin_placement, "Child,From,To\nC1,2024-01-05 00:00:00,-\n");
  import (fixture, &kin_placement, "Child,From,To\nC1,5/1/2024,2024-02-01\n");
  import (fixture, &kin_placement, "Child,From\nC1,5/1/2024\n");
  placements = kin_reader_list (kin_store_reader (fixture->store), &kin_placement, "1 = 1 /* scan: test */", 0);
  g_assert_cmpuint (placements->len, ==, 1);
  g_assert_cmpint (kin_record_day (placements->pdata[0], KIN_PLACEMENT_PERIOD), ==, kin_day (2024, 1, 5));
  g_assert_cmpint (kin_record_end (placements->pdata[0], KIN_PLACEMENT_PERIOD), ==, kin_day (2024, 2, 1));
}

/* Sheets made of words that mean something to somebody: whatever was taken in once makes and changes nothing when it
 * comes again (a row may be refused then, as more is known of whom it fits). */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "", "", "C1", "C2", "C3", "Ada Example", "\"Example, Ben\"", "Northgate", "R1", "R2", "3/5/2016", "2024-01-05",
                                       "31/2/2016", "2", "-1", "850", "\"£3,500.01 per night\"", "week", "F", "full", "blue", "-", "=1+1", "'", "\"a\nb\"",
                                       "ZZ1 4DP", "018cc251-f400-786c-86dd-6bf524954d0e", "yes", "\"1 high street, ZZ1 4DP\"", "x" };
  static const char *const types[] = { "household", "child", "child", "sibling_group", "provider", "carer", "placement" };
  GRand *rand = g_rand_new_with_seed (5);
  guint taken = 0;

  for (guint n = 0; n < 60; n++)
    {
      const KinType *type = kin_type_find (types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))]);
      g_auto (GStrv) targets = kin_csv_map_targets (type);
      g_autoptr (GString) sheet = g_string_new (NULL);
      g_autoptr (KinCsvPlan) first = NULL;
      g_autoptr (KinCsvPlan) second = NULL;
      gint columns = g_rand_int_range (rand, 1, 7), rows = g_rand_int_range (rand, 1, 30);

      for (gint c = 0; c < columns; c++)
        {
          const char *target = targets[g_rand_int_range (rand, 0, (gint) g_strv_length (targets))];

          if (c == 0 && kin_type_field (type, "name") >= 0)
            target = "name";
          else if (c == 0 && kin_type_field (type, "surname") >= 0)
            target = "surname";
          g_string_append_printf (sheet, "%s%s", c > 0 ? "," : "", target);
        }
      for (gint r = 0; r < rows; r++)
        for (gint c = 0; c < columns; c++)
          g_string_append_printf (sheet, "%s%s", c > 0 ? "," : "\n", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      {
        g_autoptr (KinCsv) csv = kin_csv_read (sheet->str, sheet->len, NULL);
        g_autoptr (KinCsvMap) map = csv != NULL && kin_csv_n_rows (csv) > 0 ? kin_csv_map_guess (type, kin_csv_row (csv, 0, NULL, NULL), (guint) columns) : NULL;
        g_autoptr (GError) error = NULL;

        if (map != NULL)
          first = kin_csv_plan_new (kin_store_reader (fixture->store), csv, map, TODAY, NULL);
        if (first == NULL)
          continue;
        g_assert_true (kin_csv_plan_apply (first, fixture->store, "again.csv", NULL, NULL, &error));
        g_assert_no_error (error);
        second = kin_csv_plan_new (kin_store_reader (fixture->store), csv, map, TODAY, NULL);
      }
      taken += first->n[KIN_ROW_NEW] + first->n[KIN_ROW_CHANGED];
      if (second->n[KIN_ROW_NEW] + second->n[KIN_ROW_CHANGED] > 0)
        g_test_message ("%s\n%s", type->name, sheet->str);
      g_assert_cmpuint (second->n[KIN_ROW_NEW], ==, 0);
      g_assert_cmpuint (second->n[KIN_ROW_CHANGED], ==, 0);
    }
  g_assert_cmpuint (taken, >, 50);
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/csv-import/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("homes", test_homes);
  ADD ("places-in-words", test_places_in_words);
  ADD ("rejected", test_rejected);
  ADD ("links", test_links);
  ADD ("siblings", test_siblings);
  ADD ("halves", test_halves);
  ADD ("again", test_again);
  return g_test_run ();
}
