/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked for together, and what is approved with it. */
#include "together.h"

#include <string.h>

const KinPurgeSaid *
kin_purge_of (const GPtrArray *purges, const KinId *record)
{
  for (guint i = 0; i < purges->len; i++)
    if (kin_id_equal (&((const KinPurgeSaid *) purges->pdata[i])->record, record))
      return purges->pdata[i];
  return NULL;
}

gboolean
kin_purge_waits (const KinPurgeSaid *purge)
{
  return purge->approved == NULL;
}

KinExtent *
kin_purge_extent (KinReader *reader, const KinPurgeSaid *purge)
{
  gint64 no = kin_reader_no_of (reader, &purge->record);

  return no != 0 ? kin_reader_extent (reader, no) : NULL;
}

GPtrArray *
kin_together (KinReader *reader, const GPtrArray *purges, const KinPurgeSaid *purge, const KinExtent *extent)
{
  GPtrArray *together = g_ptr_array_new ();

  for (guint i = extent != NULL ? extent->going->len : 0; i > 1; i--)
    {
      KinId id;
      const KinPurgeSaid *other = kin_reader_id_of (reader, g_array_index (extent->going, gint64, i - 1), &id) ? kin_purge_of (purges, &id) : NULL;

      if (other != NULL && kin_purge_waits (other) && strcmp (other->reason, purge->reason) == 0 && strcmp (other->asked, purge->asked) == 0)
        g_ptr_array_add (together, (gpointer) other);
    }
  g_ptr_array_add (together, (gpointer) purge);
  return together;
}

GArray *
kin_together_left (KinReader *reader, const GPtrArray *purges, const GPtrArray *together, const KinExtent *extent)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; extent != NULL && i < extent->going->len; i++)
    {
      gint64 no = g_array_index (extent->going, gint64, i);
      const KinPurgeSaid *purge = NULL;
      KinId id;

      if (kin_reader_id_of (reader, no, &id))
        purge = kin_purge_of (purges, &id);
      if (purge == NULL || (kin_purge_waits (purge) && !g_ptr_array_find ((GPtrArray *) together, purge, NULL)))
        g_array_append_val (left, no);
    }
  return left;
}

gboolean
kin_together_ask (KinErrands *errands, KinReader *reader, const KinExtent *extent, const char *reason, gint64 *first, GError **error)
{
  *first = 0;
  for (guint i = 0; i < extent->going->len; i++)
    {
      gint64 record = g_array_index (extent->going, gint64, i), no;
      KinPurgeWish wish = { .type = (char *) kin_reader_type_of (reader, record)->name, .reason = (char *) reason };

      if (!kin_reader_id_of (reader, record, &wish.record))
        continue;
      if (!kin_errands_ask (errands, &wish, &no, error))
        return FALSE;
      if (i == 0)
        *first = no;
    }
  return TRUE;
}

gboolean
kin_together_approve (KinErrands *errands, const GPtrArray *together, GError **error)
{
  for (guint i = 0; i < together->len; i++)
    if (!kin_errands_approve (errands, ((const KinPurgeSaid *) together->pdata[i])->no, error))
      return FALSE;
  return TRUE;
}

gboolean
kin_together_is_partial (KinReader *reader)
{
  g_autofree char *scopes = kin_reader_fact (reader, "sync-scopes");
  gint64 all = 1 << KIN_GENERAL | 1 << KIN_FOR_MONEY | 1 << KIN_RESTRICTED;

  return scopes != NULL && *scopes != '\0' && (g_ascii_strtoll (scopes, NULL, 10) & all) != all;
}
