/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kitchen mode lets through. */
#include "kitchen.h"

#define DEEPEST 8 /* parts of parts of parts; also ends a circle that damaged links make */

static gint64
owner_of (KinRecord *record)
{
  const KinType *type = kin_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_LINK && (type->fields[i].flags & KIN_OWNER) != 0 && kin_record_link (record, i) != 0)
      return kin_record_link (record, i);
  return 0;
}

gboolean
kin_kitchen_may_show (KinReader *reader, gint64 home, KinRecord *record)
{
  g_autoptr (KinRecord) at = g_object_ref (record);

  for (guint i = 0; at != NULL && i < DEEPEST; i++)
    {
      gint64         owner = owner_of (at);
      const KinType *type = owner != 0 ? kin_reader_type_of (reader, owner) : NULL;

      if (kin_record_type (at)->scope == KIN_RESTRICTED)
        return FALSE;
      if (kin_record_no (at) == home || owner == home)
        return TRUE;
      g_object_unref (at);
      at = type != NULL ? kin_reader_get (reader, type, owner) : NULL;
    }
  return FALSE;
}

gboolean
kin_kitchen_may_do (const char *action)
{
  static const char *const may[] = {
    "win.cover", "win.lock", "win.kitchen", "win.back", "win.undo", "win.confirm", "win.leave", "win.edit", "win.help", "win.about", "win.shortcuts", "win.open-record", NULL,
  };

  return g_strv_contains (may, action);
}
