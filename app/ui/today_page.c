/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The agenda (book/agenda.h) as cards of rows. A long matter shows its first lines and a row that shows the rest. */
#include "today_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "agenda.h"
#include "answer.h"
#include "as_at.h"
#include "beside.h"
#include "drafts.h"
#include "panels.h"

#define FIRST_LINES 6

struct _KinTodayPage
{
  GtkBox parent_instance;

  KinDesk   *desk;
  KinAnswer *answer;
  GtkWidget *drafts;
  GtkWidget *stack; /* "wait", "matters", "nothing" */
  GtkBox    *cards;
  guint      matters, urgent;
  GHashTable *whole; /* kinds of which all lines are shown */
};

G_DEFINE_FINAL_TYPE (KinTodayPage, kin_today_page, GTK_TYPE_BOX)

static guint title_changed;

static void
kin_today_page_finalize (GObject *object)
{
  KinTodayPage *self = KIN_TODAY_PAGE (object);

  g_hash_table_unref (self->whole);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (kin_today_page_parent_class)->finalize (object);
}

static void
kin_today_page_class_init (KinTodayPageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kin_today_page_finalize;
  title_changed = g_signal_new ("title", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_today_page_init (KinTodayPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->whole = g_hash_table_new (NULL, NULL);
}

static void
on_item_activated (AdwActionRow *row, KinTodayPage *self)
{
  kin_desk_open (self->desk, *(gint64 *) g_object_get_data (G_OBJECT (row), "record"));
}

static GtkWidget *
make_item (KinTodayPage *self, const KinAgendaItem *item)
{
  GtkWidget *row = kin_beside_row (adw_action_row_new ()), *icon = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->sentence);
  if (item->overdue)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (mark, "warning");
      gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overdue"), -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "record", g_memdup2 (&item->record, sizeof item->record), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (on_item_activated), self);
  return row;
}

static void show_agenda (gpointer answer, gpointer data);

static void
on_show_rest (AdwActionRow *row, KinTodayPage *self)
{
  g_hash_table_add (self->whole, g_object_get_data (G_OBJECT (row), "kind"));
  show_agenda (g_object_get_data (G_OBJECT (self->cards), "agenda"), self);
}

static GtkWidget *
make_rest (KinTodayPage *self, const KinMatter *matter)
{
  GtkWidget *row = kin_beside_row (adw_action_row_new ());
  guint rest = matter->items->len - FIRST_LINES;
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u more", "Show %u more", rest), rest);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (row, "dim-label");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "kind", GUINT_TO_POINTER (matter->kind + 1));
  g_signal_connect (row, "activated", G_CALLBACK (on_show_rest), self);
  return row;
}

static GtkWidget *
make_matter (KinTodayPage *self, const KinMatter *matter)
{
  GtkWidget *group = adw_preferences_group_new (), *count = gtk_label_new (NULL);
  gboolean whole = g_hash_table_contains (self->whole, GUINT_TO_POINTER (matter->kind + 1));
  guint n = whole || matter->items->len <= FIRST_LINES + 1 ? matter->items->len : FIRST_LINES;
  g_autofree char *number = matter->sum != NULL ? g_strdup_printf ("%u · %s", matter->items->len, matter->sum) : g_strdup_printf ("%u", matter->items->len);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), matter->heading);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), matter->rule);
  gtk_label_set_text (GTK_LABEL (count), number);
  gtk_widget_add_css_class (count, "heading");
  gtk_widget_add_css_class (count, matter->urgent ? "error" : "dim-label");
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), count);
  for (guint i = 0; i < n; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_item (self, matter->items->pdata[i]));
  if (n < matter->items->len)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_rest (self, matter));
  return group;
}

static void
show_agenda (gpointer answer, gpointer data)
{
  KinTodayPage *self = KIN_TODAY_PAGE (data);
  GPtrArray *agenda = answer;

  if (agenda == NULL)
    {
      /* Too early to be known: nothing of another time may stay on the screen. */
      g_object_set_data (G_OBJECT (self->cards), "agenda", NULL);
      kin_box_empty (self->cards);
      self->matters = self->urgent = 0;
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "nothing");
      g_signal_emit (self, title_changed, 0);
      return;
    }
  kin_agenda_withhold (agenda, kin_desk_sight (self->desk));
  kin_box_empty (self->cards);
  for (guint i = 0; i < agenda->len; i++)
    gtk_box_append (self->cards, make_matter (self, agenda->pdata[i]));
  g_object_set_data (G_OBJECT (self->cards), "agenda", agenda);
  self->matters = agenda->len;
  self->urgent = kin_agenda_urgent (agenda);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), agenda->len > 0 ? "matters" : "nothing");
  g_signal_emit (self, title_changed, 0);
}

static gpointer
ask_agenda (KinReader *reader, KinDay day)
{
  return kin_book_agenda (reader, day);
}

static GtkWidget *
make_scroller (KinTodayPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_set_margin_top (GTK_WIDGET (self->cards), 24);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->cards), 24);
  gtk_widget_set_margin_start (GTK_WIDGET (self->cards), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->cards), 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 820);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->cards));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static GtkWidget *
make_drafts (KinTodayPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->drafts = kin_drafts_card_new (self->desk);
  gtk_widget_set_margin_top (self->drafts, 24);
  gtk_widget_set_margin_start (self->drafts, 18);
  gtk_widget_set_margin_end (self->drafts, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 820);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->drafts);
  return clamp;
}

static void
on_map (GtkWidget *widget, KinTodayPage *self)
{
  kin_drafts_card_refresh (self->drafts);
}

GtkWidget *
kin_today_page_new (KinDesk *desk)
{
  KinTodayPage *self = g_object_new (KIN_TYPE_TODAY_PAGE, NULL);
  GtkWidget *nothing = adw_status_page_new (), *wait = gtk_spinner_new (), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->desk = g_object_ref (desk);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_spinner_start (GTK_SPINNER (wait));
  gtk_widget_set_halign (wait, GTK_ALIGN_CENTER);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (nothing), "object-select-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing), _("Nothing waits for you"));
  adw_status_page_set_description (ADW_STATUS_PAGE (nothing), _("Homes over their limits, prices that go on after a move, approvals that end and vacancies to confirm will stand here."));
  gtk_stack_add_named (GTK_STACK (self->stack), wait, "wait");
  gtk_stack_add_named (GTK_STACK (self->stack), make_scroller (self), "matters");
  gtk_stack_add_named (GTK_STACK (self->stack), nothing, "nothing");
  gtk_widget_add_css_class (bar, "kin-bar");
  gtk_box_append (GTK_BOX (bar), kin_as_at_new (desk));
  gtk_box_append (GTK_BOX (self), bar);
  gtk_box_append (GTK_BOX (self), make_drafts (self));
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect (self, "map", G_CALLBACK (on_map), self);
  self->answer = kin_answer_follow (GTK_WIDGET (self), desk, ask_agenda, (GDestroyNotify) g_ptr_array_unref, show_agenda, self);
  return GTK_WIDGET (self);
}

char *
kin_today_page_subtitle (KinTodayPage *self)
{
  g_autofree char *time = kin_when_words (kin_desk_when (self->desk)), *urgent = NULL;

  if (!kin_answer_is_ready (self->answer))
    return g_strdup (time);
  urgent = self->matters == 0 ? g_strdup (_("nothing waits")) : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u urgent", "%u urgent", self->urgent), self->urgent);
  /* Translators: the day, as known when, and how much waits: "Friday 20 November 2026 · as known now · 6 urgent" */
  return g_strdup_printf (_("%s · %s"), time, urgent);
}

gboolean
kin_today_page_is_ready (KinTodayPage *self)
{
  return kin_answer_is_ready (self->answer);
}
