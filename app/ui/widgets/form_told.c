/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form tells of others: that somebody has changed what is being typed, and that two values of a field stand. */
#include <glib/gi18n-lib.h>

#include "conflicts.h"
#include "form_row.h"
#include "history_words.h"

char *
kin_form_row_changed (KinFormRow *row, KinRecord *fresh)
{
  KinDesk         *desk = kin_form_desk (row->form);
  g_autofree char *words = row->field->kind == KIN_LINK ? g_strdup (kin_titles_get (kin_desk_titles (desk), kin_record_link (fresh, row->number)))
                                                        : kin_field_to_text (row->field, kin_record_get (fresh, row->number));

  if (words == NULL || *words == '\0')
    return g_strdup (_("Somebody has emptied this meanwhile. Both are kept if you go on."));
  return g_strdup_printf (_("Somebody has changed this meanwhile, to: %s. Both are kept if you go on."), words);
}

void
kin_form_mark_contested (KinForm *form)
{
  KinRecord            *record = kin_form_record (form);
  KinDesk              *desk = kin_form_desk (form);
  const KinType        *type = kin_record_type (record);
  g_autoptr (GPtrArray) conflicts = kin_reader_conflicts_of (kin_store_reader (kin_desk_store (desk)), kin_record_no (record));

  for (guint i = 0; i < type->n_fields; i++)
    if (kin_form_row_made (form, i) != NULL)
      g_clear_pointer (&kin_form_row_made (form, i)->contested, g_free);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const KinConflict     *conflict = conflicts->pdata[i];
      const KinConflictSide *other = conflict->sides->pdata[1];
      int                    field = kin_type_field (type, conflict->field);
      KinFormRow            *row = field >= 0 ? kin_form_row_made (form, (guint) field) : NULL;
      g_autofree char       *words = row != NULL ? kin_value_words (desk, row->field, other->value) : NULL;

      if (row == NULL)
        continue;
      g_free (row->contested);
      /* Translators: another value of the field, and who wrote it */
      row->contested = g_strdup_printf (_("Two values: beside this one stands “%s”, by %s. Choose one under To decide."), words != NULL ? words : _("nothing"),
                                        other->by != NULL && *other->by != '\0' ? other->by : _("somebody"));
    }
}
