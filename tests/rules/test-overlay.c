/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deriving and taking apart are inverses on clean lives; on any rows whatever nothing is lost. */
#include "overlay.h"

static const char *const statuses[] = { "C1", "C2", "E1", "V2" };
static const char *const places[] = { "U4", "U6", "K2", "P1", "A6" };
static const char *const providers[] = { "PR1", "PR4", "PR5", NULL };
static const char *const posts[] = { "BB1 1AA", "FY1 2BB", NULL };
static const char *const urns[] = { "SC123456", "7654321", NULL };
static const char *const reasons[] = { "CARPL", "CHILD", "OTHER", NULL };
static const char *const ends[] = { "E4A", "E11", "E45", "E9" };

#define PICK(rand, list) ((list)[g_rand_int_range ((rand), 0, G_N_ELEMENTS (list))])

/* The chain while it is written: the placement before a temporary one is where the child goes back to. */
typedef struct {
  GRand *rand;
  KinEpisode now, next, before;
  gboolean away;
} Writer;

static void
copy_placement (KinEpisode *to, const KinEpisode *from)
{
  to->place = from->place;
  to->provider = from->provider;
  to->pl_post = from->pl_post;
  to->urn = from->urn;
}

/* One of: L, P, T, B, U, or into a temporary placement; from there L, or back. */
static void
write_change (Writer *w)
{
  int kind = g_rand_int_range (w->rand, 0, 6);

  w->next = w->now;
  w->next.rne = w->away && kind ? "P" : (const char *[]) { "L", "P", "T", "B", "U", "P" }[kind];
  if (kind == 0 || (!w->away && (kind == 3 || kind == 4)))
    while (w->next.ls == w->now.ls)
      w->next.ls = PICK (w->rand, statuses);
  if (w->away && kind)
    copy_placement (&w->next, &w->before);
  else if (kind == 5)
    {
      w->before = w->now;
      copy_placement (&w->next, &(KinEpisode) { .place = "T1" });
    }
  else if (kind != 0)
    {
      w->next.place = PICK (w->rand, places);
      w->next.urn = w->now.urn == urns[0] ? urns[1] : urns[0];
      w->next.provider = PICK (w->rand, providers);
      w->now.reason = PICK (w->rand, reasons);
    }
  w->away = w->away ? kind == 0 : kind == 5;
  if (g_rand_int_range (w->rand, 0, 4) == 0)
    w->next.home_post = PICK (w->rand, posts);
}

/* A clean chain, written as the return would have it by its own rules and not by ours. */
static GArray *
make_chain (GRand *rand)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (KinEpisode));
  KinDay day = kin_day (2010, 1, 1) + g_rand_int_range (rand, 0, 1000);
  int n_cares = g_rand_int_range (rand, 0, 4);

  for (int c = 0; c < n_cares; c++)
    {
      int n = g_rand_int_range (rand, 1, 8);
      Writer w = { .rand = rand,
                   .now = { .rne = "S", .ls = PICK (rand, statuses), .cin = g_rand_boolean (rand) ? "N1" : "N8", .place = PICK (rand, places),
                            .provider = PICK (rand, providers), .home_post = PICK (rand, posts), .pl_post = PICK (rand, posts), .urn = PICK (rand, urns) } };

      for (int i = 0; i < n; i++)
        {
          gboolean last = i == n - 1, open = last && c == n_cares - 1 && g_rand_boolean (rand);

          w.now.start = day;
          w.now.end = open ? KIN_NO_DAY : day + g_rand_int_range (rand, 1, 90);
          w.now.rec = open ? NULL : last ? PICK (rand, ends) : "X1";
          w.now.reason = NULL;
          day = w.now.end + (last ? g_rand_int_range (rand, 0, 50) : 0);
          if (!last)
            write_change (&w);
          w.now.row = chain->len;
          g_array_append_val (chain, w.now);
          w.now = w.next;
        }
    }
  return chain;
}

static void
assert_same (const KinEpisode *a, const KinEpisode *b)
{
  g_assert_cmpint (a->start, ==, b->start);
  g_assert_cmpint (a->end, ==, b->end);
  g_assert_cmpstr (a->rne, ==, b->rne);
  g_assert_cmpstr (a->ls, ==, b->ls);
  g_assert_cmpstr (a->cin, ==, b->cin);
  g_assert_cmpstr (a->place, ==, b->place);
  g_assert_cmpstr (a->provider, ==, b->provider);
  g_assert_cmpstr (a->rec, ==, b->rec);
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_cmpstr (a->home_post, ==, b->home_post);
  g_assert_cmpstr (a->pl_post, ==, b->pl_post);
  g_assert_cmpstr (a->urn, ==, b->urn);
}

static void
test_inverse (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (903);

  for (int round = 0; round < 3000; round++)
    {
      g_autoptr (GArray) chain = make_chain (rand);
      g_autoptr (GArray) rows = NULL;
      g_autoptr (KinLife) life = kin_life_take_apart ((const KinEpisode *) (gpointer) chain->data, chain->len, &rows);
      g_autoptr (GArray) derived = kin_life_derive (life);

      g_assert_cmpuint (derived->len, ==, chain->len);
      for (guint i = 0; i < chain->len; i++)
        {
          const KinDerived *one = &g_array_index (derived, KinDerived, i);
          const KinTakenRow *row = &g_array_index (rows, KinTakenRow, i);

          assert_same (&one->episode, &g_array_index (chain, KinEpisode, i));
          g_assert_cmpint (one->care, ==, row->care);
          g_assert_cmpint (one->stay, ==, row->stay);
          g_assert_cmpint (one->status, ==, row->status);
          g_assert_cmpint (one->home, ==, row->home);
          g_assert_cmpuint (row->odd, ==, KIN_ODD_NONE);
        }
    }
}

static const char *
pick_dirty (GRand *rand, const char *const *list, int n)
{
  int i = g_rand_int_range (rand, 0, n + 2);

  return i < n ? list[i] : i == n ? NULL : "";
}

static KinEpisode
make_dirty (GRand *rand, guint row)
{
  static const char *const rnes[] = { "S", "L", "P", "T", "B", "U", "?" };
  static const char *const recs[] = { "X1", "X1", "X1", "E4A", "E2" };

  return (KinEpisode) {
    .start = g_rand_int_range (rand, 0, 12) ? 736000 + g_rand_int_range (rand, 0, 20) : KIN_NO_DAY,
    .end = g_rand_int_range (rand, 0, 5) ? 736000 + g_rand_int_range (rand, 0, 24) : KIN_NO_DAY,
    .rne = pick_dirty (rand, rnes, G_N_ELEMENTS (rnes)),
    .ls = pick_dirty (rand, statuses, 2),
    .place = pick_dirty (rand, places, 2),
    .rec = pick_dirty (rand, recs, G_N_ELEMENTS (recs)),
    .cin = pick_dirty (rand, reasons, 1),
    .reason = pick_dirty (rand, reasons, 2),
    .pl_post = pick_dirty (rand, posts, 2),
    .home_post = pick_dirty (rand, posts, 2),
    .row = row,
  };
}

/* A row with nothing odd about it comes out as it went in, whatever its neighbours are. */
static void
assert_plain_rows (const KinEpisode *rows, guint n, GArray *taken, GArray *derived)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean found = FALSE;

      if (g_array_index (taken, KinTakenRow, i).odd != KIN_ODD_NONE)
        continue;
      for (guint k = 0; k < derived->len && !found; k++)
        {
          const KinEpisode *one = &g_array_index (derived, KinDerived, k).episode;

          found = one->start == rows[i].start && one->end == rows[i].end && kin_code_equal (one->rne, rows[i].rne)
                  && kin_code_equal (one->ls, rows[i].ls) && kin_code_equal (one->cin, rows[i].cin) && kin_episode_same_placement (one, &rows[i])
                  && kin_code_equal (one->rec, rows[i].rec) && kin_code_equal (one->reason, rows[i].reason)
                  && kin_code_equal (one->home_post, rows[i].home_post);
        }
      g_assert_true (found);
    }
}

static void
test_dirty (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (904);

  for (int round = 0; round < 5000; round++)
    {
      KinEpisode rows[12] = { 0 };
      guint n = (guint) g_rand_int_range (rand, 0, 12);
      g_autoptr (GArray) taken = NULL;
      g_autoptr (GArray) derived = NULL;
      g_autoptr (KinLife) life = NULL;

      for (guint i = 0; i < n; i++)
        rows[i] = make_dirty (rand, i);
      kin_episodes_sort (rows, n);
      life = kin_life_take_apart (rows, n, &taken);
      derived = kin_life_derive (life);
      g_assert_cmpuint (taken->len, ==, n);
      for (guint i = 0; i < n; i++)
        {
          const KinTakenRow *row = &g_array_index (taken, KinTakenRow, i);

          if (rows[i].start == KIN_NO_DAY)
            g_assert_true (row->odd & KIN_ODD_NO_START);
          else
            {
              g_assert_cmpint (row->care, >=, 0);
              g_assert_cmpint (row->care, <, (int) life->cares->len);
              g_assert_cmpint (row->stay, <, (int) life->stays->len);
              g_assert_cmpint (row->status, <, (int) life->statuses->len);
              g_assert_true (kin_code_equal (g_array_index (life->statuses, KinStatusFact, row->status).ls, rows[i].ls));
              g_assert_true (kin_code_equal (g_array_index (life->stays, KinStayFact, row->stay).place, rows[i].place));
            }
        }
      for (guint i = 0; i < life->stays->len; i++)
        {
          const KinStayFact *stay = &g_array_index (life->stays, KinStayFact, i);

          g_assert_true (stay->to == KIN_NO_DAY || stay->to >= stay->from);
        }
      assert_plain_rows (rows, n, taken, derived);
      /* What comes out is always a clean chain. */
      for (guint i = 0; i < derived->len; i++)
        {
          const KinEpisode *episode = &g_array_index (derived, KinDerived, i).episode;

          g_assert_true (episode->end == KIN_NO_DAY || episode->end > episode->start);
          if (i + 1 < derived->len && kin_code_equal (episode->rec, "X1"))
            g_assert_cmpint (g_array_index (derived, KinDerived, i + 1).episode.start, ==, episode->end);
        }
    }
}

static void
test_table (void)
{
  /* What a person does, and the codes that the guide gives for it. */
  g_autoptr (KinLife) life = kin_life_new ();
  KinCareFact care = { .from = 736000, .to = 737000, .cin = "N1", .rec = "E4A" };
  KinStatusFact status[] = { { .from = 736000, .to = 736100, .ls = "C1" }, { .from = 736100, .to = 736600, .ls = "C2" }, { .from = 736600, .ls = "E1" } };
  KinStayFact stays[] = {
    { .from = 736000, .to = 736200, .place = "U6", .provider = "PR1", .reason = "CHILD" },
    { .from = 736200, .to = 736400, .place = "U4", .provider = "PR4", .reason = "PLACE" },
    { .from = 736300, .to = 736310, .place = "T1" }, /* in hospital while the placement lasts */
    { .from = 736400, .to = 736600, .place = "U5", .provider = "PR4", .reason = "CARPL", .same_carer = TRUE },
    { .from = 736600, .place = "A5", .provider = "PR4", .same_carer = TRUE },
  };
  const struct {
    KinDay start;
    const char *rne, *ls, *place, *rec, *reason;
  } expected[] = {
    { 736000, "S", "C1", "U6", "X1", NULL },    { 736100, "L", "C2", "U6", "X1", "CHILD" }, { 736200, "P", "C2", "U4", "X1", NULL },
    { 736300, "P", "C2", "T1", "X1", NULL },    { 736310, "P", "C2", "U4", "X1", "PLACE" }, { 736400, "T", "C2", "U5", "X1", "CARPL" },
    { 736600, "U", "E1", "A5", "E4A", NULL },
  };
  g_autoptr (GArray) derived = NULL;

  g_array_append_val (life->cares, care);
  g_array_append_vals (life->statuses, status, G_N_ELEMENTS (status));
  g_array_append_vals (life->stays, stays, G_N_ELEMENTS (stays));
  derived = kin_life_derive (life);
  g_assert_cmpuint (derived->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < derived->len; i++)
    {
      const KinEpisode *episode = &g_array_index (derived, KinDerived, i).episode;

      g_assert_cmpint (episode->start, ==, expected[i].start);
      g_assert_cmpstr (episode->rne, ==, expected[i].rne);
      g_assert_cmpstr (episode->ls, ==, expected[i].ls);
      g_assert_cmpstr (episode->place, ==, expected[i].place);
      g_assert_cmpstr (episode->rec, ==, expected[i].rec);
      g_assert_cmpstr (episode->reason, ==, expected[i].reason);
    }
  g_assert_cmpint (g_array_index (derived, KinDerived, 6).episode.end, ==, 737000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overlay/table", test_table);
  g_test_add_func ("/overlay/inverse", test_inverse);
  g_test_add_func ("/overlay/dirty", test_dirty);
  return g_test_run ();
}
