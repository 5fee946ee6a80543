/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up children and placements, as many as are asked for. */
#include "world.h"

#include <glib/gstdio.h>

#include "measure.h"

#define FIRST_DAY (kin_day (2005, 1, 1))

static const char *const forenames[] = { "Ada", "Ben", "Cleo", "Dan", "Effie", "Finn", "Gus", "Hana", "Ivor", "Jo", "Kit", "Leo", "Mina", "Nye", "Olive", "Pip" };
static const char *const surnames[] = { "Example", "Sample", "Instance", "Specimen", "Pattern", "Model", "Madeup", "Invented" };
static const char *const types[] = { "U1", "U3", "U4", "U6", "K2", "P1", "H5", "T0" };

void
must (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "it failed");
}

static gint64
clock_of (gpointer data)
{
  return ((World *) data)->now;
}

void
world_set_up (World *world, guint n_placements)
{
  const char *base = g_getenv ("KIN_BENCH_DIR");
  g_autoptr (GError) error = NULL;

  world->folder = base != NULL ? g_build_filename (base, "kin-bench-XXXXXX", NULL) : g_dir_make_tmp ("kin-bench-XXXXXX", &error);
  if (base != NULL)
    must (g_mkdtemp (world->folder) != NULL, NULL);
  must (world->folder != NULL, error);
  world->path = g_build_filename (world->folder, "bench.kin", NULL);
  for (guint i = 0; i < KIN_KEY_BYTES; i++)
    world->key[i] = (guint8) (i * 7 + 1);
  world->now = G_GINT64_CONSTANT (1514764800000); /* 1 January 2018 */
  world->n_children = n_placements / 2;
  world->children = g_array_new (FALSE, FALSE, sizeof (gint64));
  world->placements = g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
world_open (World *world, gboolean create)
{
  g_autoptr (GError) error = NULL;

  world->store = kin_store_open (world->path, world->key, create ? KIN_STORE_CREATE : 0, &error);
  must (world->store != NULL, error);
  kin_store_set_clock (world->store, clock_of, world);
}

void
world_close (World *world)
{
  kin_store_close (world->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&world->store);
}

void
world_tear_down (World *world)
{
  g_autoptr (GDir) dir = g_dir_open (world->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (world->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (world->folder);
  g_free (world->folder);
  g_free (world->path);
  g_array_unref (world->children);
  g_array_unref (world->placements);
}

static KinRecord *
make_household (guint i)
{
  KinRecord *record = kin_record_new (&kin_household);
  char text[64];

  g_snprintf (text, sizeof text, "%s and %s %s", forenames[i % 16], forenames[i / 16 % 16], surnames[i % 8]);
  kin_record_set_text (record, KIN_HOUSEHOLD_NAME, text);
  kin_record_set_text (record, KIN_HOUSEHOLD_STATUS, "approved");
  g_snprintf (text, sizeof text, "%u Made Up Street, Exampleton", i % 199 + 1);
  kin_record_set_address (record, KIN_HOUSEHOLD_ADDRESS, text, "ZZ1 1ZZ");
  g_snprintf (text, sizeof text, "01632 %06u", i);
  kin_record_set_text (record, KIN_HOUSEHOLD_TELEPHONE, text);
  kin_record_set_number (record, KIN_HOUSEHOLD_BEDROOMS, i % 4 + 1);
  return record;
}

static KinRecord *
make_child (guint i)
{
  KinRecord *record = kin_record_new (&kin_child);
  char text[64];

  kin_record_set_text (record, KIN_CHILD_FORENAME, forenames[i * 7 % 16]);
  g_snprintf (text, sizeof text, "%s-%u", surnames[i * 3 % 8], i / 8);
  kin_record_set_text (record, KIN_CHILD_SURNAME, text);
  kin_record_set_day (record, KIN_CHILD_BORN, FIRST_DAY + (KinDay) (i * 31 % 6000));
  kin_record_set_text (record, KIN_CHILD_SEX, i % 2 == 0 ? "1" : "2");
  kin_record_set_text (record, KIN_CHILD_ETHNICITY, i % 4 == 0 ? "MWBC" : "WBRI");
  g_snprintf (text, sizeof text, "C%07u", i);
  kin_record_set_text (record, KIN_CHILD_CHILD_CODE, text);
  g_snprintf (text, sizeof text, "Worker %u", i % 300);
  kin_record_set_text (record, KIN_CHILD_SOCIAL_WORKER, text);
  return record;
}

static KinRecord *
make_placement (guint i, gint64 child, gint64 household, gboolean open)
{
  KinRecord *record = kin_record_new (&kin_placement);
  KinDay start = FIRST_DAY + (KinDay) (i * 17 % 6500);
  char text[16];

  kin_record_set_link (record, KIN_PLACEMENT_CHILD, child);
  if (household != 0)
    kin_record_set_link (record, KIN_PLACEMENT_HOUSEHOLD, household);
  kin_record_set_period (record, KIN_PLACEMENT_PERIOD, start, open ? KIN_NO_DAY : start + (KinDay) (i % 700 + 1));
  kin_record_set_text (record, KIN_PLACEMENT_PLACEMENT_TYPE, types[i % 8]);
  kin_record_set_text (record, KIN_PLACEMENT_PLACEMENT_PROVIDER, i % 3 == 0 ? "PR4" : "PR1");
  g_snprintf (text, sizeof text, "ZZ%u %uZZ", i % 90 + 1, i % 9 + 1);
  kin_record_set_text (record, KIN_PLACEMENT_POSTCODE, text);
  kin_record_set_flag (record, KIN_PLACEMENT_PLANNED, i % 2 == 0);
  return record;
}

/* Creates it, remembers its number in numbers (may be NULL), and gives it back. */
static gint64
create (KinWriter *writer, KinRecord *made, GArray *numbers, GError **error)
{
  g_autoptr (KinRecord) record = made;
  gint64 no;

  must (kin_writer_create (writer, record, error), error != NULL ? *error : NULL);
  no = kin_record_no (record);
  if (numbers != NULL)
    g_array_append_val (numbers, no);
  return no;
}

static gboolean
create_all (KinWriter *writer, gpointer data, GError **error)
{
  World *world = data;
  guint n_homes = world->n_children / 25 + 1;
  g_autoptr (GArray) homes = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_homes; i++)
    create (writer, make_household (i), homes, error);
  for (guint i = 0; i < world->n_children; i++)
    {
      gint64 child = create (writer, make_child (i), world->children, error);

      for (guint p = 0; p < 2; p++)
        create (writer, make_placement (2 * i + p, child, i % 3 == 0 ? 0 : g_array_index (homes, gint64, (2 * i + p) % n_homes), p == 1 && i % 5 == 0),
                world->placements, error);
    }
  return TRUE;
}

double
world_create (World *world)
{
  g_autoptr (GError) error = NULL;
  double from = now_ms ();

  must (kin_store_write (world->store, "import", "Bench: create", create_all, world, NULL, NULL, &error), error);
  return now_ms () - from;
}

typedef struct
{
  World *world;
  guint  n, seed;
} Job;

static void
import_child (KinWriter *writer, guint i, GError **error)
{
  gint64 child = create (writer, make_child (1000000 + i), NULL, error);
  KinRecord *record = kin_record_new (&kin_care_period);

  kin_record_set_link (record, KIN_CARE_PERIOD_CHILD, child);
  kin_record_set_period (record, KIN_CARE_PERIOD_PERIOD, FIRST_DAY + (KinDay) (i % 6000), KIN_NO_DAY);
  kin_record_set_text (record, KIN_CARE_PERIOD_NEED_CODE, "N1");
  create (writer, record, NULL, error);
  for (guint k = 0; k < 2; k++)
    {
      record = kin_record_new (&kin_legal_status);
      kin_record_set_link (record, KIN_LEGAL_STATUS_CHILD, child);
      kin_record_set_text (record, KIN_LEGAL_STATUS_STATUS, k == 0 ? "V2" : "C2");
      kin_record_set_period (record, KIN_LEGAL_STATUS_PERIOD, FIRST_DAY + (KinDay) (i % 6000 + k * 100), KIN_NO_DAY);
      create (writer, record, NULL, error);
      create (writer, make_placement (1000000 + 2 * i + k, child, 0, k == 1), NULL, error);
    }
}

static gboolean
set_some (KinWriter *writer, gint64 no, const KinType *type, guint field, const char *text, GError **error)
{
  g_autoptr (KinRecord) record = kin_reader_get (kin_writer_reader (writer), type, no);
  KinValue value = { TRUE, 0, 0, (char *) text, NULL };

  must (record != NULL && kin_writer_set (writer, record, field, &value, error), error != NULL ? *error : NULL);
  return TRUE;
}

static gboolean
import_some (KinWriter *writer, gpointer data, GError **error)
{
  Job *job = data;
  GArray *placements = job->world->placements;

  for (guint i = 0; i < job->n; i++)
    {
      import_child (writer, i, error);
      /* What the new return says otherwise than the old one. */
      set_some (writer, g_array_index (placements, gint64, i * 13 % placements->len), &kin_placement, KIN_PLACEMENT_REASON_CHANGE, "CARPL", error);
    }
  return TRUE;
}

double
world_import (World *world, guint n, gint64 *action)
{
  g_autoptr (GError) error = NULL;
  Job job = { world, n, 0 };
  double from = now_ms ();

  must (kin_store_write (world->store, "import", "Bench: import", import_some, &job, NULL, action, &error), error);
  return now_ms () - from;
}

static gboolean
change_some (KinWriter *writer, gpointer data, GError **error)
{
  Job *job = data;
  World *world = job->world;
  g_autoptr (GRand) rand = g_rand_new_with_seed (job->seed);
  char text[32];

  for (guint i = 0; i < job->n; i++)
    {
      guint which = g_rand_int (rand);

      g_snprintf (text, sizeof text, "Worker %u", which % 997 * 7 + job->seed % 7);
      if (i % 4 != 0)
        set_some (writer, g_array_index (world->children, gint64, which % world->children->len), &kin_child,
                  i % 2 != 0 ? KIN_CHILD_SOCIAL_WORKER : KIN_CHILD_TEAM, text, error);
      else
        set_some (writer, g_array_index (world->placements, gint64, which % world->placements->len), &kin_placement,
                  KIN_PLACEMENT_AUTHORISED_BY, text, error);
    }
  return TRUE;
}

double
world_change (World *world, guint n, guint seed)
{
  g_autoptr (GError) error = NULL;
  Job job = { world, n, seed };
  double from = now_ms ();

  must (kin_store_write (world->store, "edit", "Bench: change", change_some, &job, NULL, NULL, &error), error);
  return now_ms () - from;
}
