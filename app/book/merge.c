/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging: a loop over every link of every type. */
#include "merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
merged_into (const KinType *type)
{
  return kin_type_field (type, "merged_into");
}

gboolean
kin_book_can_merge (const KinType *type)
{
  return merged_into (type) >= 0;
}

void
kin_merge_look_free (KinMergeLook *look)
{
  if (look == NULL)
    return;
  g_array_unref (look->differ);
  g_free (look);
}

/* Calls each for every record that has a link to no. */
typedef gboolean (*EachLink) (KinRecord *record, guint field, gpointer data, GError **error);

static gboolean
visit_links (KinReader *reader, const KinType *target, gint64 no, EachLink each, gpointer data, GError **error)
{
  guint n;
  const KinType *const *types = kin_types (&n);

  for (guint t = 0; t < n; t++)
    for (guint i = 0; i < types[t]->n_fields; i++)
      {
        const KinField *f = &types[t]->fields[i];
        g_autofree char *condition = NULL;
        g_autoptr (GPtrArray) records = NULL;

        if (f->kind != KIN_LINK || (f->link != NULL && strcmp (f->link, target->name) != 0) || strcmp (f->name, "merged_into") == 0)
          continue;
        condition = g_strdup_printf ("\"%s\" = ?1", f->name);
        records = kin_reader_list (reader, types[t], condition, 1, no);
        for (guint r = 0; r < records->len; r++)
          if (!each (records->pdata[r], i, data, error))
            return FALSE;
      }
  return TRUE;
}

static gboolean
count_link (KinRecord *record, guint field, gpointer data, GError **error)
{
  ++*(guint *) data;
  return TRUE;
}

KinMergeLook *
kin_book_merge_look (KinReader *reader, KinRecord *loser, KinRecord *survivor)
{
  KinMergeLook *look = g_new0 (KinMergeLook, 1);
  const KinType *type = kin_record_type (loser);

  look->differ = g_array_new (FALSE, FALSE, sizeof (guint));
  visit_links (reader, type, kin_record_no (loser), count_link, &look->links, NULL);
  for (guint i = 0; i < type->n_fields; i++)
    {
      if (!kin_record_has (loser, i) || (int) i == merged_into (type))
        continue;
      if (!kin_record_has (survivor, i))
        look->taken++;
      else if (!kin_value_equal (kin_record_get (loser, i), kin_record_get (survivor, i)))
        g_array_append_val (look->differ, i);
    }
  return look;
}

typedef struct
{
  KinWriter *writer;
  gint64     survivor;
} Pointing;

static gboolean
point_link (KinRecord *record, guint field, gpointer data, GError **error)
{
  Pointing *pointing = data;
  KinValue link = { TRUE, pointing->survivor, 0, NULL, NULL };

  if (kin_record_no (record) == pointing->survivor)
    return TRUE; /* a record does not lead to itself */
  return kin_writer_set (pointing->writer, record, field, &link, error);
}

gboolean
kin_book_merge (KinWriter *writer, KinRecord *loser, KinRecord *survivor, GError **error)
{
  const KinType *type = kin_record_type (loser);
  KinValue into = { TRUE, kin_record_no (survivor), 0, NULL, NULL };
  Pointing pointing = { writer, kin_record_no (survivor) };

  if (type != kin_record_type (survivor) || kin_record_no (loser) == kin_record_no (survivor) || !kin_book_can_merge (type))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("Only two records of the same kind can be merged."));
      return FALSE;
    }
  if (!visit_links (kin_writer_reader (writer), type, kin_record_no (loser), point_link, &pointing, error))
    return FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    if (kin_record_has (loser, i) && !kin_record_has (survivor, i) && (int) i != merged_into (type) &&
        !kin_writer_set (writer, survivor, i, kin_record_get (loser, i), error))
      return FALSE;
  return kin_writer_set (writer, loser, (guint) merged_into (type), &into, error);
}
