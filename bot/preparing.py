"""Texts on their way into storage: normalised, their language and keys told; of long readings in a process beside.

That is three fifths of the work of a missed post, and everything else of the loop waits for it.
"""

import asyncio
import json
import logging
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.beside import Beside, BesideEnded
from bot.language import Prepared, prepare

log = logging.getLogger(__name__)

MANY = 1000  # texts of one reading: from here on a process, which takes a second to start, is worth it
_AT_ONCE = 10  # texts


class Preparing:
    """Prepares texts here, or in one process that long readings share and the last of them ends."""

    def __init__(self, *, many: int = MANY) -> None:
        self.many = many
        self._beside = Beside("bot.language.worker")
        self._asking = asyncio.Lock()
        self._readings = 0

    @asynccontextmanager
    async def reading(self) -> AsyncIterator["Reading"]:
        """One run through a history."""
        self._readings += 1
        try:
            yield Reading(self)
        finally:
            self._readings -= 1
            if not self._readings:
                await self._beside.end()

    async def beside(self, texts: Sequence[str]) -> Sequence[Prepared]:
        """Texts prepared by the process, in order. Raises BesideEnded."""
        async with self._asking:
            return await self._beside.ask(texts, _read)


class Reading:
    """Counts, to tell when it is long."""

    def __init__(self, preparing: Preparing) -> None:
        self._preparing = preparing
        self._texts = 0
        self._is_here = (os.cpu_count() or 1) == 1  # a process beside would only take turns with this one

    async def prepare(self, texts: Sequence[str]) -> Sequence[Prepared]:
        """Texts, prepared in order, wherever that is."""
        self._texts += len(texts)
        if self._texts > self._preparing.many and not self._is_here:
            try:
                return await self._preparing.beside(texts)
            except BesideEnded as error:
                self._is_here = True
                log.warning("texts_prepared_here", extra={"error": str(error)})
        return await prepare_here(texts)


async def prepare_here(texts: Sequence[str]) -> Sequence[Prepared]:
    """Texts, prepared in order, a few at a time: others are waiting for the loop."""
    found: list[Prepared] = []
    for number, text in enumerate(texts, 1):
        found.append(prepare(text))
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return found


async def _read(answers: asyncio.StreamReader) -> Sequence[Prepared]:
    size = int(await answers.readline())  # nothing at all is a ValueError
    return [Prepared(*one) for one in json.loads(await answers.readexactly(size))]
