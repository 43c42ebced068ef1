"""Which clauses of a post a sentence in another language translates."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from bot.language.sentences import sentences
from bot.language.terms import read_terms

_LENGTHS = (0.6, 1.7)  # of a translation beside what it translates
_SHARE = 0.3  # of the terms of both that agree
_SHARED = 2  # terms
_MOST_CLAUSES = 12  # of a sentence; a list is not looked into
_CLAUSE_END = re.compile(r"[,;:()—–]\s*")


class Clauses(NamedTuple):
    """Clauses of a post that follow each other, and their sentence."""

    text: str
    sentence: str


def clauses_of(sentence: str, post: str, language: str) -> Clauses | None:
    """What of a post a sentence translates, if one sentence of it has most in common with it and enough."""
    keys = _keys(sentence, None)
    found = sorted(
        (
            (_likeness(keys, _keys(text, language)), Clauses(text, one))
            for one in sentences(post)
            for text in _stretches(one)
        ),
        reverse=True,
    )
    if not found:
        return None
    likeness, best = found[0]
    rest = next((other for other, each in found if each.sentence != best.sentence), 0.0)
    shared = len(keys & _keys(best.text, language))
    is_long = _LENGTHS[0] <= len(sentence) / len(best.text) <= _LENGTHS[1]
    return best if likeness >= _SHARE and shared >= _SHARED and likeness > rest and is_long else None


def _likeness(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return 2 * len(ours & theirs) / (len(ours) + len(theirs) or 1)


@lru_cache(maxsize=4096)
def _keys(text: str, language: str | None) -> frozenset[str]:
    return frozenset(term.key for term in read_terms(text, language))


def _stretches(sentence: str) -> Iterator[str]:
    """Its clauses, those that follow each other together too."""
    cuts = [0, *(found.end() for found in _CLAUSE_END.finditer(sentence)), len(sentence)]
    if len(cuts) > _MOST_CLAUSES:
        cuts = [0, len(sentence)]
    yield from (sentence[start:end] for start, end in combinations(cuts, 2) if start < end)
