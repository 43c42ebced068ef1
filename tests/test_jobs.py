"""The clock rings bells and does nothing else; it ends with what it was opened for."""

import asyncio

from bot.bell import Bells
from bot.jobs import RINGS, ringing


async def test_every_bell_that_nothing_else_rings_is_rung() -> None:
    bells = Bells()
    async with ringing(bells, pace=20_000):
        for name in RINGS:
            await getattr(bells, name).heard(within_seconds=None)


async def test_it_leaves_nothing_running() -> None:
    async with ringing(Bells(), pace=1000):
        pass
    assert asyncio.all_tasks() == {asyncio.current_task()}
