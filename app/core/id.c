/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UUID version 7: milliseconds, then a counter that starts at random, then random bits. */
#include "id.h"

#include <string.h>
#include <sys/random.h>

#include "simulated.h"

static void
fill_random (guint8 *bytes, gsize n)
{
  while (n > 0)
    {
      ssize_t got = KIN_CHANCE (bytes, n);

      if (got > 0)
        {
          bytes += got;
          n -= (gsize) got;
        }
    }
}

/* A pool, so that a million ids do not make a million system calls. */
static void
take_random (guint8 *bytes, gsize n)
{
  static guint8 pool[4096];
  static gsize used = sizeof pool;

  if (used + n > sizeof pool)
    {
      fill_random (pool, sizeof pool);
      used = 0;
    }
  memcpy (bytes, pool + used, n);
  used += n;
}

void
kin_id_make (KinId *id, gint64 now_ms)
{
  static GMutex lock;
  static gint64 last_ms;
  static guint counter;

  now_ms = KIN_MOMENT (now_ms);
  g_mutex_lock (&lock);
  if (now_ms > last_ms)
    {
      guint8 start[2];

      take_random (start, sizeof start);
      last_ms = now_ms;
      counter = ((guint) start[0] << 2 | start[1] >> 6); /* leaves three quarters of the 12 bits to count in */
    }
  else if (++counter > 0xfff)
    {
      counter = 0;
      last_ms++;
    }
  for (int i = 0; i < 6; i++)
    id->bytes[i] = (guint8) (last_ms >> (40 - 8 * i));
  id->bytes[6] = (guint8) (0x70 | counter >> 8);
  id->bytes[7] = (guint8) counter;
  take_random (id->bytes + 8, 8);
  id->bytes[8] = (guint8) (0x80 | (id->bytes[8] & 0x3f));
  g_mutex_unlock (&lock);
}

void
kin_id_of_words (KinId *id, const char *words)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (sum, (const guchar *) words, -1);
  g_checksum_get_digest (sum, digest, &length);
  memcpy (id->bytes, digest, sizeof id->bytes);
  id->bytes[6] = (guint8) (0x80 | (id->bytes[6] & 0x0f)); /* version 8: made by a rule of our own */
  id->bytes[8] = (guint8) (0x80 | (id->bytes[8] & 0x3f));
}

gboolean
kin_id_parse (KinId *id, const char *text)
{
  guint at = 0;

  if (text == NULL || strlen (text) != KIN_ID_TEXT - 1)
    return FALSE;
  for (guint i = 0; i < 16; i++)
    {
      int high, low;

      if ((at == 8 || at == 13 || at == 18 || at == 23) && text[at++] != '-')
        return FALSE;
      high = g_ascii_xdigit_value (text[at++]);
      low = g_ascii_xdigit_value (text[at++]);
      if (high < 0 || low < 0)
        return FALSE;
      id->bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

void
kin_id_to_text (const KinId *id, char text[KIN_ID_TEXT])
{
  static const char digits[] = "0123456789abcdef";
  guint at = 0;

  for (guint i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        text[at++] = '-';
      text[at++] = digits[id->bytes[i] >> 4];
      text[at++] = digits[id->bytes[i] & 15];
    }
  text[at] = '\0';
}

gboolean
kin_id_equal (const KinId *a, const KinId *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}

guint
kin_id_hash (gconstpointer id)
{
  guint hash;

  memcpy (&hash, ((const KinId *) id)->bytes + 12, sizeof hash);
  return hash;
}

gboolean
kin_id_is_none (const KinId *id)
{
  static const KinId none;

  return kin_id_equal (id, &none);
}
