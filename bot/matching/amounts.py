"""Numbers, dates and weekdays among what a text speaks of: 1,5 млн is 1 500 000, and −5 is not 5."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.language.quantities import quantity
from bot.language.terms import Kind, Term
from bot.language.words import WORDS_KEPT
from bot.matching.measures import Measure
from bot.matching.wording import Word

_WEEKDAYS = tuple(
    re.compile(forms)
    for forms in (
        r"понеділ(?:ок|к)\w*|понедельник\w*|monday",
        r"вівтор(?:ок|к)\w*|вторник\w*|tuesday",
        r"серед(?:а|и|у|і|ою)|сред(?:а|ы|у|е|ой)|wednesday",
        r"четвер(?:|г\w*|зі)|thursday",
        r"пятниц\w*|friday",
        r"субот\w{1,2}|суббот\w{1,2}|saturday",
        r"неділ\w{1,2}|воскресень\w{1,2}|sunday",
    )
)


class Figure(NamedTuple):
    """A number, a date, a weekday or what else counts, «третя».

    Figures that are the same have one amount, and measures that do not differ.
    """

    term: Term
    amount: str  # with its scale
    measure: Measure

    @property
    def worth(self) -> tuple[str, str, str, frozenset[str]]:
        """What two figures share that say the same in the same way."""
        return self.amount, self.measure.sign, self.measure.scale, self.measure.units


def read_figures(words: Sequence[Word], terms: Sequence[Term]) -> tuple[Figure, ...]:
    """The figures among the terms of a text; its words say how much they are."""
    there = {word.start: word for word in words}
    return tuple(figure for term in terms if (figure := _figure(term, there.get(term.start))))


def _figure(term: Term, word: Word | None) -> Figure | None:
    whole = Measure(term.start, term.end, "", "", frozenset())
    if term.kind is Kind.DATE or ":" in term.key[2:]:  # a day, or an hour: «о 18-й», "6 p.m."
        return Figure(term, term.key, whole)
    if term.kind is Kind.WORD and term.key.startswith("d:"):  # «двадцять перша», as `quantity` has «двадцята»
        return Figure(term, f"q:o{term.key[2:]}", whole)
    if not term.key.startswith("d:"):  # a number of a name too: Су-34
        amount = (_weekday(word.key) or quantity(word.key)) if word else None
        return Figure(term, amount, whole) if amount else None
    if word is None:
        return Figure(term, term.key, whole)
    amount = word.key if word.key.startswith("t:") else f"d:{word.key}"  # 03.09 is a date
    if word.measure is None:
        return Figure(term, amount, whole)
    start, end = min(word.measure.start, term.start), max(word.measure.end, term.end)
    return Figure(term, amount, word.measure._replace(start=start, end=end))


@lru_cache(maxsize=WORDS_KEPT)
def _weekday(folded: str) -> str | None:
    """A day of the week as the amount of a date."""
    return next((f"t:{number}" for number, forms in enumerate(_WEEKDAYS, start=1) if forms.fullmatch(folded)), None)
