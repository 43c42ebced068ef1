"""Words and numbers of a text, with the place of each."""

import re
from functools import lru_cache
from typing import NamedTuple

# Latin letters that pass for Cyrillic ones: typed by mistake, or to get past a filter.
_LOOKALIKES = str.maketrans("aceiopxyABCEHIKMOPTXaceiopxy", "асеіорхуАВСЕНІКМОРТХасеіорху")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")

_POSSESSIVE = re.compile("(?<=[A-Za-z])[\u02bc'][sS]$")

_TOKEN = re.compile(
    r"[^\W\d_ʼ][^\W\d_]*(?:[-‐‑][^\W\d_]+)*"  # words, hyphens inside; the apostrophe is a letter, but begins none
    r"|\d{1,3}(?:[ .,]\d{3})+(?![\d])|\d+(?:[.,:]\d+)*"  # 2 400; 3.914; 07:30; 1,5
)


WORDS_KEPT = 32768
"""What is told of a word is kept for so many: the words of news are few, and come again and again."""


class Token(NamedTuple):
    """A word or a number as it stands in a text; `start` and `end` are characters, the end excluded."""

    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return is_number(self.text)


def is_number(word: str) -> bool:
    """Whether a token begins with a digit."""
    return word[0].isdecimal()  # ¹ is a digit, not a number


@lru_cache(maxsize=64)  # of one text terms, words and quotations are read, one after the other
def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of a normalised text, in order."""
    return tuple(Token(found.start(), found.end(), found.group()) for found in _TOKEN.finditer(text))


def words(text: str) -> list[str]:
    """The words and numbers of a normalised text, without their places."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=WORDS_KEPT)
def fold(word: str) -> str:
    """A word as it is compared: lower case, one hyphen, no apostrophe, no possessive, one alphabet in a word."""
    word = _POSSESSIVE.sub("", word)
    if _CYRILLIC.search(word) and _LATIN.search(word):
        word = word.translate(_LOOKALIKES)
    return word.casefold().replace("\u02bc", "").replace("'", "").replace("‐", "-").replace("‑", "-")
