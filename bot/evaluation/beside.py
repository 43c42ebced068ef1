"""A process beside this one, for what takes its time: this one asks storage meanwhile."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from multiprocessing import get_context
from typing import Any, NamedTuple

Think = Callable[..., Awaitable[Any]]
"""Calls a function where it holds up nothing else, and returns what that returns."""

MANY = 200  # texts for which processes are worth their start
AT_ONCE = 16  # for each process, which always has some before it


class Thinking(NamedTuple):
    """Where texts are thought about, and how many at once."""

    think: Think
    at_once: int


@asynccontextmanager
async def beside(texts: int) -> AsyncIterator[Thinking]:
    """Where to think about so many texts: beside where they are many."""
    count = (os.cpu_count() or 1) - 1
    if texts < MANY or count < 1:
        yield Thinking(asyncio.to_thread, 1)
        return
    # Started anew, not forked: a copy of this process would have locks that its threads hold.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin) as pool:
        yield Thinking(partial(_in_process, pool), AT_ONCE * count)


async def _in_process(pool: ProcessPoolExecutor, function: Callable[..., Any], *args: object) -> Any:
    return await asyncio.get_running_loop().run_in_executor(pool, function, *args)


def _begin() -> None:
    """Ctrl-C reaches the whole group: the parent says when to end. What it does itself goes first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
