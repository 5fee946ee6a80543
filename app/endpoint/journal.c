/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of JSON on stderr. */
#include "journal.h"

#include <stdio.h>
#include <string.h>

#include "wire.h"

static gboolean is_on;

void
kin_journal_start (void)
{
  is_on = TRUE;
}

void
kin_journal_note (const char *level, const char *event, ...)
{
  g_autoptr (GString) line = NULL;
  const char *name;
  va_list pairs;

  if (!is_on)
    return;
  line = g_string_new ("{\"time\":");
  kin_wire_time_append (line, g_get_real_time () / 1000);
  g_string_append_printf (line, ",\"level\":\"%s\",\"event\":\"%s\"", level, event);
  va_start (pairs, event);
  while ((name = va_arg (pairs, const char *)) != NULL)
    {
      const char *value = va_arg (pairs, const char *);

      g_string_append_printf (line, ",\"%s\":", name);
      kin_json_append_text (line, value != NULL ? value : "");
    }
  va_end (pairs);
  g_string_append (line, "}\n");
  fwrite (line->str, 1, line->len, stderr);
}
