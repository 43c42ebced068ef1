"""Feeds: due when they should be, each item once, failures counted and told of once."""

from datetime import timedelta

from storage.api import Store
from storage.records import ArticleAccess, Feed, FeedItem, FeedKind, Role, Stage
from tests.builders import (
    MINUTE,
    MORNING,
    OWNER,
    feed_item,
    feed_spec,
    member,
    notice,
)
from tests.storage.visits import HOUR


async def poll(store: Store, *items: FeedItem, at: timedelta = timedelta()) -> int:
    (job,) = await store.work.due(Stage.POLL_FEED, MORNING + at, limit=9)
    return await store.feeds.read(
        job, items, etag="e", last_modified="m", next_at=MORNING + at + MINUTE, at=MORNING + at
    )


async def test_a_feed_is_due_at_once_and_again_when_it_changes(store: Store) -> None:
    spec = feed_spec(kind=FeedKind.SITEMAP, ours=True, every_seconds=60)
    feed = await store.feeds.put(spec, at=MORNING)
    assert feed == Feed(id=feed.id, spec=spec, etag=None, last_modified=None, read_at=None, failures=0, error=None)
    await poll(store)
    await store.feeds.put(spec, at=MORNING)
    assert await store.work.due(Stage.POLL_FEED, MORNING, limit=9) == []
    changed = await store.feeds.put(feed_spec(every_seconds=5), at=MORNING)
    assert (changed.id, changed.spec.every_seconds, changed.spec.kind) == (feed.id, 5, None)
    assert len(await store.work.due(Stage.POLL_FEED, MORNING, limit=9)) == 1
    assert await store.feeds.all() == [changed]


async def test_a_reading_keeps_new_items_once_and_says_when_to_come_again(store: Store) -> None:
    feed = await store.feeds.put(feed_spec(), at=MORNING)
    (job,) = await store.work.due(Stage.POLL_FEED, MORNING, limit=9)
    assert await poll(store, feed_item(1), feed_item(2), feed_item(1)) == 2
    assert await store.work.next_due_at(Stage.POLL_FEED) == MORNING + MINUTE
    assert await store.feeds.read(job, [], etag="x", last_modified=None, next_at=MORNING, at=MORNING) == 0
    assert await store.work.next_due_at(Stage.POLL_FEED) == MORNING + MINUTE  # an answer that came twice
    assert await poll(store, feed_item(2), feed_item(3), at=MINUTE) == 1
    read = await store.feeds.get(feed.id)
    assert read is not None
    assert (read.etag, read.last_modified, read.read_at, read.failures) == ("e", "m", MORNING + MINUTE, 0)
    assert len(await store.work.due(Stage.FETCH_ARTICLE, MORNING + MINUTE, limit=9)) == 3
    article = await store.articles.by_url("https://news.example/1")
    assert article is not None
    assert (article.feed_id, article.site, article.title, article.lead) == (
        feed.id, "Новини", "Заголовок 1", "Коротко про 1",
    )  # fmt: skip
    assert (article.access, article.published_at, article.fetches) == (ArticleAccess.PENDING, MORNING, 0)


async def test_what_was_old_when_a_feed_was_first_read_stays_out(store: Store) -> None:
    await store.feeds.put(feed_spec(), at=MORNING)
    old = feed_item(1, published_at=MORNING - 6 * HOUR - MINUTE)
    assert await poll(store, old, feed_item(2, published_at=MORNING - 6 * HOUR), feed_item(3, published_at=None)) == 2
    assert await poll(store, old, at=MINUTE) == 0
    assert await store.articles.by_url(old.url) is None
    late = feed_item(4, published_at=MORNING - 30 * HOUR)
    assert await poll(store, late, at=2 * MINUTE) == 1
    pasted = await store.articles.add(old, site="Новини", at=MORNING)  # somebody asks for it by its address
    assert (await store.articles.by_url(old.url)) == pasted


async def test_an_item_without_a_time_was_published_when_it_was_found(store: Store) -> None:
    await store.feeds.put(feed_spec(), at=MORNING)
    await poll(store, feed_item(1, published_at=None))
    article = await store.articles.by_url("https://news.example/1")
    assert article is not None
    assert article.published_at == MORNING


async def test_a_feed_fills_what_a_pasted_article_lacks(store: Store) -> None:
    bare = FeedItem(url="https://news.example/1", title="", summary="", published_at=None)
    await store.articles.add(bare, site="news.example", at=MORNING)
    feed = await store.feeds.put(feed_spec(ours=True), at=MORNING)
    assert await poll(store, feed_item(1, published_at=MORNING - MINUTE)) == 0
    article = await store.articles.by_url(bare.url)
    assert article is not None
    assert (article.title, article.lead, article.published_at) == (
        "Заголовок 1", "Коротко про 1", MORNING - MINUTE,
    )  # fmt: skip
    assert (article.feed_id, article.site, article.ours) == (feed.id, "Новини", True)


async def test_a_feed_that_fails_is_counted_and_told_of_once(store: Store) -> None:
    await member(store, 2, Role.EDITOR)
    feed = await store.feeds.put(feed_spec(), at=MORNING)
    now = MORNING
    for number in range(4):
        (job,) = await store.work.due(Stage.POLL_FEED, now, limit=9)
        now += MINUTE
        said = notice(key="feed|1") if number >= 2 else None
        await store.feeds.failed(job, error="502", next_at=now, at=now, notice=said)
        await store.feeds.failed(job, error="502", next_at=now, at=now, notice=said)  # said twice, counted once
    failing = await store.feeds.get(feed.id)
    assert failing is not None
    assert (failing.failures, failing.error, failing.read_at) == (4, "502", None)
    assert [alert.person.id for alert in await store.alerts.due(now, limit=9)] == [OWNER]
    (job,) = await store.work.due(Stage.POLL_FEED, now, limit=9)
    await store.feeds.unchanged(job, next_at=now + MINUTE, at=now)
    well = await store.feeds.get(feed.id)
    assert well is not None
    assert (well.failures, well.error, well.read_at) == (0, None, now)
