/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What laptops and the office say to each other, as bytes: JSON in, JSON out, strictly (scan.h). No network,
 * no store, no clock.
 *
 * A change on the wire, as it is pushed and as the office keeps it; what a pulled one has besides stands in brackets:
 *   {["seq":184511,"device":ID,"received":TIME,"held":true,]
 *    "n":418,"id":ID,"txn":418,"action":{"n":418,"kind":"edit","label":"Placement ended","undoes":{"device":ID,"n":7}},
 *    "scope":0,"type":"placement","record":ID,"op":"set","field":"period","base":[{"seq":8812},{"n":417},{"id":ID}],"value":ANY,
 *    "at":"2026-11-22T09:14:03.000Z","by":"u-71","by_name":"A Worker","first":{"device":ID,"n":12}}
 * kind, label, undoes and by_name stand on an action's first change only; held only where it is true; first only where the device
 * took a new identity. ID is a UUID as text. Unknown members are left out, so that a newer laptop may say more.
 *
 * The requests (A is /v1/NAME of the authority; all but the enrolment with "Authorization: Bearer TOKEN"):
 *   GET  A                       KinHello (hello.h); without a token only what a laptop may know that has not joined
 *   POST A/devices               KinEnrolment -> KinWelcome (hello.h)
 *   POST A/changes               KinPush -> KinReceipt
 *   GET  A/changes?after=CURSOR&limit=N&scopes=MASK      -> KinPage; ETag is its next; If-None-Match and Prefer: wait=SECONDS.
 *                                without after: from the beginning. scopes is the mask that the device lives by: where it is not
 *                                what it is granted (any more) the answer is 409 grant-changed {scopes}: drop or fetch, then go on
 *   GET  A/snapshot?cursor=TEXT  -> KinPage; next is the cursor of its following page or, on the last page (more false), the
 *                                cursor to pull from; at is that throughout; total and done count changes, for progress
 *   GET  A/superseded?cursor=TEXT  likewise, in the same order: what a snapshot leaves out
 *   GET  A/records/TYPE/ID/history?after=SEQ -> KinPage, next being the last seq as text
 *   GET  A/digest?at=SEQ         -> KinDigest (hello.h)
 *   POST A/purges, POST A/purges/NO/approval, POST A/devices/ID/revocation: a manager's (hello.h)
 * Anything but 2xx and 304 has a KinProblem (problem.h). */
#pragma once

#include "scan.h"
#include "wire_change.h"

G_BEGIN_DECLS

#define KIN_WIRE_PUSH_CHANGES 1000
#define KIN_WIRE_PUSH_BYTES   (1024 * 1024)     /* what a laptop sends at most */
#define KIN_WIRE_HARD_STOP    (4 * 1024 * 1024) /* what the office takes at most */
#define KIN_WIRE_VALUE_BYTES  (64 * 1024)       /* of a field, as JSON */
#define KIN_WIRE_CREATE_BYTES (256 * 1024)
#define KIN_WIRE_PAGE         1000
#define KIN_WIRE_PAGE_MOST    5000
#define KIN_WIRE_TXN_CHANGES  500
#define KIN_WIRE_TXN_BYTES    (512 * 1024)
#define KIN_WIRE_SCHEMA_LEAST 1 /* of the laptops that this version talks to */
#define KIN_WIRE_SCHEMA       1 /* what this version speaks */
#define KIN_WIRE_SCOPES       30 /* scopes are 0 to 29: a mask fits an int */

#define KIN_WIRE_ERROR (kin_wire_error_quark ())
GQuark kin_wire_error_quark (void);

typedef enum
{
  KIN_WIRE_ERROR_MALFORMED,
  KIN_WIRE_ERROR_TOO_LARGE /* more changes, or a larger value, than the limits above */
} KinWireError;

typedef struct
{
  char  *generation;
  KinId  device;
  gint64 schema;
  GPtrArray *changes; /* of KinWireChange */
} KinPush;

typedef struct
{
  char  *generation;
  gint64 acked;     /* the last n of the push: up to it everything that was sent is kept; 0: nothing was sent */
  gint64 first_seq; /* of what this push added; 0: it added nothing */
  gint64 head;
  gint64 durable;
} KinReceipt;

typedef struct
{
  char     *next;   /* a cursor; NULL: none */
  char     *at;     /* of a snapshot; else NULL */
  gint64    head;
  gint64    total, done; /* of a snapshot, in changes; else 0 */
  gboolean  more;
  GPtrArray *changes; /* of KinWireChange, with seq, device and received */
} KinPage;

/* A place in the log of one generation. check is the last 4 bytes of the id of the change there (its first ones are a time and tell
 * little): an office that was set back and went on differently is noticed. Text: "g3.184512.b7c0aa01"; at 0 the check is 0. */
typedef struct
{
  char    generation[33]; /* [a-z0-9-]+ */
  gint64  seq;
  guint32 check;
} KinCursor;

char    *kin_cursor_to_text (const KinCursor *cursor); /* new string */
gboolean kin_cursor_parse   (KinCursor *cursor, const char *text);
guint32  kin_cursor_check   (const KinId *id);
gboolean kin_wire_is_name   (const char *text, gsize most); /* [a-z0-9_-]+, of a generation or an authority */

/* New bytes; new structure, or NULL with an error of KIN_WIRE_ERROR. */
GBytes     *kin_push_encode    (const KinPush *push);
KinPush    *kin_push_parse     (GBytes *body, GError **error);
void        kin_push_free      (KinPush *push);
GBytes     *kin_receipt_encode (const KinReceipt *receipt);
KinReceipt *kin_receipt_parse  (GBytes *body, GError **error);
void        kin_receipt_free   (KinReceipt *receipt);
GBytes     *kin_page_encode    (const KinPage *page);
KinPage    *kin_page_parse     (GBytes *body, GError **error);
void        kin_page_free      (KinPage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPush, kin_push_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinReceipt, kin_receipt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPage, kin_page_free)

/* The parts of a page, for the office, which keeps changes as text and never reads them again: its beginning up to the first change
 * (the rest of page counts, its changes do not), one change (with a comma before it unless it is the first), and "]}". */
void kin_page_begin  (GString *json, const KinPage *page);
void kin_page_add    (GString *json, gboolean first, gint64 seq, const KinId *device, gint64 received, gboolean held, const char *stored, gsize length);
void kin_page_finish (GString *json);

/* One change: as it is pushed and kept. (wire_json.c) */
void           kin_wire_change_append (GString *json, const KinWireChange *change);
/* pulled: seq, device and received have to be there. NULL with scan's trouble. */
KinWireChange *kin_wire_change_scan   (KinScan *scan, gboolean pulled);
/* Any of the texts that the office keeps. */
KinWireChange *kin_wire_change_parse  (const char *text, gsize length, GError **error);

/* An error from scan's trouble. Always NULL, for return. */
gpointer kin_wire_error (const KinScan *scan, GError **error);

/* Times: RFC 3339 in UTC with milliseconds, years 1 to 9999 (others are clamped). Read also without a fraction. */
void     kin_wire_time_append (GString *json, gint64 ms); /* with quotation marks */
gboolean kin_wire_time_scan   (KinScan *scan, gint64 *ms);
void     kin_wire_id_append   (GString *json, const KinId *id);
gboolean kin_wire_id_scan     (KinScan *scan, KinId *id);

G_END_DECLS
