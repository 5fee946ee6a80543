/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A home of the duty board as cells on paper (Pango markup): what readers of the page may see of it, and no more. All new strings.
 *
 * Insiders see forenames and ages, never a surname: the sheet lies on a kitchen table. Outsiders see ages, the public a count.
 * What a home's terms, state and reasons say in words may name a child, so outsiders get numbers instead. */
#pragma once

#include "homes.h"
#include "page.h"

G_BEGIN_DECLS

/* "Home 12" for outsiders, "Home" for the public. */
char *kin_home_name_markup    (const KinHome *home, KinReaders readers);
char *kin_home_telephone      (const KinHome *home, KinReaders readers); /* "" for outsiders */
char *kin_home_kind_markup    (const KinHome *home);
char *kin_home_terms_markup   (const KinHome *home, KinReaders readers);
/* Brothers and sisters side by side with a plus and a dot in their colour. */
char *kin_home_who_markup     (const KinHome *home, KinReaders readers);
/* "2", "1?" when unconfirmed, "–" without terms; coloured. */
char *kin_home_places_markup  (const KinHome *home);
char *kin_home_why_markup     (const KinHome *home, KinReaders readers);
char *kin_home_worker_markup  (const KinHome *home, KinReaders readers);
/* A sign, the state, and since when. */
char *kin_home_state_markup   (const KinHome *home, KinReaders readers);
/* What these cells leave out for such readers, in words; NULL: nothing. Static, translated. */
const char *kin_home_lines_withheld (KinReaders readers);
/* The balance of these homes alone (of KinHome). */
KinHomesBalance kin_homes_add_up (const GPtrArray *homes);

G_END_DECLS
