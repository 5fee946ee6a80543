/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identifiers that a spreadsheet damaged: leading zeros lost, a ".0" gained. They are proposed back, never mended silently. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "identifier.h"
#include "return_plan.h"

gboolean
kin_return_plan_decide (KinReturnPlan *plan, KinReturnProposalKind kind, const char *key)
{
  if (g_hash_table_contains (plan->accepted, key))
    return TRUE;
  if (g_hash_table_contains (plan->declined, key))
    return FALSE;
  if (plan->by_kind[kind] != 0)
    return plan->by_kind[kind] > 0;
  if (g_hash_table_contains (plan->was_declined, key))
    return FALSE;
  return kind != KIN_PROPOSAL_CHILD && kind != KIN_PROPOSAL_NUMBER;
}

/* What two spellings of one identifier have in common: no leading zeros, no ".0", upper case. */
static char *
get_core (const char *text)
{
  g_autofree char *upper = g_ascii_strup (text, -1);
  gsize length = strlen (upper);

  if (length > 2 && strcmp (upper + length - 2, ".0") == 0)
    upper[length - 2] = '\0';
  return g_strdup (upper + strspn (upper, "0"));
}

/* Every CHILD that is known for certain, by its core: those on the record, and those of earlier imports. Where the core is
 * not unique there is nothing to propose: then it holds "". */
static GHashTable *
gather_known (KinReturnPlan *plan)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer code;

  g_hash_table_iter_init (&iter, plan->here->by_code);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    {
      char *core = get_core (code);
      const char *other = g_hash_table_lookup (known, core);

      g_hash_table_replace (known, core, (gpointer) (other == NULL || strcmp (other, code) == 0 ? code : ""));
    }
  for (guint i = 0; i < plan->files->rows->len; i++)
    {
      const KinReturnRow *row = plan->files->rows->pdata[i];
      g_autofree char *core = get_core (row->clean[0]);
      const char *other = g_hash_table_lookup (known, core);

      /* Zeros get lost and do not appear by themselves: the longest spelling is right, unless the record knows better. */
      if (other == NULL || (*other != '\0' && !g_hash_table_contains (plan->here->by_code, other) && strchr (row->clean[0], '.') == NULL &&
                            strlen (row->clean[0]) > strlen (other)))
        g_hash_table_replace (known, g_steal_pointer (&core), (gpointer) row->clean[0]);
    }
  return known;
}

static void
edit (KinReturnPlan *plan, KinReturnRow *row, int column, const char *text)
{
  KinReturnEdit done = { row, column, row->came[column] };

  g_array_append_val (plan->edits, done);
  row->came[column] = kin_return_set_keep (plan->files, text);
  kin_return_row_reread (plan->files, row, column);
}

/* One proposal a spelling, however many rows have it. */
static gboolean
propose (KinReturnPlan *plan, GHashTable *asked, KinReturnProposalKind kind, const char *column, const KinReturnRow *row, const char *from, const char *to)
{
  g_autofree char *key = g_strdup_printf ("%s %s %s %s", kin_proposal_kind_name (kind), column, from, to);
  gboolean accepted = kin_return_plan_decide (plan, kind, key);
  KinReturnProposal *proposal;
  g_autofree char *text = NULL;

  if (!g_hash_table_add (asked, g_strdup (key)))
    return accepted;
  text = g_strdup_printf (_("%s “%s” looks like “%s”, damaged by a spreadsheet: read it so."), column, from, to);
  proposal = g_new (KinReturnProposal, 1);
  *proposal = (KinReturnProposal) { kind, kin_return_set_keep (plan->notes, key), kin_return_set_keep (plan->notes, row->clean[0]),
                                    kin_return_set_keep (plan->notes, text), accepted };
  g_ptr_array_add (plan->proposals, proposal);
  return accepted;
}

static void
propose_child (KinReturnPlan *plan, GHashTable *known, GHashTable *asked, KinReturnRow *row)
{
  const char *code = row->clean[0];
  g_autofree char *core = NULL;
  g_autofree char *guess = NULL;
  const char *better;

  if (g_hash_table_contains (plan->here->by_code, code))
    return;
  core = get_core (code);
  better = g_hash_table_lookup (known, core);
  if (better == NULL || *better == '\0' || strcmp (better, code) == 0)
    {
      if (strchr (code, '.') == NULL)
        return;
      better = guess = kin_identifier_propose ("child", code);
    }
  if (better != NULL && propose (plan, asked, KIN_PROPOSAL_CHILD, "CHILD", row, code, better))
    edit (plan, row, 0, better);
}

static void
propose_number (KinReturnPlan *plan, GHashTable *asked, KinReturnRow *row, int column)
{
  const KinReturnColumn *info = &kin_return_table (row->table)->columns[column];
  g_autofree char *better = *row->clean[column] != '\0' ? kin_identifier_propose (info->list, row->clean[column]) : NULL;

  if (better != NULL && propose (plan, asked, KIN_PROPOSAL_NUMBER, info->name, row, row->clean[column], better))
    edit (plan, row, column, better);
}

void
kin_return_propose_identifiers (KinReturnPlan *plan)
{
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) known = NULL;

  for (guint i = plan->edits->len; i > 0; i--)
    {
      KinReturnEdit *done = &g_array_index (plan->edits, KinReturnEdit, i - 1);

      done->row->came[done->column] = done->came;
      kin_return_row_reread (plan->files, done->row, done->column);
    }
  g_array_set_size (plan->edits, 0);
  known = gather_known (plan);
  for (guint i = 0; i < plan->files->rows->len; i++)
    {
      KinReturnRow *row = plan->files->rows->pdata[i];

      propose_child (plan, known, asked, row);
      if (row->table == KIN_RETURN_HEADER)
        propose_number (plan, asked, row, KIN_HEADER_UPN);
      else if (row->table == KIN_RETURN_EPISODES)
        propose_number (plan, asked, row, KIN_EPISODES_URN);
    }
}
