/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row a home; the cells are those of the weekend sheet. */
#include "board_page.h"

#include <glib/gi18n-lib.h>

#include "home_lines.h"
#include "sheet.h"

static char *
say_summary (const GPtrArray *homes)
{
  KinHomesBalance balance = kin_homes_add_up (homes);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u home", "%u homes", homes->len), homes->len);
  g_autofree char *sums = kin_homes_balance_to_text (&balance);

  return g_strdup_printf ("%s · %s", count, sums);
}

/* The name, and below it the kind and the telephone. */
static char *
say_home (const KinHome *home, KinReaders readers)
{
  g_autofree char *name = kin_home_name_markup (home, readers), *kind = kin_home_kind_markup (home), *telephone = kin_home_telephone (home, readers);

  return g_strconcat (name, "\n", kind, *telephone != '\0' && home->kind != NULL ? " · " : "", telephone, NULL);
}

KinDocument *
kin_board_page (const GPtrArray *homes, const char *scope, const KinPaper *paper)
{
  static KinPaperColumn columns[] = { { NULL, 23, PANGO_ALIGN_LEFT }, { NULL, 12, PANGO_ALIGN_LEFT }, { NULL, 19, PANGO_ALIGN_LEFT }, { NULL, 6, PANGO_ALIGN_CENTER },
                                      { NULL, 26, PANGO_ALIGN_LEFT }, { NULL, 10, PANGO_ALIGN_LEFT }, { NULL, 14, PANGO_ALIGN_LEFT } };
  KinPaperTable *table = kin_paper_table_new (columns, G_N_ELEMENTS (columns), 8.5);

  columns[0].heading = _("Home");
  columns[1].heading = _("Approved for");
  columns[2].heading = _("Who is there");
  columns[3].heading = _("Places tonight");
  columns[4].heading = _("Why, and what changes");
  columns[5].heading = _("Supervising worker");
  columns[6].heading = _("State");
  for (guint i = 0; i < homes->len; i++)
    {
      const KinHome *home = homes->pdata[i];
      char *cells[] = { say_home (home, paper->readers),             kin_home_terms_markup (home, paper->readers), kin_home_who_markup (home, paper->readers),
                        kin_home_places_markup (home),               kin_home_why_markup (home, paper->readers),   kin_home_worker_markup (home, paper->readers),
                        kin_home_state_markup (home, paper->readers) };

      kin_paper_table_add (table, cells);
    }
  return kin_sheet_new (table, paper, TRUE, g_strdup (_("Duty board")), g_strdup (scope != NULL ? scope : ""), say_summary (homes),
                        kin_home_lines_withheld (paper->readers), 8.5, 0);
}

gboolean
kin_board_page_pdf (const GPtrArray *homes, const char *scope, const KinPaper *paper, const char *path, GError **error)
{
  g_autoptr (KinDocument) document = kin_board_page (homes, scope, paper);

  return kin_document_save (document, path, error);
}
