-- What editors say of a post and an article. `matches` always says what stands, so whoever reads it need not look here.
CREATE TABLE labels (
    post_id INTEGER NOT NULL REFERENCES posts,
    article_id INTEGER NOT NULL REFERENCES articles,
    kind TEXT NOT NULL,           -- reports, background, unrelated
    person_id INTEGER NOT NULL REFERENCES people,
    made_at INTEGER NOT NULL,
    relation TEXT NOT NULL,       -- what the matcher had said
    band TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (post_id, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX labels_article ON labels (article_id);

-- No pass of the matcher, in whatever version, says otherwise or takes the pair away. Its score and evidence may change.
CREATE TRIGGER labels_hold_insert AFTER INSERT ON matches
WHEN EXISTS (SELECT 1 FROM labels l WHERE l.post_id = new.post_id AND l.article_id = new.article_id) BEGIN
    UPDATE matches SET
        relation = iif(l.kind = 'unrelated', new.relation, l.kind), band = iif(l.kind = 'unrelated', 'none', 'matched')
    FROM labels l
    WHERE l.post_id = new.post_id AND l.article_id = new.article_id
      AND matches.post_id = new.post_id AND matches.article_id = new.article_id;
END;
CREATE TRIGGER labels_hold_update AFTER UPDATE OF relation, band ON matches
WHEN EXISTS (SELECT 1 FROM labels l WHERE l.post_id = new.post_id AND l.article_id = new.article_id) BEGIN
    UPDATE matches SET
        relation = iif(l.kind = 'unrelated', new.relation, l.kind), band = iif(l.kind = 'unrelated', 'none', 'matched')
    FROM labels l
    WHERE l.post_id = new.post_id AND l.article_id = new.article_id
      AND matches.post_id = new.post_id AND matches.article_id = new.article_id;
END;
CREATE TRIGGER labels_hold_delete BEFORE DELETE ON matches
WHEN EXISTS (SELECT 1 FROM labels l WHERE l.post_id = old.post_id AND l.article_id = old.article_id) BEGIN
    SELECT RAISE(IGNORE);  -- this row alone stays
END;
