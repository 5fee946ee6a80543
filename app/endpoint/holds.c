/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose data a laptop has: for the day on which it is lost. Read by whoever administers the office, never written to the journal. */
#include <glib/gi18n-lib.h>
#include <json-c/json.h>
#include <string.h>

#include "job.h"
#include "record.h"
#include "standing.h"

typedef struct
{
  KinLog          *log;
  const KinDevice *device;
  gboolean         json;
} Holding;

/* The values that stand, as nearly as a title needs them: where two disagree, the one that came first. */
static char *
title_of (KinLog *log, const KinId *id, const KinType *type, const GArray *rows)
{
  g_autoptr (KinRecord) record = kin_record_new_as (type, id, 0);

  for (guint pass = 0; pass < 2; pass++) /* creates, then what was set since, the oldest last */
    for (guint i = rows->len; i > 0; i--)
      {
        const KinStandingRow *row = &g_array_index (rows, KinStandingRow, i - 1);
        g_autofree char *text = row->stands && row->op == (pass == 0 ? KIN_OP_CREATE : KIN_OP_SET) ? kin_standing_text (log, row) : NULL;
        g_autoptr (KinWireChange) change = text != NULL ? kin_wire_change_parse (text, strlen (text), NULL) : NULL;
        struct json_object *json = change != NULL && change->value != NULL ? json_tokener_parse (change->value) : NULL;

        for (guint f = 0; f < type->n_fields && json != NULL; f++)
          {
            g_auto (KinValue) value = KIN_VALUE_NONE;
            struct json_object *its = json;

            if (pass == 0 ? !json_object_object_get_ex (json, type->fields[f].name, &its) : strcmp (change->field, type->fields[f].name) != 0)
              continue;
            if (type->fields[f].kind != KIN_LINK && kin_field_from_json (&type->fields[f], its, &value))
              kin_record_set (record, f, &value);
          }
        json_object_put (json);
      }
  return kin_record_title (record);
}

static gboolean
tell_record (const KinId *record, GArray *rows, gpointer data)
{
  Holding *holding = data;
  const KinStandingRow *first = &g_array_index (rows, KinStandingRow, 0);
  g_autoptr (KinWireChange) change = kin_wire_change_parse (first->body, first->length, NULL);
  const KinType *type = change != NULL ? kin_type_find (change->type) : NULL;
  g_autofree char *title = NULL;
  char id[KIN_ID_TEXT];

  if (change == NULL || first->seq > holding->device->got || (holding->device->account.scopes & 1 << first->scope) == 0)
    return TRUE;
  title = type != NULL ? title_of (holding->log, record, type, rows) : g_strdup ("");
  kin_id_to_text (record, id);
  if (holding->json)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      g_string_append_printf (line, "{\"type\":\"%s\",\"record\":\"%s\",\"title\":", change->type, id);
      kin_json_append_text (line, title);
      kin_job_say ("%s}", line->str);
    }
  else
    kin_job_say ("  %s  %s  %s", id, change->type, title);
  return TRUE;
}

static gboolean
is_meant (const KinDevice *device, const char *name)
{
  char id[KIN_ID_TEXT];

  kin_id_to_text (&device->id, id);
  return g_strcmp0 (name, id) == 0 || g_strcmp0 (name, device->name) == 0 || g_strcmp0 (name, device->account.name) == 0 || g_strcmp0 (name, device->account.id) == 0;
}

static void
tell_device (KinJob *job, KinLog *log, const KinDevice *device)
{
  Holding holding = { log, device, job->wishes->json };
  KinId after = { { 0 } };
  char id[KIN_ID_TEXT];

  kin_id_to_text (&device->id, id);
  if (!job->wishes->json)
    kin_job_say ("%s: %s  %s  %s%s", log->authority, id, device->account.name, device->name != NULL ? device->name : "", device->revoked != 0 ? _(" (signed out)") : "");
  while (job->wishes->holds && kin_standing_walk (log, &after, 1000, tell_record, &holding))
    ;
}

gboolean
kin_run_devices (KinJob *job, GError **error)
{
  KinLogPlace place = kin_state_place (job->state);
  g_auto (GStrv) names = kin_log_names (&place, error);
  gboolean any = FALSE;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (KinLog) log = kin_job_log (job, names[i], error);
      g_autoptr (GPtrArray) devices = log != NULL ? kin_devices (log) : NULL;

      if (log == NULL)
        return FALSE;
      for (guint d = 0; d < devices->len; d++)
        if (is_meant (devices->pdata[d], job->words[0]))
          {
            any = TRUE;
            tell_device (job, log, devices->pdata[d]);
          }
    }
  if (!any && names != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no laptop of that id, name or person. “kinkeeper-endpoint list” shows them."));
  return any;
}
