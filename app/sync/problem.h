/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why the office did not do what was asked (RFC 9457): {"type":"tag:kinkeeper,2026:NAME","title":...,"status":409,"detail":...} and
 * what a laptop needs to go on:
 *
 *   generation-changed 409 parent, at   the office was restored: cut back to at of parent, renumber, push again
 *   device-forked      409 n            another machine used this device's numbers: take a new identity
 *   sequence-gap       409 expected     push from expected on
 *   grant-changed      409 scopes       what the device may hold is another mask now
 *   cursor-purged      410              the cursor is not of this log: take a snapshot
 *   device-revoked     403 wipe         keep what is unsent, sealed; with wipe nothing else may stay
 *   not-signed-in      401              no token, or none that is known. Never a reason to touch the queue
 *   not-allowed        403              the person's role does not reach so far
 *   code-wrong         403              a code for joining that is wrong, used or too old
 *   not-found          404
 *   method-not-allowed 405
 *   malformed          400              detail says where
 *   too-large          413 changes, bytes  the limits
 *   unsupported        415              a content encoding, or a type of body, that the office does not take
 *   schema-unsupported 422              this laptop's version is too old for the office, or too new
 *   rate-limited       429 (Retry-After)
 *   unavailable        503 (Retry-After) */
#pragma once

#include "wire.h"

G_BEGIN_DECLS

typedef struct
{
  guint    status;
  char    *name;   /* "device-forked"; never NULL */
  char    *title, *detail; /* never NULL */
  gint64   n, expected, at, changes, bytes; /* 0: not said */
  int      scopes; /* -1: not said */
  char    *parent;
  gboolean wipe;
} KinProblem;

/* name as above, with its status and title. detail NULL: none. The rest is for the caller to set. */
KinProblem *kin_problem_new    (const char *name, const char *detail);
GBytes     *kin_problem_encode (const KinProblem *problem);
/* NULL when it is none of ours: a proxy's page, a captive portal's. */
KinProblem *kin_problem_parse  (GBytes *body);
void        kin_problem_free   (KinProblem *problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinProblem, kin_problem_free)

G_END_DECLS
