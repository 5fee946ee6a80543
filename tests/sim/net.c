/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network between a laptop and the office: one request under way a laptop, and whatever can become of it and of its answer. */
#include <stdio.h>
#include <string.h>

#include "sim.h"
#include "wire.h"

struct _Flight
{
  KinRequest *request;
  KinAnswer  *answer;  /* NULL: there is none, yet or ever */
  guint       arrives, returns; /* steps */
  gboolean    arrived;
};

static const char portal[] = "<!DOCTYPE html><html><body>Welcome to Railway WiFi. <a href=/login>Sign in</a></body></html>";

static void
free_flight (Flight *flight)
{
  kin_request_free (flight->request);
  kin_answer_free (flight->answer);
  g_free (flight);
}

static KinAnswer *
page_of_html (guint status, int retry_after)
{
  KinAnswer *answer = kin_answer_new (status, "text/html", g_bytes_new_static (portal, sizeof portal - 1));

  answer->retry_after = retry_after;
  return answer;
}

/* What comes instead of an answer, from somebody else. */
static KinAnswer *
answer_of_another (Sim *sim)
{
  static const struct { guint status; int retry_after; } others[] = {
    { 200, 0 }, { 502, 0 }, { 504, 0 }, { 413, 0 }, { 429, 30 }, { 503, 120 }, { 302, 0 }, { 401, 0 }, { 403, 0 }, { 404, 0 }, { 204, 0 }, { 304, 0 }, { 409, 0 }, { 410, 0 },
  };
  guint nth = sim_roll (sim, G_N_ELEMENTS (others));

  sim->counts[SIM_PORTALS]++;
  return page_of_html (others[nth].status, others[nth].retry_after);
}

static void
cut_body (Sim *sim, KinAnswer *answer)
{
  gsize n = answer->body != NULL ? g_bytes_get_size (answer->body) : 0;
  GBytes *part;

  if (n == 0)
    return;
  part = g_bytes_new_from_bytes (answer->body, 0, sim_roll (sim, (guint) n));
  g_bytes_unref (answer->body);
  answer->body = part;
  sim->counts[SIM_CUT]++;
}

/* The request reaches whoever it reaches. */
static void
arrive (Sim *sim, Flight *flight)
{
  flight->arrived = TRUE;
  if (sim_once_in (sim, 12))
    {
      sim->counts[SIM_LOST]++;
      return;
    }
  if (sim_once_in (sim, 16))
    {
      flight->answer = answer_of_another (sim);
      return;
    }
  if (sim_once_in (sim, 12))
    {
      g_ptr_array_add (sim->strays, kin_request_copy (flight->request));
      sim->counts[SIM_STRAYS]++;
    }
  flight->answer = office_answer (sim, flight->request);
  if (sim_once_in (sim, 10))
    {
      g_clear_pointer (&flight->answer, kin_answer_free);
      sim->counts[SIM_LOST]++;
    }
  else if (flight->answer != NULL && sim_once_in (sim, 20))
    cut_body (sim, flight->answer);
}

/* For whoever looks on. */
static void
tell (Laptop *laptop, const KinRequest *request)
{
  g_autoptr (KinPush) push = request->body != NULL ? kin_push_parse (request->body, NULL) : NULL;

  for (guint i = 0; push != NULL && i < push->changes->len; i++)
    {
      const KinWireChange *change = push->changes->pdata[i];

      printf ("  %" G_GINT64_FORMAT " %s %s %d%s", change->n, kin_op_name (change->op), change->type, change->scope, i + 1 < push->changes->len ? "," : "\n");
    }
}

static void
ask (Laptop *laptop)
{
  Sim *sim = laptop->sim;
  gint64 now = sim->now + laptop->skew, wake = 0;
  KinRequest *request;

  laptop_begin (laptop);
  request = kin_talk_next (laptop->talk, now, &wake);
  laptop->wake = request == NULL ? wake : 0;
  if (sim->loud && request == NULL)
    printf ("  laptop %u asks nothing before %" G_GINT64_FORMAT " ms from now\n", laptop->number, wake - now);
  if (!laptop_end (laptop) || request == NULL)
    {
      kin_request_free (request); /* it died before it was sent */
      return;
    }
  sim_note (sim, "laptop %u: %s %s %s, %" G_GSIZE_FORMAT " bytes", laptop->number, request->method, request->path, request->query != NULL ? request->query : "",
            request->body != NULL ? g_bytes_get_size (request->body) : 0);
  if (sim->loud)
    tell (laptop, request);
  laptop->flight = g_new0 (Flight, 1);
  laptop->flight->request = request;
  laptop->flight->arrives = sim->step + (sim->calm ? 0 : sim_roll (sim, 4));
  laptop->flight->returns = laptop->flight->arrives + (sim_once_in (sim, 8) ? sim_roll (sim, 30) : 0);
}

static void
take (Laptop *laptop)
{
  Sim *sim = laptop->sim;
  g_autoptr (GError) error = NULL;
  Flight *flight = g_steal_pointer (&laptop->flight);
  gboolean ok;

  sim_note (sim, "laptop %u: %u", laptop->number, flight->answer != NULL ? flight->answer->status : 0);
  if (sim->loud && flight->answer != NULL && flight->answer->body != NULL)
    printf ("  %.*s\n", (int) MIN (200, g_bytes_get_size (flight->answer->body)), (const char *) g_bytes_get_data (flight->answer->body, NULL));
  laptop_begin (laptop);
  ok = kin_talk_take (laptop->talk, flight->answer, sim->now + laptop->skew, &error);
  sim_note (sim, "  %s", ok ? "taken" : error != NULL ? error->message : "?");
  if (ok && sim_once_in (sim, 40)) /* what came once comes again */
    {
      g_autoptr (GError) again = NULL;

      kin_talk_take (laptop->talk, flight->answer, sim->now + laptop->skew, &again);
    }
  laptop_end (laptop);
  free_flight (flight);
}

void
net_step (Laptop *laptop)
{
  Sim *sim = laptop->sim;

  if (laptop->flight == NULL)
    {
      ask (laptop);
      if (!sim->calm || laptop->flight == NULL)
        return;
    }
  if (!laptop->flight->arrived && (sim->calm || sim->step >= laptop->flight->arrives))
    arrive (sim, laptop->flight);
  if (laptop->flight->arrived && (sim->calm || sim->step >= laptop->flight->returns))
    take (laptop);
}

void
net_hang_up (Laptop *laptop)
{
  Flight *flight = g_steal_pointer (&laptop->flight);

  if (flight == NULL)
    return;
  if (!flight->arrived)
    g_ptr_array_add (laptop->sim->strays, g_steal_pointer (&flight->request)); /* it is out already */
  free_flight (flight);
}

void
net_interrupt (Laptop *laptop)
{
  if (laptop->flight == NULL || laptop->flight->request->wait == 0)
    return;
  net_hang_up (laptop);
  kin_talk_drop (laptop->talk);
}

void
net_deliver_stray (Sim *sim)
{
  g_autoptr (KinRequest) request = NULL;

  if (sim->strays->len == 0)
    return;
  request = g_ptr_array_steal_index (sim->strays, sim_roll (sim, sim->strays->len));
  sim_note (sim, "late: %s %s", request->method, request->path);
  kin_answer_free (office_answer (sim, request));
}
