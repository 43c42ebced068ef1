"""When posts come to people: schedules, mutes, and the digests of what was held."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.forms import dump, micros, moment, moment_or_none
from storage.records import ChannelId, Mute, NoticeKind, Person, PersonId, PostId, Schedule, Waiting
from storage.sqlite import summing
from storage.sqlite.audit import note
from storage.sqlite.database import Database
from storage.sqlite.holding import EVERY_CHANNEL, dump_schedule, hold_anew
from storage.sqlite.people import load_people
from storage.sqlite.stories import load_story_mutes, mute_story, unmute_story


@dataclass(frozen=True, slots=True)
class SqliteSchedules:
    """`storage.api.Schedules`."""

    db: Database

    async def change(
        self,
        person_id: PersonId,
        *,
        schedule: Schedule | None = None,
        timezone: str | None = None,
        by: PersonId | None = None,
        at: datetime,
    ) -> Person | None:
        stored = None if schedule is None else dump_schedule(schedule)
        return await self.db.write(lambda db: _change(db, _Hand(person_id, by or person_id, at), stored, timezone))

    async def undo(self, person_id: PersonId, *, by: PersonId | None = None, at: datetime) -> Person | None:
        return await self.db.write(lambda db: _undo(db, _Hand(person_id, by or person_id, at)))

    async def mute(
        self,
        person_id: PersonId,
        *,
        channel_id: ChannelId | None,
        until: datetime,
        by: PersonId | None = None,
        at: datetime,
    ) -> None:
        await self.db.write(
            lambda db: _mute(db, _Hand(person_id, by or person_id, at), channel_id or EVERY_CHANNEL, until)
        )

    async def unmute(
        self, person_id: PersonId, *, channel_id: ChannelId | None = None, by: PersonId | None = None, at: datetime
    ) -> int:
        return await self.db.write(lambda db: _unmute(db, _Hand(person_id, by or person_id, at), channel_id))

    async def mute_story(
        self, person_id: PersonId, post_id: PostId, *, until: datetime, by: PersonId | None = None, at: datetime
    ) -> PostId | None:
        return await self.db.write(lambda db: _mute_story(db, _Hand(person_id, by or person_id, at), post_id, until))

    async def unmute_story(
        self, person_id: PersonId, post_id: PostId, *, by: PersonId | None = None, at: datetime
    ) -> None:
        await self.db.write(lambda db: _unmute_story(db, _Hand(person_id, by or person_id, at), post_id))

    async def mutes(self, person_id: PersonId, *, at: datetime) -> list[Mute]:
        return await self.db.read(lambda db: _mutes(db, person_id, at))

    async def waiting(self, person_id: PersonId) -> Waiting:
        return await self.db.read(lambda db: _waiting(db, person_id))

    async def end(self, *, at: datetime) -> int:
        if not await self.db.read(lambda db: _is_over(db, at)):
            return 0  # as nearly always
        return await self.db.write(lambda db: _end(db, at))


class _Hand(NamedTuple):
    """Who changes whose schedule or mutes, and when."""

    whose: PersonId
    by: PersonId
    at: datetime


def _change(db: sqlite3.Connection, hand: _Hand, schedule: str | None, timezone: str | None) -> Person | None:
    before = db.execute("SELECT schedule, timezone FROM people WHERE id = ?", (hand.whose,)).fetchone()
    if before is None:
        return None
    after = (schedule or before["schedule"], timezone or before["timezone"])
    if after != tuple(before):
        _set(db, hand, after, dump(list(before)))
    return load_people(db, [hand.whose]).get(hand.whose)


def _undo(db: sqlite3.Connection, hand: _Hand) -> Person | None:
    row = db.execute("SELECT schedule, timezone, schedule_before FROM people WHERE id = ?", (hand.whose,)).fetchone()
    if row is None or row["schedule_before"] is None:
        return None
    schedule, timezone = json.loads(row["schedule_before"])
    _set(db, hand, (schedule, timezone), dump([row["schedule"], row["timezone"]]))
    return load_people(db, [hand.whose]).get(hand.whose)


def _set(db: sqlite3.Connection, hand: _Hand, after: tuple[str | None, str], before: str) -> None:
    sql = "UPDATE people SET schedule = ?, timezone = ?, schedule_before = ? WHERE id = ?"
    db.execute(sql, (*after, before, hand.whose))
    _noted(db, hand, "schedule", dump(list(after)))


def _noted(db: sqlite3.Connection, hand: _Hand, action: str, what: str) -> None:
    """What is held is held anew, and the audit says who wanted it so."""
    note(db, at=hand.at, by=hand.by, action=action, subject=f"{hand.whose} {what}")
    hold_anew(db, hand.whose, hand.at)


def _mute(db: sqlite3.Connection, hand: _Hand, channel_id: int, until: datetime) -> None:
    db.execute(
        """
        INSERT INTO mutes (person_id, channel_id, until, made_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (person_id, channel_id) DO UPDATE SET until = excluded.until, made_at = excluded.made_at
        """,
        (hand.whose, channel_id, micros(until), micros(hand.at)),
    )
    if channel_id == EVERY_CHANNEL:
        db.execute("UPDATE people SET muted_at = NULL WHERE id = ?", (hand.whose,))
    _noted(db, hand, "mute", f"channel {channel_id} until {until.isoformat()}")


def _unmute(db: sqlite3.Connection, hand: _Hand, channel_id: ChannelId | None) -> int:
    gone = db.execute(
        "DELETE FROM mutes WHERE person_id = :person AND (:channel IS NULL OR channel_id = :channel) RETURNING until",
        {"person": hand.whose, "channel": channel_id},
    ).fetchall()
    ended = len([row for row in gone if row["until"] > micros(hand.at)])
    if channel_id is None:
        ended += unmute_story(db, hand.whose, None)
        sql = "UPDATE people SET muted_at = NULL WHERE id = ? AND muted_at IS NOT NULL"
        ended += db.execute(sql, (hand.whose,)).rowcount
    if ended:
        _noted(db, hand, "unmute", f"channel {channel_id or EVERY_CHANNEL}")
    return ended


def _mute_story(db: sqlite3.Connection, hand: _Hand, post_id: PostId, until: datetime) -> PostId | None:
    first = mute_story(db, hand.whose, post_id, until, hand.at)
    if first is not None:
        _noted(db, hand, "mute_story", f"post {first} until {until.isoformat()}")
    return first


def _unmute_story(db: sqlite3.Connection, hand: _Hand, post_id: PostId) -> None:
    if unmute_story(db, hand.whose, post_id):
        _noted(db, hand, "unmute_story", f"post {post_id}")


def _mutes(db: sqlite3.Connection, person_id: PersonId, at: datetime) -> list[Mute]:
    rows = db.execute(
        "SELECT channel_id, until FROM mutes WHERE person_id = ? AND until > ? ORDER BY channel_id",
        (person_id, micros(at)),
    )
    mutes = [Mute(channel_id=ChannelId(row["channel_id"]) or None, until=moment(row["until"])) for row in rows]
    return mutes + load_story_mutes(db, person_id, at)


def _waiting(db: sqlite3.Connection, person_id: PersonId) -> Waiting:
    posts, until = db.execute(
        "SELECT count(*), min(held_until) FROM alerts WHERE person_id = ? AND held_until IS NOT NULL", (person_id,)
    ).fetchone()
    return Waiting(posts=posts, until=moment_or_none(until))


def _is_over(db: sqlite3.Connection, at: datetime) -> bool:
    row = db.execute(
        "SELECT 1 FROM alerts WHERE held_until IS NOT NULL AND held_until <= ? LIMIT 1", (micros(at),)
    ).fetchone()
    return row is not None


def _end(db: sqlite3.Connection, at: datetime) -> int:
    def since(alerts: Sequence[sqlite3.Row]) -> int:
        return min(int(row["made_at"]) for row in alerts)

    return summing.sum_up(db, NoticeKind.QUIET, "a.held_until IS NOT NULL AND a.held_until <= :at", since, at)
