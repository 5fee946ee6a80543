/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Homes and the people in them: the tables. */
#include "people.h"

#include <glib/gi18n-lib.h>

#include "person.h"

/* clang-format off */
static const KinField household_fields[] = {
  [KIN_HOUSEHOLD_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT | KIN_NAMING | KIN_WITHHELD, .section = N_("The home") },
  [KIN_HOUSEHOLD_REFERENCE] = { "reference", N_("Reference"), KIN_TEXT, KIN_SOUGHT,
    .hint = N_("The number on your own system, if there is one") },
  [KIN_HOUSEHOLD_KIND] = { "kind", N_("Kind of fostering"), KIN_CODE, KIN_LISTED, .choices = "household_kind" },
  [KIN_HOUSEHOLD_STATUS] = { "status", N_("Status"), KIN_CODE, KIN_LISTED, .choices = "household_status" },
  [KIN_HOUSEHOLD_ADDRESS] = { "address", N_("Address"), KIN_ADDRESS, KIN_SOUGHT | KIN_WITHHELD },
  [KIN_HOUSEHOLD_TELEPHONE] = { "telephone", N_("Telephone"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_WITHHELD },
  [KIN_HOUSEHOLD_MOBILE] = { "mobile", N_("Mobile"), KIN_TEXT, KIN_SOUGHT | KIN_WITHHELD },
  [KIN_HOUSEHOLD_EMAIL] = { "email", N_("Email"), KIN_TEXT, KIN_SOUGHT | KIN_WITHHELD },
  [KIN_HOUSEHOLD_AUTHORITY] = { "authority", N_("Authority where they live"), KIN_CODE, 0, .choices = "local_authority",
    .hint = N_("The authority that may exempt from the limit of three (Children Act 1989 Sch 7 para 4)") },
  [KIN_HOUSEHOLD_PROVIDER] = { "provider", N_("Agency"), KIN_LINK, KIN_SOUGHT, .link = "provider",
    .hint = N_("Empty for the authority's own homes") },
  [KIN_HOUSEHOLD_SUPERVISING_WORKER] = { "supervising_worker", N_("Supervising social worker"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT, .section = N_("Who looks after them") },
  [KIN_HOUSEHOLD_TEAM] = { "team", N_("Team"), KIN_TEXT, 0 },
  [KIN_HOUSEHOLD_FIRST_APPROVED] = { "first_approved", N_("First approved"), KIN_DATE, KIN_PAST },
  [KIN_HOUSEHOLD_BEDROOMS] = { "bedrooms", N_("Bedrooms for children"), KIN_NUMBER, 0, .section = N_("Places") },
  [KIN_HOUSEHOLD_MAY_SHARE] = { "may_share", N_("Children may share a bedroom"), KIN_FLAG, 0 },
  [KIN_HOUSEHOLD_CONFIRMED] = { "confirmed", N_("Vacancies confirmed on"), KIN_DATE, KIN_LISTED | KIN_PAST,
    .hint = N_("After 14 days a vacancy no longer counts as firm") },
  [KIN_HOUSEHOLD_CONFIRMED_BY] = { "confirmed_by", N_("Confirmed by"), KIN_TEXT, 0 },
  [KIN_HOUSEHOLD_SMOKERS] = { "smokers", N_("Someone smokes"), KIN_FLAG, 0, .section = N_("The household") },
  [KIN_HOUSEHOLD_PETS] = { "pets", N_("Pets"), KIN_TEXT, 0 },
  [KIN_HOUSEHOLD_LANGUAGES] = { "languages", N_("Languages"), KIN_TEXT, KIN_SOUGHT },
  [KIN_HOUSEHOLD_RELIGION] = { "religion", N_("Religion"), KIN_TEXT, 0 },
  [KIN_HOUSEHOLD_SCHOOLS] = { "schools", N_("Schools nearby"), KIN_TEXT, KIN_WITHHELD },
  [KIN_HOUSEHOLD_TRANSPORT] = { "transport", N_("Drives and can do school runs"), KIN_FLAG, 0 },
  [KIN_HOUSEHOLD_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
  [KIN_HOUSEHOLD_MERGED_INTO] = { "merged_into", N_("Merged into"), KIN_LINK, KIN_HIDDEN, .link = "household" },
};
/* clang-format on */

const KinType kin_household = {
  .name = "household", .label = N_("Home"), .plural = N_("Homes"), .scope = KIN_GENERAL,
  .fields = household_fields, .n_fields = KIN_HOUSEHOLD_N_FIELDS,
};

/* clang-format off */
static const KinField carer_fields[] = {
  [KIN_CARER_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "household", .section = N_("The carer") },
  [KIN_CARER_FORENAME] = { "forename", N_("Forename"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_NAMING },
  [KIN_CARER_SURNAME] = { "surname", N_("Surname"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT | KIN_NAMING | KIN_WITHHELD },
  [KIN_CARER_KNOWN_AS] = { "known_as", N_("Known as"), KIN_TEXT, KIN_SOUGHT | KIN_NAMING },
  [KIN_CARER_BORN] = { "born", N_("Birth date"), KIN_DATE, KIN_PAST },
  [KIN_CARER_SEX] = { "sex", N_("Sex"), KIN_CODE, 0, .choices = "sex" },
  [KIN_CARER_ETHNICITY] = { "ethnicity", N_("Ethnicity"), KIN_CODE, 0, .choices = "ethnicity" },
  [KIN_CARER_TELEPHONE] = { "telephone", N_("Telephone"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_WITHHELD },
  [KIN_CARER_EMAIL] = { "email", N_("Email"), KIN_TEXT, KIN_SOUGHT | KIN_WITHHELD },
  [KIN_CARER_STATUS] = { "status", N_("Status"), KIN_CODE, KIN_LISTED, .choices = "carer_status" },
  [KIN_CARER_APPROVED] = { "approved", N_("First approved"), KIN_DATE, KIN_PAST },
  [KIN_CARER_SKILL_LEVEL] = { "skill_level", N_("Fee level"), KIN_NUMBER, 0 },
  [KIN_CARER_EMPLOYMENT] = { "employment", N_("Employment"), KIN_TEXT, 0 },
  [KIN_CARER_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
  [KIN_CARER_MERGED_INTO] = { "merged_into", N_("Merged into"), KIN_LINK, KIN_HIDDEN, .link = "carer" },
};
/* clang-format on */

static char *
carer_title (KinRecord *record)
{
  return kin_person_title (record, KIN_CARER_FORENAME, KIN_CARER_SURNAME);
}

const KinType kin_carer = {
  .name = "carer", .label = N_("Carer"), .plural = N_("Carers"), .scope = KIN_GENERAL,
  .fields = carer_fields, .n_fields = KIN_CARER_N_FIELDS,
  .title = carer_title,
};

/* clang-format off */
static const KinField member_fields[] = {
  [KIN_MEMBER_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "household", .section = N_("Who else lives there") },
  [KIN_MEMBER_FORENAME] = { "forename", N_("Forename"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_NAMING },
  [KIN_MEMBER_SURNAME] = { "surname", N_("Surname"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_NAMING | KIN_WITHHELD },
  [KIN_MEMBER_BORN] = { "born", N_("Birth date"), KIN_DATE, KIN_PAST },
  [KIN_MEMBER_RELATION] = { "relation", N_("Relation"), KIN_CODE, KIN_LISTED, .choices = "member_relation" },
  [KIN_MEMBER_PERIOD] = { "period", N_("Lives there"), KIN_PERIOD, KIN_LISTED },
  [KIN_MEMBER_USES_ROOM] = { "uses_room", N_("Uses a bedroom of the foster children"), KIN_FLAG, 0 },
  [KIN_MEMBER_CHILD] = { "child", N_("Formerly looked after"), KIN_LINK, 0, .link = "child",
    .hint = N_("A child who stays after an adoption or special guardianship order, or staying put") },
  [KIN_MEMBER_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
member_title (KinRecord *record)
{
  return kin_person_title (record, KIN_MEMBER_FORENAME, KIN_MEMBER_SURNAME);
}

const KinType kin_member = {
  .name = "member", .label = N_("Household member"), .plural = N_("Household members"), .scope = KIN_GENERAL,
  .fields = member_fields, .n_fields = KIN_MEMBER_N_FIELDS,
  .title = member_title,
};

/* clang-format off */
static const KinField approval_fields[] = {
  [KIN_APPROVAL_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "household", .section = N_("Terms of approval") },
  [KIN_APPROVAL_KIND] = { "kind", N_("What was decided"), KIN_CODE, KIN_LISTED, .choices = "approval_change" },
  [KIN_APPROVAL_PERIOD] = { "period", N_("In force"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED,
    .hint = N_("Temporary approval of a connected person: 16 weeks, once extended by 8 (SI 2010/959 regs 24, 25)") },
  [KIN_APPROVAL_PLACES] = { "places", N_("Number of children"), KIN_NUMBER, KIN_REQUIRED | KIN_LISTED },
  [KIN_APPROVAL_AGE_FROM] = { "age_from", N_("Youngest age"), KIN_NUMBER, KIN_LISTED },
  [KIN_APPROVAL_AGE_TO] = { "age_to", N_("Oldest age"), KIN_NUMBER, KIN_LISTED },
  [KIN_APPROVAL_GENDER] = { "gender", N_("Gender"), KIN_CODE, 0, .choices = "gender_accepted" },
  [KIN_APPROVAL_CATEGORIES] = { "categories", N_("Categories"), KIN_CODES, KIN_LISTED, .choices = "approval_category" },
  [KIN_APPROVAL_NAMED_CHILD] = { "named_child", N_("Only this child"), KIN_LINK, 0, .link = "child" },
  [KIN_APPROVAL_SIBLINGS_ONLY] = { "siblings_only", N_("Siblings only"), KIN_FLAG, 0 },
  [KIN_APPROVAL_CONDITIONS] = { "conditions", N_("Conditions"), KIN_NOTE, 0 },
  [KIN_APPROVAL_PANEL_DATE] = { "panel_date", N_("Panel met on"), KIN_DATE, KIN_PAST, .section = N_("How it was decided") },
  [KIN_APPROVAL_PANEL_RECOMMENDATION] = { "panel_recommendation", N_("Panel recommended"), KIN_TEXT, 0 },
  [KIN_APPROVAL_DECISION_MAKER] = { "decision_maker", N_("Decision maker"), KIN_TEXT, KIN_LISTED },
  [KIN_APPROVAL_DECIDED] = { "decided", N_("Decided on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_APPROVAL_NOTICE] = { "notice", N_("Carer's notice of resignation received"), KIN_DATE, KIN_PAST,
    .hint = N_("The approval ends 28 days later even if the notice is withdrawn (SI 2011/581 reg 28(13))") },
  [KIN_APPROVAL_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
approval_title (KinRecord *record)
{
  return kin_period_title (record, _("Approval"), KIN_APPROVAL_PERIOD);
}

static void
approval_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  gint64 from = kin_record_number (record, KIN_APPROVAL_AGE_FROM);
  gint64 to = kin_record_number (record, KIN_APPROVAL_AGE_TO);

  if (kin_record_has (record, KIN_APPROVAL_AGE_TO) && to < from)
    problem (KIN_APPROVAL_AGE_TO, _("The oldest age is below the youngest."), data);
  if (kin_record_has (record, KIN_APPROVAL_PLACES) && kin_record_number (record, KIN_APPROVAL_PLACES) > 20)
    problem (KIN_APPROVAL_PLACES, _("An approval for more than 20 children is a typing error."), data);
}

const KinType kin_approval = {
  .name = "approval", .label = N_("Approval"), .plural = N_("Approvals"), .scope = KIN_GENERAL,
  .fields = approval_fields, .n_fields = KIN_APPROVAL_N_FIELDS,
  .title = approval_title,
  .check = approval_check,
};

/* clang-format off */
static const KinField exemption_fields[] = {
  [KIN_EXEMPTION_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "household", .section = N_("Exemption from the limit of three") },
  [KIN_EXEMPTION_AUTHORITY] = { "authority", N_("Granted by"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "local_authority",
    .hint = N_("The authority where the carer lives (Children Act 1989 Sch 7 para 4)") },
  [KIN_EXEMPTION_PERIOD] = { "period", N_("In force"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_EXEMPTION_CONDITIONS] = { "conditions", N_("Conditions"), KIN_NOTE, 0 },
  [KIN_EXEMPTION_OTHER_SERVICE] = { "other_service", N_("For a carer of another service living in our area"), KIN_FLAG, 0 },
  [KIN_EXEMPTION_GRANTED] = { "granted", N_("Granted on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_EXEMPTION_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
exemption_title (KinRecord *record)
{
  return kin_period_title (record, _("Exemption"), KIN_EXEMPTION_PERIOD);
}

const KinType kin_exemption = {
  .name = "exemption", .label = N_("Exemption"), .plural = N_("Exemptions"), .scope = KIN_GENERAL,
  .fields = exemption_fields, .n_fields = KIN_EXEMPTION_N_FIELDS,
  .title = exemption_title,
};

/* clang-format off */
static const KinField exemption_child_fields[] = {
  [KIN_EXEMPTION_CHILD_EXEMPTION] = { "exemption", N_("Exemption"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "exemption" },
  [KIN_EXEMPTION_CHILD_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED, .link = "child" },
};
/* clang-format on */

const KinType kin_exemption_child = {
  .name = "exemption_child", .label = N_("Child named in an exemption"), .plural = N_("Children named in exemptions"), .scope = KIN_GENERAL,
  .fields = exemption_child_fields, .n_fields = KIN_EXEMPTION_CHILD_N_FIELDS,
};

/* clang-format off */
static const KinField unavailability_fields[] = {
  [KIN_UNAVAILABILITY_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "household", .section = N_("Not available") },
  [KIN_UNAVAILABILITY_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_UNAVAILABILITY_PLACES] = { "places", N_("Places not available"), KIN_NUMBER, KIN_LISTED,
    .hint = N_("Empty: all of them") },
  [KIN_UNAVAILABILITY_REASON] = { "reason", N_("Reason"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "unavailability_reason" },
  [KIN_UNAVAILABILITY_REVIEW] = { "review", N_("Look again on"), KIN_DATE, KIN_LISTED },
  [KIN_UNAVAILABILITY_DECIDED_BY] = { "decided_by", N_("Decided by"), KIN_TEXT, 0 },
  [KIN_UNAVAILABILITY_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
unavailability_title (KinRecord *record)
{
  return kin_period_title (record, _("Not available"), KIN_UNAVAILABILITY_PERIOD);
}

const KinType kin_unavailability = {
  .name = "unavailability", .label = N_("Time not available"), .plural = N_("Times not available"), .scope = KIN_GENERAL,
  .fields = unavailability_fields, .n_fields = KIN_UNAVAILABILITY_N_FIELDS,
  .title = unavailability_title,
};
