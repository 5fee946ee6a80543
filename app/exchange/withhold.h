/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must not reach an outsider: the one place that decides it, for every export and every print.
 *
 * For whom is a code of the list "access_for". Everybody but "internal" is an outsider, also a code that is not known. For
 * outsiders these stay out: fields with KIN_WITHHELD (addresses, schools, carers' surnames, telephones), free notes (nobody
 * can tell what they name), Ofsted numbers of homes (their addresses are public), the titles of linked records that are made of such fields, and, of a child whose whereabouts are
 * protected, everything that tells where the child lives. For "public" nobody is named or numbered either.
 * Why: one default print with a carer's address cost a council £90,000 (ICO, Telford and Wrekin, 2012). */
#pragma once

#include "store.h"

G_BEGIN_DECLS

#define KIN_FOR_INTERNAL "internal"

gboolean kin_withhold_is_outside (const char *for_whom); /* NULL counts as an outsider */
/* TRUE when the whole field stays out. */
gboolean kin_withhold_field      (const KinType *type, guint field, const char *for_whom);
/* TRUE when nothing of this type may go to them (restricted types). */
gboolean kin_withhold_type       (const KinType *type, const char *for_whom);
/* TRUE when the field stays out in this record alone: whereabouts of a protected child. The reader may be asked. */
gboolean kin_withhold_here       (KinReader *reader, KinRecord *record, guint field, const char *for_whom);
/* What a record may be called before them: "Home 12" when its name is withheld. New string. */
char    *kin_withhold_title      (KinReader *reader, gint64 no, const char *for_whom);
/* The labels of those of the n fields that stay out, with commas between; "" when none does. New string. */
char    *kin_withhold_words      (const KinType *type, const guint *fields, guint n, const char *for_whom);

G_END_DECLS
