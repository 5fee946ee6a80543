/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records, in which order, which fields: --where, --find, --on, --sort, --fields, the same for list and export. */
#pragma once

#include "command.h"
#include "lists.h"

G_BEGIN_DECLS

/* NULL, with the sentence printed. */
KinListSpec *kin_tool_spec   (KinTool *tool, const KinType *type);
/* The fields asked for, or those that a list shows. NULL, with the sentence printed. New array of guint. */
GArray      *kin_tool_fields (KinTool *tool, const KinType *type, gboolean all);
/* Every --where, as typed; may be NULL. Borrowed. */
GPtrArray   *kin_tool_wheres (KinTool *tool);

G_END_DECLS
