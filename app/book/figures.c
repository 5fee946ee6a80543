/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures by name. */
#include "figures.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "because.h"
#include "codes.h"
#include "figure.h"
#include "indicators.h"
#include "moment.h"

static const struct
{
  const char *name;
  void (*fill) (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure);
} figures[] = {
  { "looked-after", kin_figure_looked_after },
  { "placement-mix", kin_figure_placement_mix },
  { "agency-share", kin_figure_agency_share },
  { "three-placements", kin_figure_three_placements },
  { "commissioned", kin_figure_commissioned },
  { "entering-leaving", kin_figure_entering_leaving },
  { "siblings-together", kin_figure_siblings_together },
};

const char *const *
kin_figure_names (void)
{
  static const char *names[G_N_ELEMENTS (figures) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    names[i] = figures[i].name;
  return names;
}

GArray *
kin_figure_numbers (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
free_part (gpointer data)
{
  KinFigurePart *part = data;

  g_free (part->group);
  g_free (part->code);
  g_free (part->label);
  g_free (part->more);
  g_clear_pointer (&part->records, g_array_unref);
  g_clear_pointer (&part->parts, g_ptr_array_unref);
  g_free (part);
}

KinFigurePart *
kin_figure_add_part (GPtrArray *parts, const char *group, const char *code, const char *label, const char *list)
{
  KinFigurePart *part = g_new0 (KinFigurePart, 1);

  part->group = g_strdup (group);
  part->code = g_strdup (code);
  part->label = g_strdup (label != NULL ? label : *code == '\0' ? _("Not known") : kin_code_label (list, code));
  part->permille = -1;
  part->parts = g_ptr_array_new_with_free_func (free_part);
  g_ptr_array_add (parts, part);
  return part;
}

KinFigurePart *
kin_figure_part (GPtrArray *parts, const char *group, const char *code, const char *label, const char *list)
{
  for (guint i = 0; i < parts->len; i++)
    {
      KinFigurePart *part = parts->pdata[i];

      if (strcmp (part->code, code) == 0 && strcmp (part->group, group) == 0)
        return part;
    }
  return kin_figure_add_part (parts, group, code, label, list);
}

void
kin_figure_part_add (KinFigurePart *part, gint64 record)
{
  part->value++;
  if (part->records == NULL)
    part->records = kin_figure_numbers ();
  g_array_append_val (part->records, record);
}

void
kin_figure_set_shares (GPtrArray *parts, guint denominator)
{
  for (guint i = 0; i < parts->len; i++)
    {
      KinFigurePart *part = parts->pdata[i];

      part->permille = kin_indicator_permille ((guint) part->value, denominator);
      kin_figure_set_shares (part->parts, denominator);
    }
}

void
kin_figure_set_share (KinFigure *figure)
{
  figure->is_share = TRUE;
  figure->value = kin_indicator_permille (figure->numerator->len, figure->denominator->len);
}

KinFigure *
kin_book_figure (KinReader *reader, const KinFigureAsk *ask, GError **error)
{
  g_autoptr (KinQuery) moment = NULL;
  g_autofree char *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (g_strcmp0 (figures[i].name, ask->name) == 0)
      {
        KinFigure *figure = g_new0 (KinFigure, 1);

        moment = kin_book_moment (reader);
        figure->name = g_strdup (ask->name);
        figure->at = ask->at;
        figure->numerator = kin_figure_numbers ();
        figure->parts = g_ptr_array_new_with_free_func (free_part);
        figure->because = kin_because_new ();
        figure->as_known = kin_reader_known_at (reader);
        figure->position = kin_reader_position (reader);
        figures[i].fill (reader, ask, figure);
        return figure;
      }
  names = g_strjoinv (", ", (char **) kin_figure_names ());
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("There is no figure “%s”. There are: %s."), ask->name != NULL ? ask->name : "", names);
  return NULL;
}

void
kin_figure_free (KinFigure *figure)
{
  if (figure == NULL)
    return;
  g_free (figure->name);
  g_free (figure->basis);
  g_array_unref (figure->numerator);
  g_clear_pointer (&figure->denominator, g_array_unref);
  g_ptr_array_unref (figure->parts);
  g_ptr_array_unref (figure->because);
  g_free (figure);
}

char *
kin_figure_value_to_text (const KinFigure *figure)
{
  if (!figure->is_share)
    return g_strdup_printf ("%" G_GINT64_FORMAT, figure->value);
  if (figure->value < 0)
    return g_strdup ("–");
  return g_strdup_printf ("%d.%d %%", (int) figure->value / 10, (int) figure->value % 10);
}

gboolean
kin_flow_by_parse (const char *text, KinFlowBy *by)
{
  static const char *const names[] = { "calendar-year", "financial-year", "month" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], text) == 0)
      {
        *by = (KinFlowBy) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
kin_basis_parse (const char *text, KinAgencyBasis *basis)
{
  *basis = g_strcmp0 (text, "903") == 0 ? KIN_BASIS_903 : KIN_BASIS_CATEGORY;
  return *basis == KIN_BASIS_903 || g_strcmp0 (text, "category") == 0;
}
