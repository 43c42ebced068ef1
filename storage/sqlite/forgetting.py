"""What people wrote is kept no longer than it is needed, so that nobody can fill the disk by writing to the bot.

When a request is done with, secrets and all that a stranger said are blanked at once. Its row stays for a time: it is
what keeps a message that comes twice from being answered twice. Old rows go a few at a time, with each one that comes,
so the table grows no faster than it shrinks. Age is counted between messages, by Telegram's clock and never by ours.
"""

import sqlite3
from datetime import datetime, timedelta

from storage.forms import micros
from storage.records import RequestId

KEPT = timedelta(days=30)
STRANGERS_KEPT = timedelta(days=1)
"""A stranger's message that comes twice does no harm: it gets the same answer with the same key, which shows once."""
AT_ONCE = 8  # rows of each kind


def forget(db: sqlite3.Connection, request_id: RequestId) -> None:
    """A request is done with. Whatever mentions a start may carry an invitation's token."""
    db.execute(
        """
        UPDATE requests SET reply = NULL, text = iif(text LIKE '%start%', '', text),
            is_stranger = NOT EXISTS (SELECT 1 FROM people p WHERE p.id = requests.person_id AND p.role IS NOT NULL)
        WHERE id = ?
        """,
        (request_id,),
    )
    db.execute(
        "UPDATE requests SET text = '', forward = NULL, person_name = '' WHERE id = ? AND is_stranger", (request_id,)
    )


def is_long_past(db: sqlite3.Connection, sent_at: datetime) -> bool:
    """Whether a message is so much older than the newest that its row may be gone: it must not be answered anew."""
    row = db.execute("SELECT sent_at FROM requests ORDER BY id DESC LIMIT 1").fetchone()
    return row is not None and micros(sent_at) < row["sent_at"] - KEPT // timedelta(microseconds=1)


def prune(db: sqlite3.Connection, now: datetime) -> None:
    """Take away some rows that nothing can ask for any more."""
    for is_stranger, kept in ((0, KEPT), (1, STRANGERS_KEPT)):
        db.execute(
            """
            DELETE FROM requests WHERE id IN (
                SELECT id FROM requests INDEXED BY requests_done
                WHERE (answered_at IS NOT NULL OR parked_at IS NOT NULL) AND is_stranger = ? AND sent_at < ?
                  AND NOT EXISTS (SELECT 1 FROM invites i WHERE i.request_id = requests.id)
                ORDER BY sent_at LIMIT ?)
            """,
            (is_stranger, micros(now - kept), AT_ONCE),
        )
    db.execute(  # when each stranger was answered last
        """
        DELETE FROM marks WHERE name IN (
            SELECT name FROM marks INDEXED BY marks_strangers
            WHERE name GLOB 'stranger|*' AND at < ? ORDER BY at LIMIT ?)
        """,
        (micros(now - STRANGERS_KEPT), AT_ONCE),
    )
