/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the laws, as people in a placement team say them. */
#include "law.h"

#include <glib/gi18n-lib.h>

static const char *const law_names[] = {
  [KIN_LAW_NONE] = N_("the household"),
  [KIN_LAW_TERMS] = N_("terms of approval (Fostering Services Regulations 2011, reg 27)"),
  [KIN_LAW_REG23] = N_("emergency placement (Care Planning Regulations 2010, reg 23)"),
  [KIN_LAW_REG24] = N_("temporary approval (Care Planning Regulations 2010, reg 24)"),
  [KIN_LAW_REG25] = N_("extended temporary approval (Care Planning Regulations 2010, reg 25)"),
  [KIN_LAW_USUAL_LIMIT] = N_("usual fostering limit (Children Act 1989, Schedule 7, para 2)"),
  [KIN_LAW_SIBLINGS] = N_("siblings over the usual limit (Children Act 1989, Schedule 7, para 3)"),
  [KIN_LAW_EXEMPTION] = N_("exemption from the usual limit (Children Act 1989, Schedule 7, para 4)"),
  [KIN_LAW_BEDROOMS] = N_("bedrooms (National Minimum Standards 2011, 10.6)"),
};

const char *
kin_law_to_text (KinLaw law)
{
  g_return_val_if_fail ((guint) law < G_N_ELEMENTS (law_names), "");
  return _(law_names[law]);
}
