"""Whether two words of one language are one name in any case form, by letters: «Савченко» sounds like «Шевченко».

What makes names the same in three languages (`language.sounds`) is too little where both texts are in one.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import Prefix
from rapidfuzz.fuzz import ratio

from bot.language import fold
from bot.language.stems import stem
from bot.language.terms import word_key
from bot.language.words import WORDS_KEPT

_ALIKE = 70  # of 100
# Letters at most, so that Коваленко is no Ковальчук; one less where one word begins the other, as Бондар begins
# Бондарчук.
_DIFFERENT = 3
_SHORTEST_VILLAGE = 6  # letters, and one more
_ENDING = re.compile("[аеєиіїоуюяйьыэ]+$")
_FLEETING = re.compile("(?<=.)[іеєоїёйьъ-]")  # they come and go: Орел and Орла, Ріг and Рогу
_SOFTENED = str.maketrans("гжкчхш", "ззццсс")  # at the end of a stem: Рогу and Розі, Ольга and Ользі
_TWICE = re.compile(r"(.)\1+")
_OF_A_PLACE = re.compile(r"(?<=.{3})(?:(?<=ц)ьк|ськ|ск)\w{0,3}$")
_AROUND_A_PLACE = re.compile(r"(?<=.{3})[щч]ин\w{0,3}$")  # Сумщина, Черкащина
# Romanisations of one name differ in these.
_ROMAN = (("kh", "h"), ("g", "h"), ("w", "v"), ("ck", "k"))
_ROMAN_VOWELS = re.compile("(?<=.)[eiyj]|(?<=..)[aou]+$")


def are_one_name(one: str, two: str) -> bool:
    """Whether two words begin alike and have the same stem."""
    return not forms(one).isdisjoint(forms(two))


def is_nearly_one(one: str, two: str) -> bool:
    """Whether the last words of two names, folded, are one as two languages write it; a number has none."""
    if any(letter.isdecimal() for letter in one + two):
        return False
    last, other = one.rsplit(maxsplit=1)[-1], two.rsplit(maxsplit=1)[-1]
    same = Prefix.similarity(last, other)
    different = _DIFFERENT if same < min(len(last), len(other)) else _DIFFERENT - 1
    return max(len(last), len(other)) - same <= different and ratio(last, other) >= _ALIKE


def same_script(one: str, two: str) -> bool:
    """Whether both are in Latin letters or both are not: else letters cannot be compared."""
    return one[:1].isascii() == two[:1].isascii()


@lru_cache(maxsize=WORDS_KEPT)
def forms(word: str, *, of_place: bool = False) -> frozenset[str]:
    """What a word may come down to; the same name has one of them in common.

    `of_place` says that an adjective is made of a place: «Ростовській області» and «Ростові».
    """
    folded = fold(word)
    if folded.isascii():
        return frozenset((_roman(folded),))
    first, hyphen, last = folded.partition("-")
    if "-" in last:
        return frozenset((folded,))
    if hyphen:  # Могилева-Подільського: both have their endings
        return frozenset(one + other for one in forms(first) for other in forms(last, of_place=of_place))
    stems = {stem(folded), _ENDING.sub("", folded)}  # Канів loses its last syllable to `stem`, Канева does not
    made = (_OF_A_PLACE.search(folded) if of_place else None) or _AROUND_A_PLACE.search(folded)
    if made:
        place = folded[: made.start()]
        stems |= {place, stem(place), f"{place}с"}  # Черкаська, Черкащина: of Черкаси
    return frozenset(map(_bones, stems))


def is_of_place(word: str) -> bool:
    """Whether a word in Cyrillic is made of a place: «Вербівська», «Вербівщина»."""
    folded = fold(word)
    return _OF_A_PLACE.search(folded) is not None or _AROUND_A_PLACE.search(folded) is not None


@lru_cache(maxsize=WORDS_KEPT)
def keys_of_village(word: str) -> frozenset[str]:
    """The keys that words made of a village in -ka have: of Verbivka those of «Вербівська» and «Вербівщина»."""
    if not (word.isascii() and len(word) > _SHORTEST_VILLAGE and word.lower().endswith("ka")):
        return frozenset()
    keys = (word_key(word[:-2], "en"), (word_key(word, "en") or "").removesuffix("k"))
    return frozenset(key for key in keys if key and key.startswith("x:"))


def _bones(stem: str) -> str:
    plain = _FLEETING.sub("", stem.replace("ґ", "г"))
    return _TWICE.sub(r"\1", plain[:-1] + plain[-1:].translate(_SOFTENED))


def _roman(folded: str) -> str:
    for letters, letter in _ROMAN:
        folded = folded.replace(letters, letter)
    return _TWICE.sub(r"\1", _ROMAN_VOWELS.sub("", folded))
