/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learning what was written, and writing it again with nothing in the way. */
#include "twin.h"

#include <glib/gstdio.h>
#include <string.h>

#include "change.h"
#include "measure.h"
#include "reader.h"
#include "text.h"

#define CHANGE_COLUMNS 15

typedef struct
{
  int         type; /* SQLITE_INTEGER ... */
  gint64      number;
  const char *bytes;
  int         n;
} Cell;

typedef struct
{
  Cell        change[CHANGE_COLUMNS];
  KinOp       op;
  gint64      record, no;
  const char *field;
  const char *words;  /* NULL: the search index stays as it is */
  Cell       *cells;  /* of the row, or of the field */
  int         n_cells;
  guint       row;    /* number of the statement that writes the cells */
  guint       forget; /* of the one that deletes the row */
  Cell        id, type;
} Step;

struct _Twin
{
  GArray       *steps; /* Step */
  GStringChunk *bytes;
  GPtrArray    *blocks; /* of cells */
  GHashTable   *numbers; /* SQL -> its number + 1 */
  GPtrArray    *sql;
  GPtrArray    *statements;
  char         *path;
  sqlite3      *db;
  gint64        learned;
};

Twin *
twin_new (void)
{
  Twin *twin = g_new0 (Twin, 1);

  twin->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  twin->bytes = g_string_chunk_new (1 << 20);
  twin->blocks = g_ptr_array_new_with_free_func (g_free);
  twin->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  twin->sql = g_ptr_array_new_with_free_func (g_free);
  return twin;
}

void
twin_free (Twin *twin)
{
  g_array_unref (twin->steps);
  g_string_chunk_free (twin->bytes);
  g_ptr_array_unref (twin->blocks);
  g_hash_table_unref (twin->numbers);
  g_ptr_array_unref (twin->sql);
  g_free (twin);
}

guint
twin_n_steps (Twin *twin)
{
  return twin->steps->len;
}

static guint
number_of (Twin *twin, const char *sql)
{
  gpointer known = g_hash_table_lookup (twin->numbers, sql);
  char *copy;

  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;
  copy = g_strdup (sql);
  g_ptr_array_add (twin->sql, copy);
  g_hash_table_insert (twin->numbers, copy, GUINT_TO_POINTER (twin->sql->len));
  return twin->sql->len - 1;
}

static Cell
take_cell (Twin *twin, sqlite3_stmt *row, int column)
{
  Cell cell = { .type = sqlite3_column_type (row, column) };

  if (cell.type == SQLITE_INTEGER)
    cell.number = sqlite3_column_int64 (row, column);
  else if (cell.type != SQLITE_NULL)
    {
      const char *bytes = sqlite3_column_blob (row, column);

      cell.n = sqlite3_column_bytes (row, column);
      cell.bytes = cell.n > 0 ? g_string_chunk_insert_len (twin->bytes, bytes, cell.n) : "";
    }
  return cell;
}

static void
take_row (Twin *twin, KinReader *reader, const char *select, Step *step)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, select);
  sqlite3_stmt *row = kin_query_statement (query);

  kin_query_int (query, 1, step->record);
  if (!kin_query_step (query))
    g_error ("a row is not there: %s", select);
  step->n_cells = sqlite3_column_count (row);
  step->cells = g_new0 (Cell, (gsize) step->n_cells);
  g_ptr_array_add (twin->blocks, step->cells);
  for (int i = 0; i < step->n_cells; i++)
    step->cells[i] = take_cell (twin, row, i);
}

static const char *
words_of (Twin *twin, KinReader *reader, const KinType *type, gint64 no)
{
  g_autoptr (KinRecord) record = kin_reader_get (reader, type, no);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const KinValue *value = kin_record_get (record, i);
      g_autofree char *first = value->s != NULL ? kin_text_key (value->s) : NULL;
      g_autofree char *second = value->t != NULL ? kin_text_key (value->t) : NULL;

      if ((type->fields[i].flags & KIN_SOUGHT) == 0)
        continue;
      if (first != NULL && *first != '\0')
        g_string_append_printf (words, "%s ", first);
      if (second != NULL && *second != '\0')
        g_string_append_printf (words, "%s ", second);
    }
  return words->len > 0 ? g_string_chunk_insert_len (twin->bytes, words->str, (gssize) words->len) : NULL;
}

static void
learn_create (Twin *twin, KinReader *reader, const KinType *type, Step *step)
{
  g_autofree char *select = g_strdup_printf ("SELECT * FROM \"%s\" WHERE no = ?1", type->name);
  g_autoptr (GString) insert = g_string_new (NULL);

  take_row (twin, reader, select, step);
  g_string_printf (insert, "INSERT INTO \"%s\" VALUES (?", type->name);
  for (int i = 1; i < step->n_cells; i++)
    g_string_append (insert, ", ?");
  g_string_append (insert, ")");
  step->row = number_of (twin, insert->str);
  step->words = words_of (twin, reader, type, step->record);
}

static void
learn_set (Twin *twin, KinReader *reader, const KinType *type, Step *step)
{
  const KinField *field = &type->fields[kin_type_field (type, step->field)];
  const KinKindInfo *kind = kin_kind_info (field->kind);
  g_autoptr (GString) select = g_string_new ("SELECT ");
  g_autoptr (GString) update = g_string_new (NULL);

  g_string_printf (update, "UPDATE \"%s\" SET ", type->name);
  for (guint c = 0; c < kind->n_columns; c++)
    {
      g_string_append_printf (select, "\"%s%s\", ", field->name, kind->columns[c].suffix);
      g_string_append_printf (update, "\"%s%s\" = ?, ", field->name, kind->columns[c].suffix);
    }
  g_string_append_printf (select, "extra, no FROM \"%s\" WHERE no = ?1", type->name);
  g_string_append (update, "extra = ? WHERE no = ?");
  take_row (twin, reader, select->str, step);
  step->row = number_of (twin, update->str);
  if ((field->flags & KIN_SOUGHT) != 0)
    step->words = words_of (twin, reader, type, step->record);
}

static void
learn_step (Twin *twin, KinReader *reader, Step *step)
{
  const KinType *type = kin_reader_type_of (reader, step->record);
  g_autofree char *forget = g_strdup_printf ("DELETE FROM \"%s\" WHERE no = ?1", type->name);

  step->forget = number_of (twin, forget);
  if (step->op == KIN_OP_CREATE)
    learn_create (twin, reader, type, step);
  else if (step->op == KIN_OP_SET)
    learn_set (twin, reader, type, step);
}

void
twin_learn (Twin *twin, World *world)
{
  g_autoptr (KinReader) reader = kin_store_new_reader (world->store, NULL);
  sqlite3_stmt *row;
  KinQuery *query = kin_reader_query (reader, "SELECT c.no, device, n, c.id, txn, action, record, scope, op, field, base, value, \"by\", at, known,"
                                              " r.id, r.type FROM change c JOIN record r ON r.no = c.record WHERE c.no > ?1 ORDER BY c.no");

  kin_query_int (query, 1, twin->learned);
  row = kin_query_statement (query);
  while (kin_query_step (query))
    {
      Step step = { .no = kin_query_get_int (query, 0), .record = kin_query_get_int (query, 6), .op = (KinOp) kin_query_get_int (query, 8) };

      for (int i = 0; i < CHANGE_COLUMNS; i++)
        step.change[i] = take_cell (twin, row, i);
      step.id = take_cell (twin, row, 15);
      step.type = take_cell (twin, row, 16);
      step.field = step.change[9].bytes;
      twin->learned = step.no;
      learn_step (twin, reader, &step);
      g_array_append_val (twin->steps, step);
    }
  kin_query_end (query);
}

void
twin_open (Twin *twin, World *world)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *log = kin_connection_resource ("001.sql");
  g_autofree char *records = kin_connection_resource ("records.sql");

  twin->path = g_build_filename (world->folder, "twin.kin", NULL);
  g_unlink (twin->path);
  twin->db = kin_connection_open (twin->path, world->key, KIN_CONNECTION_WRITER, FALSE, &error);
  must (twin->db != NULL && kin_connection_run (twin->db, log, &error) && kin_connection_run (twin->db, records, &error), error);
  twin->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_finalize);
}

void
twin_close (Twin *twin)
{
  g_ptr_array_unref (twin->statements);
  sqlite3_close_v2 (twin->db);
  g_unlink (twin->path);
  g_free (twin->path);
}

/* Kept by number: the twin does not even look a statement up by its text. */
static sqlite3_stmt *
statement_of (Twin *twin, guint number)
{
  if (number >= twin->statements->len)
    g_ptr_array_set_size (twin->statements, (int) MAX (number + 1, twin->sql->len));
  if (twin->statements->pdata[number] == NULL)
    {
      twin->statements->pdata[number] = kin_connection_prepare (twin->db, twin->sql->pdata[number], NULL);
      g_assert (twin->statements->pdata[number] != NULL);
    }
  return twin->statements->pdata[number];
}

static void
bind (sqlite3_stmt *statement, int index, const Cell *cell)
{
  if (cell->type == SQLITE_INTEGER)
    sqlite3_bind_int64 (statement, index, cell->number);
  else if (cell->type == SQLITE_TEXT)
    sqlite3_bind_text (statement, index, cell->bytes, cell->n, SQLITE_STATIC);
  else if (cell->type == SQLITE_BLOB)
    sqlite3_bind_blob (statement, index, cell->bytes, cell->n, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, index);
}

static void
run (Twin *twin, sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("the twin: %s", sqlite3_errmsg (twin->db));
  sqlite3_reset (statement);
}

static void
run_cells (Twin *twin, const char *sql, const Cell *cells, int n)
{
  sqlite3_stmt *statement = statement_of (twin, number_of (twin, sql));

  for (int i = 0; i < n; i++)
    bind (statement, i + 1, &cells[i]);
  run (twin, statement);
}

static void
write_head (Twin *twin, const Step *step)
{
  const char *field = step->op == KIN_OP_SET ? step->field : KIN_REGISTER_EXISTS;
  Cell cells[] = { step->change[6], { SQLITE_TEXT, 0, field, (int) strlen (field) }, step->change[0] };

  run_cells (twin, "DELETE FROM head WHERE record = ?1 AND field = ?2", cells, 2);
  run_cells (twin, "INSERT INTO head (record, field, change) VALUES (?1, ?2, ?3)", cells, 3);
}

static void
write_words (Twin *twin, const Step *step)
{
  if (step->words != NULL)
    {
      Cell cells[] = { step->change[6], { SQLITE_TEXT, 0, step->words, (int) strlen (step->words) } };

      run_cells (twin, step->op == KIN_OP_CREATE ? "INSERT INTO sought (rowid, words) VALUES (?1, ?2)" : "INSERT OR REPLACE INTO sought (rowid, words) VALUES (?1, ?2)",
                 cells, 2);
    }
  else if (step->op == KIN_OP_DELETE)
    run_cells (twin, "DELETE FROM sought WHERE rowid = ?1", &step->change[6], 1);
}

static void
write_row (Twin *twin, const Step *step)
{
  sqlite3_stmt *statement = statement_of (twin, step->op == KIN_OP_DELETE ? step->forget : step->row);

  if (step->op == KIN_OP_DELETE)
    bind (statement, 1, &step->change[6]);
  else
    for (int i = 0; i < step->n_cells; i++)
      bind (statement, i + 1, &step->cells[i]);
  run (twin, statement);
}

static void
write_step (Twin *twin, const Step *step)
{
  run_cells (twin,
             "INSERT INTO change (no, device, n, id, txn, action, record, scope, op, field, base, value, \"by\", at, known)"
             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
             step->change, CHANGE_COLUMNS);
  if (step->op == KIN_OP_CREATE)
    {
      Cell cells[] = { step->change[6], step->id, step->type };

      run_cells (twin, "INSERT INTO record (no, id, type) VALUES (?1, ?2, ?3)", cells, 3);
    }
  else
    write_head (twin, step);
  write_row (twin, step);
  write_words (twin, step);
}

static void
write_deed (Twin *twin, const Step *first, const Step *last)
{
  Cell text = { SQLITE_TEXT, 0, "edit", 4 };
  Cell cells[] = { first->change[5], first->change[1], first->change[2], text, text, first->change[12], first->change[13], first->change[0], last->change[0] };

  run_cells (twin,
             "INSERT INTO deed (no, device, n, kind, label, \"by\", at, first, last) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", cells, 9);
}

double
twin_write (Twin *twin, guint first, guint last, GArray *actions)
{
  double whole = now_ms ();

  while (first < last)
    {
      const Step *begin = &g_array_index (twin->steps, Step, first);
      double from = now_ms (), took;

      must (kin_connection_run (twin->db, "BEGIN IMMEDIATE", NULL), NULL);
      for (; first < last && g_array_index (twin->steps, Step, first).change[5].number == begin->change[5].number; first++)
        write_step (twin, &g_array_index (twin->steps, Step, first));
      write_deed (twin, begin, &g_array_index (twin->steps, Step, first - 1));
      must (kin_connection_run (twin->db, "COMMIT", NULL), NULL);
      took = now_ms () - from;
      if (actions != NULL)
        g_array_append_val (actions, took);
    }
  whole = now_ms () - whole;
  sqlite3_wal_checkpoint_v2 (twin->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return whole;
}

/* Only the creates: what was set later is in no column that this bench changes the size of. */
double
twin_rebuild (Twin *twin, guint last)
{
  g_autofree char *records = kin_connection_resource ("records.sql");
  g_autoptr (GString) drop = g_string_new ("BEGIN; DROP TABLE sought;");
  double from = now_ms ();
  guint n;
  const KinType *const *types = kin_types (&n);

  g_ptr_array_set_size (twin->statements, 0);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (drop, "DROP TABLE \"%s\";", types[i]->name);
  must (kin_connection_run (twin->db, drop->str, NULL) && kin_connection_run (twin->db, records, NULL), NULL);
  for (guint i = 0; i < last; i++)
    {
      const Step *step = &g_array_index (twin->steps, Step, i);

      if (step->op != KIN_OP_CREATE)
        continue;
      write_row (twin, step);
      write_words (twin, step);
    }
  must (kin_connection_run (twin->db, "COMMIT", NULL), NULL);
  return now_ms () - from;
}
