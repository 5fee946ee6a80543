/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was begun and not finished: records that were being filled in and never added, and fields that were typed and never saved,
 * because the program or the machine stopped. The form keeps them (widgets/form.h); here they are offered again. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

/* A card with a row for each, which keeps itself up to date and hides when there is none. */
GtkWidget *kin_drafts_card_new (KinDesk *desk);
/* The page that has the card is shown again. */
void       kin_drafts_card_refresh (GtkWidget *card);
/* At the opening of a file: one sentence, when there is something. */
void       kin_drafts_mention  (KinDesk *desk);
/* Where a new record's draft keeps what was known before anything was typed: links and days that its page set. */
#define KIN_DRAFT_PRESET "@"
void       kin_draft_keep_preset (KinDesk *desk, KinRecord *record);

G_END_DECLS
