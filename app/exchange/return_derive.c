/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of all tables but Episodes out of records: the way back of return_facts.c. */
#include <string.h>

#include "child_life.h"
#include "children.h"
#include "return_out.h"
#include "statutory.h"

/* The return asks for sex as M, F, U from this year on, before as 1 and 2. */
#define FIRST_LETTER_SEX_YEAR 2025
/* Starts since then need a row about permanence. */
#define FIRST_PREV_PERM kin_day (2016, 4, 1)

const char *
kin_return_day_text (KinReturnExport *out, KinDay day)
{
  g_autofree char *text = kin_day_to_return (day);

  return kin_return_set_keep (out->kept, text);
}

static const char *
keep_text (KinReturnLeaver *child, KinRecord *record, guint field)
{
  return kin_return_set_keep (child->out->kept, kin_record_text (record, field));
}

static const char *
keep_day (KinReturnLeaver *child, KinRecord *record, guint field)
{
  return kin_return_day_text (child->out, kin_record_day (record, field));
}

static const char *
keep_end (KinReturnLeaver *child, KinRecord *record, guint field)
{
  return kin_return_day_text (child->out, kin_record_end (record, field));
}

static const char *
keep_flag (KinRecord *record, guint field)
{
  if (!kin_record_has (record, field))
    return "";
  return kin_record_flag (record, field) ? "1" : "0";
}

static const char *
keep_number (KinReturnLeaver *child, KinRecord *record, guint field)
{
  g_autofree char *text = kin_record_has (record, field) ? g_strdup_printf ("%d", (int) kin_record_number (record, field)) : NULL;

  return kin_return_set_keep (child->out->kept, text);
}

static const char *
keep_sex (KinReturnLeaver *child)
{
  const char *sex = kin_record_text (child->here, KIN_CHILD_SEX);

  if (sex == NULL)
    return "";
  if (child->out->year < FIRST_LETTER_SEX_YEAR)
    return strcmp (sex, "M") == 0 ? "1" : strcmp (sex, "F") == 0 ? "2" : kin_return_set_keep (child->out->kept, sex);
  return strcmp (sex, "1") == 0 ? "M" : strcmp (sex, "2") == 0 ? "F" : kin_return_set_keep (child->out->kept, sex);
}

/* "2020-05-17", "2020-05", "2020" as the return writes them. */
static const char *
keep_partial (KinReturnLeaver *child, KinRecord *record, guint field)
{
  const char *text = kin_record_text (record, field);
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, "-", 3) : NULL;
  g_autofree char *out = NULL;
  guint n = parts != NULL ? g_strv_length (parts) : 0;
  const char *kind = kin_record_text (record, KIN_PERMANENCE_KIND);

  if (n == 0 || *parts[0] == '\0')
    return kind == NULL || strcmp (kind, "Z1") == 0 ? "" : "zz/zz/zzzz";
  out = g_strdup_printf ("%s/%s/%s", n > 2 ? parts[2] : "zz", n > 1 ? parts[1] : "zz", parts[0]);
  return kin_return_set_keep (child->out->kept, out);
}

static void
derive_header (KinReturnLeaver *child, const char **cells)
{
  cells[KIN_HEADER_SEX] = keep_sex (child);
  cells[KIN_HEADER_DOB] = keep_day (child, child->here, KIN_CHILD_BORN);
  cells[KIN_HEADER_ETHNIC] = keep_text (child, child->here, KIN_CHILD_ETHNICITY);
  cells[KIN_HEADER_UPN] = keep_text (child, child->here, KIN_CHILD_UPN);
  cells[KIN_HEADER_MOTHER] = kin_record_flag (child->here, KIN_CHILD_MOTHER) ? "1" : "";
  cells[KIN_HEADER_MC_DOB] = keep_day (child, child->here, KIN_CHILD_MOTHER_SINCE);
}

static gboolean
derive_uasc (KinReturnLeaver *child, const char **cells)
{
  cells[KIN_UASC_SEX] = keep_sex (child);
  cells[KIN_UASC_DUC] = keep_day (child, child->here, KIN_CHILD_UNACCOMPANIED_CEASED);
  return kin_record_flag (child->here, KIN_CHILD_UNACCOMPANIED);
}

static gboolean
derive_adoption (KinReturnLeaver *child, KinReturnTable table, KinRecord *record, const char **cells)
{
  if (table == KIN_RETURN_PLACED_ADOPTION)
    {
      cells[KIN_PLACED_ADOPTION_DATE_PLACED] = keep_day (child, record, KIN_ADOPTION_PLACED);
      cells[KIN_PLACED_ADOPTION_DATE_PLACED_CEASED] = keep_end (child, record, KIN_ADOPTION_PLACED);
      cells[KIN_PLACED_ADOPTION_REASON_PLACED_CEASED] = keep_text (child, record, KIN_ADOPTION_PLACED_CEASED_REASON);
      return kin_record_has (record, KIN_ADOPTION_PLACED);
    }
  cells[KIN_AD1_DATE_INT] = keep_day (child, record, KIN_ADOPTION_DECIDED);
  cells[KIN_AD1_DATE_MATCH] = keep_day (child, record, KIN_ADOPTION_MATCHED);
  cells[KIN_AD1_FOSTER_CARE] = keep_flag (record, KIN_ADOPTION_FOSTER_CARE);
  cells[KIN_AD1_NB_ADOPTR] = keep_number (child, record, KIN_ADOPTION_ADOPTERS);
  cells[KIN_AD1_SEX_ADOPTR] = keep_text (child, record, KIN_ADOPTION_ADOPTER_SEX);
  cells[KIN_AD1_LS_ADOPTR] = keep_text (child, record, KIN_ADOPTION_ADOPTER_LEGAL_STATUS);
  return kin_record_has (record, KIN_ADOPTION_MATCHED) || kin_record_has (record, KIN_ADOPTION_ADOPTER_SEX);
}

static void
derive_health (KinReturnLeaver *child, KinRecord *record, const char **cells)
{
  cells[KIN_OC2_SDQ_SCORE] = keep_number (child, record, KIN_HEALTH_YEAR_SDQ_SCORE);
  cells[KIN_OC2_SDQ_REASON] = keep_text (child, record, KIN_HEALTH_YEAR_SDQ_REASON);
  for (guint i = 0; i <= KIN_HEALTH_YEAR_INTERVENTION_OFFERED - KIN_HEALTH_YEAR_CONVICTED; i++)
    cells[KIN_OC2_CONVICTED + i] = keep_flag (record, KIN_HEALTH_YEAR_CONVICTED + i);
}

gboolean
kin_return_derive (KinReturnLeaver *child, KinReturnTable table, KinRecord *record, const char **cells)
{
  int dob = kin_return_table_column (table, "DOB");

  cells[0] = child->code;
  if (dob >= 0)
    cells[dob] = keep_day (child, child->here, KIN_CHILD_BORN);
  switch (table)
    {
    case KIN_RETURN_HEADER:
      derive_header (child, cells);
      return TRUE;
    case KIN_RETURN_UASC:
      return derive_uasc (child, cells);
    case KIN_RETURN_REVIEWS:
      cells[KIN_REVIEWS_REVIEW] = keep_day (child, record, KIN_REVIEW_HELD);
      cells[KIN_REVIEWS_REVIEW_CODE] = keep_text (child, record, KIN_REVIEW_PARTICIPATION);
      return kin_record_has (record, KIN_REVIEW_HELD);
    case KIN_RETURN_OC2:
      derive_health (child, record, cells);
      return TRUE;
    case KIN_RETURN_OC3:
      cells[KIN_OC3_IN_TOUCH] = keep_text (child, record, KIN_LEAVER_CONTACT_IN_TOUCH);
      cells[KIN_OC3_ACTIV] = keep_text (child, record, KIN_LEAVER_CONTACT_ACTIVITY);
      cells[KIN_OC3_ACCOM] = keep_text (child, record, KIN_LEAVER_CONTACT_ACCOMMODATION);
      return TRUE;
    case KIN_RETURN_AD1:
    case KIN_RETURN_PLACED_ADOPTION:
      return derive_adoption (child, table, record, cells);
    case KIN_RETURN_PREV_PERM:
      cells[KIN_PREV_PERM_PREV_PERM] = keep_text (child, record, KIN_PERMANENCE_KIND);
      cells[KIN_PREV_PERM_LA_PERM] = keep_text (child, record, KIN_PERMANENCE_AUTHORITY);
      cells[KIN_PREV_PERM_DATE_PERM] = keep_partial (child, record, KIN_PERMANENCE_ORDERED);
      return TRUE;
    case KIN_RETURN_MISSING:
      cells[KIN_MISSING_ROW_MISSING] = keep_text (child, record, KIN_MISSING_KIND);
      cells[KIN_MISSING_ROW_MIS_START] = keep_day (child, record, KIN_MISSING_PERIOD);
      cells[KIN_MISSING_ROW_MIS_END] = keep_end (child, record, KIN_MISSING_PERIOD);
      return TRUE;
    case KIN_RETURN_SW_EPISODES:
      cells[KIN_SW_SW_ID] = keep_text (child, record, KIN_ALLOCATION_WORKER_NUMBER);
      cells[KIN_SW_SW_DECOM] = keep_day (child, record, KIN_ALLOCATION_PERIOD);
      cells[KIN_SW_SW_DEC] = keep_end (child, record, KIN_ALLOCATION_PERIOD);
      cells[KIN_SW_SW_REASON] = keep_text (child, record, KIN_ALLOCATION_REASON);
      return TRUE;
    case KIN_RETURN_DOLO:
      cells[KIN_DOLO_DOLO_START] = keep_day (child, record, KIN_DEPRIVATION_OF_LIBERTY_PERIOD);
      cells[KIN_DOLO_DOLO_END] = keep_end (child, record, KIN_DEPRIVATION_OF_LIBERTY_PERIOD);
      return TRUE;
    default:
      return FALSE;
    }
}

const int *
kin_return_tables_of (const KinType *type)
{
  static const struct
  {
    const KinType *type;
    int            tables[3];
  } tables[] = {
    { &kin_review, { KIN_RETURN_REVIEWS, -1 } }, { &kin_health_year, { KIN_RETURN_OC2, -1 } }, { &kin_leaver_contact, { KIN_RETURN_OC3, -1 } },
    { &kin_adoption, { KIN_RETURN_AD1, KIN_RETURN_PLACED_ADOPTION, -1 } }, { &kin_permanence, { KIN_RETURN_PREV_PERM, -1 } },
    { &kin_missing, { KIN_RETURN_MISSING, -1 } }, { &kin_allocation, { KIN_RETURN_SW_EPISODES, -1 } },
    { &kin_deprivation_of_liberty, { KIN_RETURN_DOLO, -1 } },
  };
  static const int none[] = { -1 };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].type == type)
      return tables[i].tables;
  return none;
}

static gboolean
is_within (KinReturnExport *out, KinDay from, KinDay to)
{
  return from != KIN_NO_DAY && from <= out->to && (to == KIN_NO_DAY || to >= out->from);
}

static gboolean
started_since (KinReturnLeaver *child, KinDay since)
{
  for (guint i = 0; i < child->episodes->len; i++)
    {
      KinDay start = g_array_index (child->episodes, KinDerived, i).episode.start;

      if (start >= since && start <= child->out->to)
        return TRUE;
    }
  return FALSE;
}

/* Left by adoption in the year. */
static gboolean
was_adopted (KinReturnLeaver *child)
{
  for (guint i = 0; i < child->episodes->len; i++)
    {
      const KinEpisode *episode = &g_array_index (child->episodes, KinDerived, i).episode;

      if (is_within (child->out, episode->end, episode->end) && episode->rec != NULL && (strcmp (episode->rec, "E11") == 0 || strcmp (episode->rec, "E12") == 0))
        return TRUE;
    }
  return FALSE;
}

gboolean
kin_return_in_window (KinReturnLeaver *child, KinReturnTable table, KinRecord *record)
{
  KinReturnExport *out = child->out;
  guint period = table == KIN_RETURN_MISSING         ? KIN_MISSING_PERIOD
                 : table == KIN_RETURN_SW_EPISODES   ? KIN_ALLOCATION_PERIOD
                 : table == KIN_RETURN_DOLO          ? KIN_DEPRIVATION_OF_LIBERTY_PERIOD
                                                     : KIN_ADOPTION_PLACED;
  KinDay day;

  if (out->year < kin_return_table (table)->first_year)
    return FALSE;
  switch (table)
    {
    case KIN_RETURN_REVIEWS:
      day = kin_record_day (record, KIN_REVIEW_HELD);
      return is_within (out, day, day);
    case KIN_RETURN_OC2:
      return kin_record_number (record, KIN_HEALTH_YEAR_YEAR) == out->year;
    case KIN_RETURN_OC3:
      day = kin_record_day (record, KIN_LEAVER_CONTACT_CONTACTED);
      return kin_record_has (record, KIN_LEAVER_CONTACT_YEAR) ? kin_record_number (record, KIN_LEAVER_CONTACT_YEAR) == out->year
                                                              : is_within (out, day, day);
    case KIN_RETURN_AD1:
      return was_adopted (child);
    case KIN_RETURN_PREV_PERM:
      return child->derived->len > 0 && started_since (child, FIRST_PREV_PERM);
    default:
      return is_within (out, kin_record_day (record, period), kin_record_end (record, period));
    }
}
