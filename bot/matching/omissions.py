"""What a quotation leaves out between its pieces, where that denies: «Ми … закриємо міст» for «Ми не закриємо міст»."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.language import fold
from bot.matching.changes import said
from bot.matching.negating import NEGATIONS
from bot.matching.rewording import places
from bot.matching.wording import Word, read_words
from storage.records import Change

_GAP = "…"
_WITHOUT = frozenset(("без", "without"))
_NO_DENIAL = "лише тільки только only менше менш меньше менее більше больше більш более раз less more fewer later"
_HARMLESS = frozenset(_NO_DENIAL.split())  # after «не»: «не лише» is "also", «не менше» is a bound
_DENYING = re.compile(
    r"жод(?:ен|н)\w*|ніко(?:ли|го|му)|ніхто|ніщо|нічо\w+|ніде|нікуди|ніяк\w*"
    r"|нико(?:гда|го|му)|никто|ничто|ниче\w+|нигде|никуда|никак\w*|ни|none|nothing|nowhere|neither|nor"
)
_CLAUSE_END = re.compile(r"[.,;:!?…()—–\n]|\s-\s")
_CONTRASTING = "а але проте однак зато но однако but yet"
_SUBORDINATE = "що щоб аби чи ніби что чтобы чтоб будто that whether"
_INSTEAD = frozenset(_CONTRASTING.split())  # «не заради слави, а для людей»
_THAT = frozenset(_SUBORDINATE.split())  # what is denied may follow it
_CAN = re.compile(r"мо(?:ж|г)\w*|міг|can")  # «не можу не подякувати» is to thank


def denials_left_out(pieces: Sequence[str], post: str, *, is_cut: bool) -> Iterator[Change]:
    """A change for each gap in which a post of the same language denies; whole clauses may be left out.

    `is_cut` says that there is one before the first piece: «…закриємо міст».
    """
    there = [places(piece, post) for piece in pieces]
    if is_cut and there:
        cut = [_cut_off(post, start) for start, _ in there[0]]
        yield from [one for one in cut if one][:1] if all(cut) else ()
    for one, two in pairwise(there):
        gaps = [(end, start) for _, end in one for start, _ in two if end <= start]
        if gaps:
            yield from _left_out(post, *min(gaps, key=lambda gap: gap[1] - gap[0]))


def _cut_off(post: str, start: int) -> Change | None:
    """The denial right before a place of a post, in its clause."""
    words = read_words(post)
    at = sum(word.end <= start for word in words) - 1
    if at < 0 or _ends_clause(post, words, at) or not _denies(words, at, at):
        return None
    kept = words[at + 1]
    return Change(post=said(post, words[at].start, kept.end), article=f"{_GAP} {kept.text}", telling=True)


def _left_out(post: str, start: int, end: int) -> Iterator[Change]:
    words = read_words(post)
    left = [at for at, word in enumerate(words) if start <= word.start and word.end <= end]
    denying = (at for at in left if _denies(words, at, left[-1]) and not _is_left_whole(post, words, left, at))
    if (at := next(denying, None)) is None:
        return
    kept = words[at + 1] if at == left[-1] and at + 1 < len(words) else None
    before = said(post, words[at].start, (kept or words[left[-1]]).end)
    yield Change(post=before, article=f"{_GAP} {kept.text}" if kept else _GAP, telling=True)


def _is_left_whole(post: str, words: Sequence[Word], left: Sequence[int], denying: int) -> bool:
    """Whether a denial is left out with its whole clause, or with all that is denied: «не заради слави, а».

    Not where that clause goes on in what is kept: «не казав, що».
    """
    last = next((at for at in left if at >= denying and _ends_clause(post, words, at)), None)
    if last is None:
        return False
    following = words[last + 1].key if last < left[-1] else ""
    if following in _THAT and not any(_ends_clause(post, words, at) for at in left if at > last):
        return False
    is_begun = any(_ends_clause(post, words, at) for at in range(left[0] - 1, denying))
    return is_begun or following in _INSTEAD


def _ends_clause(post: str, words: Sequence[Word], at: int) -> bool:
    """Whether a clause ends behind a word."""
    if at < 0 or at + 1 == len(words):
        return True
    end, start = words[at].end, words[at + 1].start
    return words[at + 1].key == "but" or _CLAUSE_END.search(post, end, start) is not None


def _denies(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether a word that is left out turns what is said; «без винятку» that is left out whole does not."""
    word = words[at].key
    if word in _WITHOUT:
        return at == last
    if word in NEGATIONS:
        is_harmless = at + 1 < len(words) and fold(words[at + 1].text) in _HARMLESS
        return not (is_harmless or _is_twice(words, at) or _is_twice(words, at - 2))
    return _DENYING.fullmatch(word) is not None


def _is_twice(words: Sequence[Word], at: int) -> bool:
    """Whether a denial at a place is denied again: «не можу не подякувати»."""
    keys = [word.key for word in words[at : at + 3]] if at >= 0 else []
    return len(keys) == 3 and keys[0] in NEGATIONS and _CAN.fullmatch(keys[1]) is not None and keys[2] in NEGATIONS
