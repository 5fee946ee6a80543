/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Providers and prices: the tables. */
#include "buying.h"

#include <glib/gi18n-lib.h>

#include "person.h"

/* clang-format off */
static const KinField provider_fields[] = {
  [KIN_PROVIDER_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT, .section = N_("The provider") },
  [KIN_PROVIDER_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_LISTED, .choices = "provider_type" },
  [KIN_PROVIDER_PROVIDER_CODE] = { "provider_code", N_("Whose provision"), KIN_CODE, KIN_LISTED, .choices = "placement_provider" },
  [KIN_PROVIDER_COMPANY_NUMBER] = { "company_number", N_("Company number"), KIN_TEXT, KIN_SOUGHT },
  [KIN_PROVIDER_URN] = { "urn", N_("Ofsted number (URN)"), KIN_IDENTIFIER, KIN_SOUGHT | KIN_LISTED, .choices = "urn" },
  [KIN_PROVIDER_GRADE] = { "grade", N_("Ofsted grade"), KIN_CODE, KIN_LISTED, .choices = "ofsted_grade" },
  [KIN_PROVIDER_GRADED] = { "graded", N_("Graded on"), KIN_DATE, KIN_PAST },
  [KIN_PROVIDER_FRAMEWORKS] = { "frameworks", N_("Frameworks and tiers"), KIN_TEXT, KIN_SOUGHT },
  [KIN_PROVIDER_CONTACT] = { "contact", N_("Contact"), KIN_TEXT, KIN_SOUGHT, .section = N_("How to reach them") },
  [KIN_PROVIDER_TELEPHONE] = { "telephone", N_("Telephone"), KIN_TEXT, KIN_LISTED | KIN_SOUGHT },
  [KIN_PROVIDER_EMAIL] = { "email", N_("Email"), KIN_TEXT, KIN_SOUGHT },
  [KIN_PROVIDER_ADDRESS] = { "address", N_("Address"), KIN_ADDRESS, KIN_SOUGHT },
  [KIN_PROVIDER_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
  [KIN_PROVIDER_MERGED_INTO] = { "merged_into", N_("Merged into"), KIN_LINK, KIN_HIDDEN, .link = "provider" },
};
/* clang-format on */

const KinType kin_provider = {
  .name = "provider", .label = N_("Provider"), .plural = N_("Providers"), .scope = KIN_GENERAL,
  .fields = provider_fields, .n_fields = KIN_PROVIDER_N_FIELDS,
};

/* clang-format off */
static const KinField establishment_fields[] = {
  [KIN_ESTABLISHMENT_PROVIDER] = { "provider", N_("Provider"), KIN_LINK, KIN_LISTED | KIN_OWNER, .link = "provider", .section = N_("The residential home") },
  [KIN_ESTABLISHMENT_NAME] = { "name", N_("Name"), KIN_TEXT, KIN_REQUIRED | KIN_LISTED | KIN_SOUGHT | KIN_WITHHELD },
  [KIN_ESTABLISHMENT_URN] = { "urn", N_("Ofsted number (URN)"), KIN_IDENTIFIER, KIN_LISTED | KIN_SOUGHT, .choices = "urn" },
  [KIN_ESTABLISHMENT_PLACEMENT_TYPE] = { "placement_type", N_("Type on the return"), KIN_CODE, KIN_LISTED, .choices = "placement_type" },
  [KIN_ESTABLISHMENT_PLACES] = { "places", N_("Registered places"), KIN_NUMBER, KIN_LISTED },
  [KIN_ESTABLISHMENT_ADDRESS] = { "address", N_("Address"), KIN_ADDRESS, KIN_SOUGHT | KIN_WITHHELD },
  [KIN_ESTABLISHMENT_AUTHORITY] = { "authority", N_("Authority"), KIN_CODE, KIN_LISTED, .choices = "local_authority" },
  [KIN_ESTABLISHMENT_TELEPHONE] = { "telephone", N_("Telephone"), KIN_TEXT, KIN_SOUGHT | KIN_WITHHELD },
  [KIN_ESTABLISHMENT_REGISTRATION] = { "registration", N_("Registered by"), KIN_CODE, 0, .choices = "registration" },
  [KIN_ESTABLISHMENT_GRADE] = { "grade", N_("Ofsted grade"), KIN_CODE, 0, .choices = "ofsted_grade" },
  [KIN_ESTABLISHMENT_CLOSED] = { "closed", N_("Closed on"), KIN_DATE, 0 },
  [KIN_ESTABLISHMENT_NOTE] = { "note", N_("Notes"), KIN_NOTE, KIN_SOUGHT },
};
/* clang-format on */

static char *
establishment_title (KinRecord *record)
{
  return g_strdup (kin_record_text (record, KIN_ESTABLISHMENT_NAME));
}

const KinType kin_establishment = {
  .name = "establishment", .label = N_("Residential home"), .plural = N_("Residential homes"), .scope = KIN_GENERAL,
  .fields = establishment_fields, .n_fields = KIN_ESTABLISHMENT_N_FIELDS,
  .title = establishment_title,
};

/* clang-format off */
static const KinField price_line_fields[] = {
  [KIN_PRICE_LINE_PLACEMENT] = { "placement", N_("Placement"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "placement", .section = N_("Price") },
  [KIN_PRICE_LINE_KIND] = { "kind", N_("Kind"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "price_kind" },
  [KIN_PRICE_LINE_PURPOSE] = { "purpose", N_("What it is for"), KIN_CODE, KIN_LISTED, .choices = "price_purpose",
    .hint = N_("Education lines can be left out of threshold bands") },
  [KIN_PRICE_LINE_PRICE] = { "price", N_("Price"), KIN_PRICE, KIN_LISTED },
  [KIN_PRICE_LINE_HOURS] = { "hours", N_("Hours a week, in hundredths"), KIN_NUMBER, 0,
    .hint = N_("For prices by the hour: 2550 is 25½ hours a week") },
  [KIN_PRICE_LINE_PERCENT] = { "percent", N_("Share of the core price, in hundredths of a per cent"), KIN_NUMBER, 0,
    .hint = N_("1000 is 10 per cent") },
  [KIN_PRICE_LINE_PERIOD] = { "period", N_("In force"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED,
    .hint = N_("A new price is a new line; the old one ends") },
  [KIN_PRICE_LINE_ORDER_NUMBER] = { "order_number", N_("Order number"), KIN_TEXT, KIN_SOUGHT },
  [KIN_PRICE_LINE_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
price_line_title (KinRecord *record)
{
  return kin_period_title (record, _("Price"), KIN_PRICE_LINE_PERIOD);
}

const KinType kin_price_line = {
  .name = "price_line", .label = N_("Price"), .plural = N_("Prices"), .scope = KIN_FOR_MONEY,
  .fields = price_line_fields, .n_fields = KIN_PRICE_LINE_N_FIELDS,
  .title = price_line_title,
};

/* clang-format off */
static const KinField funding_split_fields[] = {
  [KIN_FUNDING_SPLIT_PLACEMENT] = { "placement", N_("Placement"), KIN_LINK, KIN_REQUIRED | KIN_LISTED | KIN_OWNER, .link = "placement", .section = N_("Who pays") },
  [KIN_FUNDING_SPLIT_FUNDER] = { "funder", N_("Funder"), KIN_CODE, KIN_REQUIRED | KIN_LISTED, .choices = "funder" },
  [KIN_FUNDING_SPLIT_SHARE] = { "share", N_("Share, in hundredths of a per cent"), KIN_NUMBER, KIN_LISTED,
    .hint = N_("5000 is half; social care takes what remains") },
  [KIN_FUNDING_SPLIT_AMOUNT] = { "amount", N_("Or an amount a week"), KIN_MONEY, KIN_LISTED },
  [KIN_FUNDING_SPLIT_PERIOD] = { "period", N_("In force"), KIN_PERIOD, KIN_REQUIRED | KIN_LISTED },
  [KIN_FUNDING_SPLIT_NOTE] = { "note", N_("Notes"), KIN_NOTE, 0 },
};
/* clang-format on */

static char *
funding_split_title (KinRecord *record)
{
  return kin_period_title (record, _("Funding"), KIN_FUNDING_SPLIT_PERIOD);
}

const KinType kin_funding_split = {
  .name = "funding_split", .label = N_("Funding"), .plural = N_("Funding"), .scope = KIN_FOR_MONEY,
  .fields = funding_split_fields, .n_fields = KIN_FUNDING_SPLIT_N_FIELDS,
  .title = funding_split_title,
};
