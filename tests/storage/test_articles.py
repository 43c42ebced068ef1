"""Feeds and articles: each address once, revisions only where something changed, copies told from originals."""

from datetime import timedelta

import pytest

from storage.api import Store
from storage.records import Article, ArticleAccess, Failure, FailureKind, Feed, FeedItem, FeedKind, Job, Role, Stage
from tests.builders import (
    MINUTE,
    MORNING,
    OWNER,
    article_page,
    feed_item,
    feed_spec,
    member,
    notice,
    owner,
)

HOUR = timedelta(hours=1)


async def poll(store: Store, *items: FeedItem, at: timedelta = timedelta()) -> int:
    (job,) = await store.work.due(Stage.POLL_FEED, MORNING + at, limit=9)
    return await store.feeds.read(
        job, items, etag="e", last_modified="m", next_at=MORNING + at + MINUTE, at=MORNING + at
    )


async def found(store: Store, item: FeedItem | None = None) -> tuple[Article, Job]:
    item = item or feed_item()
    article = await store.articles.add(item, site="Новини", at=MORNING)
    job = next(j for j in await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=99) if j.item == article.id)
    return article, job


async def fetch(store: Store, number: int = 1, *, at: timedelta = timedelta(), **changes: object) -> Article:
    """Find an article, fetch it, and take its matching off the list."""
    _, job = await found(store, feed_item(number, published_at=MORNING + at))
    await store.articles.fetched(job, article_page(number, **changes), next_at=None, at=MORNING + at)
    article = await store.articles.by_url(f"https://news.example/{number}")
    assert article is not None
    return article


async def to_match(store: Store) -> list[Job]:
    return await store.work.due(Stage.MATCH_ARTICLE, MORNING + 9 * HOUR, limit=99)


# ------------------------------------------------------------------ feeds


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


# ------------------------------------------------------------------ fetching


async def test_a_fetched_article_is_due_to_be_matched(store: Store) -> None:
    article, job = await found(store)
    page = article_page(links=("https://t.me/general/5",), author="А", language="uk")
    await store.articles.fetched(job, page, next_at=MORNING + HOUR, at=MORNING + MINUTE)
    read = await store.articles.get(article.id)
    assert read is not None
    same = ("url", "title", "lead", "text", "access", "language", "keys", "author", "links")
    assert all(getattr(read, name) == getattr(page, name) for name in same)
    assert (read.fetched_at, read.fetches, read.revision) == (MORNING + MINUTE, 1, 0)
    assert [job.item for job in await to_match(store)] == [article.id]
    assert await store.work.next_due_at(Stage.FETCH_ARTICLE) == MORNING + HOUR
    assert await store.articles.recent(MORNING, 5) == [read]
    assert await store.articles.recent(MORNING + MINUTE, 5) == []


async def test_only_a_changed_text_is_a_new_revision_and_matched_again(store: Store) -> None:
    article, job = await found(store)
    for text, revision, fetches, due in (("а", 0, 1, 1), ("а", 0, 2, 0), ("а б", 1, 3, 1), ("а б", 1, 4, 0)):
        page = article_page(text=text)
        await store.articles.fetched(job, page, next_at=MORNING, at=MORNING)
        await store.articles.fetched(job, page, next_at=MORNING, at=MORNING)  # an answer that came twice
        (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
        read = await store.articles.get(article.id)
        assert read is not None
        assert (read.revision, read.fetches) == (revision, fetches)
        jobs = await to_match(store)
        assert len(jobs) == due
        for matching in jobs:
            await store.matches.save_article(matching, [], at=MORNING)
    await store.articles.fetched(job, article_page(text="а б", links=("https://t.me/g/1",)), next_at=None, at=MORNING)
    assert len(await to_match(store)) == 1
    assert await store.work.due(Stage.FETCH_ARTICLE, MORNING + HOUR, limit=9) == []


@pytest.mark.parametrize(
    ("feed_says", "page_says", "kept"),
    [(0, 5, 0), (None, 5, 5), (None, None, 1), (0, None, 0)],
)
async def test_the_feed_knows_the_time_best(
    store: Store, feed_says: int | None, page_says: int | None, kept: int
) -> None:
    def at(minutes: int | None) -> object:
        return None if minutes is None else MORNING + minutes * MINUTE

    article = await store.articles.add(feed_item(published_at=at(feed_says)), site="Н", at=MORNING + MINUTE)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING + MINUTE, limit=9)
    await store.articles.fetched(job, article_page(published_at=at(page_says)), next_at=None, at=MORNING + 9 * MINUTE)
    read = await store.articles.get(article.id)
    assert read is not None
    assert read.published_at == MORNING + kept * MINUTE


async def test_a_page_may_name_its_own_address(store: Store) -> None:
    article, job = await found(store, feed_item(url="https://news.example/amp/1"))
    await store.articles.fetched(job, article_page(1), next_at=None, at=MORNING)
    for url in ("https://news.example/1", "https://news.example/amp/1"):
        known = await store.articles.by_url(url)
        assert known is not None
        assert (known.id, known.url) == (article.id, "https://news.example/1")
    assert (await store.articles.add(feed_item(1), site="Н", at=MORNING)).id == article.id
    other, job = await found(store, feed_item(url="https://news.example/print/1"))
    await store.articles.fetched(job, article_page(1), next_at=None, at=MORNING)
    still = await store.articles.by_url("https://news.example/1")
    assert still is not None
    assert still.id == article.id != other.id


async def test_what_cannot_be_fetched_is_tried_again_then_matched_by_what_the_feed_said(store: Store) -> None:
    article, job = await found(store, feed_item(keys="l:заголовок"))
    await store.articles.failed(job, error="timeout", next_at=MORNING + MINUTE, at=MORNING)
    assert await to_match(store) == []
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING + MINUTE, limit=9)
    assert job.failures == 1
    await store.articles.failed(job, error="404", next_at=None, at=MORNING + MINUTE)
    given_up = await store.articles.get(article.id)
    assert given_up is not None
    assert (given_up.access, given_up.title, given_up.fetched_at) == (ArticleAccess.SUMMARY, "Заголовок 1", None)
    assert [job.item for job in await to_match(store)] == [article.id]
    assert await store.work.due(Stage.FETCH_ARTICLE, MORNING + HOUR, limit=9) == []
    by_keys = await store.matches.articles_for(["l:заголовок"], after=MORNING, before=MORNING, limit=5)
    assert by_keys == [given_up]


async def test_a_revisit_that_fails_leaves_what_was_read(store: Store) -> None:
    article, job = await found(store)
    await store.articles.fetched(job, article_page(), next_at=MORNING, at=MORNING)
    for matching in await to_match(store):
        await store.matches.save_article(matching, [], at=MORNING)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
    await store.articles.failed(job, error="wall", next_at=None, at=MORNING)
    read = await store.articles.get(article.id)
    assert read is not None
    assert read.access is ArticleAccess.FULL
    assert await to_match(store) == []


async def test_why_a_page_cannot_be_read_is_kept_until_it_can(store: Store) -> None:
    article, job = await found(store)
    for at, is_last in ((MORNING, False), (MORNING + MINUTE, True)):
        failure = Failure(kind=FailureKind.BROKEN, detail="503", is_last=is_last, at=at)
        next_at = None if is_last else MORNING + MINUTE
        await store.articles.failed(job, error="503", failure=failure, next_at=next_at, at=at)
        kept = await store.articles.get(article.id)
        assert kept is not None
        assert kept.failure == failure
        if not is_last:
            (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING + MINUTE, limit=9)
    await store.articles.hurry(article.id, at=MORNING + HOUR)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING + HOUR, limit=9)
    await store.articles.fetched(job, article_page(), next_at=None, at=MORNING + HOUR)
    read = await store.articles.get(article.id)
    assert read is not None
    assert read.failure is None


async def test_who_waits_for_an_article_has_it_fetched_now_and_not_twice(store: Store) -> None:
    article, job = await found(store)
    await store.articles.hurry(article.id, at=MORNING + MINUTE)
    assert await store.work.due(Stage.FETCH_ARTICLE, MORNING + MINUTE, limit=9) == [job]  # in hand, perhaps
    await store.articles.failed(job, error="timeout", next_at=MORNING + HOUR, at=MORNING)
    assert await store.work.due(Stage.FETCH_ARTICLE, MORNING + MINUTE, limit=9) == []
    await store.articles.hurry(article.id, at=MORNING + MINUTE)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING + MINUTE, limit=9)
    await store.articles.fetched(job, article_page(), next_at=None, at=MORNING + MINUTE)
    assert await store.work.next_due_at(Stage.FETCH_ARTICLE) is None


# ------------------------------------------------------------------ copies

PRINT = 0xF0F0_1234_5678_9ABC  # the highest bit set: SQLite's integers are signed


def differing(*bits: int) -> int:
    return PRINT ^ sum(1 << bit for bit in bits)


async def copies(store: Store) -> dict[int, int | None]:
    return {
        int(article.url.rsplit("/", 1)[1]): article.copy_of
        for article in await store.articles.recent(MORNING - 99 * HOUR, 99)
    }


@pytest.mark.parametrize(
    ("bits", "is_copy"),
    [((), True), ((0, 17, 63), True), (tuple(range(0, 64, 8)), True), (tuple(range(0, 63, 7)), False)],
)
async def test_at_most_eight_bits_apart_is_a_copy(store: Store, bits: tuple[int, ...], is_copy: bool) -> None:
    original = await fetch(store, 1, fingerprint=PRINT)
    copy = await fetch(store, 2, at=HOUR, fingerprint=differing(*bits))
    assert copy.copy_of == (original.id if is_copy else None)


async def test_the_earliest_is_the_original_whenever_it_is_read(store: Store) -> None:
    await fetch(store, 1, at=2 * HOUR, fingerprint=PRINT)
    await fetch(store, 2, at=3 * HOUR, fingerprint=differing(5))
    assert await copies(store) == {1: None, 2: 1}
    await fetch(store, 3, at=HOUR, fingerprint=PRINT)
    assert await copies(store) == {1: 3, 2: 3, 3: None}


async def test_no_copy_without_enough_text_or_after_three_days(store: Store) -> None:
    await fetch(store, 1, fingerprint=0)
    await fetch(store, 2, fingerprint=0)
    await fetch(store, 3, fingerprint=PRINT)
    await fetch(store, 4, at=timedelta(days=3, minutes=1), fingerprint=PRINT)
    assert set((await copies(store)).values()) == {None}


async def test_an_original_that_is_rewritten_loses_its_copies(store: Store) -> None:
    _, job = await found(store)
    await store.articles.fetched(job, article_page(1, fingerprint=PRINT), next_at=MORNING, at=MORNING)
    await fetch(store, 2, at=HOUR, fingerprint=PRINT)
    (job,) = [job for job in await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9) if job.item == 1]
    await store.articles.fetched(job, article_page(1, text="інше", fingerprint=77), next_at=None, at=MORNING)
    assert await copies(store) == {1: None, 2: None}


async def test_counts_of_an_empty_store(store: Store) -> None:
    await owner(store)
    counts = await store.counts()
    assert (counts.channels, counts.posts, counts.articles, counts.median_alert_seconds) == (0, 0, 0, None)
