/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices: how they join, how they are known again, and how they are signed out. */
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "accounts.h"
#include "simulated.h"
#include "wire.h"

#define TOKEN_BYTES 32
#define WORD 4
#define SECRET 8
#define ARGON_PASSES 2
#define ARGON_BYTES KIN_HASH_BYTES (19 * 1024 * 1024)

static const char figures[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void
kin_device_clear (KinDevice *device)
{
  g_clear_pointer (&device->name, g_free);
  kin_account_clear (&device->account);
}

void
kin_device_free (KinDevice *device)
{
  kin_device_clear (device);
  g_free (device);
}

static void
read_device (KinAsk *ask, KinDevice *device)
{
  *device = (KinDevice){ .no = kin_ask_get_int (ask, 0), .last_n = kin_ask_get_int (ask, 3), .made = kin_ask_get_int (ask, 4), .seen = kin_ask_get_int (ask, 5),
                         .got = kin_ask_get_int (ask, 6), .revoked = kin_ask_get_int (ask, 7), .wipe = kin_ask_get_int (ask, 8) != 0 };
  kin_ask_get_id (ask, 1, &device->id);
  device->name = g_strdup (kin_ask_get_text (ask, 2));
  device->account = (KinAccount){ kin_ask_get_int (ask, 9), g_strdup (kin_ask_get_text (ask, 10)), g_strdup (kin_ask_get_text (ask, 11)),
                                  (KinRole) kin_ask_get_int (ask, 12), (int) kin_ask_get_int (ask, 13), kin_ask_get_int (ask, 14) != 0 };
}

#define DEVICE "SELECT d.no, d.id, d.name, d.last_n, d.made, d.seen, d.got, d.revoked, d.wipe, p.no, p.id, p.name, p.role, p.scopes, p.gone, d.token" \
               " FROM device d JOIN person p ON p.no = d.person"

static void
hash_token (const char *token, guint8 hash[TOKEN_BYTES])
{
  crypto_generichash (hash, TOKEN_BYTES, (const guint8 *) token, strlen (token), NULL, 0);
}

gboolean
kin_device_by_token (KinLog *log, const char *token, KinDevice *device)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, DEVICE " WHERE d.token = ?1");
  guint8 hash[TOKEN_BYTES], kept[TOKEN_BYTES];

  hash_token (token, hash);
  *device = (KinDevice){ 0 };
  kin_ask_blob (ask, 1, hash, sizeof hash);
  if (!kin_ask_next (ask) || !kin_ask_get_bytes (ask, 15, kept, sizeof kept) || sodium_memcmp (hash, kept, sizeof kept) != 0)
    return FALSE;
  read_device (ask, device);
  return TRUE;
}

gboolean
kin_device_by_id (KinLog *log, const KinId *id, KinDevice *device)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, DEVICE " WHERE d.id = ?1");

  *device = (KinDevice){ 0 };
  kin_ask_id (ask, 1, id);
  if (!kin_ask_next (ask))
    return FALSE;
  read_device (ask, device);
  return TRUE;
}

GPtrArray *
kin_devices (KinLog *log)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, DEVICE " ORDER BY d.no /* scan: all devices */");
  GPtrArray *devices = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_device_free);

  while (kin_ask_next (ask))
    {
      KinDevice *device = g_new0 (KinDevice, 1);

      read_device (ask, device);
      g_ptr_array_add (devices, device);
    }
  return devices;
}

void
kin_device_append (GString *json, const KinDevice *device)
{
  g_string_append (json, "\"device\":");
  kin_wire_id_append (json, &device->id);
  g_string_append (json, ",\"name\":");
  kin_json_append_text (json, device->name != NULL ? device->name : "");
  g_string_append (json, ",\"user\":");
  kin_json_append_text (json, device->account.id);
}

static char *
make_token (guint8 hash[TOKEN_BYTES])
{
  guint8 bytes[TOKEN_BYTES];
  char text[sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  hash_token (text, hash);
  sodium_memzero (bytes, sizeof bytes);
  return g_strdup (text);
}

/* In a transaction: a new device, or a new token for one that this person has already. before: the device that it was called until
 * now; 0: none. */
static KinJoining
put_device (KinLog *log, const KinAccount *account, gint64 before, const KinId *id, const char *name, gint64 now, char **token)
{
  g_auto (KinDevice) device = { 0 };
  guint8 hash[TOKEN_BYTES];
  KinAsk *ask;

  if (kin_id_is_none (id))
    return KIN_JOIN_IN_USE; /* that is the office */
  if (kin_device_by_id (log, id, &device))
    {
      if (device.account.no != account->no || device.revoked != 0)
        return KIN_JOIN_IN_USE;
      *token = make_token (hash);
      ask = kin_log_ask (log, "UPDATE device SET token = ?1, name = ?2 WHERE no = ?3");
      kin_ask_blob (ask, 1, hash, sizeof hash);
      kin_ask_text (ask, 2, name);
      kin_ask_int (ask, 3, device.no);
      kin_ask_end (ask);
    }
  else
    {
      KinCell cells[] = { { .i = 0 }, { .bytes = id, .n = sizeof *id }, { .i = account->no }, { .bytes = name }, { .bytes = hash, .n = sizeof hash },
                          { .i = 0 }, { .i = now }, { .i = now }, { .i = 0 }, { .i = 0 }, { .i = 0 }, { .i = 0 } };

      *token = make_token (hash);
      cells[0].i = kin_log_number (log, "SELECT max(no) FROM device /* scan: all devices */", 0) + 1;
      cells[G_N_ELEMENTS (cells) - 1].i = before != 0 ? kin_log_number (log, "SELECT family FROM device WHERE no = ?1", 1, before) : cells[0].i;
      kin_log_add (log, &kin_log_device, cells, 1);
    }
  return KIN_JOINED;
}

/* Ends the transaction as the joining went. Where the identity is another's the code stays good: the laptop takes another. */
static KinJoining
finish (KinLog *log, KinJoining joining, char **token, GError **error)
{
  if (joining == KIN_JOIN_IN_USE)
    kin_log_roll_back (log);
  else if (!kin_log_commit (log, error))
    joining = KIN_JOIN_FAILED;
  if (joining != KIN_JOINED)
    g_clear_pointer (token, g_free);
  return joining;
}

static KinJoining
add_device (KinLog *log, const KinAccount *account, gint64 before, const KinId *id, const char *name, gint64 now, char **token, GError **error)
{
  *token = NULL;
  if (!kin_log_begin (log, error))
    return KIN_JOIN_FAILED;
  return finish (log, put_device (log, account, before, id, name, now, token), token, error);
}

KinJoining
kin_device_add (KinLog *log, const KinAccount *account, const KinId *id, const char *name, gint64 now, char **token, GError **error)
{
  return add_device (log, account, 0, id, name, now, token, error);
}

KinJoining
kin_device_rename (KinLog *log, const KinDevice *old, const KinId *id, const char *name, gint64 now, char **token, GError **error)
{
  return add_device (log, &old->account, old->no, id, name != NULL ? name : old->name, now, token, error);
}

char *
kin_code_make (KinLog *log, const KinAccount *account, gint64 now, GError **error)
{
  char plain[WORD + SECRET + 1] = "", word[WORD + 1] = "", hash[crypto_pwhash_STRBYTES];
  KinCell cells[] = { { .bytes = word }, { .i = account->no }, { .bytes = hash }, { .i = now + KIN_CODE_LIVES }, { .i = 0 }, { .bytes = NULL } };
  KinAsk *ask;
  char *code;

  for (guint i = 0; i < WORD + SECRET; i++)
    plain[i] = figures[randombytes_uniform (32)];
  memcpy (word, plain, WORD);
  if (crypto_pwhash_str_alg (hash, plain + WORD, SECRET, ARGON_PASSES, ARGON_BYTES, crypto_pwhash_ALG_ARGON2ID13) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("There is not enough memory to make a code (19 MB are needed)."));
      return NULL;
    }
  if (!kin_log_begin (log, error))
    return NULL;
  ask = kin_log_ask (log, "DELETE FROM code WHERE until < ?1 OR word = ?2 /* scan: the codes of a quarter of an hour */");
  kin_ask_int (ask, 1, now);
  kin_ask_text (ask, 2, word);
  kin_ask_end (ask);
  kin_log_add (log, &kin_log_code, cells, 1);
  code = g_strdup_printf ("%.4s-%.4s-%.4s", plain, plain + 4, plain + 8);
  sodium_memzero (plain, sizeof plain);
  if (kin_log_commit (log, error))
    return code;
  g_free (code);
  return NULL;
}

/* In any case, with any spaces and dashes; O for 0 and I or L for 1 are forgiven. FALSE when it cannot be a code. */
static gboolean
plain_code (const char *typed, char plain[WORD + SECRET + 1])
{
  guint n = 0;

  for (const char *p = typed; *p != '\0'; p++)
    {
      char c = g_ascii_toupper (*p);

      c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
      if (c == ' ' || c == '-')
        continue;
      if (n == WORD + SECRET || strchr (figures, c) == NULL)
        return FALSE;
      plain[n++] = c;
    }
  plain[n] = '\0';
  return n == WORD + SECRET;
}

static void
note_try (KinLog *log, const char *word)
{
  KinAsk *ask = kin_log_ask (log, "UPDATE code SET tries = tries + 1 WHERE word = ?1");

  kin_ask_text (ask, 1, word);
  kin_ask_end (ask);
}

/* In a transaction. */
static KinJoining
use_code (KinLog *log, const char *plain, const KinId *id, gint64 now, gint64 *person)
{
  char word[WORD + 1] = "", hash[crypto_pwhash_STRBYTES] = "";
  KinId used;
  KinAsk *ask;

  memcpy (word, plain, WORD);
  {
    g_autoptr (KinAsk) code = kin_log_ask (log, "SELECT person, hash, until, tries, device FROM code WHERE word = ?1");

    kin_ask_text (code, 1, word);
    if (!kin_ask_next (code) || kin_ask_get_int (code, 2) < now)
      return KIN_JOIN_WRONG;
    if (kin_ask_get_int (code, 3) >= KIN_CODE_TRIES)
      return KIN_JOIN_LOCKED;
    *person = kin_ask_get_int (code, 0);
    g_strlcpy (hash, kin_ask_get_text (code, 1), sizeof hash);
    kin_ask_get_id (code, 4, &used);
  }
  note_try (log, word);
  if (crypto_pwhash_str_verify (hash, plain + WORD, SECRET) != 0 || (!kin_id_is_none (&used) && !kin_id_equal (&used, id)))
    return KIN_JOIN_WRONG;
  ask = kin_log_ask (log, "UPDATE code SET device = ?1, tries = 0 WHERE word = ?2");
  kin_ask_id (ask, 1, id);
  kin_ask_text (ask, 2, word);
  kin_ask_end (ask);
  return KIN_JOINED;
}

static gboolean
account_of (KinLog *log, gint64 no, KinAccount *account)
{
  g_autofree char *id = g_strdup_printf ("u-%" G_GINT64_FORMAT, no);

  return kin_account_find (log, id, account);
}

KinJoining
kin_device_join (KinLog *log, const char *code, const KinId *id, const char *name, gint64 now, char **token, GError **error)
{
  g_auto (KinAccount) account = { 0 };
  char plain[WORD + SECRET + 1];
  gint64 person = 0;
  KinJoining joining;

  *token = NULL;
  if (!plain_code (code, plain))
    return KIN_JOIN_WRONG;
  if (!kin_log_begin (log, error))
    return KIN_JOIN_FAILED;
  joining = use_code (log, plain, id, now, &person);
  sodium_memzero (plain, sizeof plain);
  if (joining == KIN_JOINED)
    joining = account_of (log, person, &account) ? put_device (log, &account, 0, id, name, now, token) : KIN_JOIN_WRONG;
  return finish (log, joining, token, error);
}

gboolean
kin_device_revoke (KinLog *log, const KinId *id, gboolean wipe, gint64 now, GError **error)
{
  g_auto (KinDevice) device = { 0 };
  gint64 family;
  KinAsk *ask;

  if (!kin_device_by_id (log, id, &device) || !kin_log_begin (log, error))
    return FALSE;
  family = kin_log_number (log, "SELECT family FROM device WHERE no = ?1", 1, device.no);
  ask = kin_log_ask (log, "UPDATE device SET revoked = ?1, wipe = ?2 WHERE family = ?3 /* scan: all devices */");
  kin_ask_int (ask, 1, device.revoked != 0 ? device.revoked : now);
  kin_ask_int (ask, 2, wipe || device.wipe);
  kin_ask_int (ask, 3, family);
  kin_ask_end (ask);
  return kin_log_commit (log, error);
}
