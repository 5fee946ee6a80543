/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk: one open file as its pages see it. Every write is counted, so that undo can wait for what was typed before it. */
#include "desk.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "access_log.h"
#include "children.h"
#include "office.h"
#include "ours.h"
#include "people.h"

typedef enum { WANT_NOTHING, WANT_UNDO, WANT_REDO, WANT_ACTION } Want;

struct _KinDesk
{
  GObject parent_instance;

  KinStore  *store;
  KinTitles *titles;
  KinWhen   *when;
  KinSync   *sync;          /* NULL: this file does not */
  KinSyncStatus *office;
  guint      n_pending;
  KinSight   sight;
  Want       want;
  gint64     wanted; /* WANT_ACTION */
  gboolean   undoing;
  GCancellable *cancellable; /* of the work under way; NULL: none */
  char      *doing;
  guint64    done, total;
  gint64     since;
};

G_DEFINE_FINAL_TYPE (KinDesk, kin_desk, G_TYPE_OBJECT)

enum { CHANGED, OPEN, ADD, SAY, FLUSH, HISTORY, WORK, OFFICE, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct
{
  KinDesk    *desk;
  KinDeskDone done;
  gpointer    data;
  gboolean    works; /* it is the work under way */
} Pending;

static void run_wanted (KinDesk *self);

static void
kin_desk_dispose (GObject *object)
{
  KinDesk *self = KIN_DESK (object);

  kin_desk_stop_sync (self);
  g_clear_object (&self->when);
  g_clear_pointer (&self->titles, kin_titles_free);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->doing, g_free);
  G_OBJECT_CLASS (kin_desk_parent_class)->dispose (object);
}

static void
kin_desk_class_init (KinDeskClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = kin_desk_dispose;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ADD] = g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, KIN_TYPE_RECORD);
  signals[SAY] = g_signal_new ("say", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[FLUSH] = g_signal_new ("flush", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[HISTORY] = g_signal_new ("history", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WORK] = g_signal_new ("work", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OFFICE] = g_signal_new ("office", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_desk_init (KinDesk *self)
{
}

static void
on_store_changed (KinStore *store, gint64 no, const char *type, KinDesk *self)
{
  if (g_strcmp0 (type, kin_access.name) == 0)
    return;
  g_object_ref (self);
  if (type == NULL || g_strcmp0 (type, kin_user.name) == 0)
    self->sight = kin_book_sight (kin_desk_reader (self), g_get_user_name (), kin_desk_today (self));
  kin_titles_forget (self->titles, no);
  g_signal_emit (self, signals[CHANGED], 0, no, type);
  g_signal_emit (self, signals[HISTORY], 0);
  g_object_unref (self);
}

static void
on_problem (KinDesk *self, const char *text)
{
  kin_desk_say (self, text, FALSE);
}

static void
on_office (KinDesk *self)
{
  gint64 erased = self->office != NULL ? self->office->n_erased : 0;

  kin_sync_status_free (self->office);
  self->office = kin_sync_status (self->sync);
  if (self->office->n_erased > erased)
    {
      gint64 n = self->office->n_erased - erased;
      g_autofree char *said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The office has erased a record, and with it %" PRId64 " change that you had not sent.",
                                                            "The office has erased a record, and with it %" PRId64 " changes that you had not sent.", (gulong) n), n);

      kin_desk_say (self, said, FALSE);
    }
  g_signal_emit (self, signals[OFFICE], 0);
}

KinSync *
kin_desk_sync (KinDesk *self)
{
  if (self->sync == NULL)
    {
      self->sync = kin_sync_new (self->store);
      g_signal_connect_object (self->sync, "status-changed", G_CALLBACK (on_office), self, G_CONNECT_SWAPPED);
    }
  return self->sync;
}

const KinSyncStatus *
kin_desk_office (KinDesk *self)
{
  return self->office;
}

void
kin_desk_stop_sync (KinDesk *self)
{
  if (self->sync != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->sync, self);
      kin_sync_stop (self->sync);
    }
  g_clear_object (&self->sync);
  g_clear_pointer (&self->office, kin_sync_status_free);
}

KinDesk *
kin_desk_new (KinStore *store)
{
  KinDesk         *self = g_object_new (KIN_TYPE_DESK, NULL);
  g_autofree char *url = kin_reader_fact (kin_store_reader (store), "sync-url");

  self->store = g_object_ref (store);
  self->titles = kin_titles_new (kin_store_reader (store));
  self->when = kin_when_new (store, self->titles);
  self->sight = kin_book_sight (kin_desk_reader (self), g_get_user_name (), kin_desk_today (self));
  g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
  g_signal_connect_object (self->when, "problem", G_CALLBACK (on_problem), self, G_CONNECT_SWAPPED);
  if (url != NULL && *url != '\0')
    kin_desk_sync (self);
  return self;
}

KinStore *
kin_desk_store (KinDesk *self)
{
  return self->store;
}

KinReader *
kin_desk_reader (KinDesk *self)
{
  return kin_store_reader (self->store);
}

KinTitles *
kin_desk_titles (KinDesk *self)
{
  return self->titles;
}

KinDay
kin_desk_today (KinDesk *self)
{
  return kin_book_today (kin_desk_reader (self));
}

KinWhen *
kin_desk_when (KinDesk *self)
{
  return self->when;
}

const KinSight *
kin_desk_sight (KinDesk *self)
{
  return &self->sight;
}

void
kin_desk_open (KinDesk *self, gint64 no)
{
  if (no != 0)
    g_signal_emit (self, signals[OPEN], 0, no);
}

void
kin_desk_add (KinDesk *self, KinRecord *preset)
{
  g_signal_emit (self, signals[ADD], 0, preset);
}

void
kin_desk_say (KinDesk *self, const char *text, gboolean undo)
{
  g_signal_emit (self, signals[SAY], 0, text, undo);
}

void
kin_desk_flush (KinDesk *self)
{
  g_signal_emit (self, signals[FLUSH], 0);
}

gboolean
kin_desk_is_undoing (KinDesk *self)
{
  return self->undoing;
}

guint
kin_desk_n_pending (KinDesk *self)
{
  return self->n_pending;
}

static Pending *
begin_pending (KinDesk *self, KinDeskDone done, gpointer data)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->desk = g_object_ref (self);
  pending->done = done;
  pending->data = data;
  self->n_pending++;
  return pending;
}

static void
on_progress (guint64 done, guint64 total, gpointer data)
{
  KinDesk *self = data;

  self->done = done;
  self->total = total;
  g_signal_emit (self, signals[WORK], 0);
}

/* One at a time is told; what is asked for meanwhile waits for it anyway. */
static GCancellable *
begin_work (KinDesk *self, Pending *pending, const char *doing)
{
  if (self->cancellable != NULL)
    return NULL;
  self->cancellable = g_cancellable_new ();
  self->doing = g_strdup (doing);
  self->done = self->total = 0;
  self->since = g_get_monotonic_time ();
  pending->works = TRUE;
  kin_store_set_progress (self->store, on_progress, self);
  return self->cancellable;
}

static void
end_work (KinDesk *self)
{
  kin_store_set_progress (self->store, NULL, NULL);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->doing, g_free);
  g_signal_emit (self, signals[WORK], 0);
}

const char *
kin_desk_working (KinDesk *self, guint64 *done, guint64 *total, gint64 *since)
{
  *done = self->done;
  *total = self->total;
  *since = self->since;
  return self->doing;
}

void
kin_desk_cancel_work (KinDesk *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
end_pending (Pending *pending, const GError *error)
{
  KinDesk *self = pending->desk;

  if (pending->works)
    end_work (self);
  self->n_pending--;
  if (pending->done != NULL)
    pending->done (pending->data, error);
  if (error != NULL)
    kin_desk_say (self, error->message, FALSE);
  g_signal_emit (self, signals[HISTORY], 0);
  run_wanted (self);
  g_free (pending);
  g_object_unref (self);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  kin_store_write_finish (KIN_STORE (source), result, NULL, &error);
  end_pending (data, error);
}

void
kin_desk_save_field (KinDesk *self, KinRecord *record, guint field, KinDeskDone done, gpointer data)
{
  kin_store_save_field_async (self->store, record, field, on_written, begin_pending (self, done, data));
}

void
kin_desk_create (KinDesk *self, KinRecord *record, KinDeskDone done, gpointer data)
{
  /* Translators: what was done, as undo and the history name it: "Home added" */
  g_autofree char *label = g_strdup_printf (_("%s added"), _(kin_record_type (record)->label));

  kin_store_create_async (self->store, record, label, on_written, begin_pending (self, done, data));
}

void
kin_desk_act (KinDesk *self, const char *kind, const char *label, KinWork work, gpointer data, GDestroyNotify free_data, KinDeskDone done, gpointer done_data)
{
  kin_store_write_async (self->store, kind, label, work, data, free_data, NULL, on_written, begin_pending (self, done, done_data));
}

void
kin_desk_opened (KinDesk *self, KinRecord *record)
{
  const KinType *type = kin_record_type (record);

  if (kin_record_no (record) != 0 && (type == &kin_child || type == &kin_carer || type == &kin_member || type->scope == KIN_RESTRICTED))
    kin_access_opened_async (self->store, record, on_written, begin_pending (self, NULL, NULL));
}

typedef struct
{
  KinDesk *desk;
  char    *said;
} Said;

static void
say_done (gpointer data, const GError *error)
{
  Said *said = data;

  if (error == NULL)
    kin_desk_say (said->desk, said->said, TRUE);
  g_free (said->said);
  g_object_unref (said->desk);
  g_free (said);
}

void
kin_desk_act_and_say (KinDesk *self, const char *kind, const char *label, KinWork work, gpointer data, GDestroyNotify free_data)
{
  Said *said = g_new0 (Said, 1);

  said->desk = g_object_ref (self);
  said->said = g_strdup (label);
  kin_desk_act (self, kind, label, work, data, free_data, say_done, said);
}

void
kin_desk_work_and_say (KinDesk *self, const char *kind, const char *label, const char *doing, KinWork work, gpointer data, GDestroyNotify free_data)
{
  Said    *said = g_new0 (Said, 1);
  Pending *pending = begin_pending (self, say_done, said);

  said->desk = g_object_ref (self);
  said->said = g_strdup (label);
  kin_store_write_async (self->store, kind, label, work, data, free_data, begin_work (self, pending, doing), on_written, pending);
}

void
kin_desk_delete (KinDesk *self, KinRecord *record)
{
  const char      *type = _(kin_record_type (record)->label);
  g_autofree char *label = g_strdup_printf (_("%s deleted"), type);
  g_autofree char *title = kin_record_title (record);
  Said            *said = g_new0 (Said, 1);

  said->desk = g_object_ref (self);
  /* Translators: "Home deleted: Ashdown" */
  said->said = *title != '\0' ? g_strdup_printf (_("%s deleted: %s"), type, title) : g_strdup (label);
  kin_store_delete_async (self->store, record, label, on_written, begin_pending (self, say_done, said));
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  Pending             *pending = data;
  KinDesk             *self = pending->desk;
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) left = NULL;

  if (kin_store_undo_finish (KIN_STORE (source), result, &left, NULL, &error) && left != NULL && left->len > 0)
    kin_desk_say (self, left->pdata[0], FALSE);
  /* Whatever shows the record shows the old value now, even where the cursor is. */
  self->undoing = TRUE;
  g_signal_emit (self, signals[CHANGED], 0, G_GINT64_CONSTANT (0), NULL);
  self->undoing = FALSE;
  end_pending (pending, error);
}

static void
run_wanted (KinDesk *self)
{
  g_autoptr (KinAction) action = NULL;
  Want                  want = self->want;
  gint64                wanted = self->wanted;
  Pending              *pending;

  if (self->n_pending > 0 || want == WANT_NOTHING)
    return;
  self->want = WANT_NOTHING;
  if (want == WANT_UNDO)
    action = kin_reader_undoable (kin_desk_reader (self));
  else if (want == WANT_REDO)
    action = kin_reader_redoable (kin_desk_reader (self));
  if (want != WANT_ACTION)
    wanted = action != NULL ? action->no : 0;
  if (wanted == 0)
    {
      kin_desk_say (self, want == WANT_REDO ? _("There is nothing to do again.") : _("There is nothing to undo."), FALSE);
      return;
    }
  if (action != NULL)
    {
      /* Translators: the action in words follows: "Undone: Home added" */
      g_autofree char *said = g_strdup_printf (want == WANT_REDO ? _("Done again: %s") : _("Undone: %s"), action->label);

      kin_desk_say (self, said, FALSE);
    }
  pending = begin_pending (self, NULL, NULL);
  kin_store_undo_async (self->store, wanted, begin_work (self, pending, want == WANT_REDO ? _("Doing it again") : _("Taking it back")), on_undone, pending);
}

static void
ask_for (KinDesk *self, Want want, gint64 action)
{
  kin_desk_flush (self);
  self->want = want;
  self->wanted = action;
  run_wanted (self);
}

void
kin_desk_undo (KinDesk *self)
{
  ask_for (self, WANT_UNDO, 0);
}

void
kin_desk_redo (KinDesk *self)
{
  ask_for (self, WANT_REDO, 0);
}

void
kin_desk_undo_action (KinDesk *self, gint64 action)
{
  ask_for (self, WANT_ACTION, action);
}
