"""`make bench`: measure, and print each figure beside its limit and its aim."""

import argparse
import asyncio
import json
import sys

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bench import catchup, ingest, latency, matching, process, recipients, reconcile, sending, weighing
from bench.figures import Figure

BENCHES = {
    "latency": latency.measure,
    "ingest": ingest.measure,
    "catchup": catchup.measure,
    "reconcile": reconcile.measure,
    "recipients": recipients.measure,
    "process": process.measure,
    "sending": sending.measure,
    "matching": matching.measure,
    "weighing": weighing.measure,
    "matching-million": matching.measure_million,
}
LONG = ("matching-million",)


def main() -> int:
    """Run the benchmarks that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="name", help=f"of {', '.join(BENCHES)}; all but the last by default"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    if unknown := set(args.names) - set(BENCHES):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for name in args.names or [name for name in BENCHES if name not in LONG]:
            task = progress.add_task(name, total=None)
            figures += asyncio.run(BENCHES[name]())
            progress.remove_task(task)
    if args.json:
        print(json.dumps([figure.as_dict() for figure in figures], ensure_ascii=False))
    else:
        show(figures)
    return 0


def show(figures: list[Figure]) -> None:
    """The figures as a table."""
    table = Table("what", "ours", "limit", "ratio", "aim")
    for figure in figures:
        table.add_row(figure.what, figure.ours_words, figure.limit_words, figure.ratio_words, figure.aim)
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
