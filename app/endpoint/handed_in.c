/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the seal stand pushes (sync/wire.h, KinPush), one a line. */
#include "handed_in.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "append.h"
#include "authority.h"

#define MOST_TRIES 5

typedef struct
{
  KinLog    *log;
  gint64     device;   /* of the laptop, here; 0: its identity is not known */
  KinId      id;
  gint64     parting;  /* numbers after that are of another generation, and name something else */
  GHashTable *names, *actions; /* what it called n and action -> what they are called here */
  gint64     last_n;
} Taking;

static gboolean
not_taken (const char *why, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The work in the file was not taken in: %s."), why);
  return FALSE;
}

static gint64
look_up (GHashTable *table, gint64 n)
{
  const gint64 *found = g_hash_table_lookup (table, &n);

  return found != NULL ? *found : 0;
}

static void
note (GHashTable *table, gint64 n, gint64 here)
{
  g_hash_table_insert (table, g_memdup2 (&n, sizeof n), g_memdup2 (&here, sizeof here));
}

/* Of what it had sent before. */
static gint64
seq_of_sent (Taking *taking, gint64 n)
{
  gint64 seq = kin_log_number (taking->log, "SELECT seq FROM change WHERE device = ?1 AND n = ?2", 2, taking->device, n);

  return seq != 0 ? seq : kin_log_number (taking->log, "SELECT seq FROM alias WHERE device = ?1 AND n = ?2", 2, taking->device, n);
}

/* One name of a base as it is called here. New string; NULL: nothing that is known is meant. */
static char *
translate (Taking *taking, const char *name)
{
  gint64 number = g_ascii_strtoll (name + 1, NULL, 10), here;

  if (*name == 's')
    return number <= taking->parting ? g_strdup (name) : NULL;
  if (*name != 'n')
    return g_strdup (name);
  here = look_up (taking->names, number);
  if (here != 0)
    return g_strdup_printf ("n%" G_GINT64_FORMAT, here);
  here = taking->device != 0 ? seq_of_sent (taking, number) : 0;
  return here != 0 ? g_strdup_printf ("s%" G_GINT64_FORMAT, here) : NULL;
}

static void
translate_base (Taking *taking, KinWireChange *change)
{
  g_auto (GStrv) names = change->base != NULL ? g_strsplit (change->base, " ", -1) : NULL;
  GString *base;

  if (names == NULL)
    return;
  base = g_string_new (NULL);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = *names[i] != '\0' ? translate (taking, names[i]) : NULL;

      if (name != NULL)
        g_string_append_printf (base, "%s%s", base->len > 0 ? " " : "", name);
    }
  g_free (change->base);
  change->base = g_string_free (base, base->len == 0);
}

/* Its first one is whatever it was called first. */
static void
rename_change (Taking *taking, KinWireChange *change)
{
  gint64 n = change->n, txn = change->txn, action = change->action;

  change->n = ++taking->last_n;
  note (taking->names, n, change->n);
  if (change->first_n == 0)
    {
      change->first_device = taking->id;
      change->first_n = n;
    }
  change->device = (KinId){ { 0 } };
  change->txn = look_up (taking->names, txn) != 0 ? look_up (taking->names, txn) : change->n;
  if (look_up (taking->actions, action) == 0)
    note (taking->actions, action, change->n);
  change->action = look_up (taking->actions, action);
  if (change->action == change->n && change->kind == NULL) /* its beginning was sent before */
    {
      change->kind = g_strdup ("edit");
      change->label = g_strdup ("");
    }
  translate_base (taking, change);
}

/* Whose it was: by the laptop, or by the name under which they worked on it. */
static gboolean
find_account (Taking *taking, const KinPush *push, KinDevice *office)
{
  g_auto (KinDevice) device = { 0 };

  if (kin_device_by_id (taking->log, &push->device, &device))
    {
      taking->device = device.no;
      office->account = device.account;
      device.account = (KinAccount){ 0 };
      return TRUE;
    }
  return push->changes->len > 0 && kin_account_find (taking->log, ((KinWireChange *) push->changes->pdata[0])->by, &office->account);
}

static gboolean
take_line (Taking *taking, const char *line, gint64 now, gint64 *n, gboolean *again, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (line, strlen (line));
  g_autoptr (KinPush) push = kin_push_parse (body, error);
  g_autoptr (KinReceipt) receipt = NULL;
  g_autoptr (KinProblem) problem = NULL;
  g_auto (KinAuthority) authority = { 0 };
  g_auto (KinDevice) office = { 0 };

  *again = FALSE;
  if (push == NULL)
    return FALSE;
  if (!kin_authority_read (taking->log, &authority))
    return not_taken (_("the tables could not be read"), error);
  if (!find_account (taking, push, &office))
    return not_taken (_("neither its laptop nor whose work it is is known here"), error);
  taking->id = push->device;
  taking->parting = strcmp (push->generation, authority.generation) == 0 ? G_MAXINT64 : kin_authority_parting (taking->log, push->generation);
  taking->last_n = authority.office_n;
  for (guint i = 0; i < push->changes->len; i++)
    rename_change (taking, push->changes->pdata[i]);
  g_free (push->generation);
  push->generation = g_strdup (authority.generation);
  receipt = kin_append (taking->log, &office, push, now, &problem, error);
  if (problem != NULL)
    {
      *again = strcmp (problem->name, "sequence-gap") == 0; /* the office wrote something itself meanwhile */
      return not_taken (problem->title, error);
    }
  if (receipt != NULL)
    *n += receipt->first_seq != 0 ? receipt->head - receipt->first_seq + 1 : 0;
  return receipt != NULL;
}

static gboolean
take_lines (KinLog *log, char **lines, gint64 now, gint64 *n, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) actions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Taking taking = { .log = log, .names = names, .actions = actions };

  for (guint i = 0, tries = 0; lines[i] != NULL; i++)
    {
      gboolean again = FALSE;

      if (*lines[i] == '\0' || take_line (&taking, lines[i], now, n, &again, error))
        {
          tries = 0;
          continue;
        }
      if (!again || ++tries == MOST_TRIES)
        return FALSE;
      g_clear_error (error);
      i--;
    }
  return TRUE;
}

gboolean
kin_hand_in (KinLog *log, GBytes *sealed, gint64 now, gint64 *n, GError **error)
{
  g_autoptr (GBytes) plain = kin_authority_unseal (log, sealed, error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  *n = 0;
  if (plain == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  lines = g_strsplit (text, "\n", -1);
  return take_lines (log, lines, now, n, error);
}
