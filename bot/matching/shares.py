"""How an article's sentences are shared out among the posts of a field.

An article written from one post has most of its sentences from it, a round-up some from each of several; what is
recalled has one or two beside a post that has all the others, and an interview is explained by no post at all.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.others import best_of_others


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A post's part in an article, all between 0 and 1."""

    own: float = 0.0  # of the sentences, that which the post explains
    following: float = 0.0  # the largest that another post has
    unexplained: float = 1.0  # that which no post explains
    back: float = 0.0  # of its own share, that in sentences which point back
    parts: tuple[float, ...] = ()  # of each sentence


def share_out(
    rates: Sequence[Sequence[float]],
    twins: Sequence[frozenset[int]],
    back: Sequence[bool],
    *,
    bar: float,
    sharpness: float,
) -> list[Share]:
    """Give each sentence to the posts that explain it best, or to none.

    `rates` are by sentence, then by post. A softmax over the posts and a bar that a rate must outgrow; posts that say
    the same (`twins`, by place) do not take from each other.
    """
    parts = [_parts(row, twins, bar=bar, sharpness=sharpness) for row in rates]
    if not parts:
        return [Share() for _ in twins]
    own = [math.fsum(row[at] for row in parts) / len(parts) for at in range(len(twins))]
    following = best_of_others(own, twins)
    unexplained = math.fsum(1 / (1 + _pull(max(row, default=0.0), bar, sharpness)) for row in rates) / len(rates)
    return [
        Share(
            own=own[at],
            following=following[at],
            unexplained=unexplained,
            back=_back([row[at] for row in parts], back),
            parts=tuple(row[at] for row in parts),
        )
        for at in range(len(twins))
    ]


def _pull(rate: float, bar: float, sharpness: float) -> float:
    return math.exp(sharpness * (rate - bar))


def _parts(row: Sequence[float], twins: Sequence[frozenset[int]], *, bar: float, sharpness: float) -> list[float]:
    pulls = [_pull(rate, bar, sharpness) for rate in row]
    whole = 1 + math.fsum(pulls)
    return [pull / (whole - math.fsum(pulls[twin] for twin in twins[at])) for at, pull in enumerate(pulls)]


_BACK_PRIOR = 0.2  # of a sentence: what a post hardly has a part in points nowhere


def _back(parts: Sequence[float], back: Sequence[bool]) -> float:
    pointing = math.fsum(part for part, points in zip(parts, back, strict=True) if points)
    return pointing / (math.fsum(parts) + _BACK_PRIOR)
