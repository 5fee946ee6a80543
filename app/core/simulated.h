/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the simulator (tests/sim) reaches into the program. It compiles the few files that include this once more, with
 * KIN_SIMULATED; in what is shipped there is nothing of it.
 *
 * Chance, time and pauses come from the seed, so that a run replays; a code is hashed cheaply, as nobody guesses it. A mutation is
 * a deliberate error, named on the command line: a simulator that does not notice it would not notice the same error made by us. */
#pragma once

#ifdef KIN_SIMULATED
#include <glib.h>

extern const char *kin_simulated_mutation; /* NULL: none */

/* As getrandom, out of the seed; any thread. */
gssize   kin_simulated_chance (void *bytes, gsize n);
/* Does nobody want anything of the writer for a while? */
gboolean kin_simulated_pause  (void);

#define KIN_MUTATED(name) (g_strcmp0 (kin_simulated_mutation, name) == 0)
#define KIN_CHANCE(bytes, n) kin_simulated_chance (bytes, n)
#define KIN_MOMENT(ms) G_GINT64_CONSTANT (1700000000000)
#define KIN_PAUSE() kin_simulated_pause ()
#define KIN_WHILE(us) G_TIME_SPAN_HOUR
#define KIN_HASH_BYTES(bytes) (8 * 1024)
#else
#define KIN_MUTATED(name) FALSE
#define KIN_CHANCE(bytes, n) getrandom (bytes, n, 0)
#define KIN_MOMENT(ms) (ms)
#define KIN_PAUSE() FALSE
#define KIN_WHILE(us) (us)
#define KIN_HASH_BYTES(bytes) (bytes)
#endif
