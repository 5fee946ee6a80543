/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a path to its handler: which authority, who asks, may they. */
#include "endpoint_private.h"

#include <glib-unix.h>
#include <sodium.h>
#include <string.h>

#include "digest.h"
#include "journal.h"
#include "purge.h"

#define LONGEST_NAME 64
#define SEEN_LATE (60 * G_GINT64_CONSTANT (1000)) /* ms until it is written when a device was last seen */
#define DIGEST_CHUNK 500
#define LISTEN_AGAIN 1000 /* ms */
#define SETTLE_AGAIN (60 * G_GINT64_CONSTANT (1000)) /* ms */

typedef enum
{
  ANYBODY,  /* who may have signed in */
  DEVICE,
  MANAGER
} Need;

typedef struct
{
  const char *method, *path; /* "*" is any one part */
  Need        need;
  KinAnswer *(*answer) (KinAsked *asked);
} Route;

/* clang-format off */
static const Route routes[] = {
  { "GET",  "",                      ANYBODY, kin_answer_hello },
  { "POST", "devices",               ANYBODY, kin_answer_join },
  { "POST", "changes",               DEVICE,  kin_answer_push },
  { "GET",  "changes",               DEVICE,  kin_answer_pull },
  { "GET",  "snapshot",              DEVICE,  kin_answer_snapshot },
  { "GET",  "superseded",            DEVICE,  kin_answer_superseded },
  { "GET",  "records/*/*/history",   DEVICE,  kin_answer_history },
  { "GET",  "digest",                DEVICE,  kin_answer_digest },
  { "GET",  "purges",                MANAGER, kin_answer_purges },
  { "POST", "purges",                MANAGER, kin_answer_purge },
  { "POST", "purges/*/approval",     MANAGER, kin_answer_approve },
  { "GET",  "devices",               MANAGER, kin_answer_devices },
  { "POST", "devices/*/revocation",  MANAGER, kin_answer_revoke },
};
/* clang-format on */

static void
free_office (gpointer data)
{
  KinOffice *office = data;

  if (office->watch != 0)
    g_source_remove (office->watch);
  kin_log_close (office->log);
  kin_kept_free (office->kept);
  g_hash_table_unref (office->seen);
  g_queue_clear_full (&office->wrong, g_free);
  g_free (office);
}

KinEndpoint *
kin_endpoint_new (const KinLogPlace *place)
{
  KinEndpoint *endpoint = g_new0 (KinEndpoint, 1);

  endpoint->state = g_strdup (place->state);
  endpoint->url = g_strdup (place->url);
  if (place->key != NULL)
    memcpy (endpoint->key, place->key, sizeof endpoint->key);
  endpoint->offices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_office);
  endpoint->metrics = kin_metrics_new ();
  return endpoint;
}

KinMetrics *
kin_endpoint_metrics (KinEndpoint *endpoint)
{
  return endpoint->metrics;
}

const char *
kin_endpoint_route (KinEndpoint *endpoint)
{
  return endpoint->route;
}

void
kin_endpoint_set_moved (KinEndpoint *endpoint, KinMovedFunc moved, gpointer data)
{
  endpoint->moved = moved;
  endpoint->moved_data = data;
}

typedef struct
{
  KinEndpoint *endpoint;
  KinOffice   *office;
} Watch;

static void
tell_moved (KinEndpoint *endpoint)
{
  if (endpoint->moved != NULL)
    endpoint->moved (endpoint->moved_data);
}

void
kin_asked_moved (KinAsked *asked)
{
  tell_moved (asked->endpoint);
}

static gboolean
hear (int fd, GIOCondition condition, gpointer data)
{
  Watch *watch = data;
  KinLog *log = watch->office->log;
  gboolean good = log->kind->watch_read (log) && (condition & (G_IO_ERR | G_IO_HUP | G_IO_NVAL)) == 0;

  tell_moved (watch->endpoint);
  if (good)
    return G_SOURCE_CONTINUE;
  watch->office->watch = 0;
  return G_SOURCE_REMOVE;
}

static void
listen_to_others (KinEndpoint *endpoint, KinOffice *office)
{
  int fd = office->log->kind->watch_fd (office->log);
  Watch watch = { endpoint, office };

  if (fd >= 0)
    office->watch = g_unix_fd_add_full (G_PRIORITY_DEFAULT, fd, G_IO_IN, hear, g_memdup2 (&watch, sizeof watch), g_free);
}

/* While the others cannot be heard, because their server was away, those who wait are asked again once a second. */
static void
listen_again (KinEndpoint *endpoint, KinOffice *office, gint64 now)
{
  if (office->log->kind->watch_fd == NULL || office->watch != 0 || (now < office->watch_at && office->watch_at <= now + LISTEN_AGAIN))
    return;
  office->watch_at = now + LISTEN_AGAIN;
  listen_to_others (endpoint, office);
  tell_moved (endpoint);
}

static KinOffice *
find_office (KinEndpoint *endpoint, const char *name, GError **error)
{
  KinLogPlace place = { endpoint->state, endpoint->url, endpoint->key };
  KinOffice *office = g_hash_table_lookup (endpoint->offices, name);
  g_auto (GStrv) names = NULL;
  KinLog *log;

  if (office != NULL || !kin_wire_is_name (name, LONGEST_NAME))
    return office;
  names = kin_log_names (&place, error);
  if (names == NULL || !g_strv_contains ((const char *const *) names, name))
    return NULL;
  log = kin_log_open (&place, name, FALSE, error);
  if (log == NULL)
    return NULL;
  office = g_new0 (KinOffice, 1);
  office->log = log;
  office->kept = kin_kept_new ();
  office->unsettled = TRUE; /* the process before may not have come to it */
  office->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_queue_init (&office->wrong);
  g_hash_table_insert (endpoint->offices, g_strdup (name), office);
  if (log->kind->watch_fd != NULL)
    listen_to_others (endpoint, office);
  return office;
}

KinLog *
kin_endpoint_log (KinEndpoint *endpoint, const char *authority, GError **error)
{
  KinOffice *office = find_office (endpoint, authority, error);

  return office != NULL ? office->log : NULL;
}

/* A read that failed half way looks like one that found little: it must not be taken for that. */
KinAnswer *
kin_asked_good (KinAsked *asked, GBytes *body)
{
  GError *error = kin_log_take_error (asked->log);
  KinAnswer *answer;

  if (error != NULL)
    {
      g_bytes_unref (body);
      return kin_asked_broken (asked, error);
    }
  answer = kin_answer_new (200, KIN_JSON_TYPE, body);
  answer->date = asked->now;
  return answer;
}

KinAnswer *
kin_asked_problem (KinAsked *asked, KinProblem *problem)
{
  KinAnswer *answer = kin_answer_new (problem->status, KIN_PROBLEM_TYPE, kin_problem_encode (problem));

  answer->date = asked->now;
  if (problem->status == 503)
    answer->retry_after = 5;
  kin_problem_free (problem);
  return answer;
}

KinAnswer *
kin_asked_refuse (KinAsked *asked, const char *name, const char *detail)
{
  return kin_asked_problem (asked, kin_problem_new (name, detail));
}

KinAnswer *
kin_asked_broken (KinAsked *asked, GError *error)
{
  GError *own = error != NULL ? error : asked->log != NULL ? kin_log_take_error (asked->log) : NULL;

  kin_journal_note ("error", "tables", "what", own != NULL ? own->message : "unknown", NULL);
  g_clear_error (&own);
  return kin_asked_refuse (asked, "unavailable", "the office's own store cannot be reached");
}

KinAnswer *
kin_asked_malformed (KinAsked *asked, GError *error)
{
  gboolean large = g_error_matches (error, KIN_WIRE_ERROR, KIN_WIRE_ERROR_TOO_LARGE);
  KinProblem *problem = kin_problem_new (large ? "too-large" : "malformed", error->message);

  if (large)
    {
      problem->changes = KIN_WIRE_PUSH_CHANGES;
      problem->bytes = KIN_WIRE_PUSH_BYTES;
    }
  g_error_free (error);
  return kin_asked_problem (asked, problem);
}

gboolean
kin_asked_number (KinAsked *asked, const char *name, gint64 least, gint64 most, gint64 fallback, gint64 *number)
{
  g_autofree char *text = kin_request_parameter (asked->request, name);

  *number = fallback;
  return text == NULL || g_ascii_string_to_signed (text, 10, least, most, number, NULL);
}

void
kin_asked_note_got (KinAsked *asked, gint64 seq)
{
  KinSeen *seen = g_hash_table_lookup (asked->office->seen, &asked->device.no);

  if (seen != NULL)
    seen->got = MAX (seen->got, seq);
}

static void
note_seen (KinAsked *asked)
{
  KinSeen *seen = g_hash_table_lookup (asked->office->seen, &asked->device.no);

  if (seen == NULL)
    {
      seen = g_new0 (KinSeen, 1);
      seen->got = asked->device.got;
      g_hash_table_insert (asked->office->seen, g_memdup2 (&asked->device.no, sizeof asked->device.no), seen);
    }
  seen->seen = MAX (asked->now, asked->device.seen);
  if (asked->office->seen_from == 0)
    asked->office->seen_from = asked->now;
}

static KinAnswer *
refuse_revoked (KinAsked *asked)
{
  KinProblem *problem = kin_problem_new ("device-revoked", NULL);

  problem->wipe = asked->device.wipe;
  return kin_asked_problem (asked, problem);
}

/* NULL: go on. */
static KinAnswer *
sign_in (KinAsked *asked, Need need)
{
  GError *error;

  if (asked->request->bearer == NULL)
    return need == ANYBODY ? NULL : kin_asked_refuse (asked, "not-signed-in", NULL);
  if (!kin_device_by_token (asked->log, asked->request->bearer, &asked->device))
    {
      error = kin_log_take_error (asked->log);
      return error != NULL ? kin_asked_broken (asked, error) : kin_asked_refuse (asked, "not-signed-in", NULL);
    }
  if (asked->device.revoked != 0 || asked->device.account.gone)
    return refuse_revoked (asked);
  if (need == MANAGER && asked->device.account.role != KIN_ROLE_MANAGER)
    return kin_asked_refuse (asked, "not-allowed", NULL);
  note_seen (asked);
  return NULL;
}

static gboolean
path_fits (const char *path, char **parts)
{
  g_auto (GStrv) wanted = g_strsplit (path, "/", -1);
  guint i = 0;

  for (; wanted[i] != NULL && parts[i] != NULL; i++)
    if (strcmp (wanted[i], "*") == 0 ? *parts[i] == '\0' : strcmp (wanted[i], parts[i]) != 0)
      return FALSE;
  return wanted[i] == NULL && parts[i] == NULL;
}

/* NULL with is_path: the path is right and the method is not. */
static const Route *
find_route (const char *method, char **parts, gboolean *is_path)
{
  *is_path = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (path_fits (routes[i].path, parts))
      {
        *is_path = TRUE;
        if (strcmp (routes[i].method, method) == 0)
          return &routes[i];
      }
  return NULL;
}

static KinAnswer *
answer_authority (KinAsked *asked, char **parts, const char **name)
{
  GError *error = NULL;
  gboolean is_path;
  const Route *route;
  KinAnswer *answer;

  asked->office = find_office (asked->endpoint, parts[2], &error);
  if (error != NULL)
    return kin_asked_broken (asked, error);
  if (asked->office == NULL)
    return kin_asked_refuse (asked, "not-found", "there is no such authority");
  asked->log = asked->office->log;
  error = kin_log_take_error (asked->log);
  g_clear_error (&error); /* of what came before */
  asked->parts = parts + 3;
  route = find_route (asked->request->method, asked->parts, &is_path);
  if (route == NULL)
    return kin_asked_refuse (asked, is_path ? "method-not-allowed" : "not-found", NULL);
  *name = *route->path != '\0' ? route->path : "authority";
  answer = sign_in (asked, route->need);
  if (answer == NULL)
    answer = route->answer (asked);
  kin_device_clear (&asked->device);
  return answer;
}

static KinAnswer *
answer_text (KinAsked *asked, guint status, GString *text)
{
  KinAnswer *answer = kin_answer_new (status, "text/plain; version=0.0.4; charset=utf-8", g_string_free_to_bytes (text));

  answer->date = asked->now;
  return answer;
}

static gboolean
is_ready (KinEndpoint *endpoint)
{
  KinLogPlace place = { endpoint->state, endpoint->url, endpoint->key };
  g_auto (GStrv) names = kin_log_names (&place, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      KinOffice *office = find_office (endpoint, names[i], NULL);
      g_auto (KinAuthority) authority = { 0 };

      if (office == NULL || !kin_authority_read (office->log, &authority))
        {
          g_autoptr (GError) error = office != NULL ? kin_log_take_error (office->log) : NULL;

          return FALSE;
        }
    }
  return names != NULL;
}

static void
append_gauges (KinEndpoint *endpoint, gint64 now, GString *text)
{
  GHashTableIter iter;
  gpointer name, value;

  g_string_append (text, "# HELP kinkeeper_head The last number given.\n# TYPE kinkeeper_head gauge\n"
                         "# HELP kinkeeper_devices Devices that may sign in.\n# TYPE kinkeeper_devices gauge\n"
                         "# HELP kinkeeper_devices_lag_changes Changes that the devices seen in the last hour have not pulled, all together.\n"
                         "# TYPE kinkeeper_devices_lag_changes gauge\n"
                         "# HELP kinkeeper_digest_lag_changes Changes that the digest has not counted.\n# TYPE kinkeeper_digest_lag_changes gauge\n");
  g_hash_table_iter_init (&iter, endpoint->offices);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      KinLog *log = ((KinOffice *) value)->log;
      g_auto (KinAuthority) authority = { 0 };
      gint64 devices, lag;

      if (!kin_authority_read (log, &authority))
        continue;
      devices = kin_log_number (log, "SELECT count(*) FROM device WHERE revoked = 0 /* scan: all devices */", 0);
      lag = kin_log_number (log, "SELECT coalesce(sum(?1 - got), 0) FROM device WHERE revoked = 0 AND seen > ?2 /* scan: all devices */", 2, authority.head, now - 3600000);
      g_string_append_printf (text, "kinkeeper_head{authority=\"%s\"} %" G_GINT64_FORMAT "\nkinkeeper_devices{authority=\"%s\"} %" G_GINT64_FORMAT "\n",
                              (char *) name, authority.head, (char *) name, devices);
      g_string_append_printf (text, "kinkeeper_devices_lag_changes{authority=\"%s\"} %" G_GINT64_FORMAT "\nkinkeeper_digest_lag_changes{authority=\"%s\"} %" G_GINT64_FORMAT "\n",
                              (char *) name, lag, (char *) name, authority.head - authority.digest_at);
    }
}

static KinAnswer *
answer_operations (KinAsked *asked, const char *path)
{
  GString *text;

  if (strcmp (asked->request->method, "GET") != 0)
    return kin_asked_refuse (asked, "method-not-allowed", NULL);
  if (strcmp (path, "/healthz") == 0)
    return answer_text (asked, 200, g_string_new ("ok\n"));
  if (strcmp (path, "/readyz") == 0)
    return is_ready (asked->endpoint) ? answer_text (asked, 200, g_string_new ("ok\n")) : kin_asked_broken (asked, NULL);
  text = g_string_new (NULL);
  kin_metrics_write (asked->endpoint->metrics, text);
  append_gauges (asked->endpoint, asked->now, text);
  return answer_text (asked, 200, text);
}

KinAnswer *
kin_endpoint_answer (KinEndpoint *endpoint, const KinRequest *request, gint64 now, gboolean *wait)
{
  KinAsked asked = { .endpoint = endpoint, .request = request, .now = now, .wait = wait };
  const char *route = "other";
  KinAnswer *answer;

  *wait = FALSE;
  if (strcmp (request->path, "/healthz") == 0 || strcmp (request->path, "/readyz") == 0 || strcmp (request->path, "/metrics") == 0)
    {
      route = request->path + 1;
      answer = answer_operations (&asked, request->path);
    }
  else
    {
      g_auto (GStrv) parts = g_strsplit (request->path, "/", 9);

      /* "", "v1", NAME, ... */
      if (g_strv_length (parts) < 3 || *parts[0] != '\0' || strcmp (parts[1], "v1") != 0)
        answer = kin_asked_refuse (&asked, "not-found", NULL);
      else
        answer = answer_authority (&asked, parts, &route);
    }
  endpoint->route = route;
  kin_metrics_request (endpoint->metrics, route, answer->status);
  return answer;
}

static void
write_seen (KinOffice *office)
{
  GHashTableIter iter;
  gpointer no, value;

  if (!kin_log_begin (office->log, NULL))
    return;
  g_hash_table_iter_init (&iter, office->seen);
  while (g_hash_table_iter_next (&iter, &no, &value))
    {
      KinAsk *ask = kin_log_ask (office->log, "UPDATE device SET seen = ?1, got = ?2 WHERE no = ?3 AND seen <= ?1");

      kin_ask_int (ask, 1, ((KinSeen *) value)->seen);
      kin_ask_int (ask, 2, ((KinSeen *) value)->got);
      kin_ask_int (ask, 3, *(gint64 *) no);
      kin_ask_end (ask);
    }
  if (kin_log_commit (office->log, NULL)) /* else they are tried again */
    g_hash_table_remove_all (office->seen);
  office->seen_from = 0;
}

/* It takes its time, and nobody waits for it. */
static void
settle (KinOffice *office, gint64 now)
{
  g_autoptr (GError) error = NULL;

  office->unsettled = !kin_purge_settle (office->log, now, &error);
  office->settle_at = now + SETTLE_AGAIN;
  if (office->unsettled)
    kin_journal_note ("warning", "scrub", "what", error != NULL ? error->message : "", NULL);
}

gboolean
kin_endpoint_idle (KinEndpoint *endpoint, gint64 now)
{
  gboolean any = FALSE;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, endpoint->offices);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      KinOffice *office = value;
      gboolean more = FALSE;

      if (kin_digest_advance (office->log, DIGEST_CHUNK, &more, NULL))
        any = any || more;
      listen_again (endpoint, office, now);
      if (office->unsettled && (now >= office->settle_at || office->settle_at > now + SETTLE_AGAIN))
        settle (office, now);
      if (office->seen_from != 0 && (now - office->seen_from >= SEEN_LATE || now < office->seen_from))
        write_seen (office);
    }
  return any;
}

void
kin_endpoint_free (KinEndpoint *endpoint)
{
  GHashTableIter iter;
  gpointer value;

  if (endpoint == NULL)
    return;
  g_hash_table_iter_init (&iter, endpoint->offices);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((KinOffice *) value)->seen_from != 0)
      write_seen (value);
  g_hash_table_unref (endpoint->offices);
  kin_metrics_free (endpoint->metrics);
  sodium_memzero (endpoint->key, sizeof endpoint->key);
  g_free (endpoint->state);
  g_free (endpoint->url);
  g_free (endpoint);
}
