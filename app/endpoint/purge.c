/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wishes to purge, their approval, and doing it. */
#include "purge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "append.h"
#include "authority.h"

void
kin_purge_free (KinPurge *purge)
{
  if (purge == NULL)
    return;
  g_free (purge->type);
  g_free (purge->reason);
  g_free (purge);
}

#define PURGE "SELECT no, record, type, scope, reason, asked, asked_at, approved, approved_at, seq, scrubbed FROM purge"

static KinPurge *
read_purge (KinAsk *ask)
{
  KinPurge *purge = g_new0 (KinPurge, 1);

  purge->no = kin_ask_get_int (ask, 0);
  kin_ask_get_id (ask, 1, &purge->record);
  purge->type = g_strdup (kin_ask_get_text (ask, 2));
  purge->scope = (int) kin_ask_get_int (ask, 3);
  purge->reason = g_strdup (kin_ask_get_text (ask, 4));
  purge->asked = kin_ask_get_int (ask, 5);
  purge->asked_at = kin_ask_get_int (ask, 6);
  purge->approved = kin_ask_get_int (ask, 7);
  purge->approved_at = kin_ask_get_int (ask, 8);
  purge->seq = kin_ask_get_int (ask, 9);
  purge->scrubbed = kin_ask_get_int (ask, 10);
  return purge;
}

KinPurge *
kin_purge_find (KinLog *log, gint64 no)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, PURGE " WHERE no = ?1");

  kin_ask_int (ask, 1, no);
  return kin_ask_next (ask) ? read_purge (ask) : NULL;
}

static KinPurge *
find_by_record (KinLog *log, const KinId *record)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, PURGE " WHERE record = ?1");

  kin_ask_id (ask, 1, record);
  return kin_ask_next (ask) ? read_purge (ask) : NULL;
}

GPtrArray *
kin_purges (KinLog *log)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, PURGE " ORDER BY no /* scan: all purges */");
  GPtrArray *purges = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_purge_free);

  while (kin_ask_next (ask))
    g_ptr_array_add (purges, read_purge (ask));
  return purges;
}

/* What the record was created as; -1: it is not known. */
static int
scope_of (KinLog *log, const KinId *record)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT scope FROM change WHERE record = ?1 ORDER BY seq LIMIT 1");

  kin_ask_id (ask, 1, record);
  return kin_ask_next (ask) ? (int) kin_ask_get_int (ask, 0) : -1;
}

static void
add_purge (KinLog *log, const KinPurge *purge)
{
  KinCell cells[] = { { .i = purge->no }, { .bytes = &purge->record, .n = sizeof purge->record }, { .bytes = purge->type }, { .i = purge->scope }, { .bytes = purge->reason },
                      { .i = purge->asked }, { .i = purge->asked_at }, { .i = purge->approved }, { .i = purge->approved_at }, { .i = 0 }, { .i = 0 } };

  kin_log_add (log, &kin_log_purge, cells, 1);
}

static gint64
next_no (KinLog *log)
{
  return kin_log_number (log, "SELECT max(no) FROM purge /* scan: all purges */", 0) + 1;
}

KinPurging
kin_purge_ask (KinLog *log, const KinAccount *who, const KinPurgeWish *wish, gint64 now, gint64 *no, GError **error)
{
  g_autoptr (KinPurge) there = NULL;
  KinPurge purge = { .record = wish->record, .type = wish->type, .reason = wish->reason, .asked = who->no, .asked_at = now };

  if (!kin_log_begin (log, error))
    return KIN_PURGE_FAILED;
  there = find_by_record (log, &wish->record);
  purge.scope = scope_of (log, &wish->record);
  if (there != NULL || purge.scope < 0)
    {
      kin_log_roll_back (log);
      *no = there != NULL ? there->no : 0;
      return there != NULL ? KIN_PURGE_GOOD : KIN_PURGE_NO_RECORD;
    }
  *no = purge.no = next_no (log);
  add_purge (log, &purge);
  return kin_log_commit (log, error) ? KIN_PURGE_GOOD : KIN_PURGE_FAILED;
}

typedef struct
{
  gint64 seq;
  char  *body;
} Blank;

static void
free_blank (gpointer data)
{
  g_free (((Blank *) data)->body);
}

/* An action, which the first of its changes describes. */
typedef struct
{
  gint64 device, n;
} Action;

static void
add_blank (GArray *blanks, gint64 seq, const KinWireChange *change)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Blank blank = { .seq = seq };

  kin_wire_change_append (text, change);
  blank.body = g_strdup (text->str);
  g_array_append_val (blanks, blank);
}

static void
blank_bodies (KinLog *log, const KinId *record, GArray *blanks, GArray *actions)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT seq, device, body FROM change WHERE record = ?1");

  kin_ask_id (ask, 1, record);
  while (kin_ask_next (ask))
    {
      gsize length;
      const char *body = kin_ask_get_long (ask, 2, &length);
      g_autoptr (KinWireChange) change = kin_wire_change_parse (body, length, NULL);
      Action action = { .device = kin_ask_get_int (ask, 1) };

      if (change == NULL)
        continue;
      action.n = change->action;
      g_array_append_val (actions, action);
      kin_append_blank (change);
      add_blank (blanks, kin_ask_get_int (ask, 0), change);
    }
}

/* What was done to a record that links to it may name it as well. */
static void
find_linking (KinLog *log, const KinId *record, GArray *actions)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT device, body FROM change WHERE body LIKE ?1 /* scan: rare */");
  char link[KIN_ID_TEXT + 2] = "%%";

  kin_id_to_text (record, link + 1);
  strcat (link, "%");
  kin_ask_text (ask, 1, link);
  while (kin_ask_next (ask))
    {
      gsize length;
      const char *body = kin_ask_get_long (ask, 1, &length);
      g_autoptr (KinWireChange) change = kin_wire_change_parse (body, length, NULL);
      Action action = { .device = kin_ask_get_int (ask, 0), .n = change != NULL ? change->action : 0 };

      g_array_append_val (actions, action);
    }
}

/* That of an import names a file. */
static gboolean
may_name (const KinWireChange *change)
{
  return change->label != NULL && change->op != KIN_OP_PURGED && g_strcmp0 (change->kind, "import") != 0 && g_strcmp0 (change->kind, "demo") != 0;
}

static void
blank_label (KinLog *log, const Action *action, GArray *blanks)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT seq, body FROM change WHERE device = ?1 AND n = ?2");

  kin_ask_int (ask, 1, action->device);
  kin_ask_int (ask, 2, action->n);
  while (kin_ask_next (ask))
    {
      gsize length;
      const char *body = kin_ask_get_long (ask, 1, &length);
      g_autoptr (KinWireChange) change = kin_wire_change_parse (body, length, NULL);

      if (change == NULL || !may_name (change))
        continue;
      g_clear_pointer (&change->label, g_free);
      add_blank (blanks, kin_ask_get_int (ask, 0), change);
    }
}

static void
write_blanks (KinLog *log, GArray *blanks)
{
  for (guint i = 0; i < blanks->len; i++)
    {
      KinAsk *ask = kin_log_ask (log, "UPDATE change SET body = ?1 WHERE seq = ?2");

      kin_ask_text (ask, 1, g_array_index (blanks, Blank, i).body);
      kin_ask_int (ask, 2, g_array_index (blanks, Blank, i).seq);
      kin_ask_end (ask);
    }
  g_array_set_size (blanks, 0);
}

/* In a transaction: nothing of the record is left, and everybody will hear. */
static void
do_purge (KinLog *log, const KinPurge *purge, gint64 now)
{
  g_autoptr (GArray) blanks = g_array_new (FALSE, FALSE, sizeof (Blank));
  g_autoptr (GArray) actions = g_array_new (FALSE, FALSE, sizeof (Action));
  KinWireChange change = { .record = purge->record, .type = purge->type, .scope = purge->scope, .op = KIN_OP_PURGE, .by = (char *) "office" };
  gint64 seq;
  KinAsk *ask;

  g_array_set_clear_func (blanks, free_blank);
  blank_bodies (log, &purge->record, blanks, actions);
  write_blanks (log, blanks);
  find_linking (log, &purge->record, actions);
  for (guint i = 0; i < actions->len; i++)
    blank_label (log, &g_array_index (actions, Action, i), blanks);
  write_blanks (log, blanks);
  kin_id_make (&change.id, now);
  seq = kin_append_own (log, &change, now);
  ask = kin_log_ask (log, "UPDATE purge SET seq = ?1, approved = ?2, approved_at = ?3, scrubbed = 0 WHERE no = ?4");
  kin_ask_int (ask, 1, seq);
  kin_ask_int (ask, 2, purge->approved);
  kin_ask_int (ask, 3, purge->approved_at);
  kin_ask_int (ask, 4, purge->no);
  kin_ask_end (ask);
}

/* Before it is done: a purge that the ledger does not have would be undone by a restore. */
static gboolean
write_ledger (const KinPurge *purge, const char *ledger, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *before = NULL;
  gsize length = 0;

  if (ledger == NULL)
    return TRUE;
  if (g_file_test (ledger, G_FILE_TEST_EXISTS) && !g_file_get_contents (ledger, &before, &length, error))
    return FALSE;
  if (before != NULL)
    g_string_append_len (line, before, (gssize) length);
  g_string_append (line, "{\"record\":");
  kin_wire_id_append (line, &purge->record);
  g_string_append_printf (line, ",\"type\":\"%s\",\"scope\":%d,\"asked\":%" G_GINT64_FORMAT ",\"asked_at\":%" G_GINT64_FORMAT ",\"approved\":%" G_GINT64_FORMAT
                                ",\"approved_at\":%" G_GINT64_FORMAT ",\"reason\":",
                          purge->type, purge->scope, purge->asked, purge->asked_at, purge->approved, purge->approved_at);
  kin_json_append_text (line, purge->reason);
  g_string_append (line, "}\n");
  return g_file_set_contents_full (ledger, line->str, (gssize) line->len, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

KinPurging
kin_purge_approve (KinLog *log, const KinAccount *who, gint64 no, const char *ledger, gint64 now, GError **error)
{
  g_autoptr (KinPurge) purge = kin_purge_find (log, no);

  if (purge == NULL)
    return KIN_PURGE_NO_RECORD;
  if (purge->seq != 0)
    return KIN_PURGE_GOOD;
  if (purge->asked == who->no)
    return KIN_PURGE_SAME;
  purge->approved = who->no;
  purge->approved_at = now;
  if (!write_ledger (purge, ledger, error) || !kin_log_begin (log, error))
    return KIN_PURGE_FAILED;
  if (kin_log_number (log, "SELECT seq FROM purge WHERE no = ?1", 1, no) == 0)
    do_purge (log, purge, now);
  return kin_log_commit (log, error) ? KIN_PURGE_GOOD : KIN_PURGE_FAILED;
}

gboolean
kin_purge_settle (KinLog *log, gint64 now, GError **error)
{
  gint64 until = kin_log_number (log, "SELECT max(seq) FROM purge WHERE seq > 0 AND scrubbed = 0 /* scan: all purges */", 0);
  KinAsk *ask;

  if (until == 0)
    return TRUE;
  if (!kin_log_scrub (log, error) || !kin_log_begin (log, error))
    return FALSE;
  ask = kin_log_ask (log, "UPDATE purge SET scrubbed = ?1 WHERE seq > 0 AND seq <= ?2 AND scrubbed = 0");
  kin_ask_int (ask, 1, now);
  kin_ask_int (ask, 2, until);
  kin_ask_end (ask);
  return kin_log_commit (log, error);
}

static gboolean
has_answered (KinLog *log, const KinPurge *purge, gint64 device)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT seq FROM change WHERE record = ?1 AND seq > ?2 AND device = ?3 AND op = ?4 LIMIT 1");

  kin_ask_id (ask, 1, &purge->record);
  kin_ask_int (ask, 2, purge->seq);
  kin_ask_int (ask, 3, device);
  kin_ask_int (ask, 4, KIN_OP_PURGED);
  return kin_ask_next (ask);
}

GPtrArray *
kin_purge_missing (KinLog *log, const KinPurge *purge)
{
  GPtrArray *devices = kin_devices (log);

  for (guint i = devices->len; i > 0; i--)
    {
      const KinDevice *device = devices->pdata[i - 1];

      /* One that joined later got nothing of it; a revoked one may still hold it. */
      if (purge->seq == 0 || device->made > purge->approved_at || (device->account.scopes & 1 << purge->scope) == 0 || has_answered (log, purge, device->no))
        g_ptr_array_remove_index (devices, i - 1);
    }
  return devices;
}

static gboolean
parse_line (const char *line, KinPurge *purge)
{
  KinScanKeys keys = { 0 };
  KinSlice key;
  KinScan scan;
  gint64 scope = 0;

  kin_scan_start (&scan, line, strlen (line));
  while (kin_scan_key (&scan, &keys, &key))
    if (kin_slice_is (&key, "record"))
      kin_wire_id_scan (&scan, &purge->record);
    else if (kin_slice_is (&key, "type"))
      kin_scan_text (&scan, 64, &purge->type);
    else if (kin_slice_is (&key, "reason"))
      kin_scan_text (&scan, 2000, &purge->reason);
    else if (kin_slice_is (&key, "scope"))
      kin_scan_int (&scan, 0, KIN_WIRE_SCOPES - 1, &scope);
    else if (kin_slice_is (&key, "asked"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &purge->asked);
    else if (kin_slice_is (&key, "asked_at"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &purge->asked_at);
    else if (kin_slice_is (&key, "approved"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &purge->approved);
    else if (kin_slice_is (&key, "approved_at"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &purge->approved_at);
    else
      kin_scan_skip (&scan);
  purge->scope = (int) scope;
  return kin_scan_end (&scan) && purge->type != NULL && purge->reason != NULL && !kin_id_is_none (&purge->record);
}

/* In a transaction. */
static void
purge_again (KinLog *log, KinPurge *purge, gint64 now, guint *n)
{
  g_autoptr (KinPurge) there = find_by_record (log, &purge->record);

  if (there != NULL && there->seq != 0)
    return;
  purge->no = there != NULL ? there->no : next_no (log);
  if (there == NULL)
    add_purge (log, purge);
  do_purge (log, purge, now);
  ++*n;
}

/* New array of KinPurge; NULL with the error. No file is an empty one. */
static GPtrArray *
read_ledger (const char *ledger, GError **error)
{
  g_autoptr (GPtrArray) purges = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_purge_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_test (ledger, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&purges);
  if (!g_file_get_contents (ledger, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (KinPurge) purge = g_new0 (KinPurge, 1);

      if (*lines[i] == '\0')
        continue;
      if (!parse_line (lines[i], purge))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The ledger of purges %s is damaged at line %u. Restore that file first."), ledger, i + 1);
          return NULL;
        }
      g_ptr_array_add (purges, g_steal_pointer (&purge));
    }
  return g_steal_pointer (&purges);
}

gboolean
kin_purge_replay_within (KinLog *log, const char *ledger, gint64 now, guint *n, GError **error)
{
  g_autoptr (GPtrArray) purges = read_ledger (ledger, error);

  *n = 0;
  for (guint i = 0; purges != NULL && i < purges->len; i++)
    purge_again (log, purges->pdata[i], now, n);
  return purges != NULL;
}

gboolean
kin_purge_replay (KinLog *log, const char *ledger, gint64 now, guint *n, GError **error)
{
  *n = 0;
  if (!g_file_test (ledger, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!kin_log_begin (log, error))
    return FALSE;
  if (kin_purge_replay_within (log, ledger, now, n, error))
    return kin_log_commit (log, error);
  kin_log_roll_back (log);
  return FALSE;
}

static gboolean
has_record (const GPtrArray *purges, const KinId *record)
{
  for (guint i = 0; i < purges->len; i++)
    if (kin_id_equal (&((KinPurge *) purges->pdata[i])->record, record))
      return TRUE;
  return FALSE;
}

gboolean
kin_purge_note (KinLog *log, const char *ledger, GError **error)
{
  g_autoptr (GPtrArray) noted = read_ledger (ledger, error);
  g_autoptr (GPtrArray) purges = noted != NULL ? kin_purges (log) : NULL;

  for (guint i = 0; purges != NULL && i < purges->len; i++)
    {
      const KinPurge *purge = purges->pdata[i];

      if (purge->seq != 0 && !has_record (noted, &purge->record) && !write_ledger (purge, ledger, error))
        return FALSE;
    }
  return purges != NULL;
}

static void
append_missing (KinLog *log, const KinPurge *purge, GString *json)
{
  g_autoptr (GPtrArray) missing = kin_purge_missing (log, purge);

  g_string_append (json, ",\"missing\":[");
  for (guint i = 0; i < missing->len; i++)
    {
      const KinDevice *device = missing->pdata[i];

      g_string_append (json, i > 0 ? ",{" : "{");
      kin_device_append (json, device);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

/* Somebody who did something and when; who is gone has a name all the same. */
static void
append_deed (GString *json, const GPtrArray *accounts, const char *what, gint64 person, gint64 at)
{
  g_string_append_printf (json, ",\"%s\":\"u-%" G_GINT64_FORMAT "\"", what, person);
  for (guint i = 0; i < accounts->len; i++)
    {
      const KinAccount *account = accounts->pdata[i];

      if (account->no != person)
        continue;
      g_string_append_printf (json, ",\"%s_name\":", what);
      kin_json_append_text (json, account->name);
    }
  g_string_append_printf (json, ",\"%s_at\":", what);
  kin_wire_time_append (json, at);
}

GBytes *
kin_purges_json (KinLog *log)
{
  g_autoptr (GPtrArray) purges = kin_purges (log);
  g_autoptr (GPtrArray) accounts = kin_accounts (log);
  GString *json = g_string_new ("{\"purges\":[");

  for (guint i = 0; i < purges->len; i++)
    {
      const KinPurge *purge = purges->pdata[i];

      g_string_append_printf (json, "%s{\"no\":%" G_GINT64_FORMAT ",\"record\":", i > 0 ? "," : "", purge->no);
      kin_wire_id_append (json, &purge->record);
      g_string_append (json, ",\"type\":");
      kin_json_append_text (json, purge->type);
      g_string_append (json, ",\"reason\":");
      kin_json_append_text (json, purge->reason);
      append_deed (json, accounts, "asked", purge->asked, purge->asked_at);
      if (purge->seq != 0)
        {
          append_deed (json, accounts, "approved", purge->approved, purge->approved_at);
          g_string_append_printf (json, ",\"seq\":%" G_GINT64_FORMAT, purge->seq);
          append_missing (log, purge, json);
        }
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}");
  return g_string_free_to_bytes (json);
}
