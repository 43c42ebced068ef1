"""How posts stand to each other in an article's news: they compete for each of its passages."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.rarity import Rarity
from bot.matching.reading import Reading
from bot.matching.weights import likeness, passage_likeness


@dataclass(frozen=True, slots=True)
class Passages:
    """For each post of a field of rivals: its best passage, and its lead there over the others."""

    best: tuple[float, ...]
    lead: tuple[float, ...]


def rate_passages(passages: Sequence[Reading], posts: Sequence[Reading], rarity: Rarity) -> Passages:
    """Let posts compete for each passage: a roundup gives each of its posts one."""
    best, lead = [0.0] * len(posts), [-1.0] * len(posts)
    for passage in passages:
        rates = [passage_likeness(passage, post, rarity) for post in posts]
        order = sorted(rates, reverse=True)
        for at, rate in enumerate(rates):
            rival = order[0] if rate < order[0] else (order[1] if len(order) > 1 else 0.0)
            best[at], lead[at] = max(best[at], rate), max(lead[at], rate - rival)
    return Passages(tuple(best), tuple(lead))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a post stands among its rivals for an article's news."""

    passage: float
    passage_lead: float
    unshared: frozenset[str]
    relative: float


def standings(
    passages: Sequence[Reading], keys: frozenset[str], posts: Sequence[Reading], rarity: Rarity
) -> list[Standing]:
    """How posts, likest first, stand in a part of the article."""
    rated = rate_passages(passages, posts, rarity)
    likest = max((likeness(post, keys, rarity) for post in posts), default=0.0) or 1.0
    found: list[Standing] = []
    explained: frozenset[str] = frozenset()
    for at, post in enumerate(posts):
        shared = keys & post.keys
        found.append(
            Standing(
                passage=rated.best[at],
                passage_lead=rated.lead[at],
                unshared=shared - explained,
                relative=likeness(post, keys, rarity) / likest,
            )
        )
        explained |= shared
    return found
