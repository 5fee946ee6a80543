/* SPDX-License-Identifier: GPL-3.0-or-later */
/* places and costs: what the book computes, for people and for programs. */
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "command.h"
#include "homes.h"
#include "people.h"
#include "prices.h"
#include "text_table.h"

static struct json_object *
id_json (KinTool *tool, gint64 no)
{
  char text[KIN_ID_TEXT];
  KinId id;

  if (no == 0 || !kin_reader_id_of (tool->reader, no, &id))
    return NULL;
  kin_id_to_text (&id, text);
  return json_object_new_string (text);
}

static struct json_object *
day_json (KinDay day)
{
  g_autofree char *text = kin_day_to_iso (day);

  return text != NULL ? json_object_new_string (text) : NULL;
}

static struct json_object *
because_json (GPtrArray *because)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; because != NULL && i < because->len; i++)
    json_object_array_add (array, json_object_new_string (because->pdata[i]));
  return array;
}

static void
add_number (struct json_object *json, const char *name, gint64 number)
{
  json_object_object_add (json, name, json_object_new_int64 (number));
}

/* Places */

static struct json_object *
breaches_json (KinTool *tool, GPtrArray *breaches)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; breaches != NULL && i < breaches->len; i++)
    {
      const KinPlacesBreach *breach = breaches->pdata[i];
      struct json_object *json = json_object_new_object ();

      json_object_object_add (json, "child", id_json (tool, breach->child));
      json_object_object_add (json, "ends", day_json (breach->ends));
      json_object_object_add (json, "text", json_object_new_string (breach->text));
      json_object_array_add (array, json);
    }
  return array;
}

static struct json_object *
children_json (KinTool *tool, GArray *occupants)
{
  static const char *const states[] = { "here", "away", "planned", "elsewhere" };
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; i < occupants->len; i++)
    {
      const KinOccupant *occupant = &g_array_index (occupants, KinOccupant, i);
      struct json_object *json = json_object_new_object ();

      json_object_object_add (json, "child", id_json (tool, occupant->child));
      json_object_object_add (json, "placement", id_json (tool, occupant->placement));
      json_object_object_add (json, "state", json_object_new_string (states[occupant->state]));
      json_object_object_add (json, "from", day_json (occupant->from));
      json_object_object_add (json, "until", day_json (occupant->until));
      json_object_array_add (array, json);
    }
  return array;
}

static struct json_object *
home_json (KinTool *tool, const KinHome *home)
{
  const KinPlacesResult *p = home->places;
  struct json_object *json = json_object_new_object ();

  json_object_object_add (json, "id", id_json (tool, home->household));
  json_object_object_add (json, "name", home->name != NULL ? json_object_new_string (home->name) : NULL);
  json_object_object_add (json, "reference", home->reference != NULL ? json_object_new_string (home->reference) : NULL);
  json_object_object_add (json, "at", day_json (p->on));
  add_number (json, "places", p->vacant_firm + p->vacant_unconfirmed);
  add_number (json, "terms", p->terms);
  add_number (json, "over", p->over);
  add_number (json, "filled", p->filled);
  add_number (json, "held", p->held);
  add_number (json, "not_available", p->not_available);
  add_number (json, "restricted", p->restricted);
  add_number (json, "vacant_firm", p->vacant_firm);
  add_number (json, "vacant_unconfirmed", p->vacant_unconfirmed);
  json_object_object_add (json, "state", json_object_new_string (kin_home_state_to_text (home->state)));
  json_object_object_add (json, "terms_text", json_object_new_string (home->terms != NULL ? home->terms : ""));
  json_object_object_add (json, "next_change", day_json (p->next_change));
  json_object_object_add (json, "children", children_json (tool, home->occupants));
  json_object_object_add (json, "breaches", breaches_json (tool, p->breaches));
  json_object_object_add (json, "because", because_json (p->because));
  return json;
}

static void
home_row (KinTextTable *table, const KinHome *home)
{
  const KinPlacesResult *p = home->places;
  const gint64 numbers[] = { p->vacant_firm + p->vacant_unconfirmed, p->terms, p->filled, p->held, p->not_available, p->restricted, p->over };

  kin_text_table_add (table, g_strdup (home->name));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    kin_text_table_add_right (table, g_strdup_printf ("%" G_GINT64_FORMAT, numbers[i]));
  kin_text_table_add (table, g_strdup (home->state_text));
  kin_text_table_end_row (table);
}

static KinTextTable *
home_headings (void)
{
  static const char *const headings[] = { N_("Home"), N_("Places"), N_("Terms"), N_("Filled"), N_("Held"), N_("Not available"), N_("Restricted"),
                                          N_("Over"), N_("State") };
  KinTextTable *table = kin_text_table_new ();

  kin_text_table_head (table, headings, G_N_ELEMENTS (headings));
  return table;
}

static KinExit
places_of_one (KinTool *tool, const char *word, KinDay day)
{
  gint64 no = kin_tool_record (tool, &kin_household, word);
  g_autoptr (KinHome) home = no != 0 ? kin_book_home (tool->reader, no, day, KIN_NO_DAY) : NULL;
  KinTextTable *table;

  if (home == NULL)
    return KIN_EXIT_FAILED;
  if (kin_tool_flag (tool, "json"))
    {
      struct json_object *array = json_object_new_array ();

      json_object_array_add (array, home_json (tool, home));
      kin_tool_json (array);
      return KIN_EXIT_DONE;
    }
  table = home_headings ();
  home_row (table, home);
  kin_text_table_print (table);
  kin_tool_say_lines (home->places->because, "  ");
  return KIN_EXIT_DONE;
}

KinExit
kin_run_places (KinTool *tool)
{
  const char *word = kin_tool_word (tool, 0);
  g_autoptr (KinHomes) homes = NULL;
  g_autofree char *balance = NULL;
  KinTextTable *table;
  KinDay day;

  if (!kin_tool_day (tool, "at", &day))
    return KIN_EXIT_USAGE;
  if (word != NULL)
    return places_of_one (tool, word, day);
  homes = kin_book_homes (tool->reader, day, KIN_NO_DAY);
  if (kin_tool_flag (tool, "json"))
    {
      struct json_object *array = json_object_new_array ();

      for (guint i = 0; i < homes->homes->len; i++)
        json_object_array_add (array, home_json (tool, homes->homes->pdata[i]));
      kin_tool_json (array);
      return KIN_EXIT_DONE;
    }
  table = home_headings ();
  for (guint i = 0; i < homes->homes->len; i++)
    home_row (table, homes->homes->pdata[i]);
  kin_text_table_print (table);
  balance = kin_homes_balance_to_text (&homes->balance);
  kin_tool_say ("%s", balance);
  return KIN_EXIT_DONE;
}

/* Costs */

static struct json_object *
weekly_json (const KinPence weekly[KIN_N_COSTS])
{
  struct json_object *json = json_object_new_object ();

  add_number (json, "total", weekly[KIN_COSTS_TOTAL]);
  add_number (json, "without_education", weekly[KIN_COSTS_WITHOUT_EDUCATION]);
  add_number (json, "net", weekly[KIN_COSTS_NET]);
  return json;
}

static struct json_object *
funders_json (const KinPence parts[KIN_N_FUNDERS])
{
  struct json_object *json = json_object_new_object ();

  add_number (json, "social_care", parts[KIN_FUNDER_SOCIAL_CARE]);
  add_number (json, "health", parts[KIN_FUNDER_HEALTH]);
  add_number (json, "education", parts[KIN_FUNDER_EDUCATION]);
  add_number (json, "other", parts[KIN_FUNDER_OTHER]);
  return json;
}

static struct json_object *
cost_groups_json (const KinCosts *costs)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; i < costs->groups->len; i++)
    {
      const KinCostGroup *group = &g_array_index (costs->groups, KinCostGroup, i);
      struct json_object *json = json_object_new_object ();

      json_object_object_add (json, "category", json_object_new_string (group->code));
      json_object_object_add (json, "label", json_object_new_string (group->label));
      add_number (json, "placements", group->count);
      json_object_object_add (json, "weekly", weekly_json (group->weekly));
      add_number (json, "above_3500", group->above[KIN_COSTS_TOTAL][0]);
      add_number (json, "above_5500", group->above[KIN_COSTS_TOTAL][1]);
      json_object_array_add (array, json);
    }
  return array;
}

static struct json_object *
cost_rows_json (KinTool *tool, const KinCosts *costs)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; i < costs->rows->len; i++)
    {
      const KinCostRow *row = &g_array_index (costs->rows, KinCostRow, i);
      struct json_object *json = json_object_new_object ();

      json_object_object_add (json, "placement", id_json (tool, row->placement));
      json_object_object_add (json, "child", id_json (tool, row->child));
      json_object_object_add (json, "household", id_json (tool, row->household));
      json_object_object_add (json, "provider", id_json (tool, row->provider));
      json_object_object_add (json, "category", json_object_new_string (row->category));
      json_object_object_add (json, "priced", json_object_new_boolean (row->priced));
      json_object_object_add (json, "weekly", weekly_json (row->weekly));
      json_object_array_add (array, json);
    }
  return array;
}

static struct json_object *
uncovered_json (KinTool *tool, const KinCosts *costs)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; i < costs->uncovered->len; i++)
    {
      const KinCostUncovered *each = &g_array_index (costs->uncovered, KinCostUncovered, i);
      struct json_object *json = json_object_new_object ();

      json_object_object_add (json, "price_line", id_json (tool, each->price_line));
      json_object_object_add (json, "placement", id_json (tool, each->placement));
      json_object_object_add (json, "child", id_json (tool, each->child));
      add_number (json, "weekly", each->weekly);
      json_object_object_add (json, "since", day_json (each->since));
      json_object_object_add (json, "on_purpose", json_object_new_boolean (each->on_purpose));
      json_object_array_add (array, json);
    }
  return array;
}

static struct json_object *
costs_json (KinTool *tool, const KinCosts *costs)
{
  struct json_object *json = json_object_new_object (), *unpriced = json_object_new_array ();

  json_object_object_add (json, "at", day_json (costs->at));
  json_object_object_add (json, "weekly", weekly_json (costs->weekly));
  json_object_object_add (json, "funders", funders_json (costs->parts));
  add_number (json, "full_year", costs->full_year);
  json_object_object_add (json, "groups", cost_groups_json (costs));
  json_object_object_add (json, "placements", cost_rows_json (tool, costs));
  for (guint i = 0; i < costs->unpriced->len; i++)
    json_object_array_add (unpriced, id_json (tool, g_array_index (costs->unpriced, gint64, i)));
  json_object_object_add (json, "unpriced", unpriced);
  json_object_object_add (json, "uncovered", uncovered_json (tool, costs));
  add_number (json, "uncovered_weekly", costs->uncovered_weekly);
  json_object_object_add (json, "because", because_json (costs->because));
  return json;
}

static void
costs_text (const KinCosts *costs)
{
  static const char *const headings[] = { N_("Category"), N_("Placements"), N_("A week"), N_("Without education"), N_("Net"), N_("Above £3,500"),
                                          N_("Above £5,500") };
  g_autofree char *day = kin_day_to_words (costs->at);
  g_autofree char *year = kin_pence_to_text (costs->full_year);
  KinTextTable *table = kin_text_table_new ();
  guint above[2] = { 0 };

  kin_tool_say (_("What placements cost a week on %s"), day);
  kin_text_table_head (table, headings, G_N_ELEMENTS (headings));
  for (guint i = 0; i <= costs->groups->len; i++)
    {
      gboolean sum = i == costs->groups->len;
      const KinCostGroup *group = sum ? NULL : &g_array_index (costs->groups, KinCostGroup, i);

      kin_text_table_add (table, g_strdup (sum ? _("All") : group->label));
      kin_text_table_add_right (table, g_strdup_printf ("%u", sum ? costs->rows->len : group->count));
      for (guint k = 0; k < KIN_N_COSTS; k++)
        kin_text_table_add_right (table, kin_pence_to_text (sum ? costs->weekly[k] : group->weekly[k]));
      for (guint k = 0; k < 2; k++)
        {
          above[k] += sum ? 0 : group->above[KIN_COSTS_TOTAL][k];
          kin_text_table_add_right (table, g_strdup_printf ("%u", sum ? above[k] : group->above[KIN_COSTS_TOTAL][k]));
        }
      kin_text_table_end_row (table);
    }
  kin_text_table_print (table);
  kin_tool_say (_("A full year of that: %s. Without a price: %u. Paid after the child has moved: %u."), year, costs->unpriced->len,
                costs->uncovered->len);
  kin_tool_say_lines (costs->because, "");
}

KinExit
kin_run_costs (KinTool *tool)
{
  g_autoptr (KinCosts) costs = NULL;
  KinDay day;

  if (!kin_tool_day (tool, "at", &day))
    return KIN_EXIT_USAGE;
  costs = kin_book_costs_at (tool->reader, day);
  if (kin_tool_flag (tool, "json"))
    kin_tool_json (costs_json (tool, costs));
  else
    costs_text (costs);
  return KIN_EXIT_DONE;
}
