"""Learning where an encoder puts the texts of each language: the middles of the pieces that the matcher compares."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.errors import TooLittle
from bot.evaluation.labelled import LabelledSet
from bot.evaluation.names import Advance
from bot.evaluation.stock import stocked
from bot.matching import Piece, pieces_of_article, pieces_of_post
from bot.meaning.meanings import CHARACTERS, Meanings
from bot.meaning.middles import ANY, ASKED, READ, text_of

PRIOR = 64.0
"""So many vectors from where the other kind says the middle is are counted in: that of a few says little."""

Vector = NDArray[np.float64]
Vectors = Sequence[Vector]


class Encoded(NamedTuple):
    """A piece of a post or an article, with its vector."""

    language: str
    kind: str  # whether it is asked or read
    text: str
    vector: Vector


async def encoded(
    labelled: LabelledSet, advance: Advance = lambda _: None, meanings: Meanings | None = None
) -> list[Encoded]:
    """Each piece of a set whose language is known; nothing without an encoder."""
    if meanings is None:
        return []
    asked: list[Piece] = []
    read: list[Piece] = []
    async with stocked(labelled, advance) as (store, names):
        for post_id in names.posts:
            if post := await store.posts.get(post_id):
                asked += pieces_of_post(post)
        for article_id in names.articles:
            if article := await store.articles.get(article_id):
                read += pieces_of_article(article)
    return [
        Encoded(piece.language, kind, piece.text, row.astype(np.float64))
        for kind, pieces, encode in ((ASKED, asked, meanings.of_posts), (READ, read, meanings.of_passages))
        for piece, row in zip(pieces, await encode([piece.text[:CHARACTERS] for piece in pieces]), strict=True)
        if piece.language
    ]


def as_dict(found: Iterable[Encoded], *, encoder: str, command: str, sets: Mapping[str, Any]) -> dict[str, Any]:
    """middles.json: the middles, of how many texts each is, and how they were made."""
    texts: dict[str, dict[str, dict[str, Vector]]] = {}
    for one in found:
        texts.setdefault(one.language, {ASKED: {}, READ: {}})[one.kind][one.text] = one.vector
    vectors = {name: {kind: [*of.values()] for kind, of in kinds.items()} for name, kinds in texts.items()}
    return {
        "made_by": command,
        "learned_from": dict(sets),
        "encoder": encoder,
        "texts": {language: {kind: len(of) for kind, of in kinds.items()} for language, kinds in vectors.items()},
        "middles": {
            language: {kind: text_of(middle) for kind, middle in kinds.items()}
            for language, kinds in learn_middles(vectors).items()
        },
    }


def learn_middles(vectors: Mapping[str, Mapping[str, Vectors]]) -> dict[str, dict[str, Vector]]:
    """By language and kind; raises TooLittle without both kinds. Where a language has few texts of one kind, their
    middle is drawn to where it would be if both kinds lay as far apart there as they do in all languages together.
    """
    if not all(any(of[kind] for of in vectors.values()) for kind in (ASKED, READ)):
        raise TooLittle("Where languages lie is learned from posts and articles: these sets lack the one or the other.")
    every = {kind: np.mean([each for of in vectors.values() for each in of[kind]], axis=0) for kind in (ASKED, READ)}
    apart = every[ASKED] - every[READ]
    found: dict[str, dict[str, Vector]] = {}
    for language, of in vectors.items():
        asked, read = of[ASKED], of[READ]
        found[language] = {
            ASKED: _drawn(asked, np.mean(read, axis=0) + apart if read else every[ASKED]),
            READ: _drawn(read, np.mean(asked, axis=0) - apart if asked else every[READ]),
        }
    middle = {kind: np.mean([of[kind] for of in found.values()], axis=0) for kind in (ASKED, READ)}
    return {ANY: middle, **found}


def _drawn(vectors: Vectors, prior: Vector) -> Vector:
    whole: Vector = sum(vectors, PRIOR * prior) / (len(vectors) + PRIOR)
    return whole
