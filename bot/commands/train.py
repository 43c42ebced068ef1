"""`train`: learn the matcher's weights from labelled sets."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.ending import say
from bot.errors import EXIT_SETTINGS

if TYPE_CHECKING:
    from bot.evaluation.examples import View
    from bot.evaluation.labelled import LabelledSet

MODEL = Path("bot/matching/model.json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From which sets, and where to."""
    parser.add_argument("folders", type=Path, nargs="+", metavar="folder", help="labelled sets, as for `evaluate`")
    parser.add_argument("--output", type=Path, default=MODEL, help="the model to write (%(default)s)")


def run(args: argparse.Namespace) -> int:
    """Learn, print what the model is worth on days it did not learn from, and write it."""
    from bot.evaluation.labelled import BadSet, read_set

    try:
        sets = [read_set(folder) for folder in args.folders]
    except BadSet as error:
        say(str(error))
        return EXIT_SETTINGS
    try:
        from bot.evaluation.learning import as_dict, learn
    except ImportError:
        say("Learning needs numpy: pip install 'dzherelo[train]' (`make setup` does it).")
        return EXIT_SETTINGS
    views = asyncio.run(_views(sets))
    learned = learn(views)
    command = f"python -m bot train {' '.join(one.name for one in sets)}"
    counts = {
        one.name: {"posts": len(one.posts), "articles": len(one.articles), "pairs": len(one.pairs)} for one in sets
    }
    written = as_dict(learned, command=command, sets=counts)
    args.output.write_text(json.dumps(written, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for relation, held in learned.held_out.items():
        shares = (f"{name} {one.value:.3f} ({one.low:.2f}–{one.high:.2f})" for name, one in held.items() if one.low)
        print(f"{relation.value}, on days not learned from: {', '.join(shares)}")
    print(f"{args.output} is written.")
    return 0


async def _views(sets: list["LabelledSet"]) -> list["View"]:
    from functools import partial

    from rich.console import Console
    from rich.progress import Progress

    from bot.evaluation.examples import views_of

    views: list[View] = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for labelled in sets:
            task = progress.add_task(labelled.name, total=len(labelled.posts) + len(labelled.articles))
            views += await views_of(labelled, partial(progress.advance, task))
    return views
