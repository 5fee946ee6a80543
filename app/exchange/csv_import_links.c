/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a cell means: "R104", "Ashdown", "Example, Ada". An index for each type, made when the first cell asks. */
#include <glib/gi18n-lib.h>

#include "buying.h"
#include "children.h"
#include "csv_import_parts.h"
#include "identifier.h"
#include "people.h"
#include "text.h"

static void
add_name (GHashTable *names, const char *text, gint64 no)
{
  g_autofree char *key = text != NULL ? kin_text_key (text) : NULL;
  GArray *numbers;

  if (key == NULL || *key == '\0')
    return;
  numbers = g_hash_table_lookup (names, key);
  if (numbers == NULL)
    {
      numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (names, g_steal_pointer (&key), numbers);
    }
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, gint64, i) == no)
      return;
  g_array_append_val (numbers, no);
}

static void
add_person (GHashTable *names, KinRecord *record, guint forename, guint surname, gint64 no)
{
  const char *first = kin_record_text (record, forename), *last = kin_record_text (record, surname);
  g_autofree char *straight = g_strdup_printf ("%s %s", first != NULL ? first : "", last != NULL ? last : "");
  g_autofree char *turned = g_strdup_printf ("%s %s", last != NULL ? last : "", first != NULL ? first : "");

  add_name (names, straight, no);
  add_name (names, turned, no);
}

static void
add_record (GHashTable *names, KinRecord *record)
{
  const KinType *type = kin_record_type (record);
  g_autofree char *title = kin_record_title (record);
  gint64 no = kin_record_no (record);

  add_name (names, title, no);
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_IDENTIFIER || g_str_equal (type->fields[i].name, "reference"))
      add_name (names, kin_record_text (record, i), no);
  if (type == &kin_child)
    {
      add_person (names, record, KIN_CHILD_FORENAME, KIN_CHILD_SURNAME, no);
      if (kin_record_has (record, KIN_CHILD_KNOWN_AS))
        add_person (names, record, KIN_CHILD_KNOWN_AS, KIN_CHILD_SURNAME, no);
    }
}

/* A duty board names the carer where we have a home. */
static void
add_carers (GHashTable *names, KinReader *reader)
{
  g_autoptr (GPtrArray) carers = kin_reader_list (reader, &kin_carer, "household IS NOT NULL /* scan: all carers */", 0);

  for (guint i = 0; i < carers->len; i++)
    add_person (names, carers->pdata[i], KIN_CARER_FORENAME, KIN_CARER_SURNAME, kin_record_link (carers->pdata[i], KIN_CARER_HOUSEHOLD));
}

static gboolean
is_merged (KinRecord *record)
{
  int field = kin_type_field (kin_record_type (record), "merged_into");

  return field >= 0 && kin_record_has (record, (guint) field);
}

static GHashTable *
names_of (KinCsvImport *import, const KinType *type)
{
  GHashTable *names = g_hash_table_lookup (import->names, type);
  g_autoptr (GPtrArray) records = NULL;

  if (names != NULL)
    return names;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_hash_table_insert (import->names, (gpointer) type, names);
  records = kin_reader_list (import->reader, type, "1 = 1 /* scan: all names */", 0);
  for (guint i = 0; i < records->len; i++)
    if (!is_merged (records->pdata[i]))
      add_record (names, records->pdata[i]);
  if (type == &kin_household)
    add_carers (names, import->reader);
  return names;
}

static gint64
find_by_id (KinCsvImport *import, const KinType *type, const char *text)
{
  KinId id;
  gint64 no;

  if (!kin_id_parse (&id, text))
    return 0;
  no = kin_reader_no_of (import->reader, &id);
  if (no == 0 || kin_reader_is_deleted (import->reader, no) || (type != NULL && kin_reader_type_of (import->reader, no) != type))
    return 0;
  return no;
}

/* A child's placement: the one in force on the day, or the only one. */
static gint64
find_placement (KinCsvImport *import, const char *text, KinDay day, char **reason)
{
  gint64 child = kin_import_find_link (import, &kin_child, text, KIN_NO_DAY, reason), found = 0;
  g_autoptr (GPtrArray) placements = NULL;

  if (child == 0)
    return 0;
  placements = kin_reader_list (import->reader, &kin_placement, "child = ?1 ORDER BY period_start", 1, child);
  for (guint i = 0; i < placements->len; i++)
    {
      KinRecord *placement = placements->pdata[i];
      KinDay end = kin_record_end (placement, KIN_PLACEMENT_PERIOD);

      if (placements->len == 1 || (day != KIN_NO_DAY && kin_record_day (placement, KIN_PLACEMENT_PERIOD) <= day && (end == KIN_NO_DAY || day < end)))
        found = kin_record_no (placement);
    }
  if (found == 0)
    *reason = g_strdup_printf (placements->len == 0 ? _("“%s” has no placement on record.")
                                                    : _("“%s” has several placements, and none of them is in force on the first day of this row."),
                               text);
  return found;
}

gint64
kin_import_find_link (KinCsvImport *import, const KinType *type, const char *text, KinDay day, char **reason)
{
  gint64 no = find_by_id (import, type, text);
  g_autofree char *key = NULL;
  GArray *numbers;

  if (no != 0 || type == NULL)
    {
      if (no == 0)
        *reason = g_strdup_printf (_("“%s” is not the id of a record here."), text);
      return no;
    }
  if (type == &kin_placement)
    return find_placement (import, text, day, reason);
  key = kin_text_key (text);
  numbers = g_hash_table_lookup (names_of (import, type), key);
  if (numbers != NULL && numbers->len == 1)
    return g_array_index (numbers, gint64, 0);
  if (numbers == NULL)
    /* Translators: the first %s is a type of record: "Home" */
    *reason = g_strdup_printf (_("%s “%s” is not on record. Add it first, or correct the name."), _(type->label), text);
  else
    *reason = g_strdup_printf (_("%u records are called “%s” (%s). Give the number or reference instead of the name."), numbers->len, text,
                               _(type->plural));
  return 0;
}
