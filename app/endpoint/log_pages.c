/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of the log. */
#include "log_pages.h"

#include <string.h>

#include "standing.h"

#define ROWS "SELECT c.seq, c.device, d.id, c.txn, c.scope, c.held, c.received, c.id, c.body FROM change c LEFT JOIN device d ON d.no = c.device"

typedef struct
{
  GString *changes;
  gboolean any;
  gint64   seq, device, txn; /* of the last row looked at */
  KinId    id;
  guint    n;
} Page;

static gboolean
may_see (int scopes, gint64 scope)
{
  return scope >= 0 && scope < KIN_WIRE_SCOPES && (scopes & 1 << scope) != 0;
}

static void
add_row (Page *page, KinAsk *ask, int scopes)
{
  KinId device;
  gsize length;
  const char *body;

  page->seq = kin_ask_get_int (ask, 0);
  page->device = kin_ask_get_int (ask, 1);
  page->txn = kin_ask_get_int (ask, 3);
  kin_ask_get_id (ask, 7, &page->id);
  page->n++;
  if (!may_see (scopes, kin_ask_get_int (ask, 4)))
    return;
  kin_ask_get_id (ask, 2, &device);
  body = kin_ask_get_long (ask, 8, &length);
  kin_page_add (page->changes, !page->any, page->seq, &device, kin_ask_get_int (ask, 6), kin_ask_get_int (ask, 5) != 0, body, length);
  page->any = TRUE;
}

static GBytes *
finish (Page *page, const KinPage *around)
{
  GString *json = g_string_sized_new (page->changes->len + 256);

  kin_page_begin (json, around);
  g_string_append_len (json, page->changes->str, (gssize) page->changes->len);
  kin_page_finish (json);
  g_string_free (page->changes, TRUE);
  return g_string_free_to_bytes (json);
}

static char *
cursor_at (const KinAuthority *authority, gint64 seq, const KinId *id)
{
  KinCursor cursor = { .seq = seq, .check = seq > 0 ? kin_cursor_check (id) : 0 };

  g_strlcpy (cursor.generation, authority->generation, sizeof cursor.generation);
  return kin_cursor_to_text (&cursor);
}

GBytes *
kin_pages_after (KinLog *log, const KinAuthority *authority, gint64 after, guint limit, int scopes, char **next)
{
  Page page = { .changes = g_string_sized_new (64 * 1024) };
  KinPage around = { .head = authority->head };
  {
    g_autoptr (KinAsk) ask = kin_log_ask (log, ROWS " WHERE c.seq > ?1 ORDER BY c.seq LIMIT ?2");

    kin_ask_int (ask, 1, after);
    kin_ask_int (ask, 2, (gint64) limit + KIN_WIRE_PUSH_CHANGES);
    while (kin_ask_next (ask))
      {
        gboolean full = page.n >= limit || page.changes->len >= KIN_PAGE_BYTES;
        gboolean together = kin_ask_get_int (ask, 1) == page.device && kin_ask_get_int (ask, 3) == page.txn;

        /* No laptop of ours makes a txn of more than 512 KiB; whoever does shall not fill the memory. */
        if (full && (!together || page.changes->len >= 2 * KIN_PAGE_BYTES))
          break;
        add_row (&page, ask, scopes);
      }
  }
  if (page.n > 0)
    around.next = cursor_at (authority, page.seq, &page.id);
  else
    around.next = kin_authority_cursor (authority);
  around.head = MAX (around.head, page.seq);
  around.more = page.n > 0 && page.seq < around.head;
  *next = around.next;
  return finish (&page, &around);
}

GBytes *
kin_pages_history (KinLog *log, const KinAuthority *authority, const KinId *record, gint64 after, guint limit, int scopes)
{
  Page page = { .changes = g_string_new (NULL) };
  KinPage around = { .head = authority->head };
  g_autofree char *next = NULL;
  {
    g_autoptr (KinAsk) ask = kin_log_ask (log, ROWS " WHERE c.record = ?1 AND c.seq > ?2 ORDER BY c.seq LIMIT ?3");

    kin_ask_id (ask, 1, record);
    kin_ask_int (ask, 2, after);
    kin_ask_int (ask, 3, (gint64) limit + 1);
    while (kin_ask_next (ask))
      {
        if (page.n >= limit || page.changes->len >= KIN_PAGE_BYTES)
          {
            around.more = TRUE;
            break;
          }
        add_row (&page, ask, scopes);
      }
  }
  around.next = next = g_strdup_printf ("%" G_GINT64_FORMAT, page.n > 0 ? page.seq : after);
  return finish (&page, &around);
}

/* CURSOR.RECORD.SEQ.DONE.TOTAL: the log's cursor when the first page was made, the last record that was given whole, up to where the
 * next one was given (0: not begun), and counts. */
typedef struct
{
  char   *at;
  KinId   record;
  gint64  seq, done, total;
} Place;

static void
clear_place (Place *place)
{
  g_free (place->at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, clear_place)

static gboolean
parse_place (const KinAuthority *authority, const char *text, Place *place)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 8);
  KinCursor cursor;

  if (g_strv_length (parts) != 7 || !kin_id_parse (&place->record, parts[3]) || !g_ascii_string_to_signed (parts[4], 10, 0, KIN_SCAN_MOST, &place->seq, NULL) ||
      !g_ascii_string_to_signed (parts[5], 10, 0, KIN_SCAN_MOST, &place->done, NULL) || !g_ascii_string_to_signed (parts[6], 10, 0, KIN_SCAN_MOST, &place->total, NULL))
    return FALSE;
  place->at = g_strdup_printf ("%s.%s.%s", parts[0], parts[1], parts[2]);
  return kin_cursor_parse (&cursor, place->at) && strcmp (cursor.generation, authority->generation) == 0 && cursor.seq <= authority->head;
}

static char *
place_text (const Place *place)
{
  char record[KIN_ID_TEXT];

  kin_id_to_text (&place->record, record);
  return g_strdup_printf ("%s.%s.%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, place->at, record, place->seq, place->done, place->total);
}

typedef struct
{
  Page     page;
  KinLog  *log;
  int      scopes;
  gboolean standing; /* hand out what stands, or what does not */
  gint64   rows;     /* of records that were given whole */
  guint    given;
  gint64   seq;      /* up to where the next record was given before */
  KinId    whole;    /* the last record that was given whole */
} Walk;

static gboolean
is_full (const Walk *walk)
{
  return walk->page.changes->len >= KIN_PAGE_BYTES || walk->given >= KIN_WIRE_PAGE_MOST;
}

/* A record with a very long history is given in parts. */
static gboolean
add_record (const KinId *record, GArray *rows, gpointer data)
{
  Walk *walk = data;

  for (guint i = 0; i < rows->len; i++)
    {
      const KinStandingRow *row = &g_array_index (rows, KinStandingRow, i);
      g_autofree char *body = NULL;

      if (row->stands != walk->standing || row->seq <= walk->seq || !may_see (walk->scopes, row->scope))
        continue;
      if (is_full (walk))
        return FALSE;
      body = walk->standing ? kin_standing_body (walk->log, rows, i) : NULL;
      if (body == NULL && row->body == NULL)
        body = kin_standing_text (walk->log, row);
      kin_page_add (walk->page.changes, !walk->page.any, row->seq, &row->device, row->received, row->held,
                    body != NULL ? body : row->body, body != NULL ? strlen (body) : row->length);
      walk->page.any = TRUE;
      walk->page.seq = row->seq;
      walk->given++;
    }
  walk->rows += rows->len;
  walk->whole = *record;
  walk->seq = walk->page.seq = 0;
  return !is_full (walk);
}

static GBytes *
walk_records (KinLog *log, const KinAuthority *authority, const char *cursor, guint limit, int scopes, gboolean standing)
{
  g_auto (Place) place = { .total = authority->head };
  Walk walk = { .log = log, .page = { .changes = g_string_sized_new (64 * 1024) }, .scopes = scopes, .standing = standing };
  KinPage around = { .head = authority->head };
  g_autofree char *next = NULL;
  KinId after;

  if (cursor == NULL)
    place.at = kin_authority_cursor (authority);
  else if (!parse_place (authority, cursor, &place))
    {
      g_string_free (walk.page.changes, TRUE);
      return NULL;
    }
  walk.seq = place.seq;
  walk.whole = after = place.record;
  do
    around.more = kin_standing_walk (log, &after, limit, add_record, &walk);
  while (around.more && !walk.page.any && walk.rows < KIN_WIRE_PAGE_MOST); /* an empty page would only cost a journey */
  place.record = walk.whole;
  place.seq = walk.page.seq;
  place.done += walk.rows;
  around.at = place.at;
  around.total = MAX (place.total, place.done);
  around.done = place.done;
  around.next = next = around.more ? place_text (&place) : g_strdup (place.at);
  return finish (&walk.page, &around);
}

GBytes *
kin_pages_snapshot (KinLog *log, const KinAuthority *authority, const char *cursor, guint limit, int scopes)
{
  return walk_records (log, authority, cursor, limit, scopes, TRUE);
}

GBytes *
kin_pages_superseded (KinLog *log, const KinAuthority *authority, const char *cursor, guint limit, int scopes)
{
  return walk_records (log, authority, cursor, limit, scopes, FALSE);
}
