/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages about changes, and the cursor. */
#include "wire.h"

#include <gio/gio.h>
#include <string.h>

G_DEFINE_QUARK (kin-wire-error-quark, kin_wire_error)

gpointer
kin_wire_error (const KinScan *scan, GError **error)
{
  gboolean large = strstr (scan->trouble, "too large") != NULL || strstr (scan->trouble, "too many changes") != NULL;

  g_set_error (error, KIN_WIRE_ERROR, large ? KIN_WIRE_ERROR_TOO_LARGE : KIN_WIRE_ERROR_MALFORMED, "%s, at byte %" G_GSIZE_FORMAT,
               scan->trouble, (gsize) (scan->at - scan->begin));
  return NULL;
}

gboolean
kin_wire_is_name (const char *text, gsize most)
{
  gsize n = 0;

  for (; text != NULL && text[n] != '\0'; n++)
    if (n >= most || (!g_ascii_islower (text[n]) && !g_ascii_isdigit (text[n]) && text[n] != '-' && text[n] != '_'))
      return FALSE;
  return n > 0;
}

char *
kin_cursor_to_text (const KinCursor *cursor)
{
  return g_strdup_printf ("%s.%" G_GINT64_FORMAT ".%08x", cursor->generation, cursor->seq, cursor->check);
}

gboolean
kin_cursor_parse (KinCursor *cursor, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ".", 4);
  guint64 seq, check;

  if (g_strv_length (parts) != 3 || strlen (parts[2]) != 8 || !kin_wire_is_name (parts[0], sizeof cursor->generation - 1) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 0, KIN_SCAN_MOST, &seq, NULL) || !g_ascii_string_to_unsigned (parts[2], 16, 0, G_MAXUINT32, &check, NULL))
    return FALSE;
  g_strlcpy (cursor->generation, parts[0], sizeof cursor->generation);
  cursor->seq = (gint64) seq;
  cursor->check = (guint32) check;
  return TRUE;
}

guint32
kin_cursor_check (const KinId *id)
{
  const guint8 *b = id->bytes + 12;

  return (guint32) b[0] << 24 | (guint32) b[1] << 16 | (guint32) b[2] << 8 | b[3];
}

static gboolean
scan_changes (KinScan *scan, gboolean pulled, guint most, GPtrArray *changes)
{
  guint i = 0;

  while (kin_scan_item (scan, &i))
    {
      KinWireChange *change = changes->len < most ? kin_wire_change_scan (scan, pulled) : NULL;

      if (change == NULL)
        return kin_scan_fail (scan, "there are too many changes");
      g_ptr_array_add (changes, change);
    }
  return scan->trouble == NULL;
}

static gboolean
scan_generation (KinScan *scan, char **generation)
{
  return kin_scan_text (scan, 32, generation) && (kin_wire_is_name (*generation, 32) || kin_scan_fail (scan, "a generation is not a name"));
}

static void
start (KinScan *scan, GBytes *body)
{
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;

  kin_scan_start (scan, text != NULL ? text : "", length);
}

void
kin_push_free (KinPush *push)
{
  g_free (push->generation);
  g_ptr_array_unref (push->changes);
  g_free (push);
}

GBytes *
kin_push_encode (const KinPush *push)
{
  GString *json = g_string_sized_new (512 * (gsize) push->changes->len + 128);

  g_string_append (json, "{\"generation\":");
  kin_json_append_text (json, push->generation);
  g_string_append (json, ",\"device\":");
  kin_wire_id_append (json, &push->device);
  g_string_append_printf (json, ",\"schema\":%" G_GINT64_FORMAT ",\"changes\":[", push->schema);
  for (guint i = 0; i < push->changes->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      kin_wire_change_append (json, push->changes->pdata[i]);
    }
  g_string_append (json, "]}");
  return g_string_free_to_bytes (json);
}

KinPush *
kin_push_parse (GBytes *body, GError **error)
{
  g_autoptr (KinPush) push = g_new0 (KinPush, 1);
  KinScanKeys keys = { 0 };
  KinSlice key;
  KinScan scan;
  gboolean has_changes = FALSE;

  push->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  start (&scan, body);
  while (kin_scan_key (&scan, &keys, &key))
    if (kin_slice_is (&key, "generation"))
      scan_generation (&scan, &push->generation);
    else if (kin_slice_is (&key, "device"))
      kin_wire_id_scan (&scan, &push->device);
    else if (kin_slice_is (&key, "schema"))
      kin_scan_int (&scan, 1, KIN_SCAN_MOST, &push->schema);
    else if (kin_slice_is (&key, "changes"))
      has_changes = scan_changes (&scan, FALSE, KIN_WIRE_PUSH_CHANGES, push->changes);
    else
      kin_scan_skip (&scan);
  if (!kin_scan_end (&scan))
    return kin_wire_error (&scan, error);
  if (!has_changes || push->generation == NULL || push->schema == 0 || kin_id_is_none (&push->device))
    {
      kin_scan_fail (&scan, "a push has generation, device, schema and changes");
      return kin_wire_error (&scan, error);
    }
  for (guint i = 0; i < push->changes->len; i++)
    ((KinWireChange *) push->changes->pdata[i])->device = push->device;
  return g_steal_pointer (&push);
}

void
kin_receipt_free (KinReceipt *receipt)
{
  g_free (receipt->generation);
  g_free (receipt);
}

GBytes *
kin_receipt_encode (const KinReceipt *receipt)
{
  GString *json = g_string_new ("{\"generation\":");

  kin_json_append_text (json, receipt->generation);
  g_string_append_printf (json, ",\"acked\":%" G_GINT64_FORMAT ",\"first_seq\":%" G_GINT64_FORMAT ",\"head\":%" G_GINT64_FORMAT ",\"durable\":%" G_GINT64_FORMAT "}",
                          receipt->acked, receipt->first_seq, receipt->head, receipt->durable);
  return g_string_free_to_bytes (json);
}

KinReceipt *
kin_receipt_parse (GBytes *body, GError **error)
{
  g_autoptr (KinReceipt) receipt = g_new0 (KinReceipt, 1);
  KinScanKeys keys = { 0 };
  KinSlice key;
  KinScan scan;
  gboolean acked = FALSE;

  start (&scan, body);
  while (kin_scan_key (&scan, &keys, &key))
    if (kin_slice_is (&key, "generation"))
      scan_generation (&scan, &receipt->generation);
    else if (kin_slice_is (&key, "acked"))
      acked = kin_scan_int (&scan, 0, KIN_SCAN_MOST, &receipt->acked);
    else if (kin_slice_is (&key, "first_seq"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &receipt->first_seq);
    else if (kin_slice_is (&key, "head"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &receipt->head);
    else if (kin_slice_is (&key, "durable"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &receipt->durable);
    else
      kin_scan_skip (&scan);
  if (kin_scan_end (&scan) && (!acked || receipt->generation == NULL))
    kin_scan_fail (&scan, "a receipt has generation and acked");
  return scan.trouble == NULL ? g_steal_pointer (&receipt) : kin_wire_error (&scan, error);
}

void
kin_page_free (KinPage *page)
{
  g_free (page->next);
  g_free (page->at);
  g_ptr_array_unref (page->changes);
  g_free (page);
}

void
kin_page_begin (GString *json, const KinPage *page)
{
  g_string_append_printf (json, "{\"head\":%" G_GINT64_FORMAT ",\"more\":%s", page->head, page->more ? "true" : "false");
  if (page->next != NULL)
    {
      g_string_append (json, ",\"next\":");
      kin_json_append_text (json, page->next);
    }
  if (page->at != NULL)
    {
      g_string_append (json, ",\"at\":");
      kin_json_append_text (json, page->at);
      g_string_append_printf (json, ",\"total\":%" G_GINT64_FORMAT ",\"done\":%" G_GINT64_FORMAT, page->total, page->done);
    }
  g_string_append (json, ",\"changes\":[");
}

void
kin_page_add (GString *json, gboolean first, gint64 seq, const KinId *device, gint64 received, gboolean held, const char *stored, gsize length)
{
  g_string_append_printf (json, "%s{\"seq\":%" G_GINT64_FORMAT ",\"device\":", first ? "" : ",", seq);
  kin_wire_id_append (json, device);
  g_string_append (json, ",\"received\":");
  kin_wire_time_append (json, received);
  g_string_append (json, held ? ",\"held\":true," : ",");
  g_string_append_len (json, stored + 1, (gssize) length - 1);
}

void
kin_page_finish (GString *json)
{
  g_string_append (json, "]}");
}

GBytes *
kin_page_encode (const KinPage *page)
{
  GString *json = g_string_new (NULL);
  g_autoptr (GString) stored = g_string_new (NULL);

  kin_page_begin (json, page);
  for (guint i = 0; i < page->changes->len; i++)
    {
      const KinWireChange *change = page->changes->pdata[i];

      g_string_truncate (stored, 0);
      kin_wire_change_append (stored, change);
      kin_page_add (json, i == 0, change->seq, &change->device, change->received, change->held, stored->str, stored->len);
    }
  kin_page_finish (json);
  return g_string_free_to_bytes (json);
}

KinPage *
kin_page_parse (GBytes *body, GError **error)
{
  g_autoptr (KinPage) page = g_new0 (KinPage, 1);
  KinScanKeys keys = { 0 };
  KinSlice key;
  KinScan scan;
  gboolean has_changes = FALSE, has_more = FALSE;

  page->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  start (&scan, body);
  while (kin_scan_key (&scan, &keys, &key))
    if (kin_slice_is (&key, "next"))
      kin_scan_text (&scan, 200, &page->next);
    else if (kin_slice_is (&key, "at"))
      kin_scan_text (&scan, 200, &page->at);
    else if (kin_slice_is (&key, "head"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &page->head);
    else if (kin_slice_is (&key, "total"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &page->total);
    else if (kin_slice_is (&key, "done"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &page->done);
    else if (kin_slice_is (&key, "more"))
      has_more = kin_scan_bool (&scan, &page->more);
    else if (kin_slice_is (&key, "changes"))
      has_changes = scan_changes (&scan, TRUE, KIN_WIRE_PAGE_MOST + KIN_WIRE_PUSH_CHANGES, page->changes);
    else
      kin_scan_skip (&scan);
  if (kin_scan_end (&scan) && (!has_changes || !has_more))
    kin_scan_fail (&scan, "a page has changes and more");
  return scan.trouble == NULL ? g_steal_pointer (&page) : kin_wire_error (&scan, error);
}
