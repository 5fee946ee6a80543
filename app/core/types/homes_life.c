/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Homes and carers over time: calls, checks, training, reviews, visits, concerns, recruitment: the tables. */
#include "homes_life.h"

#include <glib/gi18n-lib.h>

#include "entry.h"
#include "person.h"

/* clang-format off */
static const KinField availability_call_fields[] = {
  [KIN_AVAILABILITY_CALL_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "household", .section = N_("The call") },
  [KIN_AVAILABILITY_CALL_CALLED] = { "called", N_("Rang on"), KIN_DATE, KIN_REQUIRED | KIN_LISTED | KIN_PAST },
  [KIN_AVAILABILITY_CALL_TIME] = { "time", N_("At"), KIN_TIME, 0 },
  [KIN_AVAILABILITY_CALL_BY] = { "by", N_("Rang by"), KIN_TEXT, KIN_LISTED },
  [KIN_AVAILABILITY_CALL_SPOKE_TO] = { "spoke_to", N_("Spoke to"), KIN_TEXT, KIN_WITHHELD },
  [KIN_AVAILABILITY_CALL_ANSWER] = { "answer", N_("Answer"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "availability_answer" },
  [KIN_AVAILABILITY_CALL_PLACES] = { "places", N_("Places offered"), KIN_NUMBER, KIN_LISTED },
  [KIN_AVAILABILITY_CALL_UNTIL] = { "until", N_("Available until"), KIN_DATE, 0 },
  [KIN_AVAILABILITY_CALL_CALL_AGAIN] = { "call_again", N_("Ring again on"), KIN_DATE, KIN_LISTED },
  [KIN_AVAILABILITY_CALL_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
availability_call_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_AVAILABILITY_CALL_ANSWER, _("Call"), KIN_AVAILABILITY_CALL_CALLED);
}

static void
availability_call_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_AVAILABILITY_CALL_CALLED, KIN_AVAILABILITY_CALL_UNTIL, _("They cannot be available until a day before the call."), problem, data);
}

const KinType kin_availability_call = {
  .name = "availability_call", .label = N_("Call about availability"), .plural = N_("Calls about availability"), .scope = KIN_GENERAL,
  .fields = availability_call_fields, .n_fields = KIN_AVAILABILITY_CALL_N_FIELDS,
  .title = availability_call_title,
  .check = availability_call_check,
};

/* clang-format off */
static const KinField check_fields[] = {
  [KIN_CHECK_PERSON] = { "person", N_("Who is checked"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .section = N_("The check"),
    .hint = N_("A carer, a household member, a home or an applicant") },
  [KIN_CHECK_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "check_kind" },
  [KIN_CHECK_REQUESTED] = { "requested", N_("Asked for"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_CHECK_RECEIVED] = { "received", N_("Received"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_CHECK_REFERENCE] = { "reference", N_("Reference number"), KIN_TEXT, KIN_SOUGHT },
  [KIN_CHECK_RESULT] = { "result", N_("Result"), KIN_CODE, KIN_LISTED, .choices = "check_result" },
  [KIN_CHECK_EXPIRES] = { "expires", N_("Renew by"), KIN_DATE, KIN_LISTED,
    .hint = N_("No statutory interval; many services renew after 36 months") },
  [KIN_CHECK_SEEN_BY] = { "seen_by", N_("Seen by"), KIN_TEXT, 0 },
  [KIN_CHECK_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
check_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_CHECK_KIND, _("Check"), KIN_CHECK_RECEIVED);
}

static void
check_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_CHECK_REQUESTED, KIN_CHECK_RECEIVED, _("It cannot come before it was asked for."), problem, data);
  kin_check_order (record, KIN_CHECK_RECEIVED, KIN_CHECK_EXPIRES, _("It cannot be due for renewal before it came."), problem, data);
}

const KinType kin_check = {
  .name = "check", .label = N_("Check"), .plural = N_("Checks"), .scope = KIN_GENERAL,
  .fields = check_fields, .n_fields = KIN_CHECK_N_FIELDS,
  .title = check_title,
  .check = check_check,
};

/* clang-format off */
static const KinField training_fields[] = {
  [KIN_TRAINING_PERSON] = { "person", N_("Who attended"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .section = N_("The training"),
    .hint = N_("A carer or a household member") },
  [KIN_TRAINING_KIND] = { "kind", N_("Course"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "training_kind" },
  [KIN_TRAINING_NAME] = { "name", N_("Name of the course"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_TRAINING_HELD] = { "held", N_("Completed on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_TRAINING_DUE] = { "due", N_("Due by"), KIN_DATE, KIN_LISTED,
    .hint = N_("The standards workbook: within 12 months of approval") },
  [KIN_TRAINING_EXPIRES] = { "expires", N_("Renew by"), KIN_DATE, KIN_LISTED },
  [KIN_TRAINING_MINUTES] = { "minutes", N_("Length in minutes"), KIN_NUMBER, 0 },
  [KIN_TRAINING_PROVIDER] = { "provider", N_("Given by"), KIN_TEXT, 0 },
  [KIN_TRAINING_EVIDENCE] = { "evidence", N_("Evidence"), KIN_TEXT, 0 },
  [KIN_TRAINING_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
training_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_TRAINING_KIND, _("Training"), KIN_TRAINING_HELD);
}

static void
training_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_TRAINING_HELD, KIN_TRAINING_EXPIRES, _("It cannot run out before it was held."), problem, data);
}

const KinType kin_training = {
  .name = "training", .label = N_("Training"), .plural = N_("Training"), .scope = KIN_GENERAL,
  .fields = training_fields, .n_fields = KIN_TRAINING_N_FIELDS,
  .title = training_title,
  .check = training_check,
};

/* clang-format off */
static const KinField carer_review_fields[] = {
  [KIN_CARER_REVIEW_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "household", .section = N_("The review") },
  [KIN_CARER_REVIEW_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_LISTED, .choices = "carer_review_kind" },
  [KIN_CARER_REVIEW_DUE] = { "due", N_("Due"), KIN_DATE, KIN_LISTED,
    .hint = N_("Within a year of approval, then at most a year apart (SI 2011/581 reg 28)") },
  [KIN_CARER_REVIEW_HELD] = { "held", N_("Held"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_CARER_REVIEW_CHAIR] = { "chair", N_("Chair"), KIN_TEXT, 0 },
  [KIN_CARER_REVIEW_TO_PANEL] = { "to_panel", N_("Went to panel"), KIN_FLAG, KIN_LISTED,
    .hint = N_("The first review must") },
  [KIN_CARER_REVIEW_PANEL_DATE] = { "panel_date", N_("Panel met on"), KIN_DATE, KIN_PAST },
  [KIN_CARER_REVIEW_RECOMMENDATION] = { "recommendation", N_("Recommended"), KIN_CODE, KIN_LISTED, .choices = "recommendation" },
  [KIN_CARER_REVIEW_TERMS_CHANGE] = { "terms_change", N_("Change of terms"), KIN_NOTE, 0 },
  [KIN_CARER_REVIEW_DECIDED] = { "decided", N_("Decided on"), KIN_DATE, KIN_PAST },
  [KIN_CARER_REVIEW_DECISION_MAKER] = { "decision_maker", N_("Decision maker"), KIN_TEXT, 0 },
  [KIN_CARER_REVIEW_NOTICE] = { "notice", N_("Notice given on"), KIN_DATE, KIN_PAST },
  [KIN_CARER_REVIEW_FROM_CHILDREN] = { "from_children", N_("Views of children received"), KIN_FLAG, 0, .section = N_("Reports received") },
  [KIN_CARER_REVIEW_FROM_WORKERS] = { "from_workers", N_("Children's social workers' views received"), KIN_FLAG, 0 },
  [KIN_CARER_REVIEW_FROM_PARENTS] = { "from_parents", N_("Parents' views received"), KIN_FLAG, 0 },
  [KIN_CARER_REVIEW_FROM_HEALTH] = { "from_health", N_("Health report received"), KIN_FLAG, 0 },
  [KIN_CARER_REVIEW_FROM_SCHOOL] = { "from_school", N_("School report received"), KIN_FLAG, 0 },
  [KIN_CARER_REVIEW_FEEDBACK] = { "feedback", N_("What the carers say"), KIN_NOTE, 0 },
  [KIN_CARER_REVIEW_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
carer_review_title (KinRecord *record)
{
  return kin_dated_title (record, _("Review"), KIN_CARER_REVIEW_HELD);
}

static void
carer_review_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_CARER_REVIEW_HELD, KIN_CARER_REVIEW_DECIDED, _("The decision comes after the review."), problem, data);
}

const KinType kin_carer_review = {
  .name = "carer_review", .label = N_("Review of a carer"), .plural = N_("Reviews of carers"), .scope = KIN_GENERAL,
  .fields = carer_review_fields, .n_fields = KIN_CARER_REVIEW_N_FIELDS,
  .title = carer_review_title,
  .check = carer_review_check,
};

/* clang-format off */
static const KinField supervision_visit_fields[] = {
  [KIN_SUPERVISION_VISIT_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "household", .section = N_("The visit") },
  [KIN_SUPERVISION_VISIT_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "supervision_kind",
    .hint = N_("Unannounced: at least one a year (NMS 2011 21.8)") },
  [KIN_SUPERVISION_VISIT_DUE] = { "due", N_("Due"), KIN_DATE, KIN_LISTED },
  [KIN_SUPERVISION_VISIT_VISITED] = { "visited", N_("Visited on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_SUPERVISION_VISIT_BY] = { "by", N_("By"), KIN_TEXT, KIN_LISTED },
  [KIN_SUPERVISION_VISIT_SEEN] = { "seen", N_("Carers seen"), KIN_TEXT, KIN_WITHHELD },
  [KIN_SUPERVISION_VISIT_CHILDREN_SEEN] = { "children_seen", N_("Children seen"), KIN_TEXT, KIN_NAMING },
  [KIN_SUPERVISION_VISIT_BEDROOMS_SEEN] = { "bedrooms_seen", N_("Bedrooms seen"), KIN_FLAG, 0 },
  [KIN_SUPERVISION_VISIT_HEALTH_SAFETY] = { "health_safety", N_("Health and safety looked at"), KIN_FLAG, 0 },
  [KIN_SUPERVISION_VISIT_LOG_SEEN] = { "log_seen", N_("Daily log read"), KIN_FLAG, 0 },
  [KIN_SUPERVISION_VISIT_ACTIONS] = { "actions", N_("Agreed actions"), KIN_NOTE, 0 },
  [KIN_SUPERVISION_VISIT_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
supervision_visit_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_SUPERVISION_VISIT_KIND, _("Visit to the carers"), KIN_SUPERVISION_VISIT_VISITED);
}

const KinType kin_supervision_visit = {
  .name = "supervision_visit", .label = N_("Supervision visit"), .plural = N_("Supervision visits"), .scope = KIN_GENERAL,
  .fields = supervision_visit_fields, .n_fields = KIN_SUPERVISION_VISIT_N_FIELDS,
  .title = supervision_visit_title,
};

/* clang-format off */
static const KinField concern_fields[] = {
  [KIN_CONCERN_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_LISTED | KIN_OWNER, .link = "household", .section = N_("What happened"),
    .hint = N_("Entries are added, never changed: a correction is a new entry") },
  [KIN_CONCERN_CARER] = { "carer", N_("Carer"), KIN_LINK, KIN_LISTED, .link = "carer" },
  [KIN_CONCERN_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_LISTED, .link = "child" },
  [KIN_CONCERN_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "concern_kind" },
  [KIN_CONCERN_CATEGORY] = { "category", N_("Category"), KIN_CODE, KIN_LISTED, .choices = "concern_category" },
  [KIN_CONCERN_OCCURRED] = { "occurred", N_("Happened on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_CONCERN_TIME] = { "time", N_("At"), KIN_TIME, 0 },
  [KIN_CONCERN_REPORTED] = { "reported", N_("Reported on"), KIN_DATE, KIN_REQUIRED | KIN_LISTED | KIN_PAST },
  [KIN_CONCERN_REPORTER] = { "reporter", N_("Reported by"), KIN_CODE, 0, .choices = "concern_reporter" },
  [KIN_CONCERN_REPORTER_NAME] = { "reporter_name", N_("Name"), KIN_TEXT, KIN_NAMING },
  [KIN_CONCERN_TEXT] = { "text", N_("What was said or seen"), KIN_NOTE, KIN_REQUIRED | KIN_SOUGHT },
  [KIN_CONCERN_CORRECTS] = { "corrects", N_("Corrects the entry"), KIN_LINK, 0, .link = "concern" },
  [KIN_CONCERN_LADO_REFERRED] = { "lado_referred", N_("Referred to the LADO on"), KIN_DATE, KIN_PAST, .section = N_("What was done") },
  [KIN_CONCERN_STRATEGY_MEETING] = { "strategy_meeting", N_("Strategy meeting on"), KIN_DATE, 0 },
  [KIN_CONCERN_CHILD_ACTION] = { "child_action", N_("For the child"), KIN_CODE, 0, .choices = "concern_action" },
  [KIN_CONCERN_PAY_ACTION] = { "pay_action", N_("Carers' pay"), KIN_CODE, 0, .choices = "pay_action" },
  [KIN_CONCERN_REVIEW_CALLED] = { "review_called", N_("A review of the carers was called"), KIN_FLAG, 0 },
  [KIN_CONCERN_NOTIFIED] = { "notified", N_("Ofsted told on"), KIN_DATE, KIN_PAST,
    .hint = N_("Notifiable events: SI 2011/581 reg 36 and Schedule 7") },
  [KIN_CONCERN_OUTCOME] = { "outcome", N_("Outcome"), KIN_CODE, KIN_LISTED, .choices = "concern_outcome" },
  [KIN_CONCERN_CLOSED] = { "closed", N_("Closed on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_CONCERN_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
concern_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_CONCERN_KIND, _("Concern"), KIN_CONCERN_OCCURRED);
}

static void
concern_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_CONCERN_OCCURRED, KIN_CONCERN_REPORTED, _("It cannot be reported before it happened."), problem, data);
  kin_check_order (record, KIN_CONCERN_REPORTED, KIN_CONCERN_CLOSED, _("It cannot be closed before it was reported."), problem, data);
}

const KinType kin_concern = {
  .name = "concern", .label = N_("Concern"), .plural = N_("Concerns"), .scope = KIN_RESTRICTED,
  .fields = concern_fields, .n_fields = KIN_CONCERN_N_FIELDS,
  .title = concern_title,
  .check = concern_check,
};

/* clang-format off */
static const KinField campaign_fields[] = {
  [KIN_CAMPAIGN_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT, .section = N_("The campaign") },
  [KIN_CAMPAIGN_SOURCE] = { "source", N_("Kind"), KIN_CODE, KIN_LISTED, .choices = "enquiry_source" },
  [KIN_CAMPAIGN_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_CAMPAIGN_TARGET] = { "target", N_("Whom it seeks"), KIN_TEXT, KIN_LISTED,
    .hint = N_("Sibling groups, teenagers, parent and child") },
  [KIN_CAMPAIGN_PLACE] = { "place", N_("Where"), KIN_TEXT, 0 },
  [KIN_CAMPAIGN_COST] = { "cost", N_("Cost"), KIN_MONEY, KIN_LISTED },
  [KIN_CAMPAIGN_PARTNERS] = { "partners", N_("With"), KIN_TEXT, 0 },
  [KIN_CAMPAIGN_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
campaign_title (KinRecord *record)
{
  return kin_text_title (record, KIN_CAMPAIGN_NAME, _("Campaign"));
}

const KinType kin_campaign = {
  .name = "campaign", .label = N_("Campaign"), .plural = N_("Campaigns"), .scope = KIN_GENERAL,
  .fields = campaign_fields, .n_fields = KIN_CAMPAIGN_N_FIELDS,
  .title = campaign_title,
};

/* clang-format off */
static const KinField enquiry_fields[] = {
  [KIN_ENQUIRY_FORENAME] = { "forename", N_("Forename"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_NAMING, .section = N_("Who asked") },
  [KIN_ENQUIRY_SURNAME] = { "surname", N_("Surname"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT | KIN_NAMING | KIN_WITHHELD },
  [KIN_ENQUIRY_SECOND_APPLICANT] = { "second_applicant", N_("Second applicant"), KIN_TEXT, KIN_SOUGHT | KIN_NAMING | KIN_WITHHELD },
  [KIN_ENQUIRY_TELEPHONE] = { "telephone", N_("Telephone"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT | KIN_WITHHELD },
  [KIN_ENQUIRY_EMAIL] = { "email", N_("Email"), KIN_TEXT, KIN_SOUGHT | KIN_WITHHELD },
  [KIN_ENQUIRY_ADDRESS] = { "address", N_("Address"), KIN_ADDRESS, KIN_SOUGHT | KIN_WITHHELD },
  [KIN_ENQUIRY_SOURCE] = { "source", N_("How they heard of us"), KIN_CODE, KIN_LISTED, .choices = "enquiry_source", .section = N_("Where it stands") },
  [KIN_ENQUIRY_CAMPAIGN] = { "campaign", N_("Campaign"), KIN_LINK, KIN_LISTED, .link = "campaign" },
  [KIN_ENQUIRY_INTEREST] = { "interest", N_("Kinds of fostering"), KIN_CODES, 0, .choices = "approval_category" },
  [KIN_ENQUIRY_WANTS_SIBLINGS] = { "wants_siblings", N_("Would take brothers and sisters"), KIN_FLAG, 0 },
  [KIN_ENQUIRY_STAGE] = { "stage", N_("Stage"), KIN_CODE, KIN_LISTED, .choices = "enquiry_stage" },
  [KIN_ENQUIRY_WORKER] = { "worker", N_("Worker"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_ENQUIRY_CHILD] = { "child", N_("For this child"), KIN_LINK, KIN_LISTED, .link = "child",
    .hint = N_("A connected person") },
  [KIN_ENQUIRY_ENQUIRED] = { "enquired", N_("Asked on"), KIN_DATE, KIN_REQUIRED | KIN_LISTED | KIN_PAST, .section = N_("Dates") },
  [KIN_ENQUIRY_CALLED] = { "called", N_("First call"), KIN_DATE, KIN_PAST },
  [KIN_ENQUIRY_INFORMED] = { "informed", N_("Information sent or event"), KIN_DATE, KIN_PAST },
  [KIN_ENQUIRY_VISITED] = { "visited", N_("First visit"), KIN_DATE, KIN_PAST },
  [KIN_ENQUIRY_VIABILITY] = { "viability", N_("Viability assessed"), KIN_DATE, KIN_PAST },
  [KIN_ENQUIRY_INVITED] = { "invited", N_("Invited to apply"), KIN_DATE, KIN_PAST },
  [KIN_ENQUIRY_APPLIED] = { "applied", N_("Applied, stage 1 begun"), KIN_DATE, KIN_PAST },
  [KIN_ENQUIRY_STAGE1_ENDED] = { "stage1_ended", N_("Stage 1 ended"), KIN_DATE, KIN_PAST,
    .hint = N_("Guidance: within 2 months") },
  [KIN_ENQUIRY_STAGE2_STARTED] = { "stage2_started", N_("Stage 2 begun"), KIN_DATE, KIN_PAST },
  [KIN_ENQUIRY_STAGE2_ENDED] = { "stage2_ended", N_("Stage 2 ended"), KIN_DATE, KIN_PAST,
    .hint = N_("Guidance: within 4 months") },
  [KIN_ENQUIRY_ASSESSMENT_DUE] = { "assessment_due", N_("Assessment due"), KIN_DATE, KIN_LISTED },
  [KIN_ENQUIRY_PANEL_DATE] = { "panel_date", N_("Panel"), KIN_DATE, 0 },
  [KIN_ENQUIRY_DECIDED] = { "decided", N_("Decision"), KIN_DATE, KIN_PAST },
  [KIN_ENQUIRY_APPROVED] = { "approved", N_("Approved"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_ENQUIRY_HOUSEHOLD] = { "household", N_("Became the home"), KIN_LINK, 0, .link = "household" },
  [KIN_ENQUIRY_LEFT] = { "left", N_("Left on"), KIN_DATE, KIN_PAST },
  [KIN_ENQUIRY_EXIT_REASON] = { "exit_reason", N_("Why they left"), KIN_CODE, KIN_LISTED, .choices = "exit_reason" },
  [KIN_ENQUIRY_SPARE_ROOM] = { "spare_room", N_("Spare room"), KIN_CODE, 0, .choices = "spare_room", .section = N_("About them") },
  [KIN_ENQUIRY_EXPERIENCE] = { "experience", N_("Experience with children"), KIN_CODE, 0, .choices = "experience" },
  [KIN_ENQUIRY_HOUSING] = { "housing", N_("Housing"), KIN_CODE, 0, .choices = "housing" },
  [KIN_ENQUIRY_EMPLOYMENT] = { "employment", N_("Employment"), KIN_CODE, 0, .choices = "employment" },
  [KIN_ENQUIRY_OVER_21] = { "over_21", N_("Over 21"), KIN_FLAG, 0 },
  [KIN_ENQUIRY_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
enquiry_title (KinRecord *record)
{
  return kin_person_title (record, KIN_ENQUIRY_FORENAME, KIN_ENQUIRY_SURNAME);
}

static void
enquiry_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_ENQUIRY_ENQUIRED, KIN_ENQUIRY_APPLIED, _("They cannot apply before they ask."), problem, data);
  kin_check_order (record, KIN_ENQUIRY_APPLIED, KIN_ENQUIRY_STAGE1_ENDED, _("Stage 1 cannot end before it begins."), problem, data);
  kin_check_order (record, KIN_ENQUIRY_STAGE2_STARTED, KIN_ENQUIRY_STAGE2_ENDED, _("Stage 2 cannot end before it begins."), problem, data);
  kin_check_order (record, KIN_ENQUIRY_APPLIED, KIN_ENQUIRY_APPROVED, _("They cannot be approved before they apply."), problem, data);
}

const KinType kin_enquiry = {
  .name = "enquiry", .label = N_("Enquiry"), .plural = N_("Enquiries"), .scope = KIN_GENERAL,
  .fields = enquiry_fields, .n_fields = KIN_ENQUIRY_N_FIELDS,
  .title = enquiry_title,
  .check = enquiry_check,
};
