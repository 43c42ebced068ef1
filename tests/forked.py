"""The application as a process that is forked where everything is imported already: it starts in a third of the time.

A process of its own all the same: it has its environment, its signals and its end, by SIGKILL too.
"""

import asyncio
import os
import sys
from asyncio import StreamReader
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from bot.__main__ import main

FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["tests.ready"])

Before = Callable[[], None] | None
"""What the process does to itself before it begins."""


@dataclass(slots=True)
class Forked:
    """A forked process, with the face of asyncio's."""

    process: ForkServerProcess
    stdout: StreamReader | None = None
    stderr: StreamReader | None = None

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

    def send_signal(self, number: int) -> None:
        """Any signal."""
        assert self.process.pid is not None
        os.kill(self.process.pid, number)

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

    async def communicate(self) -> tuple[bytes, bytes]:
        """Wait for its end; what it still wrote."""
        assert self.stdout is not None and self.stderr is not None  # noqa: PT018
        written = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        return written[0], written[1]


def fork_to(log: str, arguments: Sequence[str], env: Mapping[str, str], before: Before = None) -> Forked:
    """`python -m bot` with arguments and an environment, that writes to the end of a file."""
    return _forked(log, arguments, env, before)


async def fork(arguments: Sequence[str], env: Mapping[str, str], before: Before = None) -> Forked:
    """The same, with pipes to read."""
    (out, to_out), (errors, to_errors) = FORKS.Pipe(duplex=False), FORKS.Pipe(duplex=False)
    with to_out, to_errors:
        process = _forked((to_out, to_errors), arguments, env, before)
    process.stdout, process.stderr = await _reading(out), await _reading(errors)
    return process


async def _reading(pipe: Connection) -> StreamReader:
    with pipe:
        file = os.fdopen(os.dup(pipe.fileno()), "rb", buffering=0)
    reader = StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: _ToTheEnd(reader), file)
    return reader


class _ToTheEnd(asyncio.StreamReaderProtocol):
    """Lets its pipe be closed at its end: asyncio's own, which is made for sockets, keeps it open."""

    def eof_received(self) -> bool:
        super().eof_received()
        return False


def _forked(
    outputs: tuple[Connection, Connection] | str, arguments: Sequence[str], env: Mapping[str, str], before: Before
) -> Forked:
    process = FORKS.Process(target=_run, args=(outputs, list(arguments), dict(env), before), daemon=True)
    process.start()
    return Forked(process)


def _run(
    outputs: tuple[Connection, Connection] | str, arguments: Sequence[str], env: Mapping[str, str], before: Before
) -> None:
    os.environ.clear()
    os.environ.update(env)
    if isinstance(outputs, str):
        log = os.open(outputs, os.O_WRONLY | os.O_APPEND)
        numbers = (log, log)
    else:
        numbers = (outputs[0].fileno(), outputs[1].fileno())
    for output, number in zip((1, 2), numbers, strict=True):
        os.dup2(number, output)
    if not isinstance(outputs, str):
        for output in outputs:
            output.close()
    if before is not None:
        before()
    sys.exit(main(list(arguments)))
