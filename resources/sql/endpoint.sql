-- The office's tables of one authority. PostgreSQL gets the same with its own words for the types (app/endpoint/postgres.c), so only
-- INTEGER, TEXT and BLOB, STRICT and WITHOUT ROWID are used. The columns stand in app/endpoint/log.c in this order.

CREATE TABLE authority (
  no INTEGER PRIMARY KEY CHECK (no = 1),
  version INTEGER NOT NULL,              -- of these tables
  title TEXT NOT NULL,                   -- for people
  generation TEXT NOT NULL,              -- the last of the table below
  head INTEGER NOT NULL, head_id BLOB NOT NULL, -- the last number given, and to which change
  known INTEGER NOT NULL,                -- when the last change was received (ms); never goes back
  office_n INTEGER NOT NULL,             -- of the office's own changes
  public_key BLOB NOT NULL, secret_key BLOB NOT NULL,
  digest_at INTEGER NOT NULL             -- up to where the digest counts
) STRICT;

CREATE TABLE generation (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, parent TEXT, parent_at INTEGER NOT NULL, made INTEGER NOT NULL) STRICT;

CREATE TABLE person (
  no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
  role INTEGER NOT NULL,                 -- 0 viewer, 1 editor, 2 manager
  scopes INTEGER NOT NULL, gone INTEGER NOT NULL
) STRICT;

CREATE TABLE device (
  no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, person INTEGER NOT NULL, name TEXT,
  token BLOB NOT NULL UNIQUE,            -- its hash
  last_n INTEGER NOT NULL, made INTEGER NOT NULL,
  seen INTEGER NOT NULL, got INTEGER NOT NULL, -- when it last asked, and up to where it has pulled
  revoked INTEGER NOT NULL, wipe INTEGER NOT NULL, -- when (ms), 0: not
  family INTEGER NOT NULL                -- the first identity of that laptop: all of them are signed out together
) STRICT;

CREATE TABLE code (word TEXT PRIMARY KEY, person INTEGER NOT NULL, hash TEXT NOT NULL, until INTEGER NOT NULL, tries INTEGER NOT NULL, device BLOB) STRICT;

CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  device INTEGER NOT NULL, n INTEGER NOT NULL, id BLOB NOT NULL, txn INTEGER NOT NULL,
  record BLOB NOT NULL, scope INTEGER NOT NULL, op INTEGER NOT NULL,
  held INTEGER NOT NULL, received INTEGER NOT NULL,
  first_device BLOB, first_n INTEGER NOT NULL, -- 0: it was never called otherwise
  body TEXT NOT NULL                     -- JSON, as it came
) STRICT;
CREATE UNIQUE INDEX change_identity ON change (device, n);
CREATE INDEX change_of_record ON change (record, seq);
CREATE INDEX change_first ON change (first_n, first_device) WHERE first_n > 0;

-- A change that came again under another name: it has no number of its own.
CREATE TABLE alias (device INTEGER NOT NULL, n INTEGER NOT NULL, id BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (device, n)) STRICT, WITHOUT ROWID;

CREATE TABLE digest (scope INTEGER PRIMARY KEY, count INTEGER NOT NULL, sum INTEGER NOT NULL) STRICT;

CREATE TABLE purge (
  no INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, type TEXT NOT NULL, scope INTEGER NOT NULL, reason TEXT NOT NULL,
  asked INTEGER NOT NULL, asked_at INTEGER NOT NULL, approved INTEGER NOT NULL, approved_at INTEGER NOT NULL, -- persons; 0: not yet
  seq INTEGER NOT NULL,                  -- of the office's change; 0: not yet
  scrubbed INTEGER NOT NULL              -- when (ms) the files had nothing left of it; 0: not yet
) STRICT;
