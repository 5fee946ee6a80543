/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that goes on as another device, an office that went back, and who works here. */
#include "identity.h"

#include "refold.h"
#include "renumber.h"
#include "store_private.h"

static gboolean
run_fork (KinWriter *writer, gpointer data, GError **error)
{
  return kin_writer_fork (writer, error);
}

gboolean
kin_store_fork (KinStore *store, GError **error)
{
  return kin_store_write_receive (store, run_fork, NULL, error);
}

/* A number that comes back with the new generation would be another change's. */
static gboolean
forget_numbers (KinWriter *writer, gint64 seq, GError **error)
{
  g_autoptr (GArray) numbers = kin_reader_numbers (writer->reader, "SELECT no FROM change WHERE instr (base, 's') > 0 /* scan: rare */", 0);

  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 no = g_array_index (numbers, gint64, i);
      g_autoptr (GString) base = g_string_new (NULL);
      g_auto (GStrv) tokens = NULL;
      KinQuery *query;
      {
        g_autoptr (KinQuery) old = kin_reader_query (writer->reader, "SELECT base FROM change WHERE no = ?1");

        kin_query_int (old, 1, no);
        tokens = g_strsplit (kin_query_step (old) ? kin_query_get_text (old, 0) : "", " ", -1);
      }
      for (guint t = 0; tokens[t] != NULL; t++)
        if (*tokens[t] != 's' || g_ascii_strtoll (tokens[t] + 1, NULL, 10) <= seq)
          g_string_append_printf (base, "%s%s", base->len > 0 ? " " : "", tokens[t]);
      query = kin_reader_query (writer->reader, "UPDATE change SET base = ?1 WHERE no = ?2");
      kin_query_text (query, 1, base->str);
      kin_query_int (query, 2, no);
      if (!kin_query_done (query, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  gint64             seq;
  const char *const *facts;
} Cut;

static gboolean
run_cut (KinWriter *writer, gpointer data, GError **error)
{
  const Cut *cut = data;
  KinReader *reader = writer->reader;
  g_autoptr (GArray) records = kin_reader_numbers (reader, "SELECT DISTINCT record FROM change WHERE seq > ?1 ORDER BY record /* scan: what was lost */", 1, cut->seq);
  g_autoptr (GArray) own = kin_reader_numbers (reader, "SELECT c.no FROM change c JOIN deed d ON d.no = c.action"
                                                       " WHERE (d.mine > 0 OR c.device = ?2) AND (c.seq IS NULL OR c.seq > ?1) ORDER BY c.no /* scan: rare */",
                                               2, cut->seq, writer->device);
  KinQuery *query;

  if (own->len > 0 && (!kin_writer_new_device (writer, error) || !kin_writer_renumber (writer, own, error)))
    return FALSE;
  query = kin_reader_query (reader, "UPDATE change SET seq = NULL, held = 0 WHERE seq > ?1 /* scan: what was lost */");
  kin_query_int (query, 1, cut->seq);
  if (!kin_query_done (query, error))
    return FALSE;
  if (sqlite3_changes (reader->db) > 0 && !kin_writer_fact (writer, "sync-aside", "1", error))
    return FALSE;
  if (!forget_numbers (writer, cut->seq, error) || !kin_writer_rewrote (writer, error) || !kin_writer_facts (writer, cut->facts, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!kin_refold_record (writer, g_array_index (records, gint64, i), FALSE, error))
      return FALSE;
  return TRUE;
}

gboolean
kin_store_cut_back (KinStore *store, gint64 seq, const char *const *facts, GError **error)
{
  Cut cut = { seq, facts };

  return kin_store_write_receive (store, run_cut, &cut, error);
}

/* Others', known here and not to the office. In order of arrival, so that what a base names comes first. A purge is the office's own: it
 * does again what its ledger says. */
#define ASIDE " FROM change c JOIN deed d ON d.no = c.action WHERE c.seq IS NULL AND c.op <> 5 AND d.mine = 0 AND c.device <> " KIN_SQL_DEVICE

static gboolean
run_resupply (KinWriter *writer, gpointer data, GError **error)
{
  g_autoptr (GArray) numbers = kin_reader_numbers (writer->reader, "SELECT c.no" ASIDE " ORDER BY c.no /* scan: rare */", 0);

  return kin_writer_renumber (writer, numbers, error) && kin_writer_fact (writer, "sync-aside", NULL, error);
}

gboolean
kin_store_resupply (KinStore *store, GError **error)
{
  return kin_store_write_receive (store, run_resupply, NULL, error);
}

gint64
kin_reader_n_aside (KinReader *reader)
{
  g_autofree char *any = kin_reader_fact (reader, "sync-aside");

  return any != NULL ? kin_reader_number (reader, "SELECT count(*)" ASIDE " /* scan: rare */", 0) : 0;
}

typedef struct
{
  const char *user, *name;
} Who;

static gint64
find_person (KinReader *reader, const char *user)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no FROM person WHERE id = ?1");

  kin_query_text (query, 1, user);
  return kin_query_step (query) ? kin_query_get_int (query, 0) : 0;
}

static gboolean
name_person (KinReader *reader, gint64 no, const Who *who, GError **error)
{
  KinQuery *query = kin_reader_query (reader, "UPDATE person SET id = ?1, name = ?2 WHERE no = ?3");

  kin_query_text (query, 1, who->user);
  kin_query_text (query, 2, who->name);
  kin_query_int (query, 3, no);
  return kin_query_done (query, error);
}

/* Their changes came from elsewhere before: two rows of one person become one. */
static gboolean
give_over (KinWriter *writer, gint64 to, GError **error)
{
  static const char *const tables[] = { "UPDATE change SET \"by\" = ?1 WHERE \"by\" = ?2 /* scan: once */", "UPDATE deed SET \"by\" = ?1 WHERE \"by\" = ?2 /* scan: once */" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      KinQuery *query = kin_reader_query (writer->reader, tables[i]);

      kin_query_int (query, 1, to);
      kin_query_int (query, 2, writer->person);
      if (!kin_query_done (query, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_be (KinWriter *writer, gpointer data, GError **error)
{
  const Who *who = data;
  KinReader *reader = writer->reader;
  g_autofree char *before = kin_reader_fact (reader, "sync-user");
  gboolean joined_before = before != NULL && *before != '\0';
  gint64 no = find_person (reader, who->user);
  g_autofree char *number = NULL;

  if (no == 0 && !joined_before)
    no = writer->person;
  else if (no == 0)
    {
      KinQuery *query = kin_reader_query (reader, "INSERT INTO person (id) VALUES (?1)");

      kin_query_text (query, 1, who->user);
      if (!kin_query_done (query, error))
        return FALSE;
      no = sqlite3_last_insert_rowid (reader->db);
    }
  else if (no != writer->person && !joined_before && !give_over (writer, no, error))
    return FALSE;
  writer->person = no;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, no);
  return name_person (reader, no, who, error) && kin_writer_fact (writer, "person", number, error) && kin_writer_fact (writer, "sync-user", who->user, error);
}

gboolean
kin_store_be (KinStore *store, const char *user, const char *name, GError **error)
{
  Who who = { user, name };

  return kin_store_write_receive (store, run_be, &who, error);
}
