/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store and a folder of files for the tests of returns. Includes what they all need. */
#pragma once

#include <gio/gio.h>
#include <string.h>

#include "../folder.h"
#include "child_life.h"
#include "children.h"
#include "history.h"
#include "people.h"
#include "return_export.h"
#include "return_import.h"
#include "returns.h"
#include "statutory.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

typedef struct
{
  char     *folder; /* of this test, removed at its end */
  char     *files;  /* inside: where put_file puts */
  KinStore *store;
} Fixture;

static inline gint64
tick (gpointer data)
{
  static gint64 now = G_GINT64_CONSTANT (1522540800000); /* 1 April 2018 */

  return now += 1000;
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  static const guint8 key[KIN_KEY_BYTES] = { 1, 2, 3 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("kin-return-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->files = g_build_filename (fixture->folder, "files", NULL);
  g_assert_cmpint (g_mkdir (fixture->files, 0700), ==, 0);
  path = g_build_filename (fixture->folder, "record.kin", NULL);
  fixture->store = kin_store_open (path, key, KIN_STORE_CREATE, &error);
  g_assert_no_error (error);
  kin_store_set_clock (fixture->store, tick, NULL);
  g_assert_true (kin_store_set_fact (fixture->store, "authority", "889", &error));
  g_assert_no_error (error);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  kin_store_close (fixture->store);
  g_object_unref (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->files);
}

static inline void
put_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->files, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
}

static inline void
take_files_away (Fixture *fixture)
{
  folder_remove (fixture->files);
  g_assert_cmpint (g_mkdir (fixture->files, 0700), ==, 0);
}

static inline KinReturnPlan *
plan_of (Fixture *fixture, const char *path, int year)
{
  g_autoptr (GError) error = NULL;
  const char *paths[] = { path };
  KinReturnPlan *plan = kin_return_plan_new (kin_store_reader (fixture->store), paths, 1, year, kin_day (2018, 4, 1), NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static inline gint64
apply (Fixture *fixture, KinReturnPlan *plan)
{
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  g_assert_true (kin_return_plan_apply (plan, fixture->store, NULL, &action, &error));
  g_assert_no_error (error);
  return action;
}

static inline gint64
import_files (Fixture *fixture, int year)
{
  g_autoptr (KinReturnPlan) plan = plan_of (fixture, fixture->files, year);

  return apply (fixture, plan);
}

static inline gint64
ask (Fixture *fixture, const char *sql)
{
  return kin_reader_number (kin_store_reader (fixture->store), sql, 0);
}

static inline void
set_record (Fixture *fixture, KinRecord *record, guint field)
{
  g_autoptr (GError) error = NULL;

  kin_store_save_field (fixture->store, record, field, &error);
  g_assert_no_error (error);
}

/* A sample return that is not part of this program, or NULL. */
static inline char *
find_sample (void)
{
  const char *named = g_getenv ("KIN_SAMPLE_DATA");
  const char *source = g_getenv ("KIN_SOURCE_DIR");
  char *path = named != NULL ? g_strdup (named) : g_build_filename (source != NULL ? source : ".", "..", "shared", "data", "ssda903", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return path;
  g_free (path);
  return NULL;
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
