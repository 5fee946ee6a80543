/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files are known by what is in them, not by their names; a folder's files are read in the order of their names. */
#include "return_read.h"

#include <glib/gi18n-lib.h>
#include <json-c/json.h>
#include <string.h>

#include "csv_read.h"

static const char *
make_extra (KinReturnSet *set, const char *const *heading, const char *const *cells, const int *extras, guint n_extras)
{
  struct json_object *object;
  const char *text;

  if (n_extras == 0)
    return NULL;
  object = json_object_new_object ();
  for (guint i = 0; i < n_extras; i++)
    json_object_object_add (object, heading[extras[i]], json_object_new_string (cells[extras[i]]));
  text = kin_return_set_keep (set, json_object_to_json_string_ext (object, JSON_C_TO_STRING_PLAIN));
  json_object_put (object);
  return text;
}

static void
reject_wide_row (KinReturnSet *set, KinReturnRow *row)
{
  kin_return_set_reject (set, row, -1, _("The row has more cells than the heading has columns. Is a comma not in quotation marks?"));
  set->n_read[row->table]++;
  g_free (row);
}

typedef struct
{
  const KinCsv      *csv;
  int                table;
  const char *const *heading;
  guint              n;         /* columns in the heading */
  int                positions[KIN_RETURN_MOST_COLUMNS];
  int               *extras;    /* columns that the table does not have */
  guint              n_extras;
} Sheet;

static void
find_extras (Sheet *sheet, KinReturnSet *set, const char *name)
{
  const KinReturnTableInfo *info = kin_return_table (sheet->table);

  sheet->extras = g_new (int, sheet->n + 1);
  for (guint i = 0; i < sheet->n; i++)
    {
      g_autofree char *text = NULL;
      gboolean known = *sheet->heading[i] == '\0';

      for (guint c = 0; !known && c < info->n_columns; c++)
        known = sheet->positions[c] == (int) i;
      if (known)
        continue;
      sheet->extras[sheet->n_extras++] = (int) i;
      text = g_strdup_printf (_("The column “%s” is not one of the return's; it was kept with the rows."), sheet->heading[i]);
      kin_return_set_remark (set, sheet->table, "", name, 1, text);
    }
}

static void
read_line (Sheet *sheet, KinReturnSet *set, const char *name, guint nth, int year_ending)
{
  KinReturnRow *row = g_new0 (KinReturnRow, 1);
  const KinReturnTableInfo *info = kin_return_table (sheet->table);
  g_autofree const char **cells = g_new (const char *, sheet->n + 1);
  guint n;
  const char *const *came = kin_csv_row (sheet->csv, nth, &n, &row->line);

  row->table = (KinReturnTable) sheet->table;
  row->year = year_ending;
  row->file = name;
  for (guint i = 0; i < KIN_RETURN_MOST_COLUMNS; i++)
    row->came[i] = row->clean[i] = "";
  if ((guint) sheet->positions[0] < n)
    row->came[0] = kin_return_set_keep (set, came[sheet->positions[0]]);
  for (guint i = sheet->n; i < n; i++)
    if (*came[i] != '\0')
      {
        reject_wide_row (set, row);
        return;
      }
  for (guint i = 0; i < sheet->n; i++)
    cells[i] = i < n ? came[i] : "";
  for (guint c = 0; c < info->n_columns; c++)
    row->came[c] = sheet->positions[c] >= 0 ? kin_return_set_keep (set, cells[sheet->positions[c]]) : "";
  row->extra = make_extra (set, sheet->heading, cells, sheet->extras, sheet->n_extras);
  kin_return_set_add (set, row, FALSE);
}

gboolean
kin_return_read_csv (KinReturnSet *set, const char *name, const char *bytes, gsize length, int year_ending, KinReturnFile *file, GError **error)
{
  g_autoptr (KinCsv) csv = kin_csv_read (bytes, length, error);
  Sheet sheet = { csv, -1, NULL, 0, { 0 }, NULL, 0 };

  if (csv == NULL)
    return FALSE;
  if (kin_csv_n_rows (csv) == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The file is empty."));
      return FALSE;
    }
  name = kin_return_set_keep (set, name);
  sheet.heading = kin_csv_row (csv, 0, &sheet.n, NULL);
  while (sheet.n > 0 && *sheet.heading[sheet.n - 1] == '\0')
    sheet.n--;
  sheet.table = kin_return_table_recognise (sheet.heading, sheet.n, year_ending, sheet.positions, error);
  if (sheet.table < 0)
    return FALSE;
  find_extras (&sheet, set, name);
  for (guint i = 1; i < kin_csv_n_rows (csv); i++)
    read_line (&sheet, set, name, i, year_ending);
  g_free (sheet.extras);
  set->has[sheet.table] = TRUE;
  file->table = sheet.table;
  file->n_rows = kin_csv_n_rows (csv) - 1;
  file->guessed = kin_csv_guessed (csv);
  if (file->guessed)
    kin_return_set_remark (set, sheet.table, "", name, 1, _("The file is not UTF-8; it was read as Windows-1252."));
  return TRUE;
}

static gboolean
read_file (KinReturnSet *set, const char *path, int year_ending, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *display = g_filename_display_name (path);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length = 0;
  KinReturnFile *file = g_new0 (KinReturnFile, 1);
  gboolean ok;

  file->path = kin_return_set_keep (set, display);
  file->name = kin_return_set_keep (set, name);
  file->table = -1;
  g_ptr_array_add (set->files, file);
  bytes = kin_csv_load (path, &length, &problem);
  if (bytes == NULL)
    {
      file->problem = kin_return_set_keep (set, problem->message);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  ok = kin_return_is_xml (bytes, length) ? kin_return_read_xml (set, name, bytes, length, year_ending, file, &problem)
                                          : kin_return_read_csv (set, name, bytes, length, year_ending, file, &problem);
  if (ok)
    return TRUE;
  file->problem = kin_return_set_keep (set, problem->message);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", name, problem->message);
  return FALSE;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
has_ending (const char *name, const char *ending)
{
  gsize length = strlen (name), n = strlen (ending);

  return length > n && g_ascii_strcasecmp (name + length - n, ending) == 0;
}

static void
note_left_out (KinReturnSet *set, const char *path, const char *problem)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *display = g_filename_display_name (path);
  KinReturnFile *file = g_new0 (KinReturnFile, 1);

  *file = (KinReturnFile) { kin_return_set_keep (set, display), kin_return_set_keep (set, name), -1, 0, FALSE, problem };
  g_ptr_array_add (set->files, file);
}

/* CSVs; where there is none, one XML. Both together would say everything twice. */
static gboolean
read_folder (KinReturnSet *set, const char *path, int year_ending, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) csvs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) xmls = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) first = NULL;
  guint n_read = 0;

  if (dir == NULL)
    return FALSE;
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    if (has_ending (name, ".csv"))
      g_ptr_array_add (csvs, g_build_filename (path, name, NULL));
    else if (has_ending (name, ".xml"))
      g_ptr_array_add (xmls, g_build_filename (path, name, NULL));
  g_ptr_array_sort (csvs, compare_paths);
  g_ptr_array_sort (xmls, compare_paths);
  for (guint i = 0; i < csvs->len; i++)
    n_read += read_file (set, csvs->pdata[i], year_ending, first == NULL ? &first : NULL) ? 1 : 0;
  for (guint i = 0; i < xmls->len; i++)
    if (csvs->len > 0)
      note_left_out (set, xmls->pdata[i], _("It was left out, as the folder holds CSV files. Import it by itself."));
    else
      n_read += read_file (set, xmls->pdata[i], year_ending, first == NULL ? &first : NULL) ? 1 : 0;
  if (n_read > 0)
    return TRUE;
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The folder %s holds no CSV and no XML."), path);
  return FALSE;
}

gboolean
kin_return_read (KinReturnSet *set, const char *const *paths, guint n_paths, int year_ending, GError **error)
{
  if (n_paths == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("Name a folder of CSV files, or an XML file."));
      return FALSE;
    }
  for (guint i = 0; i < n_paths; i++)
    if (!(g_file_test (paths[i], G_FILE_TEST_IS_DIR) ? read_folder : read_file) (set, paths[i], year_ending, error))
      return FALSE;
  return TRUE;
}
