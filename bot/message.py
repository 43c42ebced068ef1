"""Messages as the application writes them: text with entities and buttons, nothing parsed.

Telegram counts offsets, lengths and its limits in UTF-16 units, so everything here does.
https://core.telegram.org/api/entities
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol, Self

from bot.language import printed
from storage.records import Entity, EntityKind

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024  # of a message with a picture
ENTITY_LIMIT = 100
QUOTED_ENTITIES = 60  # of a quoted post; the others are ours: links to articles must not be crowded out
DATA_LIMIT = 64  # bytes
QUOTES = (EntityKind.QUOTE, EntityKind.EXPANDABLE_QUOTE)
FOUND_BY_CLIENTS = (EntityKind.URL, EntityKind.MENTION, EntityKind.COMMAND, EntityKind.EMAIL, EntityKind.PHONE)
"""Clients mark these in any text, so a quote need not spend its entities on them."""


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
    preview: bool = False  # Telegram shows what is behind the first link
    picture: str | None = None  # the content hash of what it is to stand under


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A line of the menu that Telegram shows beside the input field."""

    name: str
    description: str


class Sender(Protocol):
    """Where messages go out. Raises the SendError tree; SessionDead where the account is gone."""

    async def send(
        self, chat_id: int, message: Message, *, random_id: int, reply_to: int | None = None, topic: int | None = None
    ) -> int:
        """Send once for a random_id, however often it is called with it; returns the message's id in the chat.

        `topic`: of a group with topics; None is the general one.
        """

    async def edit(self, chat_id: int, message_id: int, message: Message, *, picture: Path | None = None) -> None:
        """Make a message show this, under a picture if one is given; showing it already is success.

        A picture stays until another takes its place. Raises Vanished where the message is gone.
        """


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, limit: int) -> str:
    """The longest beginning of a text within so many units, never half a character; «…» where something is cut."""
    if units(text) <= limit:
        return text
    head = text.encode("utf-16-le")[: 2 * max(limit - 1, 0)].decode("utf-16-le", errors="ignore")
    return head.rstrip() + "…" if limit > 0 else ""


class Composer:
    """Builds a message piece by piece, keeping count of offsets."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._entities: list[Entity] = []
        self._units = 0

    def add(self, text: str, kind: EntityKind | None = None, url: str | None = None) -> Self:
        """Append a text of ours, in one style if any, with the apostrophe that people write."""
        return self._append(printed(text), kind, url)

    def _append(self, text: str, kind: EntityKind | None = None, url: str | None = None) -> Self:
        if kind is not None and text.strip():
            self._entities.append(Entity(kind=kind, offset=self._units, length=units(text.rstrip()), url=url))
        self._parts.append(text)
        self._units += units(text)
        return self

    def link(self, text: str, url: str) -> Self:
        """Append words with an address behind them."""
        return self.add(text, EntityKind.LINK, url)

    def quote(self, text: str, entities: Sequence[Entity], *, limit: int) -> Self:
        """Append somebody's text, letter by letter, as an expandable quote with its formatting, cut to so many units.

        Quotes do not nest, so the text's own are left out; formatting beyond the cut is clipped.
        """
        shown = cut(text, limit)
        kept = shown.removesuffix("…") if shown != text else shown
        start = self._units
        self._append(shown, EntityKind.EXPANDABLE_QUOTE)
        self._entities += [replace(entity, offset=entity.offset + start) for entity in fitting(entities, kept)]
        return self

    def join(self, other: "Composer") -> Self:
        """Append what another has built."""
        built, start = other.build(), self._units
        self._entities += [replace(entity, offset=entity.offset + start) for entity in built.entities]
        return self._append(built.text)

    @property
    def length(self) -> int:
        """Units so far."""
        return self._units

    def build(
        self, buttons: Sequence[Sequence[Button]] = (), *, silent: bool = False, preview: bool = False
    ) -> Message:
        """The message; the first hundred entities are kept, as Telegram does."""
        return Message(
            text="".join(self._parts),
            entities=tuple(self._entities[:ENTITY_LIMIT]),
            buttons=tuple(tuple(row) for row in buttons if row),
            silent=silent,
            preview=preview,
        )


def fitting(entities: Sequence[Entity], text: str) -> list[Entity]:
    """Formatting for a quoted text: within it, on whole characters, no more than a quote may spend."""
    encoded = text.encode("utf-16-le")
    wanted = (entity for entity in entities if entity.kind not in (*QUOTES, *FOUND_BY_CLIENTS))
    fitted = (_fit(entity, encoded) for entity in wanted)
    return [entity for entity in fitted if entity.length > 0][:QUOTED_ENTITIES]


def _fit(entity: Entity, encoded: bytes) -> Entity:
    size = len(encoded) // 2
    start, end = max(entity.offset, 0), min(entity.offset + entity.length, size)
    start += _splits(encoded, start)
    end -= _splits(encoded, end)
    return replace(entity, offset=start, length=end - start)


def _splits(encoded: bytes, at: int) -> bool:
    """Whether a place lies between the two halves of a character."""
    return 0 < 2 * at < len(encoded) and encoded[2 * at + 1] & 0xFC == 0xDC


LEFT_OUT_UNITS = 64  # for the line that says how many


def fit(parts: Sequence[Composer], *, limit: int = TEXT_LIMIT, gap: str = "\n\n") -> int:
    """How many of some parts `stack` shows."""
    length = 0
    for number, part in enumerate(parts):
        length += (len(gap) if number else 0) + part.length
        if length > limit - LEFT_OUT_UNITS:
            return number
    return len(parts)


def stack(
    parts: Sequence[Composer], *, left_out: Callable[[int], str], limit: int = TEXT_LIMIT, gap: str = "\n\n"
) -> Composer:
    """Parts one below the other as long as they fit; the last line says how many were left out."""
    whole, shown = Composer(), fit(parts, limit=limit, gap=gap)
    for number, part in enumerate(parts[:shown]):
        whole.add(gap if number else "").join(part)
    if shown < len(parts):
        whole.add((gap if shown else "") + cut(left_out(len(parts) - shown), LEFT_OUT_UNITS - 4))
    return whole


def spelt_out(message: Message) -> str:
    """A message as text alone: addresses behind words stand after them, those of buttons at the end."""
    encoded, parts, at = message.text.encode("utf-16-le"), [], 0
    for entity in sorted(message.entities, key=lambda entity: entity.offset + entity.length):
        if entity.url is None:
            continue
        end = 2 * (entity.offset + entity.length)
        parts += [encoded[at:end].decode("utf-16-le"), f" ({entity.url})"]
        at = end
    addresses = [f"\n{button.text}: {button.url}" for row in message.buttons for button in row if button.url]
    return "".join((*parts, encoded[at:].decode("utf-16-le"), *addresses))


def plain(text: str) -> Message:
    """A message of nothing but text, cut where Telegram would refuse it."""
    return Message(text=cut(text, TEXT_LIMIT))


def dump(message: Message) -> str:
    """The message in the form in which it is stored."""
    return json.dumps(asdict(message), ensure_ascii=False)


def load(stored: str) -> Message:
    """The message that was stored."""
    content = json.loads(stored)
    return Message(
        text=content["text"],
        entities=tuple(Entity(**{**entity, "kind": EntityKind(entity["kind"])}) for entity in content["entities"]),
        buttons=tuple(tuple(Button(**button) for button in row) for row in content["buttons"]),
        silent=content["silent"],
        preview=content.get("preview", False),
        picture=content.get("picture"),
    )
