"""The whole of storage on one SQLite file."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from storage.api import (
    Accounts,
    Afterwards,
    Alerts,
    Articles,
    Channels,
    Counts,
    Feeds,
    Files,
    Handovers,
    Labels,
    Ledger,
    Marks,
    Matches,
    Outside,
    People,
    Places,
    Posts,
    Queue,
    Requests,
    Rules,
    Schedules,
    Statistics,
    Store,
    Vectors,
    Work,
)
from storage.sqlite.accounts import SqliteAccounts
from storage.sqlite.aftermath import SqliteAfterwards
from storage.sqlite.alerts import SqliteAlerts
from storage.sqlite.articles import SqliteArticles
from storage.sqlite.channels import SqliteChannels
from storage.sqlite.clock import bring_back
from storage.sqlite.database import Database, open_database, open_to_read
from storage.sqlite.feeds import SqliteFeeds
from storage.sqlite.files import SqliteFiles
from storage.sqlite.handovers import SqliteHandovers
from storage.sqlite.labels import SqliteLabels
from storage.sqlite.ledger import SqliteLedger
from storage.sqlite.marks import SqliteMarks
from storage.sqlite.matches import SqliteMatches
from storage.sqlite.outside import SqliteOutside
from storage.sqlite.people import SqlitePeople
from storage.sqlite.places import SqlitePlaces
from storage.sqlite.posts import SqlitePosts
from storage.sqlite.queue import SqliteQueue
from storage.sqlite.requests import SqliteRequests
from storage.sqlite.rules import SqliteRules
from storage.sqlite.schedules import SqliteSchedules
from storage.sqlite.stats import SqliteStatistics
from storage.sqlite.vectors import SqliteVectors
from storage.sqlite.work import SqliteWork

MEASURED_POSTS = 1000
"""The median time to an alert is of the newest so many posts that were alerted."""


class SqliteStore:
    """`storage.api.Store`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.accounts: Accounts = SqliteAccounts(db)
        self.channels: Channels = SqliteChannels(db)
        self.posts: Posts = SqlitePosts(db)
        self.feeds: Feeds = SqliteFeeds(db)
        self.articles: Articles = SqliteArticles(db)
        self.files: Files = SqliteFiles(db)
        self.ledger: Ledger = SqliteLedger(db)
        self.matches: Matches = SqliteMatches(db)
        self.labels: Labels = SqliteLabels(db)
        self.handovers: Handovers = SqliteHandovers(db)
        self.alerts: Alerts = SqliteAlerts(db)
        self.people: People = SqlitePeople(db)
        self.places: Places = SqlitePlaces(db)
        self.queue: Queue = SqliteQueue(db)
        self.afterwards: Afterwards = SqliteAfterwards(db)
        self.statistics: Statistics = SqliteStatistics(db)
        self.schedules: Schedules = SqliteSchedules(db)
        self.outside: Outside = SqliteOutside(db)
        self.requests: Requests = SqliteRequests(db)
        self.rules: Rules = SqliteRules(db)
        self.work: Work = SqliteWork(db)
        self.marks: Marks = SqliteMarks(db)
        self.vectors: Vectors = SqliteVectors(db)

    async def counts(self) -> Counts:
        return await self._db.read(_counts)

    async def clock_set_back(self, *, by: timedelta, at: datetime) -> int:
        return await self._db.write(lambda db: bring_back(db, by, at))


@asynccontextmanager
async def open_sqlite(path: Path) -> AsyncIterator[Store]:
    """The store in a file."""
    async with open_database(path) as db:
        yield SqliteStore(db)


@asynccontextmanager
async def read_sqlite(path: Path) -> AsyncIterator[Store]:
    """The store in a file that somebody else may be writing to."""
    async with open_to_read(path) as db:
        yield SqliteStore(db)


def _counts(db: sqlite3.Connection) -> Counts:
    totals = {row["name"]: row["count"] for row in db.execute("SELECT name, count FROM totals")}
    return Counts(
        channels=db.execute("SELECT count(*) FROM channels WHERE state <> 'unwatched'").fetchone()[0],
        posts=totals["posts"],
        articles=totals["articles"],
        matches=totals["matches"],
        alerts_sent=totals["alerts_sent"],
        alerts_due=_alerts_due(db),
        median_alert_seconds=_median_alert_seconds(db),
    )


def _alerts_due(db: sqlite3.Connection) -> int:
    """What waits for those who can be written to; what waits for others may be much, and is not on its way."""
    row = db.execute(
        """
        SELECT coalesce(sum((SELECT count(*) FROM alerts a INDEXED BY alerts_due
                             WHERE a.person_id = p.id AND a.shown < a.wanted AND a.parked_at IS NULL)), 0)
        FROM people p WHERE p.role IS NOT NULL AND p.unreachable_at IS NULL
        """
    ).fetchone()
    return int(row[0])


def _median_alert_seconds(db: sqlite3.Connection) -> float | None:
    rows = db.execute(
        """
        SELECT a.first_at - p.received_at FROM (
            SELECT post_id, min(sent_at) AS first_at FROM alerts INDEXED BY alerts_measured
            WHERE post_id IS NOT NULL AND sent_at IS NOT NULL GROUP BY post_id ORDER BY post_id DESC LIMIT ?
        ) a JOIN posts p ON p.id = a.post_id
        """,
        (MEASURED_POSTS,),
    )
    seconds = [row[0] / 1_000_000 for row in rows]
    return median(seconds) if seconds else None
