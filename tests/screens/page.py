"""The page of all screens, as Markdown."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from bot.message import Button, Message
from tests.screens.buttons import BUTTONS

HEAD = """# Що бачить редактор

Кожен екран бота так, як він виглядає в Telegram, з вигаданими людьми, місцями й сайтами. Сторінку малюють самі тести
(`make screens`), тож вона не старіє. *Every screen of the bot, drawn by the tests; the bot speaks English as well.*
"""


class Screen(NamedTuple):
    """A message, and when it is seen."""

    title: str
    message: Message


def section(title: str, screens: Iterable[Screen], *, known: set[str]) -> str:
    """Screens under one heading; each button is explained where it is seen first."""
    return f"\n## {title}\n" + "".join(_screen(each, known) for each in screens)


def _screen(screen: Screen, known: set[str]) -> str:
    rows = "\n".join("  ".join(f"[ {button.text} ]" for button in row) for row in screen.message.buttons)
    lines = ["", f"### {screen.title}", "", "```text"]
    lines += ["(малюнок)", ""] if screen.message.picture else []
    lines += [screen.message.text.replace("```", "'''")]
    lines += ["", rows] if rows else []
    lines += ["```", ""]
    return "\n".join(lines + _explained(screen.message, known)) + "\n"


def _explained(message: Message, known: set[str]) -> list[str]:
    """What each button does that was not seen before."""
    new = [button for button in chain.from_iterable(message.buttons) if _action(button) not in known]
    known |= {_action(button) for button in new}
    return [f"- **{button.text}** — {BUTTONS[_action(button)]}" for button in _first(new)]


def _first(buttons: Sequence[Button]) -> list[Button]:
    """One button of each kind that asks us for something."""
    return list({_action(button): button for button in reversed(buttons) if button.data}.values())[::-1]


def _action(button: Button) -> str:
    return (button.data or "").partition(":")[0]


def rest(messages: Iterable[Message], *, known: set[str]) -> str:
    """What the buttons do of messages that are too long to be shown."""
    lines = chain.from_iterable(_explained(message, known) for message in messages)
    return "\n## Решта кнопок\n\n" + "\n".join(lines) + "\n"
