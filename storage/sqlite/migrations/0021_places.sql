-- Groups, and topics of groups, that alerts come to: addressees among the people.
CREATE TABLE places (
    person_id INTEGER PRIMARY KEY REFERENCES people,
    chat_id INTEGER NOT NULL,
    topic INTEGER NOT NULL,   -- 0: the whole group, or its general topic
    bound_by INTEGER NOT NULL REFERENCES people,
    bound_at INTEGER NOT NULL,
    UNIQUE (chat_id, topic)
) STRICT;
ALTER TABLE requests ADD COLUMN topic INTEGER;
ALTER TABLE requests ADD COLUMN chat_title TEXT NOT NULL DEFAULT '';
-- Who works on a draft, where the rule is not their own but a group's.
ALTER TABLE rule_drafts ADD COLUMN made_by INTEGER REFERENCES people;
UPDATE rule_drafts SET made_by = person_id;
DROP INDEX rule_drafts_person;
CREATE INDEX rule_drafts_made_by ON rule_drafts (made_by, changed_at);
