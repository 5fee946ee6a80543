/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorted by what a duty worker does next: place, ring, ask, or ring for another reason. */
#include "weekend_sheet.h"

#include <glib/gi18n-lib.h>

#include "home_lines.h"
#include "sheet.h"

#define SIZE 8.5
#define SMALLEST 7.0
#define ABREAST 4 /* of the list of telephones */

typedef enum { HAS_PLACE, RING_FIRST, RESTRICTED, NO_PLACE, N_SECTIONS } Section;

static Section
section_of (const KinHome *home)
{
  if (home->places->vacant_firm > 0)
    return HAS_PLACE;
  if (home->places->vacant_unconfirmed > 0)
    return RING_FIRST;
  return home->places->restricted > 0 ? RESTRICTED : NO_PLACE;
}

/* Most places first, then by name as they came. */
static int
compare_homes (gconstpointer a, gconstpointer b)
{
  const KinHome *x = *(const KinHome *const *) a, *y = *(const KinHome *const *) b;
  int x_places = x->places->vacant_firm + x->places->vacant_unconfirmed, y_places = y->places->vacant_firm + y->places->vacant_unconfirmed;

  if (x_places != y_places)
    return y_places - x_places;
  return g_strcmp0 (x->name, y->name);
}

static GPtrArray *
pick_homes (const KinHomes *homes, Section section)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < homes->homes->len; i++)
    if (section_of (homes->homes->pdata[i]) == section)
      g_ptr_array_add (picked, homes->homes->pdata[i]);
  if (section < RESTRICTED)
    g_ptr_array_sort (picked, compare_homes);
  return picked;
}

static char *
title_section (Section section, guint n)
{
  static const char *const titles[N_SECTIONS] = { N_("A place tonight"), N_("Perhaps a place: not confirmed lately, ring first"),
                                                  N_("Only for a named child, or for brothers and sisters"), N_("No place tonight") };

  return g_markup_printf_escaped ("%s · %u", _(titles[section]), n);
}

static void
add_full (KinPaperTable *table, const KinHome *home, KinReaders readers)
{
  g_autofree char *name = kin_home_name_markup (home, readers), *telephone = kin_home_telephone (home, readers);
  char *cells[] = { kin_home_places_markup (home), g_strjoin (*telephone != '\0' ? "\n" : "", name, telephone, NULL), kin_home_terms_markup (home, readers),
                    kin_home_who_markup (home, readers), kin_home_why_markup (home, readers), kin_home_worker_markup (home, readers) };

  kin_paper_table_add (table, cells);
}

/* "Ashdown 01254 000001", and below it "1 from 5 December 2026", or for whom its place is. */
static char *
shorten (const KinHome *home, Section section, KinReaders readers)
{
  const KinPlacesResult *places = home->places;
  g_autofree char *day = places->next_vacant > 0 ? kin_day_to_words (places->next_change) : NULL;
  g_autofree char *name = kin_home_name_markup (home, readers), *telephone = kin_home_telephone (home, readers), *terms = kin_home_terms_markup (home, readers);
  g_autofree char *next = day != NULL ? g_strdup_printf (_("%d from %s"), places->next_vacant, day) : NULL;
  GString *text = g_string_new (name);

  g_string_append_printf (text, " %s", telephone);
  if (readers == KIN_READERS_INTERNAL && section == RESTRICTED)
    g_string_append_printf (text, "\n%s", terms);
  if (readers == KIN_READERS_INTERNAL && next != NULL)
    g_string_append_printf (text, "\n%s", next);
  return g_string_free (text, FALSE);
}

static void
add_short (KinPaperTable *table, const GPtrArray *homes, Section section, KinReaders readers)
{
  guint rows = (homes->len + ABREAST - 1) / ABREAST;

  for (guint row = 0; row < rows; row++)
    {
      char *cells[ABREAST] = { NULL };

      for (guint column = 0; column < ABREAST; column++) /* down first, as a telephone list is read */
        if (row + column * rows < homes->len)
          cells[column] = shorten (homes->pdata[row + column * rows], section, readers);
      kin_paper_table_add_even (table, cells, ABREAST);
    }
}

static char *
say_scope (const KinHomes *homes)
{
  static const char *const nights[] = { N_("Night of Monday %s"), N_("Night of Tuesday %s"),  N_("Night of Wednesday %s"), N_("Night of Thursday %s"),
                                        N_("Night of Friday %s"), N_("Night of Saturday %s"), N_("Night of Sunday %s") };
  g_autofree char *day = kin_day_to_words (homes->day);
  GString *scope = g_string_new (NULL);

  if (day != NULL)
    g_string_replace (g_string_append (scope, _(nights[kin_day_weekday (homes->day) - 1])), "%s", day, 1);
  g_string_append_printf (scope, _(" · %u homes · %d places tonight, %d more to be confirmed"), homes->homes->len, (int) homes->balance.vacant_firm,
                          (int) homes->balance.vacant_unconfirmed);
  return g_string_free (scope, FALSE);
}

KinDocument *
kin_weekend_sheet (const KinHomes *homes, const KinPaper *paper)
{
  static KinPaperColumn columns[] = { { NULL, 7, PANGO_ALIGN_CENTER }, { NULL, 18, PANGO_ALIGN_LEFT }, { NULL, 14, PANGO_ALIGN_LEFT },
                                      { NULL, 20, PANGO_ALIGN_LEFT },  { NULL, 29, PANGO_ALIGN_LEFT }, { NULL, 12, PANGO_ALIGN_LEFT } };
  KinPaperTable *table = kin_paper_table_new (columns, G_N_ELEMENTS (columns), SIZE);
  KinHomesBalance balance = kin_homes_add_up (homes->homes);

  columns[0].heading = _("Places");
  columns[1].heading = _("Home");
  columns[2].heading = _("Approved for");
  columns[3].heading = _("Who is there");
  columns[4].heading = _("Why, and what changes");
  columns[5].heading = _("Supervising worker");
  for (Section section = HAS_PLACE; section < N_SECTIONS; section++)
    {
      g_autoptr (GPtrArray) picked = pick_homes (homes, section);

      if (picked->len == 0 && section != HAS_PLACE)
        continue;
      kin_paper_table_add_section (table, title_section (section, picked->len));
      if (section >= RESTRICTED)
        add_short (table, picked, section, paper->readers);
      else
        for (guint i = 0; i < picked->len; i++)
          add_full (table, picked->pdata[i], paper->readers);
    }
  return kin_sheet_new (table, paper, FALSE, g_strdup (_("Weekend sheet")), say_scope (homes), kin_homes_balance_to_text (&balance),
                        paper->readers == KIN_READERS_INTERNAL ? _("children's surnames") : kin_home_lines_withheld (paper->readers), SIZE, SMALLEST);
}

gboolean
kin_weekend_sheet_pdf (const KinHomes *homes, const KinPaper *paper, const char *path, GError **error)
{
  g_autoptr (KinDocument) document = kin_weekend_sheet (homes, paper);

  return kin_document_save (document, path, error);
}
