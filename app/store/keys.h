/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data key of a file: random, kept sealed in a sidecar (FILE.key) under a passphrase (argon2id) and under the recovery key,
 * and in the Secret Service where there is one. The sidecar travels with every backup. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* A new key for a new file, sealed beside it. passphrase NULL: only the recovery key and the Secret Service open it.
 * recovery: the words to print and keep, "KKR-XXXXX-…" (new string; shown once, stored nowhere). */
gboolean kin_keys_create   (const char *path, const char *passphrase, guint8 key[KIN_KEY_BYTES], char **recovery, GError **error);
/* Opens with what is typed: the passphrase or the recovery key (spaces, dashes and case do not matter in the latter). */
gboolean kin_keys_unseal   (const char *path, const char *typed, guint8 key[KIN_KEY_BYTES], GError **error);
/* A new passphrase; the recovery key stays. */
gboolean kin_keys_reseal   (const char *path, const guint8 key[KIN_KEY_BYTES], const char *passphrase, GError **error);
/* A new recovery key; the old one opens nothing any more. */
gboolean kin_keys_new_recovery (const char *path, const guint8 key[KIN_KEY_BYTES], char **recovery, GError **error);
/* The Secret Service. FALSE without an error: there is none, or it does not hold the key. Blocks: not on the main loop's hot path. */
gboolean kin_keys_remember (const char *path, const guint8 key[KIN_KEY_BYTES], GError **error);
gboolean kin_keys_recall   (const char *path, guint8 key[KIN_KEY_BYTES], GError **error);
gboolean kin_keys_forget   (const char *path, GError **error);
/* A key file: 64 hexadecimal figures, as kinkeeper-tool init --key-file writes it. */
gboolean kin_keys_read_file  (const char *file, guint8 key[KIN_KEY_BYTES], GError **error);
gboolean kin_keys_write_file (const char *file, const guint8 key[KIN_KEY_BYTES], GError **error);

G_END_DECLS
