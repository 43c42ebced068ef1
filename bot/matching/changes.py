"""What differs between words of a post and of a quotation that stand for each other, and what of it tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.matching.bounds import are_contrary, bound_of, is_bounded
from bot.matching.naming import is_name
from bot.matching.negating import NEGATIONS, is_denied
from bot.matching.todays import are_other_days
from bot.matching.wording import Word, are_other, is_half, read_words
from storage.records import Change

_BRACKETS = (("[", "]"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text that follow each other, and their keys; `at` is the place of the first, or where one would be."""

    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    at: int = 0

    @classmethod
    def of(cls, text: str) -> "Words":
        """All words of a text."""
        words = read_words(text)
        return cls(text, words, tuple(word.key for word in words))

    def part(self, start: int, end: int) -> "Words":
        """Some of them."""
        return Words(self.text, self.words[start:end], self.keys[start:end], self.at + start)

    def joined(self, following: "Words") -> "Words":
        """With those that follow them."""
        return Words(self.text, self.words + following.words, self.keys + following.keys, self.at)

    def said(self) -> str:
        """They as they stand in the text, each bracket with its other half or without both."""
        return said(self.text, self.words[0].start, self.words[-1].end) if self.words else ""

    def spellings(self) -> list[str]:
        """How they are written, each word of a number by itself."""
        return [spelling for word in self.words for spelling in word.spelling.split()]

    def figures(self, *, ones: bool) -> list[str]:
        """The numbers and dates among them; `ones` takes «один» for one."""
        return [
            word.amount if word.is_figure else "1" for word in self.words if word.is_figure or (ones and word.is_one)
        ]

    def negations(self) -> int:
        """How many deny."""
        return sum(word.key in NEGATIONS for word in self.words)

    def ends_denying(self) -> bool:
        """Whether what follows them is denied."""
        return bool(self.keys) and self.keys[-1] in NEGATIONS

    def begins_in_half(self) -> bool:
        """Whether the first is the second half of a "won't"."""
        return is_half(read_words(self.text), self.at)

    def widened(self, *, before: int, after: int) -> "Words":
        """With so many words around them."""
        words = read_words(self.text)[self.at - before : self.at + len(self.words) + after]
        return Words(self.text, words, tuple(word.key for word in words), self.at - before)

    def has_name(self) -> bool:
        """Whether a name is among them."""
        return any(is_name(self.text, word.start, word.text) for word in self.words)

    def is_note(self) -> bool:
        """Whether all are an editor's, in square brackets."""
        return bool(self.words) and all(_is_in_note(self.text, word.start) for word in self.words)

    def is_within(self, start: int, end: int) -> bool:
        """Whether all are of a stretch of the text."""
        return all(start <= word.start and word.end <= end for word in self.words)


Part = tuple[bool, Words, Words]
"""Of a comparison: whether it is equal, and its words on both sides."""


def changes(parts: Sequence[Part]) -> Iterator[Change]:
    """What differs, in order."""
    numbers = [number for equal, was, now in parts if equal for number in _numbers(was, now)]
    for equal, was, now in _together(parts):
        if equal:
            yield from _other_numbers(was, now)
            continue
        around = [one for one in numbers if was.is_within(*one.before) and now.is_within(*one.after)]
        if not any(one.is_other for one in around):
            yield _change(was, now, is_bound=bool(around))


def says_another(was: Words, now: Words) -> bool:
    """Whether other words say another thing: another number, day or name, a negation or a contrary.

    A note in square brackets may say who is meant, and may add a number: «[Президент] не підпише».
    """
    is_note = now.is_note()
    is_free = is_note and not was.figures(ones=False)
    if not is_free and all(was.figures(ones=ones) != now.figures(ones=ones) for ones in (False, True)):
        return True
    if was.negations() != now.negations() or are_other_days(was.said(), now.said()):
        return True
    if not is_note and (was.has_name() or now.has_name()):
        return True
    one, two = was.keys, now.keys
    pairs = (*zip(one, two, strict=False), *zip(reversed(one), reversed(two), strict=False))
    return any(is_denied(*pair) for pair in pairs)


def _is_in_note(text: str, at: int) -> bool:
    opening = text.rfind("[", 0, at)
    return opening >= 0 and "]" not in text[opening:at] and "]" in text[at:]


def said(text: str, start: int, end: int) -> str:
    """A stretch of a text in one line, each bracket with its other half or without both."""
    for opening, closing in _BRACKETS:
        if text.count(closing, start, end) > text.count(opening, start, end):
            start -= text[:start].endswith(opening)
        elif text.count(opening, start, end) > text.count(closing, start, end):
            end += text.startswith(closing, end)
    return " ".join(text[start:end].split())


def _together(parts: Sequence[Part]) -> Iterator[Part]:
    """Changes that stand side by side are one: «понад → більше ніж»."""
    last: Part | None = None
    for part in parts:
        if last and not last[0] and not part[0]:
            last = (False, last[1].joined(part[1]), last[2].joined(part[2]))
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _change(was: Words, now: Words, *, is_bound: bool) -> Change:
    """Other words; a negation that came or went says nothing without what it denies: «не відкриємо → відкриємо».

    The same bound of a number may be said with a negation, «не менше», and without one.
    """
    half = int(was.begins_in_half() or now.begins_in_half())
    following = int(was.negations() != now.negations() and (was.ends_denying() or now.ends_denying()))
    before, after = (side.widened(before=half, after=following) for side in (was, now))
    return Change(post=before.said(), article=after.said(), telling=not is_bound and says_another(was, now))


class _Number(NamedTuple):
    """A number of both sides, where each stands with the whole of it, its bound among it."""

    is_other: bool
    before: tuple[int, int]
    after: tuple[int, int]


def _numbers(was: Words, now: Words) -> Iterator[_Number]:
    """Those with another sign, unit or bound, or with a bound that is the same."""
    for one, two in zip(was.words, now.words, strict=True):
        if is_bounded(one) and is_bounded(two):
            bounds = bound_of(was.text, one), bound_of(now.text, two)
            is_other, is_contrary = are_other(one, two), are_contrary(*bounds)
            starts = [one.span[0], two.span[0]]
            if all(bounds) and (is_contrary or not is_other):
                starts = [bound.start for bound in bounds if bound]
            elif not is_other:
                continue
            yield _Number(is_other or is_contrary, (starts[0], one.span[1]), (starts[1], two.span[1]))


def _other_numbers(was: Words, now: Words) -> Iterator[Change]:
    """Numbers that are others, each with the whole of it, and those that are only written otherwise."""
    others = {number.before[1]: number for number in _numbers(was, now) if number.is_other}
    for one, two in zip(was.words, now.words, strict=True):
        if is_bounded(one) and (other := others.get(one.span[1])):
            yield Change(post=said(was.text, *other.before), article=said(now.text, *other.after), telling=True)
        elif one.spelling != two.spelling:
            yield Change(post=said(was.text, one.start, one.end), article=said(now.text, two.start, two.end))
