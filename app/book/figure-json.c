/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure as one JSON object: the contract of `kinkeeper-tool figure --json`. */
#include <string.h>

#include "day.h"
#include "figures.h"

/* Tenths of a per cent as a number with one decimal; null for blank. */
static struct json_object *
share_json (gint64 permille)
{
  char text[24];

  if (permille < 0)
    return NULL;
  g_snprintf (text, sizeof text, "%d.%d", (int) permille / 10, (int) permille % 10);
  return json_object_new_double_s (g_ascii_strtod (text, NULL), text);
}

static struct json_object *
day_json (KinDay day)
{
  g_autofree char *iso = kin_day_to_iso (day);

  return iso != NULL ? json_object_new_string (iso) : NULL;
}

static struct json_object *
part_json (const KinFigure *figure, const KinFigurePart *part)
{
  struct json_object *json = json_object_new_object ();
  struct json_object *below;

  json_object_object_add (json, "group", json_object_new_string (part->group));
  json_object_object_add (json, "code", json_object_new_string (part->code));
  json_object_object_add (json, "label", json_object_new_string (part->label));
  if (part->from != KIN_NO_DAY)
    {
      json_object_object_add (json, "from", day_json (part->from));
      json_object_object_add (json, "to", day_json (part->to));
    }
  json_object_object_add (json, "value", json_object_new_int64 (part->value));
  if (part->permille >= 0)
    json_object_object_add (json, "share", share_json (part->permille));
  for (guint i = 0; i < figure->n_columns && part->more != NULL; i++)
    json_object_object_add (json, figure->columns[i], json_object_new_int64 (part->more[i]));
  if (part->parts->len == 0)
    return json;
  below = json_object_new_array ();
  for (guint i = 0; i < part->parts->len; i++)
    json_object_array_add (below, part_json (figure, part->parts->pdata[i]));
  json_object_object_add (json, "parts", below);
  return json;
}

static struct json_object *
moment_json (gint64 ms)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (ms / 1000);
  g_autofree char *text = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  return text != NULL ? json_object_new_string (text) : NULL;
}

struct json_object *
kin_figure_to_json (const KinFigure *figure)
{
  struct json_object *json = json_object_new_object ();
  struct json_object *parts = json_object_new_array (), *because = json_object_new_array ();

  json_object_object_add (json, "name", json_object_new_string (figure->name));
  json_object_object_add (json, "at", day_json (figure->at));
  json_object_object_add (json, "value", figure->is_share ? share_json (figure->value) : json_object_new_int64 (figure->value));
  if (figure->is_share)
    {
      json_object_object_add (json, "unit", json_object_new_string ("%"));
      json_object_object_add (json, "numerator", json_object_new_int64 (figure->numerator->len));
      json_object_object_add (json, "denominator", json_object_new_int64 (figure->denominator->len));
    }
  if (figure->basis != NULL)
    json_object_object_add (json, "basis", json_object_new_string (figure->basis));
  for (guint i = 0; i < figure->parts->len; i++)
    json_object_array_add (parts, part_json (figure, figure->parts->pdata[i]));
  json_object_object_add (json, "parts", parts);
  for (guint i = 0; i < figure->because->len; i++)
    json_object_array_add (because, json_object_new_string (figure->because->pdata[i]));
  json_object_object_add (json, "because", because);
  if (figure->as_known != G_MAXINT64)
    {
      json_object_object_add (json, "as_known", moment_json (figure->as_known));
      json_object_object_add (json, "position", json_object_new_int64 (figure->position.number));
      if (*figure->position.generation != '\0')
        {
          json_object_object_add (json, "generation", json_object_new_string (figure->position.generation));
          json_object_object_add (json, "unsent", json_object_new_int64 (figure->position.unsent));
        }
    }
  return json;
}
