/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes over the wire comes out as it went in; what no laptop of ours can say is refused, and nothing is read two ways. */
#include <json-c/json.h>
#include <string.h>

#include "hello.h"
#include "problem.h"
#include "purges.h"
#include "random_change.h"

static char *
text_of (const KinWireChange *change)
{
  GString *json = g_string_new (NULL);

  kin_wire_change_append (json, change);
  return g_string_free (json, FALSE);
}

static void
assert_same (const KinWireChange *a, const KinWireChange *b)
{
  g_assert_true (kin_id_equal (&a->device, &b->device) && kin_id_equal (&a->id, &b->id) && kin_id_equal (&a->record, &b->record));
  g_assert_cmpint (a->n, ==, b->n);
  g_assert_cmpint (a->seq, ==, b->seq);
  g_assert_cmpint (a->txn, ==, b->txn);
  g_assert_cmpint (a->action, ==, b->action);
  g_assert_true (kin_id_equal (&a->first_device, &b->first_device) && kin_id_equal (&a->undoes_device, &b->undoes_device));
  g_assert_cmpint (a->first_n, ==, b->first_n);
  g_assert_cmpint (a->undoes_n, ==, b->undoes_n);
  g_assert_cmpstr (a->kind, ==, b->kind);
  g_assert_cmpstr (a->label, ==, b->label);
  g_assert_cmpstr (a->type, ==, b->type);
  g_assert_cmpint (a->scope, ==, b->scope);
  g_assert_cmpint (a->op, ==, b->op);
  g_assert_cmpint (a->held, ==, b->held);
  g_assert_cmpstr (a->field, ==, b->field);
  g_assert_cmpstr (a->value, ==, b->value);
  g_assert_cmpstr (a->base, ==, b->base);
  g_assert_cmpstr (a->by, ==, b->by);
  g_assert_cmpstr (a->by_name, ==, b->by_name);
  g_assert_cmpint (a->at, ==, b->at);
  g_assert_cmpint (a->received, ==, b->received);
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
      guint n = (guint) g_rand_int_range (rand, 0, 12);
      gboolean pushed = g_rand_boolean (rand);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GPtrArray) back = NULL;

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (changes, random_change (rand, i + 1, !pushed));
      if (pushed)
        {
          KinPush push = { (char *) "g3", { { 7 } }, 12, changes };
          g_autoptr (KinPush) got = NULL;

          for (guint i = 0; i < n; i++)
            ((KinWireChange *) changes->pdata[i])->device = push.device;
          body = kin_push_encode (&push);
          got = kin_push_parse (body, &error);
          g_assert_no_error (error);
          g_assert_cmpstr (got->generation, ==, "g3");
          g_assert_cmpint (got->schema, ==, 12);
          back = g_ptr_array_ref (got->changes);
        }
      else
        {
          KinPage page = { (char *) "g3.5.00000000", g_rand_boolean (rand) ? (char *) "g3.9.00000001" : NULL, 77, 3, 2, TRUE, changes };
          g_autoptr (KinPage) got = NULL;

          body = kin_page_encode (&page);
          got = kin_page_parse (body, &error);
          g_assert_no_error (error);
          g_assert_cmpstr (got->next, ==, page.next);
          g_assert_cmpstr (got->at, ==, page.at);
          g_assert_cmpint (got->total, ==, page.at != NULL ? 3 : 0);
          g_assert_true (got->more);
          back = g_ptr_array_ref (got->changes);
        }
      g_assert_cmpuint (back->len, ==, n);
      for (guint i = 0; i < n; i++)
        assert_same (changes->pdata[i], back->pdata[i]);
    }
}

/* Whatever the scanner takes, json-c takes, and sees the same in it: changed at random, so that most is nearly right. */
static void
test_read_one_way (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  guint taken = 0;

  for (guint round = 0; round < 60000; round++)
    {
      g_autofree char *value = random_value (rand, 3);
      g_autoptr (GString) text = g_string_new (value != NULL ? value : "null");
      g_autofree char *tight = NULL;
      guint times = (guint) g_rand_int_range (rand, 0, 3);
      struct json_object *ours, *theirs;
      enum json_tokener_error wrong = json_tokener_success;
      KinScan scan;

      for (guint i = 0; i < times; i++)
        {
          gsize at = (gsize) g_rand_int_range (rand, 0, (gint) text->len);

          if (g_rand_boolean (rand))
            text->str[at] = "\"\\{}[],:0-9eE.tfn u\t"[g_rand_int_range (rand, 0, 20)];
          else
            g_string_insert_c (text, (gssize) at, "\"\\{}[],:0-9eE.tfn u\t"[g_rand_int_range (rand, 0, 20)]);
        }
      kin_scan_start (&scan, text->str, text->len);
      if (!kin_scan_value (&scan, 100000, &tight) || !kin_scan_end (&scan))
        continue;
      taken++;
      theirs = json_tokener_parse_verbose (text->str, &wrong);
      g_assert_cmpint (wrong, ==, json_tokener_success);
      ours = tight != NULL ? json_tokener_parse (tight) : NULL;
      g_assert_true (json_object_equal (ours, theirs));
      json_object_put (ours);
      json_object_put (theirs);
    }
  g_assert_cmpuint (taken, >, 15000);
}

#define CHANGE "{\"n\":4,\"id\":\"0192f3a0-7b1c-7d3e-9a4f-000000000001\",\"txn\":4,\"action\":{\"n\":4},\"scope\":0,\"type\":\"child\"," \
               "\"record\":\"0192f3a0-7b1c-7d3e-9a4f-000000000002\",\"at\":\"2026-11-22T09:14:03Z\",\"by\":\"u-71\",%s}"

static KinWireChange *
read_change (const char *rest)
{
  g_autofree char *text = g_strdup_printf (CHANGE, rest);

  return kin_wire_change_parse (text, strlen (text), NULL);
}

static void
test_refused (void)
{
  static const char *const wrong[] = {
    "\"op\":\"set\",\"field\":\"note\",\"value\":1.5", "\"op\":\"set\",\"field\":\"note\",\"value\":1e3",
    "\"op\":\"set\",\"field\":\"note\",\"value\":9007199254740992", "\"op\":\"set\",\"field\":\"note\",\"value\":99999999999999999999",
    "\"op\":\"set\",\"field\":\"note\",\"value\":01", "\"op\":\"set\",\"field\":\"note\",\"value\":\"\\u0000\"",
    "\"op\":\"set\",\"field\":\"note\",\"value\":\"\\ud800\"", "\"op\":\"set\",\"field\":\"note\",\"value\":\"\\udc00\\ud800\"",
    "\"op\":\"set\",\"field\":\"note\",\"value\":{\"a\":1,\"a\":2}", "\"op\":\"set\",\"field\":\"note\",\"value\":{\"\\u0061\":1}",
    "\"op\":\"set\",\"field\":\"note\",\"value\":[[[[[[[[1]]]]]]]]", "\"op\":\"set\",\"field\":\"note\",\"value\":\"\xc3\x28\"",
    "\"op\":\"set\",\"field\":\"note\",\"value\":tru", "\"op\":\"set\",\"field\":\"note\",\"value\":[1,]", "\"op\":\"set\",\"value\":1",
    "\"op\":\"set\",\"field\":\"Note\",\"value\":1", "\"op\":\"set\",\"field\":7,\"value\":1", "\"op\":\"rename\"", "\"op\":\"create\"",
    "\"op\":\"create\",\"value\":[]", "\"op\":\"delete\",\"value\":1", "\"op\":\"delete\",\"field\":\"note\"", "\"op\":\"admit\"",
    "\"op\":\"delete\",\"base\":[{}]", "\"op\":\"delete\",\"base\":[{\"seq\":1,\"n\":2}]", "\"op\":\"delete\",\"base\":[{\"id\":\"x\"}]", "\"op\":\"delete\",\"base\":[{\"seq\":0}]",
    "\"op\":\"delete\",\"base\":{}", "\"op\":\"delete\",\"by\":\"u-72\"", "\"op\":\"delete\",\"first\":{\"n\":3}",
    "\"op\":\"delete\",\"first\":{\"device\":\"0192f3a0-7b1c-7d3e-9a4f-00000000000g\",\"n\":3}", "\"op\":\"delete\" \"more\":1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (KinWireChange) change = read_change (wrong[i]);

      if (change != NULL)
        g_error ("taken: %s", wrong[i]);
    }
}

static void
test_what_is_unknown_is_left_out (void)
{
  g_autoptr (KinWireChange) change = read_change ("\"op\":\"set\",\"field\":\"note\",\"value\": { \"a b\" : \" c \\\" \" , \"d\":[ 1 , 2 ]},\"mood\":{\"x\":[1,2]},\"seq\":9");
  g_autofree char *text = NULL;

  g_assert_nonnull (change);
  g_assert_cmpstr (change->value, ==, "{\"a b\":\" c \\\" \",\"d\":[1,2]}");
  g_assert_cmpint (change->seq, ==, 0); /* a laptop cannot number its own */
  text = text_of (change);
  g_assert_null (strstr (text, "mood"));
}

static void
test_limits (void)
{
  g_autofree char *fits = g_strnfill (KIN_WIRE_VALUE_BYTES - 2, 'a'), *more = g_strnfill (KIN_WIRE_VALUE_BYTES - 1, 'a');
  g_autofree char *good = g_strdup_printf ("\"op\":\"set\",\"field\":\"note\",\"value\":\"%s\"", fits);
  g_autofree char *bad = g_strdup_printf ("\"op\":\"set\",\"field\":\"note\",\"value\":\"%s\"", more);
  g_autofree char *bad_text = g_strdup_printf (CHANGE, bad);
  g_autoptr (KinWireChange) change = read_change (good);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) push = g_string_new ("{\"generation\":\"g1\",\"device\":\"0192f3a0-7b1c-7d3e-9a4f-000000000009\",\"schema\":1,\"changes\":[");
  g_autoptr (GBytes) body = NULL;

  g_assert_nonnull (change);
  g_assert_null (kin_wire_change_parse (bad_text, strlen (bad_text), &error));
  g_assert_error (error, KIN_WIRE_ERROR, KIN_WIRE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  for (guint i = 0; i <= KIN_WIRE_PUSH_CHANGES; i++)
    {
      g_autofree char *one = g_strdup_printf (CHANGE, "\"op\":\"delete\"");

      g_string_append_printf (push, "%s%s", i > 0 ? "," : "", one);
    }
  g_string_append (push, "]}");
  body = g_bytes_new (push->str, push->len);
  g_assert_null (kin_push_parse (body, &error));
  g_assert_error (error, KIN_WIRE_ERROR, KIN_WIRE_ERROR_TOO_LARGE);
}

/* Every beginning of a good message, and every byte of it wrong, is refused or read; it never ends badly. */
static void
test_cut_anywhere (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  KinPush push = { (char *) "g3", { { 7 } }, 12, changes };
  g_autoptr (GBytes) body = NULL;
  gsize length;
  const guint8 *bytes;

  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (changes, random_change (rand, i + 1, FALSE));
  body = kin_push_encode (&push);
  bytes = g_bytes_get_data (body, &length);
  for (gsize cut = 0; cut < length; cut++)
    {
      g_autofree guint8 *exact = g_memdup2 (bytes, cut), *other = g_memdup2 (bytes, length);
      g_autoptr (GBytes) part = g_bytes_new_static (exact, cut), changed = NULL;
      KinPush *got = kin_push_parse (part, NULL);

      g_assert_null (got);
      other[cut] = (guint8) g_rand_int (rand);
      changed = g_bytes_new_static (other, length);
      g_clear_pointer (&got, kin_push_free);
      got = kin_push_parse (changed, NULL);
      g_clear_pointer (&got, kin_push_free);
    }
}

static void
test_cursor (void)
{
  KinCursor cursor = { "g3-a", 184512, 0x0b7c0aa1 }, back;
  g_autofree char *text = kin_cursor_to_text (&cursor);

  g_assert_cmpstr (text, ==, "g3-a.184512.0b7c0aa1");
  g_assert_true (kin_cursor_parse (&back, text));
  g_assert_cmpstr (back.generation, ==, cursor.generation);
  g_assert_cmpint (back.seq, ==, cursor.seq);
  g_assert_cmpuint (back.check, ==, cursor.check);
  for (const char *const *wrong = (const char *const[]){ "", "g3", "g3.1", "g3.1.", "g3.-1.00000000", "g3.1.0000000g", ".1.00000000", "g3.1.00000000.2",
                                                         "G3.1.00000000", "g3.9007199254740992.00000000", "g3. 1.00000000", NULL };
       *wrong != NULL; wrong++)
    g_assert_false (kin_cursor_parse (&back, *wrong));
  g_assert_false (kin_cursor_parse (&back, NULL));
}

static void
test_time (void)
{
  for (const char *const *wrong = (const char *const[]){ "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00+01:00",
                                                         "0000-01-01T00:00:00Z", "2026-01-01T00:00:00.12Z", "+026-01-01T00:00:00Z", NULL };
       *wrong != NULL; wrong++)
    {
      g_autofree char *text = g_strdup_printf ("\"%s\"", *wrong);
      KinScan scan;
      gint64 ms;

      kin_scan_start (&scan, text, strlen (text));
      g_assert_false (kin_wire_time_scan (&scan, &ms));
    }
  for (gint64 ms = -62135596800000; ms < 253402300800000; ms += 86399999377)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      KinScan scan;
      gint64 back;

      kin_wire_time_append (text, ms);
      kin_scan_start (&scan, text->str, text->len);
      g_assert_true (kin_wire_time_scan (&scan, &back));
      g_assert_cmpint (back, ==, ms);
    }
}

static void
test_other_messages (void)
{
  KinHello hello = { (char *) "Example \"Council\"", (char *) "g2", (char *) "g1", 7, 1, 2, 1700000000123, 9, 8, (char *) "g2.9.00000000", (char *) "u-1", (char *) "A", (char *) "editor", 3 };
  KinWelcome welcome = { { { 1 } }, (char *) "abc", (char *) "u-1", NULL, (char *) "viewer", 1, (char *) "g2", { 0, 255, 7 } };
  g_autoptr (GBytes) hello_body = kin_hello_encode (&hello), welcome_body = kin_welcome_encode (&welcome);
  g_autoptr (KinHello) hello_back = kin_hello_parse (hello_body, NULL);
  g_autoptr (KinWelcome) welcome_back = kin_welcome_parse (welcome_body, NULL);
  g_autoptr (KinProblem) problem = kin_problem_new ("generation-changed", "see"), problem_back = NULL;
  g_autoptr (GBytes) problem_body = NULL, page = g_bytes_new_static ("<html>Sign in</html>", 20);

  g_assert_cmpstr (hello_back->name, ==, hello.name);
  g_assert_cmpint (hello_back->parent_at, ==, 7);
  g_assert_cmpint (hello_back->time, ==, hello.time);
  g_assert_cmpint (hello_back->scopes, ==, 3);
  g_assert_cmpmem (welcome_back->public_key, 32, welcome.public_key, 32);
  g_assert_null (welcome_back->user_name);
  problem->parent = g_strdup ("g1");
  problem->at = 5;
  problem_body = kin_problem_encode (problem);
  problem_back = kin_problem_parse (problem_body);
  g_assert_cmpstr (problem_back->name, ==, "generation-changed");
  g_assert_cmpstr (problem_back->parent, ==, "g1");
  g_assert_cmpint (problem_back->at, ==, 5);
  g_assert_cmpint (problem_back->scopes, ==, -1);
  g_assert_null (kin_problem_parse (page));
}

static void
test_digest (void)
{
  KinDigestScope some[] = { { 0, 5, G_GUINT64_CONSTANT (0xfedcba9876543210) }, { 2, 1, 3 } };
  g_autoptr (KinDigest) digest = g_new0 (KinDigest, 1), back = NULL;
  g_autoptr (GBytes) body = NULL;

  digest->at = 12;
  digest->scopes = g_array_new (FALSE, FALSE, sizeof (KinDigestScope));
  g_array_append_vals (digest->scopes, some, 2);
  body = kin_digest_encode (digest);
  back = kin_digest_parse (body, NULL);
  g_assert_cmpint (back->at, ==, 12);
  g_assert_cmpuint (back->scopes->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const KinDigestScope *scope = &g_array_index (back->scopes, KinDigestScope, i);

      g_assert_cmpint (scope->scope, ==, some[i].scope);
      g_assert_cmpint (scope->count, ==, some[i].count);
      g_assert_cmpuint (scope->sum, ==, some[i].sum);
    }
}

#define PURGE "{\"no\":1,\"record\":\"0192f3a0-0000-7000-8000-000000000001\",\"type\":\"child\",\"reason\":\"a court's order\",\"asked\":\"u-1\",\"asked_at\":\"2026-01-01T00:00:00.000Z\""
#define APPROVED ",\"approved\":\"u-2\",\"approved_name\":\"B\",\"approved_at\":\"2026-01-02T00:00:00.000Z\""
#define DONE ",\"seq\":9,\"missing\":[{\"device\":\"x\",\"name\":\"a laptop\"},{\"user\":\"u-3\"}]"

static GPtrArray *
parse_purges (const char *text, gsize length)
{
  g_autoptr (GBytes) body = g_bytes_new (text, length);

  return kin_purges_parse (body, NULL);
}

static void
test_purges (void)
{
  static const char good[] = "{\"purges\":[" PURGE "}," PURGE APPROVED DONE ",\"more\":[1]}],\"more\":{}}";
  static const char *const wrong[] = { "{}", "[]", "{\"purges\":{}}", "{\"purges\":[{}]}", "{\"purges\":[" PURGE APPROVED "}]}", "{\"purges\":[" PURGE DONE "}]}",
                                       "{\"purges\":[" PURGE ",\"no\":2}]}", "<html>Sign in</html>" };
  g_autoptr (GPtrArray) purges = parse_purges (good, strlen (good));
  const KinPurgeSaid *waits = purges->pdata[0], *done = purges->pdata[1];

  g_assert_cmpuint (purges->len, ==, 2);
  g_assert_cmpstr (waits->reason, ==, "a court's order");
  g_assert_null (waits->approved);
  g_assert_null (waits->asked_name);
  g_assert_cmpstr (done->approved_name, ==, "B");
  g_assert_cmpint (done->approved_at - done->asked_at, ==, 24 * 60 * 60 * 1000);
  g_assert_cmpuint (done->missing->len, ==, 2);
  g_assert_cmpstr (done->missing->pdata[0], ==, "a laptop");
  for (gsize cut = 0; cut < strlen (good); cut++)
    g_assert_null (parse_purges (good, cut));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (parse_purges (wrong[i], strlen (wrong[i])));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/round-trip", test_round_trip);
  g_test_add_func ("/wire/read-one-way", test_read_one_way);
  g_test_add_func ("/wire/refused", test_refused);
  g_test_add_func ("/wire/what-is-unknown-is-left-out", test_what_is_unknown_is_left_out);
  g_test_add_func ("/wire/limits", test_limits);
  g_test_add_func ("/wire/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/wire/cursor", test_cursor);
  g_test_add_func ("/wire/time", test_time);
  g_test_add_func ("/wire/other-messages", test_other_messages);
  g_test_add_func ("/wire/digest", test_digest);
  g_test_add_func ("/wire/purges", test_purges);
  return g_test_run ();
}
