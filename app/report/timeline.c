/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First the frame: the days shown, the tracks of each lane, the column of labels; then the grid, the bars and the line of the day. */
#include "timeline.h"

#include <glib/gi18n-lib.h>

#include "axis.h"
#include "lettering.h"

#define LINE 14.0
#define TRACK 21.0
#define GAP 14.0
#define NARROW 430.0 /* labels stand above their lanes */

typedef struct
{
  cairo_t            *cr;
  const KinChildLife *life;
  const KinStyle     *style;
  const KinPalette   *palette;
  KinTimelineView     view;
  double              scale, squeeze;     /* of the text; of the heights, when there is less room than wanted */
  double              x, width, height;   /* of the lanes */
  KinDay              from, to;
  gboolean            above;
  KinLettering        text;
  GArray             *hits;
} Frame;

typedef struct
{
  KinColour fill, mark;
  KinHatch  hatch;
  gboolean  dashed;
} Look;

static const char *const tone_words[] = {
  [KIN_BAR_TEMPORARY] = N_("temporary"), [KIN_BAR_AGENCY] = N_("agency"), [KIN_BAR_IN_HOUSE] = N_("in-house"), [KIN_BAR_TOGETHER] = N_("together"),
  [KIN_BAR_APART] = N_("apart"), [KIN_BAR_PLANNED] = N_("planned"),
};

static Look
look_of (const KinPalette *palette, KinLaneKind lane, KinBarTone tone)
{
  Look look = { palette->fill[0], palette->line[0], KIN_HATCH_NONE, FALSE };

  switch (tone)
    {
    case KIN_BAR_TEMPORARY:
      return (Look) { palette->fill[3], palette->line[3], KIN_HATCH_DOTS, FALSE };
    case KIN_BAR_AGENCY:
      return (Look) { palette->fill[1], palette->line[1], KIN_HATCH_RISING, FALSE };
    case KIN_BAR_TOGETHER:
      return (Look) { palette->fill[2], palette->line[2], KIN_HATCH_NONE, FALSE };
    case KIN_BAR_APART:
      return (Look) { palette->apart, palette->bad, KIN_HATCH_FALLING, FALSE };
    case KIN_BAR_PLANNED:
      return (Look) { palette->page, palette->line[0], KIN_HATCH_NONE, TRUE };
    default:
      if (lane == KIN_LANE_STATUS)
        return (Look) { palette->fill[4], palette->line[4], KIN_HATCH_NONE, FALSE };
      if (lane == KIN_LANE_PLACEMENT && tone == KIN_BAR_PLAIN)
        return (Look) { palette->fill[5], palette->line[5], KIN_HATCH_NONE, FALSE };
      return look;
    }
}

/* Where a bar ends on the drawing. */
static KinDay
bar_end (const Frame *frame, const KinBar *bar)
{
  if (bar->to != KIN_NO_DAY)
    return bar->to;
  return bar->from > frame->life->day ? frame->to : MAX (bar->from, MIN (frame->life->day, frame->to));
}

/* The track of each bar of a lane: the first in which nothing is in force still. Returns how many there are. */
static guint
find_tracks (const Frame *frame, const KinLane *lane, guint *tracks)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, TRUE, sizeof (KinDay));

  for (guint i = 0; i < lane->bars->len; i++)
    {
      const KinBar *bar = &g_array_index (lane->bars, KinBar, i);
      KinDay end = bar_end (frame, bar);
      guint track = 0;

      while (track < ends->len && g_array_index (ends, KinDay, track) > bar->from)
        track++;
      if (track == ends->len)
        g_array_append_val (ends, end);
      else
        g_array_index (ends, KinDay, track) = end;
      if (tracks != NULL)
        tracks[i] = track;
    }
  return MAX (1, ends->len);
}

static double
lane_height (const Frame *frame, const KinLane *lane)
{
  double height = find_tracks (frame, lane, NULL) * (TRACK + 2) - 2 + GAP;

  return (height + (frame->above ? LINE + 1 - GAP / 2 : 0)) * frame->scale;
}

static void
find_days (Frame *frame)
{
  KinDay from = frame->life->day, to = frame->life->day;

  for (guint i = 0; i < frame->life->lanes->len; i++)
    {
      const KinLane *lane = g_ptr_array_index (frame->life->lanes, i);

      for (guint j = 0; j < lane->bars->len; j++)
        {
          const KinBar *bar = &g_array_index (lane->bars, KinBar, j);

          from = MIN (from, bar->from);
          to = MAX (to, MAX (bar->to, bar->from));
        }
    }
  from = MIN (from, to - 90);
  frame->from = frame->view.from != KIN_NO_DAY ? frame->view.from : MAX (KIN_DAY_MIN, from - MAX (1, (to - from) / 60));
  frame->to = frame->view.to != KIN_NO_DAY ? frame->view.to : MIN (KIN_DAY_MAX, to + MAX (3, (to - from) / 20));
  frame->to = MAX (frame->to, frame->from + 1);
}

static void
begin_frame (Frame *frame, cairo_t *cr, const KinChildLife *life, const KinTimelineView *view, const KinStyle *style, double width)
{
  *frame = (Frame) { cr, life, style, kin_palette (style->theme) };
  if (view != NULL)
    frame->view = *view;
  frame->scale = kin_style_scale (style);
  frame->squeeze = 1;
  frame->text = (KinLettering) { .font = style->font, .size = 9.5 * frame->scale, .lines = 1 };
  frame->above = width < NARROW * frame->scale;
  frame->width = MAX (1, width);
  find_days (frame);
}

static void
find_label_column (Frame *frame)
{
  double wide = 0;

  if (frame->above)
    return;
  for (guint i = 0; i < frame->life->lanes->len; i++)
    {
      const KinLane *lane = g_ptr_array_index (frame->life->lanes, i);

      wide = MAX (wide, kin_lettering_width (frame->cr, &frame->text, lane->label) + 1);
    }
  frame->x = MIN (wide, frame->width * 0.28) + 10 * frame->scale;
  frame->width = MAX (1, frame->width - frame->x);
}

static double
day_x (const Frame *frame, KinDay day)
{
  return frame->x + frame->width * kin_axis_share (CLAMP (day, frame->from, frame->to), frame->from, frame->to);
}

static void
draw_grid (const Frame *frame, double bottom)
{
  double each = kin_lettering_width (frame->cr, &frame->text, "Mmm 2000") + 10 * frame->scale, last = -G_MAXDOUBLE;
  g_autoptr (GArray) ticks = kin_ticks_of_days (frame->from, frame->to, (guint) (frame->width / each), KIN_NO_DAY);

  for (guint i = 0; i < ticks->len; i++)
    {
      const KinTick *tick = &g_array_index (ticks, KinTick, i);
      double x = day_x (frame, (KinDay) tick->value), wide = kin_lettering_width (frame->cr, &frame->text, tick->label) + 1;
      double left = CLAMP (x - wide / 2, frame->x, MAX (frame->x, frame->x + frame->width - wide));

      kin_colour_set (frame->cr, frame->palette->grid);
      cairo_set_line_width (frame->cr, 1);
      cairo_move_to (frame->cr, x, LINE * 1.3 * frame->scale);
      cairo_line_to (frame->cr, x, bottom);
      cairo_stroke (frame->cr);
      if (left < last + 4)
        continue;
      kin_colour_set (frame->cr, kin_style_dim (frame->style));
      kin_lettering_draw (frame->cr, &frame->text, left, 0, wide, tick->label);
      last = left + wide;
    }
}

static char *
say_bar (const KinLane *lane, const KinBar *bar)
{
  g_autofree char *from = kin_day_to_words (bar->from);
  g_autofree char *to = kin_day_to_words (bar->to);
  int days = bar->to - bar->from;

  if (lane->kind == KIN_LANE_CARE) /* its bar says only the day again */
    return to == NULL ? g_strdup_printf (_("%s since %s"), lane->label, from)
                      : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %s to %s, %d night", "%s, %s to %s, %d nights", (gulong) MAX (0, days)), lane->label, from, to, days);
  if (to == NULL)
    /* Translators: a bar of a timeline: the lane, what the bar says, the first day. */
    return g_strdup_printf (_("%s: %s, since %s"), lane->label, bar->text, from);
  /* Translators: the lane, what the bar says, the first day, the day of leaving, the number of nights. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %s, %s to %s, %d night", "%s: %s, %s to %s, %d nights", (gulong) MAX (0, days)), lane->label, bar->text,
                          from, to, days);
}

static void
draw_bar (const Frame *frame, const Look *look, double x, double y, double width, double height, const char *words)
{
  double room = width - 10 * frame->scale;

  kin_path_round (frame->cr, x, y, width, height, 3 * frame->scale);
  kin_colour_fill (frame->cr, look->fill, look->mark, look->hatch);
  if (look->dashed || frame->style->contrast || frame->style->theme == KIN_THEME_PRINT)
    {
      static const double dashes[] = { 3, 2 };

      cairo_save (frame->cr);
      cairo_set_dash (frame->cr, dashes, look->dashed ? 2 : 0, 0);
      cairo_set_line_width (frame->cr, look->dashed ? 1.2 : 0.7);
      kin_colour_set (frame->cr, frame->style->contrast ? frame->palette->ink : look->mark);
      kin_path_round (frame->cr, x + 0.5, y + 0.5, MAX (0.5, width - 1), height - 1, 3 * frame->scale);
      cairo_stroke (frame->cr);
      cairo_restore (frame->cr);
    }
  if (room < 24 * frame->scale || words == NULL || *words == '\0')
    return;
  if (look->hatch != KIN_HATCH_NONE)
    {
      double wide = MIN (room, kin_lettering_width (frame->cr, &frame->text, words) + 1);

      kin_path_round (frame->cr, x + 3 * frame->scale, y + 2, wide + 4 * frame->scale, height - 4, 2);
      kin_colour_set (frame->cr, look->fill);
      cairo_fill (frame->cr);
    }
  kin_colour_set (frame->cr, frame->palette->ink);
  kin_lettering_draw (frame->cr, &frame->text, x + 5 * frame->scale, y + (height - 13 * frame->scale) / 2, room, words);
}

/* Bars that end up narrower than a hair push the next one on instead of being covered by it. */
static void
draw_lane (Frame *frame, guint row, double y)
{
  const KinLane *lane = g_ptr_array_index (frame->life->lanes, row);
  g_autofree guint *tracks = g_new0 (guint, lane->bars->len + 1);
  g_autofree double *edges = g_new0 (double, find_tracks (frame, lane, tracks) + 1);
  double height = TRACK * frame->scale * frame->squeeze;
  guint column = 0;

  for (guint i = 0; i < lane->bars->len; i++)
    {
      const KinBar *bar = &g_array_index (lane->bars, KinBar, i);
      KinDay end = bar_end (frame, bar);
      double x = MAX (day_x (frame, bar->from), edges[tracks[i]]), right = MAX (day_x (frame, end), x + 3);
      double top = y + tracks[i] * (TRACK + 2) * frame->scale * frame->squeeze;
      Look look = look_of (frame->palette, lane->kind, bar->tone);

      if (end < frame->from || bar->from > frame->to)
        continue;
      draw_bar (frame, &look, x, top, right - x - 1, height, bar->text);
      kin_hits_add (frame->hits, x, top, right - x - 1, height, row, column++, bar->record != 0 ? bar->record : lane->sibling, say_bar (lane, bar));
      edges[tracks[i]] = right;
    }
}

static void
draw_day_line (const Frame *frame, double bottom)
{
  g_autofree char *date = kin_day_to_words (frame->life->day);
  const char *words = frame->life->day == frame->view.today ? _("today") : date;
  double x = day_x (frame, frame->life->day), wide;

  if (frame->life->day < frame->from || frame->life->day > frame->to)
    return;
  kin_colour_set (frame->cr, frame->palette->accent);
  cairo_set_line_width (frame->cr, 2);
  cairo_move_to (frame->cr, x, LINE * 1.2 * frame->scale);
  cairo_line_to (frame->cr, x, bottom + LINE * 0.8 * frame->scale);
  cairo_stroke (frame->cr);
  wide = kin_lettering_width (frame->cr, &frame->text, words) + 1;
  kin_lettering_draw (frame->cr, &frame->text, x + 4 + wide <= frame->x + frame->width ? x + 4 : x - 4 - wide, bottom, wide, words);
}

static gboolean
has_tone (const Frame *frame, KinBarTone tone)
{
  for (guint i = 0; i < frame->life->lanes->len; i++)
    {
      const KinLane *lane = g_ptr_array_index (frame->life->lanes, i);

      for (guint j = 0; j < lane->bars->len; j++)
        if (g_array_index (lane->bars, KinBar, j).tone == tone)
          return TRUE;
    }
  return FALSE;
}

/* What the fills mean, of those that occur. Returns the height it takes; draws only with draw. */
static double
draw_key (const Frame *frame, double top, gboolean draw)
{
  double x = frame->x, y = top, size = 9 * frame->scale, line = LINE * frame->scale;

  for (KinBarTone tone = KIN_BAR_TEMPORARY; tone <= KIN_BAR_PLANNED; tone++)
    {
      Look look = look_of (frame->palette, KIN_LANE_PLACEMENT, tone);
      double wide;

      if (!has_tone (frame, tone))
        continue;
      wide = MIN (frame->width - size - 5, kin_lettering_width (frame->cr, &frame->text, _(tone_words[tone])) + 1);
      if (x > frame->x && x + size + 5 + wide > frame->x + frame->width)
        {
          x = frame->x;
          y += line;
        }
      if (draw)
        {
          draw_bar (frame, &look, x, y + (line - size) / 2, size, size, NULL);
          kin_colour_set (frame->cr, kin_style_dim (frame->style));
          kin_lettering_draw (frame->cr, &frame->text, x + size + 4 * frame->scale, y, wide, _(tone_words[tone]));
        }
      x += size + wide + 16 * frame->scale;
    }
  return y + line - top;
}

/* All but the lanes: the axis, the word at the day's line, the key. */
static double
find_fixed_height (const Frame *frame)
{
  return LINE * (1.6 + 1.2) * frame->scale + draw_key (frame, 0, FALSE);
}

static double
find_lanes_height (const Frame *frame)
{
  double height = 0;

  for (guint i = 0; i < frame->life->lanes->len; i++)
    height += lane_height (frame, g_ptr_array_index (frame->life->lanes, i));
  return height;
}

double
kin_timeline_height (const KinChildLife *life, const KinTimelineView *view, const KinStyle *style, double width)
{
  cairo_surface_t *nothing = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (nothing);
  double height;
  Frame frame;

  begin_frame (&frame, cr, life, view, style, width);
  find_label_column (&frame);
  height = find_fixed_height (&frame) + find_lanes_height (&frame);
  cairo_destroy (cr);
  cairo_surface_destroy (nothing);
  return height;
}

GArray *
kin_timeline_draw (cairo_t *cr, const KinChildLife *life, const KinTimelineView *view, const KinStyle *style, double width, double height)
{
  Frame frame;
  double y, fixed, lanes;

  begin_frame (&frame, cr, life, view, style, width);
  frame.hits = kin_hits_new ();
  find_label_column (&frame);
  fixed = find_fixed_height (&frame);
  lanes = find_lanes_height (&frame);
  if (height < fixed + lanes)
    frame.squeeze = MAX (0.2, (height - fixed) / MAX (1, lanes));
  lanes *= frame.squeeze;
  fixed = LINE * 1.6 * frame.scale;
  draw_grid (&frame, fixed + lanes);
  y = fixed;
  for (guint i = 0; i < life->lanes->len; i++)
    {
      const KinLane *lane = g_ptr_array_index (life->lanes, i);

      kin_colour_set (cr, frame.palette->ink);
      kin_lettering_draw (cr, &frame.text, 0, frame.above ? y : y + (TRACK * frame.squeeze - LINE) / 2 * frame.scale, frame.above ? frame.width : frame.x - 8 * frame.scale,
                          lane->label);
      draw_lane (&frame, i, y + (frame.above ? (LINE + 1) * frame.scale : 0));
      y += lane_height (&frame, lane) * frame.squeeze;
    }
  draw_day_line (&frame, fixed + lanes);
  draw_key (&frame, fixed + lanes + LINE * 1.2 * frame.scale, TRUE);
  return frame.hits;
}
