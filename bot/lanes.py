"""Work in lanes: within a lane one thing after another, lanes side by side.

One slow chat so holds up nobody else, and everybody's messages keep their order.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Hashable, Mapping
from typing import TypeVar

Lane = TypeVar("Lane", bound=Hashable)
Work = Callable[[], Coroutine[None, None, int]]
Find = Callable[[Collection[Lane]], Awaitable[Mapping[Lane, Work]]]

LOOK_SECONDS = 0.05  # while something slow is in hand, others that came meanwhile start this late at most
ENOUGH = 200  # then the stage returns, so that closing is noticed under load too


async def drain(find: Find[Lane], *, at_once: int) -> int:
    """Run what `find` finds for lanes that are not busy, until there is nothing more; returns how much was handled.

    `find` is given the busy lanes. An error ends the other lanes and is raised as it is.
    """
    busy: dict[Lane, asyncio.Task[int]] = {}
    handled = 0
    try:
        async with asyncio.TaskGroup() as group:
            while True:
                if handled < ENOUGH and len(busy) < at_once:
                    found = list((await find(busy)).items())[: at_once - len(busy)]
                    busy |= {lane: group.create_task(work()) for lane, work in found}
                if not busy:
                    return handled
                await asyncio.wait(busy.values(), timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                handled += sum(task.result() for task in busy.values() if task.done())
                busy = {lane: task for lane, task in busy.items() if not task.done()}
    except ExceptionGroup as errors:
        raise first_of(errors) from errors


def first_of(error: Exception) -> Exception:
    """The first error of a group of groups."""
    return first_of(error.exceptions[0]) if isinstance(error, ExceptionGroup) else error
