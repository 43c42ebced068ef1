"""What waits to be written up."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.forms import micros
from storage.records import BULK, PersonId, PostId, QueuePage
from storage.sqlite import claims
from storage.sqlite.covering import COVERED
from storage.sqlite.database import Database
from storage.sqlite.standings import load_standings


@dataclass(frozen=True, slots=True)
class SqliteQueue:
    """`storage.api.Queue`."""

    db: Database

    async def page(self, number: int, *, size: int, since: datetime) -> QueuePage:
        return await self.db.read(lambda db: _page(db, number, size, waiting(db, since)))

    async def written(self, url: str, *, by: PersonId, since: datetime, at: datetime) -> PostId | None:
        return await self.db.write(lambda db: claims.link(db, url, by, since, at))


def waiting(db: sqlite3.Connection, since: datetime) -> list[PostId]:
    """The posts of the queue, in its order."""
    rows = db.execute(
        f"""
        SELECT p.id FROM posts p JOIN channels h ON h.id = p.channel_id LEFT JOIN claims c ON c.post_id = p.id
        WHERE p.sent_at >= :since AND p.arrival <> 'seed' AND p.deleted_at IS NULL
          AND h.tier < :bulk AND h.state <> 'unwatched'
          AND NOT EXISTS (SELECT 1 FROM posts f WHERE f.id = p.copy_of AND f.deleted_at IS NULL)
          AND (c.state IS NULL OR c.state = 'taken') AND NOT {COVERED}
        ORDER BY h.tier, p.sent_at, p.id
        """,  # noqa: S608 - ours
        {"since": micros(since), "bulk": BULK},
    )
    return [PostId(row["id"]) for row in rows]


def _page(db: sqlite3.Connection, number: int, size: int, ids: Sequence[PostId]) -> QueuePage:
    pages = max(1, -(-len(ids) // size))
    number = min(max(number, 0), pages - 1)
    shown = ids[number * size : (number + 1) * size]
    standings = load_standings(db, shown)
    return QueuePage(
        number=number, pages=pages, total=len(ids), standings=tuple(standings[post_id] for post_id in shown)
    )
