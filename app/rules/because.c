/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of an explanation, in the order in which a person would say them. */
#include "because.h"

GPtrArray *
kin_because_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

void
kin_because_add (GPtrArray *because, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (because, g_strdup_vprintf (format, args));
  va_end (args);
}

char *
kin_because_join (GPtrArray *because)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < because->len; i++)
    g_string_append_printf (text, "%s%s", i ? " \xc2\xb7 " : "", (const char *) g_ptr_array_index (because, i));
  return g_string_free (text, FALSE);
}
