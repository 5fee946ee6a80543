/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs a person: each matter appears when its facts are there, and goes when they are mended. */
#include "agenda.h"
#include "buying.h"
#include "children.h"
#include "people.h"
#include "world.h"

#define TODAY kin_day (2026, 11, 20)

static KinMatter *
matter (GPtrArray *agenda, KinMatterKind kind)
{
  for (guint i = 0; i < agenda->len; i++)
    if (((KinMatter *) agenda->pdata[i])->kind == kind)
      return agenda->pdata[i];
  return NULL;
}

static guint
count (GPtrArray *agenda, KinMatterKind kind)
{
  KinMatter *found = matter (agenda, kind);

  return found != NULL ? found->items->len : 0;
}

static void
fill (World *world, gpointer data)
{
  gint64 home = world_home (world, "Ashdown");
  gint64 ada = world_child (world, "Ada", kin_day (2018, 1, 1));
  gint64 ben = world_child (world, "Ben", kin_day (2019, 1, 1));
  gint64 cal = world_child (world, "Cal", kin_day (2016, 1, 1));
  gint64 ended;

  world_approval (world, home, 1, kin_day (2020, 1, 1), KIN_NO_DAY);
  world_care (world, ada, kin_day (2026, 1, 1), KIN_NO_DAY);
  world_care (world, ben, kin_day (2026, 1, 1), KIN_NO_DAY);
  world_care (world, cal, kin_day (2026, 1, 1), KIN_NO_DAY);
  world_placement (world, ada, home, "U6", kin_day (2026, 1, 1), KIN_NO_DAY);
  world_placement (world, ben, home, "U6", kin_day (2026, 2, 1), KIN_NO_DAY);       /* over: approved for one */
  ended = world_placement (world, cal, 0, "U6", kin_day (2026, 1, 1), kin_day (2026, 6, 1)); /* nowhere since, and paid on */
  world_price (world, ended, "core", "care", 91200, kin_day (2026, 1, 1), KIN_NO_DAY);
}

static void
test_matters (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) agenda = NULL;
  KinMatter *paid;

  world_write (world, fill, NULL);
  agenda = kin_book_agenda (world->reader, TODAY);
  g_assert_cmpuint (count (agenda, KIN_MATTER_CLASH), ==, 1); /* one task, and not a second one for the home being over */
  g_assert_cmpuint (count (agenda, KIN_MATTER_OVER), ==, 0);
  g_assert_cmpuint (count (agenda, KIN_MATTER_NOWHERE), ==, 1);
  g_assert_cmpuint (count (agenda, KIN_MATTER_UNPRICED), ==, 2);
  g_assert_cmpuint (count (agenda, KIN_MATTER_CONFLICT), ==, 0);
  g_assert_cmpuint (count (agenda, KIN_MATTER_VISIT), ==, 0); /* this team keeps visits elsewhere */
  paid = matter (agenda, KIN_MATTER_PAID_AFTER);
  g_assert_nonnull (paid);
  g_assert_cmpstr (paid->sum, ==, "£912.00 a week");
  g_assert_cmpstr (((KinAgendaItem *) paid->items->pdata[0])->sentence, ==, "since 1 June 2026, £912.00 a week");
  g_assert_cmpuint (kin_agenda_urgent (agenda), ==, 3);
}

static void
test_empty (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) agenda = kin_book_agenda (world->reader, TODAY);

  g_assert_cmpuint (agenda->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/book/agenda/each-matter-with-its-facts", World, NULL, world_set_up, test_matters, world_tear_down);
  g_test_add ("/book/agenda/nothing-to-do", World, NULL, world_set_up, test_empty, world_tear_down);
  return g_test_run ();
}
