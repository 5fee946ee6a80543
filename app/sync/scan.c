/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over JSON, refusing whatever two readers could take differently. */
#include "scan.h"

#include <string.h>

gboolean
kin_scan_fail (KinScan *scan, const char *trouble)
{
  if (scan->trouble == NULL)
    scan->trouble = trouble;
  scan->at = scan->end;
  return FALSE;
}

void
kin_scan_start (KinScan *scan, const char *text, gsize length)
{
  *scan = (KinScan){ text, text, text + length, NULL, 0 };
  if (length == 0)
    kin_scan_fail (scan, "there is nothing");
  else if (!g_utf8_validate_len (text, length, NULL)) /* a NUL is not valid there either */
    kin_scan_fail (scan, "it is not UTF-8 without NUL");
}

static void
skip_space (KinScan *scan)
{
  while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' || *scan->at == '\t'))
    scan->at++;
}

char
kin_scan_peek (KinScan *scan)
{
  skip_space (scan);
  return scan->at < scan->end ? *scan->at : '\0';
}

gboolean
kin_scan_end (KinScan *scan)
{
  if (scan->trouble == NULL && kin_scan_peek (scan) != '\0')
    kin_scan_fail (scan, "something follows the end");
  return scan->trouble == NULL;
}

static gboolean
take (KinScan *scan, char c, const char *trouble)
{
  if (scan->trouble != NULL)
    return FALSE;
  if (kin_scan_peek (scan) != c)
    return kin_scan_fail (scan, trouble);
  scan->at++;
  return TRUE;
}

static gboolean
enter (KinScan *scan)
{
  return ++scan->depth <= KIN_SCAN_DEPTH || kin_scan_fail (scan, "it is nested too deeply");
}

gboolean
kin_slice_is (const KinSlice *slice, const char *word)
{
  return strncmp (slice->text, word, slice->length) == 0 && word[slice->length] == '\0';
}

/* Four hexadecimal figures; -1 when they are not. */
static int
hex_at (KinScan *scan)
{
  int unit = 0;

  if (scan->end - scan->at < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*scan->at++);

      if (digit < 0)
        return -1;
      unit = unit << 4 | digit;
    }
  return unit;
}

/* What stands behind \u, its second half with it. */
static gboolean
take_escaped (KinScan *scan, gunichar *c)
{
  int unit = hex_at (scan), low;

  if (unit <= 0)
    return kin_scan_fail (scan, "an escape is wrong, or is a NUL");
  *c = (gunichar) unit;
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (unit > 0xdbff || scan->end - scan->at < 6 || scan->at[0] != '\\' || scan->at[1] != 'u')
    return kin_scan_fail (scan, "half a surrogate pair stands alone");
  scan->at += 2;
  low = hex_at (scan);
  if (low < 0xdc00 || low > 0xdfff)
    return kin_scan_fail (scan, "half a surrogate pair stands alone");
  *c = 0x10000 + (((gunichar) unit - 0xd800) << 10) + ((gunichar) low - 0xdc00);
  return TRUE;
}

/* To behind the closing mark; what is between goes to text, unescaped, unless that is NULL. */
static gboolean
scan_string (KinScan *scan, GString *text)
{
  static const char escapes[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";

  if (!take (scan, '"', "a string is missing"))
    return FALSE;
  while (scan->at < scan->end)
    {
      const char *from = scan->at;
      const char *which;
      gunichar c = 0;

      while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\\' && (guchar) *scan->at >= 0x20)
        scan->at++;
      if (text != NULL)
        g_string_append_len (text, from, scan->at - from);
      if (scan->at < scan->end && *scan->at == '"')
        {
          scan->at++;
          return TRUE;
        }
      if (scan->end - scan->at < 2 || *scan->at != '\\')
        break;
      scan->at += 2;
      which = scan->at[-1] != '\0' ? strchr (escapes, scan->at[-1]) : NULL;
      if (which != NULL && text != NULL)
        g_string_append_c (text, meant[which - escapes]);
      if (which != NULL)
        continue;
      if (scan->at[-1] != 'u' || !take_escaped (scan, &c))
        return kin_scan_fail (scan, "an escape is wrong");
      if (text != NULL)
        g_string_append_unichar (text, c);
    }
  return kin_scan_fail (scan, "a string does not end");
}

gboolean
kin_scan_text (KinScan *scan, gsize most, char **text)
{
  GString *whole = g_string_new (NULL);

  if (!scan_string (scan, whole) || (whole->len > most && !kin_scan_fail (scan, "a text is too long")))
    {
      g_string_free (whole, TRUE);
      return FALSE;
    }
  g_free (*text);
  *text = g_string_free (whole, FALSE);
  return TRUE;
}

gboolean
kin_scan_plain (KinScan *scan, KinSlice *slice)
{
  if (kin_scan_peek (scan) != '"')
    return kin_scan_fail (scan, "a string is missing");
  slice->text = scan->at + 1;
  if (!scan_string (scan, NULL))
    return FALSE;
  slice->length = (gsize) (scan->at - slice->text) - 1;
  return memchr (slice->text, '\\', slice->length) == NULL || kin_scan_fail (scan, "there is an escape where a plain word belongs");
}

static gboolean
note_key (KinScan *scan, KinScanKeys *keys, const KinSlice *key)
{
  guint64 bit = 5381;

  for (gsize i = 0; i < key->length; i++)
    bit = bit * 33 + (guchar) key->text[i];
  bit = G_GUINT64_CONSTANT (1) << (bit & 63);
  if ((keys->sieve & bit) != 0)
    for (guint i = 0; i < keys->n; i++)
      if (keys->keys[i].length == key->length && memcmp (keys->keys[i].text, key->text, key->length) == 0)
        return kin_scan_fail (scan, "an object has the same key twice");
  keys->sieve |= bit;
  if (keys->n == G_N_ELEMENTS (keys->keys))
    return kin_scan_fail (scan, "an object has too many keys");
  keys->keys[keys->n++] = *key;
  return TRUE;
}

/* Into the first, over a comma to the next, or out behind the closing bracket (FALSE). */
static gboolean
go_on (KinScan *scan, gboolean first, char open, char close)
{
  if (first && (!take (scan, open, open == '{' ? "an object is missing" : "an array is missing") || !enter (scan)))
    return FALSE;
  if (scan->trouble == NULL && kin_scan_peek (scan) == close)
    {
      scan->at++;
      scan->depth--;
      return FALSE;
    }
  return first ? scan->trouble == NULL : take (scan, ',', "a comma or a closing bracket is missing");
}

gboolean
kin_scan_key (KinScan *scan, KinScanKeys *keys, KinSlice *key)
{
  return go_on (scan, keys->n == 0, '{', '}') && kin_scan_plain (scan, key) && note_key (scan, keys, key) &&
         take (scan, ':', "a colon is missing");
}

gboolean
kin_scan_item (KinScan *scan, guint *i)
{
  return go_on (scan, (*i)++ == 0, '[', ']');
}

gboolean
kin_scan_int (KinScan *scan, gint64 least, gint64 most, gint64 *value)
{
  gboolean negative = kin_scan_peek (scan) == '-';
  gint64 number = 0;
  const char *first;

  if (scan->trouble != NULL)
    return FALSE;
  scan->at += negative;
  for (first = scan->at; scan->at < scan->end && g_ascii_isdigit (*scan->at); scan->at++)
    {
      if (scan->at - first >= 16)
        return kin_scan_fail (scan, "a number is not below 2^53");
      number = number * 10 + (*scan->at - '0');
    }
  if (scan->at == first || (*first == '0' && scan->at - first > 1))
    return kin_scan_fail (scan, "a whole number is missing");
  if (scan->at < scan->end && (*scan->at == '.' || *scan->at == 'e' || *scan->at == 'E'))
    return kin_scan_fail (scan, "a number is not whole");
  if (number > KIN_SCAN_MOST)
    return kin_scan_fail (scan, "a number is not below 2^53");
  *value = negative ? -number : number;
  return (*value >= least && *value <= most) || kin_scan_fail (scan, "a number is out of its range");
}

static gboolean
scan_word (KinScan *scan, const char *word)
{
  gsize length = strlen (word);

  if (scan->trouble != NULL || (gsize) (scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
    return kin_scan_fail (scan, "a value is missing");
  scan->at += length;
  return TRUE;
}

gboolean
kin_scan_bool (KinScan *scan, gboolean *value)
{
  *value = kin_scan_peek (scan) == 't';
  return scan_word (scan, *value ? "true" : "false");
}

gboolean
kin_scan_skip (KinScan *scan)
{
  KinScanKeys keys;
  KinSlice key;
  gint64 number;
  guint i = 0;

  switch (kin_scan_peek (scan))
    {
    case '{':
      keys.sieve = 0;
      keys.n = 0;
      while (kin_scan_key (scan, &keys, &key))
        kin_scan_skip (scan);
      break;
    case '[':
      while (kin_scan_item (scan, &i))
        kin_scan_skip (scan);
      break;
    case '"':
      scan_string (scan, NULL);
      break;
    case 't':
      scan_word (scan, "true");
      break;
    case 'f':
      scan_word (scan, "false");
      break;
    case 'n':
      scan_word (scan, "null");
      break;
    default:
      kin_scan_int (scan, -KIN_SCAN_MOST, KIN_SCAN_MOST, &number);
    }
  return scan->trouble == NULL;
}

/* Outside of strings space means nothing. */
static char *
without_space (const char *text, gsize length)
{
  char *tight = g_malloc (length + 1), *to = tight;
  gboolean inside = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (inside && text[i] == '\\')
        *to++ = text[i++];
      else if (text[i] == '"')
        inside = !inside;
      if (inside || (text[i] != ' ' && text[i] != '\n' && text[i] != '\r' && text[i] != '\t'))
        *to++ = text[i];
    }
  *to = '\0';
  return tight;
}

gboolean
kin_scan_value (KinScan *scan, gsize most, char **text)
{
  const char *from;

  kin_scan_peek (scan);
  from = scan->at;
  if (!kin_scan_skip (scan))
    return FALSE;
  if ((gsize) (scan->at - from) > most)
    return kin_scan_fail (scan, "a value is too large");
  g_free (*text);
  *text = *from == 'n' ? NULL : without_space (from, (gsize) (scan->at - from));
  return TRUE;
}

void
kin_json_append_text (GString *json, const char *text)
{
  const char *from = text;

  g_string_append_c (json, '"');
  for (const char *p = text;; p++)
    {
      if ((guchar) *p >= 0x20 && *p != '"' && *p != '\\')
        continue;
      g_string_append_len (json, from, p - from);
      from = p + 1;
      if (*p == '\0')
        break;
      if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else
        g_string_append_printf (json, "\\u%04x", (guint) (guchar) *p);
    }
  g_string_append_c (json, '"');
}
