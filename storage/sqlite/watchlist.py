"""Which channels are to be watched: what operators and channels.toml say."""

import sqlite3
from datetime import datetime

from storage.forms import dump, dump_spec, micros
from storage.records import Channel, ChannelId, ChannelSpec, PersonId
from storage.sqlite.audit import note
from storage.sqlite.rows import load_channels


def put(db: sqlite3.Connection, spec: ChannelSpec, by: PersonId | None, at: datetime) -> Channel:
    """Add a channel, or change one that is known; it is to be watched again."""
    channel_id = _known(db, spec)
    channel_id = _insert(db, spec, at) if channel_id is None else _update(db, channel_id, spec)
    note(db, at=at, by=by, action="watch", subject=_name(spec))
    return load_channels(db, [channel_id])[channel_id]


def bring_in(db: sqlite3.Connection, spec: ChannelSpec, at: datetime) -> bool:
    """Take an entry of channels.toml over where it reads differently than last time; whether it did."""
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
           OR ((lower(username) = lower(:username) OR invite = :invite
                OR lower(imported ->> '$.username') = lower(:username))
               AND (telegram_id IS NULL OR :id IS NULL))
        ORDER BY telegram_id IS :id DESC, lower(username) IS lower(:username) DESC LIMIT 1
        """,
        {"id": spec.telegram_id, "username": spec.username, "invite": spec.invite},
    ).fetchone()
    return None if row is None else ChannelId(row["id"])


def _insert(db: sqlite3.Connection, spec: ChannelSpec, at: datetime) -> ChannelId:
    take_names(db, spec)
    cursor = db.execute(
        """
        INSERT INTO channels (username, invite, named_id, named_title, aliases, tier, tier_chosen, mode, language,
                              media, telegram_id, state, added_at)
        VALUES (:username, :invite, :named_id, :named_title, :aliases, :tier, :tier_chosen, :mode, :language,
                :media, :named_id, 'pending', :at)
        """,
        _columns(spec) | {"at": micros(at)},
    )
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT has one
    return ChannelId(cursor.lastrowid)


def _update(db: sqlite3.Connection, channel_id: ChannelId, spec: ChannelSpec) -> ChannelId:
    take_names(db, spec, but=channel_id)
    db.execute(
        """
        UPDATE channels SET
            -- of a pinned channel Telegram has said since what became of the name that is repeated here
            username = iif(title IS NOT NULL AND lower(imported ->> '$.username') = lower(:username),
                           username, :username),
            invite = :invite, named_id = :named_id, named_title = :named_title,
            aliases = :aliases, mode = :mode, language = :language, media = :media,
            -- where nobody says it, the tier that the channel has earned stays
            tier = CASE WHEN :tier_chosen OR tier_chosen THEN :tier ELSE tier END, tier_chosen = :tier_chosen,
            telegram_id = coalesce(:named_id, telegram_id),
            state = CASE state WHEN 'watched' THEN 'watched' ELSE 'pending' END,
            -- what it posted while nobody wanted it is no news
            seeded_at = CASE state WHEN 'unwatched' THEN NULL ELSE seeded_at END,
            error = NULL
        WHERE id = :id
        """,
        _columns(spec) | {"id": channel_id},
    )
    return channel_id


def take_names(db: sqlite3.Connection, spec: ChannelSpec, *, but: ChannelId | None = None) -> None:
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
        "tier_chosen": spec.tier_chosen,
        "mode": spec.mode,
        "language": spec.language,
        "media": spec.media,
    }


def _name(spec: ChannelSpec) -> str:
    return f"@{spec.username}" if spec.username else f"invite link ({spec.title or spec.telegram_id})"


def unwatch(db: sqlite3.Connection, channel_id: ChannelId, by: PersonId, at: datetime) -> None:
    """End watching."""
    changed = db.execute(
        "UPDATE channels SET state = 'unwatched', error = NULL WHERE id = ? AND state <> 'unwatched'", (channel_id,)
    )
    if changed.rowcount:
        note(db, at=at, by=by, action="unwatch", subject=load_channels(db, [channel_id])[channel_id].title)
