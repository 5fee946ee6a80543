/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question to the whole record, asked on a thread and a reader of its own, and asked again when the record has changed or
 * another time is looked at, as long as the widget that shows the answer lives. One question at a time; the window never waits. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

/* On the thread: reads, and gives a new answer. day and reader are of the time that the window looks at (when.h). */
typedef gpointer (*KinAnswerAsk) (KinReader *reader, KinDay day);
/* In the window's thread: shows it. The answer stays the question's own until the next one. NULL: there is none, see
 * kin_answer_problem (). */
typedef void (*KinAnswerShow) (gpointer answer, gpointer data);

typedef struct _KinAnswer KinAnswer;

/* Lives as long as the widget. */
KinAnswer *kin_answer_follow  (GtkWidget *widget, KinDesk *desk, KinAnswerAsk ask, GDestroyNotify free_answer, KinAnswerShow show, gpointer data);
/* The same of now, whatever time the window looks at, and not before the record has been quiet for a second: for what is beside the
 * pages. */
KinAnswer *kin_answer_follow_aside (GtkWidget *widget, KinDesk *desk, KinAnswerAsk ask, GDestroyNotify free_answer, KinAnswerShow show, gpointer data);
/* Asked again though nothing was written: a new day has begun. */
void       kin_answer_again    (KinAnswer *answer);
/* The day that is asked about. */
KinDay     kin_answer_day      (KinAnswer *answer);
/* Why there is no answer (too early, a damaged file): a sentence, or NULL. */
const char *kin_answer_problem (KinAnswer *answer);
/* TRUE while a question is under way. */
gboolean   kin_answer_is_running (KinAnswer *answer);
/* Nothing is under way, and there is an answer or the reason why there is none. */
gboolean   kin_answer_is_ready (KinAnswer *answer);

G_END_DECLS
