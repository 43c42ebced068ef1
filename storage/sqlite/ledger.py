"""Which messages of a channel we know of. A message that is stored counts, whatever was said of its id before."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.records import Cause, ChannelId, ChannelLedger
from storage.sqlite.blindness import blinded, load_blindness, sighted
from storage.sqlite.database import Database
from storage.sqlite.rows import load_channels

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SqliteLedger:
    """`storage.api.Ledger`."""

    db: Database

    async def of(self, channel_ids: Sequence[ChannelId]) -> list[ChannelLedger]:
        return await self.db.read(lambda db: [_ledger(db, channel_id) for channel_id in channel_ids])

    async def unknown(self, channel_id: ChannelId, *, first: int, last: int, limit: int = 100) -> list[Range]:
        return await self.db.read(lambda db: list(reversed(list(_unknown(db, channel_id, first, last))))[:limit])

    async def read(self, channel_id: ChannelId, *, first: int, last: int) -> None:
        if await self.unknown(channel_id, first=first, last=last, limit=1):
            await self.db.write(lambda db: enter_absent(db, channel_id, first, last))

    async def blinded(self, channel_ids: Sequence[ChannelId], *, since: datetime, cause: Cause, at: datetime) -> None:
        await self.db.write(lambda db: blinded(db, channel_ids, since, cause, at))

    async def sighted(self, caught_up: Mapping[ChannelId, datetime]) -> None:
        await self.db.write(lambda db: sighted(db, caught_up))


def enter_absent(db: sqlite3.Connection, channel_id: ChannelId, first: int, last: int) -> None:
    """What we know nothing of in a range that was read whole does not exist."""
    db.executemany(
        "INSERT OR IGNORE INTO absences (channel_id, first, last) VALUES (?, ?, ?)",
        [(channel_id, *gap) for gap in list(_unknown(db, channel_id, first, last))],
    )


def _unknown(db: sqlite3.Connection, channel_id: ChannelId, first: int, last: int) -> Iterator[Range]:
    rows = db.execute(
        """
        SELECT message_id AS first, message_id AS last FROM messages
        WHERE channel_id = :channel AND message_id BETWEEN :first AND :last
        UNION ALL
        SELECT first, last FROM absences WHERE channel_id = :channel AND first <= :last AND last >= :first
        ORDER BY first
        """,
        {"channel": channel_id, "first": first, "last": last},
    )
    reached = first - 1
    for row in rows:
        if row["first"] > reached + 1:
            yield reached + 1, row["first"] - 1
        reached = max(reached, row["last"])
    if reached < last:
        yield reached + 1, last


def _ledger(db: sqlite3.Connection, channel_id: ChannelId) -> ChannelLedger:
    channel = load_channels(db, [channel_id])[channel_id]
    first, last = max(channel.seeded_from, 1), channel.newest_message_id
    values = {"channel": channel_id, "first": first, "last": last}
    entries = db.execute(
        "SELECT count(*) FROM messages WHERE channel_id = :channel AND message_id BETWEEN :first AND :last", values
    ).fetchone()[0]
    others = _not_held(db, values)
    deleted, service = others.get("deleted", 0), others.get("service", 0)
    return ChannelLedger(
        channel_id=channel_id,
        first=first,
        last=last,
        held=entries - deleted - service,
        deleted=deleted,
        service=service,
        absent=_absent(db, values),
        blindness=load_blindness(db, channel_id),
    )


def _not_held(db: sqlite3.Connection, values: Mapping[str, int]) -> dict[str, int]:
    """How many messages of a range are in another state than held, by the state."""
    rows = db.execute(
        """
        SELECT state, count(*) FROM messages INDEXED BY messages_others
        WHERE channel_id = :channel AND state <> 'held' AND message_id BETWEEN :first AND :last GROUP BY state
        """,
        values,
    )
    return dict(rows.fetchall())


def _absent(db: sqlite3.Connection, values: Mapping[str, int]) -> int:
    """How many ids of a range are known to be of no message; those that came to be stored all the same do not count."""
    row = db.execute(
        """
        SELECT coalesce(sum(a.last - max(a.first, :first) + 1 - (
            SELECT count(*) FROM messages m
            WHERE m.channel_id = :channel AND m.message_id BETWEEN max(a.first, :first) AND a.last)), 0)
        FROM absences a WHERE a.channel_id = :channel AND a.last BETWEEN :first AND :last
        """,
        values,
    ).fetchone()
    return int(row[0])
