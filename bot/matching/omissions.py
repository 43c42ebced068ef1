"""What a quotation leaves out between its pieces, where that denies: «Ми … закриємо міст» for «Ми не закриємо міст»."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.language import fold
from bot.language.sentences import sentence_ends
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
    r"|нико(?:гда|го|му)|никто|ничто|ниче\w+|нигде|никуда|никак\w*|ни|nobody|none|nothing|nowhere|neither|nor"
)


def denials_left_out(pieces: Sequence[str], post: str, *, is_cut: bool) -> Iterator[Change]:
    """A change for each gap in which a post of the same language denies; whole sentences may be left out.

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
    """The denial right before a place of a post, in its sentence."""
    words = read_words(post)
    at = sum(word.end <= start for word in words) - 1
    if at < 0 or start in sentence_ends(post) or not _denies(words, at, at):
        return None
    kept = words[at + 1]
    return Change(post=said(post, words[at].start, kept.end), article=f"{_GAP} {kept.text}", telling=True)


def _left_out(post: str, start: int, end: int) -> Iterator[Change]:
    words = read_words(post)
    left = [at for at, word in enumerate(words) if start <= word.start and word.end <= end]
    ends = [one for one in sentence_ends(post, start) if one <= end]
    if ends:  # of the sentences that the pieces are of, not of those between
        left = [at for at in left if words[at].start < ends[0] or words[at].start >= ends[-1]]
    denying = next((at for at in left if _denies(words, at, left[-1])), None)
    if denying is None:
        return
    kept = words[denying + 1] if denying == left[-1] and denying + 1 < len(words) else None
    before = said(post, words[denying].start, (kept or words[left[-1]]).end)
    yield Change(post=before, article=f"{_GAP} {kept.text}" if kept else _GAP, telling=True)


def _denies(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether a word that is left out turns what is said; «без винятку» that is left out whole does not."""
    word = words[at].key
    if word in _WITHOUT:
        return at == last
    if word in NEGATIONS:
        return at + 1 == len(words) or fold(words[at + 1].text) not in _HARMLESS
    return _DENYING.fullmatch(word) is not None
