/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Returns as people have them: odd files, odd cells, and what was typed meanwhile. All made up. */
#include "codes.h"
#include "return-fixture.h"

static const KinReturnReject *
nth_reject (KinReturnPlan *plan, guint i)
{
  g_assert_cmpuint (kin_return_plan_rejected (plan)->len, >, i);
  return kin_return_plan_rejected (plan)->pdata[i];
}

static gboolean
has_remark (KinReturnPlan *plan, const char *text)
{
  for (guint i = 0; i < kin_return_plan_remarks (plan)->len; i++)
    if (strstr (((KinReturnRemark *) kin_return_plan_remarks (plan)->pdata[i])->text, text) != NULL)
      return TRUE;
  return FALSE;
}

static KinRecord *
only (Fixture *fixture, const KinType *type)
{
  g_autoptr (GPtrArray) records = kin_reader_list (kin_store_reader (fixture->store), type, "1 /* scan */", 0);

  g_assert_cmpuint (records->len, ==, 1);
  return g_object_ref (records->pdata[0]);
}

/* BOM, CRLF, semicolons, another order, lower case, Excel's damage: the same as if it were clean. */
static void
test_tolerant (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinReturnPlan) plan = NULL, clean = NULL;
  g_autoptr (KinRecord) child = NULL, placement = NULL;

  put_file (fixture, "a.csv", "\xef\xbb\xbf" "dob;CHILD;sex;ethnic;UPN;MOTHER;MC_DOB\r\n1/4/2005;c1;1;wbri;A123456789012;1.0;2017-04-01 00:00:00\r\n;;;;;;\r\n\r\n");
  put_file (fixture, "b.csv",
            EPISODES "\nC1, 03/05/2017 ,s,c2,n1,u6,pr4,,,,\"bb1 7dy \",  BB2   1AA,1234567\n");
  plan = plan_of (fixture, fixture->files, 2018);
  g_assert_cmpuint (kin_return_plan_rejected (plan)->len, ==, 0);
  apply (fixture, plan);
  child = only (fixture, &kin_child);
  g_assert_cmpint (kin_record_day (child, KIN_CHILD_BORN), ==, kin_day (2005, 4, 1));
  g_assert_cmpstr (kin_record_text (child, KIN_CHILD_SEX), ==, "M");
  g_assert_cmpstr (kin_record_text (child, KIN_CHILD_ETHNICITY), ==, "WBRI");
  g_assert_cmpstr (kin_record_text (child, KIN_CHILD_CHILD_CODE), ==, "C1");
  g_assert_true (kin_record_flag (child, KIN_CHILD_MOTHER));
  g_assert_cmpint (kin_record_day (child, KIN_CHILD_MOTHER_SINCE), ==, kin_day (2017, 4, 1));
  placement = only (fixture, &kin_placement);
  g_assert_cmpint (kin_record_day (placement, KIN_PLACEMENT_PERIOD), ==, kin_day (2017, 5, 3));
  g_assert_cmpstr (kin_record_text (placement, KIN_PLACEMENT_PLACEMENT_TYPE), ==, "U6");
  g_assert_cmpstr (kin_record_text (placement, KIN_PLACEMENT_POSTCODE), ==, "BB2 1AA");
  g_assert_false (kin_record_has (placement, KIN_PLACEMENT_HOUSEHOLD));
  g_assert_cmpstr (kin_record_get (only (fixture, &kin_home_address), KIN_HOME_ADDRESS_ADDRESS)->t, ==, "BB1 7DY");
  /* Written cleanly, it is the same return. */
  take_files_away (fixture);
  put_file (fixture, "a.csv", HEADER "C1,1,01/04/2005,WBRI,A123456789012,1,01/04/2017\n");
  put_file (fixture, "b.csv", EPISODES "C1,03/05/2017,S,C2,N1,U6,PR4,,,,BB1 7DY,BB2 1AA,1234567\n");
  clean = plan_of (fixture, fixture->files, 2018);
  g_assert_cmpuint (kin_return_plan_counts (clean, KIN_RETURN_HEADER).n_same, ==, 1);
  g_assert_cmpuint (kin_return_plan_counts (clean, KIN_RETURN_EPISODES).n_same, ==, 1);
  g_assert_cmpint (apply (fixture, clean), ==, 0);
}

static void
test_rejected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinReturnPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "rejected.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  put_file (fixture, "header.csv", HEADER "C1,1,31/02/2017,WBRI,,,\nC2,1,01/01/2010,WBRI,,,\nC2,2,01/01/2010,WBRI,,,\n,1,01/01/2010,WBRI,,,\n"
                                          "8.01E+11,1,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", EPISODES "C2,01/05/2017,S,C2,N1,U6,PR1,01/05/2017,E4A,,,,\nC2,01/06/2017,S,C2,N1,U6,PR1,31/05/2017,E4A,,,,\n"
                                              "C2,,S,C2,N1,U6,PR1,,,,,,\nC2,01/07/2017,S,C2,N1,U6,PR1,,,,Unit 1, High Street,BB1 1AA,1234567\n");
  plan = plan_of (fixture, fixture->files, 2018);
  g_assert_cmpuint (kin_return_plan_rejected (plan)->len, ==, 8);
  g_assert_cmpuint (kin_return_plan_counts (plan, KIN_RETURN_HEADER).n_new, ==, 1);
  g_assert_cmpuint (kin_return_plan_counts (plan, KIN_RETURN_HEADER).n_rejected, ==, 4);
  g_assert_cmpuint (kin_return_plan_counts (plan, KIN_RETURN_EPISODES).n_rejected, ==, 4);
  g_assert_cmpstr (nth_reject (plan, 0)->file, ==, "episodes.csv");
  g_assert_cmpstr (nth_reject (plan, 0)->field, ==, "DEC");
  g_assert_cmpuint (nth_reject (plan, 0)->line, ==, 2);
  g_assert_cmpstr (nth_reject (plan, 4)->field, ==, "DOB");
  g_assert_cmpstr (nth_reject (plan, 4)->value, ==, "31/02/2017");
  g_assert_true (kin_return_plan_write_rejected (plan, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\r\nheader.csv,2,Header,C1,DOB,31/02/2017,"));
}

/* Every column that holds codes has its list. */
static void
test_lists (void)
{
  for (guint t = 0; t < KIN_RETURN_N_TABLES; t++)
    for (guint c = 0; c < kin_return_table (t)->n_columns; c++)
      {
        const KinReturnColumn *column = &kin_return_table (t)->columns[c];

        if (column->kind == KIN_CELL_CODE || column->kind == KIN_CELL_SEX)
          g_assert_nonnull (kin_code_list (column->list));
      }
}

static void
test_codes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinReturnPlan) plan = NULL;
  g_autoptr (KinRecord) placement = NULL, child = NULL;

  put_file (fixture, "header.csv", HEADER "C1,F,01/01/2008,XYZQ,UN1,,\n");
  put_file (fixture, "episodes.csv", EPISODES "C1,01/05/2024,S,C2,N1,K3,PR9,,,,,,\n");
  plan = plan_of (fixture, fixture->files, 2024);
  g_assert_cmpuint (kin_return_plan_rejected (plan)->len, ==, 0);
  g_assert_true (has_remark (plan, "XYZQ"));
  g_assert_true (has_remark (plan, "“K3” is not a code of the year 2024"));
  g_assert_true (has_remark (plan, "“PR9” is not a known code"));
  apply (fixture, plan);
  child = only (fixture, &kin_child);
  g_assert_cmpstr (kin_record_text (child, KIN_CHILD_SEX), ==, "F");
  g_assert_cmpstr (kin_record_text (child, KIN_CHILD_ETHNICITY), ==, "XYZQ");
  placement = only (fixture, &kin_placement);
  g_assert_cmpstr (kin_record_text (placement, KIN_PLACEMENT_PLACEMENT_PROVIDER), ==, "PR9");
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinReturnPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  const char *paths[] = { fixture->files };
  const KinReturnFile *file;

  g_assert_null (kin_return_plan_new (kin_store_reader (fixture->store), paths, 1, 2018, 1, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  put_file (fixture, "episodes.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\nC1,01/05/2017,S,C2,N1,U6,,,,,,\n");
  g_assert_null (kin_return_plan_new (kin_store_reader (fixture->store), paths, 1, 2018, 1, NULL, &error));
  g_assert_nonnull (strstr (error->message, "PLACE_PROVIDER"));
  put_file (fixture, "header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,TEST_COLUMN\nC1,1,01/01/2010,WBRI,,,,extra\n");
  put_file (fixture, "sheet.csv", "PK\x03\x04 and so on");
  put_file (fixture, "return.xml", "<EXPSSDA903/>");
  plan = plan_of (fixture, fixture->files, 2018);
  g_assert_cmpuint (kin_return_plan_files (plan)->len, ==, 4);
  file = kin_return_plan_files (plan)->pdata[0];
  g_assert_nonnull (strstr (file->problem, "PLACE_PROVIDER"));
  file = kin_return_plan_files (plan)->pdata[2];
  g_assert_nonnull (strstr (file->problem, "Excel workbook"));
  file = kin_return_plan_files (plan)->pdata[3];
  g_assert_nonnull (strstr (file->problem, "by itself"));
  g_assert_true (has_remark (plan, "TEST_COLUMN"));
  apply (fixture, plan);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM return_row WHERE row_values LIKE '%extra%' /* scan */"), ==, 1);
}

static void
test_only_in_episodes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinReturnPlan) plan = NULL;

  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", EPISODES "C2,01/05/2017,S,C2,N1,U6,PR1,,,,,,\n");
  put_file (fixture, "reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\nC3,01/01/2010,01/06/2017,PN1\nC1,01/01/2010,01/06/2017,PN1\nC1,01/01/2010,01/06/2017,PN1\n");
  plan = plan_of (fixture, fixture->files, 2018);
  g_assert_cmpuint (kin_return_plan_rejected (plan)->len, ==, 0);
  g_assert_true (has_remark (plan, "neither in the Header"));
  apply (fixture, plan);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM child"), ==, 2);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM review"), ==, 2);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM return_row WHERE child IS NULL"), ==, 1);
  /* Once the Header has the child, its review gets to it. */
  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\nC3,1,01/01/2010,WBRI,,,\n");
  import_files (fixture, 2018);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM review"), ==, 3);
}

static void
test_identifiers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinReturnPlan) plan = NULL;
  const KinReturnProposal *proposal;
  g_autoptr (GError) error = NULL;

  put_file (fixture, "header.csv", HEADER "001234,1,01/01/2010,WBRI,,,\n");
  import_files (fixture, 2018);
  put_file (fixture, "header.csv", HEADER "1234,1,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", EPISODES "1234.0,01/05/2017,S,C2,N1,U6,PR1,,,,,,34567\n");
  plan = plan_of (fixture, fixture->files, 2018);
  g_assert_cmpuint (kin_return_plan_proposals (plan)->len, ==, 3);
  proposal = kin_return_plan_proposals (plan)->pdata[0];
  g_assert_cmpint (proposal->kind, ==, KIN_PROPOSAL_CHILD);
  g_assert_false (proposal->accepted);
  kin_return_plan_accept_kind (plan, KIN_PROPOSAL_CHILD, TRUE);
  kin_return_plan_accept_kind (plan, KIN_PROPOSAL_NUMBER, TRUE);
  g_assert_true (kin_return_plan_compare (plan, kin_store_reader (fixture->store), &error));
  g_assert_cmpuint (kin_return_plan_counts (plan, KIN_RETURN_HEADER).n_same, ==, 1);
  apply (fixture, plan);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM child"), ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM placement WHERE urn = '0034567' /* scan */"), ==, 1);
}

/* The case system ends a placement and gives another reason; here the type was corrected. */
static void
test_three_ways (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinReturnPlan) plan = NULL;
  g_autoptr (KinRecord) placement = NULL, after = NULL;
  const KinReturnDifference *difference;

  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", EPISODES "C1,01/05/2017,S,C2,N1,U6,PR1,,,,BB1 7DY,BB2 1AA,1234567\n");
  import_files (fixture, 2018);
  placement = only (fixture, &kin_placement);
  kin_record_set_text (placement, KIN_PLACEMENT_PLACEMENT_TYPE, "U4");
  set_record (fixture, placement, KIN_PLACEMENT_PLACEMENT_TYPE);
  plan = plan_of (fixture, fixture->files, 2018);
  g_assert_cmpuint (kin_return_plan_counts (plan, KIN_RETURN_EPISODES).n_same, ==, 1);
  g_assert_cmpuint (kin_return_plan_differences (plan)->len, ==, 1);
  difference = kin_return_plan_differences (plan)->pdata[0];
  g_assert_cmpstr (difference->child, ==, "C1");
  g_assert_cmpstr (difference->field, ==, "placement_type");
  g_assert_cmpstr (difference->last, ==, difference->theirs);
  g_assert_cmpstr (difference->ours, !=, difference->theirs);
  g_clear_pointer (&plan, kin_return_plan_free);
  put_file (fixture, "episodes.csv", EPISODES "C1,01/05/2017,S,C2,N1,U5,PR1,01/02/2018,E4A,,BB1 7DY,BB2 1AA,1234567\n");
  plan = plan_of (fixture, fixture->files, 2018);
  g_assert_cmpuint (kin_return_plan_counts (plan, KIN_RETURN_EPISODES).n_changed, ==, 1);
  g_assert_cmpuint (kin_return_plan_differences (plan)->len, ==, 1);
  apply (fixture, plan);
  after = only (fixture, &kin_placement);
  g_assert_cmpstr (kin_record_text (after, KIN_PLACEMENT_PLACEMENT_TYPE), ==, "U4");
  g_assert_cmpint (kin_record_end (after, KIN_PLACEMENT_PERIOD), ==, kin_day (2018, 2, 1));
}

/* A start that the case system corrects moves the record, and what was linked to it stays. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinRecord) placement = NULL, after = NULL, household = kin_record_new (&kin_household);
  g_autoptr (GError) error = NULL;

  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", EPISODES "C1,01/05/2017,S,C2,N1,U6,PR1,,,,BB1 7DY,BB2 1AA,1234567\n");
  import_files (fixture, 2018);
  kin_record_set_text (household, KIN_HOUSEHOLD_NAME, "Example home");
  g_assert_true (kin_store_create (fixture->store, household, "Home", &error));
  placement = only (fixture, &kin_placement);
  kin_record_set_link (placement, KIN_PLACEMENT_HOUSEHOLD, kin_record_no (household));
  set_record (fixture, placement, KIN_PLACEMENT_HOUSEHOLD);
  put_file (fixture, "episodes.csv", EPISODES "C1,03/05/2017,S,C2,N1,U6,PR1,,,,BB1 7DY,BB2 1AA,1234567\n");
  import_files (fixture, 2018);
  after = only (fixture, &kin_placement);
  g_assert_cmpint (kin_record_day (after, KIN_PLACEMENT_PERIOD), ==, kin_day (2017, 5, 3));
  g_assert_cmpint (kin_record_link (after, KIN_PLACEMENT_HOUSEHOLD), ==, kin_record_no (household));
  g_assert_cmpint (import_files (fixture, 2018), ==, 0);
}

/* Undone, nothing of it is left; imported again, it is there once. */
static void
test_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KinReturnPlan) plan = NULL;
  g_autoptr (KinRecord) child = NULL;
  gint64 action, n;

  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\nC2,1,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", EPISODES "C1,01/05/2017,S,C2,N1,U6,PR1,,,,BB1 7DY,BB2 1AA,1234567\n");
  action = import_files (fixture, 2018);
  n = ask (fixture, "SELECT count(*) FROM record");
  g_assert_true (kin_store_undo (fixture->store, action, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM child"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM placement"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM return_row"), ==, 0);
  put_file (fixture, "header.csv", HEADER "C1,2,01/01/2010,WBRI,,,\n");
  plan = plan_of (fixture, fixture->files, 2018);
  g_assert_true (has_remark (plan, "it comes back"));
  apply (fixture, plan);
  g_clear_pointer (&plan, kin_return_plan_free);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM record"), ==, n);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM return_row"), ==, 2);
  child = only (fixture, &kin_child);
  g_assert_cmpstr (kin_record_text (child, KIN_CHILD_SEX), ==, "F");
  plan = plan_of (fixture, fixture->files, 2018);
  g_assert_cmpint (apply (fixture, plan), ==, 0);
  g_assert_cmpuint (kin_return_plan_differences (plan)->len, ==, 0);
}

/* A plan made before somebody typed is compared anew when it is applied; one that is cancelled leaves nothing. */
static void
test_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinReturnPlan) plan = NULL;
  g_autoptr (KinRecord) child = kin_record_new (&kin_child), after = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\n");
  plan = plan_of (fixture, fixture->files, 2018);
  g_cancellable_cancel (cancelled);
  g_assert_false (kin_return_plan_apply (plan, fixture->store, cancelled, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM child"), ==, 0);
  kin_record_set_text (child, KIN_CHILD_SURNAME, "Example");
  kin_record_set_text (child, KIN_CHILD_CHILD_CODE, "C1");
  kin_record_set_text (child, KIN_CHILD_ETHNICITY, "WOTH");
  g_assert_true (kin_store_create (fixture->store, child, "Typed", &error));
  apply (fixture, plan);
  after = only (fixture, &kin_child);
  g_assert_cmpstr (kin_record_text (after, KIN_CHILD_SURNAME), ==, "Example");
  g_assert_cmpstr (kin_record_text (after, KIN_CHILD_ETHNICITY), ==, "WOTH");
  g_assert_cmpstr (kin_record_text (after, KIN_CHILD_SEX), ==, "M");
  g_assert_cmpuint (kin_return_plan_differences (plan)->len, ==, 1);
}

static const char xml[] =
  "<?xml version='1.0' encoding='iso-8859-1'?>\n<EXPSSDA903><CHILD><HEADER><CHILDID>C1</CHILDID><UPN>UN1</UPN><SEX>2</SEX><DOB>01/01/2010</DOB>"
  "<ETHNIC>WBRI</ETHNIC><UASC>1</UASC><DUC>01/01/2028</DUC><AREVIEW><REVIEW>01/06/2017</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW><MOTHER />"
  "<MC_DOB /><PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE><AMISSING><MISSING>M</MISSING><MIS_START>01/07/2017</MIS_START><MIS_END /></AMISSING>"
  "<OC2><SDQ_SCORE>21</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2><IN_TOUCH>YES</IN_TOUCH><ACTIV>F1</ACTIV><ACCOM>B1</ACCOM></HEADER>"
  "<EPISODE><DECOM>01/05/2017</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><PL_POST>BB2 1AA</PL_POST><HOME_POST /><URN>1234567</URN>"
  "<PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC /><REC /><REASON_PLACE_CHANGE /></EPISODE></CHILD></EXPSSDA903>";

static void
test_xml (Fixture *fixture, gconstpointer data)
{
  static const struct { KinReturnTable table; guint n; } expected[] = {
    { KIN_RETURN_HEADER, 1 }, { KIN_RETURN_EPISODES, 1 }, { KIN_RETURN_REVIEWS, 1 }, { KIN_RETURN_UASC, 1 }, { KIN_RETURN_OC2, 1 },
    { KIN_RETURN_OC3, 1 }, { KIN_RETURN_AD1, 0 }, { KIN_RETURN_PREV_PERM, 1 }, { KIN_RETURN_MISSING, 1 },
  };
  g_autoptr (KinReturnPlan) plan = NULL;
  g_autoptr (KinRecord) child = NULL;
  g_autofree char *broken = g_strndup (xml, strlen (xml) - 20);
  g_autoptr (GError) error = NULL;
  const char *paths[] = { fixture->files };

  put_file (fixture, "return.xml", xml);
  plan = plan_of (fixture, fixture->files, 2018);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (kin_return_plan_counts (plan, expected[i].table).n_new, ==, expected[i].n);
  apply (fixture, plan);
  child = only (fixture, &kin_child);
  g_assert_true (kin_record_flag (child, KIN_CHILD_UNACCOMPANIED));
  g_assert_cmpint (kin_record_day (child, KIN_CHILD_UNACCOMPANIED_CEASED), ==, kin_day (2028, 1, 1));
  put_file (fixture, "return.xml", broken);
  g_assert_null (kin_return_plan_new (kin_store_reader (fixture->store), paths, 1, 2018, 1, NULL, &error));
  g_assert_nonnull (error);
}

/* What was typed by hand becomes rows: a child comes into care, moves, leaves. */
static void
test_typed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KinRecord) child = kin_record_new (&kin_child), care = kin_record_new (&kin_care_period);
  g_autoptr (KinRecord) status = kin_record_new (&kin_legal_status), first = kin_record_new (&kin_placement), second = kin_record_new (&kin_placement);
  KinRecord *all[] = { child, care, status, first, second };
  const guint links[] = { 0, KIN_CARE_PERIOD_CHILD, KIN_LEGAL_STATUS_CHILD, KIN_PLACEMENT_CHILD, KIN_PLACEMENT_CHILD };
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
  g_autofree char *file = g_build_filename (out, "episodes.csv", NULL);
  g_autofree char *header = g_build_filename (out, "header.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *child_text = NULL;
  g_autoptr (KinReturnExport) export = NULL;
  g_autoptr (GError) error = NULL;

  kin_record_set_text (child, KIN_CHILD_SURNAME, "Example");
  kin_record_set_text (child, KIN_CHILD_CHILD_CODE, "C9");
  kin_record_set_text (child, KIN_CHILD_SEX, "F");
  kin_record_set_day (child, KIN_CHILD_BORN, kin_day (2010, 1, 2));
  kin_record_set_period (care, KIN_CARE_PERIOD_PERIOD, kin_day (2017, 5, 1), KIN_NO_DAY);
  kin_record_set_text (care, KIN_CARE_PERIOD_NEED_CODE, "N1");
  kin_record_set_period (status, KIN_LEGAL_STATUS_PERIOD, kin_day (2017, 5, 1), KIN_NO_DAY);
  kin_record_set_text (status, KIN_LEGAL_STATUS_STATUS, "C1");
  kin_record_set_period (first, KIN_PLACEMENT_PERIOD, kin_day (2017, 5, 1), kin_day (2017, 9, 1));
  kin_record_set_text (first, KIN_PLACEMENT_PLACEMENT_TYPE, "U6");
  kin_record_set_text (first, KIN_PLACEMENT_PLACEMENT_PROVIDER, "PR1");
  kin_record_set_text (first, KIN_PLACEMENT_REASON_CHANGE, "CARPL");
  kin_record_set_period (second, KIN_PLACEMENT_PERIOD, kin_day (2017, 9, 1), kin_day (2018, 6, 1));
  kin_record_set_text (second, KIN_PLACEMENT_PLACEMENT_TYPE, "K2");
  kin_record_set_text (second, KIN_PLACEMENT_PLACEMENT_PROVIDER, "PR4");
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (i > 0)
        kin_record_set_link (all[i], links[i], kin_record_no (child));
      g_assert_true (kin_store_create (fixture->store, all[i], "Typed", &error));
    }
  export = kin_return_export (kin_store_reader (fixture->store), 2018, out, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, EPISODES "C9,01/05/2017,S,C1,N1,U6,PR1,01/09/2017,X1,CARPL,,,\nC9,01/09/2017,P,C1,N1,K2,PR4,,,,,,\n");
  g_assert_true (g_file_get_contents (header, &child_text, NULL, NULL));
  g_assert_cmpstr (child_text, ==, HEADER "C9,2,02/01/2010,,,,\n");
}

/* A clean return comes back without a difference; a placement ended here since goes out derived. */
static void
test_changed_since (Fixture *fixture, gconstpointer data)
{
  static const char rows[] = EPISODES "C1,01/05/2017,S,C1,N1,U6,PR1,01/09/2017,X1,CARPL,BB1 7DY,BB2 1AA,1234567\n"
                                      "C1,01/09/2017,P,C1,N1,K2,PR4,01/12/2017,X1,,BB1 7DY,BB3 1AA,1234568\n"
                                      "C1,01/12/2017,L,C2,N1,K2,PR4,,,,BB1 7DY,BB3 1AA,1234568\n";
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
  g_autofree char *file = g_build_filename (out, "episodes.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  g_autoptr (KinReturnExport) clean = NULL, changed = NULL;
  g_autoptr (GPtrArray) cares = NULL, stays = NULL;
  g_autoptr (GError) error = NULL;

  put_file (fixture, "header.csv", HEADER "C1,1,01/01/2010,WBRI,,,\n");
  put_file (fixture, "episodes.csv", rows);
  import_files (fixture, 2018);
  clean = kin_return_export (kin_store_reader (fixture->store), 2018, out, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kin_return_export_changes (clean)->len, ==, 0);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, rows);
  cares = kin_reader_list (kin_store_reader (fixture->store), &kin_care_period, "1 /* scan */", 0);
  kin_record_set_period (cares->pdata[0], KIN_CARE_PERIOD_PERIOD, kin_day (2017, 5, 1), kin_day (2018, 2, 1));
  kin_record_set_text (cares->pdata[0], KIN_CARE_PERIOD_REASON_CEASED, "E4A");
  set_record (fixture, cares->pdata[0], KIN_CARE_PERIOD_PERIOD);
  set_record (fixture, cares->pdata[0], KIN_CARE_PERIOD_REASON_CEASED);
  changed = kin_return_export (kin_store_reader (fixture->store), 2018, out, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kin_return_export_changes (changed)->len, ==, 1);
  g_assert_true (g_file_get_contents (file, &after, NULL, NULL));
  g_assert_nonnull (strstr (after, "C1,01/12/2017,L,C2,N1,K2,PR4,01/02/2018,E4A,,BB1 7DY,BB3 1AA,1234568\n"));
  g_assert_nonnull (strstr (after, "C1,01/05/2017,S,C1,N1,U6,PR1,01/09/2017,X1,CARPL,BB1 7DY,BB2 1AA,1234567\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/return/tolerant", test_tolerant);
  ADD ("/return/rejected", test_rejected);
  g_test_add_func ("/return/lists", test_lists);
  ADD ("/return/codes", test_codes);
  ADD ("/return/files", test_files);
  ADD ("/return/only-in-episodes", test_only_in_episodes);
  ADD ("/return/identifiers", test_identifiers);
  ADD ("/return/three-ways", test_three_ways);
  ADD ("/return/moved", test_moved);
  ADD ("/return/undone", test_undone);
  ADD ("/return/meanwhile", test_meanwhile);
  ADD ("/return/xml", test_xml);
  ADD ("/return/typed", test_typed);
  ADD ("/return/changed-since", test_changed_since);
  return g_test_run ();
}
