/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log against a twin that is a plain list: random pushes, repeated, cut, forked, gapped, supplied again under new names, of the
 * wrong person. Then every request once more, in any order: nothing changes. */
#include <string.h>

#include "office.h"

#define LAPTOPS 4

typedef struct
{
  KinId    device, id, first_device;
  gint64   n, first_n;
  gboolean held;
} Entry;

typedef struct
{
  Office     office;
  GRand     *rand;
  Laptop     laptop[LAPTOPS]; /* 0, 1: two of one editor; 2: a viewer's; 3: a manager's */
  GPtrArray *made[LAPTOPS];   /* KinWireChange, all that it ever made, by n */
  GArray    *log;             /* Entry: the twin */
  GHashTable *aliases;        /* "device n" -> id as text */
  gint64     last_n[LAPTOPS]; /* the twin's */
  GPtrArray *requests;        /* bodies (GBytes), and whose (below) */
  GArray    *whose;
} World;

static void
set_up (World *world, gconstpointer data)
{
  memset (world, 0, sizeof *world);
  office_set_up (&world->office, NULL);
  world->rand = g_rand_new_with_seed (g_test_rand_int ());
  world->laptop[0] = office_laptop (&world->office, "An Editor", KIN_ROLE_EDITOR, ALL_SCOPES);
  world->laptop[1] = office_another (&world->office, "An Editor");
  world->laptop[2] = office_laptop (&world->office, "A Viewer", KIN_ROLE_VIEWER, ALL_SCOPES);
  world->laptop[3] = office_laptop (&world->office, "A Manager", KIN_ROLE_MANAGER, ALL_SCOPES);
  for (guint i = 0; i < LAPTOPS; i++)
    world->made[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  world->log = g_array_new (FALSE, TRUE, sizeof (Entry));
  world->aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  world->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  world->whose = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
tear_down (World *world, gconstpointer data)
{
  for (guint i = 0; i < LAPTOPS; i++)
    {
      g_ptr_array_unref (world->made[i]);
      laptop_clear (&world->laptop[i]);
    }
  g_array_unref (world->log);
  g_hash_table_unref (world->aliases);
  g_ptr_array_unref (world->requests);
  g_array_unref (world->whose);
  g_rand_free (world->rand);
  office_tear_down (&world->office, NULL);
}

/* Another change of laptop i: mostly its own work; sometimes a colleague's whose first name it knows, or under a wrong name. */
static void
make (World *world, guint i)
{
  guint from = (guint) g_rand_int_range (world->rand, 0, LAPTOPS);
  KinWireChange *change;

  if (from != i && world->made[from]->len > 0 && g_rand_int_range (world->rand, 0, 4) == 0)
    {
      const KinWireChange *other = world->made[from]->pdata[g_rand_int_range (world->rand, 0, (gint) world->made[from]->len)];

      change = laptop_change (&world->laptop[i], &world->office, &other->record, NULL, other->value);
      g_free (change->by);
      change->by = g_strdup (other->by);
      change->op = other->op;
      g_free (change->field);
      change->field = g_strdup (other->field);
      change->id = other->id;
      change->first_device = other->first_n != 0 ? other->first_device : other->device;
      change->first_n = other->first_n != 0 ? other->first_n : other->n;
    }
  else
    change = laptop_change (&world->laptop[i], &world->office, NULL, NULL, NULL);
  if (g_rand_int_range (world->rand, 0, 15) == 0)
    {
      g_free (change->by);
      change->by = g_strdup ("u-99");
    }
  g_ptr_array_add (world->made[i], change);
}

static char *
name_of (const KinId *device, gint64 n)
{
  char text[KIN_ID_TEXT];

  kin_id_to_text (device, text);
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, text, n);
}

static gboolean
twin_has (World *world, const KinId *device, gint64 n, const KinId *id)
{
  g_autofree char *name = name_of (device, n);
  const char *alias = g_hash_table_lookup (world->aliases, name);
  char text[KIN_ID_TEXT];

  kin_id_to_text (id, text);
  for (guint e = 0; e < world->log->len; e++)
    {
      const Entry *entry = &g_array_index (world->log, Entry, e);

      if (!kin_id_equal (&entry->id, id))
        continue;
      if ((kin_id_equal (&entry->device, device) && entry->n == n) || (entry->first_n == n && kin_id_equal (&entry->first_device, device)))
        return TRUE;
    }
  return alias != NULL && strcmp (alias, text) == 0;
}

/* What the twin says to a push; the changes it takes are appended. */
static const char *
twin_push (World *world, guint i, GPtrArray *changes)
{
  guint before = world->log->len;
  gint64 last = world->last_n[i];
  const char *problem = NULL;

  for (guint c = 0; c < changes->len && problem == NULL; c++)
    {
      const KinWireChange *change = changes->pdata[c];
      const KinId *first = change->first_n != 0 ? &change->first_device : &change->device;
      gint64 first_n = change->first_n != 0 ? change->first_n : change->n;

      if (change->n <= world->last_n[i])
        {
          const KinWireChange *mine = world->made[i]->pdata[change->n - 1];

          problem = kin_id_equal (&mine->id, &change->id) ? NULL : "device-forked";
        }
      else if (change->n != last + 1)
        problem = "sequence-gap";
      else
        {
          last++;
          if (twin_has (world, first, first_n, &change->id))
            {
              char text[KIN_ID_TEXT];

              kin_id_to_text (&change->id, text);
              g_hash_table_insert (world->aliases, name_of (&change->device, change->n), g_strdup (text));
            }
          else
            {
              Entry entry = { change->device, change->id, change->first_device, change->n, change->first_n, i == 2 || strcmp (change->by, world->laptop[i].user) != 0 };

              g_array_append_val (world->log, entry);
            }
        }
    }
  if (problem != NULL)
    g_array_set_size (world->log, before);
  else
    world->last_n[i] = MAX (last, world->last_n[i]);
  return problem;
}

static void
assert_equal (World *world)
{
  g_autoptr (GPtrArray) all = office_pull (&world->office, &world->laptop[3], (guint) g_rand_int_range (world->rand, 1, 40));
  gint64 received = 0;

  g_assert_cmpuint (all->len, ==, world->log->len);
  for (guint e = 0; e < all->len; e++)
    {
      const Entry *entry = &g_array_index (world->log, Entry, e);
      const KinWireChange *change = all->pdata[e];

      g_assert_cmpint (change->seq, ==, e + 1);
      g_assert_true (kin_id_equal (&change->device, &entry->device) && kin_id_equal (&change->id, &entry->id));
      g_assert_cmpint (change->n, ==, entry->n);
      g_assert_cmpint (change->held, ==, entry->held);
      g_assert_cmpint (change->received, >=, received); /* known never goes back */
      received = change->received;
    }
}

static GPtrArray *
some_changes (World *world, guint i)
{
  GPtrArray *changes = g_ptr_array_new ();
  gint64 from = CLAMP (world->last_n[i] + 1 + g_rand_int_range (world->rand, -6, 3), 1, (gint64) world->made[i]->len);

  if (g_rand_int_range (world->rand, 0, 3) > 0)
    from = MIN (world->last_n[i] + 1, (gint64) world->made[i]->len);
  for (gint64 n = from; n >= 1 && n <= (gint64) world->made[i]->len && changes->len < 12; n++)
    g_ptr_array_add (changes, world->made[i]->pdata[n - 1]);
  return changes;
}

/* What was sent, and no more: later numbers of this device may be those of a copy of it. */
static void
assert_confirms (KinAnswer *answer, GPtrArray *changes)
{
  g_autoptr (KinReceipt) receipt = kin_receipt_parse (answer->body, NULL);

  g_assert_cmpint (receipt->acked, ==, changes->len > 0 ? ((KinWireChange *) changes->pdata[changes->len - 1])->n : 0);
}

static void
push (World *world, guint i)
{
  g_autoptr (GPtrArray) changes = some_changes (world, i);
  g_autofree char *generation = generation_of (&world->office);
  KinPush push = { generation, world->laptop[i].id, KIN_WIRE_SCHEMA, changes };
  KinWireChange *bent = changes->len > 0 && g_rand_int_range (world->rand, 0, 12) == 0 ? changes->pdata[0] : NULL;
  KinId kept = { { 0 } };
  g_autoptr (KinAnswer) answer = NULL;
  const char *expected;
  GBytes *body;

  if (bent != NULL && bent->n <= world->last_n[i]) /* another machine with this one's numbers */
    {
      kept = bent->id;
      kin_id_make (&bent->id, world->office.now);
    }
  body = kin_push_encode (&push);
  {
    g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

    answer = office_ask (&world->office, &world->laptop[i], "POST", "/changes", NULL, text);
  }
  if (!kin_id_is_none (&kept))
    {
      expected = "device-forked";
      bent->id = kept;
    }
  else
    expected = twin_push (world, i, changes);
  assert_answer (answer, expected == NULL ? 200 : 409, expected);
  if (expected == NULL)
    assert_confirms (answer, changes);
  g_ptr_array_add (world->requests, body);
  g_array_append_val (world->whose, i);
}

/* I11: any replay, duplication and reordering of requests leaves the same log. */
static void
repeat_all (World *world)
{
  for (guint times = 0; times < 2 * world->requests->len; times++)
    {
      guint which = (guint) g_rand_int_range (world->rand, 0, (gint) world->requests->len);
      GBytes *body = world->requests->pdata[which];
      g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
      g_autoptr (KinAnswer) answer = office_ask (&world->office, &world->laptop[g_array_index (world->whose, guint, which)], "POST", "/changes", NULL, text);

      g_assert_true (answer->status == 200 || answer->status == 409);
    }
}

static void
test_twin (World *world, gconstpointer data)
{
  for (guint step = 0; step < 400; step++)
    {
      guint i = (guint) g_rand_int_range (world->rand, 0, LAPTOPS);

      world->office.now += g_rand_int_range (world->rand, -90000, 100000); /* its clock is set back, too */
      if (g_rand_int_range (world->rand, 0, 3) < 2)
        make (world, i);
      else
        push (world, i);
      if (step % 50 == 0)
        assert_equal (world);
      if (step % 97 == 0)
        office_reopen (&world->office);
    }
  for (guint i = 0; i < LAPTOPS; i++) /* a gap that comes later would fill is filled first */
    while (world->last_n[i] < (gint64) world->made[i]->len)
      push (world, i);
  assert_equal (world);
  repeat_all (world);
  assert_equal (world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/log/twin", World, NULL, set_up, test_twin, tear_down);
  return g_test_run ();
}
