-- The log and what belongs to it. Changed only by a further numbered file (PRAGMA user_version), never here.

-- Facts about this file: which authority, which device, the hash of the projection.
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;

-- Devices and people as this file knows them; 1 is this device, and whoever works on it.
CREATE TABLE device (no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE) STRICT;
CREATE TABLE person (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT) STRICT;

-- The only place where ids stand. A link to a record that is not here yet has a number and no type.
CREATE TABLE record (no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, type TEXT) STRICT;

-- What a person did and undoes (an action; `action` is the table of the tracker): the changes first to last of the log.
CREATE TABLE deed (
  no INTEGER PRIMARY KEY,
  device INTEGER NOT NULL, n INTEGER NOT NULL, -- its first change
  kind TEXT NOT NULL, label TEXT NOT NULL,
  undoes INTEGER,                              -- an action
  "by" INTEGER, at INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX deed_identity ON deed (device, n);
CREATE INDEX deed_undoes ON deed (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE change (
  no INTEGER PRIMARY KEY,                -- local arrival
  seq INTEGER,                           -- NULL until the office has confirmed it
  device INTEGER NOT NULL, n INTEGER NOT NULL, id BLOB NOT NULL,
  txn INTEGER NOT NULL, action INTEGER NOT NULL,
  record INTEGER NOT NULL, scope INTEGER NOT NULL,
  op INTEGER NOT NULL,                   -- 0 create, 1 set, 2 delete, 3 restore
  field TEXT,
  base TEXT,                             -- what its author had seen: "device.n device.n"
  value TEXT,                            -- JSON
  "by" INTEGER, at INTEGER NOT NULL,
  known INTEGER NOT NULL                 -- when this file knew it; never goes back
) STRICT;
CREATE UNIQUE INDEX change_identity ON change (device, n);
CREATE UNIQUE INDEX change_seq ON change (seq) WHERE seq IS NOT NULL;
CREATE INDEX change_of_record ON change (record);

-- The heads of registers whose head is not (only) the record's create. "_exists" is the register of being there.
CREATE TABLE head (record INTEGER NOT NULL, field TEXT NOT NULL, change INTEGER NOT NULL,
                   PRIMARY KEY (record, field, change)) STRICT, WITHOUT ROWID;

-- Half a sentence, kept against a crash; never sent.
CREATE TABLE draft (record BLOB NOT NULL, field TEXT NOT NULL, type TEXT NOT NULL, text TEXT,
                    PRIMARY KEY (record, field)) STRICT, WITHOUT ROWID;
