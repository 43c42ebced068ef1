"""Second passes over pasted texts. They go on while their senders wait, and after nobody waits any more."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.judging import Judging, Near
from bot.meaning.workers import EncoderFailed
from storage.records import Article, Verdict

WAITED_SECONDS = 2.0
"""At once for one text: a process that is asked to stop has three seconds."""

log = logging.getLogger(__name__)

_Pass = asyncio.Task[Sequence[Verdict]]


class Weighings:
    """Those that are under way, each by the request that it is for."""

    def __init__(self, near: Near, *, waited_seconds: float = WAITED_SECONDS) -> None:
        self.waited_seconds = waited_seconds
        self._near = near
        self._asked: dict[int, _Pass] = {}
        self._left: set[_Pass] = set()

    async def verdicts(self, request: int, judging: Judging, article: Article) -> Sequence[Verdict] | None:
        """What words and meaning say of a text; None where that takes longer. Raises EncoderFailed."""
        one = self._asked.get(request)
        if one is None:
            one = self._asked[request] = asyncio.create_task(self._weigh(judging, article))
        await asyncio.wait({one}, timeout=self.waited_seconds)
        return self._asked.pop(request).result() if one.done() else None

    async def _weigh(self, judging: Judging, article: Article) -> Sequence[Verdict]:
        return await judging.weighed(article, self._near)

    def leave(self, request: int) -> None:
        """Nobody waits for it any more: it goes on, so that what it makes is at hand when the text comes again."""
        one = self._asked.pop(request, None)
        if one is not None:
            self._left.add(one)
            one.add_done_callback(self._done)

    def _done(self, one: _Pass) -> None:
        self._left.discard(one)
        error = None if one.cancelled() else one.exception()
        if error is not None and not isinstance(error, EncoderFailed):  # what that is, health says
            log.error("pasted_text_not_weighed", exc_info=error)

    async def end(self) -> None:
        """End all."""
        passes = [*self._asked.values(), *self._left]
        for one in passes:
            one.cancel()
        await asyncio.gather(*passes, return_exceptions=True)


@asynccontextmanager
async def weighings_by(near: Near | None) -> AsyncIterator[Weighings | None]:
    """Second passes by an encoder, which end with this; None where there is none."""
    made = Weighings(near) if near is not None else None
    try:
        yield made
    finally:
        if made is not None:
            await made.end()
