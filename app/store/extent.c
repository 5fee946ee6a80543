/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a record along the links that lead to it, until nothing more goes with it. */
#include "extent.h"

#include <string.h>

#include "log_read.h"

typedef struct
{
  KinReader *reader;
  KinExtent *extent;
  gboolean   somebody; /* the record is a child, a home, a carer or an agency */
  GHashTable *going, *staying; /* of gint64, owned; staying -> KinRecord */
  GPtrArray *deleted; /* of KinRecord: as each was last */
} Search;

void
kin_extent_free (KinExtent *extent)
{
  if (extent == NULL)
    return;
  g_array_unref (extent->going);
  g_array_unref (extent->staying);
  g_free (extent);
}

gboolean
kin_extent_has (const KinExtent *extent, gint64 record)
{
  for (guint i = 0; i < extent->going->len; i++)
    if (g_array_index (extent->going, gint64, i) == record)
      return TRUE;
  return FALSE;
}

static GPtrArray *
read_deleted (KinReader *reader)
{
  GPtrArray *deleted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) numbers = kin_reader_numbers (reader, "SELECT DISTINCT record FROM change WHERE op = 2 /* scan: rare */", 0);

  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 no = g_array_index (numbers, gint64, i);
      KinRecord *record = kin_reader_is_deleted (reader, no) ? kin_log_last_state (reader, kin_reader_type_of (reader, no), no) : NULL;

      if (record != NULL)
        g_ptr_array_add (deleted, record);
    }
  return deleted;
}

static void
add_going (Search *search, gint64 no)
{
  if (!g_hash_table_add (search->going, g_memdup2 (&no, sizeof no)))
    return;
  g_hash_table_remove (search->staying, &no);
  g_array_append_val (search->extent->going, no);
}

/* Children, homes, carers and agencies are what other records are about, and about nothing themselves. */
static int
merged_into (const KinType *type)
{
  return kin_type_field (type, "merged_into");
}

static gboolean
goes (Search *search, KinRecord *record)
{
  const KinType *type = kin_record_type (record);
  int same = merged_into (type);
  gboolean all = search->somebody && same < 0;

  for (guint i = 0; i < type->n_fields; i++)
    {
      gint64 link = type->fields[i].kind == KIN_LINK ? kin_record_link (record, i) : 0;
      gboolean leads = link != 0 && g_hash_table_contains (search->going, &link);

      if (leads && ((int) i == same || (type->fields[i].flags & (KIN_OWNER | KIN_REQUIRED)) != 0))
        return TRUE;
      all = all && (link == 0 || leads);
    }
  return all;
}

static void
meet (Search *search, KinRecord *record)
{
  gint64 no = kin_record_no (record);

  if (g_hash_table_contains (search->going, &no))
    return;
  if (goes (search, record))
    add_going (search, no);
  else if (!g_hash_table_contains (search->staying, &no))
    g_hash_table_insert (search->staying, g_memdup2 (&no, sizeof no), g_object_ref (record));
}

/* Whatever links to no by that field, living or not. */
static void
follow (Search *search, const KinType *type, guint field, gint64 no)
{
  g_autofree char *condition = g_strdup_printf ("\"%s\" = ?1 /* scan: rare */", type->fields[field].name); /* names from the tables */
  g_autoptr (GPtrArray) living = kin_reader_list (search->reader, type, condition, 1, no);

  for (guint i = 0; i < living->len; i++)
    meet (search, living->pdata[i]);
  for (guint i = 0; i < search->deleted->len; i++)
    if (kin_record_type (search->deleted->pdata[i]) == type && kin_record_link (search->deleted->pdata[i], field) == no)
      meet (search, search->deleted->pdata[i]);
}

static void
follow_all (Search *search, gint64 no)
{
  const KinType *target = kin_reader_type_of (search->reader, no);
  guint n;
  const KinType *const *types = kin_types (&n);

  for (guint t = 0; target != NULL && t < n; t++)
    for (guint i = 0; i < types[t]->n_fields; i++)
      if (types[t]->fields[i].kind == KIN_LINK && (types[t]->fields[i].link == NULL || strcmp (types[t]->fields[i].link, target->name) == 0))
        follow (search, types[t], i, no);
}

/* What stayed because of a link to something that has been found to go since. */
static void
meet_again (Search *search)
{
  g_autoptr (GList) records = g_hash_table_get_values (search->staying);

  for (GList *each = records; each != NULL; each = each->next)
    {
      g_autoptr (KinRecord) record = g_object_ref (each->data);

      meet (search, record);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

KinExtent *
kin_reader_extent (KinReader *reader, gint64 record)
{
  KinExtent *extent = g_new0 (KinExtent, 1);
  g_autoptr (GHashTable) going = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) staying = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) deleted = read_deleted (reader);
  const KinType *type = kin_reader_type_of (reader, record);
  Search search = { reader, extent, type != NULL && merged_into (type) >= 0, going, staying, deleted };
  GHashTableIter iter;
  gpointer no;

  extent->going = g_array_new (FALSE, FALSE, sizeof (gint64));
  extent->staying = g_array_new (FALSE, FALSE, sizeof (gint64));
  add_going (&search, record);
  for (guint i = 0; i < extent->going->len; i++)
    {
      follow_all (&search, g_array_index (extent->going, gint64, i));
      if (i + 1 == extent->going->len)
        meet_again (&search);
    }
  g_hash_table_iter_init (&iter, staying);
  while (g_hash_table_iter_next (&iter, &no, NULL))
    g_array_append_val (extent->staying, *(gint64 *) no);
  g_array_sort (extent->staying, compare);
  return extent;
}
