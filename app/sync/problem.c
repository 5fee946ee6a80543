/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems: their names, and their JSON. */
#include "problem.h"

#include <string.h>

#define TAG "tag:kinkeeper,2026:"

/* clang-format off */
static const struct { const char *name; guint status; const char *title; } kinds[] = {
  { "generation-changed", 409, "The office was restored from a backup" },
  { "device-forked",      409, "Another machine used this device's numbers" },
  { "sequence-gap",       409, "Changes before these have not come" },
  { "grant-changed",      409, "What this device may hold has changed" },
  { "cursor-purged",      410, "The cursor is not of this log" },
  { "device-revoked",     403, "This device was signed out by the office" },
  { "not-signed-in",      401, "This needs a device that has joined" },
  { "not-allowed",        403, "The role of this person does not reach so far" },
  { "code-wrong",         403, "The code is wrong, used or too old" },
  { "not-found",          404, "There is no such thing here" },
  { "method-not-allowed", 405, "That cannot be done here" },
  { "malformed",          400, "The request is malformed" },
  { "too-large",          413, "The request is too large" },
  { "unsupported",        415, "The body is of a kind that is not taken" },
  { "schema-unsupported", 422, "The versions do not fit" },
  { "rate-limited",       429, "Too many requests" },
  { "unavailable",        503, "The office cannot answer now" },
};
/* clang-format on */

KinProblem *
kin_problem_new (const char *name, const char *detail)
{
  KinProblem *problem = g_new0 (KinProblem, 1);

  problem->name = g_strdup (name);
  problem->detail = g_strdup (detail != NULL ? detail : "");
  problem->scopes = -1;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      {
        problem->status = kinds[i].status;
        problem->title = g_strdup (kinds[i].title);
      }
  g_assert (problem->title != NULL);
  return problem;
}

void
kin_problem_free (KinProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->name);
  g_free (problem->title);
  g_free (problem->detail);
  g_free (problem->parent);
  g_free (problem);
}

static void
add_number (GString *json, const char *name, gint64 number)
{
  if (number != 0)
    g_string_append_printf (json, ",\"%s\":%" G_GINT64_FORMAT, name, number);
}

GBytes *
kin_problem_encode (const KinProblem *problem)
{
  GString *json = g_string_new ("{\"type\":\"" TAG);

  g_string_append_printf (json, "%s\",\"title\":", problem->name);
  kin_json_append_text (json, problem->title);
  g_string_append_printf (json, ",\"status\":%u", problem->status);
  if (problem->detail[0] != '\0')
    {
      g_string_append (json, ",\"detail\":");
      kin_json_append_text (json, problem->detail);
    }
  add_number (json, "n", problem->n);
  add_number (json, "expected", problem->expected);
  add_number (json, "changes", problem->changes);
  add_number (json, "bytes", problem->bytes);
  if (problem->parent != NULL)
    {
      g_string_append (json, ",\"parent\":");
      kin_json_append_text (json, problem->parent);
      g_string_append_printf (json, ",\"at\":%" G_GINT64_FORMAT, problem->at);
    }
  if (problem->scopes >= 0)
    g_string_append_printf (json, ",\"scopes\":%d", problem->scopes);
  if (problem->wipe)
    g_string_append (json, ",\"wipe\":true");
  g_string_append_c (json, '}');
  return g_string_free_to_bytes (json);
}

static void
scan_scopes (KinScan *scan, KinProblem *problem)
{
  gint64 scopes = 0;

  if (kin_scan_int (scan, 0, G_MAXINT, &scopes))
    problem->scopes = (int) scopes;
}

KinProblem *
kin_problem_parse (GBytes *body)
{
  g_autoptr (KinProblem) problem = g_new0 (KinProblem, 1);
  g_autofree char *type = NULL;
  KinScanKeys keys = { 0 };
  KinSlice key;
  KinScan scan;
  gint64 status = 0;
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;

  problem->scopes = -1;
  kin_scan_start (&scan, text != NULL ? text : "", length);
  while (kin_scan_key (&scan, &keys, &key))
    if (kin_slice_is (&key, "type"))
      kin_scan_text (&scan, 200, &type);
    else if (kin_slice_is (&key, "title"))
      kin_scan_text (&scan, 2000, &problem->title);
    else if (kin_slice_is (&key, "detail"))
      kin_scan_text (&scan, 2000, &problem->detail);
    else if (kin_slice_is (&key, "parent"))
      kin_scan_text (&scan, 32, &problem->parent);
    else if (kin_slice_is (&key, "status"))
      kin_scan_int (&scan, 100, 599, &status);
    else if (kin_slice_is (&key, "n"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &problem->n);
    else if (kin_slice_is (&key, "expected"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &problem->expected);
    else if (kin_slice_is (&key, "at"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &problem->at);
    else if (kin_slice_is (&key, "changes"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &problem->changes);
    else if (kin_slice_is (&key, "bytes"))
      kin_scan_int (&scan, 0, KIN_SCAN_MOST, &problem->bytes);
    else if (kin_slice_is (&key, "scopes"))
      scan_scopes (&scan, problem);
    else if (kin_slice_is (&key, "wipe"))
      kin_scan_bool (&scan, &problem->wipe);
    else
      kin_scan_skip (&scan);
  if (!kin_scan_end (&scan) || type == NULL || !g_str_has_prefix (type, TAG))
    return NULL;
  problem->name = g_strdup (type + strlen (TAG));
  problem->status = (guint) status;
  if (problem->title == NULL)
    problem->title = g_strdup ("");
  if (problem->detail == NULL)
    problem->detail = g_strdup ("");
  return g_steal_pointer (&problem);
}
