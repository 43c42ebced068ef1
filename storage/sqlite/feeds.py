"""Feeds: what is polled, and what each reading brings."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.forms import micros, moment_or_none
from storage.records import Feed, FeedId, FeedItem, FeedKind, FeedSpec, Job, Notice, Role, Stage
from storage.sqlite.database import Database
from storage.sqlite.findings import find, keep_out
from storage.sqlite.notices import tell
from storage.sqlite.work import again, make_due

OLDEST_AT_FIRST = timedelta(hours=6)
"""A feed that is read for the first time lists days of articles; what is older than this is not news."""


@dataclass(frozen=True, slots=True)
class SqliteFeeds:
    """`storage.api.Feeds`."""

    db: Database

    async def all(self) -> list[Feed]:
        sql = "SELECT * FROM feeds ORDER BY site, url"
        return await self.db.read(lambda db: [_feed_of(row) for row in db.execute(sql)])

    async def get(self, feed_id: FeedId) -> Feed | None:
        return await self.db.read(lambda db: _get(db, feed_id))

    async def put(self, spec: FeedSpec, *, at: datetime) -> Feed:
        return await self.db.write(lambda db: _put(db, spec, at))

    async def read(
        self,
        job: Job,
        items: Sequence[FeedItem],
        *,
        etag: str | None,
        last_modified: str | None,
        next_at: datetime,
        at: datetime,
    ) -> int:
        return await self.db.write(
            lambda db: _read(db, job, items, etag=etag, last_modified=last_modified, next_at=next_at, at=at)
        )

    async def unchanged(self, job: Job, *, next_at: datetime, at: datetime) -> None:
        await self.db.write(lambda db: _unchanged(db, job, next_at, at))

    async def failed(self, job: Job, *, error: str, next_at: datetime, at: datetime, notice: Notice | None) -> None:
        await self.db.write(lambda db: _failed(db, job, error=error, next_at=next_at, at=at, notice=notice))


def _feed_of(row: sqlite3.Row) -> Feed:
    spec = FeedSpec(
        url=row["url"],
        site=row["site"],
        ours=bool(row["ours"]),
        kind=None if row["kind"] is None else FeedKind(row["kind"]),
        every_seconds=row["every_seconds"],
    )
    return Feed(
        id=FeedId(row["id"]),
        spec=spec,
        etag=row["etag"],
        last_modified=row["last_modified"],
        read_at=moment_or_none(row["read_at"]),
        failures=row["failures"],
        error=row["error"],
    )


def _get(db: sqlite3.Connection, feed_id: int) -> Feed | None:
    row = db.execute("SELECT * FROM feeds WHERE id = ?", (feed_id,)).fetchone()
    return None if row is None else _feed_of(row)


def _put(db: sqlite3.Connection, spec: FeedSpec, at: datetime) -> Feed:
    changed = db.execute(
        """
        INSERT INTO feeds (url, site, ours, kind, every_seconds)
        VALUES (:url, :site, :ours, :kind, :every_seconds)
        ON CONFLICT (url) DO UPDATE SET
            site = :site, ours = :ours, kind = :kind, every_seconds = :every_seconds, etag = NULL, last_modified = NULL
        WHERE (site, ours, kind, every_seconds) IS NOT (:site, :ours, :kind, :every_seconds)
        """,
        {
            "url": spec.url,
            "site": spec.site,
            "ours": spec.ours,
            "kind": spec.kind,
            "every_seconds": spec.every_seconds,
        },
    )
    feed = _feed_of(db.execute("SELECT * FROM feeds WHERE url = ?", (spec.url,)).fetchone())
    if changed.rowcount or _is_stuck(db, feed.id):
        make_due(db, Stage.POLL_FEED, [feed.id], at)
    return feed


def _is_stuck(db: sqlite3.Connection, feed_id: FeedId) -> bool:
    """Set aside, or on no list at all: naming it again, as every start does, gives it another chance."""
    row = db.execute(
        "SELECT 1 FROM work WHERE stage = ? AND item = ? AND parked_at IS NULL", (Stage.POLL_FEED, feed_id)
    ).fetchone()
    return row is None


def _read(
    db: sqlite3.Connection,
    job: Job,
    items: Sequence[FeedItem],
    *,
    etag: str | None,
    last_modified: str | None,
    next_at: datetime,
    at: datetime,
) -> int:
    feed = _get(db, job.item)
    if feed is None:
        return 0
    is_first = feed.read_at is None
    found = 0
    for item in items:
        if is_first and item.published_at is not None and item.published_at < at - OLDEST_AT_FIRST:
            keep_out(db, item)
        else:
            found += find(db, item, feed=feed, at=at)
    db.execute("UPDATE feeds SET etag = ?, last_modified = ? WHERE id = ?", (etag, last_modified, feed.id))
    _unchanged(db, job, next_at, at)
    return found


def _unchanged(db: sqlite3.Connection, job: Job, next_at: datetime, at: datetime) -> None:
    db.execute("UPDATE feeds SET read_at = ?, failures = 0, error = NULL WHERE id = ?", (micros(at), job.item))
    again(db, job, next_at=next_at)


def _failed(
    db: sqlite3.Connection, job: Job, *, error: str, next_at: datetime, at: datetime, notice: Notice | None
) -> None:
    if not again(db, job, next_at=next_at, error=error):
        return  # it was put on the list anew meanwhile, or this was counted already
    db.execute("UPDATE feeds SET failures = failures + 1, error = ? WHERE id = ?", (error, job.item))
    if notice is not None:
        tell(db, notice, role=Role.OPERATOR, at=at)
