"""What a text speaks of: words, names, numbers and dates in a form that is the same in three languages."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from bot.language.concepts import concept
from bot.language.detection import detect
from bot.language.lemmas import lemma
from bot.language.numerals import continues, joined, value_of
from bot.language.sounds import sound
from bot.language.stems import stem
from bot.language.wordlists import word_list
from bot.language.words import Token, fold, tokens


def number_key(text: str) -> str:
    """A number as it is compared: `2 400`, `2.400` and `2400` are one."""
    return re.sub(r"[ .,](?=\d{3}(?:\D|$))", "", text).replace(",", ".")


class Kind(IntEnum):
    """What a term is."""

    WORD = 0
    NAME = 1
    NUMBER = 2
    DATE = 3


class Term(NamedTuple):
    """A word that bears meaning, at characters `start` to `end` of its text. Terms are the same where `key` is."""

    start: int
    end: int
    key: str
    kind: Kind


_MONTH_NAMES = (
    "січня января january",
    "лютого февраля february",
    "березня марта march",
    "квітня апреля april",
    "травня мая may",
    "червня июня june",
    "липня июля july",
    "серпня августа august",
    "вересня сентября september",
    "жовтня октября october",
    "листопада ноября november",
    "грудня декабря december",
)
_MONTHS = {form: number for number, forms in enumerate(_MONTH_NAMES, start=1) for form in forms.split()}
_SENTENCE_ENDS = frozenset('.!?…:\n«»“”"„—–•▪🔸')


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(word_list("stopwords.txt").whole)


@lru_cache(maxsize=65536)
def word_key(word: str, language: str) -> str | None:
    """The key of a word: its concept, else its sound; None where it says nothing of the matter."""
    folded = fold(word)
    if len(folded) < 2 or folded in _stopwords():
        return None
    plain = fold(lemma(folded, language))
    known = concept(folded, plain)
    if known:
        return f"k:{known}"
    # Dictionaries err on names (Сирського gives «сирсьхто») and are right on the rest.
    if len(folded) < 3:
        return None
    return f"x:{sound(stem(folded if word[0].isupper() else plain)) or folded}"  # other scripts have no sound here


@lru_cache(maxsize=65536)  # the words of news are few, and come again and again
def _sense(word: str, language: str) -> tuple[int | None, str | None]:
    """The number that a word means, else its key."""
    value = value_of(fold(word))
    return value, None if value is not None else word_key(word, "en" if word[0].isascii() else language)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in _SENTENCE_ENDS


def _date_key(word: str, day: str) -> str | None:
    month = _MONTHS.get(word)
    if month is None or not day.isdecimal() or not 1 <= int(day) <= 31:
        return None
    return f"t:{month:02}-{int(day):02}"


def _numeric_date(text: str) -> str | None:
    parts = text.split(".")
    if len(parts) == 3 and all(part.isdecimal() for part in parts) and 1 <= int(parts[1]) <= 12 and len(parts[0]) <= 2:
        return f"t:{int(parts[1]):02}-{int(parts[0]):02}"
    return None


class _Reader:
    """Walks over the tokens of one text."""

    def __init__(self, text: str, language: str, words: Sequence[Token]) -> None:
        self._text = text
        self._language = language
        self._tokens = words
        self._at = 0

    def read(self) -> Iterator[Term]:
        """All terms, in order."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if term := self._number(token) if token.is_number else self._word(token):
                yield term

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _number(self, token: Token) -> Term | None:
        following = self._next()
        if date := _numeric_date(token.text):
            return Term(token.start, token.end, date, Kind.DATE)
        if following and (date := _date_key(fold(following.text), token.text)):
            self._at += 1
            return Term(token.start, following.end, date, Kind.DATE)
        key = number_key(token.text)
        if following and key.isdecimal() and value_of(fold(following.text)) == 1000:  # 38 тисяч
            self._at += 1
            return Term(token.start, following.end, f"d:{int(key) * 1000}", Kind.NUMBER)
        return Term(token.start, token.end, f"d:{key}", Kind.NUMBER)

    def _word(self, token: Token) -> Term | None:
        following = self._next()
        if following and following.is_number and (date := _date_key(fold(token.text), following.text)):
            self._at += 1
            return Term(token.start, following.end, date, Kind.DATE)
        value, key = _sense(token.text, self._language)
        if value is not None:
            return self._spelt(token, value)
        if key is None:
            return None
        named = token.text[0].isupper() and key[0] == "x" and not _begins_sentence(self._text, token.start)
        return Term(token.start, token.end, key, Kind.NAME if named else Kind.WORD)

    def _spelt(self, first: Token, value: int) -> Term | None:
        values, end = [value], first.end
        while following := self._next():
            more = None if following.is_number else value_of(fold(following.text))
            if more is None or not continues(values, more):
                break
            values.append(more)
            end = following.end
            self._at += 1
        whole = joined(values)
        # "one" is an article or a pronoun more often than a number, and a bare thousand is none at all
        return Term(first.start, end, f"d:{whole}", Kind.NUMBER) if whole > 1 and values != [1000] else None


def read_terms(text: str, language: str | None = None, words: Sequence[Token] | None = None) -> list[Term]:
    """The terms of a normalised text; its language is told from the letters, its tokens are read, where not given."""
    language = language or detect(text) or "uk"
    words = tokens(text) if words is None else words
    return list(_Reader(text, language if language in ("uk", "ru", "en") else "uk", words).read())
