/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each count is put down once; each sum that stands on the page, or can be made from it, is a line. */
#include "committee_counts.h"

#include <string.h>

#include "codes.h"

static guint
put (KinCommitteeCounts *counts, gint64 value)
{
  g_array_append_val (counts->values, value);
  return counts->values->len - 1;
}

gint64
kin_committee_count (const KinCommitteeCounts *counts, guint cell)
{
  return g_array_index (counts->values, gint64, cell);
}

static KinSumLine *
begin_line (KinCommitteeCounts *counts, guint first, gboolean sum)
{
  KinSumLine line = { { first }, 1, sum };

  g_array_append_val (counts->lines, line);
  return &g_array_index (counts->lines, KinSumLine, counts->lines->len - 1);
}

static void
extend_line (KinSumLine *line, guint cell)
{
  if (line->n < G_N_ELEMENTS (line->cells))
    line->cells[line->n++] = cell;
}

gboolean
kin_committee_has (const GArray *numbers, gint64 number)
{
  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    if (g_array_index (numbers, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/* With relatives and friends: U1 to U3, of those counted as fostered and not with an agency. */
static gint64
count_connected (const KinCommitteeCounts *counts)
{
  const KinFigure *mix = counts->figures[KIN_COMMITTEE_MIX], *agency = counts->figures[KIN_COMMITTEE_AGENCY];
  gint64 count = 0;

  for (guint i = 0; i < mix->parts->len; i++)
    {
      const KinFigurePart *group = mix->parts->pdata[i];

      if (strcmp (group->group, "place") != 0 || group->parts == NULL)
        continue;
      for (guint j = 0; j < group->parts->len; j++)
        {
          const KinFigurePart *type = group->parts->pdata[j];

          if (!g_str_has_prefix (kin_code_extra ("placement_type", type->code, "class"), "kinship") || type->records == NULL)
            continue;
          for (guint k = 0; k < type->records->len; k++)
            {
              gint64 child = g_array_index (type->records, gint64, k);

              count += kin_committee_has (agency->denominator, child) && !kin_committee_has (agency->numerator, child);
            }
        }
    }
  return count;
}

/* Where they live, by placement type. Fostered by category differs from that by a few, who are with their mothers or to be adopted:
 * two such numbers beside each other would tell how many. So a published page has the one, and the rest as a part of its own. */
static void
put_mix (KinCommitteeCounts *counts, gint64 fostered)
{
  const KinFigure *mix = counts->figures[KIN_COMMITTEE_MIX];
  KinSumLine *line;
  gint64 otherwise = 0;

  counts->in_care = put (counts, counts->figures[KIN_COMMITTEE_LOOKED_AFTER]->value);
  counts->mix = counts->values->len;
  for (guint i = 0; i < mix->parts->len; i++)
    {
      const KinFigurePart *part = mix->parts->pdata[i];
      gboolean foster = strcmp (part->group, "place") == 0 && strcmp (part->code, "foster") == 0;

      if (foster && counts->published && part->value > fostered)
        otherwise = part->value - fostered;
      put (counts, part->value - (foster ? otherwise : 0));
    }
  counts->otherwise = put (counts, otherwise);
  line = begin_line (counts, counts->in_care, TRUE);
  for (guint i = 0; i < mix->parts->len; i++)
    if (strcmp (((const KinFigurePart *) mix->parts->pdata[i])->group, "place") == 0)
      extend_line (line, counts->mix + i);
  extend_line (line, counts->otherwise);
}

static void
put_people (KinCommitteeCounts *counts)
{
  const KinFigure *agency = counts->figures[KIN_COMMITTEE_AGENCY], *siblings = counts->figures[KIN_COMMITTEE_SIBLINGS], *three = counts->figures[KIN_COMMITTEE_THREE];
  gint64 connected = count_connected (counts);
  KinSumLine *line;

  put_mix (counts, agency->denominator->len);
  counts->fostered = put (counts, agency->denominator->len);
  counts->agency = put (counts, agency->numerator->len);
  counts->connected = put (counts, connected);
  counts->in_house = put (counts, (gint64) agency->denominator->len - agency->numerator->len - connected);
  line = begin_line (counts, counts->fostered, TRUE);
  extend_line (line, counts->in_house);
  extend_line (line, counts->agency);
  extend_line (line, counts->connected);
  counts->three = put (counts, three->numerator->len);
  counts->two = put (counts, three->parts->len > 0 ? ((const KinFigurePart *) three->parts->pdata[0])->value : 0);
  counts->with_siblings = put (counts, siblings->denominator->len);
  counts->all = put (counts, ((const KinFigurePart *) siblings->parts->pdata[0])->value);
  counts->some = put (counts, ((const KinFigurePart *) siblings->parts->pdata[1])->value);
  counts->none = put (counts, ((const KinFigurePart *) siblings->parts->pdata[2])->value);
  line = begin_line (counts, counts->with_siblings, TRUE);
  extend_line (line, counts->all);
  extend_line (line, counts->some);
  extend_line (line, counts->none);
}

/* The rows of the table: all commissioned last; those of residential care follow it. */
GPtrArray *
kin_committee_rows (const KinCommitteeCounts *counts)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < counts->figures[KIN_COMMITTEE_COMMISSIONED]->parts->len; i++)
    {
      KinFigurePart *part = counts->figures[KIN_COMMITTEE_COMMISSIONED]->parts->pdata[i];

      g_ptr_array_add (rows, part);
      for (guint j = 0; part->parts != NULL && j < part->parts->len; j++)
        g_ptr_array_add (rows, part->parts->pdata[j]);
    }
  return rows;
}

/* Sums of one column: the last row of the top ones, and each row of those below it. */
static void
bind_column (KinCommitteeCounts *counts, const GPtrArray *rows, guint column)
{
  const GPtrArray *tops = counts->figures[KIN_COMMITTEE_COMMISSIONED]->parts;
  KinSumLine whole = { { counts->commissioned + (rows->len - 1) * 3 + column }, 1, TRUE };

  for (guint i = 0; i < rows->len; i++)
    {
      const KinFigurePart *part = rows->pdata[i];

      if (strcmp (part->group, "total") != 0 && g_ptr_array_find ((GPtrArray *) tops, part, NULL))
        extend_line (&whole, counts->commissioned + i * 3 + column);
      if (part->parts != NULL && part->parts->len > 0)
        {
          KinSumLine *line = begin_line (counts, counts->commissioned + i * 3 + column, TRUE);

          for (guint j = 0; j < part->parts->len; j++)
            extend_line (line, counts->commissioned + (i + 1 + j) * 3 + column);
        }
    }
  g_array_append_val (counts->lines, whole);
}

static void
put_commissioned (KinCommitteeCounts *counts)
{
  g_autoptr (GPtrArray) rows = kin_committee_rows (counts);

  counts->commissioned = counts->values->len;
  for (guint i = 0; i < rows->len; i++)
    {
      const KinFigurePart *part = rows->pdata[i];

      put (counts, part->value);
      put (counts, part->more != NULL ? part->more[0] : 0);
      put (counts, part->more != NULL ? part->more[1] : 0);
    }
  for (guint column = 0; column < 3; column++)
    bind_column (counts, rows, column);
}

gint64
kin_committee_flow (const KinFigurePart *part, const KinFigure *figure, const char *name)
{
  for (guint i = 0; i < figure->n_columns; i++)
    if (strcmp (figure->columns[i], name) == 0)
      return part->more != NULL ? part->more[i] : 0;
  return 0;
}

static void
put_flows (KinCommitteeCounts *counts)
{
  const KinFigure *flows = counts->figures[KIN_COMMITTEE_FLOWS];

  counts->flows = counts->values->len;
  for (guint i = 0; i < flows->parts->len; i++)
    {
      const KinFigurePart *part = flows->parts->pdata[i];
      guint entering = put (counts, kin_committee_flow (part, flows, "entering")), leaving = put (counts, kin_committee_flow (part, flows, "leaving"));
      guint closing = put (counts, kin_committee_flow (part, flows, "closing"));
      /* The opening number is the closing one before; before the first there is one of its own. */
      guint opening = i == 0 ? put (counts, kin_committee_flow (part, flows, "opening")) : closing - 4;
      KinSumLine *line = begin_line (counts, closing, FALSE);

      if (i > 0)
        put (counts, 0); /* four cells a period */
      extend_line (line, opening);
      extend_line (line, leaving);
      extend_line (line, entering);
    }
}

void
kin_committee_counts_fill (KinCommitteeCounts *counts)
{
  counts->values = g_array_new (FALSE, FALSE, sizeof (gint64));
  counts->lines = g_array_new (FALSE, FALSE, sizeof (KinSumLine));
  put_people (counts);
  put_commissioned (counts);
  put_flows (counts);
  counts->hidden = g_new0 (gboolean, counts->values->len);
  if (counts->published)
    kin_suppress ((const gint64 *) (gpointer) counts->values->data, counts->values->len, (const KinSumLine *) (gpointer) counts->lines->data, counts->lines->len,
                  counts->hidden);
}

void
kin_committee_counts_clear (KinCommitteeCounts *counts)
{
  for (guint i = 0; i < KIN_N_COMMITTEE_FIGURES; i++)
    g_clear_pointer (&counts->figures[i], kin_figure_free);
  g_clear_pointer (&counts->values, g_array_unref);
  g_clear_pointer (&counts->lines, g_array_unref);
  g_clear_pointer (&counts->hidden, g_free);
}
