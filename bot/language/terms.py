"""What a text speaks of: words, names, numbers and dates in a form that is the same in three languages."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from bot.language.concepts import concept
from bot.language.detection import detect
from bot.language.lemmas import lemma
from bot.language.numerals import continues, is_plain, joined, power_of, value_of, written_out
from bot.language.sentences import is_shortened
from bot.language.sounds import sound
from bot.language.stems import stem
from bot.language.wordlists import word_list
from bot.language.words import WORDS_KEPT, Token, fold, is_number, tokens

_THOUSANDS_MARK = re.compile(r"[ .,](?=\d{3}(?:\D|$))")
_HOUR = re.compile(r"\d:\d\d")


def number_key(text: str) -> str:
    """A number as it is compared: `2 400`, `2.400` and `2400` are one, and so are `9:00` and `09:00`."""
    key = _THOUSANDS_MARK.sub("", text).replace(",", ".")
    return f"0{key}" if _HOUR.fullmatch(key) else key


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
    "січня января january jan",
    "лютого февраля february feb",
    "березня марта march mar",
    "квітня апреля april apr",
    "травня мая may",
    "червня июня june jun",
    "липня июля july jul",
    "серпня августа august aug",
    "вересня сентября september sep sept",
    "жовтня октября october oct",
    "листопада ноября november nov",
    "грудня декабря december dec",
)
_MONTHS = {form: number for number, forms in enumerate(_MONTH_NAMES, start=1) for form in forms.split()}
_SENTENCE_ENDS = frozenset('.!?…:\n«»“”"„—–•▪🔸')


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(word_list("stopwords.txt").whole)


@lru_cache(maxsize=WORDS_KEPT)
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


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word that starts there has a capital whatever it means."""
    near = max(0, start - 3)
    before = text[near:start].rstrip(" ")
    if before.endswith("."):
        return not is_shortened(text, near + len(before) - 1)
    return (
        not before or before[-1] in _SENTENCE_ENDS or category(before[-1]) == "So"
    )  # ❗ and 📍 stand where bullets do


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


@lru_cache(maxsize=WORDS_KEPT)
def _alone(word: str, language: str) -> tuple[bool, str | None]:
    """Whether a word means the same whatever stands beside it, and then its key."""
    folded = fold(word)
    if folded in _MONTHS or value_of(folded) is not None:
        return False, None
    return True, word_key(word, "en" if word[0].isascii() else language)


def read_keys(words: Sequence[str], language: str) -> Iterator[tuple[int, int, str]]:
    """What words speak of, in order: the places of the first and the last word of each, and its key."""
    at = 0
    while at < len(words):
        is_plain, key = (False, None) if is_number(words[at]) else _alone(words[at], language)
        last, key = (at, key) if is_plain else _together(words, at, language)
        if key:
            yield at, last, key
        at = last + 1


def keys_in(words: Sequence[str], language: str) -> list[str]:
    """The keys of `read_keys` alone, in order: every text that is stored passes here."""
    keys: list[str] = []
    at, count = 0, len(words)
    while at < count:
        word = words[at]
        is_plain, key = (False, None) if word[0].isdecimal() else _alone(word, language)
        if not is_plain:
            at, key = _together(words, at, language)
        if key:
            keys.append(key)
        at += 1
    return keys


def read_figures(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The same of numbers and dates alone, which no language changes."""
    at = 0
    while at < len(words):
        last, key = at, None
        if is_number(words[at]) or value_of(fold(words[at])) is not None or fold(words[at]) in _MONTHS:
            last, key = _together(words, at, "uk")
        if key and key[0] in "dt":
            yield at, last, key
        at = last + 1


def _together(words: Sequence[str], at: int, language: str) -> tuple[int, str | None]:
    """Numbers, numerals and months mean something together with what follows: the last word of it, and its key."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if is_number(word):
        return _figure(word, following, at)
    if following and is_number(following) and (date := _date_key(fold(word), following)):
        return at + 1, date
    value = value_of(fold(word))
    if value is not None:
        return _spelt(words, at, value)
    return at, word_key(word, "en" if word[0].isascii() else language)


def _figure(word: str, following: str, at: int) -> tuple[int, str]:
    if date := _numeric_date(word):
        return at, date
    if following and (date := _date_key(fold(following), word)):
        return at + 1, date
    key = number_key(word)
    if following and is_plain(key) and (power := power_of(fold(following))):  # 38 тисяч, 2,4 млн
        return at + 1, f"d:{written_out(key, power)}"
    return at, f"d:{key}"


def _spelt(words: Sequence[str], at: int, first: int) -> tuple[int, str | None]:
    values = [first]
    while at + 1 < len(words) and not is_number(words[at + 1]):
        more = value_of(fold(words[at + 1]))
        if more is None or not continues(values, more):
            break
        values.append(more)
        at += 1
    whole, power = joined(values), 0
    if at + 1 < len(words) and 1000 not in values and (power := power_of(fold(words[at + 1])) or 0):
        at += 1
    # "one" is an article or a pronoun more often than a number, and a bare thousand is none at all
    return at, f"d:{written_out(str(whole), power)}" if (whole > 1 and values != [1000]) or power else None


def read_terms(text: str, language: str | None = None) -> list[Term]:
    """The terms of a normalised text; its language is told from the letters where it is not given."""
    found = tokens(text)
    words = [token.text for token in found]
    return [
        Term(found[first].start, found[last].end, key, _kind(text, found[first], key))
        for first, last, key in read_keys(words, dictionary(language or detect(text)))
    ]


def dictionary(language: str | None) -> str:
    """The language whose dictionary serves a text; Ukrainian where there is none of its own."""
    return language if language in ("uk", "ru", "en") else "uk"


def _kind(text: str, token: Token, key: str) -> Kind:
    if key[0] == "d":
        return Kind.NUMBER
    if key[0] == "t":
        return Kind.DATE
    named = key[0] == "x" and token.text[0].isupper() and not begins_sentence(text, token.start)
    return Kind.NAME if named else Kind.WORD
