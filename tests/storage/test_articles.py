"""Articles: each address once, revisions only where something changed."""

import pytest

from storage.api import Store
from storage.records import ArticleAccess, ArticleId, Failure, FailureKind, Job, Stage
from tests.builders import (
    MINUTE,
    MORNING,
    article_page,
    feed_item,
    owner,
)
from tests.storage.visits import HOUR, found


async def to_match(store: Store) -> list[Job]:
    return await store.work.due(Stage.MATCH_ARTICLE, MORNING + 9 * HOUR, limit=99)


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


async def test_some_come_in_the_order_in_which_they_are_asked_for_without_those_that_are_missing(store: Store) -> None:
    first, _ = await found(store, feed_item(1))
    second, _ = await found(store, feed_item(2))
    assert await store.articles.some([second.id, ArticleId(99), first.id]) == [second, first]
    assert await store.articles.some([]) == []


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


async def test_counts_of_an_empty_store(store: Store) -> None:
    await owner(store)
    counts = await store.counts()
    assert (counts.channels, counts.posts, counts.articles, counts.median_alert_seconds) == (0, 0, 0, None)
