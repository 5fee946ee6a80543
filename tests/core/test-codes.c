/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The code lists say what the DfE's guide to the SSDA903 says, year by year, and every list is well made. */
#include "codes.h"

#include <string.h>

static void
assert_valid (const char *list,
              const char *code,
              int         first,
              int         last)
{
  const KinCode *found = kin_code_find (list, code);

  g_assert_nonnull (found);
  for (int year = 2000; year <= 2040; year++)
    {
      gboolean expected = (first == 0 || year >= first) && (last == 0 || year <= last);

      if (kin_code_valid_in (found, year) != expected)
        g_error ("%s %s: wrong in %d", list, code, year);
    }
}

static void
test_years (void)
{
  static const struct { const char *list, *code; int from, to; } known[] = {
    { "sex", "1", 0, 2024 }, { "sex", "2", 0, 2024 }, { "sex", "M", 2025, 0 }, { "sex", "F", 2025, 0 }, { "sex", "U", 2025, 0 },
    { "placement_type", "H5", 0, 2024 }, { "placement_type", "P2", 0, 2024 }, { "placement_type", "K3", 2025, 0 },
    { "placement_type", "Z1", 0, 2025 }, { "placement_type", "Z11", 2026, 0 }, { "placement_type", "Z14", 2026, 0 },
    { "placement_type", "U4", 0, 0 }, { "reason_ceased", "E43", 0, 2018 }, { "reason_ceased", "E44", 0, 2018 },
    { "reason_ceased", "E45", 2019, 0 }, { "reason_ceased", "E48", 2019, 0 }, { "reason_place_change", "CUSTOD", 2019, 0 },
    { "activity", "F3", 0, 2021 }, { "activity", "P3", 0, 2021 }, { "activity", "F4", 2022, 0 }, { "activity", "P5", 2022, 0 },
    { "local_authority", "909", 0, 2023 }, { "local_authority", "942", 2024, 0 }, { "local_authority", "889", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    assert_valid (known[i].list, known[i].code, known[i].from, known[i].to);
  g_assert_false (kin_code_valid_in (NULL, 2020));
}

static void
test_sizes (void)
{
  static const struct { const char *list; guint size; } known[] = {
    { "ethnicity", 20 }, { "legal_status", 13 }, { "need_code", 8 }, { "reason_new_episode", 6 }, { "placement_type", 32 },
    { "placement_provider", 6 }, { "reason_ceased", 24 }, { "reason_place_change", 12 }, { "review_participation", 8 },
    { "sdq_reason", 5 }, { "in_touch", 6 }, { "activity", 14 }, { "accommodation", 33 }, { "local_authority", 164 },
    { "upn_unknown", 5 }, { "disability", 13 }, { "care_plan", 10 }, { "commissioning_category", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const KinCodeList *list = kin_code_list (known[i].list);

      g_assert_nonnull (list);
      g_assert_cmpuint (kin_code_list_size (list), ==, known[i].size);
      g_assert_null (kin_code_list_nth (list, known[i].size));
    }
}

static void
test_every_list (void)
{
  g_auto (GStrv) names = kin_code_list_names ();

  g_assert_cmpuint (g_strv_length (names), >, 60);
  for (guint n = 0; names[n] != NULL; n++)
    {
      const KinCodeList *list = kin_code_list (names[n]);

      g_assert_true (list == kin_code_list (names[n]));
      g_assert_cmpuint (kin_code_list_size (list), >, 0);
      for (guint i = 0; i < kin_code_list_size (list); i++)
        {
          const KinCode *code = kin_code_list_nth (list, i);

          /* Twice the same code would hide the second. */
          g_assert_true (kin_code_find (names[n], code->code) == code);
          g_assert_true (g_utf8_validate (code->label, -1, NULL));
          g_assert_cmpstr (code->label, !=, "");
          g_assert_null (strpbrk (code->code, " \t"));
          g_assert_true (code->from == 0 || (code->from > 2010 && code->from < 2030));
          g_assert_true (code->to == 0 || code->to >= code->from);
          g_assert_cmpstr (kin_code_from_typed (names[n], code->code), ==, code->code);
        }
    }
}

static void
test_unknown (void)
{
  g_assert_null (kin_code_list ("no_such_list"));
  g_assert_null (kin_code_find ("sex", "Q"));
  g_assert_null (kin_code_find ("sex", NULL));
  g_assert_null (kin_code_find ("no_such_list", "Q"));
  g_assert_cmpstr (kin_code_label ("sex", "Q"), ==, "Q");
  g_assert_cmpstr (kin_code_label ("no_such_list", "Q"), ==, "Q");
  g_assert_cmpstr (kin_code_label ("sex", NULL), ==, "");
  g_assert_cmpstr (kin_code_group ("sex", "Q"), ==, "");
  g_assert_cmpstr (kin_code_extra ("placement_type", "U1", "nothing"), ==, "");
}

static void
test_meaning (void)
{
  g_assert_cmpstr (kin_code_label ("sex", "M"), ==, "Male");
  g_assert_cmpstr (kin_code_group ("placement_type", "U4"), ==, "foster");
  g_assert_cmpstr (kin_code_group ("placement_type", "T3"), ==, "temporary");
  g_assert_cmpstr (kin_code_extra ("placement_type", "U2", "class"), ==, "kinship_ffa");
  g_assert_cmpstr (kin_code_extra ("placement_type", "P1", "urn_expected"), ==, "0");
  g_assert_cmpstr (kin_code_extra ("placement_type", "K2", "urn_expected"), ==, "1");
  g_assert_cmpstr (kin_code_extra ("placement_type", "Z12", "provider_expected"), ==, "0");
  g_assert_cmpstr (kin_code_group ("placement_provider", "PR4"), ==, "agency");
  g_assert_cmpstr (kin_code_group ("accommodation", "B2"), ==, "unsuitable");
  g_assert_cmpstr (kin_code_label ("report_group", kin_code_group ("ethnicity", "CHNE")), ==, "Asian");
}

static void
test_typed (void)
{
  g_assert_cmpstr (kin_code_from_typed ("placement_type", "u4"), ==, "U4");
  g_assert_cmpstr (kin_code_from_typed ("placement_type", " k2 "), ==, "K2");
  g_assert_cmpstr (kin_code_from_typed ("sex", "male"), ==, "M");
  g_assert_cmpstr (kin_code_from_typed ("sex", "1"), ==, "1");
  g_assert_cmpstr (kin_code_from_typed ("sex", "Boy"), ==, "M");
  g_assert_cmpstr (kin_code_from_typed ("sex", "g"), ==, "F");
  g_assert_cmpstr (kin_code_from_typed ("approval_category", "Long Term"), ==, "long_term");
  g_assert_cmpstr (kin_code_from_typed ("ethnicity", "white british"), ==, "WBRI");
  g_assert_null (kin_code_from_typed ("sex", ""));
  g_assert_null (kin_code_from_typed ("sex", "   "));
  g_assert_null (kin_code_from_typed ("sex", NULL));
  g_assert_null (kin_code_from_typed ("sex", "\xff\xfe"));
}

/* xgettext cannot read the lists: resources/codes/labels.h stands for them. */
static void
test_translatable (void)
{
  const char *source = g_getenv ("KIN_SOURCE_DIR");
  g_autofree char *path = NULL, *marked = NULL;
  g_auto (GStrv) names = kin_code_list_names ();

  if (source == NULL)
    {
      g_test_skip ("KIN_SOURCE_DIR is not set");
      return;
    }
  path = g_build_filename (source, "resources", "codes", "labels.h", NULL);
  g_assert_true (g_file_get_contents (path, &marked, NULL, NULL));
  for (guint n = 0; names[n] != NULL; n++)
    {
      const KinCodeList *list = kin_code_list (names[n]);

      for (guint i = 0; i < kin_code_list_size (list); i++)
        {
          g_autofree char *line = g_strdup_printf ("\nN_(\"%s\")\n", kin_code_list_nth (list, i)->label);

          if (strstr (marked, line) == NULL)
            g_error ("labels.h lacks %s: run po/codes-to-h", line);
        }
    }
}

static gpointer
read_all (gpointer data)
{
  g_auto (GStrv) names = kin_code_list_names ();
  guint total = 0;

  for (guint n = 0; names[n] != NULL; n++)
    total += kin_code_list_size (kin_code_list (names[n]));
  return GUINT_TO_POINTER (total);
}

static void
test_threads (void)
{
  GThread *threads[4];
  gpointer first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("codes", read_all, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      gpointer total = g_thread_join (threads[i]);

      g_assert_true (first == NULL || total == first);
      first = total;
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codes/threads", test_threads);
  g_test_add_func ("/codes/years", test_years);
  g_test_add_func ("/codes/sizes", test_sizes);
  g_test_add_func ("/codes/every-list", test_every_list);
  g_test_add_func ("/codes/unknown", test_unknown);
  g_test_add_func ("/codes/meaning", test_meaning);
  g_test_add_func ("/codes/typed", test_typed);
  g_test_add_func ("/codes/translatable", test_translatable);
  return g_test_run ();
}
