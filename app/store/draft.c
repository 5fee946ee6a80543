/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Half a sentence, kept on this machine against a crash. Losing the race with a full disk is no reason to disturb whoever
 * types, so nothing here fails loudly: the sentence itself is still in the window. */
#include <string.h>

#include "store_private.h"

typedef struct
{
  KinId record;
  char *type, *field, *text;
} Draft;

static void
free_draft (gpointer data)
{
  Draft *draft = data;

  g_free (draft->type);
  g_free (draft->field);
  g_free (draft->text);
  g_free (draft);
}

static gboolean
write_draft (KinWriter *writer, gpointer data, GError **error)
{
  Draft *draft = data;
  KinQuery *query;

  if (draft->type != NULL)
    query = kin_reader_query (writer->reader, "INSERT OR REPLACE INTO draft (record, field, type, text) VALUES (?1, ?2, ?3, ?4)");
  else
    query = kin_reader_query (writer->reader, "DELETE FROM draft WHERE record = ?1 AND (?2 IS NULL OR field = ?2)");
  kin_query_blob (query, 1, &draft->record, sizeof draft->record);
  kin_query_text (query, 2, draft->field);
  if (draft->type != NULL)
    {
      kin_query_text (query, 3, draft->type);
      kin_query_text (query, 4, draft->text);
    }
  return kin_query_done (query, error);
}

static void
push_draft (KinStore *store, const KinId *record, const char *type, const char *field, const char *text)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->record = *record;
  draft->type = g_strdup (type);
  draft->field = g_strdup (field);
  draft->text = g_strdup (text);
  kin_store_write_async (store, NULL, NULL, write_draft, draft, free_draft, NULL, NULL, NULL);
}

void
kin_store_draft (KinStore *store, const KinId *record, const char *type, const char *field, const char *text)
{
  push_draft (store, record, type, field, text);
}

void
kin_store_draft_forget (KinStore *store, const KinId *record, const char *field)
{
  push_draft (store, record, NULL, field, NULL);
}

void
kin_reader_drafts (KinReader *reader, KinDraftFunc each, gpointer data)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT record, type, field, text FROM draft ORDER BY record, field");

  while (kin_query_step (query))
    {
      gsize n;
      const void *blob = kin_query_get_blob (query, 0, &n);
      KinId record;

      if (n != sizeof record)
        continue;
      memcpy (&record, blob, sizeof record);
      each (&record, kin_query_get_text (query, 1), kin_query_get_text (query, 2), kin_query_get_text (query, 3), data);
    }
}
