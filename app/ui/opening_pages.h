/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the opening window: a sentence and buttons, a passphrase, the recovery key, waiting. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* typed: borrowed in the call. */
typedef void (*KinTyped) (const char *typed, gpointer data);

GtkWidget *kin_status_page_new    (const char *icon, const char *title, const char *description);
/* Adds a button below; returned, not owned. */
GtkWidget *kin_status_page_button (GtkWidget *page, const char *label, gboolean suggested);
/* problem NULL: nothing was typed yet. back: of a button, with data. */
GtkWidget *kin_passphrase_page_new     (const char *path, const char *problem, KinTyped typed, gpointer data, GCallback back);
GtkWidget *kin_new_passphrase_page_new (const char *path, KinTyped typed, gpointer data, GCallback back);
GtkWidget *kin_recovery_page_new       (const char *recovery, GCallback noted, gpointer data);
GtkWidget *kin_wait_page_new           (const char *title, const char *description);

G_END_DECLS
