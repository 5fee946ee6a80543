/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding where the log stood at a moment, by the office's numbers or by the file's own. */
#include "log_prefix.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "as_known.h"
#include "history.h"
#include "store_private.h"

static gboolean
has_fact (KinReader *reader, const char *name)
{
  g_autofree char *fact = kin_reader_fact (reader, name);

  return fact != NULL && *fact != '\0';
}

static gboolean
has_office (KinReader *reader)
{
  return kin_reader_number (reader, "SELECT 1 FROM main.change WHERE seq IS NOT NULL LIMIT 1", 0) != 0;
}

/* The last change with known <= when. known never goes back in that order, so the log is sorted by it. */
static gint64
last_known (KinReader *reader, const char *last_sql, const char *known_sql, gint64 when_ms)
{
  gint64 low = 0, high = kin_reader_number (reader, last_sql, 0);

  while (low < high)
    {
      gint64 middle = low + (high - low + 1) / 2;

      if (kin_reader_number (reader, known_sql, 1, middle) <= when_ms)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

static gboolean
refuse_too_early (KinReader *reader, gboolean office, GError **error)
{
  gint64 first = office ? kin_reader_number (reader, "SELECT known FROM main.change WHERE seq IS NOT NULL ORDER BY seq LIMIT 1", 0)
                        : kin_reader_number (reader, "SELECT known FROM main.change ORDER BY no LIMIT 1", 0);
  g_autofree char *day = first != 0 ? kin_day_to_words (kin_day_of_ms (first)) : NULL;

  if (day == NULL)
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_TOO_EARLY, _("Nothing was known then: the file is empty."));
  else if (office && has_fact (reader, "sync-joined"))
    g_set_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_TOO_EARLY, _("The office knew nothing then: its first change is of %s. What this file had before it joined counts as known from then."), day);
  else
    g_set_error (error, KIN_STORE_ERROR, KIN_STORE_ERROR_TOO_EARLY, _("Nothing was known then: the first change of this file is of %s."), day);
  return FALSE;
}

gboolean
kin_log_prefix_find (KinReader *reader, gint64 when_ms, KinLogPrefix *prefix, GError **error)
{
  gboolean office = has_office (reader);

  *prefix = (KinLogPrefix) { G_MAXINT64, G_MAXINT64 };
  if (office ? has_fact (reader, "sync-snapshot") || has_fact (reader, "sync-history") : has_fact (reader, "sync-joined"))
    {
      g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_TOO_EARLY,
                           _("What was known earlier is still coming from the office. Try again when all of it is here; what is known now is complete."));
      return FALSE;
    }
  if (office)
    prefix->seq = last_known (reader, "SELECT max(seq) FROM main.change WHERE seq IS NOT NULL",
                              "SELECT known FROM main.change WHERE seq >= ?1 AND seq IS NOT NULL ORDER BY seq LIMIT 1", when_ms);
  else
    prefix->no = last_known (reader, "SELECT max(no) FROM main.change", "SELECT known FROM main.change WHERE no >= ?1 ORDER BY no LIMIT 1", when_ms);
  return MIN (prefix->no, prefix->seq) > 0 || refuse_too_early (reader, office, error);
}

/* What the office has not numbered is the newest of this device, except where an office was set back or a device took another name. */
#define UNNUMBERED                                                                                                                     \
  "SELECT record FROM main.change WHERE device = " KIN_SQL_DEVICE " AND seq IS NULL AND n > coalesce ((SELECT n FROM main.change"      \
  " WHERE device = " KIN_SQL_DEVICE " AND seq IS NOT NULL ORDER BY n DESC LIMIT 1), 0) /* scan: what is under way */"

GArray *
kin_log_prefix_touched_later (KinReader *reader, const KinLogPrefix *prefix)
{
  if (prefix->seq == G_MAXINT64)
    return kin_reader_numbers (reader, "SELECT DISTINCT record FROM main.change WHERE no > ?1 ORDER BY record /* scan: what came later */", 1, prefix->no);
  if (has_fact (reader, "sync-aside-until") || kin_reader_number (reader, "SELECT 1 FROM main.change WHERE first_n IS NOT NULL LIMIT 1", 0) != 0)
    return kin_reader_numbers (reader, "SELECT DISTINCT record FROM main.change WHERE coalesce (seq, 9223372036854775807) > ?1 ORDER BY record /* scan: what came later */", 1, prefix->seq);
  return kin_reader_numbers (reader, "SELECT record FROM main.change WHERE seq > ?1 AND seq IS NOT NULL UNION " UNNUMBERED, 1, prefix->seq);
}

KinLogPosition
kin_reader_position (KinReader *reader)
{
  KinLogPrefix prefix = kin_reader_prefix (reader);
  g_autofree char *generation = kin_reader_fact (reader, "sync-generation");
  KinLogPosition position = { .number = MIN (prefix.no, prefix.seq) };

  if (has_office (reader))
    {
      if (generation != NULL)
        g_strlcpy (position.generation, generation, sizeof position.generation);
      position.unsent = kin_reader_n_pending (reader);
    }
  if (position.number == G_MAXINT64)
    position.number = *position.generation != '\0' ? kin_reader_number (reader, "SELECT max(seq) FROM main.change WHERE seq IS NOT NULL", 0)
                                             : kin_reader_number (reader, "SELECT max(no) FROM main.change", 0);
  return position;
}

/* The number of a change is a name, so no commas. */
char *
kin_log_position_to_words (const KinLogPosition *position, gboolean live)
{
  if (*position->generation == '\0')
    return g_strdup_printf (_("change %" PRId64 " of this file"), position->number);
  if (position->unsent == 0)
    /* Translators: the number of a change, and which copy of the office's log it is of: "change 184511 of the office’s log (g3)" */
    return g_strdup_printf (_("change %" PRId64 " of the office’s log (%s)"), position->number, position->generation);
  return live ? g_strdup_printf (_("change %" PRId64 " of the office’s log (%s), with %" PRId64 " not sent"), position->number, position->generation, position->unsent)
              : g_strdup_printf (_("change %" PRId64 " of the office’s log (%s), without %" PRId64 " not sent"), position->number, position->generation, position->unsent);
}
