/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pence in and out of text, and the two divisions that the program makes, each rounded once. */
#include "money.h"

#include <string.h>

#define MINUS "\xe2\x88\x92" /* U+2212 */
#define POUND "\xc2\xa3"

__extension__ typedef __int128 Wide; /* a product of two gint64 */

static gboolean
take (const char **text, const char *prefix)
{
  if (!g_str_has_prefix (*text, prefix))
    return FALSE;
  *text += strlen (prefix);
  return TRUE;
}

/* Whole pounds, with commas nowhere or before every third figure. */
static gboolean
read_pounds (const char **text, gint64 *pounds, int *figures)
{
  int group = 0;
  gboolean commas = FALSE;

  *pounds = 0;
  *figures = 0;
  for (;; (*text)++)
    {
      if (**text == ',')
        {
          if (group == 0 || group > 3 || (commas && group != 3))
            return FALSE;
          commas = TRUE;
          group = 0;
        }
      else if (g_ascii_isdigit (**text))
        {
          *pounds = *pounds * 10 + (**text - '0');
          if (*pounds > KIN_PENCE_MAX)
            return FALSE;
          group++;
          (*figures)++;
        }
      else
        return !commas || group == 3;
    }
}

gboolean
kin_pence_parse (const char *text, KinPence *pence)
{
  g_autofree char *copy = NULL;
  const char *p;
  gboolean negative;
  gint64 value;
  int figures, decimals = 0, rest = 0;

  if (!text)
    return FALSE;
  copy = g_strstrip (g_strdup (text));
  p = copy;
  negative = take (&p, "-") || take (&p, MINUS);
  take (&p, POUND);
  if (!negative)
    negative = take (&p, "-") || take (&p, MINUS);
  if (!read_pounds (&p, &value, &figures))
    return FALSE;
  if (*p == '.')
    for (p++; g_ascii_isdigit (*p) && decimals < 2; p++, decimals++)
      rest = rest * 10 + (*p - '0');
  if (*p || figures + decimals == 0)
    return FALSE;
  value = value * 100 + (decimals == 1 ? rest * 10 : rest);
  if (value > KIN_PENCE_MAX)
    return FALSE;
  if (pence)
    *pence = negative ? -value : value;
  return TRUE;
}

static guint64
get_magnitude (gint64 value)
{
  return value < 0 ? -(guint64) value : (guint64) value;
}

char *
kin_pence_to_plain (KinPence pence)
{
  guint64 magnitude = get_magnitude (pence);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", pence < 0 ? "-" : "", magnitude / 100, (guint) (magnitude % 100));
}

char *
kin_pence_to_text (KinPence pence)
{
  guint64 magnitude = get_magnitude (pence);
  g_autofree char *plain = g_strdup_printf ("%" G_GUINT64_FORMAT, magnitude / 100);
  gsize n = strlen (plain);
  GString *text = g_string_new (pence < 0 ? MINUS POUND : POUND);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, plain[i]);
    }
  g_string_append_printf (text, ".%02u", (guint) (magnitude % 100));
  return g_string_free (text, FALSE);
}

KinPence
kin_pence_for_days (KinPence weekly, gint64 days)
{
  return kin_pence_share (weekly, days, 7);
}

KinPence
kin_pence_share (KinPence amount, gint64 numerator, gint64 denominator)
{
  Wide product = (Wide) amount * numerator;
  gboolean negative = product < 0;

  g_return_val_if_fail (denominator > 0, 0);
  if (negative)
    product = -product;
  product = (2 * product + denominator) / (2 * (Wide) denominator);
  return (KinPence) (negative ? -product : product);
}
