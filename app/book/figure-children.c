/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many are in care, who they are (in the DfE's age bands), and where they live. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "because.h"
#include "codes.h"
#include "figure.h"
#include "in-care.h"
#include "indicators.h"
#include "marks.h"

static const char *
age_band (KinDay born, KinDay at)
{
  int age = born != KIN_NO_DAY ? kin_day_age (born, at) : -1;

  return age < 0 ? "" : age < 1 ? "0" : age < 5 ? "1-4" : age < 10 ? "5-9" : age < 16 ? "10-15" : "16+";
}

static const char *
band_label (const char *band)
{
  static const struct
  {
    const char *band, *label;
  } labels[] = { { "", N_("Not known") }, { "0", N_("Under 1") }, { "1-4", N_("1–4") }, { "5-9", N_("5–9") }, { "10-15", N_("10–15") }, { "16+", N_("16 and over") } };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (band, labels[i].band) == 0)
      return _(labels[i].label);
  return band;
}

static const char *
group_of (const char *list, const char *code)
{
  return code != NULL && *code != '\0' ? kin_code_group (list, code) : "";
}

/* The bands stand in their order even where nobody is in them. */
static void
count_people (KinReader *reader, const KinMarks *children, KinFigure *figure)
{
  static const char *const bands[] = { "0", "1-4", "5-9", "10-15", "16+" };
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no, born, sex, ethnicity FROM child /* scan: of a covering index */");

  kin_figure_part (figure->parts, "sex", "male", NULL, "report_group");
  kin_figure_part (figure->parts, "sex", "female", NULL, "report_group");
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    kin_figure_part (figure->parts, "age", bands[i], band_label (bands[i]), NULL);
  while (kin_query_step (query))
    {
      gint64 child = kin_query_get_int (query, 0);
      const char *band, *ethnicity;

      if (!kin_marks_has (children, child))
        continue;
      band = age_band ((KinDay) kin_query_get_int (query, 1), figure->at);
      ethnicity = kin_query_get_text (query, 3);
      kin_figure_part_add (kin_figure_part (figure->parts, "sex", group_of ("sex", kin_query_get_text (query, 2)), NULL, "report_group"), child);
      kin_figure_part_add (kin_figure_part (figure->parts, "age", band, band_label (band), NULL), child);
      kin_figure_part_add (kin_figure_part (figure->parts, "ethnic-group", group_of ("ethnicity", ethnicity), NULL, "report_group"), child);
      kin_figure_part_add (kin_figure_part (figure->parts, "ethnicity", ethnicity != NULL ? ethnicity : "", NULL, "ethnicity"), child);
    }
}

/* Breakdown by breakdown, and in each as its list has them; those without a list as they were made. */
static int
compare_parts (gconstpointer a, gconstpointer b)
{
  static const struct
  {
    const char *group, *list;
  } breakdowns[] = { { "sex", NULL }, { "age", NULL }, { "ethnic-group", "report_group" }, { "ethnicity", "ethnicity" }, { "legal-status", "legal_status" },
                     { "place", NULL }, { "type", "placement_type" }, { "provider", "placement_provider" } };
  const KinFigurePart *const *parts[] = { a, b };
  int place[2] = { 0 }, rank[2] = { 0 };

  for (guint side = 0; side < 2; side++)
    {
      const KinFigurePart *part = *parts[side];
      const KinCodeList *list = NULL;

      while (place[side] < (int) G_N_ELEMENTS (breakdowns) && strcmp (breakdowns[place[side]].group, part->group) != 0)
        place[side]++;
      if (place[side] < (int) G_N_ELEMENTS (breakdowns) && breakdowns[place[side]].list != NULL)
        list = kin_code_list (breakdowns[place[side]].list);
      for (guint i = 0; list != NULL && i < kin_code_list_size (list) && strcmp (kin_code_list_nth (list, i)->code, part->code) != 0; i++)
        rank[side]++;
    }
  return place[0] != place[1] ? place[0] - place[1] : rank[0] - rank[1];
}

static void
put_in_order (GPtrArray *parts)
{
  g_ptr_array_sort (parts, compare_parts); /* a stable sort */
  for (guint i = 0; i < parts->len; i++)
    if (((KinFigurePart *) parts->pdata[i])->parts != NULL)
      put_in_order (((KinFigurePart *) parts->pdata[i])->parts);
}

static void
add_all (GArray *children, GArray *numbers)
{
  for (guint i = 0; i < children->len; i++)
    g_array_append_val (numbers, g_array_index (children, KinInCare, i).child);
}

void
kin_figure_looked_after (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure)
{
  g_autoptr (GArray) children = kin_in_care_on (reader, ask->at);
  g_autoptr (KinMarks) marks = kin_marks_new ();

  add_all (children, figure->numerator);
  figure->value = children->len;
  for (guint i = 0; i < children->len; i++)
    kin_marks_add (marks, g_array_index (children, KinInCare, i).child);
  count_people (reader, marks, figure);
  for (guint i = 0; i < children->len; i++)
    {
      const KinInCare *each = &g_array_index (children, KinInCare, i);

      kin_figure_part_add (kin_figure_part (figure->parts, "legal-status", each->status, NULL, "legal_status"), each->child);
    }
  put_in_order (figure->parts);
  kin_figure_set_shares (figure->parts, children->len);
  kin_because_add (figure->because, _("%u of our children were looked after on that day"), children->len);
  kin_because_add (figure->because, "%s", _("who came on the day counts, who left on the day does not; short breaks (V3, V4) are left out"));
}

/* Residential schools and homes, semi-independent and secure places are no home environment; ours to define, so it is said. */
static gboolean
is_home (const char *group)
{
  return strcmp (group, "foster") == 0 || strcmp (group, "adoption") == 0 || strcmp (group, "home") == 0;
}

void
kin_figure_placement_mix (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure)
{
  static const char *const groups[] = { "foster", "adoption", "home", "residential", "secure", "supported", "other", "temporary" };
  g_autoptr (GArray) children = kin_in_care_on (reader, ask->at);
  guint at_home = 0, fostered = 0;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    kin_figure_part (figure->parts, "place", groups[i], NULL, "report_group");
  for (guint i = 0; i < children->len; i++)
    {
      const KinInCare *each = &g_array_index (children, KinInCare, i);
      const char *group = group_of ("placement_type", each->place);
      KinFigurePart *part = kin_figure_part (figure->parts, "place", group, NULL, "report_group");

      kin_figure_part_add (part, each->child);
      kin_figure_part_add (kin_figure_part (part->parts, "type", each->place, NULL, "placement_type"), each->child);
      kin_figure_part_add (kin_figure_part (figure->parts, "provider", each->whose, NULL, "placement_provider"), each->child);
      at_home += is_home (group);
      fostered += strcmp (group, "foster") == 0;
    }
  add_all (children, figure->numerator);
  figure->value = children->len;
  put_in_order (figure->parts);
  kin_figure_set_shares (figure->parts, children->len);
  kin_because_add (figure->because, _("%u of our children were looked after on that day"), children->len);
  kin_because_add (figure->because, _("%u of them fostered"), fostered);
  kin_because_add (figure->because, _("%u in a home environment: fostered, placed for adoption, or with parents"), at_home);
  kin_because_add (figure->because, "%s", _("a child in a temporary placement is counted there, not where he will return to"));
}

/* Fostered as the council's own categories have it: a foster placement of the return, unless it was bought as something else. */
static gboolean
is_fostered_by_category (const KinInCare *each)
{
  if (*each->category != '\0')
    return strcmp (kin_code_group ("commissioning_category", each->category), "foster") == 0;
  return kin_code_is_foster (each->place);
}

static void
share_by_category (GArray *children, KinFigure *figure)
{
  for (guint i = 0; i < children->len; i++)
    {
      const KinInCare *each = &g_array_index (children, KinInCare, i);

      if (!is_fostered_by_category (each))
        continue;
      g_array_append_val (figure->denominator, each->child);
      if (strcmp (each->category, "agency_foster") == 0)
        g_array_append_val (figure->numerator, each->child);
    }
}

static void
share_by_return (GArray *children, KinFigure *figure)
{
  g_autofree KinEpisode *episodes = g_new0 (KinEpisode, children->len + 1);
  g_autofree KinIndicatorChild *each = g_new0 (KinIndicatorChild, children->len + 1);
  g_autoptr (KinIndicator) indicator = NULL;

  for (guint i = 0; i < children->len; i++)
    {
      const KinInCare *child = &g_array_index (children, KinInCare, i);

      episodes[i] = (KinEpisode) { .start = child->since, .ls = child->status, .place = child->place, .provider = child->whose };
      each[i] = (KinIndicatorChild) { .id = child->child, .episodes = &episodes[i], .n_episodes = 1 };
    }
  indicator = kin_indicator_compute (KIN_INDICATOR_AGENCY, each, children->len, figure->at);
  g_array_append_vals (figure->numerator, indicator->numerator->data, indicator->numerator->len);
  g_array_append_vals (figure->denominator, indicator->denominator->data, indicator->denominator->len);
}

void
kin_figure_agency_share (KinReader *reader, const KinFigureAsk *ask, KinFigure *figure)
{
  g_autoptr (GArray) children = kin_in_care_on (reader, ask->at);
  gboolean category = ask->basis == KIN_BASIS_CATEGORY;

  figure->denominator = kin_figure_numbers ();
  figure->basis = g_strdup (category ? _("by category: placements commissioned as agency foster care, of all fostered; concurrent placements and "
                                         "mother and baby placements are not fostering here")
                                     : _("by the return: foster placements (U1 to U6) with private or voluntary providers (PR4, PR5), of all foster "
                                         "placements"));
  if (category)
    share_by_category (children, figure);
  else
    share_by_return (children, figure);
  kin_figure_set_share (figure);
  kin_because_add (figure->because, _("%u of %u fostered children live with agency carers"), figure->numerator->len, figure->denominator->len);
  kin_because_add (figure->because, _("%u of our children were looked after on that day"), children->len);
  kin_because_add (figure->because, "%s",
                   _("the two bases differ by concurrent placements, which voluntary adoption agencies provide: say which one is meant"));
}
