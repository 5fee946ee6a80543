/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding and buying a home: contracts and rates, requests, offers, budgets: the tables. */
#include "requests.h"

#include <glib/gi18n-lib.h>

#include "entry.h"
#include "person.h"

/* clang-format off */
static const KinField contract_fields[] = {
  [KIN_CONTRACT_PROVIDER] = { "provider", N_("Provider"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "provider", .section = N_("The contract") },
  [KIN_CONTRACT_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT },
  [KIN_CONTRACT_REFERENCE] = { "reference", N_("Number"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_CONTRACT_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_LISTED, .choices = "procurement" },
  [KIN_CONTRACT_LOT] = { "lot", N_("Lot"), KIN_TEXT, 0 },
  [KIN_CONTRACT_TIER] = { "tier", N_("Tier"), KIN_CODE, 0, .choices = "framework_tier" },
  [KIN_CONTRACT_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_CONTRACT_EXTENDED_TO] = { "extended_to", N_("May be extended to"), KIN_DATE, 0 },
  [KIN_CONTRACT_NOTICE_DAYS] = { "notice_days", N_("Days of notice"), KIN_NUMBER, 0 },
  [KIN_CONTRACT_LEAVING_DAY_CHARGED] = { "leaving_day_charged", N_("The day of leaving is charged"), KIN_FLAG, 0 },
  [KIN_CONTRACT_BASIS] = { "basis", N_("Price basis"), KIN_CODE, 0, .choices = "price_basis" },
  [KIN_CONTRACT_UPLIFT] = { "uplift", N_("Uplift"), KIN_NOTE, 0 },
  [KIN_CONTRACT_BLOCK_PLACES] = { "block_places", N_("Places paid for"), KIN_NUMBER, 0,
    .hint = N_("Block contracts: empty places are paid too") },
  [KIN_CONTRACT_SIBLING_DISCOUNT] = { "sibling_discount", N_("Discount for brothers and sisters, in hundredths of a per cent"), KIN_NUMBER, 0,
    .hint = N_("1000 is 10 per cent") },
  [KIN_CONTRACT_LONG_TERM_DISCOUNT] = { "long_term_discount", N_("Long-term discount, in hundredths of a per cent"), KIN_NUMBER, 0 },
  [KIN_CONTRACT_RETAINER] = { "retainer", N_("Retainer while a child is away, in hundredths of a per cent"), KIN_NUMBER, 0 },
  [KIN_CONTRACT_RETAINER_DAYS] = { "retainer_days", N_("Days for which it is paid"), KIN_NUMBER, 0 },
  [KIN_CONTRACT_CONTACT] = { "contact", N_("Contact"), KIN_TEXT, KIN_SOUGHT },
  [KIN_CONTRACT_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
contract_title (KinRecord *record)
{
  return kin_text_title (record, KIN_CONTRACT_NAME, _("Contract"));
}

static void
contract_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_range (record, KIN_CONTRACT_SIBLING_DISCOUNT, 0, 10000, _("A share cannot be more than the whole: 10000 is 100 per cent."), problem, data);
  kin_check_range (record, KIN_CONTRACT_LONG_TERM_DISCOUNT, 0, 10000, _("A share cannot be more than the whole: 10000 is 100 per cent."), problem, data);
  kin_check_range (record, KIN_CONTRACT_RETAINER, 0, 10000, _("A share cannot be more than the whole: 10000 is 100 per cent."), problem, data);
}

const KinType kin_contract = {
  .name = "contract", .label = N_("Contract"), .plural = N_("Contracts"), .scope = KIN_FOR_MONEY,
  .fields = contract_fields, .n_fields = KIN_CONTRACT_N_FIELDS,
  .title = contract_title,
  .check = contract_check,
};

/* clang-format off */
static const KinField rate_fields[] = {
  [KIN_RATE_CONTRACT] = { "contract", N_("Contract"), KIN_LINK, KIN_LISTED | KIN_OWNER, .link = "contract", .section = N_("The rate"),
    .hint = N_("Empty for the authority's own payments") },
  [KIN_RATE_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_RATE_CATEGORY] = { "category", N_("Category"), KIN_CODE, KIN_LISTED, .choices = "rate_category" },
  [KIN_RATE_PURPOSE] = { "purpose", N_("What it is for"), KIN_CODE, KIN_LISTED, .choices = "price_purpose" },
  [KIN_RATE_PROVISION] = { "provision", N_("Provision"), KIN_CODE, KIN_LISTED, .choices = "provision_type" },
  [KIN_RATE_AGE_FROM] = { "age_from", N_("Youngest age"), KIN_NUMBER, KIN_LISTED },
  [KIN_RATE_AGE_TO] = { "age_to", N_("Oldest age"), KIN_NUMBER, KIN_LISTED },
  [KIN_RATE_SKILL_LEVEL] = { "skill_level", N_("Fee level"), KIN_NUMBER, KIN_LISTED },
  [KIN_RATE_PRICE] = { "price", N_("Price"), KIN_PRICE, KIN_REQUIRED | KIN_LISTED },
  [KIN_RATE_PERIOD] = { "period", N_("In force"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_RATE_SOURCE] = { "source", N_("Source"), KIN_TEXT, 0 },
  [KIN_RATE_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
rate_title (KinRecord *record)
{
  return kin_text_title (record, KIN_RATE_NAME, _("Rate"));
}

static void
rate_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_ages (record, KIN_RATE_AGE_FROM, KIN_RATE_AGE_TO, problem, data);
}

const KinType kin_rate = {
  .name = "rate", .label = N_("Rate"), .plural = N_("Rates"), .scope = KIN_FOR_MONEY,
  .fields = rate_fields, .n_fields = KIN_RATE_N_FIELDS,
  .title = rate_title,
  .check = rate_check,
};

/* clang-format off */
static const KinField agreement_fields[] = {
  [KIN_AGREEMENT_PLACEMENT] = { "placement", N_("Placement"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "placement", .section = N_("The agreement") },
  [KIN_AGREEMENT_CONTRACT] = { "contract", N_("Contract"), KIN_LINK, KIN_LISTED, .link = "contract" },
  [KIN_AGREEMENT_NUMBER] = { "number", N_("Number"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_AGREEMENT_SIGNED] = { "signed", N_("Signed on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_AGREEMENT_PERIOD] = { "period", N_("From and planned end"), KIN_PERIOD, KIN_LISTED },
  [KIN_AGREEMENT_NOTICE_DAYS] = { "notice_days", N_("Days of notice"), KIN_NUMBER, 0 },
  [KIN_AGREEMENT_PROVISION] = { "provision", N_("Provision"), KIN_CODE, KIN_LISTED, .choices = "provision_type" },
  [KIN_AGREEMENT_HOW_SOURCED] = { "how_sourced", N_("How it was found"), KIN_CODE, 0, .choices = "how_sourced" },
  [KIN_AGREEMENT_FRAMEWORK] = { "framework", N_("Framework"), KIN_TEXT, KIN_SOUGHT },
  [KIN_AGREEMENT_ORDER_NUMBER] = { "order_number", N_("Order number"), KIN_TEXT, KIN_SOUGHT },
  [KIN_AGREEMENT_AUTHORISED_BY] = { "authorised_by", N_("Authorised by"), KIN_TEXT, KIN_LISTED },
  [KIN_AGREEMENT_PANEL_DATE] = { "panel_date", N_("Panel met on"), KIN_DATE, KIN_PAST },
  [KIN_AGREEMENT_LEAVING_DAY_CHARGED] = { "leaving_day_charged", N_("The day of leaving is charged"), KIN_FLAG, 0 },
  [KIN_AGREEMENT_NO_PRICE] = { "no_price", N_("No price on purpose"), KIN_FLAG, 0,
    .hint = N_("With parents, for adoption, in custody, paid by another authority") },
  [KIN_AGREEMENT_NOTICE_GIVEN] = { "notice_given", N_("Notice given on"), KIN_DATE, KIN_PAST },
  [KIN_AGREEMENT_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
agreement_title (KinRecord *record)
{
  return kin_text_title (record, KIN_AGREEMENT_NUMBER, _("Agreement"));
}

const KinType kin_agreement = {
  .name = "agreement", .label = N_("Individual placement agreement"), .plural = N_("Individual placement agreements"), .scope = KIN_FOR_MONEY,
  .fields = agreement_fields, .n_fields = KIN_AGREEMENT_N_FIELDS,
  .title = agreement_title,
};

/* clang-format off */
static const KinField absence_fields[] = {
  [KIN_ABSENCE_PLACEMENT] = { "placement", N_("Placement"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "placement", .section = N_("Away from the placement") },
  [KIN_ABSENCE_PERIOD] = { "period", N_("From and to"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_ABSENCE_REASON] = { "reason", N_("Reason"), KIN_TEXT, KIN_LISTED },
  [KIN_ABSENCE_HELD] = { "held", N_("The place is held"), KIN_FLAG, KIN_LISTED },
  [KIN_ABSENCE_PAID_SHARE] = { "paid_share", N_("Share of the fee paid, in hundredths of a per cent"), KIN_NUMBER, KIN_LISTED },
  [KIN_ABSENCE_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
absence_title (KinRecord *record)
{
  return kin_period_title (record, _("Away"), KIN_ABSENCE_PERIOD);
}

static void
absence_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_range (record, KIN_ABSENCE_PAID_SHARE, 0, 10000, _("A share cannot be more than the whole: 10000 is 100 per cent."), problem, data);
}

const KinType kin_absence = {
  .name = "absence", .label = N_("Absence"), .plural = N_("Absences"), .scope = KIN_GENERAL,
  .fields = absence_fields, .n_fields = KIN_ABSENCE_N_FIELDS,
  .title = absence_title,
  .check = absence_check,
};

/* clang-format off */
static const KinField placement_request_fields[] = {
  [KIN_PLACEMENT_REQUEST_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT | KIN_NAMING, .section = N_("What is asked for") },
  [KIN_PLACEMENT_REQUEST_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_LISTED, .link = "child" },
  [KIN_PLACEMENT_REQUEST_GROUP] = { "group", N_("Sibling group"), KIN_LINK, KIN_LISTED, .link = "sibling_group" },
  [KIN_PLACEMENT_REQUEST_STATE] = { "state", N_("State"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "request_state" },
  [KIN_PLACEMENT_REQUEST_URGENCY] = { "urgency", N_("How soon"), KIN_CODE, KIN_LISTED, .choices = "request_urgency" },
  [KIN_PLACEMENT_REQUEST_ASKED] = { "asked", N_("Asked on"), KIN_DATE, KIN_REQUIRED | KIN_LISTED | KIN_PAST },
  [KIN_PLACEMENT_REQUEST_ASKED_BY] = { "asked_by", N_("Asked by"), KIN_TEXT, KIN_LISTED },
  [KIN_PLACEMENT_REQUEST_WANTED] = { "wanted", N_("Needed from"), KIN_DATE, KIN_LISTED },
  [KIN_PLACEMENT_REQUEST_PLANNED_END] = { "planned_end", N_("Until about"), KIN_DATE, 0 },
  [KIN_PLACEMENT_REQUEST_WHY] = { "why", N_("Why a home is needed"), KIN_NOTE, 0 },
  [KIN_PLACEMENT_REQUEST_TOGETHER] = { "together", N_("Brothers and sisters together"), KIN_CODE, 0, .choices = "together_plan" },
  [KIN_PLACEMENT_REQUEST_CATEGORIES] = { "categories", N_("Kinds of home"), KIN_CODES, KIN_LISTED, .choices = "approval_category", .section = N_("What would suit") },
  [KIN_PLACEMENT_REQUEST_FOSTER] = { "foster", N_("Foster home"), KIN_CODE, 0, .choices = "suitability" },
  [KIN_PLACEMENT_REQUEST_RESIDENTIAL] = { "residential", N_("Residential home"), KIN_CODE, 0, .choices = "suitability" },
  [KIN_PLACEMENT_REQUEST_SUPPORTED] = { "supported", N_("Supported accommodation"), KIN_CODE, 0, .choices = "suitability" },
  [KIN_PLACEMENT_REQUEST_AREA] = { "area", N_("Preferred area"), KIN_TEXT, KIN_LISTED,
    .hint = N_("Outward postcodes or places") },
  [KIN_PLACEMENT_REQUEST_SCHOOL] = { "school", N_("School to keep"), KIN_TEXT, KIN_WITHHELD },
  [KIN_PLACEMENT_REQUEST_NEEDS] = { "needs", N_("Needs"), KIN_CODES, KIN_LISTED, .choices = "need" },
  [KIN_PLACEMENT_REQUEST_SOLO] = { "solo", N_("Must live without other children"), KIN_CODE, 0, .choices = "yes_no" },
  [KIN_PLACEMENT_REQUEST_ALONGSIDE] = { "alongside", N_("Who can live with them"), KIN_TEXT, 0 },
  [KIN_PLACEMENT_REQUEST_LANGUAGES] = { "languages", N_("Languages"), KIN_TEXT, 0 },
  [KIN_PLACEMENT_REQUEST_RELIGION] = { "religion", N_("Religion and culture"), KIN_TEXT, 0 },
  [KIN_PLACEMENT_REQUEST_RISKS] = { "risks", N_("Risks"), KIN_CODES, 0, .choices = "risk_flag" },
  [KIN_PLACEMENT_REQUEST_NOT_WITH] = { "not_with", N_("Cannot live with"), KIN_NOTE, 0 },
  [KIN_PLACEMENT_REQUEST_DEPRIVATION] = { "deprivation", N_("A deprivation of liberty order is in force or sought"), KIN_FLAG, 0 },
  [KIN_PLACEMENT_REQUEST_WISHES] = { "wishes", N_("The child's wishes"), KIN_NOTE, 0, .section = N_("Views") },
  [KIN_PLACEMENT_REQUEST_PARENTS_VIEWS] = { "parents_views", N_("The parents' views"), KIN_NOTE, 0 },
  [KIN_PLACEMENT_REQUEST_DECIDED] = { "decided", N_("Decided on"), KIN_DATE, KIN_LISTED | KIN_PAST, .section = N_("The decision") },
  [KIN_PLACEMENT_REQUEST_DECIDED_BY] = { "decided_by", N_("Decided by"), KIN_TEXT, 0 },
  [KIN_PLACEMENT_REQUEST_DECIDED_BECAUSE] = { "decided_because", N_("Because"), KIN_CODES, KIN_LISTED, .choices = "decided_because" },
  [KIN_PLACEMENT_REQUEST_DECIDED_NOTE] = { "decided_note", N_("In words"), KIN_NOTE, 0 },
  [KIN_PLACEMENT_REQUEST_PLACEMENT] = { "placement", N_("Became the placement"), KIN_LINK, 0, .link = "placement" },
  [KIN_PLACEMENT_REQUEST_OUTSIDE_REASON] = { "outside_reason", N_("Why bought from outside"), KIN_CODE, 0, .choices = "outside_reason" },
  [KIN_PLACEMENT_REQUEST_DISTANCE_REASON] = { "distance_reason", N_("Why at a distance"), KIN_CODE, 0, .choices = "distance_reason" },
  [KIN_PLACEMENT_REQUEST_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
placement_request_title (KinRecord *record)
{
  return kin_text_title (record, KIN_PLACEMENT_REQUEST_NAME, _("Request"));
}

static void
placement_request_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_order (record, KIN_PLACEMENT_REQUEST_ASKED, KIN_PLACEMENT_REQUEST_DECIDED, _("It cannot be decided before it was asked."), problem, data);
}

const KinType kin_placement_request = {
  .name = "placement_request", .label = N_("Request for a home"), .plural = N_("Requests for a home"), .scope = KIN_GENERAL,
  .fields = placement_request_fields, .n_fields = KIN_PLACEMENT_REQUEST_N_FIELDS,
  .title = placement_request_title,
  .check = placement_request_check,
};

/* clang-format off */
static const KinField request_child_fields[] = {
  [KIN_REQUEST_CHILD_REQUEST] = { "request", N_("Request"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "placement_request" },
  [KIN_REQUEST_CHILD_CHILD] = { "child", N_("Child"), KIN_LINK, KIN_REQUIRED | KIN_LISTED, .link = "child" },
};
/* clang-format on */

static char *
request_child_title (KinRecord *record)
{
  return g_strdup (_("Child in a request"));
}

const KinType kin_request_child = {
  .name = "request_child", .label = N_("Child in a request"), .plural = N_("Children in requests"), .scope = KIN_GENERAL,
  .fields = request_child_fields, .n_fields = KIN_REQUEST_CHILD_N_FIELDS,
  .title = request_child_title,
};

/* clang-format off */
static const KinField offer_fields[] = {
  [KIN_OFFER_REQUEST] = { "request", N_("Request"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "placement_request", .section = N_("The offer") },
  [KIN_OFFER_HOUSEHOLD] = { "household", N_("Home"), KIN_LINK, KIN_LISTED, .link = "household" },
  [KIN_OFFER_PROVIDER] = { "provider", N_("Provider"), KIN_LINK, KIN_LISTED, .link = "provider" },
  [KIN_OFFER_ESTABLISHMENT] = { "establishment", N_("Residential home"), KIN_LINK, KIN_LISTED, .link = "establishment" },
  [KIN_OFFER_STATE] = { "state", N_("State"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "offer_state" },
  [KIN_OFFER_APPROACHED] = { "approached", N_("Approached on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_OFFER_APPROACHED_AT] = { "approached_at", N_("At"), KIN_TIME, 0 },
  [KIN_OFFER_BY] = { "by", N_("By"), KIN_TEXT, 0 },
  [KIN_OFFER_ANSWERED] = { "answered", N_("Answered on"), KIN_DATE, KIN_LISTED | KIN_PAST },
  [KIN_OFFER_UNTIL] = { "until", N_("Offered until"), KIN_DATE, KIN_LISTED },
  [KIN_OFFER_CHILDREN] = { "children", N_("For how many"), KIN_NUMBER, KIN_LISTED },
  [KIN_OFFER_PRICE] = { "price", N_("Price"), KIN_PRICE, KIN_LISTED },
  [KIN_OFFER_DECLINED_BECAUSE] = { "declined_because", N_("Declined because"), KIN_CODE, KIN_LISTED, .choices = "declined_because" },
  [KIN_OFFER_DISTANCE] = { "distance", N_("Miles from home, in tenths"), KIN_NUMBER, 0 },
  [KIN_OFFER_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
offer_title (KinRecord *record)
{
  return kin_coded_title (record, KIN_OFFER_STATE, _("Offer"), KIN_OFFER_APPROACHED);
}

static void
offer_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  if (!kin_record_has (record, KIN_OFFER_HOUSEHOLD)
      && !kin_record_has (record, KIN_OFFER_PROVIDER)
      && !kin_record_has (record, KIN_OFFER_ESTABLISHMENT))
    problem (KIN_OFFER_HOUSEHOLD, _("Name a home, a provider or a residential home."), data);
  kin_check_order (record, KIN_OFFER_APPROACHED, KIN_OFFER_ANSWERED, _("They cannot answer before they are asked."), problem, data);
  kin_check_order (record, KIN_OFFER_APPROACHED, KIN_OFFER_UNTIL, _("An offer cannot end before it is made."), problem, data);
}

const KinType kin_offer = {
  .name = "offer", .label = N_("Offer"), .plural = N_("Offers"), .scope = KIN_GENERAL,
  .fields = offer_fields, .n_fields = KIN_OFFER_N_FIELDS,
  .title = offer_title,
  .check = offer_check,
};

/* clang-format off */
static const KinField budget_fields[] = {
  [KIN_BUDGET_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT, .section = N_("The budget") },
  [KIN_BUDGET_YEAR] = { "year", N_("Year ending 31 March"), KIN_NUMBER, KIN_REQUIRED | KIN_LISTED },
  [KIN_BUDGET_CATEGORY] = { "category", N_("Category"), KIN_CODE, KIN_LISTED, .choices = "commissioning_category" },
  [KIN_BUDGET_PROVIDER] = { "provider", N_("Provider"), KIN_LINK, 0, .link = "provider" },
  [KIN_BUDGET_AMOUNT] = { "amount", N_("Amount"), KIN_MONEY, KIN_REQUIRED | KIN_LISTED },
  [KIN_BUDGET_AGREED] = { "agreed", N_("Agreed on"), KIN_DATE, KIN_PAST },
  [KIN_BUDGET_SOURCE] = { "source", N_("Source"), KIN_TEXT, 0 },
  [KIN_BUDGET_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
budget_title (KinRecord *record)
{
  return kin_text_title (record, KIN_BUDGET_NAME, _("Budget"));
}

static void
budget_check (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data)
{
  kin_check_year (record, KIN_BUDGET_YEAR, problem, data);
}

const KinType kin_budget = {
  .name = "budget", .label = N_("Budget"), .plural = N_("Budgets"), .scope = KIN_FOR_MONEY,
  .fields = budget_fields, .n_fields = KIN_BUDGET_N_FIELDS,
  .title = budget_title,
  .check = budget_check,
};
