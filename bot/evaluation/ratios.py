"""Shares with the interval in which they would lie on other sets of the same kind."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

SAMPLES = 600
_SEED = 20260302  # the same set gives the same interval each time

Tally = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share, and the middle 95 of 100 shares of bootstrap samples. None where there was nothing to count."""

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def rounded(self) -> float | None:
        """As it is printed for machines."""
        return None if self.value is None else round(self.value, 4)


def share(part: float, whole: float) -> float | None:
    """A part of a whole; None of nothing."""
    return part / whole if whole else None


def precision(tally: Tally) -> float | None:
    """Of what was said, the share that is right; a tally counts right, wrong and missed ones."""
    return share(tally[0], tally[0] + tally[1])


def recall(tally: Tally) -> float | None:
    """Of what is to be said, the share that was."""
    return share(tally[0], tally[0] + tally[2])


def f1(tally: Tally) -> float | None:
    """The harmonic mean of both."""
    return share(2 * tally[0], 2 * tally[0] + tally[1] + tally[2])


def mean(tally: Tally) -> float | None:
    """A sum over a number."""
    return share(tally[0], tally[1])


def _sum(tallies: Sequence[Tally], width: int) -> Tally:
    return tuple(sum(map(itemgetter(place), tallies)) for place in range(width))


def ratios(groups: Mapping[str, Tally], statistics: Mapping[str, Callable[[Tally], float | None]]) -> dict[str, Ratio]:
    """Statistics of the sum of tallies, with intervals: whole groups (articles, posts) are drawn, not single pairs."""
    tallies: Sequence[Tally] = [tally for tally in groups.values() if any(tally)]
    width = len(tallies[0]) if tallies else 3
    total = _sum(tallies, width)
    draw = random.Random(_SEED)
    samples = [_sum(draw.choices(tallies, k=len(tallies)), width) for _ in range(SAMPLES)] if tallies else []
    return {name: _with_interval(statistic, total, samples) for name, statistic in statistics.items()}


def _with_interval(statistic: Callable[[Tally], float | None], total: Tally, samples: Sequence[Tally]) -> Ratio:
    value = statistic(total)
    drawn = sorted(found for sample in samples if (found := statistic(sample)) is not None)
    if value is None or not drawn:
        return Ratio(value)
    return Ratio(value, drawn[round(0.025 * (len(drawn) - 1))], drawn[round(0.975 * (len(drawn) - 1))])
