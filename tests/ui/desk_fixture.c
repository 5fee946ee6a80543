/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real store in a folder of its own. */
#include "desk_fixture.h"

#include <gio/gio.h>

#include "../folder.h"

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  static const guint8 key[KIN_KEY_BYTES] = { 7 };
  g_autofree char    *path = NULL;
  g_autoptr (GError)  error = NULL;

  fixture->folder = g_dir_make_tmp ("kin-ui-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "record.kinkeeper", NULL);
  fixture->store = kin_store_open (path, key, KIN_STORE_CREATE, &error);
  g_assert_no_error (error);
  fixture->desk = kin_desk_new (fixture->store);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_settle (fixture);
  g_assert_finalize_object (fixture->desk);
  kin_store_close (fixture->store);
  g_clear_object (&fixture->store);
  folder_remove (fixture->folder);
  g_free (fixture->folder);
}

void
fixture_wait (gboolean (*holds) (gpointer data), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!holds (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static gboolean
is_settled (gpointer data)
{
  return kin_desk_n_pending (data) == 0;
}

void
fixture_settle (Fixture *fixture)
{
  fixture_wait (is_settled, fixture->desk);
  for (int i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
}

guint
fixture_n_changes (Fixture *fixture)
{
  g_autoptr (GPtrArray) changes = kin_reader_changes (kin_store_reader (fixture->store), 0, 1000);

  return changes->len;
}
