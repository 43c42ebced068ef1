-- Which posts people want to hear of. `revision` counts the changes of all rules, so that a process that knows them up
-- to one reads only what changed since.
CREATE TABLE rules (
    id INTEGER PRIMARY KEY,
    whose INTEGER NOT NULL,       -- the numeric id of a person; negative: of a chat
    criteria TEXT NOT NULL,       -- JSON
    is_on INTEGER NOT NULL DEFAULT 1,
    revision INTEGER NOT NULL,
    before TEXT,                  -- JSON: how it stood before its last change; NULL: it was not there
    made_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX rules_revision ON rules (revision);
CREATE INDEX rules_whose ON rules (whose) WHERE removed_at IS NULL;

CREATE TABLE rule_drafts (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people,
    rule_id INTEGER REFERENCES rules,
    criteria TEXT NOT NULL,       -- JSON
    asking TEXT,
    asked_at INTEGER,
    request_id INTEGER,
    saved_at INTEGER,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rule_drafts_person ON rule_drafts (person_id, changed_at);

ALTER TABLE alerts ADD COLUMN why TEXT;  -- JSON: the rules that let the post through, with the words that were found
-- Which post a message tells of, for whoever answers it.
CREATE INDEX alerts_message ON alerts (person_id, message_id) WHERE message_id IS NOT NULL;
ALTER TABLE requests ADD COLUMN reply_to INTEGER;

-- Whom a post is to be told to later, and only if nobody has written it by then.
CREATE TABLE waits (
    person_id INTEGER NOT NULL REFERENCES people,
    post_id INTEGER NOT NULL REFERENCES posts,
    key TEXT NOT NULL,            -- of the alert
    tier INTEGER NOT NULL,
    why TEXT NOT NULL,            -- JSON
    due_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_by TEXT,                -- alerted, or why not: written, off
    PRIMARY KEY (person_id, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX waits_due ON waits (due_at) WHERE ended_at IS NULL;
CREATE INDEX waits_post ON waits (post_id);
