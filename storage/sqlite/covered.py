"""What became of posts that we wrote up is looked at whenever something of them changes."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from storage.forms import dump
from storage.records import PostId, Stage
from storage.sqlite.work import make_due


def review_covered(db: sqlite3.Connection, post_ids: Iterable[PostId], at: datetime) -> None:
    """Remember which of our articles come from these posts, and have those that we ever wrote up looked at."""
    posts = dump(list(post_ids))
    db.execute(
        """
        INSERT INTO coverage (post_id, article_id)
        SELECT m.post_id, m.article_id FROM json_each(?) e JOIN matches m ON m.post_id = e.value
        JOIN articles a ON a.id = m.article_id JOIN feeds f ON f.id = a.feed_id
        WHERE m.relation = 'reports' AND m.band <> 'none' AND f.ours
        ON CONFLICT DO NOTHING
        """,
        (posts,),
    )
    rows = db.execute("SELECT DISTINCT o.post_id FROM json_each(?) e JOIN coverage o ON o.post_id = e.value", (posts,))
    make_due(db, Stage.REVIEW_POST, [row["post_id"] for row in rows], at)
