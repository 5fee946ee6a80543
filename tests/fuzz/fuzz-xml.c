/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the XML file of a return: a file that breaks off in the middle leaves nothing behind. */
#include <stdint.h>

#include "return_facts.h"
#include "return_read.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (KinReturnSet) set = kin_return_set_new ();
  KinReturnContext context = { set, "889", 2018, NULL, NULL, NULL, TRUE, NULL };
  KinReturnFile file = { 0 };

  if (kin_return_read_xml (set, "fuzz.xml", (const char *) data, size, 2018, &file, NULL))
    {
      kin_return_set_key (set);
      /* All rows as if they were one child's: odd lives are taken apart, too. */
      for (guint i = 0; i < set->rows->len; i++)
        ((KinReturnRow *) set->rows->pdata[i])->clean[0] = "";
      kin_return_set_key (set);
      g_ptr_array_unref (kin_return_facts (&context, "", set->rows));
    }
  else
    g_assert (set->rows->len == 0);
  return 0;
}
