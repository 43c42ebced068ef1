"""What an edit of a post changes: the substance (a number, a name, a negation, a sentence taken out) or only looks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import LCSseq, Levenshtein

from bot.language import Token, detect, fold, normalise, tokens
from bot.language.sentences import sentence_ends
from bot.language.terms import Kind, Term, number_key, read_terms
from bot.matching.negating import NEGATIONS, is_denied

_SAME = 0.5  # of the words in their order, or of the terms, make two sentences one that was changed
_MOST = 60  # sentences that are told apart; what follows them counts as one
_KEPT = 0.7  # of a sentence's terms stand elsewhere: it was moved or joined with another, not taken out
_FEWEST_WORDS = 2  # fewer say nothing: «Фото:»
_HOUSEKEEPING = re.compile(
    r"https?://|t\.me/|@\w{4,}|підпи[сш]|подпи[сш]|subscribe|follow us|надісла\w+ новин|прислать новост"
    r"|\b(дяку[юєї]|щиро вдячн|спасибо|благодар|thank|бережіть себе|берегите себя|слава україні|glory to)",
    re.IGNORECASE,
)


class Matter(StrEnum):
    """In what an edit changes the substance."""

    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words that read otherwise; either side may be empty."""

    before: str
    after: str
    matter: Matter | None  # None: only wording


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


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: tuple[Token, ...]
    keys: tuple[str, ...]
    terms: tuple[Term, ...]

    @property
    def is_housekeeping(self) -> bool:
        return len(self.words) < _FEWEST_WORDS or not self.terms or _HOUSEKEEPING.search(self.text) is not None

    def figures(self) -> Counter[str]:
        return Counter(term.key for term in self.terms if term.kind in (Kind.NUMBER, Kind.DATE))

    def negations(self) -> int:
        return sum(key in NEGATIONS for key in self.keys)

    def names(self) -> frozenset[str]:
        """Names and places; a word that begins a sentence has a capital anyway."""
        begins = self.words[0].start
        return frozenset(term.key for term in self.terms if self.text[term.start].isupper() and term.start != begins)


@lru_cache(maxsize=512)
def difference(before: str, after: str, language: str | None = None) -> Difference:
    """What became of a text. Numbers in words and digits, case endings, punctuation and order are no difference."""
    before, after = normalise(before), normalise(after)
    language = language or detect(after) or detect(before)
    old, new = _sentences(before, language), _sentences(after, language)
    old, new = _without_common(old, new)
    pairs = _pairs(old, new)
    gone = _unpaired(old, (one for one, _ in pairs), [term for _, two in pairs for term in two.terms])
    came = _unpaired(new, (two for _, two in pairs), [term for one, _ in pairs for term in one.terms])
    known = _Known.of(old, new)
    edits = [edit for one, two in pairs for edit in _edits(one, two, known)]
    matters = {edit.matter for edit in edits if edit.matter is not None}
    if gone:
        matters.add(Matter.REMOVED)
    for sentence in came:
        matters |= known.news_of(sentence)
    return Difference(
        edits=tuple(sorted(edits, key=lambda edit: edit.matter is None)),
        removed=tuple(sentence.text for sentence in gone),
        added=tuple(sentence.text for sentence in came),
        matters=frozenset(matters),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What stood on each side of the sentences that differ."""

    figures: Counter[str]  # after, less before
    names_before: frozenset[str]
    names_after: frozenset[str]
    words_before: frozenset[str]
    words_after: frozenset[str]

    @classmethod
    def of(cls, old: Sequence[_Sentence], new: Sequence[_Sentence]) -> "_Known":
        figures: Counter[str] = Counter()
        for sentence in new:
            figures.update(sentence.figures())
        for sentence in old:
            figures.subtract(sentence.figures())
        return cls(
            figures=figures,
            names_before=frozenset().union(*(sentence.names() for sentence in old)),
            names_after=frozenset().union(*(sentence.names() for sentence in new)),
            words_before=_keys(term for sentence in old for term in sentence.terms),
            words_after=_keys(term for sentence in new for term in sentence.terms),
        )

    def is_other_figure(self, term: Term) -> bool:
        """Whether a number or a date stands more often on one side."""
        return term.kind in (Kind.NUMBER, Kind.DATE) and self.figures[term.key] != 0

    def is_other_name(self, term: Term) -> bool:
        """Whether a name stands on one side only."""
        came = term.key in self.names_after and term.key not in self.words_before
        return came or (term.key in self.names_before and term.key not in self.words_after)

    def news_of(self, sentence: _Sentence) -> set[Matter]:
        """What a sentence that was added changes: new numbers and names."""
        found = set()
        if any(self.is_other_figure(term) for term in sentence.terms):
            found.add(Matter.NUMBER)
        if any(self.is_other_name(term) for term in sentence.terms):
            found.add(Matter.NAME)
        return found


def _keys(terms: Iterable[Term]) -> frozenset[str]:
    return frozenset(term.key for term in terms)


def _sentences(text: str, language: str | None) -> list[_Sentence]:
    ends = sentence_ends(text)[:_MOST]
    pieces = (text[start:end].strip() for start, end in zip((0, *ends), (*ends, len(text)), strict=True))
    return [sentence for piece in pieces if (sentence := _sentence(piece, language)).words]


def _sentence(text: str, language: str | None) -> _Sentence:
    words = tokens(text)
    keys = tuple(number_key(word.text) if word.is_number else fold(word.text) for word in words)
    return _Sentence(text, words, keys, tuple(read_terms(text, language)))


def _without_common(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> tuple[list[_Sentence], list[_Sentence]]:
    """The sentences that stand on one side only, wherever they stand there."""
    spare_old, spare_new = (Counter(sentence.keys for sentence in side) for side in (old, new))
    common = {key: min(count, spare_new[key]) for key, count in spare_old.items()}
    return _left(old, Counter(common)), _left(new, Counter(common))


def _left(sentences: Sequence[_Sentence], common: Counter[tuple[str, ...]]) -> list[_Sentence]:
    left = []
    for sentence in sentences:
        if common[sentence.keys] > 0:
            common[sentence.keys] -= 1
        else:
            left.append(sentence)
    return left


def _pairs(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> list[tuple[_Sentence, _Sentence]]:
    """Sentences that were changed, each with what it became: the likest first come together."""
    alike = sorted(
        ((_likeness(one, two), at, to) for at, one in enumerate(old) for to, two in enumerate(new)),
        reverse=True,
    )
    found: dict[int, int] = {}
    for share, at, to in alike:
        if share >= _SAME and at not in found and to not in found.values():
            found[at] = to
    return [(old[at], new[to]) for at, to in sorted(found.items())]


def _likeness(one: _Sentence, two: _Sentence) -> float:
    ours, theirs = _keys(one.terms), _keys(two.terms)
    shared = len(ours & theirs) / (len(ours | theirs) or 1)
    return max(shared, LCSseq.normalized_similarity(one.keys, two.keys))


def _unpaired(sentences: Sequence[_Sentence], paired: Iterable[_Sentence], others: Sequence[Term]) -> list[_Sentence]:
    """Sentences without a counterpart that say something of their own."""
    there, elsewhere = set(map(id, paired)), _keys(others)
    return [
        sentence
        for sentence in sentences
        if id(sentence) not in there
        and not sentence.is_housekeeping
        and sum(term.key in elsewhere for term in sentence.terms) < _KEPT * len(sentence.terms)
    ]


def _edits(old: _Sentence, new: _Sentence, known: _Known) -> list[Edit]:
    negated = old.negations() != new.negations()
    edits = []
    for step in Levenshtein.opcodes(old.keys, new.keys):
        if step.tag == "equal":
            continue
        was, now = old.words[step.src_start : step.src_end], new.words[step.dest_start : step.dest_end]
        terms = [*_within(old, was), *_within(new, now)]
        not_there = {fold(word.text) for word in (*was, *now)} & NEGATIONS
        matter = None
        if any(known.is_other_figure(term) for term in terms):
            matter = Matter.NUMBER
        elif (negated and not_there) or _denies(was, now):
            matter = Matter.NEGATION
        elif any(known.is_other_name(term) for term in terms):
            matter = Matter.NAME
        edits.append(Edit(before=_said(old, was), after=_said(new, now), matter=matter))
    return edits


def _denies(was: Sequence[Token], now: Sequence[Token]) -> bool:
    return any(is_denied(fold(one.text), fold(two.text)) for one, two in zip(was, now, strict=False))


def _within(sentence: _Sentence, words: Sequence[Token]) -> list[Term]:
    if not words:
        return []
    return [term for term in sentence.terms if term.start < words[-1].end and words[0].start < term.end]


def _said(sentence: _Sentence, words: Sequence[Token]) -> str:
    return sentence.text[words[0].start : words[-1].end] if words else ""
