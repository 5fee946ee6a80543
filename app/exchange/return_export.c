/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export, child by child; files are written when all of it is known. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "children.h"
#include "ours.h"
#include "return_out.h"

void
kin_return_out_add (KinReturnExport *out, KinReturnTable table, const char *const *cells)
{
  g_ptr_array_add (out->rows[table], g_memdup2 (cells, sizeof *cells * KIN_RETURN_MOST_COLUMNS));
}

void
kin_return_out_keep (KinReturnExport *out, const KinReturnRow *row, const char *code)
{
  const char *cells[KIN_RETURN_MOST_COLUMNS];

  memcpy (cells, row->came, sizeof cells);
  if (strcmp (row->clean[0], code) != 0)
    cells[0] = code;
  kin_return_out_add (out, row->table, cells);
  if (row->extra != NULL)
    kin_return_out_change (out, (int) row->table, _("The imported row had columns that are not the return's; they were left out."), FALSE, row->key);
}

void
kin_return_out_change (KinReturnExport *out, int table, const char *cause, gboolean as_it_came, const char *example)
{
  g_autofree char *key = g_strdup_printf ("%d %d %s", table, as_it_came, cause);
  KinReturnChange *change = g_hash_table_lookup (out->changes_by, key);

  if (change == NULL)
    {
      change = g_new (KinReturnChange, 1);
      *change = (KinReturnChange) { table, kin_return_set_keep (out->kept, cause), as_it_came, 0, kin_return_set_keep (out->kept, example) };
      g_ptr_array_add (out->changes, change);
      g_hash_table_insert (out->changes_by, g_steal_pointer (&key), change);
    }
  change->n++;
}

static KinReturnFact *
find_fact (KinReturnLeaver *child, const char *key)
{
  for (guint i = 0; i < child->facts->len; i++)
    {
      KinReturnFact *fact = child->facts->pdata[i];

      if (strcmp (fact->key, key) == 0)
        return fact;
    }
  return NULL;
}

static gboolean
is_unchanged (KinRecord *made, KinRecord *here, const guint *fields, guint n)
{
  const KinType *type = kin_record_type (here);

  for (guint i = 0; i < n; i++)
    if (!kin_return_value_equal (&type->fields[fields[i]], kin_record_get (made, fields[i]), kin_record_get (here, fields[i])))
      return FALSE;
  return TRUE;
}

static KinRecord *
find_here (KinReturnLeaver *child, const KinReturnFact *fact)
{
  KinRecord *found = g_hash_table_lookup (child->found, fact);

  if (found != NULL || kin_record_type (fact->record) == &kin_child)
    return found != NULL ? found : child->here;
  return kin_return_find_here (child->out->here, child->here != NULL ? kin_record_no (child->here) : 0, child->ours, child->used, fact->record);
}

static gboolean
derive_row (KinReturnLeaver *child, KinReturnTable table, KinRecord *record)
{
  const char *cells[KIN_RETURN_MOST_COLUMNS];

  for (guint i = 0; i < KIN_RETURN_MOST_COLUMNS; i++)
    cells[i] = "";
  if (!kin_return_derive (child, table, record, cells))
    return FALSE;
  kin_return_out_add (child->out, table, cells);
  return TRUE;
}

/* What of the child's own record stands in a row of that table. */
static const guint *
get_child_fields (KinReturnTable table, guint *n)
{
  static const guint header[] = { KIN_CHILD_BORN, KIN_CHILD_SEX, KIN_CHILD_ETHNICITY, KIN_CHILD_UPN, KIN_CHILD_MOTHER, KIN_CHILD_MOTHER_SINCE };
  static const guint uasc[] = { KIN_CHILD_BORN, KIN_CHILD_SEX, KIN_CHILD_UNACCOMPANIED, KIN_CHILD_UNACCOMPANIED_CEASED };
  static const guint others[] = { KIN_CHILD_BORN };

  *n = table == KIN_RETURN_HEADER ? G_N_ELEMENTS (header) : table == KIN_RETURN_UASC ? G_N_ELEMENTS (uasc) : G_N_ELEMENTS (others);
  return table == KIN_RETURN_HEADER ? header : table == KIN_RETURN_UASC ? uasc : others;
}

static gboolean
is_child_unchanged (KinReturnLeaver *child, KinReturnTable table)
{
  const KinReturnFact *made = find_fact (child, kin_child.name);
  guint n;
  const guint *fields = get_child_fields (table, &n);

  return made == NULL || made->row == NULL || is_unchanged (made->record, child->here, fields, n); /* no row: no Header said anything */
}

/* A kept row of any table but Episodes. */
static void
send_kept (KinReturnLeaver *child, const KinReturnRow *row)
{
  gboolean of_child = row->table == KIN_RETURN_HEADER || row->table == KIN_RETURN_UASC;
  g_autofree char *key = of_child ? g_strdup (kin_child.name) : kin_return_fact_key (row);
  const KinReturnFact *fact = find_fact (child, key);
  KinRecord *here = fact != NULL ? find_here (child, fact) : NULL;
  guint n;
  const guint *fields;

  if (child->here == NULL || (of_child && fact == NULL))
    {
      /* It belongs to nobody on the record. */
      kin_return_out_keep (child->out, row, child->code);
      return;
    }
  child->sent = child->sent || !of_child;
  fields = here != NULL ? kin_return_fields (kin_record_type (here), &n) : NULL;
  if (here == NULL)
    kin_return_out_change (child->out, (int) row->table, _("Deleted here since the import."), FALSE, row->key);
  else if (is_child_unchanged (child, row->table) && (of_child || is_unchanged (fact->record, here, fields, n)))
    kin_return_out_keep (child->out, row, child->code);
  else
    {
      gboolean sent = derive_row (child, row->table, here);

      kin_return_out_change (child->out, (int) row->table,
                             sent ? _("Changed here since the import: the row was derived anew.") : _("Changed here since the import: there is no such row any longer."),
                             FALSE, row->key);
    }
}

/* What was typed here, and what was imported where no import of this year had the table. */
static void
send_typed (KinReturnLeaver *child)
{
  for (guint i = 0; i < child->records->len; i++)
    {
      KinRecord *record = child->records->pdata[i];
      const int *tables = kin_return_tables_of (kin_record_type (record));

      for (; *tables >= 0; tables++)
        {
          KinReturnTable table = (KinReturnTable) *tables;

          if ((child->out->has[table] && g_hash_table_contains (child->used, record)) || !kin_return_in_window (child, table, record) || !derive_row (child, table, record))
            continue;
          child->sent = TRUE;
          if (child->out->came)
            kin_return_out_change (child->out, *tables, _("Not in the imported return: derived from the record."), FALSE, child->code);
        }
    }
}

static gboolean
has_kept (KinReturnLeaver *child, KinReturnTable table)
{
  for (guint i = 0; i < child->kept->len; i++)
    if (((KinReturnRow *) child->kept->pdata[i])->table == table && ((KinReturnRow *) child->kept->pdata[i])->year == child->out->year)
      return TRUE;
  return FALSE;
}

static void
send_child (KinReturnLeaver *child)
{
  static const KinReturnTable of_child[] = { KIN_RETURN_HEADER, KIN_RETURN_UASC };

  for (guint i = 0; i < child->facts->len; i++)
    {
      KinRecord *here = find_here (child, child->facts->pdata[i]);

      if (here == NULL)
        continue;
      g_hash_table_add (child->used, here);
      g_hash_table_insert (child->found, child->facts->pdata[i], here);
    }
  kin_return_send_episodes (child);
  for (guint i = 0; i < child->kept->len; i++)
    {
      const KinReturnRow *row = child->kept->pdata[i];

      if (row->year == child->out->year && row->table != KIN_RETURN_EPISODES)
        send_kept (child, row);
    }
  if (child->here == NULL)
    return;
  send_typed (child);
  for (guint i = 0; child->sent && i < G_N_ELEMENTS (of_child); i++)
    if (!has_kept (child, of_child[i]) && derive_row (child, of_child[i], child->here) && child->out->came)
      kin_return_out_change (child->out, (int) of_child[i], _("Not in the imported return: derived from the record."), FALSE, child->code);
}

static void
export_child (KinReturnExport *out, const char *code, KinRecord *here, GPtrArray *kept)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GHashTable) ours = g_hash_table_new ((GHashFunc) kin_id_hash, (GEqualFunc) kin_id_equal);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  KinReturnContext context = { out->kept, out->authority, out->latest, out->declined, NULL, NULL, FALSE, NULL };
  g_autoptr (GPtrArray) facts = kin_return_facts (&context, code, kept);
  gint64 no = here != NULL ? kin_record_no (here) : 0;
  GPtrArray *records = g_hash_table_lookup (out->here->by_child, &no);
  const char *now = here != NULL ? kin_record_text (here, KIN_CHILD_CHILD_CODE) : NULL;
  KinReturnLeaver child = { out, now != NULL ? kin_return_set_keep (out->kept, now) : code, here, records != NULL ? records : nothing, kept,
                            facts, ours, used, found, NULL, NULL, FALSE };

  for (guint i = 0; i < facts->len; i++)
    g_hash_table_add (ours, (gpointer) kin_record_id (((KinReturnFact *) facts->pdata[i])->record));
  send_child (&child);
  if (strcmp (child.code, code) != 0)
    kin_return_out_change (out, KIN_RETURN_HEADER, _("The child's number was changed here."), FALSE, child.code);
  if (*child.code == '\0' && child.sent)
    {
      g_autofree char *title = kin_record_title (here);

      kin_return_out_change (out, KIN_RETURN_HEADER, _("The child has no number on the return: type one."), FALSE, title);
    }
  g_ptr_array_unref (child.derived);
  g_array_unref (child.episodes);
}

/* The child that kept rows belong to: by its number on the return, else by what they link to. */
static KinRecord *
find_child (KinReturnExport *out, const char *code, GPtrArray *kept)
{
  KinRecord *here = g_hash_table_lookup (out->here->by_code, code);
  GPtrArray *children = out->here->all->pdata[0];
  gint64 no = kept->len > 0 ? ((KinReturnRow *) kept->pdata[0])->child : 0;

  for (guint i = 0; here == NULL && no != 0 && i < children->len; i++)
    if (kin_record_no (children->pdata[i]) == no)
      here = children->pdata[i];
  return here;
}

static void
export_all (KinReturnExport *out, KinReader *reader)
{
  g_autoptr (GHashTable) kept_by = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) foreign = kin_book_foreign (reader);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  GPtrArray *children = out->here->all->pdata[0];

  for (guint i = 0; i < out->kept->rows->len; i++)
    {
      KinReturnRow *row = out->kept->rows->pdata[i];
      GPtrArray *rows = g_hash_table_lookup (kept_by, row->clean[0]);

      if (rows == NULL)
        {
          rows = g_ptr_array_new ();
          g_hash_table_insert (kept_by, (gpointer) row->clean[0], rows);
          g_ptr_array_add (order, (gpointer) row->clean[0]);
        }
      g_ptr_array_add (rows, row);
      out->has[row->table] = out->has[row->table] || row->year == out->year;
      out->came = out->came || row->year == out->year;
      out->latest = row->table == KIN_RETURN_EPISODES ? MAX (out->latest, row->year) : out->latest;
    }
  for (guint i = 0; i < order->len; i++)
    {
      GPtrArray *kept = g_hash_table_lookup (kept_by, order->pdata[i]);
      KinRecord *here = find_child (out, order->pdata[i], kept);

      export_child (out, order->pdata[i], here, kept);
      if (here != NULL)
        g_hash_table_add (done, here);
    }
  for (guint i = 0; i < children->len; i++)
    {
      gint64 no = kin_record_no (children->pdata[i]);
      const char *code = kin_record_text (children->pdata[i], KIN_CHILD_CHILD_CODE);

      if (!g_hash_table_contains (done, children->pdata[i]) && !g_hash_table_contains (foreign, &no) &&
          !kin_record_has (children->pdata[i], KIN_CHILD_MERGED_INTO))
        export_child (out, kin_return_set_keep (out->kept, code), children->pdata[i], nothing);
    }
}

static gboolean
is_urn_left_out (KinReturnExport *out, KinReturnTable table)
{
  if (table != KIN_RETURN_EPISODES || out->year >= KIN_RETURN_FIRST_URN_YEAR)
    return FALSE;
  for (guint i = 0; i < out->rows[table]->len; i++)
    if (*((const char **) out->rows[table]->pdata[i])[KIN_EPISODES_URN] != '\0')
      return FALSE;
  return TRUE;
}

static void
append_cell (GString *csv, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text);
    }
  g_string_append_c (csv, '"');
}

static char *
make_csv (KinReturnExport *out, KinReturnTable table)
{
  const KinReturnTableInfo *info = kin_return_table (table);
  guint n = is_urn_left_out (out, table) ? info->n_columns - 1 : info->n_columns;
  GString *csv = g_string_new (NULL);

  for (guint c = 0; c < n; c++)
    g_string_append_printf (csv, "%s%s", c > 0 ? "," : "", info->columns[c].name);
  g_string_append_c (csv, '\n');
  for (guint i = 0; i < out->rows[table]->len; i++)
    for (guint c = 0; c < n; c++)
      {
        append_cell (csv, ((const char **) out->rows[table]->pdata[i])[c]);
        g_string_append_c (csv, c + 1 < n ? ',' : '\n');
      }
  return g_string_free (csv, FALSE);
}

static gboolean
write_files (KinReturnExport *out, const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The folder %s cannot be made."), folder);
      return FALSE;
    }
  for (guint t = 0; t < KIN_RETURN_N_TABLES; t++)
    {
      const KinReturnTableInfo *info = kin_return_table (t);
      g_autofree char *path = g_build_filename (folder, info->file, NULL);
      g_autofree char *csv = NULL;

      if (out->year < info->first_year && out->rows[t]->len == 0)
        continue;
      csv = make_csv (out, t);
      if (!g_file_set_contents_full (path, csv, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
        return FALSE;
      g_ptr_array_add (out->files, g_steal_pointer (&path));
    }
  return TRUE;
}

KinReturnExport *
kin_return_export (KinReader *reader, int year_ending, const char *folder, GError **error)
{
  g_autoptr (KinReturnExport) out = g_new0 (KinReturnExport, 1);
  GError *problem;

  out->year = year_ending;
  out->from = kin_day_year_start (year_ending);
  out->to = kin_day_year_end (year_ending);
  out->declined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  out->changes = g_ptr_array_new_with_free_func (g_free);
  out->changes_by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  out->files = g_ptr_array_new_with_free_func (g_free);
  for (guint t = 0; t < KIN_RETURN_N_TABLES; t++)
    out->rows[t] = g_ptr_array_new_with_free_func (g_free);
  out->authority = kin_reader_fact (reader, "authority");
  if (out->authority == NULL)
    out->authority = g_strdup ("");
  out->here = kin_return_here_read (reader);
  out->kept = kin_return_kept_read (reader, out->declined);
  problem = kin_reader_take_error (reader);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  export_all (out, reader);
  return write_files (out, folder, error) ? g_steal_pointer (&out) : NULL;
}

void
kin_return_export_free (KinReturnExport *out)
{
  if (out == NULL)
    return;
  for (guint t = 0; t < KIN_RETURN_N_TABLES; t++)
    g_ptr_array_unref (out->rows[t]);
  g_clear_pointer (&out->here, kin_return_here_free);
  g_clear_pointer (&out->kept, kin_return_set_free);
  g_hash_table_unref (out->declined);
  g_hash_table_unref (out->changes_by);
  g_ptr_array_unref (out->changes);
  g_ptr_array_unref (out->files);
  g_free (out->authority);
  g_free (out);
}
