/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two laptops work apart on the same homes, on the same days, and meet: both find the same clashes under the same ids, whatever
 * numbers the records have in each file; a decision on one closes the clash on both. */
#include <string.h>

#include "children.h"
#include "clash-ways.h"
#include "people.h"
#include "receive.h"
#include "world.h"

#define DAY (kin_day (2026, 11, 2))
#define HOMES 3
#define CHILDREN 7

typedef struct
{
  World      world[2];
  gint64     sent[2];
  guint      got[2];
  GPtrArray *office;
  KinId      homes[HOMES], children[CHILDREN];
  GRand     *rand;
} Apart;

static void
set_up (Apart *apart, gconstpointer data)
{
  memset (apart, 0, sizeof *apart);
  for (guint i = 0; i < 2; i++)
    world_set_up (&apart->world[i], NULL);
  apart->office = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
}

static void
tear_down (Apart *apart, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    world_tear_down (&apart->world[i], NULL);
  g_ptr_array_unref (apart->office);
}

static void
push (Apart *apart, guint i)
{
  g_autoptr (GPtrArray) changes = kin_reader_outbox (apart->world[i].reader, apart->sent[i], 100000);

  while (changes->len > 0)
    {
      KinWireChange *change = g_ptr_array_steal_index (changes, 0);

      apart->sent[i] = change->n;
      change->seq = (gint64) apart->office->len + 1;
      g_ptr_array_add (apart->office, change);
    }
}

static void
exchange (Apart *apart)
{
  g_autoptr (GError) error = NULL;
  guint first = (guint) g_rand_int_range (apart->rand, 0, 2);

  push (apart, first);
  push (apart, 1 - first);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) page = g_ptr_array_new ();

      for (; apart->got[i] < apart->office->len; apart->got[i]++)
        g_ptr_array_add (page, apart->office->pdata[apart->got[i]]);
      kin_store_receive (apart->world[i].store, page, &error);
      g_assert_no_error (error);
    }
}

static void
fill_shared (World *world, gpointer data)
{
  Apart *apart = data;

  for (guint i = 0; i < HOMES; i++)
    {
      gint64 home = world_home (world, "Home");

      world_approval (world, home, 1 + (int) i, DAY - 300, 0);
      kin_reader_id_of (kin_writer_reader (world->writer), home, &apart->homes[i]);
    }
  for (guint i = 0; i < CHILDREN; i++)
    kin_reader_id_of (kin_writer_reader (world->writer), world_child (world, "Ada", kin_day (2010 + (int) i, 5, 3)), &apart->children[i]);
}

/* Few days, so that much falls on one. */
static void
work_apart (World *world, gpointer data)
{
  static const char *const kinds[] = { "review", "variation", "ended", "first" };
  static const char *const types[] = { "U6", "U6", "U6", "T0" };
  Apart *apart = data;
  KinReader *reader = kin_writer_reader (world->writer);

  for (guint i = 0; i < 6; i++)
    {
      gint64 home = kin_reader_no_of (reader, &apart->homes[g_rand_int_range (apart->rand, 0, HOMES)]);
      KinDay from = DAY + g_rand_int_range (apart->rand, 0, 3);

      world_placement (world, kin_reader_no_of (reader, &apart->children[g_rand_int_range (apart->rand, 0, CHILDREN)]), home, types[g_rand_int_range (apart->rand, 0, 4)], from,
                       g_rand_boolean (apart->rand) ? 0 : from + g_rand_int_range (apart->rand, 1, 5));
      if (i % 3 == 0)
        {
          gint64 terms = world_approval (world, home, g_rand_int_range (apart->rand, 0, 4), from, 0);

          world_set_text (world, &kin_approval, terms, KIN_APPROVAL_KIND, kinds[g_rand_int_range (apart->rand, 0, 4)]);
        }
    }
}

/* In words that are the same in every file. */
static char *
list (World *world)
{
  g_autoptr (GPtrArray) clashes = kin_book_clashes (world->reader);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < clashes->len; i++)
    {
      const KinClash *clash = clashes->pdata[i];

      g_string_append_printf (text, "%s %s %d-%d open %d from %d:", kin_clash_rule_name (clash->rule), clash->id, clash->from, clash->to, clash->is_open, clash->open_from);
      for (guint k = clash->contested; k < clash->records->len; k++)
        {
          char id[KIN_ID_TEXT];
          KinId record;

          g_assert_true (kin_reader_id_of (world->reader, g_array_index (clash->records, gint64, k), &record));
          kin_id_to_text (&record, id);
          g_string_append_printf (text, " %s", id);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static gboolean
take_first (KinWriter *writer, gpointer data, GError **error)
{
  const KinClash *clash = data;
  g_autoptr (GPtrArray) ways = kin_clash_ways (kin_writer_reader (writer), clash, DAY + 1);
  KinWayAnswer answer = { "P. Example", "no other bed", DAY + 1 };

  return kin_clash_take (writer, clash, ways->pdata[0], &answer, DAY + 1, error);
}

static void
decide_one (World *world)
{
  g_autoptr (GPtrArray) clashes = kin_book_clashes (world->reader);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < clashes->len; i++)
    if (((KinClash *) clashes->pdata[i])->is_open)
      {
        g_assert_true (kin_store_write (world->store, "decide", "Decided", take_first, clashes->pdata[i], NULL, NULL, &error));
        g_assert_no_error (error);
        return;
      }
}

static void
test_equal (Apart *apart, gconstpointer data)
{
  guint n = 0;

  apart->rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  world_write (&apart->world[0], fill_shared, apart);
  exchange (apart);
  for (guint round = 0; round < 5; round++)
    {
      g_autofree char *here = NULL, *there = NULL;

      for (guint i = 0; i < 2; i++)
        world_write (&apart->world[i], work_apart, apart);
      exchange (apart);
      here = list (&apart->world[0]);
      there = list (&apart->world[1]);
      g_assert_cmpstr (here, ==, there);
      n += *here != '\0';
      decide_one (&apart->world[round % 2]);
      exchange (apart);
      g_clear_pointer (&here, g_free);
      g_clear_pointer (&there, g_free);
      here = list (&apart->world[0]);
      there = list (&apart->world[1]);
      g_assert_cmpstr (here, ==, there);
    }
  g_assert_cmpuint (n, >, 0);
  g_rand_free (apart->rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 0; seed < 12; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/clash-replicas/equal/%u", seed);

      g_test_add (path, Apart, GUINT_TO_POINTER (seed), set_up, test_equal, tear_down);
    }
  return g_test_run ();
}
