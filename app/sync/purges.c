/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what an office says of its purges. */
#include "purges.h"

#define LONGEST 2000 /* bytes of a text */

void
kin_purge_said_free (KinPurgeSaid *said)
{
  if (said == NULL)
    return;
  g_free (said->type);
  g_free (said->reason);
  g_free (said->asked);
  g_free (said->asked_name);
  g_free (said->approved);
  g_free (said->approved_name);
  g_ptr_array_unref (said->missing);
  g_free (said);
}

static void
scan_machine (KinScan *scan, GPtrArray *missing)
{
  KinScanKeys keys = { 0 };
  char *name = NULL;
  KinSlice key;

  while (kin_scan_key (scan, &keys, &key))
    if (kin_slice_is (&key, "name"))
      kin_scan_text (scan, LONGEST, &name);
    else
      kin_scan_skip (scan);
  g_ptr_array_add (missing, name != NULL ? name : g_strdup (""));
}

static void
scan_missing (KinScan *scan, GPtrArray *missing)
{
  guint i = 0;

  while (kin_scan_item (scan, &i))
    scan_machine (scan, missing);
}

/* Who and when. FALSE: key is another. */
static gboolean
scan_deed (KinScan *scan, const KinSlice *key, KinPurgeSaid *said)
{
  if (kin_slice_is (key, "asked"))
    kin_scan_text (scan, LONGEST, &said->asked);
  else if (kin_slice_is (key, "asked_name"))
    kin_scan_text (scan, LONGEST, &said->asked_name);
  else if (kin_slice_is (key, "asked_at"))
    kin_wire_time_scan (scan, &said->asked_at);
  else if (kin_slice_is (key, "approved"))
    kin_scan_text (scan, LONGEST, &said->approved);
  else if (kin_slice_is (key, "approved_name"))
    kin_scan_text (scan, LONGEST, &said->approved_name);
  else if (kin_slice_is (key, "approved_at"))
    kin_wire_time_scan (scan, &said->approved_at);
  else
    return FALSE;
  return TRUE;
}

static gboolean
scan_purge (KinScan *scan, KinPurgeSaid *said)
{
  KinScanKeys keys = { 0 };
  KinSlice key;

  while (kin_scan_key (scan, &keys, &key))
    if (scan_deed (scan, &key, said))
      continue;
    else if (kin_slice_is (&key, "no"))
      kin_scan_int (scan, 1, KIN_SCAN_MOST, &said->no);
    else if (kin_slice_is (&key, "record"))
      kin_wire_id_scan (scan, &said->record);
    else if (kin_slice_is (&key, "type"))
      kin_scan_text (scan, LONGEST, &said->type);
    else if (kin_slice_is (&key, "reason"))
      kin_scan_text (scan, LONGEST, &said->reason);
    else if (kin_slice_is (&key, "seq"))
      kin_scan_int (scan, 1, KIN_SCAN_MOST, &said->seq);
    else if (kin_slice_is (&key, "missing"))
      scan_missing (scan, said->missing);
    else
      kin_scan_skip (scan);
  if (scan->trouble == NULL && (said->no == 0 || said->type == NULL || said->reason == NULL || said->asked == NULL || (said->approved == NULL) != (said->seq == 0)))
    return kin_scan_fail (scan, "a purge lacks a member");
  return scan->trouble == NULL;
}

static gboolean
scan_purges (KinScan *scan, GPtrArray *purges)
{
  guint i = 0;

  while (kin_scan_item (scan, &i))
    {
      KinPurgeSaid *said = g_new0 (KinPurgeSaid, 1);

      said->missing = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (purges, said);
      if (!scan_purge (scan, said))
        return FALSE;
    }
  return TRUE;
}

static void
start (KinScan *scan, GBytes *body)
{
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;

  kin_scan_start (scan, text != NULL ? text : "", length);
}

GPtrArray *
kin_purges_parse (GBytes *body, GError **error)
{
  g_autoptr (GPtrArray) purges = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_purge_said_free);
  KinScanKeys keys = { 0 };
  gboolean there = FALSE;
  KinSlice key;
  KinScan scan;

  start (&scan, body);
  while (kin_scan_key (&scan, &keys, &key))
    if (kin_slice_is (&key, "purges"))
      there = scan_purges (&scan, purges);
    else
      kin_scan_skip (&scan);
  if (scan.trouble == NULL && !there)
    kin_scan_fail (&scan, "a message lacks a member");
  return kin_scan_end (&scan) ? g_steal_pointer (&purges) : kin_wire_error (&scan, error);
}

gboolean
kin_purge_no_parse (GBytes *body, gint64 *no)
{
  KinScanKeys keys = { 0 };
  KinSlice key;
  KinScan scan;

  *no = 0;
  start (&scan, body);
  while (kin_scan_key (&scan, &keys, &key))
    if (kin_slice_is (&key, "no"))
      kin_scan_int (&scan, 1, KIN_SCAN_MOST, no);
    else
      kin_scan_skip (&scan);
  return kin_scan_end (&scan) && *no > 0;
}
