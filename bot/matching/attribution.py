"""Whether an article names the channel, its speaker or its office, in any case form and any of three languages."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bot.language.terms import Kind, Term, read_terms
from bot.matching.reading import Reading

_LONGER_BY = 1  # «начальник Сумської обласної ОВА Гайдабура»: so many words may stand between


@lru_cache(maxsize=512)
def _alias_keys(aliases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    read = (tuple(term.key for term in read_terms(alias)) for alias in aliases)
    return tuple(keys for keys in dict.fromkeys(read) if keys)


@lru_cache(maxsize=512)
def speakers(aliases: tuple[str, ...]) -> frozenset[str]:
    """The surnames among aliases: what ends at least two of them, is capitalised, and is no abbreviation."""
    ends: Counter[str] = Counter()
    for alias in aliases:
        last = alias.split()[-1] if alias.split() else ""
        terms = read_terms(f"x {last}") if last and not last.isupper() else []  # "x": not the start of a sentence
        ends.update(term.key for term in terms[-1:] if term.kind == Kind.NAME)
    return frozenset(key for key, times in ends.items() if times > 1)


def _whole_alias(keys: Sequence[str], terms: Sequence[Term], known: frozenset[str]) -> tuple[int, int] | None:
    wanted = set(keys)
    if not wanted <= known:
        return None
    for at, term in enumerate(terms):
        window = terms[at : at + len(keys) + _LONGER_BY]
        if term.key == keys[0] and wanted <= {one.key for one in window}:
            last = max(place for place, one in enumerate(window) if one.key in wanted)
            return term.start, window[last].end
    return None


def attribution(aliases: tuple[str, ...], passages: Sequence[Reading]) -> tuple[int, int] | None:
    """Where passages of an article name the source, in characters; the whole name before the surname alone."""
    for keys in sorted(_alias_keys(aliases), key=len, reverse=True):
        for passage in passages:
            if found := _whole_alias(keys, passage.terms, passage.keys):
                return found
    names = speakers(aliases)
    naming = (passage for passage in passages if names & passage.keys)
    return next(((term.start, term.end) for passage in naming for term in passage.terms if term.key in names), None)
