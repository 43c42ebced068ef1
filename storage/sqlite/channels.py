"""Channels: what an operator said of each, who it turned out to be, and how accounts reach it."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from storage.forms import dump, dump_spec, load_spec, micros, moment, moment_or_none
from storage.records import Access, Channel, ChannelId, ChannelSpec, ChannelState, Notice, PersonId, Role
from storage.sqlite.audit import note
from storage.sqlite.database import Database
from storage.sqlite.notices import tell

SELECT = """
    SELECT *, coalesce((SELECT max(message_id) FROM messages m WHERE m.channel_id = c.id), 0) AS newest
    FROM channels c
"""


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
        return await self.db.write(lambda db: _put(db, spec, by, at))

    async def bring_in(self, specs: Sequence[ChannelSpec], *, at: datetime) -> int:
        return await self.db.write(lambda db: sum(_bring_in(db, spec, at) for spec in specs))

    async def pin(
        self, channel_id: ChannelId, *, title: str, username: str | None, access: Access, at: datetime
    ) -> Channel:
        return await self.db.write(lambda db: _pin(db, channel_id, title, username, access, at))

    async def access(self, account: int) -> dict[ChannelId, Access]:
        return await self.db.read(lambda db: _access(db, account))

    async def fail(self, channel_id: ChannelId, *, error: str, at: datetime, notice: Notice) -> None:
        await self.db.write(lambda db: _fail(db, channel_id, error, at, notice))

    async def seeded(self, channel_id: ChannelId, *, at: datetime) -> None:
        sql = "UPDATE channels SET seeded_at = coalesce(seeded_at, ?) WHERE id = ?"
        await self.db.execute(sql, (micros(at), channel_id))

    async def unwatch(self, channel_id: ChannelId, *, by: PersonId, at: datetime) -> None:
        await self.db.write(lambda db: _unwatch(db, channel_id, by, at))


# ------------------------------------------------------------------ reading


def channel_of(row: sqlite3.Row) -> Channel:
    """A row of SELECT as a record."""
    spec = load_spec(
        username=row["username"],
        invite=row["invite"],
        named_id=row["named_id"],
        named_title=row["named_title"],
        aliases=row["aliases"],
        tier=row["tier"],
        mode=row["mode"],
        language=row["language"],
    )
    return Channel(
        id=ChannelId(row["id"]),
        spec=spec,
        telegram_id=row["telegram_id"],
        title=spec.title or row["title"] or spec.username or "?",
        state=ChannelState(row["state"]),
        error=row["error"],
        added_at=moment(row["added_at"]),
        seeded_at=moment_or_none(row["seeded_at"]),
        newest_message_id=row["newest"],
    )


def load_channels(db: sqlite3.Connection, ids: Iterable[int]) -> dict[ChannelId, Channel]:
    """Channels by id."""
    rows = db.execute(SELECT + "WHERE id IN (SELECT value FROM json_each(?))", (dump(list(ids)),))
    return {(channel := channel_of(row)).id: channel for row in rows}


def _all(db: sqlite3.Connection) -> list[Channel]:
    channels = map(channel_of, db.execute(SELECT + "WHERE state <> ?", (ChannelState.UNWATCHED,)))
    return sorted(channels, key=lambda channel: (channel.spec.tier, channel.title.casefold(), channel.id))


def _one(db: sqlite3.Connection, channel_id: ChannelId) -> Channel:
    return load_channels(db, [channel_id])[channel_id]


def _find(db: sqlite3.Connection, name: str) -> Channel | None:
    name = name.strip().removeprefix("@")
    number = int(name) if name.isascii() and name.isdigit() and len(name) < 19 else None
    row = db.execute(
        SELECT + "WHERE lower(username) = lower(:name) OR invite = :invite OR telegram_id = :number",
        {"name": name, "invite": name.removeprefix("+"), "number": number},
    ).fetchone()
    return None if row is None else channel_of(row)


# ------------------------------------------------------------------ what operators say


def _put(db: sqlite3.Connection, spec: ChannelSpec, by: PersonId | None, at: datetime) -> Channel:
    channel_id = _known(db, spec)
    channel_id = _insert(db, spec, at) if channel_id is None else _update(db, channel_id, spec)
    note(db, at=at, by=by, action="watch", subject=_name(spec))
    return _one(db, channel_id)


def _bring_in(db: sqlite3.Connection, spec: ChannelSpec, at: datetime) -> bool:
    reads = dump_spec(spec)
    if db.execute("SELECT 1 FROM channels WHERE imported = ?", (reads,)).fetchone():
        return False
    channel_id = _known(db, spec)
    channel_id = _insert(db, spec, at) if channel_id is None else _update(db, channel_id, spec)
    db.execute("UPDATE channels SET imported = ? WHERE id = ?", (reads, channel_id))
    note(db, at=at, by=None, action="watch", subject=_name(spec))
    return True


def _known(db: sqlite3.Connection, spec: ChannelSpec) -> ChannelId | None:
    """The channel that is meant. The numeric id is sure; a name can change hands, so it comes second.

    A name whose channel is pinned to another id than the one given means a new channel: message ids are counted anew.
    """
    row = db.execute(
        """
        SELECT id FROM channels
        WHERE telegram_id = :id
           OR ((lower(username) = lower(:username) OR invite = :invite OR lower(imported ->> '$.username') = lower(:username))
               AND (telegram_id IS NULL OR :id IS NULL))
        ORDER BY telegram_id IS :id DESC, lower(username) IS lower(:username) DESC LIMIT 1
        """,
        {"id": spec.telegram_id, "username": spec.username, "invite": spec.invite},
    ).fetchone()
    return None if row is None else ChannelId(row["id"])


def _insert(db: sqlite3.Connection, spec: ChannelSpec, at: datetime) -> ChannelId:
    _take_names(db, spec)
    cursor = db.execute(
        """
        INSERT INTO channels (username, invite, named_id, named_title, aliases, tier, mode, language,
                              telegram_id, state, added_at)
        VALUES (:username, :invite, :named_id, :named_title, :aliases, :tier, :mode, :language,
                :named_id, 'pending', :at)
        """,
        _columns(spec) | {"at": micros(at)},
    )
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT has one
    return ChannelId(cursor.lastrowid)


def _update(db: sqlite3.Connection, channel_id: ChannelId, spec: ChannelSpec) -> ChannelId:
    _take_names(db, spec, but=channel_id)
    db.execute(
        """
        UPDATE channels SET username = :username, invite = :invite, named_id = :named_id, named_title = :named_title,
            aliases = :aliases, tier = :tier, mode = :mode, language = :language,
            telegram_id = coalesce(:named_id, telegram_id),
            state = CASE state WHEN 'watched' THEN 'watched' ELSE 'pending' END,
            error = NULL
        WHERE id = :id
        """,
        _columns(spec) | {"id": channel_id},
    )
    return channel_id


def _take_names(db: sqlite3.Connection, spec: ChannelSpec, *, but: ChannelId | None = None) -> None:
    """A name that has moved to another channel leaves the one that had it."""
    db.execute(
        "UPDATE channels SET username = NULL WHERE lower(username) = lower(?) AND id IS NOT ?", (spec.username, but)
    )
    db.execute("UPDATE channels SET invite = NULL WHERE invite = ? AND id IS NOT ?", (spec.invite, but))


def _columns(spec: ChannelSpec) -> dict[str, str | int | None]:
    return {
        "username": spec.username,
        "invite": spec.invite,
        "named_id": spec.telegram_id,
        "named_title": spec.title,
        "aliases": dump(spec.aliases),
        "tier": spec.tier,
        "mode": spec.mode,
        "language": spec.language,
    }


def _name(spec: ChannelSpec) -> str:
    return f"@{spec.username}" if spec.username else f"invite link ({spec.title or spec.telegram_id})"


def _unwatch(db: sqlite3.Connection, channel_id: ChannelId, by: PersonId, at: datetime) -> None:
    changed = db.execute(
        "UPDATE channels SET state = 'unwatched', error = NULL WHERE id = ? AND state <> 'unwatched'", (channel_id,)
    )
    if changed.rowcount:
        note(db, at=at, by=by, action="unwatch", subject=_one(db, channel_id).title)


# ------------------------------------------------------------------ what Telegram says


def _pin(
    db: sqlite3.Connection, channel_id: ChannelId, title: str, username: str | None, access: Access, at: datetime
) -> Channel:
    other = db.execute(
        "SELECT id FROM channels WHERE telegram_id = ? AND id <> ?", (access.telegram_id, channel_id)
    ).fetchone()
    if other is not None:
        channel_id = _merge(db, channel_id, ChannelId(other["id"]))
    channel = _one(db, channel_id)
    if channel.telegram_id not in (None, access.telegram_id):
        raise ValueError(f"channel {channel_id} is pinned to another numeric id")
    if channel.spec.invite is None and username is not None:
        channel = replace(channel, spec=replace(channel.spec, username=username))
        _take_names(db, channel.spec, but=channel_id)
    db.execute(
        """
        UPDATE channels SET telegram_id = ?, title = ?, username = ?, error = NULL,
            state = CASE state WHEN 'unwatched' THEN 'unwatched' ELSE 'watched' END
        WHERE id = ?
        """,
        (access.telegram_id, title, channel.spec.username, channel_id),
    )
    db.execute(
        "INSERT OR REPLACE INTO channel_access (account, channel_id, telegram_id, access_hash) VALUES (?, ?, ?, ?)",
        (access.account, channel_id, access.telegram_id, access.access_hash),
    )
    return _one(db, channel_id)


def _merge(db: sqlite3.Connection, newcomer: ChannelId, known: ChannelId) -> ChannelId:
    """A second name of a channel we have: what is stored stays with the first, which is watched again."""
    db.execute("UPDATE channels SET state = 'unwatched' WHERE id = ?", (newcomer,))
    db.execute("UPDATE channels SET state = 'pending' WHERE id = ? AND state = 'unwatched'", (known,))
    return known


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
