/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has been asked to be erased, what waits for a second manager, and which laptops have not answered. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "command.h"
#include "text_table.h"
#include "together.h"

static gboolean
is_like (const KinPurgeSaid *a, const KinPurgeSaid *b)
{
  return strcmp (a->reason, b->reason) == 0 && strcmp (a->asked, b->asked) == 0 && g_strcmp0 (a->approved, b->approved) == 0;
}

/* By purge, the purge that it stands under: what waits, under what it is approved with; what is done and cannot be told any more, under the
 * first that was asked and approved by the same two for the same reason. */
static GHashTable *
sort_together (KinReader *reader, const GPtrArray *purges)
{
  GHashTable *heads = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < purges->len; i++)
    {
      KinPurgeSaid *purge = purges->pdata[i];
      g_autoptr (KinExtent) extent = NULL;
      g_autoptr (GPtrArray) together = NULL;

      if (g_hash_table_contains (heads, purge))
        continue;
      extent = kin_purge_waits (purge) ? kin_purge_extent (reader, purge) : NULL;
      together = kin_together (reader, purges, purge, extent);
      for (guint k = 0; k < together->len; k++)
        if (!g_hash_table_contains (heads, together->pdata[k]))
          g_hash_table_insert (heads, together->pdata[k], purge);
      for (guint k = i + 1; !kin_purge_waits (purge) && k < purges->len; k++)
        if (is_like (purge, purges->pdata[k]))
          g_hash_table_insert (heads, purges->pdata[k], purge);
    }
  return heads;
}

static const char *
name_of (const char *name, const char *id)
{
  return name != NULL ? name : id;
}

static char *
title_of (KinReader *reader, const KinPurgeSaid *purge)
{
  gint64 no = kin_reader_no_of (reader, &purge->record);

  return no != 0 && kin_purge_waits (purge) ? kin_reader_title (reader, no) : NULL;
}

static struct json_object *
text_json (const char *text)
{
  return text != NULL ? json_object_new_string (text) : NULL;
}

static struct json_object *
purge_json (KinReader *reader, const KinPurgeSaid *purge, const KinPurgeSaid *head)
{
  struct json_object *json = json_object_new_object (), *missing = json_object_new_array ();
  g_autofree char *title = title_of (reader, purge);
  char id[KIN_ID_TEXT];

  kin_id_to_text (&purge->record, id);
  for (guint i = 0; i < purge->missing->len; i++)
    json_object_array_add (missing, json_object_new_string (purge->missing->pdata[i]));
  json_object_object_add (json, "no", json_object_new_int64 (purge->no));
  json_object_object_add (json, "with", json_object_new_int64 (head->no));
  json_object_object_add (json, "type", json_object_new_string (purge->type));
  json_object_object_add (json, "id", json_object_new_string (id));
  json_object_object_add (json, "title", text_json (title));
  json_object_object_add (json, "reason", json_object_new_string (purge->reason));
  json_object_object_add (json, "asked", json_object_new_string (name_of (purge->asked_name, purge->asked)));
  json_object_object_add (json, "asked_at", kin_tool_moment_json (purge->asked_at));
  json_object_object_add (json, "approved", text_json (name_of (purge->approved_name, purge->approved)));
  json_object_object_add (json, "approved_at", kin_tool_moment_json (purge->approved_at));
  json_object_object_add (json, "missing", missing);
  return json;
}

/* How many purges stand under head; machines gets the names of those that have not answered one of them. */
static guint
count_under (GHashTable *heads, const KinPurgeSaid *head, GHashTable *machines)
{
  GHashTableIter iter;
  gpointer each, its;
  guint n = 0;

  g_hash_table_iter_init (&iter, heads);
  while (g_hash_table_iter_next (&iter, &each, &its))
    if (its == head)
      {
        const KinPurgeSaid *purge = each;

        n++;
        for (guint i = 0; i < purge->missing->len; i++)
          g_hash_table_add (machines, purge->missing->pdata[i]);
      }
  return n;
}

static char *
state_of (const KinPurgeSaid *purge, GHashTable *machines)
{
  g_autofree char *at = kin_tool_moment_text (purge->approved_at);
  guint n = g_hash_table_size (machines);

  if (kin_purge_waits (purge))
    return g_strdup (_("waits for a second manager"));
  if (n == 0)
    return g_strdup_printf (_("approved by %s %s; nothing of it is left"), name_of (purge->approved_name, purge->approved), at);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "approved by %s %s; %u laptop has not answered", "approved by %s %s; %u laptops have not answered", n),
                          name_of (purge->approved_name, purge->approved), at, n);
}

static void
say_purges (KinReader *reader, const GPtrArray *purges, GHashTable *heads)
{
  static const char *const headings[] = { N_("Number"), N_("Type"), N_("What"), N_("Records"), N_("Why"), N_("Asked by"), N_("When"), N_("How it stands") };
  KinTextTable *table = kin_text_table_new ();

  kin_text_table_head (table, headings, G_N_ELEMENTS (headings));
  for (guint i = 0; i < purges->len; i++)
    {
      const KinPurgeSaid *purge = purges->pdata[i];
      g_autoptr (GHashTable) machines = g_hash_table_new (g_str_hash, g_str_equal);
      guint n;

      if (g_hash_table_lookup (heads, purge) != purge)
        continue;
      n = count_under (heads, purge, machines);
      kin_text_table_add_right (table, g_strdup_printf ("%" G_GINT64_FORMAT, purge->no));
      kin_text_table_add (table, g_strdup (purge->type));
      kin_text_table_add (table, title_of (reader, purge));
      kin_text_table_add_right (table, g_strdup_printf ("%u", n));
      kin_text_table_add (table, g_strdup (purge->reason));
      kin_text_table_add (table, g_strdup (name_of (purge->asked_name, purge->asked)));
      kin_text_table_add (table, kin_tool_moment_text (purge->asked_at));
      kin_text_table_add (table, state_of (purge, machines));
      kin_text_table_end_row (table);
    }
  kin_text_table_print (table);
}

static KinExit
tell (KinTool *tool, const GPtrArray *purges, GHashTable *heads)
{
  struct json_object *json = json_object_new_array ();
  gboolean waits = FALSE;

  for (guint i = 0; i < purges->len; i++)
    {
      json_object_array_add (json, purge_json (tool->reader, purges->pdata[i], g_hash_table_lookup (heads, purges->pdata[i])));
      waits = waits || kin_purge_waits (purges->pdata[i]);
    }
  if (kin_tool_flag (tool, "json"))
    kin_tool_json (g_steal_pointer (&json));
  else if (purges->len > 0)
    say_purges (tool->reader, purges, heads);
  else
    kin_tool_say ("%s", _("Nobody has asked for anything to be erased."));
  json_object_put (json);
  return waits ? KIN_EXIT_FOUND : KIN_EXIT_DONE;
}

KinExit
kin_run_erase_list (KinTool *tool)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinErrands) errands = kin_errands_new (tool->store, &error);
  g_autoptr (GPtrArray) purges = errands != NULL ? kin_errands_purges (errands, &error) : NULL;
  g_autoptr (GHashTable) heads = NULL;

  if (purges == NULL)
    return kin_tool_fail (error);
  heads = sort_together (tool->reader, purges);
  return tell (tool, purges, heads);
}
