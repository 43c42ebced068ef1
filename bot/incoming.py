"""What comes in from Telegram, in our words: the border between the account that watches and the watcher."""

from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.language import Prepared, prepare
from storage.records import Access, Arrival, Channel, ChannelSpec, Entity, NewPost, Origin, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message of a channel as Telegram gave it, in our words."""

    telegram_id: int  # the channel's
    message_id: int
    sent_at: datetime
    text: str
    entities: tuple[Entity, ...] = ()
    album: int | None = None
    forward: Origin | None = None
    reply_to: int | None = None
    media: str | None = None
    edited_at: datetime | None = None
    pts: int | None = None  # the channel's number of changes when it read so: it orders edits of one second
    is_service: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A message of a channel says something new, or only its counters changed."""

    message: Incoming

    @property
    def telegram_id(self) -> int:
        """The channel's."""
        return self.message.telegram_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """Messages of a channel are gone."""

    telegram_id: int
    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """A channel presents itself in another way: a new title, username or photo."""

    telegram_id: int
    profile: Profile


Event = Incoming | Edited | Deleted | Presented


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a channel is, now that it is resolved and followed."""

    access: Access
    title: str
    username: str | None
    photo: int | None = None  # 0: none
    newest_message_id: int
    pts: int  # the number of the channel's last change


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What happened in a channel after a pts, in order."""

    pts: int  # the one reached with it
    events: tuple[Event, ...]
    is_final: bool  # whether there is no more to ask for now
    is_whole: bool = True  # False: Telegram would not tell all, so the history is to be read


class Source(Protocol):
    """One Telegram account that watches.

    Raises the ChannelError tree, SessionDead, and OSError while the network is gone.
    """

    account: int
    arrivals: deque[Event]

    async def overview(self) -> Mapping[int, Identity]:
        """The channels that the account has joined, by numeric id; pushes of them flow from now on."""

    async def follow(self, spec: ChannelSpec, *, pinned: int | None, access: Access | None) -> Identity:
        """Resolve a channel unless its access is known, and see to it that its pushes flow (mode `join`).

        Raises ChannelMoved where the name belongs to another channel than the pinned numeric id.
        """

    async def leave(self, access: Access) -> None:
        """Follow a public channel no more."""

    def history(self, access: Access, *, after: int) -> AsyncIterator[Sequence[Incoming]]:
        """What a channel holds after a message id, oldest first, in batches."""

    async def latest(self, access: Access, *, limit: int, before: int | None = None) -> Sequence[Incoming]:
        """The newest messages of a channel, or those before a message id, oldest first."""

    async def difference(self, access: Access, *, pts: int) -> Difference:
        """What happened in a channel after a pts, joined or not; edits and deletions too."""


def new_post(
    channel: Channel, message: Incoming, *, arrival: Arrival, at: datetime, prepared: Prepared | None = None
) -> NewPost:
    """The post to store: its text prepared at this border, unless it was before, the original kept beside it."""
    text, keys, language, statement = prepared or prepare(message.text)
    return NewPost(
        channel_id=channel.id,
        message_id=message.message_id,
        sent_at=message.sent_at,
        received_at=at,
        original=message.text,
        text=text,
        keys=keys,
        language=language or channel.spec.language,
        link=link_of(channel, message),
        arrival=arrival,
        entities=message.entities,
        album=message.album,
        forward=message.forward,
        reply_to=message.reply_to,
        media=message.media,
        edited_at=message.edited_at,
        pts=message.pts,
        is_service=message.is_service,
        statement=statement,
    )


def link_of(channel: Channel, message: Incoming) -> str:
    """The address of a post: public, or for members only."""
    place = channel.spec.username or f"c/{message.telegram_id}"
    return f"https://t.me/{place}/{message.message_id}"
