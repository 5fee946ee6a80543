/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new laptop that has only the snapshot sees the same heads as one that has all of the log, and as a twin that goes by the rule's
 * words; what the snapshot leaves out and what it gives make up the whole log; the digest counts what the twin counts. */
#include <string.h>

#include "office.h"

#define RECORDS 6
#define LAPTOPS 3

static const char *const fields[] = { "note", "forename", "surname" };

typedef struct
{
  Office     office;
  GRand     *rand;
  Laptop     laptop[LAPTOPS]; /* the last one's is a viewer: what it writes is held */
  KinId      record[RECORDS];
} World;

static void
set_up (World *world, gconstpointer data)
{
  office_set_up (&world->office, NULL);
  world->rand = g_rand_new_with_seed (g_test_rand_int ());
  world->laptop[0] = office_laptop (&world->office, "A Manager", KIN_ROLE_MANAGER, ALL_SCOPES);
  world->laptop[1] = office_laptop (&world->office, "An Editor", KIN_ROLE_EDITOR, ALL_SCOPES);
  world->laptop[2] = office_laptop (&world->office, "A Viewer", KIN_ROLE_VIEWER, ALL_SCOPES);
  for (guint i = 0; i < RECORDS; i++)
    kin_id_make (&world->record[i], world->office.now + g_rand_int_range (world->rand, 0, 100000));
}

static void
tear_down (World *world, gconstpointer data)
{
  for (guint i = 0; i < LAPTOPS; i++)
    laptop_clear (&world->laptop[i]);
  g_rand_free (world->rand);
  office_tear_down (&world->office, NULL);
}

static gboolean
is_named (const KinWireChange *by, const KinWireChange *change)
{
  g_auto (GStrv) names = g_strsplit (by->base != NULL ? by->base : "", " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 number = *names[i] != '\0' ? g_ascii_strtoll (names[i] + 1, NULL, 10) : 0;

      if (*names[i] == 's' ? change->seq == number : *names[i] == 'n' && kin_id_equal (&by->device, &change->device) && change->n == number)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_live (const GPtrArray *log, const KinWireChange *change)
{
  if (change->op > KIN_OP_RESTORE)
    return FALSE;
  for (guint i = 0; i < log->len && change->held; i++)
    {
      const KinWireChange *other = log->pdata[i];

      if (other->op == KIN_OP_ADMIT && !other->held && is_named (other, change) && kin_id_equal (&other->record, &change->record))
        return TRUE;
    }
  return !change->held;
}

static gboolean
is_about (const KinWireChange *change, const char *field)
{
  if (change->op == KIN_OP_CREATE)
    return TRUE;
  return strcmp (change->op == KIN_OP_SET ? change->field : KIN_REGISTER_EXISTS, field) == 0;
}

/* "record field: seq seq" a line, of every register. */
static char *
heads_of (World *world, const GPtrArray *log)
{
  GString *text = g_string_new (NULL);

  for (guint r = 0; r < RECORDS; r++)
    for (guint f = 0; f <= G_N_ELEMENTS (fields); f++)
      {
        const char *field = f < G_N_ELEMENTS (fields) ? fields[f] : KIN_REGISTER_EXISTS;
        g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

        g_string_append_printf (text, "%u %s:", r, field);
        for (guint i = 0; i < log->len; i++)
          {
            const KinWireChange *change = log->pdata[i];
            gboolean named = FALSE;

            if (!kin_id_equal (&change->record, &world->record[r]) || !is_live (log, change) || !is_about (change, field))
              continue;
            for (guint j = 0; j < log->len && !named; j++)
              {
                const KinWireChange *other = log->pdata[j];

                named = j != i && kin_id_equal (&other->record, &change->record) && is_live (log, other) && is_about (other, field) && is_named (other, change);
              }
            if (!named)
              g_array_append_val (seqs, change->seq);
          }
        for (gint64 least = 0;;) /* in order, as a snapshot is not */
          {
            gint64 next = G_MAXINT64;

            for (guint s = 0; s < seqs->len; s++)
              if (g_array_index (seqs, gint64, s) > least)
                next = MIN (next, g_array_index (seqs, gint64, s));
            if (next == G_MAXINT64)
              break;
            g_string_append_printf (text, " %" G_GINT64_FORMAT, next);
            least = next;
          }
        g_string_append_c (text, '\n');
      }
  return g_string_free (text, FALSE);
}

static void
add_name (GString *base, const KinWireChange *seen, const Laptop *laptop, GRand *rand)
{
  if (base->len > 0)
    g_string_append_c (base, ' ');
  if (kin_id_equal (&seen->device, &laptop->id) && g_rand_boolean (rand))
    g_string_append_printf (base, "n%" G_GINT64_FORMAT, seen->n);
  else
    g_string_append_printf (base, "s%" G_GINT64_FORMAT, seen->seq);
}

/* Something by somebody who has seen a beginning of the log. */
static void
work (World *world, const GPtrArray *log)
{
  guint l = (guint) g_rand_int_range (world->rand, 0, LAPTOPS);
  const KinId *record = &world->record[g_rand_int_range (world->rand, 0, RECORDS)];
  guint seen = (guint) g_rand_int_range (world->rand, 0, (gint) log->len + 1);
  g_autoptr (GString) base = g_string_new (NULL);
  KinWireChange *change = laptop_change (&world->laptop[l], &world->office, record, NULL, "\"x\"");
  int what = g_rand_int_range (world->rand, 0, 10);

  g_free (change->field);
  change->op = what == 0 ? KIN_OP_CREATE : what == 1 ? KIN_OP_DELETE : what == 2 ? KIN_OP_RESTORE : what == 3 ? KIN_OP_ADMIT : KIN_OP_SET;
  change->field = change->op == KIN_OP_SET ? g_strdup (fields[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (fields))]) : NULL;
  for (guint i = 0; i < seen; i++)
    {
      const KinWireChange *other = log->pdata[i];

      if (kin_id_equal (&other->record, record) && g_rand_int_range (world->rand, 0, 3) > 0)
        add_name (base, other, &world->laptop[l], world->rand);
    }
  if (change->op == KIN_OP_ADMIT && base->len == 0)
    g_string_append (base, "s1");
  change->base = base->len > 0 && change->op != KIN_OP_CREATE ? g_strdup (base->str) : NULL;
  if (change->op != KIN_OP_SET)
    g_clear_pointer (&change->value, g_free);
  if (change->op == KIN_OP_CREATE)
    change->value = g_strdup ("{\"forename\":\"Ada\"}");
  office_push_one (&world->office, &world->laptop[l], change);
}

static GPtrArray *
pull_pages (World *world, const char *path, guint limit, char **at)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  g_autofree char *cursor = NULL;

  for (gboolean more = TRUE; more;)
    {
      g_autofree char *query = cursor != NULL ? g_strdup_printf ("cursor=%s&limit=%u", cursor, limit) : g_strdup_printf ("limit=%u", limit);
      g_autoptr (KinAnswer) answer = office_ask (&world->office, &world->laptop[0], "GET", path, query, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KinPage) page = NULL;

      assert_answer (answer, 200, NULL);
      page = kin_page_parse (answer->body, &error);
      g_assert_no_error (error);
      while (page->changes->len > 0)
        g_ptr_array_add (all, g_ptr_array_steal_index (page->changes, 0));
      more = page->more;
      g_free (cursor);
      cursor = g_strdup (page->next);
      g_assert_cmpint (page->done, <=, page->total);
      if (!more && at != NULL)
        *at = g_strdup (page->at);
    }
  return all;
}

static void
check_digest (World *world, const GPtrArray *log, const char *heads)
{
  g_autoptr (KinAnswer) answer = office_ask (&world->office, &world->laptop[0], "GET", "/digest", NULL, NULL);
  g_autoptr (KinDigest) digest = kin_digest_parse (answer->body, NULL);
  guint64 sum = 0;
  gint64 count = 0;

  for (guint i = 0; i < log->len; i++)
    {
      const KinWireChange *change = log->pdata[i];
      g_autofree char *mark = g_strdup_printf (" %" G_GINT64_FORMAT "\n", change->seq);
      g_autofree char *inside = g_strdup_printf (" %" G_GINT64_FORMAT " ", change->seq);
      guint64 last = 0;

      if (!is_live (log, change) || (change->op != KIN_OP_CREATE && strstr (heads, mark) == NULL && strstr (heads, inside) == NULL))
        continue;
      for (guint b = 8; b < 16; b++)
        last = last << 8 | change->id.bytes[b];
      sum += last;
      count++;
    }
  g_assert_cmpint (digest->at, ==, log->len);
  g_assert_cmpint (digest->scopes->len > 0 ? g_array_index (digest->scopes, KinDigestScope, 0).count : 0, ==, count);
  g_assert_cmpuint (digest->scopes->len > 0 ? g_array_index (digest->scopes, KinDigestScope, 0).sum : 0, ==, sum);
}

static void
test_snapshot (World *world, gconstpointer data)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (GPtrArray) log = office_pull (&world->office, &world->laptop[0], 1000);
      g_autoptr (GPtrArray) snapshot = NULL, rest = NULL;
      g_autofree char *expected = heads_of (world, log);
      g_autofree char *got = NULL;
      g_autofree char *together = NULL;

      snapshot = pull_pages (world, "/snapshot", (guint) g_rand_int_range (world->rand, 1, 20), NULL);
      got = heads_of (world, snapshot);
      g_assert_cmpstr (got, ==, expected);
      rest = pull_pages (world, "/superseded", (guint) g_rand_int_range (world->rand, 1, 20), NULL);
      g_assert_cmpuint (snapshot->len + rest->len, ==, log->len);
      while (rest->len > 0)
        g_ptr_array_add (snapshot, g_ptr_array_steal_index (rest, rest->len - 1));
      together = heads_of (world, snapshot);
      g_assert_cmpstr (together, ==, expected);
      check_digest (world, log, expected);
      for (guint i = 0; i < 3; i++)
        work (world, log);
    }
}

/* A record with more changes than a page may have, in one chain: nothing of it is missing, and it takes no time to speak of. */
static void
test_long_history (World *world, gconstpointer data)
{
  const guint length = 12000;
  Laptop *laptop = &world->laptop[1];
  gint64 n = 0;
  g_autoptr (GPtrArray) snapshot = NULL, rest = NULL;

  while (n < length)
    {
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
      g_autoptr (KinAnswer) answer = NULL;

      for (guint i = 0; i < KIN_WIRE_PUSH_CHANGES; i++, n++)
        {
          g_autofree char *base = g_strdup_printf ("n%" G_GINT64_FORMAT, n);
          KinWireChange *change = laptop_change (laptop, &world->office, n > 0 ? &world->record[0] : NULL, base, n > 0 ? "\"x\"" : NULL);

          change->record = world->record[0];
          g_ptr_array_add (changes, change);
        }
      answer = office_push (&world->office, laptop, changes);
      assert_answer (answer, 200, NULL);
    }
  snapshot = pull_pages (world, "/snapshot", 1000, NULL);
  g_assert_cmpuint (snapshot->len, ==, 2); /* the create, and the last note */
  g_assert_cmpstr (((KinWireChange *) snapshot->pdata[1])->base, ==, "s11999 s1");
  rest = pull_pages (world, "/superseded", 1000, NULL);
  g_assert_cmpuint (rest->len, ==, length - 2);
  for (guint i = 0; i < rest->len; i++)
    g_assert_cmpint (((KinWireChange *) rest->pdata[i])->seq, ==, i + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/standing/snapshot", World, NULL, set_up, test_snapshot, tear_down);
  g_test_add ("/standing/long-history", World, NULL, set_up, test_long_history, tear_down);
  return g_test_run ();
}
