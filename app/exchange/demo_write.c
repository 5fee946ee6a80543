/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The children of the plan as records: who they are, their time in care, their legal status, and where they live. */
#include "buying.h"
#include "children.h"
#include "demo_plan.h"

/* For why a place was bought (demo_law.c: 23, 14, 7, 2). */
static const char *const agency_whys[] = { "no_place", "no_skill", "siblings", "continuity" };
static const char *const home_whys[] = { "needs", "needs", "no_skill", "needs" };
static const char *const procurements[] = { "framework", "framework", "spot", "framework", "block" };

static const struct
{
  const char *type, *long_term, *provider, *category; /* provider NULL: whoever it is bought from */
} kinds[DEMO_N_KINDS] = {
  [DEMO_MAIN] = { "U6", "U4", "PR1", NULL },
  [DEMO_KIN] = { "U3", "U1", "PR1", NULL },
  [DEMO_AGENCY] = { "U6", "U4", NULL, "agency_foster" },
  [DEMO_CONCURRENT] = { "U5", NULL, NULL, "concurrent" },
  [DEMO_GENERAL] = { "K2", NULL, NULL, "residential_general" },
  [DEMO_DISABILITY] = { "K2", NULL, NULL, "residential_disability" },
  [DEMO_SCHOOL] = { "S1", NULL, NULL, "residential_school" },
  [DEMO_SECURE] = { "K1", NULL, NULL, "residential_secure" },
  [DEMO_SUPPORTED] = { "H5", NULL, NULL, "supported_16" },
  [DEMO_MOTHER] = { "R3", NULL, NULL, "mother_and_baby" },
  [DEMO_PARENT] = { "P1", NULL, "PR0", NULL },
  [DEMO_ADOPTION] = { "A6", NULL, "PR1", NULL },
  [DEMO_OWN_HOME] = { "K2", NULL, "PR1", NULL },
  [DEMO_OWN_SUPPORTED] = { "H5", NULL, "PR1", NULL },
  [DEMO_INDEPENDENT] = { "P2", NULL, "PR1", NULL },
  [DEMO_CUSTODY] = { "R5", NULL, "PR3", NULL },
  [DEMO_BREAK] = { "U6", NULL, "PR1", NULL },
};
static const char *const away_types[] = { "T0", "T1", "T2", "T3", "T4" };

static gboolean
is_placed_in_home (const DemoStay *stay)
{
  return stay->home != DEMO_NONE;
}

static gboolean
is_provider_only (const DemoStay *stay)
{
  return stay->kind == DEMO_AGENCY || stay->kind == DEMO_CONCURRENT || stay->kind == DEMO_ADOPTION;
}

static guint
number_of (const DemoUnit *unit, guint n)
{
  return unit->index * 20000 + n;
}

static void
set_child (DemoUnit *unit, KinRecord *record, const DemoChild *child)
{
  static const char *const schools[] = { "Example Primary School", "Sample Primary School", "Pattern Primary School", "Example High School", "Sample High School" };
  static const char *const plans[] = { "LTFOST18", "RETURN6M", "RETURNEV", "LTRELFR" };
  const DemoSpell *last = DEMO_SPELL (unit, child->last);
  guint            n = number_of (unit, child->number), family = child->group != DEMO_NONE ? (guint) DEMO_GROUP (unit, child->group)->first : child->number;
  int              age = kin_day_age (child->born, unit->today);
  g_autofree char *surname = kin_demo_surname (number_of (unit, family));
  g_autofree char *code = g_strdup_printf ("%u", 1000000 + n);
  g_autofree char *upn = age >= 5 && !child->unaccompanied ? kin_demo_upn (n) : NULL;

  kin_record_set_text (record, KIN_CHILD_FORENAME, kin_demo_forename (n, child->boy));
  kin_record_set_text (record, KIN_CHILD_SURNAME, surname);
  kin_record_set_day (record, KIN_CHILD_BORN, child->born);
  kin_record_set_text (record, KIN_CHILD_SEX, child->boy ? "M" : "F");
  kin_record_set_text (record, KIN_CHILD_ETHNICITY, child->ethnicity);
  kin_record_set_text (record, KIN_CHILD_CHILD_CODE, code);
  kin_record_set_text (record, KIN_CHILD_UPN, upn);
  kin_record_set_text (record, KIN_CHILD_RESPONSIBLE_AUTHORITY, child->authority);
  if (child->unaccompanied)
    {
      kin_record_set_flag (record, KIN_CHILD_UNACCOMPANIED, TRUE);
      if (kin_day_birthday (child->born, 18) <= unit->today)
        kin_record_set_day (record, KIN_CHILD_UNACCOMPANIED_CEASED, kin_day_birthday (child->born, 18));
    }
  if (last->to != KIN_NO_DAY)
    return;
  kin_record_set_text (record, KIN_CHILD_SOCIAL_WORKER, kin_demo_worker (family));
  kin_record_set_text (record, KIN_CHILD_TEAM, family % 3 == 0 ? "East" : family % 3 == 1 ? "West" : "Permanence");
  kin_record_set_text (record, KIN_CHILD_REVIEWING_OFFICER, kin_demo_worker (family / 7 + 9));
  kin_record_set_text (record, KIN_CHILD_CARE_PLAN, last->stays[last->n_stays - 1].kind == DEMO_ADOPTION ? "ADOPTION" : age >= 16 ? "SUPPLIV" : plans[family % G_N_ELEMENTS (plans)]);
  if (age >= 4 && age < 16)
    kin_record_set_text (record, KIN_CHILD_SCHOOL, schools[(age >= 11 ? 3 : 0) + family % (age >= 11 ? 2 : 3)]);
  for (guint i = 0; i < last->n_stays; i++)
    if (last->stays[i].kind == DEMO_DISABILITY)
      kin_record_set_text (record, KIN_CHILD_DISABILITY, family % 2 == 0 ? "AUT LD" : "LD MOB");
}

static gboolean
write_child (DemoUnit *unit, DemoOut *out, DemoChild *child)
{
  KinRecord *record = kin_demo_record (out, &kin_child);

  set_child (unit, record, child);
  child->no = kin_demo_put (out, record);
  return child->no != 0;
}

/* Where the family lives, of those who are or were lately in care. */
static gboolean
write_address (DemoUnit *unit, DemoOut *out, const DemoChild *child)
{
  guint family = child->group != DEMO_NONE ? (guint) DEMO_GROUP (unit, child->group)->first : child->number;
  const DemoSpell *last = DEMO_SPELL (unit, child->last);
  g_autofree char *postcode = NULL, *lines = NULL;
  KinRecord *record;

  if (child->unaccompanied || child->authority != NULL || kin_demo_end (unit, last->to) < unit->today - 3 * 365)
    return TRUE;
  postcode = kin_demo_postcode ('X', number_of (unit, family));
  lines = g_strdup_printf ("%u Example Street", 1 + family % 180);
  record = kin_demo_record (out, &kin_home_address);
  kin_record_set_link (record, KIN_HOME_ADDRESS_CHILD, child->no);
  kin_record_set_period (record, KIN_HOME_ADDRESS_PERIOD, MAX (child->born, DEMO_SPELL (unit, child->first)->from), KIN_NO_DAY);
  kin_record_set_address (record, KIN_HOME_ADDRESS_ADDRESS, lines, postcode);
  return kin_demo_put (out, record) != 0;
}

static gboolean
write_siblings (DemoUnit *unit, DemoOut *out, DemoGroup *group, const GArray *members)
{
  DemoChild *first = DEMO_CHILD (unit, g_array_index (members, int, 0));
  KinRecord *record = kin_demo_record (out, &kin_sibling_group);
  g_autofree char *surname = kin_demo_surname (number_of (unit, (guint) group->first));
  g_autofree char *name = g_strdup_printf ("%s (%s and %s)", surname, kin_demo_forename (number_of (unit, first->number), first->boy),
                                           kin_demo_forename (number_of (unit, DEMO_CHILD (unit, g_array_index (members, int, 1))->number),
                                                              DEMO_CHILD (unit, g_array_index (members, int, 1))->boy));

  kin_record_set_text (record, KIN_SIBLING_GROUP_NAME, name);
  kin_record_set_text (record, KIN_SIBLING_GROUP_PLAN, group->apart ? (group->first % 2 == 0 ? "apart" : "not_assessed") : "together");
  kin_record_set_day (record, KIN_SIBLING_GROUP_PLAN_DATE, DEMO_SPELL (unit, first->first)->from);
  group->no = kin_demo_put (out, record);
  for (guint i = 0; group->no != 0 && i < members->len; i++)
    {
      DemoChild *child = DEMO_CHILD (unit, g_array_index (members, int, i));

      record = kin_demo_record (out, &kin_sibling);
      kin_record_set_link (record, KIN_SIBLING_GROUP, group->no);
      kin_record_set_link (record, KIN_SIBLING_CHILD, child->no);
      kin_record_set_text (record, KIN_SIBLING_RELATION, i > 0 && child->number % 5 == 0 ? "half" : "full");
      if (kin_demo_put (out, record) == 0)
        return FALSE;
    }
  return group->no != 0;
}

gboolean
kin_demo_write_people (DemoUnit *unit, DemoOut *out)
{
  GArray **members = g_new0 (GArray *, unit->groups->len + 1);
  gboolean fine = TRUE;

  for (int i = 0; i < (int) unit->children->len && fine; i++)
    {
      DemoChild *child = DEMO_CHILD (unit, i);

      if (child->first == DEMO_NONE)
        continue;
      fine = write_child (unit, out, child) && write_address (unit, out, child);
      if (child->group == DEMO_NONE)
        continue;
      if (members[child->group] == NULL)
        members[child->group] = g_array_new (FALSE, FALSE, sizeof (int));
      g_array_append_val (members[child->group], i);
    }
  for (guint i = 0; i < unit->groups->len; i++)
    {
      if (fine && members[i] != NULL && members[i]->len > 1)
        fine = write_siblings (unit, out, DEMO_GROUP (unit, i), members[i]);
      if (members[i] != NULL)
        g_array_unref (members[i]);
    }
  g_free (members);
  return fine;
}

static const char *
type_of (const DemoStay *stay)
{
  if (stay->kind == DEMO_AWAY)
    return away_types[stay->away];
  if (stay->kind == DEMO_ADOPTION && stay->same_carer)
    return "A5";
  if ((stay->kind == DEMO_SUPPORTED || stay->kind == DEMO_OWN_SUPPORTED) && stay->from >= kin_day (2024, 4, 1))
    return "K3";
  return stay->long_term && kinds[stay->kind].long_term != NULL ? kinds[stay->kind].long_term : kinds[stay->kind].type;
}

/* The Ofsted number: of the establishment or agency, else the borough's own as a fostering or adoption service. */
static char *
urn_of (const DemoUnit *unit, const DemoStay *stay)
{
  switch (stay->kind)
    {
    case DEMO_PARENT:
    case DEMO_INDEPENDENT:
    case DEMO_CUSTODY:
    case DEMO_AWAY:
      return NULL;
    case DEMO_SUPPORTED:
    case DEMO_OWN_SUPPORTED:
      if (stay->from < kin_day (2023, 10, 28))
        return NULL;
      break;
    default:
      break;
    }
  if (stay->place == DEMO_NONE)
    return kin_demo_urn (unit->index * 100 + (stay->kind == DEMO_ADOPTION ? 1 : 0));
  return kin_demo_urn (unit->index * 100 + (is_provider_only (stay) ? 2 : 40) + (guint) stay->place);
}

static char *
postcode_of (const DemoUnit *unit, const DemoSpell *spell, const DemoStay *stay)
{
  const DemoChild *child = DEMO_CHILD (unit, spell->child);

  if (spell->kind == DEMO_BREAKS || spell->kind == DEMO_SINGLE_BREAKS)
    return NULL; /* the return wants none of children on short breaks */
  if (is_placed_in_home (stay))
    return kin_demo_postcode ('Z', unit->index * 2048 + (guint) stay->home);
  if (stay->kind == DEMO_PARENT)
    return kin_demo_postcode ('X', number_of (unit, child->group != DEMO_NONE ? (guint) DEMO_GROUP (unit, child->group)->first : child->number));
  if (stay->place != DEMO_NONE && !is_provider_only (stay))
    return kin_demo_postcode ('Y', 380000 + unit->index * 50 + (guint) stay->place);
  return kin_demo_postcode ('Y', (unit->index * 7919 + stay->spot) % 380000);
}

static void
set_bought (DemoUnit *unit, KinRecord *record, const DemoStay *stay)
{
  int provider = is_provider_only (stay) ? stay->place : kin_demo_places[stay->place].provider;

  if (!is_provider_only (stay))
    kin_record_set_link (record, KIN_PLACEMENT_ESTABLISHMENT, unit->place_nos[stay->place]);
  kin_record_set_link (record, KIN_PLACEMENT_PROVIDER, unit->provider_nos[provider]);
  if (kinds[stay->kind].provider == NULL || stay->kind == DEMO_ADOPTION)
    kin_record_set_text (record, KIN_PLACEMENT_PLACEMENT_PROVIDER, kin_demo_providers[provider].code);
  kin_record_set_text (record, KIN_PLACEMENT_CATEGORY, kinds[stay->kind].category);
  if (kinds[stay->kind].category == NULL)
    return;
  switch (stay->kind)
    {
    case DEMO_AGENCY:
      kin_record_set_text (record, KIN_PLACEMENT_OUTSIDE_REASON, stay->why == DEMO_NONE ? NULL : agency_whys[stay->why]);
      break;
    case DEMO_CONCURRENT:
      kin_record_set_text (record, KIN_PLACEMENT_OUTSIDE_REASON, "care_plan");
      break;
    case DEMO_MOTHER:
      kin_record_set_text (record, KIN_PLACEMENT_OUTSIDE_REASON, "court");
      break;
    case DEMO_SECURE:
      kin_record_set_text (record, KIN_PLACEMENT_OUTSIDE_REASON, "secure");
      break;
    case DEMO_SCHOOL:
      kin_record_set_text (record, KIN_PLACEMENT_OUTSIDE_REASON, "education");
      break;
    case DEMO_DISABILITY:
      kin_record_set_text (record, KIN_PLACEMENT_OUTSIDE_REASON, "disability");
      break;
    default:
      kin_record_set_text (record, KIN_PLACEMENT_OUTSIDE_REASON, home_whys[MAX (stay->why, 0)]);
    }
  kin_record_set_text (record, KIN_PLACEMENT_PROCUREMENT, procurements[stay->spot % G_N_ELEMENTS (procurements)]);
  kin_record_set_text (record, KIN_PLACEMENT_AUTHORISED_BY, kin_demo_worker (stay->spot / 3));
}

static gboolean
write_stay (DemoUnit *unit, DemoOut *out, const DemoSpell *spell, const DemoStay *stay)
{
  KinRecord *record = kin_demo_record (out, &kin_placement);
  g_autofree char *postcode = postcode_of (unit, spell, stay), *urn = urn_of (unit, stay);
  gint64 no;

  kin_record_set_link (record, KIN_PLACEMENT_CHILD, DEMO_CHILD (unit, spell->child)->no);
  if (is_placed_in_home (stay))
    kin_record_set_link (record, KIN_PLACEMENT_HOUSEHOLD, DEMO_HOME (unit, stay->home)->no);
  kin_record_set_period (record, KIN_PLACEMENT_PERIOD, stay->from, stay->to);
  kin_record_set_text (record, KIN_PLACEMENT_PLACEMENT_TYPE, type_of (stay));
  if (stay->kind != DEMO_AWAY)
    kin_record_set_text (record, KIN_PLACEMENT_PLACEMENT_PROVIDER, spell->kind == DEMO_OTHER_AUTHORITY ? "PR2" : kinds[stay->kind].provider);
  kin_record_set_text (record, KIN_PLACEMENT_POSTCODE, postcode);
  kin_record_set_text (record, KIN_PLACEMENT_URN, urn);
  if (stay->place != DEMO_NONE)
    set_bought (unit, record, stay);
  if (stay->same_carer)
    kin_record_set_flag (record, KIN_PLACEMENT_SAME_CARER, TRUE);
  if (stay->long_term)
    kin_record_set_flag (record, KIN_PLACEMENT_LONG_TERM, TRUE);
  if (stay->reason != NULL)
    {
      kin_record_set_text (record, KIN_PLACEMENT_REASON_CHANGE, stay->reason);
      kin_record_set_flag (record, KIN_PLACEMENT_PLANNED, stay->planned);
    }
  if (stay->kind == DEMO_AWAY && stay->to == KIN_NO_DAY)
    kin_record_set_day (record, KIN_PLACEMENT_EXPECTED_END, unit->today + 2 + (KinDay) (stay->spot % 5));
  no = kin_demo_put (out, record);
  return no != 0 && kin_demo_write_prices (unit, out, spell, stay, no);
}

static gboolean
write_care (DemoUnit *unit, DemoOut *out, const DemoSpell *spell)
{
  gint64     child = DEMO_CHILD (unit, spell->child)->no;
  KinRecord *record = kin_demo_record (out, &kin_care_period);

  kin_record_set_link (record, KIN_CARE_PERIOD_CHILD, child);
  kin_record_set_period (record, KIN_CARE_PERIOD_PERIOD, spell->from, spell->to);
  kin_record_set_text (record, KIN_CARE_PERIOD_NEED_CODE, spell->need);
  kin_record_set_text (record, KIN_CARE_PERIOD_REASON_CEASED, spell->to != KIN_NO_DAY ? spell->rec : NULL);
  if (kin_demo_put (out, record) == 0)
    return FALSE;
  for (guint i = 0; i < spell->n_laws; i++)
    {
      record = kin_demo_record (out, &kin_legal_status);
      kin_record_set_link (record, KIN_LEGAL_STATUS_CHILD, child);
      kin_record_set_text (record, KIN_LEGAL_STATUS_STATUS, spell->laws[i].status);
      kin_record_set_period (record, KIN_LEGAL_STATUS_PERIOD, spell->laws[i].from, i + 1 < spell->n_laws ? spell->laws[i + 1].from : spell->to);
      if (kin_demo_put (out, record) == 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
kin_demo_write_lives (DemoUnit *unit, DemoOut *out)
{
  for (guint i = 0; i < unit->spells->len; i++)
    {
      const DemoSpell *spell = DEMO_SPELL (unit, i);

      if (spell->kind != DEMO_OTHER_AUTHORITY && !write_care (unit, out, spell))
        return FALSE;
      for (guint j = 0; j < spell->n_stays; j++)
        if (!write_stay (unit, out, spell, &spell->stays[j]))
          return FALSE;
    }
  return TRUE;
}
