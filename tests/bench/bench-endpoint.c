/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office against its limit: a twin that writes the rows which the office wrote, to the same tables with the same indexes, under the
 * same cipher and in the same transactions, with prepared statements and nothing else; and one that reads them. In turns.
 *   bench-endpoint [--changes 50000] [--batch 1000] [--passes 5] [--json] */
#include <glib/gstdio.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#include "measure.h"
#include "office.h"

#define COLUMNS 13
#define SINGLES 300

static int n_changes = 50000, n_batch = 1000, n_passes = 5;
static gboolean json;

typedef struct
{
  gint64 number;
  char  *bytes;
  int    n;
  int    type;
} Cell;

typedef struct
{
  Office     office;
  Laptop     laptop;
  GPtrArray *bodies; /* GBytes: pushes */
  GArray    *cells;  /* of the rows that they became */
} Bench;

/* Half creates, half sets of some field of a record made before. */
static void
make_bodies (Bench *bench, GRand *rand)
{
  g_autofree char *generation = generation_of (&bench->office);
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (KinId));

  bench->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (int from = 0; from < n_changes; from += n_batch)
    {
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
      KinPush push = { generation, bench->laptop.id, KIN_WIRE_SCHEMA, changes };

      for (int i = 0; i < n_batch; i++)
        {
          gboolean create = records->len < 2 || g_rand_boolean (rand);
          const KinId *record = create ? NULL : &g_array_index (records, KinId, g_rand_int_range (rand, 0, (gint) records->len));
          KinWireChange *change = laptop_change (&bench->laptop, &bench->office, record, create ? NULL : "s1 s2",
                                                 create ? "{\"forename\":\"Ada\",\"surname\":\"Example\",\"born\":\"2012-05-03\",\"note\":\"likes trains and long walks by the canal\"}"
                                                        : "\"likes boats rather than trains, and says so\"");

          if (create)
            g_array_append_val (records, change->record);
          g_ptr_array_add (changes, change);
        }
      g_ptr_array_add (bench->bodies, kin_push_encode (&push));
    }
}

static KinRequest *
request_to (Bench *bench, const char *method, const char *query)
{
  g_autofree char *path = g_strconcat ("/v1/", bench->office.name, "/changes", NULL);
  KinRequest *request = kin_request_new (method, path, query);

  request->bearer = g_strdup (bench->laptop.token);
  return request;
}

static double
push_all (Bench *bench)
{
  double from = now_ms ();

  for (guint i = 0; i < bench->bodies->len; i++)
    {
      g_autoptr (KinRequest) request = request_to (bench, "POST", NULL);
      gboolean wait;
      g_autoptr (KinAnswer) answer = NULL;

      request->body = g_bytes_ref (bench->bodies->pdata[i]);
      answer = kin_endpoint_answer (bench->office.endpoint, request, bench->office.now, &wait);
      g_assert_cmpuint (answer->status, ==, 200);
    }
  return now_ms () - from;
}

/* A file with the office's tables, opened as the office opens it, and nothing of ours in between. */
static sqlite3 *
open_raw (Bench *bench, const char *path, gboolean create)
{
  g_autoptr (GString) pragma = g_string_new ("PRAGMA key = \"x'");
  sqlite3 *db = NULL;

  if (create)
    kin_log_close (kin_log_sqlite_open (path, bench->office.key, "twin", TRUE, NULL));
  for (guint i = 0; i < 32; i++)
    g_string_append_printf (pragma, "%02x", bench->office.key[i]);
  g_string_append (pragma, "'\"; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA journal_mode = WAL;"
                           "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, pragma->str, NULL, NULL, NULL), ==, SQLITE_OK);
  return db;
}

static char *
office_path (Bench *bench)
{
  return g_strdup_printf ("%s/%s.db", bench->office.state, bench->office.name);
}

static double
read_rows (Bench *bench, GArray *cells)
{
  g_autofree char *path = office_path (bench);
  sqlite3 *db = open_raw (bench, path, FALSE);
  sqlite3_stmt *statement;
  double from = now_ms ();

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT * FROM change ORDER BY seq", -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < COLUMNS; i++)
      {
        Cell cell = { sqlite3_column_int64 (statement, i), NULL, sqlite3_column_bytes (statement, i), sqlite3_column_type (statement, i) };

        if (cells == NULL)
          continue;
        if (cell.type == SQLITE_TEXT || cell.type == SQLITE_BLOB)
          cell.bytes = g_memdup2 (sqlite3_column_blob (statement, i), (gsize) cell.n);
        g_array_append_val (cells, cell);
      }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return now_ms () - from;
}

static void
write_row (sqlite3_stmt *statement, const Cell *cells)
{
  for (int i = 0; i < COLUMNS; i++)
    if (cells[i].type == SQLITE_INTEGER)
      sqlite3_bind_int64 (statement, i + 1, cells[i].number);
    else if (cells[i].type == SQLITE_TEXT)
      sqlite3_bind_text (statement, i + 1, cells[i].bytes, cells[i].n, SQLITE_STATIC);
    else if (cells[i].type == SQLITE_BLOB)
      sqlite3_bind_blob (statement, i + 1, cells[i].bytes, cells[i].n, SQLITE_STATIC);
    else
      sqlite3_bind_null (statement, i + 1);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

static double
write_rows (Bench *bench, guint n, guint batch)
{
  g_autofree char *path = g_build_filename (bench->office.state, "twin.db", NULL), *wal = g_strconcat (path, "-wal", NULL), *shm = g_strconcat (path, "-shm", NULL);
  sqlite3 *db = open_raw (bench, path, TRUE);
  sqlite3_stmt *statement;
  double took, from = now_ms ();

  g_assert_cmpint (sqlite3_prepare_v2 (db, "INSERT INTO change VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)", -1, &statement, NULL), ==, SQLITE_OK);
  for (guint at = 0; at < n; at += batch)
    {
      sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
      for (guint i = at; i < MIN (n, at + batch); i++)
        write_row (statement, &g_array_index (bench->cells, Cell, i * COLUMNS));
      g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
    }
  took = now_ms () - from;
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_remove (path);
  g_remove (wal);
  g_remove (shm);
  return took;
}

static double
pull_all (Bench *bench)
{
  g_autofree char *cursor = NULL;
  double from = now_ms ();

  for (gboolean more = TRUE; more;)
    {
      g_autofree char *query = cursor != NULL ? g_strdup_printf ("limit=1000&after=%s", cursor) : g_strdup ("limit=1000");
      g_autoptr (KinRequest) request = request_to (bench, "GET", query);
      gboolean wait;
      g_autoptr (KinAnswer) answer = kin_endpoint_answer (bench->office.endpoint, request, bench->office.now, &wait);

      g_assert_cmpuint (answer->status, ==, 200);
      more = g_strcmp0 (cursor, answer->etag) != 0;
      g_free (cursor);
      cursor = g_strdup (answer->etag);
    }
  return now_ms () - from;
}

static double
poll_idle (Bench *bench, guint times)
{
  g_autoptr (KinRequest) request = request_to (bench, "GET", NULL);
  g_autoptr (KinAnswer) hello = office_ask (&bench->office, &bench->laptop, "GET", "", NULL, NULL);
  g_autoptr (KinHello) said = kin_hello_parse (hello->body, NULL);
  double from;

  request->query = g_strconcat ("after=", said->cursor, NULL);
  request->if_none_match = g_strdup (said->cursor);
  from = now_ms ();
  for (guint i = 0; i < times; i++)
    {
      gboolean wait;
      g_autoptr (KinAnswer) answer = kin_endpoint_answer (bench->office.endpoint, request, bench->office.now, &wait);

      g_assert_cmpuint (answer->status, ==, 304);
    }
  return (now_ms () - from) / times;
}

static double
push_singles (Bench *bench)
{
  double from = now_ms ();

  for (guint i = 0; i < SINGLES; i++)
    office_push_one (&bench->office, &bench->laptop, laptop_change (&bench->laptop, &bench->office, NULL, NULL, NULL));
  return (now_ms () - from) / SINGLES;
}

static double
count_digest (Bench *bench)
{
  double from = now_ms ();

  while (kin_endpoint_idle (bench->office.endpoint, bench->office.now))
    ;
  return now_ms () - from;
}

static void
pass (Table *table, Bench *bench, GRand *rand)
{
  g_autofree char *ingest = g_strdup_printf ("take in %d changes, %d a push", n_changes, n_batch), *out = g_strdup_printf ("give out %d changes, 1000 a page", n_changes);

  office_set_up (&bench->office, NULL);
  bench->laptop = office_laptop (&bench->office, "Somebody", KIN_ROLE_EDITOR, ALL_SCOPES);
  make_bodies (bench, rand);
  line_product (table_line (table, ingest, "ms", 0, 0.4), push_all (bench));
  bench->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  read_rows (bench, bench->cells);
  line_limit (table_line (table, ingest, "ms", 0, 0.4), write_rows (bench, (guint) n_changes, (guint) n_batch));
  line_product (table_line (table, out, "ms", 0, 0), pull_all (bench));
  line_limit (table_line (table, out, "ms", 0, 0), read_rows (bench, NULL));
  line_product (table_line (table, "nothing new (304)", "ms", 0, 0), poll_idle (bench, 5000));
  line_product (table_line (table, "the digest of all of it, in the background", "ms", 0, 0), count_digest (bench));
  line_product (table_line (table, "one change", "ms", 0, 0.4), push_singles (bench));
  line_limit (table_line (table, "one change", "ms", 0, 0.4), write_rows (bench, SINGLES, 1) / SINGLES);
  for (guint i = 0; i < bench->cells->len; i++)
    g_free (g_array_index (bench->cells, Cell, i).bytes);
  g_array_unref (bench->cells);
  g_ptr_array_unref (bench->bodies);
  laptop_clear (&bench->laptop);
  office_tear_down (&bench->office, NULL);
}

int
main (int argc, char **argv)
{
  const GOptionEntry options[] = {
    { "changes", 0, 0, G_OPTION_ARG_INT, &n_changes, NULL, NULL },
    { "batch", 0, 0, G_OPTION_ARG_INT, &n_batch, NULL, NULL },
    { "passes", 0, 0, G_OPTION_ARG_INT, &n_passes, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  Table *table = table_new ("The endpoint");

  table->json = json;
  g_option_context_add_main_entries (context, options, NULL);
  g_assert_true (g_option_context_parse (context, &argc, &argv, NULL));
  n_changes -= n_changes % n_batch;
  for (int i = 0; i < n_passes; i++)
    {
      Bench bench = { 0 };

      pass (table, &bench, rand);
    }
  table_print (table);
  return 0;
}
