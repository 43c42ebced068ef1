"""The words of a text as quotations are compared by: a number with its scale is one word, however it is written."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.language import Token, fold, tokens
from bot.language.figures import number_key, read_figures
from bot.language.numerals import value_of, written_out
from bot.language.quantities import quantity
from bot.language.words import is_number
from bot.matching.contractions import expanded
from bot.matching.measures import Measure, differ, measures, scaled

_DAY = "t:"  # as the terms have it
_DAY_OF_MONTH = re.compile(r"(0?[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])")
_HOUR = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
_AT = frozenset(("о", "об", "at"))  # other prepositions go with days and amounts as well
# «25млн», «двадцять один», "twenty-one"; not over the end of a line or a sentence
_TOGETHER = frozenset(("", " ", "-"))


class Word(NamedTuple):
    """A word at characters `start` to `end`. `spelling` is how it is written, `key` what it says: both 2 for двоє.

    Of "won't" there are two words at the same characters, "will" and "not".
    """

    start: int
    end: int
    text: str
    spelling: str
    key: str
    measure: Measure | None  # of a number

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands, a number with its sign and unit."""
        return (self.measure.start, self.measure.end) if self.measure else (self.start, self.end)

    @property
    def is_date(self) -> bool:
        """Whether it is a day of a month."""
        return self.key.startswith(_DAY)

    @property
    def is_figure(self) -> bool:
        """Whether it says how many; «один» is a pronoun as often."""
        return self.key[0].isdecimal() or self.is_date or value_of(self.key) == 1000 or self.is_quantity

    @property
    def is_quantity(self) -> bool:
        """Whether it counts without being a number: третя, вдвічі."""
        return quantity(self.key) is not None

    @property
    def amount(self) -> str:
        """What it says, the same in all case forms of a quantity."""
        return quantity(self.key) or self.key

    @property
    def is_one(self) -> bool:
        """Whether it may say «one»."""
        return value_of(self.key) == 1


@lru_cache(maxsize=4096)
def read_words(text: str) -> tuple[Word, ...]:
    """The words of a normalised text, in order."""
    found, figures = tokens(text), _figures(text)
    as_typed = [token.text for token in found]
    words: list[Word] = []
    at = 0
    while at < len(found):
        last, key = figures.get(at, (at, ""))
        if parts := expanded(as_typed, at):
            words += (Word(found[at].start, found[at].end, part, fold(part), fold(part), None) for part in parts)
        else:
            words.append(_word(text, found, (at, last), key))
        at = next(place for place in range(last, len(found)) if found[place].end >= words[-1].end) + 1
    return tuple(words)


@lru_cache(maxsize=256)
def figures_in(text: str) -> tuple[Word, ...]:
    """The numbers and dates alone: a third of the work, where a whole article is read for them."""
    found = tokens(text)
    return tuple(_word(text, found, (first, last), key) for first, (last, key) in _figures(text).items())


def _figures(text: str) -> dict[int, tuple[int, str]]:
    """Where numbers and dates begin among the tokens: the last token of each, and its key."""
    found = tokens(text)
    read = read_figures([word.text for word in found])
    return {first: (last, key) for first, last, key in read if _are_together(text, found[first : last + 1])}


@lru_cache(maxsize=4096)
def spellings(text: str) -> tuple[str, ...]:
    """The words and numbers of a normalised text as they are written, each by itself; "won't" is two."""
    words = [token.text for token in tokens(text)]
    parts = (expanded(words, at) or (word,) for at, word in enumerate(words))
    return tuple(_spelling(part) for each in parts for part in each)


@lru_cache(maxsize=4096)
def typed(text: str) -> tuple[str, ...]:
    """One spelling for each token of a normalised text."""
    return tuple(_spelling(token.text) for token in tokens(text))


def is_half(words: Sequence[Word], at: int) -> bool:
    """Whether the word at a place is the second of a "won't"."""
    return 0 < at < len(words) and words[at - 1].start == words[at].start


def are_other(one: Word, two: Word) -> bool:
    """Whether words of one key are numbers of other things: −15 and +15, 25% and 25."""
    return one.measure is not None and two.measure is not None and differ(one.measure, two.measure)


def are_same(one: Word, two: Word) -> bool:
    """Whether words are written the same, and are numbers of the same things."""
    return one.spelling == two.spelling and not are_other(one, two)


def _are_together(text: str, words: Sequence[Token]) -> bool:
    return all(text[one.end : two.start] in _TOGETHER for one, two in pairwise(words))


def _spelling(word: str) -> str:
    return number_key(word) if is_number(word) else fold(word)


def _word(text: str, found: Sequence[Token], place: tuple[int, int], key: str) -> Word:
    first, last = place
    if key.startswith("d:"):
        last, value, measure = _number(text, found, place, key[2:])
    else:
        value, measure = key, None
    start, end = found[first].start, found[last].end
    spelling = " ".join(_spelling(token.text) for token in found[first : last + 1])
    return Word(start, end, text[start:end], spelling, value or spelling, measure)


def _number(text: str, found: Sequence[Token], place: tuple[int, int], value: str) -> tuple[int, str, Measure | None]:
    """The last word of a number with its scale, its value, and what it counts; a day or an hour counts nothing."""
    first, last = place
    counted = measures(text)
    measure = next(counted[at] for at in range(last, first - 1, -1) if at in counted)
    if measure.scale_end > found[last].end:
        last = next(at for at in range(last, len(found)) if found[at].end >= measure.scale_end)
        value = scaled(value, measure.scale)
    elif not measure.units and not measure.scale and (other := _day_or_hour(value, found[max(0, first - 1)].text)):
        return last, other, None
    return last, written_out(value), measure._replace(scale="") if measure.scale_end else measure


def _day_or_hour(value: str, before: str) -> str | None:
    """«03.09» is 3 вересня, and «о 15.30» is 15:30; a number that only looks so is read so on both sides."""
    if (hour := _HOUR.fullmatch(value)) and fold(before) in _AT:
        return f"{hour[1]:0>2}:{hour[2]}"
    day = _DAY_OF_MONTH.fullmatch(value)
    return f"{_DAY}{day[2]}-{day[1]:0>2}" if day else None
