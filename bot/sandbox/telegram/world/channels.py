"""Channels and supergroups: they count their messages themselves, and everybody sees the same ids."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.accounts import Account, User
from bot.sandbox.telegram.world.boxes import Box
from bot.sandbox.telegram.world.messages import Draft, Message, Origin, Photo
from bot.sandbox.telegram.world.notices import MembershipChanged
from bot.sandbox.telegram.world.places import Place

if TYPE_CHECKING:
    from bot.sandbox.telegram.world.world import World


class Channel(Place):
    """A broadcast channel, or with `broadcast=False` a supergroup."""

    def __init__(
        self,
        world: "World",
        channel_id: int,
        title: str,
        *,
        username: str | None,
        members: Sequence[Account],
        broadcast: bool,
        first_id: int,
    ) -> None:
        super().__init__(world, channel_id)
        self.title = title
        self.username = username
        self.broadcast = broadcast
        self.about = ""
        self.photo: Photo | None = None
        self.created_at = world.now()
        self.members: dict[Account, None] = dict.fromkeys(members)
        self.admins: set[Account] = set()
        self.banned: set[Account] = set()
        self.topics: set[int] = set()  # of a supergroup: the ids of the notices that opened them
        self.approves = False  # an invitation is then only a request to join
        self.asking: set[Account] = set()
        self.invite_hash = secrets.token_urlsafe(12)
        self.box = Box(world, self, first_id=max(1, first_id - 1))
        if first_id > 1:
            self.service("created")

    @property
    def private(self) -> bool:
        """Whether one needs an invitation."""
        return self.username is None

    @property
    def invite(self) -> str:
        """The link that lets people in."""
        return f"https://t.me/+{self.invite_hash}"

    @property
    def pts(self) -> int:
        """The number of the last change."""
        return self.box.pts

    @property
    def messages(self) -> list[Message]:
        """What the channel shows now, the oldest first."""
        return [self.box.messages[message_id] for message_id in self.box.thread(self)]

    def __getitem__(self, message_id: int) -> Message:
        return self.box.messages[message_id]

    # ---------------------------------------------------------------- what the channel's staff does

    def post(
        self,
        text: str = "",
        *,
        entities: Sequence[Any] = (),
        photo: bytes | None = None,
        buttons: Sequence[Sequence[Any]] = (),
        grouped_id: int | None = None,
        forward_from: "Message | Channel | User | str | None" = None,
        reply_to: Message | int | None = None,
        silent: bool = False,
        at: datetime | None = None,
    ) -> Message:
        """Publish a post. Entities are Telethon's.

        `forward_from` may be a message, a channel, a person, or the name of one who hides.
        """
        draft = Draft(
            text=text,
            entities=tuple(entities),
            buttons=tuple(tuple(row) for row in buttons),
            photo=self.world.photo(photo),
            grouped_id=grouped_id,
            forwarded=origin(forward_from, at or self.world.now()) if forward_from else None,
            reply_to=self[reply_to] if isinstance(reply_to, int) else reply_to,
            silent=silent,
        )
        return self.world.send(None, self, draft, at=at)

    def album(
        self, photos: Sequence[bytes], text: str = "", *, entities: Sequence[Any] = (), at: datetime | None = None
    ) -> list[Message]:
        """Publish pictures that belong together: separate messages with one number, the text under the first."""
        grouped_id = self.world.new_id()
        first = self.post(text, entities=entities, photo=photos[0], grouped_id=grouped_id, at=at)
        return [first, *(self.post(photo=photo, grouped_id=grouped_id, at=at) for photo in photos[1:])]

    def service(self, notice: str, *, about: Message | None = None, at: datetime | None = None) -> Message:
        """Publish a notice in place of a post: «pinned», «renamed», «created»."""
        return self.world.send(None, self, Draft(service=notice, reply_to=about), at=at)

    def edit(self, message_id: int, text: str, *, entities: Sequence[Any] = (), at: datetime | None = None) -> Message:
        """Change a post's text."""
        message = self[message_id]
        self.world.edit(message, text, tuple(entities), message.buttons, at=at)
        return message

    def delete(self, *message_ids: int) -> None:
        """Delete posts."""
        self.box.remove(message_ids)

    def react(self, message_id: int, count: int = 1) -> None:
        """Let readers react: it arrives as an edit with the same content."""
        self._count(self[message_id], reactions=count)

    def view(self, message_id: int, count: int = 1) -> None:
        """Let people read: the counter arrives as an edit with the same content."""
        self._count(self[message_id], views=count)

    def pin(self, message_id: int) -> Message:
        """Pin a post, with the notice that Telegram writes."""
        self.pinned = self[message_id]
        return self.service("pinned", about=self.pinned)

    def rename(self, title: str) -> Message:
        """Change the title, with the notice that Telegram writes."""
        self.title = title
        self.world.place_changed(self)
        return self.service("renamed")

    def change_photo(self, data: bytes | None) -> Message:
        """Take another picture, or none, with the notice that Telegram writes."""
        self.photo = self.world.photo(data)
        self.world.place_changed(self)
        draft = Draft(service="photo changed" if self.photo else "photo removed", photo=self.photo)
        return self.world.send(None, self, draft)

    def change_username(self, username: str | None) -> None:
        """Take another name, or none; the old one is free for anybody."""
        self.world.names.move(self, username)
        self.username = username
        for member in list(self.members):
            self._announce(member)

    # ---------------------------------------------------------------- who reads

    def add(self, account: Account) -> None:
        """Let somebody in."""
        self.members[account] = None
        self._announce(account)

    def remove(self, account: Account, *, ban: bool = False) -> None:
        """Put somebody out, for good with `ban`."""
        self.members.pop(account, None)
        self.admins.discard(account)
        if ban:
            self.banned.add(account)
        self._announce(account)

    def readable_by(self, account: Account) -> bool:
        """Whether an account may see what is written here."""
        return account not in self.banned and (account in self.members or not self.private)

    def box_for(self, account: Account) -> Box:  # noqa: ARG002 - one for all
        """The channel's own box."""
        return self.box

    def holders(self, message: Message) -> list[tuple[Box, int]]:
        """The channel itself."""
        return [(self.box, message.id)]

    def deliver(self, message: Message) -> None:
        """The channel keeps it; readers ask the channel."""
        message.id = self.box.take_id()
        self.box.add(message, message.id)

    def check_writable(self, account: Account) -> None:
        """Members write in supergroups, administrators in channels."""
        if account not in self.members:
            raise Refusal("CHANNEL_PRIVATE" if self.private else "CHAT_WRITE_FORBIDDEN")
        if self.broadcast and account not in self.admins:
            raise Refusal("CHAT_ADMIN_REQUIRED")

    def _announce(self, account: Account) -> None:
        self.world.place_changed(self)
        self.world.tell(MembershipChanged(self, account))

    def _count(self, message: Message, *, reactions: int = 0, views: int = 0) -> None:
        message.reactions += reactions
        message.views += views
        message.edit_hidden = True
        message.edited_at = message.edited_at or self.world.now()
        self.touch(message)

    def __repr__(self) -> str:
        return f"<Channel {self.username or self.title!r}>"


def origin(source: "Message | Channel | User | str | None", at: datetime) -> Origin | None:
    """Where a forwarded message says that it comes from."""
    match source:
        case None:
            return None
        case str():
            return Origin(at, name=source)
        case Channel():
            return Origin(at, channel=source)
        case User():
            return Origin(at, account=source)
    return source.forwarded or _written_in(source)


def _written_in(message: Message) -> Origin:
    if isinstance(message.place, Channel) and message.place.broadcast:
        return Origin(message.date, channel=message.place, message_id=message.id)
    return Origin(message.date, account=message.sender)
