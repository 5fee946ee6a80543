/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen, cell by cell, with everything withheld that must be. */
#include "table_out_private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "codes.h"
#include "withhold.h"

void
kin_out_cell_clear (KinOutCell *cell)
{
  g_clear_pointer (&cell->text, g_free);
  cell->kind = KIN_OUT_EMPTY;
  cell->number = 0;
}

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->label);
}

static void
clear_filter (gpointer data)
{
  g_free (((Filter *) data)->value);
}

gboolean
kin_table_out_is_outside (KinTableOut *table)
{
  return kin_withhold_is_outside (table->for_whom);
}

static void
add_column (KinTableOut *table, guint field, Part part, const char *suffix, const char *label)
{
  const KinField *f = field < table->type->n_fields ? &table->type->fields[field] : NULL;
  Column column = { field, part, NULL, NULL };

  column.name = g_strconcat (f != NULL ? f->name : "", suffix, NULL);
  if (f == NULL)
    column.label = g_strdup (label);
  else if (label != NULL)
    /* Translators: the heading of half a field: "In force: from" */
    column.label = g_strdup_printf (_("%s: %s"), _(f->label), label);
  else
    column.label = g_strdup (_(f->label));
  g_array_append_val (table->columns, column);
}

static void
add_field (KinTableOut *table, guint field)
{
  switch (table->type->fields[field].kind)
    {
    case KIN_PERIOD:
      add_column (table, field, PART_A, "_start", _("from"));
      add_column (table, field, PART_B, "_end", _("to"));
      break;
    case KIN_PRICE:
      add_column (table, field, PART_A, "", NULL);
      add_column (table, field, PART_S, "_basis", _("basis"));
      break;
    case KIN_ADDRESS:
      add_column (table, field, PART_S, "", NULL);
      add_column (table, field, PART_T, "_postcode", _("postcode"));
      break;
    case KIN_LINK:
      add_column (table, field, PART_TITLE, "", NULL);
      break;
    default:
      add_column (table, field, PART_A, "", NULL);
    }
}

static const KinToldColumn *
told_column (KinTableOut *table, guint field)
{
  guint n;
  const KinToldColumn *columns = kin_told_columns (table->type, &n);

  return field >= TOLD && field - TOLD < n ? &columns[field - TOLD] : NULL;
}

static void
add_told (KinTableOut *table, guint field)
{
  const KinToldColumn *told = told_column (table, field);
  Column column = { field - TOLD, PART_TOLD, g_strdup (told->name), g_strdup (_(told->label)) };

  g_array_append_val (table->columns, column);
}

static gboolean
is_withheld (KinTableOut *table, guint field)
{
  const KinToldColumn *told = told_column (table, field);

  return told != NULL ? kin_table_out_is_outside (table) && told->shut : kin_withhold_field (table->type, field, table->for_whom);
}

static void
make_columns (KinTableOut *table)
{
  g_array_set_size (table->columns, 0);
  /* Without its name a row is nobody's: "Home 12", as links to it are called in other lists for the same people. */
  if (kin_table_out_is_outside (table))
    add_column (table, table->type->n_fields, PART_SELF, "record", _(table->type->label));
  for (guint i = 0; i < table->fields->len; i++)
    {
      guint field = g_array_index (table->fields, guint, i);

      if (is_withheld (table, field))
        continue;
      if (field >= TOLD)
        add_told (table, field);
      else
        add_field (table, field);
    }
  if (kin_table_out_is_outside (table))
    return;
  /* Last, as no person needs them: what makes a row find its record again when the file comes back. */
  for (guint i = 0; i < table->fields->len; i++)
    {
      guint field = g_array_index (table->fields, guint, i);

      if (field < TOLD && table->type->fields[field].kind == KIN_LINK)
        add_column (table, field, PART_LINK_ID, "_id", _("record"));
    }
  add_column (table, table->type->n_fields, PART_ID, "id", _("Record"));
}

static KinTableOut *
new_table (KinReader *reader, const char *for_whom)
{
  KinTableOut *table = g_new0 (KinTableOut, 1);

  table->reader = reader;
  table->for_whom = g_strdup (for_whom);
  table->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  table->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (table->columns, clear_column);
  table->filters = g_array_new (FALSE, FALSE, sizeof (Filter));
  g_array_set_clear_func (table->filters, clear_filter);
  table->sort = -1;
  table->made = g_get_real_time () / 1000;
  table->titles = kin_titles_new (reader);
  table->bare = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  table->at = G_MAXUINT;
  return table;
}

KinTableOut *
kin_table_out_new (KinReader *reader, const KinType *type, GArray *rows, const char *for_whom)
{
  KinTableOut *table = new_table (reader, for_whom);

  table->type = type;
  table->rows = g_array_copy (rows);
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & KIN_HIDDEN) == 0)
      g_array_append_val (table->fields, i);
  make_columns (table);
  return table;
}

KinTableOut *
kin_table_out_of (KinReader *reader, KinShown *shown, const char *for_whom)
{
  KinTableOut *table = new_table (reader, for_whom);

  table->shown = kin_shown_ref (shown);
  for (guint i = 0; i < kin_shown_n_columns (shown); i++)
    {
      Column column = { i, PART_GIVEN, NULL, NULL };

      if (kin_table_out_is_outside (table) && kin_shown_is_withheld (shown, i))
        continue;
      column.name = g_strdup (kin_shown_name (shown, i));
      column.label = g_strdup (kin_shown_label (shown, i));
      g_array_append_val (table->columns, column);
    }
  return table;
}

void
kin_table_out_free (KinTableOut *table)
{
  g_clear_object (&table->record);
  g_clear_pointer (&table->told, kin_told_free);
  g_clear_pointer (&table->rows, g_array_unref);
  g_clear_pointer (&table->shown, kin_shown_unref);
  g_array_unref (table->fields);
  g_array_unref (table->columns);
  g_array_unref (table->filters);
  g_hash_table_unref (table->bare);
  kin_titles_free (table->titles);
  g_free (table->for_whom);
  g_free (table->recipient);
  g_free (table->words);
  g_free (table);
}

void
kin_table_out_set_fields (KinTableOut *table, const guint *fields, guint n)
{
  g_array_set_size (table->fields, 0);
  g_array_append_vals (table->fields, fields, n);
  make_columns (table);
}

void
kin_table_out_set_columns (KinTableOut *table, const char *const *names)
{
  g_array_set_size (table->fields, 0);
  for (guint i = 0; names[i] != NULL; i++)
    {
      int field = kin_type_field (table->type, names[i]), told = kin_told_find (table->type, names[i]);
      guint code = field >= 0 ? (guint) field : TOLD + (guint) told;

      if (field >= 0 || told >= 0)
        g_array_append_val (table->fields, code);
    }
  make_columns (table);
}

char *
kin_table_out_withheld (KinTableOut *table)
{
  GString *words = NULL;

  if (table->shown != NULL)
    return kin_shown_withheld (table->shown, table->for_whom);
  words = g_string_new (NULL);
  for (guint i = 0; i < table->fields->len; i++)
    {
      guint field = g_array_index (table->fields, guint, i);
      const KinToldColumn *told = told_column (table, field);

      if (is_withheld (table, field))
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", _(told != NULL ? told->label : table->type->fields[field].label));
    }
  return g_string_free (words, FALSE);
}

void
kin_table_out_add_filter (KinTableOut *table, guint field, const char *value)
{
  Filter filter = { field, g_strdup (value) };

  g_array_append_val (table->filters, filter);
}

void
kin_table_out_set_words (KinTableOut *table, const char *words)
{
  g_free (table->words);
  table->words = g_strdup (words);
}

void
kin_table_out_set_at (KinTableOut *table, KinDay day)
{
  table->told_on = day;
}

void
kin_table_out_set_day (KinTableOut *table, KinDay day)
{
  table->day = day;
}

void
kin_table_out_set_sort (KinTableOut *table, guint field, gboolean descending)
{
  table->sort = (int) field;
  table->descending = descending;
}

void
kin_table_out_set_recipient (KinTableOut *table, const char *recipient)
{
  g_free (table->recipient);
  table->recipient = g_strdup (recipient);
}

guint
kin_table_out_n_rows (KinTableOut *table)
{
  return table->shown != NULL ? kin_shown_n_rows (table->shown) : table->rows->len;
}

guint
kin_table_out_n_columns (KinTableOut *table, gboolean keys)
{
  guint n = table->columns->len;

  while (!keys && n > 0 && g_array_index (table->columns, Column, n - 1).part >= PART_LINK_ID)
    n--;
  return n;
}

static Column *
column_at (KinTableOut *table, guint column)
{
  return &g_array_index (table->columns, Column, column);
}

const char *
kin_table_out_name (KinTableOut *table, guint column)
{
  return column_at (table, column)->name;
}

const char *
kin_table_out_label (KinTableOut *table, guint column)
{
  return column_at (table, column)->label;
}

const char *
kin_table_out_title (KinTableOut *table)
{
  return table->shown != NULL ? kin_shown_title (table->shown) : _(table->type->plural);
}

gboolean
kin_table_out_may_go (KinTableOut *table)
{
  return table->shown != NULL ? kin_shown_may_go (table->for_whom) : !kin_withhold_type (table->type, table->for_whom);
}

/* NULL when the record is gone. */
static KinRecord *
record_at (KinTableOut *table, guint row)
{
  if (table->at != row)
    {
      g_clear_object (&table->record);
      table->record = kin_reader_get (table->reader, table->type, g_array_index (table->rows, gint64, row));
      table->at = row;
    }
  return table->record;
}

static char *
title_of (KinTableOut *table, gint64 no)
{
  const char *known;

  if (no == 0)
    return NULL;
  if (!kin_table_out_is_outside (table))
    return g_strdup (kin_titles_get (table->titles, no));
  known = g_hash_table_lookup (table->bare, &no);
  if (known == NULL)
    {
      g_hash_table_insert (table->bare, g_memdup2 (&no, sizeof no), kin_withhold_title (table->reader, no, table->for_whom));
      known = g_hash_table_lookup (table->bare, &no);
    }
  return g_strdup (known);
}

static char *
id_text (KinTableOut *table, gint64 no)
{
  char text[KIN_ID_TEXT];
  KinId id;

  if (no == 0 || !kin_reader_id_of (table->reader, no, &id))
    return NULL;
  kin_id_to_text (&id, text);
  return g_strdup (text);
}

static void
put_text (KinOutCell *cell, char *text)
{
  if (text == NULL || *text == '\0')
    {
      g_free (text);
      return;
    }
  cell->kind = KIN_OUT_TEXT;
  cell->text = text;
}

static void
put_number (KinOutCell *cell, KinOutKind kind, gint64 number)
{
  cell->kind = kind;
  cell->number = number;
}

/* A whole value that is not taken apart. */
static void
put_value (KinOutCell *cell, const KinField *field, const KinValue *value, gboolean labels)
{
  switch (field->kind)
    {
    case KIN_DATE:
      put_number (cell, KIN_OUT_DAY, value->a);
      break;
    case KIN_MONEY:
      put_number (cell, KIN_OUT_PENCE, value->a);
      break;
    case KIN_NUMBER:
      put_number (cell, KIN_OUT_NUMBER, value->a);
      break;
    case KIN_FLAG:
      put_text (cell, g_strdup (labels ? (value->a != 0 ? _("Yes") : _("No")) : value->a != 0 ? "yes" : "no"));
      break;
    case KIN_CODE:
    case KIN_CODES:
      put_text (cell, labels ? kin_field_to_text (field, value) : kin_field_to_plain (field, value));
      break;
    default:
      put_text (cell, kin_field_to_plain (field, value));
    }
}

static void
put_part (KinTableOut *table, KinRecord *record, const Column *column, gboolean labels, KinOutCell *cell)
{
  const KinField *field = &table->type->fields[column->field];
  const KinValue *value = kin_record_get (record, column->field);

  switch (column->part)
    {
    case PART_TITLE:
      put_text (cell, title_of (table, kin_record_link (record, column->field)));
      break;
    case PART_LINK_ID:
      put_text (cell, id_text (table, kin_record_link (record, column->field)));
      break;
    case PART_B:
      if (value->b != 0)
        put_number (cell, KIN_OUT_DAY, value->b);
      break;
    case PART_S:
      put_text (cell, g_strdup (field->kind == KIN_PRICE && labels && value->s != NULL ? kin_code_label ("price_basis", value->s) : value->s));
      break;
    case PART_T:
      put_text (cell, g_strdup (value->t));
      break;
    default:
      if (field->kind == KIN_PERIOD)
        put_number (cell, value->a != 0 ? KIN_OUT_DAY : KIN_OUT_EMPTY, value->a);
      else if (field->kind == KIN_PRICE)
        put_number (cell, KIN_OUT_PENCE, value->a);
      else
        put_value (cell, field, value, labels);
    }
}

static void
put_told (KinTableOut *table, KinRecord *record, guint number, KinOutCell *cell)
{
  guint n;
  const KinToldColumn *column = &kin_told_columns (table->type, &n)[number];
  gint64 value;
  char *text;

  if (table->told == NULL)
    table->told = kin_told_new (table->reader, table->type, table->told_on != KIN_NO_DAY ? table->told_on : kin_day_of_ms (table->made));
  if (!kin_told_cell (table->told, number, record, &value, &text))
    return;
  if (text != NULL)
    put_text (cell, text);
  else
    put_number (cell, column->kind == KIN_TOLD_PENCE ? KIN_OUT_PENCE : KIN_OUT_NUMBER, value);
}

void
kin_table_out_cell (KinTableOut *table, guint row, guint number, gboolean labels, KinOutCell *cell)
{
  const Column *column = column_at (table, number);
  KinRecord *record = table->shown == NULL ? record_at (table, row) : NULL;

  kin_out_cell_clear (cell);
  if (table->shown != NULL)
    {
      *cell = *kin_shown_cell (table->shown, row, column->field);
      cell->text = g_strdup (cell->text);
    }
  else if (column->part == PART_ID)
    put_text (cell, id_text (table, g_array_index (table->rows, gint64, row)));
  else if (column->part == PART_SELF)
    put_text (cell, title_of (table, g_array_index (table->rows, gint64, row)));
  else if (column->part == PART_TOLD && record != NULL)
    put_told (table, record, column->field, cell);
  else if (record != NULL && column->part != PART_TOLD && kin_record_has (record, column->field) &&
           !kin_withhold_here (table->reader, record, column->field, table->for_whom))
    put_part (table, record, column, labels, cell);
}

guint
kin_table_out_width (KinTableOut *table, guint column)
{
  glong width = g_utf8_strlen (kin_table_out_label (table, column), -1);
  guint rows = MIN (kin_table_out_n_rows (table), 100);
  KinOutCell cell = { 0 };

  for (guint row = 0; row < rows; row++)
    {
      kin_table_out_cell (table, row, column, TRUE, &cell);
      width = MAX (width, cell.text != NULL ? g_utf8_strlen (cell.text, -1) : cell.kind != KIN_OUT_EMPTY ? 11 : 0);
    }
  kin_out_cell_clear (&cell);
  return (guint) CLAMP (width, 6, 60);
}

const char *
kin_table_out_for_whom (KinTableOut *table)
{
  return table->for_whom;
}

const char *
kin_table_out_recipient (KinTableOut *table)
{
  return table->recipient;
}

gint64
kin_table_out_made (KinTableOut *table)
{
  return table->made;
}

gboolean
kin_table_out_names_anyone (KinTableOut *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      guint field = column_at (table, i)->field;
      gboolean told = column_at (table, i)->part == PART_TOLD;

      if (table->shown != NULL ? kin_shown_is_withheld (table->shown, field) : told && told_column (table, TOLD + field)->shut)
        return TRUE;
      if (table->shown == NULL && !told && field < table->type->n_fields &&
          ((table->type->fields[field].flags & KIN_NAMING) != 0 || table->type->fields[field].kind == KIN_LINK))
        return TRUE;
    }
  return FALSE;
}
