"""Runs of words that stand in a post and in an article: the strongest sign that one was written from the other.

Measured: an article quoting its post shares up to 50 words; an article of another post shares at most 7.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush

from bot.language import Token, fold
from storage.records import Span

FEWEST_WORDS = 4  # of a run worth keeping; three words stand together in unrelated texts
_MOST_PLACES = 32


_KEPT = 2048  # texts: the posts and the passages that are compared at one time


@lru_cache(maxsize=_KEPT)
def _folded(words: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(fold(word.text) for word in words)


@lru_cache(maxsize=_KEPT)
def _places(folded: tuple[str, ...]) -> Mapping[tuple[str, ...], Sequence[int]]:
    """Where each few words in a row stand, at most so many times: one word over and over would take minutes."""
    found: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(folded) - FEWEST_WORDS + 1):
        places = found.setdefault(folded[at : at + FEWEST_WORDS], [])
        if len(places) < _MOST_PLACES:
            places.append(at)
    return found


@lru_cache(maxsize=_KEPT)
def _grams(folded: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Each few words in a row."""
    return frozenset(zip(*(folded[at:] for at in range(FEWEST_WORDS)), strict=False))


def _longest_from(one: tuple[str, ...], two: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """For each place of the second text that a run starts at: the words of the longest, that place, and its twin."""
    if _grams(one).isdisjoint(_grams(two)):  # two sets: neither is hashed anew
        return []
    places = _places(one)
    found: list[tuple[int, int, int]] = []
    known: dict[int, int] = {}  # runs that start one word further on, by their place in the first text
    for at in range(len(two) - FEWEST_WORDS, -1, -1):
        starts = places.get(two[at : at + FEWEST_WORDS], ())
        known = {start: known.get(start + 1, FEWEST_WORDS - 1) + 1 for start in starts}
        if known:
            length, start = max((length, -start) for start, length in known.items())
            found.append((length, at, -start))
    return found


def runs(one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of equal words, the longest first: place in the first, in the second, and words.

    None overlap in the second; where two would, the longer one is whole and the other is cut short.
    """
    waiting = [(-length, at, start) for length, at, start in _longest_from(tuple(one), tuple(two))]
    if not waiting:
        return []
    heapify(waiting)
    free = [True] * len(two)
    found: list[tuple[int, int, int]] = []
    while waiting:
        length, at, start = heappop(waiting)
        open_words = next((words for words in range(-length) if not free[at + words]), -length)
        if open_words == -length:
            found.append((start, at, open_words))
            free[at : at + open_words] = [False] * open_words
        elif open_words >= FEWEST_WORDS:
            heappush(waiting, (-open_words, at, start))
    return found


def shared_spans(
    post: Sequence[Token], passages: Iterable[Sequence[Token]], quoted: Sequence[tuple[int, int]]
) -> tuple[Span, ...]:
    """The runs of a post in the passages of an article, longest first; `quoted` are the article's quotations."""
    folded = _folded(tuple(post))
    spans = [
        Span(
            post_start=post[one].start,
            post_end=post[one + length - 1].end,
            article_start=words[two].start,
            article_end=words[two + length - 1].end,
            words=length,
            quoted=any(
                start <= words[two].start and words[two + length - 1].end <= end for start, end in quoted
            ),
        )
        for words in passages
        for one, two, length in runs(folded, _folded(tuple(words)))
    ]  # fmt: skip
    return tuple(sorted(spans, key=lambda span: -span.words))
