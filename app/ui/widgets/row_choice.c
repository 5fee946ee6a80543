/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of choices: yes or no, one code of a list, several codes of a list.
 *
 * Offered are the codes in use today; an old or unknown one that the record holds stays there, and is shown as it came. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "beside.h"
#include "codes.h"
#include "form_row.h"

/* A longer list can be searched. */
#define LONG_LIST 12

typedef struct
{
  KinFormRow row;
  GtkWidget *choice; /* switch, combo row, drop-down or menu button */
  GPtrArray *codes;  /* owned strings; of a code the first is "" for none */
  GPtrArray *checks; /* of several codes: GtkCheckButton, as codes */
  GtkWidget *list;   /* of several codes */
} Choice;

static void
on_switched (GtkSwitch *flag, GParamSpec *spec, KinFormRow *row)
{
  kin_form_row_picked (row);
}

static void
build_flag (KinFormRow *row)
{
  Choice *choice = (Choice *) row;

  choice->choice = row->input = gtk_switch_new ();
  gtk_widget_set_valign (choice->choice, GTK_ALIGN_CENTER);
  row->widget = kin_beside_row (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->widget), kin_form_row_label (row));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->widget), choice->choice);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row->widget), choice->choice);
  g_signal_connect (choice->choice, "notify::active", G_CALLBACK (on_switched), row);
}

static void
fill_flag (KinFormRow *row, const KinValue *value)
{
  gtk_switch_set_active (GTK_SWITCH (((Choice *) row)->choice), value->is_set && value->a != 0);
}

static gboolean
read_flag (KinFormRow *row, KinValue *value, GError **error)
{
  kin_value_clear (value);
  value->is_set = TRUE;
  value->a = gtk_switch_get_active (GTK_SWITCH (((Choice *) row)->choice));
  return TRUE;
}

static gboolean
is_offered (const KinCode *code, KinDay today)
{
  return kin_code_valid_in (code, kin_day_year_ending (today));
}

static GtkStringList *
list_codes (Choice *choice)
{
  KinFormRow        *row = &choice->row;
  const KinCodeList *list = kin_code_list (row->field->choices);
  KinDay             today = kin_form_row_today (row);
  GtkStringList     *labels = gtk_string_list_new (NULL);

  choice->codes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (choice->codes, g_strdup (""));
  gtk_string_list_append (labels, "–");
  for (guint i = 0; list != NULL && i < kin_code_list_size (list); i++)
    {
      const KinCode *code = kin_code_list_nth (list, i);

      if (!is_offered (code, today))
        continue;
      g_ptr_array_add (choice->codes, g_strdup (code->code));
      gtk_string_list_append (labels, kin_code_label (row->field->choices, code->code));
    }
  return labels;
}

static void
on_code_chosen (GObject *object, GParamSpec *spec, KinFormRow *row)
{
  kin_form_row_picked (row);
}

static void
build_code (KinFormRow *row)
{
  Choice        *choice = (Choice *) row;
  GtkStringList *labels = list_codes (choice);

  if (choice->codes->len <= LONG_LIST)
    {
      choice->choice = row->widget = adw_combo_row_new ();
      g_object_set (choice->choice, "model", labels, NULL);
      g_object_unref (labels);
    }
  else
    {
      GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

      choice->choice = gtk_drop_down_new (G_LIST_MODEL (labels), text);
      gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice->choice), TRUE);
      gtk_widget_set_valign (choice->choice, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (choice->choice, "kin-drop-down");
      row->widget = kin_beside_row (adw_action_row_new ());
      adw_action_row_add_suffix (ADW_ACTION_ROW (row->widget), choice->choice);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row->widget), choice->choice);
    }
  row->input = choice->choice;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->widget), kin_form_row_label (row));
  g_signal_connect (choice->choice, "notify::selected", G_CALLBACK (on_code_chosen), row);
}

static guint
find_code (Choice *choice, const char *code)
{
  for (guint i = 0; i < choice->codes->len; i++)
    if (g_strcmp0 (choice->codes->pdata[i], code) == 0)
      return i;
  return G_MAXUINT;
}

static void
fill_code (KinFormRow *row, const KinValue *value)
{
  Choice     *choice = (Choice *) row;
  const char *code = value->is_set && value->s != NULL ? value->s : "";
  guint       place = find_code (choice, code);

  if (place == G_MAXUINT)
    {
      g_autoptr (GtkStringList) labels = NULL;

      g_object_get (choice->choice, "model", &labels, NULL);
      place = choice->codes->len;
      g_ptr_array_add (choice->codes, g_strdup (code));
      gtk_string_list_append (labels, kin_code_label (row->field->choices, code));
    }
  g_object_set (choice->choice, "selected", place, NULL);
}

static gboolean
read_code (KinFormRow *row, KinValue *value, GError **error)
{
  Choice *choice = (Choice *) row;
  guint   place = 0;

  kin_value_clear (value);
  g_object_get (choice->choice, "selected", &place, NULL);
  if (place < choice->codes->len && place > 0)
    {
      value->is_set = TRUE;
      value->s = g_strdup (choice->codes->pdata[place]);
    }
  return TRUE;
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
read_codes (KinFormRow *row, KinValue *value, GError **error)
{
  Choice               *choice = (Choice *) row;
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  kin_value_clear (value);
  for (guint i = 0; i < choice->codes->len; i++)
    if (gtk_check_button_get_active (choice->checks->pdata[i]))
      g_ptr_array_add (chosen, choice->codes->pdata[i]);
  if (chosen->len == 0)
    return TRUE;
  g_ptr_array_sort (chosen, compare_codes);
  g_ptr_array_add (chosen, NULL);
  value->is_set = TRUE;
  value->s = g_strjoinv (" ", (char **) chosen->pdata);
  return TRUE;
}

static void
show_chosen (KinFormRow *row)
{
  g_auto (KinValue) value = KIN_VALUE_NONE;
  g_autofree char  *text = NULL;

  read_codes (row, &value, NULL);
  text = kin_field_to_text (row->field, &value);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row->widget), text);
}

static void
on_checked (GtkCheckButton *check, KinFormRow *row)
{
  if (row->filling)
    return;
  show_chosen (row);
  kin_form_row_typed (row);
}

static void
add_check (Choice *choice, const char *code)
{
  GtkWidget *check = gtk_check_button_new_with_label (kin_code_label (choice->row.field->choices, code));

  g_ptr_array_add (choice->codes, g_strdup (code));
  g_ptr_array_add (choice->checks, check);
  g_signal_connect (check, "toggled", G_CALLBACK (on_checked), choice);
  gtk_box_append (GTK_BOX (choice->list), check);
}

static void
on_closed (GtkPopover *popover, KinFormRow *row)
{
  kin_form_row_left (row);
}

static void
build_codes (KinFormRow *row)
{
  Choice            *choice = (Choice *) row;
  const KinCodeList *list = kin_code_list (row->field->choices);
  GtkWidget         *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();
  KinDay             today = kin_form_row_today (row);

  choice->codes = g_ptr_array_new_with_free_func (g_free);
  choice->checks = g_ptr_array_new ();
  choice->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  for (guint i = 0; list != NULL && i < kin_code_list_size (list); i++)
    if (is_offered (kin_code_list_nth (list, i), today))
      add_check (choice, kin_code_list_nth (list, i)->code);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), choice->list);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), row);

  choice->choice = row->input = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (choice->choice), "pan-down-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (choice->choice), popover);
  gtk_widget_add_css_class (choice->choice, "flat");
  gtk_widget_set_valign (choice->choice, GTK_ALIGN_CENTER);
  row->widget = kin_beside_row (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->widget), kin_form_row_label (row));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->widget), choice->choice);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row->widget), choice->choice);
  kin_form_row_watch (row, row->widget);
}

static void
fill_codes (KinFormRow *row, const KinValue *value)
{
  Choice        *choice = (Choice *) row;
  g_auto (GStrv) held = g_strsplit (value->is_set && value->s != NULL ? value->s : "", " ", -1);

  for (guint i = 0; held[i] != NULL; i++)
    if (*held[i] != '\0' && find_code (choice, held[i]) == G_MAXUINT)
      add_check (choice, held[i]);
  for (guint i = 0; i < choice->codes->len; i++)
    gtk_check_button_set_active (choice->checks->pdata[i], g_strv_contains ((const char *const *) held, choice->codes->pdata[i]));
  show_chosen (row);
}

static void
clear_choice (KinFormRow *row)
{
  Choice *choice = (Choice *) row;

  g_clear_pointer (&choice->codes, g_ptr_array_unref);
  g_clear_pointer (&choice->checks, g_ptr_array_unref);
}

const KinFormRowKind kin_row_flag = { sizeof (Choice), build_flag, fill_flag, read_flag, NULL, NULL, NULL, NULL };
const KinFormRowKind kin_row_code = { sizeof (Choice), build_code, fill_code, read_code, NULL, NULL, NULL, clear_choice };
const KinFormRowKind kin_row_codes = { sizeof (Choice), build_codes, fill_codes, read_codes, NULL, NULL, NULL, clear_choice };
