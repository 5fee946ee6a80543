/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the office is asked about erasing (together.h), on a thread of its own. */
#pragma once

#include "desk.h"

G_BEGIN_DECLS

/* One that waits for a second manager, with all that was asked for with it. */
typedef struct
{
  gint64   no;
  char    *title, *words; /* "Zelda Example"; "4 records · an order · asked by A. Example, 3 May 2026" */
  guint    n;
  gboolean mine; /* who sits here has asked for it */
} KinErasure;

typedef struct
{
  guint      n;       /* records that would go with the one that is looked at; 0: none is */
  GPtrArray *staying; /* of char *: what has a link to it and stays */
  gboolean   partial; /* this laptop may not hold all */
  guint      n_left;  /* of what was approved: records that go with it and were not asked for with it */
  GPtrArray *waiting; /* of KinErasure */
} KinErasing;

typedef enum { KIN_ERASE_LOOK, KIN_ERASE_ASK, KIN_ERASE_APPROVE } KinErase;

void        kin_erasing_free (KinErasing *erasing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinErasing, kin_erasing_free)

/* number: of the record (0: only what waits), or of the erasure to approve. reason: to ask with. What was asked or approved is so even if
 * nobody waits for the answer. */
void        kin_erase_async  (KinDesk *desk, KinErase what, gint64 number, const char *reason, GObject *source, GAsyncReadyCallback callback, gpointer data);
KinErasing *kin_erase_finish (GAsyncResult *result, GError **error);
/* May whoever sits here ask at all? */
gboolean    kin_erase_may    (KinDesk *desk);

G_END_DECLS
