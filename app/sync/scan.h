/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict JSON (RFC 8259, I-JSON of RFC 7493) read in place, as the wire has it: what two readers could take differently is refused.
 * json-c takes the last of two equal keys, large numbers clamped and lone surrogates; a server must not.
 *
 * Refused: text that is not UTF-8 or holds NUL (written out or escaped), equal keys in one object, keys with escapes, numbers that
 * are not whole or not below 2^53, lone surrogates, nesting deeper than KIN_SCAN_DEPTH, anything after the end.
 * Nothing is allocated but what is asked for. After the first trouble every call fails and `trouble` says why. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIN_SCAN_DEPTH 8
#define KIN_SCAN_MOST G_GINT64_CONSTANT (9007199254740991) /* 2^53 - 1 */

typedef struct
{
  const char *begin, *at, *end;
  const char *trouble; /* static English, for programmers: our own laptops cannot cause it. NULL: none */
  guint       depth;
} KinScan;

typedef struct
{
  const char *text; /* in the scanned text, not terminated */
  gsize       length;
} KinSlice;

/* The keys of one object as they come; a sieve keeps it from comparing them all. */
typedef struct
{
  guint64  sieve;
  KinSlice keys[256];
  guint    n;
} KinScanKeys;

void     kin_scan_start  (KinScan *scan, const char *text, gsize length);
/* After the one value: TRUE when nothing but space follows. */
gboolean kin_scan_end    (KinScan *scan);
gboolean kin_scan_fail   (KinScan *scan, const char *trouble); /* always FALSE; the first one counts */

/* while (kin_scan_key (...)): goes into an object ('{') at its first call, out of it when it returns FALSE. keys starts as { 0 }. */
gboolean kin_scan_key    (KinScan *scan, KinScanKeys *keys, KinSlice *key);
/* The same for arrays; i starts as 0 and counts. */
gboolean kin_scan_item   (KinScan *scan, guint *i);

gboolean kin_scan_int    (KinScan *scan, gint64 least, gint64 most, gint64 *value);
gboolean kin_scan_bool   (KinScan *scan, gboolean *value);
/* New string of at most so many bytes. */
gboolean kin_scan_text   (KinScan *scan, gsize most, char **text);
/* A string as it stands between its quotation marks, which must hold no escapes. */
gboolean kin_scan_plain  (KinScan *scan, KinSlice *slice);
/* Any value, checked: its text without space between tokens. NULL for null. New string. most: bytes. */
gboolean kin_scan_value  (KinScan *scan, gsize most, char **text);
gboolean kin_scan_skip   (KinScan *scan);
char     kin_scan_peek   (KinScan *scan); /* the first character of what comes; 0 at the end */

gboolean kin_slice_is    (const KinSlice *slice, const char *word);

/* Appends text as a JSON string with its quotation marks. */
void     kin_json_append_text (GString *json, const char *text);

G_END_DECLS
