/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding clashes around one home, child, placement or record, along the indexes; and whom a whole file has to be asked about. */
#pragma once

#include "clashes.h"

G_BEGIN_DECLS

/* Each adds KinClash * to found, which has every clash once. */
typedef struct
{
  KinReader  *reader;
  GPtrArray  *found;
  GHashTable *seen; /* char *: id and first night */
} KinClashFinding;

void kin_clash_finding_init  (KinClashFinding *finding, KinReader *reader);
void kin_clash_finding_clear (KinClashFinding *finding); /* frees what is still in found */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KinClashFinding, kin_clash_finding_clear)

void kin_clash_find_home    (KinClashFinding *finding, gint64 household);
void kin_clash_find_places  (KinClashFinding *finding, gint64 child);
void kin_clash_find_prices  (KinClashFinding *finding, gint64 placement);
void kin_clash_find_twins   (KinClashFinding *finding, gint64 child); /* entered twice */
/* What leads to a record that is gone; nothing when it is not. */
void kin_clash_find_gone    (KinClashFinding *finding, gint64 record);
/* Takes clash. */
void kin_clash_finding_add  (KinClashFinding *finding, KinClash *clash);
KinClash *kin_clash_new     (KinClashRule rule, gint64 about);

void kin_clash_scan_gone    (KinClashFinding *finding); /* all that is gone */

/* Everything around a record, of whatever type. */
void kin_clash_find_around  (KinClashFinding *finding, gint64 record);
/* The whole file: cheap passes over the tables find whom to ask the others about (clash-scan.c). */
void kin_clash_scan         (KinClashFinding *finding);

G_END_DECLS
