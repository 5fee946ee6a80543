/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing done to many records, as one action: one line in the history that says how many, and one undo. */
#pragma once

#include "write.h"

G_BEGIN_DECLS

typedef struct
{
  const KinType *type;
  GArray        *ids;    /* gint64 */
  int            field;  /* -1: they are deleted, with their parts */
  KinValue       value;  /* not set: the field is emptied */
  char          *one, *many; /* how one and how several are called in the history: "home", "homes" */
} KinBulk;

/* ids and value are copied. */
KinBulk *kin_bulk_new  (const KinType *type, const GArray *ids, int field, const KinValue *value, const char *one, const char *many);
void     kin_bulk_free (KinBulk *bulk);
/* Fields that may be the same in many records: no name, number or day that tells one from another, and nothing that makes it a part. */
gboolean kin_bulk_may_set (const KinType *type, guint field);
/* How many of them have another value there. Gone ones do not count. */
guint    kin_bulk_differ (KinReader *reader, const KinBulk *bulk);
/* The work of an action (kind "edit" or "delete"). Those that are gone meanwhile, and those that have the value, are left alone. */
gboolean kin_bulk_work (KinWriter *writer, gpointer bulk, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinBulk, kin_bulk_free)

G_END_DECLS
