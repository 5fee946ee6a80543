/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A home in words: its terms, and the state it is in. */
#pragma once

#include "home-facts.h"

G_BEGIN_DECLS

/* New strings. */
char        *kin_home_terms_in_words (KinReader *reader, const KinHomeFacts *home, KinDay day);
KinHomeState kin_home_judge          (const KinHome *home);
char        *kin_home_state_in_words (const KinHomeFacts *facts, const KinHome *home, KinDay day);

G_END_DECLS
