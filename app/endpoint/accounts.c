/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People and what they may do. */
#include "accounts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const role_names[] = { "viewer", "editor", "manager" };

const char *
kin_role_name (KinRole role)
{
  return (guint) role < G_N_ELEMENTS (role_names) ? role_names[role] : "viewer";
}

gboolean
kin_role_parse (KinRole *role, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (g_strcmp0 (name, role_names[i]) == 0)
      {
        *role = (KinRole) i;
        return TRUE;
      }
  return FALSE;
}

void
kin_account_clear (KinAccount *account)
{
  g_clear_pointer (&account->id, g_free);
  g_clear_pointer (&account->name, g_free);
}

static void
free_account (gpointer data)
{
  kin_account_clear (data);
  g_free (data);
}

static void
read_account (KinAsk *ask, KinAccount *account)
{
  account->no = kin_ask_get_int (ask, 0);
  account->id = g_strdup (kin_ask_get_text (ask, 1));
  account->name = g_strdup (kin_ask_get_text (ask, 2));
  account->role = (KinRole) kin_ask_get_int (ask, 3);
  account->scopes = (int) kin_ask_get_int (ask, 4);
  account->gone = kin_ask_get_int (ask, 5) != 0;
}

gboolean
kin_account_find (KinLog *log, const char *name, KinAccount *account)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT no, id, name, role, scopes, gone FROM person WHERE (name = ?1 OR id = ?1) AND gone = 0");

  *account = (KinAccount){ 0 };
  kin_ask_text (ask, 1, name);
  if (!kin_ask_next (ask))
    return FALSE;
  read_account (ask, account);
  return TRUE;
}

GPtrArray *
kin_accounts (KinLog *log)
{
  g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT no, id, name, role, scopes, gone FROM person ORDER BY no /* scan: all people */");
  GPtrArray *accounts = g_ptr_array_new_with_free_func (free_account);

  while (kin_ask_next (ask))
    {
      KinAccount *account = g_new0 (KinAccount, 1);

      read_account (ask, account);
      g_ptr_array_add (accounts, account);
    }
  return accounts;
}

gboolean
kin_account_add (KinLog *log, const char *name, KinRole role, int scopes, GError **error)
{
  g_autofree char *id = NULL;
  KinCell cells[6] = { { .i = 0 } };

  if (!kin_log_begin (log, error))
    return FALSE;
  {
    g_autoptr (KinAsk) ask = kin_log_ask (log, "SELECT no FROM person WHERE name = ?1");

    kin_ask_text (ask, 1, name);
    if (kin_ask_next (ask))
      cells[0].i = -1;
  }
  if (cells[0].i < 0)
    {
      kin_log_roll_back (log);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("There is or was a person “%s” already. Give this one another name."), name);
      return FALSE;
    }
  cells[0].i = kin_log_number (log, "SELECT max(no) FROM person /* scan: all people */", 0) + 1;
  id = g_strdup_printf ("u-%" G_GINT64_FORMAT, cells[0].i);
  cells[1].bytes = id;
  cells[2].bytes = name;
  cells[3].i = role;
  cells[4].i = scopes;
  kin_log_add (log, &kin_log_person, cells, 1);
  return kin_log_commit (log, error);
}

static gboolean
no_such_person (const char *name, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no person “%s”."), name);
  return FALSE;
}

gboolean
kin_account_grant (KinLog *log, const char *name, KinRole role, int scopes, GError **error)
{
  g_auto (KinAccount) account = { 0 };
  KinAsk *ask;

  if (!kin_account_find (log, name, &account))
    return no_such_person (name, error);
  if (!kin_log_begin (log, error))
    return FALSE;
  ask = kin_log_ask (log, "UPDATE person SET role = ?1, scopes = ?2 WHERE no = ?3");
  kin_ask_int (ask, 1, role);
  kin_ask_int (ask, 2, scopes);
  kin_ask_int (ask, 3, account.no);
  kin_ask_end (ask);
  return kin_log_commit (log, error);
}

gboolean
kin_account_remove (KinLog *log, const char *name, gint64 now, GError **error)
{
  g_auto (KinAccount) account = { 0 };
  KinAsk *ask;

  if (!kin_account_find (log, name, &account))
    return no_such_person (name, error);
  if (!kin_log_begin (log, error))
    return FALSE;
  ask = kin_log_ask (log, "UPDATE person SET gone = 1 WHERE no = ?1");
  kin_ask_int (ask, 1, account.no);
  kin_ask_end (ask);
  ask = kin_log_ask (log, "UPDATE device SET revoked = ?1 WHERE person = ?2 AND revoked = 0");
  kin_ask_int (ask, 1, now);
  kin_ask_int (ask, 2, account.no);
  kin_ask_end (ask);
  return kin_log_commit (log, error);
}
