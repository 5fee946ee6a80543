/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one row about the authority, and its generations. */
#include "authority.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

void
kin_authority_clear (KinAuthority *authority)
{
  g_clear_pointer (&authority->title, g_free);
  g_clear_pointer (&authority->generation, g_free);
  g_clear_pointer (&authority->parent, g_free);
}

gboolean
kin_authority_read (KinLog *log, KinAuthority *authority)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT a.title, a.generation, a.head, a.head_id, a.known, a.office_n, a.public_key, a.digest_at, g.parent, g.parent_at"
                                             " FROM authority a JOIN generation g ON g.name = a.generation WHERE a.no = 1");

  *authority = (KinAuthority){ 0 };
  if (!kin_ask_next (ask))
    return FALSE;
  authority->title = g_strdup (kin_ask_get_text (ask, 0));
  authority->generation = g_strdup (kin_ask_get_text (ask, 1));
  authority->head = kin_ask_get_int (ask, 2);
  kin_ask_get_id (ask, 3, &authority->head_id);
  authority->known = kin_ask_get_int (ask, 4);
  authority->office_n = kin_ask_get_int (ask, 5);
  kin_ask_get_bytes (ask, 6, authority->public_key, sizeof authority->public_key);
  authority->digest_at = kin_ask_get_int (ask, 7);
  authority->parent = g_strdup (kin_ask_get_text (ask, 8));
  authority->parent_at = kin_ask_get_int (ask, 9);
  return TRUE;
}

/* Its number is for people; the rest tells it from one that another restore of the same backup made. */
static char *
name_generation (gint64 no)
{
  return g_strdup_printf ("g%" G_GINT64_FORMAT "-%08x", no, randombytes_random ());
}

static void
add_generation (KinLog *log, gint64 no, const char *name, const char *parent, gint64 parent_at, gint64 now)
{
  KinCell cells[] = { { .i = no }, { .bytes = name }, { .bytes = parent }, { .i = parent_at }, { .i = now } };

  kin_log_add (log, &kin_log_generation, cells, 1);
}

gboolean
kin_authority_found (KinLog *log, const char *title, gint64 now, GError **error)
{
  g_autofree char *generation = name_generation (1);
  guint8 public_key[crypto_box_PUBLICKEYBYTES], secret_key[crypto_box_SECRETKEYBYTES];
  KinId none = { { 0 } };
  KinCell cells[] = {
    { .i = 1 }, { .i = KIN_TABLES_VERSION }, { .bytes = title }, { .bytes = generation }, { .i = 0 }, { .bytes = &none, .n = sizeof none }, { .i = 0 }, { .i = 0 },
    { .bytes = public_key, .n = sizeof public_key }, { .bytes = secret_key, .n = sizeof secret_key }, { .i = 0 }
  };

  crypto_box_keypair (public_key, secret_key);
  if (!kin_log_begin (log, error))
    return FALSE;
  add_generation (log, 1, generation, NULL, 0, now);
  kin_log_add (log, &kin_log_authority, cells, 1);
  sodium_memzero (secret_key, sizeof secret_key);
  return kin_log_commit (log, error);
}

void
kin_authority_begin_generation (KinLog *log, gint64 now)
{
  g_auto (KinAuthority) authority = { 0 };
  g_autofree char *generation = NULL;
  KinAsk *ask;
  gint64 no;

  kin_authority_read (log, &authority);
  no = kin_log_number (log, "SELECT max(no) FROM generation /* scan: one row a restore */", 0) + 1;
  generation = name_generation (no);
  add_generation (log, no, generation, authority.generation, authority.head, now);
  ask = kin_log_ask (log, "UPDATE authority SET generation = ?1 WHERE no = 1");
  kin_ask_text (ask, 1, generation);
  kin_ask_end (ask);
}

gboolean
kin_authority_renew (KinLog *log, gint64 now, GError **error)
{
  if (!kin_log_begin (log, error))
    return FALSE;
  kin_authority_begin_generation (log, now);
  return kin_log_commit (log, error);
}

gint64
kin_authority_parting (KinLog *log, const char *generation)
{
  g_auto (KinAuthority) authority = { 0 };
  g_autofree char *at = NULL;
  gint64 shared = G_MAXINT64;

  if (!kin_authority_read (log, &authority))
    return 0;
  at = g_strdup (authority.generation);
  while (at != NULL && g_strcmp0 (at, generation) != 0)
    {
      g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT parent, parent_at FROM generation WHERE name = ?1");

      kin_ask_text (ask, 1, at);
      g_clear_pointer (&at, g_free);
      if (kin_ask_next (ask))
        {
          at = g_strdup (kin_ask_get_text (ask, 0));
          shared = MIN (shared, kin_ask_get_int (ask, 1));
        }
    }
  return at != NULL ? MIN (shared, authority.head) : 0;
}

char *
kin_authority_cursor (const KinAuthority *authority)
{
  KinCursor cursor = { .seq = authority->head, .check = authority->head > 0 ? kin_cursor_check (&authority->head_id) : 0 };

  g_strlcpy (cursor.generation, authority->generation, sizeof cursor.generation);
  return kin_cursor_to_text (&cursor);
}

GBytes *
kin_authority_unseal (KinLog *log, GBytes *sealed, GError **error)
{
  guint8 public_key[crypto_box_PUBLICKEYBYTES], secret_key[crypto_box_SECRETKEYBYTES];
  gsize length;
  const guint8 *bytes = g_bytes_get_data (sealed, &length);
  g_autofree guint8 *plain = length >= crypto_box_SEALBYTES ? g_malloc (length - crypto_box_SEALBYTES + 1) : NULL;
  gboolean opened;
  {
    g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT public_key, secret_key FROM authority WHERE no = 1");

    opened = plain != NULL && kin_ask_next (ask) && kin_ask_get_bytes (ask, 0, public_key, sizeof public_key) &&
             kin_ask_get_bytes (ask, 1, secret_key, sizeof secret_key);
  }
  opened = opened && crypto_box_seal_open (plain, bytes, length, public_key, secret_key) == 0;
  sodium_memzero (secret_key, sizeof secret_key);
  if (opened)
    return g_bytes_new_take (g_steal_pointer (&plain), length - crypto_box_SEALBYTES);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The file was not sealed to “%s”, or it is damaged."), log->authority);
  return NULL;
}
