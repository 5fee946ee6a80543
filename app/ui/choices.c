/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card of answers. */
#include "choices.h"

#include <glib/gi18n-lib.h>

#include "beside.h"

typedef struct
{
  KinChosen      chosen;
  gpointer       data;
  GDestroyNotify free_data;
  GPtrArray     *rows; /* not owned */
} Choices;

static void
free_choices (gpointer data)
{
  Choices *choices = data;

  if (choices->free_data != NULL)
    choices->free_data (choices->data);
  g_ptr_array_unref (choices->rows);
  g_free (choices);
}

static Choices *
get (GtkWidget *group)
{
  return g_object_get_data (G_OBJECT (group), "kin-choices");
}

static void
choose (GtkWidget *group, guint choice)
{
  Choices *choices = get (group);

  if (choice == G_MAXUINT || (choice < choices->rows->len && gtk_list_box_row_get_activatable (choices->rows->pdata[choice])))
    choices->chosen (choice, choices->data);
}

static void
on_activated (GtkWidget *row, GtkWidget *group)
{
  choose (group, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "kin-choice")));
}

static void
on_open (GtkButton *button, GtkWidget *group)
{
  choose (group, G_MAXUINT);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, GtkWidget *group)
{
  guint figure = key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9 ? key - GDK_KEY_KP_1 : key - GDK_KEY_1;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || figure >= get (group)->rows->len)
    return FALSE;
  choose (group, figure);
  return TRUE;
}

GtkWidget *
kin_choices_new (const char *title, const char *description, const char *open_label, KinChosen chosen, gpointer data, GDestroyNotify free_data)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *heading = g_markup_escape_text (title, -1), *under = g_markup_escape_text (description, -1);
  Choices *choices = g_new0 (Choices, 1);

  choices->chosen = chosen;
  choices->data = data;
  choices->free_data = free_data;
  choices->rows = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (group), "kin-choices", choices, free_choices);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), heading);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), under);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), group);
  gtk_widget_add_controller (group, keys);
  if (open_label != NULL)
    {
      GtkWidget *open = gtk_button_new_with_label (open_label);
      g_autofree char *name = g_strdup_printf ("%s: %s", open_label, title);

      gtk_widget_add_css_class (open, "flat");
      gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect (open, "clicked", G_CALLBACK (on_open), group);
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), open);
    }
  return group;
}

void
kin_choices_add (GtkWidget *group, const char *label, const char *explanation, gboolean enabled)
{
  Choices *choices = get (group);
  GtkWidget *row = kin_beside_row (adw_action_row_new ());
  g_autofree char *figure = g_strdup_printf ("%u", choices->rows->len + 1);
  GtkWidget *mark = gtk_label_new (choices->rows->len < 9 ? figure : "");
  g_autofree char *name = g_strdup_printf ("%s. %s", figure, label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (explanation != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), explanation);
  gtk_widget_add_css_class (mark, "kin-key-mark");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), enabled);
  gtk_widget_set_sensitive (row, enabled);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY); /* twice the title */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, explanation != NULL ? explanation : "", -1);
  g_object_set_data (G_OBJECT (row), "kin-choice", GUINT_TO_POINTER (choices->rows->len));
  g_signal_connect (row, "activated", G_CALLBACK (on_activated), group);
  g_ptr_array_add (choices->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

void
kin_choices_focus (GtkWidget *group)
{
  Choices *choices = get (group);

  if (choices->rows->len > 0)
    gtk_widget_grab_focus (choices->rows->pdata[0]);
}
