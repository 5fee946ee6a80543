/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which record a row is about. A record has keys, the surest first; a row that shares a key with a record is about it, unless
 * a surer key of both says that they are two. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "csv_import_parts.h"
#include "identifier.h"
#include "text.h"

#define MOST_FIELDS 5
#define MOST_KEYS 3

/* The fields of a key, by name; all must be set. */
typedef struct
{
  const char *type;
  const char *keys[MOST_KEYS][MOST_FIELDS];
} Keys;

/* clang-format off */
static const Keys known[] = {
  { "child", { { "child_code" }, { "upn" }, { "surname", "forename", "born" } } },
  { "household", { { "reference" }, { "name" } } },
  { "provider", { { "urn" }, { "name" } } },
  { "establishment", { { "urn" }, { "name" } } },
  { "carer", { { "household", "surname", "forename" } } },
  { "member", { { "household", "surname", "forename" } } },
  { "sibling_group", { { "name" } } },
  { "sibling", { { "group", "child" }, { "group", "name" } } },
  { "placement", { { "child", "period" } } },
  { "price_line", { { "placement", "kind", "period" } } },
  { "funding_split", { { "placement", "funder", "period" } } },
  { "approval", { { "household", "period" } } },
  { "return_row", { { "child", "year", "return_table", "row_key" } } },
};
/* clang-format on */

KinImportTarget *
kin_import_target_new (KinCsvImport *import, KinRecord *original, KinRecord *planned)
{
  KinImportTarget *target = g_new0 (KinImportTarget, 1);

  target->original = original != NULL ? g_object_ref (original) : NULL;
  target->planned = planned != NULL ? g_object_ref (planned) : NULL;
  g_ptr_array_add (import->targets, target);
  if (original != NULL)
    {
      gint64 no = kin_record_no (original);

      g_hash_table_insert (import->by_no, g_memdup2 (&no, sizeof no), target);
    }
  return target;
}

void
kin_import_target_free (KinImportTarget *target)
{
  g_clear_object (&target->original);
  g_clear_object (&target->planned);
  g_free (target->changed);
  g_free (target->said);
  g_free (target);
}

/* A type of which nobody has said it: what it belongs to and when, else its name or title. */
static const Keys *
keys_of (const KinType *type, Keys *made)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].type, type->name) == 0)
      return &known[i];
  memset (made, 0, sizeof *made);
  for (guint i = 0; i < type->n_fields && n < MOST_FIELDS - 1; i++)
    if ((type->fields[i].flags & KIN_OWNER) != 0 || type->fields[i].kind == KIN_PERIOD ||
        ((type->fields[i].flags & KIN_REQUIRED) != 0 && type->fields[i].kind != KIN_NOTE))
      made->keys[0][n++] = type->fields[i].name;
  return made;
}

static gboolean
append_value (GString *key, const KinField *field, const KinValue *value)
{
  g_autofree char *text = NULL;

  if (!value->is_set)
    return FALSE;
  switch (field->kind)
    {
    case KIN_LINK:
      /* A record that is made by this very file has no number yet. */
      if (value->a != 0)
        g_string_append_printf (key, "|%" G_GINT64_FORMAT, value->a);
      else
        g_string_append_printf (key, "|%s", value->s);
      return TRUE;
    case KIN_PERIOD:
      g_string_append_printf (key, "|%" G_GINT64_FORMAT, value->a);
      return value->a != 0;
    case KIN_IDENTIFIER:
      text = kin_identifier_tidy (field->choices, value->s);
      break;
    case KIN_TEXT:
      text = kin_text_key (value->s);
      if (*text == '\0') /* nothing but marks */
        {
          g_free (text);
          text = g_strdup (value->s);
        }
      break;
    default:
      text = kin_field_to_plain (field, value);
    }
  g_string_append_printf (key, "|%s", text != NULL ? text : "");
  return text != NULL && *text != '\0';
}

/* Key number k of a record; NULL when it has not all of it. New string. */
static char *
make_key (const Keys *keys, guint k, KinRecord *record)
{
  const KinType *type = kin_record_type (record);
  g_autoptr (GString) key = g_string_new (NULL);

  if (keys->keys[k][0] == NULL)
    return NULL;
  g_string_append_printf (key, "%u", k);
  for (guint i = 0; i < MOST_FIELDS && keys->keys[k][i] != NULL; i++)
    {
      int field = kin_type_field (type, keys->keys[k][i]);

      if (field < 0 || !append_value (key, &type->fields[field], kin_record_get (record, (guint) field)))
        return NULL;
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* Of a record that has no key, so that the same sheet does not make it twice: what it is called, and whose it is. New string. */
static char *
make_last_key (KinRecord *record)
{
  const KinType *type = kin_record_type (record);
  GString *key = g_string_new ("title");
  g_autofree char *title = kin_record_title (record);
  g_autofree char *title_key = kin_text_key (title);

  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & KIN_OWNER) != 0)
      append_value (key, &type->fields[i], kin_record_get (record, i));
  g_string_append_printf (key, "|%s", *title_key != '\0' ? title_key : title);
  return g_string_free (key, FALSE);
}

/* The keys that a record has, by their number; the last one only when it has no other. New array of strings, NULL where it has
 * none. */
static void
make_keys (const Keys *keys, KinRecord *record, char *made[MOST_KEYS + 1])
{
  gboolean any = FALSE;

  for (guint k = 0; k < MOST_KEYS; k++)
    {
      made[k] = make_key (keys, k, record);
      any = any || made[k] != NULL;
    }
  made[MOST_KEYS] = any ? NULL : make_last_key (record);
}

static void
add_keys (GHashTable *index, KinImportTarget *target)
{
  KinRecord *record = target->planned != NULL ? target->planned : target->original;
  Keys made;
  char *its[MOST_KEYS + 1];

  make_keys (keys_of (kin_record_type (record), &made), record, its);
  for (guint k = 0; k <= MOST_KEYS; k++)
    {
      GPtrArray *those = its[k] != NULL ? g_hash_table_lookup (index, its[k]) : NULL;

      if (its[k] == NULL)
        continue;
      if (those == NULL)
        {
          those = g_ptr_array_new ();
          g_hash_table_insert (index, g_strdup (its[k]), those);
        }
      if (!g_ptr_array_find (those, target, NULL))
        g_ptr_array_add (those, target);
      g_free (its[k]);
    }
}

static GHashTable *
index_of (KinCsvImport *import, const KinType *type)
{
  GHashTable *index = g_hash_table_lookup (import->indexes, type);
  int merged = kin_type_field (type, "merged_into");
  g_autoptr (GPtrArray) records = NULL;

  if (index != NULL)
    return index;
  index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_hash_table_insert (import->indexes, (gpointer) type, index);
  records = kin_reader_list (import->reader, type, "1 = 1 /* scan: all keys */", 0);
  for (guint i = 0; i < records->len; i++)
    if (merged < 0 || !kin_record_has (records->pdata[i], (guint) merged))
      add_keys (index, kin_import_target_new (import, records->pdata[i], NULL));
  return index;
}

KinImportTarget *
kin_import_target_of (KinCsvImport *import, const KinType *type, gint64 no)
{
  KinImportTarget *target;

  index_of (import, type);
  target = g_hash_table_lookup (import->by_no, &no);
  return target != NULL && kin_record_type (target->original) == type ? target : NULL;
}

void
kin_import_index_add (KinCsvImport *import, KinImportTarget *target)
{
  add_keys (index_of (import, kin_record_type (target->planned)), target);
}

/* FALSE when a surer key stands against it. */
static gboolean
may_be (const Keys *keys, guint k, KinRecord *record, KinImportTarget *target)
{
  for (guint surer = 0; surer < k; surer++)
    {
      g_autofree char *mine = make_key (keys, surer, record);
      g_autofree char *its = make_key (keys, surer, target->planned != NULL ? target->planned : target->original);

      if (mine != NULL && its != NULL && strcmp (mine, its) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The targets under one key that the row may be about. FALSE: there are two. */
static gboolean
take_targets (KinCsvImport *import, KinImportDraft *draft, const Keys *keys, guint k, const GPtrArray *those)
{
  for (guint i = 0; i < those->len; i++)
    {
      KinImportTarget *target = those->pdata[i];

      if (target == draft->target || !may_be (keys, MIN (k, MOST_KEYS), draft->record, target))
        continue;
      if (draft->target != NULL)
        {
          kin_import_reject (import, NULL, "", _("Two records on file fit this row. Give a number or reference that only one of them has."));
          return FALSE;
        }
      draft->target = target;
    }
  return TRUE;
}

gboolean
kin_import_match (KinCsvImport *import, KinImportDraft *draft)
{
  const KinType *type = kin_record_type (draft->record);
  GHashTable *index = index_of (import, type);
  Keys made;
  const Keys *keys = keys_of (type, &made);
  char *its[MOST_KEYS + 1];
  gboolean good = TRUE;

  make_keys (keys, draft->record, its);
  for (guint k = 0; k <= MOST_KEYS; k++)
    {
      GPtrArray *those = its[k] != NULL ? g_hash_table_lookup (index, its[k]) : NULL;

      good = good && (those == NULL || take_targets (import, draft, keys, k, those));
    }
  for (guint k = 0; k <= MOST_KEYS; k++)
    g_free (its[k]);
  return good;
}
