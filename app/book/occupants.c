/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is in each home, away from it, or to come. */
#include "home-facts.h"
#include "ours.h"
#include "residence.h"

#define LOOK_AHEAD 366

/* A child as the rule and the page want it. */
typedef struct
{
  KinPlacesChild child;
  char          *forename, *surname, *group_name;
  gboolean       ours;
} Person;

static void
free_person (gpointer data)
{
  Person *person = data;

  g_free (person->forename);
  g_free (person->surname);
  g_free (person->group_name);
  g_free (person);
}

typedef struct
{
  KinReader     *reader;
  KinHomesFacts *facts;
  char          *authority;
  const KinStayRow *rows;
  guint          n;
} Reading;

#define ROW_COLUMNS "SELECT no, child, household, establishment, period_start, period_end, placement_type, expected_end FROM placement "

static void
take_rows (KinQuery *query, GArray *rows)
{
  while (kin_query_step (query))
    {
      KinStayRow row = { kin_query_get_int (query, 0), kin_query_get_int (query, 1), kin_query_get_int (query, 2), kin_query_get_int (query, 3),
                         (KinDay) kin_query_get_int (query, 4), (KinDay) kin_query_get_int (query, 5), (KinDay) kin_query_get_int (query, 7), FALSE };
      const char *type = kin_query_get_text (query, 6);

      row.temporary = type != NULL && type[0] == 'T';
      g_array_append_val (rows, row);
    }
}

/* What a temporary placement was left for; a child with two of them is asked for twice, and the same row twice does no harm. */
static void
read_earlier_rows (KinReader *reader, gint64 child, KinDay day, GArray *rows)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, ROW_COLUMNS "WHERE child = ?1 AND period_end <= ?2");

  kin_query_int (query, 1, child);
  kin_query_int (query, 2, day);
  take_rows (query, rows);
}

/* Everything that is open on the day or begins later, and what temporary placements were left for. */
static GArray *
read_all_rows (KinReader *reader, KinDay day, KinDay until)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (KinStayRow), 4096);
  KinQuery *query;

  query = kin_reader_query (reader, ROW_COLUMNS "WHERE period_end IS NULL AND period_start <= ?1");
  kin_query_int (query, 1, until);
  take_rows (query, rows);
  kin_query_end (query);
  query = kin_reader_query (reader, ROW_COLUMNS "WHERE period_end > ?1 AND period_start <= ?2");
  kin_query_int (query, 1, day);
  kin_query_int (query, 2, until);
  take_rows (query, rows);
  kin_query_end (query);
  for (guint i = 0, n = rows->len; i < n; i++)
    if (g_array_index (rows, KinStayRow, i).temporary)
      read_earlier_rows (reader, g_array_index (rows, KinStayRow, i).child, day, rows);
  return rows;
}

static GArray *
read_rows_of_home (KinReader *reader, gint64 household)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (KinStayRow));
  g_autoptr (KinQuery) query = NULL;

  query = kin_reader_query (reader, ROW_COLUMNS "WHERE child IN (SELECT child FROM placement WHERE household = ?1) AND period_start IS NOT NULL");
  kin_query_int (query, 1, household);
  take_rows (query, rows);
  return rows;
}

KinSex
kin_homes_facts_sex (const char *code)
{
  if (g_strcmp0 (code, "1") == 0 || g_strcmp0 (code, "M") == 0)
    return KIN_SEX_MALE;
  if (g_strcmp0 (code, "2") == 0 || g_strcmp0 (code, "F") == 0)
    return KIN_SEX_FEMALE;
  return KIN_SEX_ANY;
}

static void
read_groups (KinReader *reader, Person *person)
{
  g_autoptr (KinQuery) query = kin_reader_query (reader, "SELECT s.\"group\", g.name FROM sibling s LEFT JOIN sibling_group g ON g.no = s.\"group\" "
                                                         "WHERE s.child = ?1 ORDER BY s.\"group\"");

  kin_query_int (query, 1, person->child.id);
  for (guint i = 0; i < KIN_PLACES_GROUPS && kin_query_step (query); i++)
    {
      person->child.groups[i] = kin_query_get_int (query, 0);
      if (i == 0)
        person->group_name = g_strdup (kin_query_get_text (query, 1));
    }
}

static Person *
find_person (Reading *reading, gint64 no)
{
  Person *person = g_hash_table_lookup (reading->facts->people, &no);
  g_autoptr (KinQuery) query = NULL;
  const char *whose;

  if (person != NULL)
    return person;
  person = g_new0 (Person, 1);
  person->child.id = no;
  person->ours = TRUE;
  query = kin_reader_query (reading->reader,
                            "SELECT coalesce (forename, known_as), surname, born, sex, responsible_authority, child_code FROM child WHERE no = ?1");
  kin_query_int (query, 1, no);
  if (kin_query_step (query))
    {
      person->forename = g_strdup (kin_query_get_text (query, kin_query_is_null (query, 0) ? (kin_query_is_null (query, 1) ? 5 : 1) : 0));
      person->surname = g_strdup (kin_query_get_text (query, 1));
      person->child.born = (KinDay) kin_query_get_int (query, 2);
      person->child.sex = kin_homes_facts_sex (kin_query_get_text (query, 3));
      whose = kin_query_get_text (query, 4);
      person->ours = whose == NULL || *whose == '\0' || g_strcmp0 (whose, reading->authority) == 0;
    }
  person->child.name = person->forename;
  read_groups (reading->reader, person);
  g_hash_table_insert (reading->facts->people, &person->child.id, person);
  return person;
}

static KinHomeFacts *
find_home (Reading *reading, guint row)
{
  gint64 no = reading->rows[row].household;

  return no != 0 ? g_hash_table_lookup (reading->facts->by_number, &no) : NULL;
}

static gboolean
covers (KinDay from, KinDay to, KinDay day)
{
  return from <= day && (to == KIN_NO_DAY || to > day);
}

static void
add_occupant (Reading *reading, KinHomeFacts *home, guint row, KinOccupantState state, KinDay from, KinDay until)
{
  const KinStayRow *stay = &reading->rows[row];
  Person *person = find_person (reading, stay->child);
  KinOccupant occupant = { .child = stay->child, .placement = stay->placement, .state = state };
  KinDay day = reading->facts->day, born = person->child.born;

  occupant.name = g_strdup (person->forename != NULL ? person->forename : "");
  occupant.surname = g_strdup (person->surname);
  occupant.born = born;
  occupant.age = born != KIN_NO_DAY && born <= day ? kin_day_age (born, day) : -1;
  occupant.group = person->child.groups[0];
  occupant.group_name = g_strdup (person->group_name);
  occupant.respite = state == KIN_OCCUPANT_HERE && stay->temporary;
  occupant.ours = person->ours;
  occupant.from = from;
  occupant.until = until;
  g_array_append_val (home->home->occupants, occupant);
}

static gboolean
lives_there (Reading *reading, gint64 household)
{
  int lives = kin_residence_on (reading->rows, reading->n, reading->facts->day);

  return lives >= 0 && reading->rows[lives].household == household;
}

static void
take_stay (Reading *reading, const KinResidence *stay)
{
  const KinStayRow *row = &reading->rows[stay->row];
  KinHomeFacts *home = find_home (reading, stay->row);
  KinPlacesStay fact = { .from = stay->from, .to = stay->to, .respite = row->temporary };
  KinPlacesHold hold = { .kind = KIN_HOLD_PLANNED, .from = reading->facts->today, .to = stay->from };
  KinDay day = reading->facts->day;

  if (home == NULL || (stay->to != KIN_NO_DAY && stay->to <= day))
    return;
  fact.child = find_person (reading, row->child)->child;
  g_array_append_val (home->stays, fact);
  if (covers (stay->from, stay->to, day))
    add_occupant (reading, home, stay->row, KIN_OCCUPANT_HERE, row->from, row->to != KIN_NO_DAY ? row->to : row->expected);
  /* What begins in the future is planned from now on; what began later than a day in the past was not known then. */
  if (stay->from <= reading->facts->today || stay->from != row->from || lives_there (reading, row->household))
    return;
  hold.child = fact.child;
  g_array_append_val (home->holds, hold);
  if (covers (hold.from, hold.to, day))
    add_occupant (reading, home, stay->row, KIN_OCCUPANT_PLANNED, row->from, row->from);
}

static void
take_hold (Reading *reading, const KinResidence *hold)
{
  KinHomeFacts *home = find_home (reading, hold->row);
  KinPlacesHold fact = { .kind = KIN_HOLD_AWAY, .from = hold->from, .to = hold->to };

  if (home == NULL || (hold->to != KIN_NO_DAY && hold->to <= reading->facts->day))
    return;
  fact.child = find_person (reading, reading->rows[hold->row].child)->child;
  g_array_append_val (home->holds, fact);
  if (covers (hold->from, hold->to, reading->facts->day))
    {
      const KinStayRow *away = &reading->rows[hold->because];

      add_occupant (reading, home, hold->row, KIN_OCCUPANT_AWAY, reading->rows[hold->row].from, away->to != KIN_NO_DAY ? away->to : away->expected);
    }
}

/* A placement that was not ended although the child is elsewhere for good. */
static void
take_contested (Reading *reading)
{
  KinDay day = reading->facts->day;
  int lives = kin_residence_on (reading->rows, reading->n, day);
  int kept;

  if (lives < 0)
    return;
  kept = reading->rows[lives].temporary ? kin_residence_kept_by (reading->rows, reading->n, (guint) lives) : lives;
  for (guint i = 0; i < reading->n; i++)
    {
      const KinStayRow *row = &reading->rows[i];
      KinHomeFacts *home = find_home (reading, i);

      if (home == NULL || (int) i == lives || (int) i == kept || !covers (row->from, row->to, day) || row->temporary)
        continue;
      if (row->household != reading->rows[lives].household)
        add_occupant (reading, home, i, KIN_OCCUPANT_ELSEWHERE, reading->rows[lives].from, row->to);
    }
}

static gboolean
touches_homes (Reading *reading)
{
  for (guint i = 0; i < reading->n; i++)
    if (find_home (reading, i) != NULL)
      return TRUE;
  return FALSE;
}

static void
take_child (Reading *reading)
{
  g_autoptr (GArray) holds = NULL, stays = NULL;

  if (!touches_homes (reading))
    return;
  stays = kin_residence_of (reading->rows, reading->n, &holds);
  for (guint i = 0; i < stays->len; i++)
    take_stay (reading, &g_array_index (stays, KinResidence, i));
  for (guint i = 0; i < holds->len; i++)
    take_hold (reading, &g_array_index (holds, KinResidence, i));
  take_contested (reading);
}

static int
compare_occupants (gconstpointer a, gconstpointer b)
{
  const KinOccupant *x = a, *y = b;

  if (x->state != y->state)
    return (int) x->state - (int) y->state;
  if (x->born != y->born)
    return x->born == KIN_NO_DAY ? 1 : y->born == KIN_NO_DAY ? -1 : x->born - y->born;
  return x->child < y->child ? -1 : x->child > y->child;
}

GArray *
kin_homes_facts_rows (KinReader *reader, gint64 household, KinDay day, KinDay today)
{
  KinDay until = day + LOOK_AHEAD < today ? day + LOOK_AHEAD : KIN_DAY_MAX;
  GArray *rows = household != 0 ? read_rows_of_home (reader, household) : read_all_rows (reader, day, until);

  kin_residence_sort (reader, rows);
  return rows;
}

void
kin_homes_facts_take_rows (KinReader *reader, KinHomesFacts *facts, GArray *rows)
{
  g_autofree char *authority = kin_reader_fact (reader, "authority");
  Reading reading = { reader, facts, authority, NULL, 0 };

  facts->people = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_person);
  for (guint i = 0; i < rows->len; i += reading.n)
    {
      reading.rows = &g_array_index (rows, KinStayRow, i);
      reading.n = 1;
      while (i + reading.n < rows->len && reading.rows[reading.n].child == reading.rows[0].child)
        reading.n++;
      take_child (&reading);
    }
  for (guint i = 0; i < facts->homes->len; i++)
    g_array_sort (((KinHomeFacts *) facts->homes->pdata[i])->home->occupants, compare_occupants);
}

const KinPlacesChild *
kin_homes_facts_child (KinReader *reader, KinHomesFacts *facts, gint64 child)
{
  g_autofree char *authority = kin_reader_fact (reader, "authority");
  Reading reading = { reader, facts, authority, NULL, 0 };

  return &find_person (&reading, child)->child;
}
