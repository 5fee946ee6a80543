/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the help says: for each page its numbers, what each means and the rule behind it, with its source. English law only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *term; /* N_(): as the page calls it */
  const char *text; /* N_() */
} KinHelpEntry;

typedef struct
{
  const char         *name;  /* of a page of the sidebar, "record", or of the help's own */
  const char         *title; /* N_() */
  const KinHelpEntry *entries; /* ended by one without a term */
} KinHelpTopic;

/* In the order of the window, ended by one without a name. */
const KinHelpTopic *kin_help_topics (void);

G_END_DECLS
