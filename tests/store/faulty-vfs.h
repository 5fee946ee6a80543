/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails when it is told to: a shim over SQLite's own VFS, the default of the process once it is installed.
 *
 * It counts the calls of each kind since the last plan and lets one of them (or it and all that follow) fail, or kills the
 * process there, half-way through a write. It also remembers what was written and not yet synced, so that a power cut can be
 * played: from the call on nothing works, and afterwards the files hold what was synced and a random part of what was not. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAULT_OPEN,
  FAULT_READ,
  FAULT_WRITE,
  FAULT_SYNC,
  FAULT_TRUNCATE,
  FAULT_DELETE,
  FAULT_MAP,      /* of the shared memory */
  FAULT_MEMORY,   /* an allocation */
  FAULT_ANY,      /* whatever changes the disk: open, write, sync, truncate, delete */
  FAULT_N_OPS
} FaultOp;

typedef enum
{
  FAULT_ONCE,
  FAULT_FROM_THEN_ON,
  FAULT_KILL,         /* SIGKILL */
  FAULT_POWER         /* the power goes */
} FaultWay;

typedef struct
{
  FaultOp  op;
  guint    at;   /* which call from now on, from 1 */
  int      code; /* what it gives back: SQLITE_IOERR_WRITE ... */
  FaultWay way;
} FaultPlan;

/* Before SQLite's first use in the process. */
void     faulty_vfs_install (void);
/* NULL: all is well. Counts begin anew. */
void     faulty_vfs_plan    (const FaultPlan *plan);
guint    faulty_vfs_count   (FaultOp op);
/* Has the planned call come? */
gboolean faulty_vfs_struck  (void);

/* From now on what is written is remembered until it is synced. Forgets all files that it knew. */
void     faulty_vfs_watch   (void);
/* After a power cut, everything closed: the files become what the disk kept. */
void     faulty_vfs_power_back (GRand *rand);

G_END_DECLS
