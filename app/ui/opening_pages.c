/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the opening window. */
#include "opening_pages.h"

#include <glib/gi18n-lib.h>

#define SHORTEST 8

GtkWidget *
kin_status_page_new (const char *icon, const char *title, const char *description)
{
  GtkWidget       *page = adw_status_page_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);
  return page;
}

GtkWidget *
kin_status_page_button (GtkWidget *page, const char *label, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (adw_status_page_get_child (ADW_STATUS_PAGE (page))), button);
  return button;
}

typedef struct
{
  GtkWidget *first, *second, *problem, *button;
  KinTyped   typed;
  gpointer   data;
} Asked;

static void
on_go (GtkWidget *widget, Asked *asked)
{
  const char      *text = gtk_editable_get_text (GTK_EDITABLE (asked->first));
  g_autofree char *kept = g_strdup (text);

  if (asked->second != NULL && g_utf8_strlen (text, -1) < SHORTEST)
    gtk_label_set_text (GTK_LABEL (asked->problem), _("A passphrase has at least 8 letters. Four words are better."));
  else if (asked->second != NULL && g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (asked->second))) != 0)
    gtk_label_set_text (GTK_LABEL (asked->problem), _("The two are not the same."));
  else if (*text != '\0')
    asked->typed (kept, asked->data);
}

static GtkWidget *
add_entry (GtkWidget *group, const char *title, Asked *asked)
{
  GtkWidget *entry = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY); /* twice the title */
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (entry, "entry-activated", G_CALLBACK (on_go), asked);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  return entry;
}

static void
focus_first (GtkWidget *page, Asked *asked)
{
  gtk_widget_grab_focus (asked->first);
}

static GtkWidget *
ask_page (const char *title, const char *description, const char *problem, gboolean twice, const char *go, KinTyped typed, gpointer data, GCallback back)
{
  GtkWidget *page = kin_status_page_new ("dialog-password-symbolic", title, description), *back_button;
  GtkWidget *box = adw_status_page_get_child (ADW_STATUS_PAGE (page)), *group = adw_preferences_group_new ();
  Asked     *asked = g_new0 (Asked, 1);

  asked->typed = typed;
  asked->data = data;
  gtk_widget_set_size_request (group, 380, -1);
  asked->first = add_entry (group, twice ? _("Passphrase") : _("Passphrase or recovery key"), asked);
  if (twice)
    asked->second = add_entry (group, _("The same again"), asked);
  gtk_box_append (GTK_BOX (box), group);
  asked->problem = gtk_label_new (problem);
  gtk_label_set_wrap (GTK_LABEL (asked->problem), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (asked->problem), 44);
  gtk_widget_add_css_class (asked->problem, "error");
  gtk_box_append (GTK_BOX (box), asked->problem);
  asked->button = kin_status_page_button (page, go, TRUE);
  g_signal_connect (asked->button, "clicked", G_CALLBACK (on_go), asked);
  back_button = kin_status_page_button (page, _("Back"), FALSE);
  g_signal_connect (back_button, "clicked", back, data);
  g_object_set_data_full (G_OBJECT (page), "kin-asked", asked, g_free);
  g_signal_connect (page, "map", G_CALLBACK (focus_first), asked);
  return page;
}

GtkWidget *
kin_passphrase_page_new (const char *path, const char *problem, KinTyped typed, gpointer data, GCallback back)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *description = g_strdup_printf (_("%s is encrypted. It opens with its passphrase, or with the recovery key that was printed when it was made."), name);

  return ask_page (_("Passphrase"), description, problem, FALSE, _("Open"), typed, data, back);
}

GtkWidget *
kin_new_passphrase_page_new (const char *path, KinTyped typed, gpointer data, GCallback back)
{
  g_autofree char *description = g_strdup_printf (_("The file will be kept encrypted at %s. Choose a passphrase that opens it."), path);

  return ask_page (_("A new file"), description, NULL, TRUE, _("Make the file"), typed, data, back);
}

GtkWidget *
kin_recovery_page_new (const char *recovery, GCallback noted, gpointer data)
{
  GtkWidget *page = kin_status_page_new ("dialog-password-symbolic", _("Keep this recovery key"),
                                         _("It opens the file, and every backup of it, when the passphrase is lost. It is shown this once and is kept nowhere: write it down, and lock it away from the laptop."));
  GtkWidget *key = gtk_label_new (recovery), *button;

  gtk_label_set_selectable (GTK_LABEL (key), TRUE);
  gtk_label_set_wrap (GTK_LABEL (key), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (key), 40);
  gtk_label_set_justify (GTK_LABEL (key), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (key, "kin-key");
  gtk_accessible_update_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Recovery key"), -1);
  gtk_box_append (GTK_BOX (adw_status_page_get_child (ADW_STATUS_PAGE (page))), key);
  button = kin_status_page_button (page, _("I have written it down"), TRUE);
  g_signal_connect (button, "clicked", noted, data);
  return page;
}

GtkWidget *
kin_wait_page_new (const char *title, const char *description)
{
  GtkWidget *page = kin_status_page_new (NULL, title, description), *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_box_append (GTK_BOX (adw_status_page_get_child (ADW_STATUS_PAGE (page))), spinner);
  return page;
}
