"""In what an edit changes the substance of a post, and the words of a sentence on which that hangs."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from bot.matching.levels import moved_levels
from bot.matching.revision import Sentence
from bot.matching.shades import BOUND, DAY, HARM, HOUR, SURELY, WHOSE, Shade, is_owned, shades_lost
from bot.matching.sides import Sides


class Matter(StrEnum):
    """In what an edit changes the substance."""

    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"
    REMOVED = "removed"
    WHO = "who"
    WHEN = "when"
    CERTAINTY = "certainty"  # what is a fact may be, is planned, or the other way round
    HARM = "harm"  # somebody more was killed or wounded


_OF_SHADES = {BOUND: Matter.NUMBER, SURELY: Matter.CERTAINTY, DAY: Matter.WHEN, HOUR: Matter.WHEN, HARM: Matter.HARM}
_TOLD_WITH_NEXT = frozenset((BOUND, SURELY, WHOSE))


class Turn(NamedTuple):
    """A word that changes what is said, and which of the words beside it are told with it."""

    matter: Matter
    with_previous: bool = False
    with_next: bool = False


Turns = Mapping[int, Turn]
"""By the place of a word in its sentence."""


def turns_of(old: Sentence, new: Sentence, sides: Sides) -> tuple[Turns, Turns]:
    """The words of each revision of a sentence that change what it says, though no number and no name is another."""
    ours = shades_lost(old, new, lambda name: sides.shades[name] < 0)
    theirs = shades_lost(new, old, lambda name: sides.shades[name] > 0)
    one, two = moved_levels(old, new)
    return dict((*_turns(ours, old), *_levels(one))), dict((*_turns(theirs, new), *_levels(two)))


def _turns(shades: Iterable[Shade], sentence: Sentence) -> Iterator[tuple[int, Turn]]:
    for shade in shades:
        matter, owned = _OF_SHADES.get(shade.family, Matter.WHO), is_owned(shade, sentence)
        with_next = shade.family in _TOLD_WITH_NEXT and not owned
        if shade.is_denied and matter is Matter.NUMBER:  # «не менше» that became «менше»
            yield shade.at - 1, Turn(matter, with_next=True)
        yield shade.at, Turn(matter, with_previous=owned, with_next=with_next)


def _levels(places: frozenset[int]) -> Iterator[tuple[int, Turn]]:
    for at in places:
        yield at, Turn(Matter.NAME, with_previous=at - 1 in places)
