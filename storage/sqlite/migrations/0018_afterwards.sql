-- What our own sites wrote from which post, kept when the post is edited and the match goes with its words.
CREATE TABLE coverage (
    post_id INTEGER NOT NULL REFERENCES posts,
    article_id INTEGER NOT NULL REFERENCES articles,
    PRIMARY KEY (post_id, article_id)
) STRICT, WITHOUT ROWID;

INSERT INTO coverage (post_id, article_id)
SELECT m.post_id, m.article_id FROM matches m JOIN articles a ON a.id = m.article_id JOIN feeds f ON f.id = a.feed_id
WHERE m.relation = 'reports' AND m.band <> 'none' AND f.ours;

ALTER TABLE posts ADD COLUMN escalated_at INTEGER;  -- that nobody took or wrote it was told
