"""English words that are two in one: "won't" is "will not", "it's" is "it is"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.language import APOSTROPHE, fold
from bot.language.words import WORDS_KEPT

_DENIED = re.compile(rf"(\w+)n{APOSTROPHE}t", re.IGNORECASE)
_IRREGULAR = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_SHORTENED = re.compile(rf"(\w+){APOSTROPHE}(m|re|ve|ll|d|s)", re.IGNORECASE)
_TWO = {"cannot": ("can", "not"), "nobody": ("no", "one")}
_FULL = {"m": "am", "re": "are", "ve": "have", "ll": "will"}
_PRONOUNS = "it he she that there here this what who where how"  # after a name 's is more often whose something is
_PARTICIPLES = "been got had become begun gone taken come grown risen fallen seen"  # they follow "has" and "had"
_SUBJECTS, _HAVING = frozenset(_PRONOUNS.split()), frozenset(_PARTICIPLES.split())


def expanded(words: Sequence[str], at: int) -> tuple[str, ...]:
    """The words that a word of a text stands for; nothing where it stands for itself."""
    word = words[at]
    if not word.isascii() and APOSTROPHE in word:
        return _expanded(word, fold(words[at + 1]) in _HAVING if at + 1 < len(words) else False)
    return _TWO.get(fold(word), ())


@lru_cache(maxsize=WORDS_KEPT)
def _expanded(word: str, is_having: bool) -> tuple[str, ...]:
    if found := _DENIED.fullmatch(word):
        return _IRREGULAR.get(fold(found[1]), found[1]), "not"
    found = _SHORTENED.fullmatch(word)
    if not found:
        return ()
    subject, ending = found[1], found[2].lower()
    if ending == "d":
        return subject, "had" if is_having else "would"
    if ending == "s":
        return _with_s(subject, is_having)
    return subject, _FULL[ending]


def _with_s(subject: str, is_having: bool) -> tuple[str, ...]:
    if fold(subject) == "let":
        return subject, "us"
    return (subject, "has" if is_having else "is") if fold(subject) in _SUBJECTS else ()
