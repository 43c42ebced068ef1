"""A Python module of ours as a process beside the application: started when first asked, and anew once it has ended."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import TypeVar

_Answer = TypeVar("_Answer")


class BesideEnded(Exception):
    """The process could not be started, or ended, or answered what cannot be read."""


class Beside:
    """One process, that one asks at a time.

    It reads a line of JSON, answers, and ends with its input: where the application is gone, it goes too.
    """

    def __init__(self, module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        self._command = ("-m", module, *arguments)
        self._environment = os.environ | dict(environment or {})
        self._process: asyncio.subprocess.Process | None = None

    async def ask(self, question: object, read: Callable[[asyncio.StreamReader], Awaitable[_Answer]]) -> _Answer:
        """What `read` makes of the answer. Raises BesideEnded; asked again, the process starts anew."""
        whole = False
        try:
            answer = await self._asked(question, read)
            whole = True
        except (asyncio.IncompleteReadError, OSError, ValueError) as error:
            raise BesideEnded(f"The process {' '.join(self._command)} {await self._end_of(error)}.") from error
        finally:
            if not whole:  # broken or given up: what it would still answer must not be taken for another's
                await self.end()
        return answer

    async def _asked(self, question: object, read: Callable[[asyncio.StreamReader], Awaitable[_Answer]]) -> _Answer:
        process = self._process = self._process or await self._start()
        await self.say(question)
        assert process.stdout is not None  # noqa: S101 - as it was started
        return await read(process.stdout)

    async def say(self, line: object) -> None:
        """Write a line: the question, or, while it is answered, what the process asks back."""
        process = self._process
        assert process is not None and process.stdin is not None  # noqa: S101, PT018 - as it was started
        process.stdin.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        await process.stdin.drain()

    async def _start(self) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        starting = asyncio.ensure_future(
            asyncio.create_subprocess_exec(
                sys.executable, *self._command, stdin=pipe, stdout=pipe, env=self._environment
            )
        )
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:  # else it would run on, and nobody would know it
            self._process = await starting
            await self.end()
            raise

    async def _end_of(self, error: Exception) -> str:
        process = self._process
        if process is None or process.stdout is None or not process.stdout.at_eof():
            return f"failed: {error}"
        return f"ended with {await process.wait()}"

    async def end(self) -> None:
        """End the process; it holds nothing worth waiting for."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
