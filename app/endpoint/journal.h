/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the service says of itself: one line of JSON each, to stderr, where systemd's journal takes it. Never a name, a value, an id of a
 * record, a token or an address: those who read logs are not those who may read records. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Off until it is turned on: tests and the command line are silent. */
void kin_journal_start (void);
/* {"time":...,"level":"info","event":"request",...}: pairs of names and strings follow, then NULL. level as in syslog: "info",
 * "warning", "error". */
void kin_journal_note  (const char *level, const char *event, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
