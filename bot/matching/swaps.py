"""Numbers and names that changed places, so that a text has the same ones and says another thing.

«Загинули 2, поранено 5» and «Загинули 5, поранено 2». A list in another order swaps nothing: each keeps its company.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.language import fold
from bot.language.numerals import value_of
from bot.language.terms import Term
from bot.matching.revision import Sentence

_JOINERS = frozenset(("і", "й", "та", "а", "и", "да", "and", "but"))
_CLAUSE_END = re.compile("[,;)]")  # «Суми (604), Харків (571)»: what stands in brackets is of what stands before
_PASSIVE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
_ONE = "d:1"  # no term, as «один» is a pronoun as often; where it changes places with a number it is one
_MOST = 40  # numbers or names of a side; a table of more is not looked into
_IN_ITS_FORM = 3  # «Росія» who attacks stays so wherever she stands, unless she is «Росію» then


@dataclass(frozen=True, slots=True)
class _Element:
    """A term or a small word of a sentence, in order."""

    term: Term | None
    key: str
    folded: str
    clause: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number or a name stands."""

    company: frozenset[str]  # of its clause
    before: str
    after: str
    form: str  # its case form; empty where the language has none


def swapped_figures(old: Sequence[Sentence], new: Sequence[Sentence]) -> frozenset[str]:
    """The keys of numbers and dates each of which stands where another of them stood."""
    return _swapped(_figures(old), _figures(new))


def swapped_names(old: Sequence[Sentence], new: Sequence[Sentence]) -> frozenset[str]:
    """The keys of names each of which stands where another of them stood."""
    return _swapped(_names(old), _names(new))


Places = Mapping[str, Sequence[_Place]]


def _swapped(old: Places, new: Places) -> frozenset[str]:
    both = [key for key in old if key in new]
    if not 1 < len(both) <= _MOST:
        return frozenset()
    goes = {key: other for key in both if (other := _instead(key, both, old, new)) != key}
    return frozenset(key for key in goes if _returns(key, goes))


def _instead(key: str, both: Sequence[str], old: Places, new: Places) -> str:
    """What stands now where a number or a name stood; itself where that is as likely."""
    own = max(_alike(one, two, is_same=True) for one in old[key] for two in new[key])
    best, found = own, key
    for other in both:
        if other != key:
            alike = max(_alike(one, two, is_same=False) for one in old[key] for two in new[other])
            if alike > best:
                best, found = alike, other
    return found


def _returns(key: str, goes: Mapping[str, str]) -> bool:
    """Whether places were exchanged, between two or round more."""
    at, seen = goes[key], {key}
    while at in goes and at not in seen:
        seen.add(at)
        at = goes[at]
    return at == key


def _alike(one: _Place, two: _Place, *, is_same: bool) -> float:
    shared = len(one.company & two.company) / (len(one.company | two.company) or 1)
    if is_same and one.form and one.form == two.form:
        shared *= _IN_ITS_FORM
    return shared + bool(one.before and one.before == two.before) + bool(one.after and one.after == two.after)


def _figures(sentences: Sequence[Sentence]) -> dict[str, list[_Place]]:
    found: dict[str, list[_Place]] = {}
    for sentence in sentences:
        elements, amounts = list(_elements(sentence)), {one.term: one.amount for one in sentence.figures}
        company = _company(elements, amounts)
        for before, one, after in _with_neighbours(elements):
            amount = amounts.get(one.term) if one.term else _ONE if value_of(one.folded) == 1 else None
            if amount:
                found.setdefault(amount, []).append(_Place(company[one.clause], before, after, ""))
    return found


def _names(sentences: Sequence[Sentence]) -> dict[str, list[_Place]]:
    """Names side by side are one list: all of them have the same neighbours, and the company of the clause they end."""
    found: dict[str, list[_Place]] = {}
    for sentence in sentences:
        elements, names = list(_elements(sentence)), set(sentence.names)
        company = _filled(_company(elements, names | {one.term for one in sentence.figures}))
        words = [one.folded if _is_neighbour(one, names) else "" for one in elements]
        for at, one in enumerate(elements):
            if one.term in names:
                before, after = next(filter(None, reversed(words[:at])), ""), next(filter(None, words[at:]), "")
                form = "" if one.folded.isascii() else one.folded
                found.setdefault(one.key, []).append(_Place(company[one.clause], before, after, form))
    return found


def _is_neighbour(one: _Element, names: Container[Term]) -> bool:
    """Whether a word tells what a name beside it does: «у» does not, "was attacked" does otherwise than "attacked"."""
    return one.term not in names if one.term else one.folded in _PASSIVE


def _elements(sentence: Sentence) -> Iterator[_Element]:
    """The words of a sentence, those of one term as one, joining words left out."""
    clause, last, terms = 0, 0, iter((*sentence.terms, None))
    term = next(terms)
    for word in sentence.words:
        while term and term.end <= word.start:
            term = next(terms)
        folded = fold(word.text)
        if _CLAUSE_END.search(sentence.text, last, word.start) or folded in _JOINERS:
            clause += 1
        last = word.end
        if term and term.start < word.start:
            continue
        if term and term.start == word.start:
            yield _Element(term, term.key, folded, clause)
        elif folded not in _JOINERS:
            yield _Element(None, folded, folded, clause)


def _with_neighbours(elements: Sequence[_Element]) -> Iterator[tuple[str, _Element, str]]:
    """Each with the keys beside it in its clause."""
    for _, clause in groupby(elements, key=lambda one: one.clause):
        inside = list(clause)
        keys = ["", *(one.key for one in inside), ""]
        for at, one in enumerate(inside):
            yield keys[at], one, keys[at + 2]


def _company(elements: Sequence[_Element], but: Container[Term]) -> list[frozenset[str]]:
    """What each clause speaks of, without the numbers or names themselves."""
    found: list[set[str]] = [set() for _ in range(elements[-1].clause + 1 if elements else 0)]
    for one in elements:
        if one.term and one.term not in but:
            found[one.clause].add(one.key)
    return [frozenset(keys) for keys in found]


def _filled(company: list[frozenset[str]]) -> list[frozenset[str]]:
    """A clause that is but a name goes with the one before, the first with the one after: «Суми, Харків – удари»."""
    filled = list(company)
    for order in (range(1, len(filled)), range(len(filled) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            filled[at] = filled[at] or filled[at + step]
    return filled
