/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thread: next request, its answer, and again. Orders (join, leave, stop) and news of the store reach it through a lock; a request that the
 * office holds back is dropped for them, any other is let finish. */
#include "sync.h"

#include <glib/gi18n-lib.h>

#include "history.h"
#include "reach.h"
#include "talk.h"
#include "vault.h"

struct _KinSync
{
  GObject       parent;
  KinStore     *store;
  GMainContext *context; /* where signals are emitted */
  GThread      *thread;
  gulong        changed;

  GMutex         lock; /* of all below */
  GCond          news;
  gboolean       stopping, woken, hurried, leaving;
  GTask         *joining;      /* with its KinJoin; NULL: none */
  GCancellable  *sending;      /* of the request under way; NULL: none */
  gboolean       held_back;    /* it only waits at the office: it may be dropped for something to send */
  KinSyncStatus *status;
  gboolean       telling;      /* "status-changed" is on its way */
};

/* The thread's own. */
typedef struct
{
  KinStore     *store;
  KinTalk      *talk;
  KinReader    *reader;
  KinTransport *transport; /* made when it is first needed, and anew after joining */
} Talking;

G_DEFINE_FINAL_TYPE (KinSync, kin_sync, G_TYPE_OBJECT)

enum { STATUS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gint64
now (void)
{
  return g_get_real_time () / 1000;
}

void
kin_join_free (KinJoin *join)
{
  if (join == NULL)
    return;
  g_free (join->address);
  g_free (join->code);
  g_free (join->machine);
  g_free (join->authorities);
  g_free (join);
}

static void
talking_start (Talking *talking, KinStore *store)
{
  *talking = (Talking){ .store = store };
  talking->talk = kin_talk_new (store, g_rand_new (), kin_vault_keyring ());
  talking->reader = kin_store_new_reader (store, NULL);
}

static void
talking_end (Talking *talking)
{
  kin_transport_free (talking->transport);
  kin_talk_free (talking->talk);
  if (talking->reader != NULL)
    kin_reader_free (talking->reader);
}

static KinTransport *
transport_of (Talking *talking, GError **error)
{
  if (talking->transport == NULL && talking->reader != NULL)
    talking->transport = kin_reach (talking->reader, error);
  return talking->transport;
}

static gboolean
begin_joining (Talking *talking, const KinJoin *join, GError **error)
{
  g_autofree char *address = NULL, *authority = NULL;
  g_autoptr (KinTransport) transport = NULL;

  if (!kin_transport_split (join->address, &address, &authority, error))
    return FALSE;
  transport = kin_transport_new (address, join->authorities, error);
  if (transport == NULL || !kin_talk_join (talking->talk, address, authority, join->code, join->machine != NULL ? join->machine : g_get_host_name (), error) ||
      !kin_store_set_fact (talking->store, "sync-ca", join->authorities, error))
    return FALSE;
  g_clear_pointer (&talking->transport, kin_transport_free);
  talking->transport = g_steal_pointer (&transport);
  return TRUE;
}

static gboolean
is_let_in (Talking *talking)
{
  g_autofree char *code = kin_reader_fact (talking->reader, "sync-code");

  return code == NULL || *code == '\0';
}

/* Why a talk does not get on, as its error; said is what it said itself, which is taken. */
static gboolean
give_up (Talking *talking, GError *said, GError **error)
{
  g_autoptr (KinSyncStatus) status = kin_talk_status (talking->talk, now ());

  if (said != NULL)
    g_propagate_error (error, said);
  else
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, status->trouble != NULL ? status->trouble : _("The office cannot be reached. Try again when there is network."));
  return FALSE;
}

/* TRUE: the office has let this laptop in. FALSE without an error: it is still to answer. */
static gboolean
is_joined (Talking *talking, GError *said, GError **error)
{
  g_autoptr (KinSyncStatus) status = NULL;

  if (said == NULL && is_let_in (talking))
    return TRUE;
  status = kin_talk_status (talking->talk, now ());
  if (said == NULL && status->state == KIN_SYNC_WORKING)
    return FALSE;
  give_up (talking, said, error);
  kin_talk_leave (talking->talk, NULL);
  return FALSE;
}

static KinAnswer *
send (Talking *talking, const KinRequest *request, GCancellable *cancellable, GError **error)
{
  KinTransport *transport = transport_of (talking, error);

  return transport != NULL ? kin_reach_send (transport, request, cancellable, error) : NULL;
}

static gboolean
tell_status (gpointer data)
{
  KinSync *self = data;

  g_mutex_lock (&self->lock);
  self->telling = FALSE;
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[STATUS_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
is_same (const KinSyncStatus *a, const KinSyncStatus *b)
{
  return a->state == b->state && a->n_pending == b->n_pending && a->n_held == b->n_held && a->confirmed_until == b->confirmed_until && a->alone_since == b->alone_since &&
         a->wakes == b->wakes && (gint64) (a->progress * 1000) == (gint64) (b->progress * 1000) && a->wipe == b->wipe && a->n_erased == b->n_erased && g_strcmp0 (a->trouble, b->trouble) == 0;
}

static void
publish (KinSync *self, Talking *talking)
{
  KinSyncStatus *status = kin_talk_status (talking->talk, now ());

  g_mutex_lock (&self->lock);
  if (!is_same (self->status, status))
    {
      KinSyncStatus *before = self->status;

      self->status = status;
      status = before;
      if (!self->telling)
        {
          g_autoptr (GSource) source = g_idle_source_new ();

          self->telling = TRUE;
          g_source_set_callback (source, tell_status, g_object_ref (self), g_object_unref);
          g_source_attach (source, self->context);
        }
    }
  g_mutex_unlock (&self->lock);
  kin_sync_status_free (status);
}

/* What people asked for meanwhile. Returns who waits to join, if that has just begun. FALSE: stop. */
static gboolean
take_orders (KinSync *self, Talking *talking, GTask **joining)
{
  gboolean hurried, leaving, stopping;

  g_mutex_lock (&self->lock);
  hurried = self->hurried;
  leaving = self->leaving;
  stopping = self->stopping;
  if (*joining == NULL)
    *joining = g_steal_pointer (&self->joining);
  self->woken = self->hurried = self->leaving = FALSE;
  g_mutex_unlock (&self->lock);
  if (hurried)
    kin_talk_hurry (talking->talk);
  if (leaving)
    kin_talk_leave (talking->talk, NULL);
  return !stopping;
}

/* said is taken. */
static void
end_joining (Talking *talking, GTask **joining, GError *said)
{
  g_autoptr (GError) error = NULL;
  gboolean joined = is_joined (talking, said, &error);

  if (!joined && error == NULL)
    return;
  if (joined)
    g_task_return_boolean (*joining, TRUE);
  else
    g_task_return_error (*joining, g_steal_pointer (&error));
  g_clear_object (joining);
}

static void
exchange (KinSync *self, Talking *talking, const KinRequest *request, GTask **joining)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (KinAnswer) answer = NULL;
  GError *said = NULL;

  g_mutex_lock (&self->lock);
  self->sending = cancellable;
  self->held_back = request->wait > 0;
  if (self->stopping || (self->held_back && self->woken))
    g_cancellable_cancel (cancellable);
  g_mutex_unlock (&self->lock);
  answer = send (talking, request, cancellable, &said);
  g_mutex_lock (&self->lock);
  self->sending = NULL;
  g_mutex_unlock (&self->lock);
  if (answer == NULL && g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (&said);
      kin_talk_drop (talking->talk);
    }
  else
    kin_talk_take (talking->talk, answer, now (), said == NULL ? &said : NULL);
  if (*joining != NULL)
    end_joining (talking, joining, g_steal_pointer (&said));
  g_clear_error (&said);
}

static void
wait_for_news (KinSync *self, gint64 until)
{
  gint64 ms = MIN (until - MIN (until, now ()), 60 * 1000); /* a clock that is set meanwhile is noticed */
  gint64 end = g_get_monotonic_time () + ms * 1000;

  g_mutex_lock (&self->lock);
  while (!self->woken && !self->stopping && g_cond_wait_until (&self->news, &self->lock, end))
    ;
  g_mutex_unlock (&self->lock);
}

static gpointer
run (gpointer data)
{
  KinSync *self = data;
  GTask *joining = NULL, *begun = NULL;
  Talking talking;

  talking_start (&talking, self->store);
  while (take_orders (self, &talking, &joining))
    {
      g_autoptr (KinRequest) request = NULL;
      GError *error = NULL;
      gint64 until;

      if (joining != begun && !begin_joining (&talking, g_task_get_task_data (joining), &error))
        {
          g_task_return_error (joining, error);
          g_clear_object (&joining);
        }
      begun = joining;
      request = kin_talk_next (talking.talk, now (), &until);
      publish (self, &talking);
      if (request != NULL)
        exchange (self, &talking, request, &joining);
      else
        wait_for_news (self, until);
      begun = joining;
    }
  if (joining != NULL)
    g_task_return_new_error (joining, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("The program was closed before the office had answered."));
  g_clear_object (&joining);
  talking_end (&talking);
  return NULL;
}

/* With the lock. */
static void
wake (KinSync *self)
{
  self->woken = TRUE;
  if (self->sending != NULL && (self->held_back || self->stopping))
    g_cancellable_cancel (self->sending);
  g_cond_signal (&self->news);
}

static void
store_changed (KinStore *store, gint64 no, const char *type, KinSync *self)
{
  if (kin_reader_n_pending (kin_store_reader (store)) == 0) /* what came from the office goes nowhere */
    return;
  g_mutex_lock (&self->lock);
  if (self->status->state != KIN_SYNC_NOT_JOINED)
    wake (self);
  g_mutex_unlock (&self->lock);
}

KinSync *
kin_sync_new (KinStore *store)
{
  KinSync *self = g_object_new (KIN_TYPE_SYNC, NULL);

  self->store = g_object_ref (store);
  self->changed = g_signal_connect (store, "changed", G_CALLBACK (store_changed), self);
  self->status = g_new0 (KinSyncStatus, 1);
  self->status->progress = -1;
  self->thread = g_thread_new ("sync", run, self);
  return self;
}

void
kin_sync_stop (KinSync *self)
{
  if (self->thread == NULL)
    return;
  g_clear_signal_handler (&self->changed, self->store);
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  wake (self);
  g_mutex_unlock (&self->lock);
  g_thread_join (g_steal_pointer (&self->thread));
  if (self->joining != NULL)
    g_task_return_new_error (self->joining, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("The program was closed before the office had answered."));
  g_clear_object (&self->joining);
}

KinSyncStatus *
kin_sync_status (KinSync *self)
{
  KinSyncStatus *status;

  g_mutex_lock (&self->lock);
  status = kin_sync_status_copy (self->status);
  g_mutex_unlock (&self->lock);
  return status;
}

void
kin_sync_now (KinSync *self)
{
  g_mutex_lock (&self->lock);
  self->hurried = TRUE;
  wake (self);
  g_mutex_unlock (&self->lock);
}

void
kin_sync_leave (KinSync *self)
{
  g_mutex_lock (&self->lock);
  self->leaving = TRUE;
  wake (self);
  g_mutex_unlock (&self->lock);
}

void
kin_sync_join_async (KinSync *self, KinJoin *join, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, kin_sync_join_async);
  g_task_set_task_data (task, join, (GDestroyNotify) kin_join_free);
  g_mutex_lock (&self->lock);
  if (self->joining == NULL && self->thread != NULL)
    {
      self->joining = g_steal_pointer (&task);
      wake (self);
    }
  g_mutex_unlock (&self->lock);
  if (task == NULL)
    return;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, "%s", _("This laptop is joining already. Wait for the office's answer."));
  g_object_unref (task);
}

gboolean
kin_sync_join_finish (KinSync *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Caught up is when the next request would only wait. */
static gboolean
talk_through (Talking *talking, gboolean joining, guint patience, GError **error)
{
  for (;;)
    {
      gint64 when;
      g_autoptr (KinRequest) request = kin_talk_next (talking->talk, now (), &when);
      g_autoptr (KinAnswer) answer = NULL;
      GError *said = NULL;

      if (request != NULL && request->wait > 0)
        return TRUE;
      if (request == NULL && (when == G_MAXINT64 || when - now () > (gint64) patience * 1000))
        return give_up (talking, NULL, error);
      if (request == NULL)
        {
          g_usleep ((gulong) MAX (when - now (), 1) * 1000);
          continue;
        }
      answer = send (talking, request, NULL, &said);
      if (!kin_talk_take (talking->talk, answer, now (), said == NULL ? &said : NULL) || said != NULL)
        return give_up (talking, said, error);
      if (joining && !is_joined (talking, NULL, error) && error != NULL && *error != NULL)
        return FALSE;
    }
}

gboolean
kin_sync_once (KinStore *store, KinJoin *join, guint patience, KinSyncStatus **status, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  Talking talking;
  gboolean good;

  talking_start (&talking, store);
  good = (join == NULL || begin_joining (&talking, join, &trouble)) && talk_through (&talking, join != NULL, patience, &trouble);
  if (!good && join != NULL && talking.reader != NULL && !is_let_in (&talking))
    kin_talk_leave (talking.talk, NULL);
  if (status != NULL)
    *status = kin_talk_status (talking.talk, now ());
  talking_end (&talking);
  if (trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));
  return good;
}

static void
kin_sync_dispose (GObject *object)
{
  kin_sync_stop (KIN_SYNC (object));
  G_OBJECT_CLASS (kin_sync_parent_class)->dispose (object);
}

static void
kin_sync_finalize (GObject *object)
{
  KinSync *self = KIN_SYNC (object);

  g_clear_object (&self->store);
  g_main_context_unref (self->context);
  kin_sync_status_free (self->status);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->news);
  G_OBJECT_CLASS (kin_sync_parent_class)->finalize (object);
}

static void
kin_sync_class_init (KinSyncClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kin_sync_dispose;
  G_OBJECT_CLASS (class)->finalize = kin_sync_finalize;
  signals[STATUS_CHANGED] = g_signal_new ("status-changed", KIN_TYPE_SYNC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_sync_init (KinSync *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->news);
  self->context = g_main_context_ref_thread_default ();
}
