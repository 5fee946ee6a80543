/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as people give them: few different ones, so that two agree now and then, and every so often a strange one. */
#include <string.h>

#include "codes.h"
#include "sim.h"

static char *
text_at_random (Sim *sim, gboolean may_be_long)
{
  static const char *const odd[] = {
    "Zo\xc3\xab said \xe2\x80\x9cno\xe2\x80\x9d", "\xf0\x9f\x8f\xa0\xf0\x9f\x91\xaa", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 12", "a\\b\"c/d\te\nf",
    "null", "{}", "12.", "\xe2\x80\xae" "desrever", "n417", "1.1 2.2",
  };
  char *text;

  switch (sim_roll (sim, may_be_long ? 24 : 12))
    {
    case 0:
    case 1:
      return g_strdup (odd[sim_roll (sim, G_N_ELEMENTS (odd))]);
    case 2:
      return g_strdup_printf (SIM_SECRET "%08x", g_rand_int (sim->rand));
    case 23:
      text = g_strnfill (1 + sim_roll (sim, 3000), (char) ('a' + sim_roll (sim, 26)));
      return text;
    default:
      return g_strdup_printf ("07700 90%u", sim_roll (sim, 12));
    }
}

static gint64
record_at_random (Sim *sim, KinReader *reader, const char *type)
{
  const KinType *target = kin_type_find (type != NULL ? type : "child");
  g_autoptr (GPtrArray) all = kin_reader_list (reader, target, "1 ORDER BY no /* scan: test */", 0);

  return all->len > 0 ? kin_record_no (all->pdata[sim_roll (sim, all->len)]) : 0;
}

static const char *
code_at_random (Sim *sim, const char *list)
{
  const KinCodeList *codes = kin_code_list (list);
  guint n = codes != NULL ? kin_code_list_size (codes) : 0;

  return n > 0 && sim_roll (sim, 20) != 0 ? kin_code_list_nth (codes, sim_roll (sim, MIN (n, 4)))->code : "of_another_year";
}

static KinDay
day_at_random (Sim *sim)
{
  return kin_day (2024, 1, 1) + (KinDay) (30 * sim_roll (sim, 12));
}

static void
set_codes (Sim *sim, const char *list, KinValue *value)
{
  const char *one = code_at_random (sim, list), *two = code_at_random (sim, list);
  int order = strcmp (one, two);

  value->s = order == 0 ? g_strdup (one) : g_strdup_printf ("%s %s", order < 0 ? one : two, order < 0 ? two : one);
}

static void
set_pair (Sim *sim, const KinField *f, KinValue *value)
{
  if (f->kind == KIN_PERIOD)
    {
      value->a = day_at_random (sim);
      value->b = sim_roll (sim, 3) == 0 ? 0 : value->a + (gint64) (30 * sim_roll (sim, 6));
    }
  else if (f->kind == KIN_PRICE)
    {
      value->a = 100 * sim_roll (sim, 9);
      value->s = g_strdup (code_at_random (sim, "price_basis"));
    }
  else
    {
      value->s = text_at_random (sim, FALSE);
      value->t = g_strdup ("BB1 1AA");
    }
}

void
value_at_random (Sim *sim, KinReader *reader, const KinType *type, guint field, KinValue *value)
{
  const KinField *f = &type->fields[field];

  kin_value_clear (value);
  if (sim_roll (sim, 12) == 0 && (f->flags & KIN_OWNER) == 0)
    return; /* emptied */
  value->is_set = TRUE;
  switch (f->kind)
    {
    case KIN_DATE:
      value->a = day_at_random (sim);
      break;
    case KIN_PERIOD:
    case KIN_PRICE:
    case KIN_ADDRESS:
      set_pair (sim, f, value);
      break;
    case KIN_NUMBER:
    case KIN_MONEY:
    case KIN_TIME:
      value->a = sim_roll (sim, 5);
      break;
    case KIN_FLAG:
      value->a = sim_roll (sim, 2);
      break;
    case KIN_CODE:
      value->s = g_strdup (code_at_random (sim, f->choices));
      break;
    case KIN_CODES:
      set_codes (sim, f->choices, value);
      break;
    case KIN_LINK:
      value->a = record_at_random (sim, reader, f->link);
      value->is_set = value->a != 0;
      break;
    case KIN_PARTIAL_DATE:
      value->s = g_strdup (sim_roll (sim, 2) == 0 ? "2024" : "2024-05");
      break;
    default:
      value->s = text_at_random (sim, f->kind == KIN_NOTE);
    }
}
