"""What became of a sentence that was edited: word by word, and whether that changes what it says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from bot.language import fold
from bot.matching.listed import is_joiner, is_taken_from_list, taken_from_list
from bot.matching.matters import Matter, Turn, Turns, turns_of
from bot.matching.negating import NEGATIONS, is_denied
from bot.matching.revision import Sentence
from bot.matching.shades import concepts_of_harm
from bot.matching.sides import Sides
from bot.matching.typos import are_one_word
from bot.matching.wording import Word, is_half


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words that read otherwise; either side may be empty. Told with the units of a number and with what is denied."""

    before: str
    after: str
    sentence: str  # as it was
    matter: Matter | None  # None: only wording
    is_reworded: bool = True  # else the words are the same, spelt otherwise or in another place


def edits_of(old: Sentence, new: Sentence, sides: Sides, *, is_alone: bool) -> Iterator[Edit]:
    """The words of a sentence that read otherwise, in order.

    Where sentences were joined or cut, a negation may stand in another one; `is_alone` says that none were.
    """
    negated = old.negations != new.negations and (is_alone or sides.negations != 0)
    steps = list(_steps(old, new, sides))
    turned = all(_is_contrary(was, now) for was, now in steps)
    told = _Told(0, 0)
    for was, now in steps:
        matter = _matter(was, now, sides, negated=negated, turned=turned)
        before, after = _spans(was, now, matter)
        edit = Edit(
            before=old.text[slice(*before)],
            after=new.text[slice(*after)],
            sentence=old.text,
            matter=matter,
            is_reworded=matter is not None or _is_reworded(was, now, sides),
        )
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


def brings_harm(sentence: Sentence, sides: Sides) -> bool:
    """Whether a sentence that was added tells of somebody killed or wounded; «співчуття рідним загиблих» does not."""
    return not concepts_of_harm(sentence) <= sides.before.words


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that follow each other in a sentence; the end is excluded."""

    sentence: Sentence
    start: int
    end: int
    turns: Turns  # of the whole sentence

    @property
    def words(self) -> Sequence[Word]:
        return self.sentence.words[self.start : self.end]

    @property
    def keys(self) -> Sequence[str]:
        return self.sentence.keys[self.start : self.end]

    @property
    def only_denies(self) -> bool:
        return all(fold(word.text) in NEGATIONS for word in self.words)

    def call_off(self, sides: Sides) -> bool:
        """Whether they are one word before its contrary, on one side only: «відбій тривоги»."""
        words = [fold(word.text) for word in self.sentence.words[self.start : self.end + 1]]
        return len(self.words) == 1 and len(words) > 1 and is_denied(*words) and sides.is_one_sided(words[0])

    @property
    def denies(self) -> bool:
        return any(self.start <= at < self.end for at in self.sentence.denying)

    @property
    def turn(self) -> Turn | None:
        """What of these words changes what is said, though it is no number and no name."""
        return next((self.turns[at] for at in range(self.start, self.end) if at in self.turns), None)

    @property
    def begins_in_half(self) -> bool:
        """Whether the first is the second half of a "won't"."""
        return is_half(self.sentence.words, self.start)

    @property
    def wants_previous(self) -> bool:
        return self.start < self.end and self.start in self.turns and self.turns[self.start].with_previous

    @property
    def wants_next(self) -> bool:
        return self.start < self.end and self.end - 1 in self.turns and self.turns[self.end - 1].with_next

    def widened(self, *, previous: bool, following: bool) -> "_Words":
        """With the words beside them, without which they say nothing."""
        start, end = max(0, self.start - previous), min(self.end + following, len(self.sentence.words))
        return _Words(self.sentence, start, end, self.turns)

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


def _steps(old: Sentence, new: Sentence, sides: Sides) -> Iterator[tuple[_Words, _Words]]:
    """The stretches of both sentences that differ, those that touch as one."""
    ours, theirs = turns_of(old, new, sides)
    steps = Levenshtein.opcodes(old.keys, new.keys)
    for is_equal, touching in groupby(steps, key=lambda step: step.tag == "equal"):
        if not is_equal:
            found = list(touching)
            first, last = found[0], found[-1]
            yield (
                _Words(old, first.src_start, last.src_end, ours),
                _Words(new, first.dest_start, last.dest_end, theirs),
            )


def _spans(was: _Words, now: _Words, matter: Matter | None) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where words stand that are told; a bare negation, or «може», says nothing without what it is about."""
    previous = was.wants_previous or now.wants_previous
    following = was.wants_next or now.wants_next
    if matter is Matter.NEGATION:
        following = was.only_denies or now.only_denies
        previous = following and (was.begins_in_half or now.begins_in_half)
    if matter is Matter.REMOVED:  # a thing of a list, with that to which it was joined
        previous, following = is_joiner(was.words[0]), is_joiner(was.words[-1])
    if matter is not None:
        was, now = (side.widened(previous=previous, following=following) for side in (was, now))
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
    if _is_respelt(was, now) and not any(word.text[0].isupper() for word in (*was.words, *now.words)):
        return None  # of names nobody knows which is the typo
    swapped, turn = {*was.swapped(sides), *now.swapped(sides)}, was.turn or now.turn
    is_bound = turn is not None and turn.matter is Matter.NUMBER
    if is_bound or was.holds_other_figure(sides) or now.holds_other_figure(sides) or Matter.NUMBER in swapped:
        return Matter.NUMBER
    if (negated and (was.denies or now.denies)) or turned or _denies(was, now, sides):
        return Matter.NEGATION
    if swapped or was.holds_other_name(sides) or now.holds_other_name(sides):
        return Matter.NAME
    if turn is not None:
        return turn.matter
    gone = taken_from_list(was.words, now.words)
    is_taken = gone and is_taken_from_list(was.sentence, was.start, was.start + gone, sides)
    return Matter.REMOVED if is_taken else None


def _is_reworded(was: _Words, now: _Words, sides: Sides) -> bool:
    """Whether words are others, and not only spelt otherwise or moved."""
    return not _is_respelt(was, now) and not sides.are_moved(was.keys, now.keys)


def _is_respelt(was: _Words, now: _Words) -> bool:
    return are_one_word([word.text for word in was.words], [word.text for word in now.words])


def _is_contrary(was: _Words, now: _Words) -> bool:
    """Whether one word became its contrary, and nothing beside it."""
    return len(was.words) == len(now.words) == 1 and is_denied(fold(was.words[0].text), fold(now.words[0].text))


def _denies(was: _Words, now: _Words, sides: Sides) -> bool:
    """Whether a word became its contrary, and did not only change places with it."""
    if was.call_off(sides) or now.call_off(sides):
        return True
    pairs = ((fold(one.text), fold(two.text)) for one, two in zip(was.words, now.words, strict=False))
    return any(is_denied(one, two) and sides.is_other_word(one, two) for one, two in pairs)
