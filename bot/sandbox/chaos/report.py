"""An outcome for people and for machines."""

import json
from collections.abc import Mapping
from io import StringIO

from rich.console import Console
from rich.table import Table

from bot.sandbox.chaos.driver import Outcome
from bot.sandbox.chaos.schedule import Size
from bot.sandbox.chaos.steps import Moment

FINDINGS = 20
COUNTED = ("posts", "revisions", "deletions", "alerts", "requests", "presses")


def as_json(outcome: Outcome, seed: int, size: Size) -> str:
    """One object."""
    verdict = outcome.verdict
    return json.dumps(
        {
            "seed": seed,
            "clean": outcome.is_clean,
            **{name: verdict.counts[name] for name in COUNTED},
            "editors": size.editors,
            "kills": {"all": outcome.kills.total(), **_by_name(outcome.kills)},
            "faults": {"ordered": size.faults, "struck": outcome.struck.total(), **_by_name(outcome.struck)},
            "lost": {"all": verdict.lost.total(), **verdict.lost},
            "doubled": {"all": verdict.doubled.total(), **verdict.doubled},
            "wrong": {"all": verdict.wrong.total(), **verdict.wrong},
            "unknowable": dict(+verdict.unknowable),
            "ended_by_itself": {str(code): times for code, times in outcome.ended.items()},
            "seconds": round(outcome.seconds, 1),
            "rest_seconds": round(outcome.rest_seconds, 1),
            "findings": verdict.findings[:FINDINGS],
        },
        ensure_ascii=False,
    )


def shown(outcome: Outcome, seed: int, size: Size) -> str:
    """A table and what follows from it."""
    verdict = outcome.verdict
    table = Table(title=f"Chaos, seed {seed}", show_header=True, title_justify="left")
    for heading in ("what", "how many", "lost", "doubled", "unknowable"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for name in COUNTED:
        lost = verdict.lost[name] + (verdict.lost["changes of alerts"] if name == "alerts" else 0)
        lost += verdict.lost["answers"] if name == "requests" else 0
        doubled = verdict.doubled[name] + (verdict.doubled["answers"] if name == "requests" else 0)
        table.add_row(name, str(verdict.counts[name]), str(lost), str(doubled), str(verdict.unknowable[name] or ""))
    out = StringIO()
    console = Console(file=out, width=100)
    console.print(table)
    console.print(f"kills   {outcome.kills.total():>6}  {_listed(outcome.kills)}")
    console.print(f"faults  {outcome.struck.total():>6}  {_listed(outcome.struck)}")
    if outcome.ended:
        console.print(f"ended by itself, with exit codes: {dict(outcome.ended)}")
    for finding in verdict.findings[:FINDINGS]:
        console.print(f"  ✗ {finding}", markup=False)
    lost, doubled, wrong = verdict.lost.total(), verdict.doubled.total(), verdict.wrong.total()
    console.print(
        f"lost {lost}, doubled {doubled}, wrong {wrong}; {size.editors} editors; "
        f"{outcome.seconds:.0f} s, the last {outcome.rest_seconds:.0f} s of them at rest; seed {seed}"
    )
    return out.getvalue()


def _by_name(counter: Mapping[Moment, int] | Mapping[str, int]) -> dict[str, int]:
    return {str(name): times for name, times in sorted(counter.items(), key=lambda each: -each[1])}


def _listed(counter: Mapping[Moment, int] | Mapping[str, int]) -> str:
    return ", ".join(f"{name} {times}" for name, times in _by_name(counter).items())
