/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One child's rows taken apart into records. Of rows that say the same thing in several years, the latest year's counts. */
#include "return_facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "child_life.h"
#include "children.h"
#include "statutory.h"

typedef struct
{
  KinReturnContext *context;
  const char       *child;
  GPtrArray        *facts;
  GHashTable       *keys; /* key -> how many */
} Maker;

/* clang-format off */
static const guint child_fields[] = { KIN_CHILD_BORN, KIN_CHILD_SEX, KIN_CHILD_ETHNICITY, KIN_CHILD_CHILD_CODE, KIN_CHILD_UPN,
  KIN_CHILD_UNACCOMPANIED, KIN_CHILD_UNACCOMPANIED_CEASED, KIN_CHILD_MOTHER, KIN_CHILD_MOTHER_SINCE };
static const guint care_fields[] = { KIN_CARE_PERIOD_PERIOD, KIN_CARE_PERIOD_NEED_CODE, KIN_CARE_PERIOD_REASON_CEASED };
static const guint status_fields[] = { KIN_LEGAL_STATUS_STATUS, KIN_LEGAL_STATUS_PERIOD };
static const guint placement_fields[] = { KIN_PLACEMENT_PERIOD, KIN_PLACEMENT_PLACEMENT_TYPE, KIN_PLACEMENT_PLACEMENT_PROVIDER,
  KIN_PLACEMENT_POSTCODE, KIN_PLACEMENT_URN, KIN_PLACEMENT_SAME_CARER, KIN_PLACEMENT_REASON_CHANGE };
static const guint home_fields[] = { KIN_HOME_ADDRESS_PERIOD, KIN_HOME_ADDRESS_ADDRESS };
static const guint review_fields[] = { KIN_REVIEW_HELD, KIN_REVIEW_PARTICIPATION };
static const guint health_fields[] = { KIN_HEALTH_YEAR_YEAR, KIN_HEALTH_YEAR_SDQ_SCORE, KIN_HEALTH_YEAR_SDQ_REASON, KIN_HEALTH_YEAR_CONVICTED,
  KIN_HEALTH_YEAR_HEALTH_CHECK, KIN_HEALTH_YEAR_IMMUNISATIONS, KIN_HEALTH_YEAR_TEETH_CHECK, KIN_HEALTH_YEAR_HEALTH_ASSESSMENT,
  KIN_HEALTH_YEAR_SUBSTANCE_MISUSE, KIN_HEALTH_YEAR_INTERVENTION_RECEIVED, KIN_HEALTH_YEAR_INTERVENTION_OFFERED };
static const guint leaver_fields[] = { KIN_LEAVER_CONTACT_YEAR, KIN_LEAVER_CONTACT_IN_TOUCH, KIN_LEAVER_CONTACT_ACTIVITY,
  KIN_LEAVER_CONTACT_ACCOMMODATION };
static const guint adoption_fields[] = { KIN_ADOPTION_DECIDED, KIN_ADOPTION_MATCHED, KIN_ADOPTION_FOSTER_CARE, KIN_ADOPTION_ADOPTERS,
  KIN_ADOPTION_ADOPTER_SEX, KIN_ADOPTION_ADOPTER_LEGAL_STATUS, KIN_ADOPTION_PLACED, KIN_ADOPTION_PLACED_CEASED_REASON };
static const guint permanence_fields[] = { KIN_PERMANENCE_KIND, KIN_PERMANENCE_AUTHORITY, KIN_PERMANENCE_ORDERED };
static const guint missing_fields[] = { KIN_MISSING_KIND, KIN_MISSING_PERIOD };
static const guint allocation_fields[] = { KIN_ALLOCATION_WORKER_NUMBER, KIN_ALLOCATION_PERIOD, KIN_ALLOCATION_REASON };
static const guint liberty_fields[] = { KIN_DEPRIVATION_OF_LIBERTY_PERIOD };

/* day: the field that tells a record from the child's others; -1: none does. */
#define TYPE(type, child, fields, day) { &type, child, fields, G_N_ELEMENTS (fields), day }
static const struct
{
  const KinType *type;
  int            child;
  const guint   *fields;
  guint          n;
  int            day;
} spoken_of[] = {
  TYPE (kin_child, -1, child_fields, -1),
  TYPE (kin_care_period, KIN_CARE_PERIOD_CHILD, care_fields, KIN_CARE_PERIOD_PERIOD),
  TYPE (kin_legal_status, KIN_LEGAL_STATUS_CHILD, status_fields, KIN_LEGAL_STATUS_PERIOD),
  TYPE (kin_placement, KIN_PLACEMENT_CHILD, placement_fields, KIN_PLACEMENT_PERIOD),
  TYPE (kin_home_address, KIN_HOME_ADDRESS_CHILD, home_fields, KIN_HOME_ADDRESS_PERIOD),
  TYPE (kin_review, KIN_REVIEW_CHILD, review_fields, KIN_REVIEW_HELD),
  TYPE (kin_health_year, KIN_HEALTH_YEAR_CHILD, health_fields, KIN_HEALTH_YEAR_YEAR),
  TYPE (kin_leaver_contact, KIN_LEAVER_CONTACT_CHILD, leaver_fields, KIN_LEAVER_CONTACT_YEAR),
  TYPE (kin_adoption, KIN_ADOPTION_CHILD, adoption_fields, KIN_ADOPTION_DECIDED),
  TYPE (kin_permanence, KIN_PERMANENCE_CHILD, permanence_fields, -1),
  TYPE (kin_missing, KIN_MISSING_CHILD, missing_fields, KIN_MISSING_PERIOD),
  TYPE (kin_allocation, KIN_ALLOCATION_CHILD, allocation_fields, KIN_ALLOCATION_PERIOD),
  TYPE (kin_deprivation_of_liberty, KIN_DEPRIVATION_OF_LIBERTY_CHILD, liberty_fields, KIN_DEPRIVATION_OF_LIBERTY_PERIOD),
};
/* clang-format on */

static int
find_spoken_of (const KinType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (spoken_of); i++)
    if (spoken_of[i].type == type)
      return (int) i;
  return -1;
}

const guint *
kin_return_fields (const KinType *type, guint *n)
{
  int i = find_spoken_of (type);

  *n = i >= 0 ? spoken_of[i].n : 0;
  return i >= 0 ? spoken_of[i].fields : NULL;
}

const KinType *const *
kin_return_types (guint *n)
{
  static const KinType *types[G_N_ELEMENTS (spoken_of)];
  static gsize filled;

  if (g_once_init_enter (&filled))
    {
      for (guint i = 0; i < G_N_ELEMENTS (spoken_of); i++)
        types[i] = spoken_of[i].type;
      g_once_init_leave (&filled, 1);
    }
  *n = G_N_ELEMENTS (types);
  return types;
}

int
kin_return_child_field (const KinType *type)
{
  int i = find_spoken_of (type);

  return i >= 0 ? spoken_of[i].child : -1;
}

gint64
kin_return_record_day (KinRecord *record)
{
  int i = find_spoken_of (kin_record_type (record));
  gint64 day = i >= 0 && spoken_of[i].day >= 0 ? kin_record_number (record, (guint) spoken_of[i].day) : 0;

  /* An adoption that a return knows only by the placing. */
  if (day == 0 && kin_record_type (record) == &kin_adoption)
    day = kin_record_day (record, KIN_ADOPTION_PLACED);
  return day;
}

void
kin_return_id (KinId *id, const char *key, const char *authority, const char *child)
{
  g_autofree char *words = g_strdup_printf ("903:%s:%s:%s", key, authority, child);

  kin_id_of_words (id, words);
}

static void
free_fact (gpointer data)
{
  KinReturnFact *fact = data;

  g_object_unref (fact->record);
  g_free (fact);
}

/* A fact of that type, told from the others by tell, which may be NULL. */
static KinRecord *
make_fact (Maker *maker, const KinType *type, const char *tell, const KinReturnRow *row)
{
  g_autofree char *base = g_strdup_printf ("%s%s%s", type->name, tell != NULL ? " " : "", tell != NULL ? tell : "");
  const char *kept = kin_return_set_keep (maker->context->set, base);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (maker->keys, kept)) + 1;
  g_autofree char *nth = n > 1 ? g_strdup_printf ("%s #%u", base, n) : NULL;
  KinReturnFact *fact = g_new (KinReturnFact, 1);
  KinId id;

  g_hash_table_insert (maker->keys, (gpointer) kept, GUINT_TO_POINTER (n));
  fact->key = nth != NULL ? kin_return_set_keep (maker->context->set, nth) : kept;
  kin_return_id (&id, fact->key, maker->context->authority, maker->child);
  fact->record = kin_record_new_as (type, &id, 0);
  fact->row = row;
  g_ptr_array_add (maker->facts, fact);
  return fact->record;
}

static KinRecord *
make_dated (Maker *maker, const KinType *type, KinDay day)
{
  g_autofree char *iso = kin_day_to_iso (day);

  return make_fact (maker, type, iso, NULL);
}

static void
set_code (KinRecord *record, guint field, const KinReturnRow *row, int column)
{
  kin_record_set_text (record, field, row->clean[column]);
}

static void
set_day (KinRecord *record, guint field, const KinReturnRow *row, int column)
{
  kin_record_set_day (record, field, kin_return_row_day (row, column));
}

static void
set_flag (KinRecord *record, guint field, const KinReturnRow *row, int column)
{
  if (strcmp (row->clean[column], "0") == 0 || strcmp (row->clean[column], "1") == 0)
    kin_record_set_flag (record, field, *row->clean[column] == '1');
}

static void
set_number (KinRecord *record, guint field, const KinReturnRow *row, int column)
{
  const char *text = row->clean[column];

  if (*text != '\0' && strspn (text, "0123456789") == strlen (text))
    kin_record_set_number (record, field, g_ascii_strtoll (text, NULL, 10));
}

static void
set_period (KinRecord *record, guint field, const KinReturnRow *row, int from, int to)
{
  kin_record_set_period (record, field, kin_return_row_day (row, from), kin_return_row_day (row, to));
}

static void
make_child (Maker *maker, const KinReturnRow *header, const KinReturnRow *uasc)
{
  KinRecord *record = make_fact (maker, &kin_child, NULL, header);

  kin_record_set_text (record, KIN_CHILD_CHILD_CODE, maker->child);
  if (header != NULL)
    {
      set_code (record, KIN_CHILD_SEX, header, KIN_HEADER_SEX);
      set_day (record, KIN_CHILD_BORN, header, KIN_HEADER_DOB);
      set_code (record, KIN_CHILD_ETHNICITY, header, KIN_HEADER_ETHNIC);
      set_code (record, KIN_CHILD_UPN, header, KIN_HEADER_UPN);
      set_flag (record, KIN_CHILD_MOTHER, header, KIN_HEADER_MOTHER);
      set_day (record, KIN_CHILD_MOTHER_SINCE, header, KIN_HEADER_MC_DOB);
    }
  if (uasc != NULL)
    {
      kin_record_set_flag (record, KIN_CHILD_UNACCOMPANIED, TRUE);
      set_day (record, KIN_CHILD_UNACCOMPANIED_CEASED, uasc, KIN_UASC_DUC);
    }
}

static void
make_cares (Maker *maker, const KinLife *life)
{
  for (guint i = 0; i < life->cares->len; i++)
    {
      const KinCareFact *fact = &g_array_index (life->cares, KinCareFact, i);
      KinRecord *record = make_dated (maker, &kin_care_period, fact->from);

      kin_record_set_period (record, KIN_CARE_PERIOD_PERIOD, fact->from, fact->to);
      kin_record_set_text (record, KIN_CARE_PERIOD_NEED_CODE, fact->cin);
      kin_record_set_text (record, KIN_CARE_PERIOD_REASON_CEASED, fact->rec);
    }
  for (guint i = 0; i < life->statuses->len; i++)
    {
      const KinStatusFact *fact = &g_array_index (life->statuses, KinStatusFact, i);
      KinRecord *record = make_dated (maker, &kin_legal_status, fact->from);

      kin_record_set_text (record, KIN_LEGAL_STATUS_STATUS, fact->ls);
      kin_record_set_period (record, KIN_LEGAL_STATUS_PERIOD, fact->from, fact->to);
    }
}

static void
make_stays (Maker *maker, const KinLife *life)
{
  for (guint i = 0; i < life->stays->len; i++)
    {
      const KinStayFact *fact = &g_array_index (life->stays, KinStayFact, i);
      KinRecord *record = make_dated (maker, &kin_placement, fact->from);

      kin_record_set_period (record, KIN_PLACEMENT_PERIOD, fact->from, fact->to);
      kin_record_set_text (record, KIN_PLACEMENT_PLACEMENT_TYPE, fact->place);
      kin_record_set_text (record, KIN_PLACEMENT_PLACEMENT_PROVIDER, fact->provider);
      kin_record_set_text (record, KIN_PLACEMENT_POSTCODE, fact->pl_post);
      kin_record_set_text (record, KIN_PLACEMENT_URN, fact->urn);
      kin_record_set_text (record, KIN_PLACEMENT_REASON_CHANGE, fact->reason);
      if (fact->same_carer)
        kin_record_set_flag (record, KIN_PLACEMENT_SAME_CARER, TRUE);
    }
  for (guint i = 0; i < life->homes->len; i++)
    {
      const KinHomeFact *fact = &g_array_index (life->homes, KinHomeFact, i);
      KinRecord *record;

      if (fact->post == NULL)
        continue;
      record = make_dated (maker, &kin_home_address, fact->from);
      kin_record_set_period (record, KIN_HOME_ADDRESS_PERIOD, fact->from,
                             i + 1 < life->homes->len ? g_array_index (life->homes, KinHomeFact, i + 1).from : KIN_NO_DAY);
      kin_record_set_address (record, KIN_HOME_ADDRESS_ADDRESS, NULL, fact->post);
    }
}

KinEpisode
kin_return_episode (const KinReturnRow *row, guint place)
{
  return (KinEpisode){
    .start = kin_return_row_day (row, KIN_EPISODES_DECOM), .end = kin_return_row_day (row, KIN_EPISODES_DEC),
    .rne = kin_return_row_code (row, KIN_EPISODES_RNE), .ls = kin_return_row_code (row, KIN_EPISODES_LS),
    .cin = kin_return_row_code (row, KIN_EPISODES_CIN), .place = kin_return_row_code (row, KIN_EPISODES_PLACE),
    .provider = kin_return_row_code (row, KIN_EPISODES_PLACE_PROVIDER), .rec = kin_return_row_code (row, KIN_EPISODES_REC),
    .reason = kin_return_row_code (row, KIN_EPISODES_REASON_PLACE_CHANGE), .home_post = kin_return_row_code (row, KIN_EPISODES_HOME_POST),
    .pl_post = kin_return_row_code (row, KIN_EPISODES_PL_POST), .urn = kin_return_row_code (row, KIN_EPISODES_URN), .row = place,
  };
}

/* A child who was in care before the first return that is known: nothing is odd about it, but the first day is not the first. */
static const char *
get_odd_text (KinOdd odd, guint place, KinDay start, const KinReturnRow *row)
{
  if (odd == KIN_ODD_NO_START_CODE && place == 0 && start < kin_day_year_start (row->year))
    return _("In care before this return begins: the period of care is taken to start with the first episode in it.");
  return kin_odd_to_text (odd);
}

static void
tell_oddities (Maker *maker, GArray *episodes, GPtrArray *rows, GArray *taken)
{
  for (guint i = 0; i < taken->len; i++)
    {
      guint odd = g_array_index (taken, KinTakenRow, i).odd;
      const KinEpisode *episode = &g_array_index (episodes, KinEpisode, i);
      const KinReturnRow *row = rows->pdata[episode->row];

      for (guint bit = 1; odd != 0; bit <<= 1)
        if ((odd & bit) != 0)
          {
            kin_return_set_remark (maker->context->set, KIN_RETURN_EPISODES, "", row->file, row->line,
                                   get_odd_text ((KinOdd) bit, i, episode->start, row));
            odd &= ~bit;
          }
    }
}

static void
make_life (Maker *maker, GPtrArray *rows)
{
  g_autoptr (GArray) episodes = g_array_sized_new (FALSE, FALSE, sizeof (KinEpisode), rows->len);
  g_autoptr (GArray) taken = NULL;
  g_autoptr (KinLife) life = NULL;

  for (guint i = 0; i < rows->len; i++)
    if (((const KinReturnRow *) rows->pdata[i])->table == KIN_RETURN_EPISODES)
      {
        KinEpisode episode = kin_return_episode (rows->pdata[i], i);

        g_array_append_val (episodes, episode);
      }
  if (episodes->len == 0)
    return;
  kin_return_merge (maker->context, maker->child, episodes, rows);
  kin_episodes_sort ((KinEpisode *) (gpointer) episodes->data, episodes->len);
  life = kin_life_take_apart ((const KinEpisode *) (gpointer) episodes->data, episodes->len, &taken);
  if (maker->context->tell_odd)
    tell_oddities (maker, episodes, rows, taken);
  make_cares (maker, life);
  make_stays (maker, life);
}

static void
make_health (Maker *maker, const KinReturnRow *row, const char *tell)
{
  KinRecord *record = make_fact (maker, &kin_health_year, tell, row);

  kin_record_set_number (record, KIN_HEALTH_YEAR_YEAR, row->year);
  set_number (record, KIN_HEALTH_YEAR_SDQ_SCORE, row, KIN_OC2_SDQ_SCORE);
  set_code (record, KIN_HEALTH_YEAR_SDQ_REASON, row, KIN_OC2_SDQ_REASON);
  for (guint i = 0; i <= KIN_HEALTH_YEAR_INTERVENTION_OFFERED - KIN_HEALTH_YEAR_CONVICTED; i++)
    set_flag (record, KIN_HEALTH_YEAR_CONVICTED + i, row, (int) (KIN_OC2_CONVICTED + i));
}

static void
make_leaver (Maker *maker, const KinReturnRow *row, const char *tell)
{
  KinRecord *record = make_fact (maker, &kin_leaver_contact, tell, row);

  kin_record_set_number (record, KIN_LEAVER_CONTACT_YEAR, row->year);
  set_code (record, KIN_LEAVER_CONTACT_IN_TOUCH, row, KIN_OC3_IN_TOUCH);
  set_code (record, KIN_LEAVER_CONTACT_ACTIVITY, row, KIN_OC3_ACTIV);
  set_code (record, KIN_LEAVER_CONTACT_ACCOMMODATION, row, KIN_OC3_ACCOM);
}

static void
make_adoption (Maker *maker, const KinReturnRow *row, const char *tell)
{
  KinRecord *record = make_fact (maker, &kin_adoption, tell, row);

  set_day (record, KIN_ADOPTION_DECIDED, row, KIN_AD1_DATE_INT);
  set_day (record, KIN_ADOPTION_MATCHED, row, KIN_AD1_DATE_MATCH);
  set_flag (record, KIN_ADOPTION_FOSTER_CARE, row, KIN_AD1_FOSTER_CARE);
  set_number (record, KIN_ADOPTION_ADOPTERS, row, KIN_AD1_NB_ADOPTR);
  set_code (record, KIN_ADOPTION_ADOPTER_SEX, row, KIN_AD1_SEX_ADOPTR);
  set_code (record, KIN_ADOPTION_ADOPTER_LEGAL_STATUS, row, KIN_AD1_LS_ADOPTR);
}

/* Of its own, even where AD1 tells of the same decision: the two are corrected independently. */
static void
make_placed (Maker *maker, const KinReturnRow *row, const char *tell)
{
  KinRecord *record = make_fact (maker, &kin_adoption, tell, row);

  set_period (record, KIN_ADOPTION_PLACED, row, KIN_PLACED_ADOPTION_DATE_PLACED, KIN_PLACED_ADOPTION_DATE_PLACED_CEASED);
  set_code (record, KIN_ADOPTION_PLACED_CEASED_REASON, row, KIN_PLACED_ADOPTION_REASON_PLACED_CEASED);
}

static void
make_permanence (Maker *maker, const KinReturnRow *row, const char *tell)
{
  KinRecord *record = make_fact (maker, &kin_permanence, tell, row);
  const char *ordered = row->clean[KIN_PREV_PERM_DATE_PERM];

  set_code (record, KIN_PERMANENCE_KIND, row, KIN_PREV_PERM_PREV_PERM);
  set_code (record, KIN_PERMANENCE_AUTHORITY, row, KIN_PREV_PERM_LA_PERM);
  kin_record_set_text (record, KIN_PERMANENCE_ORDERED, strcmp (ordered, "zz") == 0 ? NULL : ordered);
}

/* One row of any other table. tell: the row's key without the child. */
static void
make_other (Maker *maker, const KinReturnRow *row, const char *tell)
{
  KinRecord *record;

  switch (row->table)
    {
    case KIN_RETURN_REVIEWS:
      record = make_fact (maker, &kin_review, tell, row);
      set_day (record, KIN_REVIEW_HELD, row, KIN_REVIEWS_REVIEW);
      set_code (record, KIN_REVIEW_PARTICIPATION, row, KIN_REVIEWS_REVIEW_CODE);
      break;
    case KIN_RETURN_MISSING:
      record = make_fact (maker, &kin_missing, tell, row);
      set_code (record, KIN_MISSING_KIND, row, KIN_MISSING_ROW_MISSING);
      set_period (record, KIN_MISSING_PERIOD, row, KIN_MISSING_ROW_MIS_START, KIN_MISSING_ROW_MIS_END);
      break;
    case KIN_RETURN_SW_EPISODES:
      record = make_fact (maker, &kin_allocation, tell, row);
      set_code (record, KIN_ALLOCATION_WORKER_NUMBER, row, KIN_SW_SW_ID);
      set_period (record, KIN_ALLOCATION_PERIOD, row, KIN_SW_SW_DECOM, KIN_SW_SW_DEC);
      set_code (record, KIN_ALLOCATION_REASON, row, KIN_SW_SW_REASON);
      break;
    case KIN_RETURN_DOLO:
      record = make_fact (maker, &kin_deprivation_of_liberty, tell, row);
      set_period (record, KIN_DEPRIVATION_OF_LIBERTY_PERIOD, row, KIN_DOLO_DOLO_START, KIN_DOLO_DOLO_END);
      break;
    case KIN_RETURN_OC2:
      make_health (maker, row, tell);
      break;
    case KIN_RETURN_OC3:
      make_leaver (maker, row, tell);
      break;
    case KIN_RETURN_AD1:
      make_adoption (maker, row, tell);
      break;
    case KIN_RETURN_PLACED_ADOPTION:
      make_placed (maker, row, tell);
      break;
    case KIN_RETURN_PREV_PERM:
      make_permanence (maker, row, tell);
      break;
    default:
      break;
    }
}

/* What tells the row's fact from the child's others of its type. */
static char *
make_tell (const KinReturnRow *row)
{
  const char *own = row->key + MIN (strlen (row->clean[0]), strlen (row->key)); /* the key begins with CHILD */
  gboolean by_year = row->table == KIN_RETURN_OC2 || row->table == KIN_RETURN_OC3;

  if (by_year)
    return g_strdup_printf ("%d%s", row->year, own);
  return g_strdup_printf ("%s%s", row->table == KIN_RETURN_PLACED_ADOPTION ? "placed" : "", own);
}

char *
kin_return_fact_key (const KinReturnRow *row)
{
  g_autofree char *tell = make_tell (row);
  const KinType *const types[KIN_RETURN_N_TABLES] = {
    [KIN_RETURN_REVIEWS] = &kin_review, [KIN_RETURN_OC2] = &kin_health_year, [KIN_RETURN_OC3] = &kin_leaver_contact,
    [KIN_RETURN_AD1] = &kin_adoption, [KIN_RETURN_PLACED_ADOPTION] = &kin_adoption, [KIN_RETURN_PREV_PERM] = &kin_permanence,
    [KIN_RETURN_MISSING] = &kin_missing, [KIN_RETURN_SW_EPISODES] = &kin_allocation, [KIN_RETURN_DOLO] = &kin_deprivation_of_liberty,
  };

  return g_strdup_printf ("%s %s", types[row->table] != NULL ? types[row->table]->name : "", g_strstrip (tell));
}

static void
make_others (Maker *maker, GPtrArray *rows)
{
  g_autoptr (GHashTable) latest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* table and key -> row */

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < rows->len; i++)
      {
        const KinReturnRow *row = rows->pdata[i], *now;
        g_autofree char *tell = NULL;
        g_autofree char *key = NULL;

        if (row->table == KIN_RETURN_HEADER || row->table == KIN_RETURN_EPISODES || row->table == KIN_RETURN_UASC)
          continue;
        tell = make_tell (row);
        key = g_strdup_printf ("%d %s", (int) row->table, tell);
        now = g_hash_table_lookup (latest, key);
        if (pass == 0 && (now == NULL || now->year < row->year))
          g_hash_table_insert (latest, g_steal_pointer (&key), (gpointer) row);
        else if (pass == 1 && now == row)
          make_other (maker, row, g_strstrip (tell));
      }
}

GPtrArray *
kin_return_facts (KinReturnContext *context, const char *child, GPtrArray *rows)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  Maker maker = { context, child, g_ptr_array_new_with_free_func (free_fact), keys };
  const KinReturnRow *header = NULL, *uasc = NULL;
  gboolean has_episode = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const KinReturnRow *row = rows->pdata[i];

      if (row->table == KIN_RETURN_HEADER && (header == NULL || header->year < row->year))
        header = row;
      if (row->table == KIN_RETURN_UASC && (uasc == NULL || uasc->year < row->year))
        uasc = row;
      has_episode = has_episode || row->table == KIN_RETURN_EPISODES;
    }
  if (header != NULL || has_episode)
    make_child (&maker, header, uasc);
  make_life (&maker, rows);
  make_others (&maker, rows);
  return maker.facts;
}
