/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking off the main loop, and asking again. */
#include "answer.h"

#include "readers.h"

/* A burst of changes (an import page by page, somebody tabbing through a form) is one question. */
#define REST_MS 40
/* What nobody waits for rests longer, and lets the first page come first. */
#define ASIDE_MS 1000

struct _KinAnswer
{
  int            uses; /* the widget, and the question under way */
  GtkWidget     *widget; /* NULL: gone */
  KinDesk       *desk;
  KinReaders    *readers;
  KinAnswerAsk   ask;
  GDestroyNotify free_answer;
  KinAnswerShow  show;
  gpointer       data;
  gpointer       last;
  KinDay         day;
  gint64         known;  /* asked for */
  KinDay         asked_day;   /* by the question under way */
  gint64         asked_known;
  char          *problem;
  gboolean       running, again;
  gboolean       aside;  /* of now, and nobody waits for it */
  guint          later;
};

static void ask_now (KinAnswer *answer);

static void
release (KinAnswer *answer)
{
  if (--answer->uses > 0)
    return;
  kin_readers_let_go (answer->readers);
  if (answer->last != NULL)
    answer->free_answer (answer->last);
  g_object_unref (answer->desk);
  g_free (answer->problem);
  g_free (answer);
}

static void
ask_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KinAnswer *answer = data;
  GError *error = NULL;
  KinReader *reader = kin_readers_take (answer->readers, answer->asked_known, &error);
  gpointer fresh;

  if (reader == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  fresh = answer->ask (reader, answer->asked_day);
  kin_readers_give (answer->readers, reader);
  g_task_return_pointer (task, fresh, NULL);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  KinAnswer *answer = data;
  g_autoptr (GError) error = NULL;
  gpointer fresh = g_task_propagate_pointer (G_TASK (result), &error);

  answer->running = FALSE;
  g_free (answer->problem);
  answer->problem = error != NULL ? g_strdup (error->message) : NULL;
  if (answer->widget == NULL)
    {
      if (fresh != NULL)
        answer->free_answer (fresh);
    }
  else if (answer->again)
    {
      if (fresh != NULL)
        answer->free_answer (fresh); /* nobody wants it any more */
      ask_now (answer);
    }
  else
    {
      gpointer old = answer->last;

      answer->last = fresh;
      answer->show (fresh, answer->data);
      if (old != NULL)
        answer->free_answer (old);
    }
  release (answer);
}

static void
ask_now (KinAnswer *answer)
{
  g_autoptr (GTask) task = NULL;

  answer->again = answer->running;
  if (answer->running)
    return;
  answer->running = TRUE;
  answer->asked_day = answer->day;
  answer->asked_known = answer->known;
  answer->uses++;
  task = g_task_new (NULL, NULL, on_answered, answer);
  g_task_set_task_data (task, answer, NULL);
  g_task_run_in_thread (task, ask_on_thread);
}

static gboolean
on_later (gpointer data)
{
  KinAnswer *answer = data;

  answer->later = 0;
  ask_now (answer);
  return G_SOURCE_REMOVE;
}

static void
on_changed (KinDesk *desk, gint64 no, const char *type, KinAnswer *answer)
{
  if (answer->aside)
    {
      answer->day = kin_desk_today (desk);
      g_clear_handle_id (&answer->later, g_source_remove); /* until it is quiet */
    }
  if (answer->later == 0)
    answer->later = g_timeout_add (answer->aside ? ASIDE_MS : REST_MS, on_later, answer);
}

static void
on_when (KinWhen *when, KinAnswer *answer)
{
  if (answer->day == kin_when_day (when) && answer->known == kin_when_known (when))
    return;
  answer->day = kin_when_day (when);
  answer->known = kin_when_known (when);
  ask_now (answer);
}

static void
on_widget_gone (gpointer data)
{
  KinAnswer *answer = data;

  answer->widget = NULL;
  g_signal_handlers_disconnect_by_data (answer->desk, answer);
  g_signal_handlers_disconnect_by_data (kin_desk_when (answer->desk), answer);
  g_clear_handle_id (&answer->later, g_source_remove);
  release (answer);
}

static KinAnswer *
new_answer (GtkWidget *widget, KinDesk *desk, KinAnswerAsk ask, GDestroyNotify free_answer, KinAnswerShow show, gpointer data)
{
  KinAnswer *answer = g_new0 (KinAnswer, 1);

  answer->uses = 1;
  answer->widget = widget;
  answer->desk = g_object_ref (desk);
  answer->ask = ask;
  answer->free_answer = free_answer;
  answer->show = show;
  answer->data = data;
  answer->readers = kin_readers_hold (kin_desk_store (desk));
  g_signal_connect (desk, "changed", G_CALLBACK (on_changed), answer);
  g_object_set_data_full (G_OBJECT (widget), "kin-answer", answer, on_widget_gone);
  return answer;
}

KinAnswer *
kin_answer_follow (GtkWidget *widget, KinDesk *desk, KinAnswerAsk ask, GDestroyNotify free_answer, KinAnswerShow show, gpointer data)
{
  KinAnswer *answer = new_answer (widget, desk, ask, free_answer, show, data);

  answer->day = kin_when_day (kin_desk_when (desk));
  answer->known = kin_when_known (kin_desk_when (desk));
  g_signal_connect (kin_desk_when (desk), "changed", G_CALLBACK (on_when), answer);
  ask_now (answer);
  return answer;
}

KinAnswer *
kin_answer_follow_aside (GtkWidget *widget, KinDesk *desk, KinAnswerAsk ask, GDestroyNotify free_answer, KinAnswerShow show, gpointer data)
{
  KinAnswer *answer = new_answer (widget, desk, ask, free_answer, show, data);

  answer->aside = TRUE;
  answer->known = G_MAXINT64;
  on_changed (desk, 0, NULL, answer);
  return answer;
}

void
kin_answer_again (KinAnswer *answer)
{
  on_changed (answer->desk, 0, NULL, answer);
}

const char *
kin_answer_problem (KinAnswer *answer)
{
  return answer->problem;
}

KinDay
kin_answer_day (KinAnswer *answer)
{
  return answer->day;
}

gboolean
kin_answer_is_running (KinAnswer *answer)
{
  return answer->running;
}

gboolean
kin_answer_is_ready (KinAnswer *answer)
{
  return !answer->running && (answer->last != NULL || answer->problem != NULL);
}
