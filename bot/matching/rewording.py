"""A stretch of a quotation beside its post, word by word: what differs, and what of it tells."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq, Levenshtein, Opcode
from rapidfuzz.fuzz import partial_ratio_alignment

from bot.language.sentences import sentence_ends
from bot.matching.measures import Measure
from bot.matching.naming import is_name
from bot.matching.negating import NEGATIONS, is_denied
from bot.matching.wording import Word, are_other, are_same, read_words, spellings
from storage.records import Change

_NEAR = 3  # words on each side of where it seems to stand
_TOO_LONG = 2  # times the post's words: half of a quotation is too little to be the post's, and to find out takes long
_WRITTEN_OTHERWISE = 0.99  # of a word: двоє for 2
_EUPHONIC = {"в": "у", "й": "і", "із": "з", "зі": "з"}


@dataclass(frozen=True, slots=True)
class _Side:
    """Words of one of the two texts, and their keys."""

    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]

    def part(self, start: int, end: int) -> "_Side":
        return _Side(self.text, self.words[start:end], self.keys[start:end])

    def said(self) -> str:
        return _said(self.text, self.words[0].start, self.words[-1].end) if self.words else ""

    def spellings(self) -> list[str]:
        return [spelling for word in self.words for spelling in word.spelling.split()]

    def figures(self, *, ones: bool) -> list[str]:
        return [
            word.amount if word.is_figure else "1" for word in self.words if word.is_figure or (ones and word.is_one)
        ]

    def negations(self) -> int:
        return sum(word.key in NEGATIONS for word in self.words)

    def only_denies(self) -> bool:
        return bool(self.keys) and all(key in NEGATIONS for key in self.keys)

    def with_following(self) -> "_Side":
        whole = _side(self.text)
        at = bisect_left(whole.words, self.words[0].start, key=lambda word: word.start)
        return whole.part(at, at + len(self.words) + 1)

    def has_name(self) -> bool:
        return any(is_name(self.text, word.start, word.text) for word in self.words)

    def is_within(self, measure: Measure) -> bool:
        return all(measure.start <= word.start and word.end <= measure.end for word in self.words)


_Part = tuple[bool, _Side, _Side]  # of a comparison: whether it is equal, and its words on both sides


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation beside the post: what share of its words stands there in order, and what differs."""

    share: float
    parts: tuple[_Part, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """Told when asked: of most posts a quotation is not."""
        return tuple(_changes(self.parts))


def compare(quote: str, post: str) -> Compared:
    """A stretch of a quotation without gaps beside a post of its language."""
    ours, theirs = _side(quote), _side(post)
    if not ours.words or len(ours.words) > _TOO_LONG * len(theirs.words):
        return Compared(0.0)
    if stands(quote, post):
        return Compared(1.0)
    return max((_beside(ours, theirs, place) for place in _windows(ours, theirs)), key=lambda one: one.share)


def _beside(ours: _Side, theirs: _Side, window: tuple[int, int]) -> Compared:
    theirs = theirs.part(*_fitted(theirs, ours.keys, window))
    steps = Levenshtein.opcodes(theirs.keys, ours.keys)
    parts = tuple((step.tag == "equal", *_parts(step, theirs, ours)) for step in steps)
    share = sum((_equal if equal else _alike)(was, now) for equal, was, now in parts) / len(ours.words)
    return Compared(max(share, _share_as_written(theirs, ours)), parts)


def stands(quote: str, post: str) -> bool:
    """Whether words stand in the post in a row as they are written, with numbers of the same things."""
    if f" {' '.join(spellings(quote))} " not in _spelt(post):
        return False
    ours, theirs = read_words(quote), read_words(post)
    if not any(word.measure for word in ours):
        return True
    starts = range(len(theirs) - len(ours) + 1)
    return any(all(map(are_same, ours, theirs[at : at + len(ours)])) for at in starts)


def tells(piece: str) -> bool:
    """Whether words that no post has are more than wording: a number, a name or a negation is among them."""
    return _tells(_side(""), _side(piece))


@lru_cache(maxsize=4096)
def _side(text: str) -> _Side:
    words = read_words(text)
    return _Side(text, words, tuple(word.key for word in words))


@lru_cache(maxsize=4096)
def _spelt(text: str) -> str:
    return f" {' '.join(spellings(text))} "


def _window(quote: Sequence[str], post: Sequence[str]) -> tuple[int, int]:
    """Where in the post's words a quotation stands, roughly, with some words around it."""
    found = partial_ratio_alignment(" ".join(quote), " ".join(post))
    if found is None:
        return 0, 0
    start, end, at = len(post), 0, 0
    for place, word in enumerate(post):
        if at < found.dest_end and at + len(word) > found.dest_start:
            start, end = min(start, place), place + 1
        at += len(word) + 1
    return max(0, start - _NEAR), min(len(post), end + _NEAR)


def _windows(quote: _Side, post: _Side) -> Iterator[tuple[int, int]]:
    """Where a quotation may stand: as a whole, or from its first to its last sentence, some left out between."""
    yield _window(quote.keys, post.keys)
    ends = sentence_ends(quote.text)
    if not ends:
        return
    starts = [bisect_left(quote.words, end, key=lambda word: word.start) for end in (0, *ends)]
    said = [quote.keys[start:end] for start, end in zip(starts, (*starts[1:], len(quote.keys)), strict=True)]
    there = [(at, at + len(keys)) for keys in said if keys and (at := _place(keys, post.keys)) is not None]
    if len(there) > 1:
        yield min(start for start, _ in there), max(end for _, end in there)


def _place(keys: Sequence[str], post: Sequence[str]) -> int | None:
    """Where words stand in a row."""
    before, found, _ = f" {' '.join(post)} ".partition(f" {' '.join(keys)} ")
    return before.count(" ") if found else None


def _fitted(post: _Side, quote: Sequence[str], window: tuple[int, int]) -> tuple[int, int]:
    """The post's words that a quotation stands for: from the first common word to the last, and what is reworded there.

    Around them nothing of another sentence counts as reworded.
    """
    keys, words = post.keys, post.words
    low, high = window
    same = [block for block in LCSseq.opcodes(keys[low:high], quote) if block.tag == "equal"]
    if not same:
        return low, high
    start, end = low + same[0].src_start, low + same[-1].src_end
    for _ in range(same[0].dest_start):
        if start == 0 or _are_apart(post.text, words[start - 1], words[start]):
            break
        start -= 1
    for _ in range(len(quote) - same[-1].dest_end):
        if end == len(words) or _are_apart(post.text, words[end - 1], words[end]):
            break
        end += 1
    return start, end


def _are_apart(text: str, one: Word, two: Word) -> bool:
    """Whether words that follow each other are of two sentences."""
    return bool(sentence_ends(text, one.start, two.end))


def _parts(step: Opcode, post: _Side, quote: _Side) -> tuple[_Side, _Side]:
    return post.part(step.src_start, step.src_end), quote.part(step.dest_start, step.dest_end)


def _equal(was: _Side, now: _Side) -> float:
    """How many words of one key are the post's; one that is written otherwise is a little less, for another post."""
    pairs = ((one, two) for one, two in zip(was.words, now.words, strict=True) if not are_other(one, two))
    return sum(1.0 if one.spelling == two.spelling else _WRITTEN_OTHERWISE for one, two in pairs)


def _alike(was: _Side, now: _Side) -> int:
    """How many words of a step are the post's; «в» for «у» is a change, but the same word, and so is its negation."""
    pairs = zip(was.keys, now.keys, strict=False)
    return sum(_EUPHONIC.get(one, one) == _EUPHONIC.get(two, two) or is_denied(one, two) for one, two in pairs)


def _share_as_written(post: _Side, quote: _Side) -> float:
    """The share where each numeral and scale is a word: of «1,7 млрд» a quotation may keep «млрд»."""
    if not any(" " in word.spelling for word in (*post.words, *quote.words)):
        return 0.0
    ours = quote.spellings()
    return float(LCSseq.similarity(post.spellings(), ours) / len(ours))


def _changes(parts: Sequence[_Part]) -> Iterator[Change]:
    others = [
        (one.measure, two.measure)
        for equal, was, now in parts
        for one, two in zip(was.words, now.words, strict=False)
        if equal and one.measure and two.measure and are_other(one, two)
    ]
    for equal, was, now in parts:
        if equal:
            yield from _other_numbers(was, now)
        elif not any(was.is_within(one) and now.is_within(two) for one, two in others):
            yield _change(was, now)


def _change(was: _Side, now: _Side) -> Change:
    """Other words; a negation that came or went says nothing without what it denies: «не відкриємо», not «не»."""
    before, after = (
        side.with_following() if side.only_denies() and not other.keys else side
        for side, other in ((was, now), (now, was))
    )
    return Change(post=before.said(), article=after.said(), telling=_tells(was, now))


def _other_numbers(was: _Side, now: _Side) -> Iterator[Change]:
    """Numbers with another sign or unit, each with the whole of it, and those that are only written otherwise."""
    for one, two in zip(was.words, now.words, strict=True):
        if one.measure and two.measure and are_other(one, two):
            before = _said(was.text, one.measure.start, one.measure.end)
            yield Change(post=before, article=_said(now.text, two.measure.start, two.measure.end), telling=True)
        elif one.spelling != two.spelling:
            yield Change(post=_said(was.text, one.start, one.end), article=_said(now.text, two.start, two.end))


def _tells(was: _Side, now: _Side) -> bool:
    """Whether other words say another thing: another number, a name, a negation or a contrary."""
    if all(was.figures(ones=ones) != now.figures(ones=ones) for ones in (False, True)):
        return True
    if was.negations() != now.negations() or was.has_name() or now.has_name():
        return True
    one, two = was.keys, now.keys
    pairs = (*zip(one, two, strict=False), *zip(reversed(one), reversed(two), strict=False))
    return any(is_denied(*pair) for pair in pairs)


def _said(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())
