"""Channels, and how they are reached."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.records.ids import ChannelId

USUAL_TIER = 2
BULK = 4
"""The tier of channels that post by the dozen: stored and searchable, told of in a digest alone."""


class Mode(StrEnum):
    """How a channel is followed: by joining it, or by asking for its history."""

    JOIN = "join"
    POLL = "poll"


class Media(StrEnum):
    """What of a channel is stored beside its texts."""

    NONE = "none"
    PHOTOS = "photos"
    ALL = "all"


class ChannelState(StrEnum):
    """Where a channel stands on its way to being watched."""

    PENDING = "pending"  # known, not yet resolved
    WATCHED = "watched"
    FAILED = "failed"  # cannot be watched now; `error` says why; tried again later
    UNWATCHED = "unwatched"  # an operator ended it; its posts stay


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSpec:
    """A channel as an operator names it: an entry of channels.toml, or `/watch`. Exactly one of username and invite."""

    username: str | None = None  # without @
    invite: str | None = field(default=None, repr=False)  # the hash of a t.me/+hash link
    telegram_id: int | None = None
    title: str | None = None
    aliases: tuple[str, ...] = ()
    tier: int = USUAL_TIER
    tier_chosen: bool = True  # somebody said so; else a channel that posts by the dozen is moved to BULK
    mode: Mode = Mode.JOIN
    language: str | None = None
    media: Media = Media.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel we know. `telegram_id` is pinned when it is first resolved: a username can change hands."""

    id: ChannelId
    spec: ChannelSpec
    telegram_id: int | None
    title: str
    state: ChannelState
    error: str | None
    added_at: datetime
    seeded_at: datetime | None  # its last posts were stored; what comes after is news
    seeded_from: int = 0  # the oldest message that we mean to hold; 0 for all
    newest_message_id: int  # 0 where none is held


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How a channel presents itself: a new title, username or photo can mean that somebody took it over."""

    title: str
    username: str | None
    photo: int | None = None  # as Telegram numbers it; 0: none; None: not known


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSince:
    """A profile, and when it was first noticed."""

    profile: Profile
    noticed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What one Telegram account needs to name a channel without resolving it again."""

    account: int  # the account's numeric id
    telegram_id: int
    access_hash: int = field(repr=False)
