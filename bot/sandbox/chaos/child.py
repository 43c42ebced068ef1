"""The application as a child process, which is killed and started anew."""

import asyncio
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from bot.sandbox.newsroom import Newsroom

FOREIGN = ("TELEGRAM_", "DATABASE_", "SEND_", "OWNER_", "CONFIG_", "RECONCILE_", "PROBE_", "CLAIM_", "ESCALATE_")
STOP_SECONDS = 20


class Life(Protocol):
    """A process, as asyncio has them."""

    @property
    def returncode(self) -> int | None:
        """None while it runs."""

    def kill(self) -> None:
        """SIGKILL."""

    def terminate(self) -> None:
        """SIGTERM."""

    async def wait(self) -> int:
        """Wait for its end; how it ended."""


Launch = Callable[[Sequence[str], Mapping[str, str], TextIO], Awaitable[Life]]
"""Starts `python -m bot` with arguments and an environment; what it says goes to the log."""


async def launch(arguments: Sequence[str], env: Mapping[str, str], log: TextIO) -> Life:
    """As everybody starts it."""
    command = (sys.executable, "-m", "bot", *arguments)
    folder = Path(__file__).parents[3]
    return await asyncio.create_subprocess_exec(*command, env=env, stdout=log, stderr=log, cwd=folder)


@dataclass(slots=True)
class Child:
    """Keeps `python -m bot run` running, or what a test launches in its place."""

    room: Newsroom
    log: TextIO
    launch: Launch = launch
    ended: Counter[int] = field(default_factory=Counter)  # exit codes of ends that nobody asked for
    _process: Life | None = None

    @property
    def is_running(self) -> bool:
        """Whether it runs now."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start it, unless it runs; an end that nobody asked for is counted first."""
        if self.is_running:
            return
        self._count_end()
        own = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        arguments = ("run", "--env", str(self.room.folder / "none.env"))
        self._process = await self.launch(arguments, {**own, **self.room.env}, self.log)

    async def until(self, predicate: Callable[[], object], seconds: float) -> None:
        """Wait, but not for ever: the end tells what is lost. An application that ended is started anew meanwhile."""
        until = time.monotonic() + seconds
        while not predicate() and time.monotonic() < until:
            await self.start()
            await asyncio.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL, at once. To be followed by `gone`."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def gone(self) -> None:
        """Wait for its end."""
        if self._process is None:
            return
        await self._process.wait()
        if self._process.returncode == -signal.SIGKILL:
            self._process = None
        else:
            self._count_end()

    async def stop(self) -> int:
        """SIGTERM, as a platform does it; the exit code."""
        assert self._process is not None  # noqa: S101 - it was started
        if self._process.returncode is None:
            self._process.terminate()
        async with asyncio.timeout(STOP_SECONDS):
            code = await self._process.wait()
        self._process = None
        return code

    def _count_end(self) -> None:
        if self._process is not None and self._process.returncode is not None:
            self.ended[self._process.returncode] += 1
        self._process = None
