"""Runs of words that stand in a post and in an article: the strongest sign that one was written from the other.

Measured: an article quoting its post shares up to 50 words; an article of another post shares at most 7.
"""

from collections.abc import Iterable, Sequence

from bot.language import Token, fold
from storage.records import Span

FEWEST_WORDS = 4  # of a run worth keeping; three words stand together in unrelated texts


def _places(folded: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(folded) - FEWEST_WORDS + 1):
        found.setdefault(tuple(folded[at : at + FEWEST_WORDS]), []).append(at)
    return found


def _length(one: Sequence[str], two: Sequence[str], at_one: int, at_two: int) -> int:
    length = FEWEST_WORDS
    while at_one + length < len(one) and at_two + length < len(two) and one[at_one + length] == two[at_two + length]:
        length += 1
    return length


def runs(one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int, int]]:
    """Longest runs of equal words: place in the first, in the second, and words. None overlap in the second."""
    places = _places(one)
    found: list[tuple[int, int, int]] = []
    at = 0
    while at <= len(two) - FEWEST_WORDS:
        starts = places.get(tuple(two[at : at + FEWEST_WORDS]))
        if not starts:
            at += 1
            continue
        length, start = max((_length(one, two, start, at), -start) for start in starts)
        found.append((-start, at, length))
        at += length
    return found


def shared_spans(
    post: Sequence[Token], passages: Iterable[Sequence[Token]], quoted: Sequence[tuple[int, int]]
) -> tuple[Span, ...]:
    """The runs of a post in the passages of an article, longest first; `quoted` are the article's quotations."""
    folded = [fold(word.text) for word in post]
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
        for one, two, length in runs(folded, [fold(word.text) for word in words])
    ]  # fmt: skip
    return tuple(sorted(spans, key=lambda span: -span.words))
