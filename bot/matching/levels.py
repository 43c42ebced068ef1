"""Whether a place is named as itself or as the land around it: «з Харкова» is not «з Харківської області»."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.language import fold
from bot.matching.namesakes import forms
from bot.matching.revision import Sentence

_AREAS = (
    ("region", re.compile(r"област\w*|обл|region|oblast")),
    ("district", re.compile(r"район\w*|р-н\w*|district|raion")),
    ("community", re.compile(r"громад\w*|общин\w*|community|hromada")),
)
_AROUND = re.compile(r".{3,}[щч]ин\w{0,3}")  # Сумщина
_ADJECTIVE = re.compile(r".{2,}(?:ськ|ск|цьк|цк)\w{1,3}")
_JOINERS = frozenset(["та", "і", "й", "и", "and"])
_WITHIN = 3  # words: «Сумської та Харківської областей»
_ITSELF = "itself"


class _Place(NamedTuple):
    at: int
    area_at: int  # of «області»; of the name itself where no such word stands beside it
    names: frozenset[str]
    level: str


def moved_levels(old: Sentence, new: Sentence) -> tuple[frozenset[int], frozenset[int]]:
    """The words of each sentence that name a place as of another kind than the other does, «області» among them."""
    ours, theirs = list(_places(old)), list(_places(new))
    pairs = [(one, two) for one in ours for two in theirs if _is_other(one, two) and not _has(theirs, one)]
    pairs = [(one, two) for one, two in pairs if not _has(ours, two)]
    return _words(one for one, _ in pairs), _words(two for _, two in pairs)


def _words(places: Iterable[_Place]) -> frozenset[int]:
    return frozenset(at for place in places for at in (place.at, place.area_at))


def _is_other(one: _Place, two: _Place) -> bool:
    return one.level != two.level and not one.names.isdisjoint(two.names)


def _has(places: list[_Place], sought: _Place) -> bool:
    return any(one.level == sought.level and not one.names.isdisjoint(sought.names) for one in places)


def _places(sentence: Sentence) -> Iterator[_Place]:
    known = {term.start: term.key for term in sentence.terms}
    for at, word in enumerate(sentence.words):
        if word.start not in known or not word.text[0].isupper():
            continue
        area_at, level = _level(sentence, at)
        if level:
            key, names = known[word.start], forms(word.text, of_place=True)
            yield _Place(at, area_at, names | {key} if key.startswith("k:") else names, level)


def _level(sentence: Sentence, at: int) -> tuple[int, str]:
    """Where the word stands that tells, and what it tells; nothing of an adjective that names no land."""
    folded = fold(sentence.words[at].text)
    if _AROUND.fullmatch(folded):
        return at, "region"
    is_adjective = _ADJECTIVE.fullmatch(folded) is not None
    for place in range(at + 1, min(at + 1 + (_WITHIN if is_adjective else 1), len(sentence.words))):
        word = sentence.words[place]
        following = fold(word.text)
        if area := next((name for name, written in _AREAS if written.fullmatch(following)), None):
            return place, area
        if following not in _JOINERS and not (word.text[0].isupper() and _ADJECTIVE.fullmatch(following)):
            break
    return at, "" if is_adjective else _ITSELF
