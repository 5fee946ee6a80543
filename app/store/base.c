/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the names that changes have on the wire to those that they have in this log. */
#include "base.h"

#include "log_read.h"

/* "417" of that device as the log here calls it: what the office knows under this name may have been renumbered here meanwhile. */
static char *
name_of_own (KinReader *reader, gint64 device, gint64 n)
{
  if (kin_reader_number (reader, "SELECT 1 FROM change WHERE device = ?1 AND n = ?2", 2, device, n) == 0)
    {
      g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT device, n FROM change WHERE first_device = ?1 AND first_n = ?2 AND seq IS NOT NULL");

      kin_query_int (query, 1, device);
      kin_query_int (query, 2, n);
      if (kin_query_step (query))
        return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, kin_query_get_int (query, 0), kin_query_get_int (query, 1));
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, device, n);
}

char *
kin_base_from_wire (KinReader *reader, gint64 device, gint64 record, const char *wire)
{
  g_auto (GStrv) names = g_strsplit (wire, " ", -1);
  GString *base = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 number = *names[i] != '\0' ? g_ascii_strtoll (names[i] + 1, NULL, 10) : 0;
      g_autofree char *name = *names[i] == 'n' ? name_of_own (reader, device, number) : kin_log_name_of (reader, record, names[i]);

      if (*names[i] == 's')
        {
          g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT device, n FROM change WHERE seq = ?1");

          kin_query_int (query, 1, number);
          if (kin_query_step (query))
            name = g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, kin_query_get_int (query, 0), kin_query_get_int (query, 1));
        }
      if (name != NULL || *names[i] != '\0')
        g_string_append_printf (base, "%s%s", base->len > 0 ? " " : "", name != NULL ? name : names[i]);
    }
  return g_string_free (base, FALSE);
}
