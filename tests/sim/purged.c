/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Purged is gone: people write words now and then that nobody writes twice (values.c); those of purged records are looked for in every
 * table of every laptop, and with the office. */
#include <string.h>

#include "reader.h"
#include "sim.h"

#define WORD_BYTES (sizeof SIM_SECRET - 1 + 8)

/* word -> itself. */
static void
add_words (GHashTable *words, const char *text)
{
  for (const char *at = strstr (text, SIM_SECRET); at != NULL; at = strstr (at + 1, SIM_SECRET))
    g_hash_table_add (words, g_strndup (at, WORD_BYTES));
}

/* Those of records that were purged, and of no other (people copy). */
static GHashTable *
words_purged (Sim *sim)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer says, word;

  g_hash_table_iter_init (&iter, sim->committed);
  while (g_hash_table_iter_next (&iter, NULL, &says))
    {
      g_autofree char *record = g_strndup (says, 32);

      add_words (g_hash_table_contains (sim->purged, record) ? words : others, says);
    }
  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_hash_table_remove (words, word);
  return words;
}

static gboolean
holds (const char *bytes, gsize n, const char *word, gsize length)
{
  for (const char *at = bytes; n >= length && (at = memchr (at, *word, n - length + 1 - (gsize) (at - bytes))) != NULL; at++)
    if (memcmp (at, word, length) == 0)
      return TRUE;
  return FALSE;
}

/* The key by which texts are sought has no capitals; the index keeps the end of a word where its beginning is as the one before. */
static void
search (Sim *sim, GHashTable *words, const char *where, const void *bytes, gsize n)
{
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, words);
  while (n > 0 && g_hash_table_iter_next (&iter, &word, NULL))
    {
      const char *end = (const char *) word + WORD_BYTES - 7;

      if (holds (bytes, n, end, 7))
        sim_fail (sim, "%s holds the word %s of a purged record: %.*s", where, (char *) word, (int) MIN (n, 600), (const char *) bytes);
    }
}

static void
search_table (Laptop *laptop, GHashTable *words, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" /* scan: test */", table);
  g_autofree char *where = g_strdup_printf ("laptop %u, %s,", laptop->number, table);
  g_autoptr (KinQuery) query = kin_reader_query_composed (laptop_reader (laptop), sql);

  while (kin_query_step (query))
    for (int i = 0; i < sqlite3_column_count (kin_query_statement (query)); i++)
      {
        gsize n = 0;
        const void *bytes = kin_query_get_blob (query, i, &n);

        search (laptop->sim, words, where, bytes, n);
      }
}

static void
search_laptop (Laptop *laptop, GHashTable *words)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  {
    g_autoptr (KinQuery) query = kin_reader_query (laptop_reader (laptop), "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' /* scan: test */");

    while (kin_query_step (query))
      g_ptr_array_add (tables, g_strdup (kin_query_get_text (query, 0)));
  }
  for (guint i = 0; i < tables->len; i++)
    search_table (laptop, words, tables->pdata[i]);
}

static void
search_office (Sim *sim, GHashTable *words)
{
  g_autoptr (KinAsk) ask = kin_log_ask (office_log (sim), "SELECT body FROM change /* scan: test */");

  while (kin_ask_next (ask))
    {
      gsize n;
      const char *body = kin_ask_get_long (ask, 0, &n);

      search (sim, words, "the office", body, n);
    }
}

void
judge_purged (Sim *sim)
{
  g_autoptr (GHashTable) words = words_purged (sim);

  if (g_hash_table_size (words) == 0)
    return;
  search_office (sim, words);
  for (guint i = 0; i < sim->laptops->len; i++)
    if (!rights_is_out (sim->laptops->pdata[i]))
      search_laptop (sim->laptops->pdata[i], words);
}
