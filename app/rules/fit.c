/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The children are put into the home in thought, and the night with them is compared with the night without. */
#include "fit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "because.h"
#include "places-day.h"

static void
free_reason (gpointer data)
{
  KinFitReason *reason = data;

  g_free (reason->text);
  g_free (reason);
}

static void
say_no (KinFitResult *result, KinFitNo no, KinLaw law, gint64 child, char *text)
{
  KinFitReason *reason = g_new (KinFitReason, 1);

  *reason = (KinFitReason) { no, law, child, text };
  g_ptr_array_add (result->reasons, reason);
  kin_because_add (result->because, _("no: %s"), text);
}

static const char *
get_name (const KinPlacesChild *child)
{
  return child->name ? child->name : _("the child");
}

static gboolean
is_coming (const KinPlacesChild *children, guint n, gint64 id)
{
  for (guint i = 0; i < n; i++)
    if (children[i].id == id)
      return TRUE;
  return FALSE;
}

/* The nearest miss: the limit that shuts the child out of every approval, the last of them in the order of the terms. */
static void
judge_terms (KinFitResult *result, const KinPlacesFacts *facts, const KinPlacesChild *child, KinDay on, gboolean siblings_shut)
{
  static const char order[] = "nasc";
  char nearest = 0;

  for (guint a = 0; a < facts->n_approvals; a++)
    {
      char shut;

      if (!kin_night_approval_live (&facts->approvals[a], on) || facts->approvals[a].places <= 0)
        continue;
      shut = kin_night_shuts_out (&facts->approvals[a], child, on);
      if (!shut)
        {
          if (facts->approvals[a].siblings_only && siblings_shut)
            nearest = 'g';
          else
            {
              say_no (result, KIN_FIT_NUMBER, KIN_LAW_TERMS, child->id,
                      g_strdup_printf (_("no approved place is left for %s"), get_name (child)));
              return;
            }
        }
      else if (nearest != 'g' && (!nearest || strchr (order, shut) > strchr (order, nearest)))
        nearest = shut;
    }
  if (nearest == 'g')
    say_no (result, KIN_FIT_SIBLINGS, KIN_LAW_TERMS, child->id, g_strdup_printf (_("approved for siblings only, which %s is not"), get_name (child)));
  else if (nearest == 'a')
    say_no (result, KIN_FIT_AGE, KIN_LAW_TERMS, child->id, g_strdup_printf (_("%s is outside the ages approved"), get_name (child)));
  else if (nearest == 's')
    say_no (result, KIN_FIT_SEX, KIN_LAW_TERMS, child->id, g_strdup_printf (_("%s is outside the gender approved"), get_name (child)));
  else if (nearest == 'c')
    say_no (result, KIN_FIT_CATEGORY, KIN_LAW_TERMS, child->id, g_strdup_printf (_("%s is outside the categories approved"), get_name (child)));
  else
    say_no (result, KIN_FIT_NAMED, KIN_LAW_TERMS, child->id, g_strdup_printf (_("approved for a named child, who is not %s"), get_name (child)));
}

static gboolean
has_sibling_here (const KinPlacesChild *child, const KinNight *night)
{
  for (guint i = 0; i < night->children->len; i++)
    {
      const KinPlacesChild *other = g_array_index (night->children, KinNightChild, i).child;

      if (other->id != child->id && kin_night_share_group (child, other))
        return TRUE;
    }
  return FALSE;
}

static void
judge_with (KinFitResult *result, const KinPlacesFacts *with, const KinPlacesFacts *without, const KinPlacesChild *children, guint n, KinDay on)
{
  g_auto (KinNight) before = { 0 };
  g_auto (KinNight) after = { 0 };
  int shut, bedrooms;

  kin_night_fill (&before, without, on);
  kin_night_fill (&after, with, on);
  if (before.terms == 0)
    {
      say_no (result, KIN_FIT_NOT_APPROVED, KIN_LAW_TERMS, 0, g_strdup (_("no terms of approval on this day")));
      return;
    }
  for (guint i = 0; i < after.children->len; i++)
    {
      const KinNightChild *entry = &g_array_index (after.children, KinNightChild, i);

      if (is_coming (children, n, entry->child->id) && !entry->in_terms)
        judge_terms (result, with, entry->child, on, !has_sibling_here (entry->child, &after));
    }
  if (after.usual == KIN_LAW_NONE)
    say_no (result, KIN_FIT_USUAL_LIMIT, KIN_LAW_USUAL_LIMIT, 0,
            g_strdup_printf (_("there would be %d children, not all siblings, and no exemption names them"), after.counted));
  /* Who comes must not take a place that is shut: as many must be open before as come. */
  shut = before.not_available - before.no_bedroom;
  if (shut > 0 && before.vacant + before.restricted + before.no_bedroom < (int) n)
    say_no (result, KIN_FIT_NOT_AVAILABLE, KIN_LAW_NONE, 0, g_strdup (_("the home is not available")));
  bedrooms = with->bedroom_places;
  if (bedrooms >= 0 && after.filled + after.held > bedrooms)
    say_no (result, KIN_FIT_BEDROOMS, KIN_LAW_BEDROOMS, 0, g_strdup_printf (_("the bedrooms take %d"), bedrooms));
}

KinFitResult *
kin_fit_compute (const KinPlacesFacts *facts, const KinPlacesChild *children, guint n_children, KinDay on)
{
  KinFitResult *result = g_new0 (KinFitResult, 1);
  g_autoptr (GArray) stays = g_array_new (FALSE, FALSE, sizeof (KinPlacesStay));
  g_autoptr (GArray) holds = g_array_new (FALSE, FALSE, sizeof (KinPlacesHold));
  KinPlacesFacts with = *facts, without = *facts;

  result->reasons = g_ptr_array_new_with_free_func (free_reason);
  result->because = kin_because_new ();
  for (guint i = 0; i < facts->n_stays; i++)
    {
      const KinPlacesStay *stay = &facts->stays[i];

      if (is_coming (children, n_children, stay->child.id) && stay->from <= on && (stay->to == KIN_NO_DAY || on < stay->to))
        say_no (result, KIN_FIT_ALREADY_HERE, KIN_LAW_NONE, stay->child.id, g_strdup_printf (_("%s lives here"), get_name (&stay->child)));
    }
  if (result->reasons->len > 0)
    return result;
  for (guint i = 0; i < facts->n_holds; i++)
    if (!is_coming (children, n_children, facts->holds[i].child.id))
      {
        KinPlacesHold hold = facts->holds[i];

        /* Who is to come will count as one of three, too. */
        hold.kind = KIN_HOLD_AWAY;
        g_array_append_val (holds, hold);
      }
  g_array_append_vals (stays, facts->stays, facts->n_stays);
  for (guint i = 0; i < n_children; i++)
    {
      KinPlacesStay stay = { .child = children[i], .from = on };

      g_array_append_val (stays, stay);
    }
  with.stays = (const KinPlacesStay *) (gpointer) stays->data;
  with.n_stays = stays->len;
  with.holds = without.holds = (const KinPlacesHold *) (gpointer) holds->data;
  with.n_holds = without.n_holds = holds->len;
  judge_with (result, &with, &without, children, n_children, on);
  result->fits = result->reasons->len == 0;
  if (result->fits)
    kin_because_add (result->because, "%s", _("fits: terms of approval, usual limit, availability and bedrooms"));
  return result;
}

void
kin_fit_result_free (KinFitResult *result)
{
  if (!result)
    return;
  g_ptr_array_unref (result->reasons);
  g_ptr_array_unref (result->because);
  g_free (result);
}
