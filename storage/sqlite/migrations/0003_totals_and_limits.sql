-- Totals are kept as rows come and go: counting a million alerts for each `/health` took a third of a second.
CREATE TABLE totals (
    name TEXT PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO totals (name, count) VALUES
    ('posts', (SELECT count(*) FROM posts)),
    ('articles', (SELECT count(*) FROM articles)),
    ('matches', (SELECT count(*) FROM matches WHERE band <> 'none')),
    ('alerts_sent', (SELECT count(*) FROM alerts WHERE message_id IS NOT NULL));

CREATE TRIGGER totals_posts_insert AFTER INSERT ON posts BEGIN
    UPDATE totals SET count = count + 1 WHERE name = 'posts';
END;
CREATE TRIGGER totals_posts_delete AFTER DELETE ON posts BEGIN
    UPDATE totals SET count = count - 1 WHERE name = 'posts';
END;
CREATE TRIGGER totals_articles_insert AFTER INSERT ON articles BEGIN
    UPDATE totals SET count = count + 1 WHERE name = 'articles';
END;
CREATE TRIGGER totals_articles_delete AFTER DELETE ON articles BEGIN
    UPDATE totals SET count = count - 1 WHERE name = 'articles';
END;
-- Nobody may write INSERT OR REPLACE into matches: it takes rows away without a word to the triggers.
CREATE TRIGGER totals_matches_insert AFTER INSERT ON matches WHEN new.band <> 'none' BEGIN
    UPDATE totals SET count = count + 1 WHERE name = 'matches';
END;
CREATE TRIGGER totals_matches_update AFTER UPDATE OF band ON matches
WHEN (new.band <> 'none') <> (old.band <> 'none') BEGIN
    UPDATE totals SET count = count + iif(new.band <> 'none', 1, -1) WHERE name = 'matches';
END;
CREATE TRIGGER totals_matches_delete AFTER DELETE ON matches WHEN old.band <> 'none' BEGIN
    UPDATE totals SET count = count - 1 WHERE name = 'matches';
END;
CREATE TRIGGER totals_alerts_shown AFTER UPDATE OF message_id ON alerts
WHEN old.message_id IS NULL AND new.message_id IS NOT NULL BEGIN
    UPDATE totals SET count = count + 1 WHERE name = 'alerts_sent';
END;
CREATE TRIGGER totals_alerts_delete AFTER DELETE ON alerts WHEN old.message_id IS NOT NULL BEGIN
    UPDATE totals SET count = count - 1 WHERE name = 'alerts_sent';
END;

-- For the median time to an alert: the newest posts that were alerted, with nothing read but this.
CREATE INDEX alerts_measured ON alerts (post_id, sent_at) WHERE post_id IS NOT NULL AND sent_at IS NOT NULL;

-- Waited while somebody could not be reached, and was summed up when they came back. It shows what is wanted.
ALTER TABLE alerts ADD COLUMN skipped_at INTEGER;

-- What is done with is forgotten: at once what is secret or a stranger's, and in time the row itself.
ALTER TABLE requests ADD COLUMN is_stranger INTEGER NOT NULL DEFAULT 0;
UPDATE requests SET reply = NULL, text = iif(text LIKE '%start%', '', text),
    is_stranger = NOT EXISTS (SELECT 1 FROM people p WHERE p.id = requests.person_id AND p.role IS NOT NULL)
WHERE answered_at IS NOT NULL OR parked_at IS NOT NULL;
UPDATE requests SET text = '', forward = NULL, person_name = '' WHERE is_stranger;
CREATE INDEX requests_done ON requests (is_stranger, sent_at) WHERE answered_at IS NOT NULL OR parked_at IS NOT NULL;
CREATE INDEX marks_strangers ON marks (at) WHERE name GLOB 'stranger|*';
