"""The real application, killed and cut off by a seeded schedule: it loses nothing, and the checker would see it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

import pytest

from bot.sandbox.chaos.checker import Verdict
from bot.sandbox.chaos.child import Launch, Life
from bot.sandbox.chaos.driver import Driver
from bot.sandbox.chaos.schedule import CHANNELS, Size, make
from bot.sandbox.chaos.steps import Ask, Delete, Edit, Fault, Moment, Pause, Post, Quiet, Round, Spoil, Step, mark
from tests.chaos.mutant import MUTATIONS
from tests.forked import fork_to

pytestmark = pytest.mark.timeout(300)

SEED = 8  # it kills after a send, before a send, and while the application starts
QUICK = tuple(fault for fault in Fault if fault not in {Fault.DEAD_BOT, Fault.DEAD_WATCHER})  # seconds to be noticed
SELDOM = {"RECONCILE_SECONDS": "600", "PROBE_SECONDS": "600"}  # so that no layer of recovery does another's work


def warm(mutation: str | None = None) -> Launch:
    """Starts the application, or the application without one of its safeguards."""

    async def launch(arguments: Sequence[str], env: Mapping[str, str], log: TextIO) -> Life:
        return fork_to(log.name, arguments, env, MUTATIONS[mutation] if mutation else None)

    return launch


async def test_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    size = Size(posts=30, kills=3, faults=16)
    rounds = make(SEED, size, faults=QUICK)
    outcome = await Driver(folder=tmp_path, rounds=rounds, launch=warm(), linger_seconds=1).run()
    assert outcome.is_clean, outcome.verdict.findings
    assert (outcome.verdict.counts["posts"], outcome.kills.total()) == (size.posts, size.kills)
    assert outcome.struck.total() > size.faults / 3


# ------------------------------------------------------------------ without a safeguard


def posts(first: int) -> list[Step]:
    """One in each channel."""
    return [Post(first + number, number, f"{mark(first + number, 0)} Допис.") for number in range(CHANNELS)]


def life(*alive: Step, moment: Moment | None = None, down: Sequence[Step] = ()) -> Round:
    return Round(alive, moment, delay=0, down=tuple(down))


AN_OUTAGE = (Pause(0.7), Spoil(Fault.AWAY, 0.3), Pause(0.1))


def a_reconnect(first: int) -> list[Round]:
    """Twice: what is asked while the first outage comes may be answered after it, with what came meanwhile."""
    return [life(*posts(first), Quiet(), *AN_OUTAGE, *posts(first + 10), *AN_OUTAGE, *posts(first + 20))]


def a_start(first: int) -> list[Round]:
    return [life(*posts(first), Quiet(), moment=Moment.ANY, down=posts(first + 10)), life()]


def changes_while_away(first: int) -> list[Round]:
    down = [Edit(first, f"{mark(first, 1)} Новий."), Delete(first + 1)]
    return [life(*posts(first), Quiet(), moment=Moment.ANY, down=down), life()]


def a_kill_after_a_send(first: int) -> list[Round]:
    return [life(moment=Moment.SENT, down=posts(first)), life()]


def a_kill_before_a_send(first: int) -> list[Round]:
    return [life(moment=Moment.SENDING, down=posts(first)), life()]


def questions_while_away(first: int) -> list[Round]:
    return [life(*posts(first), Quiet(), moment=Moment.ANY, down=[Ask(0, "/help"), Ask(0, "/help")]), life()]


class Missing(NamedTuple):
    """What must be found in a scene where a safeguard is missing."""

    scene: Callable[[int], list[Round]]
    what: str
    of: str

    def is_found(self, verdict: Verdict) -> bool:
        return bool(getattr(verdict, self.what)[self.of])


SAFEGUARDS = {
    "no_catch_up_after_a_reconnect": Missing(a_reconnect, "lost", "posts"),
    "no_catch_up_after_a_start": Missing(a_start, "lost", "posts"),
    "no_comparison": Missing(changes_while_away, "lost", "deletions"),
    "any_random_id": Missing(a_kill_after_a_send, "doubled", "alerts"),
    "mark_before_the_send": Missing(a_kill_before_a_send, "lost", "alerts"),
    "no_idempotent_insert": Missing(a_reconnect, "doubled", "posts"),
    "requests_are_not_caught_up": Missing(questions_while_away, "lost", "answers"),
}


async def test_every_missing_safeguard_is_found(tmp_path: Path) -> None:
    async def found(name: str, missing: Missing) -> bool:
        driver = Driver(
            folder=folder(tmp_path, name),
            rounds=missing.scene(1),
            editors=1,
            changes=SELDOM,
            launch=warm(name),
            is_expected=missing.is_found,
            rest_seconds=20,
            linger_seconds=1,
            moment_seconds=30,  # seven applications start at once
        )
        return missing.is_found((await driver.run()).verdict)

    names = await asyncio.gather(*(found(name, missing) for name, missing in SAFEGUARDS.items()))
    assert dict(zip(SAFEGUARDS, names, strict=True)) == dict.fromkeys(SAFEGUARDS, True)


async def test_with_all_safeguards_the_same_is_clean(tmp_path: Path) -> None:
    scenes = dict.fromkeys(missing.scene for missing in SAFEGUARDS.values())
    rounds = [one for number, scene in enumerate(scenes) for one in scene(100 * number + 1)]
    outcome = await Driver(
        folder=tmp_path, rounds=rounds, editors=1, changes=SELDOM, launch=warm(), linger_seconds=1
    ).run()
    assert outcome.is_clean, outcome.verdict.findings


def folder(above: Path, name: str) -> Path:
    made = above / name
    made.mkdir()
    return made
