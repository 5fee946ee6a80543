/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of record numbers as bits. */
#include "marks.h"

KinMarks *
kin_marks_new (void)
{
  KinMarks *marks = g_new0 (KinMarks, 1);

  marks->words = g_array_new (FALSE, TRUE, sizeof (guint64));
  return marks;
}

void
kin_marks_free (KinMarks *marks)
{
  if (marks == NULL)
    return;
  g_array_unref (marks->words);
  g_free (marks);
}

void
kin_marks_add (KinMarks *marks, gint64 no)
{
  guint word = (guint) (no >> 6);
  guint64 bit = G_GUINT64_CONSTANT (1) << (no & 63);

  if (no <= 0)
    return;
  if (word >= marks->words->len)
    g_array_set_size (marks->words, word + word / 2 + 1);
  if ((g_array_index (marks->words, guint64, word) & bit) == 0)
    {
      g_array_index (marks->words, guint64, word) |= bit;
      marks->n++;
    }
}

gboolean
kin_marks_has (const KinMarks *marks, gint64 no)
{
  guint64 word = (guint64) no >> 6;

  return word < marks->words->len && (g_array_index (marks->words, guint64, word) >> (no & 63) & 1) != 0;
}

void
kin_marks_fill (KinMarks *marks, KinQuery *query)
{
  while (kin_query_step (query))
    kin_marks_add (marks, kin_query_get_int (query, 0));
}

void
kin_marks_keep (const KinMarks *marks, GArray *numbers, gboolean in)
{
  guint kept = 0;

  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 no = g_array_index (numbers, gint64, i);

      if (kin_marks_has (marks, no) == in)
        g_array_index (numbers, gint64, kept++) = no;
    }
  g_array_set_size (numbers, kept);
}
