"""The web as a script has it, and what the tests of both stages do."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sites import Listing
from storage.api import Store
from storage.records import (
    Article,
    ArticleAccess,
    ArticlePage,
    Feed,
    FeedItem,
    FeedSpec,
    Stage,
)
from tests.builders import MORNING
from tests.clocks import Clock


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


async def put_feed(store: Store, url: str = "https://visnyk.example/rss", every_seconds: int = 120) -> Feed:
    return await store.feeds.put(FeedSpec(url=url, site="Вісник", every_seconds=every_seconds), at=MORNING)


async def add_article(store: Store, url: str = "https://visnyk.example/1") -> Article:
    return await store.articles.add(items(url)[0], site="Вісник", at=MORNING)


async def due_in(store: Store, stage: Stage, clock: Clock) -> timedelta | None:
    next_at = await store.work.next_due_at(stage)
    return None if next_at is None else next_at - clock.time


def at_next(clock: Clock, moment: datetime | None) -> None:
    """Move the clock to when something is due next."""
    assert moment is not None
    clock.time = moment
