/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The device that a file is, and how it becomes another one without anybody's step: a cloned disk, a laptop restored from a
 * backup, an office restored from one.
 *
 * What is not confirmed goes on under the new identity, numbered from 1, and keeps its first one: so the office knows again what
 * it has already, whoever sends it. Bases that name it follow. */
#pragma once

#include "write.h"

G_BEGIN_DECLS

/* Another machine goes by this device's identity, or the office has forgotten some of its numbers: what has no number of the office
 * goes on under a new one. */
gboolean kin_store_fork     (KinStore *store, GError **error);

/* The office went back to its change seq and calls what comes since another generation: what came after it is known here and
 * not there. This device's own is unsent again under a new identity; others' is kept aside for its authors, or for
 * kin_store_resupply. facts: as in KinIntake, in the same transaction. */
gboolean kin_store_cut_back (KinStore *store, gint64 seq, const char *const *facts, GError **error);
/* Sends others' changes that their authors have not sent again, as they were, in their place. */
gboolean kin_store_resupply (KinStore *store, GError **error);
/* How many are kept aside. */
gint64   kin_reader_n_aside (KinReader *reader);

/* Who works here is named by the authority. What was done before under another name (a random one, before joining) and is not sent
 * becomes theirs; what is of somebody else who worked here before them stays so. */
gboolean kin_store_be       (KinStore *store, const char *user, const char *name, GError **error);

G_END_DECLS
