/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan told: as JSON for programs, as lines for people, its rejected rows as CSV for the case system's people. */
#include <glib/gi18n-lib.h>
#include <json-c/json.h>

#include "children.h"
#include "csv_write.h"
#include "return_plan.h"

static void
add_text (struct json_object *object, const char *key, const char *text)
{
  json_object_object_add (object, key, json_object_new_string (text != NULL ? text : ""));
}

static void
add_number (struct json_object *object, const char *key, guint n)
{
  json_object_object_add (object, key, json_object_new_int64 (n));
}

static const char *
get_table_name (int table)
{
  return table >= 0 ? kin_return_table ((KinReturnTable) table)->name : "";
}

static struct json_object *
tables_json (KinReturnPlan *plan)
{
  struct json_object *tables = json_object_new_object ();

  for (guint t = 0; t < KIN_RETURN_N_TABLES; t++)
    {
      struct json_object *table = json_object_new_object ();
      const KinReturnCounts *counts = &plan->counts[t];

      add_number (table, "rows", counts->n_rows);
      add_number (table, "new", counts->n_new);
      add_number (table, "same", counts->n_same);
      add_number (table, "changed", counts->n_changed);
      add_number (table, "gone", counts->n_gone);
      add_number (table, "rejected", counts->n_rejected);
      json_object_object_add (tables, get_table_name ((int) t), table);
    }
  return tables;
}

static struct json_object *
records_json (KinReturnPlan *plan)
{
  struct json_object *records = json_object_new_object ();
  guint n;
  const KinType *const *types = kin_return_types (&n);

  for (guint i = 0; i < n; i++)
    {
      struct json_object *object = json_object_new_object ();
      KinReturnTypeCounts counts = kin_return_plan_type_counts (plan, types[i]);

      add_number (object, "new", counts.n_new);
      add_number (object, "same", counts.n_same);
      add_number (object, "changed", counts.n_changed);
      add_number (object, "deleted", counts.n_deleted);
      json_object_object_add (records, types[i]->name, object);
    }
  return records;
}

static struct json_object *
files_json (KinReturnPlan *plan)
{
  struct json_object *files = json_object_new_array ();

  for (guint i = 0; i < plan->files->files->len; i++)
    {
      const KinReturnFile *file = plan->files->files->pdata[i];
      struct json_object *object = json_object_new_object ();

      add_text (object, "path", file->path);
      add_text (object, "table", get_table_name (file->table));
      add_number (object, "rows", file->n_rows);
      add_text (object, "encoding", file->guessed ? "windows-1252" : "utf-8");
      if (file->problem != NULL)
        add_text (object, "problem", file->problem);
      json_object_array_add (files, object);
    }
  return files;
}

static struct json_object *
rejected_json (KinReturnPlan *plan)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; i < plan->rejected->len; i++)
    {
      const KinReturnReject *reject = plan->rejected->pdata[i];
      struct json_object *object = json_object_new_object ();

      add_text (object, "file", reject->file);
      add_number (object, "line", reject->line);
      add_text (object, "table", get_table_name (reject->table));
      add_text (object, "child", reject->child);
      add_text (object, "field", reject->field);
      add_text (object, "value", reject->value);
      add_text (object, "reason", reject->reason);
      json_object_array_add (array, object);
    }
  return array;
}

static struct json_object *
proposals_json (KinReturnPlan *plan)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; i < plan->proposals->len; i++)
    {
      const KinReturnProposal *proposal = plan->proposals->pdata[i];
      struct json_object *object = json_object_new_object ();

      add_text (object, "kind", kin_proposal_kind_name (proposal->kind));
      add_text (object, "key", proposal->key);
      add_text (object, "child", proposal->child);
      add_text (object, "text", proposal->text);
      json_object_object_add (object, "accepted", json_object_new_boolean (proposal->accepted));
      json_object_array_add (array, object);
    }
  return array;
}

static struct json_object *
differences_json (KinReturnPlan *plan)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; i < plan->differences->len; i++)
    {
      const KinReturnDifference *difference = plan->differences->pdata[i];
      struct json_object *object = json_object_new_object ();

      add_text (object, "child", difference->child);
      add_text (object, "type", difference->type);
      add_text (object, "what", difference->what);
      add_text (object, "field", difference->field);
      add_text (object, "last", difference->last);
      add_text (object, "case_system", difference->theirs);
      add_text (object, "here", difference->ours);
      json_object_array_add (array, object);
    }
  return array;
}

static struct json_object *
remarks_json (KinReturnPlan *plan)
{
  struct json_object *array = json_object_new_array ();

  for (guint i = 0; i < plan->remarks->len; i++)
    {
      const KinReturnRemark *remark = plan->remarks->pdata[i];
      struct json_object *object = json_object_new_object ();

      add_text (object, "table", get_table_name (remark->table));
      add_text (object, "field", remark->field);
      add_text (object, "text", remark->text);
      add_number (object, "rows", remark->n);
      add_text (object, "file", remark->file);
      add_number (object, "line", remark->line);
      json_object_array_add (array, object);
    }
  return array;
}

struct json_object *
kin_return_plan_to_json (KinReturnPlan *plan)
{
  struct json_object *json = json_object_new_object ();

  json_object_object_add (json, "year", json_object_new_int (plan->year));
  json_object_object_add (json, "files", files_json (plan));
  json_object_object_add (json, "tables", tables_json (plan));
  json_object_object_add (json, "records", records_json (plan));
  json_object_object_add (json, "rejected", rejected_json (plan));
  json_object_object_add (json, "proposals", proposals_json (plan));
  json_object_object_add (json, "differences", differences_json (plan));
  json_object_object_add (json, "remarks", remarks_json (plan));
  return json;
}

static void
append_rejected (KinReturnPlan *plan, GString *text)
{
  for (guint i = 0; i < plan->rejected->len; i++)
    {
      const KinReturnReject *reject = plan->rejected->pdata[i];

      g_string_append_printf (text, _("Rejected: %s, line %u%s%s%s%s: %s\n"), reject->file, reject->line,
                              *reject->child != '\0' ? _(", child ") : "", reject->child, *reject->field != '\0' ? ", " : "", reject->field, reject->reason);
    }
}

/* Kind by kind, as they are accepted and declined. */
static void
append_proposals (KinReturnPlan *plan, GString *text)
{
  for (guint kind = 0; kind < KIN_N_PROPOSALS; kind++)
    {
      const char *name = kin_proposal_kind_name ((KinReturnProposalKind) kind);
      guint n = 0, accepted = 0;

      for (guint i = 0; i < plan->proposals->len; i++)
        if (((KinReturnProposal *) plan->proposals->pdata[i])->kind == kind)
          {
            n++;
            accepted += ((KinReturnProposal *) plan->proposals->pdata[i])->accepted ? 1 : 0;
          }
      if (n > 0)
        g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u proposal “%s”, %u accepted (--accept %s, --decline %s)\n",
                                                   "%u proposals “%s”, %u accepted (--accept %s, --decline %s)\n", n),
                                n, name, accepted, name, name);
      for (guint i = 0; n > 0 && i < plan->proposals->len; i++)
        {
          const KinReturnProposal *proposal = plan->proposals->pdata[i];

          if (proposal->kind == kind)
            g_string_append_printf (text, _("  %s: child %s: %s\n"), proposal->accepted ? _("accepted") : _("declined"), proposal->child, proposal->text);
        }
    }
}

static void
append_differences (KinReturnPlan *plan, GString *text)
{
  for (guint i = 0; i < plan->differences->len; i++)
    {
      const KinReturnDifference *difference = plan->differences->pdata[i];
      const KinType *type = kin_type_find (difference->type);
      int field = type != NULL ? kin_type_field (type, difference->field) : -1;
      const char *about = type == &kin_child ? "" : difference->what;
      const char *label = field >= 0 ? _(type->fields[field].label) : "";

      g_string_append_printf (text, _("Child %s%s%s%s%s: case system says “%s”, we say “%s”\n"), difference->child, *about != '\0' ? ", " : "", about,
                              *label != '\0' ? ", " : "", label, difference->theirs, difference->ours);
    }
}

static void
append_remarks (KinReturnPlan *plan, GString *text)
{
  for (guint i = 0; i < plan->remarks->len; i++)
    {
      const KinReturnRemark *remark = plan->remarks->pdata[i];

      g_string_append_printf (text, _("Note: %s%s%s: %s "), get_table_name (remark->table), *remark->field != '\0' ? " " : "", remark->field, remark->text);
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "(%u row, in %s, line %u)\n", "(%u rows, the first in %s, line %u)\n", remark->n),
                              remark->n, remark->file, remark->line);
    }
}

static void
append_files (KinReturnPlan *plan, GString *text)
{
  for (guint i = 0; i < plan->files->files->len; i++)
    {
      const KinReturnFile *file = plan->files->files->pdata[i];

      if (file->problem != NULL)
        g_string_append_printf (text, "%s: %s\n", file->name, file->problem);
    }
}

char *
kin_return_plan_to_text (KinReturnPlan *plan)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("Return of the year ending 31 March %d\n"), plan->year);
  for (guint t = 0; t < KIN_RETURN_N_TABLES; t++)
    {
      const KinReturnCounts *counts = &plan->counts[t];

      if (plan->files->has[t] || counts->n_gone > 0)
        g_string_append_printf (text, _("%-15s %6u rows: %6u new, %6u same, %6u changed, %6u gone, %6u rejected\n"), get_table_name ((int) t),
                                counts->n_rows, counts->n_new, counts->n_same, counts->n_changed, counts->n_gone, counts->n_rejected);
    }
  append_files (plan, text);
  append_rejected (plan, text);
  append_proposals (plan, text);
  append_differences (plan, text);
  append_remarks (plan, text);
  return g_string_free (text, FALSE);
}

static void
append_cell (GString *csv, const char *text, const char *end)
{
  kin_csv_append (csv, text);
  g_string_append (csv, end);
}

gboolean
kin_return_plan_write_rejected (KinReturnPlan *plan, GFile *file, GError **error)
{
  g_autoptr (GString) csv = g_string_new ("\xef\xbb\xbf" "file,line,table,child,field,value,reason\r\n");

  for (guint i = 0; i < plan->rejected->len; i++)
    {
      const KinReturnReject *reject = plan->rejected->pdata[i];
      g_autofree char *line = g_strdup_printf ("%u", reject->line);

      append_cell (csv, reject->file, ",");
      append_cell (csv, line, ",");
      append_cell (csv, get_table_name (reject->table), ",");
      append_cell (csv, reject->child, ",");
      append_cell (csv, reject->field, ",");
      append_cell (csv, reject->value, ",");
      append_cell (csv, reject->reason, "\r\n");
    }
  return g_file_replace_contents (file, csv->str, csv->len, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, error);
}
