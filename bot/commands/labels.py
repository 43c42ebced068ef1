"""`labels`: write what editors confirmed and rejected as a labelled set."""

import argparse
import asyncio
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.ending import ENV_FILE, say
from bot.errors import EXIT_NOT_ALL
from config.calling import call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.evaluation.collecting import Collected
    from storage.api import Store
    from storage.records import Label


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and over what."""
    parser.add_argument(
        "folder",
        type=Path,
        help="where posts.jsonl, articles.jsonl and pairs.jsonl are written, for `evaluate`, `train`",
    )
    parser.add_argument("--force", action="store_true", help="put it in the place of a labelled set that is there")
    parser.add_argument("--env", default=str(ENV_FILE), metavar="FILE", help="where the settings stand (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Write it; 8 where no editor has labelled anything, 3 where the folder holds something else.

    It only reads the database, so it may be called beside the running instance.
    """
    from bot.evaluation.collecting import refuse_taken
    from config.settings import environment, read_local

    refuse_taken(args.folder, may_replace=args.force)
    return asyncio.run(_run(read_local(environment(Path(args.env), os.environ)).database_url, args))


async def _run(url: str, args: argparse.Namespace) -> int:
    from bot.evaluation.collecting import write
    from storage.opening import read_store

    async with read_store(url) as store:
        labels = await store.labels.all()
        if not labels:
            say("No editor has confirmed or rejected anything yet: the buttons are on the cards of posts and articles.")
            return EXIT_NOT_ALL
        collected = await _collected(store, labels)
    await asyncio.to_thread(write, args.folder, collected)
    _tell(args, labels, collected)
    return 0


async def _collected(store: "Store", labels: "Sequence[Label]") -> "Collected":
    from rich.console import Console
    from rich.progress import Progress

    from bot.evaluation.collecting import collect

    articles = {label.article_id for label in labels}
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("articles", total=len(articles))
        return await collect(store, labels, lambda: progress.advance(task))


def _tell(args: argparse.Namespace, labels: "Sequence[Label]", collected: "Collected") -> None:
    from storage.records import LabelKind

    counts = {kind.value: sum(label.kind is kind for label in labels) for kind in LabelKind}
    sure = [label for label in labels if label.is_sure]
    agreed = sum(label.judged is label.kind for label in sure)
    if args.json:
        sizes = {"posts": len(collected.posts), "articles": len(collected.articles)}
        rows = {"labels": counts, **sizes, "matched": len(sure), "matched_and_right": agreed}
        print(json.dumps(rows, ensure_ascii=False))
        return
    print(f"{args.folder}: {len(collected.posts)} posts, {len(collected.articles)} articles.")
    print(
        f"Editors' labels: {counts['reports']} from the post, {counts['background']} only recall it, "
        f"{counts['unrelated']} unrelated."
    )
    if sure:
        print(f"Of {len(sure)} that the matcher was sure of, editors agreed with {agreed}.")
    print(f"Next: {call(f'evaluate {args.folder} --show wrong')}, or {call(f'train {args.folder}')} with other sets.")
