/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions and dialogs of the desktop: everything here is called deprecated by newer GTK and libadwaita, and is kept in this one
 * place until the floor rises. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* path: NULL when the person thought better of it; borrowed in the call. */
typedef void (*KinAskedFile) (const char *path, gpointer data);
typedef void (*KinAskedYes) (gpointer data);

void kin_ask_open_file (GtkWindow *parent, const char *title, KinAskedFile asked, gpointer data);
void kin_ask_save_file (GtkWindow *parent, const char *title, const char *name, KinAskedFile asked, gpointer data);
/* Files that are not ours: something to import, an export, a page. */
void kin_ask_any_file  (GtkWindow *parent, const char *title, KinAskedFile asked, gpointer data);
void kin_ask_folder    (GtkWindow *parent, const char *title, KinAskedFile asked, gpointer data);
void kin_ask_save_any  (GtkWindow *parent, const char *title, const char *name, KinAskedFile asked, gpointer data);
/* yes is called only on yes. */
void kin_ask_yes       (GtkWindow *parent, const char *heading, const char *body, const char *yes_label, KinAskedYes yes, gpointer data);
/* A dialog of our own: Esc closes it. */
void kin_ask_close_on_escape (GtkWidget *window);
/* What the dialog is for: Enter does it where the keyboard is in nothing that takes Enter itself, and Ctrl+Enter from anywhere. */
void kin_ask_accept    (GtkWidget *window, GtkWidget *button);
/* Only tells; parent may be NULL. */
void kin_ask_tell      (GtkWindow *parent, const char *heading, const char *body);
void kin_ask_about     (GtkWindow *parent);
void kin_ask_shortcuts (GtkWindow *parent);

G_END_DECLS
