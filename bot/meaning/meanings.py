"""Vectors of texts, each made once: they are kept by the text's hash and the encoder's name."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.language import spelled_out
from bot.meaning.middles import Middles, shipped
from bot.meaning.workers import Workers
from storage.api import Vectors
from storage.records import Post

AT_HAND = 8192
"""Vectors in memory, of 768 bytes: those of a post's lines are asked for again with each article of its window."""
CHARACTERS = 700  # of a passage or a post; a vector of more says less of each part, and takes longer

Matrix = NDArray[np.float32]
Piece = tuple[str, str | None]
"""A text with its language, if that is known."""


def sought_by(post: Post) -> str:
    """What of a post is encoded to find articles: its tags as words."""
    return (spelled_out(post.text) or post.text)[:CHARACTERS]


class Headed(Protocol):
    """An article, or what is known of one."""

    @property
    def title(self) -> str:
        """Normalised."""

    @property
    def lead(self) -> str:
        """Normalised."""


def headed(article: Headed) -> tuple[str, ...]:
    """Title and lead, to be encoded; one stands for both where the other is empty, none where both are."""
    title, lead = article.title or article.lead, article.lead or article.title
    return (title[:CHARACTERS], lead[:CHARACTERS]) if lead else ()


class Meanings:
    """What texts mean to one encoder."""

    def __init__(
        self,
        kept: Vectors,
        made_by: Workers,
        *,
        now: Callable[[], datetime],
        english: "Meanings | None" = None,
        middles: Middles | None = None,
    ) -> None:
        self.name = made_by.name
        self.english = english  # what English texts mean to an encoder that knows them better, for finding
        self._kept, self._workers, self._now = kept, made_by, now
        self._middles = shipped(self.name) if middles is None else middles
        self._at_hand: OrderedDict[bytes, bytes] = OrderedDict()

    async def of_posts(self, texts: Sequence[str]) -> Matrix:
        """A row for each text that is looked for."""
        return await self._of(texts, asks=True)

    async def of_passages(self, texts: Sequence[str]) -> Matrix:
        """A row for each text that is looked through."""
        return await self._of(texts, asks=False)

    async def works(self, text: str) -> None:
        """Encode a text without looking whether it is kept. Raises EncoderFailed."""
        await self._workers.encode([text], asks=False)

    async def near(
        self, asked: Sequence[Piece], texts: Sequence[Piece], *, keep: bool = True
    ) -> dict[str, dict[str, float]]:
        """By text, how near each piece that is looked for is, seen from the middles of their languages.

        Nothing where there are none of either. Of texts that are not to be kept nothing is stored.
        """
        if not asked or not texts:
            return {}
        pieces = await self.of_posts([piece[:CHARACTERS] for piece, _ in asked])
        rows = await self._of([text[:CHARACTERS] for text, _ in texts], asks=False, keep=keep)
        sought = self._middles.seen(pieces, [language for _, language in asked], asks=True)
        seen = self._middles.seen(rows, [language for _, language in texts], asks=False)
        names = [piece for piece, _ in asked]
        cosines = (seen @ sought.T).tolist()
        return {text: dict(zip(names, row, strict=True)) for (text, _), row in zip(texts, cosines, strict=True)}

    async def _of(self, texts: Sequence[str], *, asks: bool, keep: bool = True) -> Matrix:
        if not texts:
            return np.zeros((0, 1), dtype=np.float32)
        hashes = [_hash(text, asks=asks) for text in texts]
        known = {key: self._at_hand[key] for key in hashes if key in self._at_hand}
        if far := {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}:
            known |= await self._kept.get(self.name, list(far))
            if missing := {key: text for key, text in far.items() if key not in known}:
                made = dict(zip(missing, await self._workers.encode(list(missing.values()), asks=asks), strict=True))
                if keep:
                    await self._kept.put(self.name, made, at=self._now())
                known |= made
        self._remember(known)
        rows = np.frombuffer(b"".join(known[key] for key in hashes), dtype=np.float16)
        return rows.reshape(len(hashes), -1).astype(np.float32)

    def _remember(self, vectors: Mapping[bytes, bytes]) -> None:
        """What was asked for last is dropped last."""
        for key, vector in vectors.items():
            self._at_hand[key] = vector
            self._at_hand.move_to_end(key)
        while len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)


def _hash(text: str, *, asks: bool) -> bytes:
    return blake2b(text.encode(), digest_size=16, person=b"asks" if asks else b"").digest()
