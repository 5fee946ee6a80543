/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day, a moment, and the reader that goes with them. */
#include "when.h"

#include <glib/gi18n-lib.h>

#include "as_known.h"
#include "ours.h"
#include "words.h"

struct _KinWhen
{
  GObject parent_instance;

  KinStore  *store;
  KinTitles *titles;     /* live */
  KinDay     day;        /* KIN_NO_DAY: today */
  gint64     known;
  KinReader *back;       /* of known; NULL: as known now */
  KinTitles *back_titles;
  guint      asked;      /* how often a reader was asked for: an older one comes too late */
  guint      busy;
};

G_DEFINE_FINAL_TYPE (KinWhen, kin_when, G_TYPE_OBJECT)

enum { CHANGED, PROBLEM, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
drop_back (KinWhen *self)
{
  g_clear_pointer (&self->back_titles, kin_titles_free);
  g_clear_pointer (&self->back, kin_reader_free);
}

static void
kin_when_dispose (GObject *object)
{
  KinWhen *self = KIN_WHEN (object);

  drop_back (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (kin_when_parent_class)->dispose (object);
}

static void
kin_when_class_init (KinWhenClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = kin_when_dispose;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PROBLEM] = g_signal_new ("problem", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kin_when_init (KinWhen *self)
{
  self->known = G_MAXINT64;
}

KinWhen *
kin_when_new (KinStore *store, KinTitles *titles)
{
  KinWhen *self = g_object_new (KIN_TYPE_WHEN, NULL);

  self->store = g_object_ref (store);
  self->titles = titles;
  return self;
}

static KinDay
today_of (KinWhen *self)
{
  return kin_book_today (kin_store_reader (self->store));
}

KinDay
kin_when_day (KinWhen *self)
{
  return self->day != KIN_NO_DAY ? self->day : today_of (self);
}

gint64
kin_when_known (KinWhen *self)
{
  return self->known;
}

gboolean
kin_when_is_now (KinWhen *self)
{
  return self->known == G_MAXINT64 && kin_when_day (self) == today_of (self);
}

gboolean
kin_when_is_busy (KinWhen *self)
{
  return self->busy > 0;
}

KinReader *
kin_when_reader (KinWhen *self)
{
  return self->back != NULL ? self->back : kin_store_reader (self->store);
}

KinTitles *
kin_when_titles (KinWhen *self)
{
  return self->back_titles != NULL ? self->back_titles : self->titles;
}

char *
kin_when_words (KinWhen *self)
{
  g_autofree char *day = kin_long_day (kin_when_day (self));
  g_autofree char *known = self->known != G_MAXINT64 ? kin_day_to_words (kin_day_of_ms (self->known)) : NULL;

  KinLogPosition         place = self->back != NULL ? kin_reader_position (self->back) : (KinLogPosition) { 0 };

  if (place.unsent > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s · as known on %s, without %d change not sent", "%s · as known on %s, without %d changes not sent",
                                         (gulong) place.unsent), day, known, (int) place.unsent);
  /* Translators: two days: "Monday 18 December 2017 · as known on 3 May 2018" */
  return known != NULL ? g_strdup_printf (_("%s · as known on %s"), day, known) : g_strdup_printf (_("%s · as known now"), day);
}

typedef struct
{
  KinDay day;
  gint64 known;
  guint  asked;
} Asked;

static void
look_back (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  GError      *error = NULL;
  KinReader   *reader = kin_store_as_known (KIN_WHEN (source)->store, asked->known, NULL, &error);

  if (reader != NULL)
    g_task_return_pointer (task, reader, (GDestroyNotify) kin_reader_free);
  else
    g_task_return_error (task, error);
}

static void
take (KinWhen *self, KinDay day, gint64 known, KinReader *back)
{
  KinReader *old = self->back;
  KinTitles *old_titles = self->back_titles;

  self->day = day == today_of (self) ? KIN_NO_DAY : day;
  self->known = known;
  self->back = back;
  self->back_titles = back != NULL ? kin_titles_new (back) : NULL;
  g_signal_emit (self, signals[CHANGED], 0);
  g_clear_pointer (&old_titles, kin_titles_free);
  g_clear_pointer (&old, kin_reader_free);
}

static void
on_looked_back (GObject *source, GAsyncResult *result, gpointer data)
{
  KinWhen           *self = KIN_WHEN (source);
  const Asked       *asked = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  KinReader         *reader = g_task_propagate_pointer (G_TASK (result), &error);

  self->busy--;
  if (asked->asked != self->asked || self->store == NULL)
    g_clear_pointer (&reader, kin_reader_free);
  else if (reader != NULL)
    take (self, asked->day, asked->known, reader);
  else
    {
      g_signal_emit (self, signals[CHANGED], 0); /* whoever shows what was asked for shows what is */
      g_signal_emit (self, signals[PROBLEM], 0, error->message);
    }
}

void
kin_when_set (KinWhen *self, KinDay day, gint64 known_ms)
{
  g_autoptr (GTask) task = NULL;
  Asked            *asked;

  if (day == KIN_NO_DAY)
    day = today_of (self);
  self->asked++;
  if (known_ms == self->known || known_ms == G_MAXINT64)
    {
      KinReader *keep = known_ms == self->known ? g_steal_pointer (&self->back) : NULL;

      if (keep != NULL)
        g_clear_pointer (&self->back_titles, kin_titles_free);
      take (self, day, known_ms, keep);
      return;
    }
  asked = g_new0 (Asked, 1);
  *asked = (Asked) { day, known_ms, self->asked };
  task = g_task_new (self, NULL, on_looked_back, NULL);
  g_task_set_task_data (task, asked, g_free);
  self->busy++;
  g_task_run_in_thread (task, look_back);
}
