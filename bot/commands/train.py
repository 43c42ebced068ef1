"""`train`: learn from labelled sets how pairs are judged, how articles are put in order, or where languages lie."""

import argparse
import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bot.commands.ending import say
from bot.commands.evaluate import add_encoder_arguments

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.evaluation.labelled import LabelledSet
    from bot.evaluation.learning import Learned
    from bot.evaluation.names import Advance
    from bot.evaluation.ratios import Ratio
    from bot.meaning.meanings import Meanings

    Gather = Callable[[LabelledSet, Advance, Meanings | None], Awaitable[list["T"]]]

T = TypeVar("T")
MODEL = Path("bot/matching/model.json")
RANKING = Path("bot/matching/ranking.json")
MIDDLES = Path("bot/meaning/middles.json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From which sets, and where to."""
    parser.add_argument("folders", type=Path, nargs="+", metavar="folder", help="labelled sets, as for `evaluate`")
    told = "sets from which the second pass alone learns: what shares few words with its post"
    parser.add_argument("--retold", type=Path, nargs="+", default=[], metavar="FOLDER", help=told)
    add_encoder_arguments(parser)
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--ranking", action="store_true", help=f"learn the order of likeness ({RANKING}), no verdicts")
    told = f"learn where the encoder puts each language ({MIDDLES}), no verdicts; verdicts are learned with them"
    instead.add_argument("--middles", action="store_true", help=told)
    parser.add_argument("--output", type=Path, help=f"the file to write ({MODEL}, {RANKING}, {MIDDLES})")


def run(args: argparse.Namespace) -> int:
    """Learn, print what the model is worth on days it did not learn from, and write it; 3 where a set is of no use."""
    from bot.evaluation.errors import Unusable
    from bot.evaluation.labelled import read_set
    from bot.evaluation.writing import refuse_unwritable, write

    output: Path = args.output or (RANKING if args.ranking else MIDDLES if args.middles else MODEL)
    refuse_unwritable(output)
    sets, retold = ([read_set(folder) for folder in folders] for folders in (args.folders, args.retold))
    try:
        import numpy  # noqa: F401
    except ImportError:
        raise Unusable("Learning needs numpy: pip install 'dzherelo[train]' (`make setup` does it).") from None
    write(output, _learned(sets, retold, args))
    print(f"{output} is written.")
    return 0


def _learned(sets: "list[LabelledSet]", retold: "list[LabelledSet]", args: argparse.Namespace) -> dict[str, Any]:
    counts = {
        one.name: {"posts": len(one.posts), "articles": len(one.articles), "pairs": len(one.pairs)}
        for one in (*sets, *retold)
    }
    names = " ".join((*(one.name for one in sets), *(["--retold"] if retold else []), *(one.name for one in retold)))
    if args.middles:
        return _learn_middles([*sets, *retold], names, counts, args)
    _refuse_empty(sets)
    if args.ranking:
        return _learn_ranking([*sets, *retold], names, counts, args)
    return _learn_verdicts(sets, retold, names, counts, args)


def _refuse_empty(sets: "list[LabelledSet]") -> None:
    from bot.evaluation.errors import TooLittle

    if not any(one.to_find for one in sets):
        names = ", ".join(one.name for one in sets)
        raise TooLittle(f"There is nothing to learn from: no line of pairs.jsonl in {names} says `reports`.")


def _learn_verdicts(
    sets: "list[LabelledSet]",
    retold: "list[LabelledSet]",
    names: str,
    counts: dict[str, Any],
    args: argparse.Namespace,
) -> dict[str, Any]:
    from bot.evaluation.encoding import encoder_of
    from bot.evaluation.examples import views_of
    from bot.evaluation.learning import as_dict, learn

    encoder = encoder_of(args.encoder)
    views = _gathered(sets, args, views_of)
    learned, meant = learn(views), None
    if encoder:
        meant = learn([*views, *(_gathered(retold, args, views_of) if retold else [])], with_meaning=True)
    for passed, one in (("words alone", learned), (f"words and {encoder}", meant)):
        if one is not None:
            _tell(passed, one)
    if meant is None:
        say("There is no encoder: the second pass gets no weights.")
    return as_dict(learned, meant=meant, encoder=encoder, command=f"python -m bot train {names}", sets=counts)


def _tell(passed: str, learned: "Learned") -> None:
    """What is matched, as a whole, in each set that was held out, and of each kind."""
    for relation, worth in learned.held_out.items():
        print(f"{relation.value} by {passed}, on {learned.by} not learned from: {_shares(worth.whole)}")
        for name, shares in (*worth.by_set.items(), *worth.by_kind.items()):
            print(f"  {name}: {_shares(shares)}")


def _shares(shares: "Mapping[str, Ratio]") -> str:
    said = ((name, of.value, of.low, of.high) for name, of in shares.items())
    return ", ".join(
        f"{name} {value:.3f} ({low:.2f}–{high:.2f})"
        for name, value, low, high in said
        if value is not None and low is not None and high is not None
    )


def _learn_ranking(
    sets: "list[LabelledSet]", names: str, counts: dict[str, Any], args: argparse.Namespace
) -> dict[str, Any]:
    from bot.evaluation.ordering import as_dict, orders_from, questions_of

    orders = orders_from(_gathered(sets, args, questions_of))
    for kind, order in orders.items():
        worth = order.held_out
        print(f"{kind}, for articles not learned from: MAP@5 {worth.value:.3f} ({worth.low:.3f}–{worth.high:.3f})")
    return as_dict(orders, command=f"python -m bot train --ranking {names}", sets=counts)


def _learn_middles(
    sets: "list[LabelledSet]", names: str, counts: dict[str, Any], args: argparse.Namespace
) -> dict[str, Any]:
    from bot.evaluation.encoding import encoder_of
    from bot.evaluation.errors import NoEncoder
    from bot.evaluation.middling import as_dict, encoded

    encoder = encoder_of(args.encoder)
    if encoder is None:
        raise NoEncoder("Where an encoder puts languages is learned with one: pip install 'dzherelo[meaning]'.")
    command = f"python -m bot train --middles {names}"
    return as_dict(_gathered(sets, args, encoded), encoder=encoder, command=command, sets=counts)


def _gathered(sets: "list[LabelledSet]", args: argparse.Namespace, gather: "Gather[T]") -> list[T]:
    from functools import partial

    from rich.console import Console
    from rich.progress import Progress

    from bot.evaluation.encoding import cache_folder, encoding

    async def all_of() -> list[T]:
        found: list[T] = []
        async with encoding(args.encoder, args.cache or cache_folder()) as meanings:
            with Progress(console=Console(stderr=True), transient=True) as progress:
                for labelled in sets:
                    task = progress.add_task(labelled.name, total=labelled.steps(encoded=meanings is not None))
                    found += await gather(labelled, partial(progress.advance, task), meanings)
        return found

    return asyncio.run(all_of())
