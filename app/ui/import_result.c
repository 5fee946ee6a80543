/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a dry run. */
#include "import_result.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KinImport *import;
  GtkWidget *counts; /* a bin */
  GtkWidget *rejected, *rejected_title, *differences, *differences_title;
  GtkWidget *keep;
} Result;

static void
free_result (gpointer data)
{
  kin_import_unref (((Result *) data)->import);
  g_free (data);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
put (GtkWidget *grid, int column, int row, const char *text, gboolean number, const char *css_class)
{
  GtkWidget *label = make_label (text, css_class);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_widget_set_hexpand (label, !number);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
}

static void
put_counts (GtkWidget *grid, int row, const char *name, const guint *counts, guint n)
{
  put (grid, 0, row, name, FALSE, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = counts[i] > 0 ? g_strdup_printf ("%'u", counts[i]) : g_strdup ("–");

      put (grid, (int) i + 1, row, text, TRUE, i + 1 == n && counts[i] > 0 ? "error" : NULL);
    }
}

static GtkWidget *
make_grid (const char *const *titles)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "kin-card");
  for (int i = 0; titles[i] != NULL; i++)
    put (grid, i, 0, _(titles[i]), i > 0, "dim-label");
  return grid;
}

static GtkWidget *
count_return (KinImport *import)
{
  static const char *const titles[] = { N_("Table"), N_("Rows"), N_("New"), N_("Same"), N_("Changed"), N_("Gone"), N_("Rejected"), NULL };
  GtkWidget               *grid = make_grid (titles);
  int                      row = 1;

  for (guint i = 0; i < KIN_RETURN_N_TABLES; i++)
    {
      KinReturnCounts c = kin_return_plan_counts (import->of_return, i);
      const guint     counts[] = { c.n_rows, c.n_new, c.n_same, c.n_changed, c.n_gone, c.n_rejected };

      if (c.n_rows > 0 || c.n_gone > 0)
        put_counts (grid, row++, kin_return_table (i)->name, counts, G_N_ELEMENTS (counts));
    }
  return grid;
}

static GtkWidget *
count_table (KinImport *import)
{
  static const char *const titles[] = { N_("Records"), N_("Rows"), N_("New"), N_("Same"), N_("Changed"), N_("Rejected"), NULL };
  GtkWidget               *grid = make_grid (titles);
  const guint             *n = import->of_table->n;
  const guint              counts[] = { import->of_table->rows->len, n[KIN_ROW_NEW], n[KIN_ROW_SAME], n[KIN_ROW_CHANGED], n[KIN_ROW_REJECTED] };

  put_counts (grid, 1, _(import->of_table->type->plural), counts, G_N_ELEMENTS (counts));
  return grid;
}

/* A heading and what stands under it; neither is shown where there is nothing. */
static GtkWidget *
add_section (GtkWidget *box, const char *title, GtkWidget *content)
{
  GtkWidget *label = make_label (title, "heading");

  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), content);
  return label;
}

static void
say_count (GtkWidget *label, GtkWidget *rows, const char *what)
{
  g_autofree char *text = g_strdup_printf ("%s · %'u", what, kin_import_rows_count (rows));
  gboolean         any = kin_import_rows_count (rows) > 0;

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, any);
  gtk_widget_set_visible (rows, any);
}

static void
fill_rejected (Result *result)
{
  KinImport *import = result->import;

  kin_import_rows_clear (result->rejected);
  for (guint i = 0; import->of_return != NULL && i < kin_return_plan_rejected (import->of_return)->len; i++)
    {
      const KinReturnReject *row = kin_return_plan_rejected (import->of_return)->pdata[i];
      g_autofree char       *line = g_strdup_printf ("%u", row->line);
      const char            *cells[] = { row->file, line, row->field, row->value, row->reason };

      kin_import_rows_add (result->rejected, cells, NULL, FALSE);
    }
  for (guint i = 0; import->of_table != NULL && i < import->of_table->problems->len; i++)
    {
      const KinRowProblem *row = import->of_table->problems->pdata[i];
      g_autofree char     *line = g_strdup_printf ("%u", row->line);
      const char          *cells[] = { import->name, line, row->field, row->value, row->reason };

      kin_import_rows_add (result->rejected, cells, NULL, FALSE);
    }
  say_count (result->rejected_title, result->rejected, _("Rejected: these rows are left out, all others go in"));
  gtk_widget_set_visible (result->keep, kin_import_rows_count (result->rejected) > 0);
}

/* What would change: the case system against us, or a spreadsheet's new values. */
static void
fill_differences (Result *result)
{
  KinImport *import = result->import;

  kin_import_rows_clear (result->differences);
  for (guint i = 0; import->of_return != NULL && i < kin_return_plan_differences (import->of_return)->len; i++)
    {
      const KinReturnDifference *row = kin_return_plan_differences (import->of_return)->pdata[i];
      const char                *cells[] = { row->child, row->what, row->field, row->last, row->theirs, row->ours };

      kin_import_rows_add (result->differences, cells, NULL, FALSE);
    }
  for (guint i = 0; import->of_table != NULL && i < import->of_table->rows->len; i++)
    {
      const KinRowPlan *row = import->of_table->rows->pdata[i];
      g_autofree char  *line = g_strdup_printf ("%u", row->line);
      const char       *cells[] = { line, row->title, row->changes };

      if (row->fate == KIN_ROW_CHANGED)
        kin_import_rows_add (result->differences, cells, NULL, FALSE);
    }
  say_count (result->differences_title, result->differences,
             import->of_return != NULL ? _("The case system says, we say: what was typed here stays") : _("What would change"));
}

void
kin_import_result_update (GtkWidget *widget)
{
  Result *result = g_object_get_data (G_OBJECT (widget), "kin-result");

  adw_bin_set_child (ADW_BIN (result->counts), result->import->of_return != NULL ? count_return (result->import) : count_table (result->import));
  fill_rejected (result);
  fill_differences (result);
}

static void
add_proposals (Result *result, GtkWidget *box, KinRowChecked checked, gpointer data)
{
  const char *const titles[] = { _("Child"), _("What is proposed"), NULL };
  GPtrArray        *proposals = kin_return_plan_proposals (result->import->of_return);
  GtkWidget        *rows, *title;

  if (proposals->len == 0)
    return;
  rows = kin_import_rows_new (_("Proposals"), titles, checked, data);
  for (guint i = 0; i < proposals->len; i++)
    {
      const KinReturnProposal *proposal = proposals->pdata[i];
      const char              *cells[] = { proposal->child, proposal->text };

      kin_import_rows_add (rows, cells, proposal->key, proposal->accepted);
    }
  title = add_section (box, "", rows);
  say_count (title, rows, _("Proposals: only what is ticked is done"));
}

/* What was odd and taken as it is, and files left out: one sentence each. */
static void
add_remarks (Result *result, GtkWidget *box)
{
  const char *const titles[] = { _("Where"), _("Rows"), _("What was noticed"), NULL };
  KinImport        *import = result->import;
  GtkWidget        *rows = kin_import_rows_new (_("Remarks"), titles, NULL, NULL), *title;

  for (guint i = 0; import->of_return != NULL && i < kin_return_plan_files (import->of_return)->len; i++)
    {
      const KinReturnFile *file = kin_return_plan_files (import->of_return)->pdata[i];
      const char          *cells[] = { file->name, "", file->problem };

      if (file->problem != NULL)
        kin_import_rows_add (rows, cells, NULL, FALSE);
    }
  for (guint i = 0; import->of_return != NULL && i < kin_return_plan_remarks (import->of_return)->len; i++)
    {
      const KinReturnRemark *remark = kin_return_plan_remarks (import->of_return)->pdata[i];
      g_autofree char       *n = g_strdup_printf ("%'u", remark->n);
      const char            *cells[] = { remark->file, n, remark->text };

      kin_import_rows_add (rows, cells, NULL, FALSE);
    }
  for (guint i = 0; import->of_table != NULL && i < import->of_table->notes->len; i++)
    {
      const char *cells[] = { import->name, "", import->of_table->notes->pdata[i] };

      kin_import_rows_add (rows, cells, NULL, FALSE);
    }
  title = add_section (box, "", rows);
  say_count (title, rows, _("Noticed and taken as it is"));
}

static GtkWidget *
make_differences (KinImport *import)
{
  const char *const of_return[] = { _("Child"), _("Record"), _("Field"), _("Last import"), _("Case system says"), _("We say"), NULL };
  const char *const of_table[] = { _("Line"), _("Record"), _("Change"), NULL };

  return kin_import_rows_new (_("Differences"), import->of_return != NULL ? of_return : of_table, NULL, NULL);
}

static void
fill_box (Result *result, GtkWidget *box, KinRowChecked checked, GCallback keep, gpointer data)
{
  const char *const rejected[] = { _("File"), _("Line"), _("Field"), _("Value"), _("Why"), NULL };
  KinImport        *import = result->import;
  g_autofree char  *title = import->of_return != NULL ? g_strdup_printf (_("Return of the year to 31 March %d"), import->year)
                                                      : g_strdup_printf (_("%s from %s"), _(import->of_table->type->plural), import->name);

  gtk_box_append (GTK_BOX (box), make_label (title, "title-2"));
  gtk_box_append (GTK_BOX (box), make_label (_("Nothing has been changed yet. This is what importing would do; it can be undone in one step."), "dim-label"));
  result->counts = adw_bin_new ();
  gtk_box_append (GTK_BOX (box), result->counts);
  result->rejected = kin_import_rows_new (_("Rejected rows"), rejected, NULL, NULL);
  result->rejected_title = add_section (box, "", result->rejected);
  result->keep = gtk_button_new_with_label (_("Save the rejected rows…"));
  gtk_widget_set_halign (result->keep, GTK_ALIGN_START);
  g_signal_connect_swapped (result->keep, "clicked", keep, data);
  gtk_box_append (GTK_BOX (box), result->keep);
  if (import->of_return != NULL)
    add_proposals (result, box, checked, data);
  result->differences = make_differences (import);
  result->differences_title = add_section (box, "", result->differences);
  add_remarks (result, box);
}

GtkWidget *
kin_import_result_new (KinImport *import, KinRowChecked checked, GCallback keep, gpointer data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Result    *result = g_new0 (Result, 1);

  result->import = kin_import_ref (import);
  gtk_widget_add_css_class (box, "kin-page");
  fill_box (result, box, checked, keep, data);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1000);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1000);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  g_object_set_data_full (G_OBJECT (scrolled), "kin-result", result, free_result);
  kin_import_result_update (scrolled);
  return scrolled;
}
