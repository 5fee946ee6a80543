/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real store in a folder of its own, with a desk on it, for tests of the window's parts. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"
#include "write.h"

typedef struct
{
  char     *folder;
  KinStore *store;
  KinDesk  *desk;
} Fixture;

void     fixture_set_up    (Fixture *fixture, gconstpointer data);
void     fixture_tear_down (Fixture *fixture, gconstpointer data);
/* Runs the main loop until it holds; fails after ten seconds. */
void     fixture_wait      (gboolean (*holds) (gpointer data), gpointer data);
/* Until everything asked of the writer is answered and shown. */
void     fixture_settle    (Fixture *fixture);
/* How many changes the log holds. */
guint    fixture_n_changes (Fixture *fixture);
