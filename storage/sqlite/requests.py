"""What people wrote to the bot, each answered once."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.forms import dump_origin, load_origin, micros, moment
from storage.records import NewRequest, PersonId, Request, RequestId, RequestKind
from storage.sqlite.database import Database
from storage.sqlite.forgetting import forget, is_long_past, prune
from storage.sqlite.notices import next_try, tell_parked


@dataclass(frozen=True, slots=True)
class SqliteRequests:
    """`storage.api.Requests`."""

    db: Database

    async def add(self, request: NewRequest) -> bool:
        return await self.db.write(lambda db: _add(db, request))

    async def due(self, now: datetime, *, limit: int) -> list[Request]:
        return await self.db.read(lambda db: _due(db, now, limit))

    async def answered(self, request_id: RequestId, *, at: datetime) -> None:
        await self.db.write(lambda db: _answered(db, request_id, at))

    async def later(self, request_id: RequestId, *, until: datetime) -> None:
        sql = "UPDATE requests SET due_at = ? WHERE id = ?"
        await self.db.execute(sql, (micros(until), request_id))

    async def failed(self, request_id: RequestId, *, error: str, at: datetime) -> bool:
        return await self.db.write(lambda db: _failed(db, request_id, error, at))

    async def pts(self) -> int | None:
        row = await self.db.read(lambda db: db.execute("SELECT pts FROM settled").fetchone())
        return None if row is None else int(row["pts"])

    async def settle(self, pts: int) -> None:
        await self.db.execute("INSERT OR REPLACE INTO settled (id, pts) VALUES (1, ?)", (pts,))


def _add(db: sqlite3.Connection, new: NewRequest) -> bool:
    if is_long_past(db, new.sent_at):
        return False
    added = db.execute(
        """
        INSERT INTO requests (chat_id, message_id, person_id, person_name, person_language, kind, text,
                              forward, sent_at, reply_to, topic, chat_title)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (chat_id, message_id) DO NOTHING
        """,
        (
            new.chat_id,
            new.message_id,
            new.person_id,
            new.person_name,
            new.person_language,
            new.kind,
            new.text,
            dump_origin(new.forward),
            micros(new.sent_at),
            new.reply_to,
            new.topic,
            new.chat_title,
        ),
    )
    if added.rowcount:
        prune(db, new.sent_at)
    return added.rowcount > 0


def _answered(db: sqlite3.Connection, request_id: RequestId, at: datetime) -> None:
    db.execute(
        "UPDATE requests SET answered_at = coalesce(answered_at, ?), parked_at = NULL WHERE id = ?",
        (micros(at), request_id),
    )
    forget(db, request_id)


def _due(db: sqlite3.Connection, now: datetime, limit: int) -> list[Request]:
    rows = db.execute(
        "SELECT * FROM requests WHERE answered_at IS NULL AND parked_at IS NULL AND due_at <= ? ORDER BY id LIMIT ?",
        (micros(now), limit),
    )
    return [
        Request(id=RequestId(row["id"]), new=_new_of(row), reply=row["reply"], failures=row["failures"]) for row in rows
    ]


def _new_of(row: sqlite3.Row) -> NewRequest:
    return NewRequest(
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        person_id=PersonId(row["person_id"]),
        person_name=row["person_name"],
        person_language=row["person_language"],
        kind=RequestKind(row["kind"]),
        text=row["text"],
        forward=load_origin(row["forward"]),
        sent_at=moment(row["sent_at"]),
        reply_to=row["reply_to"],
        topic=row["topic"],
        chat_title=row["chat_title"],
    )


def _failed(db: sqlite3.Connection, request_id: RequestId, error: str, at: datetime) -> bool:
    row = db.execute(
        "SELECT failures FROM requests WHERE id = ? AND answered_at IS NULL AND parked_at IS NULL", (request_id,)
    ).fetchone()
    if row is None:
        return False
    failures = row["failures"] + 1
    next_at = next_try(failures, at)
    db.execute(
        """
        UPDATE requests SET failures = :failures, error = :error,
            due_at = coalesce(:next_at, due_at), parked_at = iif(:next_at IS NULL, :at, NULL)
        WHERE id = :id
        """,
        {
            "failures": failures,
            "error": error,
            "next_at": None if next_at is None else micros(next_at),
            "at": micros(at),
            "id": request_id,
        },
    )
    if next_at is None:
        forget(db, request_id)
        tell_parked(db, stage="request", item=request_id, error=error, at=at)
    return next_at is None
