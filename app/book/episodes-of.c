/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three questions by child, and the rule. */
#include "episodes-of.h"

static const char *
intern (KinQuery *query, int column)
{
  const char *text = kin_query_get_text (query, column);

  return text != NULL && *text != '\0' ? g_intern_string (text) : NULL;
}

static void
read_cares (KinReader *reader, gint64 child, KinLife *life)
{
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT no, period_start, period_end, need_code, reason_ceased FROM care_period WHERE child = ?1");
  kin_query_int (query, 1, child);
  while (kin_query_step (query))
    {
      KinCareFact fact = { kin_query_get_int (query, 0), (KinDay) kin_query_get_int (query, 1), (KinDay) kin_query_get_int (query, 2),
                           intern (query, 3), intern (query, 4) };

      g_array_append_val (life->cares, fact);
    }
}

static void
read_statuses (KinReader *reader, gint64 child, KinLife *life)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT no, period_start, period_end, status FROM legal_status WHERE child = ?1");

  kin_query_int (query, 1, child);
  while (kin_query_step (query))
    {
      KinStatusFact fact = { kin_query_get_int (query, 0), (KinDay) kin_query_get_int (query, 1), (KinDay) kin_query_get_int (query, 2), intern (query, 3) };

      g_array_append_val (life->statuses, fact);
    }
}

static const char *
name_home (KinQuery *query)
{
  char name[32];
  gint64 home = kin_query_get_int (query, 5);

  if (home == 0)
    return intern (query, 6);
  g_snprintf (name, sizeof name, "#%" G_GINT64_FORMAT, home);
  return g_intern_string (name);
}

static void
read_stays (KinReader *reader, gint64 child, KinLife *life)
{
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, "SELECT no, period_start, period_end, placement_type, placement_provider, coalesce (household, establishment), "
                                    "postcode, urn, reason_change, same_carer FROM placement WHERE child = ?1");
  kin_query_int (query, 1, child);
  while (kin_query_step (query))
    {
      KinStayFact fact = { .id = kin_query_get_int (query, 0),
                           .from = (KinDay) kin_query_get_int (query, 1),
                           .to = (KinDay) kin_query_get_int (query, 2),
                           .place = intern (query, 3),
                           .provider = intern (query, 4),
                           .pl_post = name_home (query),
                           .urn = intern (query, 7),
                           .reason = intern (query, 8),
                           .same_carer = kin_query_get_int (query, 9) != 0 };

      g_array_append_val (life->stays, fact);
    }
}

KinLife *
kin_book_life (KinReader *reader, gint64 child)
{
  KinLife *life = kin_life_new ();

  read_cares (reader, child, life);
  read_statuses (reader, child, life);
  read_stays (reader, child, life);
  return life;
}

GArray *
kin_book_episodes (KinReader *reader, gint64 child)
{
  g_autoptr (KinLife) life = kin_book_life (reader, child);
  g_autoptr (GArray) derived = kin_life_derive (life);
  GArray *episodes = g_array_sized_new (FALSE, FALSE, sizeof (KinEpisode), derived->len);

  for (guint i = 0; i < derived->len; i++)
    g_array_append_val (episodes, g_array_index (derived, KinDerived, i).episode);
  kin_episodes_sort ((KinEpisode *) (gpointer) episodes->data, episodes->len);
  return episodes;
}
