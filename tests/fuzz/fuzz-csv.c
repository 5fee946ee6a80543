/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a CSV file of a return: read, recognised, every cell judged; nothing may crash or hang. */
#include <stdint.h>

#include "csv_read.h"
#include "return_read.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (KinCsv) csv = kin_csv_read ((const char *) data, size, NULL);
  g_autoptr (KinReturnSet) set = kin_return_set_new ();
  KinReturnFile file = { 0 };

  for (guint i = 0; csv != NULL && i < kin_csv_n_rows (csv); i++)
    {
      guint n, line;
      const char *const *cells = kin_csv_row (csv, i, &n, &line);

      g_assert (n > 0 && n <= KIN_CSV_MAX_COLUMNS && line > 0);
      for (guint c = 0; c < n; c++)
        g_assert (g_utf8_validate (cells[c], -1, NULL));
    }
  if (kin_return_read_csv (set, "fuzz.csv", (const char *) data, size, 2018, &file, NULL))
    kin_return_set_key (set);
  for (guint i = 0; i < set->rows->len; i++)
    {
      g_autofree char *json = kin_return_row_to_json (set->rows->pdata[i]);

      g_assert (kin_return_row_from_json (set, set->rows->pdata[i], json));
    }
  return 0;
}
