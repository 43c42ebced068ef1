"""How tests of the store find and fetch articles."""

from datetime import timedelta

from storage.api import Store
from storage.records import Article, FeedItem, Job, Stage
from tests.builders import (
    MORNING,
    article_page,
    feed_item,
)

HOUR = timedelta(hours=1)


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
