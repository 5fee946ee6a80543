/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that belong to another. Which they are follows from the owner links of the type tables; the table here only says
 * which come first, how they are called, and which are shown though they are no parts (the placements in a home). */
#include "parts.h"

#include <glib/gi18n-lib.h>

#include "beside.h"
#include "buying.h"
#include "child_life.h"
#include "children.h"
#include "lists.h"
#include "people.h"
#include "requests.h"
#include "where.h"
#include "words.h"

/* More than that are folded away. */
#define SHOWN 6

/* clang-format off */
static const KinPartsKind known[] = {
  { &kin_household, &kin_placement, KIN_PLACEMENT_HOUSEHOLD, N_("Children placed here"), N_("Place a child…"), TRUE },
  { &kin_household, &kin_approval, KIN_APPROVAL_HOUSEHOLD, N_("Terms of approval"), N_("Add approval"), TRUE },
  { &kin_household, &kin_carer, KIN_CARER_HOUSEHOLD, N_("Carers"), N_("Add carer"), TRUE },
  { &kin_household, &kin_unavailability, KIN_UNAVAILABILITY_HOUSEHOLD, N_("Not available"), N_("Add time not available"), TRUE },
  { &kin_household, &kin_member, KIN_MEMBER_HOUSEHOLD, N_("Who else lives there"), N_("Add household member"), TRUE },
  { &kin_household, &kin_exemption, KIN_EXEMPTION_HOUSEHOLD, N_("Exemptions from the limit of three"), N_("Add exemption"), FALSE },
  { &kin_child, &kin_placement, KIN_PLACEMENT_CHILD, N_("Placements"), N_("Place…"), TRUE },
  { &kin_child, &kin_care_period, KIN_CARE_PERIOD_CHILD, N_("Periods of care"), N_("Add period of care"), TRUE },
  { &kin_child, &kin_legal_status, KIN_LEGAL_STATUS_CHILD, N_("Legal status"), N_("Add legal status"), TRUE },
  { &kin_child, &kin_sibling, KIN_SIBLING_CHILD, N_("In sibling groups"), NULL, FALSE },
  { &kin_placement, &kin_price_line, KIN_PRICE_LINE_PLACEMENT, N_("Prices"), N_("Add price"), TRUE },
  { &kin_placement, &kin_funding_split, KIN_FUNDING_SPLIT_PLACEMENT, N_("Who pays"), N_("Add funder"), TRUE },
  { &kin_sibling_group, &kin_sibling, KIN_SIBLING_GROUP, N_("Brothers and sisters"), N_("Add brother or sister"), TRUE },
  { &kin_sibling_group, &kin_together_plan, KIN_TOGETHER_PLAN_GROUP, N_("Together or apart: the plan"), N_("Add plan"), TRUE },
  { &kin_provider, &kin_contract, KIN_CONTRACT_PROVIDER, N_("Contracts"), N_("Add contract"), TRUE },
  { &kin_provider, &kin_household, KIN_HOUSEHOLD_PROVIDER, N_("Homes of this agency"), NULL, FALSE },
  { &kin_provider, &kin_establishment, KIN_ESTABLISHMENT_PROVIDER, N_("Residential homes"), N_("Add residential home"), TRUE },
  { &kin_provider, &kin_placement, KIN_PLACEMENT_PROVIDER, N_("Placements with them"), NULL, FALSE },
  { &kin_establishment, &kin_placement, KIN_PLACEMENT_ESTABLISHMENT, N_("Children placed here"), N_("Place a child…"), TRUE },
};
/* clang-format on */

typedef struct
{
  KinDesk            *desk;
  const KinPartsKind *kind;
  gint64              owner;
  GtkWidget          *group; /* not owned: it owns this */
  GPtrArray          *rows;
  gboolean            all;
  guint               n; /* how many there are */
  guint               later;
} Parts;

static gboolean
is_known (GPtrArray *kinds, const KinType *type)
{
  for (guint i = 0; i < kinds->len; i++)
    if (((KinPartsKind *) kinds->pdata[i])->type == type)
      return TRUE;
  return FALSE;
}

GPtrArray *
kin_parts_kinds (const KinType *owner)
{
  GPtrArray            *kinds = g_ptr_array_new_with_free_func (g_free);
  guint                 n_types = 0;
  const KinType *const *types = kin_types (&n_types);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].owner == owner)
      g_ptr_array_add (kinds, g_memdup2 (&known[i], sizeof known[i]));
  for (guint i = 0; i < n_types; i++)
    for (guint j = 0; j < types[i]->n_fields; j++)
      {
        const KinField *field = &types[i]->fields[j];
        KinPartsKind    kind = { owner, types[i], j, types[i]->plural, "", FALSE };

        if (field->kind == KIN_LINK && (field->flags & KIN_OWNER) != 0 && g_strcmp0 (field->link, owner->name) == 0 && !is_known (kinds, types[i]))
          g_ptr_array_add (kinds, g_memdup2 (&kind, sizeof kind));
      }
  return kinds;
}

static void
append_cell (GString *line, KinDesk *desk, KinRecord *record, guint field)
{
  g_autofree char *cell = kin_titles_cell (kin_desk_titles (desk), record, field);

  if (*cell != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", cell);
}

/* What comes first in the title of a part, by field; ended by -1. */
static const int *
leading_fields (const KinType *type, int owner_field)
{
  static const int of_child[] = { KIN_PLACEMENT_HOUSEHOLD, KIN_PLACEMENT_ESTABLISHMENT, -1 };
  static const int of_home[] = { KIN_PLACEMENT_CHILD, -1 };
  static const int price[] = { KIN_PRICE_LINE_PRICE, KIN_PRICE_LINE_KIND, -1 };
  static const int funding[] = { KIN_FUNDING_SPLIT_FUNDER, -1 };
  static const int status[] = { KIN_LEGAL_STATUS_STATUS, -1 };
  static const int sibling[] = { KIN_SIBLING_CHILD, KIN_SIBLING_NAME, -1 };
  static const int groups[] = { KIN_SIBLING_GROUP, -1 };
  static const int reason[] = { KIN_UNAVAILABILITY_REASON, -1 };

  if (type == &kin_placement)
    return owner_field == KIN_PLACEMENT_CHILD ? of_child : of_home;
  if (type == &kin_sibling)
    return owner_field == KIN_SIBLING_CHILD ? groups : sibling;
  return type == &kin_price_line ? price : type == &kin_funding_split ? funding : type == &kin_legal_status ? status : type == &kin_unavailability ? reason : NULL;
}

static gboolean
leads (const int *leading, int field)
{
  for (; leading != NULL && *leading >= 0; leading++)
    if (*leading == field)
      return TRUE;
  return FALSE;
}

static char *
approval_words (KinRecord *record)
{
  gint64           places = kin_record_number (record, KIN_APPROVAL_PLACES);
  g_autofree char *children = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d child", "%d children", (gulong) places), (int) places);

  if (kin_record_has (record, KIN_APPROVAL_AGE_FROM) || kin_record_has (record, KIN_APPROVAL_AGE_TO))
    /* Translators: "2 children, aged 0–12" */
    return g_strdup_printf (_("%s, aged %d–%d"), children, (int) kin_record_number (record, KIN_APPROVAL_AGE_FROM),
                            kin_record_has (record, KIN_APPROVAL_AGE_TO) ? (int) kin_record_number (record, KIN_APPROVAL_AGE_TO) : 17);
  return g_steal_pointer (&children);
}

void
kin_parts_words (KinDesk *desk, KinRecord *record, int owner_field, char **title, char **subtitle)
{
  const KinType      *type = kin_record_type (record);
  const int          *leading = leading_fields (type, owner_field);
  int                 period = kin_type_period (type);
  g_autoptr (GString) first = g_string_new (NULL), second = g_string_new (NULL);

  for (const int *field = leading; field != NULL && *field >= 0; field++)
    append_cell (first, desk, record, (guint) *field);
  if (type == &kin_placement && owner_field == KIN_PLACEMENT_CHILD && first->len == 0)
    {
      g_autofree char *where = kin_book_where (kin_desk_reader (desk), kin_record_no (record));

      g_string_append (first, where);
    }
  if (type == &kin_approval)
    {
      g_autofree char *words = approval_words (record);

      g_string_append (first, words);
    }
  if (first->len == 0)
    {
      g_autofree char *own = kin_record_title (record);

      g_string_append (first, own);
      leading = NULL;
    }
  if (period >= 0 && (leading != NULL || type == &kin_approval) && kin_record_has (record, (guint) period))
    {
      g_autofree char *words = kin_period_words (kin_record_day (record, (guint) period), kin_record_end (record, (guint) period), kin_desk_today (desk));

      g_string_append (second, words);
    }
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & KIN_LISTED) != 0 && (int) i != owner_field && (int) i != period && !leads (leading, (int) i) &&
        !(type == &kin_approval && (i == KIN_APPROVAL_PLACES || i == KIN_APPROVAL_AGE_FROM || i == KIN_APPROVAL_AGE_TO)) &&
        (type->fields[i].flags & KIN_NAMING) == 0 && kin_sight_sees_field (kin_desk_sight (desk), type, i))
      append_cell (second, desk, record, i);
  *title = g_string_free (g_steal_pointer (&first), FALSE);
  *subtitle = g_string_free (g_steal_pointer (&second), FALSE);
}

static void
on_row_activated (AdwActionRow *row, Parts *parts)
{
  const gint64 *no = g_object_get_data (G_OBJECT (row), "kin-no");

  kin_desk_open (parts->desk, *no);
}

static gboolean
has_ended (KinRecord *record, KinDay today)
{
  int period = kin_type_period (kin_record_type (record));

  return period >= 0 && kin_record_end (record, (guint) period) != KIN_NO_DAY && kin_record_end (record, (guint) period) < today;
}

static GtkWidget *
make_row (Parts *parts, KinRecord *record)
{
  g_autofree char *title = NULL, *subtitle = NULL, *title_markup = NULL, *subtitle_markup = NULL;
  GtkWidget       *row = kin_beside_row (adw_action_row_new ());
  gint64          *no = g_new (gint64, 1);

  *no = kin_record_no (record);
  kin_parts_words (parts->desk, record, (int) parts->kind->field, &title, &subtitle);
  title_markup = g_markup_escape_text (title, -1);
  subtitle_markup = g_markup_escape_text (subtitle, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  if (has_ended (record, kin_desk_today (parts->desk)))
    gtk_widget_add_css_class (row, "kin-ended");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "kin-no", no, g_free);
  g_signal_connect (row, "activated", G_CALLBACK (on_row_activated), parts);
  gtk_widget_add_css_class (row, "kin-part");
  return row;
}

static GtkWidget *
make_shut_row (Parts *parts, KinRecord *record)
{
  GtkWidget       *row = kin_beside_row (adw_action_row_new ());
  g_autofree char *words = kin_sight_words (kin_desk_sight (parts->desk), record);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  gtk_widget_add_css_class (row, "kin-part");
  return row;
}

static void fill (Parts *parts);

static void
on_show_all (AdwActionRow *row, Parts *parts)
{
  parts->all = TRUE;
  fill (parts);
}

static void
add_row (Parts *parts, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (parts->group), row);
  g_ptr_array_add (parts->rows, row);
}

static void
add_said (Parts *parts, const char *said, gboolean shows_all)
{
  GtkWidget *row = kin_beside_row (adw_action_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), said);
  gtk_widget_add_css_class (row, "kin-ended");
  if (shows_all)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect (row, "activated", G_CALLBACK (on_show_all), parts);
    }
  add_row (parts, row);
}

static GArray *
list_parts (Parts *parts)
{
  g_autoptr (KinListSpec) spec = kin_list_spec_new (parts->kind->type);
  KinListFilter           filter = { .field = parts->kind->field, .value = { .is_set = TRUE, .a = parts->owner } };

  g_array_append_val (spec->filters, filter);
  return kin_book_list (kin_desk_reader (parts->desk), spec);
}

static void
fill (Parts *parts)
{
  const KinSight    *sight = kin_desk_sight (parts->desk);
  g_autoptr (GArray) ids = kin_sight_sees_type (sight, parts->kind->type) ? list_parts (parts) : g_array_new (FALSE, FALSE, sizeof (gint64));
  guint              shown = parts->all || ids->len <= SHOWN + 1 ? ids->len : SHOWN;

  parts->n = ids->len;
  for (guint i = 0; i < parts->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (parts->group), parts->rows->pdata[i]);
  g_ptr_array_set_size (parts->rows, 0);
  for (guint i = 0; i < shown; i++)
    {
      g_autoptr (KinRecord) record = kin_reader_get (kin_desk_reader (parts->desk), parts->kind->type, g_array_index (ids, gint64, i));

      if (record != NULL)
        add_row (parts, kin_sight_sees (sight, record) ? make_row (parts, record) : make_shut_row (parts, record));
    }
  if (!kin_sight_sees_type (sight, parts->kind->type))
    {
      g_autofree char *words = kin_sight_words (sight, NULL);

      /* The same whether there are any or not. */
      add_said (parts, words, FALSE);
      gtk_widget_set_visible (parts->group, TRUE);
      return;
    }
  if (ids->len == 0)
    add_said (parts, _("None on record"), FALSE);
  if (shown < ids->len)
    {
      g_autofree char *said = g_strdup_printf (_("%u more"), ids->len - shown);

      add_said (parts, said, TRUE);
    }
  gtk_widget_set_visible (parts->group, ids->len > 0 || parts->kind->always);
}

static gboolean
on_later (gpointer data)
{
  Parts *parts = data;

  parts->later = 0;
  fill (parts);
  return G_SOURCE_REMOVE;
}

static void
on_changed (KinDesk *desk, gint64 no, const char *type, Parts *parts)
{
  if (parts->later == 0)
    parts->later = g_idle_add (on_later, parts);
}

static void
on_add (GtkButton *button, Parts *parts)
{
  const KinType        *type = parts->kind->type;
  g_autoptr (KinRecord) record = kin_record_new (type);
  int                   period = kin_type_period (type);

  kin_record_set_link (record, parts->kind->field, parts->owner);
  if (type == &kin_price_line)
    kin_record_set_text (record, KIN_PRICE_LINE_KIND, "core");
  if (type == &kin_approval && parts->n == 0)
    kin_record_set_text (record, KIN_APPROVAL_KIND, "first");
  if (period >= 0)
    kin_record_set_period (record, (guint) period, kin_desk_today (parts->desk), KIN_NO_DAY);
  kin_desk_add (parts->desk, record);
}

static void
free_parts (gpointer data)
{
  Parts *parts = data;

  g_signal_handlers_disconnect_by_data (parts->desk, parts);
  g_clear_handle_id (&parts->later, g_source_remove);
  g_ptr_array_unref (parts->rows);
  g_object_unref (parts->desk);
  g_free ((gpointer) parts->kind);
  g_free (parts);
}

GtkWidget *
kin_parts_new (KinDesk *desk, const KinPartsKind *kind, gint64 owner)
{
  Parts *parts = g_new0 (Parts, 1);

  parts->desk = g_object_ref (desk);
  parts->kind = g_memdup2 (kind, sizeof *kind);
  parts->owner = owner;
  parts->rows = g_ptr_array_new ();
  parts->group = adw_preferences_group_new ();
  gtk_widget_add_css_class (parts->group, "kin-form");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (parts->group), _(kind->title));
  if (kind->add != NULL && *kind->add != '\0')
    {
      GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *button = gtk_button_new ();

      gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
      gtk_box_append (GTK_BOX (content), gtk_label_new (_(kind->add)));
      gtk_button_set_child (GTK_BUTTON (button), content);
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kind->add), -1);
      g_signal_connect (button, "clicked", G_CALLBACK (on_add), parts);
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (parts->group), button);
    }
  g_object_set_data_full (G_OBJECT (parts->group), "kin-parts", parts, free_parts);
  g_signal_connect (desk, "changed", G_CALLBACK (on_changed), parts);
  fill (parts);
  return parts->group;
}
