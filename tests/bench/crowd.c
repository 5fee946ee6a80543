/* SPDX-License-Identifier: GPL-3.0-or-later */
/* epoll and a sorted list of times. */
#include "crowd.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef struct
{
  int      socket;
  GString *out, *in;
  gsize    sent;
  double   begun;
  double   at; /* 0: no call is wished */
} Client;

struct _Crowd
{
  guint16   port;
  guint     n;
  Client   *clients;
  CrowdFunc heard;
  gpointer  data;
  int       poll;
  gboolean  stopped;
};

double
crowd_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1000.0 + (double) now.tv_nsec / 1e6;
}

Crowd *
crowd_new (guint16 port, guint n, CrowdFunc heard, gpointer data)
{
  Crowd *crowd = g_new0 (Crowd, 1);

  *crowd = (Crowd){ .port = port, .n = n, .clients = g_new0 (Client, n), .heard = heard, .data = data, .poll = epoll_create1 (EPOLL_CLOEXEC) };
  for (guint i = 0; i < n; i++)
    crowd->clients[i] = (Client){ .socket = -1, .out = g_string_new (NULL), .in = g_string_new (NULL) };
  return crowd;
}

void
crowd_free (Crowd *crowd)
{
  for (guint i = 0; i < crowd->n; i++)
    {
      if (crowd->clients[i].socket >= 0)
        close (crowd->clients[i].socket);
      g_string_free (crowd->clients[i].out, TRUE);
      g_string_free (crowd->clients[i].in, TRUE);
    }
  close (crowd->poll);
  g_free (crowd->clients);
  g_free (crowd);
}

static void
watch (Crowd *crowd, guint i, int how)
{
  struct epoll_event event = { .events = EPOLLIN | (crowd->clients[i].sent < crowd->clients[i].out->len ? EPOLLOUT : 0), .data = { .u32 = i } };

  epoll_ctl (crowd->poll, how, crowd->clients[i].socket, &event);
}

static void
push_on (Crowd *crowd, guint i)
{
  Client *client = &crowd->clients[i];
  gssize n = send (client->socket, client->out->str + client->sent, client->out->len - client->sent, MSG_NOSIGNAL);

  if (n > 0)
    client->sent += (gsize) n;
  watch (crowd, i, EPOLL_CTL_MOD);
}

void
crowd_say (Crowd *crowd, guint i, const char *request, gsize length)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = g_htons (crowd->port), .sin_addr = { g_htonl (INADDR_LOOPBACK) } };
  Client *client = &crowd->clients[i];

  g_string_truncate (client->out, 0);
  g_string_append_len (client->out, request, (gssize) length);
  g_string_truncate (client->in, 0);
  client->sent = 0;
  client->begun = crowd_now ();
  if (client->socket < 0)
    {
      client->socket = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
      g_assert_cmpint (client->socket, >=, 0);
      setsockopt (client->socket, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof (int));
      g_assert_true (connect (client->socket, (struct sockaddr *) &address, sizeof address) == 0 || errno == EINPROGRESS);
      watch (crowd, i, EPOLL_CTL_ADD);
    }
  else
    push_on (crowd, i);
}

void
crowd_call_at (Crowd *crowd, guint i, double at)
{
  crowd->clients[i].at = at;
}

/* Of the head; new string or NULL. */
static char *
header (const char *head, gsize length, const char *name)
{
  g_autofree char *text = g_strndup (head, length), *wanted = g_strconcat ("\r\n", name, ": ", NULL);
  const char *at = strstr (text, wanted);

  return at != NULL ? g_strndup (at + strlen (wanted), strcspn (at + strlen (wanted), "\r")) : NULL;
}

static void
try_answer (Crowd *crowd, guint i)
{
  Client *client = &crowd->clients[i];
  const char *end = strstr (client->in->str, "\r\n\r\n");
  gsize head = end != NULL ? (gsize) (end + 4 - client->in->str) : 0;
  g_autofree char *length = end != NULL ? header (client->in->str, head, "Content-Length") : NULL;
  g_autofree char *etag = end != NULL ? header (client->in->str, head, "ETag") : NULL;
  CrowdAnswer answer = { .length = length != NULL ? (gsize) g_ascii_strtoull (length, NULL, 10) : 0 };

  if (end == NULL || client->in->len < head + answer.length)
    return;
  answer.status = (guint) g_ascii_strtoull (client->in->str + 9, NULL, 10);
  answer.took = crowd_now () - client->begun;
  if (etag != NULL && strlen (etag) > 2)
    {
      etag[strlen (etag) - 1] = '\0';
      answer.etag = etag + 1;
    }
  crowd->heard (crowd, i, &answer, crowd->data);
}

static void
take (Crowd *crowd, guint i)
{
  Client *client = &crowd->clients[i];
  CrowdAnswer cut = { .status = 0 };
  char piece[65536];
  gssize n = recv (client->socket, piece, sizeof piece, 0);

  if (n > 0)
    {
      g_string_append_len (client->in, piece, n);
      try_answer (crowd, i);
      return;
    }
  if (n < 0 && errno == EAGAIN)
    return;
  close (client->socket);
  client->socket = -1;
  cut.took = crowd_now () - client->begun;
  crowd->heard (crowd, i, &cut, crowd->data);
}

static void
call_those_whose_time_has_come (Crowd *crowd)
{
  double now = crowd_now ();

  for (guint i = 0; i < crowd->n; i++)
    if (crowd->clients[i].at > 0 && crowd->clients[i].at <= now)
      {
        crowd->clients[i].at = 0;
        crowd->heard (crowd, i, NULL, crowd->data);
      }
}

void
crowd_run (Crowd *crowd, double until)
{
  double looked = 0;

  crowd->stopped = FALSE;
  while (!crowd->stopped && crowd_now () < until)
    {
      struct epoll_event events[256];
      int n = epoll_wait (crowd->poll, events, G_N_ELEMENTS (events), 2);

      for (int k = 0; k < n && !crowd->stopped; k++)
        {
          guint i = events[k].data.u32;

          if ((events[k].events & EPOLLOUT) != 0)
            push_on (crowd, i);
          if ((events[k].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 && crowd->clients[i].socket >= 0)
            take (crowd, i);
        }
      if (crowd_now () - looked > 2)
        {
          call_those_whose_time_has_come (crowd);
          looked = crowd_now ();
        }
    }
}

void
crowd_stop (Crowd *crowd)
{
  crowd->stopped = TRUE;
}
