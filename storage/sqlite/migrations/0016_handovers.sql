-- What one shift tells the next: as it stood at that moment, so that pages turned later say the same.
CREATE TABLE handovers (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    facts TEXT NOT NULL,          -- JSON
    given_at INTEGER,             -- NULL: only looked at; the next one then begins where this one did
    sent_at INTEGER
) STRICT;
CREATE INDEX handovers_given ON handovers (until) WHERE given_at IS NOT NULL;
