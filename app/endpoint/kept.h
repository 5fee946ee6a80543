/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages that were given out last. When something is new everybody who waits is given the same page, and on a Monday morning everybody
 * who comes back, so it is read once. */
#pragma once

#include "authority.h"

G_BEGIN_DECLS

typedef struct _KinKept KinKept;

KinKept *kin_kept_new  (void);
void     kin_kept_free (KinKept *kept);
/* As kin_pages_after (log_pages.h), but a page may end before the limit: where everybody's do. */
GBytes  *kin_kept_page (KinKept *kept, KinLog *log, const KinAuthority *authority, gint64 after, guint limit, int scopes, char **next);
/* What was read last was not right. */
void     kin_kept_drop (KinKept *kept);

G_END_DECLS
