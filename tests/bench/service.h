/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office of a test (office.h) served by kinkeeper-endpoint as a process of its own, and what that process costs. */
#pragma once

#include <gio/gio.h>

#include "office.h"

G_BEGIN_DECLS

typedef struct
{
  GSubprocess *process;
  guint16      port;
} Service;

/* program: this bench's argv[0]; the endpoint lies beside its folder. The office's own endpoint is closed. */
void   service_start   (Service *service, Office *office, const char *program);
void   service_stop    (Service *service);
double service_seconds (const Service *service); /* processor time so far */
double service_most_mb (const Service *service); /* memory at the most */

G_END_DECLS
