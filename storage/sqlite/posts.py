"""Posts as they are read, searched and claimed. How they come in stands in ingest.py."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.api import Added
from storage.records import (
    BULK,
    Audience,
    ChannelId,
    Claim,
    ClaimState,
    Held,
    NewPost,
    PersonId,
    Post,
    PostId,
    Standing,
)
from storage.sqlite.claims import claim, lapse, release, stale
from storage.sqlite.database import Database
from storage.sqlite.edits import delete, held, revise
from storage.sqlite.ingest import add, extend, seed
from storage.sqlite.rows import load_posts
from storage.sqlite.search import posts_with
from storage.sqlite.standings import load_standings


@dataclass(frozen=True, slots=True)
class SqlitePosts:
    """`storage.api.Posts`."""

    db: Database

    async def add(
        self,
        posts: Sequence[NewPost],
        *,
        audience: Audience,
        at: datetime,
        after: int | None = None,
        summary_after: timedelta | None = None,
    ) -> Added:
        return await self.db.write(lambda db: add(db, posts, audience, at, after=after, summary_after=summary_after))

    async def seed(
        self, channel_id: ChannelId, posts: Sequence[NewPost], *, is_bulk: bool = False, at: datetime
    ) -> Added:
        return await self.db.write(lambda db: seed(db, channel_id, posts, is_bulk, at))

    async def extend(self, channel_id: ChannelId, posts: Sequence[NewPost], *, first: int, at: datetime) -> Added:
        return await self.db.write(lambda db: extend(db, channel_id, posts, first, at))

    async def revise(self, edits: Sequence[NewPost], *, at: datetime) -> int:
        return len(await self.db.write(lambda db: revise(db, edits, at)))

    async def delete(
        self, channel_id: ChannelId, message_ids: Sequence[int], *, since: datetime | None, at: datetime
    ) -> int:
        return len(await self.db.write(lambda db: delete(db, channel_id, message_ids, at, since)))

    async def held(self, channel_id: ChannelId, *, first: int, last: int) -> dict[int, Held]:
        return await self.db.read(lambda db: held(db, channel_id, first, last))

    async def get(self, post_id: PostId) -> Post | None:
        return await self.db.read(lambda db: load_posts(db, [post_id]).get(post_id))

    async def by_message(self, channel_id: ChannelId, message_id: int) -> Post | None:
        return await self.db.read(lambda db: _by_message(db, channel_id, message_id))

    async def latest(self, *, channel_id: ChannelId | None, limit: int) -> list[Standing]:
        return await self.db.read(lambda db: _in_order(db, _latest(db, channel_id, limit)))

    async def search(self, words: Sequence[Sequence[str]], *, limit: int) -> list[Standing]:
        return await self.db.read(lambda db: _in_order(db, posts_with(db, words, limit)))

    async def standing(self, post_id: PostId) -> Standing | None:
        return await self.db.read(lambda db: load_standings(db, [post_id]).get(post_id))

    async def claim(self, post_id: PostId, *, state: ClaimState, by: PersonId, at: datetime) -> Claim | None:
        return await self.db.write(lambda db: claim(db, post_id, state, by, at))

    async def lapse(self, *, before: datetime, at: datetime) -> int:
        return await self.db.write(lambda db: lapse(db, before, at)) if await self._is_stale(before) else 0

    async def _is_stale(self, before: datetime) -> bool:
        return await self.db.read(lambda db: bool(stale(db, before)))

    async def release(self, post_id: PostId, *, by: PersonId, at: datetime) -> Claim | None:
        return await self.db.write(lambda db: release(db, post_id, by, at))


def _by_message(db: sqlite3.Connection, channel_id: ChannelId, message_id: int) -> Post | None:
    row = db.execute(
        "SELECT post_id FROM messages WHERE channel_id = ? AND message_id = ? AND post_id IS NOT NULL",
        (channel_id, message_id),
    ).fetchone()
    return None if row is None else load_posts(db, [row["post_id"]])[PostId(row["post_id"])]


def _latest(db: sqlite3.Connection, channel_id: ChannelId | None, limit: int) -> list[PostId]:
    if channel_id is None:
        rows = db.execute(
            """
            SELECT id FROM posts
            WHERE channel_id NOT IN (SELECT id FROM channels WHERE tier = ?) ORDER BY sent_at DESC, id DESC LIMIT ?
            """,
            (BULK, limit),
        )
    else:
        rows = db.execute(
            "SELECT id FROM posts WHERE channel_id = ? ORDER BY sent_at DESC, id DESC LIMIT ?", (channel_id, limit)
        )
    return [PostId(row["id"]) for row in rows]


def _in_order(db: sqlite3.Connection, ids: Sequence[PostId]) -> list[Standing]:
    standings = load_standings(db, ids)
    return [standings[post_id] for post_id in ids]
