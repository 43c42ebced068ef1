"""A phone's screen as a web page, for the pictures of the documentation: `python -m bot.sandbox.demo.picture FOLDER`.

It plays the demo without pauses and writes one page for the alert that the README shows. A browser makes the picture
(`make pictures`); nothing else here needs one.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup
from rich.console import Console
from telethon.extensions import html

from bot.sandbox.demo.morning import read_morning
from bot.sandbox.demo.phone import KYIV
from bot.sandbox.demo.play import Cast, Play, cast
from bot.sandbox.demo.screen import PlainScreen
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.messages import Message


def page(messages: list[Message], *, title: str, subtitle: str, language: str, mine: set[int]) -> str:
    """The page that shows a chat."""
    environment = Environment(loader=PackageLoader("bot.sandbox.demo", "."), autoescape=select_autoescape())
    shown = [
        {
            # Telethon's own writer of HTML: it escapes the text, and the entities are ours
            "html": Markup(html.unparse(message.text, list(message.entities))),  # noqa: S704
            "clock": f"{(message.edited_at or message.date).astimezone(KYIV):%H:%M}",
            "buttons": [[button.text for button in row] for row in message.buttons],
            "mine": message.id in mine,
        }
        for message in messages
    ]
    template = environment.get_template("phone.html")
    return template.render(messages=shown, title=title, subtitle=subtitle, language=language)


async def draw(folder: Path, language: str) -> None:
    """Play the morning and write `alert.html`."""
    morning = read_morning(language)

    async def at_once(_: float) -> None:
        await asyncio.sleep(0)

    with tempfile.TemporaryDirectory() as work:
        async with Newsroom(Path(work), language=language) as room, cast(room, morning) as people:
            screen = PlainScreen(Console(quiet=True), {}, changed="")
            async with room.running():
                await Play(people, screen, pause=at_once).perform()
            written = page([_of_the_call(people)], title="Джерело", subtitle="bot", language=language, mine=set())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "alert.html").write_text(written, encoding="utf-8")


def _of_the_call(people: Cast) -> Message:
    received = people.chat(people.editor).received
    return next(message for message in received if people.morning.call[:40] in message.text)


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1]), "uk"))
