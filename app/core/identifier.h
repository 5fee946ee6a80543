/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that others gave: pupils, providers, children, workers; and postcodes and telephone numbers.
 *
 * Kinds, as a field's choices name them (the DfE's guide to the SSDA903):
 *   "upn"     unique pupil number: a letter (never I, O, S) and 12 digits; a temporary one has 11 digits and a letter; or UN1 to UN5
 *   "urn"     Ofsted's number: 7 digits, or SC and 6 digits; XXXXXXX where another body inspects
 *   "child"   the authority's number for a child: at most 20 letters and digits
 *   "worker"  the social worker's number of the return: SW or XX, then letters and digits
 *   "nhs"     10 digits, the last one a check digit
 *   "company" 8 digits, or 2 letters and 6 digits
 * Any other kind takes any text. What a spreadsheet has done to a number is proposed back, never mended silently. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Upper case, no spaces. New string, or NULL when nothing is left. */
char       *kin_identifier_tidy    (const char *kind, const char *text);
/* Judges a tidy identifier by its shape. NULL when it is right; else a translated sentence that says what it should look
 * like, borrowed for ever. */
const char *kin_identifier_problem (const char *kind, const char *text);
/* What the text was before a spreadsheet damaged it: "1234.0" is "1234", a UPN without its letter gets it back, a URN of
 * 5 or 6 digits gets its zeros. New string, different from text and of the right shape; NULL when there is nothing to propose. */
char       *kin_identifier_propose (const char *kind, const char *text);
/* "8.01E+11": digits that a spreadsheet has thrown away and nobody can bring back. */
gboolean    kin_identifier_is_lost (const char *text);
/* TRUE when two identifiers differ only in leading zeros, a trailing ".0", case or spaces. */
gboolean    kin_identifier_alike   (const char *a, const char *b);

/* The letter that 12 digits call for: the sum of the digits times 2 to 13, modulo 23, in the alphabet without I, O, S.
 * 0 when they are not 12 digits. A UPN whose letter differs is most likely mistyped, but the return does not refuse it. */
char        kin_upn_letter         (const char *digits);
/* TRUE unless a full UPN has a letter that its digits do not call for. */
gboolean    kin_upn_letter_fits    (const char *upn);

/* "bb17dy" is "BB1 7DY". New string; NULL when it has not the shape of a postcode in the UK. The shape only: returns hold
 * made-up postcodes with areas and letters that were never given out, and they must go out as they came. */
char       *kin_postcode_tidy      (const char *text);
/* "BB1" of "BB1 7DY" or of "bb1". New string; NULL when it is neither. */
char       *kin_postcode_outward   (const char *text);

/* "+44 (0)1632-960123" is "01632 960123". An extension stays: "01632 960123 ext 4". New string; NULL when it is not one. */
char       *kin_telephone_tidy     (const char *text);

G_END_DECLS
