"""Messages: one for all who see it, with its versions, and the id it has in each place that holds it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.telegram.world.accounts import Account
    from bot.sandbox.telegram.world.channels import Channel
    from bot.sandbox.telegram.world.places import Place

Entities = tuple[Any, ...]
"""Telethon's `MessageEntity…` objects: the world keeps them and looks only at offsets and lengths."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `data` comes back to the bot, `url` opens an address."""

    text: str
    data: bytes | None = None
    url: str | None = None


Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """A picture that a message carries."""

    id: int
    data: bytes
    at: datetime


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """Where a forwarded message was written: by an account, by a channel, or by somebody who shows only a name."""

    date: datetime
    account: "Account | None" = None
    channel: "Channel | None" = None
    message_id: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """What somebody wants to say."""

    text: str = ""
    entities: Entities = ()
    buttons: Buttons = ()
    photo: Photo | None = None
    reply_to: "Message | None" = None
    forwarded: Origin | None = None
    grouped_id: int | None = None
    silent: bool = False
    service: str | None = None  # a notice in place of a text: one of `bot.sandbox.telegram.wire.messages.NOTICES`
    subject: "Account | Place | None" = None  # whom or what the notice is about
    topic: "Message | None" = None  # of a supergroup with topics: the notice that opened it


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """What a message said from `at` on, until the next version."""

    text: str
    entities: Entities
    buttons: Buttons
    at: datetime

    def shows_the_same_as(self, other: "Version") -> bool:
        """Whether people would see no difference."""
        return (
            self.text == other.text
            and self.buttons == other.buttons
            and [bytes(entity) for entity in self.entities] == [bytes(entity) for entity in other.entities]
        )


@dataclass(slots=True, eq=False, kw_only=True)
class Message:
    """A message as people see it now, with its history.

    In a channel everybody sees the same id. In a private chat and in a basic group every account counts its own
    messages, so the same message has another id for the bot than for the person: `id` is the person's.
    """

    place: "Place"
    sender: "Account | None"  # none: the channel itself
    date: datetime
    versions: list[Version]
    photo: Photo | None = None
    reply_to: "Message | None" = None
    forwarded: Origin | None = None
    grouped_id: int | None = None
    silent: bool = False
    service: str | None = None
    subject: "Account | Place | None" = None
    topic: "Message | None" = None
    id: int = 0
    ids: dict[int, int] = field(default_factory=dict)  # account's id: the message's id there; empty in a channel
    views: int = 1
    forwards: int = 0
    reactions: int = 0
    edited_at: datetime | None = None
    edit_hidden: bool = False  # the last edit changed counters alone, and people see no «edited»

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.versions[-1].text

    @property
    def entities(self) -> Entities:
        """The formatting as it is now."""
        return self.versions[-1].entities

    @property
    def buttons(self) -> Buttons:
        """The rows of buttons as they are now."""
        return self.versions[-1].buttons

    @property
    def edits(self) -> int:
        """How often the message was changed."""
        return len(self.versions) - 1

    def id_for(self, account: "Account") -> int:
        """The id by which this account knows the message."""
        return self.ids.get(account.id, 0) if self.ids else self.id

    def button(self, which: str | int) -> Button:
        """A button by its text, or by its number counted row by row from 0."""
        buttons = [button for row in self.buttons for button in row]
        if isinstance(which, int):
            return buttons[which]
        for button in buttons:
            if button.text == which:
                return button
        raise LookupError(f"no button {which!r} among {[button.text for button in buttons]}")

    def __repr__(self) -> str:
        return f"<Message {self.id} in {self.place!r}: {self.service or self.text[:40]!r}>"


def rows(buttons: Sequence[Sequence[Button]]) -> Buttons:
    """Rows of buttons as they are kept."""
    return tuple(tuple(row) for row in buttons if row)
