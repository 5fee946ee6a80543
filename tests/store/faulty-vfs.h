/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails when it is told to: a shim over SQLite's own VFS, the default of the process once it is installed.
 *
 * It counts the calls of each kind since the last plan and lets one of them (or it and all that follow) fail, or kills the
 * process there, half-way through a write. It also remembers what was written and not yet synced, so that a power cut can be
 * played: from the call on nothing works, and afterwards the files hold what was synced and a random part of what was not.
 *
 * A folder can be a disk of its own, with a plan and a power cut of its own: so several machines live in one process. */
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

/* In all that follows a disk NULL is the one that holds whatever has none of its own, and the memory. */
typedef struct _FaultDisk FaultDisk;

/* Before SQLite's first use in the process. */
void       faulty_vfs_install (void);
/* What SQLite takes for chance comes out of this from now on. */
void       faulty_vfs_seed    (guint32 seed);

/* The files below folder, from now on. Freed when all of them are closed. */
FaultDisk *faulty_disk_new    (const char *folder);
void       faulty_disk_free   (FaultDisk *disk);

/* plan NULL: all is well. Counts begin anew. */
void       faulty_vfs_plan    (FaultDisk *disk, const FaultPlan *plan);
guint      faulty_vfs_count   (FaultDisk *disk, FaultOp op);
/* Has the planned call come? */
gboolean   faulty_vfs_struck  (FaultDisk *disk);
/* Is the power off? */
gboolean   faulty_vfs_is_dark (FaultDisk *disk);

/* From now on what is written is remembered until it is synced. Forgets all files that it knew. */
void       faulty_vfs_watch   (FaultDisk *disk);
/* After a power cut, everything closed: the files become what the disk kept. */
void       faulty_vfs_power_back (FaultDisk *disk, GRand *rand);

G_END_DECLS
