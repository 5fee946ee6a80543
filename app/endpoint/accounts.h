/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may speak to an authority: people with a role and scopes, their devices with a token each, and the codes by which a device joins.
 *
 * A token is 32 random bytes (base64url); its BLAKE2b hash is kept, so that a copy of the tables signs nobody in. A code is short, for
 * typing: its first four figures find it, the other eight are kept as argon2id with OWASP's least parameters for a password
 * (19 MiB, 2 passes), it lives 15 minutes, and five wrong ones void it. Hashes are compared in constant time. */
#pragma once

#include "log.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_ROLE_VIEWER = 0, /* reads */
  KIN_ROLE_EDITOR = 1, /* writes in its scopes */
  KIN_ROLE_MANAGER = 2 /* likewise; admits what was held, purges, signs devices out */
} KinRole;

const char *kin_role_name  (KinRole role);
gboolean    kin_role_parse (KinRole *role, const char *name);

typedef struct
{
  gint64   no;
  char    *id;   /* "u-71": what stands in a change's `by` */
  char    *name;
  KinRole  role;
  int      scopes; /* mask */
  gboolean gone;
} KinAccount;

typedef struct
{
  gint64     no;
  KinId      id;
  char      *name; /* of the machine; NULL: not said */
  gint64     last_n, made, seen, got; /* ms; got: the seq up to which it has pulled */
  gint64     revoked; /* ms; 0: not */
  gboolean   wipe;
  KinAccount account; /* whose it is */
} KinDevice;

void kin_account_clear (KinAccount *account);
void kin_device_clear  (KinDevice *device);
void kin_device_free   (KinDevice *device);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KinAccount, kin_account_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KinDevice, kin_device_clear)

/* People. Each change is a transaction of its own. */
gboolean kin_account_add    (KinLog *log, const char *name, KinRole role, int scopes, GError **error);
gboolean kin_account_grant  (KinLog *log, const char *name, KinRole role, int scopes, GError **error);
gboolean kin_account_remove (KinLog *log, const char *name, gint64 now, GError **error); /* and signs all its devices out */
/* By name or id. FALSE: there is none (that is not gone). */
gboolean kin_account_find   (KinLog *log, const char *name, KinAccount *account);
GPtrArray *kin_accounts     (KinLog *log); /* of KinAccount */

/* Devices. */
#define KIN_CODE_LIVES (15 * 60 * G_GINT64_CONSTANT (1000)) /* ms */
#define KIN_CODE_TRIES 5

typedef enum
{
  KIN_JOINED,
  KIN_JOIN_WRONG,   /* no such code, or it is used or too old */
  KIN_JOIN_LOCKED,  /* too many wrong tries: it is void */
  KIN_JOIN_IN_USE,  /* the device's identity is somebody else's, or was signed out: take another */
  KIN_JOIN_FAILED   /* the tables could not be written */
} KinJoining;

/* "7K3M-Q9XT-2B5W": new string, shown once. */
char      *kin_code_make     (KinLog *log, const KinAccount *account, gint64 now, GError **error);
/* token: new string, shown once. */
KinJoining kin_device_join   (KinLog *log, const char *code, const KinId *id, const char *name, gint64 now, char **token, GError **error);
/* A new identity for a device that has joined (after a fork or a restore). */
KinJoining kin_device_rename (KinLog *log, const KinDevice *old, const KinId *id, const char *name, gint64 now, char **token, GError **error);
/* Without a code, for the command line and for simulations. */
KinJoining kin_device_add    (KinLog *log, const KinAccount *account, const KinId *id, const char *name, gint64 now, char **token, GError **error);
/* FALSE: no such token. A revoked device is found, too. */
gboolean   kin_device_by_token (KinLog *log, const char *token, KinDevice *device);
gboolean   kin_device_by_id    (KinLog *log, const KinId *id, KinDevice *device);
/* FALSE without an error: there is none of that id. */
gboolean   kin_device_revoke   (KinLog *log, const KinId *id, gboolean wipe, gint64 now, GError **error);
GPtrArray *kin_devices         (KinLog *log); /* of KinDevice, as they joined */
/* "device":ID,"name":TEXT,"user":TEXT for the lists that managers get. */
void       kin_device_append   (GString *json, const KinDevice *device);

G_END_DECLS
