/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record tables are well made, and resources/sql/records.sql has a table for each type with just its fields' columns.
 * The SQL is read by its own plain shape: one CREATE TABLE a type, columns as "name" TYPE, no commas inside. */
#include "codes.h"
#include "record.h"

#include <string.h>

static char *
read_records_sql (void)
{
  const char *source = g_getenv ("KIN_SOURCE_DIR");
  g_autofree char *path = g_build_filename (source != NULL ? source : ".", "resources", "sql", "records.sql", NULL);
  char *sql = NULL;

  g_assert_true (g_file_get_contents (path, &sql, NULL, NULL));
  return sql;
}

/* The columns of a table, without their quotes: name -> type. The keys and values are new. */
static GHashTable *
read_columns (const char *body)
{
  GHashTable *columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) parts = g_strsplit (body, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *part = g_strstrip (parts[i]);
      char *space = strchr (part, ' ');
      g_autofree char *name = NULL;

      g_assert_nonnull (space);
      name = g_strndup (part, (gsize) (space - part));
      g_strdelimit (name, "\"", ' ');
      g_strstrip (name);
      if (!g_hash_table_insert (columns, g_strdup (name), g_strdup (g_strstrip (space + 1))))
        g_error ("the column %s is there twice", name);
    }
  return columns;
}

/* All tables of the file: name -> columns. */
static GHashTable *
read_tables (const char *sql)
{
  static const char begin[] = "CREATE TABLE \"", middle[] = "\" (", end[] = ") STRICT;";
  GHashTable *tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  const char *at = sql;

  while ((at = strstr (at, begin)) != NULL)
    {
      const char *name = at + strlen (begin);
      const char *body = strstr (name, middle);
      const char *close = body != NULL ? strstr (body, end) : NULL;
      g_autofree char *columns = NULL;

      g_assert_nonnull (close);
      columns = g_strndup (body + strlen (middle), (gsize) (close - body) - strlen (middle));
      if (!g_hash_table_insert (tables, g_strndup (name, (gsize) (body - name)), read_columns (columns)))
        g_error ("a table is there twice, before: %.60s", close);
      at = close;
    }
  return tables;
}

static void
take_column (GHashTable    *columns,
             const KinType *type,
             const char    *name,
             const char    *expected)
{
  const char *there = g_hash_table_lookup (columns, name);

  if (g_strcmp0 (there, expected) != 0)
    g_error ("%s: column \"%s\" is %s, not %s", type->name, name, there != NULL ? there : "missing", expected);
  g_hash_table_remove (columns, name);
}

static void
test_columns (void)
{
  g_autofree char *sql = read_records_sql ();
  g_autoptr (GHashTable) tables = read_tables (sql);
  GHashTableIter iter;
  gpointer name;
  guint n_types;
  const KinType *const *types = kin_types (&n_types);

  for (guint t = 0; t < n_types; t++)
    {
      const KinType *type = types[t];
      GHashTable *columns = g_hash_table_lookup (tables, type->name);

      if (columns == NULL)
        g_error ("records.sql has no table \"%s\"", type->name);
      take_column (columns, type, "no", "INTEGER PRIMARY KEY");
      take_column (columns, type, "extra", "TEXT");
      for (guint f = 0; f < type->n_fields; f++)
        {
          const KinKindInfo *info = kin_kind_info (type->fields[f].kind);

          for (guint c = 0; c < info->n_columns; c++)
            {
              KinSlot slot = info->columns[c].slot;
              g_autofree char *column = g_strconcat (type->fields[f].name, info->columns[c].suffix, NULL);

              take_column (columns, type, column, slot == KIN_SLOT_A || slot == KIN_SLOT_B ? "INTEGER" : "TEXT");
            }
        }
      g_hash_table_iter_init (&iter, columns);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        g_error ("%s: no field has the column \"%s\"", type->name, (const char *) name);
      g_hash_table_remove (tables, type->name);
    }
  g_hash_table_iter_init (&iter, tables);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_error ("no type has the table \"%s\"", (const char *) name);
}

static const KinType *
find_type (const char *name)
{
  const KinType *type = kin_type_find (name);

  if (type == NULL)
    g_error ("there is no type \"%s\"", name);
  return type;
}

/* Every index is on a field that is there: CREATE INDEX "x" ON "type" ("column"); on as many lines as it takes. */
static void
test_indexes (void)
{
  g_autofree char *sql = read_records_sql ();
  g_auto (GStrv) statements = g_strsplit (sql, ";", -1);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; statements[i] != NULL; i++)
    {
      const char *begins = strstr (statements[i], "CREATE INDEX");
      g_auto (GStrv) words = NULL;
      const KinType *type;

      if (begins == NULL)
        continue;
      words = g_strsplit (begins, "\"", -1);
      g_assert_cmpuint (g_strv_length (words), >=, 7);
      g_assert_true (g_str_has_prefix (words[1], words[3]));
      /* Tables and indexes share one space of names. */
      if (kin_type_find (words[1]) != NULL)
        g_error ("the index %s is called as a table is", words[1]);
      type = find_type (words[3]);
      for (guint w = 5; words[w] != NULL && words[w + 1] != NULL; w += 2)
        {
          g_autofree char *field = g_strdup (words[w]);

          if (kin_type_field (type, field) < 0 && (g_str_has_suffix (field, "_start") || g_str_has_suffix (field, "_end") || g_str_has_suffix (field, "_basis") || g_str_has_suffix (field, "_postcode")))
            *strrchr (field, '_') = '\0';
          if (kin_type_field (type, field) < 0 && kin_type_field (type, words[w]) < 0)
            g_error ("%s: an index on \"%s\", which is no field", type->name, words[w]);
        }
      if (!g_hash_table_add (names, g_strdup (words[1])))
        g_error ("twice: %s", words[1]);
    }
}

static void
assert_field (const KinType *type,
              guint          number)
{
  const KinField *field = &type->fields[number];

  if (field->name == NULL)
    g_error ("%s: field %u has no line in the table", type->name, number);
  if (kin_type_field (type, field->name) != (int) number)
    g_error ("%s: two fields are called %s", type->name, field->name);
  if (strspn (field->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen (field->name)
      || g_str_equal (field->name, "no") || g_str_equal (field->name, "extra"))
    g_error ("%s.%s is no name for a field", type->name, field->name);
  if (field->label == NULL || *field->label == '\0')
    g_error ("%s.%s has no label", type->name, field->name);
  if ((field->kind == KIN_CODE || field->kind == KIN_CODES) && (field->choices == NULL || kin_code_list (field->choices) == NULL))
    g_error ("%s.%s: there is no code list %s", type->name, field->name, field->choices != NULL ? field->choices : "at all");
  if (field->kind == KIN_IDENTIFIER && field->choices == NULL)
    g_error ("%s.%s: what identifier?", type->name, field->name);
  if (field->link != NULL)
    {
      g_assert_cmpint (field->kind, ==, KIN_LINK);
      find_type (field->link);
    }
  if ((field->flags & KIN_OWNER) != 0 && field->kind != KIN_LINK)
    g_error ("%s.%s owns, and is no link", type->name, field->name);
  if ((field->flags & KIN_HIDDEN) != 0 && (field->flags & (KIN_REQUIRED | KIN_LISTED)) != 0)
    g_error ("%s.%s is hidden, and asked for", type->name, field->name);
}

static void
test_fields (void)
{
  guint n_types;
  const KinType *const *types = kin_types (&n_types);

  for (guint t = 0; t < n_types; t++)
    {
      guint owners = 0, listed = 0;

      if (kin_type_number (types[t]) != (int) t || kin_type_find (types[t]->name) != types[t])
        g_error ("%s is there twice", types[t]->name);
      g_assert_nonnull (types[t]->label);
      g_assert_nonnull (types[t]->plural);
      for (guint f = 0; f < types[t]->n_fields; f++)
        {
          assert_field (types[t], f);
          owners += (types[t]->fields[f].flags & KIN_OWNER) != 0;
          listed += (types[t]->fields[f].flags & KIN_LISTED) != 0;
        }
      if (owners > 1 || listed == 0)
        g_error ("%s: %u owners, %u columns in its list", types[t]->name, owners, listed);
    }
}

static void
count_problem (guint       field,
               const char *sentence,
               gpointer    data)
{
  guint *problems = data;

  g_assert_cmpstr (sentence, !=, NULL);
  (*problems)++;
}

static void
fill_field (KinRecord *record,
            guint      number)
{
  const KinField *field = &kin_record_type (record)->fields[number];

  switch (field->kind)
    {
    case KIN_DATE: kin_record_set_day (record, number, kin_day (2024, 5, 3)); break;
    case KIN_PERIOD: kin_record_set_period (record, number, kin_day (2024, 5, 3), kin_day (2024, 6, 9)); break;
    case KIN_PRICE: kin_record_set_price (record, number, 95000, "week"); break;
    case KIN_ADDRESS: kin_record_set_address (record, number, "1 Example Road", "BB1 7DY"); break;
    case KIN_LINK: kin_record_set_link (record, number, 7); break;
    case KIN_FLAG: kin_record_set_flag (record, number, TRUE); break;
    case KIN_TIME: case KIN_MONEY: kin_record_set_number (record, number, 100); break;
    case KIN_NUMBER: kin_record_set_number (record, number, strcmp (field->name, "year") == 0 ? 2024 : 2); break;
    case KIN_CODE: case KIN_CODES:
      kin_record_set_text (record, number, kin_code_list_nth (kin_code_list (field->choices), 0)->code);
      break;
    default: kin_record_set_text (record, number, "UN1"); break;
    }
}

/* Titles and checks stand an empty record, and one in which everything is filled in has a title. */
static void
test_titles_and_checks (void)
{
  guint n_types;
  const KinType *const *types = kin_types (&n_types);

  for (guint t = 0; t < n_types; t++)
    {
      g_autoptr (KinRecord) record = kin_record_new (types[t]);
      g_autofree char *empty = kin_record_title (record);
      g_autofree char *full = NULL;
      guint required = 0, problems = 0;

      g_assert_cmpstr (empty, !=, "");
      for (guint f = 0; f < types[t]->n_fields; f++)
        required += (types[t]->fields[f].flags & KIN_REQUIRED) != 0;
      kin_record_check (record, kin_day (2026, 1, 1), count_problem, &problems);
      g_assert_cmpuint (problems, >=, required);
      for (guint f = 0; f < types[t]->n_fields; f++)
        {
          fill_field (record, f);
          g_assert_true (kin_record_has (record, f));
        }
      full = kin_record_title (record);
      g_assert_cmpstr (full, !=, "");
      kin_record_check (record, kin_day (2026, 1, 1), count_problem, &problems);
    }
}

/* What the fold, the devices and the printed page rely on (KinScope). */
static void
test_scopes (void)
{
  static const struct { const char *type; KinScope scope; } known[] = {
    { "concern", KIN_RESTRICTED }, { "adoption", KIN_RESTRICTED }, { "health_year", KIN_RESTRICTED },
    { "price_line", KIN_FOR_MONEY }, { "contract", KIN_FOR_MONEY }, { "budget", KIN_FOR_MONEY },
    { "household", KIN_GENERAL }, { "placement", KIN_GENERAL }, { "note", KIN_GENERAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_cmpint (find_type (known[i].type)->scope, ==, known[i].scope);
}

static void
test_checks (void)
{
  const KinType *type = find_type ("authorisation");
  g_autoptr (KinRecord) record = kin_record_new (type);
  guint before = 0, after = 0;

  kin_record_set_text (record, (guint) kin_type_field (type, "kind"), "out_of_area");
  kin_record_set_text (record, (guint) kin_type_field (type, "state"), "missing");
  kin_record_check (record, kin_day (2026, 1, 1), count_problem, &before);
  g_assert_cmpuint (before, ==, 0);
  kin_record_set_text (record, (guint) kin_type_field (type, "state"), "given");
  kin_record_check (record, kin_day (2026, 1, 1), count_problem, &after);
  g_assert_cmpuint (after, ==, 1);
  kin_record_set_day (record, (guint) kin_type_field (type, "asked"), kin_day (2025, 5, 3));
  kin_record_set_day (record, (guint) kin_type_field (type, "given"), kin_day (2025, 5, 2));
  after = 0;
  kin_record_check (record, kin_day (2026, 1, 1), count_problem, &after);
  g_assert_cmpuint (after, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/fields", test_fields);
  g_test_add_func ("/tables/columns", test_columns);
  g_test_add_func ("/tables/indexes", test_indexes);
  g_test_add_func ("/tables/titles-and-checks", test_titles_and_checks);
  g_test_add_func ("/tables/checks", test_checks);
  g_test_add_func ("/tables/scopes", test_scopes);
  return g_test_run ();
}
