/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weekend sheet and the duty board as PDF: pages, sums, and that outsiders' copies hold nothing they must not see. */
#include <glib/gstdio.h>
#include <string.h>

#include "because.h"
#include "board_page.h"
#include "list_page.h"
#include "paper_pdf.h"
#include "weekend_sheet.h"

/* What only insiders may see, of the homes below. */
static const char *const names[] = { "Ashdown", "Birchwood", "Ada", "Ben", "Dee", "01254", "P. Example", "kept for", "only" };

static void
add_child (KinHome *home, const char *name, int age, gint64 group, KinOccupantState state)
{
  KinOccupant occupant = { .child = age, .name = name, .surname = "Hiddenname", .age = age, .group = group, .state = state, .ours = TRUE,
                           .from = kin_day (2026, 12, 4), .until = kin_day (2026, 11, 22) };

  g_array_append_val (home->occupants, occupant);
}

static void
free_home (gpointer data)
{
  KinHome *home = data;

  g_array_unref (home->occupants);
  g_ptr_array_unref (home->places->because);
  g_free (home->places);
  g_free (home->name);
  g_free (home->telephone);
  g_free (home->state_text);
  g_free (home);
}

static KinHome *
add_home (KinHomes *homes, const char *name, int terms, int filled, int firm, int unconfirmed, const char *because)
{
  KinHome *home = g_new0 (KinHome, 1);

  home->household = homes->homes->len + 1;
  home->name = g_strdup (name);
  home->telephone = g_strdup_printf ("01254 %06d", (int) home->household);
  home->kind = (char *) "mainstream";
  home->worker = (char *) "P. Example";
  home->terms = (char *) "3, aged 0–12, Lee only";
  home->state = firm > 0 ? KIN_HOME_HAS_PLACE : unconfirmed > 0 ? KIN_HOME_UNCONFIRMED : KIN_HOME_FULL;
  home->state_text = g_strdup (firm > 0 ? "confirmed 2 days ago" : unconfirmed > 0 ? "not confirmed for 15 days" : "");
  home->occupants = g_array_new (FALSE, TRUE, sizeof (KinOccupant));
  home->places = g_new0 (KinPlacesResult, 1);
  home->places->terms = terms;
  home->places->filled = filled;
  home->places->vacant_firm = firm;
  home->places->vacant_unconfirmed = unconfirmed;
  home->places->because = kin_because_new ();
  kin_because_add (home->places->because, "%d in terms − %d placed", terms, filled);
  if (because != NULL)
    kin_because_add (home->places->because, "%s", because);
  g_ptr_array_add (homes->homes, home);
  kin_homes_balance_add (&homes->balance, home->places);
  return home;
}

/* Three homes with children in them, and so many more. */
static KinHomes *
make_homes (guint with_place, guint without)
{
  KinHomes *homes = g_new0 (KinHomes, 1);
  KinHome *home;

  homes->day = kin_day (2026, 11, 20);
  homes->homes = g_ptr_array_new_with_free_func (free_home);
  home = add_home (homes, "Ashdown & Sons", 3, 2, 1, 0, "kept for their sister Pip, who is apart");
  add_child (home, "Ada", 7, 5, KIN_OCCUPANT_HERE);
  add_child (home, "Cal", 6, 0, KIN_OCCUPANT_HERE);
  add_child (home, "Ben", 5, 5, KIN_OCCUPANT_HERE);
  home = add_home (homes, "Birchwood", 2, 1, 0, 0, NULL);
  add_child (home, "Dee", 16, 0, KIN_OCCUPANT_AWAY);
  home->places->held = 1;
  home->places->next_change = kin_day (2026, 12, 14);
  home->places->next_vacant = 1;
  homes->balance.held = 1;
  add_home (homes, "Hazel", 3, 1, 0, 2, "not confirmed for 15 days");
  for (guint i = 0; i < with_place + without; i++)
    {
      g_autofree char *name = g_strdup_printf ("Made-up Row %u", i + 1);

      home = add_home (homes, name, 2, i < with_place ? 1 : 2, i < with_place ? 1 : 0, 0, NULL);
      for (int j = 0; j < home->places->filled; j++)
        add_child (home, j == 0 ? "Max" : "Zed", 9 + j, (gint64) i + 10, KIN_OCCUPANT_HERE);
    }
  return homes;
}

static void
free_homes (KinHomes *homes)
{
  g_ptr_array_unref (homes->homes);
  g_free (homes);
}

static KinPaper
make_paper (KinReaders readers)
{
  return (KinPaper) { .authority = "Example Borough", .made = "20 November 2026, 16:31", .known = "as known now", .for_whom = "Emergency duty team", .readers = readers };
}

static void
test_weekend (void)
{
  KinHomes *homes = make_homes (8, 40);
  KinPaper paper = make_paper (KIN_READERS_INTERNAL);
  g_autoptr (KinDocument) document = kin_weekend_sheet (homes, &paper);
  g_autofree char *balance = kin_homes_balance_to_text (&homes->balance);
  g_autofree char *text = NULL;

  g_assert_cmpuint (kin_document_n_pages (document), ==, 1);
  text = paper_to_text (document, "weekend-one");
  paper_assert_has (text, balance);
  paper_assert_has (text, "page 1 of 1");
  paper_assert_has (text, "For: Emergency duty team");
  paper_assert_has (text, "Withheld: children's surnames");
  paper_assert_has (text, "printed 20 November 2026, 16:31");
  paper_assert_has (text, "Night of Friday 20 November 2026");
  paper_assert_has (text, "A place tonight · 9");
  paper_assert_has (text, "ring first · 1");
  paper_assert_has (text, "No place tonight · 41");
  paper_assert_has (text, "● Ada 7 + Ben 5, Cal 6");
  paper_assert_has (text, "01254 000001");
  paper_assert_has (text, "Birchwood 01254 000002 1 from 14 December 2026");
  paper_assert_lacks (text, "Hiddenname");
  g_assert_true (strstr (text, "Ashdown") < strstr (text, "Birchwood"));
  free_homes (homes);
}

static void
test_weekend_long (void)
{
  KinHomes *homes = make_homes (70, 150);
  KinPaper paper = make_paper (KIN_READERS_INTERNAL);
  g_autoptr (KinDocument) document = kin_weekend_sheet (homes, &paper);
  g_autofree char *text = paper_to_text (document, "weekend-long");
  g_autofree char *last = g_strdup_printf ("page %u of %u", kin_document_n_pages (document), kin_document_n_pages (document));

  g_assert_cmpuint (kin_document_n_pages (document), >, 1);
  paper_assert_has (text, last);
  for (guint i = 0; i < 220; i++)
    {
      g_autofree char *telephone = g_strdup_printf ("01254 %06u", i + 1);

      paper_assert_has (text, telephone);
    }
  free_homes (homes);
}

/* What is printed is what is shown, and so are the sums. */
static void
test_board (void)
{
  KinHomes *homes = make_homes (20, 30);
  KinPaper paper = make_paper (KIN_READERS_INTERNAL);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  g_autoptr (KinDocument) all = kin_board_page (homes->homes, "As on Friday 20 November 2026 · all homes", &paper);
  g_autoptr (KinDocument) some = NULL;
  g_autofree char *balance = kin_homes_balance_to_text (&homes->balance);
  g_autofree char *text = paper_to_text (all, "board");
  g_autofree char *few = NULL;

  g_assert_cmpuint (kin_document_n_pages (all), >=, 2);
  paper_assert_has (text, balance);
  paper_assert_has (text, "53 homes");
  paper_assert_has (text, "Nothing is withheld.");
  paper_assert_has (text, "✓ Has a place");
  g_ptr_array_add (shown, homes->homes->pdata[1]);
  some = kin_board_page (shown, "Only Birchwood", &paper);
  few = paper_to_text (some, NULL);
  g_assert_cmpuint (kin_document_n_pages (some), ==, 1);
  paper_assert_has (few, "1 home · 2 in terms + 0 over = 1 filled + 1 held");
  paper_assert_lacks (few, "Ashdown");
  free_homes (homes);
}

static void
test_outsiders (void)
{
  KinHomes *homes = make_homes (3, 4);

  for (KinReaders readers = KIN_READERS_PUBLIC; readers <= KIN_READERS_OUTSIDE; readers++)
    {
      KinPaper paper = make_paper (readers);
      g_autoptr (KinDocument) board = kin_board_page (homes->homes, "All homes", &paper);
      g_autoptr (KinDocument) sheet = kin_weekend_sheet (homes, &paper);
      g_autofree char *first = paper_to_text (board, readers == KIN_READERS_PUBLIC ? "board-public" : "board-outside");
      g_autofree char *second = paper_to_text (sheet, NULL);

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          paper_assert_lacks (first, names[i]);
          if (strcmp (names[i], "only") != 0) /* of the heading of a section */
            paper_assert_lacks (second, names[i]);
        }
      paper_assert_lacks (first, "Hiddenname");
      paper_assert_has (first, "Withheld: names");
      if (readers == KIN_READERS_OUTSIDE)
        paper_assert_has (first, "Home 1");
      else
        paper_assert_lacks (first, "Home 1");
    }
  free_homes (homes);
}

static void
test_empty (void)
{
  KinHomes *homes = make_homes (0, 0);
  KinPaper paper = make_paper (KIN_READERS_INTERNAL);
  g_autoptr (KinDocument) sheet = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_set_size (homes->homes, 0);
  sheet = kin_weekend_sheet (homes, &paper);
  text = paper_to_text (sheet, NULL);
  g_assert_cmpuint (kin_document_n_pages (sheet), ==, 1);
  paper_assert_has (text, "A place tonight · 0");
  free_homes (homes);
}

static char *
say_cell (guint row, guint column, gpointer data)
{
  return column == 1 && row == 3 ? NULL : g_strdup_printf ("r%u.%u", row, column);
}

static void
test_list (void)
{
  static const char *const headings[] = { "First", "Second", "Third" };
  KinListPage list = { .title = "Children", .scope = "In care on 18 December 2017; for Internal", .date = "printed 14 June 2019", .withheld = "addresses",
                       .headings = headings, .n_columns = 3, .n_rows = 100, .cell = say_cell };
  g_autoptr (KinDocument) document = kin_list_page_document (&list, KIN_A4_LONG, KIN_A4_SHORT);
  g_autofree char *text = paper_to_text (document, "list");
  g_autofree char *last = g_strdup_printf ("page %u of %u", kin_document_n_pages (document), kin_document_n_pages (document));

  g_assert_cmpuint (kin_document_n_pages (document), ==, kin_list_page_count (&list, KIN_A4_SHORT));
  paper_assert_has (text, "100 rows");
  paper_assert_has (text, "Withheld: addresses.");
  paper_assert_has (text, last);
  paper_assert_lacks (text, "r3.1 ");
  for (guint row = 0; row < 100; row++)
    {
      g_autofree char *cell = g_strdup_printf ("r%u.0 ", row);

      paper_assert_has (text, cell);
    }
  list.n_rows = 0;
  g_assert_cmpuint (kin_list_page_count (&list, KIN_A4_SHORT), ==, 1);
}

static void
test_file (void)
{
  KinHomes *homes = make_homes (1, 1);
  KinPaper paper = make_paper (KIN_READERS_INTERNAL);
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_BUILT), "report", "private.pdf", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (kin_weekend_sheet_pdf (homes, &paper, path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_false (kin_board_page_pdf (homes->homes, "", &paper, "/nowhere/at/all.pdf", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  free_homes (homes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/weekend", test_weekend);
  g_test_add_func ("/pages/weekend-long", test_weekend_long);
  g_test_add_func ("/pages/board", test_board);
  g_test_add_func ("/pages/outsiders", test_outsiders);
  g_test_add_func ("/pages/empty", test_empty);
  g_test_add_func ("/pages/list", test_list);
  g_test_add_func ("/pages/file", test_file);
  return g_test_run ();
}
