/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports for everybody, of every type: nothing withheld is in the bytes, and each leaves its access record. */
#include <string.h>

#include "codes.h"
#include "csv_write.h"
#include "fixture.h"
#include "office.h"
#include "table_out.h"
#include "withhold.h"
#include "xlsx_write.h"

/* One record of each type. Its texts are found nowhere else; its links lead to the record of their type. */
typedef struct
{
  Fixture     *fixture;
  KinRecord  **records;
  const KinType *const *types;
  guint        n;
} World;

static void
set_field (World *world, KinRecord *record, guint field, guint number)
{
  const KinField *f = &kin_record_type (record)->fields[field];
  g_autofree char *text = g_strdup_printf ("Zq%04u-%s", number, f->name);
  g_autofree char *postcode = g_strdup_printf ("ZZ%u %uQQ", number % 90 + 1, number % 9);

  switch (f->kind)
    {
    case KIN_TEXT:
    case KIN_NOTE:
    case KIN_IDENTIFIER:
      kin_record_set_text (record, field, text);
      break;
    case KIN_ADDRESS:
      kin_record_set_address (record, field, text, postcode);
      break;
    case KIN_POSTCODE:
      kin_record_set_text (record, field, postcode);
      break;
    case KIN_DATE:
      kin_record_set_day (record, field, kin_day (2001, 1, 1) + (KinDay) number);
      break;
    case KIN_PERIOD:
      kin_record_set_period (record, field, kin_day (2001, 1, 1), kin_day (2001, 1, 1) + (KinDay) number);
      break;
    case KIN_MONEY:
      kin_record_set_number (record, field, -350001);
      break;
    case KIN_PRICE:
      kin_record_set_price (record, field, 350001, "week");
      break;
    case KIN_LINK:
      if (f->link != NULL && (f->flags & KIN_HIDDEN) == 0)
        kin_record_set_link_to (record, field, world->records[kin_type_number (kin_type_find (f->link))]);
      break;
    default:
      break;
    }
}

static gboolean
create_all (KinWriter *writer, gpointer data, GError **error)
{
  World *world = data;

  for (guint i = 0; i < world->n; i++)
    if (!kin_writer_create (writer, world->records[i], error))
      return FALSE;
  return TRUE;
}

static void
fill_world (World *world, Fixture *fixture)
{
  guint number = 1;

  world->fixture = fixture;
  world->types = kin_types (&world->n);
  world->records = g_new0 (KinRecord *, world->n);
  for (guint i = 0; i < world->n; i++)
    world->records[i] = kin_record_new (world->types[i]);
  for (guint i = 0; i < world->n; i++)
    for (guint k = 0; k < world->types[i]->n_fields; k++)
      set_field (world, world->records[i], k, number++);
  g_assert_true (kin_store_write (fixture->store, "edit", "Made up", create_all, world, NULL, NULL, NULL));
}

static void
clear_world (World *world)
{
  for (guint i = 0; i < world->n; i++)
    g_object_unref (world->records[i]);
  g_free (world->records);
}

/* The bytes of a file; of a workbook, those of all that is packed in it. */
static char *
contents (const char *path, KinFileFormat format)
{
  const char *const argv[] = { "unzip", "-p", path, NULL };
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  if (format == KIN_FILE_CSV)
    g_file_get_contents (path, &bytes, NULL, &error);
  else
    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

/* The whole of a type, filtered by every value, for somebody. */
static KinTableOut *
make_table (World *world, guint type, const char *whom)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 no = kin_record_no (world->records[type]);
  KinTableOut *table;

  g_array_append_val (rows, no);
  table = kin_table_out_new (kin_store_reader (world->fixture->store), world->types[type], rows, whom);
  for (guint i = 0; i < world->types[type]->n_fields; i++)
    {
      g_autofree char *value = kin_field_to_plain (&world->types[type]->fields[i], kin_record_get (world->records[type], i));

      kin_table_out_add_filter (table, i, value);
    }
  kin_table_out_set_words (table, "Zqwords");
  return table;
}

static char *
export_to (World *world, guint type, KinFileFormat format, const char *whom, gboolean *refused)
{
  g_autofree char *path = g_build_filename (world->fixture->folder, format == KIN_FILE_CSV ? "out.csv" : "out.xlsx", NULL);
  g_autoptr (KinTableOut) table = make_table (world, type, whom);

  *refused = !kin_table_out_export (table, world->fixture->store, format, path, NULL);
  return *refused ? NULL : contents (path, format);
}

static void
assert_silent (World *world, const char *bytes, const char *whom)
{
  for (guint i = 0; i < world->n; i++)
    for (guint k = 0; k < world->types[i]->n_fields; k++)
      {
        const KinField *field = &world->types[i]->fields[k];
        const KinValue *value = kin_record_get (world->records[i], k);

        if (!kin_withhold_field (world->types[i], k, whom) || !value->is_set || field->kind == KIN_LINK || field->kind == KIN_DATE)
          continue;
        if (value->s != NULL && strstr (bytes, value->s) != NULL)
          g_error ("%s.%s is in an export for %s", world->types[i]->name, field->name, whom);
        if (value->t != NULL && strstr (bytes, value->t) != NULL)
          g_error ("The postcode of %s.%s is in an export for %s", world->types[i]->name, field->name, whom);
      }
  g_assert_null (strstr (bytes, "Zqwords"));
}

/* The bytes alone: an access record for each of a thousand files would take long. */
static void
search_csv (World *world, const char *whom)
{
  for (guint i = 0; i < world->n; i++)
    {
      g_autoptr (KinTableOut) table = make_table (world, i, whom);
      g_autoptr (GString) bytes = kin_csv_write (table);

      assert_silent (world, bytes->str, whom);
    }
}

/* All workbooks are unpacked at once. */
static void
search_xlsx (World *world, const char *whom)
{
  g_autofree char *all = g_build_filename (world->fixture->folder, "out-*.xlsx", NULL);
  g_autofree char *bytes = NULL;

  for (guint i = 0; i < world->n; i++)
    {
      g_autoptr (KinTableOut) table = make_table (world, i, whom);
      g_autofree char *name = g_strdup_printf ("out-%u.xlsx", i);
      g_autofree char *path = g_build_filename (world->fixture->folder, name, NULL);
      g_autoptr (GError) error = NULL;

      kin_xlsx_write (table, path, &error);
      g_assert_no_error (error);
    }
  bytes = contents (all, KIN_FILE_XLSX);
  g_assert_cmpuint (strlen (bytes), >, world->n * 10000);
  assert_silent (world, bytes, whom);
}

static void
test_withheld (Fixture *fixture, gconstpointer data)
{
  const KinCodeList *whoms = kin_code_list ("access_for");
  World world;

  fill_world (&world, fixture);
  for (guint w = 0; w < kin_code_list_size (whoms); w++)
    {
      const char *whom = kin_code_list_nth (whoms, w)->code;

      if (kin_withhold_is_outside (whom))
        search_csv (&world, whom);
    }
  search_xlsx (&world, "provider");
  search_xlsx (&world, "public");
  clear_world (&world);
}

/* Restricted types go to nobody outside, and nothing goes to somebody who is nobody. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  gboolean refused;
  guint n_restricted = 0;
  World world;

  fill_world (&world, fixture);
  for (guint i = 0; i < world.n; i++)
    if (kin_withhold_type (world.types[i], "family"))
      {
        g_assert_null (export_to (&world, i, KIN_FILE_CSV, "family", &refused));
        g_assert_true (refused);
        n_restricted++;
      }
  g_assert_cmpuint (n_restricted, >, 0);
  g_assert_null (export_to (&world, 0, KIN_FILE_CSV, "nobody", &refused));
  g_assert_null (export_to (&world, 0, KIN_FILE_CSV, NULL, &refused));
  clear_world (&world);
}

/* A protected child's home, provider and postcode stay out though they would not for others. */
static void
test_protected (Fixture *fixture, gconstpointer data)
{
  guint placement = (guint) kin_type_number (&kin_placement), child = (guint) kin_type_number (&kin_child);
  g_autofree char *home = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gboolean refused;
  World world;

  fill_world (&world, fixture);
  home = kin_withhold_title (kin_store_reader (fixture->store), kin_record_no (world.records[kin_type_number (&kin_household)]), "provider");
  g_assert_true (g_str_has_prefix (home, "Home "));
  before = export_to (&world, placement, KIN_FILE_CSV, "provider", &refused);
  g_assert_nonnull (strstr (before, home));
  kin_record_set_flag (world.records[child], KIN_CHILD_PROTECTED_ADDRESS, TRUE);
  g_assert_true (kin_store_save_field (fixture->store, world.records[child], KIN_CHILD_PROTECTED_ADDRESS, NULL));
  after = export_to (&world, placement, KIN_FILE_CSV, "provider", &refused);
  g_assert_null (strstr (after, home));
  clear_world (&world);
}

static void
test_access (Fixture *fixture, gconstpointer data)
{
  guint child = (guint) kin_type_number (&kin_child);
  g_autofree char *path = g_build_filename (fixture->folder, "out.xlsx", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *all = NULL;
  g_autofree char *sum = NULL;
  g_autoptr (GPtrArray) access = NULL;
  g_autoptr (KinAction) undoable = NULL;
  gboolean refused;
  gsize length;
  World world;

  fill_world (&world, fixture);
  bytes = export_to (&world, child, KIN_FILE_XLSX, "internal", &refused);
  g_assert_true (g_file_get_contents (path, &all, &length, NULL));
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) all, length);
  access = kin_reader_list (kin_store_reader (fixture->store), &kin_access, "1 = 1 /* scan: test */ ORDER BY no", 0);
  g_assert_cmpuint (access->len, ==, 2); /* the world has one, too */
  g_assert_cmpstr (kin_record_text (access->pdata[1], KIN_ACCESS_FINGERPRINT), ==, sum);
  g_assert_cmpstr (kin_record_text (access->pdata[1], KIN_ACCESS_FOR_WHOM), ==, "internal");
  g_assert_cmpint (kin_record_number (access->pdata[1], KIN_ACCESS_ROWS), ==, 1);
  /* It is not what undo takes back. */
  undoable = kin_reader_undoable (kin_store_reader (fixture->store));
  g_assert_cmpstr (undoable->label, ==, "Made up");
  clear_world (&world);
}

static void
test_sheets (Fixture *fixture, gconstpointer data)
{
  guint price = (guint) kin_type_number (kin_type_find ("price_line"));
  g_autofree char *bytes = NULL;
  gboolean refused;
  World world;

  fill_world (&world, fixture);
  bytes = export_to (&world, price, KIN_FILE_XLSX, "internal", &refused);
  g_assert_nonnull (strstr (bytes, "About this export"));
  g_assert_nonnull (strstr (bytes, "<v>3500.01</v>"));   /* money is a number */
  g_assert_nonnull (strstr (bytes, "<v>36892</v>"));     /* 1 January 2001 is a day */
  g_assert_nonnull (strstr (bytes, "state=\"frozen\""));
  clear_world (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/xlsx/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("sheets", test_sheets);
  ADD ("access", test_access);
  ADD ("withheld", test_withheld);
  ADD ("refused", test_refused);
  ADD ("protected", test_protected);
  return g_test_run ();
}
