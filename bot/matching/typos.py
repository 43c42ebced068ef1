"""Whether words are the same, spelt otherwise: «нажаль» and «на жаль», a typo and what it was mended to."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from bot.language import fold
from bot.language.lemmas import is_known

_SHORTEST = 4  # letters: of shorter words one letter makes others
_LONG = 8
_MOST, _MOST_OF_LONG = 1, 2  # letters that are others


def are_one_word(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether words are these, but for spaces, hyphens and typos; nothing is no word."""
    if not before or not after:
        return False
    if "".join(map(_letters, before)) == "".join(map(_letters, after)):
        return True
    return len(before) == len(after) and all(map(_is_typo, before, after))


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, fold(word)))


def _is_typo(before: str, after: str) -> bool:
    """Whether one is no word and nearly the other; with another end it may be its case form."""
    one, two = _letters(before), _letters(after)
    if one == two:
        return True
    if min(len(one), len(two)) < _SHORTEST or one[-1] != two[-1] or not (one + two).isalpha():
        return False
    most = _MOST_OF_LONG if min(len(one), len(two)) >= _LONG else _MOST
    return OSA.distance(one, two) <= most and not (_is_word(before) and _is_word(after))


def _is_word(word: str) -> bool:
    return any(is_known(word, language) for language in (("en",) if word.isascii() else ("uk", "ru")))
