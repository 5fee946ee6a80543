/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The homes, the carers with their terms of approval, and those that places are bought from, as records. */
#include "buying.h"
#include "children.h"
#include "demo_plan.h"
#include "people.h"

/* Case records of carers are kept for ten years after the approval ended (SI 2011/581 reg 32): what is older is gone. */
#define KEPT_MONTHS 120
/* A temporary approval lasts 16 weeks (SI 2010/959 reg 24). */
#define TEMPORARY_DAYS 112

static const char *const home_kinds[] = { "mainstream", "connected", "agency", "short_breaks", "parent_child" };

gboolean
kin_demo_write_places (DemoUnit *unit, DemoOut *out)
{
  static const char *const types[DEMO_N_KINDS] = {
    [DEMO_GENERAL] = "K2", [DEMO_DISABILITY] = "K2", [DEMO_SCHOOL] = "S1", [DEMO_SECURE] = "K1", [DEMO_SUPPORTED] = "K3",
    [DEMO_MOTHER] = "R3", [DEMO_OWN_HOME] = "K2", [DEMO_OWN_SUPPORTED] = "K3",
  };
  static const char *const grades[] = { "good", "outstanding", "good", "requires_improvement", "good" };

  for (guint i = 0; i < kin_demo_n_providers; i++)
    {
      const DemoProvider *provider = &kin_demo_providers[i];
      KinRecord          *record = kin_demo_record (out, &kin_provider);
      g_autofree char    *urn = kin_demo_urn (unit->index * 100 + 2 + i);
      g_autofree char    *telephone = kin_demo_telephone (90000 + i);
      g_autofree char    *name = unit->index == 0 ? g_strdup (provider->name) : g_strdup_printf ("%s %u", provider->name, unit->index + 1);

      kin_record_set_text (record, KIN_PROVIDER_NAME, name);
      kin_record_set_text (record, KIN_PROVIDER_KIND, provider->kind);
      kin_record_set_text (record, KIN_PROVIDER_PROVIDER_CODE, provider->code);
      kin_record_set_text (record, KIN_PROVIDER_URN, urn);
      kin_record_set_text (record, KIN_PROVIDER_TELEPHONE, telephone);
      kin_record_set_text (record, KIN_PROVIDER_CONTACT, kin_demo_worker (i));
      if (i < DEMO_N_AGENCIES)
        kin_record_set_text (record, KIN_PROVIDER_GRADE, grades[i % G_N_ELEMENTS (grades)]);
      if ((unit->provider_nos[i] = kin_demo_put (out, record)) == 0)
        return FALSE;
    }
  for (guint i = 0; i < kin_demo_n_places; i++)
    {
      const DemoPlace *place = &kin_demo_places[i];
      KinRecord       *record = kin_demo_record (out, &kin_establishment);
      g_autofree char *urn = kin_demo_urn (unit->index * 100 + 40 + i);
      g_autofree char *postcode = kin_demo_postcode ('Y', 380000 + unit->index * 50 + i);
      g_autofree char *lines = g_strdup_printf ("%u Sample Road", i + 1);
      g_autofree char *name = unit->index == 0 ? g_strdup (place->name) : g_strdup_printf ("%s %u", place->name, unit->index + 1);

      kin_record_set_link (record, KIN_ESTABLISHMENT_PROVIDER, unit->provider_nos[place->provider]);
      kin_record_set_text (record, KIN_ESTABLISHMENT_NAME, name);
      kin_record_set_text (record, KIN_ESTABLISHMENT_URN, urn);
      kin_record_set_text (record, KIN_ESTABLISHMENT_PLACEMENT_TYPE, types[place->kind]);
      kin_record_set_number (record, KIN_ESTABLISHMENT_PLACES, place->places);
      kin_record_set_address (record, KIN_ESTABLISHMENT_ADDRESS, lines, postcode);
      kin_record_set_text (record, KIN_ESTABLISHMENT_REGISTRATION, "ofsted");
      kin_record_set_text (record, KIN_ESTABLISHMENT_GRADE, grades[i % G_N_ELEMENTS (grades)]);
      if ((unit->place_nos[i] = kin_demo_put (out, record)) == 0)
        return FALSE;
    }
  return TRUE;
}

static guint
number_of (const DemoUnit *unit, const DemoHome *home)
{
  return unit->index * 1024 + home->number;
}

static DemoChild *
guest_child (DemoUnit *unit, const DemoGuest *guest)
{
  return DEMO_CHILD (unit, DEMO_SPELL (unit, guest->spell)->child);
}

static gint64
write_household (DemoUnit *unit, DemoOut *out, const DemoHome *home, guint index)
{
  static const char *const pets[] = { NULL, NULL, "a dog", "two cats", NULL, "rabbits" };
  KinRecord       *record = kin_demo_record (out, &kin_household);
  guint            n = number_of (unit, home);
  g_autofree char *name = kin_demo_home_name (unit->index, home->number);
  g_autofree char *telephone = kin_demo_telephone (n);
  g_autofree char *postcode = kin_demo_postcode ('Z', unit->index * 2048 + index);
  g_autofree char *lines = g_strdup_printf ("%u Example Avenue", 1 + n % 240);

  kin_record_set_text (record, KIN_HOUSEHOLD_NAME, name);
  kin_record_set_text (record, KIN_HOUSEHOLD_KIND, home_kinds[home->kind]);
  kin_record_set_text (record, KIN_HOUSEHOLD_STATUS, home->closed != KIN_NO_DAY ? "closed" : home->away_from != KIN_NO_DAY && home->away_places == 0 ? "on_hold" : "active");
  kin_record_set_address (record, KIN_HOUSEHOLD_ADDRESS, lines, postcode);
  kin_record_set_text (record, KIN_HOUSEHOLD_TELEPHONE, telephone);
  if (home->provider != DEMO_NONE)
    kin_record_set_link (record, KIN_HOUSEHOLD_PROVIDER, unit->provider_nos[home->provider]);
  kin_record_set_text (record, KIN_HOUSEHOLD_SUPERVISING_WORKER, kin_demo_worker (n));
  kin_record_set_text (record, KIN_HOUSEHOLD_TEAM, home->kind == DEMO_HOME_KIN ? "Family and friends" : "Fostering");
  kin_record_set_day (record, KIN_HOUSEHOLD_FIRST_APPROVED, home->opened);
  kin_record_set_number (record, KIN_HOUSEHOLD_BEDROOMS, home->places);
  kin_record_set_flag (record, KIN_HOUSEHOLD_MAY_SHARE, n % 4 == 0);
  kin_record_set_day (record, KIN_HOUSEHOLD_CONFIRMED, home->confirmed);
  if (home->confirmed != KIN_NO_DAY)
    kin_record_set_text (record, KIN_HOUSEHOLD_CONFIRMED_BY, kin_demo_worker (n + 3));
  kin_record_set_text (record, KIN_HOUSEHOLD_PETS, pets[n % G_N_ELEMENTS (pets)]);
  kin_record_set_flag (record, KIN_HOUSEHOLD_SMOKERS, n % 11 == 0);
  kin_record_set_flag (record, KIN_HOUSEHOLD_TRANSPORT, n % 5 != 0);
  return kin_demo_put (out, record);
}

static gboolean
write_carers (DemoUnit *unit, DemoOut *out, const DemoHome *home)
{
  guint n = number_of (unit, home);
  g_autofree char *surname = kin_demo_surname (n + 5000);
  g_autofree char *telephone = kin_demo_telephone (n);

  for (guint i = 0; i < (n % 3 == 0 ? 1 : 2); i++)
    {
      KinRecord *record = kin_demo_record (out, &kin_carer);
      gboolean   temporary = home->kind == DEMO_HOME_KIN && home->opened + 100 > unit->today;

      kin_record_set_link (record, KIN_CARER_HOUSEHOLD, home->no);
      kin_record_set_text (record, KIN_CARER_FORENAME, kin_demo_forename (n * 2 + i + 70000, i == 1));
      kin_record_set_text (record, KIN_CARER_SURNAME, surname);
      kin_record_set_day (record, KIN_CARER_BORN, MIN (home->opened, unit->today) - 365 * (27 + (KinDay) ((n * 7 + i * 3) % 30)) - (KinDay) (n % 365));
      kin_record_set_text (record, KIN_CARER_SEX, i == 1 ? "M" : "F");
      kin_record_set_text (record, KIN_CARER_TELEPHONE, telephone);
      kin_record_set_text (record, KIN_CARER_STATUS, home->closed != KIN_NO_DAY ? "resigned" : temporary ? "temporary" : "approved");
      kin_record_set_day (record, KIN_CARER_APPROVED, home->opened);
      if (home->kind == DEMO_HOME_MAIN)
        kin_record_set_number (record, KIN_CARER_SKILL_LEVEL, 1 + n % 3);
      if (kin_demo_put (out, record) == 0)
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  const char *kind;
  KinDay      from, to;
  int         places;
} Terms;

static gboolean
write_terms (DemoUnit *unit, DemoOut *out, const DemoHome *home, const Terms *its)
{
  static const char *const categories[] = { "long_term short_term", "connected long_term short_term", "long_term short_term", "short_breaks", "parent_child" };
  KinRecord *record = kin_demo_record (out, &kin_approval);
  gboolean   temporary = g_str_has_prefix (its->kind, "temporary");
  guint      n = number_of (unit, home);

  kin_record_set_link (record, KIN_APPROVAL_HOUSEHOLD, home->no);
  kin_record_set_text (record, KIN_APPROVAL_KIND, its->kind);
  kin_record_set_period (record, KIN_APPROVAL_PERIOD, its->from, its->to);
  kin_record_set_number (record, KIN_APPROVAL_PLACES, its->places);
  kin_record_set_number (record, KIN_APPROVAL_AGE_FROM, home->age_from);
  kin_record_set_number (record, KIN_APPROVAL_AGE_TO, home->age_to);
  kin_record_set_text (record, KIN_APPROVAL_GENDER, "any");
  if (!temporary)
    kin_record_set_text (record, KIN_APPROVAL_CATEGORIES, n % 3 == 0 && home->kind == DEMO_HOME_MAIN ? "emergency long_term short_term" : categories[home->kind]);
  if (home->kind == DEMO_HOME_KIN && its->places == 1 && home->guests->len > 0)
    kin_record_set_link (record, KIN_APPROVAL_NAMED_CHILD, guest_child (unit, &g_array_index (home->guests, DemoGuest, home->guests->len - 1))->no);
  else if (home->kind == DEMO_HOME_KIN || home->siblings_only)
    kin_record_set_flag (record, KIN_APPROVAL_SIBLINGS_ONLY, TRUE);
  if (home->provider == DEMO_NONE && !temporary)
    {
      kin_record_set_day (record, KIN_APPROVAL_PANEL_DATE, its->from - 9);
      kin_record_set_text (record, KIN_APPROVAL_PANEL_RECOMMENDATION, "Approve as proposed");
      kin_record_set_day (record, KIN_APPROVAL_DECIDED, its->from - 2);
    }
  kin_record_set_text (record, KIN_APPROVAL_DECISION_MAKER, temporary ? "N. Example" : "D. Example");
  return kin_demo_put (out, record) != 0;
}

/* The terms of approval in their order; each ends the day before the next begins. */
static gboolean
write_approvals (DemoUnit *unit, DemoOut *out, const DemoHome *home)
{
  Terms terms[4];
  guint n = 0;
  KinDay full = home->opened + 85 + (KinDay) (home->number % 45), end = kin_demo_end (unit, home->closed);

  if (home->kind == DEMO_HOME_KIN)
    {
      terms[n++] = (Terms) { "temporary", home->opened, home->opened + TEMPORARY_DAYS - 1, home->places };
      if (full > home->opened + TEMPORARY_DAYS && home->opened + TEMPORARY_DAYS < end)
        terms[n++] = (Terms) { "temporary_extended", home->opened + TEMPORARY_DAYS, home->opened + TEMPORARY_DAYS + 55, home->places };
      if (full < end)
        terms[n++] = (Terms) { "first", full, KIN_NO_DAY, home->places };
    }
  else
    {
      terms[n++] = (Terms) { "first", home->opened, KIN_NO_DAY, home->changed != KIN_NO_DAY ? home->places_first : home->places };
      if (home->changed != KIN_NO_DAY && home->changed < end)
        terms[n++] = (Terms) { "review", home->changed, KIN_NO_DAY, home->places };
      if (home->reduced != KIN_NO_DAY)
        terms[n++] = (Terms) { "variation", home->reduced, KIN_NO_DAY, home->places_now };
    }
  for (guint i = 0; i < n; i++)
    {
      if (i + 1 < n)
        terms[i].to = terms[i + 1].from - 1;
      if (home->closed != KIN_NO_DAY && (terms[i].to == KIN_NO_DAY || terms[i].to > home->closed))
        terms[i].to = home->closed;
      if (!write_terms (unit, out, home, &terms[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_exempt_child (DemoOut *out, gint64 exemption, gint64 child)
{
  KinRecord *record = kin_demo_record (out, &kin_exemption_child);

  kin_record_set_link (record, KIN_EXEMPTION_CHILD_EXEMPTION, exemption);
  kin_record_set_link (record, KIN_EXEMPTION_CHILD_CHILD, child);
  return kin_demo_put (out, record) != 0;
}

/* Whenever a fourth child who is not of one family with the others arrives: an exemption that names the four. */
static gboolean
write_exemption (DemoUnit *unit, DemoOut *out, const DemoHome *home, KinDay day)
{
  gint64     children[8];
  guint      n = 0;
  int        group = -2;
  gboolean   one_family = TRUE;
  KinDay     end = KIN_DAY_MAX;
  KinRecord *record;
  gint64     no;

  for (guint i = 0; i < home->guests->len && n < G_N_ELEMENTS (children); i++)
    {
      const DemoGuest *guest = &g_array_index (home->guests, DemoGuest, i);

      if (!kin_demo_covers (guest->from, guest->to, day))
        continue;
      children[n++] = guest_child (unit, guest)->no;
      one_family = one_family && guest_child (unit, guest)->group != DEMO_NONE && (group == -2 || group == guest_child (unit, guest)->group);
      group = guest_child (unit, guest)->group;
      end = MIN (end, guest->to == KIN_NO_DAY ? KIN_DAY_MAX : guest->to);
    }
  if (n <= 3 || one_family)
    return TRUE;
  record = kin_demo_record (out, &kin_exemption);
  kin_record_set_link (record, KIN_EXEMPTION_HOUSEHOLD, home->no);
  kin_record_set_text (record, KIN_EXEMPTION_AUTHORITY, "000");
  kin_record_set_period (record, KIN_EXEMPTION_PERIOD, day, end == KIN_DAY_MAX ? KIN_NO_DAY : end);
  kin_record_set_day (record, KIN_EXEMPTION_GRANTED, day - 1);
  kin_record_set_text (record, KIN_EXEMPTION_CONDITIONS, "For these children and no others; looked at again at each review.");
  no = kin_demo_put (out, record);
  for (guint i = 0; no != 0 && i < n; i++)
    if (!write_exempt_child (out, no, children[i]))
      return FALSE;
  return no != 0;
}

static gboolean
write_exemptions (DemoUnit *unit, DemoOut *out, const DemoHome *home)
{
  for (guint i = 0; home->four && i < home->guests->len; i++)
    {
      KinDay day = g_array_index (home->guests, DemoGuest, i).from;

      if (i + 1 < home->guests->len && g_array_index (home->guests, DemoGuest, i + 1).from == day)
        continue; /* once for those who arrive together */
      if (!write_exemption (unit, out, home, day))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_unavailability (DemoUnit *unit, DemoOut *out, const DemoHome *home)
{
  KinRecord *record;

  if (home->away_from == KIN_NO_DAY)
    return TRUE;
  record = kin_demo_record (out, &kin_unavailability);
  kin_record_set_link (record, KIN_UNAVAILABILITY_HOUSEHOLD, home->no);
  kin_record_set_period (record, KIN_UNAVAILABILITY_PERIOD, home->away_from, home->away_to);
  if (home->away_places > 0)
    kin_record_set_number (record, KIN_UNAVAILABILITY_PLACES, home->away_places);
  kin_record_set_text (record, KIN_UNAVAILABILITY_REASON, home->away_why);
  kin_record_set_day (record, KIN_UNAVAILABILITY_REVIEW, home->away_to != KIN_NO_DAY ? home->away_to : unit->today + 30);
  kin_record_set_text (record, KIN_UNAVAILABILITY_DECIDED_BY, kin_demo_worker (home->number));
  return kin_demo_put (out, record) != 0;
}

static gboolean
write_member (DemoUnit *unit, DemoOut *out, const DemoHome *home, const char *relation, KinDay born, KinDay from, KinDay to, const DemoChild *child)
{
  KinRecord       *record = kin_demo_record (out, &kin_member);
  guint            n = number_of (unit, home);
  g_autofree char *surname = child != NULL ? kin_demo_surname (unit->index * 20000 + child->number) : kin_demo_surname (n + 5000);

  kin_record_set_link (record, KIN_MEMBER_HOUSEHOLD, home->no);
  kin_record_set_text (record, KIN_MEMBER_FORENAME, kin_demo_forename (child != NULL ? unit->index * 20000 + child->number : n + 31000, child != NULL ? child->boy : n % 2 == 0));
  kin_record_set_text (record, KIN_MEMBER_SURNAME, surname);
  kin_record_set_day (record, KIN_MEMBER_BORN, born);
  kin_record_set_text (record, KIN_MEMBER_RELATION, relation);
  kin_record_set_period (record, KIN_MEMBER_PERIOD, from, to);
  if (child != NULL)
    kin_record_set_link (record, KIN_MEMBER_CHILD, child->no);
  return kin_demo_put (out, record) != 0;
}

/* Their own children; and who was fostered there and stayed: staying put, or under special guardianship. */
static gboolean
write_members (DemoUnit *unit, DemoOut *out, const DemoHome *home)
{
  guint n = number_of (unit, home);

  if (n % 4 == 1 && !write_member (unit, out, home, "birth_child", home->opened - 2000 - (KinDay) (n % 2500), home->opened, KIN_NO_DAY, NULL))
    return FALSE;
  for (guint i = 0; i < home->guests->len; i++)
    {
      const DemoGuest *guest = &g_array_index (home->guests, DemoGuest, i);
      const DemoSpell *spell = DEMO_SPELL (unit, guest->spell);
      gboolean         staying = g_strcmp0 (spell->rec, "E17") == 0;

      if (spell->to == KIN_NO_DAY || guest->to != spell->to || home->kind != DEMO_HOME_MAIN || home->closed != KIN_NO_DAY ||
          (!staying && g_strcmp0 (spell->rec, "E46") != 0))
        continue;
      if (!write_member (unit, out, home, staying ? "staying_put" : "special_guardianship", guest_child (unit, guest)->born, spell->to,
                         staying && spell->to + 600 <= unit->today ? spell->to + 600 : KIN_NO_DAY, guest_child (unit, guest)))
        return FALSE;
    }
  return TRUE;
}

gboolean
kin_demo_write_homes (DemoUnit *unit, DemoOut *out)
{
  KinDay kept = kin_day_add_months (unit->today, -KEPT_MONTHS);

  for (guint i = 0; i < unit->homes->len; i++)
    {
      DemoHome *home = DEMO_HOME (unit, i);

      if (home->forgotten || home->opened > unit->today || (home->closed != KIN_NO_DAY && home->closed < kept))
        continue;
      if ((home->no = write_household (unit, out, home, i)) == 0)
        return FALSE;
      if (!write_carers (unit, out, home) || !write_approvals (unit, out, home) || !write_exemptions (unit, out, home) ||
          !write_unavailability (unit, out, home) || !write_members (unit, out, home))
        return FALSE;
    }
  return TRUE;
}
