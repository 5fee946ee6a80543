/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The committee page of the made-up authority prints the figures; published, it hides what is small and what would give it away. */
#include <math.h>
#include <string.h>

#include "../folder.h"
#include "board_page.h"
#include "brothers.h"
#include "committee_page.h"
#include "demo.h"
#include "drawing.h"
#include "paper_pdf.h"
#include "store.h"
#include "suppress.h"
#include "timeline.h"
#include "weekend_sheet.h"

#define TODAY (kin_day (2026, 11, 20))

typedef struct
{
  char     *folder;
  KinStore *store;
} Demo;

/* One authority for all tests: it takes seconds to make, and they only read. */
static void
set_up (Demo *demo)
{
  static const guint8 key[KIN_KEY_BYTES] = { 1 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  demo->folder = g_dir_make_tmp ("kin-committee-XXXXXX", NULL);
  path = g_build_filename (demo->folder, "demo.kin", NULL);
  demo->store = kin_store_open (path, key, KIN_STORE_CREATE, &error);
  g_assert_no_error (error);
  kin_demo_fill (demo->store, 1, 1, TODAY, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Demo *demo)
{
  kin_store_close (demo->store);
  g_object_unref (demo->store);
  folder_remove (demo->folder);
  g_free (demo->folder);
}

static KinPaper
make_paper (const char *for_whom)
{
  return (KinPaper) { .authority = "Example Borough", .made = "20 November 2026, 16:31", .known = "as known now", .for_whom = for_whom,
                      .readers = KIN_READERS_INTERNAL };
}

static void
test_page (gconstpointer data)
{
  const Demo *demo = data;
  KinReader *reader = kin_store_reader (demo->store);
  KinCommitteeAsk ask = { .at = KIN_DEMO_DAY };
  g_autoptr (GError) error = NULL;
  KinPaper paper = make_paper ("Corporate parenting group");
  KinCommittee *committee = kin_committee_read (reader, &ask, &error);
  g_autoptr (KinDocument) document = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (committee->agrees);
  document = kin_committee_page (committee, &paper);
  text = paper_to_text (document, "committee");
  paper_assert_has (text, "Children in care");
  paper_assert_has (text, "398");
  paper_assert_has (text, "47 with agencies, 18.7 %");
  paper_assert_has (text, "Agency 47 18.7 % 11.8 %");
  paper_assert_has (text, "Agency foster 47 58.8 % 0 0");
  paper_assert_has (text, "General residential 19 23.8 % 7 0");
  paper_assert_has (text, "Residential 27 33.8 % 12 1");
  paper_assert_has (text, "Secure 1 1.3 % 1 1");
  paper_assert_has (text, "All commissioned placements 80 100.0 % 12 1");
  paper_assert_has (text, "excluding education");
  paper_assert_has (text, "As at 18 December 2017, as known now, at change ");
  paper_assert_has (text, "All sums agree.");
  paper_assert_has (text, "89 163 170");
  paper_assert_has (text, "Nothing is withheld.");
  paper_assert_has (text, "page 1 of 1");
}

static void
test_published (gconstpointer data)
{
  const Demo *demo = data;
  KinReader *reader = kin_store_reader (demo->store);
  KinCommitteeAsk ask = { .at = KIN_DEMO_DAY, .published = TRUE };
  g_autoptr (GError) error = NULL;
  KinPaper paper = make_paper ("Public");
  KinCommittee *committee = kin_committee_read (reader, &ask, &error);
  g_autoptr (KinDocument) document = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (committee->anything_hidden);
  for (guint i = 0; i < committee->tables->len; i++)
    {
      const KinCommitteeTable *table = committee->tables->pdata[i];

      for (guint j = 0; j < table->cells->len; j++)
        {
          const char *cell = table->cells->pdata[j], *label = table->cells->pdata[j / table->headings->len * table->headings->len];

          g_assert_false (strcmp (label, "Net") != 0 && strlen (cell) == 1 && *cell >= '1' && *cell <= '5');
        }
    }
  document = kin_committee_page (committee, &paper);
  text = paper_to_text (document, "committee-published");
  paper_assert_has (text, "Secure c c c c c c");
  paper_assert_has (text, "General residential 19");
  paper_assert_has (text, "Disability provision c c");
  paper_assert_has (text, "Withheld: numbers from 1 to 5");
  paper_assert_has (text, "Checked before numbers were hidden: all sums agree.");
  paper_assert_lacks (text, "£5,600.00");
}

/* The other pages, of a whole authority: everything that is shown is on them. */
static void
test_others (gconstpointer data)
{
  const Demo *demo = data;
  KinReader *reader = kin_store_reader (demo->store);
  g_autoptr (KinHomes) homes = kin_book_homes (reader, TODAY, TODAY);
  KinPaper paper = make_paper ("Emergency duty team");
  g_autoptr (KinDocument) sheet = kin_weekend_sheet (homes, &paper);
  g_autoptr (KinDocument) board = kin_board_page (homes->homes, "As on Friday 20 November 2026 · all homes", &paper);
  g_autofree char *balance = kin_homes_balance_to_text (&homes->balance);
  g_autofree char *first = paper_to_text (sheet, "demo-weekend");
  g_autofree char *second = paper_to_text (board, "demo-board");

  paper_assert_has (first, balance);
  paper_assert_has (second, balance);
  for (guint i = 0; i < homes->homes->len; i++)
    {
      const KinHome *home = homes->homes->pdata[i];

      for (guint j = 0; j < home->occupants->len; j++)
        {
          const char *surname = g_array_index (home->occupants, KinOccupant, j).surname;

          if (surname == NULL || strcmp (surname, "Example") == 0) /* workers are called so too */
            continue;
          paper_assert_lacks (first, surname);
          paper_assert_lacks (second, surname);
        }

      paper_assert_has (second, home->name);
      if (home->telephone != NULL)
        paper_assert_has (first, home->telephone);
    }
}

static void
test_lives (gconstpointer data)
{
  const Demo *demo = data;
  KinReader *reader = kin_store_reader (demo->store);
  KinTimelineView view = { .today = TODAY };
  KinStyle style = { .theme = KIN_THEME_LIGHT };
  g_autoptr (GArray) groups = kin_book_groups_in_care (reader, TODAY);
  guint n = 0;

  for (guint i = 0; i < groups->len && n < 3; i += 7)
    {
      g_autoptr (KinGroup) group = kin_book_group (reader, g_array_index (groups, gint64, i), TODAY);
      gint64 child = group->members->len > 0 ? g_array_index (group->members, KinGroupMember, 0).child : 0;
      g_autoptr (KinChildLife) life = child != 0 ? kin_book_child (reader, child, TODAY, TRUE) : NULL;
      g_autofree char *name = g_strdup_printf ("demo-timeline-%u", n);
      g_autoptr (GArray) hits = NULL;
      double height;
      cairo_t *cr;

      if (life == NULL)
        continue;
      height = kin_timeline_height (life, &view, &style, 700);
      cr = drawing_begin (KIN_THEME_LIGHT, 700, height);
      hits = kin_timeline_draw (cr, life, &view, &style, 700, height);
      drawing_check (hits, 700, height);
      drawing_end (cr, name);
      n++;
    }
}

/* Every way in which the hidden parts of a table may be filled leaves each of them more than one value. */
static gboolean
is_determined (const gint64 *values, const gboolean *hidden, guint rows, guint columns, guint cell)
{
  static const int spread[] = { -2, -1, 0, 1, 2 };
  guint open[16], n = 0;
  gint64 trial[16];

  for (guint i = 0; i < rows * columns; i++)
    {
      trial[i] = values[i];
      if (hidden[i])
        open[n++] = i;
    }
  if (n > 7)
    return FALSE;
  for (guint64 code = 0, most = (guint64) pow (5, n); code < most; code++)
    {
      gboolean fits = TRUE;
      guint64 rest = code;

      for (guint i = 0; i < n; i++, rest /= 5)
        trial[open[i]] = values[open[i]] + spread[rest % 5];
      if (trial[cell] == values[cell])
        continue;
      for (guint r = 0; r < rows && fits; r++)
        {
          gint64 sum = 0;

          for (guint c = 1; c < columns; c++)
            sum += trial[r * columns + c];
          fits = sum == trial[r * columns];
        }
      for (guint c = 0; c < columns && fits; c++)
        {
          gint64 sum = 0;

          for (guint r = 1; r < rows; r++)
            sum += trial[r * columns + c];
          fits = sum == trial[c];
        }
      if (fits)
        return FALSE;
    }
  return TRUE;
}

static void
test_suppress (void)
{
  for (int round = 0; round < 300; round++)
    {
      guint rows = (guint) g_test_rand_int_range (2, 4), columns = (guint) g_test_rand_int_range (3, 5);
      gint64 values[16] = { 0 };
      gboolean hidden[16] = { FALSE };
      KinSumLine lines[8] = { 0 };

      for (guint r = 1; r < rows; r++)
        for (guint c = 1; c < columns; c++)
          values[r * columns + c] = g_test_rand_int_range (0, g_test_rand_bit () ? 7 : 40);
      for (guint r = 0; r < rows; r++)
        for (guint c = 1; c < columns && r > 0; c++)
          {
            values[r * columns] += values[r * columns + c];
            values[c] += values[r * columns + c];
            values[0] += values[r * columns + c];
          }
      for (guint r = 0; r < rows; r++)
        for (guint c = 0; c < columns; c++)
          lines[r].cells[lines[r].n++] = r * columns + c;
      for (guint c = 0; c < columns; c++)
        for (guint r = 0; r < rows; r++)
          lines[rows + c].cells[lines[rows + c].n++] = r * columns + c;
      for (guint i = 0; i < rows + columns; i++)
        lines[i].sum = TRUE;
      kin_suppress (values, rows * columns, lines, rows + columns, hidden);
      for (guint i = 0; i < rows * columns; i++)
        {
          g_assert_true (hidden[i] || values[i] == 0 || values[i] > KIN_SUPPRESS_MOST);
          if (hidden[i] && values[0] > 0)
            g_assert_false (is_determined (values, hidden, rows, columns, i));
        }
    }
}

int
main (int argc, char *argv[])
{
  Demo demo;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/committee/suppress", test_suppress);
  g_test_add_data_func ("/committee/page", &demo, test_page);
  g_test_add_data_func ("/committee/published", &demo, test_published);
  g_test_add_data_func ("/committee/others", &demo, test_others);
  g_test_add_data_func ("/committee/lives", &demo, test_lives);
  set_up (&demo);
  status = g_test_run ();
  tear_down (&demo);
  return status;
}
