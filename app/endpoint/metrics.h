/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a Prometheus server asks for: requests by route and status, their times, changes taken in and given out. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KinMetrics KinMetrics;

KinMetrics *kin_metrics_new     (void);
void        kin_metrics_free    (KinMetrics *metrics);
void        kin_metrics_request (KinMetrics *metrics, const char *route, guint status); /* route: a literal */
void        kin_metrics_took    (KinMetrics *metrics, double seconds);
void        kin_metrics_add     (KinMetrics *metrics, const char *name, guint64 n); /* a counter: a literal, with its HELP in metrics.c */
/* Text exposition format 0.0.4; gauges are lines of the same, made by the caller. */
void        kin_metrics_write   (const KinMetrics *metrics, GString *text);

G_END_DECLS
