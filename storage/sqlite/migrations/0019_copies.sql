-- One statement in several channels: which posts say the same words, and which of them we had first.
ALTER TABLE posts ADD COLUMN statement TEXT;
ALTER TABLE posts ADD COLUMN copy_of INTEGER REFERENCES posts;
CREATE INDEX posts_statement ON posts (statement, sent_at) WHERE statement IS NOT NULL;
CREATE INDEX posts_copies ON posts (copy_of) WHERE copy_of IS NOT NULL;
