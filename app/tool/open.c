/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file and its key. The key comes from --key-file, or is unsealed with a passphrase or recovery key from --passphrase-file,
 * from KINKEEPER_PASSPHRASE, from the Secret Service, or typed unseen. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "command.h"
#include "keys.h"

/* From the terminal itself, without showing it. NULL when there is none. */
static char *
ask (const char *question)
{
  FILE *terminal = fopen ("/dev/tty", "r+e");
  struct termios before, silent;
  char line[1024];
  char *answer = NULL;

  if (terminal == NULL)
    return NULL;
  if (tcgetattr (fileno (terminal), &before) == 0)
    {
      silent = before;
      silent.c_lflag &= ~(tcflag_t) ECHO;
      tcsetattr (fileno (terminal), TCSAFLUSH, &silent);
      fprintf (terminal, "%s ", question);
      fflush (terminal);
      if (fgets (line, sizeof line, terminal) != NULL)
        answer = g_strdup (g_strchomp (line));
      sodium_memzero (line, sizeof line);
      fputc ('\n', terminal);
      tcsetattr (fileno (terminal), TCSAFLUSH, &before);
    }
  fclose (terminal);
  return answer;
}

static void
forget (char *secret)
{
  if (secret != NULL)
    sodium_memzero (secret, strlen (secret));
  g_free (secret);
}

/* The passphrase that was given without asking. FALSE with the error when its file cannot be read. */
static gboolean
given_passphrase (KinTool *tool, char **passphrase, GError **error)
{
  const char *file = kin_tool_option (tool, "passphrase-file"), *variable = g_getenv ("KINKEEPER_PASSPHRASE");

  *passphrase = NULL;
  if (file != NULL && !g_file_get_contents (file, passphrase, NULL, error))
    return FALSE;
  if (file != NULL)
    (*passphrase)[strcspn (*passphrase, "\r\n")] = '\0';
  else if (variable != NULL && *variable != '\0')
    *passphrase = g_strdup (variable);
  return TRUE;
}

static KinExit
no_key (const GError *error)
{
  kin_tool_fail (error);
  return KIN_EXIT_KEY;
}

static KinExit
unseal (const char *path, char *secret, guint8 key[KIN_KEY_BYTES])
{
  g_autoptr (GError) error = NULL;
  gboolean good = kin_keys_unseal (path, secret, key, &error);

  forget (secret);
  return good ? KIN_EXIT_DONE : kin_tool_fail (error);
}

KinExit
kin_tool_key (KinTool *tool, const char *path, guint8 key[KIN_KEY_BYTES])
{
  const char *key_file = kin_tool_option (tool, "key-file");
  g_autoptr (GError) error = NULL;
  char *secret;

  if (key_file != NULL)
    return kin_keys_read_file (key_file, key, &error) ? KIN_EXIT_DONE : no_key (error);
  if (!given_passphrase (tool, &secret, &error))
    return no_key (error);
  if (secret != NULL)
    return unseal (path, secret, key);
  if (kin_keys_recall (path, key, NULL))
    return KIN_EXIT_DONE;
  secret = ask (_("Passphrase or recovery key:"));
  if (secret != NULL)
    return unseal (path, secret, key);
  kin_tool_warn (_("The file is encrypted. Give --key-file KEY, --passphrase-file FILE, or set KINKEEPER_PASSPHRASE."));
  return KIN_EXIT_KEY;
}

static KinExit
open_as_known (KinTool *tool, const char *when)
{
  g_autoptr (GError) error = NULL;
  KinDay day = kin_day_from_typed (when, tool->today);
  gint64 ms;

  if (day != KIN_NO_DAY)
    ms = kin_day_end_ms (day);
  else if (!kin_moment_parse (when, &ms))
    return kin_tool_usage (_("“%s” is not a moment (--as-known). Try 2018-06-28 or 2018-06-28 14:00."), when);
  tool->as_known = kin_store_as_known (tool->store, ms, NULL, &error);
  if (tool->as_known == NULL)
    return kin_tool_fail (error);
  tool->reader = tool->as_known;
  return KIN_EXIT_DONE;
}

KinExit
kin_tool_open (KinTool *tool, KinNeed need)
{
  const char *when = kin_tool_option (tool, "as-known");
  g_autoptr (GError) error = NULL;
  guint8 key[KIN_KEY_BYTES];
  KinExit code;

  if (need < KIN_NEED_READ)
    return KIN_EXIT_DONE;
  if (!g_file_test (tool->path, G_FILE_TEST_EXISTS))
    {
      kin_tool_warn (_("There is no file %s. “kinkeeper-tool --file %s init” makes it."), tool->path, tool->path);
      return KIN_EXIT_FAILED;
    }
  code = kin_tool_key (tool, tool->path, key);
  if (code != KIN_EXIT_DONE)
    return code;
  /* A dry run writes nothing, so it needs no lock. */
  if (kin_tool_flag (tool, "dry-run"))
    need = KIN_NEED_READ;
  tool->store = kin_store_open (tool->path, key, need == KIN_NEED_READ ? KIN_STORE_READ_ONLY : 0, &error);
  sodium_memzero (key, sizeof key);
  if (tool->store == NULL)
    return kin_tool_fail (error);
  tool->reader = kin_store_reader (tool->store);
  return when != NULL ? open_as_known (tool, when) : KIN_EXIT_DONE;
}

/* A new file's passphrase: given, or typed twice. NULL is none, which a key file makes good. */
static KinExit
new_passphrase (KinTool *tool, char **passphrase)
{
  g_autoptr (GError) error = NULL;
  char *again;

  if (!given_passphrase (tool, passphrase, &error))
    return kin_tool_fail (error);
  if (*passphrase != NULL || kin_tool_option (tool, "key-file") != NULL)
    return KIN_EXIT_DONE;
  *passphrase = ask (_("New passphrase:"));
  if (*passphrase == NULL)
    return kin_tool_usage (_("A new file needs a key: give --key-file KEY, --passphrase-file FILE, or set KINKEEPER_PASSPHRASE."));
  again = ask (_("The same again:"));
  if (g_strcmp0 (*passphrase, again) != 0 || **passphrase == '\0')
    {
      g_clear_pointer (passphrase, forget);
      forget (again);
      kin_tool_warn (_("The two are not the same, or empty. Nothing was made."));
      return KIN_EXIT_FAILED;
    }
  forget (again);
  return KIN_EXIT_DONE;
}

/* The sidecar and the key in it: a new one, which the key file gets, or the one that the key file holds. It is never written
 * over, as it may be the only key to another record. */
static gboolean
make_key (KinTool *tool, const char *passphrase, guint8 key[KIN_KEY_BYTES], char **recovery, GError **error)
{
  const char *key_file = kin_tool_option (tool, "key-file");
  gboolean given = key_file != NULL && g_file_test (key_file, G_FILE_TEST_EXISTS);
  guint8 kept[KIN_KEY_BYTES];

  if (given && !kin_keys_read_file (key_file, kept, error))
    return FALSE;
  if (!kin_keys_create (tool->path, passphrase, key, recovery, error))
    return FALSE;
  if (!given)
    return key_file == NULL || kin_keys_write_file (key_file, key, error);
  memcpy (key, kept, KIN_KEY_BYTES);
  sodium_memzero (kept, sizeof kept);
  g_clear_pointer (recovery, g_free);
  return kin_keys_new_recovery (tool->path, key, recovery, error) &&
         (passphrase == NULL || kin_keys_reseal (tool->path, key, passphrase, error));
}

static KinExit
make (KinTool *tool, const char *passphrase, char **recovery)
{
  g_autofree char *sidecar = g_strconcat (tool->path, ".key", NULL);
  gboolean was_there = g_file_test (sidecar, G_FILE_TEST_EXISTS);
  g_autoptr (GError) error = NULL;
  guint8 key[KIN_KEY_BYTES];

  if (make_key (tool, passphrase, key, recovery, &error))
    tool->store = kin_store_open (tool->path, key, KIN_STORE_CREATE, &error);
  sodium_memzero (key, sizeof key);
  if (tool->store == NULL)
    {
      /* A key to nothing would stand in the way of the next try. */
      if (!was_there)
        g_unlink (sidecar);
      g_clear_pointer (recovery, g_free);
      return kin_tool_fail (error);
    }
  tool->reader = kin_store_reader (tool->store);
  return KIN_EXIT_DONE;
}

KinExit
kin_tool_create (KinTool *tool, char **recovery)
{
  char *passphrase = NULL;
  KinExit code;

  if (g_file_test (tool->path, G_FILE_TEST_EXISTS))
    {
      kin_tool_warn (_("There is a file %s already. Nothing was changed."), tool->path);
      return KIN_EXIT_FAILED;
    }
  code = new_passphrase (tool, &passphrase);
  if (code == KIN_EXIT_DONE)
    code = make (tool, passphrase, recovery);
  forget (passphrase);
  return code;
}
