"""What a post has before it: the best of the others of a field, those that say the same left out."""

from collections.abc import Sequence


def best_of_others(rates: Sequence[float], twins: Sequence[frozenset[int]]) -> list[float]:
    """For each rate the largest of the others, twins left out; 0 where there is none.

    Nearly all have no twins, and then it is the first or the second of all.
    """
    order = sorted(range(len(rates)), key=rates.__getitem__, reverse=True)
    first, second = ([*(rates[at] for at in order[:2]), 0.0, 0.0])[:2]
    return [
        next((rates[other] for other in order if other != at and other not in twins[at]), 0.0)
        if twins[at]
        else (second if at == order[0] else first)
        for at in range(len(rates))
    ]
