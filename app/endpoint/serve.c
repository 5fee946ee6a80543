/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Serving until told to stop. Nothing is answered before every authority has been found to be what it was. */
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <sys/resource.h>

#include "job.h"
#include "http.h"
#include "journal.h"

#define WITNESS_EVERY 1000 /* ms */
#define MOST_DESCRIPTORS 20000

typedef struct
{
  KinJob    *job;
  GMainLoop *loop;
  KinEndpoint *endpoint;
  GHashTable *witnessed; /* name -> head, as text */
} Serving;

static gboolean
stop (gpointer data)
{
  g_main_loop_quit (((Serving *) data)->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
check_all (KinJob *job, KinEndpoint *endpoint, GError **error)
{
  KinLogPlace place = kin_state_place (job->state);
  g_auto (GStrv) names = kin_log_names (&place, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      KinLog *log = kin_endpoint_log (endpoint, names[i], error);

      if (log == NULL || !kin_state_check (job->state, log, kin_job_now (), error))
        return FALSE;
    }
  return names != NULL;
}

static gboolean
witness_all (gpointer data)
{
  Serving *serving = data;
  KinLogPlace place = kin_state_place (serving->job->state);
  g_auto (GStrv) names = kin_log_names (&place, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      KinLog *log = kin_endpoint_log (serving->endpoint, names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *head = NULL;

      if (log == NULL)
        continue;
      head = g_strdup_printf ("%" G_GINT64_FORMAT, kin_log_number (log, "SELECT head FROM authority WHERE no = 1", 0));
      if (g_strcmp0 (g_hash_table_lookup (serving->witnessed, names[i]), head) == 0)
        continue;
      if (kin_state_witness (serving->job->state, log, &error))
        g_hash_table_insert (serving->witnessed, g_strdup (names[i]), g_steal_pointer (&head));
      else
        kin_journal_note ("warning", "witness", "what", error != NULL ? error->message : "", NULL);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
load_certificate (KinJob *job, GTlsCertificate **certificate, GError **error)
{
  const KinWishes *wishes = job->wishes;

  *certificate = NULL;
  if (wishes->certificate == NULL && wishes->private_key == NULL)
    return TRUE;
  if (wishes->certificate == NULL || wishes->private_key == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("TLS needs both --certificate and --key."));
      return FALSE;
    }
  *certificate = g_tls_certificate_new_from_files (wishes->certificate, wishes->private_key, error);
  return *certificate != NULL;
}

static void
serve_on (Serving *serving, KinHttp *http)
{
  guint timer = g_timeout_add (WITNESS_EVERY, witness_all, serving), term, interrupt;
  g_autofree char *uri = kin_http_uri (http);

  serving->loop = g_main_loop_new (NULL, FALSE);
  term = g_unix_signal_add (SIGTERM, stop, serving);
  interrupt = g_unix_signal_add (SIGINT, stop, serving);
  printf ("%s\n", uri); /* for whoever chose port 0 */
  fflush (stdout);
  kin_journal_note ("info", "serving", "at", uri, "version", KIN_VERSION, NULL);
  g_main_loop_run (serving->loop);
  kin_journal_note ("info", "stopping", NULL);
  g_source_remove (timer);
  g_source_remove (term);
  g_source_remove (interrupt);
  g_main_loop_unref (serving->loop);
}

/* As many connections as there may be descriptors, but for those of the tables. */
static guint
most_connections (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return 0;
  limit.rlim_cur = MIN (limit.rlim_max, MOST_DESCRIPTORS);
  setrlimit (RLIMIT_NOFILE, &limit);
  return limit.rlim_cur > 200 ? (guint) limit.rlim_cur - 100 : 100;
}

gboolean
kin_run_serve (KinJob *job, GError **error)
{
  KinLogPlace place = kin_state_place (job->state);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (KinEndpoint) endpoint = NULL;
  KinHttpSettings settings = { .address = job->wishes->listen != NULL ? job->wishes->listen : "127.0.0.1:8642" };
  Serving serving = { job, NULL, NULL, NULL };
  KinHttp *http;

  kin_journal_start ();
  if ((job->state->url == NULL && !kin_state_lock (job->state, error)) || !load_certificate (job, &certificate, error))
    return FALSE;
  settings.certificate = certificate;
  settings.most_connections = most_connections ();
  serving.endpoint = endpoint = kin_endpoint_new (&place);
  if (!check_all (job, endpoint, error) || (http = kin_http_new (endpoint, &settings, error)) == NULL)
    return FALSE;
  serving.witnessed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  serve_on (&serving, http);
  kin_http_free (http);
  witness_all (&serving);
  g_hash_table_unref (serving.witnessed);
  return TRUE;
}
