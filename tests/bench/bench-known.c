/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As known: a large council's log, looked at from a month back and from half of it, and the tables made anew from it.
 *   bench-known [--placements 60000] [--changes 1000000] [--json]
 * Ten years of changes, evenly spread after the first import: a month is a hundred and twentieth of them. */
#include "as_known.h"
#include "measure.h"
#include "world.h"

#define YEARS 10
#define MS_A_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

static int n_placements = 60000, n_changes = 1000000;
static gboolean json;

static const struct { const char *name, *sql; } questions[] = {
  { "where each child is on a day", "SELECT count(*) FROM placement WHERE period_start <= 16000 AND (period_end IS NULL OR period_end > 16000) /* scan: bench */" },
  { "all children by name", "SELECT sum(no) FROM (SELECT no FROM child ORDER BY kin_key (surname), kin_key (forename), no) /* scan: bench */" },
  { "children of a worker", "SELECT count(*) FROM child WHERE social_worker = 'Worker 7' /* scan: bench */" },
  { "placements by home", "SELECT count(*) FROM placement p JOIN household h ON h.no = p.household WHERE h.status = 'approved' /* scan: bench */" },
};

static double
ask (KinReader *reader, const char *sql)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < 3; i++)
    {
      double from = now_ms ();

      kin_reader_number (reader, sql, 0);
      best = MIN (best, now_ms () - from);
    }
  return best;
}

static void
ask_all (Table *table, KinReader *reader, KinReader *live, const char *when)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s: %s (limit: live)", when, questions[i].name);
      Line *line = table_line (table, name, "ms", 0, 0);

      line_product (line, ask (reader, questions[i].sql));
      line_limit (line, ask (live, questions[i].sql));
    }
}

static void
look_back (Table *table, World *world, const char *when, gint64 when_ms, double most)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("as known %s, first look", when);
  g_autofree char *size = g_strdup_printf ("as known %s, memory", when);
  double before = resident_mb ();
  double from = now_ms ();
  g_autoptr (KinReader) reader = kin_store_as_known (world->store, when_ms, NULL, &error);

  must (reader != NULL, error);
  line_product (table_line (table, name, "ms", most, 0), now_ms () - from);
  line_product (table_line (table, size, "MB", 0, 0), resident_mb () - before);
  ask_all (table, reader, kin_store_reader (world->store), when);
}

static void
make_history (Table *table, World *world)
{
  guint n_batches = YEARS * 24;
  guint a_batch;
  double from = now_ms ();

  world_create (world);
  a_batch = ((guint) n_changes - world->children->len - world->placements->len) / n_batches;
  for (guint i = 0; i < n_batches; i++)
    {
      world->now += YEARS * 365 * MS_A_DAY / n_batches;
      world_change (world, a_batch, i);
    }
  line_product (table_line (table, "history made", "ms", 0, 0), now_ms () - from);
}

static void
make_anew (Table *table, World *world)
{
  g_autoptr (GError) error = NULL;
  double from;

  must (kin_store_set_fact (world->store, "records.sql", "none", &error), error);
  world_close (world);
  from = now_ms ();
  world_open (world, FALSE);
  line_product (table_line (table, "record tables made anew", "ms", 10000, 0), now_ms () - from);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "placements", 0, 0, G_OPTION_ARG_INT, &n_placements, NULL, NULL },
    { "changes", 0, 0, G_OPTION_ARG_INT, &n_changes, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *title = NULL;
  World world = { 0 };
  Table *table;

  g_option_context_add_main_entries (context, entries, NULL);
  must (g_option_context_parse (context, &argc, &argv, NULL), NULL);
  title = g_strdup_printf ("As known, %d changes", n_changes);
  table = table_new (title);
  table->json = json;
  world_set_up (&world, (guint) n_placements);
  world_open (&world, TRUE);
  make_history (table, &world);
  look_back (table, &world, "a month back", world.now - 30 * MS_A_DAY, 2000);
  look_back (table, &world, "half the log back", world.now - YEARS * 365 / 2 * MS_A_DAY, 10000);
  look_back (table, &world, "nearly all of it back", world.now - (YEARS * 365 - 30) * MS_A_DAY, 10000);
  make_anew (table, &world);
  world_close (&world);
  table_print (table);
  world_tear_down (&world);
  return 0;
}
