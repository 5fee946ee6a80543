/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day's work: homes, carers, approvals, children, placements and prices come, change, go and come back; some of it is saved
 * from forms that were opened long ago, and some of it undone. */
#include <string.h>

#include "admit.h"
#include "buying.h"
#include "children.h"
#include "homes_life.h"
#include "merge.h"
#include "people.h"
#include "sim.h"

static const KinType *const types[] = { &kin_household, &kin_carer, &kin_approval, &kin_child, &kin_placement, &kin_price_line, &kin_concern };

#define SHARED 1

typedef struct
{
  Sim       *sim;
  KinRecord *record, *other;
  guint      n;
  gint64     held;
} Work;

/* Of what this laptop may hold. */
static const KinType *
type_at_random (Laptop *laptop)
{
  const KinType *type;

  do
    type = types[sim_roll (laptop->sim, G_N_ELEMENTS (types))];
  while ((1 << type->scope & laptop_mask (laptop)) == 0);
  return type;
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  return memcmp (kin_record_id (*(KinRecord *const *) a), kin_record_id (*(KinRecord *const *) b), sizeof (KinId));
}

/* Most of the time one of the few that everybody works on. */
static KinRecord *
record_at_random (Laptop *laptop)
{
  const KinType *type = type_at_random (laptop);
  g_autoptr (GPtrArray) all = kin_reader_list (laptop_reader (laptop), type, "1 ORDER BY no /* scan: test */", 0);
  guint among = sim_roll (laptop->sim, 3) != 0 ? MIN (all->len, 2) : all->len;

  g_ptr_array_sort (all, compare_records);
  return all->len > 0 ? g_object_ref (all->pdata[sim_roll (laptop->sim, among)]) : NULL;
}

/* Most of what several people change is the same few fields. */
static guint
field_at_random (Sim *sim, const KinType *type)
{
  static const char *const busy[] = { "telephone", "status", "period", "note", "places", "price", "kind", "merged_into" };
  int field = sim_roll (sim, 3) != 0 ? kin_type_field (type, busy[sim_roll (sim, G_N_ELEMENTS (busy))]) : -1;

  return field >= 0 ? (guint) field : sim_roll (sim, type->n_fields);
}

static void
fill_in (Sim *sim, KinReader *reader, KinRecord *record)
{
  const KinType *type = kin_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    {
      g_auto (KinValue) value = KIN_VALUE_NONE;

      if ((type->fields[i].flags & (KIN_REQUIRED | KIN_OWNER | KIN_LISTED)) == 0 && sim_roll (sim, 4) != 0)
        continue;
      value_at_random (sim, reader, type, i, &value);
      kin_record_set (record, i, &value);
    }
}

static gboolean
add_home (KinWriter *writer, gpointer data, GError **error)
{
  Work *work = data;
  static const KinType *const parts[] = { &kin_carer, &kin_approval, &kin_carer };
  g_autoptr (KinRecord) home = kin_record_new (&kin_household);

  fill_in (work->sim, kin_writer_reader (writer), home);
  if (!kin_writer_create (writer, home, error))
    return FALSE;
  for (guint i = 0; i < work->n; i++)
    {
      g_autoptr (KinRecord) part = kin_record_new (parts[i]);

      fill_in (work->sim, kin_writer_reader (writer), part);
      kin_record_set_link_to (part, 0, home); /* each has it first */
      if (!kin_writer_create (writer, part, error))
        return FALSE;
    }
  return TRUE;
}

/* Half the time under an id that another import may have used as well. */
static gboolean
import_children (KinWriter *writer, gpointer data, GError **error)
{
  Work *work = data;

  for (guint i = 0; i < work->n; i++)
    {
      g_autofree char *words = g_strdup_printf ("child %u", sim_roll (work->sim, 4 * work->n));
      g_autoptr (KinRecord) child = NULL;
      g_autoptr (KinRecord) placement = kin_record_new (&kin_placement);
      KinId id;

      kin_id_of_words (&id, words);
      if (SHARED && sim_roll (work->sim, 2) == 0 && kin_reader_no_of (kin_writer_reader (writer), &id) == 0)
        child = kin_record_new_as (&kin_child, &id, 0);
      else
        child = kin_record_new (&kin_child);
      fill_in (work->sim, kin_writer_reader (writer), child);
      fill_in (work->sim, kin_writer_reader (writer), placement);
      kin_record_set_link_to (placement, KIN_PLACEMENT_CHILD, child);
      if (!kin_writer_create (writer, child, error) || !kin_writer_create (writer, placement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
change_several (KinWriter *writer, gpointer data, GError **error)
{
  Work *work = data;

  for (guint i = 0; i < work->n; i++)
    {
      guint field = field_at_random (work->sim, kin_record_type (work->record));
      g_auto (KinValue) value = KIN_VALUE_NONE;

      value_at_random (work->sim, kin_writer_reader (writer), kin_record_type (work->record), field, &value);
      if (!kin_writer_set (writer, work->record, field, &value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
merge_two (KinWriter *writer, gpointer data, GError **error)
{
  Work *work = data;

  return kin_book_merge (writer, work->record, work->other, error);
}

static gboolean
admit_one (KinWriter *writer, gpointer data, GError **error)
{
  Work *work = data;

  return kin_writer_admit (writer, work->held, error);
}

static gboolean
write_it (Laptop *laptop, const char *kind, KinWork function, Work *work, GError **error)
{
  return kin_store_write (laptop->store, kind, kind, function, work, NULL, NULL, error);
}

/* From a form that may have been opened long ago: what it was read at stays its base. */
static gboolean
save_form (Laptop *laptop, KinRecord *record, GError **error)
{
  Sim *sim = laptop->sim;
  const KinType *type = kin_record_type (record);
  guint field = field_at_random (sim, type);
  g_auto (KinValue) value = KIN_VALUE_NONE;

  value_at_random (sim, laptop_reader (laptop), type, field, &value);
  kin_record_set (record, field, &value);
  sim_note (sim, "laptop %u: %s no. %" G_GINT64_FORMAT " %s, seen %" G_GINT64_FORMAT, laptop->number, type->name, kin_record_no (record), type->fields[field].name, kin_record_seen (record));
  laptop->saved_seen = kin_record_seen (record);
  return kin_store_save_field (laptop->store, record, field, error);
}

static gboolean
save_old_form (Laptop *laptop, GError **error)
{
  guint nth;

  if (laptop->forms->len == 0)
    return TRUE;
  nth = sim_roll (laptop->sim, laptop->forms->len);
  laptop->sim->counts[SIM_OLD_FORMS]++;
  return save_form (laptop, laptop->forms->pdata[nth], error);
}

static void
open_form (Laptop *laptop)
{
  KinRecord *record = record_at_random (laptop);

  if (record != NULL)
    g_ptr_array_add (laptop->forms, record);
  if (laptop->forms->len > 4)
    g_ptr_array_remove_index (laptop->forms, 0);
}

static gboolean
take_back (Laptop *laptop, GError **error)
{
  Sim *sim = laptop->sim;
  g_autoptr (KinAction) action = NULL;

  if (sim_roll (sim, 4) == 0)
    {
      g_autoptr (GPtrArray) all = kin_reader_actions (laptop_reader (laptop), 0, 20);

      if (all->len > 0)
        action = g_ptr_array_steal_index (all, sim_roll (sim, all->len));
    }
  else
    action = sim_roll (sim, 3) == 0 ? kin_reader_redoable (laptop_reader (laptop)) : kin_reader_undoable (laptop_reader (laptop));
  if (action == NULL)
    return TRUE;
  sim_note (sim, "laptop %u: take back %" G_GINT64_FORMAT " %s", laptop->number, action->no, action->kind);
  sim->counts[SIM_UNDONE]++;
  return kin_store_undo (laptop->store, action->no, NULL, NULL, NULL, error);
}

static gboolean
create_one (Laptop *laptop, GError **error)
{
  const KinType *type = type_at_random (laptop);
  g_autoptr (KinRecord) record = kin_record_new (type);

  fill_in (laptop->sim, laptop_reader (laptop), record);
  return kin_store_create (laptop->store, record, "Added", error);
}

static gboolean
work_on_one (Laptop *laptop, guint what, GError **error)
{
  Sim *sim = laptop->sim;
  g_autoptr (KinRecord) record = record_at_random (laptop);
  g_autoptr (KinRecord) other = record_at_random (laptop);
  Work work = { sim, record, other, 1 + sim_roll (sim, 4), 0 };

  if (record == NULL)
    return TRUE;
  if (what < 8)
    return save_form (laptop, record, error);
  if (what < 10)
    return write_it (laptop, "edit", change_several, &work, error);
  if (what == 10 || other == NULL || kin_record_no (record) == kin_record_no (other) || !kin_book_can_merge (kin_record_type (record)) || kin_record_type (record) != kin_record_type (other))
    return kin_store_delete (laptop->store, record, "Deleted", error);
  sim->counts[SIM_MERGES]++;
  return write_it (laptop, "merge", merge_two, &work, error);
}

/* Mostly a manager does. */
static gboolean
look_at_held (Laptop *laptop, GError **error)
{
  Sim *sim = laptop->sim;
  g_autoptr (GArray) held = kin_reader_held_records (laptop_reader (laptop), 20);
  Work work = { .sim = sim };

  if (held->len == 0 || (laptop->person > 1 && sim_roll (sim, 4) != 0))
    return TRUE;
  work.held = g_array_index (held, gint64, sim_roll (sim, held->len));
  sim_note (sim, "laptop %u: admits no. %" G_GINT64_FORMAT, laptop->number, work.held);
  sim->counts[SIM_ADMITTED]++;
  return write_it (laptop, "admit", admit_one, &work, error);
}

static gboolean
choose (Laptop *laptop, GError **error)
{
  Sim *sim = laptop->sim;
  guint what = sim_roll (sim, 24);
  Work work = { sim, NULL, NULL, sim_roll (sim, 4), 0 };

  sim_note (sim, "laptop %u: work %u", laptop->number, what);
  if (what < 12)
    return work_on_one (laptop, what, error);
  if (what < 15)
    return save_old_form (laptop, error);
  if (what < 17)
    return create_one (laptop, error);
  if (what == 17)
    return write_it (laptop, "edit", add_home, &work, error);
  if (what == 18 && sim_roll (sim, 3) == 0)
    {
      work.n = sim_roll (sim, 12) == 0 ? 260 : 1 + sim_roll (sim, 8);
      sim->counts[SIM_IMPORTS]++;
      return write_it (laptop, "import", import_children, &work, error);
    }
  if (what == 19 || what == 18)
    open_form (laptop);
  if (what == 22 || what == 23)
    return look_at_held (laptop, error);
  return what < 20 || take_back (laptop, error);
}

void
work_once (Laptop *laptop)
{
  g_autoptr (GError) error = NULL;
  gint64 before = laptop->noted;
  gboolean ok;

  laptop->saved_seen = -1;
  laptop_begin (laptop);
  ok = choose (laptop, &error);
  laptop_judge (laptop, ok, error);
  if (laptop_end (laptop) && ok && laptop->saved_seen >= 0 && laptop->noted > before)
    judge_saved (laptop, laptop->saved_seen);
}
