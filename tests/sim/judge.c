/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a laptop shows against what the oracle says it must show; and one laptop against another. */
#include <string.h>

#include "backup.h"
#include "sim.h"

static void
parse_hex (const char *hex, KinId *id)
{
  for (guint i = 0; i < sizeof id->bytes; i++)
    id->bytes[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
}

static void
judge_values (Laptop *laptop, const char *id, OracleRecord *wanted, KinRecord *record)
{
  struct json_object *json = kin_reader_json (laptop_reader (laptop), record);
  GHashTableIter iter;
  gpointer field, value;
  guint n = 0;

  g_hash_table_iter_init (&iter, wanted->values);
  while (g_hash_table_iter_next (&iter, &field, &value))
    {
      struct json_object *got = NULL;
      g_autofree char *left = oracle_text (value);
      g_autofree char *right = NULL;

      json_object_object_get_ex (json, field, &got);
      right = oracle_text (got);
      if (strcmp (left, right) != 0)
        sim_fail (laptop->sim, "laptop %u, %s %s, %s: shows %s, and its log says %s", laptop->number, wanted->type, id, (char *) field, right, left);
      n++;
    }
  if ((guint) json_object_object_length (json) != n)
    sim_fail (laptop->sim, "laptop %u, %s %s: shows %d values, and its log says %u: %s", laptop->number, wanted->type, id, json_object_object_length (json), n,
              json_object_to_json_string (json));
  json_object_put (json);
}

/* field -> the values that stand, as the oracle writes them. */
static GHashTable *
conflicts_shown (KinReader *reader, gint64 no)
{
  g_autoptr (GPtrArray) heads = kin_reader_conflicts (reader, no);
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTable *shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, its;

  for (guint i = 0; i < heads->len; i++)
    {
      KinChange *head = heads->pdata[i];
      const char *field = strcmp (head->op, "set") == 0 ? head->field : "_exists";
      struct json_object *value = head->value != NULL ? json_tokener_parse (head->value) : NULL;

      if (strcmp (head->op, "create") == 0) /* which of the contested fields it stands for is not said */
        {
          g_hash_table_insert (shown, g_strdup (""), g_strdup (""));
          json_object_put (value);
          continue;
        }
      its = g_hash_table_lookup (fields, field);
      if (its == NULL)
        g_hash_table_insert (fields, (gpointer) field, its = g_ptr_array_new_with_free_func (g_free));
      g_ptr_array_add (its, strcmp (field, "_exists") == 0 ? g_strdup (strcmp (head->op, "delete") == 0 ? "false" : "true") : oracle_text (value));
      json_object_put (value);
    }
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &its))
    {
      g_ptr_array_add (its, NULL);
      g_hash_table_insert (shown, g_strdup (name), g_strjoinv (" | ", (char **) ((GPtrArray *) its)->pdata));
    }
  return shown;
}

static void
judge_heads (Laptop *laptop, const char *id, gint64 no, OracleRecord *wanted)
{
  KinReader *reader = laptop_reader (laptop);
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer field, its;
  {
    g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT h.field, hex (c.id) FROM head h JOIN change c ON c.no = h.change WHERE h.record = ?1 ORDER BY 1, 2");

    kin_query_int (query, 1, no);
    while (kin_query_step (query))
      {
        const char *name = kin_query_get_text (query, 0), *before = g_hash_table_lookup (fields, name);

        g_hash_table_insert (fields, g_strdup (name), before != NULL ? g_strdup_printf ("%s | %s", before, kin_query_get_text (query, 1)) : g_strdup (kin_query_get_text (query, 1)));
      }
  }
  g_hash_table_iter_init (&iter, wanted->heads);
  while (g_hash_table_iter_next (&iter, &field, &its))
    if (g_strcmp0 (g_hash_table_lookup (fields, field), its) != 0)
      sim_fail (laptop->sim, "laptop %u, %s %s, %s: its heads are %s, and its log says %s", laptop->number, wanted->type, id, (char *) field,
                (char *) g_hash_table_lookup (fields, field), (char *) its);
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, &its))
    if (!g_hash_table_contains (wanted->heads, field))
      sim_fail (laptop->sim, "laptop %u, %s %s, %s: it keeps the heads %s, and its log says: the create", laptop->number, wanted->type, id, (char *) field, (char *) its);
}

static void
judge_conflicts (Laptop *laptop, const char *id, gint64 no, OracleRecord *wanted)
{
  g_autoptr (GHashTable) shown = conflicts_shown (laptop_reader (laptop), no);
  GHashTableIter iter;
  gpointer field, values;

  g_hash_table_iter_init (&iter, wanted->conflicts);
  while (g_hash_table_iter_next (&iter, &field, &values))
    if (!g_hash_table_contains (shown, field) && !g_hash_table_contains (shown, ""))
      sim_fail (laptop->sim, "laptop %u, %s %s, %s: it is silent of a conflict between %s", laptop->number, wanted->type, id, (char *) field, (char *) values);
  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &field, &values))
    if (*(char *) field != '\0' && !g_hash_table_contains (wanted->conflicts, field))
      sim_fail (laptop->sim, "laptop %u, %s %s, %s: it tells of a conflict between %s, and there is none", laptop->number, wanted->type, id, (char *) field, (char *) values);
  laptop->sim->counts[SIM_CONFLICTS] += g_hash_table_size (wanted->conflicts);
}

static void
judge_record (Laptop *laptop, const char *id, OracleRecord *wanted)
{
  const KinType *type = kin_type_find (wanted->type);
  KinId binary;
  gint64 no;
  g_autoptr (KinRecord) record = NULL;

  parse_hex (id, &binary);
  no = kin_reader_no_of (laptop_reader (laptop), &binary);
  record = kin_reader_get (laptop_reader (laptop), type, no);
  if ((record != NULL) != wanted->exists)
    sim_fail (laptop->sim, "laptop %u, %s %s: it %s there, and its log says it %s", laptop->number, wanted->type, id, record != NULL ? "is" : "is not",
              wanted->exists ? "is" : "is not");
  judge_heads (laptop, id, no, wanted);
  judge_conflicts (laptop, id, no, wanted);
  if (record != NULL)
    judge_values (laptop, id, wanted, record);
}

static void
judge_shown (Laptop *laptop, const GPtrArray *changes)
{
  g_autoptr (GHashTable) records = oracle_fold (changes);
  GHashTableIter iter;
  gpointer id, wanted;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &id, &wanted))
    judge_record (laptop, id, wanted);
  laptop->sim->counts[SIM_RECORDS] += g_hash_table_size (records);
}

void
judge_laptop (Laptop *laptop)
{
  g_autoptr (GPtrArray) changes = laptop_changes (laptop);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  judge_shown (laptop, changes);
  judge_clashes_kept (laptop);
  if (!laptop->sim->calm && sim_roll (laptop->sim, 8) != 0)
    return; /* reading every page takes half of a run's time */
  if (!kin_store_check (laptop->store, problems, &error))
    sim_fail (laptop->sim, "laptop %u is not sound: %s", laptop->number, problems->len > 0 ? (char *) problems->pdata[0] : error->message);
}

static gboolean
is_made_by (Laptop *laptop, const OracleChange *change)
{
  gpointer maker;

  return g_hash_table_lookup_extended (laptop->sim->makers, change->id, NULL, &maker) && GPOINTER_TO_UINT (maker) == laptop->number;
}

void
judge_saved (Laptop *laptop, gint64 seen)
{
  g_autoptr (GPtrArray) changes = laptop_changes (laptop);
  OracleChange *saved = changes->pdata[changes->len - 1];
  g_autoptr (GPtrArray) heads = oracle_heads (changes, saved->record, saved->field, seen);

  for (guint i = 0; i < changes->len; i++)
    {
      OracleChange *change = changes->pdata[i];

      if (g_ptr_array_find_with_equal_func (saved->base, change->id, g_str_equal, NULL) && change->order >= seen && !is_made_by (laptop, change))
        sim_fail (laptop->sim, "laptop %u: change %s replaces %s of another, which came when the form had long been read", laptop->number, saved->id, change->id);
    }
  for (guint i = 0; i < heads->len; i++)
    if (!oracle_descends (changes, saved, heads->pdata[i]))
      sim_fail (laptop->sim, "laptop %u: change %s does not replace %s, which was seen", laptop->number, saved->id, ((OracleChange *) heads->pdata[i])->id);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(OracleChange *const *) a)->id, (*(OracleChange *const *) b)->id);
}

static char *
describe (Sim *sim, const OracleChange *change)
{
  g_autofree char *value = g_hash_table_contains (sim->purged, change->record) ? g_strdup ("erased") : oracle_text (change->value);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s %s %s %s %s %s%s", change->seq, change->id, change->record, change->type, change->op,
                          change->field != NULL ? change->field : "-", value, change->held ? " held" : "");
}

static OracleChange *
find_change (const GPtrArray *changes, const char *id)
{
  for (guint i = 0; i < changes->len; i++)
    if (strcmp (((OracleChange *) changes->pdata[i])->id, id) == 0)
      return changes->pdata[i];
  return NULL;
}

/* A first copy comes without what is superseded, so there a base may also name what it names through others. */
static void
judge_base (Laptop *laptop, const OracleChange *here, const OracleChange *there, const GPtrArray *office)
{
  for (guint i = 0; i < there->base->len; i++)
    if (!g_ptr_array_find_with_equal_func (here->base, there->base->pdata[i], g_str_equal, NULL))
      sim_fail (laptop->sim, "laptop %u: change %s does not name %s, and with the office it does", laptop->number, here->id, (char *) there->base->pdata[i]);
  for (guint i = 0; i < here->base->len; i++)
    {
      OracleChange *named = find_change (office, here->base->pdata[i]);

      if (named == NULL || !oracle_descends (office, there, named))
        sim_fail (laptop->sim, "laptop %u: change %s names %s, and with the office it does not", laptop->number, here->id, (char *) here->base->pdata[i]);
    }
}

static void
judge_log (Sim *sim, Laptop *laptop, GPtrArray *office)
{
  g_autoptr (GPtrArray) here = laptop_changes (laptop);
  g_autoptr (GPtrArray) there = g_ptr_array_new (); /* what may be here */
  int mask = laptop_mask (laptop);

  for (guint i = 0; i < office->len; i++)
    if ((1 << ((OracleChange *) office->pdata[i])->scope & mask) != 0)
      g_ptr_array_add (there, office->pdata[i]);
  g_ptr_array_sort (here, compare_ids);
  for (guint i = 0; i < MAX (here->len, there->len); i++)
    {
      g_autofree char *left = i < here->len ? describe (sim, here->pdata[i]) : g_strdup ("nothing");
      g_autofree char *right = i < there->len ? describe (sim, there->pdata[i]) : g_strdup ("nothing");

      if (strcmp (left, right) != 0)
        sim_fail (sim, "laptop %u and the office differ:\n  %s\n  %s", laptop->number, left, right);
      judge_base (laptop, here->pdata[i], there->pdata[i], office);
    }
}

void
judge_all (Sim *sim)
{
  g_autoptr (GPtrArray) office = office_changes (sim);
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < office->len; i++)
    if (!g_hash_table_add (there, ((OracleChange *) office->pdata[i])->id))
      sim_fail (sim, "the office holds change %s twice", ((OracleChange *) office->pdata[i])->id);
  g_hash_table_iter_init (&iter, sim->committed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (there, id) && !g_hash_table_contains (sim->lost, id))
      sim_fail (sim, "change %s was kept and is not with the office: %s", (char *) id, (char *) g_hash_table_lookup (sim->committed, id));
  g_ptr_array_sort (office, compare_ids);
  for (guint i = 0; i < sim->laptops->len; i++)
    {
      if (!rights_is_out (sim->laptops->pdata[i]))
        judge_log (sim, sim->laptops->pdata[i], office);
      judge_laptop (sim->laptops->pdata[i]);
    }
  judge_clashes (sim);
  judge_purged (sim);
}

static void
add_ids (GHashTable *ids, GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    g_hash_table_add (ids, g_strdup (((OracleChange *) changes->pdata[i])->id));
  g_ptr_array_unref (changes);
}

GHashTable *
judge_held (Sim *sim)
{
  GHashTable *held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sim->laptops->len; i++)
    if (!sim->calm || !rights_is_out (sim->laptops->pdata[i]))
      add_ids (held, laptop_changes (sim->laptops->pdata[i]));
  add_ids (held, office_changes (sim));
  return held;
}

void
judge_losses (Sim *sim)
{
  g_autoptr (GHashTable) held = judge_held (sim);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, sim->committed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (held, id))
      g_hash_table_add (sim->lost, g_strdup (id));
}

void
judge_narrowed (Laptop *laptop)
{
  Sim *sim = laptop->sim;
  g_autoptr (GHashTable) held = judge_held (sim);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, laptop->kept);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (g_hash_table_contains (held, id))
        continue;
      if (GPOINTER_TO_UINT (g_hash_table_lookup (sim->makers, id)) == laptop->number)
        sim_fail (sim, "laptop %u may hold less, and has lost its own unsent change %s: %s", laptop->number, (char *) id, (char *) g_hash_table_lookup (sim->committed, id));
      g_hash_table_add (sim->lost, g_strdup (id)); /* an office that was set back had lost it */
    }
}
