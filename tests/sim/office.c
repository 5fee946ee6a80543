/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office: the endpoint on a disk of its own that fails as any, restarts, and is now and then put back. */
#include <glib/gstdio.h>
#include <string.h>

#include "accounts.h"
#include "authority.h"
#include "endpoint.h"
#include "folder.h"
#include "purge.h"
#include "sim.h"
#include "wire.h"

#define AUTHORITY "demo"
#define ROOT_NAME "root"
#define LEDGER ".purged"

static const char *const tails[] = { "", "-wal", "-shm", "-journal" };

struct _Office
{
  char        *folder;
  guint8       key[KIN_KEY_BYTES];
  FaultDisk   *disk;
  KinEndpoint *endpoint;
  char        *root; /* the token of one who may see everything */
};

static KinLogPlace
place_of (Office *office)
{
  return (KinLogPlace) { office->folder, NULL, office->key };
}

static void
start (Sim *sim)
{
  KinLogPlace place = place_of (sim->office);

  faulty_vfs_plan (sim->office->disk, NULL);
  faulty_vfs_watch (sim->office->disk);
  sim->office->endpoint = kin_endpoint_new (&place);
}

static void
stop (Sim *sim)
{
  g_clear_pointer (&sim->office->endpoint, kin_endpoint_free);
}

Office *
office_new (Sim *sim)
{
  g_autoptr (GError) error = NULL;
  Office *office = g_new0 (Office, 1);
  KinLogPlace place;
  g_autoptr (KinLog) log = NULL;
  g_auto (KinAccount) root = { 0 };
  KinId device;

  office->folder = g_build_filename (sim->folder, "office", NULL);
  g_assert_cmpint (g_mkdir (office->folder, 0700), ==, 0);
  office->disk = faulty_disk_new (office->folder);
  faulty_vfs_watch (office->disk);
  place = place_of (office);
  log = kin_log_open (&place, AUTHORITY, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (kin_authority_found (log, "Demo", sim->now, &error));
  g_assert_true (kin_account_add (log, ROOT_NAME, KIN_ROLE_MANAGER, 7, &error));
  g_assert_true (kin_account_find (log, ROOT_NAME, &root));
  kin_id_make (&device, sim->now);
  g_assert_cmpint (kin_device_add (log, &root, &device, ROOT_NAME, sim->now, &office->root, &error), ==, KIN_JOINED);
  sim->office = office;
  g_clear_pointer (&log, kin_log_close);
  start (sim);
  return office;
}

void
office_free (Sim *sim)
{
  Office *office = sim->office;

  stop (sim);
  faulty_disk_free (office->disk);
  g_free (office->folder);
  g_free (office->root);
  g_free (office);
}

void
office_restart (Sim *sim)
{
  sim_note (sim, "the office starts anew");
  stop (sim);
  start (sim);
}

static void
copy_all (const char *from, const char *to)
{
  g_autoptr (GDir) folder = g_dir_open (from, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *bytes = NULL;
      gsize n;

      if (!g_str_has_suffix (name, "-shm") && !g_str_has_suffix (name, LEDGER) && g_file_get_contents (source, &bytes, &n, NULL))
        g_assert_true (g_file_set_contents (target, bytes, (gssize) n, NULL));
    }
}

static char *
name_copy (Sim *sim)
{
  return g_build_filename (sim->folder, "office-put-away", NULL);
}

void
office_back_up (Sim *sim)
{
  g_autofree char *copy = name_copy (sim);

  sim_note (sim, "the office is backed up at %" G_GINT64_FORMAT, office_head (sim));
  folder_remove (copy);
  g_assert_cmpint (g_mkdir (copy, 0700), ==, 0);
  copy_all (sim->office->folder, copy);
}

char *
office_ledger (Sim *sim)
{
  return g_build_filename (sim->office->folder, AUTHORITY LEDGER, NULL);
}

gboolean
office_put_back (Sim *sim)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinLog) log = NULL;
  g_autofree char *copy = name_copy (sim);
  g_autofree char *ledger = office_ledger (sim);
  KinLogPlace place = place_of (sim->office);
  guint n;

  if (!g_file_test (copy, G_FILE_TEST_EXISTS))
    return FALSE;
  stop (sim);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *old = g_strconcat (sim->office->folder, "/" AUTHORITY ".db", tails[i], NULL);

      g_remove (old);
    }
  copy_all (copy, sim->office->folder);
  faulty_vfs_watch (sim->office->disk);
  log = kin_log_open (&place, AUTHORITY, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (kin_authority_renew (log, sim->now, &error));
  g_assert_true (kin_purge_replay (log, ledger, sim->now, &n, &error));
  g_clear_pointer (&log, kin_log_close);
  start (sim);
  sim_note (sim, "the office is put back to %" G_GINT64_FORMAT, office_head (sim));
  sim->counts[SIM_OFFICE_BACKUPS]++;
  return TRUE;
}

void
office_begin (Sim *sim)
{
  FaultPlan plan = { .way = FAULT_POWER, .op = FAULT_ANY, .at = 1 + sim_roll (sim, 30) };

  if (sim_once_in (sim, 60))
    faulty_vfs_plan (sim->office->disk, &plan);
  else if (sim_once_in (sim, 60))
    {
      plan = (FaultPlan) { .way = FAULT_ONCE, .op = sim_roll (sim, 2) == 0 ? FAULT_WRITE : FAULT_SYNC, .at = 1 + sim_roll (sim, 4) };
      plan.code = plan.op == FAULT_SYNC ? 10 | 4 << 8 : 13;
      faulty_vfs_plan (sim->office->disk, &plan);
    }
}

/* FALSE: it was cut short, and whoever asked heard nothing. */
gboolean
office_end (Sim *sim)
{
  gboolean dark = faulty_vfs_is_dark (sim->office->disk), struck = faulty_vfs_struck (sim->office->disk);

  faulty_vfs_plan (sim->office->disk, dark ? &(FaultPlan) { .way = FAULT_POWER, .op = FAULT_ANY, .at = 1 } : NULL);
  if (dark || (struck && sim_roll (sim, 2) == 0))
    {
      sim_note (sim, "the office: %s", dark ? "the power went" : "started anew after a disk error");
      sim->counts[SIM_OFFICE_CUTS] += dark;
      stop (sim);
      if (dark)
        faulty_vfs_power_back (sim->office->disk, sim->rand);
      start (sim);
    }
  return !dark;
}

/* Nothing reaches a device of what it is not granted. */
static void
judge_given (Sim *sim, const KinRequest *request, const KinAnswer *answer)
{
  g_auto (KinDevice) device = { 0 };
  g_autoptr (KinPage) page = NULL;

  if (answer->status != 200 || strcmp (request->method, "GET") != 0 || request->bearer == NULL || strcmp (request->path, "/v1/" AUTHORITY) == 0)
    return;
  page = kin_page_parse (answer->body, NULL);
  if (page == NULL || !kin_device_by_token (office_log (sim), request->bearer, &device))
    return;
  for (guint i = 0; i < page->changes->len; i++)
    if ((1 << ((KinWireChange *) page->changes->pdata[i])->scope & device.account.scopes) == 0)
      sim_fail (sim, "the office gives %s, who is granted %d, a change of scope %d", device.account.name, device.account.scopes,
                ((KinWireChange *) page->changes->pdata[i])->scope);
}

KinAnswer *
office_answer (Sim *sim, const KinRequest *request)
{
  gboolean wait = FALSE;
  KinAnswer *answer;

  office_begin (sim);
  answer = kin_endpoint_answer (sim->office->endpoint, request, sim->now, &wait);
  if (sim_roll (sim, 8) == 0)
    kin_endpoint_idle (sim->office->endpoint, sim->now);
  if (!office_end (sim))
    g_clear_pointer (&answer, kin_answer_free);
  if (answer != NULL && answer->status == 500)
    sim_fail (sim, "the office: %s %s is answered by a 500", request->method, request->path);
  if (answer != NULL)
    judge_given (sim, request, answer);
  return answer;
}

KinLog *
office_log (Sim *sim)
{
  g_autoptr (GError) error = NULL;
  KinLog *log = kin_endpoint_log (sim->office->endpoint, AUTHORITY, &error);

  g_assert_no_error (error);
  return log;
}

gboolean
office_account (Sim *sim, guint person, KinAccount *account)
{
  g_autofree char *name = g_strdup_printf ("person %u", person);
  KinLog *log = office_log (sim);
  KinRole role;
  int scopes;

  if (kin_account_find (log, name, account))
    return TRUE;
  rights_at_random (sim, person, &role, &scopes);
  return kin_account_add (log, name, role, scopes, NULL) && kin_account_find (log, name, account);
}

char *
office_code (Sim *sim, guint person)
{
  g_auto (KinAccount) account = { 0 };

  return office_account (sim, person, &account) ? kin_code_make (office_log (sim), &account, sim->now, NULL) : NULL;
}

gint64
office_head (Sim *sim)
{
  return kin_log_number (kin_endpoint_log (sim->office->endpoint, AUTHORITY, NULL), "SELECT head FROM authority", 0);
}

static char *
to_hex (struct json_object *text)
{
  char *hex = g_ascii_strup (json_object_get_string (text), -1), *to = hex;

  for (const char *from = hex; *from != '\0'; from++)
    if (*from != '-')
      *to++ = *from;
  *to = '\0';
  return hex;
}

static struct json_object *
member (struct json_object *object, const char *name)
{
  struct json_object *value = NULL;

  json_object_object_get_ex (object, name, &value);
  return value;
}

static char *
key_of (const char *device, gint64 n)
{
  return g_strdup_printf ("%s.%" G_GINT64_FORMAT, device, n);
}

static OracleChange *
read_change (struct json_object *json)
{
  OracleChange *change = oracle_change_new ();

  change->id = to_hex (member (json, "id"));
  change->record = to_hex (member (json, "record"));
  change->device = to_hex (member (json, "device"));
  change->type = g_strdup (json_object_get_string (member (json, "type")));
  change->op = g_strdup (json_object_get_string (member (json, "op")));
  change->field = g_strdup (json_object_get_string (member (json, "field")));
  change->n = json_object_get_int64 (member (json, "n"));
  change->seq = change->order = json_object_get_int64 (member (json, "seq"));
  change->scope = json_object_get_int (member (json, "scope"));
  change->held = json_object_get_boolean (member (json, "held"));
  change->value = json_object_get (member (json, "value"));
  return change;
}

/* ids: "seq" and "device.n" -> id. */
static void
read_base (OracleChange *change, struct json_object *json, GHashTable *ids)
{
  struct json_object *base = member (json, "base");

  for (size_t i = 0; base != NULL && i < json_object_array_length (base); i++)
    {
      struct json_object *name = json_object_array_get_idx (base, i), *seq = member (name, "seq"), *n = member (name, "n");
      g_autofree char *key = seq != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int64 (seq)) : n != NULL ? key_of (change->device, json_object_get_int64 (n)) : NULL;
      const char *id = key != NULL ? g_hash_table_lookup (ids, key) : NULL;

      if (key == NULL)
        g_ptr_array_add (change->base, to_hex (member (name, "id")));
      else
        g_ptr_array_add (change->base, g_strdup (id != NULL ? id : key));
    }
}

static void
read_page (struct json_object *page, GPtrArray *changes, GHashTable *ids)
{
  struct json_object *all = member (page, "changes");

  for (size_t i = 0; i < json_object_array_length (all); i++)
    {
      struct json_object *json = json_object_array_get_idx (all, i);
      OracleChange *change = read_change (json);

      g_hash_table_insert (ids, g_strdup_printf ("%" G_GINT64_FORMAT, change->seq), change->id);
      g_hash_table_insert (ids, key_of (change->device, change->n), change->id);
      read_base (change, json, ids);
      g_ptr_array_add (changes, change);
    }
}

GPtrArray *
office_changes (Sim *sim)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) oracle_change_free);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *next = NULL;
  gboolean more = TRUE, wait;

  while (more)
    {
      g_autofree char *query = next != NULL ? g_strdup_printf ("limit=5000&after=%s", next) : g_strdup ("limit=5000");
      g_autoptr (KinRequest) request = kin_request_new ("GET", "/v1/" AUTHORITY "/changes", query);
      g_autoptr (KinAnswer) answer = NULL;
      g_autofree char *text = NULL;
      struct json_object *page;

      request->bearer = g_strdup (sim->office->root);
      answer = kin_endpoint_answer (sim->office->endpoint, request, sim->now, &wait);
      if (answer->status != 200)
        sim_fail (sim, "the office does not tell its log: %u", answer->status);
      text = g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
      page = json_tokener_parse (text);
      read_page (page, changes, ids);
      g_free (next);
      next = g_strdup (json_object_get_string (member (page, "next")));
      more = json_object_get_boolean (member (page, "more"));
      json_object_put (page);
    }
  for (guint i = 0; i < changes->len; i++)
    if (((OracleChange *) changes->pdata[i])->seq != (gint64) i + 1)
      sim_fail (sim, "the office's numbers are not dense: %" G_GINT64_FORMAT " stands at place %u", ((OracleChange *) changes->pdata[i])->seq, i + 1);
  return changes;
}
