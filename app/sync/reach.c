/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a file to its office. */
#include "reach.h"

#include <glib/gi18n-lib.h>

#include "store.h"

KinTransport *
kin_reach (KinReader *reader, GError **error)
{
  g_autofree char *address = kin_reader_fact (reader, "sync-url"), *authorities = kin_reader_fact (reader, "sync-ca");

  return kin_transport_new (address != NULL ? address : "", authorities != NULL && *authorities != '\0' ? authorities : NULL, error);
}

/* An answer that could not be trusted says so: a person has to see to it, where no network mends itself. */
KinAnswer *
kin_reach_send (KinTransport *transport, const KinRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  KinAnswer *answer = kin_transport_send (transport, request, cancellable, &trouble);

  if (answer == NULL && trouble != NULL && trouble->domain == G_TLS_ERROR)
    g_set_error_literal (error, KIN_STORE_ERROR, KIN_STORE_ERROR_OTHER,
                         _("The office's certificate cannot be trusted, so nothing was sent. Check the address, and tell whoever keeps the endpoint."));
  return answer;
}
