/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that nobody takes for real: short forenames, the surname Example, homes called after trees, telephone numbers that
 * begin 01254 0 and postcodes of areas that there are not. */
#include "demo_plan.h"
#include "identifier.h"

/* clang-format off */
static const char *const girls[] = { "Ada", "Bea", "Cleo", "Dee", "Eve", "Fay", "Gia", "Hope", "Ivy", "Joy", "Kay", "Liv", "May", "Nell",
  "Oona", "Pip", "Quin", "Rae", "Sky", "Tess", "Una", "Val", "Wren", "Xena", "Yas", "Zoe", "Ava", "Bo", "Dot", "Esme", "Flo", "Gwen", "Ida", "Jo" };
static const char *const boys[] = { "Abe", "Ben", "Cal", "Dan", "Eli", "Fin", "Gus", "Hal", "Ian", "Jem", "Kit", "Lee", "Max", "Ned",
  "Oz", "Pat", "Quill", "Ray", "Sol", "Ty", "Umar", "Vic", "Wyn", "Xan", "Yan", "Zed", "Art", "Bob", "Des", "Ed", "Fox", "Guy", "Ivo", "Jay" };
static const char *const surnames[] = { "Example", "Example-Ash", "Example-Bay", "Example-Cole", "Example-Dale", "Example-East", "Example-Field",
  "Example-Green", "Example-Hill", "Example-Isle", "Example-June", "Example-Knoll", "Example-Lane", "Example-Moor", "Example-North", "Example-Oak",
  "Example-Park", "Example-Quarry", "Example-Rowe", "Example-South", "Example-Town", "Example-Upton", "Example-Vale", "Example-West", "Example-Yard" };
static const char *const trees[] = { "Ashdown", "Birchwood", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel", "Ivybridge", "Juniper",
  "Kestrel", "Laurel", "Maple", "Nettle", "Oakfold", "Pine", "Quince", "Rowan", "Sorrel", "Teasel", "Umber", "Vine", "Willow", "Yarrow",
  "Alder", "Bramble", "Clover", "Dogwood", "Elder", "Fern", "Greengage", "Hawthorn", "Iris", "Jasmine", "Kale", "Larch", "Medlar", "Nutmeg",
  "Olive", "Poplar", "Rosemary", "Spruce", "Thyme", "Viburnum", "Wisteria", "Yew", "Aspen", "Beech", "Cherry", "Heather" };
static const char *const ends[] = { "Row", "Fold", "Bank", "Croft", "End", "View", "Rise", "Gate", "Brow", "Nook", "Lea", "Yard", "Mead", "Holt", "Garth",
  "Close", "Corner", "Cottage", "Edge", "House" };
static const char *const workers[] = { "P. Example", "R. Example", "S. Example", "T. Example", "A. Example", "B. Example", "C. Example", "D. Example",
  "E. Example", "F. Example", "G. Example", "H. Example", "J. Example", "K. Example", "L. Example", "M. Example", "N. Example", "V. Example", "W. Example" };
/* clang-format on */

const char *
kin_demo_forename (guint n, gboolean boy)
{
  n = n * 2654435761u >> 7;
  return boy ? boys[n % G_N_ELEMENTS (boys)] : girls[n % G_N_ELEMENTS (girls)];
}

char *
kin_demo_surname (guint n)
{
  n = n * 2246822519u >> 9;
  return g_strdup (surnames[n % G_N_ELEMENTS (surnames)]);
}

char *
kin_demo_home_name (guint unit, guint n)
{
  const char *tree = trees[n % G_N_ELEMENTS (trees)];
  guint       turn = n / G_N_ELEMENTS (trees);
  guint       again = unit + 1 + (turn > G_N_ELEMENTS (ends) ? 1000 * ((turn - 1) / G_N_ELEMENTS (ends)) : 0);
  const char *end = turn == 0 ? NULL : ends[(turn - 1) % G_N_ELEMENTS (ends)];

  if (again > 1)
    return end == NULL ? g_strdup_printf ("%s %u", tree, again) : g_strdup_printf ("%s %s %u", tree, end, again);
  return end == NULL ? g_strdup (tree) : g_strconcat (tree, " ", end, NULL);
}

char *
kin_demo_telephone (guint n)
{
  return g_strdup_printf ("01254 %06u", 1 + n % 99999);
}

/* ZZ, ZY, ZX: there are no such areas. */
char *
kin_demo_postcode (char area, guint n)
{
  static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ";

  return g_strdup_printf ("Z%c%u %u%c%c", area, 1 + n / 4000 % 99, n / 400 % 10, letters[n / 20 % 20], letters[n % 20]);
}

char *
kin_demo_urn (guint n)
{
  return g_strdup_printf ("9%06u", n % 1000000);
}

char *
kin_demo_upn (guint n)
{
  g_autofree char *digits = g_strdup_printf ("000%09u", n % 1000000000u);

  return g_strdup_printf ("%c%s", kin_upn_letter (digits), digits);
}

const char *
kin_demo_worker (guint n)
{
  return workers[n % G_N_ELEMENTS (workers)];
}
