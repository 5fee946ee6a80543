/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change as JSON: member by member, in the order in which it is written. */
#include <string.h>

#include "day.h"
#include "wire.h"

#define MOST_NAME 64
#define MOST_LABEL 2000
#define MS_PER_DAY G_GINT64_CONSTANT (86400000)

void
kin_wire_id_append (GString *json, const KinId *id)
{
  char text[KIN_ID_TEXT + 2];

  kin_id_to_text (id, text + 1);
  text[0] = text[KIN_ID_TEXT] = '"';
  g_string_append_len (json, text, KIN_ID_TEXT + 1);
}

gboolean
kin_wire_id_scan (KinScan *scan, KinId *id)
{
  KinSlice slice;
  char text[KIN_ID_TEXT];

  if (!kin_scan_plain (scan, &slice))
    return FALSE;
  if (slice.length != KIN_ID_TEXT - 1)
    return kin_scan_fail (scan, "an id is not a UUID");
  memcpy (text, slice.text, slice.length);
  text[slice.length] = '\0';
  return kin_id_parse (id, text) || kin_scan_fail (scan, "an id is not a UUID");
}

void
kin_wire_time_append (GString *json, gint64 ms)
{
  gint64 epoch = kin_day (1970, 1, 1);
  gint64 whole = CLAMP (ms, (KIN_DAY_MIN - epoch) * MS_PER_DAY, (KIN_DAY_MAX + 1 - epoch) * MS_PER_DAY - 1) + epoch * MS_PER_DAY;
  int year, month, dom, rest = (int) (whole % MS_PER_DAY);
  char text[32];

  kin_day_split ((KinDay) (whole / MS_PER_DAY), &year, &month, &dom);
  g_snprintf (text, sizeof text, "\"%04d-%02d-%02dT%02d:%02d:%02d.%03dZ\"", year, month, dom,
              rest / 3600000, rest / 60000 % 60, rest / 1000 % 60, rest % 1000);
  g_string_append (json, text);
}

/* So many figures; -1 when they are not. */
static int
figures (const char *text, guint n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

gboolean
kin_wire_time_scan (KinScan *scan, gint64 *ms)
{
  KinSlice slice;
  const char *t;
  int hour, minute, second, part = 0;
  KinDay day;

  if (!kin_scan_plain (scan, &slice))
    return FALSE;
  t = slice.text;
  if ((slice.length != 20 && (slice.length != 24 || t[19] != '.')) || t[slice.length - 1] != 'Z' ||
      t[4] != '-' || t[7] != '-' || t[10] != 'T' || t[13] != ':' || t[16] != ':')
    return kin_scan_fail (scan, "a time is not RFC 3339 in UTC");
  day = figures (t, 4) > 0 && figures (t + 5, 2) > 0 && figures (t + 8, 2) > 0
            ? kin_day (figures (t, 4), figures (t + 5, 2), figures (t + 8, 2)) : KIN_NO_DAY;
  hour = figures (t + 11, 2);
  minute = figures (t + 14, 2);
  second = figures (t + 17, 2);
  if (slice.length == 24)
    part = figures (t + 20, 3);
  if (day == KIN_NO_DAY || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 || part < 0)
    return kin_scan_fail (scan, "there is no such time");
  *ms = ((gint64) day - kin_day (1970, 1, 1)) * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * G_GINT64_CONSTANT (1000) + part;
  return TRUE;
}

/* {"device":ID,"n":12} */
static void
append_identity (GString *json, const char *name, const KinId *device, gint64 n)
{
  g_string_append_printf (json, "%s{\"device\":", name);
  kin_wire_id_append (json, device);
  g_string_append_printf (json, ",\"n\":%" G_GINT64_FORMAT "}", n);
}

static gboolean
scan_identity (KinScan *scan, KinId *device, gint64 *n)
{
  KinScanKeys keys = { 0 };
  KinSlice key;

  *n = 0;
  while (kin_scan_key (scan, &keys, &key))
    if (kin_slice_is (&key, "device"))
      kin_wire_id_scan (scan, device);
    else if (kin_slice_is (&key, "n"))
      kin_scan_int (scan, 1, KIN_SCAN_MOST, n);
    else
      kin_scan_skip (scan);
  return (*n != 0 && !kin_id_is_none (device)) || kin_scan_fail (scan, "a change is not named by device and n");
}

/* "s8812 n417" to [{"seq":8812},{"n":417}]. */
static void
append_base (GString *json, const char *base)
{
  g_string_append (json, ",\"base\":[");
  for (const char *p = base; *p != '\0';)
    {
      const char *end = p + strcspn (p, " ");

      g_string_append (json, p == base ? "{" : ",{");
      g_string_append (json, *p == 's' ? "\"seq\":" : *p == 'n' ? "\"n\":" : "\"id\":\"");
      g_string_append_len (json, p + 1, end - p - 1);
      g_string_append (json, *p == 'i' ? "\"}" : "}");
      p = *end != '\0' ? end + 1 : end;
    }
  g_string_append_c (json, ']');
}

static gboolean
scan_base (KinScan *scan, KinWireChange *change)
{
  g_autoptr (GString) base = g_string_new (NULL);
  guint i = 0;

  while (kin_scan_item (scan, &i))
    {
      KinScanKeys keys = { 0 };
      KinSlice key;
      char text[KIN_ID_TEXT];
      KinId id = { { 0 } };
      gint64 seq = 0, n = 0;

      while (kin_scan_key (scan, &keys, &key))
        if (kin_slice_is (&key, "seq"))
          kin_scan_int (scan, 1, KIN_SCAN_MOST, &seq);
        else if (kin_slice_is (&key, "n"))
          kin_scan_int (scan, 1, KIN_SCAN_MOST, &n);
        else if (kin_slice_is (&key, "id"))
          kin_wire_id_scan (scan, &id);
        else
          kin_scan_skip (scan);
      if ((seq != 0) + (n != 0) + !kin_id_is_none (&id) != 1)
        return kin_scan_fail (scan, "a base is named by one of seq, n and id");
      kin_id_to_text (&id, text);
      if (seq + n == 0)
        g_string_append_printf (base, "%si%s", base->len > 0 ? " " : "", text);
      else
        g_string_append_printf (base, "%s%c%" G_GINT64_FORMAT, base->len > 0 ? " " : "", seq != 0 ? 's' : 'n', seq + n);
    }
  change->base = base->len > 0 ? g_strdup (base->str) : NULL;
  return scan->trouble == NULL;
}

static gboolean
scan_name (KinScan *scan, char **name)
{
  KinSlice slice;

  if (!kin_scan_plain (scan, &slice))
    return FALSE;
  if (slice.length == 0 || slice.length > MOST_NAME)
    return kin_scan_fail (scan, "a name is empty or too long");
  for (gsize i = 0; i < slice.length; i++)
    if (!g_ascii_islower (slice.text[i]) && !g_ascii_isdigit (slice.text[i]) && slice.text[i] != '_')
      return kin_scan_fail (scan, "a name is not of small letters, figures and underscores");
  *name = g_strndup (slice.text, slice.length);
  return TRUE;
}

static gboolean
scan_action (KinScan *scan, KinWireChange *change)
{
  KinScanKeys keys = { 0 };
  KinSlice key;

  while (kin_scan_key (scan, &keys, &key))
    if (kin_slice_is (&key, "n"))
      kin_scan_int (scan, 1, KIN_SCAN_MOST, &change->action);
    else if (kin_slice_is (&key, "kind"))
      scan_name (scan, &change->kind);
    else if (kin_slice_is (&key, "label"))
      kin_scan_text (scan, MOST_LABEL, &change->label);
    else if (kin_slice_is (&key, "undoes"))
      scan_identity (scan, &change->undoes_device, &change->undoes_n);
    else
      kin_scan_skip (scan);
  return scan->trouble == NULL;
}

static void
append_action (GString *json, const KinWireChange *change)
{
  g_string_append_printf (json, ",\"action\":{\"n\":%" G_GINT64_FORMAT, change->action);
  if (change->kind != NULL)
    {
      g_string_append (json, ",\"kind\":");
      kin_json_append_text (json, change->kind);
    }
  if (change->label != NULL)
    {
      g_string_append (json, ",\"label\":");
      kin_json_append_text (json, change->label);
    }
  if (change->undoes_n != 0)
    append_identity (json, ",\"undoes\":", &change->undoes_device, change->undoes_n);
  g_string_append_c (json, '}');
}

static void
append_name (GString *json, const char *member, const char *name)
{
  g_string_append (json, member);
  kin_json_append_text (json, name != NULL ? name : "");
}

void
kin_wire_change_append (GString *json, const KinWireChange *change)
{
  g_string_append_printf (json, "{\"n\":%" G_GINT64_FORMAT ",\"id\":", change->n);
  kin_wire_id_append (json, &change->id);
  g_string_append_printf (json, ",\"txn\":%" G_GINT64_FORMAT, change->txn);
  append_action (json, change);
  g_string_append_printf (json, ",\"scope\":%d", change->scope);
  append_name (json, ",\"type\":", change->type);
  g_string_append (json, ",\"record\":");
  kin_wire_id_append (json, &change->record);
  append_name (json, ",\"op\":", kin_op_name (change->op));
  if (change->field != NULL)
    append_name (json, ",\"field\":", change->field);
  if (change->base != NULL)
    append_base (json, change->base);
  if (change->value != NULL)
    {
      g_string_append (json, ",\"value\":");
      g_string_append (json, change->value);
    }
  g_string_append (json, ",\"at\":");
  kin_wire_time_append (json, change->at);
  append_name (json, ",\"by\":", change->by);
  if (change->by_name != NULL)
    append_name (json, ",\"by_name\":", change->by_name);
  if (change->first_n != 0)
    append_identity (json, ",\"first\":", &change->first_device, change->first_n);
  g_string_append_c (json, '}');
}

typedef enum
{
  SEQ, DEVICE, RECEIVED, HELD, N, ID, TXN, ACTION, SCOPE, TYPE, RECORD, OP, FIELD, BASE, VALUE, AT, BY, BY_NAME, FIRST, N_MEMBERS
} Member;

static const char *const members[N_MEMBERS] = {
  "seq", "device", "received", "held", "n", "id", "txn", "action", "scope", "type", "record", "op", "field", "base", "value", "at", "by", "by_name", "first"
};

/* Members come in the order in which we write them, so the search begins behind the last one. */
static Member
find_member (const KinSlice *key, Member after)
{
  for (guint i = 1; i <= N_MEMBERS; i++)
    if (kin_slice_is (key, members[(after + i) % N_MEMBERS]))
      return (Member) ((after + i) % N_MEMBERS);
  return N_MEMBERS;
}

static gboolean
scan_op (KinScan *scan, KinOp *op)
{
  KinSlice slice;

  return kin_scan_plain (scan, &slice) && (kin_op_parse (op, slice.text, slice.length) || kin_scan_fail (scan, "there is no such op"));
}

static gboolean
scan_member (KinScan *scan, KinWireChange *change, Member member)
{
  gint64 scope;

  switch (member)
    {
    case SEQ: return kin_scan_int (scan, 1, KIN_SCAN_MOST, &change->seq);
    case DEVICE: return kin_wire_id_scan (scan, &change->device);
    case RECEIVED: return kin_wire_time_scan (scan, &change->received);
    case HELD: return kin_scan_bool (scan, &change->held);
    case N: return kin_scan_int (scan, 1, KIN_SCAN_MOST, &change->n);
    case ID: return kin_wire_id_scan (scan, &change->id);
    case TXN: return kin_scan_int (scan, 1, KIN_SCAN_MOST, &change->txn);
    case ACTION: return scan_action (scan, change);
    case SCOPE:
      if (!kin_scan_int (scan, 0, KIN_WIRE_SCOPES - 1, &scope))
        return FALSE;
      change->scope = (int) scope;
      return TRUE;
    case TYPE: return scan_name (scan, &change->type);
    case RECORD: return kin_wire_id_scan (scan, &change->record);
    case OP: return scan_op (scan, &change->op);
    case FIELD: return scan_name (scan, &change->field);
    case BASE: return scan_base (scan, change);
    case VALUE: return kin_scan_value (scan, KIN_WIRE_CREATE_BYTES, &change->value);
    case AT: return kin_wire_time_scan (scan, &change->at);
    case BY: return kin_scan_text (scan, MOST_NAME, &change->by);
    case BY_NAME: return kin_scan_text (scan, MOST_LABEL, &change->by_name);
    case FIRST: return scan_identity (scan, &change->first_device, &change->first_n);
    case N_MEMBERS: break;
    }
  return kin_scan_skip (scan);
}

#define HAS(member) (1u << (member))
#define ALWAYS (HAS (N) | HAS (ID) | HAS (TXN) | HAS (ACTION) | HAS (SCOPE) | HAS (TYPE) | HAS (RECORD) | HAS (OP) | HAS (AT) | HAS (BY))
#define PULLED (HAS (SEQ) | HAS (DEVICE) | HAS (RECEIVED))

/* What a change says as a whole. */
static gboolean
check (KinScan *scan, const KinWireChange *change, guint seen, gboolean pulled)
{
  guint needed = ALWAYS | (pulled ? PULLED : 0);

  if ((seen & needed) != needed)
    return kin_scan_fail (scan, "a change lacks a member");
  if (change->txn > change->n || change->action > change->n || change->action == 0)
    return kin_scan_fail (scan, "a change belongs to what comes after it");
  if ((change->op == KIN_OP_SET) != (change->field != NULL))
    return kin_scan_fail (scan, "a set has a field, and nothing else has");
  if (change->op == KIN_OP_CREATE ? change->value == NULL || change->value[0] != '{' : change->op != KIN_OP_SET && change->value != NULL)
    return kin_scan_fail (scan, "a create has an object, a set any value, and nothing else has one");
  if (change->op == KIN_OP_SET && change->value != NULL && strlen (change->value) > KIN_WIRE_VALUE_BYTES)
    return kin_scan_fail (scan, "a value is too large");
  if (change->op == KIN_OP_ADMIT && change->base == NULL)
    return kin_scan_fail (scan, "an admit names what it admits");
  return TRUE;
}

KinWireChange *
kin_wire_change_scan (KinScan *scan, gboolean pulled)
{
  g_autoptr (KinWireChange) change = g_new0 (KinWireChange, 1);
  KinScanKeys keys;
  KinSlice key;
  Member last = pulled ? N_MEMBERS - 1 : HELD;
  guint seen = 0;

  keys.sieve = 0;
  keys.n = 0;
  while (kin_scan_key (scan, &keys, &key))
    {
      Member member = find_member (&key, last);

      if (member == N_MEMBERS || (!pulled && member <= HELD))
        {
          kin_scan_skip (scan);
          continue;
        }
      scan_member (scan, change, member);
      seen |= HAS (member);
      last = member;
    }
  if (scan->trouble != NULL || !check (scan, change, seen, pulled))
    return NULL;
  return g_steal_pointer (&change);
}

KinWireChange *
kin_wire_change_parse (const char *text, gsize length, GError **error)
{
  KinScan scan;
  KinWireChange *change;

  kin_scan_start (&scan, text, length);
  change = kin_wire_change_scan (&scan, FALSE);
  if (change != NULL && kin_scan_end (&scan))
    return change;
  kin_wire_change_free (change);
  return kin_wire_error (&scan, error);
}
