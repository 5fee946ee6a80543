/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two values, and whose they are. */
#include "conflict_cards.h"

#include <glib/gi18n-lib.h>

#include "choices.h"
#include "history_words.h"
#include "words.h"

typedef struct
{
  KinDesk     *desk;
  KinConflict *conflict;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->desk);
  kin_conflict_free (question->conflict);
  g_free (question);
}

/* The writer thread frees it, so nothing is shared with the card. */
typedef struct
{
  KinConflict *conflict;
  guint        side;
} Deciding;

static void
free_deciding (gpointer data)
{
  Deciding *deciding = data;

  kin_conflict_free (deciding->conflict);
  g_free (deciding);
}

static gboolean
run (KinWriter *writer, gpointer data, GError **error)
{
  const Deciding *deciding = data;

  return kin_writer_decide (writer, deciding->conflict, deciding->side, error);
}

static void
on_decided (gpointer data, const GError *error)
{
  g_autoptr (KinDesk) desk = data;

  if (error == NULL)
    kin_desk_say (desk, _("Decided"), TRUE);
}

static const KinField *
field_of (const KinConflict *conflict)
{
  const KinType *type = conflict->type != NULL ? kin_type_find (conflict->type) : NULL;
  const char *name = conflict->edited != NULL ? conflict->edited : conflict->field;
  int field = type != NULL ? kin_type_field (type, name) : -1;

  return field >= 0 ? &type->fields[field] : NULL;
}

static void
on_chosen (guint choice, gpointer data)
{
  Question *question = data;
  Deciding *deciding;

  if (choice == G_MAXUINT)
    {
      kin_desk_open (question->desk, question->conflict->record);
      return;
    }
  deciding = g_new0 (Deciding, 1);
  deciding->conflict = kin_conflict_copy (question->conflict);
  deciding->side = choice;
  /* Translators: as the history names a decision between two values */
  kin_desk_act (question->desk, "decide", _("Decided between two values"), run, deciding, free_deciding, on_decided, g_object_ref (question->desk));
}

static char *
answer_words (KinDesk *desk, const KinConflict *conflict, const KinConflictSide *side)
{
  const KinField *field = field_of (conflict);
  char *words;

  if (g_strcmp0 (conflict->field, "_exists") == 0)
    return g_strdup (g_strcmp0 (side->value, "true") == 0 ? _("It comes back, with the change") : _("It stays deleted"));
  words = field != NULL ? kin_value_words (desk, field, side->value) : g_strdup (side->value);
  return words != NULL && *words != '\0' ? words : g_strdup (_("Nothing: the field is emptied"));
}

/* "by P. Example, today 09:41; had seen: 01254 000001". */
static char *
side_words (KinDesk *desk, const KinConflict *conflict, const KinConflictSide *side, gboolean in_force)
{
  const KinField *field = field_of (conflict);
  g_autofree char *when = kin_moment_words (side->at, kin_desk_today (desk));
  g_autofree char *seen = field != NULL && g_strcmp0 (conflict->field, "_exists") != 0 ? kin_value_words (desk, field, side->seen) : NULL;
  const char *by = side->by != NULL && *side->by != '\0' ? side->by : side->here ? _("you") : _("somebody");
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("by %s, %s"), by, when);
  if (seen != NULL && *seen != '\0')
    g_string_append_printf (text, _(" · had seen: %s"), seen);
  else if (g_strcmp0 (conflict->field, "_exists") != 0)
    g_string_append (text, _(" · had seen nothing there"));
  if (in_force)
    g_string_append (text, _(" · in force until somebody decides"));
  if (side->pending)
    g_string_append (text, _(" · not yet with the office"));
  return g_string_free (text, FALSE);
}

GtkWidget *
kin_conflict_card_new (KinDesk *desk, const KinConflict *conflict, gboolean enabled)
{
  const KinField *field = field_of (conflict);
  const char *record = kin_titles_get (kin_desk_titles (desk), conflict->record);
  g_autofree char *title = g_strdup_printf (_("%s: %s"), record, field != NULL ? _(field->label) : conflict->field);
  gboolean deleted = g_strcmp0 (conflict->field, "_exists") == 0;
  Question *question = g_new0 (Question, 1);
  GtkWidget *card;

  question->desk = g_object_ref (desk);
  question->conflict = kin_conflict_copy (conflict);
  card = kin_choices_new (title, deleted ? _("Changed by somebody who did not know that it was deleted.") : _("Two people wrote different things without seeing each other's."),
                          deleted ? NULL : _("Open"), on_chosen, question, free_question);
  for (guint i = 0; i < conflict->sides->len; i++)
    {
      const KinConflictSide *side = conflict->sides->pdata[i];
      g_autofree char *answer = answer_words (desk, conflict, side), *words = side_words (desk, conflict, side, i == 0);

      kin_choices_add (card, answer, words, enabled);
    }
  return card;
}
