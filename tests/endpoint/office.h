/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office in a folder of its own, with a clock that tests set, and laptops that are only as clever as the test makes them. In the
 * database that KIN_TEST_DATABASE names, where it is set. */
#pragma once

#include "accounts.h"
#include "endpoint.h"
#include "hello.h"
#include "problem.h"

typedef struct
{
  char        *state, *name; /* name of the authority: another one each time */
  guint8       key[32];
  KinLogPlace  place;
  KinEndpoint *endpoint;
  gint64       now; /* ms */
} Office;

typedef struct
{
  KinId  id;
  char  *token, *user;
  gint64 n; /* last used */
} Laptop;

#define ALL_SCOPES 7

void    office_set_up    (Office *office, gconstpointer data);
void    office_tear_down (Office *office, gconstpointer data);
void    office_reopen    (Office *office);
KinLog *office_log       (Office *office);
/* Another authority in the same place. */
void    office_found     (Office *office, const char *name);

/* A person with a laptop. Free with laptop_clear. */
Laptop  office_laptop    (Office *office, const char *person, KinRole role, int scopes);
/* The same person's next one. */
Laptop  office_another   (Office *office, const char *person);
void    laptop_clear     (Laptop *laptop);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Laptop, laptop_clear)

/* path: behind /v1/NAME, "" or "/changes". laptop NULL: nobody signs in. body NULL: none. */
KinAnswer *office_ask      (Office *office, const Laptop *laptop, const char *method, const char *path, const char *query, const char *body);
/* Asserts the status, and the problem's name where there is one (NULL: none is looked for). */
void       assert_answer   (KinAnswer *answer, guint status, const char *problem);

/* The next change of a laptop. record NULL: a new one is created; else note is set to value (JSON) with that base. New. */
KinWireChange *laptop_change (Laptop *laptop, Office *office, const KinId *record, const char *base, const char *value);
KinAnswer     *office_push   (Office *office, const Laptop *laptop, GPtrArray *changes);
/* Pushes one; takes change. Returns its seq. */
gint64         office_push_one (Office *office, Laptop *laptop, KinWireChange *change);
/* The whole log as that laptop sees it, limit changes a page. New array of KinWireChange. */
GPtrArray     *office_pull   (Office *office, const Laptop *laptop, guint limit);
char          *generation_of (Office *office);
