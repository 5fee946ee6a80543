/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies over a window so that nobody reads it: blank until a key is pressed, or locked until the passphrase is typed.
 *
 * The example has no passphrase: there, a lock opens like the blank. Nothing under the cover can be reached by the keyboard or a
 * screen reader, and dialogs in front of the window go away with it and come back.
 *
 * Signal "opened": the cover is gone again; "kept" when an offer to unlock was turned down. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KIN_TYPE_COVER (kin_cover_get_type ())
G_DECLARE_FINAL_TYPE (KinCover, kin_cover, KIN, COVER, GtkBox)

typedef enum
{
  KIN_COVER_BLANK, /* any key or click takes it away */
  KIN_COVER_LOCK,  /* the passphrase does */
  KIN_COVER_OFFER  /* the passphrase does, and Esc or Back leaves all as it was */
} KinCoverWay;

/* under: what it hides, beside it in the window; path: of the open file. */
GtkWidget *kin_cover_new     (GtkWidget *under, const char *path);
/* title, description: NULL: the usual ones. */
void       kin_cover_raise   (KinCover *cover, KinCoverWay way, const char *title, const char *description);
gboolean   kin_cover_is_up   (KinCover *cover);
/* FALSE: nobody needs to type anything to open this file. */
gboolean   kin_cover_can_lock (KinCover *cover);

G_END_DECLS
