"""The leads of articles in memory, to find by meaning what shares no word with a post."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from bot.meaning.meanings import Meanings, asked_by, passages_of
from storage.records import Article, ArticleId, Post

_FIRST_ROWS = 1024


class Leads:
    """A vector for each article that was added: its lead says what it is about."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._rows: dict[ArticleId, int] = {}
        self._ids: list[ArticleId] = []
        self._times: list[float] = []
        self._vectors: NDArray[np.float32] = np.zeros((0, 1), dtype=np.float32)

    async def add(self, articles: Sequence[Article]) -> None:
        """Remember articles; one that is known is remembered as it reads now."""
        first = {article.id: texts[0] for article in articles if (texts := passages_of(article))}
        vectors = await self._meanings.of_passages(list(first.values()))
        times = {article.id: article.published_at.timestamp() for article in articles}
        for article_id, vector in zip(first, vectors, strict=True):
            row = self._rows.setdefault(article_id, len(self._ids))
            if row == len(self._ids):
                self._ids.append(article_id)
                self._times.append(times[article_id])
            self._put(row, vector)

    def _put(self, row: int, vector: NDArray[np.float32]) -> None:
        if row >= len(self._vectors) or self._vectors.shape[1] != len(vector):
            grown = np.zeros((max(_FIRST_ROWS, 2 * len(self._vectors)), len(vector)), dtype=np.float32)
            if len(self._vectors):
                grown[: len(self._vectors)] = self._vectors
            self._vectors = grown
        self._vectors[row] = vector

    async def cosines(self, post: Post, *, after: datetime, before: datetime) -> dict[ArticleId, float]:
        """How near each article of a window is to a post, the nearest first."""
        if not self._ids:
            return {}
        asked = (await self._meanings.of_posts([asked_by(post)]))[0]
        times = np.array(self._times)
        inside = np.flatnonzero((times >= after.timestamp()) & (times <= before.timestamp()))
        found = self._vectors[inside] @ asked
        order = np.argsort(-found, kind="stable")
        return {self._ids[inside[at]]: float(found[at]) for at in order}

    def forget(self, before: datetime) -> None:
        """Drop the articles that were published before."""
        kept = [row for row, at in enumerate(self._times) if at >= before.timestamp()]
        self._vectors = self._vectors[kept]
        self._ids, self._times = [self._ids[row] for row in kept], [self._times[row] for row in kept]
        self._rows = {article_id: row for row, article_id in enumerate(self._ids)}
