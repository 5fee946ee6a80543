/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lives of the made-up authority's children keep the rules by which the DfE checks the return, its homes their
 * terms. */
#include "demo-kept.h"

#include <string.h>

static gboolean
same_place (KinRecord *a, KinRecord *b)
{
  return g_strcmp0 (kin_record_text (a, KIN_PLACEMENT_PLACEMENT_TYPE), kin_record_text (b, KIN_PLACEMENT_PLACEMENT_TYPE)) == 0 &&
         g_strcmp0 (kin_record_text (a, KIN_PLACEMENT_PLACEMENT_PROVIDER), kin_record_text (b, KIN_PLACEMENT_PLACEMENT_PROVIDER)) == 0 &&
         g_strcmp0 (kin_record_text (a, KIN_PLACEMENT_POSTCODE), kin_record_text (b, KIN_PLACEMENT_POSTCODE)) == 0 &&
         g_strcmp0 (kin_record_text (a, KIN_PLACEMENT_URN), kin_record_text (b, KIN_PLACEMENT_URN)) == 0;
}

/* Parts of one type inside a period of care: in the order of the plan, without gap or overlap, from its first day to its last. */
static GPtrArray *
chain_in (Demo *demo, KinRecord *care, const KinType *type)
{
  GPtrArray *parts = demo->parts[kin_record_link (care, KIN_CARE_PERIOD_CHILD)], *chain = g_ptr_array_new ();
  KinDay     day = start_of (care);

  for (guint i = 0; i < parts->len; i++)
    {
      KinRecord *part = g_ptr_array_index (parts, i);

      if (kin_record_type (part) != type || start_of (part) < start_of (care) || (end_of (care) != KIN_NO_DAY && start_of (part) >= end_of (care)))
        continue;
      g_assert_cmpint (start_of (part), ==, day);
      if (end_of (part) != KIN_NO_DAY)
        g_assert_cmpint (end_of (part), >, start_of (part));
      day = end_of (part);
      g_ptr_array_add (chain, part);
    }
  g_assert_cmpuint (chain->len, >, 0);
  g_assert_cmpint (day, ==, end_of (care));
  return chain;
}

static gboolean
law_begins_on (GPtrArray *laws, KinDay day)
{
  for (guint i = 0; i < laws->len; i++)
    if (start_of (g_ptr_array_index (laws, i)) == day)
      return TRUE;
  return FALSE;
}

/* Rules 380 to 383, 434 to 436, 225 and 226 of the return. */
static void
check_move (GPtrArray *stays, GPtrArray *laws, guint i)
{
  KinRecord *before = g_ptr_array_index (stays, i - 1), *stay = g_ptr_array_index (stays, i);
  gboolean   has_reason = kin_record_has (before, KIN_PLACEMENT_REASON_CHANGE);

  g_assert_false (same_place (before, stay));
  g_assert_true (has_reason == !(is_away (before) || is_away (stay)));
  if (is_away (before))
    {
      g_assert_cmpuint (i, >=, 2);
      g_assert_true (same_place (g_ptr_array_index (stays, i - 2), stay));
      g_assert_false (law_begins_on (laws, start_of (stay)));
      for (KinDay day = start_of (before); day < end_of (before); day++)
        g_assert_false (law_begins_on (laws, day));
    }
  if (kin_record_flag (stay, KIN_PLACEMENT_SAME_CARER))
    g_assert_cmpstr (kin_record_text (before, KIN_PLACEMENT_POSTCODE), ==, kin_record_text (stay, KIN_PLACEMENT_POSTCODE));
}

static void
check_stay (KinRecord *child, GPtrArray *laws, KinRecord *stay)
{
  const char *type = kin_record_text (stay, KIN_PLACEMENT_PLACEMENT_TYPE);
  int         age = kin_day_age (kin_record_day (child, KIN_CHILD_BORN), start_of (stay));
  KinDay      end = end_of (stay) == KIN_NO_DAY ? TODAY + 1 : end_of (stay);

  if (strcmp (type, "K3") == 0 || strcmp (type, "H5") == 0 || strcmp (type, "P2") == 0)
    g_assert_cmpint (age, >=, 16);
  if (strcmp (type, "H5") == 0)
    g_assert_cmpint (end, <=, kin_day (2024, 4, 1));
  if (strcmp (type, "P2") == 0)
    g_assert_cmpint (end, <=, kin_day (2023, 10, 28));
  if (strcmp (type, "R5") == 0)
    g_assert_cmpint (age, >=, 10);
  if (strcmp (type, "T1") == 0)
    g_assert_cmpint (end - start_of (stay), <=, 42);
  if (strcmp (type, "T3") == 0)
    g_assert_cmpint (end - start_of (stay), <=, 21);
  if (strcmp (type, "T4") == 0)
    g_assert_cmpint (end - start_of (stay), <=, 7);
  for (guint i = 0; i < laws->len; i++)
    {
      KinRecord  *law = g_ptr_array_index (laws, i);
      const char *status = kin_record_text (law, KIN_LEGAL_STATUS_STATUS);

      if (start_of (law) >= end || (end_of (law) != KIN_NO_DAY && end_of (law) <= start_of (stay)))
        continue;
      if (type[0] == 'A')
        g_assert_cmpstr (status, ==, "E1");
      if (strcmp (type, "P1") == 0)
        g_assert_true (status[0] == 'C' || strcmp (status, "E1") == 0);
      if (is_short_break (status))
        g_assert_cmpstr (type, ==, "U6");
    }
}

static void
check_end (KinRecord *child, KinRecord *care, KinRecord *last)
{
  const char *reason = kin_record_text (care, KIN_CARE_PERIOD_REASON_CEASED), *type = kin_record_text (last, KIN_PLACEMENT_PLACEMENT_TYPE);
  int         age;

  g_assert_true ((end_of (care) != KIN_NO_DAY) == (reason != NULL));
  g_assert_true (kin_record_has (care, KIN_CARE_PERIOD_NEED_CODE));
  if (reason == NULL)
    return;
  g_assert_false (is_away (last));
  age = kin_day_age (kin_record_day (child, KIN_CHILD_BORN), end_of (care));
  if (strcmp (reason, "E11") == 0 || strcmp (reason, "E12") == 0)
    g_assert_true (type[0] == 'A');
  if (strcmp (reason, "E45") == 0 || strcmp (reason, "E46") == 0)
    g_assert_true (type[0] == 'U' && end_of (care) >= kin_day (2018, 4, 1));
  if (strcmp (reason, "E17") == 0)
    g_assert_cmpint (age, >=, 18);
  if (strcmp (reason, "E5") == 0 || strcmp (reason, "E7") == 0)
    g_assert_cmpint (age, >=, 16);
}

static void
check_chains (Demo *demo)
{
  GPtrArray *cares = demo_of (demo, &kin_care_period);
  g_autoptr (GHashTable) ended = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < cares->len; i++)
    {
      KinRecord *care = g_ptr_array_index (cares, i);
      gint64     no = kin_record_link (care, KIN_CARE_PERIOD_CHILD);
      KinRecord *child = g_ptr_array_index (demo->all, no - 1);
      g_autoptr (GPtrArray) laws = chain_in (demo, care, &kin_legal_status);
      g_autoptr (GPtrArray) stays = chain_in (demo, care, &kin_placement);
      gpointer   before;

      g_assert_cmpint (start_of (care), >=, kin_record_day (child, KIN_CHILD_BORN));
      g_assert_cmpint (start_of (care), >=, kin_day (1991, 10, 14));
      g_assert_cmpint (start_of (care), <=, TODAY);
      g_assert_cmpint (kin_day_birthday (kin_record_day (child, KIN_CHILD_BORN), 18), >=, end_of (care) != KIN_NO_DAY ? end_of (care) : TODAY + 1);
      /* A later period begins after the one before has ended, and never after an adoption. */
      if (g_hash_table_lookup_extended (ended, GINT_TO_POINTER ((int) no), NULL, &before))
        g_assert_true (GPOINTER_TO_INT (before) != KIN_NO_DAY && GPOINTER_TO_INT (before) < start_of (care));
      g_hash_table_insert (ended, GINT_TO_POINTER ((int) no), GINT_TO_POINTER (end_of (care)));
      g_assert_false (is_away (g_ptr_array_index (stays, 0)));
      for (guint j = 1; j < laws->len; j++)
        g_assert_cmpstr (kin_record_text (g_ptr_array_index (laws, j - 1), KIN_LEGAL_STATUS_STATUS), !=,
                         kin_record_text (g_ptr_array_index (laws, j), KIN_LEGAL_STATUS_STATUS));
      for (guint j = 0; j < stays->len; j++)
        {
          check_stay (child, laws, g_ptr_array_index (stays, j));
          if (j > 0)
            check_move (stays, laws, j);
        }
      check_end (child, care, g_ptr_array_index (stays, stays->len - 1));
    }
}

static KinRecord *
terms_on (GPtrArray *approvals, gint64 home, KinDay day)
{
  for (guint i = 0; i < approvals->len; i++)
    {
      KinRecord *approval = g_ptr_array_index (approvals, i);
      KinDay     end = kin_record_end (approval, KIN_APPROVAL_PERIOD);

      if (kin_record_link (approval, KIN_APPROVAL_HOUSEHOLD) == home && kin_record_day (approval, KIN_APPROVAL_PERIOD) <= day &&
          (end == KIN_NO_DAY || end >= day))
        return approval;
    }
  return NULL;
}

/* Each home keeps its terms on that day; the number of children over them. */
static guint
check_homes_on (Demo *demo, KinDay day, guint *filled, guint *places)
{
  GPtrArray *homes = demo_of (demo, &kin_household), *placements = demo_of (demo, &kin_placement), *approvals = demo_of (demo, &kin_approval);
  g_autofree guint *guests = g_new0 (guint, demo->all->len + 1);
  guint over = 0;

  *filled = *places = 0;
  for (guint i = 0; i < placements->len; i++)
    {
      KinRecord *stay = g_ptr_array_index (placements, i), *terms, *child;
      gint64     home = kin_record_link (stay, KIN_PLACEMENT_HOUSEHOLD);
      int        age;

      if (home == 0 || !runs (stay, day))
        continue;
      guests[home]++;
      terms = terms_on (approvals, home, day);
      g_assert_nonnull (terms);
      child = g_ptr_array_index (demo->all, kin_record_link (stay, KIN_PLACEMENT_CHILD) - 1);
      age = kin_day_age (kin_record_day (child, KIN_CHILD_BORN), day);
      g_assert_cmpint (age, >=, kin_record_number (terms, KIN_APPROVAL_AGE_FROM));
      g_assert_cmpint (age, <=, kin_record_number (terms, KIN_APPROVAL_AGE_TO));
    }
  for (guint i = 0; i < homes->len; i++)
    {
      gint64     home = kin_record_no (g_ptr_array_index (homes, i));
      KinRecord *terms = terms_on (approvals, home, day);
      guint      has = terms != NULL ? (guint) kin_record_number (terms, KIN_APPROVAL_PLACES) : 0;

      *filled += guests[home];
      *places += has;
      over += guests[home] > has ? guests[home] - has : 0;
      if (guests[home] > has)
        g_test_message ("%s: %u children, %u places", kin_record_text (g_ptr_array_index (homes, i), KIN_HOUSEHOLD_KIND), guests[home], has);
    }
  return over;
}

static void
check_homes (Demo *demo, guint scale)
{
  GPtrArray *homes = demo_of (demo, &kin_household);
  guint      open = 0, filled, places;

  for (guint i = 0; i < homes->len; i++)
    open += g_strcmp0 (kin_record_text (g_ptr_array_index (homes, i), KIN_HOUSEHOLD_STATUS), "closed") != 0;
  g_assert_cmpuint (open, ==, 183 * scale);
  g_assert_cmpuint (check_homes_on (demo, KIN_DEMO_DAY, &filled, &places), ==, 0);
  g_test_message ("18/12/2017: %u places, %u filled", places, filled);
  g_assert_cmpuint (check_homes_on (demo, kin_day (2022, 7, 28), &filled, &places), ==, 0);
  g_test_message ("28/07/2022: %u places, %u filled", places, filled);
  g_assert_cmpuint (check_homes_on (demo, TODAY, &filled, &places), ==, scale);
  g_test_message ("today: %u places, %u filled", places, filled);
  g_assert_cmpuint (places, >=, 270 * scale);
  g_assert_cmpuint (places, <=, 380 * scale);
  g_assert_cmpuint (filled, >=, 180 * scale);
}

/* Three or more placements in the year to the day (rules/episodes.h), of a thousand. */
static guint
share_of_three (Demo *demo, KinDay day)
{
  GPtrArray *children = demo_of (demo, &kin_child);
  guint      of_all = 0, moved = 0;

  for (guint i = 0; i < children->len; i++)
    {
      gint64     no = kin_record_no (g_ptr_array_index (children, i));
      GPtrArray *parts = demo->parts[no];
      guint      n = 0;

      if (!looked_after (demo, no, day))
        continue;
      for (guint j = 0; j < parts->len; j++)
        {
          KinRecord *stay = g_ptr_array_index (parts, j), *before = j > 0 ? g_ptr_array_index (parts, j - 1) : NULL;

          if (kin_record_type (stay) != &kin_placement || start_of (stay) > day || (end_of (stay) != KIN_NO_DAY && end_of (stay) < day - 365) ||
              is_away (stay) || kin_record_flag (stay, KIN_PLACEMENT_SAME_CARER))
            continue;
          n += !(before != NULL && kin_record_type (before) == &kin_placement && is_away (before) && start_of (stay) > day - 365);
        }
      of_all++;
      moved += n >= 3;
    }
  return moved * 1000 / of_all;
}

static void
check_all (gconstpointer data)
{
  Demo *demo = demo_make (GPOINTER_TO_UINT (data), 1);

  check_chains (demo);
  check_homes (demo, 1);
  g_test_message ("three placements: %u and %u of a thousand", share_of_three (demo, KIN_DEMO_DAY), share_of_three (demo, TODAY));
  g_assert_cmpuint (share_of_three (demo, KIN_DEMO_DAY), >=, 45);
  g_assert_cmpuint (share_of_three (demo, KIN_DEMO_DAY), <=, 170);
  g_assert_cmpuint (share_of_three (demo, TODAY), >=, 45);
  g_assert_cmpuint (share_of_three (demo, TODAY), <=, 170);
  demo_drop (demo);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/demo-lives/seed-1", GUINT_TO_POINTER (1), check_all);
  g_test_add_data_func ("/demo-lives/seed-42", GUINT_TO_POINTER (42), check_all);
  return g_test_run ();
}
