/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time that the whole window looks at: as on a day, and as known at a moment. There is one for all pages, so that two pages
 * can never mean different days without anybody noticing.
 *
 * Looking back makes a reader for the window's own thread (store/as_known.h) on another thread, and only then says "changed".
 *
 * Signals:
 *   "changed"                      another time is looked at
 *   "problem" (const char *text)   it could not be; the time stays what it was */
#pragma once

#include <gio/gio.h>

#include "store.h"
#include "titles.h"

G_BEGIN_DECLS

#define KIN_TYPE_WHEN (kin_when_get_type ())
G_DECLARE_FINAL_TYPE (KinWhen, kin_when, KIN, WHEN, GObject)

/* titles: of the live reader; borrowed, they outlive it. */
KinWhen   *kin_when_new     (KinStore *store, KinTitles *titles);
/* day KIN_NO_DAY: today, also tomorrow when that has become today. known_ms G_MAXINT64: as known now. */
void       kin_when_set     (KinWhen *when, KinDay day, gint64 known_ms);
KinDay     kin_when_day     (KinWhen *when);
gint64     kin_when_known   (KinWhen *when);
/* Today, as known now. */
gboolean   kin_when_is_now  (KinWhen *when);
/* A reader is being made. */
gboolean   kin_when_is_busy (KinWhen *when);
/* What is read of that time in the window's thread. Borrowed until "changed". */
KinReader *kin_when_reader  (KinWhen *when);
KinTitles *kin_when_titles  (KinWhen *when);
/* "Monday 18 December 2017 · as known on 3 May 2018". New string. */
char      *kin_when_words   (KinWhen *when);

G_END_DECLS
