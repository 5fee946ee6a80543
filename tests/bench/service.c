/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Started as an administrator would, and watched through /proc. */
#include "service.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "keys.h"

void
service_start (Service *service, Office *office, const char *program)
{
  g_autofree char *folder = g_path_get_dirname (program), *endpoint = g_build_filename (folder, "../../app/endpoint/kinkeeper-endpoint", NULL);
  g_autofree char *key = g_build_filename (office->state, "key", NULL), *line = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GDataInputStream) out = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;

  g_clear_pointer (&office->endpoint, kin_endpoint_free);
  g_assert_true (kin_keys_write_file (key, office->key, NULL));
  service->process = g_subprocess_launcher_spawn (launcher, &error, endpoint, "--state", office->state, "--listen", "127.0.0.1:0", "serve", NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (service->process));
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  uri = g_uri_parse (line, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  service->port = (guint16) g_uri_get_port (uri);
}

void
service_stop (Service *service)
{
  g_subprocess_send_signal (service->process, SIGTERM);
  g_subprocess_wait (service->process, NULL, NULL);
  g_clear_object (&service->process);
}

static char *
read_of (const Service *service, const char *file)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/%s", g_subprocess_get_identifier (service->process), file);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return g_steal_pointer (&text);
}

double
service_seconds (const Service *service)
{
  g_autofree char *text = read_of (service, "stat");
  g_auto (GStrv) words = g_strsplit (strrchr (text, ')'), " ", 20);

  return (g_ascii_strtod (words[12], NULL) + g_ascii_strtod (words[13], NULL)) / (double) sysconf (_SC_CLK_TCK);
}

double
service_most_mb (const Service *service)
{
  g_autofree char *text = read_of (service, "status");
  const char *at = strstr (text, "VmHWM:");

  return at != NULL ? g_ascii_strtod (at + strlen ("VmHWM:"), NULL) / 1024 : 0;
}
