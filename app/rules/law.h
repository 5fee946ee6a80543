/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws that a limit or a "no" stands on, by name. English law only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  KIN_LAW_NONE,        /* no law: the household's own circumstances */
  KIN_LAW_TERMS,       /* terms of approval: SI 2011/581 reg 27 */
  KIN_LAW_REG23,       /* emergency outside the terms, six working days: SI 2010/959 reg 23 */
  KIN_LAW_REG24,       /* temporary approval of a connected person, 16 weeks: SI 2010/959 reg 24 */
  KIN_LAW_REG25,       /* its one extension, 8 weeks: SI 2010/959 reg 25 */
  KIN_LAW_USUAL_LIMIT, /* three children: Children Act 1989 Sch 7 para 2 */
  KIN_LAW_SIBLINGS,    /* more, all siblings of each other: Sch 7 para 3 */
  KIN_LAW_EXEMPTION,   /* more, named children: Sch 7 para 4 */
  KIN_LAW_BEDROOMS,    /* own bedroom from the third birthday: National Minimum Standards 2011, 10.6 */
} KinLaw;

/* A translated name to show; static. */
const char *kin_law_to_text (KinLaw law);

G_END_DECLS
