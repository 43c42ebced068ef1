"""What became of a sentence that was edited: word by word, and whether a number, a name or a negation is another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from bot.language import Token, fold
from bot.language.terms import Kind, Term
from bot.matching.counterparts import keys_of_terms
from bot.matching.negating import NEGATIONS, is_denied
from bot.matching.revision import Sentence
from bot.matching.swaps import swapped_figures, swapped_names


class Matter(StrEnum):
    """In what an edit changes the substance."""

    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words that read otherwise; either side may be empty. A number or a date is told whole."""

    before: str
    after: str
    sentence: str  # as it was
    matter: Matter | None  # None: only wording


@dataclass(frozen=True, slots=True)
class Sides:
    """What stands on each side of the sentences that differ."""

    figures: Counter[str]  # after, less before
    negations: int  # after, less before
    names_before: frozenset[str]
    names_after: frozenset[str]
    words_before: frozenset[str]
    words_after: frozenset[str]
    swapped: frozenset[str]  # numbers and names that stand where another of them stood

    @classmethod
    def of(cls, old: Sequence[Sentence], new: Sequence[Sentence]) -> "Sides":
        """Read once for all sentences that differ."""
        figures = Counter(term.key for sentence in new for term in sentence.figures)
        figures.subtract(term.key for sentence in old for term in sentence.figures)
        return cls(
            figures=figures,
            negations=sum(one.negations for one in new) - sum(one.negations for one in old),
            names_before=keys_of_terms(term for sentence in old for term in sentence.names),
            names_after=keys_of_terms(term for sentence in new for term in sentence.names),
            words_before=keys_of_terms(term for sentence in old for term in sentence.terms),
            words_after=keys_of_terms(term for sentence in new for term in sentence.terms),
            swapped=swapped_figures(old, new) | swapped_names(old, new),
        )

    def is_other_figure(self, term: Term) -> bool:
        """Whether a number or a date stands more often on one side."""
        return term.kind in {Kind.NUMBER, Kind.DATE} and self.figures[term.key] != 0

    def is_other_name(self, term: Term) -> bool:
        """Whether a name stands on one side only."""
        came = term.key in self.names_after and term.key not in self.words_before
        return came or (term.key in self.names_before and term.key not in self.words_after)

    def news_of(self, sentence: Sentence) -> set[Matter]:
        """What a sentence that stands on one side changes: its numbers and names."""
        found = set()
        if any(self.is_other_figure(term) for term in sentence.terms):
            found.add(Matter.NUMBER)
        if any(self.is_other_name(term) for term in sentence.terms):
            found.add(Matter.NAME)
        return found


def edits_of(old: Sentence, new: Sentence, sides: Sides, *, is_alone: bool) -> Iterator[Edit]:
    """The words of a sentence that read otherwise, in order.

    Where sentences were joined or cut, a negation may stand in another one; `is_alone` says that none were.
    """
    negated = old.negations != new.negations and (is_alone or sides.negations != 0)
    for step in Levenshtein.opcodes(old.keys, new.keys):
        if step.tag != "equal":
            was, now = _Words(old, step.src_start, step.src_end), _Words(new, step.dest_start, step.dest_end)
            matter = _matter(was, now, sides, negated=negated)
            yield Edit(before=was.said(matter), after=now.said(matter), sentence=old.text, matter=matter)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that follow each other in a sentence; the end is excluded."""

    sentence: Sentence
    start: int
    end: int

    @property
    def words(self) -> Sequence[Token]:
        return self.sentence.words[self.start : self.end]

    @property
    def terms(self) -> list[Term]:
        return self.sentence.within(self.words)

    @property
    def near(self) -> list[Term]:
        """With the words beside them."""
        return self.sentence.within(self.sentence.words[max(0, self.start - 1) : self.end + 1])

    def said(self, matter: Matter | None) -> str:
        if not self.words:
            return ""
        figures = [term for term in self.terms if matter is Matter.NUMBER and term in self.sentence.figures]
        start = min((self.words[0].start, *(term.start for term in figures)))
        end = max((self.words[-1].end, *(term.end for term in figures)))
        return self.sentence.text[start:end]


def _matter(was: _Words, now: _Words, sides: Sides, *, negated: bool) -> Matter | None:
    terms, swapped = [*was.terms, *now.terms], keys_of_terms([*was.near, *now.near]) & sides.swapped
    if any(sides.is_other_figure(term) for term in terms) or any(key[0] in "dt" for key in swapped):
        return Matter.NUMBER
    not_there = {fold(word.text) for word in (*was.words, *now.words)} & NEGATIONS
    if (negated and not_there) or _denies(was.words, now.words):
        return Matter.NEGATION
    return Matter.NAME if swapped or any(sides.is_other_name(term) for term in terms) else None


def _denies(was: Sequence[Token], now: Sequence[Token]) -> bool:
    return any(is_denied(fold(one.text), fold(two.text)) for one, two in zip(was, now, strict=False))
