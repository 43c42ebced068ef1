"""What an edit of a post changes: the substance (a number, a name, a negation, a sentence taken out) or only looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language import detect
from bot.matching.counterparts import paired, without_common
from bot.matching.editing import Edit, Matter, edits_of, matters_of
from bot.matching.revision import Sentence, read_revision
from bot.matching.sides import Side, Sides

_KEPT = 0.7  # of a sentence's terms stand elsewhere: it was moved or joined with another, not taken out


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two revisions of a post beside each other."""

    edits: tuple[Edit, ...]  # what matters first, otherwise in the order of the text
    removed: tuple[str, ...]  # sentences
    added: tuple[str, ...]
    matters: frozenset[Matter]

    @property
    def is_material(self) -> bool:
        """Whether an article written from the earlier revision may be wrong by now."""
        return bool(self.matters)


@lru_cache(maxsize=512)
def difference(before: str, after: str, language: str | None = None) -> Difference:
    """What became of a text. Numbers in words and digits, case endings, punctuation and order are no difference."""
    language = language or detect(after) or detect(before)
    old, new = without_common(read_revision(before, language), read_revision(after, language))
    pairs, sides = paired(old, new), Sides.of(old, new)
    gone = _unpaired(old, (one for one, _ in pairs), sides, sides.after)
    came = _unpaired(new, (two for _, two in pairs), sides, sides.before)
    is_alone = len(pairs) == len(old) == len(new)
    edits = [edit for one, two in pairs for edit in edits_of(one, two, sides, is_alone=is_alone)]
    matters = {edit.matter for edit in edits if edit.matter is not None}
    if gone:
        matters.add(Matter.REMOVED)
    for sentence in came:
        matters |= matters_of(sentence, sides)
    return Difference(
        edits=tuple(sorted(edits, key=lambda edit: edit.matter is None)),
        removed=tuple(sentence.text for sentence in gone),
        added=tuple(sentence.text for sentence in came),
        matters=frozenset(matters),
    )


def _unpaired(
    sentences: Sequence[Sentence], with_another: Iterable[Sentence], sides: Sides, elsewhere: Side
) -> list[Sentence]:
    """Sentences without a counterpart that say something of their own."""
    there = set(map(id, with_another))
    return [
        sentence
        for sentence in sentences
        if id(sentence) not in there
        and not sentence.is_housekeeping
        and (_share(sentence, elsewhere) < _KEPT or matters_of(sentence, sides))
    ]


def _share(sentence: Sentence, elsewhere: Side) -> float:
    return sum(elsewhere.has(term, sentence) for term in sentence.terms) / len(sentence.terms)
