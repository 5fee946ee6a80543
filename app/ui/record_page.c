/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one record. Which cards it has follows from its type; the form and the parts are there for all. */
#include "record_page.h"

#include <glib/gi18n-lib.h>

#include "buying.h"
#include "children.h"
#include "columns.h"
#include "drafts.h"
#include "life.h"
#include "merge_dialog.h"
#include "panels.h"
#include "parts.h"
#include "people.h"
#include "warnings.h"
#include "words.h"
#include "write.h"

struct _KinRecordPage
{
  GtkBox parent_instance;

  KinDesk     *desk;
  KinRecord   *record;
  KinRecord   *preset;   /* of a new record: as it was before anything was typed; NULL: that is kept already */
  KinForm     *form;
  KinColumns  *columns;
  GPtrArray   *apart;    /* cards that are not for other people's eyes; not owned */
  GtkWidget   *scrolled;
  GtkWidget   *add;      /* the button of a new record */
  GtkBox      *warnings; /* of a new placement */
  GtkWidget   *warnings_card;
  GtkWidget   *twins;    /* of a new record: those on record already */
  GPtrArray   *later_cards; /* Later */
  gboolean     adding, alone;
  guint        later;
};

G_DEFINE_FINAL_TYPE (KinRecordPage, kin_record_page, GTK_TYPE_BOX)

enum { TITLE, GONE, ADDED, CANCELLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
kin_record_page_dispose (GObject *object)
{
  KinRecordPage *self = KIN_RECORD_PAGE (object);

  g_clear_handle_id (&self->later, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  /* The rows go before the form that they belong to. */
  if (self->scrolled != NULL)
    gtk_box_remove (GTK_BOX (self), g_steal_pointer (&self->scrolled));
  g_clear_pointer (&self->apart, g_ptr_array_unref);
  g_clear_pointer (&self->later_cards, g_ptr_array_unref);
  g_clear_object (&self->form);
  g_clear_object (&self->record);
  g_clear_object (&self->preset);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kin_record_page_parent_class)->dispose (object);
}

static void
kin_record_page_class_init (KinRecordPageClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = kin_record_page_dispose;
  signals[TITLE] = g_signal_new ("title", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GONE] = g_signal_new ("gone", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ADDED] = g_signal_new ("added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CANCELLED] = g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_record_page_init (KinRecordPage *self)
{
  self->apart = g_ptr_array_new ();
  self->later_cards = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

static int
owner_field (const KinType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_LINK && (type->fields[i].flags & KIN_OWNER) != 0)
      return (int) i;
  return -1;
}

/* A card that is made when its turn comes: parts of a kind, or a section of the form. */
typedef struct
{
  KinRecordPage *page;
  KinPartsKind   kind;
  guint          section;
} Later;

static Later *
new_later (KinRecordPage *self)
{
  Later *later = g_new0 (Later, 1);

  later->page = self;
  g_ptr_array_add (self->later_cards, later);
  return later;
}

static void
set_apart (KinRecordPage *self, GtkWidget *card)
{
  g_ptr_array_add (self->apart, card);
  if (self->alone)
    kin_columns_hide (self->columns, card, TRUE);
}

static GtkWidget *
make_parts (gpointer data)
{
  const Later   *later = data;
  KinRecordPage *self = later->page;
  GtkWidget     *parts = kin_parts_new (self->desk, &later->kind, kin_record_no (self->record));

  /* Why a home was not available may be an allegation. */
  if (later->kind.type->scope == KIN_RESTRICTED || later->kind.type == &kin_unavailability)
    set_apart (self, parts);
  return parts;
}

static void
add_parts (KinRecordPage *self, KinColumnsPlace place)
{
  g_autoptr (GPtrArray) kinds = kin_parts_kinds (kin_record_type (self->record));

  for (guint i = 0; i < kinds->len; i++)
    {
      Later *later = new_later (self);

      later->kind = *(const KinPartsKind *) kinds->pdata[i];
      kin_columns_append_later (self->columns, make_parts, later, place);
    }
}

static void
add_apart (KinRecordPage *self, GtkWidget *card)
{
  kin_columns_append (self->columns, card, KIN_COLUMN_BOTH);
  set_apart (self, card);
}

static GtkWidget *
make_history (gpointer data)
{
  KinRecordPage *self = ((const Later *) data)->page;
  GtkWidget     *history = kin_history_panel_new (self->desk, kin_record_no (self->record));

  set_apart (self, history);
  return history;
}

static GtkWidget *
make_section (gpointer data)
{
  const Later *later = data;

  return kin_form_section (later->page->form, later->section);
}

static void
add_section (KinRecordPage *self, guint section, KinColumnsPlace place)
{
  Later *later = new_later (self);

  later->section = section;
  kin_columns_append_later (self->columns, make_section, later, place);
}

static void
add_sections (KinRecordPage *self, gboolean both)
{
  for (guint i = 0; i < kin_form_n_sections (self->form); i++)
    add_section (self, i, both && i % 2 == 1 ? KIN_COLUMN_RIGHT_HAND : both ? KIN_COLUMN_LEFT : KIN_COLUMN_RIGHT_HAND);
}

static void
show_warnings (KinRecordPage *self)
{
  g_autoptr (GPtrArray) sentences = NULL;
  KinDay                day = kin_record_day (self->record, KIN_PLACEMENT_PERIOD);

  if (self->warnings == NULL)
    return;
  sentences = kin_book_would_fit (kin_desk_reader (self->desk), kin_record_link (self->record, KIN_PLACEMENT_HOUSEHOLD),
                                  kin_record_link (self->record, KIN_PLACEMENT_CHILD), day != KIN_NO_DAY ? day : kin_desk_today (self->desk));
  if (sentences->len == 0 && kin_record_has (self->record, KIN_PLACEMENT_HOUSEHOLD) && kin_record_has (self->record, KIN_PLACEMENT_CHILD))
    g_ptr_array_add (sentences, g_strdup (_("Nothing on record speaks against this placement.")));
  kin_lines_fill (self->warnings, sentences);
  gtk_widget_set_visible (self->warnings_card, sentences->len > 0);
}

static void
add_cards (KinRecordPage *self)
{
  const KinType *type = kin_record_type (self->record);
  gint64         no = kin_record_no (self->record);
  gboolean       special = TRUE;

  if (no == 0)
    {
      self->twins = kin_twins_new (self->desk, self->record);
      /* Beside what is being typed, so that it does not move under the hands. */
      kin_columns_append (self->columns, self->twins, KIN_COLUMN_RIGHT_HAND);
      add_sections (self, TRUE);
      if (type == &kin_placement)
        {
          self->warnings = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
          self->warnings_card = kin_card_new (_("Before you place"), GTK_WIDGET (self->warnings));
          kin_columns_append (self->columns, self->warnings_card, KIN_COLUMN_RIGHT_HAND);
          show_warnings (self);
        }
      return;
    }
  add_apart (self, kin_merged_new (self->desk, no));
  add_apart (self, kin_two_people_new (self->desk, no));
  add_apart (self, kin_twins_new (self->desk, self->record));
  if (type == &kin_household || type == &kin_child || type == &kin_placement)
    add_apart (self, kin_clash_panel_new (self->desk, no));
  if (type == &kin_household)
    kin_columns_append (self->columns, kin_home_panel_new (self->desk, no), KIN_COLUMN_LEFT);
  else if (type == &kin_placement && kin_sight_sees_type (kin_desk_sight (self->desk), &kin_price_line))
    kin_columns_append (self->columns, kin_placement_panel_new (self->desk, no), KIN_COLUMN_LEFT);
  else if (type == &kin_child)
    kin_child_panels_add (self->desk, no, self->columns);
  else
    special = FALSE;
  if (special)
    {
      add_parts (self, KIN_COLUMN_LEFT);
      add_sections (self, FALSE);
      kin_columns_append_later (self->columns, make_history, new_later (self), KIN_COLUMN_LEFT);
      return;
    }
  if (type == &kin_sibling_group)
    kin_columns_append (self->columns, kin_group_panel_new (self->desk, no), KIN_COLUMN_LEFT);
  else if (type == &kin_provider)
    kin_columns_append (self->columns, kin_provider_panel_new (self->desk, no), KIN_COLUMN_LEFT);
  for (guint i = 0; i < kin_form_n_sections (self->form); i++)
    add_section (self, i, KIN_COLUMN_LEFT);
  add_parts (self, KIN_COLUMN_RIGHT_HAND);
  kin_columns_append_later (self->columns, make_history, new_later (self), KIN_COLUMN_RIGHT_HAND);
}

static void
on_add_clicked (GtkButton *button, KinRecordPage *self)
{
  kin_record_page_add (self);
}

static void
on_cancel_clicked (GtkButton *button, KinRecordPage *self)
{
  kin_record_page_cancel (self);
}

static GtkWidget *
make_bar (KinRecordPage *self)
{
  GtkWidget       *bar = gtk_action_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));
  g_autofree char *what = kin_lower_first (_(kin_record_type (self->record)->label));
  /* Translators: a button: "Add home" */
  g_autofree char *label = g_strdup_printf (_("Add %s"), what);

  self->add = gtk_button_new_with_label (label);
  gtk_widget_add_css_class (self->add, "suggested-action");
  gtk_widget_set_tooltip_text (self->add, _("Ctrl+Enter"));
  gtk_widget_set_tooltip_text (cancel, _("Esc"));
  g_signal_connect (self->add, "clicked", G_CALLBACK (on_add_clicked), self);
  g_signal_connect (cancel, "clicked", G_CALLBACK (on_cancel_clicked), self);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), self->add);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), cancel);
  return bar;
}

static void
on_edited (KinForm *form, guint field, KinRecordPage *self)
{
  if (self->preset != NULL)
    kin_draft_keep_preset (self->desk, self->preset);
  g_clear_object (&self->preset);
  g_signal_emit (self, signals[TITLE], 0);
  show_warnings (self);
  if (self->twins != NULL)
    kin_twins_look (self->twins);
}

static gboolean
on_later (gpointer data)
{
  KinRecordPage        *self = data;
  g_autoptr (KinRecord) fresh = NULL;

  self->later = 0;
  fresh = kin_reader_get (kin_desk_reader (self->desk), kin_record_type (self->record), kin_record_no (self->record));
  if (fresh == NULL)
    g_signal_emit (self, signals[GONE], 0);
  else
    kin_form_reload (self->form, fresh);
  return G_SOURCE_REMOVE;
}

static void
on_changed (KinDesk *desk, gint64 no, const char *type, KinRecordPage *self)
{
  if (kin_record_no (self->record) == 0 || (no != 0 && no != kin_record_no (self->record)))
    return;
  if (kin_desk_is_undoing (desk))
    {
      g_clear_handle_id (&self->later, g_source_remove);
      g_object_ref (self);
      on_later (self);
      g_object_unref (self);
    }
  else if (self->later == 0)
    self->later = g_idle_add (on_later, self);
}

static void
hide_owner (KinRecordPage *self)
{
  int field = owner_field (kin_record_type (self->record));

  if (field >= 0 && kin_record_has (self->record, (guint) field) && kin_record_type (self->record) != &kin_placement)
    kin_form_hide (self->form, (guint) field);
}

GtkWidget *
kin_record_page_new (KinDesk *desk, KinRecord *record)
{
  KinRecordPage *self = g_object_new (KIN_TYPE_RECORD_PAGE, NULL);
  GtkWidget     *clamp = adw_clamp_new ();

  self->desk = g_object_ref (desk);
  self->record = g_object_ref (record);
  if (kin_record_no (record) == 0)
    self->preset = kin_record_copy (record);
  self->form = kin_form_new (desk, record);
  self->columns = KIN_COLUMNS (kin_columns_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->columns), "kin-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1240);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1240);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->columns));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), self->scrolled);
  hide_owner (self);
  add_cards (self);
  if (kin_record_no (record) == 0)
    gtk_box_append (GTK_BOX (self), make_bar (self));
  g_signal_connect (self->form, "edited", G_CALLBACK (on_edited), self);
  g_signal_connect (desk, "changed", G_CALLBACK (on_changed), self);
  return GTK_WIDGET (self);
}

KinForm *
kin_record_page_form (KinRecordPage *self)
{
  return self->form;
}

KinRecord *
kin_record_page_record (KinRecordPage *self)
{
  return self->record;
}

gboolean
kin_record_page_is_new (KinRecordPage *self)
{
  return kin_record_no (self->record) == 0;
}

gint64
kin_record_page_owner (KinRecordPage *self)
{
  int field = owner_field (kin_record_type (self->record));

  return field >= 0 ? kin_record_link (self->record, (guint) field) : 0;
}

/* Whose placement a price, a funder or another part of a placement is for; 0: of none. */
static gint64
find_placed_child (KinRecordPage *self)
{
  int                   field = owner_field (kin_record_type (self->record));
  g_autoptr (KinRecord) placement = NULL;

  if (field < 0 || g_strcmp0 (kin_record_type (self->record)->fields[field].link, kin_placement.name) != 0)
    return 0;
  placement = kin_reader_get (kin_desk_reader (self->desk), &kin_placement, kin_record_link (self->record, (guint) field));
  return placement != NULL ? kin_record_link (placement, KIN_PLACEMENT_CHILD) : 0;
}

static char *
price_title (KinRecordPage *self)
{
  const char      *child = kin_titles_get (kin_desk_titles (self->desk), find_placed_child (self));
  g_autofree char *period = kin_period_words (kin_record_day (self->record, KIN_PRICE_LINE_PERIOD), kin_record_end (self->record, KIN_PRICE_LINE_PERIOD),
                                              kin_desk_today (self->desk));

  /* Translators: a child, and since or between when: "Price for Ada Example since 3 May 2024" */
  return g_strdup_printf (_("Price for %s %s"), child, period != NULL ? period : "");
}

char *
kin_record_page_title (KinRecordPage *self)
{
  const KinType   *type = kin_record_type (self->record);
  g_autofree char *title = NULL, *subtitle = NULL;

  if (kin_record_page_is_new (self))
    {
      g_autofree char *what = kin_lower_first (_(type->label));

      /* Translators: "New home" */
      return g_strdup_printf (_("New %s"), what);
    }
  if (type == &kin_price_line)
    return price_title (self);
  if (owner_field (type) >= 0 && type != &kin_carer && type != &kin_member)
    {
      kin_parts_words (self->desk, self->record, -1, &title, &subtitle);
      return g_steal_pointer (&title);
    }
  title = kin_record_title (self->record);
  return *title != '\0' ? g_steal_pointer (&title) : g_strdup (_(type->label));
}

char *
kin_record_page_subtitle (KinRecordPage *self)
{
  const KinType *type = kin_record_type (self->record);
  gint64         owner = kin_record_page_owner (self), child = find_placed_child (self);

  if (child != 0)
    owner = child;
  if (owner != 0)
    /* Translators: the kind of record, and what it belongs to: "Approval · Ashdown" */
    return g_strdup_printf (_("%s · %s"), _(type->label), kin_titles_get (kin_desk_titles (self->desk), owner));
  if (type == &kin_child && !kin_record_page_is_new (self))
    {
      g_autoptr (KinChildLife) life = kin_book_child (kin_desk_reader (self->desk), kin_record_no (self->record), kin_desk_today (self->desk), FALSE);

      if (life != NULL)
        return *life->age != '\0' ? g_strdup_printf (_("%s · %s"), life->age, life->care) : g_strdup (life->care);
    }
  return g_strdup (_(type->label));
}

static void
on_created (gpointer data, const GError *error)
{
  KinRecordPage *self = data;

  self->adding = FALSE;
  if (self->add != NULL)
    gtk_widget_set_sensitive (self->add, TRUE);
  if (error == NULL && self->desk != NULL)
    {
      kin_store_draft_forget (kin_desk_store (self->desk), kin_record_id (self->record), NULL);
      g_signal_emit (self, signals[ADDED], 0, kin_reader_no_of (kin_desk_reader (self->desk), kin_record_id (self->record)));
    }
  g_object_unref (self);
}

void
kin_record_page_add (KinRecordPage *self)
{
  if (!kin_record_page_is_new (self) || self->adding || !kin_form_check (self->form))
    return;
  self->adding = TRUE;
  gtk_widget_set_sensitive (self->add, FALSE);
  kin_desk_create (self->desk, self->record, on_created, g_object_ref (self));
}

void
kin_record_page_cancel (KinRecordPage *self)
{
  kin_store_draft_forget (kin_desk_store (self->desk), kin_record_id (self->record), NULL);
  g_signal_emit (self, signals[CANCELLED], 0);
}

void
kin_record_page_set_alone (KinRecordPage *self, gboolean alone)
{
  self->alone = alone;
  for (guint i = 0; i < self->apart->len; i++)
    kin_columns_hide (self->columns, self->apart->pdata[i], alone);
}

gboolean
kin_record_page_is_complete (KinRecordPage *self)
{
  return kin_columns_are_complete (self->columns);
}
