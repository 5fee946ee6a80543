/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person at this desk may be shown. What a laptop holds at all is decided by the office's service; this is for the eyes of
 * somebody who works on a shared one.
 *
 * A file without a `user` record for the account belongs to whoever opens it: everything is shown. With one, its "May see" says what,
 * from the day it began to the day it ended. Who may not see a record is told "not available", until when where a day is known, and
 * never why; nor whether there is one. Some codes are restricted though their record is not (column "scope" of a code list): the
 * reason why a home is not available may be an allegation. Lists, figures and print never say such a reason to anybody. */
#pragma once

#include "conflicts.h"
#include "query.h"
#include "record.h"

G_BEGIN_DECLS

typedef struct
{
  guint  scopes; /* bits 1 << KIN_GENERAL and so on */
  KinDay until;  /* the day from which more is shown; KIN_NO_DAY: none is known */
} KinSight;

/* account: the name that this person works under on this computer. */
KinSight kin_book_sight      (KinReader *reader, const char *account, KinDay today);
gboolean kin_sight_sees_type (const KinSight *sight, const KinType *type);
gboolean kin_sight_sees_money (const KinSight *sight);
/* FALSE also for an amount of money in a record that all may see: the price of an offer, the cost of a campaign. */
gboolean kin_sight_sees_field (const KinSight *sight, const KinType *type, guint field);
/* The same, of one value as JSON: it may be a restricted code. */
gboolean kin_sight_sees_value (const KinSight *sight, const KinType *type, guint field, const char *json);
/* Of two values of one field both are shown, so both must be for these eyes. */
gboolean kin_sight_sees_conflict (const KinSight *sight, const KinConflict *conflict);
/* FALSE also for a record with a restricted code in it. */
gboolean kin_sight_sees      (const KinSight *sight, KinRecord *record);
/* "Not available", "Not available until 3 December 2026". record may be NULL. New string. */
char    *kin_sight_words     (const KinSight *sight, KinRecord *record);
/* TRUE unless the code list calls the code restricted. */
gboolean kin_sight_is_open   (const char *list, const char *code);
/* TRUE when all records that an action touched are of types that may be seen. */
gboolean kin_book_sees_action (KinReader *reader, const KinSight *sight, gint64 action);

G_END_DECLS
