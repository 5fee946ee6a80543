/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which ways out of a clash apply. */
#include "clash-ways.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clash-bed.h"
#include "children.h"
#include "moment.h"

typedef struct
{
  KinReader      *reader;
  const KinClash *clash;
  KinDay          today;
  gint64          seen;
  GPtrArray      *ways;
} Offering;

void
kin_way_free (KinWay *way)
{
  if (way == NULL)
    return;
  g_free (way->label);
  g_free (way->explanation);
  g_free (way);
}

static KinWay *
offer (Offering *offering, KinWayKind kind, gint64 record, char *label, const char *explanation)
{
  KinWay *way = g_new0 (KinWay, 1);

  way->kind = kind;
  way->record = record;
  way->seen = offering->seen;
  way->label = label;
  way->explanation = g_strdup (explanation);
  way->day = MAX (offering->clash->open_from, offering->today);
  g_ptr_array_add (offering->ways, way);
  return way;
}

static char *
name_child_of (Offering *offering, gint64 placement)
{
  return kin_reader_title (offering->reader, kin_reader_number (offering->reader, "SELECT child FROM placement WHERE no = ?1", 1, placement));
}

static void
offer_terms (Offering *offering, const KinClashBed *bed)
{
  KinWay *way;

  if (bed->has_full_terms)
    {
      way = offer (offering, KIN_WAY_VARY, 0, g_strdup (_("Vary the terms")),
                   _("The decision maker, with the carers' written agreement and a support statement. It takes effect at once, not before."));
      way->asks_by = way->asks_day = TRUE;
    }
  for (guint i = 0; i < bed->placements->len && bed->n_outside > 0; i++)
    {
      gint64 placement = bed->n_outside > 1 ? 0 : g_array_index (bed->placements, gint64, i);
      KinDay came = kin_clash_bed_came (offering->reader, bed, placement), until = kin_places_emergency_end (came);
      g_autofree char *name = placement != 0 ? name_child_of (offering, placement) : NULL, *day = kin_day_to_words (until);

      if (came != KIN_NO_DAY && until >= offering->clash->open_from)
        {
          way = offer (offering, KIN_WAY_REG23, placement,
                       name != NULL ? g_strdup_printf (_("Regulation 23 for %s, until %s"), name, day)
                                    : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Regulation 23 for the last %u who came, until %s", "Regulation 23 for the last %u who came, until %s", bed->n_outside), bed->n_outside, day),
                       _("An emergency placement outside the terms: at most six working days from the day of coming. Then the terms are varied or the placement ends."));
          way->asks_by = way->asks_reason = TRUE;
        }
      if (placement == 0)
        break;
    }
}

static void
offer_three (Offering *offering)
{
  KinWay *way = offer (offering, KIN_WAY_EXEMPTION, 0, g_strdup (_("Exempt these children by name")),
                       _("The authority where the carers live, in writing. It is for these children, not for a number, and never cures the terms."));

  way->asks_by = way->asks_day = TRUE;
  offer (offering, KIN_WAY_SIBLINGS, 0, g_strdup (_("They are all brothers and sisters")),
         _("Half, step and adopted brothers and sisters count; cousins do not. They are recorded as one group."));
}

/* Moving and undoing a mistake are open to everybody who competes for the bed. */
static void
offer_moves (Offering *offering, const KinClashBed *bed)
{
  for (guint i = 0; i < bed->placements->len; i++)
    {
      g_autofree char *name = name_child_of (offering, g_array_index (bed->placements, gint64, i));
      KinWay *way = offer (offering, KIN_WAY_MOVE, g_array_index (bed->placements, gint64, i), g_strdup_printf (_("%s moves"), name),
                           _("The placement ends, and another home is looked for."));

      way->asks_day = TRUE;
    }
  for (guint i = 0; i < bed->placements->len; i++)
    {
      g_autofree char *name = name_child_of (offering, g_array_index (bed->placements, gint64, i));

      offer (offering, KIN_WAY_WRONG, g_array_index (bed->placements, gint64, i), g_strdup_printf (_("%s was entered here by mistake"), name),
             _("The placement is deleted. It stays in the history and can be brought back."));
    }
}

static void
offer_for_home (Offering *offering)
{
  g_autoptr (KinClashBed) bed = kin_clash_bed_read (offering->reader, offering->clash, offering->clash->open_from);
  KinWay *way;

  if (offering->clash->rule == KIN_CLASH_TERMS)
    offer_terms (offering, bed);
  else
    offer_three (offering);
  offer_moves (offering, bed);
  if (offering->clash->open_from >= offering->today)
    return;
  way = offer (offering, KIN_WAY_WRITE_DOWN, 0, g_strdup (_("Write down why it was so until yesterday")),
               _("Nights that are past cannot be cured. The decision says what was done and who knew; from today on the rule still asks."));
  way->asks_by = way->asks_reason = TRUE;
}

static KinDay
start_of (Offering *offering, gboolean price, gint64 no)
{
  return (KinDay) kin_reader_number (offering->reader, price ? "SELECT period_start FROM price_line WHERE no = ?1" : "SELECT period_start FROM placement WHERE no = ?1", 1, no);
}

/* Two placements or two prices: the earlier ends where the later begins, one is wrong, or (prices) both are right. */
static void
offer_for_pair (Offering *offering)
{
  gboolean price = offering->clash->rule == KIN_CLASH_PRICES;
  gint64 a = g_array_index (offering->clash->records, gint64, 0), b = g_array_index (offering->clash->records, gint64, 1);
  KinDay later = start_of (offering, price, b);
  g_autofree char *day = kin_day_to_words (price ? later - 1 : later), *first = kin_clash_name (offering->reader, offering->clash, a);
  KinWay *way;

  if (later > start_of (offering, price, a))
    {
      way = offer (offering, KIN_WAY_END, a, g_strdup_printf (_("%s ended on %s"), first, day), price ? _("One price followed the other.") : _("It was a move, and the earlier placement was not ended."));
      way->day = price ? later - 1 : later;
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = kin_clash_name (offering->reader, offering->clash, i == 0 ? a : b);

      offer (offering, KIN_WAY_WRONG, i == 0 ? a : b, g_strdup_printf (_("%s was entered by mistake"), name), _("It is deleted. It stays in the history and can be brought back."));
    }
  if (!price)
    return;
  way = offer (offering, KIN_WAY_BOTH, 0, g_strdup (_("Both prices are paid")), NULL);
  way->asks_by = way->asks_reason = TRUE;
}

static void
offer_for_twins (Offering *offering)
{
  KinWay *way;

  for (guint i = 0; i < 2; i++)
    {
      gint64 child = g_array_index (offering->clash->records, gint64, i);
      gint64 placements = kin_reader_number (offering->reader, "SELECT count(*) FROM placement WHERE child = ?1", 1, child);
      g_autofree char *code = NULL;
      g_autoptr (KinRecord) record = kin_reader_get (offering->reader, &kin_child, child);

      code = g_strdup (record != NULL && kin_record_has (record, KIN_CHILD_CHILD_CODE) ? kin_record_text (record, KIN_CHILD_CHILD_CODE) : _("without a number"));
      /* Translators: which of two records of one child stays: "Keep 1234, with 3 placements" */
      offer (offering, KIN_WAY_MERGE, child, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Keep %s, with %d placement", "Keep %s, with %d placements", (gulong) placements), code, (int) placements),
             _("It is one child: everything of the other record leads to this one. It can be taken back."));
    }
  way = offer (offering, KIN_WAY_BOTH, 0, g_strdup (_("They are two children")), NULL);
  way->asks_by = way->asks_reason = TRUE;
}

static void
offer_for_gone (Offering *offering)
{
  gint64 leads = g_array_index (offering->clash->records, gint64, 0);
  const KinType *type = kin_reader_type_of (offering->reader, leads);
  gboolean part = type != NULL && (type->fields[offering->clash->field].flags & KIN_OWNER) != 0;

  if (kin_reader_is_deleted (offering->reader, offering->clash->about))
    offer (offering, KIN_WAY_RESTORE, offering->clash->about, g_strdup (_("Bring back what was deleted")), NULL);
  else
    offer (offering, KIN_WAY_FOLLOW, leads, g_strdup (_("Lead to the record that it was merged into")), NULL);
  offer (offering, KIN_WAY_LET_GO, leads, g_strdup (part ? _("Delete this too") : _("Leave it empty")), NULL);
}

GPtrArray *
kin_clash_ways (KinReader *reader, const KinClash *clash, KinDay today)
{
  g_autoptr (KinQuery) moment = kin_book_moment (reader);
  Offering offering = { reader, clash, today, 0, g_ptr_array_new_with_free_func ((GDestroyNotify) kin_way_free) };

  offering.seen = kin_reader_number (reader, "SELECT max(no) FROM change", 0);
  switch (clash->rule)
    {
    case KIN_CLASH_TERMS:
    case KIN_CLASH_THREE:
      offer_for_home (&offering);
      break;
    case KIN_CLASH_TWO_PLACES:
    case KIN_CLASH_PRICES:
      offer_for_pair (&offering);
      break;
    case KIN_CLASH_SAME_CHILD:
      offer_for_twins (&offering);
      break;
    default:
      offer_for_gone (&offering);
    }
  return offering.ways;
}
