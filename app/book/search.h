/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search everything: what is typed in the header, found in all types, grouped, each with a line that tells it from its like. */
#pragma once

#include "query.h"

G_BEGIN_DECLS

/* Which scopes the person may see: bits 1 << KIN_GENERAL and so on. */
#define KIN_SEE_GENERAL (1u << KIN_GENERAL)
#define KIN_SEE_ALL ((1u << KIN_GENERAL) | (1u << KIN_FOR_MONEY) | (1u << KIN_RESTRICTED))

typedef struct
{
  gint64 record;
  char  *title;
  char  *subtitle; /* child: age and where; home: kind, address, telephone; placement: whose, and where; "" when there is nothing */
} KinFound;

typedef struct
{
  const KinType *type;
  GPtrArray     *found; /* KinFound *, best first */
  gboolean       more;  /* there were more than asked for */
} KinFoundGroup;

/* Parts of postcodes are found with or without the space ("bb17"). Groups in the order of the sidebar: children, homes, carers,
 * then as kin_types (). limit: of each type. Array of KinFoundGroup *, owned; empty when nothing is found. */
GPtrArray *kin_book_search (KinReader *reader, const char *words, guint scopes, guint limit, KinDay day);

G_END_DECLS
