"""Waiting for something to come true, without looking at a clock in between."""

import asyncio
import inspect
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class NeverHappened(AssertionError):
    """What a test waited for did not come true in time."""


class Watchers:
    """Those who wait. Each looks again after every change, once for all changes of one turn of the event loop."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()

    def wake(self) -> None:
        """Something changed."""
        for event in self._waiting:
            event.set()

    async def until(self, predicate: Callable[[], T], seconds: float, describe: Callable[[], str]) -> T:
        """Wait until the predicate is true; returns what it gave."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            async with asyncio.timeout(seconds):
                while not (value := predicate()):
                    await event.wait()
                    event.clear()
        except TimeoutError:
            raise NeverHappened(describe()) from None
        finally:
            self._waiting.discard(event)
        return value


def source_of(predicate: Callable[[], object]) -> str:
    """The predicate as it was written, for the description of a wait that failed."""
    try:
        return " ".join(inspect.getsource(predicate).split())
    except (OSError, TypeError):
        return repr(predicate)
