"""`evaluate`: how well the matcher judges a labelled set."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.ending import say
from bot.errors import EXIT_SETTINGS

if TYPE_CHECKING:
    from rich.console import Console

    from bot.evaluation.labelled import LabelledSet
    from bot.evaluation.play import Played


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which set, and what to show of it."""
    parser.add_argument("folder", type=Path, help="where posts.jsonl, articles.jsonl and pairs.jsonl are")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--show", choices=("wrong",), help="the wrong pairs side by side, with their evidence")


def run(args: argparse.Namespace) -> int:
    """Play the set and print its figures; 3 where the set cannot be read."""
    from rich.console import Console

    from bot.evaluation.figures import count
    from bot.evaluation.labelled import BadSet, read_set
    from bot.evaluation.report import show, show_wrong

    try:
        labelled = read_set(args.folder)
    except BadSet as error:
        say(str(error))
        return EXIT_SETTINGS
    played = asyncio.run(_play(labelled, Console(stderr=True)))
    figures = count(labelled, played)
    if args.json:
        print(json.dumps(figures.as_dict(), ensure_ascii=False))
    else:
        show(figures, Console())
    if args.show:
        show_wrong(labelled, played, Console(stderr=args.json))
    return 0


async def _play(labelled: "LabelledSet", console: "Console") -> "Played":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from bot.evaluation.play import play

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(labelled.name, total=len(labelled.posts) + len(labelled.articles))
        return await play(labelled, lambda done: progress.advance(task, done))
