"""The texts of a set put into a store of their own, as they come in: found, read, normalised."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.evaluation.labelled import LabelledArticle, LabelledPost, LabelledSet
from bot.evaluation.names import Advance, Names
from bot.evaluation.texts import NO_TIME, Text, in_order, page_of, runs_of
from bot.incoming import Incoming, new_post
from storage.api import Store
from storage.opening import open_store
from storage.records import Access, Arrival, ArticleId, ArticlePage, Channel, ChannelSpec, FeedItem, Job, Stage, nobody

if TYPE_CHECKING:
    from bot.meaning.leads import Leads


class Run(NamedTuple):
    """Texts that come in together, with the pages of those that are articles."""

    texts: Sequence[Text]
    pages: Sequence[ArticlePage]

    @property
    def at(self) -> datetime:
        """When the last of them comes in."""
        return self.texts[-1][0]

    @property
    def is_post(self) -> bool:
        """Posts come one by one."""
        return isinstance(self.texts[0][1], LabelledPost)


async def runs_with_pages(labelled: LabelledSet) -> AsyncIterator[Run]:
    """The texts of a set in order of time. The pages of a run are read while the one before is in hand."""
    ahead: asyncio.Future[Run] | None = None
    for texts in runs_of(in_order(labelled)):
        before, ahead = ahead, asyncio.ensure_future(asyncio.to_thread(_read, texts))
        if before is not None:
            yield await before
    if ahead is not None:
        yield await ahead


def _read(texts: Sequence[Text]) -> Run:
    return Run(texts, [page_of(text) for _, text in texts if isinstance(text, LabelledArticle)])


@asynccontextmanager
async def empty_store() -> AsyncIterator[tuple[Store, str]]:
    """A store with its address; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dzherelo-evaluate-") as folder:
        url = f"sqlite:///{Path(folder) / 'set.db'}"
        async with open_store(url) as store:
            yield store, url


@asynccontextmanager
async def stocked(
    labelled: LabelledSet, advance: Advance = lambda _: None, leads: "Leads | None" = None
) -> AsyncIterator[tuple[Store, Names]]:
    """A store that holds a set and has judged none of it; `leads` come to know its articles."""
    async with empty_store() as (store, _):
        stock = await Stock.of(store, labelled)
        async for run in runs_with_pages(labelled):
            articles = await stock.put(run)
            if leads is not None:
                await learn(store, leads, articles)
            advance(len(run.texts))
        yield store, stock.names


async def learn(store: Store, leads: "Leads", articles: Sequence[ArticleId]) -> None:
    """Let it be known what articles mean, as they are stored."""
    await leads.add(await store.articles.some(articles))


@dataclass(frozen=True, slots=True)
class Stock:
    """A store that a set is put into."""

    store: Store
    channels: Mapping[str, Channel]
    numbers: Mapping[str, int]  # of posts in their channels
    names: Names = field(default_factory=Names)

    @classmethod
    async def of(cls, store: Store, labelled: LabelledSet) -> "Stock":
        """With the channels of the set."""
        return cls(store, await _channels(store, labelled.posts), _message_ids(labelled.posts))

    async def put(self, run: Run) -> Sequence[ArticleId]:
        """Store what comes in; returns the articles."""
        for at, text in run.texts:
            if isinstance(text, LabelledPost):
                await self._post(text, at)
        return await self._articles([(at, text) for at, text in run.texts if isinstance(text, LabelledArticle)], run)

    async def _post(self, post: LabelledPost, at: datetime) -> None:
        channel, number = self.channels[post.channel.casefold()], self.numbers[post.id]
        message = Incoming(telegram_id=channel.telegram_id or 0, message_id=number, sent_at=at, text=post.text)
        new = new_post(channel, message, arrival=Arrival.CATCH_UP, at=at)
        added = await self.store.posts.add([new], audience=nobody, at=at)
        self.names.posts[added.posts[0]] = post.id

    async def _articles(self, articles: Sequence[tuple[datetime, LabelledArticle]], run: Run) -> Sequence[ArticleId]:
        """Found and read, as a pasted address would be; storage groups the transactions."""
        if not articles:
            return ()
        adding = zip(articles, run.pages, strict=True)
        found = await asyncio.gather(
            *(self.store.articles.add(_item(page, at), site=one.site, at=at) for (at, one), page in adding)
        )
        self.names.articles.update({kept.id: one.id for kept, (_, one) in zip(found, articles, strict=True)})
        due = {job.item: job for job in await self.store.work.due(Stage.FETCH_ARTICLE, run.at, limit=len(found))}
        reading = zip(found, run.pages, articles, strict=True)
        await asyncio.gather(*(self._fetched(due[kept.id], page, at) for kept, page, (at, _) in reading))
        return [kept.id for kept in found]

    async def _fetched(self, job: Job, page: ArticlePage, at: datetime) -> None:
        await self.store.articles.fetched(job, page, next_at=None, at=at)


async def _channels(store: Store, posts: Sequence[LabelledPost]) -> dict[str, Channel]:
    channels: dict[str, Channel] = {}
    for post in posts:
        name = post.channel.casefold()
        if name in channels:
            continue
        spec = ChannelSpec(username=post.channel, title=post.channel_title, aliases=post.aliases)
        number = 1_000_000 + len(channels)
        access = Access(account=1, telegram_id=number, access_hash=number)
        channel = await store.channels.put(spec, by=None, at=NO_TIME)
        channels[name] = await store.channels.pin(
            channel.id, title=post.channel_title, username=post.channel, access=access, at=NO_TIME
        )
    return channels


def _message_ids(posts: Sequence[LabelledPost]) -> dict[str, int]:
    """Each post's number in its channel; those without one get numbers after all others."""
    after = max((post.message_id or 0 for post in posts), default=0)
    return {post.id: post.message_id or after + place for place, post in enumerate(posts, start=1)}


def _item(page: ArticlePage, at: datetime) -> FeedItem:
    return FeedItem(url=page.url, title=page.title, summary="", published_at=at)
