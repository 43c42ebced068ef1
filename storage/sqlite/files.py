"""Files of posts: expected with their post, fetched later, held for a time."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.forms import dump, micros
from storage.records import Arrival, Channel, ChannelId, FileId, Job, NewPost, PostId, Stage, WantedFile, wants
from storage.sqlite.changes import mark_changed
from storage.sqlite.database import Database
from storage.sqlite.work import again, done, make_due


@dataclass(frozen=True, slots=True)
class SqliteFiles:
    """`storage.api.Files`."""

    db: Database

    async def get(self, file_id: FileId) -> WantedFile | None:
        return await self.db.read(lambda db: _get(db, file_id))

    async def stored(self, job: Job, *, content_hash: str, size: int, at: datetime) -> None:
        await self.db.write(lambda db: _stored(db, job, content_hash, size, at))

    async def refused(self, job: Job, *, reason: str) -> None:
        await self.db.write(lambda db: _refused(db, job, reason))

    async def put_off(self, job: Job, *, error: str, next_at: datetime) -> None:
        await self.db.write(lambda db: again(db, job, next_at=next_at, failures=job.failures + 1, error=error))

    async def forget(self, *, before: datetime) -> int:
        return await self.db.write(lambda db: _forget(db, before))

    async def unknown(self, hashes: Collection[str]) -> set[str]:
        return await self.db.read(lambda db: _unknown(db, hashes))


def expect(
    db: sqlite3.Connection,
    stored: Sequence[tuple[PostId, NewPost]],
    channels: Mapping[ChannelId, Channel],
    at: datetime,
) -> None:
    """Make the files of new messages due where their channel's entry asks for them; what is of the past is left."""
    wanted = [
        {"post": post_id, "channel": new.channel_id, "message": new.message_id, "kind": new.media}
        for post_id, new in stored
        if new.arrival is not Arrival.SEED and wants(channels[new.channel_id].spec.media, new.media)
    ]
    if not wanted:
        return
    rows = db.execute(
        """
        INSERT INTO files (post_id, channel_id, message_id, kind)
        SELECT value ->> 'post', value ->> 'channel', value ->> 'message', value ->> 'kind' FROM json_each(?) WHERE true
        ON CONFLICT (channel_id, message_id) DO NOTHING RETURNING id
        """,
        (dump(wanted),),
    ).fetchall()
    make_due(db, Stage.FETCH_FILE, [row["id"] for row in rows], at)


def load_pictures(db: sqlite3.Connection, ids: Collection[PostId]) -> dict[PostId, str]:
    """The content hash of the first picture that is held, by post."""
    rows = db.execute(
        """
        SELECT post_id, hash, min(message_id) FROM files
        WHERE post_id IN (SELECT value FROM json_each(?)) AND kind = 'photo' AND hash IS NOT NULL GROUP BY post_id
        """,
        (dump(list(ids)),),
    )
    return {PostId(row["post_id"]): row["hash"] for row in rows}


def _get(db: sqlite3.Connection, file_id: FileId) -> WantedFile | None:
    row = db.execute("SELECT channel_id, message_id, kind FROM files WHERE id = ?", (file_id,)).fetchone()
    if row is None:
        return None
    return WantedFile(
        id=file_id, channel_id=ChannelId(row["channel_id"]), message_id=row["message_id"], kind=row["kind"]
    )


def _stored(db: sqlite3.Connection, job: Job, content_hash: str, size: int, at: datetime) -> None:
    if not done(db, job):
        return
    row = db.execute(
        "UPDATE files SET hash = ?, size = ?, stored_at = ?, refused = NULL WHERE id = ? RETURNING post_id, kind",
        (content_hash, size, micros(at), job.item),
    ).fetchone()
    if row["kind"] == "photo":
        mark_changed(db, [PostId(row["post_id"])], at)


def _refused(db: sqlite3.Connection, job: Job, reason: str) -> None:
    if done(db, job):
        db.execute("UPDATE files SET refused = ? WHERE id = ?", (reason, job.item))


def _forget(db: sqlite3.Connection, before: datetime) -> int:
    return db.execute(
        "UPDATE files SET hash = NULL, refused = 'kept long enough' WHERE hash IS NOT NULL AND stored_at < ?",
        (micros(before),),
    ).rowcount


def _unknown(db: sqlite3.Connection, hashes: Collection[str]) -> set[str]:
    rows = db.execute("SELECT hash FROM files WHERE hash IN (SELECT value FROM json_each(?))", (dump(list(hashes)),))
    return set(hashes) - {row["hash"] for row in rows}
