"""A phone's screen as a web page, for the pictures of the documentation: `python -m bot.sandbox.demo.picture FOLDER`.

It plays the demo without pauses and writes one page for the alert that the README shows. A browser makes the picture
(`make pictures`); nothing else here needs one.
"""

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup
from rich.console import Console
from telethon.extensions import html

from bot.sandbox.demo.morning import KYIV, clock_from, read_morning
from bot.sandbox.demo.play import Cast, Play, cast
from bot.sandbox.demo.screen import PlainScreen
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.messages import Message

MINUTES_AGO = {"report": 80, "call": 62, "quoting": 21, "retelling": 9, "outage": 40, "recalling": 3}
OPENED = ("<blockquote expandable>", "<blockquote expandable><span>")
AFTER_A_QUOTE = re.compile(r"</blockquote>\n{1,2}")  # a page breaks the line there by itself


def page(
    messages: list[Message], *, title: str, subtitle: str, language: str, mine: frozenset[int] = frozenset()
) -> str:
    """The page that shows a chat."""
    environment = Environment(loader=PackageLoader("bot.sandbox.demo", "."), autoescape=select_autoescape())
    shown = [
        {
            # Telethon's own writer of HTML: it escapes the text, and the entities are ours
            "html": Markup(folding(html.unparse(message.text, list(message.entities)))),  # noqa: S704
            "clock": f"{(message.edited_at or message.date).astimezone(KYIV):%H:%M}",
            "buttons": message.buttons,
            "mine": message.id in mine,
        }
        for message in messages
    ]
    template = environment.get_template("phone.html")
    return template.render(messages=shown, title=title, subtitle=subtitle, language=language)


def folding(written: str) -> str:
    """Quotes as the page's style folds them."""
    return AFTER_A_QUOTE.sub("</blockquote>", written).replace(*OPENED).replace("</blockquote>", "</span></blockquote>")


async def draw(language: str) -> str:
    """Play the morning; the page that shows the alert of the call at its end."""
    morning = read_morning(language)

    async def at_once(_: float) -> None:
        await asyncio.sleep(0)

    with tempfile.TemporaryDirectory() as work:
        async with (
            Newsroom(Path(work), clock=clock_from(9, 2), language=language) as room,
            cast(room, morning) as people,
        ):
            screen = PlainScreen(Console(quiet=True), {}, changed="", language=language)
            async with room.running():
                await Play(people, screen, pause=at_once, minutes_ago=MINUTES_AGO).perform()
            written = page(
                [_of_the_call(people)],
                title="Джерело",
                subtitle={"uk": "бот", "en": "bot"}[language],
                language=language,
            )
    return written


def _of_the_call(people: Cast) -> Message:
    received = people.chat(people.editor).received
    return next(message for message in received if people.morning.call[:40] in message.text)


if __name__ == "__main__":
    pages = Path(sys.argv[1])
    pages.mkdir(parents=True, exist_ok=True)
    (pages / "alert.html").write_text(asyncio.run(draw("uk")), encoding="utf-8")
