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
CREATE INDEX "sibling_group" ON "sibling" ("group");
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
