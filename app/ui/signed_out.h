/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the office has signed a laptop out for good and told it to keep nothing: the window closes, the record is erased (sync/wipe.h), and
 * a page says so. */
#pragma once

#include "application.h"
#include "window.h"

G_BEGIN_DECLS

void kin_signed_out_watch (KinApplication *application, KinWindow *window);

G_END_DECLS
