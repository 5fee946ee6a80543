/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fold against a twin that knows nothing of it: random devices that see random prefixes of each other's work. */
#include <string.h>

#include "fold.h"

#define MOST 24

typedef struct
{
  KinLogChange changes[MOST];
  guint        n;
  guint64      named[MOST]; /* bit j: change i names change j in its base */
} Log;

static void
clear_log (Log *log)
{
  for (guint i = 0; i < log->n; i++)
    kin_log_change_clear (&log->changes[i]);
  log->n = 0;
}

/* Heads by brute force from the bits. */
static guint64
twin_heads (const Log *log)
{
  guint64 heads = 0;

  for (guint i = 0; i < log->n; i++)
    {
      gboolean named = FALSE;

      for (guint j = 0; j < log->n; j++)
        named = named || (j != i && (log->named[j] >> i & 1) != 0);
      if (!named)
        heads |= G_GUINT64_CONSTANT (1) << i;
    }
  return heads;
}

static void
add_change (Log *log, GRand *rand, guint devices)
{
  guint i = log->n;
  guint seen = i == 0 ? 0 : (guint) g_rand_int_range (rand, 1, (gint) i + 1); /* this device knows the first so many */
  KinLogChange *change = &log->changes[i];
  Log known = *log;
  guint64 heads;

  memset (change, 0, sizeof *change);
  change->no = (gint64) i + 1;
  change->seq = g_rand_int_range (rand, 0, 4) == 0 ? 0 : (gint64) i + 1;
  change->device = g_rand_int_range (rand, 1, (gint) devices + 1);
  change->n = (gint64) i + 1;
  log->named[i] = 0;
  if (i == 0)
    {
      change->op = KIN_OP_CREATE;
      change->value = g_strdup ("{\"name\":\"first\",\"kept\":7}");
    }
  else
    {
      GString *base = g_string_new (NULL);

      known.n = seen;
      heads = twin_heads (&known);
      change->op = KIN_OP_SET;
      change->field = g_strdup ("name");
      change->value = g_rand_int_range (rand, 0, 6) == 0 ? NULL : g_strdup_printf ("\"v%d\"", g_rand_int_range (rand, 0, 4));
      for (guint j = 0; j < seen; j++)
        if ((heads >> j & 1) != 0)
          {
            g_string_append_printf (base, "%s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, base->len > 0 ? " " : "", log->changes[j].device, log->changes[j].n);
            log->named[i] |= G_GUINT64_CONSTANT (1) << j;
          }
      change->base = g_string_free (base, FALSE);
    }
  log->n++;
}

static void
test_random_registers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 3000; round++)
    {
      Log log = { .n = 0 };
      g_autoptr (GArray) heads = NULL;
      guint64 expected, found = 0;
      guint length = (guint) g_rand_int_range (rand, 1, MOST);
      struct json_object *state, *kept;

      while (log.n < length)
        add_change (&log, rand, 3);
      expected = twin_heads (&log);
      heads = kin_fold_heads (log.changes, log.n, "name");
      for (guint h = 0; h < heads->len; h++)
        found |= G_GUINT64_CONSTANT (1) << g_array_index (heads, guint, h);
      g_assert_cmpuint (found, ==, expected);
      for (guint h = 1; h < heads->len; h++)
        {
          const KinLogChange *first = &log.changes[g_array_index (heads, guint, 0)];
          const KinLogChange *other = &log.changes[g_array_index (heads, guint, h)];

          /* What everyone relied on stays in force: the lowest confirmed number, then arrival. */
          g_assert_true (first->seq != 0 ? other->seq == 0 || other->seq > first->seq : other->seq == 0 && other->no > first->no);
        }
      state = kin_fold_record (log.changes, log.n);
      g_assert_true (json_object_object_get_ex (state, "kept", &kept));
      g_assert_cmpint (json_object_get_int (kept), ==, 7);
      json_object_put (state);
      clear_log (&log);
    }
}

static void
test_edit_beside_delete (void)
{
  KinLogChange changes[] = {
    { .no = 1, .seq = 1, .device = 1, .n = 1, .op = KIN_OP_CREATE, .value = (char *) "{\"name\":\"a\"}" },
    { .no = 2, .seq = 2, .device = 1, .n = 2, .op = KIN_OP_DELETE, .base = (char *) "1.1" },
    { .no = 3, .seq = 3, .device = 2, .n = 1, .op = KIN_OP_SET, .field = (char *) "name", .base = (char *) "1.1", .value = (char *) "\"b\"" },
  };
  struct json_object *last, *name;

  g_assert_null (kin_fold_record (changes, 3)); /* deleted, and the words of the other are not lost */
  last = kin_fold_record_even_deleted (changes, 3);
  g_assert_true (json_object_object_get_ex (last, "name", &name));
  g_assert_cmpstr (json_object_get_string (name), ==, "b");
  json_object_put (last);
}

static void
test_set_before_create (void)
{
  KinLogChange changes[] = {
    { .no = 1, .device = 2, .n = 1, .op = KIN_OP_SET, .field = (char *) "name", .base = (char *) "1.1", .value = (char *) "\"b\"" },
    { .no = 2, .device = 1, .n = 1, .op = KIN_OP_CREATE, .value = (char *) "{\"name\":\"a\",\"unknown\":[1]}" },
  };
  struct json_object *state, *name;

  g_assert_null (kin_fold_record (changes, 1));
  state = kin_fold_record (changes, 2);
  g_assert_true (json_object_object_get_ex (state, "name", &name));
  g_assert_cmpstr (json_object_get_string (name), ==, "b");
  g_assert_true (json_object_object_get_ex (state, "unknown", NULL));
  json_object_put (state);
}

static void
test_never_fails (void)
{
  static const char *const values[] = { NULL, "", "{", "[]", "7", "null", "{\"name\":{}}" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      KinLogChange change = { .no = 1, .device = 1, .n = 1, .op = KIN_OP_CREATE, .value = (char *) values[i], .base = (char *) ". 1. x" };
      struct json_object *state = kin_fold_record (&change, 1);

      g_assert_nonnull (state);
      json_object_put (state);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/random-registers-agree-with-the-twin", test_random_registers);
  g_test_add_func ("/fold/an-edit-beside-a-delete", test_edit_beside_delete);
  g_test_add_func ("/fold/a-set-before-its-create", test_set_before_create);
  g_test_add_func ("/fold/nothing-makes-it-fail", test_never_fails);
  return g_test_run ();
}
