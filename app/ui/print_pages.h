/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be put on paper, made ready on a thread: a list as it is shown, the board, the weekend sheet, the committee's page. What may
 * be on it is decided by for whom it is (exchange/withhold.h, report/page.h); everything it shows is in the document when this returns. */
#pragma once

#include "document.h"
#include "lists.h"
#include "shown.h"
#include "store.h"

G_BEGIN_DECLS

typedef enum { KIN_PRINT_LIST, KIN_PRINT_BOARD, KIN_PRINT_WEEKEND, KIN_PRINT_COMMITTEE } KinPrintKind;

typedef struct
{
  KinStore      *store;
  KinPrintKind   kind;
  KinDay         today;     /* the day that it is of */
  gint64         known;     /* BOARD, WEEKEND, COMMITTEE: as known then; G_MAXINT64: now */
  KinShown      *shown;     /* LIST: what a page of figures shows, instead of type and ids; NULL: those */
  const KinType *type;      /* LIST */
  GArray        *ids;       /* LIST, BOARD: the rows as shown (gint64) */
  char         **columns;   /* LIST: those shown, by name (exchange/table_out.h) */
  char          *scope;     /* what the rows were chosen by, in words */
  const char    *for_whom;  /* a code of "access_for" */
  char          *recipient; /* by name; NULL: not said */
  KinDocument   *document;  /* made by kin_print_make */
  gpointer       kept;      /* what the document draws from */
} KinPrint;

KinPrint   *kin_print_new    (KinStore *store, KinPrintKind kind, KinDay today);
/* What is asked for, to be made again; not what is made of it. */
KinPrint   *kin_print_copy   (const KinPrint *print);
KinPrint   *kin_print_ref    (KinPrint *print);
void        kin_print_unref  (KinPrint *print);
/* In words: "Children", "Weekend sheet". */
const char *kin_print_title  (const KinPrint *print);
/* What would stay out for them: new string. */
char       *kin_print_left_out (const KinPrint *print, const char *for_whom);

/* FALSE: nothing of it may go to them. */
gboolean    kin_print_may_go (const KinPrint *print, const char *for_whom);
/* How many rows it lists. */
guint       kin_print_n_rows (const KinPrint *print);

/* On a thread. */
gboolean    kin_print_make   (KinPrint *print, GError **error);
/* On a thread: leaves the access record of paper that is about to be printed. When this fails nothing may be given out. */
gboolean    kin_print_note   (KinPrint *print, GError **error);
/* On a thread: the PDF, with its access record, in place whole or not at all. */
gboolean    kin_print_save   (KinPrint *print, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KinPrint, kin_print_unref)

G_END_DECLS
