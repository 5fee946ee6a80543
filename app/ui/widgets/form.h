/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form: a row for each field of a record, made from the type's table, in boxed lists by section.
 *
 * What is typed is on the live record at once. A second's rest keeps a draft against a crash. When the focus leaves the row, or
 * Enter is pressed, or the desk says "flush", the field is judged: what is wrong is said under the row and not saved; what is
 * right is saved by itself. A record that is not saved yet (its number is 0) is only judged; the page adds it.
 *
 * A row that somebody has typed into never changes from outside; nor does the one with the focus, but for an undo. What it says is
 * then saved as by somebody who had not seen the other value, so that both stand; the person is told under the row. */
#pragma once

#include <gtk/gtk.h>

#include "desk.h"

G_BEGIN_DECLS

#define KIN_TYPE_FORM (kin_form_get_type ())
G_DECLARE_FINAL_TYPE (KinForm, kin_form, KIN, FORM, GObject)

typedef struct _KinFormRow KinFormRow;

/* Signal "edited" (guint field): the live record has another value there, saved or not. */

/* Brings back the drafts of a program that died. */
KinForm    *kin_form_new       (KinDesk *desk, KinRecord *record);
KinRecord  *kin_form_record    (KinForm *form);
KinDesk    *kin_form_desk      (KinForm *form);
/* AdwPreferencesGroup, one a section: put them where you like. Owned by the form. Their rows cost a frame or two, so a section is
 * made when somebody asks for it, or for a row in it. */
guint       kin_form_n_sections (KinForm *form);
GtkWidget  *kin_form_section   (KinForm *form, guint place);
GPtrArray  *kin_form_sections  (KinForm *form); /* all */
/* What the record is now, from the store. */
void        kin_form_reload    (KinForm *form, KinRecord *fresh);
/* No drafts are written: the record is thrown away with the form. */
void        kin_form_keep_nothing (KinForm *form);
/* Judges and saves whatever is typed and not saved. */
void        kin_form_flush     (KinForm *form);
/* Judges everything; FALSE: the first row with an error has the focus. */
gboolean    kin_form_check     (KinForm *form);
/* NULL for fields that have no row (kept by the program). */
KinFormRow *kin_form_row       (KinForm *form, guint field);
void        kin_form_focus     (KinForm *form, guint field); /* G_MAXUINT: the first */
/* No row shows this field: it is known from where the form was opened. Before the sections are used. */
void        kin_form_hide      (KinForm *form, guint field);

GtkWidget  *kin_form_row_widget (KinFormRow *row);
GtkWidget  *kin_form_row_input  (KinFormRow *row); /* what takes the focus */
const char *kin_form_row_error  (KinFormRow *row); /* NULL: none is shown */

G_END_DECLS
