/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Costs in words. */
#include "costs.h"

#include <glib/gi18n-lib.h>

#include "because.h"

static const char *const kind_names[] = {
  [KIN_PRICE_CORE] = N_("core fee"), [KIN_PRICE_ADDITIONAL] = N_("additional"), [KIN_PRICE_ONE_OFF] = N_("one-off"),
  [KIN_PRICE_DISCOUNT] = N_("discount"), [KIN_PRICE_RETAINER] = N_("retainer"), [KIN_PRICE_CREDIT] = N_("credit"),
};

static const char *const funder_names[] = {
  [KIN_FUNDER_SOCIAL_CARE] = N_("social care"), [KIN_FUNDER_HEALTH] = N_("health"),
  [KIN_FUNDER_EDUCATION] = N_("education"), [KIN_FUNDER_OTHER] = N_("other"),
};

static const char *const basis_names[] = {
  [KIN_COSTS_TOTAL] = N_("total"), [KIN_COSTS_WITHOUT_EDUCATION] = N_("total without education"),
  [KIN_COSTS_NET] = N_("net cost to social care"),
};

const char *
kin_costs_basis_to_text (KinCostsBasis basis)
{
  g_return_val_if_fail ((guint) basis < G_N_ELEMENTS (basis_names), "");
  return _(basis_names[basis]);
}

const char *
kin_funder_to_text (KinFunder funder)
{
  g_return_val_if_fail ((guint) funder < G_N_ELEMENTS (funder_names), "");
  return _(funder_names[funder]);
}

static const char *
get_kind (const KinPriceLine *line)
{
  return (guint) line->kind < G_N_ELEMENTS (kind_names) ? _(kind_names[line->kind]) : "?";
}

static void
explain_parts (GPtrArray *because, const KinPence *parts)
{
  gboolean shared = FALSE;

  for (int f = KIN_FUNDER_HEALTH; f < KIN_N_FUNDERS; f++)
    shared = shared || parts[f] != 0;
  for (int f = 0; f < KIN_N_FUNDERS && shared; f++)
    if (parts[f] != 0)
      {
        g_autofree char *text = kin_pence_to_text (parts[f]);

        kin_because_add (because, _("%s pays %s"), kin_funder_to_text ((KinFunder) f), text);
      }
}

KinCostsOn *
kin_costs_on (const KinCostsFacts *facts, KinDay on)
{
  KinCostsOn *result = g_new (KinCostsOn, 1);
  g_autofree char *total = NULL;

  kin_costs_sum_on (facts, on, result);
  result->because = kin_because_new ();
  if (!result->live)
    {
      kin_because_add (result->because, "%s", _("nobody is placed on this day"));
      return result;
    }
  for (guint i = 0; i < facts->n_lines; i++)
    {
      KinPence weekly = kin_costs_weekly (facts, i, on);
      g_autofree char *text = kin_pence_to_text (weekly);

      if (weekly != 0)
        kin_because_add (result->because, _("%s %s a week"), get_kind (&facts->lines[i]), text);
    }
  total = kin_pence_to_text (result->weekly[KIN_COSTS_TOTAL]);
  kin_because_add (result->because, _("together %s a week"), total);
  explain_parts (result->because, result->parts);
  return result;
}

KinCostsBetween *
kin_costs_between (const KinCostsFacts *facts, KinDay a, KinDay b)
{
  KinCostsBetween *result = g_new (KinCostsBetween, 1);
  g_autofree char *total = NULL;

  kin_costs_sum_between (facts, a, b, result);
  result->because = kin_because_new ();
  for (guint i = 0; i < facts->n_lines; i++)
    {
      KinPence cost = kin_costs_line (facts, i, a, b);
      g_autofree char *text = kin_pence_to_text (cost);

      if (cost != 0 && facts->lines[i].basis == KIN_PRICE_ONCE)
        kin_because_add (result->because, _("%s once: %s"), get_kind (&facts->lines[i]), text);
      else if (cost != 0)
        kin_because_add (result->because, _("%s for %d days: %s"), get_kind (&facts->lines[i]),
                         kin_costs_days (facts, &facts->lines[i], a, b), text);
    }
  total = kin_pence_to_text (result->total);
  kin_because_add (result->because, _("together %s for %d days in placement"), total, result->days);
  explain_parts (result->because, result->parts);
  if (result->unpriced_days > 0)
    kin_because_add (result->because, _("%d days without a price"), result->unpriced_days);
  if (result->uncovered_days > 0)
    {
      g_autofree char *text = kin_pence_to_text (result->uncovered);

      kin_because_add (result->because, _("%d days priced with nobody placed: %s"), result->uncovered_days, text);
    }
  return result;
}

void
kin_costs_on_free (KinCostsOn *result)
{
  if (result)
    g_clear_pointer (&result->because, g_ptr_array_unref);
  g_free (result);
}

void
kin_costs_between_free (KinCostsBetween *result)
{
  if (result)
    g_clear_pointer (&result->because, g_ptr_array_unref);
  g_free (result);
}
