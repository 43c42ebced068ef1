"""Marking alerts as changed: their messages are edited, or sent, once more from the latest state."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from storage.forms import dump, micros
from storage.records import PostId
from storage.sqlite.covered import review_covered


def mark_changed(db: sqlite3.Connection, post_ids: Iterable[PostId], at: datetime) -> None:
    """People are to see something new of these posts.

    What was put off stays put off; what was parked gets a new chance; what was skipped is never seen.
    """
    post_ids = list(post_ids)
    review_covered(db, post_ids, at)
    db.execute(
        """
        UPDATE alerts SET
            wanted = wanted + 1,
            due_at = iif(shown < wanted AND parked_at IS NULL, due_at, :at),
            failures = iif(shown < wanted AND parked_at IS NULL, failures, 0),
            error = iif(shown < wanted AND parked_at IS NULL, error, NULL),
            parked_at = NULL
        WHERE post_id IN (SELECT value FROM json_each(:posts)) AND skipped_at IS NULL
          AND person_id IN (SELECT id FROM people WHERE role IS NOT NULL)
        """,
        {"at": micros(at), "posts": dump(post_ids)},
    )
