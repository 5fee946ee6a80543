/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kinkeeper-endpoint hand-in: a file of unsent work, from whoever could not send it. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "handed_in.h"
#include "job.h"

gboolean
kin_run_hand_in (KinJob *job, GError **error)
{
  g_autoptr (KinLog) log = kin_job_log (job, job->words[0], error);
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GBytes) sealed = NULL;
  gint64 n = 0;

  if (log == NULL || !g_file_get_contents (job->words[1], &contents, &length, error))
    return FALSE;
  sealed = g_bytes_new_take (g_steal_pointer (&contents), length);
  if (!kin_hand_in (log, sealed, kin_job_now (), &n, error))
    return FALSE;
  kin_job_say (g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " change was taken in; the rest was here already.",
                            "%" PRId64 " changes were taken in; the rest was here already.", (gulong) n), n);
  return TRUE;
}
