/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ring of a few pages. */
#include "kept.h"

#include "log_pages.h"

#define PAGES 8
#define LARGEST (1024 * 1024) /* bytes */

typedef struct
{
  char  *generation, *next;
  gint64 head, after;
  guint  limit;
  int    scopes;
  GBytes *body; /* NULL: nothing is kept here */
} Page;

struct _KinKept
{
  Page  pages[PAGES];
  guint last;
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
  clear_page (&kept->pages[kept->last]);
}

GBytes *
kin_kept_page (KinKept *kept, KinLog *log, const KinAuthority *authority, gint64 after, guint limit, int scopes, char **next)
{
  Page *page;
  GBytes *body;

  for (guint i = 0; i < PAGES; i++)
    {
      page = &kept->pages[i];
      if (page->body == NULL || page->head != authority->head || page->after != after || page->limit != limit || page->scopes != scopes ||
          g_strcmp0 (page->generation, authority->generation) != 0)
        continue;
      *next = g_strdup (page->next);
      return g_bytes_ref (page->body);
    }
  body = kin_pages_after (log, authority, after, limit, scopes, next);
  kept->last = (kept->last + 1) % PAGES;
  page = &kept->pages[kept->last];
  clear_page (page);
  if (g_bytes_get_size (body) <= LARGEST)
    *page = (Page){ g_strdup (authority->generation), g_strdup (*next), authority->head, after, limit, scopes, g_bytes_ref (body) };
  return body;
}
