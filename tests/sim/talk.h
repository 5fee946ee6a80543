/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the meantime. */
#pragma once

#include "message.h"
#include "store.h"

G_BEGIN_DECLS

typedef struct _KinTalk KinTalk;
KinTalk    *kin_talk_new    (KinStore *store, GRand *rand);
void        kin_talk_free   (KinTalk *talk);
KinRequest *kin_talk_next   (KinTalk *talk, gint64 now, gint64 *wake);
gboolean    kin_talk_take   (KinTalk *talk, const KinAnswer *answer, gint64 now, GError **error);

G_END_DECLS
