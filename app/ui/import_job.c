/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One import, without a window. */
#include "import_job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "return_read.h"
#include "text.h"

#define FIRST_YEAR 1992 /* the return has been kept since 1991-92 */

KinImport *
kin_import_new (KinStore *store, KinDay today, const char *const *paths)
{
  KinImport *self = g_atomic_rc_box_new0 (KinImport);

  self->store = g_object_ref (store);
  self->today = today;
  self->paths = g_strdupv ((char **) paths);
  self->name = g_filename_display_basename (paths[0]);
  return self;
}

KinImport *
kin_import_ref (KinImport *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  KinImport *self = data;

  g_clear_pointer (&self->of_return, kin_return_plan_free);
  g_clear_pointer (&self->of_table, kin_csv_plan_free);
  g_clear_pointer (&self->map, kin_csv_map_free);
  g_clear_pointer (&self->csv, kin_csv_free);
  g_strfreev (self->paths);
  g_free (self->name);
  g_object_unref (self->store);
}

void
kin_import_unref (KinImport *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* The last year that somebody wrote into the names: "2016-17", "SSDA903_2017"; else the return that is due. */
static int
guess_year (KinImport *self)
{
  g_autofree char   *folder = g_path_get_dirname (self->paths[0]);
  g_autofree char   *last = g_path_get_basename (folder);
  g_autofree char   *words = g_strdup_printf ("%s %s", last, self->name);
  g_autoptr (GRegex) regex = g_regex_new ("(?<![0-9])(?:(20[0-9]{2})[-_ /]([0-9]{2})(?![0-9])|(199[2-9]|20[0-9]{2})(?![0-9]))", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int                year, month, found = 0;

  for (g_regex_match (regex, words, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *span = g_match_info_fetch (match, 2), *from = g_match_info_fetch (match, 1), *one = g_match_info_fetch (match, 3);

      found = span != NULL && *span != '\0' ? atoi (from) / 100 * 100 + atoi (span) : one != NULL ? atoi (one) : found;
    }
  kin_day_split (self->today, &year, &month, NULL);
  return found >= FIRST_YEAR && found <= year + 1 ? found : month > 3 ? year : year - 1;
}

static char *
map_path (const KinType *type, KinCsv *csv)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char      *name = NULL;
  const char *const    *headings;
  guint                 n;

  headings = kin_csv_row (csv, 0, &n, NULL);
  for (guint i = 0; i < n; i++)
    g_checksum_update (sum, (const guchar *) headings[i], (gssize) strlen (headings[i]) + 1);
  name = g_strdup_printf ("%s-%.16s.json", type->name, g_checksum_get_string (sum));
  return g_build_filename (g_get_user_config_dir (), "kinkeeper", "mappings", name, NULL);
}

void
kin_import_set_type (KinImport *self, const KinType *type)
{
  g_autofree char   *kept = map_path (type, self->csv);
  const char *const *headings;
  guint              n;

  headings = kin_csv_row (self->csv, 0, &n, NULL);
  g_clear_pointer (&self->map, kin_csv_map_free);
  if (g_file_test (kept, G_FILE_TEST_EXISTS))
    self->map = kin_csv_map_load (type, kept, headings, n, NULL);
  if (self->map == NULL)
    self->map = kin_csv_map_guess (type, headings, n);
}

gboolean
kin_import_keep_map (KinImport *self, GError **error)
{
  g_autofree char *path = map_path (kin_csv_map_type (self->map), self->csv), *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  return kin_csv_map_save (self->map, path, error);
}

GPtrArray *
kin_import_types (void)
{
  /* Those that people keep in spreadsheets first; what the program writes itself not at all. */
  static const char *const first[] = { "household", "child", "person", "provider", "establishment", "placement" };
  static const char *const never[] = { "access", "action", "return_row", "series", "series_value", "snapshot", "user" };
  GPtrArray     *types = g_ptr_array_new ();
  const KinType *const *all;
  guint          n;

  all = kin_types (&n);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    if (kin_type_find (first[i]) != NULL)
      g_ptr_array_add (types, (gpointer) kin_type_find (first[i]));
  for (guint i = 0; i < n; i++)
    {
      gboolean skip = g_ptr_array_find (types, all[i], NULL);

      for (guint k = 0; k < G_N_ELEMENTS (never); k++)
        skip = skip || strcmp (all[i]->name, never[k]) == 0;
      if (!skip)
        g_ptr_array_add (types, (gpointer) all[i]);
    }
  return types;
}

/* How well a type fits: the columns it would use; those of its own count more, a mapping that was kept settles it. */
static guint
judge (KinImport *self, const KinType *type)
{
  g_autofree char *kept = map_path (type, self->csv);
  g_autofree char *plural = kin_text_key (_(type->plural)), *file = kin_text_key (self->name);
  guint            score = g_file_test (kept, G_FILE_TEST_EXISTS) ? 10000 : 0;

  kin_import_set_type (self, type);
  for (guint i = 0; i < kin_csv_map_n_columns (self->map); i++)
    {
      const KinMapTarget *target = kin_csv_map_target (self->map, i);

      if (target->type != NULL)
        score += target->type == type ? 3 : 1;
    }
  return score + (*plural != '\0' && strstr (file, plural) != NULL ? 4 : 0);
}

static void
guess_type (KinImport *self)
{
  g_autoptr (GPtrArray) types = kin_import_types ();
  const KinType        *best = types->pdata[0];
  guint                 most = 0;

  for (guint i = 0; i < types->len; i++)
    {
      guint score = judge (self, types->pdata[i]);

      if (score > most)
        {
          most = score;
          best = types->pdata[i];
        }
    }
  kin_import_set_type (self, best);
}

static gboolean
look_at_csv (KinImport *self, GError **error)
{
  int                positions[KIN_RETURN_MOST_COLUMNS];
  const char *const *headings;
  guint              n = 0;

  self->csv = kin_csv_read_file (self->paths[0], error);
  if (self->csv == NULL)
    return FALSE;
  if (kin_csv_n_rows (self->csv) < 2)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("%s holds no rows under a heading. There is nothing to import."), self->name);
      return FALSE;
    }
  headings = kin_csv_row (self->csv, 0, &n, NULL);
  while (n > 0 && *headings[n - 1] == '\0')
    n--;
  if (kin_return_table_recognise (headings, n, self->year, positions, NULL) >= 0)
    {
      self->is_return = TRUE;
      g_clear_pointer (&self->csv, kin_csv_free);
    }
  else
    guess_type (self);
  return TRUE;
}

gboolean
kin_import_look (KinImport *self, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize            length = 0;

  self->year = guess_year (self);
  /* Many files together can only be the tables of a return. */
  if (self->paths[1] != NULL || g_file_test (self->paths[0], G_FILE_TEST_IS_DIR))
    return self->is_return = TRUE;
  bytes = kin_csv_load (self->paths[0], &length, error);
  if (bytes == NULL)
    return FALSE;
  if (kin_csv_is_workbook (bytes, length) == NULL && kin_return_is_xml (bytes, length))
    return self->is_return = TRUE;
  return look_at_csv (self, error);
}

gboolean
kin_import_try (KinImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (KinReader) reader = kin_store_new_reader (self->store, error);

  if (reader == NULL)
    return FALSE;
  g_clear_pointer (&self->of_return, kin_return_plan_free);
  g_clear_pointer (&self->of_table, kin_csv_plan_free);
  if (self->is_return)
    self->of_return = kin_return_plan_new (reader, (const char *const *) self->paths, g_strv_length (self->paths), self->year, self->today, cancellable, error);
  else
    self->of_table = kin_csv_plan_new (reader, self->csv, self->map, self->today, error);
  return self->of_return != NULL || self->of_table != NULL;
}

gboolean
kin_import_retry (KinImport *self, GError **error)
{
  g_autoptr (KinReader) reader = kin_store_new_reader (self->store, error);

  return reader != NULL && kin_return_plan_compare (self->of_return, reader, error);
}

guint
kin_import_n_rows (KinImport *self)
{
  guint n = 0;

  if (self->of_table != NULL)
    return self->of_table->n[KIN_ROW_NEW] + self->of_table->n[KIN_ROW_CHANGED];
  for (guint i = 0; self->of_return != NULL && i < KIN_RETURN_N_TABLES; i++)
    {
      KinReturnCounts counts = kin_return_plan_counts (self->of_return, i);

      n += counts.n_new + counts.n_changed + counts.n_gone;
    }
  return n;
}

guint
kin_import_n_rejected (KinImport *self)
{
  if (self->of_table != NULL)
    return self->of_table->problems->len;
  return self->of_return != NULL ? kin_return_plan_rejected (self->of_return)->len : 0;
}

gboolean
kin_import_write_rejected (KinImport *self, const char *path, GError **error)
{
  g_autoptr (GFile)   file = g_file_new_for_path (path);
  g_autoptr (GString) csv = NULL;

  if (self->of_return != NULL)
    return kin_return_plan_write_rejected (self->of_return, file, error);
  csv = kin_csv_plan_problems_to_csv (self->of_table);
  return g_file_set_contents_full (path, csv->str, (gssize) csv->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

char *
kin_import_label (KinImport *self)
{
  if (self->of_return != NULL)
    return kin_return_plan_label (self->of_return);
  return g_strdup_printf (_("%s imported from %s: %u new, %u changed"), _(self->of_table->type->plural), self->name,
                          self->of_table->n[KIN_ROW_NEW], self->of_table->n[KIN_ROW_CHANGED]);
}

gboolean
kin_import_work (KinWriter *writer, gpointer data, GError **error)
{
  KinImport *self = data;

  return self->of_return != NULL ? kin_return_plan_work (writer, self->of_return, error) : kin_csv_plan_work (writer, self->of_table, error);
}

static char *
part_words (const char *field, KinMapPart part)
{
  switch (part)
    {
    case KIN_MAP_START:
      return g_strdup_printf (_("%s: from"), field);
    case KIN_MAP_END:
      return g_strdup_printf (_("%s: to"), field);
    case KIN_MAP_BASIS:
      return g_strdup_printf (_("%s: for each"), field);
    case KIN_MAP_POSTCODE:
      return g_strdup_printf (_("%s: postcode"), field);
    case KIN_MAP_LINK_ID:
      return g_strdup_printf (_("%s: our number"), field);
    case KIN_MAP_FULL_NAME:
      return g_strdup (_("Whole name"));
    case KIN_MAP_AGES:
      return g_strdup (_("Youngest and oldest age"));
    case KIN_MAP_ID:
      return g_strdup (_("Our number of the record"));
    case KIN_MAP_WHOLE:
    default:
      return g_strdup (field);
    }
}

static char *
target_words (const KinType *type, const KinMapTarget *target)
{
  g_autofree char *words = part_words (_(target->type->fields[target->field].label), target->part);

  /* Translators: a kind of record, then one of its fields: "Approval: Places" */
  return target->type == type ? g_steal_pointer (&words) : g_strdup_printf (_("%s: %s"), _(target->type->label), words);
}

void
kin_import_targets (const KinType *type, char ***names, char ***labels)
{
  static const char *const any[] = { "" };
  g_autoptr (KinCsvMap) map = kin_csv_map_guess (type, any, 1);
  guint                 n;

  *names = kin_csv_map_targets (type);
  n = g_strv_length (*names);
  *labels = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    (*labels)[i] = kin_csv_map_set (map, 0, (*names)[i], NULL) ? target_words (type, kin_csv_map_target (map, 0)) : g_strdup ((*names)[i]);
}
