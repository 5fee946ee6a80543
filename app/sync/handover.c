/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox, page by page as it would be pushed, behind one seal. */
#include "handover.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "receive.h"
#include "store.h"
#include "wire.h"

static gboolean
say (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
  return FALSE;
}

static gint64
add_pushes (KinReader *reader, const char *generation, GString *text)
{
  KinPush push = { .generation = (char *) generation, .schema = KIN_WIRE_SCHEMA };
  gint64 n = 0, after = kin_reader_acked (reader);

  kin_reader_device (reader, &push.device);
  for (;;)
    {
      g_autoptr (GPtrArray) changes = kin_reader_outbox (reader, after, KIN_WIRE_PUSH_CHANGES);
      g_autoptr (GBytes) line = NULL;

      if (changes->len == 0)
        return n;
      push.changes = changes;
      line = kin_push_encode (&push);
      g_string_append_len (text, g_bytes_get_data (line, NULL), (gssize) g_bytes_get_size (line));
      g_string_append_c (text, '\n');
      n += changes->len;
      after = ((KinWireChange *) changes->pdata[changes->len - 1])->n;
    }
}

/* While an office that was set back has not said what it calls itself now: what it was called before. New string; NULL: none is known. */
static char *
generation_of (KinReader *reader)
{
  g_autofree char *now = kin_reader_fact (reader, "sync-generation");

  return now != NULL && *now != '\0' ? g_steal_pointer (&now) : kin_reader_fact (reader, "sync-generation-before");
}

gboolean
kin_handover_save (KinReader *reader, const char *path, gint64 *n, GError **error)
{
  g_autofree char *generation = generation_of (reader), *hex = kin_reader_fact (reader, "sync-public-key");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree guint8 *sealed = NULL;
  guint8 key[crypto_box_PUBLICKEYBYTES];
  gsize length = 0;
  gint64 count;

  if (sodium_init () < 0 || generation == NULL || hex == NULL || sodium_hex2bin (key, sizeof key, hex, strlen (hex), NULL, &length, NULL) != 0 || length != sizeof key)
    return say (error, _("This record has not joined an authority, so there is nobody to hand the work to. Make a backup instead."));
  count = add_pushes (reader, generation, text);
  if (count == 0)
    return say (error, _("The office has everything: there is no unsent work to save."));
  sealed = g_malloc (text->len + crypto_box_SEALBYTES);
  crypto_box_seal (sealed, (const guint8 *) text->str, text->len, key);
  sodium_memzero (text->str, text->len);
  if (!g_file_set_contents_full (path, (const char *) sealed, (gssize) (text->len + crypto_box_SEALBYTES), G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
    return say (error, _("The file could not be written there. Choose a folder where you may write and that has room."));
  if (n != NULL)
    *n = count;
  return TRUE;
}
