/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kinds of row share. Private to the form and its rows: each kind is a const table of functions beside its struct, whose
 * first member is the KinFormRow. */
#pragma once

#include <adwaita.h>

#include "form.h"

G_BEGIN_DECLS

typedef struct
{
  gsize    size;
  void     (*build) (KinFormRow *row); /* makes widget and input */
  void     (*fill)  (KinFormRow *row, const KinValue *value);
  gboolean (*read)  (KinFormRow *row, KinValue *value, GError **error);
  char    *(*typed) (KinFormRow *row); /* for a draft; NULL function: the plain form of the value */
  void     (*put)   (KinFormRow *row, const char *typed);
  void     (*left)  (KinFormRow *row); /* the focus leaves, before the row is judged; may be NULL */
  void     (*clear) (KinFormRow *row); /* may be NULL */
} KinFormRowKind;

struct _KinFormRow
{
  const KinFormRowKind *kind;
  KinForm        *form;   /* not owned */
  guint           number;
  const KinField *field;
  GtkWidget      *widget; /* an AdwPreferencesRow */
  GtkWidget      *input;
  GtkWidget      *problem; /* the row under it */
  GtkLabel       *sentence;
  KinValue        saved;
  gboolean        dirty;   /* typed and not judged right */
  gboolean        filling;
  gboolean        wrong;   /* the sentence is an error, not a remark */
  guint           saving;
  guint           rest;    /* timer of the draft */
  gint64          seen;    /* what the person had seen who types here: the base of what is saved */
  char           *told;    /* changed elsewhere while it is under the person's hands; NULL: not */
  char           *contested; /* another value stands beside this one; NULL: none */
};

extern const KinFormRowKind kin_row_text, kin_row_date, kin_row_period, kin_row_price, kin_row_flag, kin_row_code, kin_row_codes,
                            kin_row_link, kin_row_note, kin_row_address;

/* Made by its kind, not filled yet, and it has seen nothing. */
KinFormRow *kin_form_row_new   (KinForm *form, guint number);
void        kin_form_row_free  (KinFormRow *row);
/* NULL also if it has not been made yet: the last that wants it makes it. */
KinFormRow *kin_form_row_made  (KinForm *form, guint field);

/* The person has changed the widget. */
void        kin_form_row_typed (KinFormRow *row);
/* The person is done with it: judge and save. */
void        kin_form_row_left  (KinFormRow *row);
/* Both: a choice is made at once. */
void        kin_form_row_picked (KinFormRow *row);
/* The row is left when the focus leaves this widget. */
void        kin_form_row_watch (KinFormRow *row, GtkWidget *widget);

/* What to tell a person under whose hands the field has another value now. New string (form_told.c). */
char       *kin_form_row_changed (KinFormRow *row, KinRecord *fresh);
/* Rows of fields of which two values stand get their contested sentence; the others lose it. */
void        kin_form_mark_contested (KinForm *form);

const char *kin_form_row_label (KinFormRow *row); /* translated */
KinDay      kin_form_row_today (KinFormRow *row);
/* A row with a small title above what child holds. */
GtkWidget  *kin_form_row_stacked (KinFormRow *row, GtkWidget *child);
/* Names a control for a screen reader after the field, with more behind it (NULL: nothing). */
void        kin_form_row_name  (KinFormRow *row, GtkWidget *control, const char *more);
/* A button that opens a calendar and puts the day chosen into the editable. */
GtkWidget  *kin_calendar_button_new (GtkEditable *editable, KinDesk *desk, const char *label);

G_END_DECLS
