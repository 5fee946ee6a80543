/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdftotext keeps the order of drawing with -raw, so that a cell that wraps reads as one. */
#include "paper_pdf.h"

#include <glib/gstdio.h>
#include <string.h>

char *
paper_to_text (KinDocument *document, const char *name)
{
  g_autofree char *file = g_strconcat (name != NULL ? name : "unnamed", ".pdf", NULL);
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_BUILT), "report", file, NULL);
  const char *const command[] = { "pdftotext", "-raw", path, "-", NULL };
  g_autoptr (GRegex) space = g_regex_new ("\\s+", 0, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int status;

  g_assert_true (kin_document_save (document, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return g_regex_replace_literal (space, text, -1, 0, " ", 0, NULL);
}

void
paper_assert_has (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("'%s' is not on the page", words);
}

void
paper_assert_lacks (const char *text, const char *words)
{
  const char *found = strstr (text, words);

  if (found != NULL)
    g_error ("'%s' is on the page: %.60s", words, found);
}
