/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list on paper takes the pages it says, and its file is its owner's alone. */
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "list_page.h"

static char *
cell (guint row, guint column, gpointer data)
{
  guint *asked = data;

  (*asked)++;
  return column == 2 ? NULL : g_strdup_printf ("Example %u/%u", row, column);
}

static void
test_pages (void)
{
  static const char *const headings[] = { "Name", "Born", "Note" };
  static const guint rows[] = { 0, 1, 30, 200, 1000 };
  guint asked = 0;
  KinListPage list = { "Children", "In care; for Internal", "18 December 2017", "School", headings, NULL, 3, 0, cell, &asked };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      struct stat about;
      gsize length;
      int fd = g_file_open_tmp ("list-XXXXXX.pdf", &path, NULL);

      close (fd);
      list.n_rows = rows[i];
      asked = 0;
      kin_list_page_to_pdf (&list, path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (asked, ==, rows[i] * 3); /* every row is on one page, and on one only */
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_true (length > 500 && g_str_has_prefix (bytes, "%PDF-"));
      g_assert_cmpuint (kin_list_page_count (&list, KIN_PAGE_A4_SHORT), >=, 1 + rows[i] / 40);
      g_assert_cmpint (stat (path, &about), ==, 0);
      g_assert_cmpint (about.st_mode & 077, ==, 0);
      g_unlink (path);
    }
}

static void
test_refused (void)
{
  static const char *const headings[] = { "Name" };
  guint asked = 0;
  const KinListPage list = { "Children", "", "", NULL, headings, NULL, 1, 1, cell, &asked };
  g_autoptr (GError) error = NULL;

  g_assert_false (kin_list_page_to_pdf (&list, "/nonexistent/folder/list.pdf", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-page/pages", test_pages);
  g_test_add_func ("/list-page/refused", test_refused);
  return g_test_run ();
}
