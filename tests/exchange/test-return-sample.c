/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample return that comes with the open SSDA903 validator (made-up children): read, imported, imported again, undone, and
 * given back. Skipped where it is absent. */
#include "return-fixture.h"
#include "return_plan.h"

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


/* What was counted in its files by other means, of the rows as they were read. */
static void
assert_counts (KinReturnPlan *plan, int column, const char *counts)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) pairs = g_strsplit (counts, ", ", -1);

  for (guint i = 0; i < plan->files->rows->len; i++)
    {
      KinReturnRow *row = plan->files->rows->pdata[i];
      const char *code = row->clean[column];

      if (row->table == KIN_RETURN_EPISODES)
        g_hash_table_insert (found, (gpointer) code, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (found, code)) + 1));
    }
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], " ", 2);

      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (found, pair[0])), ==, (guint) atoi (pair[1]));
    }
  g_assert_cmpuint (g_hash_table_size (found), ==, g_strv_length (pairs));
}

static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sample = need_sample ();
  g_autoptr (KinReturnPlan) plan = NULL;
  gint64 start = g_get_monotonic_time ();

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
  g_assert_cmpuint (kin_return_plan_type_counts (plan, &kin_child).n_new, ==, 2675);
  assert_counts (plan, KIN_EPISODES_PLACE,
                 "A3 166, A4 216, A5 220, A6 165, H5 216, K1 211, K2 162, P1 183, P2 195, P3 181, R1 192, R2 165, R3 159, R5 203, S1 190, T0 193, "
                 "T1 164, T2 191, T3 170, T4 194, U1 176, U2 183, U3 178, U4 185, U5 185, U6 214, Z1 193");
  assert_counts (plan, KIN_EPISODES_PLACE_PROVIDER, "PR0 868, PR1 842, PR2 831, PR3 799, PR4 869, PR5 841");
  assert_counts (plan, KIN_EPISODES_RNE, "S 381, P 2807, L 1293, T 452, B 101, U 16");
  assert_counts (plan, KIN_EPISODES_LS, "C1 424, C2 427, D1 354, E1 362, J1 367, J2 394, J3 370, L1 365, L2 339, L3 450, V2 395, V3 396, V4 407");
  assert_counts (plan, KIN_EPISODES_CIN, "N1 677, N2 593, N3 606, N4 558, N5 633, N6 668, N7 601, N8 714");
  assert_counts (plan, KIN_EPISODES_REC,
                 "X1 3881, E11 56, E12 57, E13 59, E14 65, E15 53, E16 50, E17 49, E2 50, E3 60, E41 55, E45 56, E46 51, E47 61, E48 58, E4A 56, "
                 "E4B 68, E5 45, E6 65, E7 48, E8 60, E9 47");
}

static void
test_xml (Fixture *fixture, gconstpointer data)
{
  static const struct { KinReturnTable table; guint n; } parts[] = {
    { KIN_RETURN_HEADER, 253 }, { KIN_RETURN_EPISODES, 459 }, { KIN_RETURN_REVIEWS, 1206 }, { KIN_RETURN_OC2, 253 }, { KIN_RETURN_PREV_PERM, 253 },
    { KIN_RETURN_UASC, 12 }, { KIN_RETURN_OC3, 6 }, { KIN_RETURN_AD1, 3 }, { KIN_RETURN_MISSING, 6 },
  };
  g_autofree char *sample = need_sample ();
  g_autofree char *path = sample != NULL ? g_build_filename (sample, "fake_903.xml", NULL) : NULL;
  g_autoptr (KinReturnPlan) plan = NULL;

  if (sample == NULL)
    return;
  plan = plan_of (fixture, path, 2018);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_cmpuint (kin_return_plan_counts (plan, parts[i].table).n_new, ==, parts[i].n);
  g_assert_cmpuint (kin_return_plan_rejected (plan)->len, ==, 0);
}

/* The whole sample takes half a minute under the sanitizers: without -m slow it is every tenth child. The second file of
 * placements for adoption is left out, as it would come out in one with the first. */
static void
copy_sample (Fixture *fixture, const char *sample)
{
  g_autoptr (GDir) dir = g_dir_open (sample, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (sample, name, NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;
      g_autoptr (GString) some = g_string_new (NULL);
      gboolean all;

      if (!g_str_has_suffix (name, ".csv") || strstr (name, "_errors") != NULL)
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      lines = g_strsplit (text, "\n", -1);
      all = g_test_slow () || g_strv_length (lines) < 40;
      for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
        if (i == 0 || all || strchr (lines[i], ',')[-1] == '0')
          g_string_append_printf (some, "%s\n", lines[i]);
      put_file (fixture, name, some->str);
    }
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
assert_same_lines (const char *came_in, const char *went_out, const char *name)
{
  g_autoptr (GPtrArray) came = read_lines (came_in, name);
  g_autoptr (GPtrArray) goes = read_lines (went_out, name);

  g_assert_cmpuint (came->len, >, 1);
  g_assert_cmpuint (came->len, ==, goes->len);
  for (guint i = 0; i < came->len; i++)
    g_assert_cmpstr (came->pdata[i], ==, goes->pdata[i]);
}

static void
assert_nothing_new (Fixture *fixture)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (KinReturnPlan) again = plan_of (fixture, fixture->files, 2018);

  g_test_message ("dry run over it: %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  for (guint t = 0; t < KIN_RETURN_N_TABLES; t++)
    {
      KinReturnCounts counts = kin_return_plan_counts (again, t);

      g_assert_cmpuint (counts.n_same, ==, counts.n_rows);
      g_assert_cmpuint (counts.n_new + counts.n_changed + counts.n_gone + counts.n_rejected, ==, 0);
    }
  g_assert_cmpuint (kin_return_plan_differences (again)->len, ==, 0);
  g_assert_cmpint (apply (fixture, again), ==, 0);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "header.csv", "episodes.csv", "reviews.csv", "uasc.csv", "oc2.csv", "oc3.csv", "ad1.csv",
                                       "placed_for_adoption.csv", "previous_permanence.csv", "missing.csv", "sw_episodes.csv", "DoLo.csv" };
  g_autofree char *sample = need_sample ();
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
  g_autoptr (KinReturnExport) export = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time (), action;

  if (sample == NULL)
    return;
  copy_sample (fixture, sample);
  action = import_files (fixture, 2018);
  g_test_message ("imported: %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM household"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM placement WHERE household IS NOT NULL OR establishment IS NOT NULL /* scan */"), ==, 0);
  assert_nothing_new (fixture);
  start = g_get_monotonic_time ();
  export = kin_return_export (kin_store_reader (fixture->store), 2018, out, &error);
  g_assert_no_error (error);
  g_test_message ("exported: %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_same_lines (fixture->files, out, names[i]);
  for (guint i = 0; i < kin_return_export_changes (export)->len; i++)
    {
      const KinReturnChange *change = kin_return_export_changes (export)->pdata[i];

      g_test_message ("%u: %s", change->n, change->cause);
      g_assert_true (change->sent_as_it_came);
      g_assert_cmpint (change->table, ==, KIN_RETURN_EPISODES);
    }
  g_assert_true (kin_store_undo (fixture->store, action, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM child"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM placement"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM review"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM return_row"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/return-sample/dry-run", test_dry_run);
  ADD ("/return-sample/xml", test_xml);
  ADD ("/return-sample/round-trip", test_round_trip);
  return g_test_run ();
}
