/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One child, three ways: what the last import said, what these files say, what stands here.
 *
 * Where the files say what they said last time, what stands here stays. Where what stands here is what the last import said,
 * it follows the files. Where both went their own ways, what stands here stays, and both are told. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "children.h"
#include "return_plan.h"

typedef struct
{
  KinReturnPlan  *plan;
  KinReader      *reader;
  KinReturnChild *child;
  GPtrArray      *last;    /* of KinReturnFact: made from the rows of earlier imports */
  GPtrArray      *fresh;   /* of KinReturnFact */
  guint           n_last;
  GHashTable     *last_by; /* key -> KinReturnFact */
  GHashTable     *ours;    /* ids that last or fresh make */
  GHashTable     *used;    /* records here that belong to a fact */
} Comparison;

gboolean
kin_return_value_equal (const KinField *field, const KinValue *a, const KinValue *b)
{
  if (field->kind == KIN_FLAG)
    return (a->is_set && a->a != 0) == (b->is_set && b->a != 0);
  return kin_value_equal (a, b);
}

void
kin_return_add_step (KinReturnPlan *plan, KinReturnStepKind kind, KinRecord *record, gint64 no, guint field, const KinValue *value)
{
  KinReturnStep *step = g_new0 (KinReturnStep, 1);

  *step = (KinReturnStep) { kind, g_object_ref (record), no, field, KIN_VALUE_NONE };
  if (value != NULL)
    kin_value_copy (&step->value, value);
  g_ptr_array_add (plan->steps, step);
}

static const KinValue *
get_value (const KinReturnFact *fact, guint field)
{
  static const KinValue none;

  return fact != NULL ? kin_record_get (fact->record, field) : &none;
}

static const char *
show (Comparison *c, const KinField *field, const KinValue *value)
{
  g_autofree char *text = value->is_set ? kin_field_to_text (field, value) : NULL;

  return kin_return_set_keep (c->plan->notes, text);
}

static void
tell (Comparison *c, KinRecord *about, const char *field, const char *last, const char *theirs, const char *ours)
{
  KinReturnDifference *difference;
  g_autofree char *title = NULL;

  if (c->child->files->len == 0)
    return; /* these files say nothing of the child */
  title = kin_record_title (about);
  difference = g_new (KinReturnDifference, 1);
  *difference = (KinReturnDifference) { c->child->code, kin_record_type (about)->name, kin_return_set_keep (c->plan->notes, title),
                                        field, last, theirs, ours };
  g_ptr_array_add (c->plan->differences, difference);
}

/* TRUE when something will be set. */
static gboolean
compare_field (Comparison *c, guint f, const KinReturnFact *last, const KinReturnFact *fresh, KinRecord *here)
{
  const KinField *field = &kin_record_type (here)->fields[f];
  const KinValue *was = get_value (last, f), *theirs = get_value (fresh, f), *ours = kin_record_get (here, f);

  if (kin_return_value_equal (field, theirs, ours))
    return FALSE;
  if (!kin_return_value_equal (field, was, theirs) && kin_return_value_equal (field, was, ours))
    {
      kin_return_add_step (c->plan, KIN_RETURN_SET, here, 0, f, theirs);
      return TRUE;
    }
  if (was->is_set || theirs->is_set)
    tell (c, here, field->name, show (c, field, was), show (c, field, theirs), show (c, field, ours));
  return FALSE;
}

static KinReturnTypeCounts *
count (Comparison *c, KinRecord *record)
{
  return &c->plan->types[kin_type_number (kin_record_type (record))];
}

/* Where no Header has the child, its episodes alone do not say that it has no birth date any longer. */
static gboolean
is_said (const KinReturnFact *fresh, guint field)
{
  return kin_record_type (fresh->record) != &kin_child || fresh->row != NULL || kin_record_has (fresh->record, field);
}

static void
compare_fact (Comparison *c, const KinReturnFact *last, const KinReturnFact *fresh, KinRecord *here)
{
  guint n;
  const guint *fields = kin_return_fields (kin_record_type (here), &n);
  gboolean changed = FALSE;

  for (guint i = 0; i < n; i++)
    if (is_said (fresh, fields[i]))
      changed = compare_field (c, fields[i], last, fresh, here) || changed;
  if (changed)
    count (c, here)->n_changed++;
  else
    count (c, here)->n_same++;
}

static GPtrArray *
get_records_here (Comparison *c)
{
  gint64 no = c->child->here != NULL ? kin_record_no (c->child->here) : 0;

  return g_hash_table_lookup (c->plan->here->by_child, &no);
}

KinRecord *
kin_return_find_here (KinReturnHere *here, gint64 child, GHashTable *ours, GHashTable *used, KinRecord *fact)
{
  KinRecord *found = g_hash_table_lookup (here->by_id, kin_record_id (fact));
  GPtrArray *records = g_hash_table_lookup (here->by_child, &child);

  if (found != NULL)
    return found;
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      KinRecord *record = records->pdata[i];

      if (kin_record_type (record) == kin_record_type (fact) && kin_return_record_day (record) == kin_return_record_day (fact) &&
          !g_hash_table_contains (ours, kin_record_id (record)) && !g_hash_table_contains (used, record))
        return record;
    }
  return NULL;
}

static KinRecord *
find_here (Comparison *c, const KinReturnFact *fact)
{
  return kin_return_find_here (c->plan->here, c->child->here != NULL ? kin_record_no (c->child->here) : 0, c->ours, c->used, fact->record);
}

static int
get_period_field (const KinType *type)
{
  guint n;
  const guint *fields = kin_return_fields (type, &n);

  for (guint i = 0; i < n; i++)
    if (type->fields[fields[i]].kind == KIN_PERIOD)
      return (int) fields[i];
  return -1;
}

static gboolean
overlap (KinRecord *a, KinRecord *b)
{
  int field = kin_record_type (a) == kin_record_type (b) ? get_period_field (kin_record_type (a)) : -1;
  KinDay a_end, b_end;

  if (field < 0)
    return FALSE;
  a_end = kin_record_end (a, (guint) field);
  b_end = kin_record_end (b, (guint) field);
  return (b_end == KIN_NO_DAY || kin_record_day (a, (guint) field) < b_end) && (a_end == KIN_NO_DAY || kin_record_day (b, (guint) field) < a_end);
}

/* What was typed here about the same time: making another beside it would say the same thing twice. */
static KinRecord *
find_typed_beside (Comparison *c, const KinReturnFact *fact)
{
  GPtrArray *records = get_records_here (c);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (!g_hash_table_contains (c->ours, kin_record_id (records->pdata[i])) && !g_hash_table_contains (c->used, records->pdata[i]) &&
        overlap (records->pdata[i], fact->record))
      return records->pdata[i];
  return NULL;
}

/* What the files say no longer, and whose time a new fact takes: its start was corrected. Moves the record along. */
static KinRecord *
find_moved (Comparison *c, GHashTable *fresh_by, const KinReturnFact *fact, const KinReturnFact **was)
{
  for (guint i = 0; i < c->n_last; i++)
    {
      const KinReturnFact *gone = c->last->pdata[i];
      KinRecord *here;

      if (g_hash_table_contains (fresh_by, gone->key) || !overlap (gone->record, fact->record))
        continue;
      here = find_here (c, gone);
      if (here == NULL || g_hash_table_contains (c->used, here))
        continue;
      *was = gone;
      return here;
    }
  return NULL;
}

static void
link_to_child (Comparison *c, KinRecord *record)
{
  int field = kin_return_child_field (kin_record_type (record));

  if (field < 0)
    return;
  if (c->child->here != NULL)
    kin_record_set_link (record, (guint) field, kin_record_no (c->child->here));
  else if (c->child->revived != 0)
    kin_record_set_link (record, (guint) field, c->child->revived);
  else if (c->child->made != NULL)
    kin_record_set_link_to (record, (guint) field, c->child->made);
}

static void
make_fact (Comparison *c, const KinReturnFact *fact)
{
  const gint64 *deleted = g_hash_table_lookup (c->plan->here->deleted, kin_record_id (fact->record));

  link_to_child (c, fact->record);
  if (deleted != NULL)
    kin_return_add_step (c->plan, KIN_RETURN_REVIVE, fact->record, *deleted, 0, NULL);
  else
    kin_return_add_step (c->plan, KIN_RETURN_CREATE, fact->record, 0, 0, NULL);
  count (c, fact->record)->n_new++;
}

static GHashTable *
index_facts (GPtrArray *facts)
{
  GHashTable *by_key = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < facts->len; i++)
    g_hash_table_insert (by_key, (gpointer) ((KinReturnFact *) facts->pdata[i])->key, facts->pdata[i]);
  return by_key;
}

static void
compare_fresh (Comparison *c, GHashTable *fresh_by, const KinReturnFact *fact)
{
  const KinReturnFact *last = g_hash_table_lookup (c->last_by, fact->key);
  KinRecord *here = kin_record_type (fact->record) == &kin_child ? c->child->here : find_here (c, fact);
  KinRecord *typed;

  if (here == NULL && last == NULL)
    here = find_moved (c, fresh_by, fact, &last);
  if (here != NULL)
    {
      g_hash_table_add (c->used, here);
      compare_fact (c, last, fact, here);
    }
  else if (last != NULL)
    tell (c, fact->record, "", kin_return_set_keep (c->plan->notes, _("as now")), kin_return_set_keep (c->plan->notes, _("it exists")),
          kin_return_set_keep (c->plan->notes, _("deleted here")));
  else if ((typed = find_typed_beside (c, fact)) != NULL)
    {
      g_autofree char *title = kin_record_title (typed);

      tell (c, fact->record, "", "", kin_return_set_keep (c->plan->notes, _("it exists")), kin_return_set_keep (c->plan->notes, title));
    }
  else
    make_fact (c, fact);
}

/* The last import said it, the files do no longer. It goes, unless something was done with it here. */
static void
compare_gone (Comparison *c, const KinReturnFact *fact)
{
  KinRecord *here = find_here (c, fact);
  const KinType *type = kin_record_type (fact->record);
  gboolean ours = FALSE;

  if (here == NULL || g_hash_table_contains (c->used, here))
    return;
  for (guint f = 0; !ours && f < type->n_fields; f++)
    ours = (int) f != kin_return_child_field (type) && !kin_return_value_equal (&type->fields[f], kin_record_get (fact->record, f), kin_record_get (here, f));
  g_hash_table_add (c->used, here);
  if (ours || type == &kin_child || kin_return_here_is_linked (c->reader, here))
    {
      tell (c, here, "", kin_return_set_keep (c->plan->notes, _("it exists")), kin_return_set_keep (c->plan->notes, _("no longer there")),
            kin_return_set_keep (c->plan->notes, _("it stays")));
      return;
    }
  kin_return_add_step (c->plan, KIN_RETURN_DELETE, here, 0, 0, NULL);
  count (c, here)->n_deleted++;
}

static void
find_child (Comparison *c)
{
  KinReturnFact *first = c->fresh->len > 0 ? c->fresh->pdata[0] : NULL;
  KinReturnChild *child = c->child;
  const gint64 *deleted;

  if (child->here == NULL)
    child->here = g_hash_table_lookup (c->plan->here->by_code, child->code);
  if (first == NULL || kin_record_type (first->record) != &kin_child)
    return;
  if (child->here == NULL)
    child->here = g_hash_table_lookup (c->plan->here->by_id, kin_record_id (first->record));
  if (child->here != NULL)
    return;
  deleted = g_hash_table_lookup (c->plan->here->deleted, kin_record_id (first->record));
  if (deleted == NULL)
    {
      child->made = first->record;
      return;
    }
  child->revived = *deleted;
  if (child->files->len > 0)
    {
      const KinReturnRow *row = child->files->pdata[0];

      kin_return_set_remark (c->plan->notes, (int) row->table, "CHILD", row->file, row->line,
                             _("The child was on the record before, and was deleted or its import undone; it comes back."));
    }
}

static void
add_ids (GHashTable *ids, GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    g_hash_table_add (ids, (gpointer) kin_record_id (((KinReturnFact *) facts->pdata[i])->record));
}

static void
compare_facts (Comparison *c)
{
  g_autoptr (GHashTable) fresh_by = index_facts (c->fresh);

  find_child (c);
  if (c->child->here == NULL && c->child->made == NULL && c->child->revived == 0)
    return; /* nobody knows the child: its rows are kept by themselves */
  if (c->child->here == NULL)
    {
      /* Then nothing came of its earlier rows either. */
      c->n_last = 0;
      g_hash_table_remove_all (c->last_by);
    }
  for (guint i = 0; i < c->fresh->len; i++)
    compare_fresh (c, fresh_by, c->fresh->pdata[i]);
  for (guint i = 0; i < c->n_last; i++)
    if (!g_hash_table_contains (fresh_by, ((KinReturnFact *) c->last->pdata[i])->key))
      compare_gone (c, c->last->pdata[i]);
}

/* The files say of the child what the last import said, and no other year says anything. */
static gboolean
is_as_before (const KinReturnPlan *plan, const KinReturnChild *child)
{
  if (child->n_same != child->files->len || child->fresh->len != child->kept->len || plan->latest != plan->kept_latest)
    return FALSE;
  for (guint i = 0; i < child->kept->len; i++)
    if (((const KinReturnRow *) child->kept->pdata[i])->year != plan->year)
      return FALSE;
  return TRUE;
}

void
kin_return_compare_child (KinReturnPlan *plan, KinReader *reader, KinReturnChild *child)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  KinReturnContext then = { plan->notes, plan->authority, plan->kept_latest, plan->was_declined, NULL, NULL, FALSE, told };
  KinReturnContext now = { plan->notes, plan->authority, plan->latest, NULL, plan, plan->proposals, TRUE, told };
  g_autoptr (GPtrArray) before = is_as_before (plan, child) ? NULL : kin_return_facts (&then, child->code, child->kept);
  g_autoptr (GPtrArray) fresh = kin_return_facts (&now, child->code, child->fresh);
  g_autoptr (GPtrArray) last = g_ptr_array_ref (before != NULL ? before : fresh);
  g_autoptr (GHashTable) last_by = index_facts (last);
  g_autoptr (GHashTable) ours = g_hash_table_new ((GHashFunc) kin_id_hash, (GEqualFunc) kin_id_equal);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  Comparison c = { plan, reader, child, last, fresh, last->len, last_by, ours, used };

  add_ids (ours, last);
  add_ids (ours, fresh);
  compare_facts (&c);
}
