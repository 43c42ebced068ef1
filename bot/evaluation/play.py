"""A labelled set played through the product: texts come in by time, are stored, and judged by the matcher's stage."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bot.errors import DzhereloError
from bot.evaluation.finding import encode_heads, find
from bot.evaluation.hands import Hands, hands_for
from bot.evaluation.labelled import LabelledSet
from bot.evaluation.names import Advance, Key, Names
from bot.evaluation.stock import Run, Stock, empty_store, learn, runs_with_pages
from bot.language import search_keys
from bot.matcher import Matcher
from bot.meaning.choosing import Standing
from bot.weigher import Weigher
from storage.api import Store
from storage.records import ArticleId, Source, Stage

if TYPE_CHECKING:
    from bot.meaning.leads import Leads
    from bot.meaning.meanings import Meanings

T = TypeVar("T")

_READ = 1024  # rows at once


class PlayFailed(DzhereloError):
    """A text broke the matcher: figures without it would mislead."""


@dataclass(frozen=True, slots=True, repr=False)  # asyncio makes one of what a task returns, at its end
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
    async with _playing(labelled, meanings) as stage:
        await _play(stage, labelled, advance)
        likeness = await find(stage.hands, stage.names, labelled.to_find, advance, stage.leads)
        held = await _held(stage.store, stage.names)

    def known(found: Mapping[Key, T]) -> dict[Key, T]:
        return {key: value for key, value in found.items() if key not in labelled.unknown}

    return Played(known(held), known(stage.names.ranks), known(likeness), stage.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Playing:
    """Where a set is played."""

    stock: Stock
    hands: Hands
    meanings: "Meanings | None"
    leads: "Leads | None"
    seconds: list[float] = field(default_factory=list)  # of each post, in the first pass

    @property
    def store(self) -> Store:
        return self.stock.store

    @property
    def names(self) -> Names:
        return self.stock.names


@asynccontextmanager
async def _playing(labelled: LabelledSet, meanings: "Meanings | None") -> AsyncIterator[_Playing]:
    await asyncio.to_thread(search_keys, "Джерело")  # dictionaries are loaded before anything is timed
    async with empty_store() as (store, url), hands_for(len(labelled.articles), store, url) as hands:
        stock = await Stock.of(store, labelled)
        yield _Playing(stock=stock, hands=hands, meanings=meanings, leads=_leads(meanings))


def _leads(meanings: "Meanings | None") -> "Leads | None":
    if meanings is None:
        return None
    from bot.meaning.leads import Leads  # noqa: PLC0415 - numpy comes with an encoder

    return Leads(meanings)


async def _play(stage: _Playing, labelled: LabelledSet, advance: Advance) -> None:
    async with aclosing(_stored(stage.stock, labelled)) as coming, _Weighing(stage) as weighing:
        async for stored in coming:
            async with _learning(stage, stored.articles):
                await _judge(stage, stored.run.at)
                if stored.run.is_post:
                    stage.seconds.append(perf_counter() - stored.began)
            await weighing.go_on(stored)
            if stored.is_last:
                await _all_done(stage.store, Stage.MATCH_ARTICLE, Stage.MATCH_POST, Stage.WEIGH_ARTICLE)
            advance(len(stored.run.texts))


class _Stored(NamedTuple):
    """Texts that are stored, and the articles among them."""

    run: Run
    articles: Sequence[ArticleId]
    began: float  # to be stored
    is_last: bool  # of what may be stored before all of it is judged and weighed: a post changes what is said


class _Weighing:
    """The second pass of the texts before, while those that come are judged: it asks for posts alone."""

    def __init__(self, stage: _Playing) -> None:
        self._stage = stage
        self._task: asyncio.Task[None] | None = None

    async def go_on(self, stored: _Stored) -> None:
        """Weigh what is due, once what was due before is weighed."""
        if self._stage.meanings is None:
            return
        await self._ended()
        self._task = asyncio.ensure_future(_weigh(self._stage, self._stage.meanings, stored.run.at))
        if stored.is_last:
            await self._ended()

    async def _ended(self) -> None:
        if self._task is not None:
            await self._task

    async def __aenter__(self) -> "_Weighing":
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])


async def _stored(stock: Stock, labelled: LabelledSet) -> AsyncGenerator[_Stored]:
    """The texts of a set as they come in. Articles after articles are stored while those before them are judged."""

    async def store(run: Run) -> _Stored:
        began = perf_counter()
        return _Stored(run, await stock.put(run), began, is_last=False)

    ahead: asyncio.Task[_Stored] | None = None
    try:
        async for run in runs_with_pages(labelled):
            before = await ahead if ahead else None
            if before and (run.is_post or before.run.is_post):
                yield before._replace(is_last=True)
                before = None
            ahead = asyncio.ensure_future(store(run))
            if before:
                yield before
        if ahead:
            yield (await ahead)._replace(is_last=True)
    finally:
        if ahead:
            ahead.cancel()
            await asyncio.wait([ahead])


@asynccontextmanager
async def _learning(stage: _Playing, articles: Sequence[ArticleId]) -> AsyncIterator[None]:
    """Let it be known meanwhile what articles mean; given up where judging fails."""
    if stage.leads is None:
        yield
        return
    task = asyncio.ensure_future(learn(stage.store, stage.leads, articles))
    try:
        yield
        await task
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _judge(stage: _Playing, at: datetime) -> None:
    matcher = Matcher(
        store=stage.store,
        judging=stage.hands,
        now=lambda: at,
        heard=stage.names.heard,
        doubting=stage.meanings is not None,
        at_once=stage.hands.at_once,
    )
    while await matcher.match_due():
        pass


async def _weigh(stage: _Playing, meanings: "Meanings", at: datetime) -> None:
    """The second pass, by the stage that the application runs."""
    weigher = Weigher(
        store=stage.store,
        judging=stage.hands,
        meanings=meanings,
        standing=Standing(encoder=meanings.name),
        now=lambda: at,
        heard=stage.names.heard,
        at_once=stage.hands.at_once,
    )
    while await weigher.weigh_due():
        pass


async def _all_done(store: Store, *stages: Stage) -> None:
    for stage in stages:
        if await store.work.next_due_at(stage):
            raise PlayFailed("A text broke the matcher, or the encoder failed; the log above says which and why.")


async def _held(store: Store, names: Names) -> dict[Key, Source]:
    held: dict[Key, Source] = {}
    articles = list(names.articles.items())
    for at in range(0, len(articles), _READ):
        some = articles[at : at + _READ]
        found = await store.matches.of_articles([article_id for article_id, _ in some])
        for article_id, name in some:
            held.update({(names.posts[source.post.id], name): source for source in found.get(article_id, ())})
    return held
