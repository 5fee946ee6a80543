/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes at random. */
#include "random_change.h"

static void
random_id (GRand *rand, KinId *id)
{
  for (guint i = 0; i < sizeof id->bytes; i++)
    id->bytes[i] = (guint8) g_rand_int (rand);
}

char *
random_text (GRand *rand, guint most)
{
  static const gunichar odd[] = { '"', '\\', '/', '\n', '\t', 1, 0x1f, 0x7f, 0xe9, 0x202e, 0xffff, 0x1f600, 0x10ffff, ' ', '{' };
  guint n = (guint) g_rand_int_range (rand, 0, (gint) most + 1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_unichar (text, g_rand_int_range (rand, 0, 3) == 0 ? odd[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd))]
                                                                      : (gunichar) g_rand_int_range (rand, 'a', 'z' + 1));
  return g_string_free (text, FALSE);
}

static char *
random_object (GRand *rand, guint depth, gboolean array)
{
  GString *json = g_string_new (array ? "[" : "{");
  guint n = (guint) g_rand_int_range (rand, 0, 5);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *value = random_value (rand, depth - 1);

      if (i > 0)
        g_string_append_c (json, ',');
      if (!array)
        g_string_append_printf (json, "\"k%u\":", i);
      g_string_append (json, value != NULL ? value : "null");
    }
  g_string_append_c (json, array ? ']' : '}');
  return g_string_free (json, FALSE);
}

char *
random_value (GRand *rand, guint depth)
{
  static const char *const numbers[] = { "0", "-1", "9007199254740991", "-9007199254740991", "12345" };
  g_autofree char *text = NULL;
  GString *json;

  switch (g_rand_int_range (rand, 0, depth > 0 ? 6 : 4))
    {
    case 0:
      return NULL;
    case 1:
      return g_strdup (g_rand_boolean (rand) ? "true" : "false");
    case 2:
      return g_strdup (numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))]);
    case 3:
      json = g_string_new (NULL);
      text = random_text (rand, 20);
      kin_json_append_text (json, text);
      return g_string_free (json, FALSE);
    case 4:
      return random_object (rand, depth, FALSE);
    default:
      return random_object (rand, depth, TRUE);
    }
}

static char *
random_base (GRand *rand)
{
  GString *base = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 1, 4);

  for (guint i = 0; i < n; i++)
    if (g_rand_int_range (rand, 0, 4) == 0)
      {
        char text[KIN_ID_TEXT];
        KinId id;

        kin_id_make (&id, 1700000000000);
        kin_id_to_text (&id, text);
        g_string_append_printf (base, "%si%s", i > 0 ? " " : "", text);
      }
    else
      g_string_append_printf (base, "%s%c%d", i > 0 ? " " : "", g_rand_boolean (rand) ? 's' : 'n', g_rand_int_range (rand, 1, 1000000));
  return g_string_free (base, FALSE);
}

KinWireChange *
random_change (GRand *rand, gint64 n, gboolean numbered)
{
  KinWireChange *change = g_new0 (KinWireChange, 1);

  change->op = (KinOp) g_rand_int_range (rand, KIN_OP_CREATE, KIN_OP_PURGED + 1);
  change->n = n;
  change->txn = g_rand_int_range (rand, 1, (gint) n + 1);
  change->action = g_rand_int_range (rand, 1, (gint) n + 1);
  random_id (rand, &change->device);
  random_id (rand, &change->id);
  random_id (rand, &change->record);
  change->scope = g_rand_int_range (rand, 0, 3);
  change->type = g_strdup ("placement");
  change->by = random_text (rand, 10);
  change->at = G_GINT64_CONSTANT (1000000000000) + (gint64) g_rand_int (rand) * 300;
  if (change->op == KIN_OP_CREATE)
    change->value = random_object (rand, 2, FALSE);
  else if (change->op == KIN_OP_SET)
    {
      change->field = g_strdup ("ended_because");
      change->value = random_value (rand, 2);
    }
  if (change->op == KIN_OP_ADMIT || g_rand_boolean (rand))
    change->base = random_base (rand);
  if (g_rand_boolean (rand))
    {
      change->kind = g_strdup ("edit");
      change->label = random_text (rand, 30);
      change->by_name = random_text (rand, 30);
    }
  if (g_rand_int_range (rand, 0, 4) == 0)
    {
      random_id (rand, &change->undoes_device);
      change->undoes_n = g_rand_int_range (rand, 1, 100);
    }
  if (g_rand_int_range (rand, 0, 4) == 0)
    {
      random_id (rand, &change->first_device);
      change->first_n = g_rand_int_range (rand, 1, 100);
    }
  if (numbered)
    {
      change->seq = g_rand_int_range (rand, 1, G_MAXINT);
      change->received = change->at + 5;
      change->held = g_rand_boolean (rand);
    }
  return change;
}
