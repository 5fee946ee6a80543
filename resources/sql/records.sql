-- The current projection of the log: one table a record type. It is rebuilt from the log whenever this file changes, so there
-- are no migrations here, and no constraints: the fold never fails. Columns follow the tables in app/core/types (a test compares).
-- no is the record; extra is JSON with what has no column or did not fit its own.

CREATE TABLE "household" (
  no INTEGER PRIMARY KEY,
  "name" TEXT,
  "reference" TEXT,
  "kind" TEXT,
  "status" TEXT,
  "address" TEXT, "address_postcode" TEXT,
  "telephone" TEXT,
  "mobile" TEXT,
  "email" TEXT,
  "authority" TEXT,
  "provider" INTEGER,
  "supervising_worker" TEXT,
  "team" TEXT,
  "first_approved" INTEGER,
  "bedrooms" INTEGER,
  "may_share" INTEGER,
  "confirmed" INTEGER,
  "confirmed_by" TEXT,
  "smokers" INTEGER,
  "pets" TEXT,
  "languages" TEXT,
  "religion" TEXT,
  "schools" TEXT,
  "transport" INTEGER,
  "note" TEXT,
  "merged_into" INTEGER,
  extra TEXT
) STRICT;
CREATE INDEX "household_provider" ON "household" ("provider");

CREATE TABLE "carer" (
  no INTEGER PRIMARY KEY,
  "household" INTEGER,
  "forename" TEXT,
  "surname" TEXT,
  "known_as" TEXT,
  "born" INTEGER,
  "sex" TEXT,
  "ethnicity" TEXT,
  "telephone" TEXT,
  "email" TEXT,
  "status" TEXT,
  "approved" INTEGER,
  "skill_level" INTEGER,
  "employment" TEXT,
  "note" TEXT,
  "merged_into" INTEGER,
  extra TEXT
) STRICT;
CREATE INDEX "carer_household" ON "carer" ("household");

CREATE TABLE "member" (
  no INTEGER PRIMARY KEY,
  "household" INTEGER,
  "forename" TEXT,
  "surname" TEXT,
  "born" INTEGER,
  "relation" TEXT,
  "period_start" INTEGER, "period_end" INTEGER,
  "uses_room" INTEGER,
  "child" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "member_household" ON "member" ("household");
CREATE INDEX "member_child" ON "member" ("child");

CREATE TABLE "approval" (
  no INTEGER PRIMARY KEY,
  "household" INTEGER,
  "kind" TEXT,
  "period_start" INTEGER, "period_end" INTEGER,
  "places" INTEGER,
  "age_from" INTEGER,
  "age_to" INTEGER,
  "gender" TEXT,
  "categories" TEXT,
  "named_child" INTEGER,
  "siblings_only" INTEGER,
  "conditions" TEXT,
  "panel_date" INTEGER,
  "panel_recommendation" TEXT,
  "decision_maker" TEXT,
  "decided" INTEGER,
  "notice" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "approval_household" ON "approval" ("household");
CREATE INDEX "approval_named_child" ON "approval" ("named_child");

CREATE TABLE "exemption" (
  no INTEGER PRIMARY KEY,
  "household" INTEGER,
  "authority" TEXT,
  "period_start" INTEGER, "period_end" INTEGER,
  "conditions" TEXT,
  "other_service" INTEGER,
  "granted" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "exemption_household" ON "exemption" ("household");

CREATE TABLE "exemption_child" (
  no INTEGER PRIMARY KEY,
  "exemption" INTEGER,
  "child" INTEGER,
  extra TEXT
) STRICT;
CREATE INDEX "exemption_child_exemption" ON "exemption_child" ("exemption");
CREATE INDEX "exemption_child_child" ON "exemption_child" ("child");

CREATE TABLE "unavailability" (
  no INTEGER PRIMARY KEY,
  "household" INTEGER,
  "period_start" INTEGER, "period_end" INTEGER,
  "places" INTEGER,
  "reason" TEXT,
  "review" INTEGER,
  "decided_by" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "unavailability_household" ON "unavailability" ("household");

CREATE TABLE "child" (
  no INTEGER PRIMARY KEY,
  "forename" TEXT,
  "surname" TEXT,
  "known_as" TEXT,
  "born" INTEGER,
  "expected" INTEGER,
  "sex" TEXT,
  "ethnicity" TEXT,
  "child_code" TEXT,
  "upn" TEXT,
  "responsible_authority" TEXT,
  "social_worker" TEXT,
  "team" TEXT,
  "reviewing_officer" TEXT,
  "care_plan" TEXT,
  "unaccompanied" INTEGER,
  "unaccompanied_ceased" INTEGER,
  "mother" INTEGER,
  "mother_since" INTEGER,
  "disability" TEXT,
  "languages" TEXT,
  "religion" TEXT,
  "school" TEXT,
  "needs" TEXT,
  "protected_address" INTEGER,
  "died" INTEGER,
  "note" TEXT,
  "merged_into" INTEGER,
  extra TEXT
) STRICT;

CREATE TABLE "care_period" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "period_start" INTEGER, "period_end" INTEGER,
  "need_code" TEXT,
  "reason_ceased" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "care_period_child" ON "care_period" ("child");

CREATE TABLE "legal_status" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "status" TEXT,
  "period_start" INTEGER, "period_end" INTEGER,
  "court" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "legal_status_child" ON "legal_status" ("child");

CREATE TABLE "placement" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "household" INTEGER,
  "establishment" INTEGER,
  "provider" INTEGER,
  "period_start" INTEGER, "period_end" INTEGER,
  "placement_type" TEXT,
  "placement_provider" TEXT,
  "postcode" TEXT,
  "urn" TEXT,
  "same_carer" INTEGER,
  "reason_change" TEXT,
  "planned" INTEGER,
  "expected_end" INTEGER,
  "category" TEXT,
  "outside_reason" TEXT,
  "procurement" TEXT,
  "authorised_by" TEXT,
  "long_term" INTEGER,
  "confirmed" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "placement_child" ON "placement" ("child");
CREATE INDEX "placement_household" ON "placement" ("household");
CREATE INDEX "placement_establishment" ON "placement" ("establishment");
CREATE INDEX "placement_provider" ON "placement" ("provider");

CREATE TABLE "sibling_group" (
  no INTEGER PRIMARY KEY,
  "name" TEXT,
  "plan" TEXT,
  "plan_date" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;

CREATE TABLE "sibling" (
  no INTEGER PRIMARY KEY,
  "group" INTEGER,
  "child" INTEGER,
  "name" TEXT,
  "born" INTEGER,
  "relation" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "sibling_by_group" ON "sibling" ("group");
CREATE INDEX "sibling_child" ON "sibling" ("child");

CREATE TABLE "home_address" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "period_start" INTEGER, "period_end" INTEGER,
  "address" TEXT, "address_postcode" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "home_address_child" ON "home_address" ("child");

CREATE TABLE "provider" (
  no INTEGER PRIMARY KEY,
  "name" TEXT,
  "kind" TEXT,
  "provider_code" TEXT,
  "company_number" TEXT,
  "urn" TEXT,
  "grade" TEXT,
  "graded" INTEGER,
  "frameworks" TEXT,
  "contact" TEXT,
  "telephone" TEXT,
  "email" TEXT,
  "address" TEXT, "address_postcode" TEXT,
  "note" TEXT,
  "merged_into" INTEGER,
  extra TEXT
) STRICT;

CREATE TABLE "establishment" (
  no INTEGER PRIMARY KEY,
  "provider" INTEGER,
  "name" TEXT,
  "urn" TEXT,
  "placement_type" TEXT,
  "places" INTEGER,
  "address" TEXT, "address_postcode" TEXT,
  "authority" TEXT,
  "telephone" TEXT,
  "registration" TEXT,
  "grade" TEXT,
  "closed" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "establishment_provider" ON "establishment" ("provider");

CREATE TABLE "price_line" (
  no INTEGER PRIMARY KEY,
  "placement" INTEGER,
  "kind" TEXT,
  "purpose" TEXT,
  "price" INTEGER, "price_basis" TEXT,
  "hours" INTEGER,
  "percent" INTEGER,
  "period_start" INTEGER, "period_end" INTEGER,
  "order_number" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "price_line_placement" ON "price_line" ("placement");

CREATE TABLE "funding_split" (
  no INTEGER PRIMARY KEY,
  "placement" INTEGER,
  "funder" TEXT,
  "share" INTEGER,
  "amount" INTEGER,
  "period_start" INTEGER, "period_end" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "funding_split_placement" ON "funding_split" ("placement");

CREATE TABLE "return_row" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "year" INTEGER,
  "return_table" TEXT,
  "row_key" TEXT,
  "row_values" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "return_row_child" ON "return_row" ("child");

CREATE TABLE "availability_call" (
  no INTEGER PRIMARY KEY,
  "household" INTEGER,
  "called" INTEGER,
  "time" INTEGER,
  "by" TEXT,
  "spoke_to" TEXT,
  "answer" TEXT,
  "places" INTEGER,
  "until" INTEGER,
  "call_again" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "availability_call_household" ON "availability_call" ("household");

CREATE TABLE "check" (
  no INTEGER PRIMARY KEY,
  "person" INTEGER,
  "kind" TEXT,
  "requested" INTEGER,
  "received" INTEGER,
  "reference" TEXT,
  "result" TEXT,
  "expires" INTEGER,
  "seen_by" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "check_person" ON "check" ("person");

CREATE TABLE "training" (
  no INTEGER PRIMARY KEY,
  "person" INTEGER,
  "kind" TEXT,
  "name" TEXT,
  "held" INTEGER,
  "due" INTEGER,
  "expires" INTEGER,
  "minutes" INTEGER,
  "provider" TEXT,
  "evidence" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "training_person" ON "training" ("person");

CREATE TABLE "carer_review" (
  no INTEGER PRIMARY KEY,
  "household" INTEGER,
  "kind" TEXT,
  "due" INTEGER,
  "held" INTEGER,
  "chair" TEXT,
  "to_panel" INTEGER,
  "panel_date" INTEGER,
  "recommendation" TEXT,
  "terms_change" TEXT,
  "decided" INTEGER,
  "decision_maker" TEXT,
  "notice" INTEGER,
  "from_children" INTEGER,
  "from_workers" INTEGER,
  "from_parents" INTEGER,
  "from_health" INTEGER,
  "from_school" INTEGER,
  "feedback" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "carer_review_household" ON "carer_review" ("household");

CREATE TABLE "supervision_visit" (
  no INTEGER PRIMARY KEY,
  "household" INTEGER,
  "kind" TEXT,
  "due" INTEGER,
  "visited" INTEGER,
  "by" TEXT,
  "seen" TEXT,
  "children_seen" TEXT,
  "bedrooms_seen" INTEGER,
  "health_safety" INTEGER,
  "log_seen" INTEGER,
  "actions" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "supervision_visit_household" ON "supervision_visit" ("household");

CREATE TABLE "concern" (
  no INTEGER PRIMARY KEY,
  "household" INTEGER,
  "carer" INTEGER,
  "child" INTEGER,
  "kind" TEXT,
  "category" TEXT,
  "occurred" INTEGER,
  "time" INTEGER,
  "reported" INTEGER,
  "reporter" TEXT,
  "reporter_name" TEXT,
  "text" TEXT,
  "corrects" INTEGER,
  "lado_referred" INTEGER,
  "strategy_meeting" INTEGER,
  "child_action" TEXT,
  "pay_action" TEXT,
  "review_called" INTEGER,
  "notified" INTEGER,
  "outcome" TEXT,
  "closed" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "concern_household" ON "concern" ("household");
CREATE INDEX "concern_carer" ON "concern" ("carer");
CREATE INDEX "concern_child" ON "concern" ("child");
CREATE INDEX "concern_corrects" ON "concern" ("corrects");

CREATE TABLE "campaign" (
  no INTEGER PRIMARY KEY,
  "name" TEXT,
  "source" TEXT,
  "period_start" INTEGER, "period_end" INTEGER,
  "target" TEXT,
  "place" TEXT,
  "cost" INTEGER,
  "partners" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;

CREATE TABLE "enquiry" (
  no INTEGER PRIMARY KEY,
  "forename" TEXT,
  "surname" TEXT,
  "second_applicant" TEXT,
  "telephone" TEXT,
  "email" TEXT,
  "address" TEXT, "address_postcode" TEXT,
  "source" TEXT,
  "campaign" INTEGER,
  "interest" TEXT,
  "wants_siblings" INTEGER,
  "stage" TEXT,
  "worker" TEXT,
  "child" INTEGER,
  "enquired" INTEGER,
  "called" INTEGER,
  "informed" INTEGER,
  "visited" INTEGER,
  "viability" INTEGER,
  "invited" INTEGER,
  "applied" INTEGER,
  "stage1_ended" INTEGER,
  "stage2_started" INTEGER,
  "stage2_ended" INTEGER,
  "assessment_due" INTEGER,
  "panel_date" INTEGER,
  "decided" INTEGER,
  "approved" INTEGER,
  "household" INTEGER,
  "left" INTEGER,
  "exit_reason" TEXT,
  "spare_room" TEXT,
  "experience" TEXT,
  "housing" TEXT,
  "employment" TEXT,
  "over_21" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "enquiry_campaign" ON "enquiry" ("campaign");
CREATE INDEX "enquiry_child" ON "enquiry" ("child");
CREATE INDEX "enquiry_household" ON "enquiry" ("household");

CREATE TABLE "together_plan" (
  no INTEGER PRIMARY KEY,
  "group" INTEGER,
  "child" INTEGER,
  "other" INTEGER,
  "plan" TEXT,
  "decided" INTEGER,
  "decided_by" TEXT,
  "reason" TEXT,
  "review" INTEGER,
  "ended" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "together_plan_group" ON "together_plan" ("group");
CREATE INDEX "together_plan_child" ON "together_plan" ("child");
CREATE INDEX "together_plan_other" ON "together_plan" ("other");

CREATE TABLE "contact_plan" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "contact_with" TEXT,
  "name" TEXT,
  "sibling" INTEGER,
  "form" TEXT,
  "often" TEXT,
  "supervised_by" TEXT,
  "place" TEXT,
  "ordered" INTEGER,
  "period_start" INTEGER, "period_end" INTEGER,
  "review" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "contact_plan_child" ON "contact_plan" ("child");
CREATE INDEX "contact_plan_sibling" ON "contact_plan" ("sibling");

CREATE TABLE "placement_plan" (
  no INTEGER PRIMARY KEY,
  "placement" INTEGER,
  "due" INTEGER,
  "agreed" INTEGER,
  "shared" INTEGER,
  "by" TEXT,
  "parents_signed" INTEGER,
  "school_arrangement" TEXT,
  "health_arrangement" TEXT,
  "contact_arrangement" TEXT,
  "routines" TEXT,
  "reviewed" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "placement_plan_placement" ON "placement_plan" ("placement");

CREATE TABLE "delegation" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "placement" INTEGER,
  "subject" TEXT,
  "subject_note" TEXT,
  "decider" TEXT,
  "conditions" TEXT,
  "reason" TEXT,
  "agreed" INTEGER,
  "review" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "delegation_child" ON "delegation" ("child");
CREATE INDEX "delegation_placement" ON "delegation" ("placement");

CREATE TABLE "authorisation" (
  no INTEGER PRIMARY KEY,
  "placement" INTEGER,
  "child" INTEGER,
  "household" INTEGER,
  "kind" TEXT,
  "state" TEXT,
  "due" INTEGER,
  "asked" INTEGER,
  "given" INTEGER,
  "by" TEXT,
  "by_role" TEXT,
  "consulted" TEXT,
  "until" INTEGER,
  "reason" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "authorisation_placement" ON "authorisation" ("placement");
CREATE INDEX "authorisation_child" ON "authorisation" ("child");
CREATE INDEX "authorisation_household" ON "authorisation" ("household");

CREATE TABLE "notification" (
  no INTEGER PRIMARY KEY,
  "placement" INTEGER,
  "child" INTEGER,
  "kind" TEXT,
  "recipient" TEXT,
  "name" TEXT,
  "due" INTEGER,
  "sent" INTEGER,
  "by" TEXT,
  "withheld" INTEGER,
  "reason" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "notification_placement" ON "notification" ("placement");
CREATE INDEX "notification_child" ON "notification" ("child");

CREATE TABLE "visit" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "placement" INTEGER,
  "kind" TEXT,
  "due" INTEGER,
  "visited" INTEGER,
  "by" TEXT,
  "seen" INTEGER,
  "seen_alone" INTEGER,
  "bedroom_seen" INTEGER,
  "refused" INTEGER,
  "late_reason" TEXT,
  "next_due" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "visit_child" ON "visit" ("child", "visited", "seen");
CREATE INDEX "visit_placement" ON "visit" ("placement");

CREATE TABLE "review" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "kind" TEXT,
  "due" INTEGER,
  "held" INTEGER,
  "participation" TEXT,
  "officer" TEXT,
  "venue" TEXT,
  "venue_chosen" INTEGER,
  "child_spoken_to" INTEGER,
  "decisions" TEXT,
  "for_the_child" TEXT,
  "minutes_sent" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "review_child" ON "review" ("child", "held");

CREATE TABLE "missing" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "kind" TEXT,
  "period_start" INTEGER, "period_end" INTEGER,
  "started_at" INTEGER,
  "ended_at" INTEGER,
  "reported" INTEGER,
  "interview_due" INTEGER,
  "interview_offered" INTEGER,
  "interview_accepted" INTEGER,
  "interview_held" INTEGER,
  "by" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "missing_child" ON "missing" ("child");

CREATE TABLE "plan" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "kind" TEXT,
  "state" TEXT,
  "due" INTEGER,
  "started" INTEGER,
  "agreed" INTEGER,
  "review" INTEGER,
  "by" TEXT,
  "quality" TEXT,
  "premium" INTEGER,
  "document" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "plan_child" ON "plan" ("child");
CREATE INDEX "plan_document" ON "plan" ("document");

CREATE TABLE "leaver_contact" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "contacted" INTEGER,
  "year" INTEGER,
  "eligibility" TEXT,
  "adviser" TEXT,
  "in_touch" TEXT,
  "activity" TEXT,
  "accommodation" TEXT,
  "face_to_face" INTEGER,
  "plan_reviewed" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "leaver_contact_child" ON "leaver_contact" ("child");

CREATE TABLE "allocation" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "worker_number" TEXT,
  "name" TEXT,
  "team" TEXT,
  "period_start" INTEGER, "period_end" INTEGER,
  "reason" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "allocation_child" ON "allocation" ("child");

CREATE TABLE "deprivation_of_liberty" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "placement" INTEGER,
  "kind" TEXT,
  "period_start" INTEGER, "period_end" INTEGER,
  "review" INTEGER,
  "restrictions" TEXT,
  "order_number" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "deprivation_of_liberty_child" ON "deprivation_of_liberty" ("child");
CREATE INDEX "deprivation_of_liberty_placement" ON "deprivation_of_liberty" ("placement");

CREATE TABLE "health_year" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "year" INTEGER,
  "sdq_score" INTEGER,
  "sdq_reason" TEXT,
  "convicted" INTEGER,
  "health_check" INTEGER,
  "immunisations" INTEGER,
  "teeth_check" INTEGER,
  "health_assessment" INTEGER,
  "substance_misuse" INTEGER,
  "intervention_received" INTEGER,
  "intervention_offered" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "health_year_child" ON "health_year" ("child");

CREATE TABLE "adoption" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "decided" INTEGER,
  "matched" INTEGER,
  "foster_care" INTEGER,
  "adopters" INTEGER,
  "adopter_sex" TEXT,
  "adopter_legal_status" TEXT,
  "placed_start" INTEGER, "placed_end" INTEGER,
  "placed_ceased_reason" TEXT,
  "ordered" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "adoption_child" ON "adoption" ("child");

CREATE TABLE "permanence" (
  no INTEGER PRIMARY KEY,
  "child" INTEGER,
  "kind" TEXT,
  "authority" TEXT,
  "ordered" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "permanence_child" ON "permanence" ("child");

CREATE TABLE "contract" (
  no INTEGER PRIMARY KEY,
  "provider" INTEGER,
  "name" TEXT,
  "reference" TEXT,
  "kind" TEXT,
  "lot" TEXT,
  "tier" TEXT,
  "period_start" INTEGER, "period_end" INTEGER,
  "extended_to" INTEGER,
  "notice_days" INTEGER,
  "leaving_day_charged" INTEGER,
  "basis" TEXT,
  "uplift" TEXT,
  "block_places" INTEGER,
  "sibling_discount" INTEGER,
  "long_term_discount" INTEGER,
  "retainer" INTEGER,
  "retainer_days" INTEGER,
  "contact" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "contract_provider" ON "contract" ("provider");

CREATE TABLE "rate" (
  no INTEGER PRIMARY KEY,
  "contract" INTEGER,
  "name" TEXT,
  "category" TEXT,
  "purpose" TEXT,
  "provision" TEXT,
  "age_from" INTEGER,
  "age_to" INTEGER,
  "skill_level" INTEGER,
  "price" INTEGER, "price_basis" TEXT,
  "period_start" INTEGER, "period_end" INTEGER,
  "source" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "rate_contract" ON "rate" ("contract");

CREATE TABLE "agreement" (
  no INTEGER PRIMARY KEY,
  "placement" INTEGER,
  "contract" INTEGER,
  "number" TEXT,
  "signed" INTEGER,
  "period_start" INTEGER, "period_end" INTEGER,
  "notice_days" INTEGER,
  "provision" TEXT,
  "how_sourced" TEXT,
  "framework" TEXT,
  "order_number" TEXT,
  "authorised_by" TEXT,
  "panel_date" INTEGER,
  "leaving_day_charged" INTEGER,
  "no_price" INTEGER,
  "notice_given" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "agreement_placement" ON "agreement" ("placement");
CREATE INDEX "agreement_contract" ON "agreement" ("contract");

CREATE TABLE "absence" (
  no INTEGER PRIMARY KEY,
  "placement" INTEGER,
  "period_start" INTEGER, "period_end" INTEGER,
  "reason" TEXT,
  "held" INTEGER,
  "paid_share" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "absence_placement" ON "absence" ("placement");

CREATE TABLE "placement_request" (
  no INTEGER PRIMARY KEY,
  "name" TEXT,
  "child" INTEGER,
  "group" INTEGER,
  "state" TEXT,
  "urgency" TEXT,
  "asked" INTEGER,
  "asked_by" TEXT,
  "wanted" INTEGER,
  "planned_end" INTEGER,
  "why" TEXT,
  "together" TEXT,
  "categories" TEXT,
  "foster" TEXT,
  "residential" TEXT,
  "supported" TEXT,
  "area" TEXT,
  "school" TEXT,
  "needs" TEXT,
  "solo" TEXT,
  "alongside" TEXT,
  "languages" TEXT,
  "religion" TEXT,
  "risks" TEXT,
  "not_with" TEXT,
  "deprivation" INTEGER,
  "wishes" TEXT,
  "parents_views" TEXT,
  "decided" INTEGER,
  "decided_by" TEXT,
  "decided_because" TEXT,
  "decided_note" TEXT,
  "placement" INTEGER,
  "outside_reason" TEXT,
  "distance_reason" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "placement_request_child" ON "placement_request" ("child");
CREATE INDEX "placement_request_group" ON "placement_request" ("group");
CREATE INDEX "placement_request_placement" ON "placement_request" ("placement");

CREATE TABLE "request_child" (
  no INTEGER PRIMARY KEY,
  "request" INTEGER,
  "child" INTEGER,
  extra TEXT
) STRICT;
CREATE INDEX "request_child_request" ON "request_child" ("request");
CREATE INDEX "request_child_child" ON "request_child" ("child");

CREATE TABLE "offer" (
  no INTEGER PRIMARY KEY,
  "request" INTEGER,
  "household" INTEGER,
  "provider" INTEGER,
  "establishment" INTEGER,
  "state" TEXT,
  "approached" INTEGER,
  "approached_at" INTEGER,
  "by" TEXT,
  "answered" INTEGER,
  "until" INTEGER,
  "children" INTEGER,
  "price" INTEGER, "price_basis" TEXT,
  "declined_because" TEXT,
  "distance" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "offer_request" ON "offer" ("request");
CREATE INDEX "offer_household" ON "offer" ("household");
CREATE INDEX "offer_provider" ON "offer" ("provider");
CREATE INDEX "offer_establishment" ON "offer" ("establishment");

CREATE TABLE "budget" (
  no INTEGER PRIMARY KEY,
  "name" TEXT,
  "year" INTEGER,
  "category" TEXT,
  "provider" INTEGER,
  "amount" INTEGER,
  "agreed" INTEGER,
  "source" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "budget_provider" ON "budget" ("provider");

CREATE TABLE "action" (
  no INTEGER PRIMARY KEY,
  "name" TEXT,
  "plan" TEXT,
  "number" TEXT,
  "recommendation" TEXT,
  "success" TEXT,
  "lead" TEXT,
  "about" INTEGER,
  "due" INTEGER,
  "due_words" TEXT,
  "state" TEXT,
  "rag" TEXT,
  "depends_on" INTEGER,
  "done" INTEGER,
  "progress" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "action_about" ON "action" ("about");
CREATE INDEX "action_depends_on" ON "action" ("depends_on");

CREATE TABLE "series" (
  no INTEGER PRIMARY KEY,
  "name" TEXT,
  "unit" TEXT,
  "every" TEXT,
  "source" TEXT,
  "public" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;

CREATE TABLE "series_value" (
  no INTEGER PRIMARY KEY,
  "series" INTEGER,
  "period_start" INTEGER, "period_end" INTEGER,
  "value" INTEGER,
  "numerator" INTEGER,
  "denominator" INTEGER,
  "stated" INTEGER,
  "source" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "series_value_series" ON "series_value" ("series");

CREATE TABLE "snapshot" (
  no INTEGER PRIMARY KEY,
  "measure" TEXT,
  "at" INTEGER,
  "meeting" TEXT,
  "published" INTEGER,
  "value" INTEGER,
  "numerator" INTEGER,
  "denominator" INTEGER,
  "breakdown" TEXT,
  "basis" TEXT,
  "source" TEXT,
  "extracted" INTEGER,
  "known_when" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;

CREATE TABLE "decision" (
  no INTEGER PRIMARY KEY,
  "about" INTEGER,
  "kind" TEXT,
  "name" TEXT,
  "decided" INTEGER,
  "by" TEXT,
  "reason" TEXT,
  "meeting" TEXT,
  "exempt" INTEGER,
  "review" INTEGER,
  "clash" TEXT,
  "covers_from" INTEGER,
  "covers_to" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "decision_about" ON "decision" ("about");

CREATE TABLE "note" (
  no INTEGER PRIMARY KEY,
  "about" INTEGER,
  "kind" TEXT,
  "written" INTEGER,
  "time" INTEGER,
  "by" TEXT,
  "text" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "note_about" ON "note" ("about");

CREATE TABLE "document" (
  no INTEGER PRIMARY KEY,
  "about" INTEGER,
  "kind" TEXT,
  "name" TEXT,
  "dated" INTEGER,
  "place" TEXT,
  "from_whom" TEXT,
  "fingerprint" TEXT,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "document_about" ON "document" ("about");

CREATE TABLE "team" (
  no INTEGER PRIMARY KEY,
  "name" TEXT,
  "head" TEXT,
  "telephone" TEXT,
  "email" TEXT,
  "closed" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;

CREATE TABLE "user" (
  no INTEGER PRIMARY KEY,
  "forename" TEXT,
  "surname" TEXT,
  "account" TEXT,
  "roles" TEXT,
  "may_see" TEXT,
  "team" INTEGER,
  "worker_number" TEXT,
  "telephone" TEXT,
  "email" TEXT,
  "started" INTEGER,
  "left" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "user_team" ON "user" ("team");

CREATE TABLE "access" (
  no INTEGER PRIMARY KEY,
  "about" INTEGER,
  "kind" TEXT,
  "at" INTEGER,
  "time" INTEGER,
  "by" TEXT,
  "for_whom" TEXT,
  "recipient" TEXT,
  "what" TEXT,
  "rows" INTEGER,
  "filter" TEXT,
  "file_name" TEXT,
  "fingerprint" TEXT,
  "names_included" INTEGER,
  "note" TEXT,
  extra TEXT
) STRICT;
CREATE INDEX "access_about" ON "access" ("about");

-- What search goes through: one row a record, of the keys of its sought fields. The text itself is not kept twice.
CREATE VIRTUAL TABLE sought USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 0');

-- What the book asks for (app/book): lists sorted by a text, and who is where on a day. Sorting and sweeping read these alone.
CREATE INDEX "household_merged_into" ON "household" ("merged_into") WHERE "merged_into" IS NOT NULL;
CREATE INDEX "carer_merged_into" ON "carer" ("merged_into") WHERE "merged_into" IS NOT NULL;
CREATE INDEX "provider_merged_into" ON "provider" ("merged_into") WHERE "merged_into" IS NOT NULL;
CREATE INDEX "household_by_name" ON "household" (kin_key ("name"), no);
CREATE INDEX "carer_by_surname" ON "carer" (kin_key ("surname"), kin_key ("forename"), no);
CREATE INDEX "child_by_surname" ON "child" (kin_key ("surname"), kin_key ("forename"), no);
CREATE INDEX "child_by_forename" ON "child" (kin_key ("forename"), no);
CREATE INDEX "child_by_code" ON "child" (kin_key ("child_code"), no);
CREATE INDEX "child_by_worker" ON "child" (kin_key ("social_worker"), no);
CREATE INDEX "child_by_birth" ON "child" ("born", "sex", "ethnicity");
CREATE INDEX "child_by_birth_and_name" ON "child" ("born", kin_key ("surname"), kin_key ("forename"), no) WHERE "merged_into" IS NULL;
CREATE INDEX "child_of_authority" ON "child" ("responsible_authority") WHERE "responsible_authority" IS NOT NULL;
CREATE INDEX "child_merged" ON "child" ("merged_into") WHERE "merged_into" IS NOT NULL;
CREATE INDEX "decision_clash" ON "decision" ("clash", "covers_from", "covers_to") WHERE "clash" IS NOT NULL;
CREATE INDEX "care_period_open" ON "care_period" ("period_end", "period_start", "child", "reason_ceased", "need_code");
CREATE INDEX "approval_in_order" ON "approval" ("period_start", no, "household", "kind", "period_end", "places", "age_from", "age_to", "gender", "categories",
  "named_child", "siblings_only", "notice");
CREATE INDEX "legal_status_open" ON "legal_status" ("period_end", "period_start", "child", "status");
CREATE INDEX "legal_status_short_breaks" ON "legal_status" ("child", "period_start", "period_end") WHERE "status" IN ('V3', 'V4');
CREATE INDEX "placement_open" ON "placement"
  ("period_end", "period_start", "child", "household", "establishment", "provider", "placement_type", "placement_provider", "category", "expected_end", "long_term");
CREATE INDEX "price_line_open" ON "price_line"
  ("period_end", "period_start", "placement", "kind", "purpose", "price", "price_basis", "hours", "percent");
