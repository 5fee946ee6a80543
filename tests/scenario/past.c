/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the tool: its clock is KIN_PAST_DAYS days behind, so that a file has a history when the program opens it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t
behind (void)
{
  const char *days = getenv ("KIN_PAST_DAYS");

  return days != NULL ? (time_t) atoi (days) * 24 * 60 * 60 : 0;
}

int
clock_gettime (clockid_t clock, struct timespec *now)
{
  static int (*real) (clockid_t, struct timespec *);
  int        result;

  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "clock_gettime");
  result = real (clock, now);
  if (clock == CLOCK_REALTIME && result == 0)
    now->tv_sec -= behind ();
  return result;
}

int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  struct timespec exact;
  int             result = clock_gettime (CLOCK_REALTIME, &exact);

  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return result;
}

time_t
time (time_t *now)
{
  struct timespec exact;

  clock_gettime (CLOCK_REALTIME, &exact);
  if (now != NULL)
    *now = exact.tv_sec;
  return exact.tv_sec;
}
