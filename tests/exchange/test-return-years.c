/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same child in the returns of several years, and before the first of them. All made up. */
#include "return-fixture.h"

/* A third year tells what is new in it, and not again what was proposed before. */
static void
assert_third_year (Fixture *fixture)
{
  g_autoptr (KinReturnPlan) third = NULL;

  put_file (fixture, "header.csv", HEADER "C2,1,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", EPISODES "C2,01/06/2018,P,C2,N1,K2,PR4,01/07/2019,E4A,,,BB3 1AA,1234568\n");
  third = plan_of (fixture, fixture->files, 2020);
  g_assert_cmpuint (kin_return_plan_proposals (third)->len, ==, 2); /* C2 closed, C4 not in it any longer */
  for (guint i = 0; i < 2; i++)
    {
      const KinReturnProposal *proposal = kin_return_plan_proposals (third)->pdata[i];

      g_assert_cmpstr (proposal->child, ==, proposal->kind == KIN_PROPOSAL_SAME_START ? "C2" : "C4");
    }
}

static void
test_years (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinReturnPlan) plan = NULL, declined = NULL;
  g_autoptr (GError) error = NULL;
  const KinReturnProposal *proposal;
  guint kinds[KIN_N_PROPOSALS] = { 0 };

  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\nC2,1,01/01/2010,WBRI,,,\nC3,2,01/01/2010,WBRI,,,\nC4,2,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", EPISODES "C1,01/05/2017,S,C2,N1,U6,PR1,,,,,BB2 1AA,1234567\n"
                                              "C2,01/05/2017,S,C2,N1,U6,PR1,,,,,BB2 1AA,1234567\n"
                                              "C3,01/05/2017,S,C2,N1,U6,PR1,,,,,BB2 1AA,1234567\n"
                                              "C4,01/05/2017,S,C2,N1,U6,PR1,01/03/2018,X1,,,BB2 1AA,1234567\n");
  import_files (fixture, 2018);
  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\nC2,1,01/01/2010,WBRI,,,\nC4,2,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", EPISODES "C1,01/05/2017,S,C2,N1,U6,PR1,01/06/2018,E4A,,,BB2 1AA,1234567\n"
                                              "C2,01/06/2018,P,C2,N1,K2,PR4,,,,,BB3 1AA,1234568\n"
                                              "C4,01/05/2018,P,C2,N1,K2,PR4,,,,,BB3 1AA,1234568\n");
  plan = plan_of (fixture, fixture->files, 2019);
  for (guint i = 0; i < kin_return_plan_proposals (plan)->len; i++)
    {
      proposal = kin_return_plan_proposals (plan)->pdata[i];
      g_assert_true (proposal->accepted);
      kinds[proposal->kind]++;
    }
  g_assert_cmpuint (kinds[KIN_PROPOSAL_SAME_START], ==, 1);
  g_assert_cmpuint (kinds[KIN_PROPOSAL_CLOSE], ==, 1);
  g_assert_cmpuint (kinds[KIN_PROPOSAL_EXTEND], ==, 1);
  g_assert_cmpuint (kinds[KIN_PROPOSAL_CLOSE_LAST], ==, 1);
  g_assert_cmpuint (kin_return_plan_differences (plan)->len, ==, 0);
  /* The one that closes C3, of whom the case system says nothing, is declined: then and later. */
  kin_return_plan_accept_kind (plan, KIN_PROPOSAL_CLOSE_LAST, FALSE);
  apply (fixture, plan);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM placement"), ==, 6);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM placement WHERE period_end IS NULL"), ==, 3);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM care_period"), ==, 4);
  declined = plan_of (fixture, fixture->files, 2019);
  g_assert_cmpuint (kin_return_plan_counts (declined, KIN_RETURN_EPISODES).n_same, ==, 3);
  g_assert_cmpint (apply (fixture, declined), ==, 0);
  assert_third_year (fixture);
  /* The older return still comes back as it was. */
  {
    g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
    g_autofree char *file = g_build_filename (out, "episodes.csv", NULL);
    g_autofree char *text = NULL;
    g_autoptr (KinReturnExport) export = kin_return_export (kin_store_reader (fixture->store), 2018, out, &error);

    g_assert_no_error (error);
    g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
    g_assert_nonnull (strstr (text, "C1,01/05/2017,S,C2,N1,U6,PR1,,,,,BB2 1AA,1234567\n"));
    g_assert_nonnull (strstr (text, "C4,01/05/2017,S,C2,N1,U6,PR1,01/03/2018,X1,,,BB2 1AA,1234567\n"));
    g_assert_cmpuint (kin_return_export_n_rows (export, KIN_RETURN_EPISODES), ==, 4);
  }
}

static void
assert_exported (Fixture *fixture, int year, const char *name, const char *rows, guint changes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
  g_autofree char *file = g_build_filename (out, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (KinReturnExport) export = kin_return_export (kin_store_reader (fixture->store), year, out, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, rows);
  g_assert_cmpuint (kin_return_export_changes (export)->len, ==, changes);
}

/* A clean return of a child who was in care before it begins: nothing is odd about it, and what is derived anew goes on, too,
 * where the return said that it went on. */
static void
test_in_care_before (Fixture *fixture, gconstpointer data)
{
  static const char rows[] = EPISODES "C1,01/05/2016,P,C1,N1,U6,PR1,01/09/2017,X1,CARPL,BB1 7DY,BB2 1AA,1234567\n"
                                      "C1,01/09/2017,P,C1,N1,K2,PR4,,,,BB1 7DY,BB3 1AA,1234568\n";
  g_autoptr (KinReturnPlan) plan = NULL;
  g_autoptr (GPtrArray) stays = NULL;

  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", rows);
  plan = plan_of (fixture, fixture->files, 2018);
  g_assert_cmpuint (kin_return_plan_remarks (plan)->len, ==, 1);
  g_assert_nonnull (strstr (((KinReturnRemark *) kin_return_plan_remarks (plan)->pdata[0])->text, "In care before this return begins"));
  apply (fixture, plan);
  assert_exported (fixture, 2018, "episodes.csv", rows, 0);
  stays = kin_reader_list (kin_store_reader (fixture->store), &kin_placement, "1 ORDER BY period_start /* scan */", 0);
  kin_record_set_text (stays->pdata[0], KIN_PLACEMENT_URN, "7654321");
  set_record (fixture, stays->pdata[0], KIN_PLACEMENT_URN);
  assert_exported (fixture, 2018, "episodes.csv",
                   EPISODES "C1,01/09/2017,P,C1,N1,K2,PR4,,,,BB1 7DY,BB3 1AA,1234568\n"
                            "C1,01/05/2016,P,C1,N1,U6,PR1,01/09/2017,X1,CARPL,BB1 7DY,BB2 1AA,7654321\n", 1);
}

/* The case system leaves a child out of the Header, or says of an earlier year less than later ones do: nothing that is known
 * is lost, and the earlier return comes back as it was. */
static void
test_said_less (Fixture *fixture, gconstpointer data)
{
  static const char early[] = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST\n"
                              "C1,01/05/2014,S,C1,N1,U6,PR1,,,,BB1 7DY,BB2 1AA\n";
  g_autoptr (KinReturnPlan) plan = NULL;

  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", early);
  import_files (fixture, 2015);
  put_file (fixture, "episodes.csv", EPISODES "C1,01/05/2014,S,C1,N1,U6,PR1,01/05/2016,X1,CARPL,BB1 7DY,BB2 1AA,1234567\n"
                                              "C1,01/05/2016,P,C1,N1,K2,PR4,,,,BB1 7DY,BB3 1AA,1234568\n");
  put_file (fixture, "previous_permanence.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,01/01/2010,P1,350,zz/05/2012\n");
  import_files (fixture, 2017);
  assert_exported (fixture, 2015, "episodes.csv", early, 0);
  assert_exported (fixture, 2015, "previous_permanence.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n", 0);
  put_file (fixture, "header.csv", HEADER);
  import_files (fixture, 2015);
  import_files (fixture, 2017);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM child WHERE sex = 'M' AND ethnicity = 'WBRI' AND born IS NOT NULL"), ==, 1);
  plan = plan_of (fixture, fixture->files, 2017);
  g_assert_cmpuint (kin_return_plan_differences (plan)->len, ==, 0);
  assert_exported (fixture, 2017, "previous_permanence.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,01/01/2010,P1,350,zz/05/2012\n", 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/return-years/merged", test_years);
  ADD ("/return-years/in-care-before", test_in_care_before);
  ADD ("/return-years/said-less", test_said_less);
  return g_test_run ();
}
