/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saying a sentence, and unsaying its offer. */
#include "toasts.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AdwToast *offer; /* weak: the last that offers to undo */
} Offer;

static void
free_offer (gpointer data)
{
  Offer *offer = data;

  g_clear_weak_pointer (&offer->offer);
  g_free (offer);
}

static Offer *
offer_of (AdwToastOverlay *toasts)
{
  Offer *offer = g_object_get_data (G_OBJECT (toasts), "kin-offer");

  if (offer == NULL)
    {
      offer = g_new0 (Offer, 1);
      g_object_set_data_full (G_OBJECT (toasts), "kin-offer", offer, free_offer);
    }
  return offer;
}

void
kin_toasts_say (AdwToastOverlay *toasts, const char *text, gboolean undo)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, undo ? 7 : 4);
  if (undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      g_set_weak_pointer (&offer_of (toasts)->offer, toast);
    }
  adw_toast_overlay_add_toast (toasts, toast);
}

void
kin_toasts_forget_undo (AdwToastOverlay *toasts)
{
  if (offer_of (toasts)->offer != NULL)
    adw_toast_dismiss (offer_of (toasts)->offer);
}
