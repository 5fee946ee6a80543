/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving nothing of a record but its number. */
#include "erase.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "backup.h"
#include "rows.h"
#include "seek.h"
#include "store_private.h"

/* An action's label may name whom it was about: that of an action which touched the record, or one that links to it. That of an
 * import names a file, and stays where there were other records in it. */
#define UNLABEL                                                                                                        \
  "UPDATE deed SET label = '' WHERE no IN (SELECT action FROM change WHERE record = ?1 OR value LIKE ?2)"              \
  " AND kind <> 'purged' AND (kind NOT IN ('import', 'demo') OR NOT EXISTS"                                                                 \
  " (SELECT 1 FROM change c WHERE c.no BETWEEN deed.first AND deed.last AND c.action = deed.no AND c.record <> ?1)) /* scan: rare */"

static gboolean
forget_in (KinReader *reader, gint64 record, GError **error)
{
  static const char *const all[] = {
    "UPDATE change SET value = NULL WHERE record = ?1 AND op < 4", "DELETE FROM head WHERE record = ?1",
    "DELETE FROM draft WHERE record = (SELECT id FROM record WHERE no = ?1)", UNLABEL,
  };

  char link[KIN_ID_TEXT + 2] = "%%";
  KinId id;

  if (kin_reader_id_of (reader, record, &id))
    {
      kin_id_to_text (&id, link + 1);
      strcat (link, "%");
    }
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      KinQuery *query = kin_reader_query (reader, all[i]);

      kin_query_int (query, 1, record);
      if (strstr (all[i], "?2") != NULL)
        kin_query_text (query, 2, link);
      if (!kin_query_done (query, error))
        return FALSE;
    }
  return TRUE;
}

/* Out of its table, whichever it is, and the search. */
static gboolean
remove_rows (KinReader *reader, gint64 record, GError **error)
{
  const KinType *type = kin_reader_type_of (reader, record);

  return type == NULL || (kin_row_remove (reader, type, record, error) && kin_seek_remove (reader, record, error));
}

gboolean
kin_purge_record (KinWriter *writer, gint64 record, GError **error)
{
  kin_writer_touch (writer, record, kin_reader_type_of (writer->reader, record));
  return forget_in (writer->reader, record, error) && remove_rows (writer->reader, record, error);
}

/* Those that came after the last one that was gone through. By arrival, not by what was answered: a copy of this disk may have answered in
 * this device's name. */
#define UNANSWERED " FROM change p WHERE p.op = 5 AND p.op >= 4 AND p.no > coalesce ((SELECT CAST (value AS INTEGER) FROM fact WHERE name = 'purged-until'), 0)"

gboolean
kin_record_is_purged (KinReader *reader, gint64 record)
{
  return kin_reader_number (reader, "SELECT 1 FROM change WHERE record = ?1 AND op = 5 AND op >= 4 LIMIT 1", 1, record) != 0;
}

gboolean
kin_reader_is_to_erase (KinReader *reader)
{
  return kin_reader_number (reader, "SELECT count(*)" UNANSWERED " /* scan: purges */", 0) != 0 ||
         kin_reader_number (reader, "SELECT 1 FROM fact WHERE name = 'narrowed' AND value IS NOT NULL", 0) != 0;
}

static gboolean
note_purged_until (KinWriter *writer, gint64 no, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, no);

  return kin_writer_fact (writer, "purged-until", text, error);
}

/* What was in the search index may lie on in its segments until they are merged. */
static gboolean
settle_pages (KinWriter *writer, gpointer data, GError **error)
{
  return kin_query_done (kin_reader_query (writer->reader, "INSERT INTO sought (sought) VALUES ('optimize')"), error);
}

#define OUTSIDE "SELECT DISTINCT record FROM change WHERE (1 << scope) & ?1 = 0 /* scan: rare */"

/* All that is outside of the mask. */
static gboolean
forget_scopes (KinReader *reader, gint64 scopes, GError **error)
{
  g_autoptr (GArray) records = kin_reader_numbers (reader, OUTSIDE, 1, scopes);

  for (guint i = 0; i < records->len; i++)
    {
      gint64 record = g_array_index (records, gint64, i);
      KinQuery *query;

      if (!forget_in (reader, record, error) || !remove_rows (reader, record, error))
        return FALSE;
      query = kin_reader_query (reader, "DELETE FROM change WHERE record = ?1 AND (1 << scope) & ?2 = 0");
      kin_query_int (query, 1, record);
      kin_query_int (query, 2, scopes);
      if (!kin_query_done (query, error))
        return FALSE;
    }
  return TRUE;
}

/* The copy holds less, and says so. */
static gboolean
narrow_backup (KinReader *reader, gint64 scopes, GError **error)
{
  KinQuery *query = kin_reader_query (reader, "UPDATE fact SET value = CAST (CAST (value AS INTEGER) & ?1 AS TEXT) WHERE name = 'sync-scopes'");

  kin_query_int (query, 1, scopes);
  return kin_query_done (query, error) && forget_scopes (reader, scopes, error);
}

/* scopes: the mask that may stay; -1: all. */
static gboolean
erase_in_backup (sqlite3 *db, GArray *ids, gint64 scopes, GError **error)
{
  KinReader *reader = kin_reader_new (db, FALSE);
  gboolean ok = kin_connection_run (db, "PRAGMA secure_delete = ON; PRAGMA journal_mode = DELETE; BEGIN IMMEDIATE", error);

  for (guint i = 0; ok && i < ids->len; i++)
    {
      gint64 record = kin_reader_no_of (reader, &g_array_index (ids, KinId, i));

      ok = record == 0 || (forget_in (reader, record, error) && remove_rows (reader, record, error));
    }
  ok = ok && (scopes < 0 || narrow_backup (reader, scopes, error));
  ok = ok && kin_query_done (kin_reader_query (reader, "INSERT INTO sought (sought) VALUES ('optimize')"), error) && kin_connection_run (db, "COMMIT", error);
  if (!ok && !sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  ok = ok && kin_connection_scrub (db, error);
  kin_reader_free (reader);
  return ok;
}

/* A copy of the record in the backups beside it must not bring back what was erased. */
static gboolean
erase_in_backups (KinStore *store, GArray *ids, gint64 scopes, GError **error)
{
  g_autoptr (GPtrArray) backups = kin_backups_list (store->path);

  for (guint i = 0; i < backups->len; i++)
    {
      const KinBackup *backup = backups->pdata[i];
      sqlite3 *db = kin_connection_open (backup->path, store->key, KIN_CONNECTION_WRITER, TRUE, NULL);
      gboolean ok = db == NULL || erase_in_backup (db, ids, scopes, error); /* one that this key does not open is not this file's */

      sqlite3_close_v2 (db);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

/* until: what had come when the rest was gone through; what came since has its own turn. */
static gboolean
append_answers (KinWriter *writer, gpointer until, GError **error)
{
  g_autoptr (GArray) records = kin_reader_numbers (writer->reader, "SELECT DISTINCT p.record" UNANSWERED " AND p.no <= ?1 /* scan: purges */", 1, *(gint64 *) until);

  for (guint i = 0; i < records->len; i++)
    {
      gint64 record = g_array_index (records, gint64, i);
      gint64 scope = kin_reader_number (writer->reader, "SELECT scope FROM change WHERE record = ?1 AND op = 5 AND op >= 4", 1, record);

      if (!kin_writer_append (writer, record, (KinScope) scope, KIN_OP_PURGED, NULL, NULL, NULL, error))
        return FALSE;
    }
  return note_purged_until (writer, *(gint64 *) until, error);
}

/* Whoever worked on the record without knowing of the purge is told that it is gone; it never is without a word. */
static gint64
count_lost (KinReader *reader, GArray *records)
{
  gint64 n = 0;

  for (guint i = 0; i < records->len; i++)
    n += kin_reader_number (reader, "SELECT count(*) FROM change c JOIN deed d ON d.no = c.action WHERE c.record = ?1 AND c.op < 4 AND d.mine = 1"
                                    " AND (c.seq IS NULL OR c.seq > (SELECT min(seq) FROM change WHERE record = ?1 AND op = 5 AND op >= 4))",
                            1, g_array_index (records, gint64, i));
  return n;
}

static char *
label_of (gint64 n)
{
  if (n == 0)
    return g_strdup (_("Erased, as the office has decided"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Erased, as the office has decided, and with it %" PRId64 " change that it did not have",
                                       "Erased, as the office has decided, and with it %" PRId64 " changes that it did not have", (gulong) n), n);
}

gboolean
kin_store_erase (KinStore *store, gint64 *lost, GError **error)
{
  g_autoptr (KinReader) reader = kin_store_new_reader (store, error); /* this may be any thread */
  g_autoptr (GArray) records = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KinId));
  g_autofree char *label = NULL;
  gint64 until, scopes;

  *lost = 0;
  if (reader == NULL)
    return FALSE;
  scopes = kin_reader_number (reader, "SELECT CAST (s.value AS INTEGER) FROM fact n JOIN fact s ON s.name = 'sync-scopes' WHERE n.name = 'narrowed' AND n.value IS NOT NULL", 0);
  scopes = scopes != 0 ? scopes : -1;
  until = kin_reader_number (reader, "SELECT max(p.no)" UNANSWERED " /* scan: purges */", 0);
  records = kin_reader_numbers (reader, "SELECT DISTINCT p.record" UNANSWERED " /* scan: purges */", 0);
  for (guint i = 0; i < records->len; i++)
    {
      KinId id;

      if (kin_reader_id_of (reader, g_array_index (records, gint64, i), &id))
        g_array_append_val (ids, id);
    }
  if (!kin_reader_is_to_erase (reader))
    return TRUE;
  *lost = count_lost (reader, records);
  label = label_of (*lost);
  return kin_store_write_quietly (store, settle_pages, NULL, error) && kin_store_scrub (store, error) && erase_in_backups (store, ids, scopes, error) &&
         (ids->len == 0 || kin_store_write (store, "purged", label, append_answers, &until, NULL, NULL, error)) && kin_store_set_fact (store, "narrowed", NULL, error);
}

typedef struct
{
  guint              scopes;
  const char *const *facts;
  gboolean           done;
} Narrow;

static gboolean
run_forget (KinWriter *writer, gint64 scopes, GError **error)
{
  g_autoptr (GArray) records = kin_reader_numbers (writer->reader, OUTSIDE, 1, scopes);

  for (guint i = 0; i < records->len; i++)
    kin_writer_touch (writer, g_array_index (records, gint64, i), kin_reader_type_of (writer->reader, g_array_index (records, gint64, i)));
  return forget_scopes (writer->reader, scopes, error);
}

/* The numbers of what is forgotten last come again. */
static gboolean
take_numbers_back (KinWriter *writer, GError **error)
{
  gint64 last = kin_reader_number (writer->reader, "SELECT max(no) FROM change", 0);
  gint64 until = kin_reader_number (writer->reader, "SELECT CAST (value AS INTEGER) FROM fact WHERE name = 'purged-until'", 0);

  return kin_writer_rewrote (writer, error) && (until <= last || note_purged_until (writer, last, error));
}

static gboolean
run_narrow (KinWriter *writer, gpointer data, GError **error)
{
  Narrow *narrow = data;

  if (kin_reader_number (writer->reader, "SELECT 1 FROM change WHERE device = " KIN_SQL_DEVICE " AND n > " KIN_SQL_ACKED
                                         " AND (1 << scope) & ?1 = 0 LIMIT 1 /* scan: the outbox */", 1, (gint64) narrow->scopes) != 0)
    return TRUE;
  narrow->done = TRUE;
  return run_forget (writer, narrow->scopes, error) && take_numbers_back (writer, error) && kin_writer_fact (writer, "narrowed", "1", error) && kin_writer_facts (writer, narrow->facts, error);
}

gboolean
kin_store_narrow (KinStore *store, guint scopes, const char *const *facts, gboolean *done, GError **error)
{
  gint64 lost; /* of a purge that is answered at the same time: its label says it */
  Narrow narrow = { scopes, facts, FALSE };

  *done = FALSE;
  if (!kin_store_write_receive (store, run_narrow, &narrow, error))
    return FALSE;
  *done = narrow.done;
  return !narrow.done || kin_store_erase (store, &lost, error);
}

GArray *
kin_reader_digest (KinReader *reader)
{
  GArray *digests = g_array_new (FALSE, TRUE, sizeof (KinScopeDigest));
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT c.scope, c.id FROM change c WHERE c.seq IS NOT NULL AND ("
    " (c.op = 0 AND (c.held = 0 OR EXISTS (SELECT 1 FROM change a WHERE a.record = c.record AND a.op = 4 AND a.op >= 4))"
    " AND NOT EXISTS (SELECT 1 FROM change p WHERE p.record = c.record AND p.op = 5 AND p.op >= 4))"
    " OR (c.op <> 0 AND c.no IN (SELECT change FROM head))) ORDER BY c.scope /* scan: all of it */");

  while (kin_query_step (query))
    {
      int scope = (int) kin_query_get_int (query, 0);
      guint64 last = 0;
      gsize length;
      const guint8 *id = kin_query_get_blob (query, 1, &length);
      KinScopeDigest *digest;

      if (digests->len == 0 || g_array_index (digests, KinScopeDigest, digests->len - 1).scope != scope)
        {
          KinScopeDigest fresh = { .scope = scope };

          g_array_append_val (digests, fresh);
        }
      digest = &g_array_index (digests, KinScopeDigest, digests->len - 1);
      digest->count++;
      for (gsize i = 8; i < 16; i++)
        last = last << 8 | (i < length ? id[i] : 0);
      digest->sum += last;
    }
  return digests;
}
