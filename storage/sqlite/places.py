"""Groups, and topics of groups, that alerts come to."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.forms import micros
from storage.records import Person, PersonId, Place, Role, number_of
from storage.sqlite.audit import note
from storage.sqlite.database import Database
from storage.sqlite.people import load_people
from storage.sqlite.returning import come_back

ELSEWHERE = 0
"""The message of an alert that stands in a chat which is no more: Telegram has none with this id, so none is edited."""


@dataclass(frozen=True, slots=True)
class SqlitePlaces:
    """`storage.api.Places`."""

    db: Database

    async def bind(
        self, place: Place, *, name: str, language: str, timezone: str, by: PersonId, at: datetime
    ) -> Person:
        values = {"name": name, "language": language, "timezone": timezone}
        return await self.db.write(lambda db: _bind(db, place, values, by, at))

    async def bind_again(self, person_id: PersonId, *, by: PersonId, at: datetime) -> Person | None:
        return await self.db.write(lambda db: _bind_again(db, person_id, by, at))

    async def find(self, place: Place) -> Person | None:
        return await self.db.read(lambda db: _find(db, place))

    async def all(self) -> list[Person]:
        return await self.db.read(_all)

    async def move(self, old_chat: int, new_chat: int, *, at: datetime) -> int:
        return await self.db.write(lambda db: _move(db, old_chat, new_chat, at))

    async def returned(self, chat_id: int, *, at: datetime) -> int:
        if not await self.db.read(lambda db: _unreachable(db, chat_id)):
            return 0  # as nearly always
        return await self.db.write(lambda db: _returned(db, chat_id, at))


def _number(db: sqlite3.Connection, place: Place) -> int | None:
    row = db.execute(
        "SELECT person_id FROM places WHERE chat_id = ? AND topic = ?", (place.chat_id, place.topic or 0)
    ).fetchone()
    return None if row is None else int(row["person_id"])


def _find(db: sqlite3.Connection, place: Place) -> Person | None:
    number = _number(db, place)
    return None if number is None else load_people(db, [number]).get(PersonId(number))


def _all(db: sqlite3.Connection) -> list[Person]:
    found = load_people(db, [row["person_id"] for row in db.execute("SELECT person_id FROM places")])
    return sorted(found.values(), key=lambda person: (person.name, person.id))


def _bind(db: sqlite3.Connection, place: Place, values: dict[str, str], by: PersonId, at: datetime) -> Person:
    number = _number(db, place) or number_of(place)
    before = load_people(db, [number]).get(PersonId(number))
    db.execute(
        """
        INSERT INTO people (id, name, role, language, timezone, added_at)
        VALUES (:id, :name, :role, :language, :timezone, :at)
        ON CONFLICT (id) DO UPDATE SET name = :name, added_at = iif(role IS NULL, :at, added_at), role = :role
        """,
        values | {"id": number, "role": Role.EDITOR, "at": micros(at)},
    )
    db.execute(
        """
        INSERT INTO places (person_id, chat_id, topic, bound_by, bound_at) VALUES (:id, :chat, :topic, :by, :at)
        ON CONFLICT (person_id) DO UPDATE SET bound_by = :by, bound_at = :at
        """,
        {"id": number, "chat": place.chat_id, "topic": place.topic or 0, "by": by, "at": micros(at)},
    )
    come_back(db, PersonId(number), at)
    if before is None:
        note(db, at=at, by=by, action="bind", subject=f"{number} chat {place.chat_id} topic {place.topic or 0}")
    return load_people(db, [number])[PersonId(number)]


def _bind_again(db: sqlite3.Connection, person_id: PersonId, by: PersonId, at: datetime) -> Person | None:
    row = db.execute(
        "SELECT l.chat_id, l.topic, p.name, p.language, p.timezone FROM places l JOIN people p ON p.id = l.person_id"
        " WHERE l.person_id = ?",
        (person_id,),
    ).fetchone()
    if row is None:
        return None
    values = {name: row[name] for name in ("name", "language", "timezone")}
    return _bind(db, Place(chat_id=row["chat_id"], topic=row["topic"] or None), values, by, at)


def _move(db: sqlite3.Connection, old_chat: int, new_chat: int, at: datetime) -> int:
    moved = db.execute(
        """
        UPDATE places SET chat_id = :new WHERE chat_id = :old
          AND NOT EXISTS (SELECT 1 FROM places there WHERE there.chat_id = :new AND there.topic = places.topic)
        RETURNING person_id
        """,
        {"old": old_chat, "new": new_chat},
    ).fetchall()
    for row in moved:
        db.execute(
            "UPDATE alerts SET message_id = ? WHERE person_id = ? AND message_id IS NOT NULL",
            (ELSEWHERE, row["person_id"]),
        )
        come_back(db, PersonId(row["person_id"]), at)
        note(db, at=at, by=None, action="move", subject=f"{row['person_id']} from {old_chat} to {new_chat}")
    return len(moved)


def _unreachable(db: sqlite3.Connection, chat_id: int) -> list[int]:
    rows = db.execute(
        "SELECT l.person_id FROM places l JOIN people p ON p.id = l.person_id"
        " WHERE l.chat_id = ? AND p.unreachable_at IS NOT NULL AND p.role IS NOT NULL",
        (chat_id,),
    )
    return [row["person_id"] for row in rows]


def _returned(db: sqlite3.Connection, chat_id: int, at: datetime) -> int:
    back = _unreachable(db, chat_id)
    for number in back:
        come_back(db, PersonId(number), at)
    return len(back)
