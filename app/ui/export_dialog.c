/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog, and the writing of the file on a thread of its own. */
#include "export_dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "as_known.h"
#include "ask.h"
#include "codes.h"
#include "shown.h"
#include "withhold.h"

typedef enum { AS_XLSX, AS_CSV } As;

static const char *const endings[] = { "xlsx", "csv" };

typedef struct
{
  KinDesk       *desk;
  const KinType *type;  /* NULL: shown */
  KinShown      *shown;
  GArray        *ids;     /* gint64 */
  char         **listed;  /* the columns as they stand */
  KinDay         at;
  gint64         known;   /* as known then; G_MAXINT64: now */
  char          *words;
  int            sort;
  gboolean       descending;
  KinDay         day;
  GPtrArray     *filters; /* field number + 1 and its text, in turn */

  GtkWidget     *window, *for_whom, *recipient, *as, *columns, *withheld;
} Dialog;

/* What the thread needs, once the dialog is gone. */
typedef struct
{
  Dialog     *dialog;
  As          as;
  const char *for_whom;
  char       *recipient, *path;
  char      **columns; /* of a list */
} Export;

static void
free_dialog (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->desk);
  g_clear_pointer (&dialog->shown, kin_shown_unref);
  g_array_unref (dialog->ids);
  g_strfreev (dialog->listed);
  g_ptr_array_unref (dialog->filters);
  g_free (dialog->words);
  g_free (dialog);
}

static void
free_export (gpointer data)
{
  Export *export = data;

  free_dialog (export->dialog);
  g_free (export->recipient);
  g_free (export->path);
  g_strfreev (export->columns);
  g_free (export);
}

static const char *
chosen_recipients (Dialog *dialog)
{
  const KinCodeList *list = kin_code_list ("access_for");
  guint at = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->for_whom));

  return at < kin_code_list_size (list) ? kin_code_list_nth (list, at)->code : KIN_FOR_INTERNAL;
}

static const char *
title_of (Dialog *dialog)
{
  return dialog->shown != NULL ? kin_shown_title (dialog->shown) : _(dialog->type->plural);
}

/* As shown, or all that is on record. Free with g_strfreev. */
static char **
chosen_columns (Dialog *dialog)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->columns)) != 1)
    return g_strdupv (dialog->listed);
  for (guint i = 0; i < dialog->type->n_fields; i++)
    if ((dialog->type->fields[i].flags & KIN_HIDDEN) == 0 && kin_sight_sees_field (kin_desk_sight (dialog->desk), dialog->type, i))
      g_strv_builder_add (names, dialog->type->fields[i].name);
  return g_strv_builder_end (names);
}

static gboolean
may_go (Dialog *dialog)
{
  const char *for_whom = chosen_recipients (dialog);

  return dialog->shown != NULL ? kin_shown_may_go (for_whom) : !kin_withhold_type (dialog->type, for_whom);
}

static char *
withheld_words (Dialog *dialog)
{
  g_auto (GStrv) columns = NULL;
  g_autoptr (KinTableOut) table = NULL;
  const char *for_whom = chosen_recipients (dialog);

  if (dialog->shown != NULL)
    return kin_shown_withheld (dialog->shown, for_whom);
  columns = chosen_columns (dialog);
  table = kin_table_out_new (kin_desk_reader (dialog->desk), dialog->type, dialog->ids, for_whom);
  kin_table_out_set_columns (table, (const char *const *) columns);
  return kin_table_out_withheld (table);
}

static void
say_withheld (Dialog *dialog)
{
  const char *for_whom = chosen_recipients (dialog);
  g_autofree char *words = withheld_words (dialog), *text = NULL;

  if (!may_go (dialog) && dialog->shown != NULL)
    text = g_strdup (_("This is not for publishing: print the committee page, which hides small counts."));
  else if (!may_go (dialog))
    text = g_strdup (_("Records of this kind go to nobody outside."));
  else if (!kin_withhold_is_outside (for_whom))
    text = g_strdup (_("Nothing is left out: this is for use inside the authority only."));
  else
    text = g_strdup_printf (_("Left out for them: %s. The whereabouts of protected children stay out, too."), *words != '\0' ? words : _("nothing of these columns"));
  gtk_label_set_text (GTK_LABEL (dialog->withheld), text);
  gtk_widget_set_visible (dialog->recipient, kin_withhold_is_outside (for_whom));
}

static void
on_choice (GObject *row, GParamSpec *pspec, Dialog *dialog)
{
  say_withheld (dialog);
}

static KinTableOut *
make_table (Export *export, KinReader *reader)
{
  Dialog *dialog = export->dialog;
  KinTableOut *table = dialog->shown != NULL ? kin_table_out_of (reader, dialog->shown, export->for_whom)
                                             : kin_table_out_new (reader, dialog->type, dialog->ids, export->for_whom);

  if (export->recipient != NULL && *export->recipient != '\0')
    kin_table_out_set_recipient (table, export->recipient);
  if (dialog->shown != NULL)
    return table;
  kin_table_out_set_columns (table, (const char *const *) export->columns);
  kin_table_out_set_at (table, dialog->at);
  kin_table_out_set_words (table, dialog->words);
  kin_table_out_set_day (table, dialog->day);
  if (dialog->sort >= 0)
    kin_table_out_set_sort (table, (guint) dialog->sort, dialog->descending);
  for (guint i = 0; i + 1 < dialog->filters->len; i += 2)
    kin_table_out_add_filter (table, GPOINTER_TO_UINT (dialog->filters->pdata[i]) - 1, dialog->filters->pdata[i + 1]);
  return table;
}

static void
write_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;
  KinStore *store = kin_desk_store (export->dialog->desk);
  /* What was looked at is what goes out, also when that is as it was known then. */
  g_autoptr (KinReader) reader = export->dialog->known == G_MAXINT64 ? kin_store_new_reader (store, &error) : kin_store_as_known (store, export->dialog->known, NULL, &error);
  g_autoptr (KinTableOut) table = reader != NULL ? make_table (export, reader) : NULL;

  if (table != NULL && kin_table_out_export (table, kin_desk_store (export->dialog->desk), export->as == AS_CSV ? KIN_FILE_CSV : KIN_FILE_XLSX, export->path, &error))
    g_task_return_int (task, kin_table_out_n_rows (table));
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gssize rows = g_task_propagate_int (G_TASK (result), &error);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_path_get_basename (export->path);
  g_autofree char *said = error == NULL ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d row written to %s", "%d rows written to %s", (gulong) rows), (int) rows, name) : NULL;

  kin_desk_say (export->dialog->desk, error != NULL ? error->message : said, FALSE);
}

static void
on_file (const char *path, gpointer data)
{
  Dialog *dialog = data;
  g_autoptr (GTask) task = NULL;
  Export *export;

  if (path == NULL)
    return;
  export = g_new0 (Export, 1);
  export->columns = dialog->shown == NULL ? chosen_columns (dialog) : NULL;
  export->as = (As) adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->as));
  export->for_whom = chosen_recipients (dialog);
  export->recipient = g_strdup (gtk_editable_get_text (GTK_EDITABLE (dialog->recipient)));
  export->path = g_strdup (path);
  export->dialog = g_object_steal_data (G_OBJECT (dialog->window), "kin-dialog");
  task = g_task_new (NULL, NULL, on_written, NULL);
  g_task_set_task_data (task, export, free_export);
  g_task_run_in_thread (task, write_on_thread);
  gtk_window_destroy (GTK_WINDOW (dialog->window));
}

static void
on_export (GtkButton *button, Dialog *dialog)
{
  As as = (As) adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->as));
  g_autofree char *name = g_strdup_printf ("%s.%s", title_of (dialog), endings[as]);

  if (!may_go (dialog))
    return;
  kin_ask_save_any (GTK_WINDOW (dialog->window), _("Export"), name, on_file, dialog);
}

static GtkWidget *
make_combo (Dialog *dialog, GtkWidget *group, const char *title, const char *const *choices)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
make_form (Dialog *dialog)
{
  GtkWidget *group = adw_preferences_group_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  const char *formats[] = { _("Spreadsheet (XLSX)"), _("CSV"), NULL };
  const char *columns[] = { _("As shown"), _("All that is on record"), NULL };
  const KinCodeList *list = kin_code_list ("access_for");
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  for (guint i = 0; i < kin_code_list_size (list); i++)
    g_ptr_array_add (people, (gpointer) kin_code_label ("access_for", kin_code_list_nth (list, i)->code));
  g_ptr_array_add (people, NULL);
  dialog->for_whom = make_combo (dialog, group, _("For whom"), (const char *const *) people->pdata);
  dialog->recipient = adw_entry_row_new ();
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (dialog->recipient), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (dialog->recipient), _("Who gets it (kept in the log of what left the house)"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), dialog->recipient);
  dialog->as = make_combo (dialog, group, _("As"), formats);
  dialog->columns = make_combo (dialog, group, _("Columns"), columns);
  gtk_widget_set_visible (dialog->columns, dialog->shown == NULL);
  g_signal_connect (dialog->for_whom, "notify::selected", G_CALLBACK (on_choice), dialog);
  g_signal_connect (dialog->columns, "notify::selected", G_CALLBACK (on_choice), dialog);
  dialog->withheld = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (dialog->withheld), TRUE);
  gtk_label_set_xalign (GTK_LABEL (dialog->withheld), 0);
  gtk_widget_add_css_class (dialog->withheld, "dim-label");
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), dialog->withheld);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  return box;
}

static void
take_spec (Dialog *dialog, const KinListSpec *spec)
{
  dialog->sort = spec != NULL ? spec->sort : -1;
  dialog->day = spec != NULL ? spec->open_on : KIN_NO_DAY;
  if (spec == NULL)
    return;
  dialog->descending = spec->descending;
  dialog->words = g_strdup (spec->words);
  for (guint i = 0; i < spec->filters->len; i++)
    {
      const KinListFilter *filter = &g_array_index (spec->filters, KinListFilter, i);

      g_ptr_array_add (dialog->filters, GUINT_TO_POINTER (filter->field + 1));
      g_ptr_array_add (dialog->filters, kin_field_to_text (&dialog->type->fields[filter->field], &filter->value));
    }
}

static void
present (Dialog *dialog, GtkWindow *parent, guint rows)
{
  GtkWidget *header = adw_header_bar_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *export, *cancel;
  g_autofree char *title = g_strdup_printf ("%s · %u", title_of (dialog), rows);
  g_autofree char *verb = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Export %u row", "Export %u rows", rows), rows);

  dialog->window = adw_window_new ();
  kin_ask_close_on_escape (dialog->window);
  gtk_window_set_title (GTK_WINDOW (dialog->window), title);
  gtk_window_set_transient_for (GTK_WINDOW (dialog->window), parent);
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 460, -1);
  export = gtk_button_new_with_label (verb);
  cancel = gtk_button_new_with_label (_("Cancel"));
  gtk_widget_add_css_class (export, "suggested-action");
  g_signal_connect (export, "clicked", G_CALLBACK (on_export), dialog);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), export);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_form (dialog));
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  g_object_set_data_full (G_OBJECT (dialog->window), "kin-dialog", dialog, free_dialog);
  say_withheld (dialog);
  kin_ask_accept (dialog->window, export);
  gtk_window_set_focus (GTK_WINDOW (dialog->window), export);
  gtk_window_present (GTK_WINDOW (dialog->window));
}

static Dialog *
new_dialog (KinDesk *desk)
{
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->desk = g_object_ref (desk);
  dialog->at = kin_when_day (kin_desk_when (desk));
  dialog->known = kin_when_known (kin_desk_when (desk));
  dialog->filters = g_ptr_array_new ();
  return dialog;
}

void
kin_export_dialog (GtkWindow *parent, KinDesk *desk, const KinType *type, const GArray *ids, const KinListSpec *spec, char **columns)
{
  Dialog *dialog = new_dialog (desk);

  dialog->listed = g_strdupv (columns);
  dialog->type = type;
  dialog->ids = g_array_copy ((GArray *) ids);
  take_spec (dialog, spec);
  present (dialog, parent, ids->len);
}

void
kin_export_shown (GtkWindow *parent, KinDesk *desk, KinShown *shown)
{
  Dialog *dialog = new_dialog (desk);

  dialog->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  dialog->shown = kin_shown_ref (shown);
  present (dialog, parent, kin_shown_n_rows (shown));
}
