/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything has its place on one page; what is too long for it is set smaller as a whole. */
#include "committee_page.h"

#include <glib/gi18n-lib.h>

#include "chart.h"

#define GAP 12.0
#define LINE 11.5

typedef struct
{
  KinCommittee *committee;
  KinPaper     *paper;
  KinPage       page;
  char         *right, *summary;
} Draft;

static const KinLettering label_text = { .size = 8, .lines = 1 };
static const KinLettering note_text = { .size = 7.5, .lines = 2 };
static const KinLettering value_text = { .size = 21, .bold = TRUE, .lines = 1 };
static const KinLettering title_text = { .size = 10, .bold = TRUE, .lines = 1 };
static const KinLettering definition_text = { .size = 7, .lines = 3 };

static double
draw_tiles (cairo_t *cr, const KinCommittee *committee, double x, double y, double width)
{
  const KinPalette *palette = kin_palette (KIN_THEME_PRINT);
  double each = (width + 8) / MAX (1, committee->tiles->len), height = 68;

  for (guint i = 0; i < committee->tiles->len; i++)
    {
      const KinCommitteeTile *tile = &g_array_index (committee->tiles, KinCommitteeTile, i);
      double left = x + each * i, room = each - 8 - 12;

      kin_path_round (cr, left, y, each - 8, height, 5);
      kin_colour_set (cr, palette->grid);
      cairo_set_line_width (cr, 0.8);
      cairo_stroke (cr);
      kin_colour_set (cr, palette->dim);
      kin_lettering_draw (cr, &label_text, left + 6, y + 6, room, tile->label);
      kin_lettering_draw (cr, &note_text, left + 6, y + 43, room, tile->note);
      kin_colour_set (cr, palette->ink);
      kin_lettering_draw (cr, &value_text, left + 6, y + 15, room, tile->value);
    }
  return y + height + GAP;
}

static double
draw_charts (cairo_t *cr, const KinCommittee *committee, double x, double y, double width)
{
  static const KinStyle style = { .theme = KIN_THEME_PRINT, .scale = 0.85 };
  const KinChartSeries stock = { _("In care"), (const gint64 *) (gpointer) committee->in_care->data, NULL };
  const KinChartSeries lived = { _("Children"), (const gint64 *) (gpointer) committee->lived->data, NULL };
  KinChart lines = { .days = (const KinDay *) (gpointer) committee->days->data, .n_points = committee->days->len, .series = &stock, .n_series = 1 };
  KinChart bars = { .labels = (const char *const *) committee->places->pdata, .n_points = committee->places->len, .series = &lived, .n_series = 1, .blank = "c" };
  double each = (width - 20) / 2, height = 104;

  kin_colour_set (cr, kin_palette (KIN_THEME_PRINT)->ink);
  kin_lettering_draw (cr, &title_text, x, y, each, _("In care at the end of each period"));
  kin_lettering_draw (cr, &title_text, x + each + 20, y, each, _("Where they live"));
  y += 16;
  cairo_save (cr);
  cairo_translate (cr, x, y);
  g_array_unref (kin_chart_draw_lines (cr, &lines, &style, each, height));
  cairo_translate (cr, each + 20, 0);
  g_array_unref (kin_chart_draw_bars (cr, &bars, &style, each, height));
  cairo_restore (cr);
  return y + height + GAP;
}

/* The label takes what the numbers leave. */
static void
draw_cells (cairo_t *cr, const KinCommitteeTable *table, guint row, double x, double y, double width, gboolean bold)
{
  guint n = table->headings->len;
  double label = n > 8 ? width * 0.22 : n > 5 ? width * 0.33 : n > 3 ? width * 0.36 : width * 0.5, each = (width - label) / MAX (1, n - 1);
  const GPtrArray *cells = row == G_MAXUINT ? table->headings : table->cells;

  for (guint i = 0; i < n; i++)
    {
      const char *words = cells->pdata[row == G_MAXUINT ? i : row * n + i];
      gboolean below = i == 0 && g_str_has_prefix (words, "  ");
      KinLettering text = { .size = 8.5, .bold = bold, .lines = 1, .align = i == 0 ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT };

      if (row == G_MAXUINT)
        text.size = 7.5;
      if (i == 0) /* rather smaller than cut */
        text.size *= CLAMP ((label - 14) / MAX (1, kin_lettering_width (cr, &text, words)), 0.8, 1);
      kin_lettering_draw (cr, &text, i == 0 ? x + (below ? 10 : 0) : x + label + each * (i - 1), y, i == 0 ? label - 10 : each - 2, below ? words + 2 : words);
    }
}

static gboolean
is_bold (const KinCommitteeTable *table, guint row)
{
  for (guint i = 0; i < table->bold->len; i++)
    if (g_array_index (table->bold, guint, i) == row)
      return TRUE;
  return FALSE;
}

static double
draw_table (cairo_t *cr, const KinCommitteeTable *table, double x, double y, double width)
{
  const KinPalette *palette = kin_palette (KIN_THEME_PRINT);
  guint n_rows = table->cells->len / table->headings->len;

  kin_colour_set (cr, palette->ink);
  kin_lettering_draw (cr, &title_text, x, y, width, table->title);
  kin_colour_set (cr, palette->dim);
  y += 14 + kin_lettering_draw (cr, &definition_text, x, y + 13, width, table->definition);
  draw_cells (cr, table, G_MAXUINT, x, y + 1, width, TRUE);
  y += LINE;
  kin_page_rule (cr, x, y + 1, width, palette->dim);
  kin_colour_set (cr, palette->ink);
  for (guint row = 0; row < n_rows; row++)
    {
      if (is_bold (table, row))
        kin_page_rule (cr, x, y + 1, width, palette->grid);
      draw_cells (cr, table, row, x, y + 1, width, is_bold (table, row));
      y += LINE;
    }
  return y + GAP;
}

static double
draw_notes (cairo_t *cr, const KinCommittee *committee, double x, double y, double width)
{
  static const KinLettering bold = { .size = 8, .bold = TRUE };
  const KinPalette *palette = kin_palette (KIN_THEME_PRINT);

  kin_colour_set (cr, palette->ink);
  kin_lettering_draw (cr, &title_text, x, y, width, _("How this page was made"));
  y += 16;
  y += kin_lettering_draw (cr, &bold, x, y, width, committee->stamp) + 1;
  kin_colour_set (cr, committee->agrees ? palette->good : palette->bad);
  y += kin_lettering_draw (cr, &bold, x, y, width, committee->agreement) + 1;
  kin_colour_set (cr, palette->dim);
  if (committee->anything_hidden)
    y += kin_lettering_draw (cr, &definition_text, x, y, width, _("c: a number from 1 to 5 is not published, nor any number from which it could be worked out."));
  return y + GAP;
}

/* The short tables beside each other, the others over the whole width. Returns where it ends. */
static double
draw_all (cairo_t *cr, const KinCommittee *committee, double x, double y, double width)
{
  double half = (width - 20) / 2, left, right;

  y = draw_tiles (cr, committee, x, y, width);
  y = draw_charts (cr, committee, x, y, width);
  left = draw_table (cr, committee->tables->pdata[0], x, y, half);
  right = draw_table (cr, committee->tables->pdata[2], x + half + 20, y, half);
  y = MAX (left, right);
  left = draw_table (cr, committee->tables->pdata[1], x, y, half);
  right = draw_notes (cr, committee, x + half + 20, y, half);
  y = MAX (left, right);
  for (guint i = 3; i < committee->tables->len; i++)
    y = draw_table (cr, committee->tables->pdata[i], x, y, width);
  return y;
}

static void
draw_page (cairo_t *cr, guint number, guint n_pages, gpointer data)
{
  const Draft *draft = data;
  KinPageRoom room = kin_page_draw (cr, &draft->page, draft->paper->width, draft->paper->height, number, n_pages);
  cairo_surface_t *nothing = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *trial = cairo_create (nothing);
  double needs = draw_all (trial, draft->committee, 0, 0, room.width);

  cairo_destroy (trial);
  cairo_surface_destroy (nothing);
  cairo_save (cr);
  cairo_translate (cr, room.x, room.y + 4);
  if (needs > room.height - 4)
    {
      double smaller = (room.height - 4) / needs;

      cairo_translate (cr, room.width * (1 - smaller) / 2, 0);
      cairo_scale (cr, smaller, smaller);
    }
  draw_all (cr, draft->committee, 0, 0, room.width);
  cairo_restore (cr);
}

static void
free_draft (gpointer data)
{
  Draft *draft = data;

  kin_committee_free (draft->committee);
  kin_paper_free (draft->paper);
  g_free ((char *) draft->page.scope);
  g_free (draft->right);
  g_free (draft->summary);
  g_free (draft);
}

KinDocument *
kin_committee_page (KinCommittee *committee, const KinPaper *paper)
{
  Draft *draft = g_new0 (Draft, 1);
  g_autofree char *day = kin_day_to_words (committee->at);
  const char *title = _("Children in our care");

  draft->committee = committee;
  draft->paper = kin_paper_copy (paper, FALSE);
  draft->right = kin_paper_right (paper);
  draft->summary = g_strdup (_("English law and the Department for Education's definitions, except where the table says otherwise."));
  draft->page = (KinPage) { title, g_strdup_printf (_("Position on %s"), day), draft->right, draft->summary, draft->paper->for_whom,
                            committee->anything_hidden ? _("numbers from 1 to 5, and those that would give them away") : NULL };
  return kin_document_new (title, draft->paper->width, draft->paper->height, 1, draw_page, draft, free_draft);
}

gboolean
kin_committee_page_pdf (KinReader *reader, const KinCommitteeAsk *ask, const KinPaper *paper, const char *path, GError **error)
{
  KinCommittee *committee = kin_committee_read (reader, ask, error);
  g_autoptr (KinDocument) document = committee != NULL ? kin_committee_page (committee, paper) : NULL;

  return document != NULL && kin_document_save (document, path, error);
}
