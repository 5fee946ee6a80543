/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF as its readers have it: the words on it, with single spaces. */
#pragma once

#include "document.h"

/* Skips the test where pdftotext is not installed (then ""). Keeps NAME.pdf beside the tests unless name is NULL. New string. */
char *paper_to_text     (KinDocument *document, const char *name);
void  paper_assert_has  (const char *text, const char *words);
void  paper_assert_lacks (const char *text, const char *words);
