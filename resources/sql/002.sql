-- What working with others takes: identities that change, what the office holds, and undoing another laptop's action.

-- The device that this file is now, and who works on it: a cloned or restored file goes on as another device.
INSERT OR IGNORE INTO fact (name, value) VALUES ('device', '1'), ('person', '1');

-- The first identity of a change whose device had to take another one.
ALTER TABLE change ADD COLUMN first_device INTEGER;
ALTER TABLE change ADD COLUMN first_n INTEGER;
CREATE INDEX change_first ON change (first_device, first_n) WHERE first_n IS NOT NULL;

-- 1: the office has numbered it, but no fold takes it before an admit (op 4) names it.
ALTER TABLE change ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
CREATE INDEX change_held ON change (record) WHERE held = 1;
-- 4 admit, 5 purge, 6 purged: about other changes, or the whole record, and no register's.
CREATE INDEX change_office ON change (record) WHERE op >= 4;

-- Done in this file, under whatever identity; and what it undoes where that has not come yet: "device.n".
ALTER TABLE deed ADD COLUMN mine INTEGER NOT NULL DEFAULT 0;
UPDATE deed SET mine = 1 WHERE device = 1;
ALTER TABLE deed ADD COLUMN awaits TEXT;
CREATE INDEX deed_awaits ON deed (awaits) WHERE awaits IS NOT NULL;
