/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that belong to another, as a card: the approvals of a home, the placements of a child, with a button that adds one. */
#pragma once

#include <adwaita.h>

#include "desk.h"

G_BEGIN_DECLS

typedef struct
{
  const KinType *owner;
  const KinType *type;
  guint          field;  /* of type: the link to the owner */
  const char    *title;  /* N_() */
  const char    *add;    /* N_(): what the button says; NULL: nobody adds one here */
  gboolean       always; /* shown though there are none */
} KinPartsKind;

/* Those of a type, in the order of its page: those written down for it, then all that owns by a link. Array of KinPartsKind *, owned. */
GPtrArray *kin_parts_kinds (const KinType *owner);

/* An AdwPreferencesGroup that keeps itself up to date; hides when it has nothing to show. */
GtkWidget *kin_parts_new   (KinDesk *desk, const KinPartsKind *kind, gint64 owner);

/* How a record is called in a list of parts of an owner: new strings. */
void       kin_parts_words (KinDesk *desk, KinRecord *record, int owner_field, char **title, char **subtitle);

G_END_DECLS
