"""Feeds are polled and articles fetched over real HTTP, from a site with its faults."""

from bot.bell import Bells
from bot.feeds import fetch_due, poll_due
from bot.sandbox.news import NewsSite, ScriptOnly, Status, WebPage
from bot.web.client import WebClient
from storage.api import Store
from storage.records import (
    ArticleAccess,
    Stage,
)
from tests.builders import MINUTE, MORNING
from tests.clocks import Clock
from tests.feeds.scripted import at_next, put_feed

PARAGRAPHS = (
    "Ремонт мосту тривав чотири місяці та коштував дванадцять мільйонів гривень, зазначив голова громади.",
    "«Роботи завершили на два тижні раніше, ніж передбачав договір», – написав Тарас Зінченко в Телеграмі.",
    "Вантажівкам понад двадцять тонн їхати мостом поки що заборонено, рух регулює поліція.",
)


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
        at_next(clock, await store.work.next_due_at(Stage.POLL_FEED))
        assert await poll_due(store, web, Bells(), now=clock) == 1
        assert site.requests[-1].status == status


async def test_a_revision_is_found_at_the_next_visit(
    store: Store, web: WebClient, site: NewsSite, clock: Clock
) -> None:
    published = site.publish(title="Міст відкрили", lead="Рух мостом відновили.", paragraphs=PARAGRAPHS[:2])
    await put_feed(store, site.feed_url())
    await poll_due(store, web, Bells(), now=clock)
    await fetch_due(store, web, Bells(), now=clock)
    at_next(clock, await store.work.next_due_at(Stage.FETCH_ARTICLE))
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
