/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that others gave: what is taken, what is refused, and what is proposed for a mistyped or mangled one. */
#include "identifier.h"

#include <string.h>

static void
assert_taken (const char *kind,
              const char *text,
              gboolean    taken)
{
  const char *problem = kin_identifier_problem (kind, text);

  if (taken != (problem == NULL))
    g_error ("%s %s should%s be taken: %s", kind, text, taken ? "" : " not", problem);
}

static void
test_shapes (void)
{
  assert_taken ("upn", "H801200001001", TRUE);
  assert_taken ("upn", "A12345678901B", TRUE);
  assert_taken ("upn", "UN1", TRUE);
  assert_taken ("upn", "UN5", TRUE);
  assert_taken ("upn", "UN6", FALSE);
  assert_taken ("upn", "UN0", FALSE);
  assert_taken ("upn", "I801200001001", FALSE);
  assert_taken ("upn", "S801200001001", FALSE);
  assert_taken ("upn", "H80120000100", FALSE);
  assert_taken ("upn", "H8012000010011", FALSE);
  assert_taken ("upn", "", FALSE);
  assert_taken ("urn", "1234567", TRUE);
  assert_taken ("urn", "SC123456", TRUE);
  assert_taken ("urn", "XXXXXXX", TRUE);
  assert_taken ("urn", "123456", FALSE);
  assert_taken ("urn", "SC12345", FALSE);
  assert_taken ("urn", "sc123456", FALSE);
  assert_taken ("child", "AB12", TRUE);
  assert_taken ("child", "12345678901234567890", TRUE);
  assert_taken ("child", "123456789012345678901", FALSE);
  assert_taken ("child", "12-3", FALSE);
  assert_taken ("worker", "SW12345", TRUE);
  assert_taken ("worker", "12345", FALSE);
  assert_taken ("nhs", "9434765919", TRUE);
  assert_taken ("nhs", "9434765918", FALSE);
  assert_taken ("company", "01234567", TRUE);
  assert_taken ("company", "SC123456", TRUE);
  assert_taken ("anything", "goes", TRUE);
}

static void
assert_proposed (const char *kind,
                 const char *text,
                 const char *expected)
{
  g_autofree char *proposal = kin_identifier_propose (kind, text);

  g_assert_cmpstr (proposal, ==, expected);
}

static void
test_damage (void)
{
  assert_proposed ("child", "1234.0", "1234");
  assert_proposed ("child", "1234.00", "1234");
  assert_proposed ("child", "1234", NULL);
  assert_proposed ("child", "1234.5", NULL);
  assert_proposed ("child", "", NULL);
  assert_proposed ("urn", "1234567.0", "1234567");
  assert_proposed ("urn", "23456", "0023456");
  assert_proposed ("urn", "123456.0", "0123456");
  assert_proposed ("upn", "801200001001", "H801200001001");
  assert_proposed ("upn", "801200001001.0", "H801200001001");
  assert_proposed ("upn", "8.012E+11", NULL);
  assert_proposed ("upn", "h801200001001", "H801200001001");
  assert_proposed ("company", "1234567", "01234567");
  g_assert_true (kin_identifier_is_lost ("8.012E+11"));
  g_assert_true (kin_identifier_is_lost ("8E+11"));
  g_assert_false (kin_identifier_is_lost ("8.012"));
  g_assert_false (kin_identifier_is_lost ("E5"));
  g_assert_false (kin_identifier_is_lost ("8E+"));
  g_assert_false (kin_identifier_is_lost (""));
  g_assert_true (kin_identifier_alike ("007", "7.0"));
  g_assert_true (kin_identifier_alike (" ab1", "AB1"));
  g_assert_false (kin_identifier_alike ("17", "7"));
  g_assert_false (kin_identifier_alike ("", ""));
}

static void
test_upn_letter (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1204);

  g_assert_true (kin_upn_letter_fits ("H801200001001"));
  g_assert_false (kin_upn_letter_fits ("J801200001001"));
  g_assert_true (kin_upn_letter_fits ("UN4"));
  g_assert_cmpint (kin_upn_letter ("12345678901"), ==, 0);
  g_assert_cmpint (kin_upn_letter ("12345678901A"), ==, 0);
  /* One wrong digit always shows: a weight times a difference below 10 is no multiple of 23. */
  for (guint i = 0; i < 2000; i++)
    {
      char digits[13], other[13];
      guint at = (guint) g_rand_int_range (rand, 0, 12);

      for (guint d = 0; d < 12; d++)
        digits[d] = (char) ('0' + g_rand_int_range (rand, 0, 10));
      digits[12] = '\0';
      memcpy (other, digits, sizeof other);
      other[at] = (char) ('0' + (other[at] - '0' + g_rand_int_range (rand, 1, 10)) % 10);
      g_assert_cmpint (kin_upn_letter (digits), !=, kin_upn_letter (other));
    }
}

static void
assert_postcode (const char *text,
                 const char *expected)
{
  g_autofree char *tidy = kin_postcode_tidy (text);
  g_autofree char *again = tidy != NULL ? kin_postcode_tidy (tidy) : NULL;

  g_assert_cmpstr (tidy, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_postcodes (void)
{
  g_autofree char *outward = kin_postcode_outward ("bb17dy");
  g_autofree char *alone = kin_postcode_outward (" fy1 ");
  g_autofree char *none = kin_postcode_outward ("north");

  assert_postcode ("bb1 7dy", "BB1 7DY");
  assert_postcode ("BB17DY", "BB1 7DY");
  assert_postcode ("  m 1 1ae", "M1 1AE");
  assert_postcode ("SW1A1AA", "SW1A 1AA");
  assert_postcode ("W1A 0AX", "W1A 0AX");
  assert_postcode ("EC1A\xc2\xa0" "1BB", "EC1A 1BB");
  assert_postcode ("CR26XH", "CR2 6XH");
  assert_postcode ("DN551PT", "DN55 1PT");
  assert_postcode ("GIR0AA", "GIR 0AA");
  assert_postcode ("BB1", NULL);
  assert_postcode ("EF29 8CO", "EF29 8CO");
  assert_postcode ("BB1 77Y", NULL);
  assert_postcode ("B1B1 7DY", NULL);
  assert_postcode ("12345", NULL);
  assert_postcode ("", NULL);
  assert_postcode (NULL, NULL);
  assert_postcode ("\xff", NULL);
  g_assert_cmpstr (outward, ==, "BB1");
  g_assert_cmpstr (alone, ==, "FY1");
  g_assert_null (none);
}

static void
assert_telephone (const char *text,
                  const char *expected)
{
  g_autofree char *tidy = kin_telephone_tidy (text);
  g_autofree char *again = tidy != NULL ? kin_telephone_tidy (tidy) : NULL;

  g_assert_cmpstr (tidy, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_telephones (void)
{
  assert_telephone ("01632960123", "01632 960123");
  assert_telephone ("+44 (0)1632-960123", "01632 960123");
  assert_telephone ("0044 1632 960123", "01632 960123");
  assert_telephone ("07700 900123", "07700 900123");
  assert_telephone ("02079460123", "020 7946 0123");
  assert_telephone ("0113.496.0123", "0113 496 0123");
  assert_telephone ("01632 960123 ext. 4", "01632 960123 ext 4");
  assert_telephone ("01632 960123 x42", "01632 960123 ext 42");
  assert_telephone ("+33 1 99 00 12 34", "+33199001234");
  assert_telephone ("960123", NULL);
  assert_telephone ("ring Ada", NULL);
  assert_telephone ("ext 4", NULL);
  assert_telephone ("01632 960123 ext", NULL);
  assert_telephone ("", NULL);
  assert_telephone (NULL, NULL);
}

/* Whatever is typed, nothing breaks, and what was made tidy is tidy. */
static void
test_anything (void)
{
  static const char letters[] = "0123456789ABUNSCXE+. -()ex\xc2\xa0\xff";
  static const char *const kinds[] = { "upn", "urn", "child", "worker", "nhs", "company" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      char text[17] = "";
      const char *kind = kinds[i % G_N_ELEMENTS (kinds)];
      gint32 length = g_rand_int_range (rand, 0, 16);
      g_autofree char *proposal = NULL, *telephone = NULL, *postcode = NULL;

      for (gint32 c = 0; c < length; c++)
        text[c] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
      proposal = kin_identifier_propose (kind, text);
      g_assert_true (proposal == NULL || kin_identifier_problem (kind, proposal) == NULL);
      g_assert_cmpstr (proposal == NULL ? "" : proposal, !=, *text == '\0' ? "-" : text);
      postcode = kin_postcode_tidy (text);
      telephone = kin_telephone_tidy (text);
      kin_identifier_is_lost (text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identifier/shapes", test_shapes);
  g_test_add_func ("/identifier/damage", test_damage);
  g_test_add_func ("/identifier/upn-letter", test_upn_letter);
  g_test_add_func ("/identifier/postcodes", test_postcodes);
  g_test_add_func ("/identifier/telephones", test_telephones);
  g_test_add_func ("/identifier/anything", test_anything);
  return g_test_run ();
}
