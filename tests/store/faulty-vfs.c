/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each method counts, asks the plan whether it is its turn, and hands on to the real one. */
#include "faulty-vfs.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512

/* What is on the disk for sure, and what was written since. */
typedef struct
{
  char       *path;
  GByteArray *synced;
  GPtrArray  *pending; /* of Write */
  gboolean    deleted; /* but the folder was not synced */
} Kept;

typedef struct
{
  gint64  offset; /* bytes NULL: cut off here */
  GBytes *bytes;
} Write;

struct _FaultDisk
{
  char       *folder; /* with a slash behind it */
  FaultPlan   plan;
  gboolean    planned, struck, dark;
  guint       counts[FAULT_N_OPS];
  GHashTable *watched; /* path -> Kept; NULL: nothing is remembered */
};

typedef struct
{
  sqlite3_file  base;
  sqlite3_file *real;
  FaultDisk    *disk;
  Kept         *kept; /* NULL: not watched */
} File;

static GMutex lock; /* of all that follows */
static FaultDisk whole;
static GPtrArray *disks; /* of those with a folder */
static GRand *chance; /* NULL: the machine's */
static sqlite3_vfs *real_vfs;
static sqlite3_mem_methods real_memory;

static gboolean
changes_disk (FaultOp op)
{
  return op == FAULT_OPEN || op == FAULT_WRITE || op == FAULT_SYNC || op == FAULT_TRUNCATE || op == FAULT_DELETE;
}

/* The disk that holds a file. The caller holds the lock. */
static FaultDisk *
find_disk (const char *path)
{
  for (guint i = 0; disks != NULL && path != NULL && i < disks->len; i++)
    if (g_str_has_prefix (path, ((FaultDisk *) disks->pdata[i])->folder))
      return disks->pdata[i];
  return &whole;
}

/* SQLITE_OK, or what the call has to give back. */
static int
strike (FaultDisk *disk, FaultOp op)
{
  const FaultPlan *plan = &disk->plan;
  gboolean now;

  if (disk->dark)
    return op == FAULT_MEMORY || op == FAULT_MAP ? SQLITE_OK : SQLITE_IOERR;
  disk->counts[op]++;
  if (changes_disk (op))
    disk->counts[FAULT_ANY]++;
  if (!disk->planned || (op != plan->op && !(plan->op == FAULT_ANY && changes_disk (op))))
    return SQLITE_OK;
  now = plan->way == FAULT_FROM_THEN_ON ? disk->counts[plan->op] >= plan->at : disk->counts[plan->op] == plan->at;
  if (!now)
    return SQLITE_OK;
  disk->struck = TRUE;
  if (plan->way == FAULT_POWER)
    {
      disk->dark = TRUE;
      return SQLITE_IOERR;
    }
  return plan->code;
}

static int
ask (FaultDisk *disk, FaultOp op)
{
  int code;

  g_mutex_lock (&lock);
  code = strike (disk, op);
  g_mutex_unlock (&lock);
  if (code != SQLITE_OK && disk->plan.way == FAULT_KILL)
    kill (getpid (), SIGKILL);
  return code;
}

static void
free_write (gpointer data)
{
  Write *write = data;

  g_clear_pointer (&write->bytes, g_bytes_unref);
  g_free (write);
}

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_free (kept->path);
  g_byte_array_unref (kept->synced);
  g_ptr_array_unref (kept->pending);
  g_free (kept);
}

static Kept *
keep_file (FaultDisk *disk, const char *path)
{
  Kept *kept = g_hash_table_lookup (disk->watched, path);
  g_autofree char *bytes = NULL;
  gsize n = 0;

  if (kept != NULL && !kept->deleted)
    return kept;
  kept = g_new0 (Kept, 1);
  kept->path = g_strdup (path);
  kept->synced = g_byte_array_new ();
  kept->pending = g_ptr_array_new_with_free_func (free_write);
  if (g_file_get_contents (path, &bytes, &n, NULL))
    g_byte_array_append (kept->synced, (const guint8 *) bytes, (guint) n);
  g_hash_table_replace (disk->watched, kept->path, kept);
  return kept;
}

static void
note_write (File *file, const void *bytes, int n, gint64 offset)
{
  Write *write;

  g_mutex_lock (&lock);
  if (file->kept != NULL && file->disk->watched != NULL)
    {
      write = g_new0 (Write, 1);
      write->offset = offset;
      write->bytes = bytes != NULL ? g_bytes_new (bytes, (gsize) n) : NULL;
      g_ptr_array_add (file->kept->pending, write);
    }
  g_mutex_unlock (&lock);
}

static void
apply (GByteArray *image, const Write *write, gsize most)
{
  gsize n;
  const guint8 *bytes;
  guint before = image->len;

  if (write->bytes == NULL)
    {
      g_byte_array_set_size (image, MIN (image->len, (guint) write->offset));
      return;
    }
  bytes = g_bytes_get_data (write->bytes, &n);
  n = MIN (n, most);
  if (image->len < write->offset + n)
    {
      g_byte_array_set_size (image, (guint) (write->offset + n));
      memset (image->data + before, 0, image->len - before);
    }
  memcpy (image->data + write->offset, bytes, n);
}

static int
close_file (sqlite3_file *base)
{
  File *file = (File *) base;

  return file->real->pMethods != NULL ? file->real->pMethods->xClose (file->real) : SQLITE_OK;
}

static int
read_file (sqlite3_file *base, void *buffer, int n, sqlite3_int64 offset)
{
  File *file = (File *) base;
  int code = ask (file->disk, FAULT_READ);

  if (code == SQLITE_IOERR_SHORT_READ)
    memset (buffer, 0, (size_t) n);
  return code != SQLITE_OK ? code : file->real->pMethods->xRead (file->real, buffer, n, offset);
}

static int
write_file (sqlite3_file *base, const void *buffer, int n, sqlite3_int64 offset)
{
  File *file = (File *) base;
  gboolean was_dark, dark;
  int code;

  g_mutex_lock (&lock);
  was_dark = file->disk->dark;
  code = strike (file->disk, FAULT_WRITE);
  dark = file->disk->dark;
  g_mutex_unlock (&lock);
  if (code != SQLITE_OK && (file->disk->plan.way == FAULT_KILL || code == SQLITE_IOERR_WRITE)) /* half of it arrives */
    file->real->pMethods->xWrite (file->real, buffer, n / 2, offset);
  if (code != SQLITE_OK && file->disk->plan.way == FAULT_KILL)
    kill (getpid (), SIGKILL);
  if (code == SQLITE_OK || (dark && !was_dark)) /* what was on its way may have arrived */
    note_write (file, buffer, n, offset);
  return code != SQLITE_OK ? code : file->real->pMethods->xWrite (file->real, buffer, n, offset);
}

static int
truncate_file (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = (File *) base;
  int code = ask (file->disk, FAULT_TRUNCATE);

  if (code != SQLITE_OK)
    return code;
  note_write (file, NULL, 0, size);
  return file->real->pMethods->xTruncate (file->real, size);
}

static int
sync_file (sqlite3_file *base, int flags)
{
  File *file = (File *) base;
  int code = ask (file->disk, FAULT_SYNC);

  if (code != SQLITE_OK)
    return code;
  g_mutex_lock (&lock);
  if (file->kept != NULL && file->disk->watched != NULL)
    {
      for (guint i = 0; i < file->kept->pending->len; i++)
        apply (file->kept->synced, file->kept->pending->pdata[i], G_MAXSIZE);
      g_ptr_array_set_size (file->kept->pending, 0);
    }
  g_mutex_unlock (&lock);
  return file->real->pMethods->xSync (file->real, flags);
}

#define HAND_ON(name, parameters, call) \
  static int name parameters \
  { \
    File *file = (File *) base; \
\
    return file->real->pMethods->call; \
  }

HAND_ON (size_of_file, (sqlite3_file *base, sqlite3_int64 *size), xFileSize (file->real, size))
HAND_ON (lock_file, (sqlite3_file *base, int level), xLock (file->real, level))
HAND_ON (unlock_file, (sqlite3_file *base, int level), xUnlock (file->real, level))
HAND_ON (check_lock, (sqlite3_file *base, int *out), xCheckReservedLock (file->real, out))
HAND_ON (control_file, (sqlite3_file *base, int op, void *data), xFileControl (file->real, op, data))
HAND_ON (sector_of_file, (sqlite3_file *base), xSectorSize (file->real))
HAND_ON (traits_of_file, (sqlite3_file *base), xDeviceCharacteristics (file->real))
HAND_ON (lock_memory, (sqlite3_file *base, int offset, int n, int flags), xShmLock (file->real, offset, n, flags))
HAND_ON (unmap_memory, (sqlite3_file *base, int delete), xShmUnmap (file->real, delete))

static int
map_memory (sqlite3_file *base, int page, int size, int extend, void volatile **memory)
{
  File *file = (File *) base;
  int code = ask (file->disk, FAULT_MAP);

  *memory = NULL;
  return code != SQLITE_OK ? code : file->real->pMethods->xShmMap (file->real, page, size, extend, memory);
}

static void
memory_barrier (sqlite3_file *base)
{
  File *file = (File *) base;

  file->real->pMethods->xShmBarrier (file->real);
}

/* Version 2: no mapping of the file itself, which no count would see. */
static const sqlite3_io_methods methods = {
  2, close_file, read_file, write_file, truncate_file, sync_file, size_of_file, lock_file, unlock_file, check_lock, control_file,
  sector_of_file, traits_of_file, map_memory, lock_memory, memory_barrier, unmap_memory, NULL, NULL,
};

static int
open_file (sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out_flags)
{
  File *file = (File *) base;
  int code;

  memset (file, 0, sizeof *file);
  file->real = (sqlite3_file *) (file + 1);
  g_mutex_lock (&lock);
  file->disk = find_disk (name);
  g_mutex_unlock (&lock);
  code = ask (file->disk, FAULT_OPEN);
  if (code != SQLITE_OK)
    return code;
  g_mutex_lock (&lock);
  if (file->disk->watched != NULL && name != NULL)
    file->kept = keep_file (file->disk, name);
  g_mutex_unlock (&lock);
  code = real_vfs->xOpen (real_vfs, name, file->real, flags, out_flags);
  if (file->real->pMethods != NULL)
    base->pMethods = &methods;
  return code;
}

static int
delete_file (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  FaultDisk *disk;
  Kept *kept;
  int code;

  g_mutex_lock (&lock);
  disk = find_disk (name);
  g_mutex_unlock (&lock);
  code = ask (disk, FAULT_DELETE);
  if (code != SQLITE_OK)
    return code;
  g_mutex_lock (&lock);
  kept = disk->watched != NULL ? g_hash_table_lookup (disk->watched, name) : NULL;
  if (kept != NULL && sync_folder)
    g_hash_table_remove (disk->watched, name);
  else if (kept != NULL)
    kept->deleted = TRUE;
  g_mutex_unlock (&lock);
  return real_vfs->xDelete (real_vfs, name, sync_folder);
}

static int
take_chance (sqlite3_vfs *vfs, int n, char *bytes)
{
  if (chance == NULL)
    return real_vfs->xRandomness (real_vfs, n, bytes);
  for (int i = 0; i < n; i++)
    bytes[i] = (char) g_rand_int (chance);
  return n;
}

static void *
take_memory (int n)
{
  return ask (&whole, FAULT_MEMORY) != SQLITE_OK ? NULL : real_memory.xMalloc (n);
}

static void *
change_memory (void *memory, int n)
{
  return ask (&whole, FAULT_MEMORY) != SQLITE_OK ? NULL : real_memory.xRealloc (memory, n);
}

void
faulty_vfs_install (void)
{
  static sqlite3_vfs shim;
  sqlite3_mem_methods memory;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real_memory), ==, SQLITE_OK);
  memory = real_memory;
  memory.xMalloc = take_memory;
  memory.xRealloc = change_memory;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &memory), ==, SQLITE_OK);
  real_vfs = sqlite3_vfs_find (NULL);
  shim = *real_vfs;
  shim.zName = "faulty";
  shim.pNext = NULL;
  shim.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  shim.xOpen = open_file;
  shim.xDelete = delete_file;
  shim.xRandomness = take_chance;
  g_assert_cmpint (sqlite3_vfs_register (&shim, 1), ==, SQLITE_OK);
}

void
faulty_vfs_seed (guint32 seed)
{
  g_clear_pointer (&chance, g_rand_free);
  chance = g_rand_new_with_seed (seed);
  sqlite3_randomness (0, NULL); /* what is in stock is forgotten */
}

FaultDisk *
faulty_disk_new (const char *folder)
{
  FaultDisk *disk = g_new0 (FaultDisk, 1);

  disk->folder = g_strconcat (folder, "/", NULL);
  g_mutex_lock (&lock);
  if (disks == NULL)
    disks = g_ptr_array_new ();
  g_ptr_array_add (disks, disk);
  g_mutex_unlock (&lock);
  return disk;
}

void
faulty_disk_free (FaultDisk *disk)
{
  g_mutex_lock (&lock);
  g_ptr_array_remove (disks, disk);
  if (disks->len == 0)
    g_clear_pointer (&disks, g_ptr_array_unref);
  g_mutex_unlock (&lock);
  g_clear_pointer (&disk->watched, g_hash_table_unref);
  g_free (disk->folder);
  g_free (disk);
}

static FaultDisk *
or_whole (FaultDisk *disk)
{
  return disk != NULL ? disk : &whole;
}

void
faulty_vfs_plan (FaultDisk *disk, const FaultPlan *plan)
{
  disk = or_whole (disk);
  g_mutex_lock (&lock);
  memset (disk->counts, 0, sizeof disk->counts);
  disk->planned = plan != NULL;
  disk->struck = disk->dark = FALSE;
  if (disk->planned)
    disk->plan = *plan;
  g_mutex_unlock (&lock);
}

guint
faulty_vfs_count (FaultDisk *disk, FaultOp op)
{
  guint count;

  g_mutex_lock (&lock);
  count = or_whole (disk)->counts[op];
  g_mutex_unlock (&lock);
  return count;
}

gboolean
faulty_vfs_struck (FaultDisk *disk)
{
  gboolean is;

  g_mutex_lock (&lock);
  is = or_whole (disk)->struck;
  g_mutex_unlock (&lock);
  return is;
}

gboolean
faulty_vfs_is_dark (FaultDisk *disk)
{
  gboolean is;

  g_mutex_lock (&lock);
  is = or_whole (disk)->dark;
  g_mutex_unlock (&lock);
  return is;
}

void
faulty_vfs_watch (FaultDisk *disk)
{
  disk = or_whole (disk);
  g_mutex_lock (&lock);
  g_clear_pointer (&disk->watched, g_hash_table_unref);
  disk->watched = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_kept);
  g_mutex_unlock (&lock);
}

static void
put_back (Kept *kept, GRand *rand)
{
  g_autofree char *memory = g_strconcat (kept->path, "-shm", NULL);

  for (guint i = 0; i < kept->pending->len; i++)
    {
      guint luck = (guint) g_rand_int_range (rand, 0, 8);

      if (luck < 4)
        apply (kept->synced, kept->pending->pdata[i], G_MAXSIZE);
      else if (luck == 4) /* torn */
        apply (kept->synced, kept->pending->pdata[i], (gsize) g_rand_int_range (rand, 1, 8) * SECTOR);
    }
  if (!kept->deleted || g_rand_boolean (rand))
    g_assert_true (g_file_set_contents (kept->path, (const char *) kept->synced->data, kept->synced->len, NULL));
  g_remove (memory);
}

void
faulty_vfs_power_back (FaultDisk *disk, GRand *rand)
{
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GList) paths = NULL;

  disk = or_whole (disk);
  g_mutex_lock (&lock);
  known = g_steal_pointer (&disk->watched);
  disk->dark = disk->planned = FALSE;
  g_mutex_unlock (&lock);
  if (known == NULL)
    return;
  paths = g_list_sort (g_hash_table_get_keys (known), (GCompareFunc) strcmp); /* the seed decides, not the table's order */
  for (GList *path = paths; path != NULL; path = path->next)
    put_back (g_hash_table_lookup (known, path->data), rand);
}
