-- Times are microseconds since 1970 in UTC: eight bytes, exact, and windows and medians are plain arithmetic.
-- Row ids follow the order of arrival, so a window of time is a narrow range of row ids (facts: 3.9 ms against 95 ms).

CREATE TABLE channels (
    id INTEGER PRIMARY KEY,
    username TEXT,
    invite TEXT,
    named_id INTEGER,       -- the numeric id and the title as an operator gave them
    named_title TEXT,
    aliases TEXT NOT NULL,  -- JSON list
    tier INTEGER NOT NULL,
    mode TEXT NOT NULL,
    language TEXT,
    telegram_id INTEGER UNIQUE,
    title TEXT,             -- as Telegram says it
    state TEXT NOT NULL,
    error TEXT,
    added_at INTEGER NOT NULL,
    seeded_at INTEGER,
    seeded_from INTEGER NOT NULL DEFAULT 0,
    imported TEXT           -- its entry of channels.toml as it read when it was last imported, JSON
) STRICT;
CREATE UNIQUE INDEX channels_username ON channels (lower(username));
CREATE UNIQUE INDEX channels_invite ON channels (invite);

CREATE TABLE channel_access (
    account INTEGER NOT NULL,
    channel_id INTEGER NOT NULL REFERENCES channels,
    telegram_id INTEGER NOT NULL,
    access_hash INTEGER NOT NULL,
    PRIMARY KEY (account, channel_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels,
    message_id INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    original TEXT NOT NULL,
    text TEXT NOT NULL,
    keys TEXT NOT NULL,
    language TEXT,
    link TEXT NOT NULL,
    arrival TEXT NOT NULL,
    entities TEXT NOT NULL, -- JSON list
    album INTEGER,
    forward TEXT,           -- JSON
    reply_to INTEGER,
    media TEXT,
    revision INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER,
    deleted_at INTEGER,
    deleted_after INTEGER,
    text_message_id INTEGER NOT NULL, -- of an album: the message that carries the text
    UNIQUE (channel_id, message_id)
) STRICT;
CREATE UNIQUE INDEX posts_album ON posts (channel_id, album) WHERE album IS NOT NULL;
CREATE INDEX posts_sent ON posts (sent_at);
CREATE INDEX posts_channel_sent ON posts (channel_id, sent_at);

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts,
    revision INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    original TEXT NOT NULL,
    entities TEXT NOT NULL,
    edited_at INTEGER,
    seen_at INTEGER NOT NULL,
    UNIQUE (post_id, revision)
) STRICT;

-- The ledger: every message id of a channel that we know of. A post may be made of several (an album).
CREATE TABLE messages (
    channel_id INTEGER NOT NULL REFERENCES channels,
    message_id INTEGER NOT NULL,
    post_id INTEGER REFERENCES posts,  -- NULL for a service message
    state TEXT NOT NULL,               -- held, service, deleted
    PRIMARY KEY (channel_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_post ON messages (post_id) WHERE post_id IS NOT NULL;

-- Everything but a space belongs to a key, so `d:2.4` is one word to the index. No positions and no sizes are kept:
-- nothing asks for phrases or bm25, and the index is a third as large.
CREATE VIRTUAL TABLE posts_index USING fts5 (
    keys, content = 'posts', content_rowid = 'id', detail = none, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
);
-- In which order rows got their keys, so that whoever counts keys reads each once.
CREATE TABLE posts_keyed (id INTEGER PRIMARY KEY, row INTEGER NOT NULL) STRICT;
CREATE TRIGGER posts_index_insert AFTER INSERT ON posts BEGIN
    INSERT INTO posts_index (rowid, keys) VALUES (new.id, new.keys);
    INSERT INTO posts_keyed (row) VALUES (new.id);
END;
CREATE TRIGGER posts_index_delete AFTER DELETE ON posts BEGIN
    INSERT INTO posts_index (posts_index, rowid, keys) VALUES ('delete', old.id, old.keys);
END;
CREATE TRIGGER posts_index_update AFTER UPDATE OF keys ON posts WHEN old.keys IS NOT new.keys BEGIN
    INSERT INTO posts_index (posts_index, rowid, keys) VALUES ('delete', old.id, old.keys);
    INSERT INTO posts_index (rowid, keys) VALUES (new.id, new.keys);
    INSERT INTO posts_keyed (row) VALUES (new.id);
END;

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    ours INTEGER NOT NULL,
    kind TEXT,
    every_seconds INTEGER NOT NULL,
    etag TEXT,
    last_modified TEXT,
    read_at INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT
) STRICT;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    feed_id INTEGER REFERENCES feeds,
    site TEXT NOT NULL,            -- where no feed says it
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    lead TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    keys TEXT NOT NULL DEFAULT '',
    access TEXT NOT NULL DEFAULT 'pending',
    language TEXT,
    author TEXT,
    links TEXT NOT NULL DEFAULT '[]',       -- JSON list
    published_at INTEGER NOT NULL,
    published_by TEXT NOT NULL,    -- who says so: feed, page, or found (nobody: it is when we found it)
    found_at INTEGER NOT NULL,
    fetched_at INTEGER,
    fetches INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0,
    fingerprint INTEGER NOT NULL DEFAULT 0, -- 64 bits, signed
    copy_of INTEGER REFERENCES articles
) STRICT;
CREATE INDEX articles_published ON articles (published_at);
CREATE INDEX articles_copies ON articles (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX articles_fingerprint ON articles (published_at, fingerprint) WHERE fingerprint <> 0;

-- Every address we have seen. Without an article: it was too old when its feed was first read, and stays out.
CREATE TABLE addresses (
    url TEXT PRIMARY KEY,
    article_id INTEGER REFERENCES articles
) STRICT, WITHOUT ROWID;

CREATE TABLE article_revisions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles,
    revision INTEGER NOT NULL,
    title TEXT NOT NULL,
    lead TEXT NOT NULL,
    text TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    UNIQUE (article_id, revision)
) STRICT;

CREATE VIRTUAL TABLE articles_index USING fts5 (
    keys, content = 'articles', content_rowid = 'id', detail = none, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
);
CREATE TABLE articles_keyed (id INTEGER PRIMARY KEY, row INTEGER NOT NULL) STRICT;
CREATE TRIGGER articles_index_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_index (rowid, keys) VALUES (new.id, new.keys);
    INSERT INTO articles_keyed (row) VALUES (new.id);
END;
CREATE TRIGGER articles_index_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_index (articles_index, rowid, keys) VALUES ('delete', old.id, old.keys);
END;
CREATE TRIGGER articles_index_update AFTER UPDATE OF keys ON articles WHEN old.keys IS NOT new.keys BEGIN
    INSERT INTO articles_index (articles_index, rowid, keys) VALUES ('delete', old.id, old.keys);
    INSERT INTO articles_index (rowid, keys) VALUES (new.id, new.keys);
    INSERT INTO articles_keyed (row) VALUES (new.id);
END;

CREATE TABLE matches (
    post_id INTEGER NOT NULL REFERENCES posts,
    article_id INTEGER NOT NULL REFERENCES articles,
    relation TEXT NOT NULL,
    band TEXT NOT NULL,
    score REAL NOT NULL,
    evidence TEXT NOT NULL,  -- JSON
    judged_at INTEGER NOT NULL,
    PRIMARY KEY (post_id, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX matches_article ON matches (article_id);

CREATE TABLE people (
    id INTEGER PRIMARY KEY,  -- the numeric Telegram id
    name TEXT NOT NULL,
    role INTEGER,            -- NULL: removed; the row stays for what they did
    language TEXT NOT NULL,
    timezone TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    muted_at INTEGER,
    unreachable_at INTEGER,
    error TEXT
) STRICT;

CREATE TABLE requests (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,  -- strangers write too
    person_name TEXT NOT NULL,
    person_language TEXT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    forward TEXT,                -- JSON
    sent_at INTEGER NOT NULL,
    reply TEXT,
    due_at INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    parked_at INTEGER,
    answered_at INTEGER,
    UNIQUE (chat_id, message_id)
) STRICT;
CREATE INDEX requests_due ON requests (id) WHERE answered_at IS NULL AND parked_at IS NULL;
CREATE INDEX requests_parked ON requests (parked_at) WHERE parked_at IS NOT NULL;
-- The pts of the bot account at a moment when every request that had come was stored: one row.
CREATE TABLE settled (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    pts INTEGER NOT NULL
) STRICT;

CREATE TABLE invites (
    id INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    role INTEGER NOT NULL,
    made_by INTEGER NOT NULL REFERENCES people,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL UNIQUE REFERENCES requests,
    used_by INTEGER REFERENCES people,
    used_at INTEGER
) STRICT;

CREATE TABLE claims (
    post_id INTEGER PRIMARY KEY REFERENCES posts,
    state TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people,
    made_at INTEGER NOT NULL
) STRICT;

-- An alert is due while it shows less than is wanted.
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people,
    key TEXT NOT NULL,
    post_id INTEGER REFERENCES posts,
    notice TEXT,                 -- JSON
    tier INTEGER NOT NULL,       -- of the channel; 0 for notices
    wanted INTEGER NOT NULL DEFAULT 1,
    shown INTEGER NOT NULL DEFAULT 0,
    message_id INTEGER,
    made_at INTEGER NOT NULL,
    sent_at INTEGER,             -- first shown
    shown_at INTEGER,
    due_at INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    parked_at INTEGER,
    UNIQUE (person_id, key)
) STRICT;
CREATE INDEX alerts_due ON alerts (person_id, due_at) WHERE shown < wanted AND parked_at IS NULL;
CREATE INDEX alerts_order ON alerts (person_id, message_id IS NOT NULL, tier, id, due_at)
    WHERE shown < wanted AND parked_at IS NULL;
CREATE INDEX alerts_post ON alerts (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX alerts_parked ON alerts (parked_at) WHERE parked_at IS NOT NULL;

CREATE TABLE work (
    stage TEXT NOT NULL,
    item INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    due_at INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    parked_at INTEGER,
    PRIMARY KEY (stage, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_due ON work (stage, due_at) WHERE parked_at IS NULL;
CREATE INDEX work_parked ON work (parked_at) WHERE parked_at IS NOT NULL;

CREATE TABLE marks (
    name TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    person_id INTEGER,           -- NULL: the settings or the TOML files
    action TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;
