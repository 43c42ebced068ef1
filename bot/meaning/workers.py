"""The application's side of the encoder: workers are started when first needed, and anew when one has died."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from bot.errors import DzhereloError

BATCH = 16  # texts of a call: two seconds of work at most
START_SECONDS = 60.0
ENDING_SECONDS = 1.0
_HALF = 2  # bytes of a float16


class EncoderFailed(DzhereloError):
    """The encoder cannot be loaded, or its process died."""


class _Worker:
    """One process."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._process: asyncio.subprocess.Process | None = None

    async def encode(self, texts: Sequence[str], *, asks: bool) -> list[bytes]:
        """The vectors as float16, in order."""
        process = self._process = self._process or await self._start()
        whole = False
        try:
            vectors = await self._asked(process, texts, asks=asks)
            whole = True
        except (asyncio.IncompleteReadError, OSError, ValueError) as error:
            raise EncoderFailed(f"The encoder {self._name} ended with {await process.wait()}.") from error
        finally:
            if not whole:  # broken or given up: what it would still answer must not be taken for another's
                await self.end()
        return vectors

    async def _asked(self, process: asyncio.subprocess.Process, texts: Sequence[str], *, asks: bool) -> list[bytes]:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - as it was started
        process.stdin.write(json.dumps({"texts": list(texts), "asks": asks}).encode() + b"\n")
        await process.stdin.drain()
        line = await process.stdout.readline()
        if not line:
            raise BrokenPipeError("the worker ended")
        shape = json.loads(line)
        size = shape["columns"] * _HALF
        whole = await process.stdout.readexactly(shape["rows"] * size)
        return [whole[at : at + size] for at in range(0, len(whole), size)]

    async def _start(self) -> asyncio.subprocess.Process:
        # One thread: with more they wait for each other in loops, and take from whatever else runs here.
        environment = os.environ | {"OMP_NUM_THREADS": "1"}
        pipe = asyncio.subprocess.PIPE
        arguments = ("-m", "bot.meaning.worker", self._name)
        return await asyncio.create_subprocess_exec(
            sys.executable, *arguments, stdin=pipe, stdout=pipe, env=environment
        )

    async def end(self) -> None:
        """End the process; it holds nothing worth waiting for."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


class Workers:
    """One or several processes of an encoder."""

    def __init__(self, name: str, count: int) -> None:
        self.name = name
        self._all = [_Worker(name) for _ in range(count)]
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        for worker in self._all:
            self._idle.put_nowait(worker)

    async def encode(self, texts: Sequence[str], *, asks: bool) -> list[bytes]:
        """The vectors of texts as float16, in order. Raises EncoderFailed; tried again, it starts anew."""
        batches = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
        found = await asyncio.gather(*(self._batch(batch, asks=asks) for batch in batches))
        return [vector for vectors in found for vector in vectors]

    async def _batch(self, texts: Sequence[str], *, asks: bool) -> list[bytes]:
        worker = await self._idle.get()
        try:
            return await worker.encode(texts, asks=asks)
        finally:
            self._idle.put_nowait(worker)

    async def end(self) -> None:
        """End all."""
        await asyncio.gather(*(worker.end() for worker in self._all))


@asynccontextmanager
async def workers(name: str, *, count: int = 1) -> AsyncIterator[Workers]:
    """The processes of an encoder; none is started before it is asked."""
    made = Workers(name, count)
    try:
        yield made
    finally:
        await made.end()
