"""The titles and leads of articles in memory, to find by meaning what shares no word with a post."""

from collections.abc import Collection, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from bot.meaning.meanings import Meanings, asked_by, headed
from storage.records import Article, ArticleId, Post

_FIRST_ROWS = 1024


class Leads:
    """Two vectors for each article that was added: its title and its lead say what it is about."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._rows: dict[ArticleId, int] = {}
        self._ids: list[ArticleId] = []
        self._times: list[float] = []
        self._vectors: NDArray[np.float32] = np.zeros((0, 2, 1), dtype=np.float32)

    async def add(self, articles: Sequence[Article]) -> None:
        """Remember articles; one that is known is remembered as it reads now."""
        heads = {article.id: texts for article in articles if (texts := headed(article))}
        vectors = await self._meanings.of_passages([text for texts in heads.values() for text in texts])
        times = {article.id: article.published_at.timestamp() for article in articles}
        for at, article_id in enumerate(heads):
            row = self._rows.setdefault(article_id, len(self._ids))
            if row == len(self._ids):
                self._ids.append(article_id)
                self._times.append(times[article_id])
            self._put(row, vectors[2 * at : 2 * at + 2])

    def _put(self, row: int, vectors: NDArray[np.float32]) -> None:
        if row >= len(self._vectors) or self._vectors.shape[1:] != vectors.shape:
            grown = np.zeros((max(_FIRST_ROWS, 2 * len(self._vectors)), *vectors.shape), dtype=np.float32)
            if len(self._vectors):
                grown[: len(self._vectors)] = self._vectors
            self._vectors = grown
        self._vectors[row] = vectors

    async def near(
        self, post: Post, *, after: datetime, before: datetime, among: Collection[ArticleId], nearest: int
    ) -> dict[ArticleId, tuple[float, float]]:
        """How near title and lead of some articles are to a post, and of those of a window that are nearest to it.

        The nearest come first.
        """
        if not self._ids:
            return {}
        asked = (await self._meanings.of_posts([asked_by(post)]))[0]
        rows = len(self._ids)
        cosines = (self._vectors[:rows].reshape(2 * rows, -1) @ asked).reshape(rows, 2)  # of titles and leads
        times = np.array(self._times)
        inside = np.flatnonzero((times >= after.timestamp()) & (times <= before.timestamp()))
        order = inside[np.argsort(-cosines[inside].sum(axis=1), kind="stable")[:nearest]]
        wanted = dict.fromkeys((*order.tolist(), *(self._rows[each] for each in among if each in self._rows)))
        return {self._ids[row]: (float(cosines[row, 0]), float(cosines[row, 1])) for row in wanted}

    def forget(self, before: datetime) -> None:
        """Drop the articles that were published before."""
        kept = [row for row, at in enumerate(self._times) if at >= before.timestamp()]
        self._vectors = self._vectors[kept]
        self._ids, self._times = [self._ids[row] for row in kept], [self._times[row] for row in kept]
        self._rows = {article_id: row for row, article_id in enumerate(self._ids)}
