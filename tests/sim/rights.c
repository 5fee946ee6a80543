/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done at the office itself: grants change, records are purged by two managers, laptops are signed out; and what those who
 * were signed out hand in. */
#include <glib/gstdio.h>
#include <string.h>

#include "authority.h"
#include "handed_in.h"
#include "handover.h"
#include "purge.h"
#include "receive.h"
#include "sim.h"

#define MANAGERS 2 /* the first two people */
#define ALL 7
#define MOST_OUT 1 /* laptops */

void
rights_at_random (Sim *sim, guint person, KinRole *role, int *scopes)
{
  static const int masks[] = { 1, 3, 5, ALL, ALL, ALL };

  *role = person < MANAGERS ? KIN_ROLE_MANAGER : sim_roll (sim, 5) == 0 ? KIN_ROLE_VIEWER : KIN_ROLE_EDITOR;
  *scopes = person < MANAGERS ? ALL : masks[sim_roll (sim, G_N_ELEMENTS (masks))];
}

static Laptop *
laptop_at_random (Sim *sim)
{
  return sim->laptops->pdata[sim_roll (sim, sim->laptops->len)];
}

static void
grant (Sim *sim)
{
  guint person = laptop_at_random (sim)->person;
  g_autofree char *name = g_strdup_printf ("person %u", person);
  KinRole role;
  int scopes;
  gboolean done;
  KinLog *log;

  log = office_log (sim); /* open before the disk may fail */
  rights_at_random (sim, person, &role, &scopes);
  office_begin (sim);
  done = kin_account_grant (log, name, role, scopes, NULL);
  done = office_end (sim) && done;
  sim_note (sim, "person %u is granted %d as %s: %d", person, scopes, kin_role_name (role), done);
  sim->counts[SIM_GRANTS] += done;
}

/* One of which the office knows. */
static gboolean
choose_record (Sim *sim, KinPurgeWish *wish)
{
  gint64 head = office_head (sim);
  g_autoptr (KinAsk) ask = kin_log_ask (office_log (sim), "SELECT body FROM change WHERE seq >= ?1 AND op = 0 ORDER BY seq LIMIT 1");
  g_autoptr (KinWireChange) change = NULL;
  const char *body;
  gsize length;

  kin_ask_int (ask, 1, 1 + sim_roll (sim, (guint) head));
  if (head == 0 || !kin_ask_next (ask))
    return FALSE;
  body = kin_ask_get_long (ask, 0, &length);
  change = kin_wire_change_parse (body, length, NULL);
  wish->record = change->record;
  wish->type = g_strdup (change->type);
  return TRUE;
}

static void
note_purged (Sim *sim, const KinId *record)
{
  GString *hex = g_string_new (NULL);

  for (guint i = 0; i < sizeof record->bytes; i++)
    g_string_append_printf (hex, "%02X", record->bytes[i]);
  g_hash_table_add (sim->purged, g_string_free (hex, FALSE));
}

static void
purge (Sim *sim)
{
  g_auto (KinAccount) one = { 0 }, other = { 0 };
  KinPurgeWish wish = { .reason = (char *) "asked for by the family" };
  g_autofree char *ledger = office_ledger (sim);
  g_autofree char *type = NULL;
  KinPurging done = KIN_PURGE_FAILED;
  gint64 no = 0;

  if (!office_account (sim, 0, &one) || !office_account (sim, 1, &other) || !choose_record (sim, &wish))
    return;
  type = wish.type;
  office_begin (sim);
  if (kin_purge_ask (office_log (sim), &one, &wish, sim->now, &no, NULL) == KIN_PURGE_GOOD)
    {
      KinPurging alone = kin_purge_approve (office_log (sim), &one, no, ledger, sim->now, NULL);

      done = alone;
      if (alone == KIN_PURGE_SAME)
        {
          note_purged (sim, &wish.record); /* once the ledger has it a fault undoes it no more */
          done = kin_purge_approve (office_log (sim), &other, no, ledger, sim->now, NULL);
        }
    }
  office_end (sim);
  sim_note (sim, "a %s is purged: %d", type, done);
  sim->counts[SIM_PURGES] += done == KIN_PURGE_GOOD;
}

/* What a fault cut short is approved again; what stands as purged then has to be. */
static void
finish_purges (Sim *sim)
{
  g_autoptr (GPtrArray) purges = kin_purges (office_log (sim));
  g_autofree char *ledger = office_ledger (sim);
  g_auto (KinAccount) one = { 0 }, other = { 0 };

  g_hash_table_remove_all (sim->purged);
  if (purges->len > 0 && (!office_account (sim, 0, &one) || !office_account (sim, 1, &other)))
    sim_fail (sim, "the office knows its managers no more");
  for (guint i = 0; i < purges->len; i++)
    {
      const KinPurge *each = purges->pdata[i];

      if (each->seq == 0 && kin_purge_approve (office_log (sim), each->asked == other.no ? &one : &other, each->no, ledger, sim->now, NULL) != KIN_PURGE_GOOD)
        sim_fail (sim, "the office does not do a purge that two managers want");
      note_purged (sim, &each->record);
    }
}

/* By the identity that it last told the office: it may have taken another since. */
static gboolean
find_token (Laptop *laptop, KinDevice *device)
{
  g_autofree char *token = kin_reader_fact (laptop_reader (laptop), "sync-token");

  return token != NULL && kin_device_by_token (office_log (laptop->sim), token, device);
}

gboolean
rights_is_out (Laptop *laptop)
{
  g_auto (KinDevice) device = { 0 };

  return find_token (laptop, &device) && device.revoked != 0;
}

static guint
count_out (Sim *sim)
{
  guint n = 0;

  for (guint i = 0; i < sim->laptops->len; i++)
    n += rights_is_out (sim->laptops->pdata[i]);
  return n;
}

static void
sign_out (Sim *sim)
{
  Laptop *laptop = laptop_at_random (sim);
  g_auto (KinDevice) device = { 0 };
  gboolean done;

  if (laptop->person < MANAGERS || count_out (sim) >= MOST_OUT || !find_token (laptop, &device))
    return;
  office_begin (sim);
  done = kin_device_revoke (office_log (sim), &device.id, sim_roll (sim, 2) == 0, sim->now, NULL);
  done = office_end (sim) && done;
  sim_note (sim, "laptop %u is signed out for good: %d", laptop->number, done);
  sim->counts[SIM_REVOKED] += done;
}

void
rights_once (Sim *sim)
{
  switch (sim_roll (sim, 6))
    {
    case 0:
    case 1:
    case 2:
      grant (sim);
      break;
    case 3:
    case 4:
      purge (sim);
      break;
    default:
      sign_out (sim);
    }
}

static void
hand_in (Laptop *laptop)
{
  Sim *sim = laptop->sim;
  g_autofree char *file = g_build_filename (sim->folder, "handed-in", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = NULL;
  gint64 n = 0, taken = 0;
  gsize length;

  if (!kin_handover_save (laptop_reader (laptop), file, &n, &error))
    {
      if (kin_reader_n_pending (laptop_reader (laptop)) > 0)
        sim_fail (sim, "laptop %u is signed out and cannot save what it has not sent: %s", laptop->number, error->message);
      return;
    }
  g_assert_true (g_file_get_contents (file, &contents, &length, NULL));
  sealed = g_bytes_new (contents, length);
  if (!kin_hand_in (office_log (sim), sealed, sim->now, &taken, &error))
    sim_fail (sim, "laptop %u is signed out and what it hands in is not taken: %s", laptop->number, error->message);
  sim_note (sim, "laptop %u hands in %" G_GINT64_FORMAT ", of which %" G_GINT64_FORMAT " are new", laptop->number, n, taken);
  sim->counts[SIM_HANDED_IN]++;
  taken = -1;
  if (!kin_hand_in (office_log (sim), sealed, sim->now, &taken, &error) || taken != 0)
    sim_fail (sim, "laptop %u: handed in again it is not known again: %" G_GINT64_FORMAT, laptop->number, taken);
}

/* What only those had who are out, and is not theirs, is given up: an office that was set back had lost it. So is their own where it
 * was set back before they were signed out, and they never heard of it. */
static void
give_up (Laptop *laptop, GHashTable *elsewhere)
{
  Sim *sim = laptop->sim;
  g_autofree char *known = kin_reader_fact (laptop_reader (laptop), "sync-generation");
  g_auto (KinAuthority) authority = { 0 };
  gboolean heard = kin_authority_read (office_log (sim), &authority) && g_strcmp0 (known, authority.generation) == 0;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, laptop->kept);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (elsewhere, id) && (!heard || GPOINTER_TO_UINT (g_hash_table_lookup (sim->makers, id)) != laptop->number))
      g_hash_table_add (sim->lost, g_strdup (id));
}

void
rights_finish (Sim *sim)
{
  g_autoptr (GHashTable) elsewhere = NULL;

  finish_purges (sim);
  for (guint i = 0; i < sim->laptops->len; i++)
    if (rights_is_out (sim->laptops->pdata[i]))
      hand_in (sim->laptops->pdata[i]);
  elsewhere = judge_held (sim);
  for (guint i = 0; i < sim->laptops->len; i++)
    if (rights_is_out (sim->laptops->pdata[i]))
      give_up (sim->laptops->pdata[i], elsewhere);
}
