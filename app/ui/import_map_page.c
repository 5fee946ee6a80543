/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mapping page. */
#include "import_map_page.h"

#include <glib/gi18n-lib.h>

#define N_SAMPLES 3
#define MOST_COLUMNS 120 /* shown; others are as guessed */

typedef struct
{
  KinImport *import;
  GPtrArray *types; /* const KinType * */
  char     **names; /* of the targets; the first choice is none of them */
  GtkWidget *box, *columns, *same;
} MapPage;

static void
free_page (gpointer data)
{
  MapPage *page = data;

  kin_import_unref (page->import);
  g_ptr_array_unref (page->types);
  g_strfreev (page->names);
  g_free (page);
}

static char *
samples (KinCsv *csv, guint column)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 1; i < MIN (kin_csv_n_rows (csv), 50) && words->len < N_SAMPLES; i++)
    {
      const char *const *cells;
      guint              n;

      cells = kin_csv_row (csv, i, &n, NULL);
      if (column < n && *cells[column] != '\0' && !g_ptr_array_find_with_equal_func (words, cells[column], g_str_equal, NULL))
        g_ptr_array_add (words, (gpointer) cells[column]);
    }
  g_ptr_array_add (words, NULL);
  return words->len > 1 ? g_strjoinv (" · ", (char **) words->pdata) : g_strdup (_("empty"));
}

/* Two columns for one field: the file cannot mean both. */
static void
say_same (MapPage *page)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char       *said = NULL;

  for (guint i = 0; i < kin_csv_map_n_columns (page->import->map) && said == NULL; i++)
    {
      char *name = kin_csv_map_target_name (page->import->map, i);

      if (name != NULL && g_hash_table_contains (seen, name))
        said = g_strdup_printf (_("“%s” and “%s” are read as the same field: where both hold something, the later column counts."),
                                (const char *) g_hash_table_lookup (seen, name), kin_csv_map_heading (page->import->map, i));
      if (name != NULL)
        g_hash_table_replace (seen, name, (gpointer) kin_csv_map_heading (page->import->map, i));
    }
  gtk_label_set_text (GTK_LABEL (page->same), said != NULL ? said : "");
  gtk_widget_set_visible (page->same, said != NULL);
}

static void
on_target (AdwComboRow *row, GParamSpec *pspec, MapPage *page)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "kin-column"));
  guint at = adw_combo_row_get_selected (row);

  kin_csv_map_set (page->import->map, column, at == 0 || at == GTK_INVALID_LIST_POSITION ? NULL : page->names[at - 1], NULL);
  say_same (page);
}

static GtkWidget *
make_column (MapPage *page, guint column, GListModel *choices)
{
  GtkWidget       *row = adw_combo_row_new ();
  g_autofree char *name = kin_csv_map_target_name (page->import->map, column);
  g_autofree char *values = samples (page->import->csv, column);
  const char      *heading = kin_csv_map_heading (page->import->map, column);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *heading != '\0' ? heading : _("(no heading)"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), values);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), choices);
  for (guint i = 0; name != NULL && page->names[i] != NULL; i++)
    if (g_str_equal (page->names[i], name))
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i + 1);
  g_object_set_data (G_OBJECT (row), "kin-column", GUINT_TO_POINTER (column));
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_target), page);
  return row;
}

static void
fill_columns (MapPage *page)
{
  const KinType            *type = kin_csv_map_type (page->import->map);
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  g_auto (GStrv)            labels = NULL;

  g_clear_pointer (&page->names, g_strfreev);
  kin_import_targets (type, &page->names, &labels);
  gtk_string_list_append (choices, _("Not used"));
  for (guint i = 0; labels[i] != NULL; i++)
    gtk_string_list_append (choices, labels[i]);
  if (page->columns != NULL)
    gtk_box_remove (GTK_BOX (page->box), page->columns);
  page->columns = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (page->columns), _("Column by column"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (page->columns), _("Guessed from the headings. What you choose is remembered for files with the same headings."));
  for (guint i = 0; i < MIN (kin_csv_map_n_columns (page->import->map), MOST_COLUMNS); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (page->columns), make_column (page, i, G_LIST_MODEL (choices)));
  gtk_box_append (GTK_BOX (page->box), page->columns);
  say_same (page);
}

static void
on_type (AdwComboRow *row, GParamSpec *pspec, MapPage *page)
{
  guint at = adw_combo_row_get_selected (row);

  if (at >= page->types->len || page->types->pdata[at] == kin_csv_map_type (page->import->map))
    return;
  kin_import_set_type (page->import, page->types->pdata[at]);
  fill_columns (page);
}

static GtkWidget *
make_type (MapPage *page)
{
  GtkWidget                *group = adw_preferences_group_new (), *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char          *title = NULL;
  guint                     at = 0, rows = kin_csv_n_rows (page->import->csv) - 1;

  for (guint i = 0; i < page->types->len; i++)
    {
      const KinType *type = page->types->pdata[i];

      gtk_string_list_append (names, _(type->plural));
      if (type == kin_csv_map_type (page->import->map))
        at = i;
    }
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Each of the %u row is one of", "Each of the %u rows is one of", rows), rows);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), at);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_type), page);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

GtkWidget *
kin_import_map_page_new (KinImport *import)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();
  MapPage   *page = g_new0 (MapPage, 1);

  page->import = kin_import_ref (import);
  page->types = kin_import_types ();
  page->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (page->box, "kin-page");
  page->same = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (page->same), TRUE);
  gtk_label_set_xalign (GTK_LABEL (page->same), 0);
  gtk_widget_add_css_class (page->same, "warning");
  gtk_box_append (GTK_BOX (page->box), make_type (page));
  gtk_box_append (GTK_BOX (page->box), page->same);
  fill_columns (page);
  adw_clamp_set_child (ADW_CLAMP (clamp), page->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  g_object_set_data_full (G_OBJECT (scrolled), "kin-map", page, free_page);
  return scrolled;
}
