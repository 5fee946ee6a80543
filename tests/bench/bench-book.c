/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists, the duty board and the figures on a made-up record.
 *   bench-book [--scale 10 | --placements 100000] [--in FILE | --keep FILE] [--json]
 * A scale of 50 is about 20,000 children in care: ten times a large council. --keep leaves the record for other benches,
 * with the key of 64 times "5"; --in takes one that was kept. The best of three, the first time apart. */
#include <glib/gstdio.h>
#include <string.h>

#include "agency.h"
#include "agenda.h"
#include "children.h"
#include "clashes.h"
#include "demo.h"
#include "figures.h"
#include "homes.h"
#include "lists.h"
#include "measure.h"
#include "people.h"
#include "prices.h"
#include "search.h"
#include "write.h"

static int scale, n_placements;
static char *keep, *in;
static gboolean json;
static KinDay today;

static void
must (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "it failed");
}

/* Does the work four times: the first is told apart, as a person who has just opened the file meets it. */
static void
time_it (Table *table, const char *name, double most, void (*work) (KinReader *reader, gconstpointer data), KinReader *reader, gconstpointer data)
{
  g_autofree char *first = g_strdup_printf ("%s, the first time", name);
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < 4; i++)
    {
      double from = now_ms (), took;

      work (reader, data);
      took = now_ms () - from;
      if (i == 0)
        line_product (table_line (table, first, "ms", 0, 0), took);
      else
        best = MIN (best, took);
    }
  line_product (table_line (table, name, "ms", most, 0), best);
}

typedef struct
{
  const char    *name;
  const KinType *type;
  int            sort;
  gboolean       descending;
  const char    *where, *words;
  gboolean       open;
} Asked;

static const Asked lists[] = {
  { "placements, newest first", &kin_placement, -1 },
  { "placements by child", &kin_placement, KIN_PLACEMENT_CHILD },
  { "placements by home", &kin_placement, KIN_PLACEMENT_HOUSEHOLD },
  { "placements by type, backwards", &kin_placement, KIN_PLACEMENT_PLACEMENT_TYPE, TRUE },
  { "placements open today", &kin_placement, -1, FALSE, NULL, NULL, TRUE },
  { "placements of one type", &kin_placement, -1, FALSE, "placement_type=U6", NULL, FALSE },
  { "placements searched", &kin_placement, -1, FALSE, NULL, "zz1", FALSE },
  { "children by name", &kin_child, -1 },
  { "children by birth date", &kin_child, KIN_CHILD_BORN },
  { "children by social worker", &kin_child, KIN_CHILD_SOCIAL_WORKER, TRUE },
  { "children by ethnicity", &kin_child, KIN_CHILD_ETHNICITY },
  { "children in care today", &kin_child, -1, FALSE, NULL, NULL, TRUE },
  { "girls", &kin_child, -1, FALSE, "sex=2", NULL, FALSE },
  { "children searched", &kin_child, -1, FALSE, NULL, "exam a", FALSE },
  { "homes by name", &kin_household, -1 },
};

static void
make_list (KinReader *reader, gconstpointer data)
{
  const Asked *asked = data;
  g_autoptr (KinListSpec) spec = kin_list_spec_new (asked->type);
  g_autoptr (GArray) list = NULL;

  if (asked->sort >= 0)
    spec->sort = asked->sort;
  spec->descending = asked->descending;
  if (asked->where != NULL)
    must (kin_list_spec_where (spec, asked->where, today, NULL), NULL);
  if (asked->words != NULL)
    kin_list_spec_set_words (spec, asked->words);
  if (asked->open)
    spec->open_on = today;
  list = kin_book_list (reader, spec);
}

static void
make_figure (KinReader *reader, gconstpointer name)
{
  KinFigureAsk ask = { .name = name, .at = today };
  g_autoptr (GError) error = NULL;
  g_autoptr (KinFigure) figure = kin_book_figure (reader, &ask, &error);

  must (figure != NULL, error);
}

static void
make_board (KinReader *reader, gconstpointer data)
{
  kin_homes_free (kin_book_homes (reader, today, today));
}

static void
make_clashes (KinReader *reader, gconstpointer data)
{
  g_ptr_array_unref (kin_book_clashes (reader));
}

/* What is looked at again after one home was saved: the fullest there is. */
static void
make_clashes_of_home (KinReader *reader, gconstpointer data)
{
  gint64 home = kin_reader_number (reader, "SELECT household FROM placement WHERE household IS NOT NULL GROUP BY household ORDER BY count(*) DESC LIMIT 1 /* scan: bench */", 0);

  g_ptr_array_unref (kin_book_clashes_of (reader, home));
}

static void
make_costs (KinReader *reader, gconstpointer data)
{
  kin_costs_free (kin_book_costs_at (reader, today));
}

static void
make_agenda (KinReader *reader, gconstpointer data)
{
  g_ptr_array_unref (kin_book_agenda (reader, today));
}

static void
search_all (KinReader *reader, gconstpointer words)
{
  g_ptr_array_unref (kin_book_search (reader, words, KIN_SEE_ALL, 20, today));
}

static void
measure (Table *table, KinReader *reader)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *name = g_strdup_printf ("list: %s", lists[i].name);

      time_it (table, name, 100, make_list, reader, &lists[i]);
    }
  for (const char *const *names = kin_figure_names (); *names != NULL; names++)
    {
      g_autofree char *name = g_strdup_printf ("figure: %s", *names);

      time_it (table, name, 100, make_figure, reader, *names);
    }
  time_it (table, "the duty board", 100, make_board, reader, NULL);
  time_it (table, "clashes of the whole file", 100, make_clashes, reader, NULL);
  time_it (table, "clashes around one home", 100, make_clashes_of_home, reader, NULL);
  time_it (table, "costs of the day", 100, make_costs, reader, NULL);
  time_it (table, "agenda of today", 100, make_agenda, reader, NULL);
  time_it (table, "search everything, “exam”", 100, search_all, reader, "exam");
  time_it (table, "search everything, “bb1”", 100, search_all, reader, "bb1");
}

static void
say_size (Table *table, KinReader *reader)
{
  line_product (table_line (table, "children ever", "", 0, 0), (double) kin_book_count (reader, &kin_child));
  line_product (table_line (table, "children in care today", "", 0, 0),
                (double) kin_reader_number (reader, "SELECT count(*) FROM care_period WHERE period_start <= ?1 AND (period_end IS NULL OR period_end > ?1) /* scan: bench */", 1, (gint64) today));
  line_product (table_line (table, "placements", "", 0, 0), (double) kin_book_count (reader, &kin_placement));
  line_product (table_line (table, "changes in the log", "", 0, 0), (double) kin_reader_number (reader, "SELECT max(no) FROM change", 0));
}

static KinStore *
open_record (Table *table, const char *path, const guint8 *key)
{
  g_autoptr (GError) error = NULL;
  KinStore *store = kin_store_open (path, key, in != NULL ? 0 : KIN_STORE_CREATE, &error);
  double from = now_ms ();

  must (store != NULL, error);
  if (in == NULL)
    {
      must (kin_demo_fill (store, 1, (guint) scale, today, NULL, &error), error);
      line_product (table_line (table, "made-up record made", "ms", 0, 0), now_ms () - from);
    }
  kin_store_flush (store);
  return store;
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "scale", 0, 0, G_OPTION_ARG_INT, &scale, NULL, NULL },
    { "placements", 0, 0, G_OPTION_ARG_INT, &n_placements, NULL, NULL },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &keep, NULL, NULL },
    { "in", 0, 0, G_OPTION_ARG_FILENAME, &in, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *folder = g_dir_make_tmp ("kin-bench-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autofree char *title = NULL;
  guint8 key[KIN_KEY_BYTES];
  KinStore *store;
  Table *table;

  g_option_context_add_main_entries (context, entries, NULL);
  must (g_option_context_parse (context, &argc, &argv, NULL), NULL);
  if (n_placements > 0)
    scale = (int) kin_demo_scale_for_placements ((guint64) n_placements);
  scale = MAX (scale, 1);
  memset (key, 0x55, sizeof key);
  today = kin_day_today ();
  path = in != NULL ? g_strdup (in) : keep != NULL ? g_strdup (keep) : g_build_filename (folder, "book.kin", NULL);
  title = in != NULL ? g_strdup ("Book") : g_strdup_printf ("Book, scale %d", scale);
  table = table_new (title);
  table->json = json;
  store = open_record (table, path, key);
  say_size (table, kin_store_reader (store));
  measure (table, kin_store_reader (store));
  line_product (table_line (table, "memory", "MB", 0, 0), resident_mb ());
  kin_store_close (store);
  g_object_unref (store);
  table_print (table);
  if (in == NULL && keep == NULL)
    g_unlink (path);
  g_rmdir (folder);
  return 0;
}
