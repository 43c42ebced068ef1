"""Where the demo is seen: a living screen on a terminal, plain lines elsewhere."""

import time
from collections import deque
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console, Group, RenderableType
from rich.layout import Layout
from rich.live import Live
from rich.panel import Panel
from rich.text import Text

from bot.sandbox.demo.phone import bubble, plain
from bot.sandbox.telegram.world.chats import Chat
from bot.sandbox.telegram.world.messages import Message
from bot.texts.dates import tenths

BUBBLES = 4
TOLD = 6  # sentences of the story that a small terminal has room for
SINCE = 7  # columns for the seconds since the start
FRAME = 8  # columns beside a quote: two borders, their padding and the bar


class Screen(Protocol):
    """Shows what is told and what the phones receive."""

    def tell(self, words: str) -> None:
        """Say what happens now."""

    def look(self) -> None:
        """Something may have changed on a phone."""

    def __enter__(self) -> Self:
        """Start showing."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop showing; what was seen last stays."""


class PlainScreen:
    """Plain lines, for a log or a pipe."""

    def __init__(self, console: Console, phones: dict[str, Chat], *, changed: str, language: str) -> None:
        self._console = console
        self._phones = phones
        self._changed = changed
        self._language = language
        self._seen: dict[tuple[str, int], int] = {}
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def tell(self, words: str) -> None:
        """One line with the seconds since the start."""
        self._print(f"{self._since()}  {words}")

    def look(self) -> None:
        """Print messages that are new or changed."""
        for name, chat in self._phones.items():
            for message in chat.messages:
                if self._seen.get((name, message.id), -1) < message.edits:
                    self._seen[name, message.id] = message.edits
                    self._show(name, message, is_theirs=message in chat.received)

    def _show(self, name: str, message: Message, *, is_theirs: bool) -> None:
        mark = "◂" if is_theirs else "▸"
        note = f" ({self._changed})" if message.edits else ""
        self._print(f"{self._since()}  {name} {mark}{note}")
        self._print(plain(message, indent=" " * 10))

    def _since(self) -> str:
        return f"{tenths(time.monotonic() - self._began, self._language):>{SINCE}}"

    def _print(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)


class LiveScreen:
    """The story on the left, the phone that something happened on last on the right."""

    def __init__(self, console: Console, phones: dict[str, Chat], *, changed: str) -> None:
        self._phones = phones
        self._changed = changed
        self._told: deque[str] = deque(maxlen=TOLD)
        self._edits: dict[str, int] = {}
        self._width = max(20, console.width * 3 // 5 - FRAME)
        self._shown = next(iter(phones))
        self._live = Live(self._drawing(), console=console, refresh_per_second=8, vertical_overflow="crop")

    def __enter__(self) -> Self:
        self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.__exit__(kind, error, trace)

    def tell(self, words: str) -> None:
        """Add to the story."""
        self._told.append(words)
        self._live.update(self._drawing())

    def look(self) -> None:
        """Draw the phones as they are now."""
        for name, chat in self._phones.items():
            state = sum(1 + message.edits for message in chat.messages)
            if state != self._edits.get(name):
                self._edits[name] = state
                self._shown = name
        self._live.update(self._drawing())

    def _drawing(self) -> RenderableType:
        layout = Layout()
        story = Text("\n\n").join(Text(words, style="" if last else "dim") for words, last in self._lines())
        layout.split_row(
            Layout(Panel(story, title="Джерело · Dzherelo", border_style="blue"), ratio=2),
            Layout(Panel(self._phone(), title=self._shown, border_style="green"), ratio=3),
        )
        return layout

    def _lines(self) -> list[tuple[str, bool]]:
        return [(words, number == len(self._told)) for number, words in enumerate(self._told, 1)]

    def _phone(self) -> RenderableType:
        chat = self._phones[self._shown]
        newest = sorted(chat.messages, key=lambda message: message.edited_at or message.date)[-BUBBLES:]
        mine = {id(message) for message in chat.messages} - {id(message) for message in chat.received}
        # The newest stands on top, where a short terminal still shows it.
        shown = [
            bubble(message, mine=id(message) in mine, changed=self._changed, width=self._width)
            for message in reversed(newest)
        ]
        return Group(*shown)
