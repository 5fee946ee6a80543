/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files beside the tables. */
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "authority.h"
#include "journal.h"
#include "keys.h"
#include "purge.h"

#define CREDENTIAL "kinkeeper-endpoint.key"

static gboolean
find_key (const char *folder, guint8 key[32], GError **error)
{
  const char *credentials = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *given = credentials != NULL ? g_build_filename (credentials, CREDENTIAL, NULL) : NULL;
  g_autofree char *own = g_build_filename (folder, "key", NULL);

  if (given != NULL && g_file_test (given, G_FILE_TEST_EXISTS))
    return kin_keys_read_file (given, key, error);
  if (g_file_test (own, G_FILE_TEST_EXISTS))
    return kin_keys_read_file (own, key, error);
  randombytes_buf (key, 32);
  return kin_keys_write_file (own, key, error);
}

static char *
find_folder (const char *folder)
{
  const char *given = folder != NULL ? folder : g_getenv ("STATE_DIRECTORY");

  return given != NULL ? g_canonicalize_filename (given, NULL) : g_build_filename (g_get_user_state_dir (), "kinkeeper-endpoint", NULL);
}

KinState *
kin_state_open (const char *folder, const char *url, GError **error)
{
  g_autoptr (KinState) state = g_new0 (KinState, 1);

  state->lock = -1;
  state->folder = find_folder (folder);
  state->url = g_strdup (url);
  if (sodium_init () < 0 || g_mkdir_with_parents (state->folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("The state folder %s cannot be made. Choose another with --state."), state->folder);
      return NULL;
    }
  return find_key (state->folder, state->key, error) ? g_steal_pointer (&state) : NULL;
}

void
kin_state_free (KinState *state)
{
  if (state == NULL)
    return;
  if (state->lock >= 0)
    close (state->lock);
  sodium_memzero (state->key, sizeof state->key);
  g_free (state->folder);
  g_free (state->url);
  g_free (state);
}

KinLogPlace
kin_state_place (const KinState *state)
{
  return (KinLogPlace){ state->folder, state->url, state->key };
}

char *
kin_state_path (const KinState *state, const char *authority, const char *kind)
{
  return g_strdup_printf ("%s/%s.%s", state->folder, authority, kind);
}

gboolean
kin_state_lock (KinState *state, GError **error)
{
  g_autofree char *path = g_build_filename (state->folder, "lock", NULL);

  state->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (state->lock >= 0 && flock (state->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _("An endpoint is running from %s. Stop it first."), state->folder);
  return FALSE;
}

gboolean
kin_state_witness (const KinState *state, KinLog *log, GError **error)
{
  g_autofree char *path = kin_state_path (state, log->authority, "witness"), *ledger = kin_state_path (state, log->authority, "purged");
  g_auto (KinAuthority) authority = { 0 };
  g_autofree char *text = NULL;

  if (!kin_authority_read (log, &authority))
    {
      g_propagate_error (error, kin_log_take_error (log));
      return FALSE;
    }
  text = g_strdup_printf ("%s %" G_GINT64_FORMAT "\n", authority.generation, authority.head);
  return kin_purge_note (log, ledger, error) && g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static gboolean
is_known_generation (KinLog *log, const char *generation)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT no FROM generation WHERE name = ?1");

  kin_ask_text (ask, 1, generation);
  return kin_ask_next (ask);
}

static gboolean
check_witness (const KinState *state, KinLog *log, GError **error)
{
  g_autofree char *path = kin_state_path (state, log->authority, "witness");
  g_auto (KinAuthority) authority = { 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  gint64 head;

  if (!g_file_get_contents (path, &text, NULL, NULL)) /* the first start */
    return TRUE;
  words = g_strsplit (g_strchomp (text), " ", 2);
  if (words[0] == NULL || words[1] == NULL || !kin_authority_read (log, &authority))
    return TRUE;
  head = g_ascii_strtoll (words[1], NULL, 10);
  if (strcmp (words[0], authority.generation) == 0 ? head <= authority.head : is_known_generation (log, words[0]))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _("“%s” has %" PRId64 " changes, but had published %" PRId64 " (%s): its tables were set back. "
                 "Nothing is lost that any laptop holds, if they are put back with “kinkeeper-endpoint restore”, which makes a new generation."),
               log->authority, authority.head, head, words[0]);
  return FALSE;
}

gboolean
kin_state_check (const KinState *state, KinLog *log, gint64 now, GError **error)
{
  g_autofree char *ledger = kin_state_path (state, log->authority, "purged");
  guint n = 0;

  if (!check_witness (state, log, error) || !kin_purge_replay (log, ledger, now, &n, error) || !kin_purge_note (log, ledger, error))
    return FALSE;
  if (n > 0)
    kin_journal_note ("warning", "purged-again", "authority", log->authority, NULL);
  return TRUE;
}
