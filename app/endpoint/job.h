/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kinkeeper-endpoint's commands: each gets its words and the options, and says what it did on stdout. */
#pragma once

#include "state.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_DONE = 0,
  KIN_NOT_DONE = 1, /* stderr says why */
  KIN_NOT_ASKED_PROPERLY = 2
} KinDone;

typedef struct
{
  char    *state, *listen, *database, *certificate, *private_key, *title, *role, *scopes, *to;
  gboolean holds, wipe, json, version;
} KinWishes;

typedef struct
{
  KinState        *state;
  const KinWishes *wishes;
  char           **words; /* behind the command */
} KinJob;

typedef struct
{
  const char *name;      /* "user add" */
  const char *arguments; /* "AUTHORITY NAME" */
  const char *summary;   /* N_() */
  gboolean  (*run) (KinJob *job, GError **error);
} KinCommandLine;

const KinCommandLine *kin_command_lines (guint *n);

/* The authority's tables; NULL with the error. */
KinLog  *kin_job_log    (KinJob *job, const char *authority, GError **error);
gint64   kin_job_now    (void);
void     kin_job_say    (const char *format, ...) G_GNUC_PRINTF (1, 2);

gboolean kin_run_serve  (KinJob *job, GError **error);
gboolean kin_run_devices (KinJob *job, GError **error);
gboolean kin_run_hand_in (KinJob *job, GError **error);

G_END_DECLS
