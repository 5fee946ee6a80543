/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any request to an office: the first line is METHOD PATH?QUERY behind /v1/example, the rest is the body; signed in as a manager. It
 * is answered, and with a problem wherever it is not done. DEVICE and GENERATION stand for what only the running office knows. */
#include <glib/gstdio.h>
#include <sodium.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "accounts.h"
#include "authority.h"
#include "endpoint.h"
#include "problem.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static KinEndpoint *endpoint;
static char        *token, *folder, *generation;
static const char   device[] = "0192f3a0-7b1c-7d3e-9a4f-000000000009";

static void
remove_all (void)
{
  static const char *const files[] = { "example.db", "example.db-wal", "example.db-shm", "example.purged" };

  g_clear_pointer (&endpoint, kin_endpoint_free);
  g_clear_pointer (&token, g_free);
  g_clear_pointer (&generation, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

static void
start (void)
{
  static const guint8 key[32] = { 1 };
  KinLogPlace place;
  g_auto (KinAccount) account = { 0 };
  g_auto (KinAuthority) authority = { 0 };
  KinLog *log;
  KinId id;

  g_assert_cmpint (sodium_init (), >=, 0);
  folder = g_dir_make_tmp ("kinkeeper-fuzz-XXXXXX", NULL);
  place = (KinLogPlace){ folder, NULL, key };
  log = kin_log_open (&place, "example", TRUE, NULL);
  g_assert_true (kin_authority_found (log, "Example", 1700000000000, NULL));
  kin_log_close (log);
  endpoint = kin_endpoint_new (&place);
  log = kin_endpoint_log (endpoint, "example", NULL);
  g_assert_true (kin_account_add (log, "A Manager", KIN_ROLE_MANAGER, 7, NULL));
  g_assert_true (kin_account_find (log, "A Manager", &account));
  kin_id_parse (&id, device);
  g_assert_cmpint (kin_device_add (log, &account, &id, NULL, 1700000000000, &token, NULL), ==, KIN_JOINED);
  g_assert_true (kin_authority_read (log, &authority));
  generation = g_strdup (authority.generation);
  atexit (remove_all);
}

static char *
fill_in (const char *text)
{
  g_autoptr (GString) filled = g_string_new (text);

  g_string_replace (filled, "DEVICE", device, 0);
  g_string_replace (filled, "GENERATION", generation, 0);
  return g_strdup (filled->str);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *filled = NULL;
  g_auto (GStrv) lines = NULL, words = NULL, path = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (KinRequest) request = NULL;
  g_autoptr (KinAnswer) answer = NULL;
  g_autoptr (KinProblem) problem = NULL;
  gboolean wait;

  if (endpoint == NULL)
    start ();
  filled = fill_in (text);
  lines = g_strsplit (filled, "\n", 2);
  words = g_strsplit (lines[0] != NULL ? lines[0] : "", " ", 2);
  if (words[0] == NULL || words[1] == NULL || strcmp (words[0], "HEAD") == 0)
    return 0;
  path = g_strsplit (words[1], "?", 2);
  whole = g_strconcat ("/v1/example", path[0] != NULL ? path[0] : "", NULL);
  request = kin_request_new (words[0], whole, path[0] != NULL ? path[1] : NULL);
  request->bearer = g_strdup (token);
  request->body = lines[1] != NULL ? g_bytes_new (lines[1], strlen (lines[1])) : NULL;
  answer = kin_endpoint_answer (endpoint, request, 1700000000000, &wait);
  problem = answer->body != NULL ? kin_problem_parse (answer->body) : NULL;
  g_assert_true (answer->status == 200 || problem != NULL);
  g_assert_cmpuint (answer->status, !=, 503);
  return 0;
}
