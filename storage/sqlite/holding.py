"""Until when an alert waits for its reader: their quiet hours, digests and mutes."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from storage.forms import dump, micros, moment
from storage.records import PersonId, Schedule
from storage.sqlite.stories import muted_stories
from storage.sqlite.summing import HELD

USUAL = Schedule()
EVERY_CHANNEL = 0

Holder = Callable[[int, int, int, int], datetime | None]
"""By person, post, tier and channel: until when an alert that is made now waits; None: not at all."""


def holder(db: sqlite3.Connection, posts: Collection[int], at: datetime) -> Holder:
    """Who wants to wait for some posts, at a moment. Made once for a transaction."""
    scheduled = {
        row["id"]: (load_schedule(row["schedule"]), ZoneInfo(row["timezone"]))
        for row in db.execute("SELECT id, schedule, timezone FROM people WHERE schedule IS NOT NULL")
    }
    mutes = {
        (row["person_id"], row["channel_id"]): moment(row["until"])
        for row in db.execute("SELECT person_id, channel_id, until FROM mutes WHERE until > ?", (micros(at),))
    }

    stories = muted_stories(db, posts, at)

    def until(person_id: int, post_id: int, tier: int, channel_id: int) -> datetime | None:
        muted = [mutes.get((person_id, each)) for each in (EVERY_CHANNEL, channel_id)]
        muted.append(stories.get((person_id, post_id)))
        latest = max((each for each in muted if each is not None), default=None)
        if person_id not in scheduled:
            return latest
        schedule, zone = scheduled[person_id]
        return schedule.held_until(tier, zone, latest or at) or latest

    return until if scheduled or mutes or stories else lambda *_: None


def hold_new(db: sqlite3.Connection, ids: Iterable[int], at: datetime) -> None:
    """Alerts that were just made wait where their readers want it."""
    held = "a.id IN (SELECT value FROM json_each(:ids))"
    _hold(db, held, {"ids": dump(list(ids))}, at)


def hold_anew(db: sqlite3.Connection, person_id: PersonId, at: datetime) -> None:
    """Somebody wants otherwise: what is held for them waits as they want now, or is told of at once."""
    values = {"person": person_id, "at": micros(at)}
    _hold(db, "a.person_id = :person AND a.held_until IS NOT NULL", {"person": person_id}, at, else_now=True)
    for table in ("mutes", "story_mutes"):
        db.execute(f"DELETE FROM {table} WHERE person_id = :person AND until <= :at", values)  # noqa: S608 - ours


def _hold(
    db: sqlite3.Connection, which: str, values: dict[str, str | int], at: datetime, *, else_now: bool = False
) -> None:
    rows = db.execute(
        f"""
        SELECT a.id, a.person_id, a.post_id, a.tier, p.channel_id
        FROM alerts a JOIN posts p ON p.id = a.post_id WHERE {which}
        """,  # noqa: S608 - ours
        values,
    ).fetchall()
    until = holder(db, [row["post_id"] for row in rows], at)
    held = [(row["id"], until(row["person_id"], row["post_id"], row["tier"], row["channel_id"])) for row in rows]
    db.execute(
        """
        UPDATE alerts SET held_until = e.value ->> 1, due_at = :held, held_at = NULL
        FROM json_each(:rows) e WHERE alerts.id = e.value ->> 0
        """,
        {
            "held": HELD,
            "rows": dump([[alert, micros(then or at)] for alert, then in held if then is not None or else_now]),
        },
    )


@lru_cache(maxsize=1024)
def load_schedule(stored: str | None) -> Schedule:
    """The schedule of its JSON."""
    if stored is None:
        return USUAL
    values = json.loads(stored)
    return Schedule(
        quiet=tuple(values["quiet"]) if values["quiet"] else None,
        urgent=values["urgent"],
        digest_at=tuple(values["digest_at"]),
        digested=frozenset(values["digested"]),
        silent=frozenset(values["silent"]),
    )


def dump_schedule(schedule: Schedule) -> str:
    """Its JSON."""
    sets = {"digested": sorted(schedule.digested), "silent": sorted(schedule.silent)}
    return dump(asdict(schedule) | sets)
