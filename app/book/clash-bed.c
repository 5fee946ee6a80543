/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A night as the ways out see it. */
#include "clash-bed.h"

#include "home-facts.h"

static gboolean
is_outside (const KinPlacesResult *places, gint64 child)
{
  for (guint i = 0; i < places->breaches->len; i++)
    if (((KinPlacesBreach *) places->breaches->pdata[i])->child == child)
      return TRUE;
  return FALSE;
}

static gboolean
has_full_terms (const KinHomeFacts *home, KinDay on)
{
  for (guint i = 0; i < home->approvals->len; i++)
    {
      const KinPlacesApproval *terms = &g_array_index (home->approvals, KinPlacesApproval, i);

      if (terms->kind == KIN_APPROVAL_FULL && terms->named_child == 0 && terms->from <= on && (terms->to == KIN_NO_DAY || terms->to >= on))
        return TRUE;
    }
  return FALSE;
}

KinClashBed *
kin_clash_bed_read (KinReader *reader, const KinClash *clash, KinDay on)
{
  KinClashBed *bed = g_new0 (KinClashBed, 1);
  g_autoptr (KinHomesFacts) facts = kin_homes_facts_read (reader, clash->about, on, KIN_DAY_MAX);
  g_autoptr (KinPlacesResult) places = NULL;
  KinPlacesFacts for_rule;

  bed->on = on;
  bed->placements = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (facts->homes->len == 0)
    return bed;
  for_rule = kin_home_facts_for_rule (facts->homes->pdata[0]);
  places = kin_places_compute (&for_rule, on);
  bed->has_full_terms = has_full_terms (facts->homes->pdata[0], on);
  for (guint i = clash->contested; i < clash->records->len; i++)
    {
      gint64 child = g_array_index (clash->records, gint64, i);
      gint64 placement = kin_reader_number (reader, "SELECT no FROM placement WHERE child = ?1 AND household = ?2 AND period_start <= ?3"
                                                    " AND (period_end IS NULL OR period_end > ?3) ORDER BY period_start DESC, no LIMIT 1", 3, child, clash->about, (gint64) on);

      if (placement != 0)
        g_array_append_val (bed->placements, placement);
      bed->n_outside += placement != 0 && is_outside (places, child);
    }
  return bed;
}

void
kin_clash_bed_free (KinClashBed *bed)
{
  if (bed == NULL)
    return;
  g_array_unref (bed->placements);
  g_free (bed);
}

KinDay
kin_clash_bed_came (KinReader *reader, const KinClashBed *bed, gint64 placement)
{
  guint last = MIN (bed->n_outside, bed->placements->len);

  if (placement == 0 && last > 0)
    placement = g_array_index (bed->placements, gint64, bed->placements->len - last);
  return (KinDay) kin_reader_number (reader, "SELECT period_start FROM placement WHERE no = ?1", 1, placement);
}
