/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the record must be, written from the definition alone (the fold: DESIGN.md, "The log is the truth"): slow, plain, and
 * sharing no line with the program. It knows no tables: a record is its type, its fields and their JSON.
 *
 * The heads of a register are the changes of it that no other change of it names. Deletes and restores are about the register
 * "_exists", a create is about all. The value in force is that of the head with the lowest number of the office; what has none
 * comes after, in order of arrival. A record is there when it was created and "_exists" is in force. */
#pragma once

#include <json-c/json.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char      *id;     /* of the change */
  char      *record; /* its id */
  char      *type;
  char      *op;     /* "create" ... */
  char      *field;
  char      *device; /* who made it, for messages */
  gint64     n;
  gint64     seq;    /* 0: none yet */
  gint64     order;  /* of arrival */
  int        scope;
  gboolean   held;   /* the office has numbered it, but no fold takes it before an admit names it */
  gboolean   skipped; /* (the oracle's own) */
  GPtrArray *base;   /* ids of changes */
  struct json_object *value;
} OracleChange;

typedef struct
{
  char       *type;
  gboolean    exists;
  GHashTable *values;    /* field -> json_object in force, none of them null; as it last was where it does not exist */
  GHashTable *conflicts; /* field (or "_exists") -> sorted text of its distinct values, where there are two or more */
  GHashTable *heads;     /* field -> sorted text of the ids of its heads, where they are not simply the create */
} OracleRecord;

OracleChange *oracle_change_new  (void);
void          oracle_change_free (OracleChange *change);

/* id -> OracleRecord, of all records that changes (OracleChange) speak of. */
GHashTable   *oracle_fold        (const GPtrArray *changes);
/* Borrowed: the heads of one register among those of changes that arrived before a moment (order < before). */
GPtrArray    *oracle_heads       (const GPtrArray *changes, const char *record, const char *field, gint64 before);
/* Is the one what the other named, or what that named, and so on? */
gboolean      oracle_descends    (const GPtrArray *changes, const OracleChange *change, const OracleChange *ancestor);
/* The JSON of a value as text in which equal values are equal. New string. */
char         *oracle_text        (struct json_object *value);

G_END_DECLS
