"""Numbers and dates among what a text speaks of: 1,5 млн is 1 500 000, and −5 is not 5."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.language.terms import Kind, Term
from bot.matching.measures import Measure
from bot.matching.wording import Word


class Figure(NamedTuple):
    """A number or a date; figures that are the same have one amount, and measures that do not differ."""

    term: Term
    amount: str  # with its scale
    measure: Measure

    @property
    def worth(self) -> tuple[str, str, str, frozenset[str]]:
        """What two figures share that say the same in the same way."""
        return self.amount, self.measure.sign, self.measure.scale, self.measure.units


def read_figures(words: Sequence[Word], terms: Sequence[Term]) -> tuple[Figure, ...]:
    """The figures among the terms of a text; its words say how much they are."""
    counted = {word.start: word for word in words if word.measure}
    return tuple(_figure(term, counted.get(term.start)) for term in terms if term.kind in {Kind.NUMBER, Kind.DATE})


def _figure(term: Term, word: Word | None) -> Figure:
    if word is None or word.measure is None or term.kind is Kind.DATE:
        return Figure(term, term.key, Measure(term.start, term.end, "", "", frozenset()))
    whole = word.measure._replace(start=min(word.measure.start, term.start), end=max(word.measure.end, term.end))
    return Figure(term, f"d:{word.key}", whole)
