"""Whether words are the same, spelt otherwise: «нажаль» and «на жаль», a typo and what it was mended to."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from bot.language import fold
from bot.language.lemmas import is_known

_SHORTEST = 4  # letters: of shorter words one letter makes others
_LONG = 8
_LOOSE = str.maketrans("єиїыэё", "еііиее")  # keys side by side, and letters of the other language: «плануе»
_MOST, _MOST_OF_LONG = 1, 2  # letters that are others


def are_one_word(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether words are these, but for spaces, hyphens and typos; nothing is no word."""
    if not before or not after:
        return False
    one, two = " ".join(before).split(), " ".join(after).split()  # «1,9 мільйона» was read as one word
    if "".join(map(_letters, one)) == "".join(map(_letters, two)):
        return one != two  # else another sign stands beside them: -5, +5
    return len(one) == len(two) and all(map(_is_typo, one, two))


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, fold(word)))


def _is_typo(before: str, after: str) -> bool:
    """Whether one is no word and nearly the other; with another end it may be its case form, with «не» its contrary."""
    one, two = _letters(before), _letters(after)
    if one == two:
        return True
    if min(len(one), len(two)) < _SHORTEST or not (one + two).isalpha():
        return False
    if one[0] != two[0] or one[-1].translate(_LOOSE) != two[-1].translate(_LOOSE):
        return False
    most = _MOST_OF_LONG if min(len(one), len(two)) >= _LONG else _MOST
    return OSA.distance(one, two) <= most and not (_is_word(before) and _is_word(after))


def _is_word(word: str) -> bool:
    return any(is_known(word, language) for language in (("en",) if word.isascii() else ("uk", "ru")))
