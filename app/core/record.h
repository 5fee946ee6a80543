/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record: its type, its id, and a value for each field of the type. One object serves every type.
 *
 * Values are borrowed until the record changes. The signal "changed" (guint field) tells who shows it. A record belongs to
 * one thread at a time. */
#pragma once

#include <glib-object.h>

#include "type.h"

G_BEGIN_DECLS

#define KIN_TYPE_RECORD (kin_record_get_type ())
G_DECLARE_FINAL_TYPE (KinRecord, kin_record, KIN, RECORD, GObject)

/* A new record with an id of its own, not yet saved: its number is 0. */
KinRecord      *kin_record_new       (const KinType *type);
KinRecord      *kin_record_new_as    (const KinType *type, const KinId *id, gint64 no);
KinRecord      *kin_record_copy      (KinRecord *record);

const KinType  *kin_record_type      (KinRecord *record);
const KinId    *kin_record_id        (KinRecord *record);
gint64          kin_record_no        (KinRecord *record);
void            kin_record_set_no    (KinRecord *record, gint64 no);
/* The position of the log when this was read: what its reader has seen, which is the base of a change (app/DESIGN.md). */
gint64          kin_record_seen      (KinRecord *record);
void            kin_record_set_seen  (KinRecord *record, gint64 seen);

const KinValue *kin_record_get       (KinRecord *record, guint field); /* never NULL */
void            kin_record_set       (KinRecord *record, guint field, const KinValue *value); /* NULL: no value; copies */
gboolean        kin_record_has       (KinRecord *record, guint field);

/* By what they hold; 0, NULL or FALSE when empty. */
const char     *kin_record_text      (KinRecord *record, guint field);
gint64          kin_record_number    (KinRecord *record, guint field);
KinDay          kin_record_day       (KinRecord *record, guint field); /* a period's start */
KinDay          kin_record_end       (KinRecord *record, guint field); /* a period's end; KIN_NO_DAY: open */
gboolean        kin_record_flag      (KinRecord *record, guint field);
gint64          kin_record_link      (KinRecord *record, guint field);
/* A set of codes holds one. */
gboolean        kin_record_has_code  (KinRecord *record, guint field, const char *code);

void            kin_record_set_text   (KinRecord *record, guint field, const char *text); /* NULL or "": no value; as it is */
void            kin_record_set_number (KinRecord *record, guint field, gint64 number);
void            kin_record_set_day    (KinRecord *record, guint field, KinDay day);
void            kin_record_set_period (KinRecord *record, guint field, KinDay start, KinDay end);
void            kin_record_set_price  (KinRecord *record, guint field, gint64 pence, const char *basis);
void            kin_record_set_address (KinRecord *record, guint field, const char *lines, const char *postcode);
void            kin_record_set_flag   (KinRecord *record, guint field, gboolean flag);
void            kin_record_set_link   (KinRecord *record, guint field, gint64 no);
/* To a record that may not be saved yet: by its id. */
void            kin_record_set_link_to (KinRecord *record, guint field, KinRecord *target);

/* What this version has no field for, or what did not fit its field: an object, or NULL. Borrowed / taken. */
struct json_object *kin_record_extra     (KinRecord *record);
void                kin_record_set_extra (KinRecord *record, struct json_object *extra);

char           *kin_record_title     (KinRecord *record); /* new string, never NULL */
/* All values that are set, by field name, and extra's. Links must hold ids. New reference. */
struct json_object *kin_record_to_json (KinRecord *record);

/* Judges one field, or the whole record (each field, then what the type checks). The sentence is borrowed in the call. */
/* What is right and yet unlikely, asked as a question: a year that may be a slip. */
void            kin_record_doubt_field (KinRecord *record, guint field, KinDay today, KinProblemFunc problem, gpointer data);
void            kin_record_check_field (KinRecord *record, guint field, KinDay today, KinProblemFunc problem, gpointer data);
void            kin_record_check       (KinRecord *record, KinDay today, KinProblemFunc problem, gpointer data);

G_END_DECLS
