/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money is a whole number of pence. There is no floating point anywhere near it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint64 KinPence;

/* The largest amount that a field takes: £90 million a week is a typing error, and sums of a million such stay exact. */
#define KIN_PENCE_MAX G_GINT64_CONSTANT (9000000000)

/* "3,500", "£3,500.01", "3500.5", "-20": FALSE when it is not money or has more than two decimals. */
gboolean kin_pence_parse     (const char *text, KinPence *pence);
char    *kin_pence_to_text   (KinPence pence); /* "£3,500.01", "−£20.00" (U+2212) */
char    *kin_pence_to_plain  (KinPence pence); /* "3500.01", "-20.00": for files */
/* round half up (weekly * days / 7), on the magnitude for negative amounts: floor ((2wd + 7) / 14) */
KinPence kin_pence_for_days  (KinPence weekly, gint64 days);
/* amount * numerator / denominator, half away from zero; denominator > 0. */
KinPence kin_pence_share     (KinPence amount, gint64 numerator, gint64 denominator);

G_END_DECLS
