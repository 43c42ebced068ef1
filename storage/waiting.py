"""Waiting for what must come to its end."""

import asyncio
from typing import TypeVar

T = TypeVar("T")


async def uninterrupted(work: asyncio.Future[T]) -> T:
    """Wait for something to its end; a cancellation that comes meanwhile is raised afterwards."""
    cancelled: asyncio.CancelledError | None = None
    while not work.done():
        try:
            await asyncio.wait([work])  # which neither cancels it nor raises its error
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        work.exception()
        raise cancelled
    return work.result()
