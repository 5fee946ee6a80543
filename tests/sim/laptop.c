/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A laptop: a disk that may fail, a clock that may be wrong, the store on it, and what the disk has promised to hold. */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "sim.h"
#include "store_private.h"
#include "talk.h"

#define FILE_NAME "example.kin"

KinReader *
laptop_reader (Laptop *laptop)
{
  return kin_store_reader (laptop->store);
}

static gint64
tell_time (gpointer data)
{
  Laptop *laptop = data;

  return laptop->sim->now + laptop->skew;
}

static void
drain_news (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
open_as (Laptop *laptop, KinStoreFlags flags)
{
  g_autoptr (GError) error = NULL;

  faulty_vfs_plan (laptop->disk, NULL);
  faulty_vfs_watch (laptop->disk);
  laptop->store = kin_store_open (laptop->path, laptop->key, flags, &error);
  if (laptop->store == NULL)
    sim_fail (laptop->sim, "laptop %u does not open: %s", laptop->number, error->message);
  kin_store_set_clock (laptop->store, tell_time, laptop);
  laptop->talk = kin_talk_new (laptop->store, g_rand_new_with_seed (g_rand_int (laptop->sim->rand)), NULL);
}

void
laptop_open (Laptop *laptop)
{
  open_as (laptop, 0);
}

void
laptop_close (Laptop *laptop)
{
  net_hang_up (laptop);
  g_clear_pointer (&laptop->talk, kin_talk_free);
  g_ptr_array_set_size (laptop->forms, 0);
  kin_store_close (laptop->store);
  drain_news ();
  g_clear_object (&laptop->store);
}

static Laptop *
make_laptop (Sim *sim)
{
  Laptop *laptop = g_new0 (Laptop, 1);

  laptop->sim = sim;
  laptop->number = sim->laptops->len;
  laptop->folder = g_strdup_printf ("%s/laptop-%u", sim->folder, laptop->number);
  laptop->path = g_build_filename (laptop->folder, FILE_NAME, NULL);
  g_assert_cmpint (g_mkdir (laptop->folder, 0700), ==, 0);
  laptop->disk = faulty_disk_new (laptop->folder);
  for (guint i = 0; i < KIN_KEY_BYTES; i++)
    laptop->key[i] = (guint8) (i * 7 + 1);
  laptop->forms = g_ptr_array_new_with_free_func (g_object_unref);
  laptop->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  laptop->mask = 7;
  g_ptr_array_add (sim->laptops, laptop);
  return laptop;
}

/* A person types the code that the office gave. */
void
laptop_join (Laptop *laptop)
{
  g_autofree char *code = office_code (laptop->sim, laptop->person);
  g_autofree char *machine = g_strdup_printf ("laptop %u", laptop->number);
  g_autoptr (GError) error = NULL;

  if (code == NULL)
    return; /* the office was just out of order: another time */
  laptop_begin (laptop);
  kin_talk_join (laptop->talk, "https://office.example", "demo", code, machine, &error);
  sim_note (laptop->sim, "laptop %u joins: %s", laptop->number, error != NULL ? error->message : "asked");
  laptop_end (laptop);
}

Laptop *
laptop_new (Sim *sim)
{
  Laptop *laptop = make_laptop (sim);

  open_as (laptop, KIN_STORE_CREATE);
  laptop->person = laptop->number;
  laptop_join (laptop);
  return laptop;
}

void
laptop_free (Laptop *laptop)
{
  if (laptop->store != NULL)
    laptop_close (laptop);
  faulty_disk_free (laptop->disk);
  folder_remove (laptop->folder);
  g_ptr_array_unref (laptop->forms);
  g_hash_table_unref (laptop->kept);
  g_free (laptop->folder);
  g_free (laptop->path);
  g_free (laptop);
}

int
laptop_mask (Laptop *laptop)
{
  g_autofree char *scopes = kin_reader_fact (laptop_reader (laptop), "sync-scopes");

  return scopes != NULL ? atoi (scopes) : 7;
}

/* Of what a laptop may not hold (any more) it promises nothing. says: as note_changes puts it. */
static gboolean
may_hold (Laptop *laptop, const char *says)
{
  return (1 << atoi (strrchr (says, ' ') + 1) & laptop_mask (laptop)) != 0;
}

static gboolean
is_purged (Sim *sim, const char *says)
{
  g_autofree char *record = g_strndup (says, 32);

  return g_hash_table_contains (sim->purged, record);
}

/* What this device has written since: its disk has promised to hold it. (A purge the office may do again, under another id.) */
static void
note_changes (Laptop *laptop)
{
  Sim *sim = laptop->sim;
  g_autoptr (KinQuery) query = kin_reader_query (laptop_reader (laptop), "SELECT hex (c.id), hex (r.id) || ' ' || c.op || ' ' || coalesce (c.field, '-') || ' ' ||"
                                                 " coalesce (c.value, 'null') || ' ' || c.at || ' ' || c.scope, c.no FROM change c JOIN record r ON r.no = c.record WHERE c.no > ?1 AND c.op <> 5 ORDER BY c.no");

  kin_query_int (query, 1, laptop->noted);
  while (kin_query_step (query))
    {
      const char *id = kin_query_get_text (query, 0), *says = kin_query_get_text (query, 1);
      const char *said = g_hash_table_lookup (sim->committed, id);

      if (said != NULL && strcmp (said, says) != 0 && !is_purged (sim, says))
        sim_fail (sim, "laptop %u: change %s was \"%s\" and is \"%s\"", laptop->number, id, said, says);
      if (said == NULL)
        {
          g_hash_table_insert (sim->committed, g_strdup (id), g_strdup (says));
          g_hash_table_insert (sim->makers, g_strdup (id), GUINT_TO_POINTER (laptop->number));
          sim->counts[SIM_CHANGES]++;
        }
      g_hash_table_add (laptop->kept, g_strdup (id));
      laptop->noted = kin_query_get_int (query, 2);
    }
}

/* Is all there that it promised? last: the number of the last change whose commit was acknowledged. */
static void
check_promise (Laptop *laptop, gint64 last)
{
  gint64 here_last = kin_reader_number (laptop_reader (laptop), "SELECT max(no) FROM change", 0);
  g_autoptr (GPtrArray) changes = laptop_changes (laptop);
  g_autoptr (GHashTable) here = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  if (here_last < last && laptop->mask == 7) /* what is forgotten gives its numbers back */
    sim_fail (laptop->sim, "laptop %u had committed %" G_GINT64_FORMAT " changes and holds %" G_GINT64_FORMAT, laptop->number, last, here_last);
  for (guint i = 0; i < changes->len; i++)
    if (!g_hash_table_add (here, ((OracleChange *) changes->pdata[i])->id))
      sim_fail (laptop->sim, "laptop %u holds change %s twice", laptop->number, ((OracleChange *) changes->pdata[i])->id);
  g_hash_table_iter_init (&iter, laptop->kept);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (here, id) && may_hold (laptop, g_hash_table_lookup (laptop->sim->committed, id)))
      sim_fail (laptop->sim, "laptop %u has lost change %s: %s", laptop->number, (char *) id, (char *) g_hash_table_lookup (laptop->sim->committed, id));
}

void
laptop_begin (Laptop *laptop)
{
  static const struct { FaultOp op; int code; } errors[] = {
    { FAULT_WRITE, 13 /* SQLITE_FULL */ }, { FAULT_WRITE, 10 | 3 << 8 }, { FAULT_SYNC, 10 | 4 << 8 }, { FAULT_READ, 10 | 1 << 8 },
  };
  FaultPlan plan = { .way = FAULT_ONCE };

  if (sim_once_in (laptop->sim, 25))
    plan = (FaultPlan) { .op = FAULT_ANY, .at = 1 + sim_roll (laptop->sim, 24), .way = FAULT_POWER };
  else if (sim_once_in (laptop->sim, 25))
    {
      guint error = sim_roll (laptop->sim, G_N_ELEMENTS (errors));

      plan = (FaultPlan) { .op = errors[error].op, .code = errors[error].code, .at = 1 + sim_roll (laptop->sim, 8), .way = FAULT_ONCE };
    }
  else
    return;
  faulty_vfs_plan (laptop->disk, &plan);
}

void
laptop_judge (Laptop *laptop, gboolean ok, GError *error)
{
  sim_note (laptop->sim, "  %s", ok ? "done" : error->message);
  if (ok || faulty_vfs_struck (laptop->disk) || g_error_matches (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER) ||
      g_error_matches (error, KIN_STORE_ERROR, KIN_STORE_ERROR_TOO_BIG))
    return;
  sim_fail (laptop->sim, "laptop %u: %s", laptop->number, error->message);
}

static gboolean
is_forgotten (gpointer id, gpointer value, gpointer laptop)
{
  return !may_hold (laptop, g_hash_table_lookup (((Laptop *) laptop)->sim->committed, id));
}

/* It was told to hold less: what it was not yet rid of must be with the office. */
static void
note_grant (Laptop *laptop)
{
  int before = laptop->mask;

  laptop->mask = laptop_mask (laptop);
  if ((before & ~laptop->mask) == 0)
    return;
  sim_note (laptop->sim, "laptop %u: held %d, holds %d", laptop->number, before, laptop->mask);
  judge_narrowed (laptop);
  g_hash_table_foreach_remove (laptop->kept, is_forgotten, laptop);
}

gboolean
laptop_end (Laptop *laptop)
{
  Sim *sim = laptop->sim;
  gboolean dark = faulty_vfs_is_dark (laptop->disk);
  g_autoptr (GError) unread = kin_reader_take_error (laptop_reader (laptop));
  gint64 last = laptop->store->last_no;

  drain_news ();
  if (dark || (faulty_vfs_struck (laptop->disk) && sim_roll (sim, 2) == 0))
    {
      sim_note (sim, "laptop %u: %s", laptop->number, dark ? "the power went" : "started anew after a disk error");
      laptop_close (laptop);
      sim->counts[SIM_POWER_CUTS] += dark;
      if (dark)
        faulty_vfs_power_back (laptop->disk, sim->rand);
      laptop_open (laptop);
      laptop->noted = MIN (laptop->noted, kin_reader_number (laptop_reader (laptop), "SELECT max(no) FROM change", 0));
      note_changes (laptop);
      note_grant (laptop);
      check_promise (laptop, last);
      return FALSE;
    }
  sim->counts[SIM_DISK_ERRORS] += faulty_vfs_struck (laptop->disk);
  faulty_vfs_plan (laptop->disk, NULL);
  note_changes (laptop);
  note_grant (laptop);
  return TRUE;
}

static char *
name_copy (Laptop *laptop, const char *tail)
{
  return g_strconcat (laptop->folder, "/put-away", tail, NULL);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize n;

  g_remove (to);
  if (g_file_get_contents (from, &bytes, &n, NULL))
    g_assert_true (g_file_set_contents (to, bytes, (gssize) n, NULL));
}

/* The file and its log as they lie on the disk; nobody is writing. */
static void
copy_disk (const char *from, const char *to)
{
  static const char *const tails[] = { "", "-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *source = g_strconcat (from, tails[i], NULL);
      g_autofree char *target = g_strconcat (to, tails[i], NULL);

      copy_file (source, target);
    }
}

static void
forget_what_was_kept (Laptop *laptop)
{
  g_hash_table_remove_all (laptop->kept);
  laptop->noted = 0;
  laptop->mask = laptop_mask (laptop);
  note_changes (laptop);
}

Laptop *
laptop_clone (Laptop *laptop)
{
  Laptop *other = make_laptop (laptop->sim);

  copy_disk (laptop->path, other->path);
  other->skew = laptop->skew;
  other->person = laptop->person;
  sim_note (laptop->sim, "laptop %u: its disk is cloned as %u", laptop->number, other->number);
  open_as (other, 0);
  other->mask = laptop_mask (other);
  note_changes (other);
  laptop->sim->counts[SIM_CLONES]++;
  return other;
}

void
laptop_back_up (Laptop *laptop)
{
  g_autofree char *copy = name_copy (laptop, "");

  sim_note (laptop->sim, "laptop %u: its disk is backed up", laptop->number);
  copy_disk (laptop->path, copy);
}

gboolean
laptop_go_back (Laptop *laptop)
{
  g_autofree char *copy = name_copy (laptop, "");

  if (!g_file_test (copy, G_FILE_TEST_EXISTS))
    return FALSE;
  laptop_close (laptop);
  copy_disk (copy, laptop->path);
  laptop_open (laptop);
  laptop->life++;
  sim_note (laptop->sim, "laptop %u: its disk is put back", laptop->number);
  forget_what_was_kept (laptop);
  laptop->sim->counts[SIM_BACKUPS]++;
  return TRUE;
}

static void
add_base (OracleChange *change, const char *base, GHashTable *ids)
{
  g_auto (GStrv) names = g_strsplit (base, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *id = g_hash_table_lookup (ids, names[i]);

      if (*names[i] != '\0')
        g_ptr_array_add (change->base, g_strdup (id != NULL ? id : names[i]));
    }
}

/* "i" and the id as it is written on the wire. */
static char *
name_by_id (const char *hex)
{
  g_autofree char *low = g_ascii_strdown (hex, -1);

  return g_strdup_printf ("i%.8s-%.4s-%.4s-%.4s-%s", low, low + 8, low + 12, low + 16, low + 20);
}

GPtrArray *
laptop_changes (Laptop *laptop)
{
  g_autoptr (KinQuery) query = kin_reader_query (laptop_reader (laptop), "SELECT hex (c.id), hex (r.id), r.type, c.op, c.field, c.device, c.n, c.seq, c.base, c.value, c.held, c.scope,"
                                                 " (SELECT hex (d.id) FROM device d WHERE d.no = c.device), c.no FROM change c JOIN record r ON r.no = c.record ORDER BY c.no /* scan: test */");
  static const char *const ops[] = { "create", "set", "delete", "restore", "admit", "purge", "purged" };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* "device.n" -> id */
  g_autoptr (GPtrArray) bases = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) oracle_change_free);

  while (kin_query_step (query))
    {
      OracleChange *change = oracle_change_new ();

      change->id = g_strdup (kin_query_get_text (query, 0));
      change->record = g_strdup (kin_query_get_text (query, 1));
      change->type = g_strdup (kin_query_get_text (query, 2));
      change->op = g_strdup (ops[kin_query_get_int (query, 3)]);
      change->field = g_strdup (kin_query_get_text (query, 4));
      change->n = kin_query_get_int (query, 6);
      change->seq = kin_query_get_int (query, 7);
      change->order = kin_query_get_int (query, 13) - 1;
      g_ptr_array_add (bases, g_strdup (kin_query_is_null (query, 8) ? "" : kin_query_get_text (query, 8)));
      change->value = kin_query_is_null (query, 9) ? NULL : json_tokener_parse (kin_query_get_text (query, 9));
      change->held = kin_query_get_int (query, 10) != 0;
      change->scope = (int) kin_query_get_int (query, 11);
      change->device = g_strdup (kin_query_get_text (query, 12));
      g_hash_table_insert (ids, g_strdup_printf ("s%" G_GINT64_FORMAT, change->seq), change->id);
      g_hash_table_insert (ids, name_by_id (change->id), change->id);
      g_hash_table_insert (ids, g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, kin_query_get_int (query, 5), change->n), change->id);
      g_ptr_array_add (changes, change);
    }
  for (guint i = 0; i < changes->len; i++)
    add_base (changes->pdata[i], bases->pdata[i], ids);
  return changes;
}
