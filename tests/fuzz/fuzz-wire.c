/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever arrives from the network: each message either is refused, or says the same when it is written and read again. */
#include <stddef.h>
#include <stdint.h>

#include "hello.h"
#include "problem.h"
#include "purges.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define TRY(type, name)                                                   \
  {                                                                       \
    type *message = kin_##name##_parse (body, NULL);                      \
    g_autoptr (GBytes) written = message != NULL ? kin_##name##_encode (message) : NULL; \
    type *again = written != NULL ? kin_##name##_parse (written, NULL) : NULL; \
    g_autoptr (GBytes) twice = again != NULL ? kin_##name##_encode (again) : NULL; \
                                                                          \
    g_assert_true (message == NULL || (twice != NULL && g_bytes_equal (written, twice))); \
    g_clear_pointer (&message, kin_##name##_free);                        \
    g_clear_pointer (&again, kin_##name##_free);                          \
  }

static void
try_problem (GBytes *body)
{
  KinProblem *problem = kin_problem_parse (body);

  g_clear_pointer (&problem, kin_problem_free);
}

static void
try_purges (GBytes *body)
{
  GPtrArray *purges = kin_purges_parse (body, NULL);
  gint64 no;

  g_clear_pointer (&purges, g_ptr_array_unref);
  kin_purge_no_parse (body, &no);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  KinCursor cursor;

  TRY (KinPush, push)
  TRY (KinPage, page)
  TRY (KinReceipt, receipt)
  TRY (KinHello, hello)
  TRY (KinEnrolment, enrolment)
  TRY (KinWelcome, welcome)
  TRY (KinDigest, digest)
  TRY (KinPurgeWish, purge_wish)
  try_problem (body);
  try_purges (body);
  kin_cursor_parse (&cursor, text);
  return 0;
}
