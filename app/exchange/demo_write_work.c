/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The daily work round the homes: whom places are bought from under which contract, who was rung about a vacancy, and what was
 * said about a home.
 *
 * Nothing is drawn here: the plan of the borough, and with it every figure, stays as it is. */
#include "demo_plan.h"
#include "homes_life.h"
#include "requests.h"

#define NOTICE_DAYS 28
/* Of contracts that end soon, how many days are left: within the quarter in which somebody has to decide. */
static const int ends_soon[] = { 24, 61, 85 };

/* Frameworks of the region's authorities begin in April and run for four years. */
static KinDay
framework_start (KinDay today)
{
  int year = kin_day_year_ending (today);

  return kin_day_year_start (year - 1 - year % 3);
}

static gboolean
write_contract (DemoUnit *unit, DemoOut *out, guint provider, const char *kind, const char *name, KinDay from, KinDay to)
{
  KinRecord       *record = kin_demo_record (out, &kin_contract);
  g_autofree char *reference = g_strdup_printf ("EX-%02u-%03u", unit->index + 1, provider + 1);
  gboolean         framework = *kind == 'f', block = *kind == 'b';

  kin_record_set_link (record, KIN_CONTRACT_PROVIDER, unit->provider_nos[provider]);
  kin_record_set_text (record, KIN_CONTRACT_NAME, name);
  kin_record_set_text (record, KIN_CONTRACT_REFERENCE, reference);
  kin_record_set_text (record, KIN_CONTRACT_KIND, kind);
  kin_record_set_period (record, KIN_CONTRACT_PERIOD, from, to);
  kin_record_set_number (record, KIN_CONTRACT_NOTICE_DAYS, NOTICE_DAYS);
  kin_record_set_text (record, KIN_CONTRACT_BASIS, "week");
  kin_record_set_text (record, KIN_CONTRACT_CONTACT, kin_demo_worker (provider));
  if (framework)
    {
      kin_record_set_text (record, KIN_CONTRACT_TIER, provider % 3 == 0 ? "tier2" : "tier1");
      kin_record_set_number (record, KIN_CONTRACT_SIBLING_DISCOUNT, 500);
      kin_record_set_day (record, KIN_CONTRACT_EXTENDED_TO, kin_day_add_months (to, 12));
    }
  if (block)
    kin_record_set_number (record, KIN_CONTRACT_BLOCK_PLACES, 3);
  return kin_demo_put (out, record) != 0;
}

/* Agencies by the framework but for two that are bought spot; of the residential ones some in blocks. The last of them, adoption
 * and the council itself have none. */
static gboolean
write_contracts (DemoUnit *unit, DemoOut *out)
{
  KinDay start = framework_start (unit->today);
  guint  soon = 0;

  for (guint i = 0; i < kin_demo_n_providers && g_strcmp0 (kin_demo_providers[i].kind, "voluntary_adoption") != 0; i++)
    {
      const char *kind = i < DEMO_N_AGENCIES ? (i % 6 == 4 ? "spot" : "framework") : i % 4 == 0 ? "block" : "spot";
      KinDay      from = *kind == 'f' ? start : kin_day_year_start (kin_day_year_ending (unit->today)) - 365 * (KinDay) (i % 3);
      KinDay      to = *kind == 'f' ? kin_day_add_months (start, 48) - 1 : *kind == 'b' ? kin_day_add_months (from, 60) - 1 : KIN_NO_DAY;
      const char *name = *kind == 'f' ? "Regional framework for foster care" : *kind == 'b' ? "Block of residential places" : "Spot purchase terms";

      if (i % 7 == 3 && soon < G_N_ELEMENTS (ends_soon))
        to = unit->today + ends_soon[soon++];
      if (i % 11 == 7)
        continue; /* bought without one: somebody should ask why */
      if (!write_contract (unit, out, i, kind, name, from, to))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_call (DemoOut *out, const DemoHome *home, KinDay day, const char *answer, int places, KinDay again)
{
  KinRecord *record = kin_demo_record (out, &kin_availability_call);

  kin_record_set_link (record, KIN_AVAILABILITY_CALL_HOUSEHOLD, home->no);
  kin_record_set_day (record, KIN_AVAILABILITY_CALL_CALLED, day);
  kin_record_set_text (record, KIN_AVAILABILITY_CALL_BY, kin_demo_worker (home->number + 3));
  kin_record_set_text (record, KIN_AVAILABILITY_CALL_ANSWER, answer);
  if (places > 0)
    kin_record_set_number (record, KIN_AVAILABILITY_CALL_PLACES, places);
  kin_record_set_day (record, KIN_AVAILABILITY_CALL_CALL_AGAIN, again);
  return kin_demo_put (out, record) != 0;
}

/* The call after which a vacancy was called confirmed; and the one that nobody answered since. */
static gboolean
write_calls (DemoUnit *unit, DemoOut *out, const DemoHome *home)
{
  int free = kin_demo_places_on (home, unit->today) - (int) kin_demo_guests_on (home, unit->today);

  if (home->confirmed == KIN_NO_DAY || free <= 0 || home->away_from != KIN_NO_DAY)
    return TRUE;
  if (!write_call (out, home, home->confirmed, "yes", free, KIN_NO_DAY))
    return FALSE;
  return unit->today - home->confirmed <= 14 || write_call (out, home, unit->today - 2, "no_answer", 0, unit->today + 1);
}

static gboolean
write_concern (DemoOut *out, const DemoHome *home, const char *kind, const char *reporter, KinDay day, const char *text, const char *outcome, KinDay closed)
{
  KinRecord *record = kin_demo_record (out, &kin_concern);

  kin_record_set_link (record, KIN_CONCERN_HOUSEHOLD, home->no);
  kin_record_set_text (record, KIN_CONCERN_KIND, kind);
  kin_record_set_day (record, KIN_CONCERN_OCCURRED, day - 1);
  kin_record_set_day (record, KIN_CONCERN_REPORTED, day);
  kin_record_set_text (record, KIN_CONCERN_REPORTER, reporter);
  kin_record_set_text (record, KIN_CONCERN_TEXT, text);
  kin_record_set_text (record, KIN_CONCERN_OUTCOME, outcome);
  kin_record_set_day (record, KIN_CONCERN_CLOSED, closed);
  if (*kind == 'a')
    {
      kin_record_set_day (record, KIN_CONCERN_LADO_REFERRED, day);
      kin_record_set_flag (record, KIN_CONCERN_REVIEW_CALLED, TRUE);
    }
  return kin_demo_put (out, record) != 0;
}

/* Few, as they are; who may not see them finds no trace of them. */
static gboolean
write_concerns (DemoUnit *unit, DemoOut *out, const DemoHome *home)
{
  KinDay day = unit->today - 40 - (KinDay) (home->number % 300);

  if (g_strcmp0 (home->away_why, "allegation") == 0)
    return write_concern (out, home, "allegation", "school", home->away_from, "Made-up example: something a child said at school is being looked into.", NULL, KIN_NO_DAY);
  if (home->kind != DEMO_HOME_MAIN || home->closed != KIN_NO_DAY || day <= home->opened + 30)
    return TRUE;
  if (home->number % 61 == 5)
    return write_concern (out, home, "complaint", "parent", day, "Made-up example: family time was cancelled twice at short notice.", "partly_upheld", day + 19);
  if (home->number % 61 == 23)
    return write_concern (out, home, "compliment", "school", day, "Made-up example: the school wrote to thank the carers for their patience.", NULL, day);
  return TRUE;
}

gboolean
kin_demo_write_work (DemoUnit *unit, DemoOut *out)
{
  if (!write_contracts (unit, out))
    return FALSE;
  for (guint i = 0; i < unit->homes->len; i++)
    {
      const DemoHome *home = DEMO_HOME (unit, i);

      if (home->no != 0 && home->kind != DEMO_HOME_AGENCY && (!write_calls (unit, out, home) || !write_concerns (unit, out, home)))
        return FALSE;
    }
  return TRUE;
}
