/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan carried out: one action, and the plan's small getters. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "children.h"
#include "return_plan.h"

int
kin_return_plan_year (KinReturnPlan *plan)
{
  return plan->year;
}

KinReturnCounts
kin_return_plan_counts (KinReturnPlan *plan, KinReturnTable table)
{
  g_assert (table < KIN_RETURN_N_TABLES);
  return plan->counts[table];
}

KinReturnTypeCounts
kin_return_plan_type_counts (KinReturnPlan *plan, const KinType *type)
{
  return plan->types[kin_type_number (type)];
}

GPtrArray *
kin_return_plan_files (KinReturnPlan *plan)
{
  return plan->files->files;
}

GPtrArray *
kin_return_plan_rejected (KinReturnPlan *plan)
{
  return plan->rejected;
}

GPtrArray *
kin_return_plan_proposals (KinReturnPlan *plan)
{
  return plan->proposals;
}

GPtrArray *
kin_return_plan_differences (KinReturnPlan *plan)
{
  return plan->differences;
}

GPtrArray *
kin_return_plan_remarks (KinReturnPlan *plan)
{
  return plan->remarks;
}

void
kin_return_plan_accept (KinReturnPlan *plan, const char *key, gboolean accept)
{
  g_hash_table_remove (accept ? plan->declined : plan->accepted, key);
  g_hash_table_add (accept ? plan->accepted : plan->declined, g_strdup (key));
  plan->position = -1;
}

void
kin_return_plan_accept_kind (KinReturnPlan *plan, KinReturnProposalKind kind, gboolean accept)
{
  g_assert (kind < KIN_N_PROPOSALS);
  plan->by_kind[kind] = accept ? 1 : -1;
  plan->position = -1;
}

/* What was deleted comes back as the files say it. */
static gboolean
revive (KinWriter *writer, const KinReturnStep *step, GError **error)
{
  const KinType *type = kin_record_type (step->record);
  g_autoptr (KinRecord) now = NULL;

  if (!kin_writer_restore (writer, step->no, error))
    return FALSE;
  now = kin_reader_get (kin_writer_reader (writer), type, step->no);
  for (guint f = 0; now != NULL && f < type->n_fields; f++)
    {
      const KinValue *value = kin_record_get (step->record, f);

      if (type->fields[f].kind == KIN_LINK && !value->is_set)
        continue;
      if (!kin_value_equal (value, kin_record_get (now, f)) && !kin_writer_set (writer, now, f, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_step (KinWriter *writer, const KinReturnStep *step, GError **error)
{
  switch (step->kind)
    {
    case KIN_RETURN_CREATE:
      return kin_writer_create (writer, step->record, error);
    case KIN_RETURN_REVIVE:
      return revive (writer, step, error);
    case KIN_RETURN_SET:
      return kin_writer_set (writer, step->record, step->field, &step->value, error);
    case KIN_RETURN_DELETE:
    default:
      return kin_writer_delete (writer, step->record, error);
    }
}

gboolean
kin_return_plan_work (KinWriter *writer, gpointer data, GError **error)
{
  KinReturnPlan *plan = data;
  gint64 position = kin_return_position (kin_writer_reader (writer));
  g_autofree char *label = NULL;

  if (position != plan->position && !kin_return_plan_compare (plan, kin_writer_reader (writer), error))
    return FALSE;
  /* Once begun, its records carry numbers that hold only if the action does. */
  plan->position = -1;
  for (guint i = 0; i < plan->steps->len; i++)
    if ((i % 256 == 0 && !kin_writer_progress (writer, i, plan->steps->len, error)) || !run_step (writer, plan->steps->pdata[i], error))
      return FALSE;
  label = kin_return_plan_label (plan);
  kin_writer_set_label (writer, label);
  return kin_writer_progress (writer, plan->steps->len, plan->steps->len, error);
}

char *
kin_return_plan_label (KinReturnPlan *plan)
{
  KinReturnCounts all = { 0 };

  for (guint t = 0; t < KIN_RETURN_N_TABLES; t++)
    {
      all.n_new += plan->counts[t].n_new;
      all.n_changed += plan->counts[t].n_changed;
      all.n_gone += plan->counts[t].n_gone;
    }
  return g_strdup_printf (_("Return of %d imported: %u rows new, %u changed, %u gone"), plan->year, all.n_new, all.n_changed, all.n_gone);
}

gboolean
kin_return_plan_apply (KinReturnPlan *plan, KinStore *store, GCancellable *cancellable, gint64 *action, GError **error)
{
  g_autofree char *label = kin_return_plan_label (plan);

  return kin_store_write (store, "import", label, kin_return_plan_work, plan, cancellable, action, error);
}

static const char *const kind_names[KIN_N_PROPOSALS] = {
  [KIN_PROPOSAL_CHILD] = "child", [KIN_PROPOSAL_NUMBER] = "number", [KIN_PROPOSAL_SAME_START] = "same-start",
  [KIN_PROPOSAL_SAME_END] = "same-end", [KIN_PROPOSAL_CLOSE] = "close", [KIN_PROPOSAL_SHORTEN] = "shorten",
  [KIN_PROPOSAL_EXTEND] = "extend", [KIN_PROPOSAL_CLOSE_LAST] = "close-last",
};

const char *
kin_proposal_kind_name (KinReturnProposalKind kind)
{
  g_assert (kind < KIN_N_PROPOSALS);
  return kind_names[kind];
}

int
kin_proposal_kind_find (const char *name)
{
  for (int i = 0; i < KIN_N_PROPOSALS; i++)
    if (g_strcmp0 (kind_names[i], name) == 0)
      return i;
  return -1;
}
