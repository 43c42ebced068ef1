-- What an encoder made of texts, by the hash of the text: a text that comes again is not encoded again.
CREATE TABLE vectors (
    encoder TEXT NOT NULL,
    hash BLOB NOT NULL,
    vector BLOB NOT NULL,        -- float16
    made_at INTEGER NOT NULL,
    PRIMARY KEY (encoder, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX vectors_made ON vectors (made_at);
