"""Numbers and dates of a text with all that makes them what they are: 1,5 млн is 1 500 000, and −5 is not 5."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.language import Token, fold
from bot.language.numerals import value_of
from bot.language.terms import Kind, Term
from bot.matching.measures import Measure, measures

_PLAIN = re.compile(r"d:\d+(?:\.\d+)?")
_SCALES = {"*thousand": 10**3, "*million": 10**6, "*billion": 10**9, "*trillion": 10**12}


class Figure(NamedTuple):
    """A number or a date; figures that are the same have one amount, and measures that do not differ."""

    term: Term
    amount: str
    measure: Measure  # its scale is in the amount

    @property
    def worth(self) -> tuple[str, str, frozenset[str]]:
        """What two figures share that say the same in the same way."""
        return self.amount, self.measure.sign, self.measure.units


def read_figures(text: str, words: Sequence[Token], terms: Sequence[Term]) -> tuple[Figure, ...]:
    """The figures among the terms of a normalised text."""
    numbers = [term for term in terms if term.kind in {Kind.NUMBER, Kind.DATE}]
    if not numbers:
        return ()
    places = {word.start: at for at, word in enumerate(words)}
    measured = measures(text)
    return tuple(_figure(text, term, measured.get(places[term.start])) for term in numbers)


def _figure(text: str, term: Term, found: Measure | None) -> Figure:
    if found is None or term.kind is Kind.DATE:
        return Figure(term, term.key, Measure(term.start, term.end, "", "", frozenset()))
    last = fold(text[term.start : term.end].split()[-1])
    scale = "" if value_of(last) == _SCALES["*thousand"] else found.scale
    amount = term.key
    if scale and _PLAIN.fullmatch(amount):
        amount = f"d:{(Decimal(amount[2:]) * _SCALES[scale]).normalize():f}"
    whole = found._replace(start=min(found.start, term.start), end=max(found.end, term.end), scale="")
    return Figure(term, amount, whole)
