/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kitchen mode: the laptop stands on a carer's table, and only that carer's home may be on its screen: no list, no search, no
 * history, nothing restricted, until somebody types the passphrase.
 *
 * What may be opened then: the home itself and its parts (an approval, a visit), but no other person's page. */
#pragma once

#include "desk.h"
#include "query.h"

G_BEGIN_DECLS

/* TRUE when record is the home or one of its parts, of a type that nobody has to hide. record may be a new one. */
gboolean kin_kitchen_may_show   (KinReader *reader, gint64 home, KinRecord *record);
/* TRUE for an action of the window ("win.edit") that shows nothing else than is on the screen. */
gboolean kin_kitchen_may_do     (const char *action);

G_END_DECLS
