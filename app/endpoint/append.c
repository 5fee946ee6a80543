/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision table of a push, and the rows that it makes. */
#include "append.h"

#include <string.h>

#include "authority.h"
#include "simulated.h"
#include "type.h"

#define ALL_SCOPES (1 << KIN_GENERAL | 1 << KIN_FOR_MONEY | 1 << KIN_RESTRICTED)
#define COLUMNS 13

typedef struct
{
  KinLog          *log;
  const KinDevice *device;
  gint64           last_n;
  gint64           head, received;
  KinId            head_id;
  gboolean         has_firsts;  /* somebody's changes came under another name */
  GHashTable      *stored;      /* of this device, n -> KinId, for what may come again */
  GHashTable      *given;       /* of this device, n -> seq, in this push */
  GHashTable      *purged;      /* KinId -> KinId */
  GHashTable      *creates;     /* KinId of a record -> scope + 1, made in this push */
  GArray          *rows, *aliases; /* of KinCell */
  GStringChunk    *bodies;
  GString         *scratch;
  KinProblem      *problem;
} Appending;

static gboolean
fail (Appending *appending, const char *name, const char *detail)
{
  appending->problem = kin_problem_new (name, detail);
  return FALSE;
}

static void
add_number_and_id (GHashTable *table, gint64 n, const KinId *id)
{
  g_hash_table_insert (table, g_memdup2 (&n, sizeof n), g_memdup2 (id, sizeof *id));
}

/* What the log has of this device from that n on. */
static void
read_stored (Appending *appending, gint64 from)
{
  static const char *const asks[] = { "SELECT n, id FROM change WHERE device = ?1 AND n >= ?2 AND n <= ?3",
                                      "SELECT n, id FROM alias WHERE device = ?1 AND n >= ?2 AND n <= ?3" };

  for (guint i = 0; i < G_N_ELEMENTS (asks); i++)
    {
      g_autoptr (KinAsk) ask = kin_log_ask (appending->log, asks[i]);
      KinId id;

      kin_ask_int (ask, 1, appending->device->no);
      kin_ask_int (ask, 2, from);
      kin_ask_int (ask, 3, MIN (appending->last_n, from + KIN_WIRE_PUSH_CHANGES));
      while (kin_ask_next (ask))
        if (kin_ask_get_id (ask, 1, &id))
          add_number_and_id (appending->stored, kin_ask_get_int (ask, 0), &id);
    }
}

static void
read_purged (Appending *appending)
{
  g_autoptr (KinAsk) ask = kin_log_ask (appending->log, "SELECT record FROM purge WHERE seq > 0 /* scan: all purged records */");
  KinId id;

  while (kin_ask_next (ask))
    if (kin_ask_get_id (ask, 0, &id))
      {
        KinId *copy = g_memdup2 (&id, sizeof id);

        g_hash_table_insert (appending->purged, copy, copy);
      }
}

/* Among what this push has brought so far. */
static gint64
seq_in_push (Appending *appending, const KinId *device, gint64 n, const KinId *id)
{
  gboolean own = kin_id_equal (device, &appending->device->id);

  for (guint i = 0; i < appending->rows->len; i += COLUMNS)
    {
      const KinCell *row = &g_array_index (appending->rows, KinCell, i);

      if (kin_id_equal (row[3].bytes, id) && ((own && row[2].i == n) || (row[11].i == n && kin_id_equal (row[10].bytes, device))))
        return row[0].i;
    }
  for (guint i = 0; i < appending->aliases->len && own; i += 4)
    {
      const KinCell *row = &g_array_index (appending->aliases, KinCell, i);

      if (row[1].i == n && kin_id_equal (row[2].bytes, id))
        return row[3].i;
    }
  return 0;
}

/* The number of the change that was first called so; 0: there is none. */
static gint64
seq_of_first (Appending *appending, const KinWireChange *change)
{
  const KinId *device = change->first_n != 0 ? &change->first_device : &change->device;
  gint64 n = change->first_n != 0 ? change->first_n : change->n;
  static const char *const asks[] = { "SELECT c.seq FROM change c JOIN device d ON d.no = c.device WHERE d.id = ?1 AND c.n = ?2 AND c.id = ?3",
                                      "SELECT seq FROM change WHERE first_device = ?1 AND first_n = ?2 AND first_n > 0 AND id = ?3",
                                      "SELECT a.seq FROM alias a JOIN device d ON d.no = a.device WHERE d.id = ?1 AND a.n = ?2 AND a.id = ?3" };

  if (change->first_n == 0 && !appending->has_firsts)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (asks); i++)
    {
      g_autoptr (KinAsk) ask = kin_log_ask (appending->log, asks[i]);

      kin_ask_id (ask, 1, device);
      kin_ask_int (ask, 2, n);
      kin_ask_id (ask, 3, &change->id);
      if (kin_ask_next (ask))
        return kin_ask_get_int (ask, 0);
    }
  return seq_in_push (appending, device, n, &change->id);
}

/* 0: there is no such change. */
static gint64
seq_of_own (Appending *appending, gint64 n)
{
  const gint64 *given = g_hash_table_lookup (appending->given, &n);
  gint64 device = appending->device->no, seq;

  if (given != NULL || n > appending->last_n)
    return given != NULL ? *given : 0;
  seq = kin_log_number (appending->log, "SELECT seq FROM change WHERE device = ?1 AND n = ?2", 2, device, n);
  return seq != 0 ? seq : kin_log_number (appending->log, "SELECT seq FROM alias WHERE device = ?1 AND n = ?2", 2, device, n);
}

/* "n417" becomes the number of what it stands for: others may have that change under another name, and 417 may be an alias. */
static void
resolve_base (Appending *appending, KinWireChange *change)
{
  g_auto (GStrv) names = NULL;
  GString *base;

  if (change->base == NULL || strchr (change->base, 'n') == NULL)
    return;
  names = g_strsplit (change->base, " ", -1);
  base = g_string_new (NULL);
  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 seq = names[i][0] == 'n' ? seq_of_own (appending, g_ascii_strtoll (names[i] + 1, NULL, 10)) : 0;

      if (base->len > 0)
        g_string_append_c (base, ' ');
      if (seq != 0)
        g_string_append_printf (base, "s%" G_GINT64_FORMAT, seq);
      else
        g_string_append (base, names[i]);
    }
  g_free (change->base);
  change->base = g_string_free (base, FALSE);
}

/* Somebody who may not write everything may not write to a record of another scope under a false one either. */
static gboolean
is_of_another_scope (Appending *appending, const KinWireChange *change)
{
  const KinType *type = kin_type_find (change->type);
  gint64 scope = GPOINTER_TO_INT (g_hash_table_lookup (appending->creates, &change->record)) - 1;

  if (type != NULL && (int) type->scope != change->scope)
    return TRUE;
  if ((appending->device->account.scopes & ALL_SCOPES) == ALL_SCOPES)
    return FALSE;
  if (scope < 0)
    {
      g_autoptr (KinAsk) ask = kin_log_ask (appending->log, "SELECT scope FROM change WHERE record = ?1 ORDER BY seq LIMIT 1");

      kin_ask_id (ask, 1, &change->record);
      if (kin_ask_next (ask))
        scope = kin_ask_get_int (ask, 0);
    }
  return scope >= 0 && scope != change->scope;
}

static gboolean
is_to_be_held (Appending *appending, const KinWireChange *change)
{
  const KinAccount *account = &appending->device->account;

  if (strcmp (change->by, account->id) != 0)
    return TRUE;
  if (change->op == KIN_OP_PURGED) /* it writes nothing */
    return FALSE;
  if (account->role == KIN_ROLE_VIEWER || (account->scopes & 1 << change->scope) == 0)
    return TRUE;
  return (change->op == KIN_OP_ADMIT && account->role != KIN_ROLE_MANAGER) || is_of_another_scope (appending, change);
}

void
kin_append_blank (KinWireChange *change)
{
  if (change->op == KIN_OP_PURGED) /* it says that it is done, and nothing else */
    return;
  g_clear_pointer (&change->label, g_free);
  g_clear_pointer (&change->value, g_free);
  if (change->op == KIN_OP_CREATE)
    change->value = g_strdup ("{}");
}

static void
note_given (Appending *appending, gint64 n, gint64 seq)
{
  g_hash_table_insert (appending->given, g_memdup2 (&n, sizeof n), g_memdup2 (&seq, sizeof seq));
}

static void
add_row (Appending *appending, const KinWireChange *change, gboolean held)
{
  KinCell row[COLUMNS] = {
    { .i = ++appending->head }, { .i = appending->device->no }, { .i = change->n }, { .bytes = &change->id, .n = sizeof change->id }, { .i = change->txn },
    { .bytes = &change->record, .n = sizeof change->record }, { .i = change->scope }, { .i = change->op }, { .i = held }, { .i = appending->received },
    { .bytes = change->first_n != 0 ? &change->first_device : NULL, .n = sizeof change->first_device }, { .i = change->first_n }, { .bytes = NULL }
  };

  g_string_truncate (appending->scratch, 0);
  kin_wire_change_append (appending->scratch, change);
  row[COLUMNS - 1].bytes = g_string_chunk_insert_len (appending->bodies, appending->scratch->str, (gssize) appending->scratch->len);
  row[COLUMNS - 1].n = appending->scratch->len;
  g_array_append_vals (appending->rows, row, COLUMNS);
  note_given (appending, change->n, appending->head);
  appending->head_id = change->id;
  if (change->first_n != 0)
    appending->has_firsts = TRUE;
}

static void
add_alias (Appending *appending, const KinWireChange *change, gint64 seq)
{
  KinCell row[] = { { .i = appending->device->no }, { .i = change->n }, { .bytes = &change->id, .n = sizeof change->id }, { .i = seq } };

  g_array_append_vals (appending->aliases, row, G_N_ELEMENTS (row));
  note_given (appending, change->n, seq);
}

static gboolean
are_neighbours (Appending *appending, const KinWireChange *one, const KinWireChange *next)
{
  return next->n == one->n + 1 || fail (appending, "malformed", "the changes of a push are not in unbroken order of n");
}

static gboolean
take_known (Appending *appending, const KinWireChange *change)
{
  const KinId *id = g_hash_table_lookup (appending->stored, &change->n);

  if (id != NULL && kin_id_equal (id, &change->id))
    return TRUE;
  fail (appending, "device-forked", "a change differs from the stored one");
  appending->problem->n = change->n;
  return FALSE;
}

static gboolean
take_one (Appending *appending, KinWireChange *change)
{
  gint64 seq;
  gboolean held;

  if (KIN_MUTATED ("no-idempotency-key"))
    change->n = MAX (change->n, appending->last_n + 1);
  if (change->n <= appending->last_n)
    return take_known (appending, change);
  if (change->n != appending->last_n + 1)
    {
      fail (appending, "sequence-gap", NULL);
      appending->problem->expected = appending->last_n + 1;
      return FALSE;
    }
  if (change->op == KIN_OP_PURGE)
    return fail (appending, "malformed", "only the office purges");
  appending->last_n = change->n;
  seq = seq_of_first (appending, change);
  if (seq != 0)
    {
      add_alias (appending, change, seq);
      return TRUE;
    }
  resolve_base (appending, change);
  held = is_to_be_held (appending, change);
  if (change->op != KIN_OP_PURGED && g_hash_table_size (appending->purged) > 0 && g_hash_table_contains (appending->purged, &change->record))
    kin_append_blank (change);
  if (change->op == KIN_OP_CREATE)
    g_hash_table_insert (appending->creates, &change->record, GINT_TO_POINTER (change->scope + 1));
  add_row (appending, change, held);
  return TRUE;
}

static void
move_head (KinLog *log, gint64 head, const KinId *head_id, gint64 known)
{
  KinAsk *ask = kin_log_ask (log, "UPDATE authority SET head = ?1, head_id = ?2, known = ?3 WHERE no = 1");

  kin_ask_int (ask, 1, head);
  kin_ask_id (ask, 2, head_id);
  kin_ask_int (ask, 3, known);
  kin_ask_end (ask);
}

static void
write_all (Appending *appending, gint64 old_head)
{
  KinAsk *ask;

  kin_log_add (appending->log, &kin_log_change, &g_array_index (appending->rows, KinCell, 0), appending->rows->len / COLUMNS);
  kin_log_add (appending->log, &kin_log_alias, &g_array_index (appending->aliases, KinCell, 0), appending->aliases->len / 4);
  if (appending->head > old_head)
    move_head (appending->log, appending->head, &appending->head_id, appending->received);
  if (appending->device->no == 0)
    ask = kin_log_ask (appending->log, "UPDATE authority SET office_n = ?1 WHERE no = 1");
  else
    {
      ask = kin_log_ask (appending->log, "UPDATE device SET last_n = ?1 WHERE no = ?2");
      kin_ask_int (ask, 2, appending->device->no);
    }
  kin_ask_int (ask, 1, appending->last_n);
  kin_ask_end (ask);
}

/* In the transaction: everything that the decisions need. FALSE with a problem. */
static gboolean
begin (Appending *appending, const KinAuthority *authority, const KinPush *push, gint64 now)
{
  gint64 first = push->changes->len > 0 ? ((KinWireChange *) push->changes->pdata[0])->n : 0;

  if (strcmp (authority->generation, push->generation) != 0)
    {
      fail (appending, "generation-changed", NULL);
      appending->problem->parent = g_strdup (push->generation);
      appending->problem->at = kin_authority_parting (appending->log, push->generation);
      return FALSE;
    }
  appending->last_n = appending->device->no == 0 ? authority->office_n : kin_log_number (appending->log, "SELECT last_n FROM device WHERE no = ?1", 1, appending->device->no);
  appending->head = authority->head;
  appending->received = MAX (authority->known, now);
  appending->has_firsts = kin_log_number (appending->log, "SELECT seq FROM change WHERE first_n > 0 LIMIT 1", 0) > 0;
  if (first <= appending->last_n)
    read_stored (appending, first);
  read_purged (appending);
  return TRUE;
}

static void
clear (Appending *appending)
{
  g_hash_table_unref (appending->stored);
  g_hash_table_unref (appending->given);
  g_hash_table_unref (appending->purged);
  g_hash_table_unref (appending->creates);
  g_array_unref (appending->rows);
  g_array_unref (appending->aliases);
  g_string_chunk_free (appending->bodies);
  g_string_free (appending->scratch, TRUE);
}

/* No more is confirmed than was sent: where the log has later changes of this device, they are those of a copy of it. */
static gint64
last_of (const KinPush *push)
{
  return push->changes->len > 0 ? ((KinWireChange *) push->changes->pdata[push->changes->len - 1])->n : 0;
}

KinReceipt *
kin_append (KinLog *log, const KinDevice *device, const KinPush *push, gint64 now, KinProblem **problem, GError **error)
{
  Appending appending = { .log = log, .device = device };
  g_auto (KinAuthority) authority = { 0 };
  KinReceipt *receipt = NULL;
  gboolean good;

  *problem = NULL;
  if (!kin_log_begin (log, error))
    return NULL;
  appending.stored = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  appending.given = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  appending.purged = g_hash_table_new_full (kin_id_hash, (GEqualFunc) kin_id_equal, g_free, NULL);
  appending.creates = g_hash_table_new (kin_id_hash, (GEqualFunc) kin_id_equal);
  appending.rows = g_array_sized_new (FALSE, FALSE, sizeof (KinCell), COLUMNS * push->changes->len);
  appending.aliases = g_array_new (FALSE, FALSE, sizeof (KinCell));
  appending.bodies = g_string_chunk_new (256 * 1024);
  appending.scratch = g_string_sized_new (1024);
  good = kin_authority_read (log, &authority) && begin (&appending, &authority, push, now);
  for (guint i = 0; i < push->changes->len && good; i++)
    good = (i == 0 || are_neighbours (&appending, push->changes->pdata[i - 1], push->changes->pdata[i])) && take_one (&appending, push->changes->pdata[i]);
  if (good)
    {
      write_all (&appending, authority.head);
      good = kin_log_commit (log, error);
    }
  else if (appending.problem != NULL)
    kin_log_roll_back (log);
  else
    kin_log_commit (log, error); /* which tells what went wrong */
  if (good)
    {
      receipt = g_new0 (KinReceipt, 1);
      *receipt = (KinReceipt){ g_strdup (authority.generation), last_of (push), appending.head > authority.head ? authority.head + 1 : 0, appending.head, appending.head };
    }
  *problem = appending.problem;
  clear (&appending);
  return receipt;
}

gint64
kin_append_own (KinLog *log, KinWireChange *change, gint64 now)
{
  static const KinDevice office = { .no = 0 };
  g_auto (KinAuthority) authority = { 0 };
  Appending appending = { .log = log, .device = &office };
  KinAsk *ask;

  if (!kin_authority_read (log, &authority))
    return 0;
  change->n = change->txn = change->action = authority.office_n + 1;
  change->at = appending.received = MAX (authority.known, now);
  appending.head = authority.head;
  appending.rows = g_array_new (FALSE, FALSE, sizeof (KinCell));
  appending.bodies = g_string_chunk_new (1024);
  appending.scratch = g_string_new (NULL);
  appending.given = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  add_row (&appending, change, FALSE);
  kin_log_add (log, &kin_log_change, &g_array_index (appending.rows, KinCell, 0), 1);
  move_head (log, appending.head, &appending.head_id, appending.received);
  ask = kin_log_ask (log, "UPDATE authority SET office_n = ?1 WHERE no = 1");
  kin_ask_int (ask, 1, change->n);
  kin_ask_end (ask);
  g_array_unref (appending.rows);
  g_hash_table_unref (appending.given);
  g_string_chunk_free (appending.bodies);
  g_string_free (appending.scratch, TRUE);
  return appending.head;
}
