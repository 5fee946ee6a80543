/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer (book/agency.h) as four numbers, two drawings and the table of what is commissioned. */
#include "agency_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "agency.h"
#include "answer.h"
#include "as_at.h"
#include "chart.h"
#include "drawing.h"
#include "figure_cards.h"
#include "panels.h"

struct _KinAgencyPage
{
  GtkBox parent_instance;

  KinDesk   *desk;
  KinAnswer *answer;
  GtkBox    *content;
  const KinAgency *shown; /* the answer's; what the drawings draw */
};

G_DEFINE_FINAL_TYPE (KinAgencyPage, kin_agency_page, GTK_TYPE_BOX)

static guint title_changed;

static void
kin_agency_page_finalize (GObject *object)
{
  g_clear_object (&KIN_AGENCY_PAGE (object)->desk);
  G_OBJECT_CLASS (kin_agency_page_parent_class)->finalize (object);
}

static void
kin_agency_page_class_init (KinAgencyPageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kin_agency_page_finalize;
  title_changed = g_signal_new ("title", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_agency_page_init (KinAgencyPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

static GArray *
draw_months (cairo_t *cr, const KinStyle *style, double width, double height, gpointer data)
{
  const KinAgency *agency = KIN_AGENCY_PAGE (data)->shown;
  KinChartSeries series[] = { { _("In-house and other"), NULL, NULL }, { _("Agency"), NULL, NULL } };
  KinChart chart = { .unit = KIN_UNIT_COUNT, .n_points = KIN_AGENCY_MONTHS, .series = series, .n_series = 2 };

  if (agency == NULL)
    return NULL;
  series[0].values = agency->own;
  series[1].values = agency->agency;
  chart.days = agency->days;
  return kin_chart_draw_area (cr, &chart, style, width, height);
}

static void
chart_of_reasons (const KinAgency *agency, KinChart *chart, KinChartSeries *series)
{
  series->name = _("Children");
  series->values = (const gint64 *) agency->reason_counts->data;
  *chart = (KinChart) {
    .unit = KIN_UNIT_COUNT, .labels = (const char *const *) agency->reasons->pdata, .n_points = agency->reasons->len,
    .series = series, .n_series = 1, .empty = _("No child is with an agency on that day"),
  };
}

static GArray *
draw_reasons (cairo_t *cr, const KinStyle *style, double width, double height, gpointer data)
{
  const KinAgency *agency = KIN_AGENCY_PAGE (data)->shown;
  KinChartSeries series = { 0 };
  KinChart chart;

  if (agency == NULL)
    return NULL;
  chart_of_reasons (agency, &chart, &series);
  return kin_chart_draw_bars (cr, &chart, style, width, height);
}

static GtkWidget *
make_cards (const KinAgency *agency)
{
  GtkWidget *cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const KinCosts *costs = agency->costs;
  KinPence gross = 0, net = 0;
  g_autofree char *all = kin_figure_value_to_text (agency->looked_after), *bought = kin_figure_value_to_text (agency->commissioned);
  g_autofree char *share = kin_figure_value_to_text (agency->by_category), *by_return = kin_figure_value_to_text (agency->by_return);
  g_autofree char *of_all = NULL, *of = NULL, *net_text = NULL, *gross_text = NULL, *gross_line = NULL, *fostered = NULL;

  for (guint i = 0; i < costs->groups->len; i++)
    if (*g_array_index (costs->groups, KinCostGroup, i).code != '\0')
      {
        gross += g_array_index (costs->groups, KinCostGroup, i).weekly[KIN_COSTS_TOTAL];
        net += g_array_index (costs->groups, KinCostGroup, i).weekly[KIN_COSTS_NET];
      }
  gross_text = kin_pence_to_text (gross);
  net_text = kin_pence_to_text (net);
  gross_line = g_strdup_printf (_("gross %s"), gross_text);
  fostered = g_strdup_printf (_("%u of them fostered"), agency->by_return->denominator->len);
  of_all = g_strdup_printf (_("placements, of %s children"), all);
  of = g_strdup_printf (_("%u of %u by category; by the return %u of %u, %s"), agency->by_category->numerator->len, agency->by_category->denominator->len,
                        agency->by_return->numerator->len, agency->by_return->denominator->len, by_return);
  gtk_box_set_homogeneous (GTK_BOX (cards), TRUE);
  gtk_box_append (GTK_BOX (cards), kin_figure_card_new (_("Children looked after"), all, fostered));
  gtk_box_append (GTK_BOX (cards), kin_figure_card_new (_("Commissioned"), bought, of_all));
  gtk_box_append (GTK_BOX (cards), kin_figure_card_new (_("Agency share of foster placements"), share, of));
  gtk_box_append (GTK_BOX (cards), kin_figure_card_new (_("Commissioned, a week, net"), net_text, gross_line));
  return cards;
}

static void
add_group (GtkWidget *grid, const KinCostGroup *group, guint of, gboolean strong)
{
  g_autofree char *count = g_strdup_printf ("%u", group->count);
  g_autofree char *share = of > 0 ? g_strdup_printf ("%u.%u %%", (group->count * 2000 + of) / (2 * of) / 10, (group->count * 2000 + of) / (2 * of) % 10) : g_strdup ("–");
  g_autofree char *low = g_strdup_printf ("%u", group->above[KIN_COSTS_WITHOUT_EDUCATION][0]), *high = g_strdup_printf ("%u", group->above[KIN_COSTS_WITHOUT_EDUCATION][1]);
  g_autofree char *gross = kin_pence_to_text (group->weekly[KIN_COSTS_TOTAL]), *care = kin_pence_to_text (group->weekly[KIN_COSTS_WITHOUT_EDUCATION]);
  g_autofree char *net = kin_pence_to_text (group->weekly[KIN_COSTS_NET]);
  const char *cells[] = { group->label, count, share, low, high, gross, care, net, NULL };

  kin_grid_add (grid, cells, strong);
}

static GtkWidget *
make_table (const KinAgency *agency)
{
  const char *heads[] = { _("Commissioned, by category"), _("Children"), _("Share"), _("Above £3,500"), _("Above £5,500"), _("A week, gross"), _("Without education"), _("Net"), NULL };
  GtkWidget *grid = kin_grid_new (_("Commissioned placements by category"), heads);
  const GArray *groups = agency->costs->groups;
  KinCostGroup sum = { .label = (char *) _("All") };

  for (guint i = 0; i < groups->len; i++)
    {
      const KinCostGroup *group = &g_array_index (groups, KinCostGroup, i);

      if (*group->code == '\0')
        continue;
      sum.count += group->count;
      for (int basis = 0; basis < KIN_N_COSTS; basis++)
        {
          sum.weekly[basis] += group->weekly[basis];
          sum.above[basis][0] += group->above[basis][0];
          sum.above[basis][1] += group->above[basis][1];
        }
    }
  for (guint i = 0; i < groups->len; i++)
    if (*g_array_index (groups, KinCostGroup, i).code != '\0')
      add_group (grid, &g_array_index (groups, KinCostGroup, i), sum.count, FALSE);
  add_group (grid, &sum, sum.count, TRUE);
  return grid;
}

static GtkWidget *
make_note (void)
{
  GtkWidget *note = gtk_label_new (_("Bands are strictly above the amount, on the weekly price without education. Payments only: an agency's price includes support, "
                                     "recruitment and management, our own allowances and fees do not, so the two are not like for like."));

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "dim-label");
  return note;
}

static GtkWidget *
make_drawings (KinAgencyPage *self, const KinAgency *agency)
{
  KinColumns *columns = KIN_COLUMNS (kin_columns_new ());
  KinChartSeries series = { 0 };
  KinChart chart;
  KinStyle style = { .scale = 1.3 };

  chart_of_reasons (agency, &chart, &series);
  kin_columns_append (columns, kin_card_new (_("Foster placements at each month's end"), kin_drawing_new (_("Foster placements at each month's end"), 240, draw_months, NULL, self)),
                      KIN_COLUMN_LEFT);
  kin_columns_append (columns, kin_card_new (_("Why outside: the main reason"), kin_drawing_new (_("Why outside: the main reason"), MAX (160, (int) kin_chart_bars_height (&chart, &style)), draw_reasons, NULL, self)),
                      KIN_COLUMN_RIGHT_HAND);
  return GTK_WIDGET (columns);
}

static void
show_agency (gpointer answer, gpointer data)
{
  KinAgencyPage *self = KIN_AGENCY_PAGE (data);
  const char *problem = kin_answer_problem (self->answer);

  self->shown = answer;
  kin_box_empty (self->content);
  if (answer == NULL)
    gtk_box_append (self->content, kin_problem_new (problem != NULL ? problem : ""));
  else
    {
      gtk_box_append (self->content, make_cards (answer));
      gtk_box_append (self->content, make_drawings (self, answer));
      gtk_box_append (self->content, make_table (answer));
      gtk_box_append (self->content, make_note ());
    }
  g_signal_emit (self, title_changed, 0);
}

static gpointer
ask_agency (KinReader *reader, KinDay day)
{
  return kin_book_agency (reader, day);
}

GtkWidget *
kin_agency_page_new (KinDesk *desk)
{
  KinAgencyPage *self = g_object_new (KIN_TYPE_AGENCY_PAGE, NULL);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *content;

  self->desk = g_object_ref (desk);
  gtk_box_append (GTK_BOX (bar), kin_as_at_new (desk));
  gtk_box_append (GTK_BOX (self), kin_figures_page (bar, &content));
  self->content = GTK_BOX (content);
  self->answer = kin_answer_follow (GTK_WIDGET (self), desk, ask_agency, (GDestroyNotify) kin_agency_free, show_agency, self);
  return GTK_WIDGET (self);
}

char *
kin_agency_page_subtitle (KinAgencyPage *self)
{
  return kin_when_words (kin_desk_when (self->desk));
}

gboolean
kin_agency_page_is_ready (KinAgencyPage *self)
{
  return kin_answer_is_ready (self->answer);
}
