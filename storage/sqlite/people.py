"""People, their roles, and invitations."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.errors import InviteRefused
from storage.forms import dump, micros, moment, moment_or_none
from storage.records import Invite, Person, PersonId, Place, RequestId, Role
from storage.sqlite.audit import note
from storage.sqlite.database import Database
from storage.sqlite.holding import load_schedule
from storage.sqlite.returning import come_back


@dataclass(frozen=True, slots=True)
class SqlitePeople:
    """`storage.api.People`."""

    db: Database

    async def all(self) -> list[Person]:
        return await self.db.read(everybody)

    async def get(self, person_id: PersonId) -> Person | None:
        return await self.db.read(lambda db: load_people(db, [person_id]).get(person_id))

    async def own(self, person_id: PersonId, *, name: str, language: str, timezone: str, at: datetime) -> Person:
        return await self.db.write(lambda db: _own(db, _Newcomer(person_id, name, language, timezone), at))

    async def invite(self, invite: Invite, *, request: RequestId, reply: str, at: datetime) -> None:
        await self.db.write(lambda db: _invite(db, invite, request, reply, at))

    async def accept(
        self, token_hash: bytes, *, person_id: PersonId, name: str, language: str, timezone: str, at: datetime
    ) -> Person:
        return await self.db.write(
            lambda db: _accept(db, token_hash, _Newcomer(person_id, name, language, timezone), at)
        )

    async def change(
        self,
        person_id: PersonId,
        *,
        name: str | None = None,
        language: str | None = None,
        muted: bool | None = None,
        by: PersonId | None = None,
        at: datetime,
    ) -> Person | None:
        def change(db: sqlite3.Connection) -> Person | None:
            if by is not None:
                note(db, at=at, by=by, action="change", subject=f"{person_id} language {language} muted {muted}")
            return _change(db, person_id, name=name, language=language, muted=muted, at=at)

        return await self.db.write(change)

    async def remove(self, person_id: PersonId, *, by: PersonId, at: datetime) -> bool:
        return await self.db.write(lambda db: remove(db, person_id, by=by, at=at))


# ------------------------------------------------------------------ reading

_PEOPLE = """
    SELECT p.*, l.chat_id, l.topic FROM people p LEFT JOIN places l ON l.person_id = p.id WHERE p.role IS NOT NULL
"""


def everybody(db: sqlite3.Connection) -> list[Person]:
    """Everybody who has a role, highest first."""
    return [_person_of(row) for row in db.execute(_PEOPLE + " ORDER BY p.role DESC, p.name, p.id")]


def load_people(db: sqlite3.Connection, ids: Iterable[int]) -> dict[PersonId, Person]:
    """People who have a role, by id."""
    rows = db.execute(_PEOPLE + "AND p.id IN (SELECT value FROM json_each(?))", (dump(list(ids)),))  # noqa: S608 - ours
    return {(person := _person_of(row)).id: person for row in rows}


def _person_of(row: sqlite3.Row) -> Person:
    return Person(
        id=PersonId(row["id"]),
        name=row["name"],
        role=Role(row["role"]),
        language=row["language"],
        timezone=row["timezone"],
        added_at=moment(row["added_at"]),
        muted_at=moment_or_none(row["muted_at"]),
        unreachable_at=moment_or_none(row["unreachable_at"]),
        schedule=load_schedule(row["schedule"]),
        may_undo=row["schedule_before"] is not None,
        place=None if row["chat_id"] is None else Place(chat_id=row["chat_id"], topic=row["topic"] or None),
    )


def _role(db: sqlite3.Connection, person_id: int) -> Role | None:
    row = db.execute("SELECT role FROM people WHERE id = ?", (person_id,)).fetchone()
    return None if row is None or row["role"] is None else Role(row["role"])


# ------------------------------------------------------------------ roles


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """Somebody as they come in; what they chose for themselves earlier goes first."""

    id: PersonId
    name: str
    language: str
    timezone: str


def _give(db: sqlite3.Connection, who: _Newcomer, role: Role, at: datetime) -> Person:
    """A role for somebody new, removed, or here already."""
    db.execute(
        """
        INSERT INTO people (id, name, role, language, timezone, added_at)
        VALUES (:id, :name, :role, :language, :timezone, :at)
        ON CONFLICT (id) DO UPDATE SET
            name = iif(role IS NULL, :name, name),
            added_at = iif(role IS NULL, :at, added_at),
            muted_at = iif(role IS NULL, NULL, muted_at),
            role = :role
        """,
        {
            "id": who.id,
            "role": role,
            "name": who.name,
            "language": who.language,
            "timezone": who.timezone,
            "at": micros(at),
        },
    )
    return load_people(db, [who.id])[who.id]


def _own(db: sqlite3.Connection, who: _Newcomer, at: datetime) -> Person:
    db.execute("UPDATE people SET role = ? WHERE role = ? AND id <> ?", (Role.OPERATOR, Role.OWNER, who.id))
    if _role(db, who.id) is Role.OWNER:
        return load_people(db, [who.id])[who.id]
    note(db, at=at, by=None, action="own", subject=str(who.id))
    return _give(db, who, Role.OWNER, at)


def _change(
    db: sqlite3.Connection,
    person_id: PersonId,
    *,
    name: str | None,
    language: str | None,
    muted: bool | None,
    at: datetime,
) -> Person | None:
    db.execute(
        """
        UPDATE people SET name = coalesce(:name, name), language = coalesce(:language, language),
            muted_at = CASE :muted WHEN 1 THEN coalesce(muted_at, :at) WHEN 0 THEN NULL ELSE muted_at END
        WHERE id = :id AND role IS NOT NULL
        """,
        {"id": person_id, "name": name, "language": language, "muted": muted, "at": micros(at)},
    )
    return load_people(db, [person_id]).get(person_id)


def remove(db: sqlite3.Connection, person_id: PersonId, *, by: PersonId | None, at: datetime) -> bool:
    """Take somebody's role away, and what was not sent to them yet."""
    if _role(db, person_id) in (None, Role.OWNER):
        return False
    db.execute("UPDATE people SET role = NULL WHERE id = ?", (person_id,))
    db.execute("DELETE FROM alerts WHERE person_id = ? AND message_id IS NULL", (person_id,))
    db.execute("UPDATE alerts SET shown = wanted, parked_at = NULL WHERE person_id = ?", (person_id,))
    db.execute("DELETE FROM invites WHERE made_by = ? AND used_by IS NULL", (person_id,))
    note(db, at=at, by=by, action="remove", subject=str(person_id))
    return True


# ------------------------------------------------------------------ invitations


def _invite(db: sqlite3.Connection, invite: Invite, request: RequestId, reply: str, at: datetime) -> None:
    if invite.role is Role.OWNER:
        raise ValueError("only the settings make an owner")
    made = db.execute(
        """
        INSERT INTO invites (token_hash, role, made_by, made_at, expires_at, request_id)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (request_id) DO NOTHING
        """,
        (invite.token_hash, invite.role, invite.made_by, micros(at), micros(invite.expires_at), request),
    )
    if made.rowcount:  # else the answer that carries the first link stands
        db.execute("UPDATE requests SET reply = ? WHERE id = ?", (reply, request))
        note(db, at=at, by=invite.made_by, action="invite", subject=invite.role.name.lower())


def _accept(db: sqlite3.Connection, token_hash: bytes, who: _Newcomer, at: datetime) -> Person:
    invite = db.execute("SELECT * FROM invites WHERE token_hash = ?", (token_hash,)).fetchone()
    if invite is None:
        raise InviteRefused("This invitation is not known. Ask for a new one.")
    if invite["used_by"] is not None:
        return _again(db, who.id, invite["used_by"])
    if invite["expires_at"] <= micros(at):
        raise InviteRefused("This invitation has expired. Ask for a new one.")
    role = Role(invite["role"])
    if (_role(db, invite["made_by"]) or 0) < role:
        raise InviteRefused("Whoever made this invitation may no longer do so. Ask somebody else for a new one.")
    _give(db, who, max(role, _role(db, who.id) or role), at)
    come_back(db, who.id, at)
    db.execute("UPDATE invites SET used_by = ?, used_at = ? WHERE id = ?", (who.id, micros(at), invite["id"]))
    note(db, at=at, by=who.id, action="accept", subject=role.name.lower())
    return load_people(db, [who.id])[who.id]


def _again(db: sqlite3.Connection, person_id: PersonId, used_by: int) -> Person:
    """The same link once more: fine for whom it was used, unless they were removed since."""
    person = load_people(db, [person_id]).get(person_id)
    if used_by != person_id or person is None:
        raise InviteRefused("This invitation has been used already. Ask for a new one.")
    return person
