"""How posts stand to each other in an article's news: they compete for each of its passages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import sub

from bot.matching.others import best_of_others
from bot.matching.rarity import Rarity
from bot.matching.reading import Reading
from bot.matching.weights import passage_likenesses


@dataclass(frozen=True, slots=True)
class Passages:
    """For each post of a field of rivals: its best passage, and its lead there over the others."""

    best: tuple[float, ...]
    lead: tuple[float, ...]


def leads(rates: Sequence[float], twins: Sequence[frozenset[int]]) -> list[float]:
    """How far each rate stands over the best of the others, twins left out."""
    return list(map(sub, rates, best_of_others(rates, twins)))


def rate_passages(
    passages: Sequence[Reading], posts: Sequence[Reading], twins: Sequence[frozenset[int]], rarity: Rarity
) -> Passages:
    """Let posts compete for each passage: a roundup gives each of its posts one."""
    best, lead = [0.0] * len(posts), [-1.0] * len(posts)
    for passage in passages:
        rates = passage_likenesses(passage, posts, rarity)
        for at, (rate, ahead) in enumerate(zip(rates, leads(rates, twins), strict=True)):
            best[at], lead[at] = max(best[at], rate), max(lead[at], ahead)
    return Passages(tuple(best), tuple(lead))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a post stands among its rivals for an article's news."""

    passage: float
    passage_lead: float
    unshared: frozenset[str]
    relative: float


def standings(
    rated: Passages, shares: Sequence[frozenset[str]], like: Sequence[float], twins: Sequence[frozenset[int]]
) -> list[Standing]:
    """How posts, likest first, stand in a part of the article: what each shares with it, and how like it is."""
    likest = max(like, default=0.0) or 1.0
    return [
        Standing(
            passage=rated.best[at],
            passage_lead=rated.lead[at],
            unshared=unshared,
            relative=like[at] / likest,
        )
        for at, unshared in enumerate(_unshared(shares, twins))
    ]


def _unshared(shares: Sequence[frozenset[str]], twins: Sequence[frozenset[int]]) -> Iterator[frozenset[str]]:
    """Of what each shares, what none before it explains, its twins left out."""
    explained: set[str] = set()
    for at, shared in enumerate(shares):
        if twins[at]:
            yield shared.difference(*(shares[other] for other in range(at) if other not in twins[at]))
        else:
            yield shared - explained
        explained |= shared
