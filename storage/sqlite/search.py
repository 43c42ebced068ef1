"""Posts that hold words. The index knows keys, so a word is a list of alternatives."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from storage.records import PostId

LOOKED_AT = 2000  # posts that came in last: however common the words are, no more are put in order


def posts_with(db: sqlite3.Connection, words: Sequence[Sequence[str]], limit: int) -> list[PostId]:
    """The newest posts that hold, for each word, one of its keys; words without keys ask for nothing.

    Posts come in nearly in the order in which they were published, but for those of before we watched.
    """
    asked = [any_of(keys) for keys in words if keys]
    if not asked:
        return []
    rows = db.execute(
        """
        SELECT p.id FROM posts p
        WHERE p.id IN (SELECT rowid FROM posts_index WHERE posts_index MATCH ? ORDER BY rowid DESC LIMIT ?)
        ORDER BY p.sent_at DESC, p.id DESC LIMIT ?
        """,
        (" AND ".join(asked), LOOKED_AT, limit),
    )
    return [PostId(row["id"]) for row in rows]


def index(db: sqlite3.Connection, ids: Sequence[PostId]) -> None:
    """Make new posts findable by their keys, all at once: see migration 0009."""
    db.execute(
        "INSERT INTO posts_index (rowid, keys) SELECT id, keys FROM posts WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    db.execute("INSERT INTO posts_keyed (row) SELECT value FROM json_each(?)", (json.dumps(ids),))


def any_of(keys: Iterable[str]) -> str:
    """A query for one of several keys."""
    return "(" + " OR ".join(quoted(key) for key in keys) + ")"


def quoted(key: str) -> str:
    """A key as one string of FTS5's query language, whatever stands in it."""
    return '"' + key.replace('"', '""') + '"'
