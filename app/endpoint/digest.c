/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record's changes add to the digest is a function of its rows: what they added up to where it was counted is taken away, and what
 * they add now put in its place. */
#include "digest.h"

#include "standing.h"

static GArray *
records_between (KinLog *log, gint64 after, gint64 until)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT DISTINCT record FROM change WHERE seq > ?1 AND seq <= ?2");
  GArray *records = g_array_new (FALSE, FALSE, sizeof (KinId));
  KinId id;

  kin_ask_int (ask, 1, after);
  kin_ask_int (ask, 2, until);
  while (kin_ask_next (ask))
    if (kin_ask_get_id (ask, 0, &id))
      g_array_append_val (records, id);
  return records;
}

static gboolean
counts (const KinStandingRow *row)
{
  return row->stands && (!row->held || row->admitted) && row->op <= KIN_OP_RESTORE;
}

/* The last 8 bytes of an id, as hello.h sums them. */
static guint64
mark_of (const KinId *id)
{
  guint64 mark = 0;

  for (guint i = 8; i < sizeof id->bytes; i++)
    mark = mark << 8 | id->bytes[i];
  return mark;
}

static void
count_record (KinLog *log, const KinId *record, gint64 until, gint64 sign, KinDigestScope *scopes)
{
  g_autoptr (GArray) rows = kin_standing_of_record (log, record, until);

  for (guint i = 0; i < rows->len; i++)
    {
      const KinStandingRow *row = &g_array_index (rows, KinStandingRow, i);

      if (!counts (row) || row->scope < 0 || row->scope >= KIN_WIRE_SCOPES)
        continue;
      scopes[row->scope].count += sign;
      scopes[row->scope].sum += (guint64) sign * mark_of (&row->id);
    }
}

static void
write_scopes (KinLog *log, const KinDigestScope *scopes)
{
  for (int i = 0; i < KIN_WIRE_SCOPES; i++)
    if (scopes[i].count != 0 || scopes[i].sum != 0)
      {
        KinAsk *ask = kin_log_ask (log, "INSERT INTO digest (scope, count, sum) VALUES (?1, ?2, ?3)"
                                        " ON CONFLICT (scope) DO UPDATE SET count = excluded.count, sum = excluded.sum");

        kin_ask_int (ask, 1, i);
        kin_ask_int (ask, 2, scopes[i].count);
        kin_ask_int (ask, 3, (gint64) scopes[i].sum);
        kin_ask_end (ask);
      }
}

static void
read_scopes (KinLog *log, KinDigestScope *scopes)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT scope, count, sum FROM digest ORDER BY scope");

  while (kin_ask_next (ask))
    {
      gint64 scope = kin_ask_get_int (ask, 0);

      if (scope >= 0 && scope < KIN_WIRE_SCOPES)
        scopes[scope] = (KinDigestScope){ (int) scope, kin_ask_get_int (ask, 1), (guint64) kin_ask_get_int (ask, 2) };
    }
}

gboolean
kin_digest_advance (KinLog *log, guint most, gboolean *more, GError **error)
{
  KinDigestScope scopes[KIN_WIRE_SCOPES] = { { 0 } };
  g_auto (KinAuthority) authority = { 0 };
  g_autoptr (GArray) records = NULL;
  gint64 until, span = most;
  KinAsk *ask;

  *more = FALSE;
  if (kin_log_number (log, "SELECT head - digest_at FROM authority WHERE no = 1", 0) == 0) /* mostly; then nothing is locked */
    return TRUE;
  if (!kin_log_begin (log, error))
    return FALSE;
  kin_authority_read (log, &authority);
  read_scopes (log, scopes);
  /* A record is counted whole each time: where all changes are of a few, more of them go at once. */
  do
    {
      until = MIN (authority.head, authority.digest_at + span);
      g_clear_pointer (&records, g_array_unref);
      records = records_between (log, authority.digest_at, until);
      span *= 2;
    }
  while (until < authority.head && records->len < most / 16 && span <= 64 * (gint64) most);
  *more = until < authority.head;
  for (guint i = 0; i < records->len; i++)
    {
      const KinId *record = &g_array_index (records, KinId, i);

      count_record (log, record, authority.digest_at, -1, scopes);
      count_record (log, record, until, 1, scopes);
    }
  write_scopes (log, scopes);
  ask = kin_log_ask (log, "UPDATE authority SET digest_at = ?1 WHERE no = 1");
  kin_ask_int (ask, 1, until);
  kin_ask_end (ask);
  return kin_log_commit (log, error);
}

KinDigest *
kin_digest_read (KinLog *log)
{
  KinDigestScope scopes[KIN_WIRE_SCOPES] = { { 0 } };
  KinDigest *digest = g_new0 (KinDigest, 1);

  digest->at = kin_log_number (log, "SELECT digest_at FROM authority WHERE no = 1", 0);
  digest->scopes = g_array_new (FALSE, FALSE, sizeof (KinDigestScope));
  read_scopes (log, scopes);
  for (int i = 0; i < KIN_WIRE_SCOPES; i++)
    if (scopes[i].count != 0)
      {
        scopes[i].scope = i;
        g_array_append_val (digest->scopes, scopes[i]);
      }
  return digest;
}
