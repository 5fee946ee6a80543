/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of labels, and the same figures as a table that goes out. */
#include "agency_tables.h"

#include <glib/gi18n-lib.h>

#include "figure_cards.h"
#include "money.h"

static char *
tenths (int permille)
{
  return permille >= 0 ? g_strdup_printf ("%d.%d %%", permille / 10, permille % 10) : g_strdup ("–");
}

char *
kin_agency_share_text (guint part, guint whole)
{
  return tenths (kin_agency_share (part, whole));
}

static char *
per_child (const KinAgencySum *sum)
{
  KinPence pence = kin_agency_per_child (sum);

  return pence >= 0 ? kin_pence_to_text (pence) : g_strdup ("–");
}

static void
add_line (GtkWidget *grid, const KinAgencyLine *line, guint of, gboolean strong)
{
  g_autofree char *count = g_strdup_printf ("%u", line->sum.children), *share = kin_agency_share_text (line->sum.children, of);
  g_autofree char *low = g_strdup_printf ("%u", line->above[0]), *high = g_strdup_printf ("%u", line->above[1]);
  g_autofree char *gross = kin_pence_to_text (line->sum.gross), *without = kin_pence_to_text (line->without_education), *net = kin_pence_to_text (line->sum.net);
  g_autofree char *one = per_child (&line->sum);
  const char      *cells[] = { line->label, count, share, low, high, gross, without, net, one, NULL };

  kin_grid_add (grid, cells, strong);
}

static void
sum_lines (const KinAgency *agency, KinAgencyLine *all, gboolean commissioned)
{
  for (guint i = 0; i < agency->lines->len; i++)
    {
      const KinAgencyLine *line = &g_array_index (agency->lines, KinAgencyLine, i);

      if (commissioned && *line->code == '\0')
        continue;
      kin_agency_add (&all->sum, &line->sum);
      all->without_education += line->without_education;
      all->above[0] += line->above[0];
      all->above[1] += line->above[1];
    }
}

GtkWidget *
kin_agency_lines_new (const KinAgency *agency)
{
  const char   *heads[] = { _("By category"), _("Children"), _("Of all"), _("Above £3,500"), _("Above £5,500"), _("A week, gross"), _("Without education"), _("Net"), _("One child, gross"), NULL };
  GtkWidget    *grid = kin_grid_new (_("All placements of the day by category"), heads);
  KinAgencyLine bought = { .label = (char *) _("All commissioned") }, all = { .label = (char *) _("All placements") };

  sum_lines (agency, &bought, TRUE);
  sum_lines (agency, &all, FALSE);
  for (guint i = 0; i < agency->lines->len; i++)
    add_line (grid, &g_array_index (agency->lines, KinAgencyLine, i), all.sum.children, FALSE);
  add_line (grid, &bought, all.sum.children, TRUE);
  add_line (grid, &all, all.sum.children, TRUE);
  return grid;
}

static char *
measure_text (const KinAgencySum *sum, KinMeasure measure)
{
  if (measure == KIN_MEASURE_CHILDREN)
    return g_strdup_printf ("%u", sum->children);
  return measure == KIN_MEASURE_WEEKLY ? kin_pence_to_text (sum->gross) : per_child (sum);
}

static void
add_month (GtkWidget *grid, const KinAgencyMonth *month, KinMeasure measure)
{
  KinAgencySum     all = { 0 };
  guint            own = month->by_return[KIN_PROVISION_OWN].children, agency = month->by_return[KIN_PROVISION_AGENCY].children;
  g_autofree char *day = kin_day_to_words (month->day);
  char            *sums[KIN_N_PROVISIONS];
  g_autofree char *total = NULL, *own_fostered = kin_agency_share_text (own, month->fostered), *own_all = kin_agency_share_text (own, month->looked_after);
  g_autofree char *agency_fostered = kin_agency_share_text (agency, month->fostered), *agency_all = kin_agency_share_text (agency, month->looked_after);

  for (int i = 0; i < KIN_N_PROVISIONS; i++)
    {
      sums[i] = measure_text (&month->by_return[i], measure);
      kin_agency_add (&all, &month->by_return[i]);
    }
  total = measure_text (&all, measure);
  {
    const char *cells[] = { day, sums[0], sums[1], sums[2], total, own_fostered, own_all, agency_fostered, agency_all, NULL };

    kin_grid_add (grid, cells, FALSE);
  }
  for (int i = 0; i < KIN_N_PROVISIONS; i++)
    g_free (sums[i]);
}

GtkWidget *
kin_agency_months_new (const KinAgency *agency, KinMeasure measure)
{
  const char *names[KIN_N_MEASURES] = { _("Foster placements, children"), _("Foster placements, a week, gross"), _("Foster placements, one child a week, gross") };
  const char *heads[] = { names[measure], kin_provision_to_text (KIN_PROVISION_OWN), kin_provision_to_text (KIN_PROVISION_OTHER), kin_provision_to_text (KIN_PROVISION_AGENCY),
                          _("All fostered"), _("In-house of fostered"), _("In-house of all in care"), _("Agency of fostered"), _("Agency of all in care"), NULL };
  GtkWidget  *grid = kin_grid_new (names[measure], heads);

  for (int i = KIN_AGENCY_MONTHS - 1; i >= 0; i--)
    add_month (grid, &agency->months[i], measure);
  return grid;
}

static void
put_sum (KinShown *shown, KinDay day, const char *by, const char *label, const KinAgencySum *sum, guint fostered, guint looked_after)
{
  KinPence         one = kin_agency_per_child (sum);
  g_autofree char *of_fostered = fostered > 0 ? kin_agency_share_text (sum->children, fostered) : NULL;
  g_autofree char *of_all = kin_agency_share_text (sum->children, looked_after);

  kin_shown_day (shown, day);
  kin_shown_text (shown, by);
  kin_shown_text (shown, label);
  kin_shown_number (shown, sum->children);
  kin_shown_text (shown, of_fostered);
  kin_shown_text (shown, of_all);
  kin_shown_number (shown, sum->priced);
  kin_shown_pence (shown, sum->gross);
  kin_shown_pence (shown, sum->net);
  if (one >= 0)
    kin_shown_pence (shown, one);
  else
    kin_shown_empty (shown);
}

KinShown *
kin_agency_shown (const KinAgency *agency, const char *scope)
{
  KinShown    *shown = kin_shown_new (_("Agency and in-house"), scope);
  const guint looked_after = agency->months[KIN_AGENCY_MONTHS - 1].looked_after;

  kin_shown_column (shown, "day", _("Day"), FALSE);
  kin_shown_column (shown, "by", _("By"), FALSE);
  kin_shown_column (shown, "line", _("Line"), FALSE);
  kin_shown_column (shown, "children", _("Children"), FALSE);
  kin_shown_column (shown, "of_fostered", _("Of fostered"), FALSE);
  kin_shown_column (shown, "of_looked_after", _("Of all in care"), FALSE);
  kin_shown_column (shown, "priced", _("With a price"), FALSE);
  kin_shown_column (shown, "weekly_gross", _("A week, gross"), FALSE);
  kin_shown_column (shown, "weekly_net", _("Net"), FALSE);
  kin_shown_column (shown, "per_child", _("One child, gross"), FALSE);
  for (guint i = 0; i < agency->lines->len; i++)
    {
      const KinAgencyLine *line = &g_array_index (agency->lines, KinAgencyLine, i);

      put_sum (shown, agency->at, _("category"), line->label, &line->sum, 0, looked_after);
    }
  for (int i = KIN_AGENCY_MONTHS - 1; i >= 0; i--)
    for (int k = 0; k < KIN_N_PROVISIONS; k++)
      put_sum (shown, agency->months[i].day, _("whose provision, fostered"), kin_provision_to_text ((KinProvision) k), &agency->months[i].by_return[k],
               agency->months[i].fostered, agency->months[i].looked_after);
  return shown;
}
