/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose child it is, by the file's own fact. */
#include "ours.h"

#include "as_known.h"

KinDay
kin_book_today (KinReader *reader)
{
  gint64 known = kin_reader_known_at (reader);

  return known == G_MAXINT64 ? kin_day_today () : kin_day_of_ms (known);
}

GHashTable *
kin_book_foreign (KinReader *reader)
{
  GHashTable *foreign = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *authority = kin_reader_fact (reader, "authority");
  g_autoptr (KinQuery) query = NULL;

  /* Two ranges of the index: a file may carry its own code on every child. */
  query = kin_reader_query (reader, "SELECT no FROM child WHERE responsible_authority < ?1 "
                                    "UNION ALL SELECT no FROM child WHERE responsible_authority > ?1");
  kin_query_text (query, 1, authority != NULL ? authority : "");
  while (kin_query_step (query))
    {
      gint64 no = kin_query_get_int (query, 0);

      g_hash_table_add (foreign, g_memdup2 (&no, sizeof no));
    }
  return foreign;
}

gboolean
kin_book_is_ours (KinReader *reader, gint64 child)
{
  g_autofree char *authority = kin_reader_fact (reader, "authority");
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT responsible_authority FROM child WHERE no = ?1");
  const char *whose;

  kin_query_int (query, 1, child);
  if (!kin_query_step (query))
    return FALSE;
  whose = kin_query_get_text (query, 0);
  return whose == NULL || *whose == '\0' || g_strcmp0 (whose, authority) == 0;
}
