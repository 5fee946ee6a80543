/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every test of the endpoint begins and ends with. */
#include "office.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "authority.h"

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

void
office_found (Office *office, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinLog) log = kin_log_open (&office->place, name, TRUE, &error);

  g_assert_no_error (error);
  kin_authority_found (log, "Example Council", office->now, &error);
  g_assert_no_error (error);
}

void
office_set_up (Office *office, gconstpointer data)
{
  g_assert_cmpint (sodium_init (), >=, 0);
  *office = (Office){ .now = G_GINT64_CONSTANT (1700000000000) };
  office->state = g_dir_make_tmp ("kinkeeper-office-XXXXXX", NULL);
  office->name = g_strdup_printf ("example-%08x", g_random_int ());
  for (guint i = 0; i < sizeof office->key; i++)
    office->key[i] = (guint8) (i * 5 + 3);
  office->place = (KinLogPlace){ office->state, g_getenv ("KIN_TEST_DATABASE"), office->key };
  office_found (office, office->name);
  office->endpoint = kin_endpoint_new (&office->place);
}

void
office_tear_down (Office *office, gconstpointer data)
{
  g_clear_pointer (&office->endpoint, kin_endpoint_free);
  remove_folder (office->state);
  g_free (office->state);
  g_free (office->name);
}

void
office_reopen (Office *office)
{
  g_clear_pointer (&office->endpoint, kin_endpoint_free);
  office->endpoint = kin_endpoint_new (&office->place);
}

KinLog *
office_log (Office *office)
{
  g_autoptr (GError) error = NULL;
  KinLog *log = kin_endpoint_log (office->endpoint, office->name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (log);
  return log;
}

Laptop
office_another (Office *office, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_auto (KinAccount) account = { 0 };
  Laptop laptop = { .n = 0 };

  g_assert_true (kin_account_find (office_log (office), person, &account));
  kin_id_make (&laptop.id, office->now);
  g_assert_cmpint (kin_device_add (office_log (office), &account, &laptop.id, "laptop", office->now, &laptop.token, &error), ==, KIN_JOINED);
  laptop.user = g_strdup (account.id);
  return laptop;
}

Laptop
office_laptop (Office *office, const char *person, KinRole role, int scopes)
{
  g_autoptr (GError) error = NULL;

  kin_account_add (office_log (office), person, role, scopes, &error);
  g_assert_no_error (error);
  return office_another (office, person);
}

void
laptop_clear (Laptop *laptop)
{
  g_clear_pointer (&laptop->token, g_free);
  g_clear_pointer (&laptop->user, g_free);
}

KinAnswer *
office_ask (Office *office, const Laptop *laptop, const char *method, const char *path, const char *query, const char *body)
{
  g_autofree char *whole = g_strconcat ("/v1/", office->name, path, NULL);
  g_autoptr (KinRequest) request = kin_request_new (method, whole, query);
  gboolean wait;

  request->bearer = laptop != NULL ? g_strdup (laptop->token) : NULL;
  request->body = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  return kin_endpoint_answer (office->endpoint, request, office->now, &wait);
}

void
assert_answer (KinAnswer *answer, guint status, const char *name)
{
  g_autoptr (KinProblem) problem = kin_problem_parse (answer->body);

  g_assert_cmpstr (problem != NULL ? problem->name : NULL, ==, name);
  g_assert_cmpuint (answer->status, ==, status);
  if (problem != NULL)
    g_assert_cmpuint (problem->status, ==, status);
}

KinWireChange *
laptop_change (Laptop *laptop, Office *office, const KinId *record, const char *base, const char *value)
{
  KinWireChange *change = g_new0 (KinWireChange, 1);

  change->device = laptop->id;
  change->n = change->txn = change->action = ++laptop->n;
  kin_id_make (&change->id, office->now);
  change->type = g_strdup ("child");
  change->by = g_strdup (laptop->user);
  change->at = office->now;
  change->kind = g_strdup ("edit");
  change->label = g_strdup ("Something done");
  if (record == NULL)
    {
      kin_id_make (&change->record, office->now);
      change->op = KIN_OP_CREATE;
      change->value = g_strdup (value != NULL ? value : "{\"forename\":\"Ada\"}");
    }
  else
    {
      change->record = *record;
      change->op = KIN_OP_SET;
      change->field = g_strdup ("note");
      change->base = g_strdup (base);
      change->value = g_strdup (value);
    }
  return change;
}

char *
generation_of (Office *office)
{
  g_auto (KinAuthority) authority = { 0 };

  g_assert_true (kin_authority_read (office_log (office), &authority));
  return g_steal_pointer (&authority.generation);
}

KinAnswer *
office_push (Office *office, const Laptop *laptop, GPtrArray *changes)
{
  g_autofree char *generation = generation_of (office);
  KinPush push = { generation, laptop->id, KIN_WIRE_SCHEMA, changes };
  g_autoptr (GBytes) body = kin_push_encode (&push);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  return office_ask (office, laptop, "POST", "/changes", NULL, text);
}

gint64
office_push_one (Office *office, Laptop *laptop, KinWireChange *change)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  g_autoptr (KinAnswer) answer = NULL;
  g_autoptr (KinReceipt) receipt = NULL;

  g_ptr_array_add (changes, change);
  answer = office_push (office, laptop, changes);
  assert_answer (answer, 200, NULL);
  receipt = kin_receipt_parse (answer->body, NULL);
  g_assert_cmpint (receipt->acked, ==, change->n);
  return receipt->head;
}

GPtrArray *
office_pull (Office *office, const Laptop *laptop, guint limit)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  g_autofree char *cursor = NULL;
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *query = cursor != NULL ? g_strdup_printf ("after=%s&limit=%u", cursor, limit) : g_strdup_printf ("limit=%u", limit);
      g_autoptr (KinAnswer) answer = office_ask (office, laptop, "GET", "/changes", query, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KinPage) page = NULL;

      assert_answer (answer, 200, NULL);
      page = kin_page_parse (answer->body, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (answer->etag, ==, page->next);
      while (page->changes->len > 0)
        g_ptr_array_add (all, g_ptr_array_steal_index (page->changes, 0));
      more = page->more;
      g_free (cursor);
      cursor = g_strdup (page->next);
    }
  return all;
}
