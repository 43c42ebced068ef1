"""Bells wake stages; a ring is kept until it is heard, and closing ends every stage after one more look."""

import asyncio
from datetime import timedelta

from bot.bell import Bell, Bells


async def test_a_ring_before_anybody_listens_is_heard_at_once() -> None:
    bell = Bell()
    bell.ring()
    bell.ring()
    await bell.heard(within_seconds=None)


async def test_without_a_ring_the_fallback_timer_returns() -> None:
    await Bell().heard(within_seconds=0.001)


async def test_of_several_times_to_ring_the_soonest_counts_and_one_that_is_past_rings_at_once() -> None:
    bell, minute = Bell(), timedelta(minutes=1)
    for after in (minute, timedelta(), minute, timedelta(seconds=-1), timedelta()):
        bell.ring_in(after)
    await bell.heard(within_seconds=None)
    bell.ring_in(minute)
    bell.ring_in(timedelta(milliseconds=1))
    bell.ring_in(minute)
    await bell.heard(within_seconds=None)


async def test_a_stage_is_drained_at_each_ring_and_once_more_at_closing() -> None:
    bells = Bells()
    looks: asyncio.Queue[int] = asyncio.Queue()
    due = 2

    async def stage() -> int:
        nonlocal due
        looks.put_nowait(due)
        due = max(0, due - 1)
        return due

    task = asyncio.create_task(bells.keep(stage, bells.outbox))
    assert [await looks.get() for _ in range(2)] == [2, 1]
    due = 1
    bells.outbox.ring()
    assert await looks.get() == 1
    bells.close()
    await task
    assert looks.get_nowait() == 0


async def test_what_repeats_looks_only_when_rung_and_ends_at_closing() -> None:
    bells = Bells()
    looks: asyncio.Queue[None] = asyncio.Queue()

    async def look() -> None:
        looks.put_nowait(None)

    task = asyncio.create_task(bells.repeat(look, bells.sight))
    await looks.get()
    bells.sight.ring()
    await looks.get()
    bells.close()
    await task
    assert looks.empty()
