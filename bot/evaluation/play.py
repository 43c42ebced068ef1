"""A labelled set played through the product: texts come in by time, are stored, and judged by the matcher's stage."""

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from bot.errors import DzhereloError
from bot.evaluation.finding import encode_heads, find, leads_of
from bot.evaluation.labelled import LabelledArticle, LabelledPost, LabelledSet
from bot.evaluation.names import Advance, Key, Names
from bot.evaluation.texts import NO_TIME, Text, in_order, page_of, runs_of
from bot.incoming import Incoming, new_post
from bot.language import search_keys
from bot.matcher import match_due
from bot.meaning.choosing import Standing
from bot.weigher import Weigher
from storage.api import Store
from storage.opening import open_store
from storage.records import (
    Access,
    Arrival,
    ArticlePage,
    Channel,
    ChannelSpec,
    FeedItem,
    Job,
    Source,
    Stage,
    nobody,
)

if TYPE_CHECKING:
    from bot.meaning.meanings import Meanings

T = TypeVar("T")

log = logging.getLogger(__name__)


class PlayFailed(DzhereloError):
    """A text broke the matcher: figures without it would mislead."""


@dataclass(frozen=True, slots=True)
class Played:
    """What the product said."""

    sources: Mapping[Key, Source]  # what storage holds at the end: bands `matched` and `probable`
    ranks: Mapping[Key, float]  # how likely each pair that was judged is a report; higher is likelier
    likeness: Mapping[Key, float]  # of posts with something to find, how like each article is, as the finder says
    post_seconds: Sequence[float]  # from a post's text to its stored verdicts


async def play(
    labelled: LabelledSet, advance: Advance = lambda _: None, *, meanings: "Meanings | None" = None
) -> Played:
    """Play a set on a database of its own, which is gone afterwards."""
    if meanings is not None:
        await encode_heads(labelled, meanings, advance)
    async with played(labelled, advance, meanings) as (store, names, seconds):
        leads = await leads_of(store, names, meanings) if meanings else None
        likeness = await find(store, names, labelled.to_find, advance, leads)
        held = await _held(store, names)

    def known(found: Mapping[Key, T]) -> dict[Key, T]:
        return {key: value for key, value in found.items() if key not in labelled.unknown}

    return Played(known(held), known(names.ranks), known(likeness), seconds)


@asynccontextmanager
async def played(
    labelled: LabelledSet, advance: Advance = lambda _: None, meanings: "Meanings | None" = None
) -> AsyncIterator[tuple[Store, Names, Sequence[float]]]:
    """A store after a set was played on it, and the seconds that each post took in the first pass."""
    await asyncio.to_thread(search_keys, "Джерело")  # dictionaries are loaded before anything is timed
    async with _empty_store() as store:
        names, seconds = Names(), []
        channels, numbers = await _channels(store, labelled.posts), _message_ids(labelled.posts)
        for run in runs_of(in_order(labelled)):
            began = perf_counter()
            await _store(store, names, run, channels=channels, numbers=numbers)
            await _judge(store, names, run[-1][0], doubting=meanings is not None)
            if isinstance(run[0][1], LabelledPost):
                seconds.append(perf_counter() - began)
            if meanings is not None:
                await _weigh(store, names, run[-1][0], meanings)
            advance(len(run))
        yield store, names, seconds


@asynccontextmanager
async def stocked(labelled: LabelledSet, advance: Advance = lambda _: None) -> AsyncIterator[tuple[Store, Names]]:
    """A store that holds a set and has judged none of it."""
    async with _empty_store() as store:
        names = Names()
        channels, numbers = await _channels(store, labelled.posts), _message_ids(labelled.posts)
        for run in runs_of(in_order(labelled)):
            await _store(store, names, run, channels=channels, numbers=numbers)
            advance(len(run))
        yield store, names


@asynccontextmanager
async def _empty_store() -> AsyncIterator[Store]:
    with tempfile.TemporaryDirectory(prefix="dzherelo-evaluate-") as folder:
        async with open_store(f"sqlite:///{Path(folder) / 'set.db'}") as store:
            yield store


async def _store(
    store: Store, names: Names, run: Sequence[Text], *, channels: Mapping[str, Channel], numbers: Mapping[str, int]
) -> None:
    for at, text in run:
        if isinstance(text, LabelledPost):
            await _post(store, names, channels[text.channel.casefold()], text, number=numbers[text.id], at=at)
    await _articles(store, names, [(at, text) for at, text in run if isinstance(text, LabelledArticle)])


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


async def _post(store: Store, names: Names, channel: Channel, post: LabelledPost, *, number: int, at: datetime) -> None:
    message = Incoming(telegram_id=channel.telegram_id or 0, message_id=number, sent_at=at, text=post.text)
    new = new_post(channel, message, arrival=Arrival.CATCH_UP, at=at)
    added = await store.posts.add([new], audience=nobody, at=at)
    names.posts[added.posts[0]] = post.id


async def _articles(store: Store, names: Names, articles: Sequence[tuple[datetime, LabelledArticle]]) -> None:
    """Found and read, as a pasted address would be; storage groups the transactions."""
    if not articles:
        return
    pages = await asyncio.to_thread(lambda: [page_of(article) for _, article in articles])
    adding = zip(articles, pages, strict=True)
    found = await asyncio.gather(
        *(store.articles.add(_item(page, at), site=one.site, at=at) for (at, one), page in adding)
    )
    names.articles |= {kept.id: one.id for kept, (_, one) in zip(found, articles, strict=True)}
    last = articles[-1][0]
    due = {job.item: job for job in await store.work.due(Stage.FETCH_ARTICLE, last, limit=len(found))}
    reading = zip(found, pages, articles, strict=True)
    await asyncio.gather(*(_read(store, due[kept.id], page, at=at) for kept, page, (at, _) in reading))


def _item(page: ArticlePage, at: datetime) -> FeedItem:
    return FeedItem(url=page.url, title=page.title, summary="", published_at=at)


async def _read(store: Store, job: Job, page: ArticlePage, *, at: datetime) -> None:
    await store.articles.fetched(job, page, next_at=None, at=at)


async def _judge(store: Store, names: Names, at: datetime, *, doubting: bool) -> None:
    while await match_due(store, now=lambda: at, heard=names.heard, doubting=doubting):
        pass
    await _all_done(store, Stage.MATCH_ARTICLE, Stage.MATCH_POST)


async def _weigh(store: Store, names: Names, at: datetime, meanings: "Meanings") -> None:
    """The second pass, by the stage that the application runs."""
    standing = Standing(encoder=meanings.name)
    weigher = Weigher(store=store, meanings=meanings, standing=standing, now=lambda: at, heard=names.heard)
    while await weigher.weigh_due():
        pass
    await _all_done(store, Stage.WEIGH_ARTICLE)


async def _all_done(store: Store, *stages: Stage) -> None:
    for stage in stages:
        if await store.work.next_due_at(stage):
            raise PlayFailed("A text broke the matcher, or the encoder failed; the log above says which and why.")


async def _held(store: Store, names: Names) -> dict[Key, Source]:
    held: dict[Key, Source] = {}
    for article_id, name in names.articles.items():
        for source in await store.matches.of_article(article_id):
            held[names.posts[source.post.id], name] = source
    return held
