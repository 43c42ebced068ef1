"""A clock that is set back delays nothing: the process ends, and the next start brings back what waits."""

import pytest

from bot.errors import EXIT_CLOCK, ClockSetBack
from bot.timekeeping import Timekeeper
from storage.api import Store
from storage.records import Stage
from tests.builders import MINUTE, MORNING, everybody, new_post, new_request, owner, watched
from tests.clocks import Clock


async def begun(store: Store, clock: Clock) -> Timekeeper:
    timekeeper = Timekeeper(store=store, now=clock)
    await timekeeper.begin()
    return timekeeper


async def test_a_clock_that_goes_on_or_jumps_forwards_is_let_go(store: Store, clock: Clock) -> None:
    timekeeper = await begun(store, clock)
    for hours in (0, 1, 24 * 365):
        clock.move(hours=hours)
        await timekeeper.look()
    clock.move(seconds=-59)
    await timekeeper.look()  # as time servers correct it


async def test_a_clock_that_is_set_back_ends_the_process_with_a_code_of_its_own(store: Store, clock: Clock) -> None:
    timekeeper = await begun(store, clock)
    clock.move(hours=-3)
    with pytest.raises(ClockSetBack, match=r"set back by 10800 s\. Start again") as ended:
        await timekeeper.look()
    assert ended.value.exit_code == EXIT_CLOCK


async def test_what_waits_comes_due_by_the_new_clock_as_it_would_have_by_the_old(store: Store, clock: Clock) -> None:
    await owner(store)
    channel = await watched(store)
    await begun(store, clock)
    await store.posts.add([new_post(channel)], audience=everybody, at=MORNING)
    (alert,) = await store.alerts.due(MORNING, limit=9)
    await store.alerts.later([alert.id], until=MORNING + 5 * MINUTE)
    await store.requests.add(new_request())
    clock.move(hours=-3)
    await begun(store, clock)
    assert await store.alerts.due(clock() + 4 * MINUTE, limit=9) == []
    assert len(await store.alerts.due(clock() + 5 * MINUTE, limit=9)) == 1
    assert len(await store.requests.due(clock(), limit=9)) == 1
    assert len(await store.work.due(Stage.MATCH_POST, clock(), limit=9)) == 1


async def test_a_start_after_a_long_stop_moves_nothing(store: Store, clock: Clock) -> None:
    await owner(store)
    channel = await watched(store)
    await begun(store, clock)
    await store.posts.add([new_post(channel)], audience=everybody, at=MORNING)
    (alert,) = await store.alerts.due(MORNING, limit=9)
    await store.alerts.later([alert.id], until=MORNING + 500 * MINUTE)
    clock.move(hours=3)
    await begun(store, clock)
    assert await store.alerts.due(MORNING + 499 * MINUTE, limit=9) == []
