/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening SQLCipher so that it cannot silently write plain text, and saying what went wrong. */
#include "connection.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sql-resources.h"
#include "text.h"

/* Reads of a long list warn; the few rows of a small table do not matter. */
#define MOST_SCANNED 1000

G_DEFINE_QUARK (kin-store-error-quark, kin_store_error)

static void
sql_key (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_text (context, kin_text_key (text), -1, g_free);
}

static KinStoreError
error_of (sqlite3 *db, int code, const char **sentence)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      *sentence = _("There is no room left on the disk. Free some space and try again; nothing was changed.");
      return KIN_STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      *sentence = _("The file or its folder cannot be written. Ask for the right to write there, or open a copy elsewhere.");
      return KIN_STORE_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      *sentence = _("The file or its folder cannot be opened. Check that it is there and that you may write in the folder.");
      return KIN_STORE_ERROR_READ_ONLY;
    case SQLITE_NOTADB:
      *sentence = _("This key does not open the file, or it is not a Kinkeeper file. Try the recovery key.");
      return KIN_STORE_ERROR_KEY;
    case SQLITE_CORRUPT:
      *sentence = _("The file is damaged. Restore the newest backup; what is still readable can be saved from “Check”.");
      return KIN_STORE_ERROR_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      *sentence = _("Another program is using the file. Close it there and try again.");
      return KIN_STORE_ERROR_IN_USE;
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT:
      *sentence = _("Cancelled; nothing was changed.");
      return KIN_STORE_ERROR_CANCELLED;
    case SQLITE_TOOBIG:
      *sentence = _("A value is too large to be kept.");
      return KIN_STORE_ERROR_TOO_BIG;
    case SQLITE_NOMEM:
      *sentence = _("There is not enough memory. Close other programs and try again; nothing was changed.");
      return KIN_STORE_ERROR_OTHER;
    case SQLITE_IOERR:
      *sentence = _("The disk could not be read or written. Nothing was changed; check the disk and make a backup.");
      return KIN_STORE_ERROR_DAMAGED;
    default:
      *sentence = NULL;
      return KIN_STORE_ERROR_OTHER;
    }
}

gboolean
kin_connection_fail (sqlite3 *db, GError **error)
{
  const char *sentence;
  int code = sqlite3_extended_errcode (db);
  KinStoreError kind = error_of (db, code, &sentence);

  if (code == SQLITE_IOERR_NOMEM)
    kind = error_of (db, SQLITE_NOMEM, &sentence);
  /* An I/O error is "no room" when that is what the system said. */
  else if ((code & 0xff) == SQLITE_IOERR && sqlite3_system_errno (db) == ENOSPC)
    kind = error_of (db, SQLITE_FULL, &sentence);
  if (sentence != NULL)
    g_set_error_literal (error, KIN_STORE_ERROR, (gint) kind, sentence);
  else
    g_set_error (error, KIN_STORE_ERROR, (gint) kind, _("The record could not be read or written (%s)."), sqlite3_errmsg (db));
  return FALSE;
}

gboolean
kin_connection_run (sqlite3 *db, const char *sql, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return kin_connection_fail (db, error);
  return TRUE;
}

sqlite3_stmt *
kin_connection_prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    kin_connection_fail (db, error);
  return statement;
}

void
kin_connection_reset (sqlite3_stmt *statement)
{
#ifndef NDEBUG
  int scanned = sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
  const char *sql = sqlite3_sql (statement);

  if (scanned > MOST_SCANNED && strstr (sql, "/* scan") == NULL)
    g_warning ("full scan of %d rows without owning up to it: %s", scanned, sql);
#endif
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

gint64
kin_connection_number (sqlite3 *db, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK || sqlite3_step (statement) != SQLITE_ROW)
    return 0;
  return sqlite3_column_int64 (statement, 0);
}

gboolean
kin_connection_read (sqlite3 *db, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = kin_connection_prepare (db, sql, error);
  int result = statement != NULL ? sqlite3_step (statement) : SQLITE_ERROR;

  *number = result == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  return statement != NULL && (result == SQLITE_ROW || result == SQLITE_DONE || kin_connection_fail (db, error));
}

gboolean
kin_connection_scrub (sqlite3 *db, GError **error)
{
  gboolean written;

  /* In a temporary file, which SQLCipher encrypts as it does the file itself: in memory it would be as large as the record. */
  if (!kin_connection_run (db, "PRAGMA temp_store = FILE", error))
    return FALSE;
  written = kin_connection_run (db, "VACUUM", error);
  if (!kin_connection_run (db, "PRAGMA temp_store = MEMORY", written ? error : NULL) || !written)
    return FALSE;
  return sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK || kin_connection_fail (db, error);
}

static GResource *
open_sql (void)
{
  static gsize opened;

  if (g_once_init_enter (&opened))
    {
      kin_sql_register_resource ();
      g_once_init_leave (&opened, (gsize) kin_sql_get_resource ());
    }
  return (GResource *) opened;
}

char *
kin_connection_resource (const char *name)
{
  g_autofree char *path = g_strconcat ("/org/kinkeeper/sql/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (open_sql (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The key goes in as a literal: 64 figures, so nothing else can be said through it. */
static gboolean
give_key (sqlite3 *db, const guint8 key[KIN_KEY_BYTES], GError **error)
{
  char pragma[2 * KIN_KEY_BYTES + 32];
  char *p = stpcpy (pragma, "PRAGMA key = \"x'");
  gboolean given;

  for (guint i = 0; i < KIN_KEY_BYTES; i++)
    p += g_snprintf (p, 3, "%02x", key[i]);
  strcpy (p, "'\"");
  given = kin_connection_run (db, pragma, error);
  explicit_bzero (pragma, sizeof pragma);
  return given;
}

/* A wrong key is told by us; SQLCipher's own lines would land in the terminal or the journal. The first key that a process
 * gives starts SQLCipher, which then logs again: so before the key and after it. */
static gboolean
hush (sqlite3 *db, GError **error)
{
  return kin_connection_run (db, "PRAGMA cipher_log_level = NONE", error);
}

static gboolean
require_cipher (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, "PRAGMA cipher_version", -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW &&
      sqlite3_column_bytes (statement, 0) > 0)
    return TRUE;
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_CIPHER,
                       _("This installation cannot encrypt, so no file is opened. Install SQLCipher 4 and start again."));
  return FALSE;
}

static gboolean
set_up (sqlite3 *db, KinConnectionRole role, GError **error)
{
  /* temp_store: a temporary table of children's names must never reach the disk. */
  if (!kin_connection_run (db, "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = ON; PRAGMA foreign_keys = OFF;", error))
    return FALSE;
  /* EXTRA is FULL, and syncs the folder too when the journal that turns a new file to WAL is deleted: were that journal there
   * again after a power cut, it would roll the file back to nothing. */
  if (role == KIN_CONNECTION_WRITER)
    return kin_connection_run (db,
                               "PRAGMA secure_delete = ON; PRAGMA cache_size = -8192; PRAGMA synchronous = EXTRA;"
                               "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;",
                               error);
  return kin_connection_run (db, "PRAGMA cache_size = -32768;", error);
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

void
kin_connection_make_private (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600); /* another's is not touched: closing it would let go of SQLite's locks */

  if (fd >= 0)
    close (fd); /* and where it cannot be made SQLite says why */
}

sqlite3 *
kin_connection_open (const char *path, const guint8 key[KIN_KEY_BYTES], KinConnectionRole role, gboolean must_exist, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (must_exist ? 0 : SQLITE_OPEN_CREATE);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *uri = NULL;
  sqlite3 *db = NULL;
  gboolean opened;

  /* In a folder that cannot be written there is no shared memory for the log; nobody can be writing it either. But a killed
   * program may have left a log that is part of the record: without "immutable" SQLite reads that, too. */
  if (role == KIN_CONNECTION_READER && must_exist && access (folder, W_OK) != 0)
    {
      g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

      uri = g_strdup_printf ("file:%s%s", escaped, has_log (path) ? "" : "?immutable=1");
      flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
    }
  if (!must_exist)
    kin_connection_make_private (path);
  opened = sqlite3_open_v2 (uri != NULL ? uri : path, &db, flags, NULL) == SQLITE_OK || kin_connection_fail (db, error);
  if (opened)
    {
      sqlite3_extended_result_codes (db, 1);
      sqlite3_busy_timeout (db, 2000);
      opened = hush (db, error) && give_key (db, key, error) && hush (db, error) && require_cipher (db, error) &&
               kin_connection_run (db, "SELECT count(*) FROM sqlite_master", error) && set_up (db, role, error);
    }
  if (opened &&
      (sqlite3_create_function_v2 (db, "kin_key", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, sql_key, NULL, NULL, NULL) == SQLITE_OK ||
       kin_connection_fail (db, error)))
    return db;
  sqlite3_close_v2 (db);
  return NULL;
}
