"""Each feed at its own interval, with back-off; the clock stands still unless moved."""

import random
from datetime import timedelta

import pytest

from bot.bell import Bells
from bot.feeds import poll_due
from bot.sites import CannotRead, Listing
from storage.api import Store
from storage.records import (
    NoticeKind,
    PersonId,
    Stage,
)
from tests.builders import MINUTE, MORNING
from tests.clocks import Clock
from tests.feeds.scripted import ScriptedWeb, at_next, due_in, items, put_feed


async def test_polls_at_the_feeds_own_interval_give_or_take(store: Store, clock: Clock) -> None:
    await put_feed(store, every_seconds=100)
    web, rng, waits = ScriptedWeb({"https://visnyk.example/rss": None}), random.Random(1), []
    for _ in range(20):
        assert await poll_due(store, web, Bells(), now=clock, rng=rng) == 1
        wait = await due_in(store, Stage.POLL_FEED, clock)
        assert wait is not None
        waits.append(wait.total_seconds())
        clock.time += wait
    assert 90 <= min(waits) < 95
    assert 105 < max(waits) <= 110


async def test_backs_off_doubling_up_to_an_hour_and_recovers(store: Store, clock: Clock) -> None:
    feed = await put_feed(store, every_seconds=120)
    web = ScriptedWeb({feed.spec.url: CannotRead("не відповідає")})
    minutes = []
    for _ in range(6):
        await poll_due(store, web, Bells(), now=clock)
        wait = await due_in(store, Stage.POLL_FEED, clock)
        assert wait is not None
        minutes.append(wait / MINUTE)
        clock.time += wait
    for actual, least in zip(minutes, (4, 8, 16, 32, 60, 60), strict=True):
        assert least <= actual <= 1.1 * least
    web.lists[feed.spec.url] = Listing(items=())
    await poll_due(store, web, Bells(), now=clock)
    wait = await due_in(store, Stage.POLL_FEED, clock)
    assert wait is not None
    assert wait < 3 * MINUTE
    read = await store.feeds.get(feed.id)
    assert read is not None
    assert (read.failures, read.error, read.read_at) == (0, None, clock.time)


@pytest.mark.parametrize(("asked", "obeyed"), [(2 * MINUTE, 4 * MINUTE), (120 * MINUTE, 120 * MINUTE)])
async def test_waits_at_least_as_long_as_the_site_asks(
    store: Store, clock: Clock, asked: timedelta, obeyed: timedelta
) -> None:
    feed = await put_feed(store)
    await poll_due(store, ScriptedWeb({feed.spec.url: CannotRead("429", retry_after=asked)}), Bells(), now=clock)
    wait = await due_in(store, Stage.POLL_FEED, clock)
    assert wait is not None
    assert obeyed <= wait <= 1.1 * obeyed


async def test_no_site_silences_its_feed_for_longer_than_a_day(store: Store, clock: Clock) -> None:
    feed = await put_feed(store)
    asked = timedelta(days=4000)
    await poll_due(store, ScriptedWeb({feed.spec.url: CannotRead("429", retry_after=asked)}), Bells(), now=clock)
    wait = await due_in(store, Stage.POLL_FEED, clock)
    assert wait is not None
    assert wait <= timedelta(days=1.1)


async def test_operators_hear_once_of_each_outage(store: Store, clock: Clock) -> None:
    await store.people.own(PersonId(7), name="Оксана", language="uk", timezone="Europe/Kyiv", at=MORNING)
    feed = await put_feed(store)
    web, notices = ScriptedWeb({}), []
    for failures in (2, 5, 0, 4):
        web.lists[feed.spec.url] = CannotRead("сайт мовчить") if failures else Listing(items=())
        for _ in range(failures or 1):
            await poll_due(store, web, Bells(), now=clock)
            at_next(clock, await store.work.next_due_at(Stage.POLL_FEED))
        alerts = await store.alerts.due(clock(), limit=9)
        notices.append([alert.notice for alert in alerts if alert.notice is not None])
    assert [len(found) for found in notices] == [0, 1, 1, 2]
    first, second = notices[-1]
    assert first.kind is second.kind is NoticeKind.FEED_FAILED
    assert first.key != second.key
    assert (first.data["site"], first.data["error"], first.data["failures"]) == ("Вісник", "сайт мовчить", 3)


async def test_a_time_ahead_is_taken_for_now(store: Store, clock: Clock) -> None:
    feed = await put_feed(store)
    listing = Listing(items=items("https://visnyk.example/1", at=MORNING + timedelta(days=2)))
    await poll_due(store, ScriptedWeb({feed.spec.url: listing}), Bells(), now=clock)
    article = await store.articles.by_url("https://visnyk.example/1")
    assert article is not None
    assert article.published_at == MORNING
