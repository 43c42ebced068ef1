"""Whether an office belongs to another country: «Міноборони РФ», «польська поліція», "the British Prime Minister"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.language import Token, fold
from bot.language.lemmas import is_common_word
from bot.language.wordlists import WordList, word_list
from bot.language.words import WORDS_KEPT

# What may stand before the country: «Генштаб Збройних сил РФ», "Ministry of Defence of the Russian Federation".
_ARMY = "збройних сил вооруженных вооружённых війська войска армії армии зс вс генштабу генштаба"
_BETWEEN = frozenset((*_ARMY.split(), "of", "the"))
_FURTHEST = 6  # words looked at after an office
_GENITIVE = re.compile("(?:ої|ой|ого)$")  # «Міноборони Російської Федерації», but no «російські втрати»


@lru_cache(maxsize=1)
def _listed() -> WordList:
    return word_list("abroad.txt")


@lru_cache(maxsize=WORDS_KEPT)
def _kind(word: str) -> str | None:
    """Whether a word is a country or of one; in English it has a capital."""
    return None if word[0].isascii() and not word[0].isupper() else _listed().find(fold(word))


def is_of_others(word: str) -> bool:
    """Whether a word says whose something is, and that it is another country's."""
    return _kind(word) == "people"


def is_country(word: str) -> bool:
    """Whether a word is another country itself, wherever it stands: «Грузили» begins as «Грузія» does."""
    return _kind(word) == "country" and (fold(word) in _listed().whole or not is_common_word(word))


def is_abroad(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether another country stands right before or after some words of a text."""
    return _stands_before(words, first) or _stands_after(words, last)


def _stands_before(words: Sequence[Token], first: int) -> bool:
    if not first or words[first].start - words[first - 1].end > 1:
        return False
    before = words[first - 1].text
    return is_of_others(before) or (before[0].isascii() and _kind(before) is not None)  # "Polandʼs" is not ASCII


def _stands_after(words: Sequence[Token], last: int) -> bool:
    for place in range(last + 1, min(len(words), last + 1 + _FURTHEST)):
        text = words[place].text
        if words[place].start - words[place - 1].end > 1:
            return False
        if fold(text) not in _BETWEEN:
            is_latin = text.isascii()
            if is_latin and place == last + 1:
                return False  # "the SBU Russia fears"
            kind = _kind(text)
            return kind == "country" or (kind == "people" and (is_latin or _GENITIVE.search(fold(text)) is not None))
    return False
