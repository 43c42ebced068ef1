"""Channels: who each turned out to be, and how accounts reach it. What operators say of them is in watchlist.py."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.records import (
    Access,
    Channel,
    ChannelId,
    ChannelSpec,
    ChannelState,
    Notice,
    PersonId,
    Profile,
    ProfileSince,
    Role,
)
from storage.sqlite.database import Database
from storage.sqlite.notices import tell
from storage.sqlite.profiles import changed, history, present, seen
from storage.sqlite.rows import CHANNELS, channel_of, load_channels
from storage.sqlite.watchlist import bring_in, put, unwatch


@dataclass(frozen=True, slots=True)
class SqliteChannels:
    """`storage.api.Channels`."""

    db: Database

    async def all(self) -> list[Channel]:
        return await self.db.read(_all)

    async def get(self, channel_id: ChannelId) -> Channel | None:
        return await self.db.read(lambda db: load_channels(db, [channel_id]).get(channel_id))

    async def find(self, name: str) -> Channel | None:
        return await self.db.read(lambda db: _find(db, name))

    async def put(self, spec: ChannelSpec, *, by: PersonId | None, at: datetime) -> Channel:
        return await self.db.write(lambda db: put(db, spec, by, at))

    async def bring_in(self, specs: Sequence[ChannelSpec], *, at: datetime) -> int:
        return await self.db.write(lambda db: sum(bring_in(db, spec, at) for spec in specs))

    async def pin(
        self,
        channel_id: ChannelId,
        *,
        title: str,
        username: str | None,
        access: Access,
        at: datetime,
        photo: int | None = None,
    ) -> Channel:
        profile = Profile(title=title, username=username, photo=photo)
        return await self.db.write(lambda db: _pin(db, channel_id, profile, access, at))

    async def seen(self, channel_id: ChannelId, profile: Profile, *, at: datetime) -> bool:
        return await self.db.write(lambda db: seen(db, channel_id, profile, at))

    async def profiles(self, channel_id: ChannelId) -> list[ProfileSince]:
        return await self.db.read(lambda db: history(db, channel_id))

    async def changed(self, *, since: datetime) -> dict[ChannelId, datetime]:
        return await self.db.read(lambda db: changed(db, since))

    async def access(self, account: int) -> dict[ChannelId, Access]:
        return await self.db.read(lambda db: _access(db, account))

    async def know(self, channel_id: ChannelId, access: Access) -> None:
        await self.db.write(lambda db: _know(db, channel_id, access))

    async def fail(self, channel_id: ChannelId, *, error: str, at: datetime, notice: Notice) -> None:
        await self.db.write(lambda db: _fail(db, channel_id, error, at, notice))

    async def unwatch(self, channel_id: ChannelId, *, by: PersonId, at: datetime) -> None:
        await self.db.write(lambda db: unwatch(db, channel_id, by, at))


# ------------------------------------------------------------------ reading


def _all(db: sqlite3.Connection) -> list[Channel]:
    channels = map(channel_of, db.execute(CHANNELS + "WHERE state <> ?", (ChannelState.UNWATCHED,)))
    return sorted(channels, key=lambda channel: (channel.spec.tier, channel.title.casefold(), channel.id))


def _one(db: sqlite3.Connection, channel_id: ChannelId) -> Channel:
    return load_channels(db, [channel_id])[channel_id]


def _find(db: sqlite3.Connection, name: str) -> Channel | None:
    name = name.strip().removeprefix("@")
    number = int(name) if name.isascii() and name.isdigit() and len(name) < 19 else None
    row = db.execute(
        CHANNELS + "WHERE lower(username) = lower(:name) OR invite = :invite OR telegram_id = :number",
        {"name": name, "invite": name.removeprefix("+"), "number": number},
    ).fetchone()
    return None if row is None else channel_of(row)


# ------------------------------------------------------------------ what Telegram says


def _pin(db: sqlite3.Connection, channel_id: ChannelId, profile: Profile, access: Access, at: datetime) -> Channel:
    other = db.execute(
        "SELECT id FROM channels WHERE telegram_id = ? AND id <> ?", (access.telegram_id, channel_id)
    ).fetchone()
    if other is not None:
        channel_id = _merge(db, channel_id, ChannelId(other["id"]))
    channel = _one(db, channel_id)
    if channel.telegram_id not in (None, access.telegram_id):
        raise ValueError(f"channel {channel_id} is pinned to another numeric id")
    present(db, channel, profile, at)
    db.execute(
        """
        UPDATE channels SET telegram_id = ?, error = NULL,
            state = CASE state WHEN 'unwatched' THEN 'unwatched' ELSE 'watched' END
        WHERE id = ?
        """,
        (access.telegram_id, channel_id),
    )
    _know(db, channel_id, access)
    return _one(db, channel_id)


def _merge(db: sqlite3.Connection, newcomer: ChannelId, known: ChannelId) -> ChannelId:
    """A second name of a channel we have: what is stored stays with the first, which is watched again."""
    db.execute("UPDATE channels SET state = 'unwatched' WHERE id = ?", (newcomer,))
    db.execute("UPDATE channels SET state = 'pending' WHERE id = ? AND state = 'unwatched'", (known,))
    return known


def _know(db: sqlite3.Connection, channel_id: ChannelId, access: Access) -> None:
    db.execute(
        "INSERT OR REPLACE INTO channel_access (account, channel_id, telegram_id, access_hash) VALUES (?, ?, ?, ?)",
        (access.account, channel_id, access.telegram_id, access.access_hash),
    )


def _access(db: sqlite3.Connection, account: int) -> dict[ChannelId, Access]:
    rows = db.execute("SELECT * FROM channel_access WHERE account = ?", (account,))
    return {
        ChannelId(row["channel_id"]): Access(
            account=account, telegram_id=row["telegram_id"], access_hash=row["access_hash"]
        )
        for row in rows
    }


def _fail(db: sqlite3.Connection, channel_id: ChannelId, error: str, at: datetime, notice: Notice) -> None:
    before = db.execute("SELECT state FROM channels WHERE id = ?", (channel_id,)).fetchone()
    if before is None or before["state"] == ChannelState.UNWATCHED:
        return
    db.execute("UPDATE channels SET state = 'failed', error = ? WHERE id = ?", (error, channel_id))
    if before["state"] != ChannelState.FAILED:
        tell(db, notice, role=Role.OPERATOR, at=at)
