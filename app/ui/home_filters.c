/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A home must pass everything that is chosen. */
#include "home_filters.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "codes.h"
#include "table_page.h"

typedef enum { CHIP_PLACE, CHIP_UNCONFIRMED, CHIP_TROUBLE, N_CHIPS } Chip;

static const char *const chip_names[N_CHIPS] = { N_("A place tonight"), N_("Unconfirmed"), N_("Look at") };

struct _KinHomeFilters
{
  GtkBox parent_instance;

  GtkWidget *chips[N_CHIPS];
  GtkWidget *together; /* the first choice is any, then 2, 3 ... */
  GtkWidget *age;      /* any, then 0, 1 ... 17 */
  GtkWidget *kind;     /* all, then the codes in their order */
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (KinHomeFilters, kin_home_filters, GTK_TYPE_BOX)

static guint changed_signal;

static void
kin_home_filters_class_init (KinHomeFiltersClass *class)
{
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static gboolean
has_chip (const KinHome *home, Chip chip)
{
  switch (chip)
    {
    case CHIP_PLACE:
      return home->places->vacant_firm > 0;
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

static guint
chosen (GtkWidget *drop)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  return at != GTK_INVALID_LIST_POSITION ? at : 0;
}

static const char *
chosen_kind (KinHomeFilters *self)
{
  guint          at = chosen (self->kind);
  const KinCode *code = at > 0 ? kin_code_list_nth (kin_code_list ("household_kind"), at - 1) : NULL;

  return code != NULL ? code->code : NULL;
}

static gboolean
has_words (const KinHome *home, const char *key)
{
  if (*key == '\0' || holds (home->name, key) || holds (home->telephone, key) || holds (home->worker, key) || holds (home->reference, key))
    return TRUE;
  for (guint i = 0; i < home->occupants->len; i++)
    {
      const KinOccupant *occupant = &g_array_index (home->occupants, KinOccupant, i);

      if (holds (occupant->name, key) || holds (occupant->surname, key) || holds (occupant->group_name, key))
        return TRUE;
    }
  return FALSE;
}

gboolean
kin_home_filters_pass (KinHomeFilters *self, const KinHome *home)
{
  g_autofree char *key = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->words)), -1);
  guint            together = chosen (self->together), age = chosen (self->age);
  const char      *kind = chosen_kind (self);

  for (guint i = 0; i < N_CHIPS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chips[i])) && !has_chip (home, (Chip) i))
      return FALSE;
  /* What nobody has confirmed is no room to count on. */
  if (together > 0 && (home->together < together + 1 || home->places->vacant_unconfirmed > 0))
    return FALSE;
  if (age > 0 && (home->ages & (1u << (age - 1))) == 0)
    return FALSE;
  return (kind == NULL || g_strcmp0 (home->kind, kind) == 0) && has_words (home, key);
}

void
kin_home_filters_count (KinHomeFilters *self, const KinHomes *homes)
{
  for (guint i = 0; i < N_CHIPS; i++)
    {
      g_autofree char *label = NULL;
      guint            n = 0;

      for (guint j = 0; j < homes->homes->len; j++)
        n += has_chip (homes->homes->pdata[j], (Chip) i);
      label = g_strdup_printf ("%s · %u", _(chip_names[i]), n);
      gtk_button_set_label (GTK_BUTTON (self->chips[i]), label);
    }
}

static void
add_words (GString *words, const char *more)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", more);
}

char *
kin_home_filters_words (KinHomeFilters *self)
{
  GtkWidget *const drops[] = { self->together, self->age, self->kind };
  GString         *words = g_string_new (NULL);

  for (guint i = 0; i < N_CHIPS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chips[i])))
      add_words (words, _(chip_names[i]));
  for (guint i = 0; i < G_N_ELEMENTS (drops); i++)
    if (chosen (drops[i]) > 0)
      add_words (words, gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_drop_down_get_selected_item (GTK_DROP_DOWN (drops[i])))));
  /* The words themselves may be a name. */
  if (*gtk_editable_get_text (GTK_EDITABLE (self->words)) != '\0')
    add_words (words, _("words sought"));
  return g_string_free (words, FALSE);
}

void
kin_home_filters_seek (KinHomeFilters *self, int age)
{
  for (guint i = 0; i < N_CHIPS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[i]), i == CHIP_PLACE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->together), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->age), age >= 0 && age < 18 ? (guint) age + 1 : 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), 0);
  gtk_editable_set_text (GTK_EDITABLE (self->words), "");
}

static void
on_changed (KinHomeFilters *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
add_drop (KinHomeFilters *self, GtkStringList *names, const char *label)
{
  GtkWidget *drop = gtk_drop_down_new (G_LIST_MODEL (names), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (drop, label);
  g_signal_connect_swapped (drop, "notify::selected", G_CALLBACK (on_changed), self);
  gtk_box_append (GTK_BOX (self), drop);
  return drop;
}

static void
add_drops (KinHomeFilters *self)
{
  const KinCodeList *list = kin_code_list ("household_kind");
  GtkStringList     *together = gtk_string_list_new (NULL), *ages = gtk_string_list_new (NULL), *kinds = gtk_string_list_new (NULL);

  gtk_string_list_append (together, _("Together"));
  for (guint n = 2; n <= KIN_HOME_MOST_TOGETHER; n++)
    {
      g_autofree char *name = g_strdup_printf (_("%u together"), n);

      gtk_string_list_append (together, name);
    }
  gtk_string_list_append (ages, _("Age"));
  for (guint age = 0; age < 18; age++)
    {
      g_autofree char *name = age == 0 ? g_strdup (_("Age under 1")) : g_strdup_printf (_("Age %u"), age);

      gtk_string_list_append (ages, name);
    }
  gtk_string_list_append (kinds, _("Kind"));
  for (guint i = 0; list != NULL && i < kin_code_list_size (list); i++)
    gtk_string_list_append (kinds, kin_code_label ("household_kind", kin_code_list_nth (list, i)->code));
  /* The first choice is the name of the filter: nothing is chosen. */
  self->together = add_drop (self, together, _("Brothers and sisters who could come together"));
  self->age = add_drop (self, ages, _("A child of that age could come"));
  self->kind = add_drop (self, kinds, _("Kind of fostering"));
}

static void
kin_home_filters_init (KinHomeFilters *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_spacing (GTK_BOX (self), 6);
  for (guint i = 0; i < N_CHIPS; i++)
    {
      self->chips[i] = kin_chip_new ("");
      g_signal_connect_swapped (self->chips[i], "toggled", G_CALLBACK (on_changed), self);
      gtk_box_append (GTK_BOX (chips), self->chips[i]);
    }
  gtk_widget_set_tooltip_text (self->chips[CHIP_UNCONFIRMED], _("Nobody has asked these homes for 14 days: ring first"));
  gtk_widget_set_tooltip_text (self->chips[CHIP_TROUBLE], _("Over terms or law, or recorded in two places"));
  /* On a small screen the chips give way, the rest does not. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), chips);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), scrolled);
  add_drops (self);
  self->words = kin_filter_new (_("Filter homes by name, child, worker or telephone"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->words), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->words), 11);
  g_signal_connect_swapped (self->words, "search-changed", G_CALLBACK (on_changed), self);
  gtk_box_append (GTK_BOX (self), self->words);
}

GtkWidget *
kin_home_filters_new (void)
{
  return g_object_new (KIN_TYPE_HOME_FILTERS, NULL);
}
