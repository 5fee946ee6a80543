/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kinkeeper-endpoint: reads what was typed against the table of commands, opens the state folder, runs it. */
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "job.h"

static KinDone
complain (const char *sentence)
{
  fprintf (stderr, "kinkeeper-endpoint: %s\n%s\n", sentence, _("“kinkeeper-endpoint --help” shows what there is."));
  return KIN_NOT_ASKED_PROPERLY;
}

/* The command in the first word or two; words: behind them. No word at all is to serve. */
static const KinCommandLine *
find_command (char **argv, char ***words)
{
  guint n;
  const KinCommandLine *commands = kin_command_lines (&n);

  *words = argv;
  if (argv == NULL || argv[0] == NULL)
    return &commands[0];
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) its = g_strsplit (commands[i].name, " ", 2);
      guint length = g_strv_length (its);

      if (strcmp (its[0], argv[0]) == 0 && (length == 1 || g_strcmp0 (its[1], argv[1]) == 0))
        {
          *words = argv + length;
          return &commands[i];
        }
    }
  return NULL;
}

static char *
summary (void)
{
  GString *text = g_string_new (_("Commands:"));
  guint n;
  const KinCommandLine *commands = kin_command_lines (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *left = g_strconcat (commands[i].name, " ", commands[i].arguments, NULL);

      g_string_append_printf (text, "\n  %-29s %s", left, _(commands[i].summary));
    }
  return g_string_free (text, FALSE);
}

static gboolean
read_words (int *argc, char ***argv, KinWishes *wishes, char ***rest, GError **error)
{
  const GOptionEntry options[] = {
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &wishes->state, N_("The folder of keys and tables"), "FOLDER" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &wishes->listen, N_("Where to answer (127.0.0.1:8642)"), "ADDRESS:PORT" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &wishes->database, N_("PostgreSQL for the tables"), "URL" },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &wishes->certificate, N_("To answer with TLS"), "FILE" },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &wishes->private_key, N_("The certificate's private key"), "FILE" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &wishes->title, N_("What people call the authority"), "TEXT" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &wishes->role, N_("viewer, editor or manager"), "ROLE" },
    { "scopes", 0, 0, G_OPTION_ARG_STRING, &wishes->scopes, N_("general,money,restricted"), "SCOPES" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &wishes->to, N_("Where move moves to"), "URL" },
    { "holds", 0, 0, G_OPTION_ARG_NONE, &wishes->holds, N_("Whose data a laptop has"), NULL },
    { "wipe", 0, 0, G_OPTION_ARG_NONE, &wishes->wipe, N_("Let a laptop delete what it holds"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &wishes->json, N_("Write JSON"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &wishes->version, N_("Show the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("[COMMAND]"));
  g_autofree char *text = summary ();

  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, text);
  return g_option_context_parse (context, argc, argv, error);
}

static KinDone
run (const KinCommandLine *command, const KinWishes *wishes, char **words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinState) state = kin_state_open (wishes->state, wishes->database != NULL ? wishes->database : g_getenv ("KINKEEPER_DATABASE"), &error);
  KinJob job = { state, wishes, words };

  if (state != NULL && command->run (&job, &error))
    return KIN_DONE;
  fprintf (stderr, "kinkeeper-endpoint: %s\n", error != NULL ? error->message : _("It could not be done."));
  return KIN_NOT_DONE;
}

static void
clear_wishes (KinWishes *wishes)
{
  char *const texts[] = { wishes->state, wishes->listen, wishes->database, wishes->certificate, wishes->private_key, wishes->title, wishes->role, wishes->scopes, wishes->to };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KinWishes, clear_wishes)

static KinDone
go (int argc, char **argv)
{
  g_auto (KinWishes) wishes = { 0 };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) wanted = NULL;
  const KinCommandLine *command;
  char **words;

  if (!read_words (&argc, &argv, &wishes, &rest, &error))
    return complain (error->message);
  if (wishes.version)
    {
      printf ("kinkeeper-endpoint %s\n", KIN_VERSION);
      return KIN_DONE;
    }
  command = find_command (rest, &words);
  if (command == NULL)
    return complain (_("That is not a command."));
  wanted = g_strsplit (command->arguments, " ", -1);
  if ((words != NULL ? g_strv_length (words) : 0) != (*command->arguments != '\0' ? g_strv_length (wanted) : 0))
    {
      g_autofree char *sentence = g_strdup_printf (_("“%s” takes: %s"), command->name, *command->arguments != '\0' ? command->arguments : _("nothing"));

      return complain (sentence);
    }
  return run (command, &wishes, words);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KIN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return (int) go (argc, argv);
}
