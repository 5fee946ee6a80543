/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles of linked records, remembered. */
#include "titles.h"

struct _KinTitles
{
  KinReader  *reader;
  GHashTable *titles; /* gint64 -> string */
};

KinTitles *
kin_titles_new (KinReader *reader)
{
  KinTitles *titles = g_new0 (KinTitles, 1);

  titles->reader = reader;
  titles->titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return titles;
}

void
kin_titles_free (KinTitles *titles)
{
  if (titles == NULL)
    return;
  g_hash_table_unref (titles->titles);
  g_free (titles);
}

const char *
kin_titles_get (KinTitles *titles, gint64 no)
{
  char *title;

  if (no == 0)
    return "";
  title = g_hash_table_lookup (titles->titles, &no);
  if (title == NULL)
    {
      title = kin_reader_title (titles->reader, no);
      g_hash_table_insert (titles->titles, g_memdup2 (&no, sizeof no), title);
    }
  return title;
}

void
kin_titles_forget (KinTitles *titles, gint64 no)
{
  if (no == 0)
    g_hash_table_remove_all (titles->titles);
  else
    g_hash_table_remove (titles->titles, &no);
}

char *
kin_titles_cell (KinTitles *titles, KinRecord *record, guint number)
{
  const KinField *field = &kin_record_type (record)->fields[number];

  if (field->kind == KIN_LINK)
    return g_strdup (kin_titles_get (titles, kin_record_link (record, number)));
  return kin_field_to_text (field, kin_record_get (record, number));
}

char *
kin_titles_plain (KinTitles *titles, KinRecord *record, guint number)
{
  const KinField *field = &kin_record_type (record)->fields[number];

  if (field->kind == KIN_LINK)
    return g_strdup (kin_titles_get (titles, kin_record_link (record, number)));
  return kin_field_to_plain (field, kin_record_get (record, number));
}

char *
kin_book_cell (KinReader *reader, KinRecord *record, guint number)
{
  const KinField *field = &kin_record_type (record)->fields[number];

  if (field->kind != KIN_LINK)
    return kin_field_to_text (field, kin_record_get (record, number));
  if (kin_record_link (record, number) == 0)
    return g_strdup ("");
  return kin_reader_title (reader, kin_record_link (record, number));
}
