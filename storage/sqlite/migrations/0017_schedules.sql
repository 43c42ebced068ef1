-- When posts come to somebody: quiet hours, digests at chosen hours, tiers without a sound.
ALTER TABLE people ADD COLUMN schedule TEXT;         -- JSON; NULL: as for everybody
ALTER TABLE people ADD COLUMN schedule_before TEXT;  -- JSON: schedule and time zone before the last change

CREATE TABLE mutes (
    person_id INTEGER NOT NULL REFERENCES people,
    channel_id INTEGER NOT NULL,  -- 0: every channel
    until INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mutes_until ON mutes (until);

ALTER TABLE alerts ADD COLUMN held_until INTEGER;    -- then it comes in a digest
CREATE INDEX alerts_held_until ON alerts (held_until) WHERE held_until IS NOT NULL;
