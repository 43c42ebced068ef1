"""What stands on each side of the sentences in which two revisions differ, and what of it the other side lacks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.language import fold
from bot.language.terms import Term
from bot.matching.amounts import Figure
from bot.matching.institutions import named_in
from bot.matching.measures import differ
from bot.matching.namesakes import forms
from bot.matching.revision import Sentence
from bot.matching.shades import read_names
from bot.matching.swaps import swapped_figures, swapped_names

_ROOT = 4  # letters by which a word is known in its other forms

Worth = tuple[str, str, str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Side:
    """One of them."""

    names: frozenset[str]
    words: frozenset[str]
    roots: frozenset[str]
    named: frozenset[str]  # institutions and lands, by whatever name

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> "Side":
        """From its sentences."""
        return cls(
            names=_forms((term, sentence) for sentence in sentences for term in sentence.names),
            words=_forms((term, sentence) for sentence in sentences for term in sentence.terms),
            roots=frozenset(_roots(sentences)),
            named=frozenset(one.which for sentence in sentences for one in named_in(sentence.text)),
        )

    def has(self, term: Term, of: Sentence) -> bool:
        """Whether a word of a sentence stands there; the first has a key of its own, as its capital may be a name's."""
        if not self.words.isdisjoint(_forms_of(term, of)) or self.names_what_is_meant(term, of):
            return True
        return term.start == of.words[0].start and fold(of.text[term.start : term.end])[:_ROOT] in self.roots

    def names_what_is_meant(self, term: Term, of: Sentence) -> bool:
        """Whether a word is part of the name of what has another name there: «США», «Сполучені Штати»."""
        return any(one.has(term) and one.which in self.named for one in named_in(of.text))


@dataclass(frozen=True, slots=True)
class Sides:
    """Read once for all of them: a number that went into another sentence is no other number."""

    amounts: Counter[str]  # after, less before
    roots: Counter[str]  # after, less before
    keys: Counter[str]  # of words; after, less before
    shades: Counter[str]  # after, less before
    negations: int  # after, less before
    other_worths: frozenset[Worth]  # of an amount that stands on both sides, but with other signs or units
    before: Side
    after: Side
    swapped_figures: frozenset[str]
    swapped_names: frozenset[str]

    @classmethod
    def of(cls, old: Sequence[Sentence], new: Sequence[Sentence]) -> "Sides":
        """From the sentences that differ."""
        before, after = ([one for sentence in side for one in sentence.figures] for side in (old, new))
        return cls(
            amounts=_more((one.amount for one in after), (one.amount for one in before)),
            roots=_more(_roots(new), _roots(old)),
            keys=_more(_keys(new), _keys(old)),
            shades=_more(read_names(new), read_names(old)),
            negations=sum(one.negations for one in new) - sum(one.negations for one in old),
            other_worths=_other_worths(before, after) | _other_worths(after, before),
            before=Side.of(old),
            after=Side.of(new),
            swapped_figures=swapped_figures(old, new),
            swapped_names=swapped_names(old, new),
        )

    def is_other_figure(self, figure: Figure) -> bool:
        """Whether a number or a date stands more often on one side, or with another sign or unit there."""
        return self.amounts[figure.amount] != 0 or figure.worth in self.other_worths

    def is_other_name(self, term: Term, of: Sentence) -> bool:
        """Whether a name of a sentence stands on one side only, and what it names has no other name on the other."""
        if self.before.names_what_is_meant(term, of) and self.after.names_what_is_meant(term, of):
            return False
        sides, name = ((self.before, self.after), (self.after, self.before)), _forms_of(term, of)
        return any(not name.isdisjoint(one.names) and name.isdisjoint(other.words) for one, other in sides)

    def is_other_word(self, before: str, after: str) -> bool:
        """Whether one word stands less often now, or the other more often; folded."""
        return self.roots[before[:_ROOT]] < 0 or self.roots[after[:_ROOT]] > 0

    def is_one_sided(self, word: str) -> bool:
        """Whether a word stands more often on one side; folded."""
        return self.roots[word[:_ROOT]] != 0

    def are_moved(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """Whether words, by their keys, stand elsewhere now, and others stood elsewhere."""
        return all(self.keys[key] >= 0 for key in before) and all(self.keys[key] <= 0 for key in after)


def _forms_of(term: Term, of: Sentence) -> frozenset[str]:
    """What a word may be known by: a concept, or its letters, as both sides are in one language."""
    if not term.key.startswith("x:"):
        return frozenset((term.key,))
    return forms(of.text[term.start : term.end])


def _forms(terms: Iterable[tuple[Term, Sentence]]) -> frozenset[str]:
    return frozenset(form for term, sentence in terms for form in _forms_of(term, sentence))


def _keys(sentences: Sequence[Sentence]) -> list[str]:
    return [key for sentence in sentences for key in sentence.keys]


def _roots(sentences: Sequence[Sentence]) -> list[str]:
    return [key[:_ROOT] for key in _keys(sentences)]


def _more(after: Iterable[str], before: Iterable[str]) -> Counter[str]:
    more = Counter(after)
    more.subtract(before)
    return more


def _other_worths(ours: Sequence[Figure], theirs: Sequence[Figure]) -> frozenset[Worth]:
    """Figures that all differ from the same amount on the other side."""
    there: dict[str, list[Figure]] = {}
    for one in theirs:
        there.setdefault(one.amount, []).append(one)
    return frozenset(
        one.worth
        for one in ours
        if (same := there.get(one.amount)) and all(differ(one.measure, other.measure) for other in same)
    )
