/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window before a file is open: the start page, the passphrase, the recovery key, what went wrong. It closes when the file's
 * own window stands. */
#pragma once

#include <adwaita.h>

#include "application.h"

G_BEGIN_DECLS

#define KIN_TYPE_OPENING (kin_opening_get_type ())
G_DECLARE_FINAL_TYPE (KinOpening, kin_opening, KIN, OPENING, AdwApplicationWindow)

GtkWidget *kin_opening_new     (KinApplication *application);
void       kin_opening_start   (KinOpening *opening);                   /* the start page */
void       kin_opening_tell    (KinOpening *opening, const char *title, const char *sentence); /* and back to the start page */
void       kin_opening_wait    (KinOpening *opening, const char *title, const char *sentence); /* until something else is shown */
void       kin_opening_file    (KinOpening *opening, const char *path); /* with the key, or after asking for it */
void       kin_opening_create  (KinOpening *opening, const char *path); /* NULL: a new one in the usual folder */
void       kin_opening_example (KinOpening *opening);                   /* made when it is not there yet */

G_END_DECLS
