/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change as the log keeps it (app/DESIGN.md, "The idea"): one small fact about one record. Knows no record tables. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KIN_OP_CREATE = 0,  /* value: an object with all first values */
  KIN_OP_SET = 1,     /* value of field */
  KIN_OP_DELETE = 2,
  KIN_OP_RESTORE = 3,
  KIN_OP_ADMIT = 4,   /* by a manager: the held changes that base names are taken from now on */
  KIN_OP_PURGE = 5,   /* by the office alone: nothing that this record ever held may be kept anywhere */
  KIN_OP_PURGED = 6   /* a device's answer: nothing of it is left here */
} KinOp;

/* The register of a record's being there: deletes and restores set it. */
#define KIN_REGISTER_EXISTS "_exists"

typedef struct
{
  gint64 no;     /* local arrival */
  gint64 seq;    /* 0: not confirmed */
  gint64 device; /* as numbered in this file */
  gint64 n;
  gint64 first_device, first_n; /* its first name, where it has had another; 0: not */
  KinOp  op;
  gboolean held; /* counts only when an admit names it */
  char  *field;  /* of a set */
  char  *base;   /* "device.n device.n", NULL: none; "s8812" for one that has not come yet */
  char  *value;  /* JSON; NULL: JSON's null */
} KinLogChange;

void        kin_log_change_clear (KinLogChange *change);
/* The register that a change is about; NULL for a create, which is about all. */
const char *kin_log_change_register (const KinLogChange *change);
/* Does base name (device, n), by its own name or by the office's number (0: it has none)? */
gboolean    kin_base_names (const char *base, gint64 device, gint64 n, gint64 seq);

const char *kin_op_name (KinOp op); /* "create", "set", "delete", "restore", "admit", "purge", "purged" */
/* FALSE when this version knows no such operation. */
gboolean    kin_op_parse (KinOp *op, const char *name, gsize length);

G_END_DECLS
