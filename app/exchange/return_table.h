/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the children looked after return (SSDA903), their columns, and how each column is read
 * (the DfE's guide to the SSDA903).
 *
 * A table is known by its set of columns, in any order and any case; not by the name of its file. */
#pragma once

#include "type.h"

G_BEGIN_DECLS

typedef enum
{
  KIN_RETURN_HEADER,
  KIN_RETURN_EPISODES,
  KIN_RETURN_REVIEWS,
  KIN_RETURN_UASC,
  KIN_RETURN_OC2,
  KIN_RETURN_OC3,
  KIN_RETURN_AD1,
  KIN_RETURN_PLACED_ADOPTION,
  KIN_RETURN_PREV_PERM,
  KIN_RETURN_MISSING,
  KIN_RETURN_SW_EPISODES,
  KIN_RETURN_DOLO,
  KIN_RETURN_N_TABLES
} KinReturnTable;

#define KIN_RETURN_MOST_COLUMNS 13
#define KIN_RETURN_FIRST_URN_YEAR 2016 /* the year, ending then, in which Ofsted's number was first asked for */

/* Where a column stands in its table. CHILD is always 0. */
enum { KIN_HEADER_CHILD, KIN_HEADER_SEX, KIN_HEADER_DOB, KIN_HEADER_ETHNIC, KIN_HEADER_UPN, KIN_HEADER_MOTHER, KIN_HEADER_MC_DOB };
enum { KIN_EPISODES_CHILD, KIN_EPISODES_DECOM, KIN_EPISODES_RNE, KIN_EPISODES_LS, KIN_EPISODES_CIN, KIN_EPISODES_PLACE,
       KIN_EPISODES_PLACE_PROVIDER, KIN_EPISODES_DEC, KIN_EPISODES_REC, KIN_EPISODES_REASON_PLACE_CHANGE, KIN_EPISODES_HOME_POST,
       KIN_EPISODES_PL_POST, KIN_EPISODES_URN };
enum { KIN_REVIEWS_CHILD, KIN_REVIEWS_DOB, KIN_REVIEWS_REVIEW, KIN_REVIEWS_REVIEW_CODE };
enum { KIN_UASC_CHILD, KIN_UASC_SEX, KIN_UASC_DOB, KIN_UASC_DUC };
enum { KIN_OC2_CHILD, KIN_OC2_DOB, KIN_OC2_SDQ_SCORE, KIN_OC2_SDQ_REASON, KIN_OC2_CONVICTED };
enum { KIN_OC3_CHILD, KIN_OC3_DOB, KIN_OC3_IN_TOUCH, KIN_OC3_ACTIV, KIN_OC3_ACCOM };
enum { KIN_AD1_CHILD, KIN_AD1_DOB, KIN_AD1_DATE_INT, KIN_AD1_DATE_MATCH, KIN_AD1_FOSTER_CARE, KIN_AD1_NB_ADOPTR, KIN_AD1_SEX_ADOPTR,
       KIN_AD1_LS_ADOPTR };
enum { KIN_PLACED_ADOPTION_CHILD, KIN_PLACED_ADOPTION_DOB, KIN_PLACED_ADOPTION_DATE_PLACED, KIN_PLACED_ADOPTION_DATE_PLACED_CEASED,
       KIN_PLACED_ADOPTION_REASON_PLACED_CEASED };
enum { KIN_PREV_PERM_CHILD, KIN_PREV_PERM_DOB, KIN_PREV_PERM_PREV_PERM, KIN_PREV_PERM_LA_PERM, KIN_PREV_PERM_DATE_PERM };
enum { KIN_MISSING_ROW_CHILD, KIN_MISSING_ROW_DOB, KIN_MISSING_ROW_MISSING, KIN_MISSING_ROW_MIS_START, KIN_MISSING_ROW_MIS_END };
enum { KIN_SW_CHILD, KIN_SW_DOB, KIN_SW_SW_ID, KIN_SW_SW_DECOM, KIN_SW_SW_DEC, KIN_SW_SW_REASON };
enum { KIN_DOLO_CHILD, KIN_DOLO_DOB, KIN_DOLO_DOLO_START, KIN_DOLO_DOLO_END };

typedef enum
{
  KIN_CELL_CHILD,
  KIN_CELL_DATE,
  KIN_CELL_PARTIAL,    /* unknown parts as zz */
  KIN_CELL_CODE,
  KIN_CELL_SEX,        /* 1, 2 or M, F, U */
  KIN_CELL_FLAG,       /* 0, 1 */
  KIN_CELL_NUMBER,
  KIN_CELL_POSTCODE,
  KIN_CELL_IDENTIFIER
} KinCellKind;

typedef struct
{
  const char *name;
  KinCellKind kind;
  const char *list;     /* the code list, or the kind of identifier */
  gboolean    required; /* a row without it is rejected */
} KinReturnColumn;

typedef struct
{
  const char            *name; /* "Episodes" */
  const char            *code; /* in return_row: "episodes" */
  const char            *file; /* that export writes */
  const KinReturnColumn *columns;
  guint                  n_columns;
  int                    key;        /* with CHILD it tells rows apart; -1: CHILD alone does */
  int                    first_year; /* 0: from the beginning */
} KinReturnTableInfo;

const KinReturnTableInfo *kin_return_table       (KinReturnTable table);
/* By name or code; -1 when there is none. */
int                       kin_return_table_find  (const char *name);
/* The column of that name in any case, -1 when the table has none. */
int                       kin_return_table_column (KinReturnTable table, const char *name);

/* Recognises a heading. positions (at least KIN_RETURN_MOST_COLUMNS) gets where each column stands in it, -1 when it may be
 * missing and is (URN before 2016). -1 with a sentence that names the missing columns of the table it comes nearest to. */
int                       kin_return_table_recognise (const char *const *heading, guint n, int year_ending, int *positions, GError **error);

G_END_DECLS
