/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administration: authorities, people, devices, backups. Commands may run beside a serving endpoint, but for restore and move. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <errno.h>
#include <stdio.h>

#include "accounts.h"
#include "authority.h"
#include "job.h"
#include "copying.h"
#include "purge.h"
#include "type.h"

static const struct
{
  const char *name;
  int         scope;
} scope_names[] = { { "general", KIN_GENERAL }, { "money", KIN_FOR_MONEY }, { "restricted", KIN_RESTRICTED } };

gint64
kin_job_now (void)
{
  return g_get_real_time () / 1000;
}

void
kin_job_say (const char *format, ...)
{
  va_list values;

  va_start (values, format);
  vprintf (format, values);
  va_end (values);
  putchar ('\n');
}

KinLog *
kin_job_log (KinJob *job, const char *authority, GError **error)
{
  KinLogPlace place = kin_state_place (job->state);

  return kin_log_open (&place, authority, FALSE, error);
}

static gboolean
add_authority (KinJob *job, GError **error)
{
  KinLogPlace place = kin_state_place (job->state);
  g_autoptr (KinLog) log = NULL;

  if (!kin_wire_is_name (job->words[0], 40))
  {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” cannot stand in an address: use small letters, figures and dashes."), job->words[0]);
    return FALSE;
  }
  log = kin_log_open (&place, job->words[0], TRUE, error);
  if (log == NULL || !kin_authority_found (log, job->wishes->title != NULL ? job->wishes->title : job->words[0], kin_job_now (), error))
    return FALSE;
  kin_job_say (_("“%s” is founded. Laptops join at the endpoint's address with /v1/%s behind it."), job->words[0], job->words[0]);
  return TRUE;
}

static gboolean
parse_scopes (const char *text, int *scopes, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "general", ",", -1);

  *scopes = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (guint s = 0; s < G_N_ELEMENTS (scope_names); s++)
        if (g_strcmp0 (scope_names[s].name, names[i]) == 0)
          {
            *scopes |= 1 << scope_names[s].scope;
            known = TRUE;
          }
      if (!known)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” is no scope: they are general, money and restricted."), names[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
parse_grant (KinJob *job, KinRole *role, int *scopes, GError **error)
{
  if (!kin_role_parse (role, job->wishes->role != NULL ? job->wishes->role : "editor"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” is no role: they are viewer, editor and manager."), job->wishes->role);
      return FALSE;
    }
  return parse_scopes (job->wishes->scopes, scopes, error);
}

static gboolean
add_user (KinJob *job, GError **error)
{
  g_autoptr (KinLog) log = kin_job_log (job, job->words[0], error);
  KinRole role;
  int scopes;

  if (log == NULL || !parse_grant (job, &role, &scopes, error) || !kin_account_add (log, job->words[1], role, scopes, error))
    return FALSE;
  kin_job_say (_("Added. “kinkeeper-endpoint enrol %s '%s'” gives a code for a laptop."), job->words[0], job->words[1]);
  return TRUE;
}

static gboolean
grant_user (KinJob *job, GError **error)
{
  g_autoptr (KinLog) log = kin_job_log (job, job->words[0], error);
  KinRole role;
  int scopes;

  if (log == NULL || !parse_grant (job, &role, &scopes, error) || !kin_account_grant (log, job->words[1], role, scopes, error))
    return FALSE;
  kin_job_say (_("Granted. The laptops hear of it when they ask next."));
  return TRUE;
}

static gboolean
remove_user (KinJob *job, GError **error)
{
  g_autoptr (KinLog) log = kin_job_log (job, job->words[0], error);

  if (log == NULL || !kin_account_remove (log, job->words[1], kin_job_now (), error))
    return FALSE;
  kin_job_say (_("Removed, and all their laptops are signed out."));
  return TRUE;
}

static gboolean
enrol (KinJob *job, GError **error)
{
  g_autoptr (KinLog) log = kin_job_log (job, job->words[0], error);
  g_auto (KinAccount) account = { 0 };
  g_autofree char *code = NULL;

  if (log == NULL)
    return FALSE;
  if (!kin_account_find (log, job->words[1], &account))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no person “%s”."), job->words[1]);
      return FALSE;
    }
  code = kin_code_make (log, &account, kin_job_now (), error);
  if (code == NULL)
    return FALSE;
  kin_job_say ("%s", code);
  fprintf (stderr, "%s\n", _("It is good for one laptop, for a quarter of an hour."));
  return TRUE;
}

static gboolean
sign_out (KinJob *job, GError **error)
{
  KinLogPlace place = kin_state_place (job->state);
  g_auto (GStrv) names = kin_log_names (&place, error);
  KinId id;

  if (names == NULL)
    return FALSE;
  for (guint i = 0; names[i] != NULL && kin_id_parse (&id, job->words[0]); i++)
    {
      g_autoptr (KinLog) log = kin_job_log (job, names[i], error);
      g_auto (KinDevice) device = { 0 };

      if (log == NULL)
        return FALSE;
      if (!kin_device_by_id (log, &id, &device))
        continue;
      if (!kin_device_revoke (log, &id, job->wishes->wipe, kin_job_now (), error))
        return FALSE;
      kin_job_say (_("Signed out. What it has not sent it can save, sealed to the authority, and hand in."));
      return TRUE;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no device %s. “kinkeeper-endpoint list” shows them."), job->words[0]);
  return FALSE;
}

static void
list_one (KinLog *log, const KinAuthority *authority)
{
  g_autoptr (GPtrArray) accounts = kin_accounts (log);
  g_autoptr (GPtrArray) devices = kin_devices (log);

  kin_job_say ("%s: %s, %s, %" G_GINT64_FORMAT, log->authority, authority->title, authority->generation, authority->head);
  for (guint i = 0; i < accounts->len; i++)
    {
      const KinAccount *account = accounts->pdata[i];

      kin_job_say ("  %s  %-7s %d  %s%s", account->id, kin_role_name (account->role), account->scopes, account->name, account->gone ? _(" (gone)") : "");
      for (guint d = 0; d < devices->len; d++)
        {
          const KinDevice *device = devices->pdata[d];
          g_autoptr (GDateTime) seen = g_date_time_new_from_unix_utc (device->seen / 1000);
          g_autofree char *when = g_date_time_format_iso8601 (seen);
          char id[KIN_ID_TEXT];

          if (device->account.no != account->no)
            continue;
          kin_id_to_text (&device->id, id);
          kin_job_say ("    %s  %s  %s%s", id, when, device->name != NULL ? device->name : "", device->revoked != 0 ? _(" (signed out)") : "");
        }
    }
}

static gboolean
list (KinJob *job, GError **error)
{
  KinLogPlace place = kin_state_place (job->state);
  g_auto (GStrv) names = kin_log_names (&place, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (KinLog) log = kin_job_log (job, names[i], error);
      g_auto (KinAuthority) authority = { 0 };

      if (log == NULL)
        return FALSE;
      if (kin_authority_read (log, &authority))
        list_one (log, &authority);
    }
  return names != NULL;
}

static gboolean
back_up (KinJob *job, GError **error)
{
  g_autoptr (KinLog) log = kin_job_log (job, job->words[0], error);

  if (log == NULL || !kin_backup_make (log, job->words[1], job->state->key, error))
    return FALSE;
  kin_job_say (_("Backed up to %s. Only the key of this state folder opens it: keep a copy of that, too, elsewhere."), job->words[1]);
  return TRUE;
}

/* What other processes purged since the ledger was last written must not come back. */
static gboolean
note_purges (KinJob *job, const char *ledger, GError **error)
{
  KinLogPlace place = kin_state_place (job->state);
  g_auto (GStrv) names = kin_log_names (&place, error);
  g_autoptr (KinLog) log = NULL;

  if (names == NULL || !g_strv_contains ((const char *const *) names, job->words[0]))
    return names != NULL;
  log = kin_job_log (job, job->words[0], NULL); /* tables that cannot be read are why one restores */
  return log == NULL || kin_purge_note (log, ledger, error);
}

static gboolean
restore (KinJob *job, GError **error)
{
  KinLogPlace place = kin_state_place (job->state);
  g_autofree char *ledger = kin_state_path (job->state, job->words[0], "purged");
  g_autoptr (KinLog) log = NULL;
  guint n = 0;

  if (!kin_state_lock (job->state, error) || !note_purges (job, ledger, error) || !kin_backup_put_back (&place, job->words[0], job->words[1], ledger, kin_job_now (), &n, error))
    return FALSE;
  log = kin_job_log (job, job->words[0], error);
  if (log == NULL || !kin_purge_settle (log, kin_job_now (), error) || !kin_state_witness (job->state, log, error))
    return FALSE;
  kin_job_say (_("Restored as a new generation. Laptops bring back what they hold when they ask next."));
  if (n > 0)
    kin_job_say (g_dngettext (GETTEXT_PACKAGE, "%u record was purged again.", "%u records were purged again.", n), n);
  return TRUE;
}

/* The old tables are out of the way, so that nobody serves them by mistake and the authority has two logs. */
static gboolean
retire (KinJob *job, const char *authority, GError **error)
{
  g_autofree char *old = kin_state_path (job->state, authority, "db"), *retired = kin_state_path (job->state, authority, "moved");

  if (g_rename (old, retired) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("“%s” is moved, but its old file %s is still in its place. Never serve that again: delete it."), authority, old);
  return FALSE;
}

static gboolean
move_one (KinJob *job, const KinLogPlace *from, const KinLogPlace *to, const char *authority, GError **error)
{
  g_autoptr (KinLog) old = kin_log_open (from, authority, FALSE, error);
  g_autoptr (KinLog) new = old != NULL ? kin_log_open (to, authority, TRUE, error) : NULL;

  return new != NULL && kin_log_copy (old, new, error);
}

static gboolean
move (KinJob *job, GError **error)
{
  KinLogPlace from = kin_state_place (job->state), to = { from.state, job->wishes->to, from.key };
  g_auto (GStrv) names = NULL;

  if (to.url == NULL || from.url != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("Say where to: --to postgresql://…, and leave --database away."));
      return FALSE;
    }
  if (!kin_state_lock (job->state, error) || (names = kin_log_names (&from, error)) == NULL)
    return FALSE;
  if (names[0] == NULL)
    kin_job_say (_("There is no authority in %s to be moved."), job->state->folder);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!move_one (job, &from, &to, names[i], error) || !retire (job, names[i], error))
        return FALSE;
      kin_job_say (_("“%s” is moved. Serve it with --database, from this state folder; %s.moved there may be deleted when that has been seen to work."), names[i], names[i]);
    }
  return TRUE;
}

const KinCommandLine *
kin_command_lines (guint *n)
{
  /* clang-format off */
  static const KinCommandLine commands[] = {
    { "serve",         "",               N_("Answer laptops (what happens without a command)"), kin_run_serve },
    { "authority add", "NAME",           N_("Found an authority; --title is its name for people"), add_authority },
    { "user add",      "AUTHORITY NAME", N_("Add a person; --role and --scopes say what they may do"), add_user },
    { "user grant",    "AUTHORITY NAME", N_("Change what a person may do"), grant_user },
    { "user remove",   "AUTHORITY NAME", N_("Remove a person and sign their laptops out"), remove_user },
    { "enrol",         "AUTHORITY NAME", N_("Print a code with which a laptop of this person joins"), enrol },
    { "revoke",        "DEVICE",         N_("Sign a laptop out; with --wipe it deletes what it holds"), sign_out },
    { "list",          "",               N_("List authorities, people and laptops"), list },
    { "devices",       "NAME",           N_("Laptops of that id, name or person; with --holds whose data they have"), kin_run_devices },
    { "backup",        "AUTHORITY FILE", N_("Copy an authority to a file"), back_up },
    { "restore",       "AUTHORITY FILE", N_("Put a backup back, as a new generation"), restore },
    { "move",          "",               N_("Move all authorities to the PostgreSQL that --to names"), move },
    { "hand-in",       "AUTHORITY FILE", N_("Take in unsent work that a laptop saved to a file"), kin_run_hand_in },
  };
  /* clang-format on */

  *n = G_N_ELEMENTS (commands);
  return commands;
}
