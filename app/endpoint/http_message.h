/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between libsoup's message and the office's request and answer. Private to http.c. */
#pragma once

#include <libsoup/soup.h>

#include "inflate.h"
#include "message.h"

G_BEGIN_DECLS

/* taken: the body as it came. NULL: the message has been refused. */
KinRequest *kin_http_request (SoupServerMessage *message, GBytes *taken);
/* packer NULL: it goes as it is. */
void        kin_http_fill_in (SoupServerMessage *message, const KinAnswer *answer, KinPacker *packer);
/* name: of a problem. */
void        kin_http_refuse  (SoupServerMessage *message, const char *name, const char *detail);

G_END_DECLS
