/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backups of the open file: what is in each, one more, one back; the file checked; what was not sent yet saved apart. */
#pragma once

#include "window.h"

G_BEGIN_DECLS

void kin_backups_dialog (KinWindow *window);

G_END_DECLS
