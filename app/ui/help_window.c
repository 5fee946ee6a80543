/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Topics to the left, their entries to the right; what is sought is sought in all of them. */
#include "help_window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ask.h"
#include "help_text.h"
#include "tab_stop.h"

typedef struct
{
  GtkWidget *window, *search, *nothing;
  GtkListBox *topics;
  GtkBox     *body;
  GtkWidget  *scrolled;
  gboolean    filling;
} Help;

static void
add_entry (Help *help, const char *above, const KinHelpEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *term = gtk_label_new (_(entry->term)), *text = gtk_label_new (_(entry->text));

  if (above != NULL)
    {
      GtkWidget *topic = gtk_label_new (above);

      gtk_label_set_xalign (GTK_LABEL (topic), 0);
      gtk_widget_add_css_class (topic, "kin-group");
      gtk_box_append (GTK_BOX (box), topic);
    }
  gtk_label_set_xalign (GTK_LABEL (term), 0);
  gtk_label_set_wrap (GTK_LABEL (term), TRUE);
  gtk_widget_add_css_class (term, "heading");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_LABELLED_BY, term, NULL, -1);
  gtk_box_append (GTK_BOX (box), term);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (help->body, box);
}

static void
empty (Help *help)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (help->body))) != NULL)
    gtk_box_remove (help->body, child);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (help->scrolled)), 0);
}

static void
show_topic (Help *help, const KinHelpTopic *topic)
{
  empty (help);
  gtk_widget_set_visible (help->nothing, FALSE);
  for (const KinHelpEntry *entry = topic->entries; entry->term != NULL; entry++)
    add_entry (help, NULL, entry);
}

static void
on_topic (GtkListBox *list, GtkListBoxRow *row, Help *help)
{
  if (row == NULL || help->filling)
    return;
  help->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (help->search), "");
  help->filling = FALSE;
  show_topic (help, &kin_help_topics ()[gtk_list_box_row_get_index (row)]);
}

static gboolean
holds (const KinHelpEntry *entry, char **words)
{
  g_autofree char *all = g_strconcat (_(entry->term), "\n", _(entry->text), NULL), *folded = g_utf8_casefold (all, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
on_search (GtkSearchEntry *search, Help *help)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (search)), -1);
  g_auto (GStrv)   words = g_strsplit (g_strstrip (folded), " ", -1);
  guint            n = 0;

  if (help->filling)
    return;
  if (*folded == '\0')
    {
      GtkListBoxRow *row = gtk_list_box_get_selected_row (help->topics);

      show_topic (help, &kin_help_topics ()[row != NULL ? gtk_list_box_row_get_index (row) : 0]);
      return;
    }
  empty (help);
  for (const KinHelpTopic *topic = kin_help_topics (); topic->name != NULL; topic++)
    for (const KinHelpEntry *entry = topic->entries; entry->term != NULL; entry++)
      if (holds (entry, words))
        {
          add_entry (help, _(topic->title), entry);
          n++;
        }
  gtk_widget_set_visible (help->nothing, n == 0);
}

static GtkWidget *
make_topics (Help *help)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  help->topics = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (help->topics), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (help->topics), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Topics"), -1);
  for (const KinHelpTopic *topic = kin_help_topics (); topic->name != NULL; topic++)
    {
      GtkWidget *label = gtk_label_new (_(topic->title)), *row = gtk_list_box_row_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(topic->title), -1);
      gtk_list_box_append (help->topics, row);
    }
  g_signal_connect (help->topics, "row-selected", G_CALLBACK (on_topic), help);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), kin_tab_stop_new (GTK_WIDGET (help->topics)));
  gtk_widget_set_size_request (scrolled, 190, -1);
  gtk_widget_set_hexpand (scrolled, FALSE);
  gtk_widget_add_css_class (scrolled, "kin-sidebar");
  return scrolled;
}

static GtkWidget *
make_body (Help *help)
{
  GtkWidget *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  help->scrolled = gtk_scrolled_window_new ();
  help->body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  help->nothing = gtk_label_new (_("Nothing about that here. Try another word, or a topic to the left."));
  gtk_label_set_wrap (GTK_LABEL (help->nothing), TRUE);
  gtk_widget_add_css_class (help->nothing, "dim-label");
  gtk_widget_set_visible (help->nothing, FALSE);
  gtk_box_append (GTK_BOX (box), help->nothing);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (help->body));
  gtk_widget_add_css_class (box, "kin-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (help->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (help->scrolled), clamp);
  gtk_widget_set_hexpand (help->scrolled, TRUE);
  return help->scrolled;
}

/* Pages that have no topic of their own. */
static const char *
topic_of (const char *page)
{
  static const char *const same[][2] = { { "placements", "costs" }, { "prices", "costs" }, { "providers", "agency" }, { "residential", "agency" }, { "carers", "homes" } };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (g_strcmp0 (page, same[i][0]) == 0)
      return same[i][1];
  return page;
}

static void
select_topic (Help *help, const char *name)
{
  const KinHelpTopic *topics = kin_help_topics ();
  int                 place = 0;

  for (int i = 0; topics[i].name != NULL; i++)
    if (g_strcmp0 (topics[i].name, topic_of (name)) == 0)
      place = i;
  gtk_list_box_select_row (help->topics, gtk_list_box_get_row_at_index (help->topics, place));
  show_topic (help, &topics[place]);
}

static Help *
make_window (GtkWindow *parent)
{
  Help      *help = g_new0 (Help, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  help->window = adw_window_new ();
  kin_ask_close_on_escape (help->window);
  gtk_window_set_title (GTK_WINDOW (help->window), _("Help"));
  gtk_window_set_transient_for (GTK_WINDOW (help->window), parent);
  gtk_window_set_default_size (GTK_WINDOW (help->window), 860, 560);
  help->search = gtk_search_entry_new ();
  g_object_set (help->search, "placeholder-text", _("Search the help"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (help->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search the help"), -1);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (help->search), help->window);
  g_signal_connect (help->search, "search-changed", G_CALLBACK (on_search), help);
  g_signal_connect_swapped (help->search, "stop-search", G_CALLBACK (gtk_window_close), help->window);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), help->search);
  gtk_box_append (GTK_BOX (sides), make_topics (help));
  gtk_box_append (GTK_BOX (sides), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (sides), make_body (help));
  gtk_widget_set_vexpand (sides, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), sides);
  adw_window_set_content (ADW_WINDOW (help->window), box);
  g_object_set_data_full (G_OBJECT (help->window), "kin-help", help, g_free);
  return help;
}

void
kin_help_show (GtkWindow *parent, const char *topic)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  Help             *help = NULL;

  for (GList *each = windows; each != NULL && help == NULL; each = each->next)
    if (gtk_window_get_transient_for (each->data) == parent)
      help = g_object_get_data (each->data, "kin-help");
  if (help == NULL)
    help = make_window (parent);
  select_topic (help, topic);
  gtk_window_present (GTK_WINDOW (help->window));
}
