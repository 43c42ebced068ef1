"""The titles and leads of articles in memory, to find by meaning what shares no word with a post."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from bot.meaning.heads import Heads
from bot.meaning.meanings import Meanings
from storage.records import Article, ArticleId, Post

_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A post as one encoder has it, beside the articles that this encoder has."""

    heads: Heads
    vector: NDArray[np.float32]


class Leads:
    """Two vectors of an encoder for each article that was added; of English ones two of a second encoder, if any."""

    def __init__(self, meanings: Meanings) -> None:
        self._all = Heads(meanings)
        self._english = Heads(meanings.english) if meanings.english else None

    async def add(self, articles: Sequence[Article]) -> None:
        """Remember articles; one that is known is remembered as it reads now."""
        await self._all.add(articles)
        if self._english is not None:
            await self._english.add([article for article in articles if article.language == _ENGLISH])

    async def near(
        self, post: Post, *, after: datetime, before: datetime, among: Collection[ArticleId], nearest: int
    ) -> dict[ArticleId, tuple[float, ...]]:
        """How near title and lead of some articles are to a post, and of those of a window that are nearest to it.

        Where both are English and there is an encoder for it, what that one says comes after.
        """
        asked = [_Asked(heads, await heads.asked(post)) for heads in self._heads_for(post) if len(heads)]
        wanted = {one for each in asked for one in each.heads.nearest(each.vector, after, before, nearest)}
        found: dict[ArticleId, tuple[float, ...]] = {}
        for each in asked:
            for article_id, cosines in each.heads.cosines(each.vector, wanted.union(among)).items():
                found[article_id] = (*found.get(article_id, ()), *cosines)
        return found

    async def told(
        self, post: Post, after: datetime, before: datetime, among: Collection[ArticleId], nearest: int
    ) -> list[list[float]]:
        """The same, as rows of an article's number and its cosines."""
        found = await self.near(post, after=after, before=before, among=among, nearest=nearest)
        return [[article_id, *cosines] for article_id, cosines in found.items()]

    def _heads_for(self, post: Post) -> list[Heads]:
        if self._english is None or post.language != _ENGLISH:
            return [self._all]
        return [self._all, self._english]

    def forget(self, before: datetime) -> None:
        """Drop the articles that were published before."""
        for heads in (self._all, self._english):
            if heads is not None:
                heads.forget(before)
