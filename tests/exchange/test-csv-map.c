/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings as people write them, and the mapping that is saved. */
#include <glib/gstdio.h>
#include <unistd.h>

#include "csv_map.h"

static void
assert_targets (const char *type, const char *headings, const char *targets)
{
  g_auto (GStrv) names = g_strsplit (headings, "|", -1);
  g_auto (GStrv) wanted = g_strsplit (targets, "|", -1);
  g_autoptr (KinCsvMap) map = kin_csv_map_guess (kin_type_find (type), (const char *const *) names, g_strv_length (names));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *target = kin_csv_map_target_name (map, i);

      g_assert_cmpstr (target != NULL ? target : "", ==, wanted[i]);
    }
}

static void
test_guess (void)
{
  assert_targets ("household", "Carer|Ref.|TEL No|Post Code|Approved for|Colour|Supervising social worker",
                  "name|reference|telephone|address_postcode|approval.places||supervising_worker");
  assert_targets ("child", "Child ID|First Name|SURNAME|D.O.B|Gender|upn", "child_code|forename|surname|born|sex|upn");
  assert_targets ("child", "Name|DOB", "full_name|born");
  assert_targets ("placement", "Child|Carer|Start date|End Date|Type", "child|household|period_start|period_end|placement_type");
  assert_targets ("price_line", "Young person|Weekly cost|From|PO number", "placement|price|period_start|order_number");
  assert_targets ("sibling_group", "Family|Child|Relationship", "name|sibling.child|sibling.relation");
  /* What our own export writes. */
  assert_targets ("placement", "child|household|period_start|period_end|child_id|household_id|id",
                  "child|household|period_start|period_end|child_id|household_id|id");
  /* A target is given once, to the surest heading. */
  assert_targets ("household", "Home|name", "|name");
}

/* Every target that is offered can be set and says itself again. */
static void
test_targets (void)
{
  static const char *const one[] = { "x" };
  guint n;
  const KinType *const *types = kin_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) names = kin_csv_map_targets (types[i]);
      g_autoptr (KinCsvMap) map = kin_csv_map_guess (types[i], one, 1);

      for (guint k = 0; names[k] != NULL; k++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *back = NULL;

          kin_csv_map_set (map, 0, names[k], &error);
          g_assert_no_error (error);
          back = kin_csv_map_target_name (map, 0);
          g_assert_cmpstr (back, ==, names[k]);
        }
    }
}

static KinCsvMap *
load (const char *json, GError **error)
{
  static const char *const headings[] = { "Who", "Tel" };
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("map-XXXXXX", &path, NULL);
  KinCsvMap *map;

  close (fd);
  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  map = kin_csv_map_load (kin_type_find ("household"), path, headings, 2, error);
  g_unlink (path);
  return map;
}

static void
test_file (void)
{
  static const char *const bad[] = { "", "[]", "{\"columns\": 3}", "{\"type\": \"child\", \"columns\": {}}",
                                     "{\"columns\": {\"Who\": \"nonsense\"}}", "{\"columns\": {\"Elsewhere\": \"name\"}}",
                                     "{\"columns\": {}, \"always\": {\"nonsense\": \"x\"}}" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KinCsvMap) map = load ("{\"type\": \"household\", \"columns\": {\"who\": \"name\"}, \"always\": {\"kind\": \"mainstream\"}}", &error);
  g_autofree char *name = NULL;
  g_autofree char *telephone = NULL;
  const KinMapTarget *target;
  const char *text;

  g_assert_no_error (error);
  name = kin_csv_map_target_name (map, 0);
  telephone = kin_csv_map_target_name (map, 1);
  g_assert_cmpstr (name, ==, "name");
  g_assert_cmpstr (telephone, ==, "telephone");
  g_assert_true (kin_csv_map_always (map, 0, &target, &text));
  g_assert_cmpstr (text, ==, "mainstream");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) wrong = NULL;

      g_assert_null (load (bad[i], &wrong));
      g_assert_nonnull (wrong);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-map/guess", test_guess);
  g_test_add_func ("/csv-map/targets", test_targets);
  g_test_add_func ("/csv-map/file", test_file);
  return g_test_run ();
}
