"""Feeds are polled and articles fetched when they are due, with a real store; the clock stands still unless moved."""

import asyncio
import random
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.bell import Bells
from bot.feeds import CannotRead, Listing, fetch_due, poll_due
from bot.sandbox.news import NewsSite, ScriptOnly, Status, WebPage
from bot.web.client import WebClient
from storage.api import Store
from storage.records import (
    Article,
    ArticleAccess,
    ArticlePage,
    Feed,
    FeedItem,
    FeedSpec,
    NoticeKind,
    PersonId,
    Stage,
)

MORNING = datetime(2026, 3, 2, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PARAGRAPHS = (
    "Ремонт мосту тривав чотири місяці та коштував дванадцять мільйонів гривень, зазначив голова громади.",
    "«Роботи завершили на два тижні раніше, ніж передбачав договір», – написав Тарас Зінченко в Телеграмі.",
    "Вантажівкам понад двадцять тонн їхати мостом поки що заборонено, рух регулює поліція.",
)


class Clock:
    """A clock that stands still unless it is moved."""

    def __init__(self) -> None:
        self.at = MORNING

    def __call__(self) -> datetime:
        return self.at

    def to(self, moment: datetime | None) -> None:
        assert moment is not None
        self.at = moment


@dataclass
class ScriptedWeb:
    """The web as a script has it: what each address gives, or raises."""

    lists: dict[str, Listing | Exception | None] = field(default_factory=dict)
    pages: dict[str, ArticlePage | Exception | Callable[[], ArticlePage]] = field(default_factory=dict)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    started: asyncio.Event = field(default_factory=asyncio.Event)
    running: int = 0
    most: int = 0

    async def read_list(self, feed: Feed) -> Listing | None:
        result = self.lists[feed.spec.url]
        if isinstance(result, Exception):
            raise result
        return result

    async def read_article(self, article: Article) -> ArticlePage:
        self.started.set()
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            if gate := self.gates.get(article.url):
                await gate.wait()
            result = self.pages.get(article.url, page(article.url))
        finally:
            self.running -= 1
        if isinstance(result, Exception):
            raise result
        return result if isinstance(result, ArticlePage) else result()


def page(url: str, *, text: str = "Текст.", published_at: datetime | None = None) -> ArticlePage:
    return ArticlePage(
        url=url,
        title="Назва",
        lead="Лід.",
        text=text,
        access=ArticleAccess.FULL if text else ArticleAccess.SUMMARY,
        language="uk",
        keys="назва лід текст",
        fingerprint=0,
        published_at=published_at,
    )


def items(*urls: str, at: datetime | None = MORNING) -> tuple[FeedItem, ...]:
    return tuple(FeedItem(url=url, title="Зі стрічки", summary="Коротко.", published_at=at) for url in urls)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def site(clock: Clock) -> AsyncIterator[NewsSite]:
    async with NewsSite("Вісник", now=clock).serve() as served:
        yield served


@pytest.fixture
async def web() -> AsyncIterator[WebClient]:
    async with WebClient(allow_loopback=True) as made:
        yield made


async def put_feed(store: Store, url: str = "https://visnyk.example/rss", every_seconds: int = 120) -> Feed:
    return await store.feeds.put(FeedSpec(url=url, site="Вісник", every_seconds=every_seconds), at=MORNING)


async def add_article(store: Store, url: str = "https://visnyk.example/1") -> Article:
    return await store.articles.add(items(url)[0], site="Вісник", at=MORNING)


async def due_in(store: Store, stage: Stage, clock: Clock) -> timedelta | None:
    next_at = await store.work.next_due_at(stage)
    return None if next_at is None else next_at - clock.at


# ------------------------------------------------------------------ the flow, over real HTTP


async def test_a_published_article_arrives_with_its_text(
    store: Store, web: WebClient, site: NewsSite, clock: Clock
) -> None:
    published = site.publish(title="Міст відкрили", lead="Рух мостом відновили.", paragraphs=PARAGRAPHS)
    feed = await put_feed(store, site.feed_url())
    assert await poll_due(store, web, Bells(), now=clock) == 1
    assert await fetch_due(store, web, Bells(), now=clock) == 1
    article = await store.articles.by_url(published.url)
    assert article is not None
    assert (article.feed_id, article.site, article.title) == (feed.id, "Вісник", "Міст відкрили")
    assert (article.access, article.language, article.fetches) == (ArticleAccess.FULL, "uk", 1)
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert article.published_at == MORNING
    assert await store.work.due(Stage.MATCH_ARTICLE, clock(), limit=9)
    assert (await poll_due(store, web, Bells(), now=clock), await fetch_due(store, web, Bells(), now=clock)) == (0, 0)


async def test_an_unchanged_feed_costs_no_reading(store: Store, web: WebClient, site: NewsSite, clock: Clock) -> None:
    site.publish(title="Міст відкрили")
    await put_feed(store, site.feed_url())
    for status in (200, 304):
        clock.to(await store.work.next_due_at(Stage.POLL_FEED))
        assert await poll_due(store, web, Bells(), now=clock) == 1
        assert site.requests[-1].status == status


async def test_a_revision_is_found_at_the_next_visit(
    store: Store, web: WebClient, site: NewsSite, clock: Clock
) -> None:
    published = site.publish(title="Міст відкрили", lead="Рух мостом відновили.", paragraphs=PARAGRAPHS[:2])
    await put_feed(store, site.feed_url())
    await poll_due(store, web, Bells(), now=clock)
    await fetch_due(store, web, Bells(), now=clock)
    clock.to(await store.work.next_due_at(Stage.FETCH_ARTICLE))
    site.revise(published, paragraphs=PARAGRAPHS)
    await fetch_due(store, web, Bells(), now=clock)
    article = await store.articles.by_url(published.url)
    assert article is not None
    assert (article.revision, article.fetches) == (1, 2)
    assert article.text.endswith(PARAGRAPHS[2])


async def test_what_fails_on_a_site_stops_nothing(store: Store, web: WebClient, site: NewsSite, clock: Clock) -> None:
    broken, walled, good = (site.publish(title=name, paragraphs=PARAGRAPHS) for name in ("Перша", "Друга", "Третя"))
    site.fault(broken, Status(500))
    site.fault(walled, ScriptOnly())
    site.fault("/not-a-feed", WebPage())
    await put_feed(store, site.feed_url())
    failing = await put_feed(store, site.url + "/not-a-feed")
    assert await poll_due(store, web, Bells(), now=clock) == 2
    assert await fetch_due(store, web, Bells(), now=clock) == 3
    states = {a.url: a.access for a in await store.articles.recent(MORNING - MINUTE, 9)}
    assert states == {
        broken.url: ArticleAccess.PENDING,
        walled.url: ArticleAccess.SUMMARY,
        good.url: ArticleAccess.FULL,
    }
    reported = await store.feeds.get(failing.id)
    assert reported is not None
    assert reported.error == f"not a feed but an HTML page; perhaps the feed's address is {site.feed_url()}"


# ------------------------------------------------------------------ polling


async def test_polls_at_the_feeds_own_interval_give_or_take(store: Store, clock: Clock) -> None:
    await put_feed(store, every_seconds=100)
    web, rng, waits = ScriptedWeb({"https://visnyk.example/rss": None}), random.Random(1), []
    for _ in range(20):
        assert await poll_due(store, web, Bells(), now=clock, rng=rng) == 1
        wait = await due_in(store, Stage.POLL_FEED, clock)
        assert wait is not None
        waits.append(wait.total_seconds())
        clock.at += wait
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
        clock.at += wait
    for actual, least in zip(minutes, (4, 8, 16, 32, 60, 60), strict=True):
        assert least <= actual <= 1.1 * least
    web.lists[feed.spec.url] = Listing(items=())
    await poll_due(store, web, Bells(), now=clock)
    wait = await due_in(store, Stage.POLL_FEED, clock)
    assert wait is not None
    assert wait < 3 * MINUTE
    read = await store.feeds.get(feed.id)
    assert read is not None
    assert (read.failures, read.error, read.read_at) == (0, None, clock.at)


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
            clock.to(await store.work.next_due_at(Stage.POLL_FEED))
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


# ------------------------------------------------------------------ fetching


async def test_an_article_is_visited_five_times(store: Store, clock: Clock) -> None:
    article = await add_article(store)
    visits = []
    while (next_at := await store.work.next_due_at(Stage.FETCH_ARTICLE)) is not None:
        clock.to(next_at)
        visits.append((clock.at - MORNING) / MINUTE)
        assert await fetch_due(store, ScriptedWeb(), Bells(), now=clock) == 1
    assert visits == [0, 5, 20, 60, 360]
    found = await store.articles.get(article.id)
    assert found is not None
    assert (found.fetches, found.revision) == (5, 0)


async def test_missed_visits_are_not_made_up_for(store: Store, clock: Clock) -> None:
    await add_article(store)
    clock.at += 30 * MINUTE
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
        clock.at += wait
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
    clock.to(await store.work.next_due_at(Stage.FETCH_ARTICLE))
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
        clock.at += timedelta(minutes=4)
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
