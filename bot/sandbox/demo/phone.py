"""What a phone shows, drawn in a terminal."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text
from telethon import types
from telethon.helpers import add_surrogate, del_surrogate

from bot.sandbox.demo.morning import KYIV
from bot.sandbox.telegram.world.messages import Message

STYLES: dict[type, str] = {
    types.MessageEntityBold: "bold",
    types.MessageEntityItalic: "italic",
    types.MessageEntityUnderline: "underline",
    types.MessageEntityStrike: "strike",
    types.MessageEntityCode: "cyan",
    types.MessageEntityPre: "cyan",
    types.MessageEntityTextUrl: "blue",
}
FOLDED_LINES = 3  # Telegram shows so many of an expandable quote until it is opened
WIDTH = 60  # of a quote; about what a phone shows in a line and a half
PLAIN = Console(width=WIDTH)


def styled(message: Message, *, width: int = WIDTH) -> Text:
    """The text with its formatting. Offsets count UTF-16 units, so it is styled as Telethon's surrogates."""
    text = Text(add_surrogate(message.text))
    for entity in message.entities:
        if style := STYLES.get(type(entity)):
            text.stylize(style, entity.offset, entity.offset + entity.length)
    quotes = [entity for entity in message.entities if isinstance(entity, types.MessageEntityBlockquote)]
    return Text("\n").join(_lines(text, quotes, width))


def _lines(text: Text, quotes: Sequence[Any], width: int) -> Iterable[Text]:
    start, folded = 0, 0
    for line in text.split("\n", allow_blank=True):
        quote = next((each for each in quotes if each.offset <= start < each.offset + each.length), None)
        start += len(line.plain) + 1
        shown = Text(del_surrogate(line.plain), spans=[*_moved(line)])
        if quote is None:
            folded = 0
            yield shown
            continue
        for piece in shown.wrap(PLAIN, width) if line.plain else ():
            folded += 1
            if quote.collapsed and folded == FOLDED_LINES:
                yield Text("▎", style="green").append_text(piece).append(" ⌄", style="dim")
            elif not quote.collapsed or folded < FOLDED_LINES:
                yield Text("▎", style="green").append_text(piece)


def _moved(line: Text) -> Iterable[Any]:
    """The spans of a line, counted in characters again."""
    for span in line.spans:
        start = len(del_surrogate(line.plain[: span.start]))
        end = len(del_surrogate(line.plain[: span.end]))
        yield type(span)(start, end, span.style)


def bubble(message: Message, *, mine: bool, changed: str, width: int) -> RenderableType:
    """A message as a bubble with its buttons. Mine stands to the right."""
    note = f"{changed} " if message.edits else ""
    clock = f"{(message.edited_at or message.date).astimezone(KYIV):%H:%M}"
    parts: list[RenderableType] = [styled(message, width=width)]
    parts += [Text("  ".join(f"[ {button.text} ]" for button in row), style="bold blue") for row in message.buttons]
    return Panel(
        Group(*parts),
        box=ROUNDED,
        border_style="green" if mine else "white",
        subtitle=f"[dim]{note}{clock}[/]",
        subtitle_align="right",
        padding=(0, 1),
    )


def plain(message: Message, *, indent: str = "    ", numbered: bool = False) -> str:
    """A message as plain lines, its buttons numbered for somebody who presses them by typing."""
    lines = styled(message).plain.split("\n")
    numbers = count(1)
    for row in message.buttons:
        lines.append("  ".join(f"[ {f'{next(numbers)}: ' if numbered else ''}{button.text} ]" for button in row))
    return "\n".join(indent + line for line in lines)
