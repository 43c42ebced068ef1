"""Work beside the loop, in threads that the end of the process does not wait for.

The executors of asyncio and concurrent.futures join their threads at the end, and a thread cannot be stopped: a name
server that is silent, or a page that is slow to read, would hold up the end of the process for as long as it likes.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

_Result = TypeVar("_Result")


class Threads:
    """Runs functions, at most so many at a time. A call that is given up keeps its place until its thread is done."""

    def __init__(self, most: int, *, name: str) -> None:
        self._places = asyncio.Semaphore(most)
        self._name = name

    async def run(self, function: Callable[..., _Result], *arguments: object) -> _Result:
        """What the function returns or raises."""
        await self._places.acquire()
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[_Result] = loop.create_future()
        call = partial(self._work, loop, answer, partial(function, *arguments))
        threading.Thread(target=call, name=self._name, daemon=True).start()
        return await answer

    def _work(
        self, loop: asyncio.AbstractEventLoop, answer: asyncio.Future[_Result], function: Callable[[], _Result]
    ) -> None:
        try:
            tell = partial(answer.set_result, function())
        except BaseException as error:  # noqa: BLE001 - whatever it is, who waits hears it
            tell = partial(answer.set_exception, error)
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(self._done, answer, tell)

    def _done(self, answer: asyncio.Future[_Result], tell: Callable[[], None]) -> None:
        self._places.release()
        if not answer.done():  # it is, where the call was given up
            tell()
