/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times, medians and the table that they end up in. Benches are built with the tests and run by tests/bench/run. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line of the table: samples in milliseconds (of the product, and of its limit where there is one). */
typedef struct
{
  char   *name;
  char   *unit;        /* what a sample counts: "ms", "MB" */
  GArray *product;     /* double */
  GArray *limit;       /* double; empty: none */
  double  most;        /* budget for the product's median; 0: none */
  double  least_ratio; /* budget for limit / product; 0: none */
} Line;

typedef struct
{
  char      *title;
  GPtrArray *lines; /* Line */
  gboolean   json;
} Table;

/* KIN_BENCH_CPU in the environment: of processor time, which a busy machine disturbs less. */
double  now_ms        (void);
Table  *table_new     (const char *title);
/* Made when it is first asked for, in that order. */
Line   *table_line    (Table *table, const char *name, const char *unit, double most, double least_ratio);
void    line_product  (Line *line, double sample);
void    line_limit    (Line *line, double sample);
/* Of an array of doubles; share 0.5 is the median. */
double  share_of      (GArray *samples, double share);
/* Two lines more: name p50 and name p99. */
void    table_shares  (Table *table, const char *name, GArray *product, GArray *limit, double most_p50, double most_p99);
/* Date, cores, and all lines; text or JSON. Frees the table. */
void    table_print   (Table *table);
/* Resident memory of this process, MB. */
double  resident_mb   (void);

G_END_DECLS
