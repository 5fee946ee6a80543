/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up authority has the figures that a council published (minutes of 18 December 2017, a summary of July 2018), counted
 * here from its records in the plainest way; it is the same each time, and no form would find fault with its fields. */
#include "demo-kept.h"

#include <string.h>

#include "child_life.h"
#include "homes_life.h"
#include "requests.h"

static guint
count_looked_after (Demo *demo, KinDay day)
{
  GPtrArray *children = demo_of (demo, &kin_child);
  guint      n = 0;

  for (guint i = 0; i < children->len; i++)
    n += looked_after (demo, kin_record_no (g_ptr_array_index (children, i)), day);
  return n;
}

static void
check_children (Demo *demo, guint scale)
{
  GPtrArray *children = demo_of (demo, &kin_child);
  guint      n = 0, boys = 0, british = 0;

  for (guint i = 0; i < children->len; i++)
    {
      KinRecord *child = g_ptr_array_index (children, i);

      if (!looked_after (demo, kin_record_no (child), KIN_DEMO_DAY))
        continue;
      n++;
      boys += strcmp (kin_record_text (child, KIN_CHILD_SEX), "M") == 0;
      british += strcmp (kin_record_text (child, KIN_CHILD_ETHNICITY), "WBRI") == 0;
    }
  g_assert_cmpuint (n, ==, 398 * scale);
  g_assert_cmpuint (boys, ==, 223 * scale);
  g_assert_cmpuint (british, ==, 306 * scale);
  g_assert_cmpuint ((boys * 1000 / n + 5) / 10, ==, 56);
  g_assert_cmpuint ((british * 1000 / n + 5) / 10, ==, 77);
  g_assert_cmpuint (count_looked_after (demo, kin_day (2017, 10, 5)), ==, 376 * scale);
  g_assert_cmpuint (count_looked_after (demo, kin_day (2017, 4, 5)), ==, 376 * scale);
  g_assert_cmpuint (count_looked_after (demo, kin_day (2016, 10, 5)), ==, 346 * scale);
  g_assert_cmpuint (count_looked_after (demo, TODAY), >=, 400 * scale);
  g_assert_cmpuint (count_looked_after (demo, TODAY), <=, 430 * scale);
}

/* Entering and leaving in each year from 2001, as the summary of July 2018 has them. */
static const guint flows[][2] = {
  { 111, 95 },  { 103, 117 }, { 131, 134 }, { 102, 104 }, { 119, 100 }, { 94, 104 },  { 97, 92 },   { 114, 104 }, { 151, 94 },
  { 112, 123 }, { 155, 128 }, { 125, 149 }, { 123, 120 }, { 89, 125 },  { 163, 139 }, { 170, 139 }, { 161, 143 }, { 55, 81 },
};

static void
check_flows (Demo *demo, guint scale)
{
  GPtrArray *cares = demo_of (demo, &kin_care_period);
  guint      opening = count_looked_after (demo, kin_day (2000, 12, 31));

  for (guint year = 2001; year <= 2018; year++)
    {
      KinDay from = kin_day ((int) year, 1, 1), to = year == 2018 ? kin_day (2018, 6, 28) : kin_day ((int) year, 12, 31);
      guint  entering = 0, leaving = 0;

      for (guint i = 0; i < cares->len; i++)
        {
          KinRecord *care = g_ptr_array_index (cares, i);
          KinRecord *law = part_on (demo, kin_record_link (care, KIN_CARE_PERIOD_CHILD), &kin_legal_status, start_of (care));

          if (is_short_break (kin_record_text (law, KIN_LEGAL_STATUS_STATUS)))
            continue;
          entering += start_of (care) >= from && start_of (care) <= to;
          leaving += end_of (care) != KIN_NO_DAY && end_of (care) >= from && end_of (care) <= to;
        }
      g_assert_cmpuint (entering, ==, flows[year - 2001][0] * scale);
      g_assert_cmpuint (leaving, ==, flows[year - 2001][1] * scale);
      opening = opening + entering - leaving;
      g_assert_cmpuint (count_looked_after (demo, to), ==, opening);
    }
}

typedef struct
{
  const char *category;
  guint       n, above_3500, above_5500;
  gint64      gross, health, education; /* pence a week */
} Row;

static const Row rows[] = {
  { "agency_foster", 47, 0, 0, 3995000, 0, 0 },       { "residential_general", 19, 7, 0, 7120000, 0, 760000 },
  { "residential_disability", 6, 3, 0, 2010000, 0, 0 }, { "residential_secure", 1, 1, 1, 560000, 0, 0 },
  { "residential_school", 1, 1, 0, 380000, 190000, 0 }, { "supported_16", 3, 0, 0, 186000, 0, 0 },
  { "concurrent", 2, 0, 0, 137000, 0, 0 },              { "mother_and_baby", 1, 0, 0, 260000, 0, 0 },
};

static void
sum_prices (Demo *demo, GHashTable *gross, GHashTable *learning, GHashTable *funded)
{
  GPtrArray *lines = demo_of (demo, &kin_price_line), *splits = demo_of (demo, &kin_funding_split);

  for (guint i = 0; i < lines->len; i++)
    {
      KinRecord *line = g_ptr_array_index (lines, i);
      gpointer   key = GINT_TO_POINTER ((int) kin_record_link (line, KIN_PRICE_LINE_PLACEMENT));
      KinDay     end = kin_record_end (line, KIN_PRICE_LINE_PERIOD);
      GHashTable *into = strcmp (kin_record_text (line, KIN_PRICE_LINE_PURPOSE), "education") == 0 ? learning : gross;

      if (kin_record_day (line, KIN_PRICE_LINE_PERIOD) > KIN_DEMO_DAY || (end != KIN_NO_DAY && end < KIN_DEMO_DAY))
        continue;
      g_assert_cmpstr (kin_record_text (line, KIN_PRICE_LINE_PRICE), ==, "week");
      g_hash_table_insert (into, key, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (into, key)) + (int) kin_record_number (line, KIN_PRICE_LINE_PRICE)));
    }
  for (guint i = 0; i < splits->len; i++)
    {
      KinRecord *split = g_ptr_array_index (splits, i);
      KinDay     end = kin_record_end (split, KIN_FUNDING_SPLIT_PERIOD);

      if (kin_record_day (split, KIN_FUNDING_SPLIT_PERIOD) <= KIN_DEMO_DAY && (end == KIN_NO_DAY || end >= KIN_DEMO_DAY))
        g_hash_table_insert (funded, GINT_TO_POINTER ((int) kin_record_link (split, KIN_FUNDING_SPLIT_PLACEMENT)), split);
    }
}

/* Row by row, and their sums. */
static void
check_rows (const Row sums[G_N_ELEMENTS (rows)], guint scale)
{
  gint64 gross = 0, net = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpuint (sums[i].n, ==, rows[i].n * scale);
      g_assert_cmpuint (sums[i].above_3500, ==, rows[i].above_3500 * scale);
      g_assert_cmpuint (sums[i].above_5500, ==, rows[i].above_5500 * scale);
      g_assert_cmpint (sums[i].gross, ==, rows[i].gross * scale);
      g_assert_cmpint (sums[i].health, ==, rows[i].health * scale);
      g_assert_cmpint (sums[i].education, ==, rows[i].education * scale);
      gross += sums[i].gross;
      net += sums[i].gross - sums[i].health - sums[i].education;
    }
  g_assert_cmpint (gross, ==, 14648000 * (gint64) scale);
  g_assert_cmpint (net, ==, 13698000 * (gint64) scale);
}

static void
check_commissioned (Demo *demo, guint scale)
{
  GPtrArray *placements = demo_of (demo, &kin_placement);
  g_autoptr (GHashTable) core = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) learning = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) funded = g_hash_table_new (NULL, NULL);
  Row   sums[G_N_ELEMENTS (rows)] = { 0 };
  guint in_house = 0, fostered = 0, fostered_agency = 0, all = 0;

  sum_prices (demo, core, learning, funded);
  for (guint i = 0; i < placements->len; i++)
    {
      KinRecord  *placement = g_ptr_array_index (placements, i), *split;
      const char *category = kin_record_text (placement, KIN_PLACEMENT_CATEGORY), *provider = kin_record_text (placement, KIN_PLACEMENT_PLACEMENT_PROVIDER);
      gpointer    key = GINT_TO_POINTER ((int) kin_record_no (placement));
      gint64      care, lessons;
      guint       at = 0;

      if (!runs (placement, KIN_DEMO_DAY))
        continue;
      all++;
      if (kin_record_text (placement, KIN_PLACEMENT_PLACEMENT_TYPE)[0] == 'U')
        {
          fostered++;
          in_house += category == NULL;
          fostered_agency += strcmp (provider, "PR4") == 0 || strcmp (provider, "PR5") == 0;
          g_assert_true ((category == NULL) == (strcmp (provider, "PR1") == 0));
        }
      if (category == NULL)
        continue;
      while (strcmp (rows[at].category, category) != 0)
        g_assert_cmpuint (++at, <, G_N_ELEMENTS (rows));
      care = GPOINTER_TO_INT (g_hash_table_lookup (core, key));
      lessons = GPOINTER_TO_INT (g_hash_table_lookup (learning, key));
      sums[at].n++;
      sums[at].above_3500 += care > 350000;
      sums[at].above_5500 += care > 550000;
      sums[at].gross += care + lessons;
      split = g_hash_table_lookup (funded, key);
      if (split != NULL && strcmp (kin_record_text (split, KIN_FUNDING_SPLIT_FUNDER), "health") == 0)
        sums[at].health += (care + lessons) * kin_record_number (split, KIN_FUNDING_SPLIT_SHARE) / 10000;
      else if (split != NULL)
        sums[at].education += kin_record_number (split, KIN_FUNDING_SPLIT_AMOUNT);
    }
  check_rows (sums, scale);
  g_assert_cmpuint (all, ==, 398 * scale);
  g_assert_cmpuint (in_house, ==, 204 * scale);
  g_assert_cmpuint (fostered, ==, 253 * scale);
  g_assert_cmpuint (fostered_agency, ==, 49 * scale);
}

/* Made once for several tests: making them is what takes the time. */
static Demo *one;

static void
check_all (Demo *demo, guint scale)
{
  check_children (demo, scale);
  check_flows (demo, scale);
  check_commissioned (demo, scale);
}

static guint
count_live (Demo *demo, const KinType *type, guint field, const char *code, KinDay ends_before)
{
  GPtrArray *records = demo_of (demo, type);
  guint      period = (guint) kin_type_period (type), n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      KinRecord *record = g_ptr_array_index (records, i);
      KinDay     end = kin_record_end (record, period);

      n += kin_record_day (record, period) <= TODAY && (end == KIN_NO_DAY || end >= TODAY) &&
           (ends_before == KIN_NO_DAY || (end != KIN_NO_DAY && end < ends_before)) && (code == NULL || g_strcmp0 (kin_record_text (record, field), code) == 0);
    }
  return n;
}

/* Every page has something at work today, so that whoever looks round sees what it is for. */
static void
check_work (Demo *demo, guint scale)
{
  g_assert_cmpuint (count_live (demo, &kin_contract, KIN_CONTRACT_KIND, "framework", KIN_NO_DAY), >=, 6 * scale);
  g_assert_cmpuint (count_live (demo, &kin_contract, KIN_CONTRACT_KIND, "block", KIN_NO_DAY), >=, 1 * scale);
  g_assert_cmpuint (count_live (demo, &kin_contract, KIN_CONTRACT_KIND, "spot", KIN_NO_DAY), >=, 2 * scale);
  g_assert_cmpuint (count_live (demo, &kin_contract, KIN_CONTRACT_KIND, NULL, TODAY + 91), ==, 3 * scale);
  g_assert_cmpuint (count_live (demo, &kin_contract, KIN_CONTRACT_KIND, NULL, KIN_NO_DAY), <, demo_of (demo, &kin_provider)->len - 2 * scale);
  g_assert_cmpuint (count_live (demo, &kin_exemption, 0, NULL, KIN_NO_DAY), >=, 1);
  g_assert_cmpuint (count_live (demo, &kin_unavailability, 0, NULL, KIN_NO_DAY), >=, 5 * scale);
  g_assert_cmpuint (demo_of (demo, &kin_availability_call)->len, >=, 10 * scale);
  g_assert_cmpuint (demo_of (demo, &kin_together_plan)->len, >=, 10 * scale);
  g_assert_cmpuint (demo_of (demo, &kin_concern)->len, >=, 2 * scale);
}

static void
test_figures (void)
{
  check_all (one, 1);
}

static void
test_work (void)
{
  check_work (one, 1);
}

/* Every figure is twice as large; another seed is another borough. */
static void
test_scale (void)
{
  Demo *two = demo_make (42, 2);

  check_all (two, 2);
  check_work (two, 2);
  g_assert_cmpstr (g_checksum_get_string (one->sum), !=, g_checksum_get_string (two->sum));
  demo_drop (two);
}

static void
note_problem (guint field, const char *sentence, gpointer data)
{
  GString *text = data;

  g_string_append_printf (text, "%u: %s ", field, sentence);
}

static guint
count_problems (KinRecord *record)
{
  g_autoptr (GString) problems = g_string_new (NULL);

  kin_record_check (record, TODAY, note_problem, problems);
  /* The borough has a code that no authority has. */
  if (problems->len > 0 && kin_record_type (record) != &kin_exemption)
    {
      g_test_message ("%s %s", kin_record_type (record)->name, problems->str);
      return 1;
    }
  return 0;
}

static void
test_fields (void)
{
  guint problems = 0;

  for (guint i = 0; i < one->all->len; i++)
    problems += count_problems (g_ptr_array_index (one->all, i));
  g_assert_cmpuint (problems, ==, 0);
}

static void
test_same (void)
{
  Demo *again = demo_make (1, 1);

  g_assert_cmpstr (g_checksum_get_string (one->sum), ==, g_checksum_get_string (again->sum));
  demo_drop (again);
}

/* Whenever it is made: what is not over yet is open, and nobody who has not come yet is there. */
static gboolean
count (KinRecord *record, gpointer data, GError **error)
{
  gint64 *n = data;

  if (kin_record_type (record) == &kin_care_period)
    g_assert_cmpint (kin_record_day (record, KIN_CARE_PERIOD_PERIOD), <=, kin_day (2019, 1, 1));
  kin_record_set_no (record, ++*n);
  return TRUE;
}

static void
test_early (void)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  kin_demo_make (11, 1, kin_day (2019, 1, 1), count, NULL, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, >, 20000);
}

static gboolean
refuse (KinRecord *record, gpointer data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Full.");
  return FALSE;
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kin_demo_make (1, 0, TODAY, refuse, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (kin_demo_make (1, 1, kin_day (2018, 12, 31), refuse, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (kin_demo_make (1, 1, TODAY, refuse, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/figures", test_figures);
  g_test_add_func ("/demo/work", test_work);
  g_test_add_func ("/demo/scale", test_scale);
  g_test_add_func ("/demo/fields", test_fields);
  g_test_add_func ("/demo/same", test_same);
  g_test_add_func ("/demo/early", test_early);
  g_test_add_func ("/demo/refused", test_refused);
  one = demo_make (1, 1);
  status = g_test_run ();
  demo_drop (one);
  return status;
}
