-- A story is a post with what answers it, forwards it or says the same.
CREATE TABLE story_mutes (
    person_id INTEGER NOT NULL REFERENCES people,
    post_id INTEGER NOT NULL REFERENCES posts,  -- the first of the story
    until INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, post_id)
) STRICT, WITHOUT ROWID;
