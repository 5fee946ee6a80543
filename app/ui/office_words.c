/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Never an error: working without network is how a day in the car goes. */
#include "office_words.h"

#include <glib/gi18n-lib.h>

#include "words.h"

/* "3 to send"; NULL: nothing is. */
static char *
to_send (const KinOfficeState *state)
{
  return state->n_pending > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d to send", "%d to send", (gulong) state->n_pending), (int) state->n_pending) : NULL;
}

/* Where it stands, without what is still to be sent. */
static char *
standing (const KinOfficeState *state, KinDay today)
{
  g_autofree char *until = kin_moment_words (state->confirmed_until, today), *since = kin_moment_words (state->alone_since, today);

  if (state->refused)
    return g_strdup (_("Refused by the office"));
  if (state->signed_out)
    return g_strdup (_("Signed out"));
  if (state->alone_since != 0)
    /* Translators: "Without network since yesterday 09:10" */
    return g_strdup_printf (_("Without network since %s"), since);
  if (state->copying)
    /* Translators: how much of the authority's records has come to a new laptop */
    return g_strdup_printf (_("Fetching the records: %d %%"), state->percent);
  if (state->n_pending > 0)
    return NULL;
  if (state->n_held > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d waits for approval", "%d wait for approval", (gulong) state->n_held), (int) state->n_held);
  if (state->confirmed_until == 0)
    return g_strdup (_("Nothing to send"));
  /* Translators: "Office has everything up to today 14:02" */
  return g_strdup_printf (_("Office has everything up to %s"), until);
}

char *
kin_office_words (const KinOfficeState *state, KinDay today)
{
  g_autofree char *pending = to_send (state), *stands = NULL;

  if (!state->joined)
    return g_strdup (_("On this laptop only"));
  stands = standing (state, today);
  if (stands == NULL || pending == NULL)
    return stands != NULL ? g_steal_pointer (&stands) : g_steal_pointer (&pending);
  return g_strdup_printf ("%s · %s", stands, pending);
}

char *
kin_office_why (const KinOfficeState *state, KinDay today)
{
  g_autofree char *since = kin_moment_words (state->alone_since, today);

  if (!state->joined)
    return g_strdup (_("This file has not joined an authority. What is done here stays here, and all of it is sent on the day it joins."));
  if (state->refused && state->trouble != NULL)
    return g_strdup (state->trouble);
  if (state->refused)
    return g_strdup (_("The office no longer takes this laptop. Nothing is lost: save the unsent work to a file and hand it in."));
  if (state->signed_out)
    return g_strdup (_("This laptop is signed out. Nothing is lost: what is unsent goes to the office when it has joined again."));
  if (state->copying)
    return g_strdup (_("Search and lists grow as it comes; you can work meanwhile."));
  if (state->alone_since != 0)
    return g_strdup_printf (_("There has been no network since %s. It is sent by itself as soon as there is one."), since);
  if (state->n_pending == 0 && state->n_held > 0)
    return g_strdup (_("The office has it, and a manager looks at it before others see it."));
  return g_strdup (_("It is being sent."));
}

char *
kin_office_sentence (const KinOfficeState *state, KinDay today)
{
  g_autofree char *words = kin_office_words (state, today), *why = kin_office_why (state, today);

  return state->n_pending > 0 || state->n_held > 0 || !state->joined || state->refused || state->signed_out || state->copying || state->alone_since != 0 ? g_strdup_printf ("%s. %s", words, why) : g_strdup_printf ("%s.", words);
}
