/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pages there are. The casts are one line each, so that the table stays a table. */
#include "sidebar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "agency_page.h"
#include "buying.h"
#include "children.h"
#include "costs_page.h"
#include "decide_page.h"
#include "history_page.h"
#include "homes_page.h"
#include "outbox.h"
#include "people.h"
#include "providers_page.h"
#include "siblings_page.h"
#include "table_page.h"
#include "today_number.h"
#include "today_page.h"

static char *today_subtitle (GtkWidget *page) { return kin_today_page_subtitle (KIN_TODAY_PAGE (page)); }
static gboolean today_is_ready (GtkWidget *page) { return kin_today_page_is_ready (KIN_TODAY_PAGE (page)); }
static char *homes_subtitle (GtkWidget *page) { return kin_homes_page_subtitle (KIN_HOMES_PAGE (page)); }
static gboolean homes_is_ready (GtkWidget *page) { return kin_homes_page_is_ready (KIN_HOMES_PAGE (page)); }
static KinShown *homes_shown (GtkWidget *page) { return kin_homes_page_shown (KIN_HOMES_PAGE (page)); }
static char *decide_subtitle (GtkWidget *page) { return kin_decide_page_subtitle (KIN_DECIDE_PAGE (page)); }
static gboolean decide_is_ready (GtkWidget *page) { return kin_decide_page_is_ready (KIN_DECIDE_PAGE (page)); }
static char *agency_subtitle (GtkWidget *page) { return kin_agency_page_subtitle (KIN_AGENCY_PAGE (page)); }
static gboolean agency_is_ready (GtkWidget *page) { return kin_agency_page_is_ready (KIN_AGENCY_PAGE (page)); }

static KinShown *agency_shown (GtkWidget *page) { return kin_agency_page_shown (KIN_AGENCY_PAGE (page)); }
static char *figures_subtitle (GtkWidget *page) { return kin_figure_list_subtitle (KIN_FIGURE_LIST (page)); }
static gboolean figures_are_ready (GtkWidget *page) { return kin_figure_list_is_ready (KIN_FIGURE_LIST (page)); }
static KinShown *figures_shown (GtkWidget *page) { return kin_figure_list_shown (KIN_FIGURE_LIST (page)); }

/* clang-format off */
static const KinPlace places[] = {
  { "today", N_("Today"), "view-list-bullet-symbolic", NULL, kin_today_page_new, today_subtitle, today_is_ready, .number = kin_today_number_new },
  { "homes", N_("Homes"), "user-home-symbolic", &kin_household, kin_homes_page_new, homes_subtitle, homes_is_ready, homes_shown },
  { "children", N_("Children"), "emoji-people-symbolic", &kin_child, NULL, NULL, NULL },
  { "siblings", N_("Siblings"), "system-users-symbolic", &kin_sibling_group, kin_siblings_page_new, figures_subtitle, figures_are_ready, figures_shown },
  { "placements", N_("Placements"), "mark-location-symbolic", &kin_placement, NULL, NULL, NULL },
  { "costs", N_("Costs"), "accessories-calculator-symbolic", NULL, kin_costs_page_new, figures_subtitle, figures_are_ready, figures_shown, .scope = KIN_FOR_MONEY },
  { "agency", N_("Agency and in-house"), "view-dual-symbolic", NULL, kin_agency_page_new, agency_subtitle, agency_is_ready, agency_shown, .scope = KIN_FOR_MONEY },
  { "providers", N_("Providers"), "application-x-addon-symbolic", &kin_provider, kin_providers_page_new, figures_subtitle, figures_are_ready, figures_shown },
  { "residential", N_("Residential homes"), "start-here-symbolic", &kin_establishment, NULL, NULL, NULL },
  { "carers", N_("Carers"), "avatar-default-symbolic", &kin_carer, NULL, NULL, NULL },
  { "prices", N_("Prices"), "view-paged-symbolic", &kin_price_line, NULL, NULL, NULL },
  { "decide", N_("To decide"), "dialog-warning-symbolic", NULL, kin_decide_page_new, decide_subtitle, decide_is_ready },
  { "outbox", N_("Outbox"), "mail-send-symbolic", NULL, kin_outbox_page_new, kin_outbox_page_subtitle, NULL },
  { "history", N_("History"), "document-open-recent-symbolic", NULL, kin_history_page_new, NULL, NULL },
  { NULL },
};
/* clang-format on */

const KinPlace *
kin_places (void)
{
  return places;
}

/* What stands in the place of a page that this person may not see: the same whatever is on it. */
static GtkWidget *
make_shut_page (KinDesk *desk)
{
  GtkWidget       *page = adw_status_page_new ();
  g_autofree char *words = kin_sight_words (kin_desk_sight (desk), NULL);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "changes-prevent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), words);
  return page;
}

GtkWidget *
kin_place_make (const KinPlace *place, KinDesk *desk)
{
  const KinSight *sight = kin_desk_sight (desk);

  if ((sight->scopes & (1u << place->scope)) == 0 || (place->type != NULL && !kin_sight_sees_type (sight, place->type)))
    return make_shut_page (desk);
  return place->make != NULL ? place->make (desk) : kin_table_page_new (desk, place->type);
}

gboolean
kin_place_is_ready (const KinPlace *place, GtkWidget *page)
{
  return place->is_ready == NULL || ADW_IS_STATUS_PAGE (page) || place->is_ready (page);
}

KinShown *
kin_place_shown (const KinPlace *place, GtkWidget *page)
{
  return place->shown != NULL && !ADW_IS_STATUS_PAGE (page) ? place->shown (page) : NULL;
}

char *
kin_place_subtitle (const KinPlace *place, GtkWidget *page)
{
  if (ADW_IS_STATUS_PAGE (page))
    return g_strdup ("");
  if (place->subtitle != NULL)
    return place->subtitle (page);
  return KIN_IS_TABLE_PAGE (page) ? kin_table_page_subtitle (KIN_TABLE_PAGE (page)) : g_strdup ("");
}
