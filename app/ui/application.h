/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one process, a window for each open file. */
#pragma once

#include <adwaita.h>

#include "store.h"

G_BEGIN_DECLS

#define KIN_TYPE_APPLICATION (kin_application_get_type ())
G_DECLARE_FINAL_TYPE (KinApplication, kin_application, KIN, APPLICATION, AdwApplication)

KinApplication *kin_application_new (gboolean alone);
/* The window of a store that has just been opened; one for each file. */
void            kin_application_show (KinApplication *application, KinStore *store, const char *then); /* then: an action of the window, or NULL */
/* Presents the window that has the file open; FALSE: none has. */
gboolean        kin_application_present (KinApplication *application, const char *path);

G_END_DECLS
