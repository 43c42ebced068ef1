"""What a text speaks of: words, names, numbers and dates in a form that is the same in three languages."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from bot.language.concepts import concept
from bot.language.detection import detect
from bot.language.figures import begins_figure, figure_at, is_ordinal
from bot.language.lemmas import lemma
from bot.language.normal import normalise
from bot.language.sentences import is_shortened
from bot.language.sounds import sound
from bot.language.stems import stem
from bot.language.wordlists import word_list
from bot.language.words import WORDS_KEPT, Token, fold, is_number, tokens


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


_ALIKE = 3  # letters
_OF_NAMES = ("ий", "ый", "ов", "ев", "єв", "ін", "їн", "ин")  # and of no verb: Бурдейний, Картаполов
_VERB_ENDINGS = ("ти", "тися", "тись", "ть", "ться")
_SENTENCE_ENDS = frozenset('.!?…:\n«»“”"„—–•▪🔸')


# Written small they are no places, in this form or another: "told us", «великі суми», «тромб у вені», «ровно в семь».
_SMALL = (
    "us сум суми сумах сумам сумами рим рима риму римі вена вены вене вену веной рівне рівного рівному рівним "
    "ровно ровна ровну ровном ровне кельні кельне cologne"
)
_MODEL = re.compile(r"[^\W\d_]-$")  # Су-34, Х-101, М-06: what stands after letters counts nothing


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(word_list("stopwords.txt").whole)


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(_SMALL.split())


@lru_cache(maxsize=WORDS_KEPT)
def word_key(word: str, language: str) -> str | None:
    """The key of a word: its concept, else its sound; None where it says nothing of the matter."""
    folded = fold(word)
    if len(folded) < 2 or folded in _stopwords():
        return None
    plain = fold(lemma(folded, language))
    is_small = word.islower() and not _small().isdisjoint((folded, plain))
    known = None if is_small else concept(folded, plain)
    if known:
        return f"k:{known}"
    if len(folded) < 3:
        return None
    # Dictionaries err on names (Сирського gives «сирсьхто») and are right on the rest: «Обговорили» begins a sentence.
    is_name = word[0].isupper() and not _is_verb(word, folded, plain)
    return f"x:{sound(stem(folded if is_name else plain)) or folded}"  # other scripts have no sound here


def _is_verb(word: str, folded: str, plain: str) -> bool:
    """Whether a word with a capital is a verb, as nobody is called; its lemma begins as it does, or is a guess."""
    is_alike = folded[:_ALIKE] == plain[:_ALIKE] and plain.endswith(_VERB_ENDINGS) and not folded.endswith(_OF_NAMES)
    return is_alike and not word.isupper() and folded not in _forenames_as_written()


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word that starts there has a capital whatever it means."""
    near = max(0, start - 3)
    before = text[near:start].rstrip(" ")
    if before.endswith("."):
        return not is_shortened(text, near + len(before) - 1)
    return (
        not before or before[-1] in _SENTENCE_ENDS or category(before[-1]) == "So"
    )  # ❗ and 📍 stand where bullets do


@lru_cache(maxsize=WORDS_KEPT)
def _alone(word: str, language: str) -> tuple[bool, str | None]:
    """Whether a word means the same whatever stands beside it, and then its key."""
    folded = fold(word)
    if begins_figure(folded):
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


def _together(words: Sequence[str], at: int, language: str) -> tuple[int, str | None]:
    """Numbers, numerals and months mean something together with what follows: the last word of it, and its key."""
    if found := figure_at(words, at):
        return found
    word = words[at]
    return at, word_key(word, "en" if word[0].isascii() else language)


def read_terms(text: str, language: str | None = None) -> list[Term]:
    """The terms of a normalised text; its language is told from the letters where it is not given."""
    found = tokens(text)
    words = [token.text for token in found]
    terms: list[Term] = []
    forename_at = -2
    for first, last, key in read_keys(words, dictionary(language or detect(text))):
        kind = _kind(text, found[first], found[last], key)
        if kind is Kind.WORD and forename_at == first - 1 and words[first][0].isupper():
            kind = Kind.NAME  # «Остап Ткач»: a surname that is a word as well
        terms.append(Term(found[first].start, found[last].end, key, kind))
        forename_at = last if key[0] == "x" and is_forename(key) else -2
    return terms


@lru_cache(maxsize=1)
def _forenames_as_written() -> frozenset[str]:
    return frozenset(fold(normalise(name)) for name in word_list("forenames.txt").whole)


@lru_cache(maxsize=1)
def _forenames() -> frozenset[str]:
    listed = word_list("forenames.txt").whole
    return frozenset(filter(None, (word_key(normalise(name), "uk") for name in listed)))


def is_forename(key: str) -> bool:
    """Whether a key is that of a forename."""
    return key in _forenames()


def dictionary(language: str | None) -> str:
    """The language whose dictionary serves a text; Ukrainian where there is none of its own."""
    return language if language in ("uk", "ru", "en") else "uk"


def _kind(text: str, token: Token, last: Token, key: str) -> Kind:
    if key[0] == "d" and ":" not in key[2:] and not last.is_number and is_ordinal(last.text):
        return Kind.WORD  # which one it is, and not how many there are
    if key[0] == "d":
        return Kind.NAME if _MODEL.search(text, max(0, token.start - 2), token.start) else Kind.NUMBER
    if key[0] == "t":
        return Kind.DATE
    named = key[0] == "x" and token.text[0].isupper() and not begins_sentence(text, token.start)
    return Kind.NAME if named else Kind.WORD
