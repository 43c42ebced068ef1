"""What is stored, read by plain SQL: the checker owes nothing to the code that it checks."""

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from bot.sandbox.chaos.truth import Entry, Stored, StoredPost


def read(path: Path) -> Stored:
    """All that a database holds; it may be in use meanwhile."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        db.execute("BEGIN")  # one state of it, whatever is written meanwhile
        return Stored(_ledger(db), _posts(db), _doubled(db))


def _posts(db: sqlite3.Connection) -> dict[int, StoredPost]:
    revisions = defaultdict(list)
    for post, text in db.execute("SELECT post_id, original FROM revisions ORDER BY post_id, revision"):
        revisions[post].append(text)
    claimed = {post for (post,) in db.execute("SELECT post_id FROM claims")}
    return {
        post: StoredPost(text, deleted_at is not None, tuple(revisions[post]), post in claimed)
        for post, text, deleted_at in db.execute("SELECT id, original, deleted_at FROM posts")
    }


def _ledger(db: sqlite3.Connection) -> dict[tuple[int, int], Entry]:
    rows = db.execute(
        """
        SELECT c.telegram_id, m.message_id, m.state, m.post_id FROM messages m JOIN channels c ON c.id = m.channel_id
        """
    )
    return {(channel, message): Entry(state, post) for channel, message, state, post in rows}


def _doubled(db: sqlite3.Connection) -> tuple[tuple[int, int], ...]:
    rows = db.execute(
        """
        SELECT c.telegram_id, p.message_id FROM posts p JOIN channels c ON c.id = p.channel_id
        GROUP BY p.channel_id, p.message_id HAVING count(*) > 1
        """
    )
    return tuple((channel, message) for channel, message in rows)
