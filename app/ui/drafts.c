/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drafts of the file, gathered by record. */
#include "drafts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "words.h"
#include "write.h"

/* More than that are not listed at once. */
#define SHOWN 5

typedef struct
{
  KinId          id;
  const KinType *type;
  gint64         no;     /* 0: it was never added */
  KinRecord     *preset; /* never added: with what its page knew */
  guint          n;
} Draft;

static void
free_draft (gpointer data)
{
  Draft *draft = data;

  g_clear_object (&draft->preset);
  g_free (draft);
}

typedef struct
{
  KinDesk   *desk;
  GPtrArray *drafts;
} Gathering;

static void
preset_field (Draft *draft, const char *name, const char *text, KinDay today)
{
  int               field = kin_type_field (draft->type, name);
  g_auto (KinValue) value = KIN_VALUE_NONE;

  if (field < 0 || text == NULL)
    return;
  if (draft->type->fields[field].kind == KIN_LINK)
    kin_record_set_link (draft->preset, (guint) field, g_ascii_strtoll (text, NULL, 10));
  else if (kin_field_from_plain (&draft->type->fields[field], text, today, &value, NULL))
    kin_record_set (draft->preset, (guint) field, &value);
}

static void
gather (const KinId *id, const char *type, const char *field, const char *text, gpointer data)
{
  Gathering *gathering = data;
  Draft     *draft = gathering->drafts->len > 0 ? gathering->drafts->pdata[gathering->drafts->len - 1] : NULL;

  if (kin_type_find (type) == NULL)
    return;
  if (draft == NULL || !kin_id_equal (&draft->id, id))
    {
      draft = g_new0 (Draft, 1);
      draft->id = *id;
      draft->type = kin_type_find (type);
      draft->no = kin_reader_no_of (kin_desk_reader (gathering->desk), id);
      if (draft->no == 0)
        draft->preset = kin_record_new_as (draft->type, id, 0);
      g_ptr_array_add (gathering->drafts, draft);
    }
  if (!g_str_has_prefix (field, KIN_DRAFT_PRESET))
    draft->n++;
  else if (draft->preset != NULL)
    preset_field (draft, field + strlen (KIN_DRAFT_PRESET), text, kin_desk_today (gathering->desk));
}

/* Of records that are there, or never were: what was deleted is not asked about. */
static GPtrArray *
list_drafts (KinDesk *desk)
{
  Gathering  gathering = { desk, g_ptr_array_new_with_free_func (free_draft) };
  GPtrArray *drafts = gathering.drafts;

  kin_reader_drafts (kin_desk_reader (desk), gather, &gathering);
  for (guint i = drafts->len; i > 0; i--)
    {
      Draft *draft = drafts->pdata[i - 1];

      if (draft->n == 0 || !kin_sight_sees_type (kin_desk_sight (desk), draft->type) ||
          (draft->no != 0 && kin_reader_type_of (kin_desk_reader (desk), draft->no) == NULL))
        g_ptr_array_remove_index (drafts, i - 1);
    }
  return drafts;
}

static char *
say_draft (KinDesk *desk, const Draft *draft)
{
  g_autofree char *what = kin_lower_first (_(draft->type->label));

  if (draft->no == 0)
    /* Translators: the kind of record: "You were filling in a new record: home" */
    return g_strdup_printf (_("You were filling in a new record: %s"), what);
  /* Translators: the kind of record, and its name: "You were typing in home Ashdown" */
  return g_strdup_printf (_("You were typing in %s %s"), what, kin_titles_get (kin_desk_titles (desk), draft->no));
}

void
kin_drafts_mention (KinDesk *desk)
{
  g_autoptr (GPtrArray) drafts = list_drafts (desk);
  g_autofree char      *first = drafts->len > 0 ? say_draft (desk, drafts->pdata[0]) : NULL, *said = NULL;

  if (first == NULL)
    return;
  /* Translators: a sentence goes before: "You were filling in a new record: home. It waits on the page Today." */
  said = g_strdup_printf (_("%s. It waits on the page Today."), first);
  kin_desk_say (desk, said, FALSE);
}

void
kin_draft_keep_preset (KinDesk *desk, KinRecord *record)
{
  const KinType *type = kin_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *name = g_strconcat (KIN_DRAFT_PRESET, type->fields[i].name, NULL);
      g_autofree char *text = NULL;

      if (!kin_record_has (record, i))
        continue;
      text = type->fields[i].kind == KIN_LINK ? g_strdup_printf ("%" G_GINT64_FORMAT, kin_record_link (record, i))
                                              : kin_field_to_plain (&type->fields[i], kin_record_get (record, i));
      kin_store_draft (kin_desk_store (desk), kin_record_id (record), type->name, name, text);
    }
}

typedef struct
{
  KinDesk   *desk;
  GtkWidget *group; /* not owned: it owns this */
  GPtrArray *rows;
  GPtrArray *drafts;
  guint      later;
} Card;

static void
free_card (gpointer data)
{
  Card *card = data;

  g_signal_handlers_disconnect_by_data (card->desk, card);
  g_clear_handle_id (&card->later, g_source_remove);
  g_ptr_array_unref (card->rows);
  g_clear_pointer (&card->drafts, g_ptr_array_unref);
  g_object_unref (card->desk);
  g_free (card);
}

static Draft *
draft_of (Card *card, gpointer widget)
{
  return card->drafts->pdata[GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "kin-draft"))];
}

static void
on_go_on (AdwActionRow *row, Card *card)
{
  Draft *draft = draft_of (card, row);

  if (draft->no != 0)
    kin_desk_open (card->desk, draft->no);
  else
    kin_desk_add (card->desk, draft->preset);
}

static void
on_forget (GtkButton *button, Card *card)
{
  Draft *draft = draft_of (card, button);

  kin_store_draft_forget (kin_desk_store (card->desk), &draft->id, NULL);
  draft->n = 0;
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW), FALSE);
}

static void
add_row (Card *card, guint place)
{
  Draft           *draft = card->drafts->pdata[place];
  GtkWidget       *row = adw_action_row_new (), *forget = gtk_button_new_with_label (_("Forget it"));
  g_autofree char *title = say_draft (card->desk, draft);
  g_autofree char *about = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u field was typed and is not saved", "%u fields were typed and are not saved", draft->n), draft->n);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  gtk_widget_set_valign (forget, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (forget, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "kin-draft", GUINT_TO_POINTER (place));
  g_object_set_data (G_OBJECT (forget), "kin-draft", GUINT_TO_POINTER (place));
  g_signal_connect (row, "activated", G_CALLBACK (on_go_on), card);
  g_signal_connect (forget, "clicked", G_CALLBACK (on_forget), card);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (card->group), row);
  g_ptr_array_add (card->rows, row);
}

static void
fill (Card *card)
{
  for (guint i = 0; i < card->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (card->group), card->rows->pdata[i]);
  g_ptr_array_set_size (card->rows, 0);
  g_clear_pointer (&card->drafts, g_ptr_array_unref);
  card->drafts = list_drafts (card->desk);
  for (guint i = 0; i < MIN (card->drafts->len, SHOWN); i++)
    add_row (card, i);
  gtk_widget_set_visible (card->group, card->drafts->len > 0);
}

static gboolean
on_later (gpointer data)
{
  Card *card = data;

  card->later = 0;
  fill (card);
  return G_SOURCE_REMOVE;
}

static void
on_changed (KinDesk *desk, gint64 no, const char *type, Card *card)
{
  if (card->later == 0)
    card->later = g_idle_add (on_later, card);
}

/* A draft is written behind: a page that was just left may still be at it. */
void
kin_drafts_card_refresh (GtkWidget *widget)
{
  Card *card = g_object_get_data (G_OBJECT (widget), "kin-drafts");

  g_clear_handle_id (&card->later, g_source_remove);
  card->later = g_timeout_add (200, on_later, card);
}

GtkWidget *
kin_drafts_card_new (KinDesk *desk)
{
  Card *card = g_new0 (Card, 1);

  card->desk = g_object_ref (desk);
  card->rows = g_ptr_array_new ();
  card->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (card->group), _("Begun and not finished"));
  g_object_set_data_full (G_OBJECT (card->group), "kin-drafts", card, free_card);
  g_signal_connect (desk, "changed", G_CALLBACK (on_changed), card);
  fill (card);
  return card->group;
}
