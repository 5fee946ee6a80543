/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dry run: files and record are read once each, and compared child by child. */
#include "return_plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "returns.h"

static void
free_step (gpointer data)
{
  KinReturnStep *step = data;

  g_object_unref (step->record);
  kin_value_clear (&step->value);
  g_free (step);
}

static void
free_child (gpointer data)
{
  KinReturnChild *child = data;

  g_ptr_array_unref (child->fresh);
  g_ptr_array_unref (child->kept);
  g_ptr_array_unref (child->files);
  g_free (child);
}

static void
forget_comparison (KinReturnPlan *plan)
{
  g_clear_pointer (&plan->steps, g_ptr_array_unref);
  g_clear_pointer (&plan->order, g_ptr_array_unref);
  g_clear_pointer (&plan->children, g_hash_table_unref);
  g_clear_pointer (&plan->proposals, g_ptr_array_unref);
  g_clear_pointer (&plan->differences, g_ptr_array_unref);
  g_clear_pointer (&plan->remarks, g_ptr_array_unref);
  g_clear_pointer (&plan->rejected, g_ptr_array_unref);
  g_clear_pointer (&plan->here, kin_return_here_free);
  g_clear_pointer (&plan->notes, kin_return_set_free);
  g_clear_pointer (&plan->kept, kin_return_set_free);
  g_clear_pointer (&plan->authority, g_free);
  memset (plan->counts, 0, sizeof plan->counts);
  memset (plan->types, 0, sizeof plan->types);
  plan->position = -1;
}

void
kin_return_plan_free (KinReturnPlan *plan)
{
  if (plan == NULL)
    return;
  forget_comparison (plan);
  g_hash_table_unref (plan->accepted);
  g_hash_table_unref (plan->declined);
  g_hash_table_unref (plan->was_declined);
  g_array_unref (plan->edits);
  kin_return_set_free (plan->files);
  g_free (plan);
}

static KinReturnChild *
get_child (KinReturnPlan *plan, const char *code)
{
  KinReturnChild *child = g_hash_table_lookup (plan->children, code);

  if (child == NULL)
    {
      child = g_new0 (KinReturnChild, 1);
      child->code = code;
      child->fresh = g_ptr_array_new ();
      child->kept = g_ptr_array_new ();
      child->files = g_ptr_array_new ();
      g_hash_table_insert (plan->children, (gpointer) code, child);
      g_ptr_array_add (plan->order, child);
    }
  return child;
}

static void
drop_row (KinReturnPlan *plan, KinReturnRow *row, const char *reason)
{
  row->dropped = TRUE;
  plan->counts[row->table].n_rejected++;
  kin_return_set_reject (plan->notes, row, 0, reason);
}

/* A child stands in the Header once; the same row twice elsewhere is kept, and said. */
static void
judge_duplicates (KinReturnPlan *plan)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal); /* of the Header: CHILD -> row */

  for (guint i = 0; i < plan->files->rows->len; i++)
    {
      KinReturnRow *row = plan->files->rows->pdata[i];
      const KinReturnRow *other;
      g_autofree char *reason = NULL;

      row->dropped = FALSE;
      if (row->table != KIN_RETURN_HEADER)
        {
          if (strstr (row->key, " #") != NULL)
            kin_return_set_remark (plan->notes, (int) row->table, "", row->file, row->line,
                                   _("Another row has the same child and day; both were kept."));
          continue;
        }
      other = g_hash_table_lookup (first, row->clean[0]);
      if (other == NULL)
        {
          g_hash_table_insert (first, (gpointer) row->clean[0], row);
          continue;
        }
      reason = g_strdup_printf (_("The child stands in the Header already: %s, line %u."), other->file, other->line);
      drop_row (plan, row, reason);
    }
}

static char *
make_row_key (const KinReturnRow *row)
{
  return g_strdup_printf ("%d %d %s", row->year, (int) row->table, row->key);
}

static void
save_row (KinReturnPlan *plan, const KinReturnRow *row, KinReturnChild *child)
{
  KinId id;
  const KinReturnTableInfo *info = kin_return_table (row->table);
  g_autofree char *tell = g_strdup_printf ("row:%d:%s:%s", row->year, info->code, row->key);
  g_autofree char *values = kin_return_row_to_json (row);
  g_autoptr (KinRecord) record = NULL;
  const gint64 *deleted;

  kin_return_id (&id, tell, plan->authority, child->code);
  record = kin_record_new_as (&kin_return_row, &id, 0);
  if (child->here != NULL)
    kin_record_set_link (record, KIN_RETURN_ROW_CHILD, kin_record_no (child->here));
  else if (child->revived != 0)
    kin_record_set_link (record, KIN_RETURN_ROW_CHILD, child->revived);
  else if (child->made != NULL)
    kin_record_set_link_to (record, KIN_RETURN_ROW_CHILD, child->made);
  kin_record_set_number (record, KIN_RETURN_ROW_YEAR, row->year);
  kin_record_set_text (record, KIN_RETURN_ROW_RETURN_TABLE, info->code);
  kin_record_set_text (record, KIN_RETURN_ROW_ROW_KEY, row->key);
  kin_record_set_text (record, KIN_RETURN_ROW_ROW_VALUES, values);
  deleted = g_hash_table_lookup (plan->here->deleted, &id);
  kin_return_add_step (plan, deleted != NULL ? KIN_RETURN_REVIVE : KIN_RETURN_CREATE, record, deleted != NULL ? *deleted : 0, 0, NULL);
}

/* The saved row by its number alone: enough to set a field of it, or to delete it. */
static KinRecord *
name_row (KinReturnPlan *plan, gint64 no)
{
  KinId none = { { 0 } };
  KinRecord *record = kin_record_new_as (&kin_return_row, &none, no);

  kin_record_set_seen (record, plan->position);
  return record;
}

static void
change_row (KinReturnPlan *plan, const KinReturnRow *row, gint64 no)
{
  g_autoptr (KinRecord) record = name_row (plan, no);
  g_autofree char *values = kin_return_row_to_json (row);
  KinValue value = { TRUE, 0, 0, values, NULL };

  kin_return_add_step (plan, KIN_RETURN_SET, record, 0, KIN_RETURN_ROW_ROW_VALUES, &value);
}

/* Puts every row to its child, and finds what is gone. */
static void
sort_out (KinReturnPlan *plan, GHashTable *kept_by)
{
  g_autoptr (GHashTable) said = g_hash_table_new (NULL, NULL); /* kept rows of which the files say something */

  for (guint i = 0; i < plan->files->rows->len; i++)
    {
      KinReturnRow *row = plan->files->rows->pdata[i];
      g_autofree char *key = make_row_key (row);
      KinReturnChild *child = row->dropped ? NULL : get_child (plan, row->clean[0]);

      if (child == NULL)
        continue;
      g_ptr_array_add (child->files, row);
      g_ptr_array_add (child->fresh, row);
      row->was = g_hash_table_lookup (kept_by, key);
      if (row->was == NULL)
        continue;
      g_hash_table_add (said, (gpointer) row->was);
      child->n_same += kin_return_row_same (row, row->was) ? 1 : 0;
    }
  for (guint i = 0; i < plan->kept->rows->len; i++)
    {
      KinReturnRow *row = plan->kept->rows->pdata[i];
      KinReturnChild *child = get_child (plan, row->clean[0]);
      gboolean ours = row->year == plan->year && plan->files->has[row->table];

      g_ptr_array_add (child->kept, row);
      if (!ours)
        g_ptr_array_add (child->fresh, row);
      else if (!g_hash_table_contains (said, row))
        {
          g_autoptr (KinRecord) record = name_row (plan, row->no);

          plan->counts[row->table].n_gone++;
          kin_return_add_step (plan, KIN_RETURN_DELETE, record, 0, 0, NULL);
        }
      plan->kept_latest = row->table == KIN_RETURN_EPISODES ? MAX (plan->kept_latest, row->year) : plan->kept_latest;
    }
  plan->latest = plan->files->has[KIN_RETURN_EPISODES] ? MAX (plan->kept_latest, plan->year) : plan->kept_latest;
}

static void
plan_rows (KinReturnPlan *plan, KinReturnChild *child)
{
  gboolean known = child->here != NULL || child->made != NULL || child->revived != 0;

  for (guint i = 0; i < child->files->len; i++)
    {
      const KinReturnRow *row = child->files->pdata[i], *kept = row->was;
      KinReturnCounts *counts = &plan->counts[row->table];

      if (!known)
        kin_return_set_remark (plan->notes, (int) row->table, "CHILD", row->file, row->line,
                               _("The child is neither in the Header nor on the record; the row was kept by itself."));
      if (kept == NULL)
        {
          counts->n_new++;
          save_row (plan, row, child);
        }
      else if (kin_return_row_same (row, kept))
        counts->n_same++;
      else
        {
          counts->n_changed++;
          change_row (plan, row, kept->no);
        }
    }
}

/* Merges that were declined stay so in later imports; what was declined and is accepted now is forgotten. */
static void
remember_declined (KinReturnPlan *plan)
{
  for (guint i = 0; i < plan->proposals->len; i++)
    {
      const KinReturnProposal *proposal = plan->proposals->pdata[i];
      const gint64 *no = g_hash_table_lookup (plan->was_declined, proposal->key);
      g_autoptr (KinRecord) record = NULL;
      g_autofree char *tell = NULL;
      const gint64 *deleted;
      KinId id;

      if (proposal->kind == KIN_PROPOSAL_CHILD || proposal->kind == KIN_PROPOSAL_NUMBER || proposal->accepted == (no == NULL))
        continue;
      if (no != NULL)
        {
          record = name_row (plan, *no);
          kin_return_add_step (plan, KIN_RETURN_DELETE, record, 0, 0, NULL);
          continue;
        }
      tell = g_strdup_printf ("declined:%s", proposal->key);
      kin_return_id (&id, tell, plan->authority, proposal->child);
      record = kin_record_new_as (&kin_return_row, &id, 0);
      kin_record_set_number (record, KIN_RETURN_ROW_YEAR, plan->year);
      kin_record_set_text (record, KIN_RETURN_ROW_RETURN_TABLE, "declined");
      kin_record_set_text (record, KIN_RETURN_ROW_ROW_KEY, proposal->key);
      deleted = g_hash_table_lookup (plan->here->deleted, &id);
      kin_return_add_step (plan, deleted != NULL ? KIN_RETURN_REVIVE : KIN_RETURN_CREATE, record, deleted != NULL ? *deleted : 0, 0, NULL);
    }
}

static void
gather_lists (KinReturnPlan *plan)
{
  GPtrArray *from[4] = { plan->files->rejected, plan->notes->rejected, plan->files->remarks, plan->notes->remarks };

  plan->rejected = g_ptr_array_new ();
  plan->remarks = g_ptr_array_new ();
  for (guint s = 0; s < G_N_ELEMENTS (from); s++)
    for (guint i = 0; i < from[s]->len; i++)
      g_ptr_array_add (s < 2 ? plan->rejected : plan->remarks, from[s]->pdata[i]);
  for (guint i = 0; i < plan->files->rejected->len; i++)
    plan->counts[((KinReturnReject *) plan->files->rejected->pdata[i])->table].n_rejected++;
  for (int t = 0; t < KIN_RETURN_N_TABLES; t++)
    plan->counts[t].n_rows = plan->files->n_read[t];
}

static GHashTable *
index_kept (KinReturnSet *kept)
{
  GHashTable *by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < kept->rows->len; i++)
    g_hash_table_insert (by_key, make_row_key (kept->rows->pdata[i]), kept->rows->pdata[i]);
  return by_key;
}

gboolean
kin_return_plan_compare (KinReturnPlan *plan, KinReader *reader, GError **error)
{
  g_autoptr (GHashTable) kept_by = NULL;
  GError *problem;

  forget_comparison (plan);
  g_hash_table_remove_all (plan->was_declined);
  plan->authority = kin_reader_fact (reader, "authority");
  if (plan->authority == NULL)
    plan->authority = g_strdup ("");
  plan->notes = kin_return_set_new ();
  plan->proposals = g_ptr_array_new_with_free_func (g_free);
  plan->differences = g_ptr_array_new_with_free_func (g_free);
  plan->steps = g_ptr_array_new_with_free_func (free_step);
  plan->children = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_child);
  plan->order = g_ptr_array_new ();
  plan->kept_latest = 0;
  plan->position = kin_return_position (reader);
  plan->here = kin_return_here_read (reader);
  plan->kept = kin_return_kept_read (reader, plan->was_declined);
  problem = kin_reader_take_error (reader);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  kin_return_propose_identifiers (plan);
  kin_return_set_key (plan->files);
  judge_duplicates (plan);
  kept_by = index_kept (plan->kept);
  sort_out (plan, kept_by);
  for (guint i = 0; i < plan->order->len; i++)
    {
      kin_return_compare_child (plan, reader, plan->order->pdata[i]);
      plan_rows (plan, plan->order->pdata[i]);
    }
  remember_declined (plan);
  gather_lists (plan);
  return TRUE;
}

KinReturnPlan *
kin_return_plan_new (KinReader *reader, const char *const *paths, guint n_paths, int year_ending, KinDay today, GCancellable *cancellable, GError **error)
{
  g_autoptr (KinReturnPlan) plan = g_new0 (KinReturnPlan, 1);

  plan->files = kin_return_set_new ();
  plan->year = year_ending;
  plan->today = today;
  plan->position = -1;
  plan->edits = g_array_new (FALSE, FALSE, sizeof (KinReturnEdit));
  plan->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  plan->declined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  plan->was_declined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (year_ending < 2000 || year_ending > 2100)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("Say in which year the return's year ends, such as 2018 for April 2017 to March 2018."));
      return NULL;
    }
  if (!kin_return_read (plan->files, paths, n_paths, year_ending, error) || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !kin_return_plan_compare (plan, reader, error))
    return NULL;
  return g_steal_pointer (&plan);
}
