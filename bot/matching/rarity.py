"""How much a shared term says: little where every text has it, much where few do."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain

Rarity = Callable[[str], float]
"""The weight of a term's key, 0 and more."""


class _Weights(dict[str, float]):
    """Asked some ten thousand times for an article, so without a call of Python's where the key is known."""

    unknown: float

    def __missing__(self, key: str) -> float:
        return self.unknown


def rarity_of(documents: Iterable[Iterable[str]]) -> Rarity:
    """Weights from the texts at hand: the logarithm of one over the share of texts that have the term.

    Smoothed as if forty texts without any of the terms were there too: the texts at hand are those that storage found
    for their likeness, so a term of half of them still tells the world apart, and on a quiet night they are few.
    """
    sets = [document if isinstance(document, frozenset) else frozenset(document) for document in documents]
    counts, size = Counter(chain.from_iterable(sets)), len(sets)  # in one call: a ranking has hundreds of texts
    of_count = [math.log((size + 40) / (count + 1)) + 0.1 for count in range(size + 1)]
    weights = _Weights(zip(counts, map(of_count.__getitem__, counts.values()), strict=True))
    weights.unknown = math.log(size + 40) + 0.1
    return weights.__getitem__
