"""The clock: the only place that imports APScheduler. Its jobs do nothing but ring bells; what is due is in storage."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.bell import Bell, Bells

RINGS = {
    "sight": 10.0,
    "link": 10.0,
    "clock": 10.0,
    "channels": 30.0,
    "menus": 30.0,
    "digest": 30.0,
    "claims": 10.0,
    "outside": 10.0,
    "escalation": 10.0,
    "waits": 5.0,
    "quiet": 5.0,
    "clearing": 3600.0,
}
"""Seconds between the rings of those bells that wake what asks Telegram or the disk: not to be done every second."""


@asynccontextmanager
async def ringing(bells: Bells, *, pace: float = 1) -> AsyncIterator[None]:
    """Ring the bells for as long as this is open, so many times as quickly as usual."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    for name, seconds in RINGS.items():
        scheduler.add_job(_ring, "interval", args=[getattr(bells, name)], seconds=seconds / pace)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # it stops its jobs through the loop: let it


async def _ring(bell: Bell) -> None:
    bell.ring()
