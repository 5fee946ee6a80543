/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leads to a record that was deleted, or merged into another: a loop over every link of every type. */
#include <string.h>

#include "clash-find.h"
#include "marks.h"

/* More than so many are asked about in passes over the links, not one by one. */
#define FEW 200

/* What was opened is a fact about that moment, and a merge leads where it leads on purpose. */
static gboolean
may_dangle (const KinType *type, const KinField *field)
{
  return strcmp (field->name, "merged_into") == 0 || strcmp (type->name, "access") == 0;
}

static gboolean
is_merged (KinReader *reader, const KinType *type, gint64 no)
{
  int field = kin_type_field (type, "merged_into");
  g_autoptr (KinRecord) record = field >= 0 ? kin_reader_get (reader, type, no) : NULL;

  return record != NULL && kin_record_link (record, (guint) field) != 0;
}

/* Of a record that is not here yet, or waits for approval, nothing is known: it may come. One that was erased leaves no question. */
static gboolean
is_deleted (KinReader *reader, gint64 no)
{
  return kin_reader_is_deleted (reader, no) &&
         kin_reader_number (reader, "SELECT 1 FROM head h JOIN change c ON c.no = h.change WHERE h.record = ?1 AND h.field = '_exists' AND c.op = 2 LIMIT 1", 1, no) != 0;
}

typedef void (*EachLink) (const KinType *type, guint field, gpointer data);

static void
visit_links (const KinType *target, EachLink each, gpointer data)
{
  guint n;
  const KinType *const *types = kin_types (&n);

  for (guint t = 0; t < n; t++)
    for (guint i = 0; i < types[t]->n_fields; i++)
      {
        const KinField *f = &types[t]->fields[i];

        if (f->kind == KIN_LINK && (f->link == NULL || target == NULL || strcmp (f->link, target->name) == 0) && !may_dangle (types[t], f))
          each (types[t], i, data);
      }
}

typedef struct
{
  KinClashFinding *finding;
  gint64           gone;
} Looking;

static void
take_links (const KinType *type, guint field, gpointer data)
{
  Looking *looking = data;
  g_autofree char *sql = g_strdup_printf ("SELECT no FROM \"%s\" WHERE \"%s\" = ?1", type->name, type->fields[field].name); /* names from the tables */
  g_autoptr (GArray) leading = kin_reader_numbers (looking->finding->reader, sql, 1, looking->gone);

  for (guint i = 0; i < leading->len; i++)
    {
      KinClash *clash = kin_clash_new (KIN_CLASH_GONE, looking->gone);

      g_array_append_val (clash->records, g_array_index (leading, gint64, i));
      clash->field = field;
      kin_clash_finding_add (looking->finding, clash);
    }
}

void
kin_clash_find_gone (KinClashFinding *finding, gint64 record)
{
  const KinType *type = kin_reader_type_of (finding->reader, record);
  Looking looking = { finding, record };

  if (type != NULL && (is_deleted (finding->reader, record) || is_merged (finding->reader, type, record)))
    visit_links (type, take_links, &looking);
}

typedef struct
{
  KinReader *reader;
  KinMarks  *gone, *led_to;
} Marking;

static void
mark_led_to (const KinType *type, guint field, gpointer data)
{
  Marking *marking = data;
  const char *name = type->fields[field].name;
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE \"%s\" > 0 /* scan: many are gone */", name, type->name, name); /* names from the tables */
  g_autoptr (KinQuery) query = kin_reader_query (marking->reader, sql);

  while (kin_query_step (query))
    {
      gint64 no = kin_query_get_int (query, 0);

      if (kin_marks_has (marking->gone, no))
        kin_marks_add (marking->led_to, no);
    }
}

static void
add_merged (KinReader *reader, GArray *gone)
{
  guint n;
  const KinType *const *types = kin_types (&n);

  for (guint t = 0; t < n; t++)
    if (kin_type_field (types[t], "merged_into") >= 0)
      {
        g_autofree char *sql = g_strdup_printf ("SELECT no FROM \"%s\" WHERE \"merged_into\" IS NOT NULL /* scan: homes, carers and providers */", types[t]->name);
        g_autoptr (GArray) merged = kin_reader_numbers (reader, sql, 0);

        g_array_append_vals (gone, merged->data, merged->len);
      }
}

void
kin_clash_scan_gone (KinClashFinding *finding)
{
  g_autoptr (GArray) gone = kin_reader_numbers (finding->reader, "SELECT h.record FROM head h JOIN change c ON c.no = h.change WHERE h.field = '_exists'"
                                                                 " AND c.op = 2 /* scan: the heads */", 0);

  add_merged (finding->reader, gone);
  if (gone->len > FEW)
    {
      Marking marking = { finding->reader, kin_marks_new (), kin_marks_new () };

      for (guint i = 0; i < gone->len; i++)
        kin_marks_add (marking.gone, g_array_index (gone, gint64, i));
      visit_links (NULL, mark_led_to, &marking);
      kin_marks_keep (marking.led_to, gone, TRUE);
      kin_marks_free (marking.gone);
      kin_marks_free (marking.led_to);
    }
  for (guint i = 0; i < gone->len; i++)
    kin_clash_find_gone (finding, g_array_index (gone, gint64, i));
}
