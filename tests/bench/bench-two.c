/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two laptops and the office's process, over real HTTP on loopback with the thread that talks on each: one change from a save here to the tables
 * there, a large record sent up, and a new laptop that fetches it.
 *   bench-two [--placements 66000] [--changes 500000] [--singles 300] [--json] */
#include "accounts.h"
#include "measure.h"
#include "service.h"
#include "sync.h"
#include "world.h"

static int n_placements = 66000, n_changes = 500000, n_singles = 300;
static gboolean json;

typedef struct
{
  World     world;
  KinSync  *sync;
  GMainLoop *loop;
  gboolean  joined;
} Side;

static void
on_changed (Side *side)
{
  g_main_loop_quit (side->loop);
}

static void
on_joined (GObject *sync, GAsyncResult *result, gpointer data)
{
  Side *side = data;
  g_autoptr (GError) error = NULL;

  must (kin_sync_join_finish (KIN_SYNC (sync), result, &error), error);
  side->joined = TRUE;
  g_main_loop_quit (side->loop);
}

static KinJoin *
make_join (const Service *service, const Office *office, const char *code)
{
  KinJoin *join = g_new0 (KinJoin, 1);

  join->address = g_strdup_printf ("http://127.0.0.1:%u/v1/%s", service->port, office->name);
  join->code = g_strdup (code);
  return join;
}

static void
open_side (Side *side, guint placements)
{
  world_set_up (&side->world, placements);
  world_open (&side->world, TRUE);
  side->loop = g_main_loop_new (NULL, FALSE);
}

static void
join (Side *side, KinJoin *join)
{
  side->sync = kin_sync_new (side->world.store);
  g_signal_connect_swapped (side->sync, "status-changed", G_CALLBACK (on_changed), side);
  g_signal_connect_swapped (side->world.store, "changed", G_CALLBACK (on_changed), side);
  kin_sync_join_async (side->sync, join, on_joined, side);
  while (!side->joined)
    g_main_loop_run (side->loop);
}

static void
close_side (Side *side)
{
  if (side->sync != NULL)
    kin_sync_stop (side->sync);
  g_clear_object (&side->sync);
  world_close (&side->world);
  world_tear_down (&side->world);
  g_main_loop_unref (side->loop);
}

/* Everything sent and fetched, and it waits for news. */
static gboolean
is_level (Side *side)
{
  g_autoptr (KinSyncStatus) status = kin_sync_status (side->sync);

  return status->state == KIN_SYNC_CONNECTED && status->n_pending == 0 && status->progress < 0;
}

/* Usable: the first copy is whole. */
static gboolean
is_usable (Side *side, guint n_records)
{
  g_autoptr (KinSyncStatus) status = kin_sync_status (side->sync);

  return status->progress < 0 && kin_reader_number (kin_store_reader (side->world.store), "SELECT count(*) FROM placement /* scan: bench */", 0) >= n_records;
}

static char *
note_of (Side *side, const KinId *id)
{
  KinReader *reader = kin_store_reader (side->world.store);
  g_autoptr (KinRecord) child = kin_reader_get (reader, &kin_child, kin_reader_no_of (reader, id));

  return child != NULL ? g_strdup (kin_record_text (child, KIN_CHILD_NOTE)) : NULL;
}

static void
one_change (Table *table, Side *from, Side *to)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < n_singles; i++)
    {
      g_autoptr (KinRecord) child = kin_reader_get (kin_store_reader (from->world.store), &kin_child, g_array_index (from->world.children, gint64, i % from->world.children->len));
      g_autofree char *note = g_strdup_printf ("Typed %d", i), *there = NULL;
      double begun, took;

      while (!is_level (to))
        g_main_context_iteration (NULL, FALSE);
      g_usleep (40000); /* the long poll is out again, and its waiting does not count */
      kin_record_set_text (child, KIN_CHILD_NOTE, note);
      begun = now_ms ();
      must (kin_store_save_field (from->world.store, child, KIN_CHILD_NOTE, NULL), NULL);
      while (g_strcmp0 (there, note) != 0)
        {
          g_main_context_iteration (NULL, TRUE);
          g_free (there);
          there = note_of (to, kin_record_id (child));
        }
      took = now_ms () - begun;
      g_array_append_val (samples, took);
    }
  table_shares (table, "one change, from a save to another laptop's list, over HTTP", samples, NULL, 20, 0);
}

static void
large (Table *table, Service *service, Office *office, char **codes)
{
  Side author = { .joined = FALSE }, new = { .joined = FALSE };
  g_autofree char *up = NULL, *down = NULL, *all = NULL;
  g_autoptr (GError) error = NULL;
  gint64 changes, records;
  double from, before;

  open_side (&author, (guint) n_placements);
  world_create (&author.world);
  world_change (&author.world, (guint) n_changes, 1);
  changes = kin_reader_number (kin_store_reader (author.world.store), "SELECT count(*) FROM change /* scan: bench */", 0);
  records = kin_reader_number (kin_store_reader (author.world.store), "SELECT count(*) FROM record /* scan: bench */", 0);
  up = g_strdup_printf ("%" G_GINT64_FORMAT " changes sent up", changes);
  down = g_strdup_printf ("a new laptop of %" G_GINT64_FORMAT " records, until it can be used", records);
  all = g_strdup_printf ("... until it has all %" G_GINT64_FORMAT " changes", changes);
  before = service_seconds (service);
  from = now_ms ();
  must (kin_sync_once (author.world.store, make_join (service, office, codes[0]), 30, NULL, &error), error);
  line_product (table_line (table, up, "ms", 0, 0), now_ms () - from);
  line_product (table_line (table, "... the office's processor time for it", "s", 0, 0), service_seconds (service) - before);
  open_side (&new, 10);
  before = service_seconds (service);
  from = now_ms ();
  join (&new, make_join (service, office, codes[1]));
  while (!is_usable (&new, author.world.placements->len))
    g_main_context_iteration (NULL, TRUE);
  line_product (table_line (table, down, "ms", 10000, 0), now_ms () - from);
  line_product (table_line (table, "... the office's processor time for it", "s", 0, 0), service_seconds (service) - before);
  while (!is_level (&new) || kin_reader_number (kin_store_reader (new.world.store), "SELECT count(*) FROM change /* scan: bench */", 0) < changes)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (20000);
    }
  line_product (table_line (table, all, "ms", 0, 0), now_ms () - from);
  line_product (table_line (table, "memory of the office at the most", "MB", 0, 0), service_most_mb (service));
  close_side (&new);
  close_side (&author);
}

int
main (int argc, char **argv)
{
  const GOptionEntry options[] = {
    { "placements", 0, 0, G_OPTION_ARG_INT, &n_placements, NULL, NULL },
    { "changes", 0, 0, G_OPTION_ARG_INT, &n_changes, NULL, NULL },
    { "singles", 0, 0, G_OPTION_ARG_INT, &n_singles, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  Table *table = table_new ("Two laptops and the office");
  g_auto (KinAccount) account = { 0 };
  char *codes[4];
  Service service = { NULL, 0 };
  Side a = { .joined = FALSE }, b = { .joined = FALSE };
  Office office;

  g_option_context_add_main_entries (context, options, NULL);
  g_assert_true (g_option_context_parse (context, &argc, &argv, NULL));
  table->json = json;
  for (guint round = 0; round < 2; round++)
    {
      office_set_up (&office, NULL);
      must (kin_account_add (office_log (&office), "ada", KIN_ROLE_EDITOR, ALL_SCOPES, NULL), NULL);
      kin_account_clear (&account);
      must (kin_account_find (office_log (&office), "ada", &account), NULL);
      for (guint i = 0; i < 2; i++)
        codes[i] = kin_code_make (office_log (&office), &account, g_get_real_time () / 1000, NULL);
      service_start (&service, &office, argv[0]);
      if (round == 0)
        {
          open_side (&a, 200);
          world_create (&a.world);
          join (&a, make_join (&service, &office, codes[0]));
          open_side (&b, 200);
          join (&b, make_join (&service, &office, codes[1]));
          while (!is_level (&a) || !is_level (&b))
            g_main_context_iteration (NULL, TRUE);
          one_change (table, &a, &b);
          close_side (&a);
          close_side (&b);
        }
      else
        large (table, &service, &office, codes);
      for (guint i = 0; i < 2; i++)
        g_free (codes[i]);
      service_stop (&service);
      office_tear_down (&office, NULL);
    }
  table_print (table);
  return 0;
}
