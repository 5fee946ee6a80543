/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed, as days, numbers, types and records; and what the tool prints. Everything goes out as UTF-8 whatever the
 * locale, as scripts expect. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "lists.h"
#include "text.h"

const char *
kin_tool_option (KinTool *tool, const char *name)
{
  GPtrArray *values = g_hash_table_lookup (tool->options, name);

  return values != NULL ? values->pdata[values->len - 1] : NULL;
}

gboolean
kin_tool_flag (KinTool *tool, const char *name)
{
  return g_hash_table_contains (tool->options, name);
}

const char *
kin_tool_word (KinTool *tool, guint i)
{
  return i < tool->words->len ? tool->words->pdata[i] : NULL;
}

static void
print_line (FILE *file, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  fputs (text, file);
  fputc ('\n', file);
}

KinExit
kin_tool_usage (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  print_line (stderr, format, arguments);
  va_end (arguments);
  fprintf (stderr, "%s\n", _("“kinkeeper-tool --help” shows what there is."));
  return KIN_EXIT_USAGE;
}

void
kin_tool_say (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  print_line (stdout, format, arguments);
  va_end (arguments);
}

void
kin_tool_say_lines (GPtrArray *lines, const char *indent)
{
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    kin_tool_say ("%s%s", indent, (char *) lines->pdata[i]);
}

void
kin_tool_warn (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  print_line (stderr, format, arguments);
  va_end (arguments);
}

KinExit
kin_tool_fail (const GError *error)
{
  fprintf (stderr, "%s\n", error != NULL ? error->message : _("That did not work."));
  if (error == NULL || error->domain != KIN_STORE_ERROR)
    return KIN_EXIT_FAILED;
  switch ((KinStoreError) error->code)
    {
    case KIN_STORE_ERROR_KEY:
      return KIN_EXIT_KEY;
    case KIN_STORE_ERROR_IN_USE:
      return KIN_EXIT_IN_USE;
    default:
      return KIN_EXIT_FAILED;
    }
}

void
kin_tool_json (struct json_object *json)
{
  puts (json_object_to_json_string_ext (json, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_NOSLASHESCAPE));
  json_object_put (json);
}

struct json_object *
kin_tool_moment_json (gint64 ms)
{
  g_autoptr (GDateTime) at = ms != 0 ? g_date_time_new_from_unix_utc (ms / 1000) : NULL;
  g_autofree char *text = at != NULL ? g_date_time_format (at, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  return text != NULL ? json_object_new_string (text) : NULL;
}

char *
kin_tool_moment_text (gint64 ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (ms / 1000);

  return at != NULL ? g_date_time_format (at, "%Y-%m-%d %H:%M") : g_strdup ("");
}

gboolean
kin_tool_day (KinTool *tool, const char *name, KinDay *day)
{
  const char *text = kin_tool_option (tool, name);

  *day = text != NULL ? kin_day_from_typed (text, tool->today) : tool->today;
  if (*day == KIN_NO_DAY)
    kin_tool_usage (_("“%s” is not a day (--%s). Try 2024-05-03 or 3/5/2024."), text, name);
  return *day != KIN_NO_DAY;
}

gboolean
kin_tool_number (KinTool *tool, const char *name, gint64 min, gint64 max, gint64 otherwise, gint64 *number)
{
  const char *text = kin_tool_option (tool, name);

  *number = otherwise;
  if (text == NULL || g_ascii_string_to_signed (text, 10, min, max, number, NULL))
    return TRUE;
  kin_tool_usage (_("“%s” is not a whole number from %" PRId64 " to %" PRId64 " (--%s)."), text, min, max, name);
  return FALSE;
}

const KinType *
kin_tool_type (KinTool *tool, const char *word)
{
  g_autofree char *key = kin_text_key (word);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n;
  const KinType *const *types = kin_types (&n);

  if (kin_type_find (word) != NULL)
    return kin_type_find (word);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = kin_text_key (_(types[i]->label));
      g_autofree char *plural = kin_text_key (_(types[i]->plural));

      if (strcmp (key, label) == 0 || strcmp (key, plural) == 0)
        return types[i];
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", types[i]->name);
    }
  kin_tool_usage (_("“%s” is not a type of record. They are: %s."), word, names->str);
  return NULL;
}

/* By "#12", by id, or by the beginning of an id. */
static gint64
find_by_id (KinTool *tool, const KinType *type, const char *word)
{
  KinId id;
  gint64 no = 0;

  if (*word == '#')
    no = g_ascii_strtoll (word + 1, NULL, 10);
  else if (kin_id_parse (&id, word))
    no = kin_reader_no_of (tool->reader, &id);
  return no > 0 && kin_reader_type_of (tool->reader, no) == type && !kin_reader_is_deleted (tool->reader, no) ? no : 0;
}

/* Text fields that tell a record: identifiers, a reference, a name. */
static gboolean
is_called (KinRecord *record, const char *key)
{
  const KinType *type = kin_record_type (record);
  g_autofree char *title = kin_record_title (record);
  g_autofree char *title_key = kin_text_key (title);

  if (strcmp (title_key, key) == 0)
    return TRUE;
  for (guint i = 0; i < type->n_fields; i++)
    if (kin_record_has (record, i) && (type->fields[i].kind == KIN_IDENTIFIER || strcmp (type->fields[i].name, "reference") == 0 ||
                                       strcmp (type->fields[i].name, "name") == 0))
      {
        g_autofree char *its = kin_text_key (kin_record_text (record, i));

        if (strcmp (its, key) == 0)
          return TRUE;
      }
  return FALSE;
}

gint64
kin_tool_record (KinTool *tool, const KinType *type, const char *word)
{
  gint64 no = find_by_id (tool, type, word);
  g_autofree char *key = kin_text_key (word);
  g_autofree char *start = g_ascii_strdown (word, -1);
  g_autoptr (KinListSpec) spec = NULL;
  g_autoptr (GArray) all = NULL;
  guint found = 0;

  if (no != 0)
    return no;
  spec = kin_list_spec_new (type);
  all = kin_book_list (tool->reader, spec);
  for (guint i = 0; i < all->len; i++)
    {
      gint64 each = g_array_index (all, gint64, i);
      g_autoptr (KinRecord) record = kin_reader_get (tool->reader, type, each);
      char id[KIN_ID_TEXT];

      if (record == NULL)
        continue;
      kin_id_to_text (kin_record_id (record), id);
      if (is_called (record, key) || (strlen (start) >= 6 && g_str_has_prefix (id, start)))
        {
          no = each;
          found++;
        }
    }
  if (found == 1)
    return no;
  if (found == 0)
    kin_tool_warn (_("There is no %s “%s”."), type->name, word);
  else
    kin_tool_warn (_("%u records are called “%s”. Give the id."), found, word);
  return 0;
}
