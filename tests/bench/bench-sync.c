/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laptop's side: what others made taken in against the limit of writing the same rows, a first copy from bytes to tables, and one
 * change from a save on one laptop to the tables of another, through the office, all in one process and without a network.
 *   bench-sync [--placements 50000] [--changes 20000] [--passes 5] [--json] */
#include "accounts.h"
#include "measure.h"
#include "office.h"
#include "receive.h"
#include "talk.h"
#include "twin.h"

#define PAGE KIN_WIRE_PAGE_MOST /* what a laptop asks for, and takes in at once */

static int n_placements = 50000, n_changes = 20000, n_passes = 5;
static gboolean json;

/* The author's whole log as pages, with the numbers an office would give. Of GPtrArray. */
static GPtrArray *
make_pages (World *author)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gint64 after = 0;

  for (;;)
    {
      GPtrArray *page = kin_reader_outbox (kin_store_reader (author->store), after, PAGE);

      if (page->len == 0)
        {
          g_ptr_array_unref (page);
          return pages;
        }
      for (guint i = 0; i < page->len; i++)
        {
          KinWireChange *change = page->pdata[i];

          after = change->seq = change->n;
          change->received = author->now;
        }
      g_ptr_array_add (pages, page);
    }
}

static GPtrArray *
encode_pages (GPtrArray *pages)
{
  GPtrArray *bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < pages->len; i++)
    {
      KinPage page = { .next = (char *) "g1.1.00000001", .head = 1, .more = TRUE, .changes = pages->pdata[i] };

      g_ptr_array_add (bytes, kin_page_encode (&page));
    }
  return bytes;
}

static double
apply (World *world, GPtrArray *pages, GPtrArray *bytes)
{
  double from = now_ms ();

  for (guint i = 0; i < pages->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KinPage) page = bytes != NULL ? kin_page_parse (bytes->pdata[i], &error) : NULL;

      must (bytes == NULL || page != NULL, error);
      must (kin_store_receive (world->store, page != NULL ? page->changes : pages->pdata[i], &error), error);
    }
  return now_ms () - from;
}

static void
pass (Table *table, World *author, GPtrArray *pages, GPtrArray *bytes, Twin *twin)
{
  World world = { 0 };

  for (guint from_bytes = 0; from_bytes < 2; from_bytes++)
    {
      world_set_up (&world, 100);
      world_open (&world, TRUE);
      line_product (table_line (table, from_bytes ? "a first copy, from bytes" : "others' changes taken in", "ms", 0, from_bytes ? 0 : 0.4),
                    apply (&world, pages, from_bytes ? bytes : NULL));
      if (twin_n_steps (twin) == 0)
        twin_learn (twin, &world);
      world_close (&world);
      world_tear_down (&world);
    }
  world_set_up (&world, 100);
  twin_open (twin, &world);
  line_limit (table_line (table, "others' changes taken in", "ms", 0, 0.4), twin_write (twin, 0, twin_n_steps (twin), NULL));
  twin_close (twin);
  world_tear_down (&world);
}

/* Until it waits for something new. */
static void
talk (Office *office, KinTalk *talker)
{
  for (;;)
    {
      gint64 wake;
      gboolean wait;
      g_autoptr (KinRequest) request = NULL;
      g_autoptr (KinAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      kin_talk_hurry (talker);
      request = kin_talk_next (talker, office->now, &wake);
      if (request == NULL)
        return;
      answer = kin_endpoint_answer (office->endpoint, request, office->now, &wait);
      must (kin_talk_take (talker, answer, office->now, &error), error);
      if (answer->status == 304)
        return;
    }
}

static KinTalk *
join (Office *office, World *world)
{
  g_auto (KinAccount) account = { 0 };
  g_autoptr (GError) error = NULL;
  KinTalk *talker = kin_talk_new (world->store, g_rand_new_with_seed (7), NULL);
  g_autofree char *code = NULL;

  must (kin_account_find (office_log (office), "ada", &account), NULL);
  code = kin_code_make (office_log (office), &account, office->now, &error);
  must (kin_talk_join (talker, "https://sync.example", office->name, code, "laptop", &error), error);
  talk (office, talker);
  return talker;
}

static void
one_change (Table *table)
{
  Office office;
  World a = { 0 }, b = { 0 };
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (KinTalk) from = NULL;
  g_autoptr (KinTalk) to = NULL;

  office_set_up (&office, NULL);
  must (kin_account_add (office_log (&office), "ada", KIN_ROLE_EDITOR, ALL_SCOPES, NULL), NULL);
  world_set_up (&a, 200);
  world_open (&a, TRUE);
  world_create (&a);
  from = join (&office, &a);
  world_set_up (&b, 200);
  world_open (&b, TRUE);
  to = join (&office, &b);
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (KinRecord) child = kin_reader_get (kin_store_reader (a.store), &kin_child, g_array_index (a.children, gint64, i % a.children->len));
      g_autofree char *note = g_strdup_printf ("Typed %u", i);
      double begin = now_ms (), took;

      kin_record_set_text (child, KIN_CHILD_NOTE, note);
      must (kin_store_save_field (a.store, child, KIN_CHILD_NOTE, NULL), NULL);
      talk (&office, from);
      talk (&office, to);
      took = now_ms () - begin;
      g_array_append_val (samples, took);
    }
  table_shares (table, "one change, from a save to another laptop's tables", samples, NULL, 0, 0);
  g_clear_pointer (&from, kin_talk_free);
  g_clear_pointer (&to, kin_talk_free);
  world_close (&a);
  world_close (&b);
  world_tear_down (&a);
  world_tear_down (&b);
  office_tear_down (&office, NULL);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "placements", 0, 0, G_OPTION_ARG_INT, &n_placements, NULL, NULL },
    { "changes", 0, 0, G_OPTION_ARG_INT, &n_changes, NULL, NULL },
    { "passes", 0, 0, G_OPTION_ARG_INT, &n_passes, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) bytes = NULL;
  World author = { 0 };
  Twin *twin = twin_new ();
  Table *table = table_new ("The laptop's side");
  guint n = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  must (g_option_context_parse (context, &argc, &argv, NULL), NULL);
  table->json = json;
  world_set_up (&author, (guint) n_placements);
  world_open (&author, TRUE);
  world_create (&author);
  world_change (&author, (guint) n_changes, 1);
  pages = make_pages (&author);
  bytes = encode_pages (pages);
  for (guint i = 0; i < pages->len; i++)
    n += ((GPtrArray *) pages->pdata[i])->len;
  line_product (table_line (table, "changes", "", 0, 0), n);
  for (int i = 0; i < n_passes; i++)
    pass (table, &author, pages, bytes, twin);
  line_product (table_line (table, "one's own numbers taken in", "ms", 0, 0), apply (&author, pages, NULL));
  one_change (table);
  table_print (table);
  world_close (&author);
  world_tear_down (&author);
  twin_free (twin);
  return 0;
}
