/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A child's life in care: plans, permissions, visits, reviews, times missing, life after care: the tables. */
#include "child_life.h"

#include <glib/gi18n-lib.h>

#include "entry.h"
#include "person.h"

/* clang-format off */
static const KinField together_plan_fields[] = {
  [KIN_TOGETHER_PLAN_GROUP] = { "group", N_("Sibling group"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "sibling_group", .section = N_("The plan") },
  [KIN_TOGETHER_PLAN_CHILD] = { "child", N_("One of them"), KIN_LINK, KIN_LISTED, .link = "child",
    .hint = N_("Both empty: the whole group") },
  [KIN_TOGETHER_PLAN_OTHER] = { "other", N_("And this one"), KIN_LINK, KIN_LISTED, .link = "child" },
  [KIN_TOGETHER_PLAN_PLAN] = { "plan", N_("Plan"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "together_plan" },
  [KIN_TOGETHER_PLAN_DECIDED] = { "decided", N_("Decided on"), KIN_DATE, KIN_REQUIRED | KIN_LISTED | KIN_PAST },
  [KIN_TOGETHER_PLAN_DECIDED_BY] = { "decided_by", N_("Decided by"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED },
  [KIN_TOGETHER_PLAN_REASON] = { "reason", N_("Reason"), KIN_NOTE, KIN_REQUIRED },
  [KIN_TOGETHER_PLAN_REVIEW] = { "review", N_("Look again on"), KIN_DATE, KIN_LISTED },
  [KIN_TOGETHER_PLAN_ENDED] = { "ended", N_("No longer holds since"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_TOGETHER_PLAN_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
together_plan_title (KinRecord *record)
{
  return kin_dated_title (record, _("Together or apart"), KIN_TOGETHER_PLAN_DECIDED);
}

static void
together_plan_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  if (kin_record_has (record, KIN_TOGETHER_PLAN_CHILD) != kin_record_has (record, KIN_TOGETHER_PLAN_OTHER))
    problem (KIN_TOGETHER_PLAN_OTHER, _("Name two, or leave both empty for the whole group."), data);
  kin_check_order (record, KIN_TOGETHER_PLAN_DECIDED, KIN_TOGETHER_PLAN_REVIEW, _("It cannot be looked at again before it was decided."), problem, data);
}

const KinType kin_together_plan = {
  .name = "together_plan", .label = N_("Plan for brothers and sisters"), .plural = N_("Plans for brothers and sisters"), .scope = KIN_GENERAL,
  .fields = together_plan_fields, .n_fields = KIN_TOGETHER_PLAN_N_FIELDS,
  .title = together_plan_title,
  .check = together_plan_check,
};

/* clang-format off */
static const KinField contact_plan_fields[] = {
  [KIN_CONTACT_PLAN_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("The plan") },
  [KIN_CONTACT_PLAN_CONTACT_WITH] = { "contact_with", N_("With"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "contact_with" },
  [KIN_CONTACT_PLAN_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_NAMING },
  [KIN_CONTACT_PLAN_SIBLING] = { "sibling", N_("Brother or sister in care"), KIN_LINK, 0, .link = "child" },
  [KIN_CONTACT_PLAN_FORM] = { "form", N_("How"), KIN_CODE, KIN_LISTED, .choices = "contact_form" },
  [KIN_CONTACT_PLAN_OFTEN] = { "often", N_("How often"), KIN_TEXT, KIN_LISTED },
  [KIN_CONTACT_PLAN_SUPERVISED_BY] = { "supervised_by", N_("Supervised by"), KIN_TEXT, 0 },
  [KIN_CONTACT_PLAN_PLACE] = { "place", N_("Where"), KIN_TEXT, KIN_WITHHELD },
  [KIN_CONTACT_PLAN_ORDERED] = { "ordered", N_("Ordered by a court"), KIN_FLAG, 0 },
  [KIN_CONTACT_PLAN_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_LISTED },
  [KIN_CONTACT_PLAN_REVIEW] = { "review", N_("Look again on"), KIN_DATE, KIN_LISTED },
  [KIN_CONTACT_PLAN_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
contact_plan_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_CONTACT_PLAN_CONTACT_WITH, _("Contact"), KIN_NO_FIELD);
}

const KinType kin_contact_plan = {
  .name = "contact_plan", .label = N_("Plan for contact"), .plural = N_("Plans for contact"), .scope = KIN_GENERAL,
  .fields = contact_plan_fields, .n_fields = KIN_CONTACT_PLAN_N_FIELDS,
  .title = contact_plan_title,
};

/* clang-format off */
static const KinField placement_plan_fields[] = {
  [KIN_PLACEMENT_PLAN_PLACEMENT] = { "placement", N_("Placement"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "placement", .section = N_("The plan") },
  [KIN_PLACEMENT_PLAN_DUE] = { "due", N_("Due"), KIN_DATE, KIN_LISTED,
    .hint = N_("Before the placement, else within 5 working days (SI 2010/959 reg 9)") },
  [KIN_PLACEMENT_PLAN_AGREED] = { "agreed", N_("Agreed on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_PLACEMENT_PLAN_SHARED] = { "shared", N_("Given to the carer on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_PLACEMENT_PLAN_BY] = { "by", N_("By"), KIN_TEXT, KIN_LISTED },
  [KIN_PLACEMENT_PLAN_PARENTS_SIGNED] = { "parents_signed", N_("Signed by a parent"), KIN_FLAG, 0 },
  [KIN_PLACEMENT_PLAN_SCHOOL_ARRANGEMENT] = { "school_arrangement", N_("School"), KIN_NOTE, KIN_WITHHELD },
  [KIN_PLACEMENT_PLAN_HEALTH_ARRANGEMENT] = { "health_arrangement", N_("Health"), KIN_NOTE, 0 },
  [KIN_PLACEMENT_PLAN_CONTACT_ARRANGEMENT] = { "contact_arrangement", N_("Contact"), KIN_NOTE, 0 },
  [KIN_PLACEMENT_PLAN_ROUTINES] = { "routines", N_("Routines, likes and dislikes"), KIN_NOTE, 0 },
  [KIN_PLACEMENT_PLAN_REVIEWED] = { "reviewed", N_("Last looked at"), KIN_DATE, KIN_PAST },
  [KIN_PLACEMENT_PLAN_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
placement_plan_title (KinRecord *record)
{
  return kin_dated_title (record, _("Placement plan"), KIN_PLACEMENT_PLAN_AGREED);
}

static void
placement_plan_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_PLACEMENT_PLAN_AGREED, KIN_PLACEMENT_PLAN_SHARED, _("It is agreed before it is given to the carer."), problem, data);
}

const KinType kin_placement_plan = {
  .name = "placement_plan", .label = N_("Placement plan"), .plural = N_("Placement plans"), .scope = KIN_GENERAL,
  .fields = placement_plan_fields, .n_fields = KIN_PLACEMENT_PLAN_N_FIELDS,
  .title = placement_plan_title,
  .check = placement_plan_check,
};

/* clang-format off */
static const KinField delegation_fields[] = {
  [KIN_DELEGATION_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("Who may decide") },
  [KIN_DELEGATION_PLACEMENT] = { "placement", N_("Placement"), KIN_LINK, KIN_LISTED, .link = "placement" },
  [KIN_DELEGATION_SUBJECT] = { "subject", N_("About"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "delegation_subject" },
  [KIN_DELEGATION_SUBJECT_NOTE] = { "subject_note", N_("In other words"), KIN_TEXT, KIN_SOUGHT },
  [KIN_DELEGATION_DECIDER] = { "decider", N_("Decided by"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "delegation_decider" },
  [KIN_DELEGATION_CONDITIONS] = { "conditions", N_("Conditions"), KIN_NOTE, 0 },
  [KIN_DELEGATION_REASON] = { "reason", N_("Why it is not the carer"), KIN_NOTE, 0 },
  [KIN_DELEGATION_AGREED] = { "agreed", N_("Agreed on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_DELEGATION_REVIEW] = { "review", N_("Look again on"), KIN_DATE, KIN_LISTED },
  [KIN_DELEGATION_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
delegation_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_DELEGATION_SUBJECT, _("Delegated decision"), KIN_DELEGATION_AGREED);
}

const KinType kin_delegation = {
  .name = "delegation", .label = N_("Delegated decision"), .plural = N_("Delegated decisions"), .scope = KIN_GENERAL,
  .fields = delegation_fields, .n_fields = KIN_DELEGATION_N_FIELDS,
  .title = delegation_title,
};

/* clang-format off */
static const KinField authorisation_fields[] = {
  [KIN_AUTHORISATION_PLACEMENT] = { "placement", N_("Placement"), KIN_LINK, KIN_LISTED | KIN_OWNER, .link = "placement", .section = N_("What needs a permission") },
  [KIN_AUTHORISATION_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_LISTED, .link = "child" },
  [KIN_AUTHORISATION_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_LISTED, .link = "household" },
  [KIN_AUTHORISATION_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "authorisation_kind" },
  [KIN_AUTHORISATION_STATE] = { "state", N_("State"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "authorisation_state",
    .hint = N_("Nothing may delay a bed at night: record it as still missing") },
  [KIN_AUTHORISATION_DUE] = { "due", N_("Due"), KIN_DATE, KIN_LISTED },
  [KIN_AUTHORISATION_ASKED] = { "asked", N_("Asked on"), KIN_DATE, KIN_PAST },
  [KIN_AUTHORISATION_GIVEN] = { "given", N_("Given on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_AUTHORISATION_BY] = { "by", N_("By"), KIN_TEXT, KIN_LISTED },
  [KIN_AUTHORISATION_BY_ROLE] = { "by_role", N_("In the role of"), KIN_TEXT, 0,
    .hint = N_("Nominated officer, director, decision maker") },
  [KIN_AUTHORISATION_CONSULTED] = { "consulted", N_("Consulted"), KIN_TEXT, 0,
    .hint = N_("The area's authority, the reviewing officer, the panel") },
  [KIN_AUTHORISATION_UNTIL] = { "until", N_("Holds until"), KIN_DATE, KIN_LISTED },
  [KIN_AUTHORISATION_REASON] = { "reason", N_("Reason"), KIN_NOTE, KIN_SOUGHT },
  [KIN_AUTHORISATION_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
authorisation_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_AUTHORISATION_KIND, _("Authorisation"), KIN_AUTHORISATION_GIVEN);
}

static void
authorisation_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_AUTHORISATION_ASKED, KIN_AUTHORISATION_GIVEN, _("It cannot be given before it was asked for."), problem, data);
  kin_check_order (record, KIN_AUTHORISATION_GIVEN, KIN_AUTHORISATION_UNTIL, _("It cannot end before it was given."), problem, data);
  if (kin_record_has_code (record, KIN_AUTHORISATION_STATE, "given") && !kin_record_has (record, KIN_AUTHORISATION_GIVEN))
    problem (KIN_AUTHORISATION_GIVEN, _("A permission that was given needs the day."), data);
}

const KinType kin_authorisation = {
  .name = "authorisation", .label = N_("Authorisation"), .plural = N_("Authorisations"), .scope = KIN_GENERAL,
  .fields = authorisation_fields, .n_fields = KIN_AUTHORISATION_N_FIELDS,
  .title = authorisation_title,
  .check = authorisation_check,
};

/* clang-format off */
static const KinField notification_fields[] = {
  [KIN_NOTIFICATION_PLACEMENT] = { "placement", N_("Placement"), KIN_LINK, KIN_LISTED | KIN_OWNER, .link = "placement", .section = N_("The notice") },
  [KIN_NOTIFICATION_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_LISTED, .link = "child" },
  [KIN_NOTIFICATION_KIND] = { "kind", N_("About"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "notification_kind" },
  [KIN_NOTIFICATION_RECIPIENT] = { "recipient", N_("To"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "notification_recipient" },
  [KIN_NOTIFICATION_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_SOUGHT | KIN_NAMING },
  [KIN_NOTIFICATION_DUE] = { "due", N_("Due"), KIN_DATE, KIN_REQUIRED | KIN_LISTED,
    .hint = N_("Before the placement, else within 5 working days (SI 2010/959 reg 13)") },
  [KIN_NOTIFICATION_SENT] = { "sent", N_("Sent on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_NOTIFICATION_BY] = { "by", N_("Sent by"), KIN_TEXT, 0 },
  [KIN_NOTIFICATION_WITHHELD] = { "withheld", N_("Not to be told"), KIN_FLAG, 0,
    .hint = N_("Where telling would put the child at risk") },
  [KIN_NOTIFICATION_REASON] = { "reason", N_("Reason"), KIN_NOTE, 0 },
  [KIN_NOTIFICATION_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
notification_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_NOTIFICATION_RECIPIENT, _("Notification"), KIN_NOTIFICATION_SENT);
}

const KinType kin_notification = {
  .name = "notification", .label = N_("Notification"), .plural = N_("Notifications"), .scope = KIN_GENERAL,
  .fields = notification_fields, .n_fields = KIN_NOTIFICATION_N_FIELDS,
  .title = notification_title,
};

/* clang-format off */
static const KinField visit_fields[] = {
  [KIN_VISIT_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("The visit") },
  [KIN_VISIT_PLACEMENT] = { "placement", N_("Placement"), KIN_LINK, 0, .link = "placement" },
  [KIN_VISIT_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "visit_kind" },
  [KIN_VISIT_DUE] = { "due", N_("Due"), KIN_DATE, KIN_LISTED,
    .hint = N_("SI 2010/959 reg 28") },
  [KIN_VISIT_VISITED] = { "visited", N_("Visited on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_VISIT_BY] = { "by", N_("By"), KIN_TEXT, KIN_LISTED },
  [KIN_VISIT_SEEN] = { "seen", N_("Child seen"), KIN_FLAG, KIN_LISTED },
  [KIN_VISIT_SEEN_ALONE] = { "seen_alone", N_("Seen alone"), KIN_FLAG, KIN_LISTED },
  [KIN_VISIT_BEDROOM_SEEN] = { "bedroom_seen", N_("Bedroom seen"), KIN_FLAG, 0 },
  [KIN_VISIT_REFUSED] = { "refused", N_("Child did not wish to be seen alone"), KIN_FLAG, 0 },
  [KIN_VISIT_LATE_REASON] = { "late_reason", N_("Why it was late"), KIN_TEXT, KIN_SOUGHT },
  [KIN_VISIT_NEXT_DUE] = { "next_due", N_("Next due by"), KIN_DATE, KIN_LISTED },
  [KIN_VISIT_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
visit_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_VISIT_KIND, _("Visit"), KIN_VISIT_VISITED);
}

static void
visit_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  if (kin_record_flag (record, KIN_VISIT_SEEN_ALONE) && !kin_record_flag (record, KIN_VISIT_SEEN))
    problem (KIN_VISIT_SEEN, _("A child seen alone was seen."), data);
}

const KinType kin_visit = {
  .name = "visit", .label = N_("Visit to a child"), .plural = N_("Visits to children"), .scope = KIN_GENERAL,
  .fields = visit_fields, .n_fields = KIN_VISIT_N_FIELDS,
  .title = visit_title,
  .check = visit_check,
};

/* clang-format off */
static const KinField review_fields[] = {
  [KIN_REVIEW_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("The review") },
  [KIN_REVIEW_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_LISTED, .choices = "review_kind" },
  [KIN_REVIEW_DUE] = { "due", N_("Due"), KIN_DATE, KIN_LISTED,
    .hint = N_("First within 20 working days, second within 3 months, then 6 (SI 2010/959 reg 33)") },
  [KIN_REVIEW_HELD] = { "held", N_("Held on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_REVIEW_PARTICIPATION] = { "participation", N_("How the child took part"), KIN_CODE, KIN_LISTED, .choices = "review_participation" },
  [KIN_REVIEW_OFFICER] = { "officer", N_("Reviewing officer"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_REVIEW_VENUE] = { "venue", N_("Where"), KIN_TEXT, KIN_WITHHELD },
  [KIN_REVIEW_VENUE_CHOSEN] = { "venue_chosen", N_("Child and officer chose the place"), KIN_FLAG, 0 },
  [KIN_REVIEW_CHILD_SPOKEN_TO] = { "child_spoken_to", N_("Officer spoke with the child"), KIN_FLAG, 0 },
  [KIN_REVIEW_DECISIONS] = { "decisions", N_("Decisions"), KIN_NOTE, KIN_SOUGHT },
  [KIN_REVIEW_FOR_THE_CHILD] = { "for_the_child", N_("In words for the child"), KIN_NOTE, 0 },
  [KIN_REVIEW_MINUTES_SENT] = { "minutes_sent", N_("Minutes sent on"), KIN_DATE, KIN_PAST },
  [KIN_REVIEW_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
review_title (KinRecord *record)
{
  return kin_dated_title (record, _("Review"), KIN_REVIEW_HELD);
}

static void
review_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_REVIEW_HELD, KIN_REVIEW_MINUTES_SENT, _("Minutes are sent after the review."), problem, data);
}

const KinType kin_review = {
  .name = "review", .label = N_("Review"), .plural = N_("Reviews"), .scope = KIN_GENERAL,
  .fields = review_fields, .n_fields = KIN_REVIEW_N_FIELDS,
  .title = review_title,
  .check = review_check,
};

/* clang-format off */
static const KinField missing_fields[] = {
  [KIN_MISSING_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("Missing or away") },
  [KIN_MISSING_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "missing_kind" },
  [KIN_MISSING_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_MISSING_STARTED_AT] = { "started_at", N_("From (time)"), KIN_TIME, 0 },
  [KIN_MISSING_ENDED_AT] = { "ended_at", N_("To (time)"), KIN_TIME, 0 },
  [KIN_MISSING_REPORTED] = { "reported", N_("Told the police on"), KIN_DATE, KIN_PAST },
  [KIN_MISSING_INTERVIEW_DUE] = { "interview_due", N_("Interview due"), KIN_DATE, KIN_LISTED,
    .hint = N_("Within 72 hours of the return") },
  [KIN_MISSING_INTERVIEW_OFFERED] = { "interview_offered", N_("Return interview offered"), KIN_DATE, KIN_PAST },
  [KIN_MISSING_INTERVIEW_ACCEPTED] = { "interview_accepted", N_("Accepted"), KIN_FLAG, 0 },
  [KIN_MISSING_INTERVIEW_HELD] = { "interview_held", N_("Held on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_MISSING_BY] = { "by", N_("Held by"), KIN_TEXT, 0 },
  [KIN_MISSING_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
missing_title (KinRecord *record)
{
  return kin_period_title (record, _("Missing"), KIN_MISSING_PERIOD);
}

const KinType kin_missing = {
  .name = "missing", .label = N_("Time missing"), .plural = N_("Times missing"), .scope = KIN_GENERAL,
  .fields = missing_fields, .n_fields = KIN_MISSING_N_FIELDS,
  .title = missing_title,
};

/* clang-format off */
static const KinField plan_fields[] = {
  [KIN_PLAN_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("The plan") },
  [KIN_PLAN_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "plan_kind" },
  [KIN_PLAN_STATE] = { "state", N_("State"), KIN_CODE, KIN_LISTED, .choices = "plan_state" },
  [KIN_PLAN_DUE] = { "due", N_("Due"), KIN_DATE, KIN_LISTED },
  [KIN_PLAN_STARTED] = { "started", N_("Begun on"), KIN_DATE, KIN_PAST },
  [KIN_PLAN_AGREED] = { "agreed", N_("Agreed on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_PLAN_REVIEW] = { "review", N_("Look again on"), KIN_DATE, KIN_LISTED },
  [KIN_PLAN_BY] = { "by", N_("Written by"), KIN_TEXT, 0 },
  [KIN_PLAN_QUALITY] = { "quality", N_("Quality"), KIN_CODE, 0, .choices = "rag" },
  [KIN_PLAN_PREMIUM] = { "premium", N_("Pupil premium spent"), KIN_MONEY, 0 },
  [KIN_PLAN_DOCUMENT] = { "document", N_("Where it is kept"), KIN_LINK, 0, .link = "document" },
  [KIN_PLAN_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
plan_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_PLAN_KIND, _("Plan"), KIN_PLAN_AGREED);
}

static void
plan_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_PLAN_STARTED, KIN_PLAN_AGREED, _("It cannot be agreed before it was begun."), problem, data);
}

const KinType kin_plan = {
  .name = "plan", .label = N_("Plan"), .plural = N_("Plans"), .scope = KIN_GENERAL,
  .fields = plan_fields, .n_fields = KIN_PLAN_N_FIELDS,
  .title = plan_title,
  .check = plan_check,
};

/* clang-format off */
static const KinField leaver_contact_fields[] = {
  [KIN_LEAVER_CONTACT_CHILD] = { "child", N_("Care leaver"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("The contact") },
  [KIN_LEAVER_CONTACT_CONTACTED] = { "contacted", N_("On"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_LEAVER_CONTACT_YEAR] = { "year", N_("For the return, year ending 31 March"), KIN_NUMBER, KIN_LISTED },
  [KIN_LEAVER_CONTACT_ELIGIBILITY] = { "eligibility", N_("Rights"), KIN_CODE, KIN_LISTED, .choices = "leaver_eligibility" },
  [KIN_LEAVER_CONTACT_ADVISER] = { "adviser", N_("Personal adviser"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_LEAVER_CONTACT_IN_TOUCH] = { "in_touch", N_("In touch"), KIN_CODE, KIN_LISTED, .choices = "in_touch" },
  [KIN_LEAVER_CONTACT_ACTIVITY] = { "activity", N_("Activity"), KIN_CODE, KIN_LISTED, .choices = "activity" },
  [KIN_LEAVER_CONTACT_ACCOMMODATION] = { "accommodation", N_("Accommodation"), KIN_CODE, KIN_LISTED, .choices = "accommodation" },
  [KIN_LEAVER_CONTACT_FACE_TO_FACE] = { "face_to_face", N_("Face to face"), KIN_FLAG, 0 },
  [KIN_LEAVER_CONTACT_PLAN_REVIEWED] = { "plan_reviewed", N_("Pathway plan reviewed on"), KIN_DATE, KIN_PAST },
  [KIN_LEAVER_CONTACT_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
leaver_contact_title (KinRecord *record)
{
  return kin_dated_title (record, _("Contact"), KIN_LEAVER_CONTACT_CONTACTED);
}

static void
leaver_contact_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_year (record, KIN_LEAVER_CONTACT_YEAR, problem, data);
}

const KinType kin_leaver_contact = {
  .name = "leaver_contact", .label = N_("Contact with a care leaver"), .plural = N_("Contacts with care leavers"), .scope = KIN_GENERAL,
  .fields = leaver_contact_fields, .n_fields = KIN_LEAVER_CONTACT_N_FIELDS,
  .title = leaver_contact_title,
  .check = leaver_contact_check,
};
