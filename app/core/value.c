/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copying, comparing and clearing a value. */
#include "value.h"

void
kin_value_clear (KinValue *value)
{
  g_free (value->s);
  g_free (value->t);
  *value = KIN_VALUE_NONE;
}

void
kin_value_copy (KinValue *to, const KinValue *from)
{
  KinValue copy = { from->is_set, from->a, from->b, g_strdup (from->s), g_strdup (from->t) };

  kin_value_clear (to);
  *to = copy;
}

gboolean
kin_value_equal (const KinValue *x, const KinValue *y)
{
  if (!x->is_set || !y->is_set)
    return x->is_set == y->is_set;
  return x->a == y->a && x->b == y->b && g_strcmp0 (x->s, y->s) == 0 && g_strcmp0 (x->t, y->t) == 0;
}
