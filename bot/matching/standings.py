"""How posts stand to each other in an article's news: they compete for each of its passages."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.rarity import Rarity
from bot.matching.reading import Reading
from bot.matching.weights import likeness, passage_likenesses


@dataclass(frozen=True, slots=True)
class Passages:
    """For each post of a field of rivals: its best passage, and its lead there over the others."""

    best: tuple[float, ...]
    lead: tuple[float, ...]


def leads(rates: Sequence[float], twins: Sequence[frozenset[int]]) -> list[float]:
    """How far each rate stands over the best of the others, twins left out."""
    order = sorted(range(len(rates)), key=lambda at: -rates[at])
    return [
        rate - next((rates[other] for other in order if other != at and other not in twins[at]), 0.0)
        for at, rate in enumerate(rates)
    ]


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
    passages: Sequence[Reading],
    keys: frozenset[str],
    posts: Sequence[Reading],
    twins: Sequence[frozenset[int]],
    rarity: Rarity,
) -> list[Standing]:
    """How posts, likest first, stand in a part of the article."""
    rated = rate_passages(passages, posts, twins, rarity)
    like = [likeness(post, keys, rarity) for post in posts]
    likest = max(like, default=0.0) or 1.0
    found: list[Standing] = []
    shares = [keys & post.keys for post in posts]
    for at, shared in enumerate(shares):
        explained = frozenset[str]().union(*(shares[other] for other in range(at) if other not in twins[at]))
        found.append(
            Standing(
                passage=rated.best[at],
                passage_lead=rated.lead[at],
                unshared=shared - explained,
                relative=like[at] / likest,
            )
        )
    return found
