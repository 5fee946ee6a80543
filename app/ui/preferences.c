/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences. High contrast and reduced motion are the desktop's own and are followed by themselves; the size of the letters is
 * the desktop's, too, and can be made larger here. */
#include "preferences.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ask.h"

typedef struct
{
  const char *value; /* of the setting */
  const char *label; /* N_() */
} Choice;

static const Choice looks[] = { { "system", N_("As the desktop") }, { "light", N_("Light") }, { "dark", N_("Dark") } };
static const Choice sizes[] = { { "100", N_("As the desktop") }, { "125", N_("Larger") }, { "150", N_("Much larger") } };
static const Choice waits[] = { { "0", N_("Never") }, { "5", N_("After 5 minutes") }, { "15", N_("After 15 minutes") }, { "30", N_("After 30 minutes") }, { "60", N_("After an hour") } };

static int
usual_dpi (GtkSettings *settings)
{
  int *dpi = g_object_get_data (G_OBJECT (settings), "kin-dpi");

  if (dpi == NULL)
    {
      dpi = g_new (int, 1);
      g_object_get (settings, "gtk-xft-dpi", dpi, NULL);
      if (*dpi <= 0)
        *dpi = 96 * 1024;
      g_object_set_data_full (G_OBJECT (settings), "kin-dpi", dpi, g_free);
    }
  return *dpi;
}

static void
apply (GSettings *settings, const char *key, gpointer data)
{
  g_autofree char *look = g_settings_get_string (settings, "look");
  GtkSettings     *gtk = gtk_settings_get_default ();
  AdwColorScheme   scheme = g_strcmp0 (look, "light") == 0 ? ADW_COLOR_SCHEME_FORCE_LIGHT : g_strcmp0 (look, "dark") == 0 ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_DEFAULT;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  if (gtk != NULL)
    g_object_set (gtk, "gtk-xft-dpi", (int) ((gint64) usual_dpi (gtk) * g_settings_get_uint (settings, "letters") / 100), NULL);
}

void
kin_preferences_follow (void)
{
  static GSettings *settings = NULL; /* as long as the program runs */

  if (settings != NULL)
    return;
  settings = g_settings_new (KIN_APP_ID);
  g_signal_connect (settings, "changed::look", G_CALLBACK (apply), NULL);
  g_signal_connect (settings, "changed::letters", G_CALLBACK (apply), NULL);
  apply (settings, NULL, NULL);
}

typedef struct
{
  GSettings    *settings;
  const char   *key;
  const Choice *choices;
  guint         n;
} Row;

static void
free_row (gpointer data)
{
  g_object_unref (((Row *) data)->settings);
  g_free (data);
}

static void
on_chosen (AdwComboRow *combo, GParamSpec *spec, Row *row)
{
  const char           *value = row->choices[adw_combo_row_get_selected (combo)].value;
  g_autoptr (GVariant) now = g_settings_get_value (row->settings, row->key);

  if (g_variant_is_of_type (now, G_VARIANT_TYPE_UINT32))
    g_settings_set_uint (row->settings, row->key, (guint) g_ascii_strtoull (value, NULL, 10));
  else
    g_settings_set_string (row->settings, row->key, value);
}

static GtkWidget *
make_row (const char *title, const char *subtitle, const char *key, const Choice *choices, guint n)
{
  GtkWidget                *combo = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  Row                      *row = g_new0 (Row, 1);
  g_autoptr (GVariant)      now = NULL;
  g_autofree char          *text = NULL;

  row->settings = g_settings_new (KIN_APP_ID);
  row->key = key;
  row->choices = choices;
  row->n = n;
  now = g_settings_get_value (row->settings, key);
  text = g_variant_is_of_type (now, G_VARIANT_TYPE_UINT32) ? g_strdup_printf ("%u", g_variant_get_uint32 (now)) : g_variant_dup_string (now, NULL);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, _(choices[i].label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (combo), subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (names));
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (choices[i].value, text) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (combo), i);
  g_object_set_data_full (G_OBJECT (combo), "kin-row", row, free_row);
  g_signal_connect (combo, "notify::selected", G_CALLBACK (on_chosen), row);
  return combo;
}

static void
on_usual (GtkButton *button, gpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (KIN_APP_ID);

  g_settings_reset (settings, "columns");
  g_settings_reset (settings, "column-widths");
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  gtk_button_set_label (button, _("Done: from the next start on"));
}

static GtkWidget *
make_lists (void)
{
  GtkWidget *group = adw_preferences_group_new (), *row = adw_action_row_new (), *usual = gtk_button_new_with_label (_("Forget them"));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Lists"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Columns and their widths"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Chosen at the foot of each list"));
  gtk_widget_set_valign (usual, GTK_ALIGN_CENTER);
  g_signal_connect (usual, "clicked", G_CALLBACK (on_usual), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), usual);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

void
kin_preferences_show (GtkWindow *parent)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *look = adw_preferences_group_new (), *lock = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (look), _("How it looks"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (look), _("High contrast and less motion are followed as the desktop has them."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (look), make_row (_("Colours"), "", "look", looks, G_N_ELEMENTS (looks)));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (look), make_row (_("Letters"), "", "letters", sizes, G_N_ELEMENTS (sizes)));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (lock), _("When nobody is there"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (lock), make_row (_("Lock the window"), _("The passphrase unlocks it"), "lock-after-minutes", waits, G_N_ELEMENTS (waits)));
  gtk_box_append (GTK_BOX (page), look);
  gtk_box_append (GTK_BOX (page), lock);
  gtk_box_append (GTK_BOX (page), make_lists ());
  gtk_widget_add_css_class (page, "kin-page");
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  kin_ask_close_on_escape (window);
  gtk_window_set_title (GTK_WINDOW (window), _("Preferences"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, -1);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}
