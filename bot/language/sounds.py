"""What is left of a word when spelling, script and case ending are taken away.

Ярошицький, Ярошицкого and Yaroshytskyi come out as one: newsrooms write names in three languages and several
romanisations, so only consonants are kept, and those that romanisations mix up (г, х, g, h, kh) are one letter.
"""

import re
import unicodedata
from functools import lru_cache

from bot.language.words import WORDS_KEPT

# Longer groups first; capitals mark what is done, so that no letter is read twice.
_GROUPS = "shch:s sch:s tch:c dzh:z zhzh:z kh:h gh:h zh:z sh:s sz:s ch:c cz:c ts:c tz:c ph:f ck:k th:t x:ks q:k w:v g:h"
_LATIN_GROUPS = tuple(tuple(group.split(":")) for group in _GROUPS.split())
_CYRILLIC = str.maketrans("бвгґджзклмнпрстфхцчшщаоуюяеєэёиіїый", "bvhhdzzklmnprstfhccssaauuaiiiiiiiii")
_LATIN = str.maketrans({"o": "a", "e": "i", "y": "i", "j": "i"})
_SOFT_C = re.compile("c(?=[eiy])")
_VOWELS = re.compile("[aiu]+")
_GLIDES = re.compile("[aiu]+(?=[aiu])")  # я is ia, ya or a
_TWICE = re.compile(r"(.)\1+")
# Adjectives made of places: Покровський and Покровськ, Сумщина and Суми.
_PLACE = re.compile("(?<=.{4})(?:ськ|ск|щин|чин)$")
_LATIN_CASE = re.compile("(?<=.{3})(?:iia|ia|ya|a|o)$")  # Lozova, Nataliia: where Cyrillic has a case ending
_LATIN_ENDINGS = re.compile(
    "(?<=.{3}[^t])(?:skyi|skyy|skiy|skij|skii|sky|ski|sk|skaya|ska)$"
    "|(?<=.{4})(?:yi|yy|iy|ij|ii|y|ov|ev|iv|iev|yev|ova|eva|ieva|yeva)$|'s$"
)


@lru_cache(maxsize=WORDS_KEPT)
def sound(stem: str) -> str:
    """The consonants of a lower-case word without its ending (`keys.stem`); shorter words keep their vowels, roughly.

    At least four consonants make a sound that few other words share.
    """
    if stem.isascii() or not re.search("[\u0400-\u04ff]", stem):
        plain = _latin(stem)
    else:
        plain = _PLACE.sub("", stem).translate(_CYRILLIC)
    plain = _TWICE.sub(r"\1", _GLIDES.sub("", re.sub("[^a-z]", "", plain)))
    bones = _VOWELS.sub("", plain)
    if plain[:1] in ("a", "i", "u"):
        bones = "a" + bones
    return bones if len(bones) >= 4 else plain


def _latin(word: str) -> str:
    plain = "".join(mark for mark in unicodedata.normalize("NFD", word) if not unicodedata.combining(mark))
    plain = _SOFT_C.sub("s", _LATIN_CASE.sub("", _LATIN_ENDINGS.sub("", plain)))
    for group, letter in _LATIN_GROUPS:
        plain = plain.replace(group, letter.upper())
    return plain.replace("c", "k").lower().translate(_LATIN)
