/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the state of a home looks. */
#include "states.h"

#include "palette.h"

const char *
kin_home_state_icon (KinHomeState state)
{
  switch (state)
    {
    case KIN_HOME_HAS_PLACE:
      return "object-select-symbolic";
    case KIN_HOME_UNCONFIRMED:
      return "dialog-question-symbolic";
    case KIN_HOME_FULL:
      return "user-home-symbolic";
    case KIN_HOME_RESTRICTED:
      return "changes-prevent-symbolic";
    case KIN_HOME_NOT_AVAILABLE:
      return "media-playback-pause-symbolic";
    case KIN_HOME_NOT_APPROVED:
      return "action-unavailable-symbolic";
    default:
      return "dialog-warning-symbolic";
    }
}

const char *
kin_home_state_class (KinHomeState state)
{
  switch (state)
    {
    case KIN_HOME_HAS_PLACE:
      return "success";
    case KIN_HOME_UNCONFIRMED:
    case KIN_HOME_NOT_AVAILABLE:
      return "warning";
    case KIN_HOME_OVER:
    case KIN_HOME_CONTESTED:
      return "error";
    default:
      return "dim-label";
    }
}

char *
kin_home_number (const KinHome *home)
{
  if (home->state == KIN_HOME_NOT_APPROVED)
    return g_strdup ("–");
  if (home->places->vacant_firm == 0 && home->places->vacant_unconfirmed > 0)
    return g_strdup_printf ("%d?", home->places->vacant_unconfirmed);
  return g_strdup_printf ("%d", home->places->vacant_firm);
}

void
kin_home_colour (GtkWidget *widget, const KinHome *home)
{
  static const char *const classes[] = { "success", "warning", "error", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (widget, classes[i]);
  gtk_widget_add_css_class (widget, kin_home_state_class (home->state));
}

void
kin_group_colour (gint64 group, GdkRGBA *colour)
{
  KinColour of = kin_colour_of_group (group);

  *colour = (GdkRGBA) { (float) of.red, (float) of.green, (float) of.blue, 1 };
}
