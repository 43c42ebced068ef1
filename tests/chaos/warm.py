"""The application as a process that is forked where everything is imported already: it starts in a third of the time.

A process of its own all the same: it has its environment, its signals and its end, by SIGKILL too.
"""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from typing import TextIO

from bot.__main__ import main
from bot.sandbox.chaos.child import Launch, Life
from tests.chaos.mutant import MUTATIONS

FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["tests.chaos.ready"])


def warm(mutation: str | None = None) -> Launch:
    """Starts the application, or the application without one of its safeguards."""

    async def launch(arguments: Sequence[str], env: Mapping[str, str], log: TextIO) -> Life:
        process = FORKS.Process(target=_run, args=(mutation, arguments, dict(env), log.name), daemon=True)
        process.start()
        return Forked(process)

    return launch


@dataclass(slots=True)
class Forked:
    """A forked process, with the face of asyncio's."""

    process: ForkServerProcess

    @property
    def returncode(self) -> int | None:
        """None while it runs."""
        return self.process.exitcode

    @property
    def kill(self) -> Callable[[], None]:
        """SIGKILL."""
        return self.process.kill

    @property
    def terminate(self) -> Callable[[], None]:
        """SIGTERM."""
        return self.process.terminate

    async def wait(self) -> int:
        """Wait for its end; how it ended."""
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self.process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self.process.sentinel)
        self.process.join()
        assert self.process.exitcode is not None
        return self.process.exitcode


def _run(mutation: str | None, arguments: Sequence[str], env: Mapping[str, str], log: str) -> None:
    os.environ.clear()
    os.environ.update(env)
    out = os.open(log, os.O_WRONLY | os.O_APPEND)
    for number in (1, 2):
        os.dup2(out, number)
    if mutation is not None:
        MUTATIONS[mutation]()
    sys.exit(main(list(arguments)))
