"""Lanes: order within one, independence between them."""

import asyncio
from collections.abc import Collection, Mapping
from functools import partial

import pytest

from bot.lanes import Work, drain


class Lanes:
    """Lanes with work in them, and what was done."""

    def __init__(self, **lanes: int) -> None:
        self.left = dict(lanes)
        self.done: list[str] = []
        self.now = 0
        self.most = 0

    async def find(self, busy: Collection[str]) -> Mapping[str, Work]:
        return {name: partial(self.work, name) for name, left in self.left.items() if left and name not in busy}

    async def work(self, name: str) -> int:
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0)
        self.left[name] -= 1
        self.done.append(name)
        self.now -= 1
        return 1


async def test_everything_is_done_and_counted():
    lanes = Lanes(a=3, b=1)
    assert await drain(lanes.find, at_once=2) == 4
    assert sorted(lanes.done) == ["a", "a", "a", "b"]


async def test_so_many_at_once_and_no_more():
    lanes = Lanes(**{f"lane{number}": 2 for number in range(9)})
    await drain(lanes.find, at_once=3)
    assert lanes.most == 3


async def test_nothing_to_do_returns_at_once():
    assert await drain(Lanes().find, at_once=3) == 0


async def test_an_error_is_raised_as_it_is():
    async def fail() -> int:
        async with asyncio.TaskGroup():
            raise KeyError("lane")

    async def find(busy: Collection[str]) -> Mapping[str, Work]:
        return {"a": fail}

    with pytest.raises(KeyError, match="lane"):
        await drain(find, at_once=3)


async def test_what_comes_for_another_lane_does_not_wait_for_a_slow_one():
    lanes, gate = Lanes(quick=0), asyncio.Event()

    async def slow() -> int:
        lanes.left["quick"] = 1  # comes while this one is in hand
        await gate.wait()
        return 1

    async def find(busy: Collection[str]) -> Mapping[str, Work]:
        found = dict(await lanes.find(busy))
        if not lanes.done and "slow" not in busy:
            found["slow"] = slow
        if lanes.done:
            gate.set()
        return found

    assert await drain(find, at_once=2) == 2
