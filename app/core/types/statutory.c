/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the statutory return asks besides: social workers, health, adoption, earlier orders: the tables. */
#include "statutory.h"

#include <glib/gi18n-lib.h>

#include "entry.h"
#include "person.h"

/* clang-format off */
static const KinField allocation_fields[] = {
  [KIN_ALLOCATION_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("Who works with the child") },
  [KIN_ALLOCATION_WORKER_NUMBER] = { "worker_number", N_("Worker's number"), KIN_IDENTIFIER, KIN_LISTED | KIN_SOUGHT, .choices = "worker",
    .hint = N_("SW_ID of the SSDA903") },
  [KIN_ALLOCATION_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_ALLOCATION_TEAM] = { "team", N_("Team"), KIN_TEXT, KIN_LISTED },
  [KIN_ALLOCATION_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_ALLOCATION_REASON] = { "reason", N_("Why it changed"), KIN_CODE, KIN_LISTED, .choices = "worker_change_reason" },
  [KIN_ALLOCATION_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
allocation_title (KinRecord *record)
{
  return kin_period_title (record, _("Social worker"), KIN_ALLOCATION_PERIOD);
}

const KinType kin_allocation = {
  .name = "allocation", .label = N_("Social worker"), .plural = N_("Social workers"), .scope = KIN_GENERAL,
  .fields = allocation_fields, .n_fields = KIN_ALLOCATION_N_FIELDS,
  .title = allocation_title,
};

/* clang-format off */
static const KinField deprivation_of_liberty_fields[] = {
  [KIN_DEPRIVATION_OF_LIBERTY_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("The order") },
  [KIN_DEPRIVATION_OF_LIBERTY_PLACEMENT] = { "placement", N_("Placement"), KIN_LINK, 0, .link = "placement" },
  [KIN_DEPRIVATION_OF_LIBERTY_KIND] = { "kind", N_("Made by"), KIN_CODE, KIN_LISTED, .choices = "dolo_kind" },
  [KIN_DEPRIVATION_OF_LIBERTY_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_DEPRIVATION_OF_LIBERTY_REVIEW] = { "review", N_("Back in court on"), KIN_DATE, KIN_LISTED },
  [KIN_DEPRIVATION_OF_LIBERTY_RESTRICTIONS] = { "restrictions", N_("Restrictions"), KIN_NOTE, 0 },
  [KIN_DEPRIVATION_OF_LIBERTY_ORDER_NUMBER] = { "order_number", N_("Case number"), KIN_TEXT, KIN_SOUGHT },
  [KIN_DEPRIVATION_OF_LIBERTY_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
deprivation_of_liberty_title (KinRecord *record)
{
  return kin_period_title (record, _("Deprivation of liberty"), KIN_DEPRIVATION_OF_LIBERTY_PERIOD);
}

const KinType kin_deprivation_of_liberty = {
  .name = "deprivation_of_liberty", .label = N_("Deprivation of liberty"), .plural = N_("Deprivations of liberty"), .scope = KIN_RESTRICTED,
  .fields = deprivation_of_liberty_fields, .n_fields = KIN_DEPRIVATION_OF_LIBERTY_N_FIELDS,
  .title = deprivation_of_liberty_title,
};

/* clang-format off */
static const KinField health_year_fields[] = {
  [KIN_HEALTH_YEAR_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("The year") },
  [KIN_HEALTH_YEAR_YEAR] = { "year", N_("Year ending 31 March"), KIN_NUMBER, KIN_REQUIRED | KIN_LISTED },
  [KIN_HEALTH_YEAR_SDQ_SCORE] = { "sdq_score", N_("Score of the questionnaire (SDQ)"), KIN_NUMBER, KIN_LISTED,
    .hint = N_("0 to 40") },
  [KIN_HEALTH_YEAR_SDQ_REASON] = { "sdq_reason", N_("Why there is none"), KIN_CODE, KIN_LISTED, .choices = "sdq_reason" },
  [KIN_HEALTH_YEAR_CONVICTED] = { "convicted", N_("Convicted or cautioned in the year"), KIN_FLAG, 0 },
  [KIN_HEALTH_YEAR_HEALTH_CHECK] = { "health_check", N_("Development checks up to date"), KIN_FLAG, 0,
    .hint = N_("Under 5 only") },
  [KIN_HEALTH_YEAR_IMMUNISATIONS] = { "immunisations", N_("Immunisations up to date"), KIN_FLAG, KIN_LISTED },
  [KIN_HEALTH_YEAR_TEETH_CHECK] = { "teeth_check", N_("Teeth checked"), KIN_FLAG, KIN_LISTED },
  [KIN_HEALTH_YEAR_HEALTH_ASSESSMENT] = { "health_assessment", N_("Health assessment up to date"), KIN_FLAG, KIN_LISTED },
  [KIN_HEALTH_YEAR_SUBSTANCE_MISUSE] = { "substance_misuse", N_("Substance misuse"), KIN_FLAG, 0 },
  [KIN_HEALTH_YEAR_INTERVENTION_RECEIVED] = { "intervention_received", N_("Help received"), KIN_FLAG, 0 },
  [KIN_HEALTH_YEAR_INTERVENTION_OFFERED] = { "intervention_offered", N_("Help offered"), KIN_FLAG, 0 },
  [KIN_HEALTH_YEAR_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
health_year_title (KinRecord *record)
{
  return kin_year_title (record, _("Health"), KIN_HEALTH_YEAR_YEAR);
}

static void
health_year_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_year (record, KIN_HEALTH_YEAR_YEAR, problem, data);
  kin_check_range (record, KIN_HEALTH_YEAR_SDQ_SCORE, 0, 40, _("The score lies between 0 and 40."), problem, data);
}

const KinType kin_health_year = {
  .name = "health_year", .label = N_("Health in a year"), .plural = N_("Health by year"), .scope = KIN_RESTRICTED,
  .fields = health_year_fields, .n_fields = KIN_HEALTH_YEAR_N_FIELDS,
  .title = health_year_title,
  .check = health_year_check,
};

/* clang-format off */
static const KinField adoption_fields[] = {
  [KIN_ADOPTION_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("The decision") },
  [KIN_ADOPTION_DECIDED] = { "decided", N_("Decided that adoption is best"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_ADOPTION_MATCHED] = { "matched", N_("Matched with adopters"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_ADOPTION_FOSTER_CARE] = { "foster_care", N_("Adopted by the current foster carer"), KIN_FLAG, 0 },
  [KIN_ADOPTION_ADOPTERS] = { "adopters", N_("Number of adopters"), KIN_NUMBER, 0 },
  [KIN_ADOPTION_ADOPTER_SEX] = { "adopter_sex", N_("Adopters"), KIN_CODE, 0, .choices = "adopter_sex" },
  [KIN_ADOPTION_ADOPTER_LEGAL_STATUS] = { "adopter_legal_status", N_("Their legal status"), KIN_CODE, 0, .choices = "adopter_legal_status" },
  [KIN_ADOPTION_PLACED] = { "placed", N_("Placed for adoption"), KIN_PERIOD, KIN_LISTED, .section = N_("Being placed"),
    .hint = N_("The end only where the plan ended without an order") },
  [KIN_ADOPTION_PLACED_CEASED_REASON] = { "placed_ceased_reason", N_("Why it ended"), KIN_CODE, KIN_LISTED, .choices = "placed_ceased_reason" },
  [KIN_ADOPTION_ORDERED] = { "ordered", N_("Order made"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_ADOPTION_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
adoption_title (KinRecord *record)
{
  return kin_dated_title (record, _("Adoption"), KIN_ADOPTION_DECIDED);
}

static void
adoption_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_ADOPTION_DECIDED, KIN_ADOPTION_MATCHED, _("The match comes after the decision."), problem, data);
  kin_check_range (record, KIN_ADOPTION_ADOPTERS, 1, 2, _("There are one or two adopters."), problem, data);
}

const KinType kin_adoption = {
  .name = "adoption", .label = N_("Adoption"), .plural = N_("Adoptions"), .scope = KIN_RESTRICTED,
  .fields = adoption_fields, .n_fields = KIN_ADOPTION_N_FIELDS,
  .title = adoption_title,
  .check = adoption_check,
};

/* clang-format off */
static const KinField permanence_fields[] = {
  [KIN_PERMANENCE_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "child", .section = N_("Before this time in care") },
  [KIN_PERMANENCE_KIND] = { "kind", N_("Kind of order"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "previous_permanence" },
  [KIN_PERMANENCE_AUTHORITY] = { "authority", N_("Authority of that order"), KIN_CODE, KIN_LISTED, .choices = "local_authority" },
  [KIN_PERMANENCE_ORDERED] = { "ordered", N_("Date of the order"), KIN_PARTIAL_DATE, KIN_LISTED,
    .hint = N_("Unknown parts are left out") },
  [KIN_PERMANENCE_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
permanence_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_PERMANENCE_KIND, _("Earlier permanence order"), KIN_NO_FIELD);
}

const KinType kin_permanence = {
  .name = "permanence", .label = N_("Earlier permanence order"), .plural = N_("Earlier permanence orders"), .scope = KIN_RESTRICTED,
  .fields = permanence_fields, .n_fields = KIN_PERMANENCE_N_FIELDS,
  .title = permanence_title,
};
