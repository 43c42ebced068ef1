"""Messages that people are to see. An alert is due while it shows less than is wanted."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.criteria import load_reasons
from storage.forms import dump, load_notice, micros, moment_or_none
from storage.records import AlertId, DueAlert, Notice, NoticeKind, PersonId, PostId, Role
from storage.sqlite.bulk import digest
from storage.sqlite.database import Database
from storage.sqlite.notices import next_try, tell, tell_parked
from storage.sqlite.people import load_people
from storage.sqlite.places import ELSEWHERE
from storage.sqlite.resuming import is_held, sum_up
from storage.sqlite.returning import come_back
from storage.sqlite.standings import load_standings


@dataclass(frozen=True, slots=True)
class SqliteAlerts:
    """`storage.api.Alerts`."""

    db: Database

    async def waiting(self, now: datetime) -> dict[PersonId, int]:
        return await self.db.read(lambda db: _waiting(db, now))

    async def due(
        self, now: datetime, *, limit: int, each: int | None = None, of: Collection[PersonId] | None = None
    ) -> list[DueAlert]:
        return await self.db.read(
            lambda db: _due(db, now, limit, limit if each is None else each, _waiting(db, now) if of is None else of)
        )

    async def shown(self, alert: DueAlert, *, message_id: int, at: datetime, has_photo: bool = False) -> None:
        await self.db.write(lambda db: _shown(db, alert, message_id, has_photo, at))

    async def later(self, alert_ids: Sequence[AlertId], *, until: datetime) -> None:
        sql = "UPDATE alerts SET due_at = ? WHERE id IN (SELECT value FROM json_each(?))"
        await self.db.execute(sql, (micros(until), dump(alert_ids)))

    async def failed(self, alert: DueAlert, *, error: str, at: datetime) -> None:
        await self.db.write(lambda db: _failed(db, alert, error, at))

    async def unreachable(self, person_id: PersonId, *, error: str, at: datetime) -> None:
        await self.db.write(lambda db: _unreachable(db, person_id, error, at))

    async def reachable(self, person_id: PersonId, *, at: datetime) -> None:
        await self.db.write(lambda db: come_back(db, person_id, at))

    async def notify(self, notice: Notice, *, role: Role, at: datetime) -> int:
        return await self.db.write(lambda db: tell(db, notice, role=role, at=at))

    async def digest(self, *, after: datetime, until: datetime, at: datetime) -> int:
        return await self.db.write(lambda db: digest(db, after, until, at))

    async def sum_up(self, *, held_before: datetime | None = None, at: datetime) -> int:
        if not await self.db.read(lambda db: is_held(db, held_before or at)):
            return 0  # as nearly always
        return await self.db.write(lambda db: sum_up(db, at))

    async def next_due_at(self) -> datetime | None:
        return await self.db.read(_next_due_at)


def _waiting(db: sqlite3.Connection, now: datetime) -> dict[PersonId, int]:
    rows = db.execute(
        """
        SELECT p.id, coalesce(l.chat_id, p.id) AS chat_id FROM people p LEFT JOIN places l ON l.person_id = p.id
        WHERE p.role IS NOT NULL AND p.unreachable_at IS NULL
          AND EXISTS (SELECT 1 FROM alerts a INDEXED BY alerts_due
                      WHERE a.person_id = p.id AND a.shown < a.wanted AND a.parked_at IS NULL AND a.due_at <= ?)
        """,
        (micros(now),),
    )
    return {PersonId(row["id"]): row["chat_id"] for row in rows}


def _due(db: sqlite3.Connection, now: datetime, limit: int, each: int, of: Collection[PersonId]) -> list[DueAlert]:
    # Person by person, each in the order of an index: thousands may wait for everybody, and sorting them took 80 ms.
    first = [row for person_id in of for row in _first_of(db, person_id, now, min(each, limit))]
    ids = [row["id"] for row in sorted(first, key=lambda row: (row["is_sent"], row["tier"], row["id"]))[:limit]]
    return _load(db, ids)


def _first_of(db: sqlite3.Connection, person_id: PersonId, now: datetime, limit: int) -> list[sqlite3.Row]:
    return db.execute(
        """
        SELECT a.id, a.tier, a.message_id IS NOT NULL AS is_sent FROM alerts a INDEXED BY alerts_order
        WHERE a.person_id = ? AND a.shown < a.wanted AND a.parked_at IS NULL AND a.due_at <= ?
          AND EXISTS (SELECT 1 FROM people p
                      WHERE p.id = a.person_id AND p.role IS NOT NULL AND p.unreachable_at IS NULL)
        ORDER BY a.message_id IS NOT NULL, a.tier, a.id LIMIT ?
        """,
        (person_id, micros(now), limit),
    ).fetchall()


def _load(db: sqlite3.Connection, ids: Sequence[int]) -> list[DueAlert]:
    """Alerts in the order of their ids here."""
    rows = db.execute(
        """
        SELECT a.id, a.person_id, a.key, a.post_id, a.notice, a.wanted, a.message_id, a.has_photo, a.failures, a.why
        FROM json_each(?) chosen CROSS JOIN alerts a ON a.id = chosen.value ORDER BY chosen.key
        """,
        (dump(ids),),
    ).fetchall()
    people = load_people(db, {row["person_id"] for row in rows})
    standings = load_standings(db, {PostId(row["post_id"]) for row in rows if row["post_id"] is not None})
    return [
        DueAlert(
            id=AlertId(row["id"]),
            person=people[PersonId(row["person_id"])],
            key=row["key"],
            version=row["wanted"],
            message_id=row["message_id"],
            has_photo=bool(row["has_photo"]),
            failures=row["failures"],
            standing=standings.get(row["post_id"]),
            notice=load_notice(row["notice"]),
            why=load_reasons(row["why"]),
        )
        for row in rows
    ]


def _shown(db: sqlite3.Connection, alert: DueAlert, message_id: int, has_photo: bool, at: datetime) -> None:
    moved = db.execute(
        "SELECT 1 FROM places WHERE person_id = ? AND chat_id <> ?", (alert.person.id, alert.person.chat_id)
    ).fetchone()
    if moved is not None:  # their group got another id while it was on its way
        message_id = ELSEWHERE
    db.execute(
        """
        UPDATE alerts SET shown = max(shown, :version), message_id = :message, has_photo = max(has_photo, :photo),
            sent_at = coalesce(sent_at, :at), shown_at = :at, failures = 0, error = NULL, parked_at = NULL
        WHERE id = :id
        """,
        {"version": alert.version, "message": message_id, "photo": has_photo, "at": micros(at), "id": alert.id},
    )


def _failed(db: sqlite3.Connection, alert: DueAlert, error: str, at: datetime) -> None:
    failures = alert.failures + 1
    next_at = next_try(failures, at)
    changed = db.execute(
        """
        UPDATE alerts SET failures = :failures, error = :error,
            due_at = coalesce(:next_at, due_at), parked_at = iif(:next_at IS NULL, :at, NULL)
        WHERE id = :id AND failures = :failures - 1 AND shown < :version AND parked_at IS NULL
        """,
        {
            "failures": failures,
            "error": error,
            "next_at": None if next_at is None else micros(next_at),
            "at": micros(at),
            "id": alert.id,
            "version": alert.version,
        },
    )
    is_of_parking = alert.notice is not None and alert.notice.kind is NoticeKind.PARKED
    if changed.rowcount and next_at is None and not is_of_parking:  # else each would bring forth the next for ever
        tell_parked(db, stage="alert", item=alert.id, error=error, at=at)


def _unreachable(db: sqlite3.Connection, person_id: PersonId, error: str, at: datetime) -> None:
    person = load_people(db, [person_id]).get(person_id)
    if person is None or person.unreachable_at is not None:
        return
    db.execute("UPDATE people SET unreachable_at = ?, error = ? WHERE id = ?", (micros(at), error, person_id))
    notice = Notice(
        kind=NoticeKind.UNREACHABLE,
        key=f"unreachable|{person_id}|{at.isoformat()}",
        data={"person": person.name, "id": person_id, "error": error},
    )
    tell(db, notice, role=Role.OPERATOR, at=at, but=person_id)


def _next_due_at(db: sqlite3.Connection) -> datetime | None:
    row = db.execute(
        """
        SELECT min((SELECT min(a.due_at) FROM alerts a
                    WHERE a.person_id = p.id AND a.shown < a.wanted AND a.parked_at IS NULL))
        FROM people p WHERE p.role IS NOT NULL AND p.unreachable_at IS NULL
        """
    ).fetchone()
    return moment_or_none(row[0])
