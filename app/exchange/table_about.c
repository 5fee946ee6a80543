/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an exported file says of itself: rows, filter, order, when, for whom, and what stayed out. */
#include <glib/gi18n-lib.h>

#include "codes.h"
#include "table_out_private.h"
#include "withhold.h"

char *
kin_table_out_filter (KinTableOut *table)
{
  GString *words = g_string_new (NULL);
  g_autofree char *day = kin_day_to_iso (table->day);

  if (table->shown != NULL)
    g_string_append (words, kin_shown_scope (table->shown));
  for (guint i = 0; i < table->filters->len; i++)
    {
      const Filter *filter = &g_array_index (table->filters, Filter, i);
      gboolean silent = kin_table_out_is_outside (table) && (kin_withhold_field (table->type, filter->field, table->for_whom) ||
                                               table->type->fields[filter->field].kind == KIN_LINK);

      g_string_append_printf (words, "%s%s = %s", i > 0 ? "; " : "", _(table->type->fields[filter->field].label),
                              silent ? _("(withheld)") : *filter->value != '\0' ? filter->value : _("(empty)"));
    }
  if (table->words != NULL && *table->words != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "",
                            kin_table_out_is_outside (table) ? _("words sought (withheld)") : table->words);
  if (day != NULL)
    g_string_append_printf (words, _("%sin force on %s"), words->len > 0 ? "; " : "", day);
  return g_string_free (words, FALSE);
}

static char *
sort_words (KinTableOut *table)
{
  if (table->sort < 0)
    return g_strdup (_("as in the list"));
  return g_strdup_printf (table->descending ? _("%s, last first") : _("%s"), _(table->type->fields[table->sort].label));
}

/* New reference. */
static GDateTime *
london_time (gint64 ms)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/London");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);

  return zone != NULL ? g_date_time_to_timezone (utc, zone) : g_steal_pointer (&utc);
}

static char *
moment_words (gint64 ms)
{
  g_autoptr (GDateTime) local = london_time (ms);

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

static void
add_pair (GPtrArray *about, const char *label, const char *text)
{
  g_ptr_array_add (about, g_strdup (label));
  g_ptr_array_add (about, g_strdup (text));
}

char **
kin_table_out_about (KinTableOut *table)
{
  GPtrArray *about = g_ptr_array_new ();
  g_autofree char *rows = g_strdup_printf ("%u", kin_table_out_n_rows (table));
  g_autofree char *filter = kin_table_out_filter (table);
  g_autofree char *sort = sort_words (table);
  g_autofree char *made = moment_words (table->made);
  g_autofree char *withheld = kin_table_out_withheld (table);
  g_autofree char *authority = kin_reader_fact (table->reader, "authority-name");

  add_pair (about, _("Kinkeeper"), kin_table_out_title (table));
  if (authority != NULL)
    add_pair (about, _("Authority"), authority);
  add_pair (about, _("Rows"), rows);
  add_pair (about, _("Filter"), *filter != '\0' ? filter : _("none"));
  add_pair (about, _("Sorted by"), sort);
  add_pair (about, _("Made"), made);
  add_pair (about, _("For"), kin_code_label ("access_for", table->for_whom));
  if (kin_table_out_is_outside (table))
    add_pair (about, _("Withheld"), *withheld != '\0' ? withheld : _("names of homes, and whereabouts of protected children"));
  else
    add_pair (about, _("Withheld"), _("nothing: for internal use only"));
  g_ptr_array_add (about, NULL);
  return (char **) g_ptr_array_free (about, FALSE);
}
