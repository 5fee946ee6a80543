/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting what is urgent, beside everything else. */
#include "today_number.h"

#include <glib/gi18n-lib.h>

#include "agenda.h"
#include "answer.h"

#define LOOK_AT_CLOCK_SECONDS 60

typedef struct
{
  KinDesk   *desk;
  KinAnswer *answer;
  GtkWidget *label, *row;
  char      *title;
  guint      clock;
} Number;

static void
free_number (gpointer data)
{
  Number *number = data;

  g_clear_handle_id (&number->clock, g_source_remove);
  g_object_unref (number->desk);
  g_free (number->title);
  g_free (number);
}

static gpointer
ask (KinReader *reader, KinDay day)
{
  return kin_book_agenda (reader, day);
}

static void
show (gpointer answer, gpointer data)
{
  Number *number = data;
  g_autofree char *text = NULL, *said = NULL, *name = NULL;
  guint n = 0;

  if (answer != NULL)
    {
      kin_agenda_withhold (answer, kin_desk_sight (number->desk));
      n = kin_agenda_urgent (answer);
    }
  text = g_strdup_printf ("%u", n);
  said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u urgent", "%u urgent", n), n);
  /* Translators: a page of the sidebar, and how much waits there: "Today, 6 urgent" */
  name = n > 0 ? g_strdup_printf (_("%s, %s"), number->title, said) : g_strdup (number->title);
  gtk_label_set_text (GTK_LABEL (number->label), text);
  gtk_widget_set_tooltip_text (number->label, said);
  gtk_widget_set_visible (number->label, n > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (number->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* At midnight what was due tomorrow is due. */
static gboolean
look_at_clock (gpointer data)
{
  Number *number = data;

  if (kin_answer_day (number->answer) != kin_desk_today (number->desk))
    kin_answer_again (number->answer);
  return G_SOURCE_CONTINUE;
}

GtkWidget *
kin_today_number_new (KinDesk *desk, GtkWidget *row, const char *title)
{
  Number *number = g_new0 (Number, 1);

  number->desk = g_object_ref (desk);
  number->row = row;
  number->title = g_strdup (title);
  number->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (number->label, "badge");
  gtk_widget_set_valign (number->label, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (number->label, FALSE);
  g_object_set_data_full (G_OBJECT (number->label), "kin-number", number, free_number);
  number->answer = kin_answer_follow_aside (number->label, desk, ask, (GDestroyNotify) g_ptr_array_unref, show, number);
  number->clock = g_timeout_add_seconds (LOOK_AT_CLOCK_SECONDS, look_at_clock, number);
  return number->label;
}
