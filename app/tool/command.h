/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command of the tool: its words, what it takes, and what it does. Help, and the check of what was typed, derive from the
 * table in commands.c. */
#pragma once

#include <json-c/json.h>

#include "as_known.h"
#include "store.h"

G_BEGIN_DECLS

/* A contract: scripts rely on it. */
typedef enum
{
  KIN_EXIT_DONE = 0,
  KIN_EXIT_FAILED = 1, /* a sentence on stderr says why */
  KIN_EXIT_USAGE = 2,
  KIN_EXIT_KEY = 3,
  KIN_EXIT_IN_USE = 4,
  KIN_EXIT_FOUND = 5   /* done, and there is something to look at: rejected rows, differences, problems */
} KinExit;

typedef enum { KIN_NEED_NOTHING, KIN_NEED_FILE_NAME, KIN_NEED_READ, KIN_NEED_WRITE } KinNeed;

typedef struct
{
  GHashTable *options; /* name -> GPtrArray of char *; a flag has "" */
  GPtrArray  *words;   /* char *: what stands behind the command */
  const char *path;    /* --file */
  KinStore   *store;
  KinReader  *reader;  /* live, or as known when the command takes --as-known and it was given */
  KinReader  *as_known;
  KinDay      today;
} KinTool;

typedef struct
{
  const char *name;      /* "list", "import csv" */
  const char *arguments; /* "TYPE [HOME] PATH..." */
  const char *options;   /* names of its options, with spaces between */
  KinNeed     need;
  const char *summary;   /* N_() */
  KinExit   (*run) (KinTool *tool);
} KinCommand;

typedef struct
{
  const char *name;
  const char *value;   /* "FILE"; NULL: a flag */
  const char *summary; /* N_() */
} KinOption;

const KinCommand *kin_commands (guint *n);
const KinOption  *kin_options  (guint *n);

/* What was typed. NULL when the option was not given. */
const char *kin_tool_option (KinTool *tool, const char *name);
gboolean    kin_tool_flag   (KinTool *tool, const char *name);
const char *kin_tool_word   (KinTool *tool, guint i);
/* The day of an option, today when it was not given. FALSE, with the sentence printed, when it is not a day. */
gboolean    kin_tool_day    (KinTool *tool, const char *name, KinDay *day);
/* A whole number from min to max of an option, otherwise when it was not given. */
gboolean    kin_tool_number (KinTool *tool, const char *name, gint64 min, gint64 max, gint64 otherwise, gint64 *number);
/* The type that the first word names (also by its label or plural). NULL, with the sentence printed. */
const KinType *kin_tool_type (KinTool *tool, const char *word);
/* The record that people call so: its id or the beginning of it, "#" and its number, a reference, a name. 0, with the sentence
 * printed. */
gint64      kin_tool_record (KinTool *tool, const KinType *type, const char *word);

/* Prints. */
KinExit     kin_tool_usage  (const char *format, ...) G_GNUC_PRINTF (1, 2);
KinExit     kin_tool_fail   (const GError *error); /* the exit code that belongs to the error */
void        kin_tool_say_lines (GPtrArray *lines, const char *indent); /* of char *; NULL: none */
void        kin_tool_say    (const char *format, ...) G_GNUC_PRINTF (1, 2); /* to stdout, with a line end */
void        kin_tool_warn   (const char *format, ...) G_GNUC_PRINTF (1, 2); /* to stderr */
void        kin_tool_json   (struct json_object *json); /* takes it */

/* Milliseconds since 1970 as scripts read them ("2026-06-01T08:00:00Z"; NULL for 0), and as people do, by their clock. New. */
struct json_object *kin_tool_moment_json (gint64 ms);
char       *kin_tool_moment_text (gint64 ms);

/* open.c. KIN_EXIT_DONE, or what went wrong, said. */
KinExit     kin_tool_open   (KinTool *tool, KinNeed need);
/* Makes the file, its key and its sidecar, and leaves it open for writing. recovery: the key to show once. */
KinExit     kin_tool_create (KinTool *tool, char **recovery);
/* The data key of the file at path. */
KinExit     kin_tool_key    (KinTool *tool, const char *path, guint8 key[KIN_KEY_BYTES]);

/* s that a command waits for the office; who would wait longer has cron. */
#define KIN_TOOL_PATIENCE 3

/* The commands. */
KinExit kin_run_init (KinTool *tool);
KinExit kin_run_demo (KinTool *tool);
KinExit kin_run_import_return (KinTool *tool);
KinExit kin_run_import_csv (KinTool *tool);
KinExit kin_run_export_return (KinTool *tool);
KinExit kin_run_export_csv (KinTool *tool);
KinExit kin_run_export_xlsx (KinTool *tool);
KinExit kin_run_list (KinTool *tool);
KinExit kin_run_show (KinTool *tool);
KinExit kin_run_fields (KinTool *tool);
KinExit kin_run_figure (KinTool *tool);
KinExit kin_run_places (KinTool *tool);
KinExit kin_run_costs (KinTool *tool);
KinExit kin_run_clashes (KinTool *tool);
KinExit kin_run_conflicts (KinTool *tool);
KinExit kin_run_check (KinTool *tool);
KinExit kin_run_history (KinTool *tool);
KinExit kin_run_undo (KinTool *tool);
KinExit kin_run_redo (KinTool *tool);
KinExit kin_run_backup (KinTool *tool);
KinExit kin_run_restore (KinTool *tool);
KinExit kin_run_sync (KinTool *tool);
KinExit kin_run_erase_ask (KinTool *tool);
KinExit kin_run_erase_approve (KinTool *tool);
KinExit kin_run_erase_list (KinTool *tool);

G_END_DECLS
