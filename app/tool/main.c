/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kinkeeper-tool: reads what was typed against the table of commands, opens the file as the command needs it, runs it. */
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "command.h"

static const KinOption *
find_option (const char *name, gsize length)
{
  guint n;
  const KinOption *options = kin_options (&n);

  for (guint i = 0; i < n; i++)
    if (strlen (options[i].name) == length && strncmp (options[i].name, name, length) == 0)
      return &options[i];
  return NULL;
}

static gboolean
takes (const KinCommand *command, const char *option)
{
  static const char *const always[] = { "file", "key-file", "passphrase-file", "help", "version", NULL };
  g_auto (GStrv) its = g_strsplit (command->options, " ", -1);

  return g_strv_contains (always, option) || g_strv_contains ((const char *const *) its, option);
}

static void
add_option (KinTool *tool, const char *name, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (tool->options, name);

  if (values == NULL)
    {
      values = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (tool->options, (gpointer) name, values);
    }
  g_ptr_array_add (values, g_strdup (value));
}

/* Options may stand anywhere; what stands behind "--" is no option. */
static KinExit
read_words (KinTool *tool, int argc, char **argv)
{
  gboolean ended = FALSE;

  for (int i = 1; i < argc; i++)
    {
      const char *word = argv[i], *equals;
      const KinOption *option;

      if (!ended && strcmp (word, "--") == 0)
        ended = TRUE;
      else if (ended || word[0] != '-' || word[1] == '\0')
        g_ptr_array_add (tool->words, g_strdup (word));
      else
        {
          const char *name = strcmp (word, "-h") == 0 ? "help" : g_str_has_prefix (word, "--") ? word + 2 : "";

          equals = strchr (name, '=');
          option = find_option (name, equals != NULL ? (gsize) (equals - name) : strlen (name));
          if (option == NULL)
            return kin_tool_usage (_("“%s” is not an option."), word);
          if (option->value == NULL && equals != NULL)
            return kin_tool_usage (_("“--%s” takes no value."), option->name);
          if (option->value != NULL && equals == NULL && (i + 1 >= argc || g_str_has_prefix (argv[i + 1], "--")))
            return kin_tool_usage (_("“%s” needs a value: --%s %s."), word, option->name, option->value);
          add_option (tool, option->name, option->value == NULL ? "" : equals != NULL ? equals + 1 : argv[++i]);
        }
    }
  return KIN_EXIT_DONE;
}

/* The command in the first word or two, which are then taken away. */
static const KinCommand *
take_command (KinTool *tool)
{
  guint n;
  const KinCommand *commands = kin_commands (&n);
  const char *first = kin_tool_word (tool, 0), *second = kin_tool_word (tool, 1);
  g_autofree char *both = second != NULL ? g_strconcat (first, " ", second, NULL) : NULL;

  for (guint i = 0; i < n; i++)
    if (both != NULL && strcmp (commands[i].name, both) == 0)
      {
        g_ptr_array_remove_range (tool->words, 0, 2);
        return &commands[i];
      }
  for (guint i = 0; i < n; i++)
    if (strcmp (commands[i].name, first) == 0)
      {
        g_ptr_array_remove_index (tool->words, 0);
        return &commands[i];
      }
  return NULL;
}

static KinExit
no_such_command (KinTool *tool)
{
  guint n;
  const KinCommand *commands = kin_commands (&n);
  const char *first = kin_tool_word (tool, 0), *second = kin_tool_word (tool, 1);
  g_autofree char *beginning = g_strconcat (first, " ", NULL);

  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (commands[i].name, beginning))
      return second != NULL ? kin_tool_usage (_("“%s” cannot be followed by “%s”."), first, second)
                            : kin_tool_usage (_("“%s” is not complete."), first);
  return kin_tool_usage (_("“%s” is not a command."), first);
}

static void
show_options (const char *names)
{
  guint n;
  const KinOption *options = kin_options (&n);
  g_auto (GStrv) wanted = g_strsplit (names, " ", -1);

  for (guint i = 0; i < n; i++)
    if (g_strv_contains ((const char *const *) wanted, options[i].name))
      {
        g_autofree char *left = g_strdup_printf ("--%s%s%s", options[i].name, options[i].value != NULL ? " " : "",
                                                 options[i].value != NULL ? options[i].value : "");

        printf ("  %-26s %s\n", left, _(options[i].summary));
      }
}

static void
show_exit_codes (void)
{
  printf ("\n%s\n", _("It ends with 0 when it is done, 1 when it could not be done (stderr says why), 2 when it was not asked properly,\n"
                      "3 when the key does not fit, 4 when another program has the file, 5 when it is done and there is something to\n"
                      "look at: rejected rows, differences, problems."));
}

static KinExit
show_command_help (const KinCommand *command)
{
  printf (_("Use: kinkeeper-tool --file FILE [--key-file KEY] %s %s\n"), command->name, command->arguments);
  printf ("%s.\n\n", _(command->summary));
  show_options (command->options);
  show_options ("file key-file passphrase-file");
  show_exit_codes ();
  return KIN_EXIT_DONE;
}

static KinExit
show_help (void)
{
  guint n;
  const KinCommand *commands = kin_commands (&n);

  printf ("%s\n\n", _("Use: kinkeeper-tool --file FILE [--key-file KEY] COMMAND"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *left = g_strconcat (commands[i].name, " ", commands[i].arguments, NULL);

      printf ("  %-26s %s\n", left, _(commands[i].summary));
    }
  printf ("\n%s\n", _("Options may stand anywhere:"));
  show_options ("file key-file passphrase-file help version json");
  printf ("\n%s\n", _("kinkeeper-tool COMMAND --help shows the options of a command."));
  printf ("\n%s\n", _("JSON: lists are arrays of objects keyed by the fields' names, with id; days are 2024-05-03, money is whole pence,\n"
                      "a period is {start, end}, a price {amount, basis}, an address {lines, postcode}, a link the id of the record."));
  show_exit_codes ();
  return KIN_EXIT_DONE;
}

/* Against "TYPE [HOME] PATH...". */
static KinExit
check_words (KinTool *tool, const KinCommand *command)
{
  g_auto (GStrv) arguments = g_strsplit (command->arguments, " ", -1);
  guint least = 0, most = 0;

  for (guint i = 0; arguments[i] != NULL; i++)
    if (*arguments[i] != '\0')
      {
        least += arguments[i][0] != '[';
        most = g_str_has_suffix (arguments[i], "...") ? G_MAXUINT : most + 1;
      }
  if (tool->words->len < least)
    return kin_tool_usage (_("“%s” needs: %s."), command->name, command->arguments);
  if (tool->words->len > most)
    return kin_tool_usage (_("“%s” is one word too many for “%s”."), kin_tool_word (tool, most), command->name);
  return KIN_EXIT_DONE;
}

static KinExit
check_options (KinTool *tool, const KinCommand *command)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, tool->options);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!takes (command, name))
      return kin_tool_usage (_("“%s” does not take “--%s”."), command->name, (char *) name);
  if (g_str_has_prefix (command->arguments, "TYPE") && kin_tool_type (tool, kin_tool_word (tool, 0)) == NULL)
    return KIN_EXIT_USAGE;
  tool->path = kin_tool_option (tool, "file");
  if (tool->path == NULL && command->need != KIN_NEED_NOTHING)
    return kin_tool_usage (_("Say which file: --file FILE."));
  return KIN_EXIT_DONE;
}

static KinExit
go (KinTool *tool, int argc, char **argv)
{
  const KinCommand *command;
  KinExit code = read_words (tool, argc, argv);

  if (code != KIN_EXIT_DONE)
    return code;
  if (kin_tool_flag (tool, "version"))
    {
      kin_tool_say ("kinkeeper-tool %s", KIN_VERSION);
      return KIN_EXIT_DONE;
    }
  if (tool->words->len == 0)
    return kin_tool_flag (tool, "help") ? show_help () : kin_tool_usage (_("Say what to do."));
  command = take_command (tool);
  if (command == NULL)
    return no_such_command (tool);
  if (kin_tool_flag (tool, "help"))
    return show_command_help (command);
  code = check_words (tool, command);
  if (code == KIN_EXIT_DONE)
    code = check_options (tool, command);
  if (code == KIN_EXIT_DONE)
    code = kin_tool_open (tool, command->need);
  return code == KIN_EXIT_DONE ? command->run (tool) : code;
}

int
main (int argc, char **argv)
{
  KinTool tool = { 0 };
  KinExit code;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KIN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  tool.options = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  tool.words = g_ptr_array_new_with_free_func (g_free);
  tool.today = kin_day_today ();
  code = go (&tool, argc, argv);
  g_clear_pointer (&tool.as_known, kin_reader_free);
  if (tool.store != NULL)
    kin_store_close (tool.store);
  g_clear_object (&tool.store);
  g_hash_table_unref (tool.options);
  g_ptr_array_unref (tool.words);
  if (fflush (stdout) != 0 && code == KIN_EXIT_DONE)
    code = KIN_EXIT_FAILED;
  return (int) code;
}
