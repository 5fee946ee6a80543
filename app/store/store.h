/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encrypted record on this machine: one file, one authority, one account, one device.
 *
 * Opening takes the file's lock: a second program is refused with a sentence; KIN_STORE_READ_ONLY opens without it.
 * The data key is 32 random bytes (keys.h). Errors are of KIN_STORE_ERROR, each message a sentence that says what to do. */
#pragma once

#include <gio/gio.h>

#include "query.h"

G_BEGIN_DECLS

#define KIN_TYPE_STORE (kin_store_get_type ())
G_DECLARE_FINAL_TYPE (KinStore, kin_store, KIN, STORE, GObject)

#define KIN_STORE_ERROR (kin_store_error_quark ())
GQuark kin_store_error_quark (void);

typedef enum
{
  KIN_STORE_ERROR_KEY,       /* the key does not open the file */
  KIN_STORE_ERROR_DAMAGED,   /* not our file, or damaged */
  KIN_STORE_ERROR_NEWER,     /* written by a newer version */
  KIN_STORE_ERROR_FULL,      /* no room on the disk */
  KIN_STORE_ERROR_READ_ONLY, /* the file or folder cannot be written */
  KIN_STORE_ERROR_IN_USE,    /* another program has it open */
  KIN_STORE_ERROR_CIPHER,    /* the SQLite in this process does not encrypt */
  KIN_STORE_ERROR_MISSING,   /* there is no such file; or one is there already */
  KIN_STORE_ERROR_TOO_EARLY, /* as known at a moment before the file's first change */
  KIN_STORE_ERROR_TOO_BIG,   /* a value is larger than a field may hold */
  KIN_STORE_ERROR_CANCELLED,
  KIN_STORE_ERROR_OTHER
} KinStoreError;

#define KIN_KEY_BYTES 32

typedef enum
{
  KIN_STORE_CREATE = 1 << 0,    /* make the file; it must not exist */
  KIN_STORE_READ_ONLY = 1 << 1, /* no lock, no writer */
} KinStoreFlags;

/* Milliseconds of Unix time. Tests and the made-up authority give their own. NULL: the machine's clock. */
typedef gint64 (*KinClock) (gpointer data);

KinStore   *kin_store_open     (const char *path, const guint8 key[KIN_KEY_BYTES], KinStoreFlags flags, GError **error);
void        kin_store_set_clock (KinStore *store, KinClock clock, gpointer data);
/* Writes what is waiting, gives back the lock. Also done by the last unref. */
void        kin_store_close    (KinStore *store);

const char *kin_store_path     (KinStore *store);
/* The data key, for looking into backups of this file and sealing it anew. Clear it with sodium_memzero or explicit_bzero. */
void        kin_store_copy_key (KinStore *store, guint8 key[KIN_KEY_BYTES]);
/* The reader of the thread that opened the store. */
KinReader  *kin_store_reader   (KinStore *store);
/* Another one, for another thread. */
KinReader  *kin_store_new_reader (KinStore *store, GError **error);
void        kin_reader_free    (KinReader *reader);

/* Signal "changed" (gint64 no, const char *type): in the thread of the store's main context, after the commit; no 0: many records,
 * type NULL: of many types. It stands for everything a list may need to ask anew. */

/* Facts about the file itself: "authority" (code), "authority-name", "demo", "population-0-17" ... New string or NULL. */
char       *kin_reader_fact    (KinReader *reader, const char *name);
gboolean    kin_store_set_fact (KinStore *store, const char *name, const char *value, GError **error); /* NULL or "": forgets it */
/* Several in one transaction: name, value, name, value, …; NULL-terminated. */
gboolean    kin_store_set_facts (KinStore *store, const char *const *facts, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinReader, kin_reader_free)

G_END_DECLS
