/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question to the whole record, asked on a thread and a reader of its own, and asked again when the record has changed, as
 * long as the widget that shows the answer lives. One question at a time; the window never waits. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

/* On the thread: reads, and gives a new answer. day is what kin_answer_set_time () last said. */
typedef gpointer (*KinAnswerAsk) (KinReader *reader, KinDay day);
/* In the window's thread: shows it. The answer stays the question's own until the next one. NULL: there is none, see
 * kin_answer_problem (). */
typedef void (*KinAnswerShow) (gpointer answer, gpointer data);

typedef struct _KinAnswer KinAnswer;

/* Lives as long as the widget. */
KinAnswer *kin_answer_follow  (GtkWidget *widget, KinDesk *desk, KinAnswerAsk ask, GDestroyNotify free_answer, KinAnswerShow show, gpointer data);
/* known_ms: as known at that moment; G_MAXINT64: as known now. */
void       kin_answer_set_time (KinAnswer *answer, KinDay day, gint64 known_ms);
KinDay     kin_answer_day      (KinAnswer *answer);
/* Why there is no answer (too early, a damaged file): a sentence, or NULL. */
const char *kin_answer_problem (KinAnswer *answer);
/* FALSE while a question is under way. */
gboolean   kin_answer_is_ready (KinAnswer *answer);

G_END_DECLS
