/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must not reach an outsider. A title is made again from the record without its withheld fields, so that no type's title
 * function has to know about outsiders. */
#include "withhold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "buying.h"
#include "children.h"

gboolean
kin_withhold_is_outside (const char *for_whom)
{
  return g_strcmp0 (for_whom, KIN_FOR_INTERNAL) != 0;
}

static gboolean
is_public (const char *for_whom)
{
  return g_strcmp0 (for_whom, "public") == 0;
}

/* What tells one person from all others though it is no name. */
static gboolean
singles_out (const KinField *field)
{
  static const char *const kinds[] = { "child", "upn", "nhs", "worker", NULL };

  if (field->kind == KIN_IDENTIFIER)
    return field->choices != NULL && g_strv_contains (kinds, field->choices);
  return field->kind == KIN_DATE && (strcmp (field->name, "born") == 0 || strcmp (field->name, "expected") == 0);
}

gboolean
kin_withhold_field (const KinType *type, guint field, const char *for_whom)
{
  const KinField *f = &type->fields[field];

  if (!kin_withhold_is_outside (for_whom))
    return FALSE;
  if ((f->flags & (KIN_WITHHELD | KIN_HIDDEN)) != 0 || f->kind == KIN_NOTE || f->kind == KIN_ADDRESS)
    return TRUE;
  /* Anybody can look up the address behind the Ofsted number of a home. */
  if (f->kind == KIN_IDENTIFIER && g_strcmp0 (f->choices, "urn") == 0 && type != &kin_provider)
    return TRUE;
  return is_public (for_whom) && ((f->flags & KIN_NAMING) != 0 || singles_out (f));
}

gboolean
kin_withhold_type (const KinType *type, const char *for_whom)
{
  return kin_withhold_is_outside (for_whom) && type->scope == KIN_RESTRICTED;
}

static gboolean
tells_where (const KinField *field)
{
  static const char *const places[] = { "household", "establishment", "provider", NULL };

  switch (field->kind)
    {
    case KIN_LINK:
      return field->link == NULL || g_strv_contains (places, field->link);
    case KIN_POSTCODE:
    case KIN_ADDRESS:
      return TRUE;
    case KIN_IDENTIFIER:
      return g_strcmp0 (field->choices, "urn") == 0;
    case KIN_CODE:
      return g_strcmp0 (field->choices, "local_authority") == 0 && strcmp (field->name, "responsible_authority") != 0;
    default:
      return FALSE;
    }
}

gboolean
kin_withhold_here (KinReader *reader, KinRecord *record, guint field, const char *for_whom)
{
  const KinType *type = kin_record_type (record);

  if (!kin_withhold_is_outside (for_whom) || !tells_where (&type->fields[field]))
    return FALSE;
  if (type == &kin_child)
    return kin_record_flag (record, KIN_CHILD_PROTECTED_ADDRESS);
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == KIN_LINK && g_strcmp0 (type->fields[i].link, "child") == 0 && kin_record_link (record, i) != 0)
      {
        g_autoptr (KinRecord) child = kin_reader_get (reader, &kin_child, kin_record_link (record, i));

        if (child == NULL || kin_record_flag (child, KIN_CHILD_PROTECTED_ADDRESS))
          return TRUE;
      }
  return FALSE;
}

/* "Home 12": the number means nothing outside this file. */
static char *
numbered (const KinType *type, gint64 no)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, type != NULL ? _(type->label) : _("Record"), no);
}

char *
kin_withhold_title (KinReader *reader, gint64 no, const char *for_whom)
{
  const KinType *type;
  g_autoptr (KinRecord) record = NULL;
  g_autoptr (KinRecord) bare = NULL;
  char *title;

  if (!kin_withhold_is_outside (for_whom))
    return kin_reader_title (reader, no);
  type = kin_reader_type_of (reader, no);
  record = type != NULL ? kin_reader_get (reader, type, no) : NULL;
  if (record == NULL || kin_withhold_type (type, for_whom))
    return numbered (type, no);
  bare = kin_record_copy (record);
  for (guint i = 0; i < type->n_fields; i++)
    if (kin_withhold_field (type, i, for_whom))
      kin_record_set (bare, i, NULL);
  title = kin_record_title (bare);
  /* A record that is called nothing is called what it is. */
  if (*title != '\0' && strcmp (title, _(type->label)) != 0)
    return title;
  g_free (title);
  return numbered (type, no);
}

char *
kin_withhold_words (const KinType *type, const guint *fields, guint n, const char *for_whom)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (kin_withhold_field (type, fields[i], for_whom))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", _(type->fields[fields[i]].label));
  return g_string_free (words, FALSE);
}
