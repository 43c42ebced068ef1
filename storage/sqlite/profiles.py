"""How channels present themselves: every change is kept, and told to operators once, since it can mean a takeover."""

import sqlite3
from dataclasses import replace
from datetime import datetime

from storage.forms import micros, moment
from storage.records import Channel, ChannelId, ChannelState, Notice, NoticeKind, Profile, ProfileSince, Role
from storage.sqlite.audit import note
from storage.sqlite.notices import tell
from storage.sqlite.rows import load_channels
from storage.sqlite.watchlist import take_names


def present(db: sqlite3.Connection, channel: Channel, profile: Profile, at: datetime) -> bool:
    """Keep how a channel presents itself now; whether it did otherwise before."""
    before = next(iter(history(db, channel.id)), None)
    if before is not None and before.profile.photo is not None and profile.photo is None:
        profile = replace(profile, photo=before.profile.photo)  # whoever says nothing of a photo changes none
    spec = channel.spec if channel.spec.invite is not None else replace(channel.spec, username=profile.username)
    take_names(db, spec, but=channel.id)
    db.execute("UPDATE channels SET title = ?, username = ? WHERE id = ?", (profile.title, spec.username, channel.id))
    if before is not None and _looks_alike(before.profile, profile):
        if before.profile.photo is None and profile.photo is not None:
            db.execute(
                "UPDATE profiles SET photo = ? WHERE id = (SELECT max(id) FROM profiles WHERE channel_id = ?)",
                (profile.photo, channel.id),
            )
        return False
    db.execute(
        "INSERT INTO profiles (channel_id, title, username, photo, noticed_at) VALUES (?, ?, ?, ?, ?)",
        (channel.id, profile.title, profile.username, profile.photo, micros(at)),
    )
    if before is None:
        return False
    if channel.state is not ChannelState.UNWATCHED:
        _tell(db, channel, before.profile, profile, at)
    return True


def seen(db: sqlite3.Connection, channel_id: int, profile: Profile, at: datetime) -> bool:
    """`storage.api.Channels.seen`."""
    channel = next(iter(load_channels(db, [channel_id]).values()), None)
    return channel is not None and present(db, channel, profile, at)


def history(db: sqlite3.Connection, channel_id: int) -> list[ProfileSince]:
    """How a channel presented itself, the newest first."""
    rows = db.execute("SELECT * FROM profiles WHERE channel_id = ? ORDER BY id DESC", (channel_id,))
    return [
        ProfileSince(
            profile=Profile(title=row["title"], username=row["username"], photo=row["photo"]),
            noticed_at=moment(row["noticed_at"]),
        )
        for row in rows
    ]


def changed(db: sqlite3.Connection, since: datetime) -> dict[ChannelId, datetime]:
    """When each channel that changed since then last did; the first profile of one is no change."""
    rows = db.execute(
        """
        SELECT channel_id, max(noticed_at) AS at FROM profiles p
        WHERE noticed_at >= ? AND EXISTS (SELECT 1 FROM profiles o WHERE o.channel_id = p.channel_id AND o.id < p.id)
        GROUP BY channel_id
        """,
        (micros(since),),
    )
    return {ChannelId(row["channel_id"]): moment(row["at"]) for row in rows}


def _looks_alike(before: Profile, after: Profile) -> bool:
    """Telegram's usernames know no case."""
    is_same_photo = None in (before.photo, after.photo) or before.photo == after.photo
    return before.title == after.title and _lower(before) == _lower(after) and is_same_photo


def _lower(profile: Profile) -> str:
    return (profile.username or "").lower()


def _tell(db: sqlite3.Connection, channel: Channel, before: Profile, after: Profile, at: datetime) -> None:
    if _lower(before) != _lower(after):
        note(db, at=at, by=None, action="rename", subject=f"{_at(before.username)} is {_at(after.username)}")
    data: dict[str, str | int] = {
        "old_username": before.username or "",
        "username": after.username or "",
        "old_title": before.title,
        "title": after.title,
    }
    if after.photo is not None and before.photo not in (None, after.photo):
        data["photo"] = "new" if after.photo else "removed"
    key = f"channel_changed|{channel.id}|{at.isoformat()}"
    tell(db, Notice(kind=NoticeKind.CHANNEL_CHANGED, key=key, data=data), role=Role.OPERATOR, at=at)


def _at(username: str | None) -> str:
    return f"@{username}" if username else "nameless"
