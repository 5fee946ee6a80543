/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a file as text, text as it is kept, sorted and found, and a moment as it is typed. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "as_known.h"
#include "text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  gboolean guessed = FALSE;
  g_autofree char *text = kin_text_from_file ((const char *) data, size, &guessed, &error);
  gint64 when;

  if (text == NULL)
    {
      g_assert_true (error != NULL && *error->message != '\0');
      return 0;
    }
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint lines = 0; lines < 2; lines++)
    {
      g_autofree char *tidy = kin_text_tidy (text, lines == 1);
      g_autofree char *again = tidy != NULL ? kin_text_tidy (tidy, lines == 1) : NULL;

      g_assert_cmpstr (again, ==, tidy); /* tidied once is tidied */
      if (tidy != NULL)
        {
          g_autofree char *key = kin_text_key (tidy);

          g_assert_true (g_utf8_validate (key, -1, NULL));
        }
    }
  kin_moment_parse (text, &when);
  return 0;
}
