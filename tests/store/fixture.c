/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every test of the store begins and ends with. */
#include "fixture.h"

static gint64
tell_time (gpointer data)
{
  return ((Fixture *) data)->now;
}

static void
open_store (Fixture *fixture, KinStoreFlags flags)
{
  g_autoptr (GError) error = NULL;

  fixture->store = kin_store_open (fixture->path, fixture->key, flags, &error);
  g_assert_no_error (error);
  kin_store_set_clock (fixture->store, tell_time, fixture);
}

void
fixture_close (Fixture *fixture)
{
  if (fixture->store != NULL)
    kin_store_close (fixture->store); /* news on its way to the main loop may still hold it */
  g_clear_object (&fixture->store);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("kinkeeper-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "example.kin", NULL);
  for (guint i = 0; i < KIN_KEY_BYTES; i++)
    fixture->key[i] = (guint8) (i * 7 + 1);
  fixture->now = G_GINT64_CONSTANT (1700000000000);
  open_store (fixture, KIN_STORE_CREATE);
}

void
fixture_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      fixture_remove (child);
    }
  g_remove (path);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_close (fixture);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
fixture_reopen (Fixture *fixture)
{
  fixture_close (fixture);
  open_store (fixture, 0);
}

KinRecord *
fixture_child (Fixture *fixture, const char *forename, const char *surname)
{
  g_autoptr (GError) error = NULL;
  KinRecord *child = kin_record_new (&kin_child);

  kin_record_set_text (child, KIN_CHILD_FORENAME, forename);
  kin_record_set_text (child, KIN_CHILD_SURNAME, surname);
  kin_store_create (fixture->store, child, "Child added", &error);
  g_assert_no_error (error);
  return child;
}

KinRecord *
fixture_household (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  KinRecord *home = kin_record_new (&kin_household);

  kin_record_set_text (home, KIN_HOUSEHOLD_NAME, name);
  kin_store_create (fixture->store, home, "Home added", &error);
  g_assert_no_error (error);
  return home;
}

KinRecord *
fixture_now (Fixture *fixture, KinRecord *record)
{
  return kin_reader_get (kin_store_reader (fixture->store), kin_record_type (record), kin_record_no (record));
}
