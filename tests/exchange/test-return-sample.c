/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample return of domain.md 7: read, imported, imported again, undone, and given back. Skipped where it is absent. */
#include "return-fixture.h"

static const struct
{
  KinReturnTable table;
  guint          rows, fresh;
} expected[] = {
  { KIN_RETURN_HEADER, 2675, 2675 }, { KIN_RETURN_EPISODES, 5050, 5050 }, { KIN_RETURN_REVIEWS, 12582, 12582 },
  { KIN_RETURN_UASC, 132, 132 }, { KIN_RETURN_OC2, 2675, 2675 }, { KIN_RETURN_OC3, 53, 53 }, { KIN_RETURN_AD1, 29, 29 },
  { KIN_RETURN_PLACED_ADOPTION, 59, 59 }, { KIN_RETURN_PREV_PERM, 2675, 2675 }, { KIN_RETURN_MISSING, 43, 43 },
  { KIN_RETURN_SW_EPISODES, 1, 1 }, { KIN_RETURN_DOLO, 1, 1 },
};

static char *
need_sample (void)
{
  char *sample = find_sample ();

  if (sample == NULL)
    g_test_skip ("The sample return is not here (KIN_SAMPLE_DATA names its folder).");
  return sample;
}

static void
assert_all_same (KinReturnPlan *plan)
{
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      KinReturnCounts counts = kin_return_plan_counts (plan, expected[i].table);

      g_assert_cmpuint (counts.n_same, ==, expected[i].fresh);
      g_assert_cmpuint (counts.n_new + counts.n_changed + counts.n_gone + counts.n_rejected, ==, 0);
    }
  g_assert_cmpuint (kin_return_plan_type_counts (plan, &kin_placement).n_new, ==, 0);
  g_assert_cmpuint (kin_return_plan_type_counts (plan, &kin_placement).n_changed, ==, 0);
  g_assert_cmpuint (kin_return_plan_type_counts (plan, &kin_placement).n_deleted, ==, 0);
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sample = need_sample ();
  g_autoptr (KinReturnPlan) plan = NULL, again = NULL, third = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time (), action, first;

  if (sample == NULL)
    return;
  plan = plan_of (fixture, sample, 2018);
  g_test_message ("dry run: %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      KinReturnCounts counts = kin_return_plan_counts (plan, expected[i].table);

      g_assert_cmpuint (counts.n_rows, ==, expected[i].rows);
      g_assert_cmpuint (counts.n_new, ==, expected[i].fresh);
      g_assert_cmpuint (counts.n_rejected, ==, 0);
    }
  start = g_get_monotonic_time ();
  action = apply (fixture, plan);
  g_test_message ("into the store: %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  g_assert_cmpint (action, >, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM child"), ==, 2675);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM return_row /* scan */"), ==, 25975);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM placement WHERE household IS NOT NULL OR establishment IS NOT NULL /* scan */"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM household"), ==, 0);
  start = g_get_monotonic_time ();
  again = plan_of (fixture, sample, 2018);
  g_test_message ("dry run over it: %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  assert_all_same (again);
  g_assert_cmpuint (kin_return_plan_differences (again)->len, ==, 0);
  g_assert_cmpint (apply (fixture, again), ==, 0);
  start = g_get_monotonic_time ();
  g_assert_true (kin_store_undo (fixture->store, action, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("undo: %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (ask (fixture, "SELECT count(*) FROM child"), ==, 0);
      g_assert_cmpint (ask (fixture, "SELECT count(*) FROM placement"), ==, 0);
      g_assert_cmpint (ask (fixture, "SELECT count(*) FROM return_row"), ==, 0);
    }
  /* What was deleted comes back under its old ids. */
  third = plan_of (fixture, sample, 2018);
  g_assert_cmpuint (kin_return_plan_counts (third, KIN_RETURN_EPISODES).n_new, ==, 5050);
  first = ask (fixture, "SELECT count(*) FROM record");
  apply (fixture, third);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM child"), ==, 2675);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM record"), ==, first);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The lines of a file, sorted, without byte order mark and line ends; a heading stays first by itself only in the order. */
static GPtrArray *
read_lines (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strchomp (lines[i]) != '\0')
      g_ptr_array_add (sorted, g_strdup (lines[i]));
  g_ptr_array_sort (sorted, compare_lines);
  return sorted;
}

static void
assert_same_lines (const char *sample, const char *out, const char *name)
{
  g_autoptr (GPtrArray) came = read_lines (sample, name);
  g_autoptr (GPtrArray) goes = read_lines (out, name);

  g_test_message ("%s: %u lines", name, came->len);
  g_assert_cmpuint (came->len, ==, goes->len);
  for (guint i = 0; i < came->len; i++)
    g_assert_cmpstr (came->pdata[i], ==, goes->pdata[i]);
}

/* All but the second file of placements for adoption, which would come out in one with the first. */
static char *
copy_sample (Fixture *fixture, const char *sample)
{
  g_autoptr (GDir) dir = g_dir_open (sample, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (sample, name, NULL);
      g_autofree char *text = NULL;

      if (!g_str_has_suffix (name, ".csv") || strstr (name, "_errors") != NULL)
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      put_file (fixture, name, text);
    }
  return g_build_filename (fixture->folder, "out", NULL);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "header.csv", "episodes.csv", "reviews.csv", "uasc.csv", "oc2.csv", "oc3.csv", "ad1.csv",
                                       "placed_for_adoption.csv", "previous_permanence.csv", "missing.csv", "sw_episodes.csv", "DoLo.csv" };
  g_autofree char *sample = need_sample ();
  g_autofree char *out = NULL;
  g_autofree char *told = NULL;
  g_autoptr (KinReturnExport) export = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  if (sample == NULL)
    return;
  out = copy_sample (fixture, sample);
  import_files (fixture, 2018);
  start = g_get_monotonic_time ();
  export = kin_return_export (kin_store_reader (fixture->store), 2018, out, &error);
  g_assert_no_error (error);
  g_test_message ("export: %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_same_lines (sample, out, names[i]);
  told = kin_return_export_to_text (export);
  g_test_message ("%s", told);
  for (guint i = 0; i < kin_return_export_changes (export)->len; i++)
    {
      const KinReturnChange *change = kin_return_export_changes (export)->pdata[i];

      g_assert_true (change->sent_as_it_came);
      g_assert_cmpint (change->table, ==, KIN_RETURN_EPISODES);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/return-sample/import", test_import);
  ADD ("/return-sample/round-trip", test_round_trip);
  return g_test_run ();
}
