"""How much texts have in common, weighed by rarity."""

import math
from collections.abc import Iterable, Sequence

from bot.matching.rarity import Rarity
from bot.matching.reading import Reading

_PASSAGE_PRIOR = 8.0  # weight that a passage must outgrow before its likeness counts in full
SHORT_PRIOR = 4.0  # the same of what has few words: a title, the numbers of a text


def weigh(keys: Iterable[str], rarity: Rarity) -> float:
    """The joint weight of terms, the same in whatever order a set has them: a tie is a tie in each process."""
    return math.fsum(map(rarity, keys))


def likeness(post: Reading, keys: frozenset[str], rarity: Rarity, *, whole: float | None = None) -> float:
    """How much a text has of a post, long posts being no better off than short ones; `whole` is the post's weight."""
    if whole is None:
        whole = weigh(post.keys, rarity)
    return weigh(post.keys & keys, rarity) / math.sqrt(whole) if whole else 0.0


def passage_likenesses(passage: Reading, posts: Sequence[Reading], rarity: Rarity) -> list[float]:
    """For each post the share of a passage that it explains; short passages count less."""
    whole = weigh(passage.keys, rarity) + _PASSAGE_PRIOR
    return [weigh(passage.keys & post.keys, rarity) / whole for post in posts]


def missing(wanted: frozenset[str], there: frozenset[str], rarity: Rarity) -> float:
    """The share of terms that a text lacks; one that lacks its only term lacks less than all."""
    return weigh(wanted - there, rarity) / (weigh(wanted, rarity) + SHORT_PRIOR)
