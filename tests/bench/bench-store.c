/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store against its limit: the product and a twin take turns, five times, and medians are compared.
 *   bench-store [--placements 100000] [--imported 5000] [--saves 2000] [--passes 5] [--json]
 *   with --passes 0: once, and nothing is compared; for a profiler */
#include <string.h>

#include "measure.h"
#include "reader.h"
#include "twin.h"


static int n_placements = 100000, n_passes = 5, n_imported = 5000, n_saves = 2000;
static gboolean json;

static KinRecord *
record_of (World *world, const KinType *type, GArray *numbers, guint i)
{
  KinRecord *record = kin_reader_get (kin_store_reader (world->store), type, g_array_index (numbers, gint64, i % numbers->len));

  g_assert (record != NULL);
  return record;
}

/* Alternately a text that is sought and listed, and a day. */
static guint
type_something (KinRecord *record, guint i)
{
  char text[32];

  if (i % 2 == 0)
    {
      g_snprintf (text, sizeof text, "Typed %u", i);
      kin_record_set_text (record, KIN_CHILD_SOCIAL_WORKER, text);
      return KIN_CHILD_SOCIAL_WORKER;
    }
  kin_record_set_day (record, KIN_CHILD_BORN, kin_day (2010, 1, 1) + (KinDay) (i % 2000));
  return KIN_CHILD_BORN;
}

static void
save_fields (World *world, GArray *samples)
{
  for (guint i = 0; i < (guint) n_saves; i++)
    {
      g_autoptr (KinRecord) record = record_of (world, &kin_child, world->children, i * 7);
      guint field = type_something (record, i);
      g_autoptr (GError) error = NULL;
      double from = now_ms (), took;

      must (kin_store_save_field (world->store, record, field, &error), error);
      took = now_ms () - from;
      g_array_append_val (samples, took);
    }
}

static void
note_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  must (kin_store_write_finish (KIN_STORE (source), result, NULL, &error), error);
  *(gboolean *) data = TRUE;
}

/* As the window does it: to the callback in the main loop; held is how long the window itself is held up. */
static void
save_fields_async (World *world, GArray *samples, GArray *held)
{
  for (guint i = 0; i < (guint) n_saves; i++)
    {
      g_autoptr (KinRecord) record = record_of (world, &kin_child, world->children, i * 11 + 3);
      guint field = type_something (record, i);
      gboolean done = FALSE;
      double from = now_ms (), took;

      kin_store_save_field_async (world->store, record, field, note_saved, &done);
      took = now_ms () - from;
      g_array_append_val (held, took);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
      took = now_ms () - from;
      g_array_append_val (samples, took);
    }
}

static double
undo (World *world, gint64 action)
{
  g_autoptr (GError) error = NULL;
  double from = now_ms ();

  must (kin_store_undo (world->store, action, NULL, NULL, NULL, &error), error);
  return now_ms () - from;
}

/* Forgets what the tables were made by, so that opening makes them anew. */
static double
rebuild (World *world)
{
  g_autoptr (GError) error = NULL;
  double from;

  must (kin_store_set_fact (world->store, "records.sql", "none", &error), error);
  world_close (world);
  from = now_ms ();
  world_open (world, FALSE);
  return now_ms () - from;
}

static void
measure_reading (World *world, Table *table)
{
  KinReader *reader = kin_store_reader (world->store);
  g_autoptr (GArray) gets = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));
  static const char *const sought[] = { "ada exam", "c00123", "typed 19", "zz12", "pattern 77" };

  for (guint i = 0; i < 20000; i++)
    {
      gint64 no = g_array_index (world->placements, gint64, i * 7919u % world->placements->len);
      double from = now_ms () * 1000, took;

      for (guint twice = 0; twice < 2; twice++)
        {
          g_autoptr (KinRecord) record = kin_reader_get (reader, &kin_placement, no);

          g_assert (record != NULL);
          took = now_ms () * 1000 - from;
          from = now_ms () * 1000;
        }
      g_array_append_val (gets, took);
      for (guint twice = 0; twice < 2; twice++)
        {
          g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT *, (SELECT id FROM record r WHERE r.no = p.no) FROM placement p WHERE no = ?1");

          kin_query_int (query, 1, no);
          g_assert (kin_query_step (query));
          took = now_ms () * 1000 - from;
          from = now_ms () * 1000;
        }
      g_array_append_val (bare, took);
    }
  line_product (table_line (table, "a record read, warm", "us", 0, 0), share_of (gets, 0.5));
  line_limit (table_line (table, "a record read, warm", "us", 0, 0), share_of (bare, 0.5));
  for (guint i = 0; i < G_N_ELEMENTS (sought); i++)
    {
      double from = now_ms ();
      g_autoptr (GArray) found = kin_reader_seek (reader, &kin_child, sought[i], 1000);
      g_autofree char *name = g_strdup_printf ("search “%s”, at most 1,000 children", sought[i]);

      line_product (table_line (table, name, "ms", 100, 0), now_ms () - from);
    }
}

typedef struct
{
  guint created, imported, saved, saved_async, undone; /* steps up to the end of each */
} Steps;

static void
pass_product (Twin *twin, Steps *steps, Table *table)
{
  World world = { 0 };
  g_autoptr (GArray) saves = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) saves_async = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 action;

#define LEARN(which)                      \
  G_STMT_START                            \
  {                                       \
    if (twin != NULL)                     \
      {                                   \
        twin_learn (twin, &world);        \
        steps->which = twin_n_steps (twin); \
      }                                   \
  }                                       \
  G_STMT_END

  world_set_up (&world, (guint) n_placements);
  world_open (&world, TRUE);
  line_product (table_line (table, "create in one action", "ms", 0, 0.4), world_create (&world));
  LEARN (created);
  line_product (table_line (table, "import of a return", "ms", 0, 0.4), world_import (&world, (guint) n_imported, &action));
  LEARN (imported);
  save_fields (&world, saves);
  LEARN (saved);
  save_fields_async (&world, saves_async, held);
  LEARN (saved_async);
  line_product (table_line (table, "undo of that import", "ms", 0, 0.4), undo (&world, action));
  LEARN (undone);
  line_product (table_line (table, "record tables made anew", "ms", 0, 0), rebuild (&world));
  if (twin == NULL)
    {
      table_shares (table, "a saved field", saves, NULL, 1, 5);
      table_shares (table, "a saved field, through the main loop", saves_async, NULL, 1, 5);
      table_shares (table, "a saved field holds the window up for", held, NULL, 0, 0);
      measure_reading (&world, table);
    }
  world_close (&world);
  world_tear_down (&world);
}

static void
pass_twin (Twin *twin, const Steps *steps, Table *table)
{
  World world = { 0 };
  g_autoptr (GArray) saves = g_array_new (FALSE, FALSE, sizeof (double));

  world_set_up (&world, (guint) n_placements);
  twin_open (twin, &world);
  line_limit (table_line (table, "create in one action", "ms", 0, 0.4), twin_write (twin, 0, steps->created, NULL));
  line_limit (table_line (table, "import of a return", "ms", 0, 0.4), twin_write (twin, steps->created, steps->imported, NULL));
  twin_write (twin, steps->imported, steps->saved, saves);
  line_limit (table_line (table, "a saved field, p50", "ms", 1, 0), share_of (saves, 0.5));
  line_limit (table_line (table, "a saved field, p99", "ms", 5, 0), share_of (saves, 0.99));
  g_array_set_size (saves, 0);
  twin_write (twin, steps->saved, steps->saved_async, saves);
  line_limit (table_line (table, "a saved field, through the main loop, p50", "ms", 1, 0), share_of (saves, 0.5));
  line_limit (table_line (table, "a saved field, through the main loop, p99", "ms", 5, 0), share_of (saves, 0.99));
  line_limit (table_line (table, "undo of that import", "ms", 0, 0.4), twin_write (twin, steps->saved_async, steps->undone, NULL));
  line_limit (table_line (table, "record tables made anew", "ms", 0, 0), twin_rebuild (twin, steps->undone));
  twin_close (twin);
  world_tear_down (&world);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "placements", 0, 0, G_OPTION_ARG_INT, &n_placements, NULL, NULL },
    { "imported", 0, 0, G_OPTION_ARG_INT, &n_imported, NULL, NULL },
    { "saves", 0, 0, G_OPTION_ARG_INT, &n_saves, NULL, NULL },
    { "passes", 0, 0, G_OPTION_ARG_INT, &n_passes, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *title = NULL;
  Steps steps = { 0 };
  Twin *twin = twin_new ();
  Table *table, *warm_up = table_new ("");

  g_option_context_add_main_entries (context, entries, NULL);
  must (g_option_context_parse (context, &argc, &argv, NULL), NULL);
  title = g_strdup_printf ("Store, %d placements", n_placements);
  table = table_new (title);
  table->json = json;
  pass_product (twin, &steps, warm_up); /* what the twin is to write */
  for (int pass = 0; pass < n_passes; pass++)
    {
      pass_product (NULL, &steps, table);
      pass_twin (twin, &steps, table);
    }
  table_print (table);
  twin_free (twin);
  return 0;
}
