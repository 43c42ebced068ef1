"""Bells: hints that work is due. A lost ring costs a second, never a post: what is due stands in the database."""

import asyncio


class Bell:
    """Wakes one stage. Rings while nobody listens are kept as one."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Say that work is due."""
        self._rung.set()

    async def heard(self, *, within_seconds: float) -> None:
        """Return at the next ring, at once where one is kept, or after the time at the latest."""
        try:
            async with asyncio.timeout(within_seconds):
                await self._rung.wait()
        except TimeoutError:
            return  # the fallback timer: look even though nobody rang
        self._rung.clear()


class Bells:
    """One bell for each stage, named after it."""

    def __init__(self) -> None:
        self.channels = Bell()  # a channel was added, changed or ended
        self.feeds = Bell()
        self.articles = Bell()
        self.matcher = Bell()
        self.outbox = Bell()
        self.desk = Bell()
