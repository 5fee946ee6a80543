/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was given out: who exported or printed what, when, for whom, how many rows, and the SHA-256 of the file; and whose page was
 * opened by whom. An action of the kind "access", which undo leaves alone: it stays true that something was given out. */
#pragma once

#include "record.h"
#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  const char *kind;      /* code of "access_kind": "exported", "printed" */
  const char *what;      /* in words: "Children" */
  const char *for_whom;  /* code of "access_for" */
  const char *recipient; /* by name; NULL: not said */
  const char *filter;    /* in words; "" or NULL: none */
  const char *name;      /* the file's name as it will be; NULL: none (a printer) */
  const char *path;      /* where its bytes are now; NULL: none */
  guint       rows;
  gboolean    names;     /* it names people */
  gint64      at;        /* ms; 0: now */
} KinAccessNote;

/* FALSE with an error: then the file must not be given out. Blocks. */
gboolean kin_access_leave (KinStore *store, const KinAccessNote *note, GError **error);
/* The same of n files (at least one) that were given out together: one action. */
gboolean kin_access_leave_all (KinStore *store, const KinAccessNote *notes, guint n, GError **error);

/* Somebody opened the page of a saved record. callback as kin_store_write_async ()'s. */
void     kin_access_opened_async (KinStore *store, KinRecord *record, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
