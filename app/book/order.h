/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a list: all living records of a type, by one of its fields as a person reads it. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

/* field -1: the type's own order. New array of gint64. What is empty stands last in either direction. */
GArray *kin_order_list    (KinReader *reader, const KinType *type, int field, gboolean descending);
/* The same of those only whose link leads to one record, along the link's index. */
GArray *kin_order_list_of (KinReader *reader, const KinType *type, guint link, gint64 to, int field, gboolean descending);
/* The SQL of the key by which a type's titles are sorted ("kin_key (\"surname\"), kin_key (\"forename\")" and the like); static. */
const char *kin_order_of_titles (const KinType *type);

G_END_DECLS
