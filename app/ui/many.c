/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar of the selection, and deleting what is selected. */
#include "many.h"

#include <glib/gi18n-lib.h>

#include "bulk.h"
#include "merge.h"
#include "words.h"

char *
kin_many_words (const KinType *type, guint n)
{
  g_autofree char *what = kin_lower_first (n == 1 ? _(type->label) : _(type->plural));

  /* Translators: how many of what: "12 homes" */
  return g_strdup_printf (_("%u %s"), n, what);
}

typedef struct
{
  KinTable      *table; /* not owned: it holds the bar, which owns this */
  const KinType *type;
  GtkWidget     *revealer, *words, *merge, *delete;
} Bar;

static void
show (KinTable *table, Bar *bar)
{
  guint            n = kin_table_n_selected (table);
  g_autofree char *what = kin_many_words (bar->type, n);
  g_autofree char *words = g_strdup_printf (_("%s selected"), what), *delete = g_strdup_printf (_("Delete %s"), what);

  if (n > 1)
    {
      gtk_label_set_text (GTK_LABEL (bar->words), words);
      gtk_button_set_label (GTK_BUTTON (bar->delete), delete);
      gtk_widget_set_visible (bar->merge, n == 2 && kin_book_can_merge (bar->type));
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (bar->revealer), n > 1);
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

void
kin_many_add_bar (KinTable *table, const KinType *type)
{
  Bar       *bar = g_new0 (Bar, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  bar->table = table;
  bar->type = type;
  bar->revealer = gtk_revealer_new ();
  bar->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (bar->words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (bar->words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (bar->words, TRUE);
  gtk_widget_add_css_class (bar->words, "kin-strong");
  gtk_box_append (GTK_BOX (box), bar->words);
  gtk_widget_set_tooltip_text (add_button (box, _("Unselect"), "win.leave"), _("Esc"));
  add_button (box, _("Export…"), "win.export-selected");
  bar->merge = add_button (box, _("Merge…"), "win.merge-selected");
  add_button (box, _("Change…"), "win.change-selected");
  bar->delete = add_button (box, "", "win.delete");
  gtk_widget_add_css_class (bar->delete, "destructive-action");
  gtk_widget_add_css_class (box, "kin-many");
  gtk_revealer_set_child (GTK_REVEALER (bar->revealer), box);
  gtk_revealer_set_transition_type (GTK_REVEALER (bar->revealer), GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  g_object_set_data_full (G_OBJECT (bar->revealer), "kin-bar", bar, g_free);
  g_signal_connect (table, "selected", G_CALLBACK (show), bar);
  kin_table_add_above_footer (table, bar->revealer);
}

void
kin_many_menu (GMenu *menu, const KinType *type, guint n)
{
  g_autofree char *what = kin_many_words (type, n);
  g_autofree char *change = g_strdup_printf (_("Change %s…"), what), *export = g_strdup_printf (_("Export %s…"), what), *delete = g_strdup_printf (_("Delete %s"), what);

  g_menu_append (menu, change, "win.change-selected");
  g_menu_append (menu, export, "win.export-selected");
  if (n == 2 && kin_book_can_merge (type))
    g_menu_append (menu, _("Merge the two…"), "win.merge-selected");
  g_menu_append (menu, delete, "win.delete");
}

/* field -1: they are deleted. */
static void
act (KinDesk *desk, const KinType *type, const GArray *ids, int field, const KinValue *value, const char *label)
{
  g_autofree char *one = kin_lower_first (_(type->label)), *many = kin_lower_first (_(type->plural));
  g_autofree char *what = kin_many_words (type, ids->len);
  /* Translators: how many of what: "12 homes" */
  g_autofree char *doing = g_strdup_printf (field < 0 ? _("Deleting %s") : _("Changing %s"), what);

  kin_desk_work_and_say (desk, field < 0 ? "delete" : "edit", label, doing, kin_bulk_work, kin_bulk_new (type, ids, field, value, one, many),
                         (GDestroyNotify) kin_bulk_free);
}

void
kin_many_delete (KinDesk *desk, const KinType *type, const GArray *ids)
{
  g_autofree char *what = kin_many_words (type, ids->len), *label = g_strdup_printf (_("%s deleted"), what);

  act (desk, type, ids, -1, NULL, label);
}

void
kin_many_set (KinDesk *desk, const KinType *type, const GArray *ids, guint field, const KinValue *value, const char *label)
{
  act (desk, type, ids, (int) field, value, label);
}
