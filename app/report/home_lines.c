/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every piece of a person's name passes through here on its way to paper. */
#include "home_lines.h"

#include <glib/gi18n-lib.h>

#include "because.h"
#include "codes.h"

static void
add_coloured (GString *text, KinColour colour, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  g_string_append_printf (text, "<span foreground=\"#%02x%02x%02x\">%s</span>", (guint) (colour.red * 255 + 0.5), (guint) (colour.green * 255 + 0.5),
                          (guint) (colour.blue * 255 + 0.5), escaped);
}

static char *
escape (const char *text)
{
  return g_markup_escape_text (text != NULL ? text : "", -1);
}

/* A telephone number never breaks over two lines. */
static char *
bind (const char *telephone)
{
  GString *text = g_string_new (telephone);

  g_string_replace (text, " ", "\u00a0", 0);
  return g_string_free (text, FALSE);
}

char *
kin_home_telephone (const KinHome *home, KinReaders readers)
{
  return readers == KIN_READERS_INTERNAL && home->telephone != NULL ? bind (home->telephone) : g_strdup ("");
}

char *
kin_home_name_markup (const KinHome *home, KinReaders readers)
{
  if (readers == KIN_READERS_INTERNAL)
    return g_markup_printf_escaped ("<b>%s</b>", home->name != NULL ? home->name : "");
  return readers == KIN_READERS_OUTSIDE ? g_strdup_printf (_("Home %d"), (int) home->household) : g_strdup (_("Home"));
}

char *
kin_home_kind_markup (const KinHome *home)
{
  GString *text = g_string_new (NULL);

  add_coloured (text, kin_palette (KIN_THEME_PRINT)->dim, kin_code_label ("household_kind", home->kind));
  return g_string_free (text, FALSE);
}

char *
kin_home_terms_markup (const KinHome *home, KinReaders readers)
{
  return readers == KIN_READERS_INTERNAL ? escape (home->terms) : g_strdup_printf ("%d", home->places->terms);
}

static gboolean
is_on_paper (const KinOccupant *occupant, KinReaders readers)
{
  return readers == KIN_READERS_INTERNAL || occupant->state == KIN_OCCUPANT_HERE;
}

/* " away to 22 November 2026": nothing for a child who is simply there. */
static char *
say_whereabouts (const KinOccupant *occupant)
{
  g_autofree char *from = kin_day_to_words (occupant->from);
  g_autofree char *until = kin_day_to_words (occupant->until);

  switch (occupant->state)
    {
    case KIN_OCCUPANT_AWAY:
      return until != NULL ? g_strdup_printf (_("away to %s"), until) : g_strdup (_("away"));
    case KIN_OCCUPANT_PLANNED:
      return from != NULL ? g_strdup_printf (_("comes %s"), from) : g_strdup (_("to come"));
    case KIN_OCCUPANT_ELSEWHERE:
      return from != NULL ? g_strdup_printf (_("recorded elsewhere since %s"), from) : g_strdup (_("recorded elsewhere"));
    default:
      if (occupant->respite)
        return until != NULL ? g_strdup_printf (_("short stay to %s"), until) : g_strdup (_("short stay"));
      return occupant->ours ? NULL : g_strdup (_("another authority's"));
    }
}

static void
add_occupant (GString *text, const KinOccupant *occupant, gboolean dot)
{
  const KinPalette *palette = kin_palette (KIN_THEME_PRINT);
  g_autofree char *age = occupant->age >= 0 ? g_strdup_printf (" %d", occupant->age) : g_strdup ("");
  /* A child without a forename is called by the surname on the board: not on paper. */
  gboolean bare = occupant->name == NULL || g_strcmp0 (occupant->name, occupant->surname) == 0;
  g_autofree char *name = g_strdup_printf ("%s%s", bare ? _("Child") : occupant->name, age);
  g_autofree char *where = say_whereabouts (occupant);

  if (dot)
    {
      add_coloured (text, kin_colour_of_group (occupant->group), "●");
      g_string_append_c (text, ' ');
    }
  if (occupant->breach)
    add_coloured (text, palette->bad, name);
  else
    {
      g_autofree char *escaped = escape (name);

      g_string_append (text, escaped);
    }
  if (where != NULL)
    {
      g_autofree char *brackets = g_strdup_printf (" (%s)", where);

      add_coloured (text, occupant->state == KIN_OCCUPANT_ELSEWHERE ? palette->bad : palette->warn, brackets);
    }
}

/* Each occupant, followed at once by those of the same group. */
static char *
name_all (const KinHome *home)
{
  GString *text = g_string_new (NULL);
  g_autofree gboolean *done = g_new0 (gboolean, home->occupants->len + 1);

  for (guint i = 0; i < home->occupants->len; i++)
    {
      const KinOccupant *first = &g_array_index (home->occupants, KinOccupant, i);

      if (done[i])
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      add_occupant (text, first, first->group != 0);
      for (guint j = i + 1; j < home->occupants->len && first->group != 0; j++)
        if (!done[j] && g_array_index (home->occupants, KinOccupant, j).group == first->group)
          {
            done[j] = TRUE;
            g_string_append (text, " + ");
            add_occupant (text, &g_array_index (home->occupants, KinOccupant, j), FALSE);
          }
    }
  return g_string_free (text, FALSE);
}

char *
kin_home_who_markup (const KinHome *home, KinReaders readers)
{
  GString *text;
  guint n = 0;

  for (guint i = 0; i < home->occupants->len; i++)
    n += is_on_paper (&g_array_index (home->occupants, KinOccupant, i), readers);
  text = g_string_new (NULL);
  if (n == 0)
    add_coloured (text, kin_palette (KIN_THEME_PRINT)->dim, _("nobody"));
  else if (readers == KIN_READERS_PUBLIC)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u child", "%u children", n), n);
  else if (readers == KIN_READERS_INTERNAL)
    {
      g_string_free (text, TRUE);
      return name_all (home);
    }
  else
    for (guint i = 0; i < home->occupants->len; i++)
      {
        const KinOccupant *occupant = &g_array_index (home->occupants, KinOccupant, i);

        if (!is_on_paper (occupant, readers))
          continue;
        g_string_append (text, text->len > 0 ? ", " : "");
        if (occupant->age >= 0)
          g_string_append_printf (text, _("aged %d"), occupant->age);
        else
          g_string_append (text, _("age not known"));
      }
  return g_string_free (text, FALSE);
}

static KinColour
state_colour (KinHomeState state)
{
  const KinPalette *palette = kin_palette (KIN_THEME_PRINT);

  switch (state)
    {
    case KIN_HOME_HAS_PLACE:
      return palette->good;
    case KIN_HOME_UNCONFIRMED:
    case KIN_HOME_NOT_AVAILABLE:
      return palette->warn;
    case KIN_HOME_OVER:
    case KIN_HOME_CONTESTED:
      return palette->bad;
    default:
      return palette->dim;
    }
}

char *
kin_home_places_markup (const KinHome *home)
{
  const KinPlacesResult *places = home->places;
  GString *text = g_string_new ("<b>");
  g_autofree char *number = NULL;

  if (home->state == KIN_HOME_NOT_APPROVED)
    number = g_strdup ("–");
  else if (places->vacant_firm == 0 && places->vacant_unconfirmed > 0)
    number = g_strdup_printf ("%d?", places->vacant_unconfirmed);
  else
    number = g_strdup_printf ("%d", places->vacant_firm);
  add_coloured (text, state_colour (home->state), number);
  g_string_append (text, "</b>");
  return g_string_free (text, FALSE);
}

char *
kin_home_why_markup (const KinHome *home, KinReaders readers)
{
  const KinPlacesResult *places = home->places;
  g_autofree char *joined = NULL;

  if (readers != KIN_READERS_INTERNAL)
    return g_strdup_printf (_("%d in terms, %d filled, %d held, %d not available, %d restricted"), places->terms, places->filled, places->held,
                            places->not_available, places->restricted);
  joined = kin_because_join (places->because);
  return escape (joined);
}

char *
kin_home_worker_markup (const KinHome *home, KinReaders readers)
{
  return readers == KIN_READERS_INTERNAL ? escape (home->worker) : g_strdup ("");
}

char *
kin_home_state_markup (const KinHome *home, KinReaders readers)
{
  static const char *const signs[KIN_N_HOME_STATES] = {
    [KIN_HOME_HAS_PLACE] = "✓", [KIN_HOME_UNCONFIRMED] = "?", [KIN_HOME_FULL] = "■", [KIN_HOME_RESTRICTED] = "◆",
    [KIN_HOME_NOT_AVAILABLE] = "‖", [KIN_HOME_NOT_APPROVED] = "–", [KIN_HOME_OVER] = "▲", [KIN_HOME_CONTESTED] = "▲",
  };
  const char *state = kin_home_state_to_text (home->state);
  g_autofree char *words = g_strdup_printf ("%s %s", home->state < KIN_N_HOME_STATES ? signs[home->state] : "", state);
  GString *text = g_string_new (NULL);

  add_coloured (text, state_colour (home->state), words);
  if (readers == KIN_READERS_INTERNAL && home->state_text != NULL && *home->state_text != '\0' && g_ascii_strcasecmp (home->state_text, state) != 0)
    {
      g_autofree char *more = escape (home->state_text);

      g_string_append_printf (text, "\n%s", more);
    }
  return g_string_free (text, FALSE);
}

const char *
kin_home_lines_withheld (KinReaders readers)
{
  if (readers == KIN_READERS_INTERNAL)
    return NULL;
  if (readers == KIN_READERS_PUBLIC)
    return _("names and numbers of homes, telephones, children's names and ages, terms in words, reasons, workers");
  return _("names of homes, telephones, children's names, terms in words, reasons, workers");
}

KinHomesBalance
kin_homes_add_up (const GPtrArray *homes)
{
  KinHomesBalance sum = { 0 };

  for (guint i = 0; i < homes->len; i++)
    kin_homes_balance_add (&sum, ((const KinHome *) homes->pdata[i])->places);
  return sum;
}
