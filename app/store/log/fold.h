/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fold (app/DESIGN.md, "The log is the truth"): from the set of changes of one record to its state.
 *
 * The heads of a register are the changes that no other known change names in its base: a function of the set, not of the
 * order. A create is a head of every register. While heads disagree, the value in force is that of the head with the lowest
 * sequence number; unconfirmed ones come last, in order of arrival. The fold never fails. */
#pragma once

#include <json-c/json.h>

#include "change.h"

G_BEGIN_DECLS

/* Leaves of the changes of one record (an array of KinLogChange that clears them) those that count: not what the office holds and
 * nobody has admitted, not the admissions themselves, and nothing at all of a record that was purged. Before any other here. */
void kin_fold_sift (GArray *changes);

/* The heads of one register: indexes into changes (which are in order of no), the one in force first. New array of guint. */
GArray *kin_fold_heads (const KinLogChange *changes, guint n, const char *field);

/* The value that a change gives a register: for a create, what its object holds for it. New reference; NULL: no value. */
struct json_object *kin_fold_value (const KinLogChange *change, const char *field);

/* The values in force of all registers, as one object; NULL when the record does not exist (never created, or deleted). */
struct json_object *kin_fold_record (const KinLogChange *changes, guint n);
/* The same, whether it was deleted or not: what it last was. NULL only when it was never created. */
struct json_object *kin_fold_record_even_deleted (const KinLogChange *changes, guint n);

G_END_DECLS
