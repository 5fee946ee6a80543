/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small questions about one change. */
#include "change.h"

#include <string.h>

void
kin_log_change_clear (KinLogChange *change)
{
  g_clear_pointer (&change->field, g_free);
  g_clear_pointer (&change->base, g_free);
  g_clear_pointer (&change->value, g_free);
}

const char *
kin_log_change_register (const KinLogChange *change)
{
  switch (change->op)
    {
    case KIN_OP_SET:
      return change->field;
    case KIN_OP_DELETE:
    case KIN_OP_RESTORE:
      return KIN_REGISTER_EXISTS;
    default:
      return NULL;
    }
}

gboolean
kin_base_names (const char *base, gint64 device, gint64 n, gint64 seq)
{
  const char *p = base;

  while (p != NULL && *p != '\0')
    {
      gboolean by_seq = *p == 's';
      char *end;
      gint64 number = g_ascii_strtoll (by_seq ? p + 1 : p, &end, 10);

      if (by_seq && seq != 0 && number == seq)
        return TRUE;
      if (!by_seq && *end == '.' && number == device && g_ascii_strtoll (end + 1, &end, 10) == n)
        return TRUE;
      for (p = end; *p != '\0' && *p != ' '; p++)
        ;
      while (*p == ' ')
        p++;
    }
  return FALSE;
}

static const char *const op_names[] = { "create", "set", "delete", "restore", "admit", "purge", "purged" };

const char *
kin_op_name (KinOp op)
{
  return (guint) op < G_N_ELEMENTS (op_names) ? op_names[op] : "?";
}

gboolean
kin_op_parse (KinOp *op, const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (op_names); i++)
    if (strlen (op_names[i]) == length && memcmp (op_names[i], name, length) == 0)
      {
        *op = (KinOp) i;
        return TRUE;
      }
  return FALSE;
}
