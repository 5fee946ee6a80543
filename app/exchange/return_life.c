/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Episodes on their way out: as they came where what lies behind them is what the import made of them, derived elsewhere.
 *
 * Whether it is: what the import made and what stands here are both looked at through the row's own days. A change in one
 * placement then touches the rows of that placement and leaves the child's others as they came. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "children.h"
#include "return_out.h"

static const char *
get_text (KinRecord *record, guint field)
{
  return kin_record_text (record, field);
}

static void
take_record (KinLife *life, KinRecord *record, GPtrArray *homes)
{
  const KinType *type = kin_record_type (record);

  if (type == &kin_care_period)
    {
      KinCareFact fact = { 0, kin_record_day (record, KIN_CARE_PERIOD_PERIOD), kin_record_end (record, KIN_CARE_PERIOD_PERIOD),
                           get_text (record, KIN_CARE_PERIOD_NEED_CODE), get_text (record, KIN_CARE_PERIOD_REASON_CEASED) };

      g_array_append_val (life->cares, fact);
    }
  else if (type == &kin_legal_status)
    {
      KinStatusFact fact = { 0, kin_record_day (record, KIN_LEGAL_STATUS_PERIOD), kin_record_end (record, KIN_LEGAL_STATUS_PERIOD),
                             get_text (record, KIN_LEGAL_STATUS_STATUS) };

      g_array_append_val (life->statuses, fact);
    }
  else if (type == &kin_placement)
    {
      KinStayFact fact = { 0, kin_record_day (record, KIN_PLACEMENT_PERIOD), kin_record_end (record, KIN_PLACEMENT_PERIOD),
                           get_text (record, KIN_PLACEMENT_PLACEMENT_TYPE), get_text (record, KIN_PLACEMENT_PLACEMENT_PROVIDER),
                           get_text (record, KIN_PLACEMENT_POSTCODE), get_text (record, KIN_PLACEMENT_URN),
                           get_text (record, KIN_PLACEMENT_REASON_CHANGE), kin_record_flag (record, KIN_PLACEMENT_SAME_CARER) };

      g_array_append_val (life->stays, fact);
    }
  else if (type == &kin_home_address)
    g_ptr_array_add (homes, record);
}

/* Days of births of facts: each kind of fact begins with its number and its first day. */
static int
compare_days (gconstpointer a, gconstpointer b)
{
  const KinStatusFact *x = a, *y = b;

  return x->from < y->from ? -1 : x->from > y->from;
}

static int
compare_homes (gconstpointer a, gconstpointer b)
{
  const KinHomeFact *x = a, *y = b;

  return x->from < y->from ? -1 : x->from > y->from;
}

static void
take_homes (KinLife *life, GPtrArray *homes)
{
  for (guint i = 0; i < homes->len; i++)
    {
      KinRecord *record = homes->pdata[i];
      KinHomeFact fact = { 0, kin_record_day (record, KIN_HOME_ADDRESS_PERIOD), kin_record_get (record, KIN_HOME_ADDRESS_ADDRESS)->t };
      KinHomeFact none = { 0, kin_record_end (record, KIN_HOME_ADDRESS_PERIOD), NULL };
      gboolean follows = none.from == KIN_NO_DAY;

      for (guint j = 0; !follows && j < homes->len; j++)
        follows = kin_record_day (homes->pdata[j], KIN_HOME_ADDRESS_PERIOD) == none.from;
      g_array_append_val (life->homes, fact);
      if (!follows)
        g_array_append_val (life->homes, none);
    }
}

static KinLife *
make_life (GPtrArray *records)
{
  KinLife *life = kin_life_new ();
  g_autoptr (GPtrArray) homes = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    take_record (life, records->pdata[i], homes);
  take_homes (life, homes);
  g_array_sort (life->cares, compare_days);
  g_array_sort (life->statuses, compare_days);
  g_array_sort (life->stays, compare_days);
  g_array_sort (life->homes, compare_homes);
  return life;
}

static gboolean
is_seen (KinDay from, KinDay to, KinDay start, KinDay end)
{
  return (end == KIN_NO_DAY || from < end) && (to == KIN_NO_DAY || to > start);
}

/* Days before the row's start and behind its end do not show. */
static void
append_days (GString *seen, KinDay from, KinDay to, KinDay start, KinDay end)
{
  g_string_append_printf (seen, "|%d-", from < start ? 0 : from);
  if (to != KIN_NO_DAY && (end == KIN_NO_DAY || to <= end))
    g_string_append_printf (seen, "%d", to);
}

static void
append_code (GString *seen, const char *code)
{
  g_string_append_c (seen, ' ');
  if (code != NULL)
    g_string_append (seen, code);
}

/* All that is known of the days from start to end. */
static char *
look_at (const KinLife *life, KinDay start, KinDay end)
{
  GString *seen = g_string_new (NULL);

  for (guint i = 0; i < life->cares->len; i++)
    {
      const KinCareFact *fact = &g_array_index (life->cares, KinCareFact, i);

      if (!is_seen (fact->from, fact->to, start, end))
        continue;
      append_days (seen, fact->from, fact->to, start, end);
      append_code (seen, fact->cin);
      append_code (seen, fact->to != KIN_NO_DAY && (end == KIN_NO_DAY || fact->to <= end) ? fact->rec : NULL);
    }
  for (guint i = 0; i < life->statuses->len; i++)
    {
      const KinStatusFact *fact = &g_array_index (life->statuses, KinStatusFact, i);

      if (!is_seen (fact->from, fact->to, start, end))
        continue;
      append_days (seen, fact->from, fact->to, start, end);
      append_code (seen, fact->ls);
    }
  for (guint i = 0; i < life->stays->len; i++)
    {
      const KinStayFact *fact = &g_array_index (life->stays, KinStayFact, i);
      const char *const codes[] = { fact->place, fact->provider, fact->pl_post, fact->urn,
                                    fact->to != KIN_NO_DAY && end != KIN_NO_DAY && fact->to > end ? NULL : fact->reason };

      if (!is_seen (fact->from, fact->to, start, end))
        continue;
      append_days (seen, fact->from, fact->to, start, end);
      for (guint k = 0; k < G_N_ELEMENTS (codes); k++)
        append_code (seen, codes[k]);
      g_string_append_c (seen, fact->same_carer && fact->from >= start ? '=' : '.');
    }
  for (guint i = 0; i < life->homes->len; i++)
    {
      const KinHomeFact *fact = &g_array_index (life->homes, KinHomeFact, i);
      KinDay to = i + 1 < life->homes->len ? g_array_index (life->homes, KinHomeFact, i + 1).from : KIN_NO_DAY;

      if (!is_seen (fact->from, to, start, end))
        continue;
      append_days (seen, fact->from, to, start, end);
      append_code (seen, fact->post);
    }
  return g_string_free (seen, FALSE);
}

/* The first episode of a child who was in care before the first return that is known goes on from one that nobody has here:
 * it does not start care, and what it does the return said. */
static const char *
get_first_reason (KinReturnLeaver *child, const KinEpisode *episode)
{
  for (guint i = 0; i < child->kept->len; i++)
    {
      const KinReturnRow *row = child->kept->pdata[i];

      if (row->table == KIN_RETURN_EPISODES && kin_return_row_day (row, KIN_EPISODES_DECOM) == episode->start &&
          episode->start < kin_day_year_start (row->year) && *row->clean[KIN_EPISODES_RNE] != '\0')
        return row->clean[KIN_EPISODES_RNE];
    }
  return episode->rne;
}

/* A derived episode as the year's return has it: what lies behind the year's end is not known yet. */
static const char **
make_cells (KinReturnLeaver *child, const KinEpisode *episode, gboolean is_first)
{
  KinReturnExport *out = child->out;
  const char **cells = g_new (const char *, KIN_RETURN_MOST_COLUMNS);
  gboolean open = episode->end == KIN_NO_DAY || episode->end > out->to;
  gboolean short_break = kin_code_is_short_break (episode->ls);
  gboolean no_home = short_break || (child->here != NULL && kin_record_flag (child->here, KIN_CHILD_UNACCOMPANIED));
  KinReturnSet *set = out->kept;

  cells[KIN_EPISODES_CHILD] = child->code;
  cells[KIN_EPISODES_DECOM] = kin_return_day_text (out, episode->start);
  cells[KIN_EPISODES_RNE] = kin_return_set_keep (set, is_first ? get_first_reason (child, episode) : episode->rne);
  cells[KIN_EPISODES_LS] = kin_return_set_keep (set, episode->ls);
  cells[KIN_EPISODES_CIN] = kin_return_set_keep (set, episode->cin);
  cells[KIN_EPISODES_PLACE] = kin_return_set_keep (set, episode->place);
  cells[KIN_EPISODES_PLACE_PROVIDER] = kin_return_set_keep (set, episode->provider);
  cells[KIN_EPISODES_DEC] = open ? "" : kin_return_day_text (out, episode->end);
  cells[KIN_EPISODES_REC] = open ? "" : kin_return_set_keep (set, episode->rec);
  cells[KIN_EPISODES_REASON_PLACE_CHANGE] = open ? "" : kin_return_set_keep (set, episode->reason);
  cells[KIN_EPISODES_HOME_POST] = no_home ? "" : kin_return_set_keep (set, episode->home_post);
  cells[KIN_EPISODES_PL_POST] = short_break ? "" : kin_return_set_keep (set, episode->pl_post);
  cells[KIN_EPISODES_URN] = out->year < KIN_RETURN_FIRST_URN_YEAR ? "" : kin_return_set_keep (set, episode->urn);
  return cells;
}

static void
derive_all (KinReturnLeaver *child, const KinLife *life)
{
  KinReturnExport *out = child->out;

  child->episodes = kin_life_derive (life);
  child->derived = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < child->episodes->len; i++)
    {
      const KinEpisode *episode = &g_array_index (child->episodes, KinDerived, i).episode;

      if (episode->start <= out->to && (episode->end == KIN_NO_DAY || episode->end >= out->from))
        g_ptr_array_add (child->derived, make_cells (child, episode, i == 0));
    }
}

static char *
make_example (KinReturnLeaver *child, const char *day)
{
  return g_strdup_printf ("%s %s", child->code, day);
}

/* What the record would have said instead, field by field. */
static void
compare_with_derived (KinReturnLeaver *child, const KinReturnRow *row, const char *const *derived)
{
  const KinReturnTableInfo *info = kin_return_table (KIN_RETURN_EPISODES);
  g_autofree char *example = make_example (child, row->clean[KIN_EPISODES_DECOM]);

  if (derived == NULL)
    {
      kin_return_out_change (child->out, KIN_RETURN_EPISODES, _("By the record's own reckoning no episode starts on that day."), TRUE, example);
      return;
    }
  for (guint c = 0; c < info->n_columns; c++)
    {
      g_autofree char *clean = NULL;
      g_autofree char *problem = NULL;
      g_autofree char *cause = NULL;

      kin_return_read_cell (&info->columns[c], row->year, derived[c], &clean, &problem);
      if (g_strcmp0 (clean, row->clean[c]) == 0 || (c == KIN_EPISODES_URN && row->year < KIN_RETURN_FIRST_URN_YEAR))
        continue;
      cause = g_strdup_printf (_("By the record's own reckoning %s would be another."), info->columns[c].name);
      kin_return_out_change (child->out, KIN_RETURN_EPISODES, cause, TRUE, example);
    }
}

static const char *const *
find_derived (KinReturnLeaver *child, const KinReturnRow *row, gboolean take)
{
  const char *day = kin_return_day_text (child->out, kin_return_row_day (row, KIN_EPISODES_DECOM));

  for (guint i = 0; i < child->derived->len; i++)
    {
      const char **cells = child->derived->pdata[i];

      if (cells[0] == NULL || strcmp (cells[KIN_EPISODES_DECOM], day) != 0)
        continue;
      if (take)
        cells[0] = NULL; /* a kept row stands in its place */
      return cells;
    }
  return NULL;
}

static void
send_row (KinReturnLeaver *child, const KinReturnRow *row, const KinLife *made, const KinLife *now, gboolean same)
{
  KinDay start = kin_return_row_day (row, KIN_EPISODES_DECOM), end = kin_return_row_day (row, KIN_EPISODES_DEC);
  g_autofree char *was = same ? NULL : look_at (made, start, end);
  g_autofree char *is = same ? NULL : look_at (now, start, end);
  g_autofree char *example = make_example (child, row->clean[KIN_EPISODES_DECOM]);
  const char *const *derived;

  if (same || strcmp (was, is) == 0)
    {
      derived = find_derived (child, row, FALSE);
      compare_with_derived (child, row, derived);
      find_derived (child, row, TRUE);
      kin_return_out_keep (child->out, row, child->code);
      return;
    }
  derived = find_derived (child, row, FALSE);
  kin_return_out_change (child->out, KIN_RETURN_EPISODES,
                         derived != NULL ? _("Changed here since the import: the row was derived anew.")
                                         : _("Changed here since the import: no episode starts on that day any longer."),
                         FALSE, example);
}

static void
send_derived (KinReturnLeaver *child)
{
  gboolean came = child->out->came;

  for (guint i = 0; i < child->derived->len; i++)
    {
      const char **cells = child->derived->pdata[i];
      g_autofree char *example = NULL;
      gboolean known = FALSE;

      if (cells[0] == NULL)
        continue;
      example = make_example (child, cells[KIN_EPISODES_DECOM]);
      for (guint k = 0; !known && k < child->kept->len; k++)
        {
          const KinReturnRow *row = child->kept->pdata[k];

          known = row->table == KIN_RETURN_EPISODES && row->year == child->out->year &&
                  strcmp (kin_return_day_text (child->out, kin_return_row_day (row, KIN_EPISODES_DECOM)), cells[KIN_EPISODES_DECOM]) == 0;
        }
      if (came && !known)
        kin_return_out_change (child->out, KIN_RETURN_EPISODES, _("Not in the imported return: derived from the record."), FALSE, example);
      kin_return_out_add (child->out, KIN_RETURN_EPISODES, cells);
      child->sent = TRUE;
    }
}

/* Where nothing changed, what was derived from the dirty rows of an import is that import once more, in other words. */
static void
drop_derived (KinReturnLeaver *child, const KinLife *made)
{
  for (guint i = 0; i < child->derived->len; i++)
    {
      const char **cells = child->derived->pdata[i];
      g_autofree char *example = cells[0] != NULL ? make_example (child, cells[KIN_EPISODES_DECOM]) : NULL;

      if (example == NULL)
        continue;
      kin_return_out_change (child->out, KIN_RETURN_EPISODES, _("By the record's own reckoning an episode would start on that day."), TRUE, example);
      cells[0] = NULL;
    }
}

void
kin_return_send_episodes (KinReturnLeaver *child)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (KinLife) made = NULL;
  g_autoptr (KinLife) now = make_life (child->records);
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;
  gboolean same, has_rows = FALSE;

  for (guint i = 0; i < child->facts->len; i++)
    g_ptr_array_add (records, ((KinReturnFact *) child->facts->pdata[i])->record);
  made = make_life (records);
  derive_all (child, now);
  was = look_at (made, KIN_DAY_MIN, KIN_NO_DAY);
  is = look_at (now, KIN_DAY_MIN, KIN_NO_DAY);
  same = strcmp (was, is) == 0;
  for (guint i = 0; i < child->kept->len; i++)
    {
      const KinReturnRow *row = child->kept->pdata[i];

      if (row->table != KIN_RETURN_EPISODES || row->year != child->out->year)
        continue;
      has_rows = TRUE;
      send_row (child, row, made, now, same);
      child->sent = TRUE;
    }
  if (same && has_rows)
    drop_derived (child, made);
  send_derived (child);
}
