/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers for questions that are asked off the main loop. All pages of a file share them: each keeps deciphered pages (32 MB, until
 * nobody has asked for a while), what it knows of clashes, and of an earlier time all that was different then, which takes seconds to
 * find out. Two questions are asked at a time, about an earlier time one; the others wait on their threads. */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct _KinReaders KinReaders;

/* In the window's thread; the last who lets go closes them. */
KinReaders *kin_readers_hold   (KinStore *store);
void        kin_readers_let_go (KinReaders *readers);

/* In any other: one as known at a time (ms; G_MAXINT64: now), for this thread alone until it is given back. NULL with the error. */
KinReader  *kin_readers_take   (KinReaders *readers, gint64 known, GError **error);
void        kin_readers_give   (KinReaders *readers, KinReader *reader);

G_END_DECLS
