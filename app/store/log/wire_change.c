/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letting go of a change on the wire. */
#include "wire_change.h"

void
kin_wire_change_free (KinWireChange *change)
{
  if (change == NULL)
    return;
  g_free (change->kind);
  g_free (change->label);
  g_free (change->type);
  g_free (change->field);
  g_free (change->value);
  g_free (change->base);
  g_free (change->by);
  g_free (change->by_name);
  g_free (change);
}
