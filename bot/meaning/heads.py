"""The titles and leads of articles as one encoder has them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.meaning.meanings import Meanings, headed, sought_by
from bot.meaning.middles import unit
from storage.records import Article, ArticleId, Post

_FIRST_ROWS = 1024
_MIDDLE_PRIOR = 64.0  # vectors: the middle of a few says little

Vector = NDArray[np.float32]


class _Centred(NamedTuple):
    """Vectors seen from near their middle: those of an encoder lie close together, and what all share tells nothing."""

    middle: Vector
    rows: NDArray[np.float32]  # of length 1
    times: NDArray[np.float64]  # of their articles

    @classmethod
    def of(cls, vectors: NDArray[np.float32], times: Sequence[float]) -> "_Centred":
        """All that there is."""
        size = vectors.shape[-1]
        middle = vectors.reshape(-1, size).sum(axis=0) / (vectors.size / size + _MIDDLE_PRIOR)
        return cls(middle, unit(vectors - middle), np.array(times))


class Heads:
    """Two vectors for each article that was added: its title and its lead say what it is about."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._rows: dict[ArticleId, int] = {}
        self._ids: list[ArticleId] = []
        self._times: list[float] = []
        self._vectors: NDArray[np.float32] = np.zeros((0, 2, 1), dtype=np.float32)
        self._seen: _Centred | None = None  # of what is there, until that changes

    def __len__(self) -> int:
        return len(self._ids)

    async def add(self, articles: Sequence[Article]) -> None:
        """Remember articles; one that is known is remembered as it reads now."""
        heads = {article.id: texts for article in articles if (texts := headed(article))}
        vectors = await self._meanings.of_passages([text for texts in heads.values() for text in texts])
        times = {article.id: article.published_at.timestamp() for article in articles}
        self._seen = None
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

    async def asked(self, post: Post) -> Vector:
        """A post's vector."""
        row: Vector = (await self._meanings.of_posts([sought_by(post)]))[0]
        return row

    def _from_middle(self, asked: Vector) -> tuple[_Centred, Vector]:
        """All that is there, and what is asked for, seen from the middle of it."""
        if self._seen is None:
            self._seen = _Centred.of(self._vectors[: len(self._ids)], self._times)
        return self._seen, unit(asked - self._seen.middle)

    def nearest(self, asked: Vector, after: datetime, before: datetime, count: int) -> list[ArticleId]:
        """The articles of a window whose title and lead are nearest, the nearest first."""
        rows = len(self._ids)
        seen, sought = self._from_middle(asked)
        sums = (seen.rows.reshape(2 * rows, -1) @ sought).reshape(rows, 2).sum(axis=1)
        inside = np.flatnonzero((seen.times >= after.timestamp()) & (seen.times <= before.timestamp()))
        if 0 < count < len(inside):  # to put all in order takes as long again as to compare them
            least = np.partition(sums[inside], -count)[-count]
            inside = inside[sums[inside] >= least]
        order = inside[np.argsort(-sums[inside], kind="stable")[:count]]
        return [self._ids[row] for row in order.tolist()]

    def cosines(self, asked: Vector, ids: Collection[ArticleId]) -> dict[ArticleId, tuple[float, float]]:
        """How near title and lead are, as cosines seen from the middle of all, of those that are known."""
        known = [each for each in ids if each in self._rows]
        seen, sought = self._from_middle(asked)
        cosines = seen.rows[[self._rows[each] for each in known]] @ sought
        return {each: (float(title), float(lead)) for each, (title, lead) in zip(known, cosines, strict=True)}

    def forget(self, before: datetime) -> None:
        """Drop the articles that were published before."""
        self._seen = None
        kept = [row for row, at in enumerate(self._times) if at >= before.timestamp()]
        self._vectors = self._vectors[kept]
        self._ids, self._times = [self._ids[row] for row in kept], [self._times[row] for row in kept]
        self._rows = {article_id: row for row, article_id in enumerate(self._ids)}
