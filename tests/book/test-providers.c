/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Providers with what they have and cost, against a twin that asks for each placement singly. */
#include "buying.h"
#include "children.h"
#include "people.h"
#include "providers.h"
#include "requests.h"
#include "world.h"

#define ADD(func) g_test_add ("/providers/" #func, World, NULL, world_set_up, func, world_tear_down)
#define TODAY (kin_day (2026, 6, 1))
#define N_PROVIDERS 4
#define N_PLACEMENTS 60

typedef struct
{
  GRand *random;
  gint64 providers[N_PROVIDERS], homes[N_PROVIDERS], establishments[N_PROVIDERS];
  struct
  {
    gint64   no;
    int      provider; /* -1: none, and our own; -2: none, but bought */
    gboolean foreign;
    KinDay   from, to;
  } placements[N_PLACEMENTS];
} Made;

static gint64
add_linked (World *world, const KinType *type, guint name_field, const char *name, guint link_field, gint64 link)
{
  KinRecord *record = kin_record_new (type);

  kin_record_set_text (record, name_field, name);
  if (link != 0)
    kin_record_set_link (record, link_field, link);
  return world_add (world, record);
}

static void
add_contract (World *world, gint64 provider, KinDay from, KinDay to)
{
  KinRecord *record = kin_record_new (&kin_contract);

  kin_record_set_link (record, KIN_CONTRACT_PROVIDER, provider);
  kin_record_set_text (record, KIN_CONTRACT_NAME, "Framework");
  kin_record_set_period (record, KIN_CONTRACT_PERIOD, from, to);
  world_add (world, record);
}

static void
add_placement (World *world, Made *made, guint i)
{
  gint64 child = world_child (world, "Child", kin_day (2012, 1, 1));
  KinDay from = TODAY - g_rand_int_range (made->random, -20, 300), to = g_rand_boolean (made->random) ? 0 : from + g_rand_int_range (made->random, 1, 300);
  int    provider = g_rand_int_range (made->random, -2, N_PROVIDERS), by = g_rand_int_range (made->random, 0, 3);
  KinRecord *record = kin_record_new (&kin_placement);

  made->placements[i].provider = provider;
  made->placements[i].from = from;
  made->placements[i].to = to;
  made->placements[i].foreign = g_rand_int_range (made->random, 0, 6) == 0;
  if (made->placements[i].foreign)
    world_set_text (world, &kin_child, child, KIN_CHILD_RESPONSIBLE_AUTHORITY, "890");
  kin_record_set_link (record, KIN_PLACEMENT_CHILD, child);
  kin_record_set_period (record, KIN_PLACEMENT_PERIOD, from, to);
  kin_record_set_text (record, KIN_PLACEMENT_PLACEMENT_TYPE, "U6");
  kin_record_set_text (record, KIN_PLACEMENT_PLACEMENT_PROVIDER, provider == -1 ? "PR1" : "PR4");
  if (provider >= 0 && by == 0)
    kin_record_set_link (record, KIN_PLACEMENT_PROVIDER, made->providers[provider]);
  else if (provider >= 0)
    kin_record_set_link (record, by == 1 ? KIN_PLACEMENT_HOUSEHOLD : KIN_PLACEMENT_ESTABLISHMENT, by == 1 ? made->homes[provider] : made->establishments[provider]);
  made->placements[i].no = world_add (world, record);
  if (g_rand_boolean (made->random))
    world_price (world, made->placements[i].no, "core", g_rand_boolean (made->random) ? "education" : "placement", g_rand_int_range (made->random, 100, 900000), from, 0);
}

static void
fill (World *world, gpointer data)
{
  Made *made = data;

  for (int i = 0; i < N_PROVIDERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Provider %d", i);

      made->providers[i] = add_linked (world, &kin_provider, KIN_PROVIDER_NAME, name, 0, 0);
      made->homes[i] = add_linked (world, &kin_household, KIN_HOUSEHOLD_NAME, "Home", KIN_HOUSEHOLD_PROVIDER, made->providers[i]);
      made->establishments[i] = add_linked (world, &kin_establishment, KIN_ESTABLISHMENT_NAME, "House", KIN_ESTABLISHMENT_PROVIDER, made->providers[i]);
    }
  add_contract (world, made->providers[1], TODAY - 100, TODAY);
  add_contract (world, made->providers[1], TODAY - 100, TODAY + 50);
  add_contract (world, made->providers[1], TODAY - 100, TODAY - 1);
  add_contract (world, made->providers[2], TODAY - 100, 0);
  add_contract (world, made->providers[2], TODAY + 1, 0);
  for (guint i = 0; i < N_PLACEMENTS; i++)
    add_placement (world, made, i);
}

static void
check_row (World *world, const Made *made, const KinProviderRow *row, KinDay day)
{
  g_autoptr (KinCosts)  costs = kin_book_costs_at (world->reader, day);
  g_autoptr (GArray)    placements = kin_book_provider_placements (world->reader, costs, row->provider);
  KinPence              weekly[KIN_N_COSTS] = { 0 };
  guint                 children = 0;

  for (guint i = 0; i < N_PLACEMENTS; i++)
    {
      int      provider = made->placements[i].provider;
      gboolean mine = provider >= 0 ? made->providers[provider] == row->provider : provider == -2 && row->provider == 0;

      if (mine && !made->placements[i].foreign && made->placements[i].from <= day && (made->placements[i].to == 0 || made->placements[i].to > day))
        {
          g_autoptr (KinCostsOn) cost = kin_book_placement_cost (world->reader, made->placements[i].no, day);

          for (int k = 0; k < KIN_N_COSTS; k++)
            weekly[k] += cost->weekly[k];
          if (row->provider != 0)
            g_assert_cmpint (g_array_index (placements, gint64, children), ==, made->placements[i].no);
          children++;
        }
    }
  g_assert_cmpuint (row->children, ==, children);
  if (row->provider != 0)
    g_assert_cmpuint (placements->len, ==, children);
  for (int k = 0; k < KIN_N_COSTS; k++)
    g_assert_cmpint (row->weekly[k], ==, weekly[k]);
}

static void
sums (World *world, gconstpointer data)
{
  Made made = { .random = g_rand_new_with_seed (4) };

  world_write (world, fill, &made);
  for (KinDay day = TODAY - 100; day <= TODAY + 100; day += 50)
    {
      g_autoptr (KinProviders) providers = kin_book_providers (world->reader, day);
      guint children = 0;

      for (guint i = 0; i < providers->rows->len; i++)
        {
          const KinProviderRow *row = &g_array_index (providers->rows, KinProviderRow, i);

          check_row (world, &made, row, day);
          children += row->children;
          g_assert_cmpuint (row->homes, ==, row->provider != 0);
          g_assert_cmpuint (row->establishments, ==, row->provider != 0);
        }
      g_assert_cmpuint (providers->children, ==, children);
    }
  g_rand_free (made.random);
}

static void
contracts (World *world, gconstpointer data)
{
  Made made = { .random = g_rand_new_with_seed (4) };
  g_autoptr (KinProviders) providers = NULL;

  world_write (world, fill, &made);
  providers = kin_book_providers (world->reader, TODAY);
  for (guint i = 0; i < providers->rows->len; i++)
    {
      const KinProviderRow *row = &g_array_index (providers->rows, KinProviderRow, i);

      g_assert_cmpuint (row->contracts, ==, row->provider == made.providers[1] ? 2 : row->provider == made.providers[2] ? 1 : 0);
      g_assert_cmpint (row->contract_ends, ==, row->provider == made.providers[1] ? TODAY : KIN_NO_DAY);
    }
  g_rand_free (made.random);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (sums);
  ADD (contracts);
  return g_test_run ();
}
