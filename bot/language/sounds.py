"""What is left of a word when spelling, script and case ending are taken away.

Ярошицький, Ярошицкого and Yaroshytskyi come out as one: newsrooms write names in three languages and several
romanisations, so only consonants are kept, and those that romanisations mix up (г, х, g, h, kh) are one letter.
"""

import re
from functools import lru_cache

from bot.language.latin import latin
from bot.language.words import WORDS_KEPT

_CYRILLIC = str.maketrans("бвгґджзклмнпрстфхцчшщаоуюяеєэёиіїый", "bvhhdzzklmnprstfhccssaauuaiiiiiiiii")
_VOWEL = "[аеєэёиіїоуюяы]"
# Adjectives and regions made of places: Покровський and Покровськ, Рахівщина and Рахів. Before a vowel the place has
# a letter that is lost: Черкаський, Черкащина, Черкаси.
_PLACES = (
    (re.compile("(?<=.{3})[оеєіїё]вщин$"), ""),
    (re.compile(f"(?<=.{{3}}{_VOWEL})щин$"), "с"),
    (re.compile("(?<=.{4})(?:щин|чин)$"), ""),
    (re.compile(f"(?<=.{{3}}{_VOWEL}с)ь?ко?$"), ""),
    (re.compile(f"(?<=.{{4}})(?<!{_VOWEL})сь?ко?$"), ""),
)
# Forenames that have another root in Ukrainian, as Константин has, and places named after him.
_FORENAMES = {
    "никола": "микол",
    "никит": "микит",
    "елен": "олен",
    "павел": "павл",
    "екатерин": "катерин",
    "татьян": "тетян",
}
_W = re.compile(f"^у(?={_VOWEL})")  # Уилсон and Вілсон
_C = re.compile("т[сц]")  # Потсдам; Latin letters do not tell it from ц
_VOWELS = re.compile("[aiu]+")
_GLIDES = re.compile("[aiu]+(?=[aiu])")  # я is ia, ya or a
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=WORDS_KEPT)
def sound(stem: str) -> str:
    """The consonants of a lower-case word without its ending (`keys.stem`); shorter words keep their vowels, roughly.

    At least four consonants make a sound that few other words share.
    """
    is_latin = stem.isascii() or not re.search("[\u0400-\u04ff]", stem)
    plain = latin(stem) if is_latin else _cyrillic(stem)
    plain = _TWICE.sub(r"\1", _GLIDES.sub("", re.sub("[^a-z]", "", plain)))
    bones = _VOWELS.sub("", plain)
    if plain[:1] in ("a", "i", "u"):
        bones = "a" + bones
    if len(bones) < 4:
        return plain
    return f"{bones[:-1]}s" if bones[-1] == "z" else bones  # Гаргрівз, Hargreaves


def _cyrillic(stem: str) -> str:
    stem = _FORENAMES.get(stem, stem).replace("константин", "костянтин")
    for ending, left in _PLACES:
        stem = ending.sub(left, stem)
    return _C.sub("ц", _W.sub("в", stem)).translate(_CYRILLIC)
