"""Messages as the application writes them: text with entities and buttons, nothing parsed.

Telegram counts offsets, lengths and its limits in UTF-16 units, so everything here does.
https://core.telegram.org/api/entities
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

from storage.records import Entity, EntityKind

TEXT_LIMIT = 4096
ENTITY_LIMIT = 100
QUOTES = (EntityKind.QUOTE, EntityKind.EXPANDABLE_QUOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message: with data it comes back to us (64 bytes at most), with an address it opens it."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message ready to be sent."""

    text: str
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A line of the menu that Telegram shows beside the input field."""

    name: str
    description: str


class Sender(Protocol):
    """Where messages go out. Raises the SendError tree; SessionDead where the account is gone."""

    async def send(self, chat_id: int, message: Message, *, random_id: int, reply_to: int | None = None) -> int:
        """Send once for a random_id, however often it is called with it; returns the message's id in the chat."""

    async def edit(self, chat_id: int, message_id: int, message: Message) -> None:
        """Make a message show this; showing it already is success. Raises Vanished where it is gone."""


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, limit: int) -> str:
    """The longest beginning of a text within so many units, never half a character; «…» where something is cut."""
    if units(text) <= limit:
        return text
    head = text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", errors="ignore")
    return head.rstrip() + "…"


class Composer:
    """Builds a message piece by piece, keeping count of offsets."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._entities: list[Entity] = []
        self._units = 0

    def add(self, text: str, kind: EntityKind | None = None, url: str | None = None) -> Self:
        """Append a text, in one style if any."""
        if kind is not None and text.strip():
            self._entities.append(Entity(kind=kind, offset=self._units, length=units(text.rstrip()), url=url))
        self._parts.append(text)
        self._units += units(text)
        return self

    def quote(self, text: str, entities: Sequence[Entity], *, limit: int) -> Self:
        """Append somebody's text as an expandable quote with its own formatting, cut to so many units.

        Quotes do not nest, so the text's own are left out; formatting beyond the cut is clipped.
        """
        shown = cut(text, limit)
        kept = units(shown) - (shown != text)
        inner = [clip(entity, kept) for entity in entities if entity.kind not in QUOTES and entity.offset < kept]
        start = self._units
        self.add(shown, EntityKind.EXPANDABLE_QUOTE)
        self._entities += [replace(entity, offset=entity.offset + start) for entity in inner]
        return self

    @property
    def length(self) -> int:
        """Units so far."""
        return self._units

    def build(self, buttons: Sequence[Sequence[Button]] = (), *, silent: bool = False) -> Message:
        """The message; the first hundred entities are kept, as Telegram does."""
        return Message(
            text="".join(self._parts),
            entities=tuple(self._entities[:ENTITY_LIMIT]),
            buttons=tuple(tuple(row) for row in buttons if row),
            silent=silent,
        )


def clip(entity: Entity, end: int) -> Entity:
    """The entity, ending at `end` at the latest."""
    return replace(entity, length=min(entity.length, end - entity.offset))
