/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining and knowing each other. Each message is a table of members, so that writing and reading cannot part. */
#include "hello.h"

#include <string.h>

typedef enum { TEXT, NUMBER, MASK, ID, TIME, KEY, SUM } Kind;

typedef struct
{
  const char *name;
  Kind        kind;
  gsize       offset;
  gboolean    needed;
} Member;

#define AT(type, message, offset) ((type *) (gpointer) ((guint8 *) (message) + (offset)))

/* clang-format off */
static const Member hello_members[] = {
  { "name",         TEXT,   G_STRUCT_OFFSET (KinHello, name), TRUE },
  { "generation",   TEXT,   G_STRUCT_OFFSET (KinHello, generation), TRUE },
  { "parent",       TEXT,   G_STRUCT_OFFSET (KinHello, parent) },
  { "parent_at",    NUMBER, G_STRUCT_OFFSET (KinHello, parent_at) },
  { "schema_least", NUMBER, G_STRUCT_OFFSET (KinHello, schema_least) },
  { "schema_most",  NUMBER, G_STRUCT_OFFSET (KinHello, schema_most) },
  { "time",         TIME,   G_STRUCT_OFFSET (KinHello, time) },
  { "head",         NUMBER, G_STRUCT_OFFSET (KinHello, head) },
  { "durable",      NUMBER, G_STRUCT_OFFSET (KinHello, durable) },
  { "cursor",       TEXT,   G_STRUCT_OFFSET (KinHello, cursor) },
  { "user",         TEXT,   G_STRUCT_OFFSET (KinHello, user) },
  { "user_name",    TEXT,   G_STRUCT_OFFSET (KinHello, user_name) },
  { "role",         TEXT,   G_STRUCT_OFFSET (KinHello, role) },
  { "scopes",       MASK,   G_STRUCT_OFFSET (KinHello, scopes) },
};
static const Member enrolment_members[] = {
  { "code",   TEXT, G_STRUCT_OFFSET (KinEnrolment, code) },
  { "device", ID,   G_STRUCT_OFFSET (KinEnrolment, device), TRUE },
  { "name",   TEXT, G_STRUCT_OFFSET (KinEnrolment, name) },
};
static const Member welcome_members[] = {
  { "device",     ID,   G_STRUCT_OFFSET (KinWelcome, device), TRUE },
  { "token",      TEXT, G_STRUCT_OFFSET (KinWelcome, token), TRUE },
  { "user",       TEXT, G_STRUCT_OFFSET (KinWelcome, user), TRUE },
  { "user_name",  TEXT, G_STRUCT_OFFSET (KinWelcome, user_name) },
  { "role",       TEXT, G_STRUCT_OFFSET (KinWelcome, role), TRUE },
  { "scopes",     MASK, G_STRUCT_OFFSET (KinWelcome, scopes), TRUE },
  { "generation", TEXT, G_STRUCT_OFFSET (KinWelcome, generation), TRUE },
  { "public_key", KEY,  G_STRUCT_OFFSET (KinWelcome, public_key), TRUE },
};
static const Member wish_members[] = {
  { "type",   TEXT, G_STRUCT_OFFSET (KinPurgeWish, type), TRUE },
  { "record", ID,   G_STRUCT_OFFSET (KinPurgeWish, record), TRUE },
  { "reason", TEXT, G_STRUCT_OFFSET (KinPurgeWish, reason), TRUE },
};
static const Member digest_scope_members[] = {
  { "scope", MASK,   G_STRUCT_OFFSET (KinDigestScope, scope), TRUE },
  { "count", NUMBER, G_STRUCT_OFFSET (KinDigestScope, count), TRUE },
  { "sum",   SUM,    G_STRUCT_OFFSET (KinDigestScope, sum), TRUE },
};
/* clang-format on */

static gboolean
is_said (const Member *member, gconstpointer message)
{
  switch (member->kind)
    {
    case TEXT: return *AT (char *, message, member->offset) != NULL;
    case MASK: return *AT (int, message, member->offset) >= 0;
    default: return TRUE;
    }
}

static void
append_member (GString *json, const Member *member, gconstpointer message)
{
  switch (member->kind)
    {
    case TEXT:
      kin_json_append_text (json, *AT (char *, message, member->offset));
      break;
    case NUMBER:
      g_string_append_printf (json, "%" G_GINT64_FORMAT, *AT (gint64, message, member->offset));
      break;
    case MASK:
      g_string_append_printf (json, "%d", *AT (int, message, member->offset));
      break;
    case ID:
      kin_wire_id_append (json, AT (KinId, message, member->offset));
      break;
    case TIME:
      kin_wire_time_append (json, *AT (gint64, message, member->offset));
      break;
    case SUM:
      g_string_append_printf (json, "\"%016" G_GINT64_MODIFIER "x\"", *AT (guint64, message, member->offset));
      break;
    case KEY:
      g_string_append_c (json, '"');
      for (guint i = 0; i < 32; i++)
        g_string_append_printf (json, "%02x", AT (guint8, message, member->offset)[i]);
      g_string_append_c (json, '"');
      break;
    }
}

static void
append_message (GString *json, const Member *members, guint n, gconstpointer message)
{
  char before = '{';

  for (guint i = 0; i < n; i++)
    if (is_said (&members[i], message))
      {
        g_string_append_printf (json, "%c\"%s\":", before, members[i].name);
        append_member (json, &members[i], message);
        before = ',';
      }
  g_string_append (json, before == '{' ? "{}" : "}");
}

/* Hexadecimal figures, n bytes of them, the first the highest. */
static gboolean
scan_hex (KinScan *scan, guint8 *bytes, gsize n)
{
  KinSlice slice;

  if (!kin_scan_plain (scan, &slice))
    return FALSE;
  if (slice.length != 2 * n)
    return kin_scan_fail (scan, "a word has not as many figures as it should");
  for (gsize i = 0; i < n; i++)
    {
      int high = g_ascii_xdigit_value (slice.text[2 * i]), low = g_ascii_xdigit_value (slice.text[2 * i + 1]);

      if (high < 0 || low < 0)
        return kin_scan_fail (scan, "a word is not of hexadecimal figures");
      bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

static gboolean
scan_member (KinScan *scan, const Member *member, gpointer message)
{
  gint64 number = 0;
  guint8 sum[8];

  switch (member->kind)
    {
    case TEXT: return kin_scan_text (scan, 2000, AT (char *, message, member->offset));
    case NUMBER: return kin_scan_int (scan, 0, KIN_SCAN_MOST, AT (gint64, message, member->offset));
    case ID: return kin_wire_id_scan (scan, AT (KinId, message, member->offset));
    case TIME: return kin_wire_time_scan (scan, AT (gint64, message, member->offset));
    case KEY: return scan_hex (scan, AT (guint8, message, member->offset), 32);
    case MASK:
      if (!kin_scan_int (scan, 0, G_MAXINT, &number))
        return FALSE;
      *AT (int, message, member->offset) = (int) number;
      return TRUE;
    case SUM:
      if (!scan_hex (scan, sum, sizeof sum))
        return FALSE;
      for (guint i = 0; i < sizeof sum; i++)
        *AT (guint64, message, member->offset) = *AT (guint64, message, member->offset) << 8 | sum[i];
      return TRUE;
    }
  return FALSE;
}

static gboolean
scan_message (KinScan *scan, const Member *members, guint n, gpointer message)
{
  KinScanKeys keys = { 0 };
  KinSlice key;
  guint seen = 0;

  while (kin_scan_key (scan, &keys, &key))
    {
      guint i = 0;

      while (i < n && !kin_slice_is (&key, members[i].name))
        i++;
      if (i == n)
        kin_scan_skip (scan);
      else if (scan_member (scan, &members[i], message))
        seen |= 1u << i;
    }
  for (guint i = 0; i < n; i++)
    if (members[i].needed && (seen & 1u << i) == 0)
      return kin_scan_fail (scan, "a message lacks a member");
  return scan->trouble == NULL;
}

static GBytes *
encode (const Member *members, guint n, gconstpointer message)
{
  GString *json = g_string_new (NULL);

  append_message (json, members, n, message);
  return g_string_free_to_bytes (json);
}

static gboolean
parse (GBytes *body, const Member *members, guint n, gpointer message, GError **error)
{
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  KinScan scan;

  kin_scan_start (&scan, text != NULL ? text : "", length);
  if (scan_message (&scan, members, n, message) && kin_scan_end (&scan))
    return TRUE;
  kin_wire_error (&scan, error);
  return FALSE;
}

GBytes *
kin_hello_encode (const KinHello *hello)
{
  return encode (hello_members, G_N_ELEMENTS (hello_members), hello);
}

KinHello *
kin_hello_parse (GBytes *body, GError **error)
{
  g_autoptr (KinHello) hello = g_new0 (KinHello, 1);

  hello->scopes = -1;
  return parse (body, hello_members, G_N_ELEMENTS (hello_members), hello, error) ? g_steal_pointer (&hello) : NULL;
}

void
kin_hello_free (KinHello *hello)
{
  g_free (hello->name);
  g_free (hello->generation);
  g_free (hello->parent);
  g_free (hello->cursor);
  g_free (hello->user);
  g_free (hello->user_name);
  g_free (hello->role);
  g_free (hello);
}

GBytes *
kin_enrolment_encode (const KinEnrolment *enrolment)
{
  return encode (enrolment_members, G_N_ELEMENTS (enrolment_members), enrolment);
}

KinEnrolment *
kin_enrolment_parse (GBytes *body, GError **error)
{
  g_autoptr (KinEnrolment) enrolment = g_new0 (KinEnrolment, 1);

  return parse (body, enrolment_members, G_N_ELEMENTS (enrolment_members), enrolment, error) ? g_steal_pointer (&enrolment) : NULL;
}

void
kin_enrolment_free (KinEnrolment *enrolment)
{
  g_free (enrolment->code);
  g_free (enrolment->name);
  g_free (enrolment);
}

GBytes *
kin_welcome_encode (const KinWelcome *welcome)
{
  return encode (welcome_members, G_N_ELEMENTS (welcome_members), welcome);
}

KinWelcome *
kin_welcome_parse (GBytes *body, GError **error)
{
  g_autoptr (KinWelcome) welcome = g_new0 (KinWelcome, 1);

  return parse (body, welcome_members, G_N_ELEMENTS (welcome_members), welcome, error) ? g_steal_pointer (&welcome) : NULL;
}

void
kin_welcome_free (KinWelcome *welcome)
{
  g_free (welcome->token);
  g_free (welcome->user);
  g_free (welcome->user_name);
  g_free (welcome->role);
  g_free (welcome->generation);
  g_free (welcome);
}

GBytes *
kin_purge_wish_encode (const KinPurgeWish *wish)
{
  return encode (wish_members, G_N_ELEMENTS (wish_members), wish);
}

KinPurgeWish *
kin_purge_wish_parse (GBytes *body, GError **error)
{
  g_autoptr (KinPurgeWish) wish = g_new0 (KinPurgeWish, 1);

  return parse (body, wish_members, G_N_ELEMENTS (wish_members), wish, error) ? g_steal_pointer (&wish) : NULL;
}

void
kin_purge_wish_free (KinPurgeWish *wish)
{
  g_free (wish->type);
  g_free (wish->reason);
  g_free (wish);
}

GBytes *
kin_digest_encode (const KinDigest *digest)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\"at\":%" G_GINT64_FORMAT ",\"scopes\":[", digest->at);
  for (guint i = 0; i < digest->scopes->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_message (json, digest_scope_members, G_N_ELEMENTS (digest_scope_members), &g_array_index (digest->scopes, KinDigestScope, i));
    }
  g_string_append (json, "]}");
  return g_string_free_to_bytes (json);
}

static void
scan_digest_scopes (KinScan *scan, GArray *scopes)
{
  guint i = 0;

  while (kin_scan_item (scan, &i))
    {
      KinDigestScope scope = { 0 };

      if (scan_message (scan, digest_scope_members, G_N_ELEMENTS (digest_scope_members), &scope))
        g_array_append_val (scopes, scope);
    }
}

KinDigest *
kin_digest_parse (GBytes *body, GError **error)
{
  g_autoptr (KinDigest) digest = g_new0 (KinDigest, 1);
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  KinScanKeys keys = { 0 };
  KinSlice key;
  KinScan scan;

  digest->scopes = g_array_new (FALSE, TRUE, sizeof (KinDigestScope));
  kin_scan_start (&scan, text != NULL ? text : "", length);
  while (kin_scan_key (&scan, &keys, &key))
    if (kin_slice_is (&key, "at"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &digest->at);
    else if (kin_slice_is (&key, "scopes"))
      scan_digest_scopes (&scan, digest->scopes);
    else
      kin_scan_skip (&scan);
  return kin_scan_end (&scan) ? g_steal_pointer (&digest) : kin_wire_error (&scan, error);
}

void
kin_digest_free (KinDigest *digest)
{
  g_array_unref (digest->scopes);
  g_free (digest);
}
