/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matters of the agenda that have a last permitted day. Private to the agenda. */
#pragma once

#include "agenda.h"

G_BEGIN_DECLS

/* sentence is taken. */
void kin_agenda_add       (GPtrArray *items, KinReader *reader, gint64 record, KinDay due, KinDay today, char *sentence);

void kin_agenda_temporary (KinReader *reader, KinDay today, int soon, GPtrArray *items);
void kin_agenda_visits    (KinReader *reader, KinDay today, GPtrArray *items);
void kin_agenda_reviews   (KinReader *reader, KinDay today, int soon, GPtrArray *items);

G_END_DECLS
