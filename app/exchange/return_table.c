/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables as data; a heading is compared with each of them. */
#include "return_table.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define CHILD { "CHILD", KIN_CELL_CHILD, "child", TRUE }
#define DOB { "DOB", KIN_CELL_DATE, NULL, FALSE }
#define SEX { "SEX", KIN_CELL_SEX, "sex", FALSE }
#define FLAG(name) { name, KIN_CELL_FLAG, NULL, FALSE }

/* clang-format off */
static const KinReturnColumn header[] = {
  CHILD, SEX, DOB, { "ETHNIC", KIN_CELL_CODE, "ethnicity", FALSE }, { "UPN", KIN_CELL_IDENTIFIER, "upn", FALSE },
  FLAG ("MOTHER"), { "MC_DOB", KIN_CELL_DATE, NULL, FALSE },
};
static const KinReturnColumn episodes[] = {
  CHILD, { "DECOM", KIN_CELL_DATE, NULL, TRUE }, { "RNE", KIN_CELL_CODE, "reason_new_episode", FALSE },
  { "LS", KIN_CELL_CODE, "legal_status", FALSE }, { "CIN", KIN_CELL_CODE, "need_code", FALSE },
  { "PLACE", KIN_CELL_CODE, "placement_type", FALSE }, { "PLACE_PROVIDER", KIN_CELL_CODE, "placement_provider", FALSE },
  { "DEC", KIN_CELL_DATE, NULL, FALSE }, { "REC", KIN_CELL_CODE, "reason_ceased", FALSE },
  { "REASON_PLACE_CHANGE", KIN_CELL_CODE, "reason_place_change", FALSE }, { "HOME_POST", KIN_CELL_POSTCODE, NULL, FALSE },
  { "PL_POST", KIN_CELL_POSTCODE, NULL, FALSE }, { "URN", KIN_CELL_IDENTIFIER, "urn", FALSE },
};
static const KinReturnColumn reviews[] = {
  CHILD, DOB, { "REVIEW", KIN_CELL_DATE, NULL, TRUE }, { "REVIEW_CODE", KIN_CELL_CODE, "review_participation", FALSE },
};
static const KinReturnColumn uasc[] = { CHILD, SEX, DOB, { "DUC", KIN_CELL_DATE, NULL, FALSE } };
static const KinReturnColumn oc2[] = {
  CHILD, DOB, { "SDQ_SCORE", KIN_CELL_NUMBER, NULL, FALSE }, { "SDQ_REASON", KIN_CELL_CODE, "sdq_reason", FALSE },
  FLAG ("CONVICTED"), FLAG ("HEALTH_CHECK"), FLAG ("IMMUNISATIONS"), FLAG ("TEETH_CHECK"), FLAG ("HEALTH_ASSESSMENT"),
  FLAG ("SUBSTANCE_MISUSE"), FLAG ("INTERVENTION_RECEIVED"), FLAG ("INTERVENTION_OFFERED"),
};
static const KinReturnColumn oc3[] = {
  CHILD, DOB, { "IN_TOUCH", KIN_CELL_CODE, "in_touch", FALSE }, { "ACTIV", KIN_CELL_CODE, "activity", FALSE },
  { "ACCOM", KIN_CELL_CODE, "accommodation", FALSE },
};
static const KinReturnColumn ad1[] = {
  CHILD, DOB, { "DATE_INT", KIN_CELL_DATE, NULL, FALSE }, { "DATE_MATCH", KIN_CELL_DATE, NULL, FALSE }, FLAG ("FOSTER_CARE"),
  { "NB_ADOPTR", KIN_CELL_NUMBER, NULL, FALSE }, { "SEX_ADOPTR", KIN_CELL_CODE, "adopter_sex", FALSE },
  { "LS_ADOPTR", KIN_CELL_CODE, "adopter_legal_status", FALSE },
};
static const KinReturnColumn placed_adoption[] = {
  CHILD, DOB, { "DATE_PLACED", KIN_CELL_DATE, NULL, FALSE }, { "DATE_PLACED_CEASED", KIN_CELL_DATE, NULL, FALSE },
  { "REASON_PLACED_CEASED", KIN_CELL_CODE, "placed_ceased_reason", FALSE },
};
static const KinReturnColumn prev_perm[] = {
  CHILD, DOB, { "PREV_PERM", KIN_CELL_CODE, "previous_permanence", FALSE }, { "LA_PERM", KIN_CELL_CODE, "local_authority", FALSE },
  { "DATE_PERM", KIN_CELL_PARTIAL, NULL, FALSE },
};
static const KinReturnColumn missing[] = {
  CHILD, DOB, { "MISSING", KIN_CELL_CODE, "missing_kind", FALSE }, { "MIS_START", KIN_CELL_DATE, NULL, TRUE },
  { "MIS_END", KIN_CELL_DATE, NULL, FALSE },
};
static const KinReturnColumn sw_episodes[] = {
  CHILD, DOB, { "SW_ID", KIN_CELL_IDENTIFIER, "worker", FALSE }, { "SW_DECOM", KIN_CELL_DATE, NULL, TRUE },
  { "SW_DEC", KIN_CELL_DATE, NULL, FALSE }, { "SW_REASON", KIN_CELL_CODE, "worker_change_reason", FALSE },
};
static const KinReturnColumn dolo[] = {
  CHILD, DOB, { "DOLO_START", KIN_CELL_DATE, NULL, TRUE }, { "DOLO_END", KIN_CELL_DATE, NULL, FALSE },
};

static const KinReturnTableInfo tables[KIN_RETURN_N_TABLES] = {
  [KIN_RETURN_HEADER] = { "Header", "header", "header.csv", header, G_N_ELEMENTS (header), -1, 0 },
  [KIN_RETURN_EPISODES] = { "Episodes", "episodes", "episodes.csv", episodes, G_N_ELEMENTS (episodes), KIN_EPISODES_DECOM, 0 },
  [KIN_RETURN_REVIEWS] = { "Reviews", "reviews", "reviews.csv", reviews, G_N_ELEMENTS (reviews), KIN_REVIEWS_REVIEW, 0 },
  [KIN_RETURN_UASC] = { "UASC", "uasc", "uasc.csv", uasc, G_N_ELEMENTS (uasc), -1, 0 },
  [KIN_RETURN_OC2] = { "OC2", "oc2", "oc2.csv", oc2, G_N_ELEMENTS (oc2), -1, 0 },
  [KIN_RETURN_OC3] = { "OC3", "oc3", "oc3.csv", oc3, G_N_ELEMENTS (oc3), -1, 0 },
  [KIN_RETURN_AD1] = { "AD1", "ad1", "ad1.csv", ad1, G_N_ELEMENTS (ad1), KIN_AD1_DATE_INT, 0 },
  [KIN_RETURN_PLACED_ADOPTION] = { "PlacedAdoption", "placed_adoption", "placed_for_adoption.csv", placed_adoption,
                                   G_N_ELEMENTS (placed_adoption), KIN_PLACED_ADOPTION_DATE_PLACED, 0 },
  [KIN_RETURN_PREV_PERM] = { "PrevPerm", "prev_perm", "previous_permanence.csv", prev_perm, G_N_ELEMENTS (prev_perm), -1, 0 },
  [KIN_RETURN_MISSING] = { "Missing", "missing", "missing.csv", missing, G_N_ELEMENTS (missing), KIN_MISSING_ROW_MIS_START, 0 },
  [KIN_RETURN_SW_EPISODES] = { "SWEpisodes", "social_worker", "sw_episodes.csv", sw_episodes, G_N_ELEMENTS (sw_episodes), KIN_SW_SW_DECOM, 2024 },
  [KIN_RETURN_DOLO] = { "DoLo", "dolo", "DoLo.csv", dolo, G_N_ELEMENTS (dolo), KIN_DOLO_DOLO_START, 2027 },
};
/* clang-format on */

const KinReturnTableInfo *
kin_return_table (KinReturnTable table)
{
  g_assert (table < KIN_RETURN_N_TABLES);
  return &tables[table];
}

int
kin_return_table_find (const char *name)
{
  for (int i = 0; name != NULL && i < KIN_RETURN_N_TABLES; i++)
    if (strcmp (tables[i].name, name) == 0 || strcmp (tables[i].code, name) == 0)
      return i;
  return -1;
}

int
kin_return_table_column (KinReturnTable table, const char *name)
{
  for (guint i = 0; i < tables[table].n_columns; i++)
    if (g_ascii_strcasecmp (tables[table].columns[i].name, name) == 0)
      return (int) i;
  return -1;
}

static gboolean
may_be_missing (int table, guint column, int year_ending)
{
  return table == KIN_RETURN_EPISODES && column == KIN_EPISODES_URN && year_ending < KIN_RETURN_FIRST_URN_YEAR;
}

static int
find_heading (const char *const *heading, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *tidy = g_strstrip (g_strdup (heading[i]));

      if (g_ascii_strcasecmp (tidy, name) == 0)
        return (int) i;
    }
  return -1;
}

/* How many of the table's columns stand in the heading; *complete when no other is needed. */
static guint
match_table (int table, const char *const *heading, guint n, int year_ending, gboolean *complete)
{
  guint found = 0;

  *complete = TRUE;
  for (guint c = 0; c < tables[table].n_columns; c++)
    if (find_heading (heading, n, tables[table].columns[c].name) >= 0)
      found++;
    else if (!may_be_missing (table, c, year_ending))
      *complete = FALSE;
  return found;
}

static void
say_missing (int nearest, guint found, const char *const *heading, guint n, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (nearest < 0 || found < 3 || find_heading (heading, n, "CHILD") < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The columns are not those of any table of the return."));
      return;
    }
  for (guint c = 0; c < tables[nearest].n_columns; c++)
    if (find_heading (heading, n, tables[nearest].columns[c].name) < 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", tables[nearest].columns[c].name);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("It looks like the table %s, but these columns are missing: %s."),
               tables[nearest].name, names->str);
}

int
kin_return_table_recognise (const char *const *heading, guint n, int year_ending, int *positions, GError **error)
{
  int best = -1, nearest = -1;
  guint best_found = 0, nearest_found = 0;

  for (int t = 0; t < KIN_RETURN_N_TABLES; t++)
    {
      gboolean complete;
      guint found = match_table (t, heading, n, year_ending, &complete);

      if (complete && found > best_found)
        {
          best = t;
          best_found = found;
        }
      /* Nearest is the one of which the greatest part is there. */
      if (nearest < 0 || found * tables[nearest].n_columns > nearest_found * tables[t].n_columns)
        {
          nearest = t;
          nearest_found = found;
        }
    }
  if (best < 0)
    say_missing (nearest, nearest_found, heading, n, error);
  else
    for (guint c = 0; c < tables[best].n_columns; c++)
      positions[c] = find_heading (heading, n, tables[best].columns[c].name);
  return best;
}
