"""The application's side of the encoder: workers are started when first needed, and anew when one has died."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.beside import Beside, BesideEnded
from bot.errors import DzhereloError

BATCH = 16  # texts of a call: two seconds of work at most
ENVIRONMENT = {"OMP_NUM_THREADS": "1"}
"""One thread: with more they wait for each other in loops, and take from whatever else runs here."""
_HALF = 2  # bytes of a float16


class EncoderFailed(DzhereloError):
    """The encoder cannot be loaded, or its process died."""


class _Worker:
    """One process."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._process = Beside("bot.meaning.worker", name, environment=ENVIRONMENT)

    async def encode(self, texts: Sequence[str], *, asks: bool) -> list[bytes]:
        """The vectors as float16, in order."""
        try:
            return await self._process.ask({"texts": list(texts), "asks": asks}, _vectors)
        except BesideEnded as error:
            raise EncoderFailed(f"The encoder {self._name} failed. {error}") from error

    async def end(self) -> None:
        """End the process."""
        await self._process.end()


async def _vectors(answers: asyncio.StreamReader) -> list[bytes]:
    shape = json.loads(await answers.readline())  # nothing at all is a ValueError
    size = shape["columns"] * _HALF
    whole = await answers.readexactly(shape["rows"] * size)
    return [whole[at : at + size] for at in range(0, len(whole), size)]


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
        size = min(BATCH, -(-len(texts) // len(self._all))) or 1  # few texts are shared out too
        batches = [texts[at : at + size] for at in range(0, len(texts), size)]
        todo, found = deque(enumerate(batches)), [list[bytes]()] * len(batches)

        async def work() -> None:
            while todo:
                at, batch = todo.popleft()
                try:
                    found[at] = await self._batch(batch, asks=asks)
                except EncoderFailed:
                    todo.clear()  # nobody waits for the others
                    raise

        ended = await asyncio.gather(*(work() for _ in self._all), return_exceptions=True)
        if errors := [one for one in ended if one is not None]:
            raise errors[0]
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
