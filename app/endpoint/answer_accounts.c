/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers about the office itself, joining it, and what managers do: devices signed out, records purged. */
#include <string.h>

#include "endpoint_private.h"
#include "hello.h"
#include "purge.h"

#define SMALL_BODY (16 * 1024)
#define WRONG_MOST 30            /* wrong codes a minute, of all devices together */
#define WRONG_WINDOW (60 * G_GINT64_CONSTANT (1000))

KinAnswer *
kin_answer_hello (KinAsked *asked)
{
  g_auto (KinAuthority) authority = { 0 };
  g_autofree char *cursor = NULL;
  KinHello hello = { .scopes = -1 };

  if (!kin_authority_read (asked->log, &authority))
    return kin_asked_broken (asked, NULL);
  hello.name = authority.title;
  hello.generation = authority.generation;
  hello.schema_least = KIN_WIRE_SCHEMA_LEAST;
  hello.schema_most = KIN_WIRE_SCHEMA;
  hello.time = asked->now;
  if (asked->device.no != 0)
    {
      hello.parent = authority.parent;
      hello.parent_at = authority.parent_at;
      hello.head = hello.durable = authority.head;
      hello.cursor = cursor = kin_authority_cursor (&authority);
      hello.user = asked->device.account.id;
      hello.user_name = asked->device.account.name;
      hello.role = (char *) kin_role_name (asked->device.account.role);
      hello.scopes = asked->device.account.scopes;
    }
  return kin_asked_good (asked, kin_hello_encode (&hello));
}

static GBytes *
small_body (KinAsked *asked)
{
  return asked->request->body != NULL && g_bytes_get_size (asked->request->body) <= SMALL_BODY ? asked->request->body : NULL;
}

static KinAnswer *
refuse_for_now (KinAsked *asked, gint64 ms)
{
  KinAnswer *answer = kin_asked_refuse (asked, "rate-limited", "too many wrong codes");

  answer->retry_after = (int) ((ms + 999) / 1000);
  return answer;
}

/* Codes are short: whoever tries many, from wherever, is made to wait, and with them everybody who would join. NULL: go on. */
static KinAnswer *
check_wrong (KinAsked *asked)
{
  GQueue *wrong = &asked->office->wrong;

  while (!g_queue_is_empty (wrong) && (asked->now - *(gint64 *) g_queue_peek_head (wrong) >= WRONG_WINDOW || asked->now < *(gint64 *) g_queue_peek_head (wrong)))
    g_free (g_queue_pop_head (wrong));
  if (wrong->length < WRONG_MOST)
    return NULL;
  return refuse_for_now (asked, *(gint64 *) g_queue_peek_head (wrong) + WRONG_WINDOW - asked->now);
}

static KinAnswer *
welcome (KinAsked *asked, const KinId *id, const char *token)
{
  g_auto (KinAuthority) authority = { 0 };
  g_auto (KinDevice) device = { 0 };
  KinWelcome welcome = { .device = *id, .token = (char *) token };

  if (!kin_authority_read (asked->log, &authority) || !kin_device_by_id (asked->log, id, &device))
    return kin_asked_broken (asked, NULL);
  welcome.user = device.account.id;
  welcome.user_name = device.account.name;
  welcome.role = (char *) kin_role_name (device.account.role);
  welcome.scopes = device.account.scopes;
  welcome.generation = authority.generation;
  memcpy (welcome.public_key, authority.public_key, sizeof welcome.public_key);
  return kin_asked_good (asked, kin_welcome_encode (&welcome));
}

static KinAnswer *
answer_joining (KinAsked *asked, KinJoining joining, const KinId *id, const char *token, GError *error)
{
  gint64 *when;

  switch (joining)
    {
    case KIN_JOINED:
      return welcome (asked, id, token);
    case KIN_JOIN_IN_USE:
      return kin_asked_refuse (asked, "device-forked", "this identity is in use: take another");
    case KIN_JOIN_FAILED:
      return kin_asked_broken (asked, error);
    case KIN_JOIN_LOCKED:
    case KIN_JOIN_WRONG:
      break;
    }
  when = g_memdup2 (&asked->now, sizeof asked->now);
  g_queue_push_tail (&asked->office->wrong, when);
  kin_metrics_add (asked->endpoint->metrics, "kinkeeper_codes_wrong_total", 1);
  return joining == KIN_JOIN_LOCKED ? refuse_for_now (asked, KIN_CODE_LIVES) : kin_asked_refuse (asked, "code-wrong", NULL);
}

KinAnswer *
kin_answer_join (KinAsked *asked)
{
  g_autoptr (KinEnrolment) enrolment = NULL;
  g_autofree char *token = NULL;
  GError *error = NULL;
  KinAnswer *locked = check_wrong (asked);
  KinJoining joining;

  if (locked != NULL && asked->device.no == 0)
    return locked;
  g_clear_pointer (&locked, kin_answer_free);
  enrolment = kin_enrolment_parse (small_body (asked), &error);
  if (enrolment == NULL)
    return kin_asked_malformed (asked, error);
  if (asked->device.no != 0)
    joining = kin_device_rename (asked->log, &asked->device, &enrolment->device, enrolment->name, asked->now, &token, &error);
  else if (enrolment->code == NULL)
    return kin_asked_refuse (asked, "not-signed-in", "a code is missing");
  else
    joining = kin_device_join (asked->log, enrolment->code, &enrolment->device, enrolment->name, asked->now, &token, &error);
  return answer_joining (asked, joining, &enrolment->device, token, error);
}

KinAnswer *
kin_answer_devices (KinAsked *asked)
{
  g_autoptr (GPtrArray) devices = kin_devices (asked->log);
  GString *json = g_string_new ("{\"devices\":[");

  for (guint i = 0; i < devices->len; i++)
    {
      const KinDevice *device = devices->pdata[i];

      g_string_append (json, i > 0 ? ",{" : "{");
      kin_device_append (json, device);
      g_string_append (json, ",\"user_name\":");
      kin_json_append_text (json, device->account.name);
      g_string_append (json, ",\"joined\":");
      kin_wire_time_append (json, device->made);
      g_string_append (json, ",\"seen\":");
      kin_wire_time_append (json, device->seen);
      g_string_append_printf (json, ",\"got\":%" G_GINT64_FORMAT ",\"revoked\":%s}", device->got, device->revoked != 0 ? "true" : "false");
    }
  g_string_append (json, "]}");
  return kin_asked_good (asked, g_string_free_to_bytes (json));
}

/* {"wipe":true}, or nothing. FALSE when it is neither. */
static gboolean
parse_wipe (KinAsked *asked, gboolean *wipe)
{
  GBytes *body = small_body (asked);
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  KinScanKeys keys = { 0 };
  KinSlice key;
  KinScan scan;

  *wipe = FALSE;
  if (length == 0)
    return asked->request->body == NULL || g_bytes_get_size (asked->request->body) == 0;
  kin_scan_start (&scan, text, length);
  while (kin_scan_key (&scan, &keys, &key))
    if (kin_slice_is (&key, "wipe"))
      kin_scan_bool (&scan, wipe);
    else
      kin_scan_skip (&scan);
  return kin_scan_end (&scan);
}

KinAnswer *
kin_answer_revoke (KinAsked *asked)
{
  GError *error = NULL;
  gboolean wipe;
  KinId id;

  if (!parse_wipe (asked, &wipe))
    return kin_asked_refuse (asked, "malformed", "the body is {\"wipe\": true} or nothing");
  if (!kin_id_parse (&id, asked->parts[1]))
    return kin_asked_refuse (asked, "not-found", "that is not an id");
  if (!kin_device_revoke (asked->log, &id, wipe, asked->now, &error))
    return error != NULL ? kin_asked_broken (asked, error) : kin_asked_refuse (asked, "not-found", "there is no such device");
  return kin_asked_good (asked, g_bytes_new_static ("{}", 2));
}

static KinAnswer *
answer_purging (KinAsked *asked, KinPurging purging, gint64 no, GError *error)
{
  GString *json;

  switch (purging)
    {
    case KIN_PURGE_NO_RECORD:
      return kin_asked_refuse (asked, "not-found", "nothing is known of it");
    case KIN_PURGE_SAME:
      return kin_asked_refuse (asked, "not-allowed", "another manager has to approve it");
    case KIN_PURGE_FAILED:
      return kin_asked_broken (asked, error);
    case KIN_PURGE_GOOD:
      break;
    }
  json = g_string_new (NULL);
  g_string_printf (json, "{\"no\":%" G_GINT64_FORMAT "}", no);
  return kin_asked_good (asked, g_string_free_to_bytes (json));
}

KinAnswer *
kin_answer_purges (KinAsked *asked)
{
  return kin_asked_good (asked, kin_purges_json (asked->log));
}

KinAnswer *
kin_answer_purge (KinAsked *asked)
{
  GError *error = NULL;
  g_autoptr (KinPurgeWish) wish = kin_purge_wish_parse (small_body (asked), &error);
  KinPurging purging;
  gint64 no = 0;

  if (wish == NULL)
    return kin_asked_malformed (asked, error);
  if (!kin_wire_is_name (wish->type, 64) || *wish->reason == '\0')
    return kin_asked_refuse (asked, "malformed", "a purge has a type and a reason");
  purging = kin_purge_ask (asked->log, &asked->device.account, wish, asked->now, &no, &error);
  return answer_purging (asked, purging, no, error);
}

KinAnswer *
kin_answer_approve (KinAsked *asked)
{
  g_autofree char *name = g_strconcat (asked->log->authority, ".purged", NULL);
  g_autofree char *ledger = g_build_filename (asked->endpoint->state, name, NULL);
  GError *error = NULL;
  KinPurging purging;
  gint64 no;

  if (!g_ascii_string_to_signed (asked->parts[1], 10, 1, KIN_SCAN_MOST, &no, NULL))
    return kin_asked_refuse (asked, "not-found", NULL);
  purging = kin_purge_approve (asked->log, &asked->device.account, no, ledger, asked->now, &error);
  if (purging == KIN_PURGE_GOOD)
    {
      asked->office->unsettled = TRUE;
      asked->office->settle_at = 0;
      kin_asked_moved (asked);
    }
  return answer_purging (asked, purging, no, error);
}
