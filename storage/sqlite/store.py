"""The whole of storage on one SQLite file."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from storage.api import (
    Alerts,
    Articles,
    Channels,
    Counts,
    Feeds,
    Marks,
    Matches,
    People,
    Posts,
    Requests,
    Store,
    Work,
)
from storage.sqlite.alerts import SqliteAlerts
from storage.sqlite.articles import SqliteArticles
from storage.sqlite.channels import SqliteChannels
from storage.sqlite.database import Database, open_database
from storage.sqlite.feeds import SqliteFeeds
from storage.sqlite.marks import SqliteMarks
from storage.sqlite.matches import SqliteMatches
from storage.sqlite.people import SqlitePeople
from storage.sqlite.posts import SqlitePosts
from storage.sqlite.requests import SqliteRequests
from storage.sqlite.work import SqliteWork

MEASURED_POSTS = 1000
"""The median time to an alert is of the newest so many posts that were alerted."""


class SqliteStore:
    """`storage.api.Store`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.channels: Channels = SqliteChannels(db)
        self.posts: Posts = SqlitePosts(db)
        self.feeds: Feeds = SqliteFeeds(db)
        self.articles: Articles = SqliteArticles(db)
        self.matches: Matches = SqliteMatches(db)
        self.alerts: Alerts = SqliteAlerts(db)
        self.people: People = SqlitePeople(db)
        self.requests: Requests = SqliteRequests(db)
        self.work: Work = SqliteWork(db)
        self.marks: Marks = SqliteMarks(db)

    async def counts(self) -> Counts:
        return await self._db.read(_counts)


@asynccontextmanager
async def open_sqlite(path: Path) -> AsyncIterator[Store]:
    """The store in a file."""
    async with open_database(path) as db:
        yield SqliteStore(db)


def _counts(db: sqlite3.Connection) -> Counts:
    row = db.execute(
        """
        SELECT (SELECT count(*) FROM channels WHERE state <> 'unwatched') AS channels,
               (SELECT count(*) FROM posts) AS posts,
               (SELECT count(*) FROM articles) AS articles,
               (SELECT count(*) FROM matches WHERE band <> 'none') AS matches,
               (SELECT count(*) FROM alerts WHERE message_id IS NOT NULL) AS sent,
               (SELECT count(*) FROM alerts WHERE shown < wanted AND parked_at IS NULL) AS due
        """
    ).fetchone()
    return Counts(
        channels=row["channels"],
        posts=row["posts"],
        articles=row["articles"],
        matches=row["matches"],
        alerts_sent=row["sent"],
        alerts_due=row["due"],
        median_alert_seconds=_median_alert_seconds(db),
    )


def _median_alert_seconds(db: sqlite3.Connection) -> float | None:
    rows = db.execute(
        """
        SELECT min(a.sent_at) - p.received_at FROM alerts a JOIN posts p ON p.id = a.post_id
        WHERE a.sent_at IS NOT NULL GROUP BY a.post_id ORDER BY a.post_id DESC LIMIT ?
        """,
        (MEASURED_POSTS,),
    )
    seconds = [row[0] / 1_000_000 for row in rows]
    return median(seconds) if seconds else None
