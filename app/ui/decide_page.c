/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards of questions: found on a thread, answered by one key each. */
#include "decide_page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "answer.h"
#include "choices.h"
#include "clash-ways.h"
#include "conflict_cards.h"
#include "panels.h"
#include "way_dialog.h"

/* Cards are many widgets; a long list shows its first and the rest on request. */
#define SHOWN 25
#define MOST_CONFLICTS 1000
/* A screen of them is there at once, and each other before a frame of its own. */
#define AT_ONCE 2
#define FRAME_MS 17

typedef struct
{
  GPtrArray *conflicts; /* KinConflict */
  GPtrArray *clashes;   /* KinClash */
} Found;

struct _KinDecidePage
{
  GtkBox parent_instance;

  KinDesk   *desk;
  KinAnswer *answer;
  GtkWidget *stack; /* "wait", "cards", "nothing" */
  GtkBox    *cards;
  Found     *found; /* the answer's; NULL: none */
  guint      n_cards, next;      /* of what was found, conflicts first */
  guint      shown, open;
  guint      growing;
};

G_DEFINE_FINAL_TYPE (KinDecidePage, kin_decide_page, GTK_TYPE_BOX)

static guint title_changed;

static void
kin_decide_page_finalize (GObject *object)
{
  g_clear_handle_id (&KIN_DECIDE_PAGE (object)->growing, g_source_remove);
  g_clear_object (&KIN_DECIDE_PAGE (object)->desk);
  G_OBJECT_CLASS (kin_decide_page_parent_class)->finalize (object);
}

static void
kin_decide_page_class_init (KinDecidePageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kin_decide_page_finalize;
  title_changed = g_signal_new ("title", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kin_decide_page_init (KinDecidePage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->shown = SHOWN;
}

static void
free_found (gpointer data)
{
  Found *found = data;

  g_ptr_array_unref (found->conflicts);
  g_ptr_array_unref (found->clashes);
  g_free (found);
}

static gpointer
ask_all (KinReader *reader, KinDay day)
{
  Found *found = g_new0 (Found, 1);

  found->conflicts = kin_reader_open_conflicts (reader, MOST_CONFLICTS);
  found->clashes = kin_book_clashes (reader);
  return found;
}

typedef struct
{
  KinDecidePage *page; /* not owned: it has the card */
  KinClash      *clash;
  GPtrArray     *ways;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  kin_clash_free (question->clash);
  g_ptr_array_unref (question->ways);
  g_free (question);
}

static void
on_chosen (guint choice, gpointer data)
{
  Question *question = data;
  KinDecidePage *self = question->page;

  if (choice == G_MAXUINT)
    kin_desk_open (self->desk, question->clash->about);
  else
    {
      g_autofree char *title = kin_clash_title (kin_desk_reader (self->desk), question->clash);

      kin_way_take (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->desk, question->clash, question->ways->pdata[choice], title);
    }
}

static void
add_clash (KinDecidePage *self, const KinClash *clash)
{
  KinReader *reader = kin_desk_reader (self->desk);
  g_autofree char *about = kin_clash_title (reader, clash), *sentence = kin_clash_sentence (reader, clash);
  /* Translators: a clash, and what it is about: "Outside the terms of approval: Ashdown" */
  g_autofree char *title = g_strdup_printf (_("%s: %s"), kin_clash_rule_text (clash->rule), about);
  gboolean now = kin_when_is_now (kin_desk_when (self->desk));
  Question *question = g_new0 (Question, 1);
  GtkWidget *card;

  question->page = self;
  question->clash = kin_clash_copy (clash);
  question->ways = kin_clash_ways (reader, clash, kin_desk_today (self->desk));
  card = kin_choices_new (title, sentence, clash->rule != KIN_CLASH_GONE ? _("Open") : NULL, on_chosen, question, free_question);
  for (guint i = 0; i < question->ways->len; i++)
    kin_choices_add (card, ((KinWay *) question->ways->pdata[i])->label, ((KinWay *) question->ways->pdata[i])->explanation, now);
  gtk_box_append (self->cards, card);
}

/* What these eyes may not see they cannot decide. */
static void
withhold (KinDecidePage *self, Found *found)
{
  const KinSight *sight = kin_desk_sight (self->desk);

  for (guint i = found->conflicts->len; i-- > 0;)
    if (!kin_sight_sees_conflict (sight, found->conflicts->pdata[i]))
      g_ptr_array_remove_index (found->conflicts, i);
  for (guint i = found->clashes->len; i-- > 0;)
    if ((sight->scopes & (1u << kin_clash_scope (kin_desk_reader (self->desk), found->clashes->pdata[i]))) == 0)
      g_ptr_array_remove_index (found->clashes, i);
}

/* FALSE: there is none left, or enough are shown. */
static gboolean
add_next (KinDecidePage *self)
{
  const Found *found = self->found;
  guint n_conflicts = found->conflicts->len;

  while (self->next >= n_conflicts && self->next < n_conflicts + found->clashes->len && !((KinClash *) found->clashes->pdata[self->next - n_conflicts])->is_open)
    self->next++;
  if (self->n_cards >= self->shown || self->next >= n_conflicts + found->clashes->len)
    return FALSE;
  if (self->next < n_conflicts)
    gtk_box_append (self->cards, kin_conflict_card_new (self->desk, found->conflicts->pdata[self->next], kin_when_is_now (kin_desk_when (self->desk))));
  else
    add_clash (self, found->clashes->pdata[self->next - n_conflicts]);
  self->next++;
  self->n_cards++;
  return TRUE;
}

static gboolean on_grow (gpointer data);

static void
on_more (GtkButton *button, KinDecidePage *self)
{
  self->shown += SHOWN;
  gtk_box_remove (self->cards, GTK_WIDGET (button));
  add_next (self);
  gtk_widget_child_focus (gtk_widget_get_last_child (GTK_WIDGET (self->cards)), GTK_DIR_TAB_FORWARD);
  self->growing = g_timeout_add (FRAME_MS, on_grow, self);
}

static void
add_more (KinDecidePage *self)
{
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u more", "Show %u more", self->open - self->n_cards), self->open - self->n_cards);
  GtkWidget *more = gtk_button_new_with_label (label);

  g_signal_connect (more, "clicked", G_CALLBACK (on_more), self);
  gtk_box_append (self->cards, more);
}

static gboolean
on_grow (gpointer data)
{
  KinDecidePage *self = data;

  if (add_next (self))
    return G_SOURCE_CONTINUE;
  self->growing = 0;
  if (self->n_cards < self->open)
    add_more (self);
  return G_SOURCE_REMOVE;
}

static void
show_answer (gpointer answer, gpointer data)
{
  KinDecidePage *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean was_here = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->cards));

  if (answer != NULL)
    withhold (self, answer);
  g_clear_handle_id (&self->growing, g_source_remove);
  kin_box_empty (self->cards);
  self->found = answer;
  self->n_cards = self->next = 0;
  self->open = self->found != NULL ? self->found->conflicts->len + kin_clashes_n_open (self->found->clashes) : 0;
  for (guint i = 0; i < AT_ONCE && self->found != NULL; i++)
    add_next (self);
  if (self->n_cards < self->open)
    self->growing = g_timeout_add (FRAME_MS, on_grow, self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), self->open > 0 ? "cards" : "nothing");
  if (was_here && self->n_cards > 0) /* the next question, without reaching for it */
    kin_choices_focus (gtk_widget_get_first_child (GTK_WIDGET (self->cards)));
  g_signal_emit (self, title_changed, 0);
}

static GtkWidget *
make_scroller (KinDecidePage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_add_css_class (GTK_WIDGET (self->cards), "kin-page");
  gtk_widget_add_css_class (GTK_WIDGET (self->cards), "kin-form");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 820);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->cards));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

GtkWidget *
kin_decide_page_new (KinDesk *desk)
{
  KinDecidePage *self = g_object_new (KIN_TYPE_DECIDE_PAGE, NULL);
  GtkWidget *nothing = adw_status_page_new (), *wait = gtk_spinner_new ();

  self->desk = g_object_ref (desk);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_spinner_start (GTK_SPINNER (wait));
  gtk_widget_set_halign (wait, GTK_ALIGN_CENTER);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (nothing), "object-select-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing), _("Nothing to decide"));
  adw_status_page_set_description (ADW_STATUS_PAGE (nothing), _("When two people write different things, or take the last bed twice, both stand here until somebody decides. Nothing is thrown away."));
  gtk_stack_add_named (GTK_STACK (self->stack), wait, "wait");
  gtk_stack_add_named (GTK_STACK (self->stack), make_scroller (self), "cards");
  gtk_stack_add_named (GTK_STACK (self->stack), nothing, "nothing");
  gtk_box_append (GTK_BOX (self), self->stack);
  self->answer = kin_answer_follow (GTK_WIDGET (self), desk, ask_all, free_found, show_answer, self);
  return GTK_WIDGET (self);
}

char *
kin_decide_page_subtitle (KinDecidePage *self)
{
  if (!kin_answer_is_ready (self->answer))
    return g_strdup ("");
  if (self->open == 0)
    return g_strdup (_("nothing waits"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u open", "%u open", self->open), self->open);
}

gboolean
kin_decide_page_is_ready (KinDecidePage *self)
{
  return kin_answer_is_ready (self->answer) && self->growing == 0;
}
