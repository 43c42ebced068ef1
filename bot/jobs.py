"""The clock: the only place that imports APScheduler. Its jobs do nothing but ring bells; what is due is in storage."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.bell import Bell, Bells

LINK_SECONDS = 10
CHANNELS_SECONDS = 30
MENUS_SECONDS = 30


@asynccontextmanager
async def ringing(bells: Bells) -> AsyncIterator[None]:
    """Ring the bells that nothing else rings, for as long as this is open."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    for bell, seconds in (
        (bells.sight, LINK_SECONDS),
        (bells.link, LINK_SECONDS),
        (bells.channels, CHANNELS_SECONDS),
        (bells.menus, MENUS_SECONDS),
    ):
        scheduler.add_job(_ring, "interval", args=[bell], seconds=seconds)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # it stops its jobs through the loop: let it


async def _ring(bell: Bell) -> None:
    bell.ring()
