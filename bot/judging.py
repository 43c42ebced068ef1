"""How an article is judged: beside all posts of its window, by words, and where those leave it open by meaning too."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from bot.matching import (
    Candidate,
    Compared,
    Nearness,
    Piece,
    add_meaning,
    compare,
    decide,
    doubted,
    judge,
    pieces_of,
    shipped,
)
from bot.matching.candidates import sought_for
from storage.api import Store
from storage.records import Article, PostId, Verdict

Near = Callable[[Sequence[Piece], Sequence[Piece]], Awaitable[Nearness]]
"""How near the pieces of posts are to those of an article, as `pieces_of` names them; nothing where nobody says."""


class Judged(NamedTuple):
    """The verdicts on an article, band `none` too, and the posts of which words leave open what it has to do with."""

    verdicts: Sequence[Verdict]
    doubts: Collection[PostId]


class Judging(Protocol):
    """Whoever judges articles."""

    async def judged(self, article: Article) -> Judged:
        """What words say: the first pass."""

    async def weighed(self, article: Article, near: Near) -> Sequence[Verdict]:
        """What words and meaning say: the second pass."""


Think = Callable[..., Awaitable[Any]]
"""Calls a function where it holds up nothing else, and returns what that returns."""


@dataclass(frozen=True, slots=True)
class InThreads:
    """`Judging` in this process: a long article takes tens of milliseconds, which the loop has not."""

    store: Store
    think: Think = asyncio.to_thread

    async def judged(self, article: Article) -> Judged:
        """See `Judging`."""
        judged: Judged = await self.think(_judged, article, await self._candidates(article))
        return judged

    async def weighed(self, article: Article, near: Near) -> Sequence[Verdict]:
        """See `Judging`."""
        compared = await self.compared(article)
        asked, texts = await self.think(pieces_of, compared)
        verdicts: Sequence[Verdict] = await self.think(decided, compared, await near(asked, texts))
        return verdicts

    async def compared(self, article: Article) -> Compared:
        """An article beside all posts of its window, before anybody says what they mean."""
        compared: Compared = await self.think(compare, article, await self._candidates(article))
        return compared

    async def _candidates(self, article: Article) -> list[Candidate]:
        return await candidates_for(self.store, article, think=self.think)


async def candidates_for(store: Store, article: Article, *, think: Think = asyncio.to_thread) -> list[Candidate]:
    """The posts that an article may report or recall: linked ones, those like its news, those like its background."""
    (found,) = await store.matches.candidates([await think(sought_for, article)])
    return found


def _judged(article: Article, candidates: Sequence[Candidate]) -> Judged:
    verdicts = judge(article, candidates)
    return Judged(verdicts, doubted(article, {post.id: post for post, _ in candidates}, verdicts))


def decided(compared: Compared, near: Nearness) -> list[Verdict]:
    """The verdicts of the second pass; by words as far as nothing is said of meaning."""
    return decide(add_meaning(compared, near) if near else compared, shipped(with_meaning=True))
