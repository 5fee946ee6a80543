/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shape is written as a pattern of one character for each place: 9 a digit, A a letter, U a letter of a UPN, ? either of
 * the two first. Everything else stands for itself. */
#include "identifier.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* I, O and S are left out: they look like 1, 0 and 5. */
static const char upn_letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";

typedef struct
{
  const char *kind;
  const char *shapes[4];
  const char *sentence;
} Shape;

static const Shape known_shapes[] = {
  { "upn", { "U999999999999", "U99999999999U", "UN9", NULL },
    N_("A UPN is a letter and 12 digits (A123456789012), or one of UN1 to UN5.") },
  { "urn", { "9999999", "SC999999", "XXXXXXX", NULL },
    N_("An Ofsted number (URN) is 7 digits, or SC and 6 digits, or XXXXXXX where Ofsted does not inspect.") },
  { "nhs", { "9999999999", NULL }, N_("An NHS number is 10 digits, and its last digit must fit the others.") },
  { "company", { "99999999", "AA999999", NULL }, N_("A company number is 8 digits, or 2 letters and 6 digits.") },
};

static gboolean
fits_place (char place,
            char c)
{
  switch (place)
    {
    case '9': return g_ascii_isdigit (c);
    case 'A': return g_ascii_isupper (c);
    case 'U': return c != '\0' && strchr (upn_letters, c) != NULL;
    case '?': return g_ascii_isdigit (c) || g_ascii_isupper (c);
    default: return place == c;
    }
}

/* The shape of UN1 to UN5 is tried literally, so U stands for itself there. */
static gboolean
fits_shape (const char *shape,
            const char *text)
{
  if (strcmp (shape, "UN9") == 0)
    return strlen (text) == 3 && g_str_has_prefix (text, "UN") && text[2] >= '1' && text[2] <= '5';
  while (*shape != '\0' && fits_place (*shape, *text))
    {
      shape++;
      text++;
    }
  return *shape == '\0' && *text == '\0';
}

static gboolean
is_run (const char *text,
        gsize       most)
{
  gsize n = strlen (text);

  for (gsize i = 0; i < n; i++)
    if (!fits_place ('?', text[i]))
      return FALSE;
  return n > 0 && n <= most;
}

/* Modulus 11 with weights 10 to 2 (NHS Data Dictionary): a check digit of 10 is never issued. */
static gboolean
nhs_digit_fits (const char *digits)
{
  int sum = 0, check;

  for (int i = 0; i < 9; i++)
    sum += (digits[i] - '0') * (10 - i);
  check = (11 - sum % 11) % 11;
  return check == digits[9] - '0';
}

char *
kin_identifier_tidy (const char *kind,
                     const char *text)
{
  g_autoptr (GString) tidy = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        return NULL;
      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (tidy, g_unichar_toupper (c));
    }
  return tidy->len == 0 ? NULL : g_strdup (tidy->str);
}

const char *
kin_identifier_problem (const char *kind,
                        const char *text)
{
  g_return_val_if_fail (kind != NULL && text != NULL, NULL);

  if (strcmp (kind, "child") == 0)
    return is_run (text, 20) ? NULL : _("A child's number is at most 20 letters and digits, without spaces.");
  if (strcmp (kind, "worker") == 0)
    return (g_str_has_prefix (text, "SW") || g_str_has_prefix (text, "XX")) && is_run (text, 20)
           ? NULL : _("A worker's number begins with SW or XX and has letters and digits after it.");
  for (guint i = 0; i < G_N_ELEMENTS (known_shapes); i++)
    {
      const Shape *known = &known_shapes[i];

      if (strcmp (kind, known->kind) != 0)
        continue;
      for (guint s = 0; known->shapes[s] != NULL; s++)
        if (fits_shape (known->shapes[s], text) && (strcmp (kind, "nhs") != 0 || nhs_digit_fits (text)))
          return NULL;
      return _(known->sentence);
    }
  return NULL;
}

/* ".0" at the end of digits, as a spreadsheet writes a number that was no number. */
static char *
drop_point_zero (const char *text)
{
  gsize n = strlen (text), digits = strspn (text, "0123456789");

  if (digits > 0 && text[digits] == '.' && digits + 1 < n && strspn (text + digits + 1, "0") == n - digits - 1)
    return g_strndup (text, digits);
  return g_strdup (text);
}

char *
kin_identifier_propose (const char *kind,
                        const char *text)
{
  g_autofree char *tidy = kin_identifier_tidy (kind, text);
  g_autofree char *plain = NULL;
  gsize n;
  gboolean digits;

  if (tidy == NULL)
    return NULL;
  plain = drop_point_zero (tidy);
  n = strlen (plain);
  digits = strspn (plain, "0123456789") == n;
  if (strcmp (kind, "upn") == 0 && digits && n == 12)
    return g_strdup_printf ("%c%s", kin_upn_letter (plain), plain);
  if (strcmp (kind, "urn") == 0 && digits && (n == 5 || n == 6))
    return g_strdup_printf ("%0*d%s", (int) (7 - n), 0, plain);
  if (strcmp (kind, "company") == 0 && digits && n >= 5 && n < 8)
    return g_strdup_printf ("%0*d%s", (int) (8 - n), 0, plain);
  if (strcmp (plain, text) != 0 && kin_identifier_problem (kind, plain) == NULL)
    return g_steal_pointer (&plain);
  return NULL;
}

gboolean
kin_identifier_is_lost (const char *text)
{
  const char *p = text + strspn (text, "0123456789");

  if (p == text)
    return FALSE;
  if (*p == '.' || *p == ',')
    p += 1 + strspn (p + 1, "0123456789");
  if (g_ascii_toupper (*p) != 'E' || p[1] != '+')
    return FALSE;
  p += 2;
  return *p != '\0' && strspn (p, "0123456789") == strlen (p);
}

gboolean
kin_identifier_alike (const char *a,
                      const char *b)
{
  g_autofree char *tidy_a = kin_identifier_tidy ("", a);
  g_autofree char *tidy_b = kin_identifier_tidy ("", b);
  g_autofree char *plain_a = NULL, *plain_b = NULL;

  if (tidy_a == NULL || tidy_b == NULL)
    return FALSE;
  plain_a = drop_point_zero (tidy_a);
  plain_b = drop_point_zero (tidy_b);
  return strcmp (plain_a + strspn (plain_a, "0"), plain_b + strspn (plain_b, "0")) == 0;
}

char
kin_upn_letter (const char *digits)
{
  int sum = 0;

  g_return_val_if_fail (digits != NULL, 0);
  if (strlen (digits) != 12 || strspn (digits, "0123456789") != 12)
    return 0;
  for (int i = 0; i < 12; i++)
    sum += (digits[i] - '0') * (i + 2);
  return upn_letters[sum % 23];
}

gboolean
kin_upn_letter_fits (const char *upn)
{
  return !fits_shape ("U999999999999", upn) || kin_upn_letter (upn + 1) == upn[0];
}

static gboolean
is_outward (const char *text)
{
  static const char *const shapes[] = { "A9", "A99", "AA9", "AA99", "A9A", "AA9A", "GIR" };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (fits_shape (shapes[i], text))
      return TRUE;
  return FALSE;
}

char *
kin_postcode_tidy (const char *text)
{
  g_autofree char *tidy = kin_identifier_tidy ("", text);
  g_autofree char *outward = NULL;
  gsize n = tidy == NULL ? 0 : strlen (tidy);

  if (n < 5 || n > 7 || !fits_shape ("9AA", tidy + n - 3))
    return NULL;
  outward = g_strndup (tidy, n - 3);
  return is_outward (outward) ? g_strdup_printf ("%s %s", outward, tidy + n - 3) : NULL;
}

char *
kin_postcode_outward (const char *text)
{
  g_autofree char *whole = kin_postcode_tidy (text);
  g_autofree char *tidy = NULL;

  if (whole != NULL)
    return g_strndup (whole, strcspn (whole, " "));
  tidy = kin_identifier_tidy ("", text);
  return tidy != NULL && is_outward (tidy) ? g_steal_pointer (&tidy) : NULL;
}

/* The digits of a number in the UK, beginning with 0; "+33..." keeps its plus. FALSE when something else is in it. */
static gboolean
collect_digits (const char *text,
                GString    *digits)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p) || (*p == '+' && digits->len == 0))
        g_string_append_c (digits, *p);
      else if (strchr (" ()-./", *p) == NULL)
        return FALSE;
    }
  if (g_str_has_prefix (digits->str, "00"))
    {
      g_string_erase (digits, 0, 2);
      g_string_prepend_c (digits, '+');
    }
  if (g_str_has_prefix (digits->str, "+44"))
    {
      g_string_erase (digits, 0, digits->str[3] == '0' ? 4 : 3);
      g_string_prepend_c (digits, '0');
    }
  return TRUE;
}

/* How the digits of area codes go together: 020 9999 9999, 0113 999 9999, 01632 999999, 07700 900123. */
static guint
find_area_length (const char *digits)
{
  if (digits[1] == '2')
    return 3;
  if (digits[1] == '3' || digits[1] == '8' || digits[1] == '9' || (digits[1] == '1' && (digits[2] == '1' || digits[3] == '1')))
    return 4;
  return 5;
}

char *
kin_telephone_tidy (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autofree char *number = NULL, *lower = NULL, *extension = NULL;
  const char *at;
  guint area;

  if (text == NULL || !g_str_is_ascii (text))
    return NULL;
  lower = g_ascii_strdown (text, -1);
  at = strpbrk (lower, "ex");
  if (at != NULL)
    {
      const char *tail = at + strspn (at, "extnsio. ");

      if (*tail == '\0' || strspn (tail, "0123456789") != strlen (tail))
        return NULL;
      extension = g_strdup (tail);
    }
  number = g_strndup (lower, at != NULL ? (gsize) (at - lower) : strlen (lower));
  if (!collect_digits (number, digits))
    return NULL;
  if (digits->str[0] == '+')
    {
      if (digits->len < 8 || digits->len > 16)
        return NULL;
    }
  else
    {
      if (digits->str[0] != '0' || digits->len < 10 || digits->len > 11)
        return NULL;
      area = find_area_length (digits->str);
      g_string_insert_c (digits, area, ' ');
      if (digits->len - area > 7)
        g_string_insert_c (digits, (gssize) digits->len - 4, ' ');
    }
  if (extension != NULL)
    g_string_append_printf (digits, " ext %s", extension);
  return g_strdup (digits->str);
}
