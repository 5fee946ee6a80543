/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding out which records a list shows, and which of them are selected. */
#include "picked.h"

#include "children.h"
#include "homes_page.h"
#include "people.h"
#include "table_page.h"

/* The column that says where a child is placed has one of three fields in it. */
static char **
name_columns (const KinType *type, char **shown)
{
  static const char *const where[] = { "establishment", "provider" };
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; shown[i] != NULL; i++)
    {
      g_strv_builder_add (names, shown[i]);
      for (guint j = 0; type == &kin_placement && g_strcmp0 (shown[i], "household") == 0 && j < G_N_ELEMENTS (where); j++)
        if (!g_strv_contains ((const char *const *) shown, where[j]))
          g_strv_builder_add (names, where[j]);
    }
  return g_strv_builder_end (names);
}

KinPicked *
kin_picked_of (GtkWidget *page)
{
  KinPicked     *picked;
  g_auto (GStrv) columns = NULL;
  gint64         no;

  if (!KIN_IS_TABLE_PAGE (page) && !KIN_IS_HOMES_PAGE (page))
    return NULL;
  picked = g_new0 (KinPicked, 1);
  picked->table = KIN_IS_TABLE_PAGE (page) ? kin_table_page_table (KIN_TABLE_PAGE (page)) : kin_homes_page_table (KIN_HOMES_PAGE (page));
  picked->spec = KIN_IS_TABLE_PAGE (page) ? kin_table_page_spec (KIN_TABLE_PAGE (page)) : NULL;
  picked->type = picked->spec != NULL ? picked->spec->type : &kin_household;
  picked->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; (no = kin_row_list_id (kin_table_rows (picked->table), i)) != 0; i++)
    g_array_append_val (picked->ids, no);
  picked->selected = kin_table_selection (picked->table);
  picked->places = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0, at = 0; at < picked->selected->len && i < picked->ids->len; i++)
    if (g_array_index (picked->ids, gint64, i) == g_array_index (picked->selected, gint64, at))
      {
        g_array_append_val (picked->places, i);
        at++;
      }
  columns = kin_table_shown (picked->table);
  picked->columns = name_columns (picked->type, columns);
  return picked;
}

void
kin_picked_free (KinPicked *picked)
{
  g_array_unref (picked->ids);
  g_array_unref (picked->selected);
  g_array_unref (picked->places);
  g_strfreev (picked->columns);
  g_free (picked);
}
