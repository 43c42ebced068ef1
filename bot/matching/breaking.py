"""Which sentence of an article no longer agrees with a post that was edited."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.language import detect
from bot.language.sentences import sentences
from bot.matching.background import article_text
from bot.matching.counterparts import keys_of_terms
from bot.matching.editing import Edit
from bot.matching.matters import Matter
from bot.matching.revising import Difference
from bot.matching.revision import Sentence, read_sentence
from storage.records import Article

_ALIKE = 62  # of 100: a sentence that was taken out of the post, as an article has it
_ONE_MORE = 4  # of so many other terms of the post's sentence an article's has one: else it tells of another matter


def broken_by(found: Difference, article: Article) -> str | None:
    """The sentence that says what the post no longer says, the likest to the post's own; None where none does."""
    language = article.language or detect(article.text)
    said = [read_sentence(one, language) for one in sentences(article_text(article))]
    material = [edit for edit in found.edits if edit.matter is not None]
    hits = [hit for edit in material for hit in _saying(edit, said)]
    hits = hits or [hit for gone in found.removed for hit in _repeating(gone, said)]
    if hits:
        return max(hits, key=lambda hit: hit.likeness).sentence
    return _likest(found.removed, [one.text for one in said])


class _Hit(NamedTuple):
    likeness: tuple[int, float]
    sentence: str


def _saying(edit: Edit, said: Sequence[Sentence]) -> Iterator[_Hit]:
    """The sentences that have what an edit took away, and tell of the same."""
    language = detect(edit.sentence)
    before, whole = read_sentence(edit.before, language), read_sentence(edit.sentence, language)
    own = _own(before)
    rest = _keys(whole) - _keys(before)
    for one in said:
        denies_alike = edit.matter is not Matter.NEGATION or bool(one.negations) == bool(whole.negations)
        if own and own <= _keys(one) and denies_alike:
            yield from _hits(rest, whole, one)


def _repeating(gone: str, said: Sequence[Sentence]) -> Iterator[_Hit]:
    """The sentences that have a number or a name of one that was taken out, and tell of the same."""
    whole = read_sentence(gone, detect(gone))
    own = keys_of_terms(whole.names).union(one.amount for one in whole.figures)
    for one in said:
        if repeated := own & _keys(one):
            yield from _hits(_keys(whole) - {min(repeated)}, whole, one)


def _hits(rest: frozenset[str], whole: Sentence, one: Sentence) -> Iterator[_Hit]:
    shared = len(rest & _keys(one))
    if shared >= min(len(rest), 1 + len(rest) // _ONE_MORE):
        yield _Hit((shared, fuzz.token_set_ratio(one.text, whole.text)), one.text)


def _own(before: Sentence) -> frozenset[str]:
    """What an article says that has not heard of an edit: the number that was, the name that was, else the words."""
    figures = frozenset(one.amount for one in before.figures)
    names = keys_of_terms(term for term in before.terms if before.text[term.start].isupper())
    return figures or names or _keys(before)


def _keys(sentence: Sentence) -> frozenset[str]:
    """What a sentence speaks of; numbers with their scale."""
    figures = {one.term: one.amount for one in sentence.figures}
    return frozenset(figures.get(term, term.key) for term in sentence.terms)


def _likest(removed: Sequence[str], said: Sequence[str]) -> str | None:
    """What says most nearly what was taken out."""
    found = (process.extractOne(gone, said, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE) for gone in removed)
    best = max(filter(None, found), key=lambda one: one[1], default=None)
    return str(best[0]) if best else None
