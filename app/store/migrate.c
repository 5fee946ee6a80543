/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema: numbered files for the log's own tables, and the projection made anew whenever records.sql changes. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <string.h>

#include "log_read.h"
#include "rows.h"
#include "seek.h"
#include "store_private.h"

/* "KinK" in the file's header, so that `file` and a look at a backup can tell what it is once it is opened. */
#define APPLICATION_ID 0x4b696e4b

static gboolean
back_up_first (sqlite3 *db, const char *path, int version, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autofree char *target = g_strdup_printf ("%s/%s-version-%d-%s", backups, name, version, stamp);

  if (g_mkdir_with_parents (backups, 0700) != 0)
    {
      g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_READ_ONLY,
                           _("The file is of an older version and no backup could be made beside it. Make room, or the right to write there."));
      return FALSE;
    }
  return kin_copy_record (db, path, target, error);
}

GStrv
kin_migrate_steps (void)
{
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();

  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.sql", i);
      g_autofree char *sql = kin_connection_resource (name);

      if (sql == NULL)
        return g_strv_builder_end (steps);
      g_strv_builder_add (steps, sql);
    }
}

static gboolean
run_step (sqlite3 *db, const char *sql, int version, GError **error)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d", version, APPLICATION_ID);

  if (kin_connection_run (db, "BEGIN EXCLUSIVE", error) && kin_connection_run (db, sql, error) &&
      kin_connection_run (db, pragma, error) && kin_connection_run (db, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
name_this_device (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) device = NULL;
  g_autoptr (sqlite3_stmt) person = NULL;
  char text[KIN_ID_TEXT];
  KinId id;

  kin_id_make (&id, g_get_real_time () / 1000);
  kin_id_to_text (&id, text);
  device = kin_connection_prepare (db, "INSERT OR IGNORE INTO device (no, id) VALUES (1, ?1)", error);
  person = kin_connection_prepare (db, "INSERT OR IGNORE INTO person (no, id, name) VALUES (1, ?1, ?2)", error);
  if (device == NULL || person == NULL)
    return FALSE;
  sqlite3_bind_blob (device, 1, &id, sizeof id, SQLITE_STATIC);
  sqlite3_bind_text (person, 1, text, -1, SQLITE_STATIC);
  sqlite3_bind_text (person, 2, g_get_real_name (), -1, SQLITE_TRANSIENT);
  if (sqlite3_step (device) != SQLITE_DONE || sqlite3_step (person) != SQLITE_DONE)
    return kin_connection_fail (db, error);
  return TRUE;
}

gboolean
kin_migrate (sqlite3 *db, const char *const *steps, const char *path, GError **error)
{
  gint64 number;
  int newest = (int) g_strv_length ((char **) steps);
  int version;

  if (!kin_connection_read (db, "PRAGMA user_version", &number, error))
    return FALSE;
  version = (int) number;
  if (version > newest)
    {
      g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_NEWER,
                           _("The file was written by a newer version of Kinkeeper. Install that version to open it; nothing was changed."));
      return FALSE;
    }
  if (version > 0 && version < newest && path != NULL && !back_up_first (db, path, version, error))
    return FALSE;
  for (int step = version; step < newest; step++)
    if (!run_step (db, steps[step], step + 1, error))
      return FALSE;
  return name_this_device (db, error);
}

#define N_RECENT 4096

/* Links lead mostly to few records, or to one just met. */
typedef struct
{
  KinReader *writer;
  struct
  {
    KinId  id;
    gint64 no;
  } recent[N_RECENT];
} Numbers;

static gint64
resolve (const KinId *id, gpointer data)
{
  Numbers *numbers = data;
  guint place = kin_id_hash (id) % N_RECENT;

  if (numbers->recent[place].no == 0 || !kin_id_equal (&numbers->recent[place].id, id))
    {
      numbers->recent[place].id = *id;
      numbers->recent[place].no = kin_reader_no_of (numbers->writer, id);
    }
  return numbers->recent[place].no;
}

/* One record: the fold of its changes, as a row and as words to find it by. */
static gboolean
project_record (Numbers *numbers, gint64 no, GArray *changes, GError **error)
{
  KinReader *writer = numbers->writer;
  const KinType *type = kin_reader_type_of (writer, no);
  struct json_object *state;
  KinId id;
  gboolean ok = TRUE;

  if (type == NULL || !kin_reader_id_of (writer, no, &id))
    return TRUE; /* a type that this version does not know waits in the log */
  kin_log_settle (writer, no, changes);
  state = kin_fold_record (&g_array_index (changes, KinLogChange, 0), changes->len);
  if (state != NULL)
    {
      g_autoptr (KinRecord) record = kin_row_from_state (type, &id, no, state, resolve, numbers);

      ok = kin_row_add (writer, record, error) && kin_seek_add (writer, record, FALSE, error);
    }
  json_object_put (state);
  return ok;
}

static void
clear_change (gpointer data)
{
  kin_log_change_clear (data);
}

static gboolean
project_all (KinReader *writer, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (KinLogChange));
  g_autoptr (KinQuery) query = kin_reader_query (writer, "SELECT " KIN_LOG_COLUMNS ", record FROM change"
                                                         " ORDER BY record, no /* scan: all of it */");
  g_autofree Numbers *numbers = g_new0 (Numbers, 1);
  gint64 current = 0;

  numbers->writer = writer;
  g_array_set_clear_func (changes, clear_change);
  while (kin_query_step (query))
    {
      gint64 no = kin_query_get_int (query, KIN_LOG_N_COLUMNS);
      KinLogChange change;

      kin_log_take (query, &change);
      if (no != current && changes->len > 0)
        {
          if (!project_record (numbers, current, changes, error))
            {
              kin_log_change_clear (&change);
              return FALSE;
            }
          g_array_set_size (changes, 0);
        }
      current = no;
      g_array_append_val (changes, change);
    }
  if (writer->error != NULL)
    {
      g_propagate_error (error, kin_reader_take_error (writer));
      return FALSE;
    }
  return changes->len == 0 || project_record (numbers, current, changes, error);
}

static gboolean
add_names (sqlite3 *db, GHashTable *names, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = kin_connection_prepare (db, "SELECT name FROM sqlite_master WHERE type = 'table'", error);
  int result = SQLITE_ERROR;

  while (statement != NULL && (result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);

      if (name == NULL) /* no memory for it */
        return kin_connection_fail (db, error);
      g_hash_table_add (names, g_strdup (name));
    }
  return statement != NULL && (result == SQLITE_DONE || kin_connection_fail (db, error));
}

/* What the numbered files make: asked of SQLite itself, in an empty file in memory, so that no list has to be kept up with
 * them. A set of names; NULL on error. */
static GHashTable *
name_log_tables (const char *const *steps, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3 *db = NULL;
  gboolean ok = sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, NULL) == SQLITE_OK ||
                kin_connection_fail (db, error);

  for (guint i = 0; ok && steps[i] != NULL; i++)
    ok = kin_connection_run (db, steps[i], error);
  ok = ok && add_names (db, names, error);
  sqlite3_close_v2 (db);
  return ok ? g_steal_pointer (&names) : NULL;
}

/* The tables of the old projection, whatever they were: all that are not the log's. */
static gboolean
drop_projection (KinReader *writer, const char *const *steps, GError **error)
{
  g_autoptr (GHashTable) kept = name_log_tables (steps, error);
  g_autoptr (GString) sql = g_string_new ("DROP TABLE IF EXISTS sought;");
  KinQuery *query;

  if (kept == NULL)
    return FALSE;
  query = kin_reader_query (writer, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                                    " AND name NOT LIKE 'sought%'");
  while (kin_query_step (query))
    {
      const char *name = kin_query_get_text (query, 0);

      if (name != NULL && !g_hash_table_contains (kept, name))
        g_string_append_printf (sql, "DROP TABLE \"%s\";", name); /* names from the tables */
    }
  return kin_query_done (query, error) && kin_connection_run (writer->db, sql->str, error);
}

static gboolean
make_anew (KinReader *writer, const char *const *steps, const char *records_sql, const char *hash, GError **error)
{
  KinQuery *query;

  if (!drop_projection (writer, steps, error) || !kin_connection_run (writer->db, records_sql, error) || !project_all (writer, error))
    return FALSE;
  query = kin_reader_query (writer, "INSERT OR REPLACE INTO fact (name, value) VALUES ('records.sql', ?1)");
  kin_query_text (query, 1, hash);
  return kin_query_done (query, error) && kin_connection_run (writer->db, "COMMIT", error);
}

gboolean
kin_project (KinReader *writer, const char *const *steps, const char *records_sql, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, records_sql, -1);
  g_autofree char *made_by = kin_reader_fact (writer, "records.sql");
  gboolean made;

  if (writer->error != NULL)
    {
      g_propagate_error (error, kin_reader_take_error (writer));
      return FALSE;
    }
  if (g_strcmp0 (hash, made_by) == 0)
    return TRUE;
  if (!kin_connection_run (writer->db, "BEGIN EXCLUSIVE", error))
    return FALSE;
  writer->in_action = TRUE;
  /* The log is read by record, from all over the file: each page is to be deciphered once. */
  kin_connection_run (writer->db, "PRAGMA cache_size = -131072", NULL);
  made = make_anew (writer, steps, records_sql, hash, error);
  kin_connection_run (writer->db, "PRAGMA cache_size = -8192; PRAGMA shrink_memory", NULL);
  malloc_trim (0);
  writer->in_action = FALSE;
  g_clear_error (&writer->error);
  if (!made && !sqlite3_get_autocommit (writer->db))
    sqlite3_exec (writer->db, "ROLLBACK", NULL, NULL, NULL);
  return made;
}
