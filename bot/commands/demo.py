"""`demo`: a newsroom's morning on this machine, without any account."""

import argparse
import asyncio
import locale
import os
from contextlib import suppress
from typing import TYPE_CHECKING

EXIT_INTERRUPTED = 130  # as shells say it of Ctrl-C

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from bot.sandbox.demo.morning import Morning
    from bot.sandbox.demo.play import Cast
    from bot.sandbox.demo.screen import Screen


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to play it."""
    parser.add_argument("--lang", choices=("uk", "en"), help="the language of all texts (by the locale)")
    parser.add_argument("--plain", action="store_true", help="plain lines even on a terminal")
    parser.add_argument("--speed", type=above_zero, default=1.0, metavar="N", help="N times as quick (%(default)s)")
    parser.add_argument("--stay", action="store_true", help="go on afterwards, and type to the bot as an editor")


def above_zero(text: str) -> float:
    """A number above zero, for argparse."""
    with suppress(ValueError):
        if (value := float(text)) > 0:
            return value
    raise argparse.ArgumentTypeError(f"a number above zero is expected, not {text!r}")


def run(args: argparse.Namespace) -> int:
    """Play it; 0 when it went through to its end, 130 when somebody stopped it before."""
    import tempfile
    from pathlib import Path

    from bot.sandbox.demo.morning import read_morning

    morning = read_morning(args.lang or language_here())
    with tempfile.TemporaryDirectory(prefix="dzherelo-demo-") as folder:
        try:
            asyncio.run(_play(args, morning, Path(folder)))
        except KeyboardInterrupt:
            print(f"\n{morning.narration['stopped']}")
            return EXIT_INTERRUPTED
    return 0


def language_here() -> str:
    """Ukrainian where the locale is, English elsewhere."""
    wanted = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))  # a slim system knows no locale
    named = next(filter(None, wanted), "") or locale.getlocale()[0] or ""
    return "uk" if named.lower().startswith(("uk", "ukrain")) else "en"


async def _play(args: argparse.Namespace, morning: "Morning", folder: "Path") -> None:
    from rich.console import Console

    from bot.sandbox.demo.morning import clock_from
    from bot.sandbox.demo.play import Play, cast
    from bot.sandbox.demo.staying import stay
    from bot.sandbox.demo.summary import summarise
    from bot.sandbox.newsroom import Newsroom
    from config.log import set_up_logging

    console = Console(highlight=False)
    with (folder / "demo.log").open("w", encoding="utf-8") as log:
        set_up_logging(level="INFO", form="text", secrets=(), stream=log)
        async with (
            Newsroom(folder, clock=clock_from(8), language=morning.language) as room,
            cast(room, morning) as people,
        ):
            screen = _screen(console, people, morning, is_plain=args.plain)
            async with room.running():
                with screen:
                    screen.tell(morning.narration["opening"])
                    end = room.world.listen(lambda _: screen.look())
                    await Play(people, screen, pause=lambda seconds: asyncio.sleep(seconds / args.speed)).perform()
                    end()
                if args.stay:
                    await stay(console, people)
            await summarise(console, room, morning)


def _screen(console: "Console", people: "Cast", morning: "Morning", *, is_plain: bool) -> "Screen":
    """The phones of an editor and a reporter: alive on a terminal, in lines elsewhere."""
    from bot.sandbox.demo.screen import LiveScreen, PlainScreen

    words = morning.narration
    phones = {words["phone"]: people.chat(people.editor), words["reporter_phone"]: people.chat(people.reporter)}
    if console.is_terminal and not is_plain:
        return LiveScreen(console, phones, changed=words["changed"])
    return PlainScreen(console, phones, changed=words["changed"], language=morning.language)
