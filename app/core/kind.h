/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of field: how each is typed, shown, stored in columns and written as JSON.
 *
 * JSON of a value (the wire, exports, the log): numbers, pence, minutes as integers; flag true/false; date "2024-05-03";
 * period {"start": date, "end": date}; price {"amount": pence, "basis": code}; address {"lines": text, "postcode": text};
 * codes a sorted array of strings; link the id of the record; all else a string; what has no value is null. */
#pragma once

#include <json-c/json.h>

#include "day.h"
#include "value.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_TEXT, KIN_NOTE, KIN_DATE, KIN_PARTIAL_DATE, KIN_TIME, KIN_PERIOD, KIN_NUMBER, KIN_MONEY, KIN_PRICE,
  KIN_FLAG, KIN_CODE, KIN_CODES, KIN_LINK, KIN_POSTCODE, KIN_ADDRESS, KIN_IDENTIFIER,
  KIN_N_KINDS
} KinKind;

typedef enum { KIN_SLOT_A, KIN_SLOT_B, KIN_SLOT_S, KIN_SLOT_T } KinSlot;

typedef struct
{
  const char *suffix; /* the column is the field's name with this behind it */
  KinSlot     slot;
} KinColumn;

typedef struct
{
  const char *name;
  guint       n_columns;
  KinColumn   columns[2];
} KinKindInfo;

typedef struct _KinField KinField;

const KinKindInfo *kin_kind_info (KinKind kind);

/* The integer in a slot as SQL stores it: 0 of a period's end is NULL there. TRUE when the slot holds something. */
gboolean kin_value_slot_is_set (const KinValue *value, KinSlot slot, KinKind kind);

/* What a person typed. On FALSE the error says, in one sentence, what would do. An empty text is no value.
 * Years of two figures and "3 may" are read as seen from today. */
gboolean kin_field_from_typed (const KinField *field, const char *text, KinDay today, KinValue *value, GError **error);
/* What a person reads; codes by their labels. New string, "" for no value. A link shows nothing: only the book knows titles. */
char    *kin_field_to_text    (const KinField *field, const KinValue *value);
/* What a file holds: codes as codes, ISO dates, plain money; period "start/end". New string. */
char    *kin_field_to_plain   (const KinField *field, const KinValue *value);
/* The reverse of to_plain, and also what people have in spreadsheets. */
gboolean kin_field_from_plain (const KinField *field, const char *text, KinDay today, KinValue *value, GError **error);

/* The JSON of a value (new reference, or NULL for JSON's null), and back. FALSE when it does not fit the kind: the caller
 * keeps the JSON as it came. A link must hold its id in s before it is written. */
struct json_object *kin_field_to_json   (const KinField *field, const KinValue *value);
gboolean            kin_field_from_json (const KinField *field, struct json_object *json, KinValue *value);

G_END_DECLS
