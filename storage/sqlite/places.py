"""Groups, and topics of groups, that alerts come to."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.forms import micros
from storage.records import Person, PersonId, Place, Role, number_of
from storage.sqlite.audit import note
from storage.sqlite.database import Database
from storage.sqlite.people import load_people, remove
from storage.sqlite.returning import come_back

ELSEWHERE = 0
"""The message of an alert that stands in a chat which is no more: Telegram has none with this id, so none is edited."""


@dataclass(frozen=True, slots=True)
class SqlitePlaces:
    """`storage.api.Places`."""

    db: Database

    async def bind(
        self, place: Place, *, name: str | None, title: str, language: str, timezone: str, by: PersonId, at: datetime
    ) -> Person:
        values = {"name": name, "title": title, "language": language, "timezone": timezone}
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


def _bind(db: sqlite3.Connection, place: Place, values: dict[str, str | None], by: PersonId, at: datetime) -> Person:
    number = _number(db, place) or number_of(place)
    before = load_people(db, [number]).get(PersonId(number))
    db.execute(
        """
        INSERT INTO people (id, name, role, language, timezone, added_at)
        VALUES (:id, coalesce(:name, :title), :role, :language, :timezone, :at)
        ON CONFLICT (id) DO UPDATE SET name = coalesce(:name, name), added_at = iif(role IS NULL, :at, added_at),
            muted_at = NULL, role = :role
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
        """
        SELECT l.chat_id, l.topic, p.name AS title, p.language, p.timezone
        FROM places l JOIN people p ON p.id = l.person_id WHERE l.person_id = ?
        """,
        (person_id,),
    ).fetchone()
    if row is None:
        return None
    values = {"name": None, **{key: row[key] for key in ("title", "language", "timezone")}}
    return _bind(db, Place(chat_id=row["chat_id"], topic=row["topic"] or None), values, by, at)


def _move(db: sqlite3.Connection, old_chat: int, new_chat: int, at: datetime) -> int:
    _give_way(db, old_chat, new_chat, at)
    moved = db.execute(
        "UPDATE places SET chat_id = ? WHERE chat_id = ? RETURNING person_id", (new_chat, old_chat)
    ).fetchall()
    for row in moved:
        db.execute(
            "UPDATE alerts SET message_id = ? WHERE person_id = ? AND message_id IS NOT NULL",
            (ELSEWHERE, row["person_id"]),
        )
        come_back(db, PersonId(row["person_id"]), at)
        note(db, at=at, by=None, action="move", subject=f"{row['person_id']} from {old_chat} to {new_chat}")
    return len(moved)


def _give_way(db: sqlite3.Connection, old_chat: int, new_chat: int, at: datetime) -> None:
    """Where /here was written in the new chat before its notice was heard: the place that has the rules stays."""
    newer = db.execute(
        """
        SELECT n.person_id FROM places n JOIN places o ON o.chat_id = :old AND o.topic = n.topic
        WHERE n.chat_id = :new
        """,
        {"old": old_chat, "new": new_chat},
    ).fetchall()
    for row in newer:
        remove(db, PersonId(row["person_id"]), by=None, at=at)
        db.execute("DELETE FROM places WHERE person_id = ?", (row["person_id"],))


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
