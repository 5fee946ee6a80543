/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedule: who does what next, and the calm at the end in which everything must drain. */
#include <stdio.h>

#include "erase.h"
#include "sim.h"

#define STEPS 300
#define MOST_ROUNDS 600
#define MOST_LAPTOPS 6
#define YEAR (G_GINT64_CONSTANT (365) * 24 * 3600 * 1000)

static Laptop *
laptop_at_random (Sim *sim)
{
  return sim->laptops->pdata[sim_roll (sim, sim->laptops->len)];
}

static void
turn_clock (Sim *sim, Laptop *laptop)
{
  laptop->skew = sim_roll (sim, 3) == 0 ? 0 : ((gint64) sim_roll (sim, 2001) - 1000) * YEAR / 100;
  sim_note (sim, "laptop %u: its clock is off by %" G_GINT64_FORMAT " ms", laptop->number, laptop->skew);
}

/* What nobody wishes for: FALSE when there was nothing of the kind. */
static gboolean
mishap (Sim *sim, Laptop *laptop)
{
  switch (sim_roll (sim, 6))
    {
    case 0:
      laptop_back_up (laptop);
      return TRUE;
    case 1:
      if (!laptop_go_back (laptop))
        return FALSE;
      judge_losses (sim);
      return TRUE;
    case 2:
      if (sim->laptops->len >= MOST_LAPTOPS)
        return FALSE;
      laptop_clone (laptop);
      return TRUE;
    case 3:
    case 4:
      office_back_up (sim);
      return TRUE;
    default:
      if (!office_put_back (sim))
        return FALSE;
      judge_losses (sim);
      return TRUE;
    }
}

/* A laptop that the office does not know (any more) says so, and a person gets it a new code. */
static void
help (Laptop *laptop)
{
  g_autoptr (KinSyncStatus) status = kin_talk_status (laptop->talk, laptop->sim->now + laptop->skew);

  if (laptop->flight == NULL && (status->state == KIN_SYNC_SIGNED_OUT || status->state == KIN_SYNC_NOT_JOINED))
    laptop_join (laptop);
}

static void
step (Sim *sim)
{
  Laptop *laptop = laptop_at_random (sim);

  sim->step++;
  sim->now += 1 + sim_roll (sim, sim_once_in (sim, 10) ? 3 * 24 * 3600 * 1000 : 60 * 1000);
  if (sim_once_in (sim, 40))
    turn_clock (sim, laptop);
  else if (sim_once_in (sim, 30))
    judge_laptop (laptop);
  else if (sim_once_in (sim, 40) && mishap (sim, laptop))
    ;
  else if (sim_once_in (sim, 40))
    rights_once (sim);
  else if (sim_once_in (sim, 30))
    net_deliver_stray (sim);
  else if (sim_once_in (sim, 60))
    office_restart (sim);
  else if (sim_once_in (sim, 25))
    help (laptop);
  else if (sim_roll (sim, 3) == 0)
    {
      work_once (laptop);
      net_interrupt (laptop);
    }
  else
    for (guint i = 0; i < sim->laptops->len; i++)
      net_step (sim->laptops->pdata[i]);
}

/* Nothing to send, and all that the office has and gives is here. */
static gboolean
is_idle (Laptop *laptop)
{
  KinReader *reader = laptop_reader (laptop);
  gint64 mask = laptop_mask (laptop);
  g_auto (KinAccount) account = { 0 };

  return rights_is_out (laptop) ||
         (kin_reader_number (reader, "SELECT count(*) FROM change WHERE seq IS NULL /* scan: test */", 0) == 0 && office_account (laptop->sim, laptop->person, &account) &&
          mask == account.scopes && !kin_reader_is_to_erase (reader) &&
          kin_reader_number (reader, "SELECT count(*) FROM change /* scan: test */", 0) ==
            kin_log_number (office_log (laptop->sim), "SELECT count(*) FROM change WHERE (1 << scope) & ?1 <> 0 /* scan: test */", 1, mask));
}

/* What it is that does not come to rest. */
static void
tell_restless (Sim *sim)
{
  for (guint i = 0; i < sim->laptops->len; i++)
    {
      Laptop *laptop = sim->laptops->pdata[i];
      KinReader *reader = laptop_reader (laptop);

      if (!is_idle (laptop))
        fprintf (stderr, "laptop %u: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " changes without a number, mask %d, to erase: %d\n", laptop->number,
                 kin_reader_number (reader, "SELECT count(*) FROM change WHERE seq IS NULL /* scan: test */", 0),
                 kin_reader_number (reader, "SELECT count(*) FROM change /* scan: test */", 0), laptop_mask (laptop), kin_reader_is_to_erase (reader));
    }
}

static void
settle (Sim *sim)
{
  gboolean idle = FALSE;

  sim->calm = TRUE;
  sim_note (sim, "calm");
  for (guint round = 0; !idle; round++)
    {
      if (round == MOST_ROUNDS)
        tell_restless (sim);
      if (round == MOST_ROUNDS)
        sim_fail (sim, "after %u rounds in which nothing failed there is still something to send or to fetch", round);
      idle = TRUE;
      if (round == 0)
        rights_finish (sim);
      for (guint i = 0; i < sim->laptops->len; i++)
        {
          sim->now += 20 * 60 * 1000;
          if (!is_idle (sim->laptops->pdata[i]))
            {
              help (sim->laptops->pdata[i]);
              net_step (sim->laptops->pdata[i]);
              idle = FALSE;
            }
        }
    }
}

void
sim_run (Sim *sim)
{
  guint n = 2 + sim_roll (sim, 3);

  sim->now = G_GINT64_CONSTANT (1700000000000);
  office_new (sim);
  for (guint i = 0; i < n; i++)
    laptop_new (sim);
  while (sim->step < STEPS)
    step (sim);
  settle (sim);
  judge_all (sim);
  for (guint i = 0; i < sim->laptops->len; i++)
    laptop_free (sim->laptops->pdata[i]);
  office_free (sim);
}
