/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office: actions, figures, decisions, notes, people and what was opened: the tables. */
#include "office.h"

#include <glib/gi18n-lib.h>

#include "entry.h"
#include "person.h"

/* clang-format off */
static const KinField action_fields[] = {
  [KIN_ACTION_NAME] = { "name", N_("Action"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT, .section = N_("What is to be done") },
  [KIN_ACTION_PLAN] = { "plan", N_("Plan or recommendation"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_ACTION_NUMBER] = { "number", N_("Number"), KIN_TEXT, KIN_LISTED,
    .hint = N_("1a, 1b") },
  [KIN_ACTION_RECOMMENDATION] = { "recommendation", N_("Recommendation"), KIN_NOTE, 0 },
  [KIN_ACTION_SUCCESS] = { "success", N_("How success shows"), KIN_NOTE, 0 },
  [KIN_ACTION_LEAD] = { "lead", N_("Lead"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_ACTION_ABOUT] = { "about", N_("About"), KIN_LINK, 0 },
  [KIN_ACTION_DUE] = { "due", N_("Due"), KIN_DATE, KIN_LISTED },
  [KIN_ACTION_DUE_WORDS] = { "due_words", N_("Due, in words"), KIN_TEXT, 0,
    .hint = N_("December 2017, to be confirmed") },
  [KIN_ACTION_STATE] = { "state", N_("State"), KIN_CODE, KIN_LISTED, .choices = "action_state" },
  [KIN_ACTION_RAG] = { "rag", N_("Rating"), KIN_CODE, KIN_LISTED, .choices = "rag" },
  [KIN_ACTION_DEPENDS_ON] = { "depends_on", N_("Depends on"), KIN_LINK, 0, .link = "action" },
  [KIN_ACTION_DONE] = { "done", N_("Done on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_ACTION_PROGRESS] = { "progress", N_("Progress"), KIN_NOTE, KIN_SOUGHT },
  [KIN_ACTION_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
action_title (KinRecord *record)
{
  return kin_text_title (record, KIN_ACTION_NAME, _("Action"));
}

static void
action_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  if (kin_record_has_code (record, KIN_ACTION_STATE, "done") && !kin_record_has (record, KIN_ACTION_DONE))
    problem (KIN_ACTION_DONE, _("An action that is done needs the day."), data);
}

const KinType kin_action = {
  .name = "action", .label = N_("Action"), .plural = N_("Actions"), .scope = KIN_GENERAL,
  .fields = action_fields, .n_fields = KIN_ACTION_N_FIELDS,
  .title = action_title,
  .check = action_check,
};

/* clang-format off */
static const KinField series_fields[] = {
  [KIN_SERIES_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT, .section = N_("The series") },
  [KIN_SERIES_UNIT] = { "unit", N_("Unit"), KIN_CODE, KIN_LISTED, .choices = "unit_kind" },
  [KIN_SERIES_EVERY] = { "every", N_("For every"), KIN_CODE, KIN_LISTED, .choices = "series_period" },
  [KIN_SERIES_SOURCE] = { "source", N_("Source"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED },
  [KIN_SERIES_PUBLIC] = { "public", N_("May be published"), KIN_FLAG, 0 },
  [KIN_SERIES_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
series_title (KinRecord *record)
{
  return kin_text_title (record, KIN_SERIES_NAME, _("Series"));
}

const KinType kin_series = {
  .name = "series", .label = N_("Series of figures"), .plural = N_("Series of figures"), .scope = KIN_GENERAL,
  .fields = series_fields, .n_fields = KIN_SERIES_N_FIELDS,
  .title = series_title,
};

/* clang-format off */
static const KinField series_value_fields[] = {
  [KIN_SERIES_VALUE_SERIES] = { "series", N_("Series"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "series" },
  [KIN_SERIES_VALUE_PERIOD] = { "period", N_("For"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_SERIES_VALUE_VALUE] = { "value", N_("Value, in hundredths"), KIN_NUMBER, KIN_LISTED,
    .hint = N_("398 is 39800; 56.5 per cent is 5650") },
  [KIN_SERIES_VALUE_NUMERATOR] = { "numerator", N_("Out of these"), KIN_NUMBER, 0 },
  [KIN_SERIES_VALUE_DENOMINATOR] = { "denominator", N_("All"), KIN_NUMBER, 0 },
  [KIN_SERIES_VALUE_STATED] = { "stated", N_("Stated on"), KIN_DATE, KIN_PAST },
  [KIN_SERIES_VALUE_SOURCE] = { "source", N_("Source"), KIN_TEXT, 0 },
  [KIN_SERIES_VALUE_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
series_value_title (KinRecord *record)
{
  return kin_period_title (record, _("Figure"), KIN_SERIES_VALUE_PERIOD);
}

static void
series_value_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_share (record, KIN_SERIES_VALUE_NUMERATOR, KIN_SERIES_VALUE_DENOMINATOR, problem, data);
}

const KinType kin_series_value = {
  .name = "series_value", .label = N_("Figure of a series"), .plural = N_("Figures of a series"), .scope = KIN_GENERAL,
  .fields = series_value_fields, .n_fields = KIN_SERIES_VALUE_N_FIELDS,
  .title = series_value_title,
  .check = series_value_check,
};

/* clang-format off */
static const KinField snapshot_fields[] = {
  [KIN_SNAPSHOT_MEASURE] = { "measure", N_("Figure"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT, .section = N_("What was published") },
  [KIN_SNAPSHOT_AT] = { "at", N_("As at"), KIN_DATE, KIN_REQUIRED | KIN_LISTED },
  [KIN_SNAPSHOT_MEETING] = { "meeting", N_("Meeting"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_SNAPSHOT_PUBLISHED] = { "published", N_("Published on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_SNAPSHOT_VALUE] = { "value", N_("Value, in hundredths"), KIN_NUMBER, KIN_REQUIRED | KIN_LISTED,
    .hint = N_("398 is 39800") },
  [KIN_SNAPSHOT_NUMERATOR] = { "numerator", N_("Out of these"), KIN_NUMBER, 0 },
  [KIN_SNAPSHOT_DENOMINATOR] = { "denominator", N_("All"), KIN_NUMBER, 0 },
  [KIN_SNAPSHOT_BREAKDOWN] = { "breakdown", N_("Breakdown"), KIN_NOTE, 0,
    .hint = N_("As it was published") },
  [KIN_SNAPSHOT_BASIS] = { "basis", N_("Basis"), KIN_TEXT, 0 },
  [KIN_SNAPSHOT_SOURCE] = { "source", N_("Source"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED },
  [KIN_SNAPSHOT_EXTRACTED] = { "extracted", N_("Taken from the source on"), KIN_DATE, KIN_PAST },
  [KIN_SNAPSHOT_KNOWN_WHEN] = { "known_when", N_("As it was known at"), KIN_TEXT, KIN_HIDDEN },
  [KIN_SNAPSHOT_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
snapshot_title (KinRecord *record)
{
  return kin_dated_title (record, _("Published figure"), KIN_SNAPSHOT_AT);
}

static void
snapshot_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_share (record, KIN_SNAPSHOT_NUMERATOR, KIN_SNAPSHOT_DENOMINATOR, problem, data);
}

const KinType kin_snapshot = {
  .name = "snapshot", .label = N_("Published figure"), .plural = N_("Published figures"), .scope = KIN_GENERAL,
  .fields = snapshot_fields, .n_fields = KIN_SNAPSHOT_N_FIELDS,
  .title = snapshot_title,
  .check = snapshot_check,
};

/* clang-format off */
static const KinField decision_fields[] = {
  [KIN_DECISION_ABOUT] = { "about", N_("About"), KIN_LINK, KIN_LISTED | KIN_OWNER },
  [KIN_DECISION_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_LISTED, .choices = "decision_kind" },
  [KIN_DECISION_NAME] = { "name", N_("Decision"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT },
  [KIN_DECISION_DECIDED] = { "decided", N_("Decided on"), KIN_DATE, KIN_REQUIRED | KIN_LISTED | KIN_PAST },
  [KIN_DECISION_BY] = { "by", N_("By"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED },
  [KIN_DECISION_REASON] = { "reason", N_("Reason"), KIN_NOTE, KIN_REQUIRED | KIN_SOUGHT },
  [KIN_DECISION_MEETING] = { "meeting", N_("Meeting"), KIN_TEXT, KIN_SOUGHT },
  [KIN_DECISION_EXEMPT] = { "exempt", N_("Not for the public part"), KIN_FLAG, 0 },
  [KIN_DECISION_REVIEW] = { "review", N_("Look again on"), KIN_DATE, KIN_LISTED },
  [KIN_DECISION_CLASH] = { "clash", N_("Settles the clash"), KIN_TEXT, KIN_HIDDEN },
  [KIN_DECISION_COVERS_FROM] = { "covers_from", N_("From the night of"), KIN_DATE, KIN_HIDDEN },
  [KIN_DECISION_COVERS_TO] = { "covers_to", N_("To the night of"), KIN_DATE, KIN_HIDDEN },
  [KIN_DECISION_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
decision_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_DECISION_KIND, _("Decision"), KIN_DECISION_DECIDED);
}

const KinType kin_decision = {
  .name = "decision", .label = N_("Decision"), .plural = N_("Decisions"), .scope = KIN_GENERAL,
  .fields = decision_fields, .n_fields = KIN_DECISION_N_FIELDS,
  .title = decision_title,
};

/* clang-format off */
static const KinField note_fields[] = {
  [KIN_NOTE_ABOUT] = { "about", N_("About"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER },
  [KIN_NOTE_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_LISTED, .choices = "note_kind" },
  [KIN_NOTE_WRITTEN] = { "written", N_("On"), KIN_DATE, KIN_REQUIRED | KIN_LISTED | KIN_PAST },
  [KIN_NOTE_TIME] = { "time", N_("At"), KIN_TIME, 0 },
  [KIN_NOTE_BY] = { "by", N_("By"), KIN_TEXT, KIN_LISTED },
  [KIN_NOTE_TEXT] = { "text", N_("Text"), KIN_NOTE, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT },
};
/* clang-format on */

static char *
note_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_NOTE_KIND, _("Note"), KIN_NOTE_WRITTEN);
}

const KinType kin_note = {
  .name = "note", .label = N_("Note"), .plural = N_("Notes"), .scope = KIN_GENERAL,
  .fields = note_fields, .n_fields = KIN_NOTE_N_FIELDS,
  .title = note_title,
};

/* clang-format off */
static const KinField document_fields[] = {
  [KIN_DOCUMENT_ABOUT] = { "about", N_("About"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER },
  [KIN_DOCUMENT_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_LISTED, .choices = "document_kind" },
  [KIN_DOCUMENT_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT },
  [KIN_DOCUMENT_DATED] = { "dated", N_("Date"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_DOCUMENT_PLACE] = { "place", N_("Where it is kept"), KIN_TEXT, KIN_REQUIRED | KIN_SOUGHT,
    .hint = N_("A file, a folder or a number in another system") },
  [KIN_DOCUMENT_FROM_WHOM] = { "from_whom", N_("From"), KIN_TEXT, KIN_SOUGHT },
  [KIN_DOCUMENT_FINGERPRINT] = { "fingerprint", N_("Fingerprint"), KIN_TEXT, KIN_HIDDEN },
  [KIN_DOCUMENT_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
document_title (KinRecord *record)
{
  return kin_text_title (record, KIN_DOCUMENT_NAME, _("Document"));
}

const KinType kin_document = {
  .name = "document", .label = N_("Document"), .plural = N_("Documents"), .scope = KIN_GENERAL,
  .fields = document_fields, .n_fields = KIN_DOCUMENT_N_FIELDS,
  .title = document_title,
};

/* clang-format off */
static const KinField team_fields[] = {
  [KIN_TEAM_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT, .section = N_("The team") },
  [KIN_TEAM_HEAD] = { "head", N_("Manager"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_TEAM_TELEPHONE] = { "telephone", N_("Telephone"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_TEAM_EMAIL] = { "email", N_("Email"), KIN_TEXT, KIN_SOUGHT },
  [KIN_TEAM_CLOSED] = { "closed", N_("Closed on"), KIN_DATE, 0 },
  [KIN_TEAM_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
team_title (KinRecord *record)
{
  return kin_text_title (record, KIN_TEAM_NAME, _("Team"));
}

const KinType kin_team = {
  .name = "team", .label = N_("Team"), .plural = N_("Teams"), .scope = KIN_GENERAL,
  .fields = team_fields, .n_fields = KIN_TEAM_N_FIELDS,
  .title = team_title,
};

/* clang-format off */
static const KinField user_fields[] = {
  [KIN_USER_FORENAME] = { "forename", N_("Forename"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT, .section = N_("Who works with this record") },
  [KIN_USER_SURNAME] = { "surname", N_("Surname"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT },
  [KIN_USER_ACCOUNT] = { "account", N_("Account"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_USER_ROLES] = { "roles", N_("Roles"), KIN_CODES, KIN_LISTED, .choices = "role" },
  [KIN_USER_MAY_SEE] = { "may_see", N_("May see"), KIN_CODES, KIN_LISTED, .choices = "sensitivity" },
  [KIN_USER_TEAM] = { "team", N_("Team"), KIN_LINK, KIN_LISTED, .link = "team" },
  [KIN_USER_WORKER_NUMBER] = { "worker_number", N_("Worker's number"), KIN_IDENTIFIER, KIN_SOUGHT, .choices = "worker" },
  [KIN_USER_TELEPHONE] = { "telephone", N_("Telephone"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_USER_EMAIL] = { "email", N_("Email"), KIN_TEXT, KIN_SOUGHT },
  [KIN_USER_STARTED] = { "started", N_("Since"), KIN_DATE, KIN_PAST },
  [KIN_USER_LEFT] = { "left", N_("Left on"), KIN_DATE, KIN_LISTED },
  [KIN_USER_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
user_title (KinRecord *record)
{
  return kin_person_title (record, KIN_USER_FORENAME, KIN_USER_SURNAME);
}

static void
user_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_USER_STARTED, KIN_USER_LEFT, _("Nobody leaves before they begin."), problem, data);
}

const KinType kin_user = {
  .name = "user", .label = N_("User"), .plural = N_("Users"), .scope = KIN_GENERAL,
  .fields = user_fields, .n_fields = KIN_USER_N_FIELDS,
  .title = user_title,
  .check = user_check,
};

/* clang-format off */
static const KinField access_fields[] = {
  [KIN_ACCESS_ABOUT] = { "about", N_("About"), KIN_LINK, KIN_LISTED },
  [KIN_ACCESS_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "access_kind", .section = N_("What was opened or given out") },
  [KIN_ACCESS_AT] = { "at", N_("On"), KIN_DATE, KIN_REQUIRED | KIN_LISTED },
  [KIN_ACCESS_TIME] = { "time", N_("At"), KIN_TIME, KIN_LISTED },
  [KIN_ACCESS_BY] = { "by", N_("By"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT },
  [KIN_ACCESS_FOR_WHOM] = { "for_whom", N_("For"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "access_for" },
  [KIN_ACCESS_RECIPIENT] = { "recipient", N_("Name"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_ACCESS_WHAT] = { "what", N_("What"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_ACCESS_ROWS] = { "rows", N_("Rows"), KIN_NUMBER, KIN_LISTED },
  [KIN_ACCESS_FILTER] = { "filter", N_("Filter"), KIN_TEXT, 0 },
  [KIN_ACCESS_FILE_NAME] = { "file_name", N_("File"), KIN_TEXT, KIN_SOUGHT },
  [KIN_ACCESS_FINGERPRINT] = { "fingerprint", N_("Fingerprint of the file"), KIN_TEXT, 0 },
  [KIN_ACCESS_NAMES_INCLUDED] = { "names_included", N_("With names"), KIN_FLAG, KIN_LISTED },
  [KIN_ACCESS_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
access_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_ACCESS_KIND, _("Access"), KIN_ACCESS_AT);
}

const KinType kin_access = {
  .name = "access", .label = N_("Access"), .plural = N_("Accesses"), .scope = KIN_GENERAL,
  .fields = access_fields, .n_fields = KIN_ACCESS_N_FIELDS,
  .title = access_title,
};
