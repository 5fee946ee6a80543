/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of all record types, and finding one or one of its fields by name. */
#include "type.h"

#include <string.h>

#include "buying.h"
#include "children.h"
#include "people.h"
#include "returns.h"

/* In the order in which they are taught, listed and exported: what is linked to before what links. */
static const KinType *const types[] = {
  &kin_household, &kin_carer, &kin_member, &kin_approval, &kin_exemption, &kin_exemption_child, &kin_unavailability,
  &kin_child, &kin_care_period, &kin_legal_status, &kin_placement, &kin_sibling_group, &kin_sibling, &kin_home_address,
  &kin_provider, &kin_establishment, &kin_price_line, &kin_funding_split,
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
