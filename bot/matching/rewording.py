"""A stretch of a quotation beside its post, word by word: what differs, and what of it tells."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq, Levenshtein, Opcode
from rapidfuzz.fuzz import partial_ratio_alignment

from bot.language.sentences import sentence_ends
from bot.matching.changes import Part, Words, changes, says_another
from bot.matching.negating import is_denied
from bot.matching.wording import Word, are_other, are_same, read_words, spellings
from storage.records import Change

_NEAR = 3  # words on each side of where it seems to stand
_TOO_LONG = 2  # times the post's words: half of a quotation is too little to be the post's, and to find out takes long
_FOUND = 0.6  # of a piece's words, to say where it stands
_WRITTEN_OTHERWISE = 0.99  # of a word: двоє for 2
_EUPHONIC = {"в": "у", "й": "і", "із": "з", "зі": "з"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation beside the post: what share of its words stands there in order, and what differs."""

    share: float
    parts: tuple[Part, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """The words of the post that it stands for, in characters."""
        words = [word for _, was, _ in self.parts for word in was.words]
        return words[0].start, words[-1].end

    @property
    def words(self) -> int:
        """How many words of the post it stands for."""
        return sum(len(was.words) for _, was, _ in self.parts)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Told when asked: of most posts a quotation is not."""
        return tuple(changes(self.parts))


def compare(quote: str, post: str) -> Compared:
    """A stretch of a quotation without gaps beside a post of its language."""
    ours, theirs = _side(quote), _side(post)
    if not ours.words or len(ours.words) > _TOO_LONG * len(theirs.words):
        return Compared(0.0)
    if stands(quote, post):
        return Compared(1.0)
    return max((_beside(ours, theirs, place) for place in _windows(ours, theirs)), key=lambda one: one.share)


def _beside(ours: Words, theirs: Words, window: tuple[int, int]) -> Compared:
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


def stand_in_order(pieces: Sequence[str], sentence: str) -> bool:
    """Whether a sentence has pieces as they are written, one after the other."""
    rest = _spelt(sentence)
    for piece in pieces:
        _, found, behind = rest.partition(f" {' '.join(spellings(piece))} ")
        if not found:
            return False
        rest = f" {behind}"
    return True


def places(piece: str, post: str) -> list[tuple[int, int]]:
    """Where in a post a piece of a quotation stands, in characters: word for word, else where it is likest."""
    ours, theirs = _side(piece), _side(post)
    count, words = len(ours.words), theirs.words
    starts = (at for at in range(len(words) - count + 1) if theirs.keys[at : at + count] == ours.keys)
    found = [(words[at].start, words[at + count - 1].end) for at in starts] if count else []
    if found:
        return found
    likest = compare(piece, post)
    return [likest.place] if likest.share >= _FOUND and likest.parts else []


def tells(piece: str) -> bool:
    """Whether words that no post has are more than wording: a number, a name or a negation is among them."""
    return says_another(_side(""), _side(piece))


@lru_cache(maxsize=4096)
def _side(text: str) -> Words:
    return Words.of(text)


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


def _windows(quote: Words, post: Words) -> Iterator[tuple[int, int]]:
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


def _fitted(post: Words, quote: Sequence[str], window: tuple[int, int]) -> tuple[int, int]:
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


def _parts(step: Opcode, post: Words, quote: Words) -> tuple[Words, Words]:
    return post.part(step.src_start, step.src_end), quote.part(step.dest_start, step.dest_end)


def _equal(was: Words, now: Words) -> float:
    """How many words of one key are the post's; one that is written otherwise is a little less, for another post."""
    pairs = ((one, two) for one, two in zip(was.words, now.words, strict=True) if not are_other(one, two))
    return sum(1.0 if one.spelling == two.spelling else _WRITTEN_OTHERWISE for one, two in pairs)


def _alike(was: Words, now: Words) -> int:
    """How many words of a step are the post's; «в» for «у» is a change, but the same word, and so is its negation."""
    pairs = zip(was.keys, now.keys, strict=False)
    return sum(_EUPHONIC.get(one, one) == _EUPHONIC.get(two, two) or is_denied(one, two) for one, two in pairs)


def _share_as_written(post: Words, quote: Words) -> float:
    """The share where each numeral and scale is a word: of «1,7 млрд» a quotation may keep «млрд»."""
    if not any(" " in word.spelling for word in (*post.words, *quote.words)):
        return 0.0
    ours = quote.spellings()
    return float(LCSseq.similarity(post.spellings(), ours) / len(ours))
