/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a path to an open store, without a window: finding the key, or making one, and opening. Blocks: the passphrase is slow on
 * purpose, the keyring may ask somebody, and a file of an older version is made ready. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_UNLOCK_OPEN,    /* nothing is typed: the example, or the desktop's keyring */
  KIN_UNLOCK_TYPED,   /* the passphrase or the recovery key */
  KIN_UNLOCK_CREATE,  /* a new file under a passphrase */
  KIN_UNLOCK_EXAMPLE, /* a new file that nobody needs a passphrase for */
  KIN_UNLOCK_RESTORE  /* a copy of a backup, in the usual folder, with what was typed */
} KinUnlockStep;

typedef struct
{
  KinUnlockStep step;
  char         *path;     /* of the store; RESTORE: of the backup, and afterwards of the copy */
  char         *typed;    /* NULL: nothing */
  guint8        key[KIN_KEY_BYTES];
  char         *recovery; /* out, CREATE: to be written down */
  KinStore     *store;    /* out */
  int           opening;  /* atomic: the key is found, and the file is being opened */
} KinUnlock;

/* typed may be NULL. */
KinUnlock *kin_unlock_new  (KinUnlockStep step, const char *path, const char *typed);
/* Clears the key and what was typed; closes a store that was not taken. */
void       kin_unlock_free (KinUnlock *unlock);
/* FALSE with KIN_STORE_ERROR_KEY: ask for the passphrase. Cancelled: the file is not opened. */
gboolean   kin_unlock_run  (KinUnlock *unlock, GCancellable *cancellable, GError **error);

/* The key of the example lies beside it. It opens the made-up authority alone: a key beside any other file opens nothing. */
char      *kin_unlock_example_key (const char *path);
/* The first "NAME.kinkeeper", "NAME-2.kinkeeper" … of the usual folder that is not there. New string. */
char      *kin_unlock_free_path   (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinUnlock, kin_unlock_free)

G_END_DECLS
