"""A labelled set played through the product: texts come in by time, are stored, and judged by the matcher's stage."""

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from time import perf_counter

from bot.errors import DzhereloError
from bot.evaluation.labelled import LabelledArticle, LabelledPost, LabelledSet
from bot.incoming import Incoming, new_post
from bot.language import detect, normalise, search_keys
from bot.matcher import match_due
from storage.api import Store
from storage.opening import open_store
from storage.records import (
    Access,
    Arrival,
    ArticleAccess,
    ArticleId,
    ArticlePage,
    Channel,
    ChannelSpec,
    FeedItem,
    Job,
    PostId,
    Relation,
    Source,
    Stage,
    Verdict,
)

NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)
USUAL_LAG = timedelta(hours=2)
"""Posts without times are taken to be sent at one moment, articles without times to come so much later."""
BATCH = 50  # articles stored at once; as many as the matcher takes at once

Key = tuple[str, str]
"""The ids of a post and an article, as the set names them."""
Advance = Callable[[int], None]
Text = tuple[datetime, LabelledPost | LabelledArticle]

log = logging.getLogger(__name__)


class PlayFailed(DzhereloError):
    """A text broke the matcher: figures without it would mislead."""


@dataclass(frozen=True, slots=True)
class Played:
    """What the product said."""

    sources: Mapping[Key, Source]  # what storage holds at the end: bands `matched` and `probable`
    ranks: Mapping[Key, float]  # how likely each pair that was judged is a report; higher is likelier
    post_seconds: Sequence[float]  # from a post's text to its stored verdicts


@dataclass(slots=True)
class Names:
    """The names a set gives to what storage numbers, and what was heard of the pairs."""

    posts: dict[PostId, str] = field(default_factory=dict)
    articles: dict[ArticleId, str] = field(default_factory=dict)
    ranks: dict[Key, float] = field(default_factory=dict)

    def heard(self, verdicts: Sequence[Verdict]) -> None:
        """Remember the latest score of each pair; what is only recalled ranks behind all that is reported."""
        for one in verdicts:
            score = one.score if one.relation is Relation.REPORTS else one.score - 1
            self.ranks[self.posts[one.post_id], self.articles[one.article_id]] = score


def in_order(labelled: LabelledSet) -> list[Text]:
    """All texts by time, posts first; a text without a time comes with the one before it in its file."""
    texts: list[Text] = []
    known = [post.sent_at for post in labelled.posts if post.sent_at]
    at = known[0] if known else NO_TIME
    for post in labelled.posts:
        at = post.sent_at or at
        texts.append((at, post))
    published = [article.published_at for article in labelled.articles if article.published_at]
    last = max((at for at, _ in texts), default=NO_TIME)
    at = published[0] if published else last + USUAL_LAG
    for article in labelled.articles:
        at = article.published_at or at
        texts.append((at, article))
    return sorted(texts, key=lambda text: text[0])


def _runs(texts: Sequence[Text]) -> Iterator[list[Text]]:
    """Posts one by one, articles that follow each other in batches."""
    for is_post, run in groupby(texts, key=lambda text: isinstance(text[1], LabelledPost)):
        of_kind = list(run)
        size = 1 if is_post else BATCH
        yield from (of_kind[at : at + size] for at in range(0, len(of_kind), size))


async def play(labelled: LabelledSet, advance: Advance = lambda _: None) -> Played:
    """Play a set on a database of its own, which is gone afterwards."""
    await asyncio.to_thread(search_keys, "Джерело")  # dictionaries are loaded before anything is timed
    async with _empty_store() as store:
        return await _play(store, labelled, advance)


@asynccontextmanager
async def stocked(labelled: LabelledSet, advance: Advance = lambda _: None) -> AsyncIterator[tuple[Store, Names]]:
    """A store that holds a set and has judged none of it."""
    async with _empty_store() as store:
        names = Names()
        channels, numbers = await _channels(store, labelled.posts), _message_ids(labelled.posts)
        for run in _runs(in_order(labelled)):
            await _store(store, names, run, channels=channels, numbers=numbers)
            advance(len(run))
        yield store, names


@asynccontextmanager
async def _empty_store() -> AsyncIterator[Store]:
    with tempfile.TemporaryDirectory(prefix="dzherelo-evaluate-") as folder:
        async with open_store(f"sqlite:///{Path(folder) / 'set.db'}") as store:
            yield store


async def _play(store: Store, labelled: LabelledSet, advance: Advance) -> Played:
    names, seconds = Names(), []
    channels, numbers = await _channels(store, labelled.posts), _message_ids(labelled.posts)
    for run in _runs(in_order(labelled)):
        began = perf_counter()
        await _store(store, names, run, channels=channels, numbers=numbers)
        await _judge(store, names, run[-1][0])
        if isinstance(run[0][1], LabelledPost):
            seconds.append(perf_counter() - began)
        advance(len(run))
    return Played(await _held(store, names), names.ranks, seconds)


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
    added = await store.posts.add([new], audience=lambda *_: (), at=at)
    names.posts[added.posts[0]] = post.id


async def _articles(store: Store, names: Names, articles: Sequence[tuple[datetime, LabelledArticle]]) -> None:
    """Found and read, as a pasted address would be; storage groups the transactions."""
    if not articles:
        return
    pages = await asyncio.to_thread(lambda: [_page(article) for _, article in articles])
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


def text_of(article: LabelledArticle) -> str:
    """Title, lead and text as the matcher reads them."""
    parts = (normalise(part) for part in (article.title, article.lead, article.text))
    return "\n\n".join(part for part in parts if part)


def _page(article: LabelledArticle) -> ArticlePage:
    title, lead, text = normalise(article.title), normalise(article.lead), normalise(article.text)
    whole = text_of(article)
    return ArticlePage(
        url=f"https://set.invalid/{article.id}",  # its own address may stand twice
        title=title,
        lead=lead,
        text=text,
        access=ArticleAccess.FULL,
        language=detect(whole),
        keys=search_keys(whole),
        fingerprint=0,
        links=article.links,
    )


async def _judge(store: Store, names: Names, at: datetime) -> None:
    while await match_due(store, now=lambda: at, heard=names.heard):
        pass
    for stage in (Stage.MATCH_ARTICLE, Stage.MATCH_POST):
        if await store.work.next_due_at(stage):
            raise PlayFailed("A text broke the matcher; the log above says which and why.")


async def _held(store: Store, names: Names) -> dict[Key, Source]:
    held: dict[Key, Source] = {}
    for article_id, name in names.articles.items():
        for source in await store.matches.of_article(article_id):
            held[names.posts[source.post.id], name] = source
    return held
