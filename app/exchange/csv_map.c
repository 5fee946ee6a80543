/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns to fields. Guessing goes from the sure to the likely: our own names, our labels, then what others call it; a target
 * that a heading further left has taken is not given twice. */
#include "csv_map.h"

#include <glib/gi18n-lib.h>
#include <json-c/json.h>
#include <string.h>

#include "text.h"

typedef struct
{
  KinMapTarget target;
  char        *text;
} Always;

struct _KinCsvMap
{
  const KinType *type;
  char         **headings;
  guint          n;
  KinMapTarget  *targets;
  GArray        *always; /* Always */
};

static const KinMapTarget no_target = { NULL, 0, KIN_MAP_WHOLE };

static const struct
{
  KinKind     kind;
  const char *suffix;
  KinMapPart  part;
} halves[] = {
  { KIN_PERIOD, "_start", KIN_MAP_START },
  { KIN_PERIOD, "_end", KIN_MAP_END },
  { KIN_PRICE, "_basis", KIN_MAP_BASIS },
  { KIN_ADDRESS, "_postcode", KIN_MAP_POSTCODE },
};

static void
clear_always (gpointer data)
{
  g_free (((Always *) data)->text);
}

/* TRUE when records of that type belong to those of owner. */
static gboolean
belongs_to (const KinType *type, const KinType *owner)
{
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & KIN_OWNER) != 0 && g_strcmp0 (type->fields[i].link, owner->name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
find_in_type (const KinType *type, const char *name, KinMapTarget *target)
{
  int field = kin_type_field (type, name);

  *target = (KinMapTarget) { type, MAX (field, 0), KIN_MAP_WHOLE };
  if (field >= 0)
    return TRUE;
  if (strcmp (name, "id") == 0)
    {
      target->part = KIN_MAP_ID;
      return TRUE;
    }
  if (strcmp (name, "full_name") == 0)
    {
      field = kin_type_field (type, "surname");
      *target = (KinMapTarget) { type, MAX (field, 0), KIN_MAP_FULL_NAME };
      return field > 0 && kin_type_field (type, "forename") == field - 1;
    }
  if (strcmp (name, "ages") == 0)
    {
      field = kin_type_field (type, "age_from");
      *target = (KinMapTarget) { type, MAX (field, 0), KIN_MAP_AGES };
      return field >= 0 && kin_type_field (type, "age_to") == field + 1;
    }
  for (guint i = 0; i < type->n_fields; i++)
    {
      const char *rest = g_str_has_prefix (name, type->fields[i].name) ? name + strlen (type->fields[i].name) : "";

      if (type->fields[i].kind == KIN_LINK && strcmp (rest, "_id") == 0)
        {
          *target = (KinMapTarget) { type, i, KIN_MAP_LINK_ID };
          return TRUE;
        }
      for (guint k = 0; k < G_N_ELEMENTS (halves); k++)
        if (type->fields[i].kind == halves[k].kind && strcmp (rest, halves[k].suffix) == 0)
          {
            *target = (KinMapTarget) { type, i, halves[k].part };
            return TRUE;
          }
    }
  return FALSE;
}

static gboolean
find_target (const KinType *type, const char *name, KinMapTarget *target)
{
  const char *dot = strchr (name, '.');
  g_autofree char *part = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : NULL;
  const KinType *other = part != NULL ? kin_type_find (part) : NULL;

  if (dot == NULL)
    return find_in_type (type, name, target);
  return other != NULL && belongs_to (other, type) && find_in_type (other, dot + 1, target) && target->part != KIN_MAP_ID;
}

static void
add_type_targets (GPtrArray *names, const KinType *type, const char *prefix)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      if ((type->fields[i].flags & KIN_HIDDEN) != 0 || (*prefix != '\0' && (type->fields[i].flags & KIN_OWNER) != 0))
        continue;
      g_ptr_array_add (names, g_strconcat (prefix, type->fields[i].name, NULL));
      for (guint k = 0; k < G_N_ELEMENTS (halves); k++)
        if (type->fields[i].kind == halves[k].kind)
          g_ptr_array_add (names, g_strconcat (prefix, type->fields[i].name, halves[k].suffix, NULL));
    }
  if (kin_type_field (type, "surname") > 0 && kin_type_field (type, "forename") == kin_type_field (type, "surname") - 1)
    g_ptr_array_add (names, g_strconcat (prefix, "full_name", NULL));
  if (kin_type_field (type, "age_from") >= 0 && kin_type_field (type, "age_to") == kin_type_field (type, "age_from") + 1)
    g_ptr_array_add (names, g_strconcat (prefix, "ages", NULL));
}

char **
kin_csv_map_targets (const KinType *type)
{
  GPtrArray *names = g_ptr_array_new ();
  guint n;
  const KinType *const *types = kin_types (&n);

  add_type_targets (names, type, "");
  g_ptr_array_add (names, g_strdup ("id"));
  for (guint i = 0; i < n; i++)
    if (types[i] != type && belongs_to (types[i], type))
      {
        g_autofree char *prefix = g_strconcat (types[i]->name, ".", NULL);

        add_type_targets (names, types[i], prefix);
      }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/* "Tel. No" and "tel_no" are "tel no". */
static char *
heading_key (const char *heading)
{
  g_autofree char *apart = g_strdelimit (g_strdup (heading), "_./:()\n\r\t*#", ' ');

  return kin_text_key (apart);
}

static gboolean
is_taken (const KinCsvMap *map, const KinMapTarget *target)
{
  for (guint i = 0; i < map->n; i++)
    if (map->targets[i].type == target->type && map->targets[i].field == target->field && map->targets[i].part == target->part)
      return TRUE;
  return FALSE;
}

static gboolean
guess_own_name (const KinType *type, const char *heading, KinMapTarget *target)
{
  g_autofree char *name = g_strstrip (g_ascii_strdown (heading, -1));

  g_strdelimit (name, " ", '_');
  return find_target (type, name, target);
}

static gboolean
guess_label (const KinType *type, const char *key, KinMapTarget *target)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *label = heading_key (_(type->fields[i].label));
      g_autofree char *english = heading_key (type->fields[i].label);

      if ((type->fields[i].flags & KIN_HIDDEN) != 0 || (strcmp (label, key) != 0 && strcmp (english, key) != 0))
        continue;
      *target = (KinMapTarget) { type, i, KIN_MAP_WHOLE };
      return TRUE;
    }
  return FALSE;
}

static KinMapTarget
guess (const KinCsvMap *map, const char *heading, guint round)
{
  g_autofree char *key = heading_key (heading);
  KinMapTarget target = no_target;
  const char *synonym;
  gboolean found;

  if (*key == '\0')
    return no_target;
  if (round == 0)
    found = guess_own_name (map->type, heading, &target);
  else if (round == 1)
    found = guess_label (map->type, key, &target);
  else
    {
      synonym = kin_csv_map_synonym (map->type->name, key);
      found = synonym != NULL && find_target (map->type, synonym, &target);
    }
  return found && !is_taken (map, &target) ? target : no_target;
}

static void
guess_rest (KinCsvMap *map, const gboolean *settled)
{
  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < map->n; i++)
      if (map->targets[i].type == NULL && !settled[i])
        map->targets[i] = guess (map, map->headings[i], round);
}

/* A price list without a column for the kind is of core prices. */
static void
guess_always (KinCsvMap *map)
{
  Always always = { .text = NULL };

  if (strcmp (map->type->name, "price_line") != 0 || map->always->len > 0 || !find_target (map->type, "kind", &always.target) ||
      is_taken (map, &always.target))
    return;
  always.text = g_strdup ("core");
  g_array_append_val (map->always, always);
}

static KinCsvMap *
map_new (const KinType *type, const char *const *headings, guint n)
{
  KinCsvMap *map = g_new0 (KinCsvMap, 1);

  map->type = type;
  map->n = n;
  map->headings = g_new0 (char *, n + 1);
  map->targets = g_new0 (KinMapTarget, n + 1);
  map->always = g_array_new (FALSE, FALSE, sizeof (Always));
  g_array_set_clear_func (map->always, clear_always);
  for (guint i = 0; i < n; i++)
    map->headings[i] = g_strstrip (g_strdup (headings[i]));
  return map;
}

KinCsvMap *
kin_csv_map_guess (const KinType *type, const char *const *headings, guint n)
{
  KinCsvMap *map = map_new (type, headings, n);
  g_autofree gboolean *settled = g_new0 (gboolean, n + 1);

  guess_rest (map, settled);
  guess_always (map);
  return map;
}

void
kin_csv_map_free (KinCsvMap *map)
{
  g_strfreev (map->headings);
  g_free (map->targets);
  g_array_unref (map->always);
  g_free (map);
}

const KinType *
kin_csv_map_type (const KinCsvMap *map)
{
  return map->type;
}

guint
kin_csv_map_n_columns (const KinCsvMap *map)
{
  return map->n;
}

const char *
kin_csv_map_heading (const KinCsvMap *map, guint column)
{
  return map->headings[column];
}

const KinMapTarget *
kin_csv_map_target (const KinCsvMap *map, guint column)
{
  return &map->targets[column];
}

static char *
target_name (const KinCsvMap *map, const KinMapTarget *target)
{
  const char *prefix = target->type != map->type ? target->type->name : "", *dot = *prefix != '\0' ? "." : "";
  const char *suffix = "";

  if (target->part == KIN_MAP_ID)
    return g_strdup ("id");
  if (target->part == KIN_MAP_FULL_NAME)
    return g_strconcat (prefix, dot, "full_name", NULL);
  if (target->part == KIN_MAP_AGES)
    return g_strconcat (prefix, dot, "ages", NULL);
  if (target->part == KIN_MAP_LINK_ID)
    suffix = "_id";
  for (guint k = 0; k < G_N_ELEMENTS (halves); k++)
    if (halves[k].part == target->part)
      suffix = halves[k].suffix;
  return g_strconcat (prefix, dot, target->type->fields[target->field].name, suffix, NULL);
}

char *
kin_csv_map_target_name (const KinCsvMap *map, guint column)
{
  return map->targets[column].type != NULL ? target_name (map, &map->targets[column]) : NULL;
}

static gboolean
refuse_target (const KinType *type, const char *name, GError **error)
{
  g_auto (GStrv) names = kin_csv_map_targets (type);
  g_autofree char *all = g_strjoinv (", ", names);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("A column cannot be “%s”. It can be: %s."), name, all);
  return FALSE;
}

gboolean
kin_csv_map_set (KinCsvMap *map, guint column, const char *name, GError **error)
{
  KinMapTarget target = no_target;

  if (name != NULL && !find_target (map->type, name, &target))
    return refuse_target (map->type, name, error);
  map->targets[column] = target;
  return TRUE;
}

gboolean
kin_csv_map_always (const KinCsvMap *map, guint i, const KinMapTarget **target, const char **text)
{
  if (i >= map->always->len)
    return FALSE;
  *target = &g_array_index (map->always, Always, i).target;
  *text = g_array_index (map->always, Always, i).text;
  return TRUE;
}

/* The file */

static gboolean
read_columns (KinCsvMap *map, struct json_object *columns, gboolean *settled, GError **error)
{
  json_object_object_foreach (columns, heading, value)
    {
      g_autofree char *key = heading_key (heading);
      gboolean found = FALSE;

      if (value != NULL && !json_object_is_type (value, json_type_string))
        return refuse_target (map->type, json_object_to_json_string (value), error);
      for (guint i = 0; i < map->n && !found; i++)
        {
          g_autofree char *mine = heading_key (map->headings[i]);

          if (strcmp (mine, key) != 0)
            continue;
          if (!kin_csv_map_set (map, i, value != NULL ? json_object_get_string (value) : NULL, error))
            return FALSE;
          settled[i] = found = TRUE;
        }
      if (!found && value != NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The mapping names a column “%s”, which the file does not have."), heading);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_always (KinCsvMap *map, struct json_object *values, GError **error)
{
  json_object_object_foreach (values, name, value)
    {
      Always always = { .text = NULL };

      if (!find_target (map->type, name, &always.target))
        return refuse_target (map->type, name, error);
      always.text = g_strdup (json_object_get_string (value));
      g_array_append_val (map->always, always);
    }
  return TRUE;
}

static KinCsvMap *
fail_load (KinCsvMap *map, struct json_object *json)
{
  kin_csv_map_free (map);
  json_object_put (json);
  return NULL;
}

KinCsvMap *
kin_csv_map_load (const KinType *type, const char *path, const char *const *headings, guint n, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autofree gboolean *settled = g_new0 (gboolean, n + 1);
  struct json_object *json, *columns = NULL, *always = NULL, *name = NULL;
  KinCsvMap *map;

  if (!g_file_get_contents (path, &bytes, NULL, error))
    return NULL;
  json = json_tokener_parse (bytes);
  map = map_new (type, headings, n);
  if (!json_object_is_type (json, json_type_object) || !json_object_object_get_ex (json, "columns", &columns) ||
      !json_object_is_type (columns, json_type_object))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("%s is not a mapping of columns."), path);
      return fail_load (map, json);
    }
  if (json_object_object_get_ex (json, "type", &name) && g_strcmp0 (json_object_get_string (name), type->name) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("%s is a mapping for “%s”, not for “%s”."), path, json_object_get_string (name),
                   type->name);
      return fail_load (map, json);
    }
  if (!read_columns (map, columns, settled, error) ||
      (json_object_object_get_ex (json, "always", &always) && json_object_is_type (always, json_type_object) && !read_always (map, always, error)))
    return fail_load (map, json);
  guess_rest (map, settled);
  guess_always (map);
  json_object_put (json);
  return map;
}

gboolean
kin_csv_map_save (const KinCsvMap *map, const char *path, GError **error)
{
  struct json_object *json = json_object_new_object (), *columns = json_object_new_object (), *always = json_object_new_object ();
  gboolean good;
  const char *text;

  json_object_object_add (json, "type", json_object_new_string (map->type->name));
  for (guint i = 0; i < map->n; i++)
    {
      g_autofree char *name = kin_csv_map_target_name (map, i);

      if (*map->headings[i] != '\0')
        json_object_object_add (columns, map->headings[i], name != NULL ? json_object_new_string (name) : NULL);
    }
  json_object_object_add (json, "columns", columns);
  for (guint i = 0; i < map->always->len; i++)
    {
      const Always *each = &g_array_index (map->always, Always, i);
      g_autofree char *name = target_name (map, &each->target);

      json_object_object_add (always, name, json_object_new_string (each->text));
    }
  json_object_object_add (json, "always", always);
  text = json_object_to_json_string_ext (json, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_NOSLASHESCAPE);
  good = g_file_set_contents (path, text, -1, error);
  json_object_put (json);
  return good;
}
