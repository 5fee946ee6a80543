/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The return as one XML file, as the open SSDA903 validator reads it. Elements that hold only text are columns; what holds them
 * says which table.
 *
 * No entities beyond the five of XML are known to this parser, it never opens another file, and it does not go deep. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "return_read.h"
#include "text.h"

#define MOST_DEPTH 16

typedef struct
{
  KinReturnSet *set;
  const char   *name;
  int           year;
  guint         depth;
  guint         n_children;
  guint         n_rows;
  guint         line;
  GString      *text;
  gboolean      is_leaf;    /* no element within the one that is open, so far */
  GPtrArray    *groups;     /* of GHashTable column -> text: one for each open element but the root */
  GHashTable   *header;     /* of the child: what the other tables repeat. Borrowed from groups */
  GPtrArray    *waiting;    /* rows of the child that its header's cells are still missing from */
} Parser;

static const struct
{
  const char *element; /* that holds the columns; NULL: the header itself */
  int         table;
  const char *sign;    /* a column; there is a row when one of these is not blank */
  const char *other_sign;
} groups[] = {
  { "EPISODE", KIN_RETURN_EPISODES, "DECOM", "LS" },
  { "AREVIEW", KIN_RETURN_REVIEWS, "REVIEW", "REVIEW_CODE" },
  { "PERMANENCE", KIN_RETURN_PREV_PERM, "PREV_PERM", "DATE_PERM" },
  { "AMISSING", KIN_RETURN_MISSING, "MISSING", "MIS_START" },
  { "OC2", KIN_RETURN_OC2, NULL, NULL },
  { "AD_PLACED", KIN_RETURN_PLACED_ADOPTION, "DATE_PLACED", "REASON_PLACED_CEASED" },
  { NULL, KIN_RETURN_SW_EPISODES, "SW_ID", "SW_DECOM" },
  { NULL, KIN_RETURN_DOLO, "DOLO_START", "DOLO_END" },
};

static const char *
get_cell (GHashTable *cells, const char *column)
{
  const char *text = cells != NULL ? g_hash_table_lookup (cells, column) : NULL;

  return text != NULL ? text : "";
}

static gboolean
has_cell (GHashTable *cells, const char *column)
{
  return column != NULL && *get_cell (cells, column) != '\0';
}

/* The element that a column is called in XML. */
static const char *
get_element (const char *column)
{
  if (strcmp (column, "CHILD") == 0)
    return "CHILDID";
  return strcmp (column, "PLACE") == 0 ? "PL" : column;
}

static void
add_row (Parser *parser, int table, GHashTable *cells)
{
  const KinReturnTableInfo *info = kin_return_table (table);
  KinReturnRow *row = g_new0 (KinReturnRow, 1);

  row->table = (KinReturnTable) table;
  row->year = parser->year;
  row->file = parser->name;
  row->line = parser->line;
  for (guint c = 0; c < KIN_RETURN_MOST_COLUMNS; c++)
    row->came[c] = row->clean[c] = "";
  for (guint c = 0; c < info->n_columns; c++)
    row->came[c] = kin_return_set_keep (parser->set, get_cell (cells, get_element (info->columns[c].name)));
  g_ptr_array_add (parser->waiting, row);
}

static void
end_group (Parser *parser, const char *element, GHashTable *cells)
{
  if (strcmp (element, "HEADER") == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i].element != NULL ? strcmp (groups[i].element, element) == 0 : has_cell (cells, groups[i].sign) || has_cell (cells, groups[i].other_sign))
      {
        if (groups[i].sign == NULL || has_cell (cells, groups[i].sign) || has_cell (cells, groups[i].other_sign))
          add_row (parser, groups[i].table, cells);
        return;
      }
}

/* The tables whose columns stand in the header itself. */
static void
add_header_rows (Parser *parser, GHashTable *cells)
{
  add_row (parser, KIN_RETURN_HEADER, cells);
  if (strcmp (get_cell (cells, "UASC"), "1") == 0 || has_cell (cells, "DUC"))
    add_row (parser, KIN_RETURN_UASC, cells);
  if (has_cell (cells, "IN_TOUCH") || has_cell (cells, "ACTIV") || has_cell (cells, "ACCOM"))
    add_row (parser, KIN_RETURN_OC3, cells);
  if (has_cell (cells, "DATE_INT") || has_cell (cells, "DATE_MATCH"))
    add_row (parser, KIN_RETURN_AD1, cells);
}

static void
end_child (Parser *parser)
{
  const char *child = kin_return_set_keep (parser->set, get_cell (parser->header, "CHILDID"));
  const char *born = kin_return_set_keep (parser->set, get_cell (parser->header, "DOB"));

  if (parser->header != NULL)
    add_header_rows (parser, parser->header);
  for (guint i = 0; i < parser->waiting->len; i++)
    {
      KinReturnRow *row = parser->waiting->pdata[i];
      int dob = kin_return_table_column (row->table, "DOB");

      row->came[0] = child;
      if (dob >= 0)
        row->came[dob] = born;
      parser->set->has[row->table] = TRUE;
      kin_return_set_add (parser->set, row, FALSE);
      parser->n_rows++;
    }
  g_ptr_array_set_size (parser->waiting, 0);
  g_clear_pointer (&parser->header, g_hash_table_unref);
  parser->n_children++;
}

static void
start_element (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data, GError **error)
{
  Parser *parser = data;
  int line;

  if (++parser->depth > MOST_DEPTH)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, _("Elements are nested too deeply."));
      return;
    }
  if (parser->depth == 1 && g_ascii_strcasecmp (element, "EXPSSDA903") != 0)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT, _("This is not a return: it begins with “%s”, not with “EXPSSDA903”."), element);
      return;
    }
  g_markup_parse_context_get_position (context, &line, NULL);
  parser->line = (guint) line;
  parser->is_leaf = TRUE;
  g_string_truncate (parser->text, 0);
  g_ptr_array_add (parser->groups, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free));
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Parser *parser = data;
  g_autofree char *name = g_ascii_strup (element, -1);
  g_autoptr (GHashTable) cells = g_ptr_array_steal_index (parser->groups, parser->groups->len - 1);

  if (parser->is_leaf && parser->groups->len > 0)
    g_hash_table_replace (parser->groups->pdata[parser->groups->len - 1], g_steal_pointer (&name), g_strdup (parser->text->str));
  else if (parser->depth == 2 && strcmp (name, "CHILD") == 0)
    end_child (parser);
  else if (strcmp (name, "HEADER") == 0 && parser->header == NULL)
    parser->header = g_hash_table_ref (cells);
  else if (parser->depth > 2)
    end_group (parser, name, cells);
  g_string_truncate (parser->text, 0);
  parser->is_leaf = FALSE;
  parser->depth--;
}

static void
take_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  g_string_append_len (((Parser *) data)->text, text, (gssize) length);
}

gboolean
kin_return_is_xml (const char *bytes, gsize length)
{
  gsize at = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (at < length && g_ascii_isspace (bytes[at]))
    at++;
  return at < length && bytes[at] == '<';
}

/* By what the file itself says; what it says nothing of, or says wrongly, as any other text file. NULL with a sentence. */
static char *
decode (const char *bytes, gsize length, gboolean *guessed, GError **error)
{
  g_autofree char *head = g_strndup (bytes, MIN (length, 200));
  char *end = strstr (head, "?>");
  g_autofree char *lower = NULL;

  if (end != NULL)
    *end = '\0';
  lower = g_ascii_strdown (head, -1);
  if (end != NULL && strstr (lower, "encoding") != NULL && strstr (lower, "iso-8859-1") != NULL && memchr (bytes, '\0', length) == NULL)
    return g_convert (bytes, (gssize) length, "UTF-8", "ISO-8859-1", NULL, NULL, error);
  return kin_text_from_file (bytes, length, guessed, error);
}

/* What the set held before: a file that breaks off in the middle leaves nothing behind. */
typedef struct
{
  guint    n_rows, n_rejected;
  guint    n_read[KIN_RETURN_N_TABLES];
  gboolean has[KIN_RETURN_N_TABLES];
} Mark;

static void
take_mark (KinReturnSet *set, Mark *mark)
{
  mark->n_rows = set->rows->len;
  mark->n_rejected = set->rejected->len;
  memcpy (mark->n_read, set->n_read, sizeof mark->n_read);
  memcpy (mark->has, set->has, sizeof mark->has);
}

static void
go_back (KinReturnSet *set, const Mark *mark)
{
  g_ptr_array_set_size (set->rows, (int) mark->n_rows);
  g_ptr_array_set_size (set->rejected, (int) mark->n_rejected);
  memcpy (set->n_read, mark->n_read, sizeof mark->n_read);
  memcpy (set->has, mark->has, sizeof mark->has);
}

gboolean
kin_return_read_xml (KinReturnSet *set, const char *name, const char *bytes, gsize length, int year_ending, KinReturnFile *file, GError **error)
{
  static const GMarkupParser events = { start_element, end_element, take_text, NULL, NULL };
  Parser parser = { .set = set, .name = kin_return_set_keep (set, name), .year = year_ending };
  g_autofree char *text = decode (bytes, length, &file->guessed, error);
  GMarkupParseContext *context;
  gboolean ok;
  Mark mark;

  if (text == NULL)
    return FALSE;
  take_mark (set, &mark);
  parser.text = g_string_new (NULL);
  parser.groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  parser.waiting = g_ptr_array_new ();
  context = g_markup_parse_context_new (&events, G_MARKUP_TREAT_CDATA_AS_TEXT | G_MARKUP_PREFIX_ERROR_POSITION, &parser, NULL);
  ok = g_markup_parse_context_parse (context, text, -1, error) && g_markup_parse_context_end_parse (context, error);
  if (ok && parser.n_children == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The file holds no child."));
      ok = FALSE;
    }
  file->n_rows = parser.n_rows;
  if (!ok)
    go_back (set, &mark);
  g_markup_parse_context_free (context);
  for (guint i = 0; i < parser.waiting->len; i++)
    g_free (parser.waiting->pdata[i]);
  g_ptr_array_unref (parser.waiting);
  g_ptr_array_unref (parser.groups);
  g_clear_pointer (&parser.header, g_hash_table_unref);
  g_string_free (parser.text, TRUE);
  return ok;
}
