/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an authority's log knows of itself: its name, how far it has come, which generation it is, and its keys. */
#pragma once

#include "log.h"
#include "wire.h"

G_BEGIN_DECLS

#define KIN_TABLES_VERSION 1

typedef struct
{
  char  *title;
  char  *generation;
  char  *parent;    /* of the generation; NULL: it is the first ... */
  gint64 parent_at; /* ... and its last seq that stands */
  gint64 head;
  KinId  head_id;   /* of the change there; none at 0 */
  gint64 known;     /* ms; when the last change was received, never back */
  gint64 office_n;
  gint64 digest_at;
  guint8 public_key[32];
} KinAuthority;

/* FALSE: it could not be read (kin_log_take_error). */
gboolean kin_authority_read  (KinLog *log, KinAuthority *authority);
void     kin_authority_clear (KinAuthority *authority);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KinAuthority, kin_authority_clear)

/* The first row of empty tables. In a transaction of its own. */
gboolean kin_authority_found (KinLog *log, const char *title, gint64 now, GError **error);
/* After a restore: what follows is of another generation than what followed before. In a transaction of its own. */
gboolean kin_authority_renew (KinLog *log, gint64 now, GError **error);
/* The same, in a transaction. */
void     kin_authority_begin_generation (KinLog *log, gint64 now);
/* The last seq that a laptop of that generation shares with the present one. 0 when nothing is known of it: it brings all it has,
 * and what is here already is recognised. */
gint64   kin_authority_parting (KinLog *log, const char *generation);
/* The cursor of the head. New string. */
char    *kin_authority_cursor  (const KinAuthority *authority);
/* Opens what a laptop sealed to the public key (crypto_box_seal). New bytes; NULL with the error. */
GBytes  *kin_authority_unseal  (KinLog *log, GBytes *sealed, GError **error);

G_END_DECLS
