/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a fuzz target the files of its corpus, so that what once broke it is tried in every test run without libFuzzer. */

#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
try_file (gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;
  g_autofree uint8_t *exact = NULL;

  g_file_get_contents (user_data, &contents, &length, &error);
  g_assert_no_error (error);
  /* Without the NUL that GLib adds, the sanitizer sees a read one too far. */
  exact = g_memdup2 (contents, length);
  g_assert_cmpint (LLVMFuzzerTestOneInput (exact, length), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  const char *folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = argc > 1 ? argv[1] : NULL;
  g_assert_nonnull (folder);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/fuzz/%s", name);
      char *path = g_build_filename (folder, name, NULL);

      g_ptr_array_add (paths, path);
      g_test_add_data_func (test, path, try_file);
    }
  return g_test_run ();
}
