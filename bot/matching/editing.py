"""What became of a sentence that was edited: word by word, and whether a number, a name or a negation is another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from bot.language import fold
from bot.matching.negating import NEGATIONS, is_denied
from bot.matching.revision import Sentence
from bot.matching.sides import Sides
from bot.matching.wording import Word


class Matter(StrEnum):
    """In what an edit changes the substance."""

    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words that read otherwise; either side may be empty. Told with the units of a number and with what is denied."""

    before: str
    after: str
    sentence: str  # as it was
    matter: Matter | None  # None: only wording


def edits_of(old: Sentence, new: Sentence, sides: Sides, *, is_alone: bool) -> Iterator[Edit]:
    """The words of a sentence that read otherwise, in order.

    Where sentences were joined or cut, a negation may stand in another one; `is_alone` says that none were.
    """
    negated = old.negations != new.negations and (is_alone or sides.negations != 0)
    steps = [
        (_Words(old, step.src_start, step.src_end), _Words(new, step.dest_start, step.dest_end))
        for step in Levenshtein.opcodes(old.keys, new.keys)
        if step.tag != "equal"
    ]
    turned = all(_is_contrary(was, now) for was, now in steps)
    told = _Told(0, 0)
    for was, now in steps:
        matter = _matter(was, now, sides, negated=negated, turned=turned)
        before, after = _spans(was, now, matter)
        edit = Edit(before=old.text[slice(*before)], after=new.text[slice(*after)], sentence=old.text, matter=matter)
        if not told.holds(was, now) and (matter or edit.before != edit.after):
            told = _Told(before[1], after[1])
            yield edit


def matters_of(sentence: Sentence, sides: Sides) -> set[Matter]:
    """What a sentence that stands on one side changes: its numbers and names."""
    found = set()
    if any(sides.is_other_figure(figure) for figure in sentence.figures):
        found.add(Matter.NUMBER)
    if any(sides.is_other_name(term, sentence) for term in sentence.terms):
        found.add(Matter.NAME)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that follow each other in a sentence; the end is excluded."""

    sentence: Sentence
    start: int
    end: int

    @property
    def words(self) -> Sequence[Word]:
        return self.sentence.words[self.start : self.end]

    @property
    def only_denies(self) -> bool:
        return all(fold(word.text) in NEGATIONS for word in self.words)

    def with_following(self) -> "_Words":
        """With what a negation denies."""
        return _Words(self.sentence, self.start, min(self.end + 1, len(self.sentence.words)))

    def holds_other_figure(self, sides: Sides) -> bool:
        return any(sides.is_other_figure(figure) for figure in self.sentence.figures_within(self.words))

    def holds_other_name(self, sides: Sides) -> bool:
        return any(sides.is_other_name(term, self.sentence) for term in self.sentence.within(self.words))

    def swapped(self, sides: Sides) -> Iterator[Matter]:
        """What of these words, or of those beside them, stands where another stood."""
        near = self.sentence.words[max(0, self.start - 1) : self.end + 1] if self.words else ()
        if any(figure.amount in sides.swapped_figures for figure in self.sentence.figures_within(near)):
            yield Matter.NUMBER
        if any(term.key in sides.swapped_names for term in self.sentence.within(near)):
            yield Matter.NAME


class _Told(NamedTuple):
    """Where what was told last ends: «20 тис. → 20» has told of «тис.» too."""

    before: int
    after: int

    def holds(self, was: _Words, now: _Words) -> bool:
        """Whether words stand in it on both sides."""
        ends = ((self.before, was.words), (self.after, now.words))
        return all(not words or words[-1].end <= end for end, words in ends)


def _spans(was: _Words, now: _Words, matter: Matter | None) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where words stand that are told; a bare negation says nothing without what it denies."""
    if matter is Matter.NEGATION and (was.only_denies or now.only_denies):
        was, now = was.with_following(), now.with_following()
    return _span(was, matter), _span(now, matter)


def _span(of: _Words, matter: Matter | None) -> tuple[int, int]:
    """Where words stand that are told, in characters: a number with its units."""
    words = of.words
    if not words:
        return 0, 0
    wholes = [one.measure for one in of.sentence.figures_within(words)] if matter is Matter.NUMBER else []
    start = min((words[0].start, *(whole.start for whole in wholes)))
    return start, max((words[-1].end, *(whole.end for whole in wholes)))


def _matter(was: _Words, now: _Words, sides: Sides, *, negated: bool, turned: bool) -> Matter | None:
    swapped = {*was.swapped(sides), *now.swapped(sides)}
    if was.holds_other_figure(sides) or now.holds_other_figure(sides) or Matter.NUMBER in swapped:
        return Matter.NUMBER
    not_there = {fold(word.text) for word in (*was.words, *now.words)} & NEGATIONS
    if (negated and not_there) or turned or _denies(was, now, sides):
        return Matter.NEGATION
    return Matter.NAME if swapped or was.holds_other_name(sides) or now.holds_other_name(sides) else None


def _is_contrary(was: _Words, now: _Words) -> bool:
    """Whether one word became its contrary, and nothing beside it."""
    return len(was.words) == len(now.words) == 1 and is_denied(fold(was.words[0].text), fold(now.words[0].text))


def _denies(was: _Words, now: _Words, sides: Sides) -> bool:
    """Whether a word became its contrary, and did not only change places with it."""
    pairs = ((fold(one.text), fold(two.text)) for one, two in zip(was.words, now.words, strict=False))
    return any(is_denied(one, two) and sides.is_other_word(one, two) for one, two in pairs)
