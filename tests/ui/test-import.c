/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of an import without the window around them: what a file is taken for, the dry run, and that a broken file changes nothing. */
#include <glib/gstdio.h>

#include "desk_fixture.h"
#include "import_job.h"
#include "import_map_page.h"
#include "import_result.h"
#include "people.h"

static char *
write_file (Fixture *fixture, const char *name, const char *bytes, gssize length)
{
  char              *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

static KinImport *
begin (Fixture *fixture, const char *path)
{
  const char *paths[] = { path, NULL };

  return kin_import_new (fixture->store, kin_desk_today (fixture->desk), paths);
}

static const char homes[] = "Reference,Carer,Tel,Kind\nEX-1,Ada Example,01632 960001,mainstream\nEX-2,Ben Example,01632 960002,purple\n";

static void
test_homes (Fixture *fixture, gconstpointer data)
{
  g_autofree char      *path = write_file (fixture, "homes.csv", homes, -1);
  g_autoptr (KinImport) import = begin (fixture, path);
  g_autofree char      *label = NULL;
  g_autoptr (GError)    error = NULL;
  gint64                action = 0;

  g_assert_true (kin_import_look (import, &error));
  g_assert_no_error (error);
  g_assert_false (import->is_return);
  g_assert_true (kin_csv_map_type (import->map) == &kin_household);
  g_assert_true (kin_import_try (import, NULL, &error));
  g_assert_cmpuint (kin_import_n_rows (import), ==, 1);
  g_assert_cmpuint (kin_import_n_rejected (import), ==, 1);
  g_assert_cmpuint (fixture_n_changes (fixture), ==, 0);
  label = kin_import_label (import);
  g_assert_true (kin_store_write (fixture->store, "import", label, kin_import_work, import, NULL, &action, &error));
  g_assert_no_error (error);
  g_assert_cmpint (action, !=, 0);
  g_assert_cmpuint (fixture_n_changes (fixture), >, 0);
}

static void
test_return (Fixture *fixture, gconstpointer data)
{
  g_autofree char      *path = write_file (fixture, "header 2016-17.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nEX1,1,03/04/2010,WBRI,,,\n", -1);
  g_autoptr (KinImport) import = begin (fixture, path);
  g_autoptr (GError)    error = NULL;

  g_assert_true (kin_import_look (import, &error));
  g_assert_no_error (error);
  g_assert_true (import->is_return);
  g_assert_cmpint (import->year, ==, 2017);
  g_assert_true (kin_import_try (import, NULL, &error));
  g_assert_cmpuint (kin_import_n_rows (import), ==, 1);
  g_assert_cmpuint (fixture_n_changes (fixture), ==, 0);
}

static void
refuse (Fixture *fixture, const char *name, const char *bytes, gssize length)
{
  g_autofree char      *path = write_file (fixture, name, bytes, length);
  g_autoptr (KinImport) import = begin (fixture, path);
  g_autoptr (GError)    error = NULL;

  g_assert_false (kin_import_look (import, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_cmpuint (fixture_n_changes (fixture), ==, 0);
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  refuse (fixture, "utf16.csv", "\xff\xfeR\0e\0f\0", 8);
  refuse (fixture, "book.xlsx", "PK\x03\x04\x14\0\6\0\x08\0\0\0", 12);
  refuse (fixture, "open.csv", "Name,Note\nAda,\"never closed\n", -1);
  refuse (fixture, "nothing.csv", "Name,Note\n", -1);
}

static void
count_checked (const char *key, gboolean on, gpointer data)
{
}

static void
keep_nothing (gpointer data)
{
}

/* The pages stand without a window. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autofree char      *path = write_file (fixture, "homes.csv", homes, -1);
  g_autoptr (KinImport) import = begin (fixture, path);
  GtkWidget            *map, *result;

  g_assert_true (kin_import_look (import, NULL));
  map = g_object_ref_sink (kin_import_map_page_new (import));
  g_assert_true (kin_import_try (import, NULL, NULL));
  result = g_object_ref_sink (kin_import_result_new (import, count_checked, G_CALLBACK (keep_nothing), NULL));
  kin_import_result_update (result);
  g_assert_finalize_object (result);
  g_assert_finalize_object (map);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/import/homes", Fixture, NULL, fixture_set_up, test_homes, fixture_tear_down);
  g_test_add ("/import/return", Fixture, NULL, fixture_set_up, test_return, fixture_tear_down);
  g_test_add ("/import/broken", Fixture, NULL, fixture_set_up, test_broken, fixture_tear_down);
  g_test_add ("/import/pages", Fixture, NULL, fixture_set_up, test_pages, fixture_tear_down);
  return g_test_run ();
}
