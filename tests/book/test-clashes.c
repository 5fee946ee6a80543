/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clashes of a record: what the quick passes over a file find is what asking about everybody finds; decisions close what they
 * cover, and no more. */
#include "buying.h"
#include "children.h"
#include "clashes.h"
#include "history.h"
#include "office.h"
#include "people.h"
#include "world.h"

#define DAY (kin_day (2026, 11, 2))

typedef struct
{
  gint64 home, ada, ben, cleo, stay[3];
} LastBed;

static void
fill_last_bed (World *world, gpointer data)
{
  LastBed *bed = data;

  bed->home = world_home (world, "Ashdown");
  world_approval (world, bed->home, 2, DAY - 400, 0);
  bed->ada = world_child (world, "Ada", kin_day (2016, 5, 3));
  bed->ben = world_child (world, "Ben", kin_day (2017, 5, 3));
  bed->cleo = world_child (world, "Cleo", kin_day (2018, 5, 3));
  bed->stay[0] = world_placement (world, bed->ada, bed->home, "U6", DAY - 100, 0);
  bed->stay[1] = world_placement (world, bed->ben, bed->home, "U6", DAY, 0);
  bed->stay[2] = world_placement (world, bed->cleo, bed->home, "U6", DAY, DAY + 30);
}

static void
test_last_bed (World *world, gconstpointer data)
{
  LastBed bed;
  g_autoptr (GPtrArray) clashes = NULL;
  g_autofree char *sentence = NULL, *title = NULL;
  const KinClash *clash;

  world_write (world, fill_last_bed, &bed);
  clashes = kin_book_clashes (world->reader);
  g_assert_cmpuint (clashes->len, ==, 1);
  clash = clashes->pdata[0];
  g_assert_cmpint (clash->rule, ==, KIN_CLASH_TERMS);
  g_assert_cmpint (clash->about, ==, bed.home);
  g_assert_true (clash->is_open && clash->open_from == DAY && clash->to == DAY + 30);
  g_assert_false (kin_clash_contests (clash, bed.ada));
  g_assert_true (kin_clash_contests (clash, bed.ben) && kin_clash_contests (clash, bed.cleo));
  g_assert_true (kin_clashes_on (clashes, bed.home, KIN_CLASH_TERMS, DAY + 29) == clash);
  g_assert_null (kin_clashes_on (clashes, bed.home, KIN_CLASH_TERMS, DAY + 30));
  title = kin_clash_title (world->reader, clash);
  sentence = kin_clash_sentence (world->reader, clash);
  g_assert_cmpstr (title, ==, "Ashdown");
  g_assert_nonnull (g_strrstr (sentence, "from 2 November 2026 to 1 December 2026"));
}

typedef struct
{
  const char *clash;
  KinDay      from, to;
} Deciding;

static void
decide (World *world, gpointer data)
{
  const Deciding *deciding = data;
  KinRecord *decision = kin_record_new (&kin_decision);

  kin_record_set_text (decision, KIN_DECISION_NAME, "Regulation 23");
  kin_record_set_text (decision, KIN_DECISION_CLASH, deciding->clash);
  kin_record_set_day (decision, KIN_DECISION_COVERS_FROM, deciding->from);
  kin_record_set_day (decision, KIN_DECISION_COVERS_TO, deciding->to);
  world_add (world, decision);
}

static void
vary (World *world, gpointer data)
{
  const LastBed *bed = data;
  gint64 terms = world_approval (world, bed->home, 3, DAY + 8, 0);

  world_set_text (world, &kin_approval, terms, KIN_APPROVAL_KIND, "variation");
}

static void
test_decisions (World *world, gconstpointer data)
{
  LastBed bed;
  g_autoptr (GPtrArray) before = NULL, after = NULL, varied = NULL;
  Deciding six_days;
  const KinClash *clash;

  world_write (world, fill_last_bed, &bed);
  before = kin_book_clashes (world->reader);
  six_days = (Deciding) { ((KinClash *) before->pdata[0])->id, DAY, DAY + 7 };
  world_write (world, decide, &six_days);
  after = kin_book_clashes_of (world->reader, bed.ben); /* seen from a child */
  g_assert_cmpuint (after->len, ==, 1);
  clash = after->pdata[0];
  g_assert_cmpstr (clash->id, ==, six_days.clash);
  g_assert_true (clash->is_open);
  g_assert_cmpint (clash->open_from, ==, DAY + 8);
  world_write (world, vary, &bed);
  varied = kin_book_clashes (world->reader);
  g_assert_cmpuint (varied->len, ==, 1);
  clash = varied->pdata[0];
  g_assert_cmpint (clash->to, ==, DAY + 8);
  g_assert_false (clash->is_open);
  g_assert_cmpuint (kin_clashes_n_open (varied), ==, 0);
}

static void
fill_two_places (World *world, gpointer data)
{
  gint64 *no = data, child = world_child (world, "Ada", kin_day (2016, 5, 3));

  no[0] = world_home (world, "Ashdown");
  no[1] = world_home (world, "Birchwood");
  no[2] = world_placement (world, child, no[0], "U6", DAY - 20, 0);
  no[3] = world_placement (world, child, no[1], "U6", DAY, DAY + 5);
  no[4] = world_placement (world, child, no[1], "T0", DAY - 10, DAY - 8); /* away for two nights is no clash */
  no[5] = world_price (world, no[2], "core", "allowance", 20000, DAY - 20, DAY + 3);
  no[6] = world_price (world, no[2], "core", "allowance", 21000, DAY + 3, 0);
  no[7] = world_price (world, no[2], "core", "fee", 9000, DAY - 20, 0);
}

static void
test_two_places_and_prices (World *world, gconstpointer data)
{
  gint64 no[8];
  g_autoptr (GPtrArray) clashes = NULL;
  const KinClash *clash;

  world_write (world, fill_two_places, no);
  clashes = kin_book_clashes (world->reader);
  g_assert_cmpuint (clashes->len, ==, 2);
  clash = clashes->pdata[0];
  g_assert_cmpint (clash->rule, ==, KIN_CLASH_TWO_PLACES);
  g_assert_true (clash->from == DAY && clash->to == DAY + 5);
  g_assert_true (kin_clash_contests (clash, no[2]) && kin_clash_contests (clash, no[3]));
  clash = clashes->pdata[1];
  g_assert_cmpint (clash->rule, ==, KIN_CLASH_PRICES);
  g_assert_true (clash->about == no[2] && clash->from == DAY + 3 && clash->to == DAY + 4);
  g_assert_true (g_array_index (clash->records, gint64, 0) == no[5] && g_array_index (clash->records, gint64, 1) == no[6]);
}

static void
fill_random (World *world, gpointer data)
{
  GRand *rand = data;
  gint64 homes[6], children[24], group[4];
  static const char *const kinds[] = { "first", "review", "variation", "temporary", "emergency", "ended" };
  static const char *const types[] = { "U6", "U6", "U6", "T0", "K2" };

  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    homes[i] = world_home (world, "Home");
  for (guint i = 0; i < 10; i++)
    {
      gint64 terms = world_approval (world, homes[g_rand_int_range (rand, 0, 6)], g_rand_int_range (rand, 0, 5), DAY - g_rand_int_range (rand, 0, 300),
                                     g_rand_boolean (rand) ? 0 : DAY + g_rand_int_range (rand, 0, 100));

      world_set_text (world, &kin_approval, terms, KIN_APPROVAL_KIND, kinds[g_rand_int_range (rand, 0, 6)]);
      if (g_rand_int_range (rand, 0, 4) == 0)
        world_set_text (world, &kin_approval, terms, KIN_APPROVAL_GENDER, "female");
    }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = world_child (world, i % 7 == 0 ? "Ada" : "Ben", kin_day (2010 + (int) (i % 3), 5, 3));
      world_set_text (world, &kin_child, children[i], KIN_CHILD_SURNAME, i % 5 == 0 ? "Example" : "Sample");
    }
  for (guint i = 0; i < 4; i++)
    group[i] = children[i];
  world_group (world, "Four", group, 4);
  for (guint i = 0; i < 40; i++)
    {
      KinDay from = DAY - g_rand_int_range (rand, 0, 250), to = g_rand_boolean (rand) ? 0 : from + g_rand_int_range (rand, 1, 90);
      gint64 placement = world_placement (world, children[g_rand_int_range (rand, 0, 24)], homes[g_rand_int_range (rand, 0, 6)],
                                          types[g_rand_int_range (rand, 0, 5)], from, to);

      for (gint32 k = g_rand_int_range (rand, 0, 3); k > 0; k--)
        world_price (world, placement, "core", g_rand_boolean (rand) ? "fee" : "allowance", 100, from + g_rand_int_range (rand, 0, 9),
                     g_rand_boolean (rand) ? 0 : from + g_rand_int_range (rand, 9, 40));
    }
}

static void
delete_some (World *world, gpointer data)
{
  GRand *rand = data;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GArray) homes = kin_reader_numbers (kin_writer_reader (world->writer), "SELECT no FROM household /* scan: test */", 0);
      g_autoptr (KinRecord) home = kin_reader_get (kin_writer_reader (world->writer), &kin_household, g_array_index (homes, gint64, g_rand_int_range (rand, 0, (gint32) homes->len)));
      g_autoptr (GError) error = NULL;

      kin_writer_delete (world->writer, home, &error);
      g_assert_no_error (error);
    }
}

static char *
list (GPtrArray *clashes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < clashes->len; i++)
    {
      const KinClash *clash = clashes->pdata[i];

      g_string_append_printf (text, "%s %s %d %d %u %d\n", kin_clash_rule_name (clash->rule), clash->id, clash->from, clash->to, clash->field, clash->open_from);
    }
  return g_string_free (text, FALSE);
}

static void
test_scan (World *world, gconstpointer data)
{
  guint of_rule[KIN_N_CLASH_RULES] = { 0 };

  for (guint32 seed = 0; seed < 8; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GArray) everybody = NULL;
      g_autoptr (GPtrArray) quick = NULL, slow = NULL;
      g_autofree char *found = NULL, *asked = NULL;

      world_write (world, fill_random, rand);
      if (seed % 2 == 1)
        world_write (world, delete_some, rand);
      everybody = kin_reader_numbers (world->reader, "SELECT no FROM record /* scan: test */", 0);
      quick = kin_book_clashes (world->reader);
      slow = kin_book_clashes_around (world->reader, (const gint64 *) (gpointer) everybody->data, everybody->len);
      found = list (quick);
      asked = list (slow);
      g_assert_cmpstr (found, ==, asked);
      for (guint i = 0; i < quick->len; i++)
        of_rule[((KinClash *) quick->pdata[i])->rule]++;
    }
  for (guint i = 0; i < KIN_N_CLASH_RULES; i++)
    g_assert_cmpuint (of_rule[i], >, 0);
}

/* Says only where they differ. */
static void
assert_same (const char *found, const char *asked)
{
  g_auto (GStrv) a = g_strsplit (found, "\n", -1), b = g_strsplit (asked, "\n", -1);

  for (guint i = 0; a[i] != NULL || b[i] != NULL; i++)
    if (g_strcmp0 (a[i], b[i]) != 0)
      g_error ("found “%s” where there is “%s”", a[i], b[i]);
}

static gint64
pick (World *world, GRand *rand, const char *sql)
{
  g_autoptr (GArray) all = kin_reader_numbers (kin_writer_reader (world->writer), sql, 0);

  return all->len > 0 ? g_array_index (all, gint64, g_rand_int_range (rand, 0, (gint32) all->len)) : 0;
}

static void
move_link (World *world, const KinType *type, gint64 no, guint field, gint64 to)
{
  KinValue link = { TRUE, to, 0, NULL, NULL };

  if (no != 0 && to != 0)
    world_set (world, type, no, field, &link);
}

static void
delete_record (World *world, const KinType *type, gint64 no)
{
  g_autoptr (KinRecord) record = no != 0 ? kin_reader_get (kin_writer_reader (world->writer), type, no) : NULL;
  g_autoptr (GError) error = NULL;

  if (record != NULL)
    kin_writer_delete (world->writer, record, &error);
  g_assert_no_error (error);
}

#define HOME "SELECT no FROM household /* scan: test */"
#define CHILD "SELECT no FROM child /* scan: test */"
#define PLACEMENT "SELECT no FROM placement /* scan: test */"
#define TERMS "SELECT no FROM approval /* scan: test */"
#define PRICE "SELECT no FROM price_line /* scan: test */"

static void
change_something (World *world, gpointer data)
{
  GRand *rand = data;
  gint64 both[2];

  switch (g_rand_int_range (rand, 0, 11))
    {
    case 0: move_link (world, &kin_placement, pick (world, rand, PLACEMENT), KIN_PLACEMENT_HOUSEHOLD, pick (world, rand, HOME)); break;
    case 1: move_link (world, &kin_placement, pick (world, rand, PLACEMENT), KIN_PLACEMENT_CHILD, pick (world, rand, CHILD)); break;
    case 2: move_link (world, &kin_approval, pick (world, rand, TERMS), KIN_APPROVAL_HOUSEHOLD, pick (world, rand, HOME)); break;
    case 3: move_link (world, &kin_price_line, pick (world, rand, PRICE), KIN_PRICE_LINE_PLACEMENT, pick (world, rand, PLACEMENT)); break;
    case 4: delete_record (world, &kin_placement, pick (world, rand, PLACEMENT)); break;
    case 5: delete_record (world, &kin_approval, pick (world, rand, TERMS)); break;
    case 6: world_set_text (world, &kin_child, pick (world, rand, CHILD), KIN_CHILD_FORENAME, g_rand_boolean (rand) ? "Ada" : "Ben"); break;
    case 7: world_set_day (world, &kin_child, pick (world, rand, CHILD), KIN_CHILD_BORN, kin_day (2008 + g_rand_int_range (rand, 0, 4), 5, 3)); break;
    case 8:
      both[0] = pick (world, rand, CHILD);
      both[1] = pick (world, rand, CHILD);
      world_group (world, "Two", both, 2);
      break;
    case 9: delete_record (world, &kin_household, pick (world, rand, HOME)); break;
    default: world_placement (world, pick (world, rand, CHILD), pick (world, rand, HOME), "U6", DAY - g_rand_int_range (rand, 0, 60), 0);
    }
}

/* Asked again after each change, the reader that keeps what it found says what one says that asks for the first time. */
static void
test_kept (World *world, gconstpointer data)
{
  for (guint32 seed = 0; seed < 3; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + 100);

      world_write (world, fill_random, rand);
      for (guint step = 0; step < 18; step++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (KinReader) other = kin_store_new_reader (world->store, &error);
          g_autoptr (GPtrArray) again = NULL, first = NULL;
          g_autofree char *found = NULL, *asked = NULL;

          g_assert_no_error (error);
          if (step % 7 != 3)
            world_write (world, change_something, rand);
          else
            {
              g_autoptr (KinAction) action = kin_reader_undoable (world->reader);

              kin_store_undo (world->store, action->no, NULL, NULL, NULL, &error);
              g_assert_no_error (error);
            }
          again = kin_book_clashes (world->reader);
          first = kin_book_clashes (other);
          found = list (again);
          asked = list (first);
          assert_same (found, asked);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, World, NULL, world_set_up, test, world_tear_down)
  ADD ("/clashes/last-bed", test_last_bed);
  ADD ("/clashes/decisions", test_decisions);
  ADD ("/clashes/two-places-and-prices", test_two_places_and_prices);
  ADD ("/clashes/scan", test_scan);
  ADD ("/clashes/kept", test_kept);
  return g_test_run ();
}
