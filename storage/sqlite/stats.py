"""Posts by channel and hour, and how soon they were written up."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from storage.forms import micros, moment
from storage.records import BULK, ChannelPosts, FirstArticles, Stats
from storage.sqlite.covering import KNOWS_OURS
from storage.sqlite.database import Database

_HOUR = 3_600_000_000  # microseconds
_MINUTE = 60_000_000


@dataclass(frozen=True, slots=True)
class SqliteStatistics:
    """`storage.api.Statistics`."""

    db: Database

    async def between(self, since: datetime, until: datetime) -> Stats:
        return await self.db.read(lambda db: _between(db, since, until))


def _between(db: sqlite3.Connection, since: datetime, until: datetime) -> Stats:
    values = {"since": micros(since), "until": micros(until), "bulk": BULK}
    return Stats(
        since=since,
        until=until,
        channels=_channels(db, values),
        firsts=_firsts(db, values),
        posts=db.execute(f"SELECT count(*) {_POSTS} WHERE {_WRITABLE}", values).fetchone()[0],
        knows_ours=bool(db.execute(f"SELECT {KNOWS_OURS}").fetchone()[0]),
    )


# The index of channel and time has all that is counted.
_POSTS = """
    FROM channels c CROSS JOIN posts p INDEXED BY posts_channel_sent
        ON p.channel_id = c.id AND p.sent_at >= :since AND p.sent_at < :until
"""
_WRITABLE = "p.sent_at >= coalesce(c.seeded_at, 0) AND c.tier < :bulk"  # what came before we watched is no news


def _channels(db: sqlite3.Connection, values: dict[str, int]) -> tuple[ChannelPosts, ...]:
    rows = db.execute(
        f"""
        SELECT c.id, c.tier, coalesce(c.named_title, c.title, c.username, '') AS title,
               p.sent_at / {_HOUR} AS hour, count(*) AS count
        {_POSTS} GROUP BY c.id, hour ORDER BY hour
        """,
        values,
    )
    names: dict[int, tuple[str, int]] = {}
    hours: defaultdict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for row in rows:
        names[row["id"]] = (row["title"], row["tier"])
        hours[row["id"]].append((moment(row["hour"] * _HOUR), row["count"]))
    found = [ChannelPosts(title=names[key][0], tier=names[key][1], hours=tuple(each)) for key, each in hours.items()]
    return tuple(sorted(found, key=lambda one: -sum(count for _, count in one.hours)))


def _firsts(db: sqlite3.Connection, values: dict[str, int]) -> tuple[FirstArticles, ...]:
    rows = db.execute(
        f"""
        SELECT min(iif(f.ours, a.published_at, NULL)) - p.sent_at AS ours,
               min(iif(f.ours, NULL, a.published_at)) - p.sent_at AS others
        FROM articles a
        JOIN matches m ON m.article_id = a.id AND m.relation = 'reports' AND m.band = 'matched'
        JOIN posts p ON p.id = m.post_id JOIN channels c ON c.id = p.channel_id LEFT JOIN feeds f ON f.id = a.feed_id
        WHERE a.published_at >= :since - {_HOUR} AND p.sent_at >= :since AND p.sent_at < :until AND {_WRITABLE}
        GROUP BY p.id ORDER BY p.sent_at
        """,  # noqa: S608 - ours
        values,
    )
    return tuple(FirstArticles(ours=_minutes(row["ours"]), others=_minutes(row["others"])) for row in rows)


def _minutes(stored: int | None) -> float | None:
    return None if stored is None else max(stored, 0) / _MINUTE
