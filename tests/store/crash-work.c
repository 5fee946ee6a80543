/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Five lives that end badly. Each step changes what the file holds in a way that tells how far it came. */
#include "crash-work.h"

#include <string.h>
#include <unistd.h>

#include "state.h"

#define BIG_IMPORT 2000

static void
say_done (void)
{
  g_assert_cmpint (write (STDOUT_FILENO, "done\n", 5), ==, 5);
}

static KinStore *
open_or_die (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  g_autoptr (GError) error = NULL;
  KinStore *store = kin_store_open (path, key, 0, &error);

  g_assert_no_error (error);
  return store;
}

static void
close_and_free (KinStore *store)
{
  kin_store_close (store);
  g_object_unref (store);
}

/* Odd steps save a field, even ones rest in it: a draft. */
static void
type (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  KinStore *store = open_or_die (path, key);

  for (guint i = 1; i <= 60; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KinRecord) child = kin_reader_get (kin_store_reader (store), &kin_child, 1);
      g_autofree char *text = state_typed (i);

      if (i % 2 == 1)
        {
          kin_record_set_text (child, KIN_CHILD_NOTE, text);
          g_assert_true (kin_store_save_field (store, child, KIN_CHILD_NOTE, &error));
        }
      else
        {
          kin_store_draft (store, kin_record_id (child), "child", "note", text);
          kin_store_flush (store);
        }
      say_done ();
    }
  close_and_free (store);
}

static void
take_draft (const KinId *record, const char *type_name, const char *field, const char *text, gpointer data)
{
  g_assert_cmpstr (field, ==, "note");
  *(char **) data = g_strdup (text);
}

/* Is text that of the last step before n (or of the one after) which is odd or even as wanted? */
static void
assert_typed (const char *text, guint n, guint odd)
{
  guint last = n % 2 == odd ? n : (n > 0 ? n - 1 : 0);
  g_autofree char *before = last > 0 ? state_typed (last) : NULL;
  g_autofree char *after = (n + 1) % 2 == odd ? state_typed (n + 1) : NULL;

  if (g_strcmp0 (text, before) != 0 && (after == NULL || g_strcmp0 (text, after) != 0))
    g_error ("after %u steps, \"%s\" is what was typed", n, text);
}

static void
judge_typing (const char *path, const guint8 key[KIN_KEY_BYTES], guint n)
{
  KinStore *store = open_or_die (path, key);
  g_autoptr (KinRecord) child = kin_reader_get (kin_store_reader (store), &kin_child, 1);
  g_autofree char *draft = NULL;
  g_autoptr (GPtrArray) changes = kin_reader_changes (kin_store_reader (store), 1, 1000);
  guint saved = changes->len - 1; /* newest first, and at last the create */

  kin_reader_drafts (kin_store_reader (store), take_draft, &draft);
  assert_typed (kin_record_text (child, KIN_CHILD_NOTE), n, 1);
  assert_typed (draft, n, 0);
  g_assert_true (saved == (n + 1) / 2 || saved == (n + 2) / 2);
  for (guint i = 0; i < saved; i++)
    {
      KinChange *change = changes->pdata[saved - 1 - i];
      g_autofree char *text = state_typed (2 * i + 1);
      struct json_object *value = json_object_new_string (text);

      g_assert_cmpstr (change->value, ==, json_object_to_json_string_ext (value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
      json_object_put (value);
    }
  close_and_free (store);
}

static void
import (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  KinStore *store = open_or_die (path, key);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (state_import (store, BIG_IMPORT, NULL, &error));
      say_done ();
    }
  close_and_free (store);
}

static void
judge_import (const char *path, const guint8 key[KIN_KEY_BYTES], guint n)
{
  gint64 children = state_number (path, key, "SELECT count(*) FROM child") - 1 - CRASH_IMPORTED;

  if (children != (gint64) n * BIG_IMPORT && children != (gint64) (n + 1) * BIG_IMPORT)
    g_error ("after %u imports there are %" G_GINT64_FORMAT " children", n, children);
}

static void
migrate (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  g_autoptr (GError) error = NULL;

  g_assert_true (state_migrate (path, key, &error));
  say_done ();
}

static void
judge_migration (const char *path, const guint8 key[KIN_KEY_BYTES], guint n)
{
  g_autofree char *how_far = state_migrated (path, key);

  g_assert_true (n == 0 || strcmp (how_far, "4 new") == 0);
  g_assert_cmpint (state_number (path, key, "SELECT count(*) FROM child"), ==, 1 + CRASH_IMPORTED);
  if (how_far[0] != '2') /* the copy was made first */
    {
      g_autoptr (GPtrArray) backups = kin_backups_list (path);

      g_assert_cmpuint (backups->len, >, 0);
      g_assert_cmpint (state_number (((KinBackup *) backups->pdata[0])->path, key, "SELECT count(*) FROM child"), ==, 1 + CRASH_IMPORTED);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_true (state_migrate (path, key, &error)); /* it goes on from there */
    g_assert_no_error (error);
  }
  state_go_back (path, key);
}

/* The import of the beginning is undone (as a set), redone, undone (one by one) ... */
static void
undo (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  KinStore *store = open_or_die (path, key);
  gint64 action = 2;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (kin_store_undo (store, action, NULL, &action, NULL, &error));
      say_done ();
    }
  close_and_free (store);
}

static void
judge_undo (const char *path, const guint8 key[KIN_KEY_BYTES], guint n)
{
  gint64 deeds = state_number (path, key, "SELECT count(*) FROM deed") - 2 - CRASH_TYPED;
  gint64 children = state_number (path, key, "SELECT count(*) FROM child");

  g_assert_true (deeds == n || deeds == n + 1);
  g_assert_cmpint (children, ==, deeds % 2 == 1 ? 1 + CRASH_TYPED : 1 + CRASH_IMPORTED);
  /* Whatever is undone, what was typed keeps its owner. */
  g_assert_cmpint (state_number (path, key, "SELECT count(*) FROM placement p JOIN child c ON c.no = p.child"), ==, CRASH_TYPED);
}

static char *
name_early (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_build_filename (folder, "early", NULL);
}

/* Steps: backup, early record restored; backup, and so on. What is restored has one child, so the next import shows. */
static void
back_up_and_restore (const char *path, const guint8 key[KIN_KEY_BYTES])
{
  g_autofree char *early = name_early (path);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      KinStore *store = open_or_die (path, key);
      g_autofree char *backup = kin_store_backup (store, NULL, &error);

      g_assert_no_error (error);
      say_done ();
      close_and_free (store);
      g_assert_true (kin_backup_restore (i % 2 == 0 ? early : backup, path, key, &error));
      say_done ();
    }
}

static void
judge_restore (const char *path, const guint8 key[KIN_KEY_BYTES], guint n)
{
  g_autoptr (GPtrArray) backups = kin_backups_list (path);
  KinStore *store = open_or_die (path, key); /* goes on with a restore that was cut short */
  gint64 children = kin_reader_number (kin_store_reader (store), "SELECT count(*) FROM child", 0);
  guint own = 0;

  if (n == 0)
    g_assert_cmpint (children, ==, 1 + CRASH_IMPORTED);
  else if (n > 1)
    g_assert_cmpint (children, ==, 1);
  g_assert_true (children == 1 || children == 1 + CRASH_IMPORTED);
  close_and_free (store);
  for (guint i = 0; i < backups->len; i++)
    {
      const char *name = ((KinBackup *) backups->pdata[i])->path;
      g_autoptr (GError) error = NULL;
      g_autoptr (KinBackup) inside = g_file_test (name, G_FILE_TEST_EXISTS) ? kin_backup_look (name, key, &error) : NULL;

      g_assert_no_error (error);
      g_assert_true (inside->n_records == 1 || inside->n_records == 1 + CRASH_IMPORTED + CRASH_TYPED);
      own += strstr (name, "-replaced") == NULL;
    }
  g_assert_cmpuint (own, >=, (n + 1) / 2);
}

static const CrashWork works[] = {
  { "typing", type, judge_typing, 60, 160, 35 },
  { "import", import, judge_import, 2, 905, 10 },
  { "migration", migrate, judge_migration, 1, 830, 20 },
  { "undo", undo, judge_undo, 4, 300, 20 },
  { "restore", back_up_and_restore, judge_restore, 6, 900, 15 },
};

const CrashWork *
crash_works (guint *n)
{
  *n = G_N_ELEMENTS (works);
  return works;
}

const CrashWork *
crash_work_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    if (strcmp (works[i].name, name) == 0)
      return &works[i];
  g_assert_not_reached ();
}
