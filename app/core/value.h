/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value of one field. What makes no sense by halves is one value: a period, a price, an address.
 *
 * The same four slots serve every kind; kind.h says which slots a kind uses and what they mean:
 *   number, money (pence), date (KinDay), time (minutes), flag: a
 *   period: a start, b end (0: open)         price: a pence, s basis (code of "price_basis")
 *   text, note, code, postcode, identifier, partial date: s
 *   codes: s, sorted and joined by spaces ("long_term short_term")
 *   address: s lines, t postcode              link: a the record's number here, or s its id when it has none yet */
#pragma once

#include "id.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_set;
  gint64   a, b;
  char    *s, *t; /* owned */
} KinValue;

#define KIN_VALUE_NONE ((KinValue) { FALSE, 0, 0, NULL, NULL })

void     kin_value_clear (KinValue *value);
void     kin_value_copy  (KinValue *to, const KinValue *from); /* clears what was in to */
gboolean kin_value_equal (const KinValue *x, const KinValue *y);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KinValue, kin_value_clear)

G_END_DECLS
