/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thread that writes: jobs in order, each one transaction, and the checkpoint when nothing waits.
 *
 * Inside a commit a checkpoint would cost 10-80 ms, so it is done when the queue has been empty for a moment, at the latest
 * when the log holds 64 MB. */
#include <glib/gi18n-lib.h>
#include <malloc.h>

#include "simulated.h"
#include "store_private.h"

#define IDLE_BEFORE_CHECKPOINT_US KIN_WHILE (700 * 1000)
#define MOST_WAL_PAGES (64 * 1024 * 1024 / 4096)
/* More records than this in one action are told as "many". */
#define MOST_TOLD 200
#define PROGRESS_EVERY_US (50 * 1000)
/* An action of so many records touches indexes all over, so it gets memory for their pages (KiB) as long as it lasts. */
#define HUGE_ACTION 200000
#define USUAL_CACHE "PRAGMA cache_size = -8192; PRAGMA shrink_memory"
#define HUGE_CACHE "PRAGMA cache_size = -524288"

typedef struct
{
  char         *kind; /* NULL: quiet; the job that ends the thread has no work */
  char         *label;
  gint64        undoes;
  gboolean      receives; /* others' changes: no action of this device */
  gboolean      scrubs;   /* the file and its log */
  KinWork       work;
  gpointer      data;
  GDestroyNotify free_data;
  GCancellable *cancellable;
  GTask        *task; /* asynchronous */
  GMutex        lock; /* synchronous */
  GCond         done;
  gboolean      is_done;
  gboolean      ok;
  gint64        action;
  GError       *error;
} Job;

static void
free_job (Job *job)
{
  g_free (job->kind);
  g_free (job->label);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_mutex_clear (&job->lock);
  g_cond_clear (&job->done);
  g_free (job);
}

static Job *
new_job (const char *kind, const char *label, KinWork work, gpointer data, GCancellable *cancellable)
{
  Job *job = g_new0 (Job, 1);

  job->kind = g_strdup (kind);
  job->label = g_strdup (label);
  job->work = work;
  job->data = data;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_mutex_init (&job->lock);
  g_cond_init (&job->done);
  return job;
}

typedef struct
{
  KinStore *store;
  GArray   *touched;
  gboolean  many;
} News;

static gboolean
tell_news (gpointer data)
{
  News *news = data;

  if (news->store->reader == NULL)
    return G_SOURCE_REMOVE; /* closed meanwhile */
  if (news->many)
    g_signal_emit_by_name (news->store, "changed", (gint64) 0, NULL);
  else
    for (guint i = 0; i < news->touched->len; i++)
      {
        KinTouched *touched = &g_array_index (news->touched, KinTouched, i);

        g_signal_emit_by_name (news->store, "changed", touched->no, touched->type != NULL ? touched->type->name : NULL);
      }
  return G_SOURCE_REMOVE;
}

static void
free_news (gpointer data)
{
  News *news = data;

  g_object_unref (news->store);
  g_array_unref (news->touched);
  g_free (news);
}

static void
send_news (KinWriter *writer)
{
  News *news = g_new0 (News, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  news->store = g_object_ref (writer->store);
  news->touched = g_array_ref (writer->touched);
  news->many = writer->many;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_news, news, free_news);
  g_source_attach (source, writer->store->context);
}

static gboolean
record_action (KinWriter *writer, GError **error)
{
  KinQuery *query = kin_reader_query (writer->reader, "INSERT INTO deed (no, device, n, kind, label, undoes, \"by\", at, first, last, mine)"
                                                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)");

  kin_query_int (query, 1, writer->action);
  kin_query_int (query, 2, writer->device);
  kin_query_int (query, 3, writer->n - (writer->no - writer->first) + 1);
  kin_query_text (query, 4, writer->kind);
  kin_query_text (query, 5, writer->label);
  if (writer->undoes != 0)
    kin_query_int (query, 6, writer->undoes);
  kin_query_int (query, 7, writer->person);
  kin_query_int (query, 8, writer->at);
  kin_query_int (query, 9, writer->first + 1);
  kin_query_int (query, 10, writer->no);
  return kin_query_done (query, error);
}

/* The work may not have noticed that something could not be read. */
static gboolean
has_met_no_error (KinReader *reader, GError **error)
{
  if (reader->error == NULL)
    return TRUE;
  g_propagate_error (error, kin_reader_take_error (reader));
  return FALSE;
}

/* What was committed is where the next action begins. */
static void
keep_counts (KinStore *store, Job *job, KinWriter *writer)
{
  gboolean has_grown = writer->no != store->last_no;

  store->last_n = writer->n;
  store->device = writer->device;
  store->person = writer->person;
  if (job->receives)
    store->last_action = writer->action - 1; /* receiving counts its own on */
  else if (has_grown)
    job->action = store->last_action = writer->action;
  if (has_grown)
    {
      store->last_no = writer->no;
      store->last_known = writer->known;
    }
  if (has_grown || writer->touched->len > 0)
    send_news (writer);
}

static void
run_transaction (KinStore *store, Job *job)
{
  sqlite3 *db = store->writer->db;
  KinWriter writer = {
    .store = store, .reader = store->writer, .cancellable = job->cancellable, .kind = job->kind,
    .label = g_strdup (job->label), .undoes = job->undoes, .no = store->last_no, .n = store->last_n,
    .first = store->last_no, .action = store->last_action + 1, .device = store->device, .person = store->person,
    .touched = g_array_new (FALSE, FALSE, sizeof (KinTouched)),
  };

  writer.at = store->clock (store->clock_data);
  writer.known = MAX (store->last_known, writer.at);
  g_clear_error (&store->writer->error);
  store->writer->in_action = TRUE;
  job->ok = kin_connection_run (db, "BEGIN IMMEDIATE", &job->error) && job->work (&writer, job->data, &job->error) &&
            (writer.no == store->last_no || job->receives || record_action (&writer, &job->error)) &&
            has_met_no_error (store->writer, &job->error) && kin_connection_run (db, "COMMIT", &job->error);
  store->writer->in_action = FALSE;
  if (!job->ok)
    {
      if (!sqlite3_get_autocommit (db))
        sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      if (job->error == NULL)
        g_set_error_literal (&job->error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER, _("The change could not be made."));
    }
  else
    keep_counts (store, job, &writer);
  if (writer.no - writer.first >= HUGE_ACTION)
    {
      kin_connection_run (db, USUAL_CACHE, NULL);
      malloc_trim (0);
    }
  g_clear_error (&store->writer->error);
  g_array_unref (writer.touched);
  g_free (writer.label);
}

static void
finish_job (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  if (job->task != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&job->task);
      gint64 *action = g_new (gint64, 1);

      *action = job->action;
      if (job->ok)
        g_task_return_pointer (task, action, g_free);
      else
        {
          g_free (action);
          g_task_return_error (task, g_steal_pointer (&job->error));
        }
      free_job (job);
      return;
    }
  g_mutex_lock (&job->lock);
  job->is_done = TRUE;
  g_cond_signal (&job->done);
  g_mutex_unlock (&job->lock);
}

static void
checkpoint (KinStore *store, int mode)
{
  if (store->wal_pages > 0)
    sqlite3_wal_checkpoint_v2 (store->writer->db, NULL, mode, NULL, NULL);
  store->wal_pages = 0;
}

static int
note_wal (void *data, sqlite3 *db, const char *name, int pages)
{
  ((KinStore *) data)->wal_pages = pages;
  return SQLITE_OK;
}

static gpointer
write_all (gpointer data)
{
  KinStore *store = data;

  for (;;)
    {
      Job *job = g_async_queue_timeout_pop (store->jobs, IDLE_BEFORE_CHECKPOINT_US);

      if (job == NULL)
        {
          checkpoint (store, SQLITE_CHECKPOINT_PASSIVE);
          continue;
        }
      if (job->scrubs)
        {
          job->ok = kin_connection_scrub (store->writer->db, &job->error);
          store->wal_pages = 0;
          finish_job (job);
          continue;
        }
      if (job->work == NULL)
        {
          checkpoint (store, SQLITE_CHECKPOINT_TRUNCATE);
          job->ok = TRUE;
          finish_job (job);
          return NULL;
        }
      run_transaction (store, job);
      if (KIN_PAUSE ())
        checkpoint (store, SQLITE_CHECKPOINT_PASSIVE);
      finish_job (job);
      if (store->wal_pages > MOST_WAL_PAGES)
        checkpoint (store, SQLITE_CHECKPOINT_PASSIVE);
    }
}

gboolean
kin_writer_start (KinStore *store, GError **error)
{
  sqlite3 *db = store->writer->db;

  if (!kin_connection_read (db, "SELECT max(no) FROM change", &store->last_no, error) ||
      !kin_connection_read (db, "SELECT " KIN_SQL_DEVICE, &store->device, error) ||
      !kin_connection_read (db, "SELECT CAST (value AS INTEGER) FROM fact WHERE name = 'person'", &store->person, error) ||
      /* Of a scope that this device may hold no longer not even the numbers are left. */
      !kin_connection_read (db, "SELECT max (coalesce ((SELECT max(n) FROM change WHERE device = " KIN_SQL_DEVICE "), 0), " KIN_SQL_ACKED ")", &store->last_n, error) ||
      !kin_connection_read (db, "SELECT max(no) FROM deed", &store->last_action, error) ||
      !kin_connection_read (db, "SELECT known FROM change ORDER BY no DESC LIMIT 1", &store->last_known, error))
    return FALSE;
  sqlite3_wal_hook (db, note_wal, store);
  store->wal_pages = 1; /* whatever a killed program left */
  store->thread = g_thread_try_new ("writer", write_all, store, error);
  return store->thread != NULL;
}

static gboolean
push_and_wait (KinStore *store, Job *job, gint64 *action, GError **error)
{
  gboolean ok;

  g_assert (store->thread == NULL || g_thread_self () != store->thread);
  g_async_queue_push (store->jobs, job);
  g_mutex_lock (&job->lock);
  while (!job->is_done)
    g_cond_wait (&job->done, &job->lock);
  g_mutex_unlock (&job->lock);
  ok = job->ok;
  if (action != NULL)
    *action = job->action;
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&job->error));
  free_job (job);
  return ok;
}

static gboolean
may_write (KinStore *store, GError **error)
{
  if (store->thread != NULL)
    return TRUE;
  g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_READ_ONLY,
                       _("The file is open for reading only. Close it in the other program, or open it where you may write."));
  return FALSE;
}

/* Outside of any transaction, so not as a job's work but as a job's end. */
gboolean
kin_store_scrub (KinStore *store, GError **error)
{
  Job *job;

  if (!may_write (store, error))
    return FALSE;
  job = new_job (NULL, NULL, NULL, NULL, NULL);
  job->scrubs = TRUE;
  return push_and_wait (store, job, NULL, error);
}

gboolean
kin_store_write_undo (KinStore *store, const char *kind, const char *label, gint64 undoes, KinWork work, gpointer data,
                      GCancellable *cancellable, gint64 *action, GError **error)
{
  Job *job;

  if (!may_write (store, error))
    return FALSE;
  job = new_job (kind, label, work, data, cancellable);
  job->undoes = undoes;
  return push_and_wait (store, job, action, error);
}

gboolean
kin_store_write (KinStore *store, const char *kind, const char *label, KinWork work, gpointer data, GCancellable *cancellable,
                 gint64 *action, GError **error)
{
  return kin_store_write_undo (store, kind, label, 0, work, data, cancellable, action, error);
}

gboolean
kin_store_write_receive (KinStore *store, KinWork work, gpointer data, GError **error)
{
  Job *job;

  if (!may_write (store, error))
    return FALSE;
  job = new_job ("receive", NULL, work, data, NULL);
  job->receives = TRUE;
  return push_and_wait (store, job, NULL, error);
}

gboolean
kin_store_write_quietly (KinStore *store, KinWork work, gpointer data, GError **error)
{
  return may_write (store, error) && push_and_wait (store, new_job (NULL, NULL, work, data, NULL), NULL, error);
}

void
kin_store_write_async (KinStore *store, const char *kind, const char *label, KinWork work, gpointer data, GDestroyNotify free_data,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data); /* it cannot be returned before the work is done */
  GError *error = NULL;
  Job *job;

  g_task_set_source_tag (task, kin_store_write_async);
  if (!may_write (store, &error))
    {
      if (free_data != NULL)
        free_data (data);
      g_task_return_error (task, error);
      return;
    }
  job = new_job (kind, label, work, data, cancellable);
  job->free_data = free_data;
  job->task = g_object_ref (task);
  g_async_queue_push (store->jobs, job);
}

gboolean
kin_store_write_finish (KinStore *store, GAsyncResult *result, gint64 *action, GError **error)
{
  g_autofree gint64 *done = g_task_propagate_pointer (G_TASK (result), error);

  if (action != NULL)
    *action = done != NULL ? *done : 0;
  return done != NULL;
}

static gboolean
do_nothing (KinWriter *writer, gpointer data, GError **error)
{
  return TRUE;
}

void
kin_store_flush (KinStore *store)
{
  if (store->thread != NULL)
    kin_store_write_quietly (store, do_nothing, NULL, NULL);
}

/* Whatever the log holds, also of an earlier life: what was counted since counts for nothing here. */
static gboolean
bring_home (KinWriter *writer, gpointer data, GError **error)
{
  writer->store->wal_pages = MOST_WAL_PAGES + 1;
  return TRUE;
}

void
kin_store_checkpoint (KinStore *store)
{
  if (store->thread == NULL)
    return;
  kin_store_write_quietly (store, bring_home, NULL, NULL);
  kin_store_flush (store); /* the writer does it behind the job */
}

void
kin_writer_stop (KinStore *store)
{
  if (store->thread == NULL)
    return;
  push_and_wait (store, new_job (NULL, NULL, NULL, NULL, NULL), NULL, NULL);
  g_thread_join (g_steal_pointer (&store->thread));
}

void
kin_store_set_progress (KinStore *store, KinProgressFunc progress, gpointer data)
{
  g_mutex_lock (&store->progress_lock);
  store->progress = progress;
  store->progress_data = data;
  g_mutex_unlock (&store->progress_lock);
}

static gboolean
tell_progress (gpointer data)
{
  KinStore *store = data;
  KinProgressFunc progress;
  gpointer progress_data;
  guint64 done, total;

  g_mutex_lock (&store->progress_lock);
  progress = store->progress;
  progress_data = store->progress_data;
  done = store->progress_done;
  total = store->progress_total;
  g_mutex_unlock (&store->progress_lock);
  if (progress != NULL)
    progress (done, total, progress_data);
  return G_SOURCE_REMOVE;
}

gboolean
kin_writer_progress (KinWriter *writer, guint64 done, guint64 total, GError **error)
{
  KinStore *store = writer->store;
  gint64 now = g_get_monotonic_time ();
  gboolean tell;

  if (g_cancellable_is_cancelled (writer->cancellable))
    {
      g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_CANCELLED, _("Cancelled; nothing was changed."));
      return FALSE;
    }
  g_mutex_lock (&store->progress_lock);
  store->progress_done = done;
  store->progress_total = total;
  tell = store->progress != NULL && now - store->progress_told >= PROGRESS_EVERY_US;
  if (tell)
    store->progress_told = now;
  g_mutex_unlock (&store->progress_lock);
  if (tell)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_callback (source, tell_progress, g_object_ref (store), g_object_unref);
      g_source_attach (source, store->context);
    }
  return TRUE;
}

void
kin_writer_touch (KinWriter *writer, gint64 no, const KinType *type)
{
  KinTouched touched = { no, type };

  if (writer->no - writer->first == HUGE_ACTION)
    kin_connection_run (writer->reader->db, HUGE_CACHE, NULL);
  writer->many = writer->many || writer->touched->len >= MOST_TOLD;
  if (!writer->many)
    g_array_append_val (writer->touched, touched);
}

KinReader *
kin_writer_reader (KinWriter *writer)
{
  return writer->reader;
}

guint64
kin_writer_n_changes (KinWriter *writer)
{
  return (guint64) (writer->no - writer->first);
}

void
kin_writer_set_label (KinWriter *writer, const char *label)
{
  g_free (writer->label);
  writer->label = g_strdup (label);
}
