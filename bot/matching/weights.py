"""How much texts have in common, weighed by rarity."""

import math
from collections.abc import Iterable

from bot.matching.rarity import Rarity
from bot.matching.reading import Reading

_PASSAGE_PRIOR = 8.0  # weight that a passage must outgrow before its likeness counts in full


def weigh(keys: Iterable[str], rarity: Rarity) -> float:
    """The joint weight of terms."""
    return sum(map(rarity, keys))


def likeness(post: Reading, keys: frozenset[str], rarity: Rarity) -> float:
    """How much a text has of a post, long posts being no better off than short ones."""
    whole = weigh(post.keys, rarity)
    return weigh(post.keys & keys, rarity) / math.sqrt(whole) if whole else 0.0


def passage_likeness(passage: Reading, post: Reading, rarity: Rarity) -> float:
    """The share of a passage that a post explains; short passages count less."""
    return weigh(passage.keys & post.keys, rarity) / (weigh(passage.keys, rarity) + _PASSAGE_PRIOR)
