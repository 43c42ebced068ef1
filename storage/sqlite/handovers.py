"""Handovers of shifts: one follows the other without a gap."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from storage.forms import dump, micros, moment, moment_or_none
from storage.records import (
    Handover,
    HandoverId,
    Notice,
    NoticeKind,
    PersonId,
    PostId,
    Role,
    Shift,
    ShiftPost,
    Unseen,
)
from storage.sqlite.audit import note
from storage.sqlite.database import Database
from storage.sqlite.notices import tell
from storage.sqlite.shifts import shift_of

_HANDOVERS = "SELECT h.*, p.name FROM handovers h JOIN people p ON p.id = h.person_id "
_DRAFTS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SqliteHandovers:
    """`storage.api.Handovers`."""

    db: Database

    async def begin(self, *, by: PersonId, usual: timedelta, at: datetime) -> Handover:
        return await self.db.write(lambda db: _begin(db, by, usual, at))

    async def get(self, handover_id: HandoverId) -> Handover | None:
        return await self.db.read(lambda db: _get(db, handover_id))

    async def give(self, handover_id: HandoverId, *, by: PersonId, at: datetime) -> Handover | None:
        return await self.db.write(lambda db: _give(db, handover_id, by, at))

    async def take_back(self, handover_id: HandoverId, *, by: PersonId, at: datetime) -> bool:
        return await self.db.write(lambda db: _take_back(db, handover_id, by, at))

    async def send(self, handover_id: HandoverId, *, by: PersonId, at: datetime) -> int | None:
        return await self.db.write(lambda db: _send(db, handover_id, by, at))


def _begin(db: sqlite3.Connection, by: PersonId, usual: timedelta, at: datetime) -> Handover:
    db.execute("DELETE FROM handovers WHERE given_at IS NULL AND until < ?", (micros(at - _DRAFTS_KEPT),))
    last = db.execute("SELECT max(until) FROM handovers WHERE given_at IS NOT NULL").fetchone()[0]
    since = moment(last) if last is not None else at - usual
    facts = _dump_shift(shift_of(db, since, at))
    row = db.execute(
        "INSERT INTO handovers (person_id, since, until, facts) VALUES (?, ?, ?, ?) RETURNING id",
        (by, micros(since), micros(at), facts),
    ).fetchone()
    return _handover(db.execute(_HANDOVERS + "WHERE h.id = ?", (row["id"],)).fetchone())


def _give(db: sqlite3.Connection, handover_id: HandoverId, by: PersonId, at: datetime) -> Handover | None:
    asked = _get(db, handover_id)
    if asked is None or asked.given_at is not None:
        return asked
    later = _HANDOVERS + "WHERE h.given_at IS NOT NULL AND h.until > ? ORDER BY h.until DESC LIMIT 1"
    row = db.execute(later, (micros(asked.since),)).fetchone()
    if row is not None:
        return _handover(row)
    db.execute("UPDATE handovers SET given_at = ?, person_id = ? WHERE id = ?", (micros(at), by, handover_id))
    note(db, at=at, by=by, action="handover", subject=f"handover {handover_id}")
    return _get(db, handover_id)


def _take_back(db: sqlite3.Connection, handover_id: HandoverId, by: PersonId, at: datetime) -> bool:
    gone = db.execute(
        """
        UPDATE handovers SET given_at = NULL
        WHERE id = ? AND given_at IS NOT NULL AND sent_at IS NULL
          AND until = (SELECT max(until) FROM handovers WHERE given_at IS NOT NULL)
        """,
        (handover_id,),
    )
    if gone.rowcount:
        note(db, at=at, by=by, action="handover_undo", subject=f"handover {handover_id}")
    return gone.rowcount > 0


def _send(db: sqlite3.Connection, handover_id: HandoverId, by: PersonId, at: datetime) -> int | None:
    given = _get(db, handover_id)
    if given is None or given.given_at is None or given.sent_at is not None:
        return None
    db.execute("UPDATE handovers SET sent_at = ? WHERE id = ?", (micros(at), handover_id))
    note(db, at=at, by=by, action="handover_send", subject=f"handover {handover_id}")
    shift = given.shift
    data: dict[str, str | int] = {
        "handover": handover_id,
        "name": given.person_name,
        "since": given.since.isoformat(),
        "until": given.until.isoformat(),
        "fired": shift.fired,
        "open": len(shift.open) + shift.more_open,
        "writing": len(shift.writing),
        "written": len(shift.written) + shift.more_written,
    }
    # named after its moment, so that it is told once also from a database of before
    notice = Notice(kind=NoticeKind.HANDOVER, key=f"handover|{given.until.isoformat()}", data=data)
    return tell(db, notice, role=Role.EDITOR, at=at, but=by)


def _get(db: sqlite3.Connection, handover_id: HandoverId) -> Handover | None:
    row = db.execute(_HANDOVERS + "WHERE h.id = ?", (handover_id,)).fetchone()
    return None if row is None else _handover(row)


def _handover(row: sqlite3.Row) -> Handover:
    return Handover(
        id=HandoverId(row["id"]),
        person_id=PersonId(row["person_id"]),
        person_name=row["name"],
        since=moment(row["since"]),
        until=moment(row["until"]),
        shift=_load_shift(row["facts"]),
        given_at=moment_or_none(row["given_at"]),
        sent_at=moment_or_none(row["sent_at"]),
    )


# ------------------------------------------------------------------ the stored form


def _dump_shift(shift: Shift) -> str:
    return dump(json.loads(json.dumps(asdict(shift), default=micros)))


def _load_shift(stored: str) -> Shift:
    values: dict[str, Any] = json.loads(stored)
    for name in ("open", "writing", "written"):
        values[name] = tuple(_load_post(post) for post in values[name])
    values["undelivered"] = tuple((name, count) for name, count in values["undelivered"])
    values["unseen"] = tuple(
        Unseen(**unseen | {"since": moment(unseen["since"]), "until": moment_or_none(unseen["until"])})
        for unseen in values["unseen"]
    )
    return Shift(**values)


def _load_post(values: dict[str, Any]) -> ShiftPost:
    at = {"sent_at": moment(values["sent_at"]), "said_at": moment_or_none(values["said_at"])}
    others = tuple(values.get("others", ()))  # those handed over before said nothing of them
    return ShiftPost(**values | at | {"post_id": PostId(values["post_id"]), "others": others})
