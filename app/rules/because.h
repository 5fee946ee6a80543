/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a figure is what it is: an array of lines that a person can read. Every rule's result has one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An array of char * that frees its lines; never NULL-terminated. */
GPtrArray *kin_because_new  (void);
void       kin_because_add  (GPtrArray *because, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The lines as one, with a middle dot between them; "" when there are none. A new string. */
char      *kin_because_join (GPtrArray *because);

G_END_DECLS
