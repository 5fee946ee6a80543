/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name of a record: 128 bits that sort by the moment they were made (UUID version 7, RFC 9562). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint8 bytes[16];
} KinId;

#define KIN_ID_TEXT 37 /* bytes of "0192f3a0-7b1c-7d3e-9a4f-000000000001" with its NUL */

void     kin_id_make      (KinId *id, gint64 now_ms); /* never the same twice in a process; ascending within it */
/* The same words always give the same id: what two imports of one child must agree on. */
void     kin_id_of_words  (KinId *id, const char *words);
gboolean kin_id_parse     (KinId *id, const char *text);
void     kin_id_to_text   (const KinId *id, char text[KIN_ID_TEXT]);
gboolean kin_id_equal     (const KinId *a, const KinId *b);
guint    kin_id_hash      (gconstpointer id);
gboolean kin_id_is_none   (const KinId *id);

G_END_DECLS
