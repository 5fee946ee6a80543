/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of all record types, and finding one or one of its fields by name. */
#include "type.h"

#include <string.h>

#include "buying.h"
#include "child_life.h"
#include "children.h"
#include "homes_life.h"
#include "office.h"
#include "people.h"
#include "requests.h"
#include "returns.h"
#include "statutory.h"

/* In the order in which they are taught, listed and exported: what is linked to before what links. */
static const KinType *const types[] = {
  &kin_household, &kin_carer, &kin_member, &kin_approval, &kin_exemption, &kin_exemption_child, &kin_unavailability,
  &kin_child, &kin_care_period, &kin_legal_status, &kin_placement, &kin_sibling_group, &kin_sibling, &kin_home_address,
  &kin_provider, &kin_establishment, &kin_price_line, &kin_funding_split,
  &kin_contract, &kin_rate, &kin_agreement, &kin_absence, &kin_budget,
  &kin_placement_request, &kin_request_child, &kin_offer,
  &kin_availability_call, &kin_check, &kin_training, &kin_carer_review, &kin_supervision_visit, &kin_concern, &kin_campaign,
  &kin_enquiry,
  &kin_document, &kin_together_plan, &kin_contact_plan, &kin_placement_plan, &kin_delegation, &kin_authorisation,
  &kin_notification, &kin_visit, &kin_review, &kin_missing, &kin_plan, &kin_leaver_contact,
  &kin_allocation, &kin_deprivation_of_liberty, &kin_health_year, &kin_adoption, &kin_permanence,
  &kin_action, &kin_series, &kin_series_value, &kin_snapshot, &kin_decision, &kin_note, &kin_team, &kin_user, &kin_access,
  &kin_return_row,
};

const KinType *const *
kin_types (guint *n)
{
  *n = G_N_ELEMENTS (types);
  return types;
}

const KinType *
kin_type_find (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i]->name, name) == 0)
      return types[i];
  return NULL;
}

int
kin_type_number (const KinType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i] == type)
      return (int) i;
  return -1;
}

int
kin_type_field (const KinType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (strcmp (type->fields[i].name, name) == 0)
      return (int) i;
  return -1;
}

int
kin_type_period (const KinType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_PERIOD)
      return (int) i;
  return -1;
}
