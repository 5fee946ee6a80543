/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children, their legal status and where they live: the tables. */
#include "children.h"

#include <glib/gi18n-lib.h>

#include "person.h"

/* clang-format off */
static const KinField child_fields[] = {
  [KIN_CHILD_FORENAME] = { "forename", N_("Forename"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_NAMING, .section = N_("The child") },
  [KIN_CHILD_SURNAME] = { "surname", N_("Surname"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_NAMING },
  [KIN_CHILD_KNOWN_AS] = { "known_as", N_("Known as"), KIN_TEXT, KIN_SOUGHT | KIN_NAMING },
  [KIN_CHILD_BORN] = { "born", N_("Birth date"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_CHILD_EXPECTED] = { "expected", N_("Expected birth"), KIN_DATE, 0,
    .hint = N_("For a child not yet born") },
  [KIN_CHILD_SEX] = { "sex", N_("Sex"), KIN_CODE, KIN_LISTED, .choices = "sex" },
  [KIN_CHILD_ETHNICITY] = { "ethnicity", N_("Ethnicity"), KIN_CODE, KIN_LISTED, .choices = "ethnicity" },
  [KIN_CHILD_CHILD_CODE] = { "child_code", N_("Number on the return"), KIN_IDENTIFIER, KIN_LISTED | KIN_SOUGHT, .choices = "child", .section = N_("Numbers"),
    .hint = N_("CHILD of the SSDA903: unique for life; an adopted child who returns gets a new one") },
  [KIN_CHILD_UPN] = { "upn", N_("Unique pupil number"), KIN_IDENTIFIER, KIN_SOUGHT, .choices = "upn" },
  [KIN_CHILD_RESPONSIBLE_AUTHORITY] = { "responsible_authority", N_("Responsible authority"), KIN_CODE, 0, .choices = "local_authority",
    .hint = N_("Children of other authorities fill places and never our figures") },
  [KIN_CHILD_SOCIAL_WORKER] = { "social_worker", N_("Social worker"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT, .section = N_("Who is responsible") },
  [KIN_CHILD_TEAM] = { "team", N_("Team"), KIN_TEXT, 0 },
  [KIN_CHILD_REVIEWING_OFFICER] = { "reviewing_officer", N_("Independent reviewing officer"), KIN_TEXT, KIN_SOUGHT },
  [KIN_CHILD_CARE_PLAN] = { "care_plan", N_("Plan for permanence"), KIN_CODE, 0, .choices = "care_plan" },
  [KIN_CHILD_UNACCOMPANIED] = { "unaccompanied", N_("Unaccompanied asylum-seeking child"), KIN_FLAG, 0, .section = N_("For the return") },
  [KIN_CHILD_UNACCOMPANIED_CEASED] = { "unaccompanied_ceased", N_("That status ceased"), KIN_DATE, 0,
    .hint = N_("DUC: on or before the 18th birthday") },
  [KIN_CHILD_MOTHER] = { "mother", N_("Is a mother"), KIN_FLAG, 0 },
  [KIN_CHILD_MOTHER_SINCE] = { "mother_since", N_("First child born"), KIN_DATE, KIN_PAST },
  [KIN_CHILD_DISABILITY] = { "disability", N_("Disability"), KIN_CODES, 0, .choices = "disability", .section = N_("Needs") },
  [KIN_CHILD_LANGUAGES] = { "languages", N_("Languages"), KIN_TEXT, 0 },
  [KIN_CHILD_RELIGION] = { "religion", N_("Religion"), KIN_TEXT, 0 },
  [KIN_CHILD_SCHOOL] = { "school", N_("School"), KIN_TEXT, KIN_SOUGHT | KIN_WITHHELD },
  [KIN_CHILD_NEEDS] = { "needs", N_("What carers must know"), KIN_NOTE, KIN_SOUGHT },
  [KIN_CHILD_PROTECTED_ADDRESS] = { "protected_address", N_("Whereabouts protected"), KIN_FLAG, 0,
    .hint = N_("Never printed for outsiders") },
  [KIN_CHILD_DIED] = { "died", N_("Died on"), KIN_DATE, KIN_PAST },
  [KIN_CHILD_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
  [KIN_CHILD_MERGED_INTO] = { "merged_into", N_("Merged into"), KIN_LINK, KIN_HIDDEN, .link = "child" },
};
/* clang-format on */

static char *
child_title (KinRecord *record)
{
  char *name = kin_person_title (record, KIN_CHILD_FORENAME, KIN_CHILD_SURNAME);
  const char *code = kin_record_text (record, KIN_CHILD_CHILD_CODE);

  if (*name != '\0' || code == NULL)
    return name;
  g_free (name);
  return g_strdup_printf (_("Child %s"), code);
}

static void
child_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  KinDay born = kin_record_day (record, KIN_CHILD_BORN);
  KinDay mother_since = kin_record_day (record, KIN_CHILD_MOTHER_SINCE);
  KinDay ceased = kin_record_day (record, KIN_CHILD_UNACCOMPANIED_CEASED);

  if (!kin_record_has (record, KIN_CHILD_SURNAME) && !kin_record_has (record, KIN_CHILD_FORENAME) && !kin_record_has (record, KIN_CHILD_CHILD_CODE))
    problem (KIN_CHILD_SURNAME, _("Give a name, or the number on the return."), data);
  if (born != KIN_NO_DAY && kin_day_age (born, today) > 100)
    problem (KIN_CHILD_BORN, _("That is more than 100 years ago."), data);
  if (mother_since != KIN_NO_DAY && born != KIN_NO_DAY && mother_since < kin_day_birthday (born, 11))
    problem (KIN_CHILD_MOTHER_SINCE, _("A mother is at least 11 years older than her child."), data);
  if (ceased != KIN_NO_DAY && born != KIN_NO_DAY && ceased > kin_day_birthday (born, 18))
    problem (KIN_CHILD_UNACCOMPANIED_CEASED, _("It ceases on or before the 18th birthday."), data);
}

const KinType kin_child = {
  .name = "child", .label = N_("Child"), .plural = N_("Children"), .scope = KIN_GENERAL,
  .fields = child_fields, .n_fields = KIN_CHILD_N_FIELDS,
  .title = child_title,
  .check = child_check,
};

/* clang-format off */
static const KinField care_period_fields[] = {
  [KIN_CARE_PERIOD_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("Looked after") },
  [KIN_CARE_PERIOD_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_CARE_PERIOD_NEED_CODE] = { "need_code", N_("Category of need"), KIN_CODE, KIN_LISTED, .choices = "need_code",
    .hint = N_("At the start; it never changes inside the period") },
  [KIN_CARE_PERIOD_REASON_CEASED] = { "reason_ceased", N_("Why it ended"), KIN_CODE, KIN_LISTED, .choices = "reason_ceased" },
  [KIN_CARE_PERIOD_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
care_period_title (KinRecord *record)
{
  return kin_period_title (record, _("Looked after"), KIN_CARE_PERIOD_PERIOD);
}

const KinType kin_care_period = {
  .name = "care_period", .label = N_("Period of care"), .plural = N_("Periods of care"), .scope = KIN_GENERAL,
  .fields = care_period_fields, .n_fields = KIN_CARE_PERIOD_N_FIELDS,
  .title = care_period_title,
};

/* clang-format off */
static const KinField legal_status_fields[] = {
  [KIN_LEGAL_STATUS_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("Legal status") },
  [KIN_LEGAL_STATUS_STATUS] = { "status", N_("Legal status"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "legal_status" },
  [KIN_LEGAL_STATUS_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_LEGAL_STATUS_COURT] = { "court", N_("Court and case number"), KIN_TEXT, KIN_SOUGHT },
  [KIN_LEGAL_STATUS_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
legal_status_title (KinRecord *record)
{
  return kin_period_title (record, _("Legal status"), KIN_LEGAL_STATUS_PERIOD);
}

const KinType kin_legal_status = {
  .name = "legal_status", .label = N_("Legal status"), .plural = N_("Legal statuses"), .scope = KIN_GENERAL,
  .fields = legal_status_fields, .n_fields = KIN_LEGAL_STATUS_N_FIELDS,
  .title = legal_status_title,
};

/* clang-format off */
static const KinField placement_fields[] = {
  [KIN_PLACEMENT_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("Where the child lives") },
  [KIN_PLACEMENT_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_LISTED, .link = "household" },
  [KIN_PLACEMENT_ESTABLISHMENT] = { "establishment", N_("Residential home"), KIN_LINK, KIN_LISTED, .link = "establishment" },
  [KIN_PLACEMENT_PROVIDER] = { "provider", N_("Provider"), KIN_LINK, KIN_LISTED, .link = "provider" },
  [KIN_PLACEMENT_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED,
    .hint = N_("The day of leaving is not a night there") },
  [KIN_PLACEMENT_PLACEMENT_TYPE] = { "placement_type", N_("Type on the return"), KIN_CODE, KIN_LISTED, .choices = "placement_type" },
  [KIN_PLACEMENT_PLACEMENT_PROVIDER] = { "placement_provider", N_("Whose provision"), KIN_CODE, KIN_LISTED, .choices = "placement_provider" },
  [KIN_PLACEMENT_POSTCODE] = { "postcode", N_("Postcode"), KIN_POSTCODE, KIN_SOUGHT | KIN_WITHHELD },
  [KIN_PLACEMENT_URN] = { "urn", N_("Ofsted number (URN)"), KIN_IDENTIFIER, KIN_SOUGHT, .choices = "urn" },
  [KIN_PLACEMENT_SAME_CARER] = { "same_carer", N_("The same carer as before"), KIN_FLAG, 0, .section = N_("How it began and ended"),
    .hint = N_("The carer moved house, changed agency, or the status of the placement changed") },
  [KIN_PLACEMENT_REASON_CHANGE] = { "reason_change", N_("Why it ended"), KIN_CODE, 0, .choices = "reason_place_change" },
  [KIN_PLACEMENT_PLANNED] = { "planned", N_("The end was planned"), KIN_FLAG, 0 },
  [KIN_PLACEMENT_EXPECTED_END] = { "expected_end", N_("Expected to end"), KIN_DATE, 0 },
  [KIN_PLACEMENT_CATEGORY] = { "category", N_("Commissioned as"), KIN_CODE, KIN_LISTED, .choices = "commissioning_category", .section = N_("Commissioning"),
    .hint = N_("Empty for the authority's own provision") },
  [KIN_PLACEMENT_OUTSIDE_REASON] = { "outside_reason", N_("Why bought from outside"), KIN_CODE, 0, .choices = "outside_reason" },
  [KIN_PLACEMENT_PROCUREMENT] = { "procurement", N_("How bought"), KIN_CODE, 0, .choices = "procurement" },
  [KIN_PLACEMENT_AUTHORISED_BY] = { "authorised_by", N_("Authorised by"), KIN_TEXT, 0 },
  [KIN_PLACEMENT_LONG_TERM] = { "long_term", N_("Matched long term"), KIN_FLAG, 0 },
  [KIN_PLACEMENT_CONFIRMED] = { "confirmed", N_("Known to be there on"), KIN_DATE, KIN_PAST },
  [KIN_PLACEMENT_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
placement_title (KinRecord *record)
{
  return kin_period_title (record, _("Placement"), KIN_PLACEMENT_PERIOD);
}

static void
placement_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  if (kin_record_has (record, KIN_PLACEMENT_HOUSEHOLD) && kin_record_has (record, KIN_PLACEMENT_ESTABLISHMENT))
    problem (KIN_PLACEMENT_ESTABLISHMENT, _("A child lives in a home or in a residential home, not in both."), data);
}

const KinType kin_placement = {
  .name = "placement", .label = N_("Placement"), .plural = N_("Placements"), .scope = KIN_GENERAL,
  .fields = placement_fields, .n_fields = KIN_PLACEMENT_N_FIELDS,
  .title = placement_title,
  .check = placement_check,
};

/* clang-format off */
static const KinField sibling_group_fields[] = {
  [KIN_SIBLING_GROUP_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT | KIN_NAMING, .section = N_("The group") },
  [KIN_SIBLING_GROUP_PLAN] = { "plan", N_("Plan"), KIN_CODE, KIN_LISTED, .choices = "sibling_plan" },
  [KIN_SIBLING_GROUP_PLAN_DATE] = { "plan_date", N_("Planned on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_SIBLING_GROUP_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

const KinType kin_sibling_group = {
  .name = "sibling_group", .label = N_("Sibling group"), .plural = N_("Sibling groups"), .scope = KIN_GENERAL,
  .fields = sibling_group_fields, .n_fields = KIN_SIBLING_GROUP_N_FIELDS,
};

/* clang-format off */
static const KinField sibling_fields[] = {
  [KIN_SIBLING_GROUP] = { "group", N_("Sibling group"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "sibling_group", .section = N_("Brother or sister") },
  [KIN_SIBLING_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_LISTED, .link = "child",
    .hint = N_("Empty for a brother or sister who was never looked after here") },
  [KIN_SIBLING_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_NAMING,
    .hint = N_("For one who is not on this record") },
  [KIN_SIBLING_BORN] = { "born", N_("Birth date"), KIN_DATE, KIN_PAST },
  [KIN_SIBLING_RELATION] = { "relation", N_("Relation"), KIN_CODE, KIN_LISTED, .choices = "sibling_relation" },
  [KIN_SIBLING_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
sibling_title (KinRecord *record)
{
  const char *name = kin_record_text (record, KIN_SIBLING_NAME);

  return g_strdup (name != NULL ? name : _("Brother or sister"));
}

const KinType kin_sibling = {
  .name = "sibling", .label = N_("Brother or sister"), .plural = N_("Brothers and sisters"), .scope = KIN_GENERAL,
  .fields = sibling_fields, .n_fields = KIN_SIBLING_N_FIELDS,
  .title = sibling_title,
};

/* clang-format off */
static const KinField home_address_fields[] = {
  [KIN_HOME_ADDRESS_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child" },
  [KIN_HOME_ADDRESS_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_HOME_ADDRESS_ADDRESS] = { "address", N_("Address"), KIN_ADDRESS, KIN_SOUGHT | KIN_LISTED | KIN_WITHHELD },
  [KIN_HOME_ADDRESS_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
home_address_title (KinRecord *record)
{
  return kin_period_title (record, _("Family home"), KIN_HOME_ADDRESS_PERIOD);
}

const KinType kin_home_address = {
  .name = "home_address", .label = N_("Family home"), .plural = N_("Family homes"), .scope = KIN_GENERAL,
  .fields = home_address_fields, .n_fields = KIN_HOME_ADDRESS_N_FIELDS,
  .title = home_address_title,
};
