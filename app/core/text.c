/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tidying text, making its key, and reading it out of other programs' files. */
#include "text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_plain_ascii (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    if (*p >= 0x80)
      return FALSE;
  return TRUE;
}

char *
kin_text_tidy (const char *text, gboolean lines)
{
  g_autoptr (GString) tidy = NULL;
  g_autofree char *composed = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  if (!is_plain_ascii (text))
    text = composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  tidy = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        c = p[1] == '\n' ? 0 : '\n';
      if (c == '\t' || c == 0xa0 || (c == '\n' && !lines))
        c = ' ';
      if (c == '\n' || (c != 0 && !g_unichar_iscntrl (c) && c != 0xfeff))
        g_string_append_unichar (tidy, c);
    }
  g_strstrip (tidy->str);
  if (*tidy->str == '\0')
    return NULL;
  return g_string_free (g_steal_pointer (&tidy), FALSE);
}

static void
append_key (GString *key, gunichar c, gboolean *gap)
{
  if (g_unichar_isspace (c) || c == '-' || c == '/' || c == '_')
    *gap = key->len > 0;
  else if (g_unichar_isalnum (c))
    {
      if (*gap)
        g_string_append_c (key, ' ');
      *gap = FALSE;
      g_string_append_unichar (key, c);
    }
}

char *
kin_text_key (const char *text)
{
  GString *key;
  gboolean gap = FALSE;

  if (text == NULL)
    return g_strdup ("");
  key = g_string_sized_new (strlen (text));
  if (is_plain_ascii (text))
    {
      for (const char *p = text; *p != '\0'; p++)
        append_key (key, (guchar) g_ascii_tolower (*p), &gap);
    }
  else
    {
      /* Decomposed, so that a mark is a character of its own, which is not alphanumeric and falls away. */
      g_autofree char *folded = g_utf8_casefold (text, -1);
      g_autofree char *apart = folded != NULL ? g_utf8_normalize (folded, -1, G_NORMALIZE_ALL) : NULL;

      for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
        append_key (key, g_utf8_get_char (p), &gap);
    }
  return g_string_free (key, FALSE);
}

char *
kin_text_from_file (const char *bytes, gsize length, gboolean *guessed, GError **error)
{
  const guchar *b = (const guchar *) bytes;
  GString *out;

  *guessed = FALSE;
  if (length >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The file is in UTF-16. Save it as “CSV UTF-8” and try again."));
      return NULL;
    }
  if (memchr (bytes, '\0', length) != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("The file is not text. Save it as “CSV UTF-8” and try again."));
      return NULL;
    }
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }
  if (g_utf8_validate (bytes, (gssize) length, NULL))
    return g_strndup (bytes, length);
  *guessed = TRUE;
  /* Windows-1252 by hand: iconv refuses the five bytes that it leaves undefined, and real files hold them. */
  out = g_string_sized_new (length + length / 8);
  for (gsize i = 0; i < length; i++)
    {
      static const gunichar upper[32] = {
        0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
        0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178
      };
      guchar c = (guchar) bytes[i];

      g_string_append_unichar (out, c >= 0x80 && c < 0xa0 ? upper[c - 0x80] : c);
    }
  return g_string_free (out, FALSE);
}
