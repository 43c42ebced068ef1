"""`python -m bot.sandbox.chaos`: prove on the real application that nothing is lost and nothing doubled."""

import argparse
import asyncio
import secrets
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich_argparse import RichHelpFormatter

from bot.sandbox.chaos.driver import Driver, Outcome
from bot.sandbox.chaos.report import as_json, shown
from bot.sandbox.chaos.schedule import Size, make

USUAL = Size(posts=400, kills=20, faults=200)
SHORT = Size(posts=100, kills=7, faults=50)
LIVES_A_LINE = 25  # where nobody watches a bar
EPILOG = "exit codes: 0 nothing lost and nothing doubled, 1 something was, 2 wrong usage"


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    made = argparse.ArgumentParser(
        prog="python -m bot.sandbox.chaos",
        description="Kills the real application and spoils its network while channels post, edit and delete and "
        "editors write; then compares what the channels held with what is stored and what each editor received.",
        epilog=EPILOG,
        formatter_class=RichHelpFormatter,
    )
    made.add_argument("--seed", type=int, help="of the schedule; the same seed plays the same one (drawn, and printed)")
    made.add_argument("--short", action="store_true", help=f"under a minute: {in_words(SHORT)}")
    made.add_argument("--posts", type=above_zero, metavar="N", help=f"{USUAL.posts}")
    made.add_argument("--kills", type=from_zero, metavar="N", help=f"{USUAL.kills}")
    made.add_argument("--faults", type=from_zero, metavar="N", help=f"{USUAL.faults}")
    made.add_argument("--editors", type=above_zero, metavar="N", help=f"{USUAL.editors}")
    made.add_argument("--json", action="store_true", help="print the outcome as one JSON object")
    made.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the database and the application's log there")
    return made


def in_words(size: Size) -> str:
    """How much is to happen."""
    return f"{size.posts} posts, {size.kills} kills, {size.faults} faults, {size.editors} editors"


def asked(args: argparse.Namespace) -> Size:
    """How much was asked for."""
    named = {name: getattr(args, name) for name in ("posts", "kills", "faults", "editors")}
    return replace(
        SHORT if args.short else USUAL, **{name: given for name, given in named.items() if given is not None}
    )


def from_zero(text: str) -> int:
    """A number from zero up, for argparse."""
    if (value := int(text)) < 0:
        raise argparse.ArgumentTypeError("a number from zero up is expected")
    return value


def above_zero(text: str) -> int:
    """A number above zero, for argparse."""
    if (value := int(text)) < 1:
        raise argparse.ArgumentTypeError("a number above zero is expected")
    return value


def main(arguments: list[str] | None = None) -> int:
    """Play a run; 0 when nothing was lost and nothing doubled."""
    args = parser().parse_args(arguments)
    seed = secrets.randbelow(10**6) if args.seed is None else args.seed
    size = asked(args)
    folder = Path(tempfile.mkdtemp(prefix="dzherelo-chaos-"))
    console = Console(stderr=True, highlight=False)
    outcome = asyncio.run(_play(folder, seed, size, console))
    print(as_json(outcome, seed, size) if args.json else shown(outcome, seed, size))  # noqa: T201 - it is the result
    (folder / "findings.txt").write_text("".join(f"{finding}\n" for finding in outcome.verdict.findings), "utf-8")
    _put_away(folder, None if outcome.is_clean and args.keep is None else args.keep or Path("build/chaos"), console)
    return 0 if outcome.is_clean else 1


async def _play(folder: Path, seed: int, size: Size, console: Console) -> Outcome:
    rounds, started = make(seed, size), time.monotonic()
    columns = (
        TextColumn("lives of the application"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("", total=len(rounds))

        def lived(number: int) -> None:
            progress.update(task, completed=number)
            if not console.is_terminal and number % LIVES_A_LINE == 0:
                console.print(f"{number} of {len(rounds)} lives, {time.monotonic() - started:.0f} s")

        driver = Driver(folder=folder, rounds=rounds, editors=size.editors, on_round=lived)
        return await driver.run()


def _put_away(folder: Path, keep: Path | None, console: Console) -> None:
    """What went wrong can be looked at, all of it in `findings.txt`."""
    if keep is not None:
        shutil.copytree(folder, keep, dirs_exist_ok=True)
        console.print(f"The database, the application's log and all findings are kept in {keep}.")
    shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
