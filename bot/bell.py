"""Bells: hints that work is due. A lost ring costs a second, never a post: what is due stands in the database."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

T = TypeVar("T")
FALLBACK_SECONDS = 1.0


class Bell:
    """Wakes one stage. Rings while nobody listens are kept as one."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._echoes: list[Bell] = []
        self._timer: asyncio.Handle | None = None
        self._rings_at = 0.0  # by the loop's clock; uvloop's handles do not all tell it

    def ring_in(self, after: timedelta) -> None:
        """Ring after a time; of several times the soonest counts."""
        loop = asyncio.get_running_loop()
        at = loop.time() + after.total_seconds()
        if loop.time() < self._rings_at <= at:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._rings_at = loop.call_at(at, self.ring), at

    def ring(self) -> None:
        """Say that work is due."""
        self._rung.set()
        for echo in self._echoes:
            echo.ring()

    def echo(self) -> "Bell":
        """A bell that rings with this one, for each of several who wait: of one bell only the first would hear."""
        self._echoes.append(Bell())
        return self._echoes[-1]

    async def heard(self, *, within_seconds: float | None = FALLBACK_SECONDS) -> None:
        """Return at the next ring, at once where one is kept, or after the time at the latest (None: never)."""
        try:
            async with asyncio.timeout(within_seconds):
                await self._rung.wait()
        except TimeoutError:
            return  # the fallback timer: look even though nobody rang
        self._rung.clear()


class Bells:
    """One bell for each stage, named after it, and the closing bell for all."""

    def __init__(self) -> None:
        self.channels = Bell()  # a channel was added, changed or ended
        self.arrivals = Bell()  # a post was pushed
        self.probe = Bell()  # a channel that cannot wait for pushes may have changed
        self.compare = Bell()  # a channel may differ from its ledger
        self.feeds = Bell()
        self.articles = Bell()
        self.files = Bell()
        self.clearing = Bell()  # of old files
        self.matcher = Bell()
        self.weigher = Bell()  # the second pass
        self.outbox = Bell()
        self.outside = Bell()  # somebody may have been told nothing
        self.chat = Bell()  # somebody wrote to the bot, or pressed a button
        self.desk = Bell()
        self.menus = Bell()
        self.sight = Bell()  # of the account that watches
        self.link = Bell()  # of the bot
        self.clock = Bell()  # on the wall
        self.claims = Bell()  # one may have lapsed
        self.reviews = Bell()  # of what we wrote up
        self.escalation = Bell()  # somebody may have to take a post
        self.waits = Bell()  # it may be time for what nobody wrote
        self.quiet = Bell()  # what was held may come
        self.digest = Bell()  # it may be time for one
        self.is_closing = False

    def close(self) -> None:
        """Tell every stage to finish what is in hand and end."""
        self.is_closing = True
        for bell in vars(self).values():
            if isinstance(bell, Bell):
                bell.ring()

    async def keep(self, stage: Callable[[], Awaitable[int]], bell: Bell) -> None:
        """Drain a stage whenever its bell rings, and every second besides, until closing; then once more."""
        while True:
            while await _whole(stage) and not self.is_closing:
                continue
            if self.is_closing:
                return
            await bell.heard()

    async def repeat(self, look: Callable[[], Awaitable[object]], bell: Bell) -> None:
        """Do something now and at each ring, until closing: what asks others and must not ask every second."""
        while not self.is_closing:
            await _whole(look)
            await bell.heard(within_seconds=None)


async def _whole(stage: Callable[[], Awaitable[T]]) -> T:
    """Run a stage. A cancellation that nobody asked for is an error: a task group would let it pass in silence."""
    try:
        return await stage()
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise RuntimeError("a stage was cancelled, and nobody asked for it") from error
