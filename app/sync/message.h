/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request and its answer without any network: the endpoint is a function from one to the other, the laptop's side a state machine
 * over them, and a simulator can stand between. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char   *method;
  char   *path;          /* "/v1/NAME/changes" */
  char   *query;         /* without its '?', or NULL */
  char   *bearer;        /* NULL: none */
  char   *if_none_match; /* the tag without its quotation marks, or NULL */
  int     wait;          /* s, "Prefer: wait" (RFC 7240); 0: not */
  GBytes *body;          /* plain: compression belongs to the transport. NULL: none */
} KinRequest;

typedef struct
{
  guint   status;
  char   *content_type;
  char   *etag;        /* without its quotation marks, or NULL */
  int     retry_after; /* s; 0: none */
  gint64  date;        /* ms, of the Date header */
  GBytes *body;        /* NULL: none */
} KinAnswer;

KinRequest *kin_request_new  (const char *method, const char *path, const char *query);
KinRequest *kin_request_copy (const KinRequest *request);
void        kin_request_free (KinRequest *request);
/* One parameter of the query, decoded; NULL when there is none. New string. One that is no UTF-8 is there, and is nothing that anybody understands. */
#define KIN_REQUEST_UNREADABLE "?"
char       *kin_request_parameter (const KinRequest *request, const char *name);

/* Takes body, which may be NULL. */
KinAnswer  *kin_answer_new   (guint status, const char *content_type, GBytes *body);
KinAnswer  *kin_answer_copy  (const KinAnswer *answer);
void        kin_answer_free  (KinAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinRequest, kin_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinAnswer, kin_answer_free)

#define KIN_JSON_TYPE    "application/json"
#define KIN_PROBLEM_TYPE "application/problem+json" /* RFC 9457 */

G_END_DECLS
