/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All clashes of a file, found again where something has changed since this reader was last asked. */
#pragma once

#include "clash-find.h"

G_BEGIN_DECLS

void kin_clash_find_all (KinClashFinding *finding);

G_END_DECLS
