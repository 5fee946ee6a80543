/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office as a process of its own, over real HTTP on loopback: Monday morning, when every laptop of a large authority comes back within a minute,
 * a third of them with a day's work; nothing new, asked again and again; and much work from one laptop and from eight.
 *   bench-office [--laptops 5000] [--seconds 60] [--changes 40000] [--json] */
#include <string.h>

#include "crowd.h"
#include "measure.h"
#include "service.h"

#define BEHIND 300  /* changes that came since a laptop asked last */
#define WORK 20     /* changes of a day */
#define PUSHERS 3   /* one in so many */
#define DRAIN 60000 /* ms, the most that is waited until all have everything */

static int n_laptops = 5000, n_seconds = 60, n_changes = 40000;
static gboolean json;

typedef enum
{
  HELLO, PUSH, PULL, WAIT, DONE
} Step;

typedef struct
{
  Laptop laptop;
  Step   step;
  char  *cursor;
  GBytes *push; /* NULL: it has nothing */
} Simulated;

typedef struct
{
  Office       office;
  Service      service;
  Simulated   *laptops;
  Laptop       busy[9]; /* who send much afterwards: one, then eight */
  GArray      *took[WAIT]; /* double */
  guint        unanswered, wrong, pushes_left, behind;
  gint64       head; /* after the last push */
  double       last_push, level;
} Bench;

static GBytes *
work_of (Bench *bench, Laptop *laptop, guint n, const char *generation)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free);
  KinPush push = { (char *) generation, laptop->id, KIN_WIRE_SCHEMA, changes };

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (changes, laptop_change (laptop, &bench->office, NULL, NULL, "{\"forename\":\"Ada\",\"surname\":\"Example\",\"born\":\"2012-05-03\",\"note\":\"likes trains and long walks by the canal\"}"));
  return kin_push_encode (&push);
}

static char *
cursor_of (Bench *bench, const Laptop *laptop)
{
  g_autoptr (KinAnswer) answer = office_ask (&bench->office, laptop, "GET", "", NULL, NULL);
  g_autoptr (KinHello) hello = kin_hello_parse (answer->body, NULL);

  return g_strdup (hello->cursor);
}

static void
fill (Bench *bench, Laptop *laptop, guint n, const char *generation)
{
  for (; n > 0; n -= MIN (n, 1000))
    {
      g_autoptr (GBytes) body = work_of (bench, laptop, MIN (n, 1000), generation);
      g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
      g_autoptr (KinAnswer) answer = office_ask (&bench->office, laptop, "POST", "/changes", NULL, text);

      g_assert_cmpuint (answer->status, ==, 200);
    }
}

static void
make_office (Bench *bench)
{
  g_autofree char *generation = NULL, *cursor = NULL;
  Laptop first;

  office_set_up (&bench->office, NULL);
  bench->office.now = g_get_real_time () / 1000;
  generation = generation_of (&bench->office);
  first = office_laptop (&bench->office, "Somebody", KIN_ROLE_EDITOR, ALL_SCOPES);
  fill (bench, &first, 20000, generation);
  cursor = cursor_of (bench, &first);
  fill (bench, &first, BEHIND, generation);
  bench->laptops = g_new0 (Simulated, (guint) n_laptops);
  for (int i = 0; i < n_laptops; i++)
    {
      Simulated *one = &bench->laptops[i];

      one->laptop = office_another (&bench->office, "Somebody");
      one->cursor = g_strdup (cursor);
      if (i % PUSHERS == 0)
        one->push = work_of (bench, &one->laptop, WORK, generation);
    }
  bench->pushes_left = (guint) (n_laptops + PUSHERS - 1) / PUSHERS;
  bench->head = 20000 + BEHIND + (gint64) bench->pushes_left * WORK;
  for (guint i = 0; i < G_N_ELEMENTS (bench->busy); i++)
    bench->busy[i] = office_another (&bench->office, "Somebody");
  laptop_clear (&first);
  while (kin_endpoint_idle (bench->office.endpoint, bench->office.now))
    ;
}

static void
say (Crowd *crowd, guint i, Bench *bench, const Laptop *laptop, const char *method, const char *path, const char *more, GBytes *body)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%s /v1/%s%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nAccept-Encoding: gzip\r\n%s", method, bench->office.name, path,
                   laptop->token, more);
  if (body != NULL)
    g_string_append_printf (text, "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n", g_bytes_get_size (body));
  g_string_append (text, "\r\n");
  if (body != NULL)
    g_string_append_len (text, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  crowd_say (crowd, i, text->str, text->len);
}

static void
ask_for_news (Crowd *crowd, guint i, Bench *bench, int wait)
{
  g_autofree char *path = g_strconcat ("/changes?limit=5000&after=", bench->laptops[i].cursor, NULL);
  g_autofree char *more = g_strdup_printf ("If-None-Match: \"%s\"\r\nPrefer: wait=%d\r\n", bench->laptops[i].cursor, wait);

  say (crowd, i, bench, &bench->laptops[i].laptop, "GET", path, more, NULL);
}

static gint64
seq_of (const char *cursor)
{
  g_auto (GStrv) parts = g_strsplit (cursor, ".", 3);

  return g_ascii_strtoll (parts[1], NULL, 10);
}

static void
go_on (Crowd *crowd, guint i, Bench *bench)
{
  Simulated *one = &bench->laptops[i];

  if (one->step == HELLO)
    say (crowd, i, bench, &one->laptop, "GET", "", "", NULL);
  else if (one->step == PUSH && one->push != NULL)
    say (crowd, i, bench, &one->laptop, "POST", "/changes", "", one->push);
  else
    ask_for_news (crowd, i, bench, one->step == WAIT ? 25 : 0);
}

static void
heard (Crowd *crowd, guint i, const CrowdAnswer *answer, gpointer data)
{
  Bench *bench = data;
  Simulated *one = &bench->laptops[i];

  if (answer == NULL || answer->status == 0)
    {
      bench->unanswered += answer != NULL && one->step < WAIT;
      go_on (crowd, i, bench);
      return;
    }
  bench->wrong += answer->status != 200 && answer->status != 304;
  if (one->step < WAIT)
    g_array_append_val (bench->took[one->step], answer->took);
  if (one->step == PUSH && --bench->pushes_left == 0)
    bench->last_push = crowd_now ();
  if (one->step >= PULL && answer->etag != NULL)
    {
      gboolean was_behind = seq_of (one->cursor) < bench->head;

      g_free (one->cursor);
      one->cursor = g_strdup (answer->etag);
      if (was_behind && seq_of (one->cursor) >= bench->head && --bench->behind == 0)
        {
          bench->level = crowd_now ();
          crowd_stop (crowd);
        }
    }
  one->step = one->step == HELLO && one->push == NULL ? PULL : MIN (one->step + 1, WAIT);
  go_on (crowd, i, bench);
}

static void
monday (Bench *bench, Table *table, GRand *rand)
{
  Crowd *crowd = crowd_new (bench->service.port, (guint) n_laptops, heard, bench);
  double begun = crowd_now (), before = service_seconds (&bench->service);
  static const char *const names[] = { "signs in", "sends a day's work", "fetches the weekend" };

  for (int i = 0; i < WAIT; i++)
    bench->took[i] = g_array_new (FALSE, FALSE, sizeof (double));
  bench->behind = (guint) n_laptops;
  for (int i = 0; i < n_laptops; i++)
    crowd_call_at (crowd, (guint) i, begun + g_rand_double_range (rand, 0, n_seconds * 1000.0));
  crowd_run (crowd, begun + n_seconds * 1000.0 + DRAIN);
  for (int i = 0; i < WAIT; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d laptops within %d s: one %s", n_laptops, n_seconds, names[i]);

      table_shares (table, name, bench->took[i], NULL, 0, 0);
      g_array_unref (bench->took[i]);
    }
  line_product (table_line (table, "until all have what the last of them sent", "ms", 0, 0), bench->level - bench->last_push);
  line_product (table_line (table, "connections that were refused or cut", "", 0, 0), bench->unanswered);
  line_product (table_line (table, "answers that were neither 200 nor 304", "", 0, 0), bench->wrong);
  line_product (table_line (table, "laptops that were not level in the end", "", 0, 0), bench->behind);
  line_product (table_line (table, "processor time of the office for all of it", "s", 0, 0), service_seconds (&bench->service) - before);
  line_product (table_line (table, "its memory at the most", "MB", 0, 0), service_most_mb (&bench->service));
  crowd_free (crowd);
}

typedef struct
{
  Bench   *bench;
  gboolean bare; /* /healthz instead */
  guint    n;
} Idle;

static void
poll_again (Crowd *crowd, guint i, const CrowdAnswer *answer, gpointer data)
{
  static const char health[] = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
  Idle *idle = data;

  idle->n += answer != NULL && answer->status == (idle->bare ? 200 : 304);
  if (idle->bare)
    crowd_say (crowd, i, health, strlen (health));
  else
    ask_for_news (crowd, i, idle->bench, 0);
}

/* Per second, 50 at once. */
static double
poll_idle (Bench *bench, gboolean bare)
{
  Idle idle = { bench, bare, 0 };
  guint n = MIN (50, (guint) n_laptops);
  Crowd *crowd = crowd_new (bench->service.port, n, poll_again, &idle);
  double begun = crowd_now ();

  for (guint i = 0; i < n; i++)
    crowd_call_at (crowd, i, begun);
  crowd_run (crowd, begun + 2000);
  crowd_free (crowd);
  return idle.n / (crowd_now () - begun) * 1000;
}

typedef struct
{
  Bench     *bench;
  Laptop     *laptops;
  GPtrArray **pushes; /* of each client */
  guint      *at, left;
} Ingest;

static void
push_more (Crowd *crowd, guint i, const CrowdAnswer *answer, gpointer data)
{
  Ingest *ingest = data;

  if (answer != NULL)
    {
      g_assert_cmpuint (answer->status, ==, 200);
      if (--ingest->left == 0)
        crowd_stop (crowd);
    }
  if (ingest->at[i] < ingest->pushes[i]->len)
    say (crowd, i, ingest->bench, &ingest->laptops[i], "POST", "/changes", "", ingest->pushes[i]->pdata[ingest->at[i]++]);
}

/* ms to take in n_changes, a thousand a push, from so many laptops at once. */
static double
ingest (Bench *bench, guint n, const char *generation)
{
  Ingest all = { bench, bench->busy + (n > 1 ? 1 : 0), g_newa (GPtrArray *, n), g_newa0 (guint, n), 0 };
  Crowd *crowd = crowd_new (bench->service.port, n, push_more, &all);
  double begun, took;

  for (guint i = 0; i < n; i++)
    {
      all.pushes[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
      for (guint k = 0; k < (guint) n_changes / 1000 / n; k++, all.left++)
        g_ptr_array_add (all.pushes[i], work_of (bench, &all.laptops[i], 1000, generation));
    }
  begun = crowd_now ();
  for (guint i = 0; i < n; i++)
    crowd_call_at (crowd, i, begun);
  crowd_run (crowd, begun + 120000);
  took = crowd_now () - begun;
  for (guint i = 0; i < n; i++)
    g_ptr_array_unref (all.pushes[i]);
  crowd_free (crowd);
  return took;
}

/* Until the office has nothing left to do of what was before. */
static void
wait_for_calm (Bench *bench)
{
  double before;

  do
    {
      before = service_seconds (&bench->service);
      g_usleep (500000);
    }
  while (service_seconds (&bench->service) - before > 0.05);
}

int
main (int argc, char **argv)
{
  const GOptionEntry options[] = {
    { "laptops", 0, 0, G_OPTION_ARG_INT, &n_laptops, NULL, NULL },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &n_seconds, NULL, NULL },
    { "changes", 0, 0, G_OPTION_ARG_INT, &n_changes, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree char *generation = NULL, *cursor = NULL, *eight = NULL;
  Table *table = table_new ("The office on a port");
  Bench bench = { 0 };

  g_option_context_add_main_entries (context, options, NULL);
  g_assert_true (g_option_context_parse (context, &argc, &argv, NULL));
  table->json = json;
  eight = g_strdup_printf ("%d changes, 1000 a push, from 8 laptops; from one", n_changes);
  make_office (&bench);
  service_start (&bench.service, &bench.office, argv[0]);
  generation = g_strndup (bench.laptops[0].cursor, strcspn (bench.laptops[0].cursor, "."));
  monday (&bench, table, rand);
  wait_for_calm (&bench);
  for (int i = 0; i < 3; i++)
    {
      line_product (table_line (table, "nothing new, asked by 50 at once; nothing at all (/healthz)", "ms each", 0, 0), 1000 / poll_idle (&bench, FALSE));
      line_limit (table_line (table, "nothing new, asked by 50 at once; nothing at all (/healthz)", "ms each", 0, 0), 1000 / poll_idle (&bench, TRUE));
    }
  for (int i = 0; i < 3; i++)
    {
      line_limit (table_line (table, eight, "ms", 0, 0.9), ingest (&bench, 1, generation));
      line_product (table_line (table, eight, "ms", 0, 0.9), ingest (&bench, 8, generation));
    }
  table_print (table);
  service_stop (&bench.service);
  for (int i = 0; i < n_laptops; i++)
    {
      laptop_clear (&bench.laptops[i].laptop);
      g_free (bench.laptops[i].cursor);
      g_clear_pointer (&bench.laptops[i].push, g_bytes_unref);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bench.busy); i++)
    laptop_clear (&bench.busy[i]);
  g_free (bench.laptops);
  office_tear_down (&bench.office, NULL);
  return 0;
}
