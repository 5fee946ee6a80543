/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All commands and all options, each said once. */
#include <glib/gi18n-lib.h>

#include "command.h"

/* clang-format off */
static const KinCommand commands[] = {
  { "init", "", "authority name json", KIN_NEED_FILE_NAME, N_("Make a new, empty file and its key, and print the recovery key once"), kin_run_init },
  { "demo", "", "seed scale json", KIN_NEED_FILE_NAME, N_("Fill an empty file (made if need be) with the made-up authority"), kin_run_demo },
  { "import ssda903", "PATH...", "year dry-run accept decline rejected json", KIN_NEED_WRITE, N_("Take in a return: a folder of CSV files, CSV files, or the XML"), kin_run_import_return },
  { "import csv", "TYPE FILE", "map save-map dry-run rejected json", KIN_NEED_WRITE, N_("Take in a spreadsheet saved as CSV"), kin_run_import_csv },
  { "export ssda903", "DIR", "year for recipient json", KIN_NEED_WRITE, N_("Write the return as CSV files into a folder"), kin_run_export_return },
  { "export csv", "TYPE FILE", "where find on sort descending fields for recipient", KIN_NEED_WRITE, N_("Write a list as CSV"), kin_run_export_csv },
  { "export xlsx", "TYPE FILE", "where find on sort descending fields for recipient", KIN_NEED_WRITE, N_("Write a list as a spreadsheet"), kin_run_export_xlsx },
  { "list", "TYPE", "where find on sort descending fields limit as-known json", KIN_NEED_READ, N_("Show the records of a type"), kin_run_list },
  { "show", "TYPE ID", "history as-known json", KIN_NEED_READ, N_("Show one record"), kin_run_show },
  { "fields", "[TYPE]", "json", KIN_NEED_NOTHING, N_("Show the types of record, or the fields of one"), kin_run_fields },
  { "figure", "NAME", "at as-known basis by from json", KIN_NEED_READ, N_("Compute a figure: looked-after, placement-mix, agency-share, three-placements, commissioned, entering-leaving, siblings-together"), kin_run_figure },
  { "places", "[HOME]", "at as-known json", KIN_NEED_READ, N_("Show how many places each home has, and why"), kin_run_places },
  { "costs", "", "at as-known json", KIN_NEED_READ, N_("Show what the placements of a day cost a week"), kin_run_costs },
  { "clashes", "", "as-known json", KIN_NEED_READ, N_("Show what cannot all be true: a home over its terms or over three, a child in two places, two prices, one child twice, links to what is gone"), kin_run_clashes },
  { "conflicts", "", "json", KIN_NEED_READ, N_("Show what two people wrote into one field without seeing each other"), kin_run_conflicts },
  { "check", "", "json", KIN_NEED_READ, N_("Check the file: its pages, and every record against the log"), kin_run_check },
  { "history", "", "limit json", KIN_NEED_READ, N_("Show what was done, newest first"), kin_run_history },
  { "undo", "[ACTION]", "json", KIN_NEED_WRITE, N_("Take back the last action, or the one of that number"), kin_run_undo },
  { "redo", "", "json", KIN_NEED_WRITE, N_("Do again what was undone last"), kin_run_redo },
  { "backup", "[FOLDER]", "json", KIN_NEED_WRITE, N_("Make a dated copy, encrypted with the same key"), kin_run_backup },
  { "restore", "BACKUP", "dry-run json", KIN_NEED_FILE_NAME, N_("Put a copy in the place of the file, which is kept as a copy itself"), kin_run_restore },
  { "sync", "", "endpoint code authority-certificate json", KIN_NEED_WRITE, N_("Join an authority (with --endpoint and --code), send what it does not have, and fetch what is new"), kin_run_sync },
  { "erase ask", "TYPE ID", "reason dry-run json", KIN_NEED_WRITE, N_("Ask that a record and all that goes with it be erased for good, everywhere; a manager asks, with --reason"), kin_run_erase_ask },
  { "erase approve", "NUMBER", "dry-run json", KIN_NEED_WRITE, N_("Approve what another manager asked: it is erased at the office, and on every laptop when it syncs next"), kin_run_erase_approve },
  { "erase list", "", "json", KIN_NEED_READ, N_("Show what has been asked to be erased, what waits for a second manager, and which laptops have not answered"), kin_run_erase_list },
};

static const KinOption options[] = {
  { "file", "FILE", N_("The record to work on") },
  { "key-file", "KEY", N_("The key as 64 hexadecimal figures; init writes it there, or takes the one that is there") },
  { "passphrase-file", "FILE", N_("The passphrase (or recovery key) is the first line of this file; else KINKEEPER_PASSPHRASE, else it is asked for") },
  { "help", NULL, N_("Show this help, or that of a command") },
  { "version", NULL, N_("Show the version") },
  { "json", NULL, N_("Answer as JSON") },
  { "seed", "N", N_("Another seed, other people (default 1)") },
  { "scale", "N", N_("So many boroughs in one record (default 1; 200 is England)") },
  { "authority", "CODE", N_("The authority's code of three figures") },
  { "name", "NAME", N_("The authority's name") },
  { "year", "YYYY", N_("The year that ends on 31 March of it") },
  { "dry-run", NULL, N_("Only say what would happen") },
  { "map", "MAP", N_("A saved mapping of columns to fields") },
  { "save-map", "MAP", N_("Save the mapping that was used") },
  { "accept", "PROPOSAL", N_("Accept a proposal, or all of a kind; may be given several times") },
  { "decline", "PROPOSAL", N_("Decline a proposal, or all of a kind; may be given several times") },
  { "rejected", "FILE", N_("Write the rejected rows as CSV") },
  { "where", "FIELD=VALUE", N_("Only such records; may be given several times, and all must hold") },
  { "find", "WORDS", N_("Only records in which these words are found") },
  { "on", "DATE", N_("Only what is in force on that day") },
  { "sort", "FIELD", N_("Sort by that field") },
  { "descending", NULL, N_("Sort the other way round") },
  { "fields", "A,B,...", N_("Only these fields, in this order") },
  { "limit", "N", N_("At most so many") },
  { "for", "WHOM", N_("For whom: internal (default), ofsted, provider, other_authority, court, family, panel, public") },
  { "recipient", "NAME", N_("Who gets it, by name") },
  { "at", "DATE", N_("The day asked for (default today)") },
  { "as-known", "WHEN", N_("As the record was known at the end of that day, or at that moment") },
  { "basis", "BASIS", N_("Of agency-share: category (default) or 903") },
  { "by", "PERIOD", N_("Of entering-leaving: calendar-year (default), financial-year or month") },
  { "from", "DATE", N_("Of entering-leaving: the first day") },
  { "history", NULL, N_("With every change of the record") },
  { "endpoint", "URL", N_("The authority's endpoint, once, to join: https://office.example.gov.uk/v1/example") },
  { "code", "CODE", N_("The one-time code to join with") },
  { "reason", "TEXT", N_("Why it is to be erased: the order or the request, without a name, since the reason is kept") },
  { "authority-certificate", "FILE", N_("Certificates (PEM) of the authority's own certificate authority, where the system does not know it") },
};
/* clang-format on */

const KinCommand *
kin_commands (guint *n)
{
  *n = G_N_ELEMENTS (commands);
  return commands;
}

const KinOption *
kin_options (guint *n)
{
  *n = G_N_ELEMENTS (options);
  return options;
}
