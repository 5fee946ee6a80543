/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person asks of a list: "surname=Example", "period=3/5/2024", each value read as its field reads it. */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "codes.h"
#include "lists.h"

static void
clear_filter (gpointer data)
{
  KinListFilter *filter = data;

  kin_value_clear (&filter->value);
}

KinListSpec *
kin_list_spec_new (const KinType *type)
{
  KinListSpec *spec = g_new0 (KinListSpec, 1);

  spec->type = type;
  spec->sort = -1;
  spec->filters = g_array_new (FALSE, FALSE, sizeof (KinListFilter));
  g_array_set_clear_func (spec->filters, clear_filter);
  return spec;
}

void
kin_list_spec_free (KinListSpec *spec)
{
  if (spec == NULL)
    return;
  g_array_unref (spec->filters);
  g_free (spec->words);
  g_free (spec);
}

void
kin_list_spec_set_words (KinListSpec *spec, const char *words)
{
  g_free (spec->words);
  spec->words = words != NULL && *words != '\0' ? g_strdup (words) : NULL;
}

/* A label may stand for several codes: "Male" is 1 on old returns and M on new ones. All of them, joined by spaces. */
static char *
read_codes (const char *list, const char *typed)
{
  g_autofree char *wanted = NULL;
  const KinCodeList *codes = kin_code_list (list);
  const char *known;
  GString *joined;

  if (codes == NULL || kin_code_find (list, typed) != NULL)
    return g_strdup (typed);
  known = kin_code_from_typed (list, typed);
  if (known == NULL)
    return g_strdup (typed);
  joined = g_string_new (known);
  wanted = g_utf8_casefold (kin_code_label (list, known), -1);
  for (guint i = 0; i < kin_code_list_size (codes); i++)
    {
      const KinCode *code = kin_code_list_nth (codes, i);
      g_autofree char *label = g_utf8_casefold (kin_code_label (list, code->code), -1);

      if (strcmp (label, wanted) == 0 && strcmp (code->code, known) != 0)
        g_string_append_printf (joined, " %s", code->code);
    }
  return g_string_free (joined, FALSE);
}

gboolean
kin_list_spec_filter (KinListSpec *spec, guint number, const char *text, KinDay today, GError **error)
{
  const KinField *field = &spec->type->fields[number];
  KinListFilter filter = { number, KIN_VALUE_NONE };
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (*stripped == '\0')
    ;
  else if (field->kind == KIN_LINK)
    filter.value = (KinValue) { TRUE, 0, 0, g_strdup (stripped), NULL };
  else if (field->kind == KIN_CODE)
    filter.value = (KinValue) { TRUE, 0, 0, read_codes (field->choices, stripped), NULL };
  else if (!kin_field_from_typed (field, stripped, today, &filter.value, error))
    {
      g_prefix_error (error, "%s: ", field->name);
      return FALSE;
    }
  g_array_append_val (spec->filters, filter);
  return TRUE;
}

gboolean
kin_list_spec_where (KinListSpec *spec, const char *where, KinDay today, GError **error)
{
  const char *equals = strchr (where, '=');
  g_autofree char *name = equals != NULL ? g_strstrip (g_strndup (where, (gsize) (equals - where))) : NULL;
  int number = name != NULL ? kin_type_field (spec->type, name) : -1;

  if (equals == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” is not of the form FIELD=VALUE."), where);
      return FALSE;
    }
  if (number < 0)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < spec->type->n_fields; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", spec->type->fields[i].name);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("There is no field “%s” in %s. It has: %s."), name, spec->type->name,
                   names->str);
      return FALSE;
    }
  return kin_list_spec_filter (spec, (guint) number, equals + 1, today, error);
}
