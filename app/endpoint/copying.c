/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table by table, a thousand rows at a time. */
#include "copying.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "accounts.h"
#include "authority.h"
#include "purge.h"

#define PIECE 1000

/* Reads a row into cells, whose bytes go to chunk. */
static void
read_cells (KinAsk *ask, const KinLogTable *table, GPtrArray *chunk, GArray *cells)
{
  for (int i = 0; table->kinds[i] != '\0'; i++)
    {
      KinCell cell = { .i = 0 };
      const void *bytes = NULL;

      if (table->kinds[i] == 'i')
        cell.i = kin_ask_get_int (ask, i);
      else if (table->kinds[i] == 't')
        bytes = kin_ask_get_long (ask, i, &cell.n);
      else
        bytes = kin_ask_get_raw (ask, i, &cell.n);
      if (bytes != NULL)
        {
          char *copy = g_malloc (cell.n + 1);

          memcpy (copy, bytes, cell.n);
          copy[cell.n] = '\0';
          g_ptr_array_add (chunk, copy);
          cell.bytes = copy;
        }
      g_array_append_val (cells, cell);
    }
}

static void
copy_table (KinLog *from, KinLog *to, const KinLogTable *table, const char *sql)
{
  g_autoptr (KinAsk) ask = kin_log_ask (from, sql);
  g_autoptr (GPtrArray) chunk = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KinCell));
  guint n = 0;

  while (kin_ask_next (ask))
    {
      read_cells (ask, table, chunk, cells);
      if (++n < PIECE)
        continue;
      kin_log_add (to, table, &g_array_index (cells, KinCell, 0), n);
      g_ptr_array_set_size (chunk, 0);
      g_array_set_size (cells, 0);
      n = 0;
    }
  kin_log_add (to, table, &g_array_index (cells, KinCell, 0), n);
}

gboolean
kin_log_copy (KinLog *from, KinLog *to, GError **error)
{
  const KinLogTable *const *tables = kin_log_tables ();
  gboolean copied;

  if (!kin_log_begin (from, error)) /* nobody writes meanwhile */
    return FALSE;
  if (!kin_log_begin (to, error))
    {
      kin_log_roll_back (from);
      return FALSE;
    }
  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s /* scan: all of it */", tables[i]->columns, tables[i]->name); /* names from the tables */

      copy_table (from, to, tables[i], g_intern_string (sql));
    }
  copied = kin_log_commit (from, error); /* it wrote nothing: this tells whether everything was read */
  if (copied)
    return kin_log_commit (to, error);
  kin_log_roll_back (to);
  return FALSE;
}

gboolean
kin_backup_make (KinLog *log, const char *file, const guint8 key[32], GError **error)
{
  g_autofree char *part = g_strconcat (file, ".part", NULL);
  KinLog *to;
  gboolean made;

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("There is a file %s already. Nothing was changed."), file);
      return FALSE;
    }
  g_remove (part);
  to = kin_log_sqlite_open (part, key, log->authority, TRUE, error);
  made = to != NULL && kin_log_copy (log, to, error) && kin_log_scrub (to, error);
  kin_log_close (to);
  if (made && g_rename (part, file) == 0)
    return TRUE;
  if (made)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The backup %s could not be given its name."), file);
  g_remove (part);
  return FALSE;
}

/* Generations are only ever added: what came after the backup is known by laptops. */
static void
add_generations (KinLog *from, KinLog *to)
{
  g_autoptr (KinAsk) ask = kin_log_ask (from, "SELECT name, parent, parent_at, made FROM generation ORDER BY no /* scan: one row a restore */");

  while (kin_ask_next (ask))
    {
      gint64 no = kin_log_number (to, "SELECT max(no) FROM generation /* scan: one row a restore */", 0) + 1;
      KinAsk *add = kin_log_ask (to, "INSERT INTO generation (no, name, parent, parent_at, made) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (name) DO NOTHING");

      kin_ask_int (add, 1, no);
      kin_ask_text (add, 2, kin_ask_get_text (ask, 0));
      kin_ask_text (add, 3, kin_ask_get_text (ask, 1));
      kin_ask_int (add, 4, kin_ask_get_int (ask, 2));
      kin_ask_int (add, 5, kin_ask_get_int (ask, 3));
      kin_ask_end (add);
    }
}

/* Do the tables continue what the backup has? Then their people and devices are those of the backup and more. */
static gboolean
is_continued (KinLog *backup, KinLog *log)
{
  g_auto (KinAuthority) authority = { 0 };
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT no FROM generation WHERE name = ?1");

  if (!kin_authority_read (backup, &authority))
    return FALSE;
  kin_ask_text (ask, 1, authority.generation);
  return kin_ask_next (ask);
}

/* Devices count on from what the restored log has of them. */
static void
set_devices_back (KinLog *log)
{
  g_autoptr (GPtrArray) devices = kin_devices (log);
  gint64 head = kin_log_number (log, "SELECT head FROM authority WHERE no = 1", 0);

  for (guint i = 0; i < devices->len; i++)
    {
      const KinDevice *device = devices->pdata[i];
      gint64 changes = kin_log_number (log, "SELECT max(n) FROM change WHERE device = ?1", 1, device->no);
      gint64 aliases = kin_log_number (log, "SELECT max(n) FROM alias WHERE device = ?1", 1, device->no);
      KinAsk *ask = kin_log_ask (log, "UPDATE device SET last_n = ?1, got = ?2 WHERE no = ?3");

      kin_ask_int (ask, 1, MAX (changes, aliases));
      kin_ask_int (ask, 2, MIN (device->got, head));
      kin_ask_int (ask, 3, device->no);
      kin_ask_end (ask);
    }
}

/* Empties the authority's tables and fills them again, in one step. Who was signed out since the backup stays so. */
static gboolean
put_into (KinLog *from, KinLog *to, gboolean keep_accounts, const char *ledger, gint64 now, guint *n_purged, GError **error)
{
  const KinLogTable *const *tables = kin_log_tables ();

  if (!kin_log_begin (to, error))
    return FALSE;
  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *delete = g_strdup_printf ("DELETE FROM %s", tables[i]->name); /* names from the tables */
      g_autofree char *select = g_strdup_printf ("SELECT %s FROM %s /* scan: all of it */", tables[i]->columns, tables[i]->name); /* names from the tables */

      if (tables[i] == &kin_log_generation || (keep_accounts && (tables[i] == &kin_log_person || tables[i] == &kin_log_device || tables[i] == &kin_log_code)))
        continue;
      kin_ask_end (kin_log_ask (to, g_intern_string (delete)));
      copy_table (from, to, tables[i], g_intern_string (select));
    }
  add_generations (from, to);
  if (keep_accounts)
    set_devices_back (to);
  kin_authority_begin_generation (to, now);
  *n_purged = 0;
  if (ledger == NULL || kin_purge_replay_within (to, ledger, now, n_purged, error))
    return kin_log_commit (to, error);
  kin_log_roll_back (to);
  return FALSE;
}

gboolean
kin_backup_put_back (const KinLogPlace *place, const char *authority, const char *file, const char *ledger, gint64 now, guint *n_purged, GError **error)
{
  g_autoptr (KinLog) backup = kin_log_sqlite_open (file, place->key, authority, FALSE, error);
  g_auto (GStrv) names = backup != NULL ? kin_log_names (place, error) : NULL;
  g_autoptr (KinLog) log = NULL;
  gboolean is_there;

  if (names == NULL)
    return FALSE;
  is_there = g_strv_contains ((const char *const *) names, authority);
  log = kin_log_open (place, authority, !is_there, error);
  return log != NULL && put_into (backup, log, is_there && is_continued (backup, log), ledger, now, n_purged, error);
}
