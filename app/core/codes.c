/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list is one file of lines, held as one block of memory that is cut in place: every string of every code points into it. */
#include "codes.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "codes-resources.h"

#define CODES_PATH "/org/kinkeeper/Kinkeeper/codes"
#define N_COLUMNS 6

/* The code comes first, so that a pointer to it is a pointer to the entry. */
typedef struct
{
  KinCode      code;
  const char **extra; /* the columns after note, as many as the header has */
} Entry;

struct _KinCodeList
{
  GArray     *entries; /* of Entry */
  GHashTable *by_code; /* string -> position + 1 */
  char      **header;
};

static GMutex      lists_lock;
static GHashTable *lists; /* name -> KinCodeList; never freed */

/* The lists are part of the program, and registered by hand: the linker drops a constructor that nothing calls. GLib
 * registers for real in the first get, which two threads must not do at once (seen with GLib 2.74). */
static GResource *
open_lists (void)
{
  static GResource *opened;

  if (g_once_init_enter (&opened))
    {
      kin_codes_register_resource ();
      g_once_init_leave (&opened, kin_codes_get_resource ());
    }
  return opened;
}

static int
read_year (const char *text)
{
  return *text == '\0' ? 0 : (int) g_ascii_strtoll (text, NULL, 10);
}

static void
add_line (KinCodeList *list,
          char        *line)
{
  const char *fields[N_COLUMNS] = { "", "", "", "", "", "" };
  guint n_extra = g_strv_length (list->header) - N_COLUMNS;
  Entry entry = { 0 };
  char *cell = line;

  entry.extra = g_new (const char *, n_extra + 1);
  for (guint i = 0; i < n_extra + 1; i++)
    entry.extra[i] = "";
  for (guint i = 0; cell != NULL && i < N_COLUMNS + n_extra; i++)
    {
      char *tab = strchr (cell, '\t');

      if (tab != NULL)
        *tab = '\0';
      if (i < N_COLUMNS)
        fields[i] = cell;
      else
        entry.extra[i - N_COLUMNS] = cell;
      cell = tab != NULL ? tab + 1 : NULL;
    }
  entry.code.code = fields[0];
  entry.code.from = read_year (fields[1]);
  entry.code.to = read_year (fields[2]);
  entry.code.group = fields[3];
  entry.code.label = fields[4];
  entry.code.note = fields[5];
  g_array_append_val (list->entries, entry);
  g_hash_table_insert (list->by_code, (gpointer) fields[0], GUINT_TO_POINTER (list->entries->len));
}

static KinCodeList *
load_list (const char *name)
{
  g_autofree char *path = g_strdup_printf (CODES_PATH "/%s.tsv", name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (open_lists (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  KinCodeList *list;
  char *text, *line;

  if (bytes == NULL)
    return NULL;
  list = g_new0 (KinCodeList, 1);
  list->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  list->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  line = text;
  while (line != NULL && *line != '\0')
    {
      char *end = strchr (line, '\n');

      if (end != NULL)
        *end = '\0';
      if (list->header == NULL)
        list->header = g_strsplit (line, "\t", -1);
      else if (*line != '\0')
        add_line (list, line);
      line = end != NULL ? end + 1 : NULL;
    }
  return list;
}

const KinCodeList *
kin_code_list (const char *name)
{
  g_autoptr (GMutexLocker) locker = NULL;
  KinCodeList *list;

  g_return_val_if_fail (name != NULL, NULL);
  locker = g_mutex_locker_new (&lists_lock);
  if (lists == NULL)
    lists = g_hash_table_new (g_str_hash, g_str_equal);
  list = g_hash_table_lookup (lists, name);
  if (list == NULL)
    {
      list = load_list (name);
      if (list != NULL)
        g_hash_table_insert (lists, g_strdup (name), list);
    }
  return list;
}

guint
kin_code_list_size (const KinCodeList *list)
{
  g_return_val_if_fail (list != NULL, 0);
  return list->entries->len;
}

const KinCode *
kin_code_list_nth (const KinCodeList *list,
                   guint              n)
{
  g_return_val_if_fail (list != NULL, NULL);
  return n < list->entries->len ? &g_array_index (list->entries, Entry, n).code : NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char **
kin_code_list_names (void)
{
  char **names = g_resource_enumerate_children (open_lists (), CODES_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    *strrchr (names[i], '.') = '\0';
  if (names != NULL)
    qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

static const Entry *
find_entry (const KinCodeList *list,
            const char        *code)
{
  guint at = list == NULL || code == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (list->by_code, code));

  return at == 0 ? NULL : &g_array_index (list->entries, Entry, at - 1);
}

const KinCode *
kin_code_find (const char *list,
               const char *code)
{
  const Entry *entry = find_entry (kin_code_list (list), code);

  return entry == NULL ? NULL : &entry->code;
}

const char *
kin_code_label (const char *list,
                const char *code)
{
  const KinCode *found = kin_code_find (list, code);

  if (found != NULL && *found->label != '\0')
    return g_dgettext (GETTEXT_PACKAGE, found->label);
  return code != NULL ? code : "";
}

const char *
kin_code_group (const char *list,
                const char *code)
{
  const KinCode *found = kin_code_find (list, code);

  return found == NULL ? "" : found->group;
}

const char *
kin_code_extra (const char *list_name,
                const char *code,
                const char *column)
{
  const KinCodeList *list = kin_code_list (list_name);
  const Entry *entry = find_entry (list, code);

  for (guint i = N_COLUMNS; entry != NULL && list->header[i] != NULL; i++)
    if (strcmp (list->header[i], column) == 0)
      return entry->extra[i - N_COLUMNS];
  return "";
}

/* Case, and the difference between a space, an underscore and a hyphen, do not matter to someone who types. */
static char *
fold_typed (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  char *key = g_utf8_normalize (folded, -1, G_NORMALIZE_NFKC);

  return g_strdelimit (g_strstrip (key), "_-", ' ');
}

static gboolean
folds_to (const char *text,
          const char *key)
{
  g_autofree char *folded = fold_typed (text);

  return strcmp (folded, key) == 0;
}

/* What spreadsheets call it besides: the column "also" of the list, parted by commas. */
static gboolean
is_also (const char *list_name,
         const char *code,
         const char *key)
{
  g_auto (GStrv) words = g_strsplit (kin_code_extra (list_name, code, "also"), ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (folds_to (words[i], key))
      return TRUE;
  return FALSE;
}

const char *
kin_code_from_typed (const char *list_name,
                     const char *text)
{
  const KinCodeList *list = kin_code_list (list_name);
  const Entry *exact = find_entry (list, text);
  const char *by_label = NULL;
  g_autofree char *key = NULL;

  if (exact != NULL)
    return exact->code.code;
  if (list == NULL || text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  key = fold_typed (text);
  if (*key == '\0')
    return NULL;
  for (guint i = 0; i < list->entries->len; i++)
    {
      const KinCode *code = &g_array_index (list->entries, Entry, i).code;

      if (folds_to (code->code, key))
        return code->code;
      /* Of two codes with one label the one that is still in use is meant. */
      if ((by_label == NULL || code->to == 0)
          && (folds_to (code->label, key) || folds_to (g_dgettext (GETTEXT_PACKAGE, code->label), key) || is_also (list_name, code->code, key)))
        by_label = code->code;
    }
  return by_label;
}

gboolean
kin_code_valid_in (const KinCode *code,
                   int            year_ending)
{
  return code != NULL && (code->from == 0 || year_ending >= code->from) && (code->to == 0 || year_ending <= code->to);
}
