/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duty board. The whole board is computed at once, on a thread and a reader of its own; the table shows those that the filters
 * let pass. */
#include "homes_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "codes.h"
#include "home_cells.h"
#include "homes.h"
#include "ours.h"
#include "table_page.h"
#include "words.h"

typedef enum { CHIP_PLACE, CHIP_TWO, CHIP_THREE, CHIP_UNCONFIRMED, CHIP_TROUBLE, N_CHIPS } Chip;

struct _KinHomesPage
{
  GtkBox parent_instance;

  KinDesk    *desk;
  KinReader  *reader;  /* of the thread */
  KinHomes   *homes;   /* NULL: not there yet */
  GHashTable *by_no;   /* household -> KinHome, borrowed */
  KinRowList *rows;
  KinTable   *table;
  GtkWidget  *chips[N_CHIPS];
  GtkWidget  *filter;
  GtkWidget  *kind;    /* of fostering: the first choice is all, then the codes in their order */
  char       *sort;    /* NULL: by name */
  gboolean    descending;
  gboolean    running, again;
  guint       later;
};

G_DEFINE_FINAL_TYPE (KinHomesPage, kin_homes_page, GTK_TYPE_BOX)

static guint title_changed;

static void
kin_homes_page_dispose (GObject *object)
{
  KinHomesPage *self = KIN_HOMES_PAGE (object);

  g_clear_handle_id (&self->later, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  G_OBJECT_CLASS (kin_homes_page_parent_class)->dispose (object);
}

static void
kin_homes_page_finalize (GObject *object)
{
  KinHomesPage *self = KIN_HOMES_PAGE (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->by_no, g_hash_table_unref);
  g_clear_pointer (&self->homes, kin_homes_free);
  g_clear_pointer (&self->reader, kin_reader_free);
  g_clear_object (&self->desk);
  g_free (self->sort);
  G_OBJECT_CLASS (kin_homes_page_parent_class)->finalize (object);
}

static void
kin_homes_page_class_init (KinHomesPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = kin_homes_page_dispose;
  G_OBJECT_CLASS (class)->finalize = kin_homes_page_finalize;
  title_changed = g_signal_new ("title", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_homes_page_init (KinHomesPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

static gpointer
read_home (gint64 no, gpointer data)
{
  return g_hash_table_lookup (KIN_HOMES_PAGE (data)->by_no, &no);
}

static gboolean
passes (const KinHome *home, Chip chip)
{
  switch (chip)
    {
    case CHIP_PLACE:
      return home->places->vacant_firm > 0;
    case CHIP_TWO:
      return home->places->vacant_firm >= 2;
    case CHIP_THREE:
      return home->places->vacant_firm >= 3;
    case CHIP_UNCONFIRMED:
      return home->state == KIN_HOME_UNCONFIRMED;
    default:
      return home->state == KIN_HOME_OVER || home->state == KIN_HOME_CONTESTED || home->places->breaches->len > 0;
    }
}

static gboolean
holds (const char *text, const char *key)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, key) != NULL;
}

static gboolean
is_of_kind (KinHomesPage *self, const KinHome *home)
{
  guint          chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  const KinCode *code = chosen > 0 && chosen != GTK_INVALID_LIST_POSITION ? kin_code_list_nth (kin_code_list ("household_kind"), chosen - 1) : NULL;

  return code == NULL || g_strcmp0 (home->kind, code->code) == 0;
}

static gboolean
is_wanted (KinHomesPage *self, const KinHome *home, const char *key)
{
  gboolean wanted = *key == '\0' || holds (home->name, key) || holds (home->telephone, key) || holds (home->worker, key) || holds (home->reference, key);

  for (guint i = 0; i < N_CHIPS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chips[i])) && !passes (home, (Chip) i))
      return FALSE;
  if (!is_of_kind (self, home))
    return FALSE;
  for (guint i = 0; !wanted && i < home->occupants->len; i++)
    {
      const KinOccupant *occupant = &g_array_index (home->occupants, KinOccupant, i);

      wanted = holds (occupant->name, key) || holds (occupant->surname, key);
    }
  return wanted;
}

static int
compare_homes (gconstpointer a, gconstpointer b, gpointer data)
{
  KinHomesPage  *self = data;
  const KinHome *x = *(const KinHome *const *) a, *y = *(const KinHome *const *) b;
  int            order = 0;

  if (g_strcmp0 (self->sort, "places") == 0)
    order = x->places->vacant_firm != y->places->vacant_firm ? x->places->vacant_firm - y->places->vacant_firm
                                                             : x->places->vacant_unconfirmed - y->places->vacant_unconfirmed;
  else if (g_strcmp0 (self->sort, "worker") == 0)
    order = g_strcmp0 (x->worker, y->worker);
  else if (g_strcmp0 (self->sort, "state") == 0)
    order = (int) x->state - (int) y->state;
  if (order == 0)
    {
      int by_name = g_strcmp0 (x->name, y->name);

      return self->sort == NULL || g_strcmp0 (self->sort, "name") != 0 || !self->descending ? by_name : -by_name;
    }
  return self->descending ? -order : order;
}

static void
show_wanted (KinHomesPage *self)
{
  g_autofree char      *key = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->filter)), -1);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  GArray               *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char      *left = NULL, *right = NULL;

  for (guint i = 0; self->homes != NULL && i < self->homes->homes->len; i++)
    if (is_wanted (self, self->homes->homes->pdata[i], key))
      g_ptr_array_add (wanted, self->homes->homes->pdata[i]);
  if (self->sort != NULL)
    g_ptr_array_sort_with_data (wanted, compare_homes, self);
  for (guint i = 0; i < wanted->len; i++)
    g_array_append_val (ids, ((KinHome *) wanted->pdata[i])->household);
  kin_row_list_set_ids (self->rows, ids);
  if (self->homes == NULL)
    return;
  left = g_strdup_printf (_("%u of %u homes shown"), wanted->len, self->homes->homes->len);
  right = kin_homes_balance_to_text (&self->homes->balance);
  kin_table_set_footer (self->table, left, right);
  kin_table_show_rows (self->table, wanted->len > 0);
}

static void
count_chips (KinHomesPage *self)
{
  static const char *const names[N_CHIPS] = { N_("A place tonight"), N_("Can take 2"), N_("Can take 3"), N_("Unconfirmed"), N_("Look at") };

  for (guint i = 0; i < N_CHIPS; i++)
    {
      g_autofree char *label = NULL;
      guint            n = 0;

      for (guint j = 0; j < self->homes->homes->len; j++)
        n += passes (self->homes->homes->pdata[j], (Chip) i);
      label = g_strdup_printf ("%s · %u", _(names[i]), n);
      gtk_button_set_label (GTK_BUTTON (self->chips[i]), label);
    }
}

static void start (KinHomesPage *self);

static void
compute (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KinReader *reader = data;

  g_task_return_pointer (task, kin_book_homes (reader, kin_book_today (reader), KIN_NO_DAY), (GDestroyNotify) kin_homes_free);
}

static void
take (KinHomesPage *self, KinHomes *homes)
{
  KinHomes *old = self->homes;

  self->homes = homes;
  g_hash_table_remove_all (self->by_no);
  for (guint i = 0; i < homes->homes->len; i++)
    g_hash_table_insert (self->by_no, &((KinHome *) homes->homes->pdata[i])->household, homes->homes->pdata[i]);
  kin_row_list_changed (self->rows, 0);
  show_wanted (self);
  count_chips (self);
  if (old != NULL)
    kin_homes_free (old);
  g_signal_emit (self, title_changed, 0);
}

static void
on_computed (GObject *source, GAsyncResult *result, gpointer data)
{
  KinHomesPage *self = KIN_HOMES_PAGE (source);
  KinHomes     *homes = g_task_propagate_pointer (G_TASK (result), NULL);

  self->running = FALSE;
  if (homes != NULL)
    take (self, homes);
  if (self->again)
    start (self);
}

static void
start (KinHomesPage *self)
{
  g_autoptr (GTask) task = NULL;

  self->again = self->running;
  if (self->running || self->reader == NULL)
    return;
  self->running = TRUE;
  task = g_task_new (self, NULL, on_computed, NULL);
  g_task_set_task_data (task, self->reader, NULL);
  g_task_run_in_thread (task, compute);
}

static gboolean
on_later (gpointer data)
{
  KinHomesPage *self = data;

  self->later = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (KinDesk *desk, gint64 no, const char *type, KinHomesPage *self)
{
  if (self->later == 0)
    self->later = g_timeout_add (20, on_later, self);
}

static void
on_sort (KinTable *table, const char *column, gboolean descending, KinHomesPage *self)
{
  g_free (self->sort);
  self->sort = g_strdup (column);
  self->descending = descending;
  show_wanted (self);
  kin_table_scroll_to_top (table);
}

static void
on_open (KinTable *table, gint64 no, KinHomesPage *self)
{
  kin_desk_open (self->desk, no);
}

static void
on_context (KinTable *table, gint64 no, GMenu *menu, KinHomesPage *self)
{
  g_autofree char *open = g_strdup_printf ("win.open-record(int64 %" G_GINT64_FORMAT ")", no);
  g_autofree char *place = g_strdup_printf ("win.place-child(int64 %" G_GINT64_FORMAT ")", no);
  g_autofree char *delete = g_strdup_printf ("win.delete-record(int64 %" G_GINT64_FORMAT ")", no);

  g_menu_append (menu, _("Open"), open);
  g_menu_append (menu, _("Place a child…"), place);
  g_menu_append (menu, _("Delete"), delete);
}

static void
on_narrowed (GtkWidget *widget, KinHomesPage *self)
{
  show_wanted (self);
}

static void
on_kind (GtkDropDown *drop, GParamSpec *pspec, KinHomesPage *self)
{
  show_wanted (self);
}

static GtkWidget *
make_kinds (KinHomesPage *self)
{
  const KinCodeList *list = kin_code_list ("household_kind");
  GtkStringList     *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All kinds"));
  for (guint i = 0; list != NULL && i < kin_code_list_size (list); i++)
    gtk_string_list_append (names, kin_code_label ("household_kind", kin_code_list_nth (list, i)->code));
  self->kind = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Kind of fostering"), -1);
  gtk_widget_set_tooltip_text (self->kind, _("Kind of fostering"));
  g_signal_connect (self->kind, "notify::selected", G_CALLBACK (on_kind), self);
  return self->kind;
}

static void
add_chips (KinHomesPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *add;
  GtkWidget *scrolled = gtk_scrolled_window_new (); /* on a small screen the chips give way, the rest does not */

  gtk_widget_add_css_class (bar, "kin-bar");
  for (guint i = 0; i < N_CHIPS; i++)
    {
      self->chips[i] = kin_chip_new ("");
      g_signal_connect (self->chips[i], "toggled", G_CALLBACK (on_narrowed), self);
      gtk_box_append (GTK_BOX (chips), self->chips[i]);
    }
  gtk_widget_set_tooltip_text (self->chips[CHIP_UNCONFIRMED], _("Nobody has asked these homes for 14 days: ring first"));
  gtk_widget_set_tooltip_text (self->chips[CHIP_TROUBLE], _("Over terms or law, or recorded in two places"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), chips);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (bar), scrolled);
  self->filter = kin_filter_new (_("Filter homes by name, child, worker or telephone"));
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->filter), 11);
  g_signal_connect (self->filter, "search-changed", G_CALLBACK (on_narrowed), self);
  gtk_box_append (GTK_BOX (bar), make_kinds (self));
  gtk_box_append (GTK_BOX (bar), self->filter);
  add = gtk_button_new_with_label (_("Add home"));
  gtk_widget_add_css_class (add, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.add");
  gtk_widget_set_tooltip_text (add, _("Ctrl+N"));
  gtk_box_append (GTK_BOX (bar), add);
  gtk_box_append (GTK_BOX (self), bar);
}

GtkWidget *
kin_homes_page_new (KinDesk *desk)
{
  KinHomesPage *self = g_object_new (KIN_TYPE_HOMES_PAGE, NULL);
  GtkWidget    *placeholder = adw_status_page_new ();

  self->desk = g_object_ref (desk);
  self->reader = kin_store_new_reader (kin_desk_store (desk), NULL);
  self->by_no = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->rows = kin_row_list_new (read_home, NULL, self);
  add_chips (self);
  self->table = KIN_TABLE (kin_table_new (self->rows, _("Homes")));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  kin_home_cells_add (self->table, desk);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (placeholder), "user-home-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (placeholder), _("No homes to show"));
  adw_status_page_set_description (ADW_STATUS_PAGE (placeholder), _("Take a filter away, or press Ctrl+N to add the first home."));
  gtk_widget_set_vexpand (placeholder, TRUE);
  kin_table_set_placeholder (self->table, placeholder);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->table));
  g_signal_connect (self->table, "open", G_CALLBACK (on_open), self);
  g_signal_connect (self->table, "sort", G_CALLBACK (on_sort), self);
  g_signal_connect (self->table, "context", G_CALLBACK (on_context), self);
  g_signal_connect (desk, "changed", G_CALLBACK (on_changed), self);
  start (self);
  return GTK_WIDGET (self);
}

char *
kin_homes_page_subtitle (KinHomesPage *self)
{
  g_autofree char *day = kin_long_day (kin_desk_today (self->desk));

  if (self->homes == NULL)
    return g_strdup_printf (_("as on %s"), day);
  /* Translators: "as on Friday 20 November 2026 · 183 homes, 291 places in terms" */
  return g_strdup_printf (_("as on %s · %u homes, %" PRId64 " places in terms"), day, self->homes->balance.homes, self->homes->balance.terms);
}

KinTable *
kin_homes_page_table (KinHomesPage *self)
{
  return self->table;
}

void
kin_homes_page_focus (KinHomesPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (kin_table_view (self->table)));
}

gboolean
kin_homes_page_is_ready (KinHomesPage *self)
{
  return self->homes != NULL && !self->running;
}
