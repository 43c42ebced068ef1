"""Each article on a falling schedule, whatever fails; the clock stands still unless moved."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bell import Bells
from bot.feeds import fetch_due
from bot.sandbox.news import NewsSite
from bot.sites import CannotRead
from bot.web.client import WebClient
from storage.api import Store
from storage.records import (
    Article,
    ArticleAccess,
    Stage,
)
from tests.builders import MINUTE, MORNING
from tests.clocks import Clock
from tests.feeds.scripted import ScriptedWeb, add_article, at_next, due_in, page


async def test_an_article_is_visited_five_times(store: Store, clock: Clock) -> None:
    article = await add_article(store)
    visits = []
    while (next_at := await store.work.next_due_at(Stage.FETCH_ARTICLE)) is not None:
        at_next(clock, next_at)
        visits.append((clock.time - MORNING) / MINUTE)
        assert await fetch_due(store, ScriptedWeb(), Bells(), now=clock) == 1
    assert visits == [0, 5, 20, 60, 360]
    found = await store.articles.get(article.id)
    assert found is not None
    assert (found.fetches, found.revision) == (5, 0)


async def test_missed_visits_are_not_made_up_for(store: Store, clock: Clock) -> None:
    await add_article(store)
    clock.time += 30 * MINUTE
    await fetch_due(store, ScriptedWeb(), Bells(), now=clock)
    assert await due_in(store, Stage.FETCH_ARTICLE, clock) == 30 * MINUTE


async def test_a_failing_article_is_retried_three_times_and_then_matched(store: Store, clock: Clock) -> None:
    article = await add_article(store)
    web, waits = ScriptedWeb(pages={article.url: CannotRead("не відповідає")}), []
    while await fetch_due(store, web, Bells(), now=clock):
        wait = await due_in(store, Stage.FETCH_ARTICLE, clock)
        if wait is None:
            break
        waits.append(wait / MINUTE)
        assert await store.work.due(Stage.MATCH_ARTICLE, clock(), limit=9) == []
        clock.time += wait
    assert waits == [1, 5, 30]
    [job] = await store.work.due(Stage.MATCH_ARTICLE, clock(), limit=9)
    assert job.item == article.id


async def test_what_is_gone_is_not_asked_for_again(store: Store, web: WebClient, site: NewsSite, clock: Clock) -> None:
    published = site.publish(title="Було")
    article = await add_article(store, published.url)
    site.withdraw(published, status=410)
    assert await fetch_due(store, web, Bells(), now=clock) == 1
    assert await store.work.next_due_at(Stage.FETCH_ARTICLE) is None
    [job] = await store.work.due(Stage.MATCH_ARTICLE, clock(), limit=9)
    assert job.item == article.id


async def test_a_wall_that_comes_later_takes_nothing_away(store: Store, clock: Clock) -> None:
    article = await add_article(store)
    web = ScriptedWeb()
    await fetch_due(store, web, Bells(), now=clock)
    at_next(clock, await store.work.next_due_at(Stage.FETCH_ARTICLE))
    web.pages[article.url] = page(article.url, text="")
    await fetch_due(store, web, Bells(), now=clock)
    found = await store.articles.get(article.id)
    assert found is not None
    assert (found.access, found.text) == (ArticleAccess.FULL, "Текст.")
    assert await due_in(store, Stage.FETCH_ARTICLE, clock) == 15 * MINUTE


async def test_poison_is_parked_and_the_others_go_on(store: Store, clock: Clock) -> None:
    bad, good = await add_article(store), await add_article(store, "https://visnyk.example/2")
    web = ScriptedWeb(pages={bad.url: RecursionError("too deep")})
    handled = []
    for _ in range(4):
        handled.append(await fetch_due(store, web, Bells(), now=clock))
        clock.time += timedelta(minutes=4)
    found = await store.articles.get(good.id)
    assert found is not None
    assert found.access is ArticleAccess.FULL
    [parked] = await store.work.parked()
    assert (parked.stage, parked.item, parked.error) == ("fetch_article", bad.id, "RecursionError: too deep")


async def test_a_slow_one_holds_up_no_other(store: Store, clock: Clock) -> None:
    articles = [await add_article(store, f"https://visnyk.example/{number}") for number in range(10)]
    slow = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        web = ScriptedWeb(gates={articles[0].url: slow})
        stage = group.create_task(fetch_due(store, web, Bells(), now=clock, at_once=3))
        while sum([(await fetched(store, article)) for article in articles]) < 9:
            assert not stage.done()
        slow.set()
    assert stage.result() == 10


async def test_few_are_fetched_at_a_time(store: Store, clock: Clock) -> None:
    articles = [await add_article(store, f"https://visnyk.example/{number}") for number in range(10)]
    slow = asyncio.Event()
    web = ScriptedWeb(gates=dict.fromkeys((article.url for article in articles), slow))
    async with asyncio.TaskGroup() as group:
        stage = group.create_task(fetch_due(store, web, Bells(), now=clock, at_once=3))
        while web.running < 3:
            assert not await fetched(store, articles[0])
        slow.set()
    assert (stage.result(), web.most) == (10, 3)


async def test_nothing_new_is_begun_while_the_process_ends(store: Store, clock: Clock) -> None:
    await add_article(store)
    bells = Bells()
    bells.close()
    assert await fetch_due(store, ScriptedWeb(), bells, now=clock) == 0


async def fetched(store: Store, article: Article) -> bool:
    found = await store.articles.get(article.id)
    return found is not None and found.fetches > 0


async def test_what_is_cut_short_stays_due(store: Store, clock: Clock) -> None:
    article = await add_article(store)
    web = ScriptedWeb(gates={article.url: asyncio.Event()})
    stage = asyncio.create_task(fetch_due(store, web, Bells(), now=clock))
    await web.started.wait()
    stage.cancel()
    with pytest.raises(asyncio.CancelledError):
        await stage
    assert await fetch_due(store, replace(web, gates={}), Bells(), now=clock) == 1


@pytest.mark.slow  # a Python of its own
def test_the_stages_load_no_parser() -> None:
    code = (
        "import sys, bot.feeds; assert not {'httpx', 'feedparser', 'lxml'} & sys.modules.keys();"
        "import bot.web.client; assert 'trafilatura' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
