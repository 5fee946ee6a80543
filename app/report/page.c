/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Head and foot are measured before they are drawn, as what they say wraps. */
#include "page.h"

#include <glib/gi18n-lib.h>

static const KinLettering title_text = { .size = 16, .bold = TRUE, .lines = 1 };
static const KinLettering scope_text = { .size = 9.5, .lines = 3 };
static const KinLettering right_text = { .size = 8.5, .lines = 2, .align = PANGO_ALIGN_RIGHT };
static const KinLettering foot_text = { .size = 8, .lines = 3 };
static const KinLettering number_text = { .size = 8, .lines = 1, .align = PANGO_ALIGN_RIGHT };

#define NUMBER_WIDTH 90.0

void
kin_page_rule (cairo_t *cr, double x, double y, double width, KinColour colour)
{
  cairo_save (cr);
  kin_colour_set (cr, colour);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static double
head_height (cairo_t *cr, const KinPage *page, double width)
{
  double scope = page->scope != NULL && *page->scope != '\0' ? kin_lettering_height (cr, &scope_text, width, page->scope) + 2 : 0;

  return 24 + scope + 6;
}

/* "For Court. Withheld: names, telephones." */
static char *
say_recipient (const KinPage *page)
{
  g_autofree char *withheld = page->withheld != NULL ? g_strdup_printf (_("Withheld: %s."), page->withheld) : g_strdup (_("Nothing is withheld."));

  if (page->for_whom == NULL)
    return page->withheld != NULL ? g_steal_pointer (&withheld) : NULL;
  return g_strdup_printf (_("For: %s. %s"), page->for_whom, withheld);
}

static char *
foot_words (const KinPage *page)
{
  g_autofree char *recipient = say_recipient (page);
  gboolean summary = page->summary != NULL && *page->summary != '\0';

  if (recipient != NULL && summary)
    return g_strconcat (page->summary, "\n", recipient, NULL);
  return recipient != NULL ? g_steal_pointer (&recipient) : g_strdup (summary ? page->summary : " ");
}

static KinPageRoom
find_room (cairo_t *cr, const KinPage *page, const char *foot, double width, double height)
{
  double across = width - 2 * KIN_PAGE_MARGIN, head = head_height (cr, page, across);
  double below = kin_lettering_height (cr, &foot_text, across - NUMBER_WIDTH, foot) + 8;

  return (KinPageRoom) { KIN_PAGE_MARGIN, KIN_PAGE_MARGIN + head, across, MAX (20, height - 2 * KIN_PAGE_MARGIN - head - below) };
}

KinPageRoom
kin_page_room (const KinPage *page, double width, double height)
{
  cairo_surface_t *nothing = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (nothing);
  g_autofree char *foot = foot_words (page);
  KinPageRoom room = find_room (cr, page, foot, width, height);

  cairo_destroy (cr);
  cairo_surface_destroy (nothing);
  return room;
}

KinPageRoom
kin_page_draw (cairo_t *cr, const KinPage *page, double width, double height, guint number, guint n_pages)
{
  const KinPalette *palette = kin_palette (KIN_THEME_PRINT);
  g_autofree char *foot = foot_words (page);
  g_autofree char *words = g_strdup_printf (_("page %u of %u"), number + 1, n_pages);
  /* From the fixed measure, not from this context's fonts: breaks must not move between preview and paper. */
  KinPageRoom room = kin_page_room (page, width, height);
  double y = room.y + room.height + 4;

  kin_colour_set (cr, palette->ink);
  kin_lettering_draw (cr, &title_text, room.x, KIN_PAGE_MARGIN, room.width * 0.62, page->title);
  kin_lettering_draw (cr, &scope_text, room.x, KIN_PAGE_MARGIN + 24, room.width, page->scope);
  kin_page_rule (cr, room.x, room.y - 4, room.width, palette->ink);
  kin_page_rule (cr, room.x, y, room.width, palette->grid);
  kin_colour_set (cr, palette->dim);
  kin_lettering_draw (cr, &right_text, room.x + room.width * 0.62, KIN_PAGE_MARGIN, room.width * 0.38, page->right);
  kin_lettering_draw (cr, &foot_text, room.x, y + 4, room.width - NUMBER_WIDTH, foot);
  kin_lettering_draw (cr, &number_text, room.x + room.width - NUMBER_WIDTH, y + 4, NUMBER_WIDTH, words);
  kin_colour_set (cr, palette->ink);
  return room;
}

char *
kin_paper_right (const KinPaper *paper)
{
  GString *text = g_string_new (paper->authority);

  if (paper->authority != NULL && paper->made != NULL)
    g_string_append_c (text, '\n');
  if (paper->made != NULL)
    g_string_append_printf (text, _("printed %s"), paper->made);
  if (paper->known != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", paper->known);
  return g_string_free (text, FALSE);
}

KinPaper *
kin_paper_copy (const KinPaper *paper, gboolean across)
{
  KinPaper *copy = g_new0 (KinPaper, 1);

  *copy = *paper;
  if (copy->width <= 0 || copy->height <= 0)
    {
      copy->width = across ? KIN_A4_LONG : KIN_A4_SHORT;
      copy->height = across ? KIN_A4_SHORT : KIN_A4_LONG;
    }
  copy->authority = g_strdup (paper->authority);
  copy->made = g_strdup (paper->made);
  copy->known = g_strdup (paper->known);
  copy->for_whom = g_strdup (paper->for_whom);
  return copy;
}

void
kin_paper_free (KinPaper *paper)
{
  if (paper == NULL)
    return;
  g_free ((char *) paper->authority);
  g_free ((char *) paper->made);
  g_free ((char *) paper->known);
  g_free ((char *) paper->for_whom);
  g_free (paper);
}
