-- Message ids that a channel's history lacked when we read it: they were deleted before we saw them.
CREATE TABLE absences (
    channel_id INTEGER NOT NULL REFERENCES channels,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (channel_id, first)
) STRICT, WITHOUT ROWID;

-- Few messages are not held; they are counted by this, and all by a scan that looks at no column: a million takes 0.12 s.
CREATE INDEX messages_others ON messages (channel_id, state, message_id) WHERE state <> 'held';

-- From when to when we did not see what a channel posted, and how many posts of that time were fetched afterwards.
CREATE TABLE blindness (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels,
    since INTEGER NOT NULL,
    until INTEGER,               -- NULL: it is not caught up yet
    cause TEXT NOT NULL,
    recovered INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX blindness_open ON blindness (channel_id) WHERE until IS NULL;
CREATE INDEX blindness_channel ON blindness (channel_id, id);

-- Why a post reached us long after it was published. It stays when the blindness is forgotten.
ALTER TABLE posts ADD COLUMN late_cause TEXT;
ALTER TABLE posts ADD COLUMN late_since INTEGER;
