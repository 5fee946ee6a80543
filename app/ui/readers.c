/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lending readers, and keeping the one that was given back last; after a rest without what it has deciphered. */
#include "readers.h"

#include <malloc.h>

#include "as_known.h"
#include "query.h"

#define MOST 2 /* lent at a time: more than that has no processor to itself */
#define REST_S 5 /* after a change all pages ask one after the other, and again after the next change */

struct _KinReaders
{
  KinStore  *store;
  int        holders;
  GMutex     mutex;
  GCond      given;
  KinReader *idle, *idle_back; /* the one of now, and one as known at another time */
  guint      lent, lent_back;
  gint64     last;  /* given back */
  guint      rest;  /* timer */
};

KinReaders *
kin_readers_hold (KinStore *store)
{
  KinReaders *self = g_object_get_data (G_OBJECT (store), "kin-readers");

  if (self == NULL)
    {
      self = g_new0 (KinReaders, 1);
      self->store = store;
      g_mutex_init (&self->mutex);
      g_cond_init (&self->given);
      g_object_set_data (G_OBJECT (store), "kin-readers", self);
    }
  self->holders++;
  return self;
}

static gboolean
on_rest (gpointer data)
{
  KinReaders *self = data;
  gboolean    busy;

  g_mutex_lock (&self->mutex);
  busy = self->lent + self->lent_back > 0 || g_get_monotonic_time () - self->last < REST_S * G_USEC_PER_SEC;
  if (!busy)
    {
      if (self->idle != NULL)
        kin_reader_rest (self->idle);
      if (self->idle_back != NULL)
        kin_reader_rest (self->idle_back);
      self->rest = 0;
    }
  g_mutex_unlock (&self->mutex);
  if (!busy)
    malloc_trim (0);
  return busy ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Nobody who has taken one lets go before it is given back. */
void
kin_readers_let_go (KinReaders *self)
{
  if (--self->holders > 0)
    return;
  g_object_set_data (G_OBJECT (self->store), "kin-readers", NULL);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_pointer (&self->idle, kin_reader_free);
  g_clear_pointer (&self->idle_back, kin_reader_free);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->given);
  g_free (self);
}

KinReader *
kin_readers_take (KinReaders *self, gint64 known, GError **error)
{
  gboolean    now = known == G_MAXINT64;
  KinReader **idle = now ? &self->idle : &self->idle_back, *reader, *past = NULL;
  guint      *lent = now ? &self->lent : &self->lent_back;

  g_mutex_lock (&self->mutex);
  while (*lent >= (now ? MOST : 1))
    g_cond_wait (&self->given, &self->mutex);
  ++*lent;
  reader = g_steal_pointer (idle);
  if (now) /* the window has come back from another time */
    past = g_steal_pointer (&self->idle_back);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&past, kin_reader_free);
  if (reader != NULL && kin_reader_known_at (reader) != known)
    g_clear_pointer (&reader, kin_reader_free);
  if (reader == NULL)
    reader = now ? kin_store_new_reader (self->store, error) : kin_store_as_known (self->store, known, NULL, error);
  if (reader == NULL)
    {
      g_mutex_lock (&self->mutex);
      --*lent;
      g_cond_broadcast (&self->given);
      g_mutex_unlock (&self->mutex);
    }
  return reader;
}

void
kin_readers_give (KinReaders *self, KinReader *reader)
{
  gboolean    now = kin_reader_known_at (reader) == G_MAXINT64;
  KinReader **idle = now ? &self->idle : &self->idle_back, *old;

  g_mutex_lock (&self->mutex);
  old = g_steal_pointer (idle);
  *idle = reader;
  --*(now ? &self->lent : &self->lent_back);
  self->last = g_get_monotonic_time ();
  if (self->rest == 0)
    self->rest = g_timeout_add_seconds (REST_S, on_rest, self);
  g_cond_broadcast (&self->given);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&old, kin_reader_free);
}
