/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns and chips of the page of providers. */
#include "providers_page.h"

#include <glib/gi18n-lib.h>

#include "codes.h"
#include "money.h"
#include "providers.h"

static gpointer
ask (KinReader *reader, KinDay day)
{
  return kin_book_providers (reader, day);
}

static const GArray *
rows (gconstpointer answer)
{
  return ((const KinProviders *) answer)->rows;
}

/* Those who are not named are a row that opens nothing. */
static gint64
opens (gconstpointer row)
{
  return ((const KinProviderRow *) row)->provider;
}

static gint64
number (gconstpointer row)
{
  return opens (row) != 0 ? opens (row) : -1;
}

static void
name_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  kin_cell_text (cell, ((const KinProviderRow *) row)->name);
}

static void
kind_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  const char *kind = ((const KinProviderRow *) row)->kind;

  kin_cell_text (cell, *kind != '\0' ? kin_code_label ("provider_type", kind) : NULL);
}

static void
grade_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  const char *grade = ((const KinProviderRow *) row)->grade;

  kin_cell_text (cell, *grade != '\0' ? kin_code_label ("ofsted_grade", grade) : NULL);
}

static void
homes_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  if (opens (row) != 0)
    kin_cell_number (cell, ((const KinProviderRow *) row)->homes + ((const KinProviderRow *) row)->establishments);
}

static void
contracts_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  if (opens (row) != 0)
    kin_cell_number (cell, ((const KinProviderRow *) row)->contracts);
}

static void
ends_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  kin_cell_day (cell, ((const KinProviderRow *) row)->contract_ends);
}

static void
children_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  kin_cell_number (cell, ((const KinProviderRow *) row)->children);
}

static void
gross_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  if (((const KinProviderRow *) row)->children > 0)
    kin_cell_pence (cell, ((const KinProviderRow *) row)->weekly[KIN_COSTS_TOTAL]);
}

static void
net_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  if (((const KinProviderRow *) row)->children > 0)
    kin_cell_pence (cell, ((const KinProviderRow *) row)->weekly[KIN_COSTS_NET]);
}

static void
unpriced_cell (gconstpointer row, KinDesk *desk, KinOutCell *cell)
{
  if (((const KinProviderRow *) row)->unpriced > 0)
    kin_cell_number (cell, ((const KinProviderRow *) row)->unpriced);
}

static gboolean
passes (gconstpointer data, guint chip)
{
  const KinProviderRow *row = data;

  return chip == 0 ? row->children > 0 : chip == 1 ? row->children > 0 && row->contracts == 0 : row->unpriced > 0;
}

static char *
sum (gconstpointer answer, const GPtrArray *shown)
{
  g_autofree char *gross = NULL, *net = NULL;
  KinPence         weekly[KIN_N_COSTS] = { 0 };
  guint            children = 0;

  for (guint i = 0; i < shown->len; i++)
    {
      const KinProviderRow *row = shown->pdata[i];

      children += row->children;
      for (int k = 0; k < KIN_N_COSTS; k++)
        weekly[k] += row->weekly[k];
    }
  gross = kin_pence_to_text (weekly[KIN_COSTS_TOTAL]);
  net = kin_pence_to_text (weekly[KIN_COSTS_NET]);
  return g_strdup_printf (_("%u children · %s a week, gross · %s net to social care"), children, gross, net);
}

/* clang-format off */
static const KinFigureColumn columns[] = { /* together they fit a screen of 1024 beside the sidebar; the foot has the sum of what is spare */
  { "provider", N_("Provider"), KIN_COLUMN_STRONG | KIN_COLUMN_EXPAND, 152, FALSE, TRUE, name_cell, NULL },
  { "children", N_("Children"), KIN_COLUMN_RIGHT, 76, FALSE, FALSE, children_cell, NULL },
  { "weekly_gross", N_("A week, gross"), KIN_COLUMN_RIGHT, 110, FALSE, FALSE, gross_cell, NULL },
  { "weekly_net", N_("Net"), KIN_COLUMN_RIGHT | KIN_COLUMN_SPARE, 104, FALSE, FALSE, net_cell, NULL },
  { "homes", N_("Homes"), KIN_COLUMN_RIGHT, 62, FALSE, FALSE, homes_cell, NULL },
  { "contracts", N_("Contracts"), KIN_COLUMN_RIGHT, 80, FALSE, FALSE, contracts_cell, NULL },
  { "contract_ends", N_("First to end"), 0, 148, FALSE, FALSE, ends_cell, NULL },
  { "kind", N_("Kind"), KIN_COLUMN_EXPAND, 104, FALSE, FALSE, kind_cell, NULL },
  { "grade", N_("Ofsted"), 0, 94, FALSE, FALSE, grade_cell, NULL },
  { "unpriced", N_("No price"), KIN_COLUMN_RIGHT | KIN_COLUMN_SPARE, 76, FALSE, FALSE, unpriced_cell, NULL },
  { NULL },
};

/* For those who may not see money. */
static const KinFigureColumn columns_without_money[] = {
  { "provider", N_("Provider"), KIN_COLUMN_STRONG | KIN_COLUMN_EXPAND, 180, FALSE, TRUE, name_cell, NULL },
  { "children", N_("Children"), KIN_COLUMN_RIGHT, 78, FALSE, FALSE, children_cell, NULL },
  { "homes", N_("Homes"), KIN_COLUMN_RIGHT, 66, FALSE, FALSE, homes_cell, NULL },
  { "kind", N_("Kind"), KIN_COLUMN_EXPAND, 110, FALSE, FALSE, kind_cell, NULL },
  { "grade", N_("Ofsted"), 0, 96, FALSE, FALSE, grade_cell, NULL },
  { NULL },
};

static const char *const chips[] = { N_("With our children"), N_("Without a contract"), N_("Without a price"), NULL };

static const char *const chips_without_money[] = { N_("With our children"), NULL };

static const KinFigureSpec spec = {
  .title = N_("Providers"), .noun = N_("providers"), .icon = "application-x-addon-symbolic",
  .empty_title = N_("No providers to show"),
  .empty_text = N_("Take a filter away, or press Ctrl+N to add the first provider. Its homes and contracts are added on its page."),
  .ask = ask, .free_answer = (GDestroyNotify) kin_providers_free, .rows = rows, .number = number, .opens = opens,
  .columns = columns, .chips = chips, .passes = passes, .sum = sum, .add = N_("Add provider"),
};

static const KinFigureSpec spec_without_money = {
  .title = N_("Providers"), .noun = N_("providers"), .icon = "application-x-addon-symbolic",
  .empty_title = N_("No providers to show"),
  .empty_text = N_("Take a filter away, or press Ctrl+N to add the first provider. Its homes and contracts are added on its page."),
  .ask = ask, .free_answer = (GDestroyNotify) kin_providers_free, .rows = rows, .number = number, .opens = opens,
  .columns = columns_without_money, .chips = chips_without_money, .passes = passes, .add = N_("Add provider"),
};
/* clang-format on */

GtkWidget *
kin_providers_page_new (KinDesk *desk)
{
  return kin_figure_list_new (desk, kin_sight_sees_money (kin_desk_sight (desk)) ? &spec : &spec_without_money);
}
