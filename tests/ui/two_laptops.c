/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office that numbers what it is given and hands it out. */
#include "two_laptops.h"

#include "receive.h"

void
two_laptops_set_up (TwoLaptops *two, gconstpointer data)
{
  *two = (TwoLaptops) { .office = g_ptr_array_new_with_free_func ((GDestroyNotify) kin_wire_change_free) };
  for (guint i = 0; i < 2; i++)
    fixture_set_up (&two->laptop[i], NULL);
}

void
two_laptops_tear_down (TwoLaptops *two, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    fixture_tear_down (&two->laptop[i], NULL);
  g_ptr_array_unref (two->office);
}

void
two_laptops_exchange (TwoLaptops *two)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) changes = kin_reader_outbox (kin_store_reader (two->laptop[i].store), two->sent[i], 1000);

      while (changes->len > 0)
        {
          KinWireChange *change = g_ptr_array_steal_index (changes, 0);

          two->sent[i] = change->n;
          change->seq = (gint64) two->office->len + 1;
          g_ptr_array_add (two->office, change);
        }
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) page = g_ptr_array_new ();

      for (; two->got[i] < two->office->len; two->got[i]++)
        g_ptr_array_add (page, two->office->pdata[two->got[i]]);
      kin_store_receive (two->laptop[i].store, page, &error);
      g_assert_no_error (error);
      fixture_settle (&two->laptop[i]);
    }
}

KinRecord *
two_laptops_find (TwoLaptops *two, guint laptop, const KinId *id)
{
  char text[KIN_ID_TEXT];

  kin_id_to_text (id, text);
  return kin_reader_find (kin_store_reader (two->laptop[laptop].store), text);
}

void
two_laptops_write (TwoLaptops *two, guint laptop, const KinId *id, guint field, const char *text)
{
  g_autoptr (KinRecord) record = two_laptops_find (two, laptop, id);
  g_autoptr (GError)    error = NULL;

  kin_record_set_text (record, field, text);
  kin_store_save_field (two->laptop[laptop].store, record, field, &error);
  g_assert_no_error (error);
}
