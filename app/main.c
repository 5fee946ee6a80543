/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinkeeper: the desktop program. */
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "application.h"

int
main (int argc, char **argv)
{
  g_autoptr (KinApplication) application = NULL;
  gboolean                   alone = FALSE;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KIN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  for (int i = 1; i < argc; i++)
    alone |= g_str_has_prefix (argv[i], "--picture");
  application = kin_application_new (alone);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
