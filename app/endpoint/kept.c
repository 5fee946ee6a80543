/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some pages, the one that was asked for longest ago making way. */
#include "kept.h"

#include "log_pages.h"

#define PAGES 48
#define LARGEST (1024 * 1024) /* bytes */
#define BLOCK 1000
#define FAR 50000 /* changes: who is so far behind gets larger blocks */

typedef struct
{
  char    *generation, *next;
  gint64   purges; /* they change what is past */
  gint64   head, after;
  guint    limit;
  int      scopes;
  gboolean full; /* there was more: whatever comes, it stays as it is */
  GBytes  *body; /* NULL: nothing is kept here */
  guint64  used;
} Page;

struct _KinKept
{
  Page    pages[PAGES];
  Page   *last;
  guint64 clock;
};

static void
clear_page (Page *page)
{
  g_clear_pointer (&page->generation, g_free);
  g_clear_pointer (&page->next, g_free);
  g_clear_pointer (&page->body, g_bytes_unref);
}

KinKept *
kin_kept_new (void)
{
  return g_new0 (KinKept, 1);
}

void
kin_kept_free (KinKept *kept)
{
  for (guint i = 0; i < PAGES; i++)
    clear_page (&kept->pages[i]);
  g_free (kept);
}

void
kin_kept_drop (KinKept *kept)
{
  if (kept->last != NULL)
    clear_page (kept->last);
}

static Page *
find (KinKept *kept, const Page *like)
{
  for (guint i = 0; i < PAGES; i++)
    {
      Page *page = &kept->pages[i];

      if (page->body != NULL && page->after == like->after && page->limit == like->limit && page->scopes == like->scopes && page->purges == like->purges &&
          (page->full || page->head == like->head) && g_strcmp0 (page->generation, like->generation) == 0)
        return page;
    }
  return NULL;
}

static Page *
oldest (KinKept *kept)
{
  Page *page = &kept->pages[0];

  for (guint i = 1; i < PAGES && page->body != NULL; i++)
    if (kept->pages[i].body == NULL || kept->pages[i].used < page->used)
      page = &kept->pages[i];
  return page;
}

/* Ends where everybody's pages end, so that those who are differently far behind are soon given the same ones. */
static guint
limit_of (const KinAuthority *authority, gint64 after, guint limit)
{
  guint block = authority->head - after > FAR ? KIN_WIRE_PAGE_MOST : BLOCK;

  return limit >= block ? block - (guint) (after % block) : limit;
}

GBytes *
kin_kept_page (KinKept *kept, KinLog *log, const KinAuthority *authority, gint64 after, guint limit, int scopes, char **next)
{
  Page wanted = { .generation = authority->generation, .purges = authority->office_n, .head = authority->head, .after = after,
                  .limit = limit_of (authority, after, limit), .scopes = scopes };
  Page *page = find (kept, &wanted);
  KinCursor cursor;
  GBytes *body;

  kept->last = NULL;
  if (page == NULL)
    {
      body = kin_pages_after (log, authority, after, wanted.limit, scopes, next);
      if (g_bytes_get_size (body) > LARGEST || !kin_cursor_parse (&cursor, *next))
        return body;
      page = kept->last = oldest (kept);
      clear_page (page);
      *page = wanted;
      page->generation = g_strdup (authority->generation);
      page->next = g_strdup (*next);
      page->full = cursor.seq < authority->head;
      page->body = body;
    }
  else
    *next = g_strdup (page->next);
  page->used = ++kept->clock;
  return g_bytes_ref (page->body);
}
