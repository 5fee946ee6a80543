/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time travel: temporary views with the tables' own names over a prefix of the log (log_prefix.h).
 *
 * The tables go on changing under a view while others write. So each query runs in a read transaction, at whose start the
 * records changed meanwhile join those that were folded again: the view never moves. */
#include "as_known.h"

#include <glib/gi18n-lib.h>
#include <malloc.h>
#include <string.h>

#include "log_prefix.h"
#include "log_read.h"
#include "rows.h"

struct _KinAsKnown
{
  KinLogPrefix  prefix;
  gint64        known_at;
  gint64        done;     /* records changed up to here in the file's own order are folded again */
  guint         depth;    /* queries under way */
  gboolean      folding;
  GCancellable *cancellable; /* only while it is being made */
};

void
kin_as_known_free (KinAsKnown *as_known)
{
  g_free (as_known);
}

KinLogPrefix
kin_reader_prefix (KinReader *reader)
{
  return reader->as_known != NULL ? reader->as_known->prefix : (KinLogPrefix) { G_MAXINT64, G_MAXINT64 };
}

gint64
kin_reader_known_at (KinReader *reader)
{
  return reader->as_known != NULL ? reader->as_known->known_at : G_MAXINT64;
}

static gboolean
make_views (KinReader *reader, GError **error)
{
  guint n;
  const KinType *const *types = kin_types (&n);
  g_autoptr (GString) sql = g_string_new ("CREATE TEMP TABLE touched (no INTEGER PRIMARY KEY) STRICT;");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, /* names from the tables */
                            "CREATE TEMP TABLE \"then_%1$s\" AS SELECT * FROM main.\"%1$s\" LIMIT 0;"
                            "CREATE UNIQUE INDEX temp.\"then_%1$s_no\" ON \"then_%1$s\" (no);"
                            "CREATE TEMP VIEW \"%1$s\" AS SELECT * FROM main.\"%1$s\" WHERE no NOT IN (SELECT no FROM temp.touched)"
                            " UNION ALL SELECT * FROM temp.\"then_%1$s\";",
                            types[i]->name);
  return kin_connection_run (reader->db, sql->str, error);
}

static gboolean
fold_again (KinReader *reader, gint64 record, GError **error)
{
  const KinType *type = kin_reader_type_of (reader, record);
  g_autoptr (KinRecord) then = NULL;
  char table[96];
  KinQuery *query = kin_reader_query (reader, "INSERT OR IGNORE INTO temp.touched (no) VALUES (?1)");

  kin_query_int (query, 1, record);
  if (!kin_query_done (query, error))
    return FALSE;
  then = type != NULL ? kin_log_state_at (reader, type, record, reader->as_known->prefix.no) : NULL;
  if (then == NULL)
    return TRUE;
  g_snprintf (table, sizeof table, "temp.\"then_%s\"", type->name);
  return kin_row_write_to (reader, table, then, error);
}

static gboolean
fold_those (KinReader *reader, const GArray *records, gint64 newest, GError **error)
{
  KinAsKnown *known = reader->as_known;

  for (guint i = 0; i < records->len; i++)
    {
      if (known->cancellable != NULL && g_cancellable_set_error_if_cancelled (known->cancellable, error))
        return FALSE;
      if (!fold_again (reader, g_array_index (records, gint64, i), error))
        return FALSE;
    }
  known->done = newest;
  return TRUE;
}

/* What came after the prefix while the reader was in use. What the office numbers meanwhile was left out from the beginning. */
static gboolean
fold_touched (KinReader *reader, GError **error)
{
  KinAsKnown *known = reader->as_known;
  gint64 newest = kin_reader_number (reader, "SELECT max(no) FROM main.change", 0);
  g_autoptr (GArray) records = NULL;

  if (newest == known->done)
    return TRUE;
  records = kin_reader_numbers (reader, "SELECT DISTINCT record FROM main.change WHERE no > ?1 AND no <= ?2"
                                        " AND record NOT IN (SELECT no FROM temp.touched) ORDER BY record /* scan: what came later */",
                                2, known->done, newest);
  return fold_those (reader, records, newest, error);
}

void
kin_as_known_enter (KinReader *reader)
{
  KinAsKnown *known = reader->as_known;

  if (known->folding)
    return;
  if (known->depth++ == 0)
    {
      known->folding = TRUE;
      if (sqlite3_get_autocommit (reader->db) && kin_connection_run (reader->db, "BEGIN", NULL))
        fold_touched (reader, reader->error == NULL ? &reader->error : NULL);
      known->folding = FALSE;
    }
}

void
kin_as_known_leave (KinReader *reader)
{
  KinAsKnown *known = reader->as_known;

  if (known->folding)
    return;
  if (--known->depth == 0 && !sqlite3_get_autocommit (reader->db))
    kin_connection_run (reader->db, "COMMIT", NULL);
}

static gboolean
fold_later (KinReader *reader, GError **error)
{
  gint64 newest = kin_reader_number (reader, "SELECT max(no) FROM main.change", 0);
  g_autoptr (GArray) records = kin_log_prefix_touched_later (reader, &reader->as_known->prefix);

  return fold_those (reader, records, newest, error);
}

static gboolean
begin_view (KinReader *reader, gint64 when_ms, GCancellable *cancellable, GError **error)
{
  KinLogPrefix prefix;
  gboolean ok;

  if (!kin_log_prefix_find (reader, when_ms, &prefix, error) || !make_views (reader, error))
    return FALSE;
  reader->as_known = g_new0 (KinAsKnown, 1);
  reader->as_known->prefix = prefix;
  reader->as_known->known_at = when_ms;
  reader->as_known->cancellable = cancellable;
  reader->as_known->folding = TRUE;
  /* What a record once was is spread over the whole log: each page is to be deciphered once. */
  kin_connection_run (reader->db, "PRAGMA cache_size = -262144", NULL);
  ok = kin_connection_run (reader->db, "BEGIN", error) && fold_later (reader, error) && kin_connection_run (reader->db, "COMMIT", error);
  kin_connection_run (reader->db, "PRAGMA cache_size = -32768; PRAGMA shrink_memory", NULL);
  malloc_trim (0);
  reader->as_known->folding = FALSE;
  reader->as_known->cancellable = NULL;
  return ok;
}

KinReader *
kin_store_as_known (KinStore *store, gint64 when_ms, GCancellable *cancellable, GError **error)
{
  g_autoptr (KinReader) reader = kin_store_new_reader (store, error);

  if (reader == NULL || !begin_view (reader, when_ms, cancellable, error))
    return NULL;
  return g_steal_pointer (&reader);
}

gboolean
kin_moment_parse (const char *text, gint64 *when_ms)
{
  g_autoptr (GTimeZone) london = g_time_zone_new_identifier ("Europe/London");
  g_autofree char *joined = g_strdup (text);
  g_autoptr (GDateTime) moment = NULL;
  KinDay day = kin_day_from_iso (text);

  if (day != KIN_NO_DAY)
    {
      *when_ms = kin_day_end_ms (day);
      return TRUE;
    }
  if (strlen (joined) >= 16 && joined[10] == ' ')
    joined[10] = 'T';
  if (strlen (joined) == 16)
    {
      g_autofree char *whole = g_strconcat (joined, ":00", NULL);

      moment = g_date_time_new_from_iso8601 (whole, london);
    }
  else
    moment = g_date_time_new_from_iso8601 (joined, london);
  if (moment == NULL)
    return FALSE;
  *when_ms = g_date_time_to_unix (moment) * 1000 + g_date_time_get_microsecond (moment) / 1000;
  return TRUE;
}
