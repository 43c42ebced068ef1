"""When posts come to people: schedules, mutes, and the digests of what was held."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
        self, person_id: PersonId, *, schedule: Schedule | None = None, timezone: str | None = None, at: datetime
    ) -> Person | None:
        stored = None if schedule is None else dump_schedule(schedule)
        return await self.db.write(lambda db: _change(db, person_id, stored, timezone, at))

    async def undo(self, person_id: PersonId, *, at: datetime) -> Person | None:
        return await self.db.write(lambda db: _undo(db, person_id, at))

    async def mute(self, person_id: PersonId, *, channel_id: ChannelId | None, until: datetime, at: datetime) -> None:
        await self.db.write(lambda db: _mute(db, person_id, channel_id or EVERY_CHANNEL, until, at))

    async def unmute(self, person_id: PersonId, *, channel_id: ChannelId | None = None, at: datetime) -> int:
        return await self.db.write(lambda db: _unmute(db, person_id, channel_id, at))

    async def mute_story(self, person_id: PersonId, post_id: PostId, *, until: datetime, at: datetime) -> bool:
        return await self.db.write(lambda db: _mute_story(db, person_id, post_id, until, at))

    async def unmute_story(self, person_id: PersonId, post_id: PostId, *, at: datetime) -> None:
        await self.db.write(lambda db: _unmute_story(db, person_id, post_id, at))

    async def mutes(self, person_id: PersonId, *, at: datetime) -> list[Mute]:
        return await self.db.read(lambda db: _mutes(db, person_id, at))

    async def waiting(self, person_id: PersonId) -> Waiting:
        return await self.db.read(lambda db: _waiting(db, person_id))

    async def end(self, *, at: datetime) -> int:
        if not await self.db.read(lambda db: _is_over(db, at)):
            return 0  # as nearly always
        return await self.db.write(lambda db: _end(db, at))


def _change(
    db: sqlite3.Connection, person_id: PersonId, schedule: str | None, timezone: str | None, at: datetime
) -> Person | None:
    before = db.execute("SELECT schedule, timezone FROM people WHERE id = ?", (person_id,)).fetchone()
    if before is None:
        return None
    after = (schedule or before["schedule"], timezone or before["timezone"])
    if after != tuple(before):
        _set(db, person_id, after, dump(list(before)), at)
    return load_people(db, [person_id]).get(person_id)


def _undo(db: sqlite3.Connection, person_id: PersonId, at: datetime) -> Person | None:
    row = db.execute("SELECT schedule, timezone, schedule_before FROM people WHERE id = ?", (person_id,)).fetchone()
    if row is None or row["schedule_before"] is None:
        return None
    schedule, timezone = json.loads(row["schedule_before"])
    _set(db, person_id, (schedule, timezone), dump([row["schedule"], row["timezone"]]), at)
    return load_people(db, [person_id]).get(person_id)


def _set(db: sqlite3.Connection, person_id: PersonId, after: tuple[str | None, str], before: str, at: datetime) -> None:
    sql = "UPDATE people SET schedule = ?, timezone = ?, schedule_before = ? WHERE id = ?"
    db.execute(sql, (*after, before, person_id))
    note(db, at=at, by=person_id, action="schedule", subject=dump(list(after)))
    hold_anew(db, person_id, at)


def _mute(db: sqlite3.Connection, person_id: PersonId, channel_id: int, until: datetime, at: datetime) -> None:
    db.execute(
        """
        INSERT INTO mutes (person_id, channel_id, until, made_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (person_id, channel_id) DO UPDATE SET until = excluded.until, made_at = excluded.made_at
        """,
        (person_id, channel_id, micros(until), micros(at)),
    )
    if channel_id == EVERY_CHANNEL:
        db.execute("UPDATE people SET muted_at = NULL WHERE id = ?", (person_id,))
    note(db, at=at, by=person_id, action="mute", subject=f"channel {channel_id} until {until.isoformat()}")
    hold_anew(db, person_id, at)


def _unmute(db: sqlite3.Connection, person_id: PersonId, channel_id: ChannelId | None, at: datetime) -> int:
    gone = db.execute(
        "DELETE FROM mutes WHERE person_id = :person AND (:channel IS NULL OR channel_id = :channel) RETURNING until",
        {"person": person_id, "channel": channel_id},
    ).fetchall()
    ended = len([row for row in gone if row["until"] > micros(at)])
    if channel_id is None:
        ended += unmute_story(db, person_id, None)
        sql = "UPDATE people SET muted_at = NULL WHERE id = ? AND muted_at IS NOT NULL"
        ended += db.execute(sql, (person_id,)).rowcount
    if ended:
        note(db, at=at, by=person_id, action="unmute", subject=f"channel {channel_id or EVERY_CHANNEL}")
        hold_anew(db, person_id, at)
    return ended


def _mute_story(db: sqlite3.Connection, person_id: PersonId, post_id: PostId, until: datetime, at: datetime) -> bool:
    if not mute_story(db, person_id, post_id, until, at):
        return False
    note(db, at=at, by=person_id, action="mute_story", subject=f"post {post_id} until {until.isoformat()}")
    return True


def _unmute_story(db: sqlite3.Connection, person_id: PersonId, post_id: PostId, at: datetime) -> None:
    if unmute_story(db, person_id, post_id):
        note(db, at=at, by=person_id, action="unmute_story", subject=f"post {post_id}")
        hold_anew(db, person_id, at)


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
