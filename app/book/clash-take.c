/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a way out of a clash. Each way writes what a person would have written by hand. */
#include "clash-ways.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "buying.h"
#include "child_life.h"
#include "children.h"
#include "clash-bed.h"
#include "home-facts.h"
#include "merge.h"
#include "office.h"
#include "people.h"

typedef struct
{
  KinWriter          *writer;
  KinReader          *reader;
  const KinClash     *clash; /* as it is now */
  const KinWay       *way;
  const KinWayAnswer *answer;
  KinDay              today;
} Taking;

const char *
kin_way_action (KinWayKind kind)
{
  static const char *const names[] = {
    [KIN_WAY_VARY] = N_("Terms varied"),
    [KIN_WAY_REG23] = N_("Regulation 23 recorded"),
    [KIN_WAY_SIBLINGS] = N_("Brothers and sisters recorded"),
    [KIN_WAY_EXEMPTION] = N_("Exemption recorded"),
    [KIN_WAY_MOVE] = N_("Placement ended for a move"),
    [KIN_WAY_END] = N_("The earlier one ended"),
    [KIN_WAY_WRONG] = N_("Entered by mistake, deleted"),
    [KIN_WAY_MERGE] = N_("Two records of one child merged"),
    [KIN_WAY_RESTORE] = N_("Deleted record brought back"),
    [KIN_WAY_FOLLOW] = N_("Link led to the merged record"),
    [KIN_WAY_LET_GO] = N_("Link to a deleted record emptied"),
    [KIN_WAY_BOTH] = N_("Clash decided: both are right"),
    [KIN_WAY_WRITE_DOWN] = N_("Past nights written down"),
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (names), "");
  return _(names[kind]);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return FALSE;
}

static gboolean
create (Taking *taking, KinRecord *record, GError **error)
{
  g_autoptr (KinRecord) own = record;

  return kin_writer_create (taking->writer, own, error);
}

/* The record as the person who decides had seen it. */
static KinRecord *
get_as_seen (Taking *taking, const KinType *type, gint64 no)
{
  KinRecord *record = kin_reader_get (taking->reader, type, no);

  if (record != NULL)
    kin_record_set_seen (record, MIN (kin_record_seen (record), taking->way->seen));
  return record;
}

static gboolean
decide (Taking *taking, const char *kind, KinDay from, KinDay to, GError **error)
{
  KinRecord *decision = kin_record_new (&kin_decision);

  kin_record_set_link (decision, KIN_DECISION_ABOUT, taking->clash->about);
  kin_record_set_text (decision, KIN_DECISION_KIND, kind);
  kin_record_set_text (decision, KIN_DECISION_NAME, kin_way_action (taking->way->kind));
  kin_record_set_day (decision, KIN_DECISION_DECIDED, taking->today);
  kin_record_set_text (decision, KIN_DECISION_BY, taking->answer->by);
  kin_record_set_text (decision, KIN_DECISION_REASON, taking->answer->reason);
  kin_record_set_text (decision, KIN_DECISION_CLASH, taking->clash->id);
  if (from != KIN_NO_DAY)
    kin_record_set_day (decision, KIN_DECISION_COVERS_FROM, from);
  if (to != KIN_NO_DAY)
    kin_record_set_day (decision, KIN_DECISION_COVERS_TO, to);
  return create (taking, decision, error);
}

/* The terms that the variation replaces: all in full that are not for a named child. */
static KinRecord *
widen_terms (const KinHomeFacts *home, const KinClash *clash, const KinPlacesResult *places, KinDay on)
{
  KinRecord *terms = kin_record_new (&kin_approval);
  int age_min = -1, age_max = -1, n = places->over;
  KinSex sex = KIN_SEX_ANY;

  for (guint i = 0; i < home->approvals->len; i++)
    {
      const KinPlacesApproval *old = &g_array_index (home->approvals, KinPlacesApproval, i);

      if (old->kind != KIN_APPROVAL_FULL || old->named_child != 0 || old->from > on || (old->to != KIN_NO_DAY && old->to < on))
        continue;
      n += old->places;
      age_min = old->age_min;
      age_max = old->age_max;
      sex = old->sex;
    }
  for (guint i = 0; i < home->stays->len; i++)
    {
      const KinPlacesChild *child = &g_array_index (home->stays, KinPlacesStay, i).child;
      int age = child->born != KIN_NO_DAY && child->born <= on ? kin_day_age (child->born, on) : -1;

      if (!kin_clash_contests (clash, child->id))
        continue;
      age_min = age >= 0 && age_min > age ? age : age_min;
      age_max = age_max >= 0 && age > age_max ? age : age_max;
      sex = child->sex != KIN_SEX_ANY && sex != child->sex ? KIN_SEX_ANY : sex;
    }
  kin_record_set_number (terms, KIN_APPROVAL_PLACES, n);
  if (age_min >= 0)
    kin_record_set_number (terms, KIN_APPROVAL_AGE_FROM, age_min);
  if (age_max >= 0)
    kin_record_set_number (terms, KIN_APPROVAL_AGE_TO, age_max);
  if (sex != KIN_SEX_ANY)
    kin_record_set_text (terms, KIN_APPROVAL_GENDER, sex == KIN_SEX_MALE ? "male" : "female");
  return terms;
}

static gboolean
vary (Taking *taking, GError **error)
{
  KinDay on = taking->answer->day;
  g_autoptr (KinHomesFacts) facts = kin_homes_facts_read (taking->reader, taking->clash->about, on, KIN_DAY_MAX);
  g_autoptr (KinPlacesResult) places = NULL;
  KinPlacesFacts for_rule;
  KinRecord *terms;

  if (facts->homes->len == 0)
    return refuse (error, _("The home is no longer on record."));
  for_rule = kin_home_facts_for_rule (facts->homes->pdata[0]);
  places = kin_places_compute (&for_rule, on);
  terms = widen_terms (facts->homes->pdata[0], taking->clash, places, on);
  kin_record_set_link (terms, KIN_APPROVAL_HOUSEHOLD, taking->clash->about);
  kin_record_set_text (terms, KIN_APPROVAL_KIND, "variation");
  kin_record_set_period (terms, KIN_APPROVAL_PERIOD, on, KIN_NO_DAY);
  kin_record_set_day (terms, KIN_APPROVAL_DECIDED, taking->today);
  kin_record_set_text (terms, KIN_APPROVAL_DECISION_MAKER, taking->answer->by);
  return create (taking, terms, error);
}

static gboolean
authorise (Taking *taking, gint64 placement, KinDay until, GError **error)
{
  KinRecord *permission = kin_record_new (&kin_authorisation);

  kin_record_set_link (permission, KIN_AUTHORISATION_PLACEMENT, placement);
  kin_record_set_link (permission, KIN_AUTHORISATION_CHILD, kin_reader_number (taking->reader, "SELECT child FROM placement WHERE no = ?1", 1, placement));
  kin_record_set_link (permission, KIN_AUTHORISATION_HOUSEHOLD, taking->clash->about);
  kin_record_set_text (permission, KIN_AUTHORISATION_KIND, "outside_terms");
  kin_record_set_text (permission, KIN_AUTHORISATION_STATE, "given");
  kin_record_set_day (permission, KIN_AUTHORISATION_GIVEN, taking->today);
  kin_record_set_text (permission, KIN_AUTHORISATION_BY, taking->answer->by);
  kin_record_set_day (permission, KIN_AUTHORISATION_UNTIL, until);
  kin_record_set_text (permission, KIN_AUTHORISATION_REASON, taking->answer->reason);
  return create (taking, permission, error);
}

static gboolean
use_regulation_23 (Taking *taking, GError **error)
{
  g_autoptr (KinClashBed) bed = kin_clash_bed_read (taking->reader, taking->clash, taking->clash->open_from);
  KinDay until = kin_places_emergency_end (kin_clash_bed_came (taking->reader, bed, taking->way->record));

  for (guint i = bed->placements->len - MIN (bed->placements->len, bed->n_outside); i < bed->placements->len && taking->way->record == 0; i++)
    if (!authorise (taking, g_array_index (bed->placements, gint64, i), until, error))
      return FALSE;
  return (taking->way->record == 0 || authorise (taking, taking->way->record, until, error)) &&
         decide (taking, "placement", taking->clash->open_from, until, error);
}

/* The group that most of them are in already, or a new one. */
static gint64
find_group (Taking *taking, GError **error)
{
  gint64 best = 0;
  guint most = 0;
  KinRecord *group;

  for (guint i = 0; i < taking->clash->records->len; i++)
    {
      gint64 of = kin_reader_number (taking->reader, "SELECT \"group\" FROM sibling WHERE child = ?1 ORDER BY \"group\" LIMIT 1", 1, g_array_index (taking->clash->records, gint64, i));
      guint n = 0;

      for (guint k = 0; of != 0 && k < taking->clash->records->len; k++)
        n += kin_reader_number (taking->reader, "SELECT count(*) FROM sibling WHERE child = ?1 AND \"group\" = ?2", 2, g_array_index (taking->clash->records, gint64, k), of) > 0;
      if (n > most)
        {
          most = n;
          best = of;
        }
    }
  if (best != 0)
    return best;
  group = kin_record_new (&kin_sibling_group);
  kin_record_set_text (group, KIN_SIBLING_GROUP_NAME, _("Brothers and sisters"));
  if (kin_writer_create (taking->writer, group, error))
    best = kin_record_no (group);
  g_object_unref (group);
  return best;
}

static gboolean
join_siblings (Taking *taking, GError **error)
{
  gint64 group = find_group (taking, error);

  for (guint i = 0; group != 0 && i < taking->clash->records->len; i++)
    {
      gint64 child = g_array_index (taking->clash->records, gint64, i);
      KinRecord *sibling;

      if (kin_reader_number (taking->reader, "SELECT count(*) FROM sibling WHERE child = ?1 AND \"group\" = ?2", 2, child, group) > 0)
        continue;
      sibling = kin_record_new (&kin_sibling);
      kin_record_set_link (sibling, KIN_SIBLING_GROUP, group);
      kin_record_set_link (sibling, KIN_SIBLING_CHILD, child);
      if (!create (taking, sibling, error))
        return FALSE;
    }
  return group != 0;
}

static gboolean
exempt (Taking *taking, GError **error)
{
  g_autoptr (KinRecord) exemption = kin_record_new (&kin_exemption);
  g_autofree char *authority = kin_reader_fact (taking->reader, "authority");

  kin_record_set_link (exemption, KIN_EXEMPTION_HOUSEHOLD, taking->clash->about);
  kin_record_set_text (exemption, KIN_EXEMPTION_AUTHORITY, authority);
  kin_record_set_period (exemption, KIN_EXEMPTION_PERIOD, taking->answer->day, KIN_NO_DAY);
  kin_record_set_day (exemption, KIN_EXEMPTION_GRANTED, taking->today);
  /* Translators: who granted an exemption */
  {
    g_autofree char *note = g_strdup_printf (_("Granted by %s"), taking->answer->by);

    kin_record_set_text (exemption, KIN_EXEMPTION_NOTE, note);
  }
  if (!kin_writer_create (taking->writer, exemption, error))
    return FALSE;
  for (guint i = 0; i < taking->clash->records->len; i++)
    {
      KinRecord *named = kin_record_new (&kin_exemption_child);

      kin_record_set_link (named, KIN_EXEMPTION_CHILD_EXEMPTION, kin_record_no (exemption));
      kin_record_set_link (named, KIN_EXEMPTION_CHILD_CHILD, g_array_index (taking->clash->records, gint64, i));
      if (!create (taking, named, error))
        return FALSE;
    }
  return TRUE;
}

/* A placement ends on the day of leaving, a price on its last day. */
static gboolean
end (Taking *taking, KinDay day, GError **error)
{
  gboolean price = taking->clash->rule == KIN_CLASH_PRICES;
  guint field = price ? KIN_PRICE_LINE_PERIOD : KIN_PLACEMENT_PERIOD;
  g_autoptr (KinRecord) record = get_as_seen (taking, price ? &kin_price_line : &kin_placement, taking->way->record);
  KinValue period;

  if (record == NULL)
    return refuse (error, _("It has been deleted meanwhile."));
  period = *kin_record_get (record, field);
  if (period.a > day)
    return refuse (error, _("It cannot end before it began."));
  period.b = day;
  return kin_writer_set (taking->writer, record, field, &period, error);
}

static gboolean
delete (Taking *taking, gint64 no, GError **error)
{
  const KinType *type = kin_reader_type_of (taking->reader, no);
  g_autoptr (KinRecord) record = type != NULL ? get_as_seen (taking, type, no) : NULL;

  return record == NULL || kin_writer_delete (taking->writer, record, error);
}

static gboolean
merge (Taking *taking, GError **error)
{
  gint64 a = g_array_index (taking->clash->records, gint64, 0), b = g_array_index (taking->clash->records, gint64, 1);
  g_autoptr (KinRecord) survivor = get_as_seen (taking, &kin_child, taking->way->record);
  g_autoptr (KinRecord) loser = get_as_seen (taking, &kin_child, taking->way->record == a ? b : a);

  if (survivor == NULL || loser == NULL)
    return refuse (error, _("It has been deleted meanwhile."));
  return kin_book_merge (taking->writer, loser, survivor, error);
}

/* To what it was merged into, or nowhere. */
static gboolean
lead (Taking *taking, gboolean follow, GError **error)
{
  const KinType *type = kin_reader_type_of (taking->reader, taking->way->record), *gone = kin_reader_type_of (taking->reader, taking->clash->about);
  g_autoptr (KinRecord) record = type != NULL ? get_as_seen (taking, type, taking->way->record) : NULL;
  g_autoptr (KinRecord) merged = follow && gone != NULL ? kin_reader_get (taking->reader, gone, taking->clash->about) : NULL;
  KinValue link = KIN_VALUE_NONE;

  if (record == NULL)
    return TRUE; /* gone too */
  if (!follow && (type->fields[taking->clash->field].flags & KIN_OWNER) != 0)
    return delete (taking, taking->way->record, error);
  if (merged != NULL)
    link = (KinValue) { TRUE, kin_record_link (merged, (guint) kin_type_field (gone, "merged_into")), 0, NULL, NULL };
  return kin_writer_set (taking->writer, record, taking->clash->field, &link, error);
}

static gboolean
take (Taking *taking, GError **error)
{
  switch (taking->way->kind)
    {
    case KIN_WAY_VARY: return vary (taking, error);
    case KIN_WAY_REG23: return use_regulation_23 (taking, error);
    case KIN_WAY_SIBLINGS: return join_siblings (taking, error);
    case KIN_WAY_EXEMPTION: return exempt (taking, error);
    case KIN_WAY_MOVE: return end (taking, taking->answer->day, error);
    case KIN_WAY_END: return end (taking, taking->way->day, error);
    case KIN_WAY_WRONG: return delete (taking, taking->way->record, error);
    case KIN_WAY_MERGE: return merge (taking, error);
    case KIN_WAY_RESTORE: return kin_writer_restore (taking->writer, taking->way->record, error);
    case KIN_WAY_FOLLOW: return lead (taking, TRUE, error);
    case KIN_WAY_LET_GO: return lead (taking, FALSE, error);
    case KIN_WAY_BOTH: return decide (taking, taking->clash->rule == KIN_CLASH_PRICES ? "funding" : "other", KIN_NO_DAY, KIN_NO_DAY, error);
    default: return decide (taking, "placement", taking->clash->from, taking->today - 1, error);
    }
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/* The same clash as it stands now; NULL: settled. */
static KinClash *
find_now (KinReader *reader, const KinClash *clash)
{
  g_autoptr (GPtrArray) now = kin_book_clashes_around (reader, &clash->about, 1);

  for (guint i = 0; i < now->len; i++)
    {
      const KinClash *each = now->pdata[i];

      if (each->is_open && strcmp (each->id, clash->id) == 0 && each->field == clash->field && (each->to == KIN_NO_DAY || clash->open_from < each->to) &&
          (clash->to == KIN_NO_DAY || each->open_from < clash->to))
        return kin_clash_copy (each);
    }
  return NULL;
}

gboolean
kin_clash_take (KinWriter *writer, const KinClash *clash, const KinWay *way, const KinWayAnswer *answer, KinDay today, GError **error)
{
  KinReader *reader = kin_writer_reader (writer);
  g_autoptr (KinClash) now = find_now (reader, clash);
  Taking taking = { writer, reader, now, way, answer, today };

  if (now == NULL)
    return refuse (error, _("This has been settled meanwhile. Look at the history of the record."));
  if (way->asks_by && is_blank (answer->by))
    return refuse (error, _("Say who decided it."));
  if (way->asks_reason && is_blank (answer->reason))
    return refuse (error, _("Say why."));
  if (way->asks_day && answer->day == KIN_NO_DAY)
    return refuse (error, _("Say from which day."));
  kin_writer_set_label (writer, kin_way_action (way->kind));
  return take (&taking, error);
}
