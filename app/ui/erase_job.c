/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking, asking, approving: each opens the record and goes to the office anew. */
#include "erase_job.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "history.h"
#include "together.h"
#include "words.h"

#define PATIENCE_MS 5000
#define STEP_MS 100

typedef struct
{
  KinStore *store;
  KinErase  what;
  gint64    number;
  char     *reason;
  KinDay    today;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_free (job->reason);
  g_free (job);
}

static void
free_erasure (gpointer data)
{
  KinErasure *erasure = data;

  g_free (erasure->title);
  g_free (erasure->words);
  g_free (erasure);
}

void
kin_erasing_free (KinErasing *erasing)
{
  if (erasing == NULL)
    return;
  g_ptr_array_unref (erasing->staying);
  g_ptr_array_unref (erasing->waiting);
  g_free (erasing);
}

static char *
words_of (const KinPurgeSaid *purge, guint n, KinDay today)
{
  g_autofree char *at = kin_moment_words (purge->asked_at, today);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u record", "%u records", n), n);

  /* Translators: "4 records, asked for by A. Example, today 09:41: an order of the court" */
  return g_strdup_printf (_("%s, asked for by %s, %s: %s"), count, purge->asked_name != NULL ? purge->asked_name : purge->asked, at, purge->reason);
}

/* What waits, each with what is approved with it. */
static void
list_waiting (const Job *job, KinReader *reader, const GPtrArray *purges, KinErasing *erasing)
{
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  g_autofree char *user = kin_reader_fact (reader, "sync-user");

  for (guint i = 0; i < purges->len; i++)
    {
      const KinPurgeSaid *purge = purges->pdata[i];
      g_autoptr (KinExtent) extent = NULL;
      g_autoptr (GPtrArray) together = NULL;
      const KinType *type = kin_type_find (purge->type);
      KinErasure *erasure;

      if (!kin_purge_waits (purge) || g_hash_table_contains (told, purge))
        continue;
      extent = kin_purge_extent (reader, purge);
      together = kin_together (reader, purges, purge, extent);
      for (guint k = 0; k < together->len; k++)
        g_hash_table_add (told, together->pdata[k]);
      erasure = g_new0 (KinErasure, 1);
      erasure->no = purge->no;
      erasure->n = together->len;
      erasure->mine = g_strcmp0 (purge->asked, user) == 0;
      erasure->title = extent != NULL ? kin_reader_title (reader, g_array_index (extent->going, gint64, 0)) : g_strdup (type != NULL ? _(type->label) : purge->type);
      erasure->words = words_of (purge, together->len, job->today);
      g_ptr_array_add (erasing->waiting, erasure);
    }
}

static void
look_at (KinReader *reader, const KinExtent *extent, KinErasing *erasing)
{
  erasing->n = extent->going->len;
  erasing->partial = kin_together_is_partial (reader);
  for (guint i = 0; i < extent->staying->len; i++)
    {
      gint64 no = g_array_index (extent->staying, gint64, i);
      g_autofree char *title = kin_reader_title (reader, no);

      g_ptr_array_add (erasing->staying, g_strdup_printf ("%s: %s", _(kin_reader_type_of (reader, no)->label), title));
    }
}

static gboolean
ask_for (const Job *job, KinReader *reader, KinErrands *errands, GError **error)
{
  g_autoptr (KinExtent) extent = NULL;
  gint64 first, n = kin_reader_n_pending (reader);

  /* That somebody has just looked at it is put on record, and on its way. */
  for (guint i = 0; n > 0 && i < PATIENCE_MS / STEP_MS; i++)
    {
      g_usleep (STEP_MS * 1000);
      n = kin_reader_n_pending (reader);
    }
  extent = n == 0 ? kin_reader_extent (reader, job->number) : NULL;
  if (extent != NULL)
    return kin_together_ask (errands, reader, extent, job->reason, &first, error);
  g_set_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER,
               g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " change here has not been sent yet. Ask again when it has.",
                            "%" PRId64 " changes here have not been sent yet. Ask again when they have.", (gulong) n), n);
  return FALSE;
}

static gboolean
approve (const Job *job, KinReader *reader, KinErrands *errands, KinErasing *erasing, GError **error)
{
  g_autoptr (GPtrArray) purges = kin_errands_purges (errands, error);

  for (guint i = 0; purges != NULL && i < purges->len; i++)
    {
      const KinPurgeSaid *purge = purges->pdata[i];
      g_autoptr (KinExtent) extent = NULL;
      g_autoptr (GPtrArray) together = NULL;
      g_autoptr (GArray) left = NULL;

      if (purge->no != job->number || !kin_purge_waits (purge))
        continue;
      extent = kin_purge_extent (reader, purge);
      together = kin_together (reader, purges, purge, extent);
      left = kin_together_left (reader, purges, together, extent);
      erasing->n_left = left->len;
      return kin_together_approve (errands, together, error);
    }
  return purges != NULL; /* somebody else was faster */
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (KinErasing) erasing = g_new0 (KinErasing, 1);
  g_autoptr (KinReader) reader = NULL;
  g_autoptr (KinErrands) errands = NULL;
  g_autoptr (KinExtent) extent = NULL;
  g_autoptr (GPtrArray) purges = NULL;
  GError *error = NULL;
  gboolean good;

  erasing->staying = g_ptr_array_new_with_free_func (g_free);
  erasing->waiting = g_ptr_array_new_with_free_func (free_erasure);
  reader = kin_store_new_reader (job->store, &error);
  errands = reader != NULL ? kin_errands_new (job->store, &error) : NULL;
  good = errands != NULL && (job->what != KIN_ERASE_ASK || ask_for (job, reader, errands, &error)) &&
         (job->what != KIN_ERASE_APPROVE || approve (job, reader, errands, erasing, &error));
  purges = good ? kin_errands_purges (errands, &error) : NULL;
  if (purges == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (job->number != 0 && job->what != KIN_ERASE_APPROVE)
    extent = kin_reader_extent (reader, job->number);
  if (extent != NULL)
    look_at (reader, extent, erasing);
  list_waiting (job, reader, purges, erasing);
  g_task_return_pointer (task, g_steal_pointer (&erasing), (GDestroyNotify) kin_erasing_free);
}

void
kin_erase_async (KinDesk *desk, KinErase what, gint64 number, const char *reason, GObject *source, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, data);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (kin_desk_store (desk));
  job->what = what;
  job->number = number;
  job->reason = g_strdup (reason);
  job->today = kin_desk_today (desk);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

KinErasing *
kin_erase_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
kin_erase_may (KinDesk *desk)
{
  g_autofree char *role = kin_reader_fact (kin_desk_reader (desk), "sync-role");

  return kin_desk_office (desk) != NULL && g_strcmp0 (role, "manager") == 0;
}
