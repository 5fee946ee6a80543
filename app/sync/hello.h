/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages that are not about changes: what the office is, joining it, are we equal, and what managers ask of it. */
#pragma once

#include "wire.h"

G_BEGIN_DECLS

typedef struct
{
  char  *name;         /* of the authority, for people */
  char  *generation;
  char  *parent;       /* the generation that this one was restored from; NULL: it is the first ... */
  gint64 parent_at;    /* ... and the last seq of it that stands */
  gint64 schema_least, schema_most; /* of the laptops that the office talks to */
  gint64 time;         /* ms, the office's clock */
  /* Only for a device that has joined: */
  gint64 head, durable;
  char  *cursor;       /* of the head; NULL: not joined */
  char  *user, *user_name, *role; /* "viewer", "editor", "manager" */
  int    scopes;       /* the mask that this device may hold; -1: not joined */
} KinHello;

/* A laptop joins with a code, or (code NULL, with the token of the identity it had) takes a new identity after a fork or restore.
 * Asked again with the same code and device it is given another token, as its answer may have been lost. */
typedef struct
{
  char *code;
  KinId device; /* the identity it means to use: not in use yet */
  char *name;   /* of the machine, for the list of devices */
} KinEnrolment;

typedef struct
{
  KinId  device;
  char  *token;
  char  *user, *user_name, *role;
  int    scopes;
  char  *generation;
  guint8 public_key[32]; /* of the authority: unsent work can be sealed to it (crypto_box_seal). As 64 figures on the wire */
} KinWelcome;

/* Over what is in force up to `at`, one scope at a time: creates of records, and the heads of registers that are not a create; without
 * held changes that nobody has admitted and without admit, purge and purged. sum: of the last 8 bytes of their ids as
 * big-endian numbers, modulo 2^64. */
typedef struct
{
  int     scope;
  gint64  count;
  guint64 sum; /* as 16 hexadecimal figures on the wire */
} KinDigestScope;

typedef struct
{
  gint64  at;
  GArray *scopes; /* of KinDigestScope, ascending, none with count 0 */
} KinDigest;

/* {"type":"child","record":ID,"reason":"..."}: one manager asks; another approves with an empty body. */
typedef struct
{
  char *type;
  KinId record;
  char *reason;
} KinPurgeWish;

GBytes       *kin_hello_encode     (const KinHello *hello);
KinHello     *kin_hello_parse      (GBytes *body, GError **error);
void          kin_hello_free       (KinHello *hello);
GBytes       *kin_enrolment_encode (const KinEnrolment *enrolment);
KinEnrolment *kin_enrolment_parse  (GBytes *body, GError **error);
void          kin_enrolment_free   (KinEnrolment *enrolment);
GBytes       *kin_welcome_encode   (const KinWelcome *welcome);
KinWelcome   *kin_welcome_parse    (GBytes *body, GError **error);
void          kin_welcome_free     (KinWelcome *welcome);
GBytes       *kin_digest_encode    (const KinDigest *digest);
KinDigest    *kin_digest_parse     (GBytes *body, GError **error);
void          kin_digest_free      (KinDigest *digest);
GBytes       *kin_purge_wish_encode (const KinPurgeWish *wish);
KinPurgeWish *kin_purge_wish_parse  (GBytes *body, GError **error);
void          kin_purge_wish_free   (KinPurgeWish *wish);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinHello, kin_hello_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinEnrolment, kin_enrolment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinWelcome, kin_welcome_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinDigest, kin_digest_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPurgeWish, kin_purge_wish_free)

G_END_DECLS
