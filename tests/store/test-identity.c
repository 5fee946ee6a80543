/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Machines that turn out to be two, or to be an older self, and an office that forgets: random work on several files, with copies
 * of disks, backups put back, an office put back, lost receipts and repeated pages. In the end all hold the same, the office has each
 * change that any machine has exactly once, and nothing needed a person.
 *
 * The office here is a twin of the rule (shared algorithm of every endpoint): it orders, numbers, knows again, and never judges. */
#include <string.h>

#include "fixture.h"
#include "history.h"
#include "identity.h"
#include "receive.h"

#define LAPTOPS 4 /* the last is a copy of the first */

typedef struct
{
  KinId  device, id;
  gint64 n;
  guint  seq;  /* of the entry */
  guint  head; /* of the office when it took it */
} Taken;

typedef struct
{
  Fixture laptop;
  gboolean runs;
  guint   got, generation;
  char   *backup; /* an older self */
  guint   backup_got, backup_generation;
} Laptop;

typedef struct
{
  Laptop     laptops[LAPTOPS];
  GPtrArray *entries; /* KinWireChange, numbered */
  GArray    *taken;   /* Taken, in order */
  guint      generation, cut; /* the present one, and where it left its parent */
  GRand     *rand;
} World;

static KinReader *
reader (World *world, guint i)
{
  return kin_store_reader (world->laptops[i].laptop.store);
}

static void
set_up (World *world, gconstpointer data)
{
  memset (world, 0, sizeof *world);
  for (guint i = 0; i + 1 < LAPTOPS; i++)
    {
      fixture_set_up (&world->laptops[i].laptop, NULL);
      world->laptops[i].runs = TRUE;
    }
  world->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  world->taken = g_array_new (FALSE, FALSE, sizeof (Taken));
  world->rand = g_rand_new_with_seed (g_test_rand_int ());
}

static void
tear_down (World *world, gconstpointer data)
{
  for (guint i = 0; i < LAPTOPS; i++)
    {
      if (world->laptops[i].runs)
        fixture_tear_down (&world->laptops[i].laptop, NULL);
      g_free (world->laptops[i].backup);
    }
  g_ptr_array_unref (world->entries);
  g_array_unref (world->taken);
  g_rand_free (world->rand);
}

static gint64
last_n (World *world, const KinId *device)
{
  gint64 n = 0;

  for (guint i = 0; i < world->taken->len; i++)
    if (kin_id_equal (&g_array_index (world->taken, Taken, i).device, device))
      n = g_array_index (world->taken, Taken, i).n;
  return n;
}

static const Taken *
find_taken (World *world, const KinId *device, gint64 n)
{
  for (guint i = 0; i < world->taken->len; i++)
    {
      const Taken *taken = &g_array_index (world->taken, Taken, i);

      if (taken->n == n && kin_id_equal (&taken->device, device))
        return taken;
    }
  return NULL;
}

/* The same change, under its name or its first one. */
static guint
find_entry (World *world, const KinWireChange *change)
{
  for (guint i = 0; change->first_n != 0 && i < world->entries->len; i++)
    {
      const KinWireChange *entry = world->entries->pdata[i];
      gboolean by_name = kin_id_equal (&entry->device, &change->first_device) && entry->n == change->first_n;
      gboolean by_first = entry->first_n == change->first_n && kin_id_equal (&entry->first_device, &change->first_device);

      if (kin_id_equal (&entry->id, &change->id) && (by_name || by_first))
        return i + 1;
    }
  return 0;
}

typedef enum { TAKEN, FORKED, GAP } Said;

static Said
office_takes (World *world, GPtrArray *changes, gint64 *acked)
{
  while (changes->len > 0)
    {
      KinWireChange *change = changes->pdata[0];
      gint64 last = last_n (world, &change->device);
      Taken taken = { change->device, change->id, change->n, 0, 0 };

      if (change->n <= last)
        {
          if (!kin_id_equal (&find_taken (world, &change->device, change->n)->id, &change->id))
            return FORKED;
          *acked = change->n;
          g_ptr_array_remove_index (changes, 0);
          continue;
        }
      if (change->n != last + 1)
        return GAP;
      taken.seq = find_entry (world, change);
      *acked = change->n;
      g_ptr_array_steal_index (changes, 0);
      if (taken.seq == 0)
        {
          change->seq = taken.seq = world->entries->len + 1;
          g_ptr_array_add (world->entries, change);
        }
      else
        kin_wire_change_free (change);
      taken.head = world->entries->len;
      g_array_append_val (world->taken, taken);
    }
  return TAKEN;
}

static void
meet_generation (World *world, guint i)
{
  Laptop *laptop = &world->laptops[i];
  g_autoptr (GError) error = NULL;
  /* Whoever missed one goes back to the beginning of what may have been lost. */
  guint at = laptop->generation + 1 == world->generation ? world->cut : 0;

  if (laptop->generation == world->generation)
    return;
  kin_store_cut_back (laptop->laptop.store, at, NULL, &error);
  g_assert_no_error (error);
  laptop->generation = world->generation;
  laptop->got = MIN (laptop->got, at);
}

static void
push (World *world, guint i, gboolean may_lose)
{
  Laptop *laptop = &world->laptops[i];
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  gint64 acked = kin_reader_acked (reader (world, i));
  Said said;

  meet_generation (world, i);
  acked = kin_reader_acked (reader (world, i));
  changes = kin_reader_outbox (reader (world, i), acked, (guint) g_rand_int_range (world->rand, 1, 6));
  said = office_takes (world, changes, &acked);
  if (may_lose && g_rand_int_range (world->rand, 0, 4) == 0)
    return; /* the receipt is lost */
  if (said != TAKEN)
    kin_store_fork (laptop->laptop.store, &error);
  else
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, acked);

      kin_store_set_fact (laptop->laptop.store, "acked", text, &error);
    }
  g_assert_no_error (error);
}

/* The outbox lists the actions of just those changes that have no receipt. */
static void
assert_unsent (World *world, guint i)
{
  g_autoptr (GPtrArray) unsent = kin_reader_unsent (reader (world, i), 0, 100000);
  g_autoptr (GArray) expected = kin_reader_numbers (reader (world, i), "SELECT DISTINCT action FROM change WHERE device = (SELECT CAST (value AS INTEGER) FROM fact WHERE name = 'device')"
                                                                       " AND n > coalesce ((SELECT CAST (value AS INTEGER) FROM fact WHERE name = 'acked'), 0) AND seq IS NULL"
                                                                       " /* scan: test */", 0);

  g_assert_cmpuint (unsent->len, ==, expected->len);
  for (guint j = 0; j < unsent->len; j++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < expected->len; k++)
        found = found || g_array_index (expected, gint64, k) == ((KinAction *) unsent->pdata[j])->no;
      g_assert_true (found);
    }
}

static void
pull (World *world, guint i, guint most)
{
  Laptop *laptop = &world->laptops[i];
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = g_ptr_array_new ();
  guint from, to;

  meet_generation (world, i);
  from = laptop->got;
  to = MIN (world->entries->len, from + most);
  if (from > 0 && g_rand_boolean (world->rand))
    from -= 1;
  for (guint c = from; c < to; c++)
    g_ptr_array_add (page, world->entries->pdata[c]);
  kin_store_receive (laptop->laptop.store, page, &error);
  g_assert_no_error (error);
  laptop->got = MAX (laptop->got, to);
}

static void
work (World *world, guint i)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = &world->laptops[i].laptop;
  g_autoptr (GPtrArray) children = kin_reader_list (reader (world, i), &kin_child, "1 ORDER BY no", 0);
  g_autofree char *word = g_strdup_printf ("w%u", g_rand_int (world->rand) % 1000);
  KinRecord *child = children->len > 0 ? children->pdata[g_rand_int_range (world->rand, 0, (gint) children->len)] : NULL;
  int what = g_rand_int_range (world->rand, 0, 8);

  if (child == NULL || what == 0)
    g_object_unref (fixture_child (fixture, word, "Example"));
  else if (what == 1)
    kin_store_delete (fixture->store, child, "Child deleted", &error);
  else if (what == 2)
    {
      g_autoptr (KinAction) action = kin_reader_undoable (reader (world, i));

      if (action != NULL)
        kin_store_undo (fixture->store, action->no, NULL, NULL, NULL, &error);
    }
  else
    {
      guint field = what < 6 ? KIN_CHILD_FORENAME : KIN_CHILD_NOTE;

      kin_record_set_text (child, field, word);
      kin_store_save_field (fixture->store, child, field, &error);
    }
  g_assert_no_error (error);
}

static void
copy_to (Laptop *laptop, const char *target)
{
  g_autoptr (GFile) from = g_file_new_for_path (laptop->laptop.path);
  g_autoptr (GFile) to = g_file_new_for_path (target);

  fixture_close (&laptop->laptop);
  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  fixture_reopen (&laptop->laptop);
}

/* The disk is copied, and both go on. */
static void
clone (World *world)
{
  Laptop *first = &world->laptops[0], *copy = &world->laptops[LAPTOPS - 1];

  if (copy->runs)
    return;
  fixture_set_up (&copy->laptop, NULL);
  fixture_close (&copy->laptop);
  copy_to (first, copy->laptop.path);
  fixture_reopen (&copy->laptop);
  copy->runs = TRUE;
  copy->got = first->got;
  copy->generation = first->generation;
}

static void
back_up (World *world, guint i)
{
  Laptop *laptop = &world->laptops[i];

  if (laptop->backup == NULL)
    laptop->backup = g_strconcat (laptop->laptop.path, ".older", NULL);
  copy_to (laptop, laptop->backup);
  laptop->backup_got = laptop->got;
  laptop->backup_generation = laptop->generation;
}

static void
put_back (World *world, guint i)
{
  Laptop *laptop = &world->laptops[i];
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = g_file_new_for_path (laptop->laptop.path);

  if (laptop->backup == NULL)
    return;
  from = g_file_new_for_path (laptop->backup);
  fixture_close (&laptop->laptop);
  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  fixture_reopen (&laptop->laptop);
  laptop->got = laptop->backup_got;
  laptop->generation = laptop->backup_generation;
}

static void
office_put_back (World *world)
{
  guint at = (guint) g_rand_int_range (world->rand, 0, (gint) world->entries->len + 1);

  while (at < world->entries->len && at > 0 && ((KinWireChange *) world->entries->pdata[at - 1])->txn == ((KinWireChange *) world->entries->pdata[at])->txn &&
         kin_id_equal (&((KinWireChange *) world->entries->pdata[at - 1])->device, &((KinWireChange *) world->entries->pdata[at])->device))
    at--;
  g_ptr_array_set_size (world->entries, (gint) at);
  for (guint i = world->taken->len; i-- > 0;)
    if (g_array_index (world->taken, Taken, i).head > at)
      g_array_remove_index (world->taken, i);
  world->generation++;
  world->cut = at;
}

static char *
state (World *world, guint i)
{
  g_autoptr (GPtrArray) children = kin_reader_list (reader (world, i), &kin_child, "1 ORDER BY (SELECT id FROM record r WHERE r.no = child.no) /* scan: test */", 0);
  GString *text = g_string_new (NULL);

  for (guint c = 0; c < children->len; c++)
    {
      char id[KIN_ID_TEXT];
      struct json_object *json = kin_reader_json (reader (world, i), children->pdata[c]);
      g_autoptr (GPtrArray) conflicts = kin_reader_conflicts (reader (world, i), kin_record_no (children->pdata[c]));

      kin_id_to_text (kin_record_id (children->pdata[c]), id);
      g_string_append_printf (text, "%s %s !%u\n", id, json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN), conflicts->len);
      json_object_put (json);
    }
  return g_string_free (text, FALSE);
}

/* No more faults: everything has to come to rest. */
static void
settle (World *world)
{
  for (guint round = 0; round < 4; round++)
    for (guint i = 0; i < LAPTOPS; i++)
      {
        g_autoptr (GError) error = NULL;

        if (!world->laptops[i].runs)
          continue;
        meet_generation (world, i);
        if (round > 0)
          kin_store_resupply (world->laptops[i].laptop.store, &error);
        g_assert_no_error (error);
        for (guint tries = 0; kin_reader_n_pending (reader (world, i)) > 0; tries++)
          {
            push (world, i, FALSE);
            g_assert_cmpuint (tries, <, 2000);
          }
        while (world->laptops[i].got < world->entries->len)
          pull (world, i, 7);
      }
}

static void
assert_office_has_all (World *world)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (kin_id_hash, (GEqualFunc) kin_id_equal);

  for (guint i = 0; i < world->entries->len; i++)
    g_assert_true (g_hash_table_add (ids, &((KinWireChange *) world->entries->pdata[i])->id)); /* once each */
  for (guint i = 0; i < LAPTOPS; i++)
    {
      g_autoptr (KinQuery) query = NULL;

      if (!world->laptops[i].runs)
        continue;
      query = kin_reader_query (reader (world, i), "SELECT id FROM change /* scan: test */");
      while (kin_query_step (query))
        {
          gsize n;

          g_assert_true (g_hash_table_contains (ids, kin_query_get_blob (query, 0, &n)));
        }
    }
}

static void
assert_rest (World *world)
{
  g_autofree char *first = state (world, 0);

  assert_office_has_all (world);
  for (guint i = 0; i < LAPTOPS; i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *other = world->laptops[i].runs ? state (world, i) : NULL;

      if (!world->laptops[i].runs)
        continue;
      g_assert_cmpstr (other, ==, first);
      g_assert_cmpint (kin_reader_n_pending (reader (world, i)), ==, 0);
      g_assert_cmpint (kin_reader_n_aside (reader (world, i)), ==, 0);
      g_assert_cmpint (kin_reader_number (reader (world, i), "SELECT count(*) FROM change WHERE seq IS NULL /* scan: test */", 0), ==, 0);
      g_assert_cmpint (kin_reader_number (reader (world, i), "SELECT count(*) FROM change /* scan: test */", 0), ==, world->entries->len);
      g_assert_true (kin_store_check (world->laptops[i].laptop.store, problems, NULL));
    }
}

/* The office knows a change under another name than its maker here, and another machine's goes by that one: it makes way, and stays
 * confirmed, as nobody would ever tell its number again. */
static void
test_confirmed_stays_so (World *world, gconstpointer data)
{
  g_autoptr (KinRecord) child = fixture_child (&world->laptops[0].laptop, "Ada", "Example");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) told = kin_reader_outbox (reader (world, 0), 0, 10);
  g_autoptr (GPtrArray) other = kin_reader_outbox (reader (world, 0), 0, 10);
  KinWireChange *known = told->pdata[0], *another = other->pdata[0];

  known->first_device = known->device;
  known->first_n = known->n;
  memset (&known->device, 7, sizeof known->device);
  known->n = known->txn = known->action = 5;
  known->seq = 1;
  kin_store_receive (world->laptops[0].laptop.store, told, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kin_reader_n_pending (reader (world, 0)), ==, 0);
  kin_id_make (&another->id, 1);
  kin_id_make (&another->record, 1);
  another->seq = 2;
  kin_store_receive (world->laptops[0].laptop.store, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kin_reader_n_pending (reader (world, 0)), ==, 0);
  g_assert_cmpint (kin_reader_number (reader (world, 0), "SELECT count(*) FROM change WHERE seq IS NULL /* scan: test */", 0), ==, 0);
  g_assert_cmpint (kin_reader_number (reader (world, 0), "SELECT count(*) FROM change /* scan: test */", 0), ==, 2);
}

static void
test_random_selves (World *world, gconstpointer data)
{
  for (guint step = 0; step < 140; step++)
    {
      guint i = (guint) g_rand_int_range (world->rand, 0, world->laptops[LAPTOPS - 1].runs ? LAPTOPS : LAPTOPS - 1);

      world->laptops[i].laptop.now += g_rand_int_range (world->rand, -5000, 5000);
      switch (g_rand_int_range (world->rand, 0, 40))
        {
        case 0:
          clone (world);
          break;
        case 1:
          back_up (world, i);
          break;
        case 2:
          put_back (world, i);
          break;
        case 3:
          office_put_back (world);
          break;
        case 4 ... 12:
          push (world, i, TRUE);
          break;
        case 13 ... 20:
          pull (world, i, (guint) g_rand_int_range (world->rand, 1, 9));
          break;
        default:
          work (world, i);
        }
      if (world->laptops[i].runs)
        assert_unsent (world, i);
    }
  settle (world);
  assert_rest (world);
}

/* What a copy wrote under the same number is not taken for one's own. */
static void
test_copied_disk (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) ada = fixture_child (&world->laptops[0].laptop, "Ada", "Example");
  g_autoptr (KinRecord) there = NULL;

  clone (world);
  there = kin_reader_get (reader (world, LAPTOPS - 1), &kin_child, kin_record_no (ada));
  kin_record_set_text (ada, KIN_CHILD_NOTE, "here");
  g_assert_true (kin_store_save_field (world->laptops[0].laptop.store, ada, KIN_CHILD_NOTE, &error));
  kin_record_set_text (there, KIN_CHILD_NOTE, "there");
  g_assert_true (kin_store_save_field (world->laptops[LAPTOPS - 1].laptop.store, there, KIN_CHILD_NOTE, &error));
  settle (world);
  assert_rest (world);
  for (guint i = 0; i < LAPTOPS; i++)
    {
      g_autoptr (GPtrArray) children = kin_reader_list (reader (world, i), &kin_child, "1", 0);
      g_autoptr (GPtrArray) conflicts = kin_reader_conflicts (reader (world, i), kin_record_no (children->pdata[0]));

      g_assert_cmpuint (children->len, ==, 1);
      g_assert_cmpuint (conflicts->len, ==, 2); /* neither had seen the other */
    }
}

/* What a copy of this disk wrote in this device's name nobody at this form has seen. */
static void
test_unseen_of_a_copy (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinRecord) ada = fixture_child (&world->laptops[0].laptop, "Ada", "Example");
  g_autoptr (KinRecord) form = NULL, there = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  settle (world);
  clone (world);
  form = fixture_now (&world->laptops[0].laptop, ada);
  there = fixture_now (&world->laptops[LAPTOPS - 1].laptop, ada);
  kin_record_set_text (there, KIN_CHILD_NOTE, "there");
  g_assert_true (kin_store_save_field (world->laptops[LAPTOPS - 1].laptop.store, there, KIN_CHILD_NOTE, &error));
  push (world, LAPTOPS - 1, FALSE);
  pull (world, 0, 100);
  kin_record_set_text (form, KIN_CHILD_NOTE, "here");
  g_assert_true (kin_store_save_field (world->laptops[0].laptop.store, form, KIN_CHILD_NOTE, &error));
  conflicts = kin_reader_conflicts (reader (world, 0), kin_record_no (form));
  g_assert_cmpuint (conflicts->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)
  ADD ("/identity/a-copied-disk", test_copied_disk);
  ADD ("/identity/unseen-of-a-copy", test_unseen_of_a_copy);
  ADD ("/identity/confirmed-stays-so", test_confirmed_stays_so);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *path = g_strdup_printf ("/identity/random-selves/%u", i);

      ADD (path, test_random_selves);
    }
  return g_test_run ();
}
