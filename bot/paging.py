"""Pages of a channel's history on their way into storage: fetched ahead, written behind, in their order."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from storage.records import NewPost

T = TypeVar("T")

WRITTEN_AT_ONCE = 500  # posts: a transaction of so many costs a third less for each than one of a hundred


async def ahead(pages: AsyncIterator[T]) -> AsyncGenerator[T]:
    """The same pages, each asked for before the one before it is worked on."""
    coming = asyncio.ensure_future(anext(pages, None))
    try:
        while (page := await coming) is not None:
            coming = asyncio.ensure_future(anext(pages, None))
            yield page
    finally:
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)  # what befell a page that nobody waits for


@dataclass(slots=True)
class Writing:
    """Writes posts while more of them are fetched and prepared: that is the work of another thread and the disk.

    What a failed write leaves out nothing that comes after it is stored, so no hole can come about.
    """

    store: Callable[[Sequence[NewPost]], Awaitable[int]]
    new: int = 0  # posts that were written and not held before
    _posts: list[NewPost] | None = None
    _writing: asyncio.Future[int] | None = None

    async def put(self, posts: Sequence[NewPost]) -> None:
        """Write posts, at once or with those that follow; none at all is something to be written too."""
        if self._posts is not None and (not posts or len(self._posts) + len(posts) > WRITTEN_AT_ONCE):
            await self._write()
        self._posts = [*(self._posts or ()), *posts]
        if self._writing is None or self._writing.done():
            await self._write()

    async def close(self) -> int:
        """Write what was put; returns how many posts were new in all. Raises what a write raised."""
        if self._posts is not None:
            await self._write()
        await self._written()
        return self.new

    async def _write(self) -> None:
        await self._written()
        posts, self._posts = self._posts or [], None
        self._writing = asyncio.ensure_future(self.store(posts))

    async def _written(self) -> None:
        if self._writing is not None:
            new = await self._writing  # what it raises it raises again, whoever asks: nothing is written after it
            self._writing = None
            self.new += new
