"""The words of a text as quotations are compared by: a number with its scale is one word, however it is written."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.language import Token, fold, tokens
from bot.language.numerals import value_of
from bot.language.terms import number_key, read_figures
from bot.matching.measures import Measure, differ, measures, scaled


class Word(NamedTuple):
    """A word at characters `start` to `end`. `spelling` is how it is written, `key` what it says: both 2 for двоє."""

    start: int
    end: int
    text: str
    spelling: str
    key: str
    measure: Measure | None  # of a number

    @property
    def is_figure(self) -> bool:
        """Whether it says how many; «один» is a pronoun as often."""
        return self.key[0].isdecimal() or value_of(self.key) == 1000

    @property
    def is_one(self) -> bool:
        """Whether it may say «one»."""
        return value_of(self.key) == 1


@lru_cache(maxsize=4096)
def read_words(text: str) -> tuple[Word, ...]:
    """The words of a normalised text, in order."""
    found, counted = tokens(text), measures(text)
    figures = {first: (last, key[2:]) for first, last, key in _figures(found)}
    words: list[Word] = []
    at = 0
    while at < len(found):
        last, value = figures.get(at, (at, ""))
        words.append(_number(text, found, (at, last), value, counted) if value else _plain(found[at]))
        at = next(place for place in range(last, len(found)) if found[place].end >= words[-1].end) + 1
    return tuple(words)


@lru_cache(maxsize=4096)
def spellings(text: str) -> tuple[str, ...]:
    """The words and numbers of a normalised text as they are written, each by itself."""
    return tuple(map(_spelling, tokens(text)))


def are_other(one: Word, two: Word) -> bool:
    """Whether words of one key are numbers of other things: −15 and +15, 25% and 25."""
    return one.measure is not None and two.measure is not None and differ(one.measure, two.measure)


def are_same(one: Word, two: Word) -> bool:
    """Whether words are written the same, and are numbers of the same things."""
    return one.spelling == two.spelling and not are_other(one, two)


def _figures(found: Sequence[Token]) -> list[tuple[int, int, str]]:
    return [one for one in read_figures([word.text for word in found]) if one[2][0] == "d"]


def _spelling(word: Token) -> str:
    return number_key(word.text) if word.is_number else fold(word.text)


def _plain(word: Token) -> Word:
    spelling = _spelling(word)
    return Word(word.start, word.end, word.text, spelling, spelling, None)


def _number(
    text: str, found: Sequence[Token], place: tuple[int, int], value: str, counted: Mapping[int, Measure]
) -> Word:
    first, last = place
    measure = next(counted[at] for at in range(last, first - 1, -1) if at in counted)
    if measure.scale_end > found[last].end:
        last = next(at for at in range(last, len(found)) if found[at].end >= measure.scale_end)
        value = scaled(value, measure.scale)
    if measure.scale_end:
        measure = measure._replace(scale="")
    start, end = found[first].start, found[last].end
    spelling = " ".join(map(_spelling, found[first : last + 1]))
    return Word(start, end, text[start:end], spelling, value, measure)
