/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure: one figure on one day, for people and for programs. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "command.h"
#include "figures.h"
#include "text_table.h"

/* clang-format off */
static const struct { const char *name, *words; } words[] = {
  { "sex", N_("Sex") }, { "age", N_("Age") }, { "ethnic-group", N_("Ethnic group") }, { "ethnicity", N_("Ethnicity") },
  { "legal-status", N_("Legal status") }, { "place", N_("Where they live") }, { "provider", N_("Whose provision") },
  { "placements", N_("Placements") }, { "category", N_("Category") }, { "period", N_("Period") },
  { "together", N_("Together") },
  { "entering", N_("Entering") }, { "leaving", N_("Leaving") }, { "net", N_("Net") }, { "opening", N_("Before") }, { "closing", N_("After") },
  { "error", N_("Not accounted for") },
  { "above_3500", N_("Above £3,500") }, { "above_5500", N_("Above £5,500") }, { "above_3500_total", N_("With education") },
  { "above_5500_total", N_("Above £5,500") }, { "above_3500_net", N_("Net of others' share") }, { "above_5500_net", N_("Above £5,500") },
};
/* clang-format on */

/* What a breakdown or a column is called; its name where this file has no word for it. */
static const char *
get_words (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].name, name) == 0)
      return words[i].words;
  return name;
}

static void
add_part (KinTextTable *table, const KinFigure *figure, const KinFigurePart *part, const char *indent)
{
  g_autofree char *deeper = g_strconcat (indent, "  ", NULL);

  kin_text_table_add (table, g_strconcat (indent, *part->label != '\0' ? part->label : _("Not known"), NULL));
  kin_text_table_add_right (table, g_strdup_printf ("%" G_GINT64_FORMAT, part->value));
  kin_text_table_add_right (table, part->permille >= 0 ? g_strdup_printf ("%d.%d %%", part->permille / 10, part->permille % 10) : NULL);
  for (guint k = 0; part->more != NULL && k < figure->n_columns; k++)
    kin_text_table_add_right (table, g_strdup_printf ("%" G_GINT64_FORMAT, part->more[k]));
  kin_text_table_end_row (table);
  for (guint i = 0; part->parts != NULL && i < part->parts->len; i++)
    add_part (table, figure, part->parts->pdata[i], deeper);
}

/* A table for each breakdown. */
static void
say_parts (const KinFigure *figure)
{
  const char *group = NULL;
  KinTextTable *table = NULL;

  for (guint i = 0; figure->parts != NULL && i < figure->parts->len; i++)
    {
      const KinFigurePart *part = figure->parts->pdata[i];
      const char *headings[16] = { get_words (part->group), "", "" };

      if (group == NULL || (strcmp (group, part->group) != 0 && strcmp (part->group, "total") != 0)) /* a total ends its table */
        {
          if (table != NULL)
            kin_text_table_print (table);
          if (table != NULL)
            kin_tool_say ("%s", "");
          table = kin_text_table_new ();
          for (guint k = 0; k < figure->n_columns; k++)
            headings[3 + k] = get_words (figure->columns[k]);
          kin_text_table_head (table, headings, 3 + (part->more != NULL ? figure->n_columns : 0));
        }
      group = part->group;
      add_part (table, figure, part, "  ");
    }
  if (table != NULL)
    kin_text_table_print (table);
}

static void
figure_text (const KinFigure *figure)
{
  g_autofree char *value = kin_figure_value_to_text (figure);
  g_autofree char *day = kin_day_to_words (figure->at);

  kin_tool_say (_("%s on %s: %s"), figure->name, day, value);
  if (figure->is_share)
    kin_tool_say (_("%u of %u"), figure->numerator != NULL ? figure->numerator->len : 0, figure->denominator != NULL ? figure->denominator->len : 0);
  if (figure->basis != NULL)
    kin_tool_say ("%s", figure->basis);
  say_parts (figure);
  kin_tool_say_lines (figure->because, "");
}

/* An option that would change nothing was meant for another figure. FALSE: said. */
static gboolean
check_belongs (KinTool *tool, const char *option, const char *figure)
{
  if (kin_tool_option (tool, option) == NULL || strcmp (kin_tool_word (tool, 0), figure) == 0)
    return TRUE;
  kin_tool_usage (_("--%s belongs to the figure %s, not to %s."), option, figure, kin_tool_word (tool, 0));
  return FALSE;
}

/* FALSE: said. */
static gboolean
read_ask (KinTool *tool, KinFigureAsk *ask)
{
  const char *basis = kin_tool_option (tool, "basis"), *by = kin_tool_option (tool, "by");

  ask->name = kin_tool_word (tool, 0);
  if (!check_belongs (tool, "basis", "agency-share") || !check_belongs (tool, "by", "entering-leaving") ||
      !check_belongs (tool, "from", "entering-leaving") || !kin_tool_day (tool, "at", &ask->at))
    return FALSE;
  if (tool->as_known != NULL && kin_tool_option (tool, "at") == NULL)
    ask->at = kin_day_of_ms (kin_reader_known_at (tool->as_known));
  if (kin_tool_option (tool, "from") != NULL && !kin_tool_day (tool, "from", &ask->from))
    return FALSE;
  if (basis != NULL && !kin_basis_parse (basis, &ask->basis))
    {
      kin_tool_usage (_("“%s” is not a basis (--basis). It is category or 903."), basis);
      return FALSE;
    }
  if (by != NULL && !kin_flow_by_parse (by, &ask->by))
    {
      kin_tool_usage (_("“%s” is not a period (--by). It is calendar-year, financial-year or month."), by);
      return FALSE;
    }
  return TRUE;
}

KinExit
kin_run_figure (KinTool *tool)
{
  KinFigureAsk ask = { .basis = KIN_BASIS_CATEGORY, .by = KIN_FLOW_CALENDAR_YEAR };
  g_autoptr (KinFigure) figure = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_strv_contains (kin_figure_names (), kin_tool_word (tool, 0)))
    {
      g_autofree char *names = g_strjoinv (", ", (char **) kin_figure_names ());

      return kin_tool_usage (_("“%s” is not a figure. They are: %s."), kin_tool_word (tool, 0), names);
    }
  if (!read_ask (tool, &ask))
    return KIN_EXIT_USAGE;
  figure = kin_book_figure (tool->reader, &ask, &error);
  if (figure == NULL)
    return kin_tool_fail (error);
  if (kin_tool_flag (tool, "json"))
    kin_tool_json (kin_figure_to_json (figure));
  else
    figure_text (figure);
  return KIN_EXIT_DONE;
}
