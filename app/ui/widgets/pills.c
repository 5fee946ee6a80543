/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pills: Pango lays out each, the widget puts them side by side in as many lines as it is given, and draws. */
#include "pills.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "states.h"
#include "tip.h"

#define HEIGHT 22
#define GAP 4
#define PAD 8
#define DOT 8
#define LINES 2

/* Where there is no room for the name of the brothers and sisters, their colour and the one pill round them say it. */
typedef struct
{
  PangoLayout *full, *brief;
  int          full_width, brief_width;
  gboolean     has_group, breach, away;
  GdkRGBA      colour;
} Pill;

struct _KinPills
{
  GtkWidget parent_instance;

  GArray *pills;
};

G_DEFINE_FINAL_TYPE (KinPills, kin_pills, GTK_TYPE_WIDGET)

static void
clear_pill (gpointer data)
{
  g_clear_object (&((Pill *) data)->full);
  g_clear_object (&((Pill *) data)->brief);
}

static void
kin_pills_finalize (GObject *object)
{
  g_array_unref (KIN_PILLS (object)->pills);
  G_OBJECT_CLASS (kin_pills_parent_class)->finalize (object);
}

static int
width_in (const Pill *pill, int width, gboolean full)
{
  return full && pill->full_width <= width ? pill->full_width : MIN (pill->brief_width, width);
}

/* Where pill i lies in a width; FALSE when there is no line left for it. */
static gboolean
place (KinPills *self, guint i, int width, gboolean full, int *x, int *y)
{
  const Pill *pill = &g_array_index (self->pills, Pill, i);

  if (*x > 0 && *x + width_in (pill, width, full) > width)
    {
      *x = 0;
      *y += HEIGHT + GAP;
    }
  return *y < LINES * (HEIGHT + GAP);
}

static int
count_lines (KinPills *self, int width, gboolean full)
{
  int x = 0, y = 0;

  for (guint i = 0; i < self->pills->len; i++)
    {
      place (self, i, width, full, &x, &y);
      x += width_in (&g_array_index (self->pills, Pill, i), width, full) + GAP;
    }
  return MIN (LINES, y / (HEIGHT + GAP) + 1);
}

static void
kin_pills_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  KinPills *self = KIN_PILLS (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 60;
      *natural = 200;
    }
  else
    {
      int lines = self->pills->len == 0 ? 1 : count_lines (self, for_size > 0 ? for_size : 180, FALSE);

      *minimum = *natural = lines * HEIGHT + (lines - 1) * GAP;
    }
}

static void
draw_pill (KinPills *self, GtkSnapshot *snapshot, const Pill *pill, int x, int y, int width, gboolean dark)
{
  PangoLayout   *layout = width >= pill->full_width ? pill->full : pill->brief;
  GskRoundedRect outline;
  GdkRGBA        back = { 0, 0, 0, 0.07f }, ink = { 0, 0, 0, 0.85f };
  int            at = x + PAD;

  if (dark)
    {
      back = (GdkRGBA) { 1, 1, 1, 0.11f };
      ink = (GdkRGBA) { 1, 1, 1, 1 };
    }
  if (pill->breach)
    back = dark ? (GdkRGBA) { 0.75f, 0.11f, 0.16f, 0.45f } : (GdkRGBA) { 0.88f, 0.11f, 0.14f, 0.16f };
  if (pill->away)
    ink.alpha = 0.6f;
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, HEIGHT), HEIGHT / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &back, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  if (pill->has_group)
    {
      gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) at, (float) y + (HEIGHT - DOT) / 2.0f, DOT, DOT), DOT / 2.0f);
      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      gtk_snapshot_append_color (snapshot, &pill->colour, &outline.bounds);
      gtk_snapshot_pop (snapshot);
      at += DOT + GAP;
    }
  gtk_snapshot_save (snapshot);
  {
    int height = 0;

    pango_layout_set_width (layout, MAX (0, x + width - PAD - at) * PANGO_SCALE);
    pango_layout_get_pixel_size (layout, NULL, &height);
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) at, (float) y + (float) (HEIGHT - height) / 2.0f));
  }
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
kin_pills_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KinPills *self = KIN_PILLS (widget);
  gboolean  dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  int       width = gtk_widget_get_width (widget), room = (gtk_widget_get_height (widget) + GAP) / (HEIGHT + GAP);
  gboolean  full = count_lines (self, width, TRUE) <= MAX (room, 1); /* rows are measured without names, and for a narrower column */
  int       lines = count_lines (self, width, full);
  int       x = 0, y = 0, top = MAX (0, (gtk_widget_get_height (widget) - lines * HEIGHT - (lines - 1) * GAP) / 2);

  for (guint i = 0; i < self->pills->len && place (self, i, width, full, &x, &y); i++)
    {
      const Pill *pill = &g_array_index (self->pills, Pill, i);

      draw_pill (self, snapshot, pill, x, top + y, width_in (pill, width, full), dark);
      x += width_in (pill, width, full) + GAP;
    }
}

static GtkSizeRequestMode
kin_pills_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kin_pills_class_init (KinPillsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = kin_pills_finalize;
  widget_class->measure = kin_pills_measure;
  widget_class->snapshot = kin_pills_snapshot;
  widget_class->get_request_mode = kin_pills_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
kin_pills_init (KinPills *self)
{
  self->pills = g_array_new (FALSE, TRUE, sizeof (Pill));
  g_array_set_clear_func (self->pills, clear_pill);
}

GtkWidget *
kin_pills_new (void)
{
  return g_object_new (KIN_TYPE_PILLS, NULL);
}

/* "Ada 7", "Dee 16 · away to 3 Dec". */
static char *
pill_words (const KinOccupant *occupant)
{
  g_autofree char *until = kin_day_to_words (occupant->until), *from = kin_day_to_words (occupant->from);
  g_autofree char *who = occupant->age >= 0 ? g_strdup_printf ("%s %d", occupant->name, occupant->age) : g_strdup (occupant->name);

  switch (occupant->state)
    {
    case KIN_OCCUPANT_AWAY:
      return until != NULL ? g_strdup_printf (_("%s · away to %s"), who, until) : g_strdup_printf (_("%s · away"), who);
    case KIN_OCCUPANT_PLANNED:
      return g_strdup_printf (_("%s · from %s"), who, from != NULL ? from : "?");
    case KIN_OCCUPANT_ELSEWHERE:
      return g_strdup_printf (_("%s · recorded elsewhere"), who);
    default:
      if (occupant->respite && until != NULL)
        return g_strdup_printf (_("%s · to %s"), who, until);
      return g_steal_pointer (&who);
    }
}

static PangoLayout *
lay_out (KinPills *self, const char *dim, const char *words, gboolean group, int *width)
{
  PangoLayout     *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autofree char *markup = dim != NULL ? g_markup_printf_escaped ("<span alpha=\"62%%\" size=\"smaller\">%s</span> %s", dim, words)
                                        : g_markup_escape_text (words, -1);

  pango_layout_set_markup (layout, markup, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, width, NULL);
  *width += 2 * PAD + 1 + (group ? DOT + GAP : 0);
  return layout;
}

/* "Example" of "Example (Ada and Ben)": who they are stands beside it. */
static char *
call_group (const char *name)
{
  const char *end = name != NULL ? strstr (name, " (") : NULL;

  return end != NULL && end > name ? g_strndup (name, (gsize) (end - name)) : g_strdup (name);
}

static void
add_pill (KinPills *self, const char *words, const KinOccupant *occupant)
{
  Pill             pill = { .has_group = occupant != NULL && occupant->group != 0 };
  g_autofree char *group = pill.has_group ? call_group (occupant->group_name) : NULL;

  pill.full = lay_out (self, group, words, pill.has_group, &pill.full_width);
  pill.brief = lay_out (self, NULL, words, pill.has_group, &pill.brief_width);
  if (pill.has_group)
    kin_group_colour (occupant->group, &pill.colour);
  pill.breach = occupant != NULL && (occupant->breach || occupant->state == KIN_OCCUPANT_ELSEWHERE);
  pill.away = occupant == NULL || occupant->state != KIN_OCCUPANT_HERE;
  g_array_append_val (self->pills, pill);
}

static gboolean
go_together (const KinOccupant *a, const KinOccupant *b)
{
  return a->group != 0 && a->group == b->group && a->state == KIN_OCCUPANT_HERE && b->state == KIN_OCCUPANT_HERE && a->breach == b->breach && !a->respite && !b->respite;
}

static void
say (GString *all, const char *words, const KinOccupant *occupant)
{
  g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", words);
  if (occupant->group_name != NULL)
    g_string_append_printf (all, " (%s)", occupant->group_name);
  if (occupant->breach) /* what the colour says */
    g_string_append (all, _(", over the limit or contested"));
}

/* Brothers and sisters who are here are one pill: "Ada 7, Ben 5". */
static void
add_pills (KinPills *self, const KinHome *home, GString *all)
{
  g_autofree gboolean *done = g_new0 (gboolean, home->occupants->len + 1);

  for (guint i = 0; i < home->occupants->len; i++)
    {
      const KinOccupant  *first = &g_array_index (home->occupants, KinOccupant, i);
      g_autofree char    *words = pill_words (first);
      g_autoptr (GString) joined = g_string_new (words);

      if (done[i])
        continue;
      for (guint j = i + 1; j < home->occupants->len; j++)
        if (!done[j] && go_together (first, &g_array_index (home->occupants, KinOccupant, j)))
          {
            g_autofree char *more = pill_words (&g_array_index (home->occupants, KinOccupant, j));

            g_string_append_printf (joined, ", %s", more);
            done[j] = TRUE;
          }
      add_pill (self, joined->str, first);
      say (all, joined->str, first);
    }
}

char *
kin_pills_words (const KinHome *home)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < home->occupants->len; i++)
    {
      const KinOccupant *occupant = &g_array_index (home->occupants, KinOccupant, i);
      g_autofree char   *words = pill_words (occupant);

      say (all, words, occupant);
    }
  return g_string_free (all, FALSE);
}

void
kin_pills_set (KinPills *self, const KinHome *home)
{
  g_autoptr (GString) all = g_string_new (NULL);

  g_array_set_size (self->pills, 0);
  if (home != NULL)
    add_pills (self, home, all);
  if (home != NULL && home->occupants->len == 0)
    {
      add_pill (self, _("nobody"), NULL);
      g_string_append (all, _("nobody"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all->str, -1);
  kin_tip_set (GTK_WIDGET (self), all->str);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
