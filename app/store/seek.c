/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding records by the beginnings of the words in them. */
#include "seek.h"

#include <string.h>

#include "text.h"

static char *
words_of (KinRecord *record)
{
  const KinType *type = kin_record_type (record);
  g_autoptr (GString) words = NULL;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const KinValue *value = kin_record_get (record, i);

      if ((type->fields[i].flags & KIN_SOUGHT) == 0 || !value->is_set)
        continue;
      if (words == NULL)
        words = g_string_new (NULL);
      for (guint part = 0; part < 2; part++)
        {
          const char *text = part == 0 ? value->s : value->t;
          g_autofree char *key = text != NULL ? kin_text_key (text) : NULL;

          if (key != NULL && *key != '\0')
            g_string_append_printf (words, "%s ", key);
        }
    }
  return words != NULL ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static gboolean
is_sought (const KinType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & KIN_SOUGHT) != 0)
      return TRUE;
  return FALSE;
}

gboolean
kin_seek_add (KinReader *writer, KinRecord *record, gboolean replaces, GError **error)
{
  g_autofree char *words = words_of (record);
  KinQuery *query;

  if (words == NULL)
    return !replaces || !is_sought (kin_record_type (record)) || kin_seek_remove (writer, kin_record_no (record), error);
  query = kin_reader_query (writer, replaces ? "INSERT OR REPLACE INTO sought (rowid, words) VALUES (?1, ?2)"
                                             : "INSERT INTO sought (rowid, words) VALUES (?1, ?2)");
  kin_query_int (query, 1, kin_record_no (record));
  kin_query_text (query, 2, words);
  return kin_query_done (query, error);
}

gboolean
kin_seek_remove (KinReader *writer, gint64 no, GError **error)
{
  KinQuery *query = kin_reader_query (writer, "DELETE FROM sought WHERE rowid = ?1");

  kin_query_int (query, 1, no);
  return kin_query_done (query, error);
}

/* Each word as a quoted prefix: what a person types can never be FTS syntax, since a key holds only letters and figures. */
static char *
match_of (const char *typed)
{
  g_autofree char *key = kin_text_key (typed);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  GString *match = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (match, "%s\"%s\" *", match->len > 0 ? " " : "", words[i]);
  return g_string_free (match, FALSE);
}

GArray *
kin_reader_seek (KinReader *reader, const KinType *type, const char *words, guint limit)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *match = match_of (words);
  g_autoptr (KinQuery) query = NULL;

  if (*match == '\0')
    return found;
  query = kin_reader_query (reader, type != NULL
                                      ? "SELECT sought.rowid FROM sought JOIN record r ON r.no = sought.rowid /* scan: fts */"
                                        " WHERE sought MATCH ?1 AND r.type = ?3 LIMIT ?2"
                                      : "SELECT rowid FROM sought WHERE sought MATCH ?1 LIMIT ?2 /* scan: fts */");
  kin_query_text (query, 1, match);
  kin_query_int (query, 2, limit);
  if (type != NULL)
    kin_query_text (query, 3, type->name);
  while (kin_query_step (query))
    {
      gint64 no = kin_query_get_int (query, 0);

      g_array_append_val (found, no);
    }
  return found;
}
