/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office: an ordered log in memory. */
#include <string.h>

#include "receive.h"
#include "sim.h"

struct _Office
{
  GPtrArray *log; /* of KinWireChange */
};

Office *
office_new (Sim *sim)
{
  Office *office = g_new0 (Office, 1);

  office->log = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  return office;
}

void
office_free (Office *office)
{
  g_ptr_array_unref (office->log);
  g_free (office);
}

static void
push (Sim *sim, Laptop *laptop)
{
  g_autoptr (GPtrArray) changes = kin_reader_outbox (laptop_reader (laptop), laptop->sent, 1 + sim_roll (sim, 20));

  while (changes->len > 0)
    {
      KinWireChange *change = g_ptr_array_steal_index (changes, 0);

      laptop->sent = change->n;
      change->seq = (gint64) sim->office->log->len + 1;
      g_ptr_array_add (sim->office->log, change);
    }
}

static void
pull (Sim *sim, Laptop *laptop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = g_ptr_array_new ();
  guint from = laptop->got, most = 1 + sim_roll (sim, 40), to = MIN (sim->office->log->len, from + most);
  gboolean ok;

  if (from > 0 && sim_roll (sim, 2) == 0)
    from -= 1 + sim_roll (sim, MIN (from, 10));
  for (guint c = from; c < to; c++)
    g_ptr_array_add (page, sim->office->log->pdata[c]);
  laptop_begin (laptop);
  ok = kin_store_receive (laptop->store, page, &error);
  laptop_judge (laptop, ok, error);
  if (laptop_end (laptop) && ok)
    laptop->got = MAX (laptop->got, to);
}

void
office_step (Sim *sim, Laptop *laptop)
{
  if (sim_roll (sim, 2) == 0)
    push (sim, laptop);
  else
    pull (sim, laptop);
}

gboolean
office_is_idle (Sim *sim, Laptop *laptop)
{
  return laptop->got == sim->office->log->len && kin_reader_number (laptop_reader (laptop), "SELECT count(*) FROM change WHERE seq IS NULL /* scan: test */", 0) == 0;
}

static const char *
find_id (Sim *sim, const KinId *device, const char *name)
{
  gint64 number = g_ascii_strtoll (name + 1, NULL, 10);

  for (guint i = 0; i < sim->office->log->len; i++)
    {
      KinWireChange *change = sim->office->log->pdata[i];

      if (name[0] == 's' ? change->seq == number : change->n == number && kin_id_equal (&change->device, device))
        return (const char *) change->id.bytes;
    }
  return NULL;
}

static char *
to_hex (const void *bytes)
{
  GString *hex = g_string_new (NULL);

  for (guint i = 0; bytes != NULL && i < 16; i++)
    g_string_append_printf (hex, "%02X", ((const guint8 *) bytes)[i]);
  return g_string_free (hex, FALSE);
}

GPtrArray *
office_changes (Sim *sim)
{
  static const char *const ops[] = { "create", "set", "delete", "restore" };
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) oracle_change_free);

  for (guint i = 0; i < sim->office->log->len; i++)
    {
      KinWireChange *wire = sim->office->log->pdata[i];
      OracleChange *change = oracle_change_new ();
      g_auto (GStrv) base = g_strsplit (wire->base != NULL ? wire->base : "", " ", -1);

      change->id = to_hex (&wire->id);
      change->record = to_hex (&wire->record);
      change->device = to_hex (&wire->device);
      change->type = g_strdup (wire->type);
      change->op = g_strdup (ops[wire->op]);
      change->field = g_strdup (wire->field);
      change->n = wire->n;
      change->seq = wire->seq;
      change->order = i;
      for (guint b = 0; base[b] != NULL; b++)
        if (*base[b] != '\0')
          g_ptr_array_add (change->base, to_hex (find_id (sim, &wire->device, base[b])));
      change->value = wire->value != NULL ? json_tokener_parse (wire->value) : NULL;
      g_ptr_array_add (changes, change);
    }
  return changes;
}
