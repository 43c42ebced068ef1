"""What an edit of a post changes: the substance (`matters.Matter` says in what), or only words and looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language import detect
from bot.matching.counterparts import paired, without_common
from bot.matching.editing import Edit, brings_harm, edits_of, matters_of
from bot.matching.looks import Looks, asides, is_reordered
from bot.matching.matters import Matter
from bot.matching.revision import Sentence, links_of, read_revision
from bot.matching.sides import Side, Sides

_KEPT = 0.7  # of a sentence's terms stand elsewhere: it was moved or joined with another, not taken out


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two revisions of a post beside each other."""

    edits: tuple[Edit, ...]  # what matters first, otherwise in the order of the text
    removed: tuple[str, ...]  # sentences
    added: tuple[str, ...]
    matters: frozenset[Matter]
    looks: Looks

    @property
    def is_material(self) -> bool:
        """Whether an article written from the earlier revision may be wrong by now."""
        return bool(self.matters)


@lru_cache(maxsize=512)
def difference(before: str, after: str, language: str | None = None) -> Difference:
    """What became of a text. Numbers in words and digits, case endings, punctuation and order are no difference."""
    language = language or detect(after) or detect(before)
    whole_old, whole_new = read_revision(before, language), read_revision(after, language)
    old, new = without_common(whole_old, whole_new)
    pairs, sides = paired(old, new), Sides.of(old, new)
    gone = _unpaired(old, (one for one, _ in pairs), sides, sides.after)
    came = _unpaired(new, (two for _, two in pairs), sides, sides.before)
    is_alone = len(pairs) == len(old) == len(new)
    edits = [edit for one, two in pairs for edit in edits_of(one, two, sides, is_alone=is_alone)]
    matters = {edit.matter for edit in edits if edit.matter is not None}
    if gone:
        matters.add(Matter.REMOVED)
    for sentence in came:
        matters |= matters_of(sentence, sides) or ({Matter.HARM} if brings_harm(sentence, sides) else set())
    return Difference(
        edits=tuple(sorted(edits, key=lambda edit: edit.matter is None)),
        removed=tuple(sentence.text for sentence in gone),
        added=tuple(sentence.text for sentence in came),
        matters=frozenset(matters),
        looks=Looks(
            removed=asides(_but(old, (one for one, _ in pairs), gone), lambda key: sides.keys[key] < 0),
            added=asides(_but(new, (two for _, two in pairs), came), lambda key: sides.keys[key] > 0),
            has_other_links=links_of(before) != links_of(after),
            has_other_order=is_reordered(whole_old, whole_new),
        ),
    )


def _but(sentences: Sequence[Sentence], *others: Iterable[Sentence]) -> list[Sentence]:
    """Sentences without those that are told of otherwise."""
    there = {id(sentence) for told in others for sentence in told}
    return [sentence for sentence in sentences if id(sentence) not in there]


def _unpaired(
    sentences: Sequence[Sentence], with_another: Iterable[Sentence], sides: Sides, elsewhere: Side
) -> list[Sentence]:
    """Sentences without a counterpart that say something of their own."""
    return [
        sentence
        for sentence in _but(sentences, with_another)
        if not sentence.is_housekeeping
        and (_share(sentence, elsewhere) < _KEPT or matters_of(sentence, sides) or _alone_denies(sentence, sides))
    ]


def _alone_denies(sentence: Sentence, sides: Sides) -> bool:
    """Whether it denies, and the other side, which has its words, does so less or more often."""
    return sentence.negations > 0 and sides.negations != 0


def _share(sentence: Sentence, elsewhere: Side) -> float:
    return sum(elsewhere.has(term, sentence) for term in sentence.terms) / len(sentence.terms)
