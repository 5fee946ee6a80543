/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer (book/agency.h) as four numbers, two drawings and two tables. */
#include "agency_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "agency.h"
#include "agency_tables.h"
#include "answer.h"
#include "as_at.h"
#include "chart.h"
#include "drawing.h"
#include "figure_cards.h"
#include "money.h"
#include "panels.h"
#include "table_page.h"

struct _KinAgencyPage
{
  GtkBox parent_instance;

  KinDesk         *desk;
  KinAnswer       *answer;
  GtkBox          *content;
  GtkWidget       *chips[KIN_N_MEASURES];
  KinMeasure       measure;
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

static gint64
value_of (const KinAgencySum *sum, KinMeasure measure)
{
  KinPence one = kin_agency_per_child (sum);

  if (measure == KIN_MEASURE_CHILDREN)
    return sum->children;
  return measure == KIN_MEASURE_WEEKLY ? sum->gross : one >= 0 ? one : KIN_CHART_BLANK;
}

static GArray *
draw_months (cairo_t *cr, const KinStyle *style, double width, double height, gpointer data)
{
  KinAgencyPage  *self = data;
  KinDay          days[KIN_AGENCY_MONTHS];
  gint64          values[KIN_N_PROVISIONS][KIN_AGENCY_MONTHS];
  KinChartSeries  series[KIN_N_PROVISIONS];
  gboolean        other = FALSE;
  KinChart        chart = { .unit = self->measure == KIN_MEASURE_CHILDREN ? KIN_UNIT_COUNT : KIN_UNIT_PENCE, .days = days, .n_points = KIN_AGENCY_MONTHS,
                            .series = series };

  if (self->shown == NULL)
    return NULL;
  for (int i = 0; i < KIN_AGENCY_MONTHS; i++)
    {
      days[i] = self->shown->months[i].day;
      other = other || self->shown->months[i].by_return[KIN_PROVISION_OTHER].children > 0;
      for (int k = 0; k < KIN_N_PROVISIONS; k++)
        values[k][i] = value_of (&self->shown->months[i].by_return[k], self->measure);
    }
  for (int k = 0; k < KIN_N_PROVISIONS; k++)
    if (k != KIN_PROVISION_OTHER || other)
      series[chart.n_series++] = (KinChartSeries) { kin_provision_to_text ((KinProvision) k), values[k], NULL };
  return self->measure == KIN_MEASURE_PER_CHILD ? kin_chart_draw_lines (cr, &chart, style, width, height) : kin_chart_draw_area (cr, &chart, style, width, height);
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
make_share_card (const KinAgencyMonth *now)
{
  guint            agency = now->by_return[KIN_PROVISION_AGENCY].children;
  g_autofree char *share = kin_agency_share_text (now->agency_by_category, now->fostered_by_category);
  g_autofree char *by_return = kin_agency_share_text (agency, now->fostered), *of_all = kin_agency_share_text (agency, now->looked_after);
  g_autofree char *below = g_strdup_printf (_("%u of %u by category; by the return %u of %u, %s; %s of all looked after"), now->agency_by_category,
                                            now->fostered_by_category, agency, now->fostered, by_return, of_all);

  return kin_figure_card_new (_("Agency share of foster placements"), share, below);
}

static GtkWidget *
make_cards (const KinAgency *agency)
{
  GtkWidget            *cards = kin_figure_cards_new ();
  const KinAgencyMonth *now = &agency->months[KIN_AGENCY_MONTHS - 1];
  KinAgencySum          sum = { 0 };
  guint                 own = now->by_return[KIN_PROVISION_OWN].children;
  g_autofree char      *all = g_strdup_printf ("%u", now->looked_after), *bought = g_strdup_printf ("%u", agency->commissioned);
  g_autofree char      *fostered_share = kin_agency_share_text (now->fostered, now->looked_after), *own_share = kin_agency_share_text (own, now->looked_after);
  g_autofree char      *fostered = g_strdup_printf (_("%u fostered, %s of them; in-house %s"), now->fostered, fostered_share, own_share);
  g_autofree char      *bought_share = kin_agency_share_text (agency->commissioned, now->looked_after), *of_all = g_strdup_printf (_("placements, %s of all looked after"), bought_share);
  g_autofree char      *net = NULL, *gross = NULL, *below = NULL;

  for (guint i = 0; i < agency->lines->len; i++)
    if (*g_array_index (agency->lines, KinAgencyLine, i).code != '\0')
      kin_agency_add (&sum, &g_array_index (agency->lines, KinAgencyLine, i).sum);
  net = kin_pence_to_text (sum.net);
  gross = kin_pence_to_text (sum.gross);
  below = g_strdup_printf (_("gross %s"), gross);
  kin_figure_cards_add (cards, kin_figure_card_new (_("Children looked after"), all, fostered));
  kin_figure_cards_add (cards, kin_figure_card_new (_("Commissioned"), bought, of_all));
  kin_figure_cards_add (cards, make_share_card (now));
  kin_figure_cards_add (cards, kin_figure_card_new (_("Commissioned, a week, net"), net, below));
  return cards;
}

static GtkWidget *
make_note (void)
{
  GtkWidget *note = gtk_label_new (_("Bands are strictly above the amount, on the weekly price without education. One child is the weekly sum over those who have a price. "
                                     "Payments only: an agency's price includes support, recruitment and management, our own allowances and fees do not, so the two are not like for like. "
                                     "By category, concurrent and mother and baby placements are no agency fostering; by the return they are foster placements."));

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "dim-label");
  return note;
}

static GtkWidget *
make_drawings (KinAgencyPage *self, const KinAgency *agency)
{
  const char    *names[KIN_N_MEASURES] = { _("Foster placements at each month's end"), _("Foster placements, a week, at each month's end"), _("One fostered child a week, at each month's end") };
  KinColumns    *columns = KIN_COLUMNS (kin_columns_new ());
  KinChartSeries series = { 0 };
  KinChart       chart;
  KinStyle       style = { .scale = 1.3 };

  chart_of_reasons (agency, &chart, &series);
  kin_columns_append (columns, kin_card_new (names[self->measure], kin_drawing_new (names[self->measure], 220, draw_months, NULL, self)), KIN_COLUMN_LEFT);
  kin_columns_append (columns, kin_card_new (_("Why outside: the main reason"), kin_drawing_new (_("Why outside: the main reason"), MAX (160, (int) kin_chart_bars_height (&chart, &style)), draw_reasons, NULL, self)),
                      KIN_COLUMN_RIGHT_HAND);
  return GTK_WIDGET (columns);
}

static void
fill (KinAgencyPage *self)
{
  const char *problem = kin_answer_problem (self->answer);

  kin_box_empty (self->content);
  if (self->shown == NULL)
    {
      gtk_box_append (self->content, kin_trouble_new (problem != NULL ? problem : ""));
      return;
    }
  gtk_box_append (self->content, make_cards (self->shown));
  gtk_box_append (self->content, make_drawings (self, self->shown));
  gtk_box_append (self->content, kin_agency_lines_new (self->shown));
  gtk_box_append (self->content, kin_agency_months_new (self->shown, self->measure));
  gtk_box_append (self->content, make_note ());
}

static void
show_agency (gpointer answer, gpointer data)
{
  KinAgencyPage *self = KIN_AGENCY_PAGE (data);

  self->shown = answer;
  fill (self);
  g_signal_emit (self, title_changed, 0);
}

static gpointer
ask_agency (KinReader *reader, KinDay day)
{
  return kin_book_agency (reader, day);
}

static void
on_measure (GtkToggleButton *chip, KinAgencyPage *self)
{
  if (!gtk_toggle_button_get_active (chip))
    return;
  for (int i = 0; i < KIN_N_MEASURES; i++)
    if (self->chips[i] == GTK_WIDGET (chip))
      self->measure = (KinMeasure) i;
  fill (self);
}

static void
add_chips (KinAgencyPage *self, GtkWidget *bar)
{
  const char *names[KIN_N_MEASURES] = { _("Children"), _("Weekly cost"), _("Cost of one child") };

  for (int i = 0; i < KIN_N_MEASURES; i++)
    {
      self->chips[i] = kin_chip_new (names[i]);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->chips[i]), GTK_TOGGLE_BUTTON (self->chips[0]));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[i]), i == 0);
      g_signal_connect (self->chips[i], "toggled", G_CALLBACK (on_measure), self);
      gtk_box_append (GTK_BOX (bar), self->chips[i]);
    }
}

GtkWidget *
kin_agency_page_new (KinDesk *desk)
{
  KinAgencyPage *self = g_object_new (KIN_TYPE_AGENCY_PAGE, NULL);
  GtkWidget     *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *content;

  self->desk = g_object_ref (desk);
  gtk_box_append (GTK_BOX (bar), kin_as_at_new (desk));
  gtk_box_append (GTK_BOX (self), kin_figures_page (bar, &content));
  self->content = GTK_BOX (content);
  self->answer = kin_answer_follow (GTK_WIDGET (self), desk, ask_agency, (GDestroyNotify) kin_agency_free, show_agency, self);
  add_chips (self, bar);
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

KinShown *
kin_agency_page_shown (KinAgencyPage *self)
{
  g_autofree char *time = kin_when_words (kin_desk_when (self->desk));

  return self->shown != NULL ? kin_agency_shown (self->shown, time) : NULL;
}
