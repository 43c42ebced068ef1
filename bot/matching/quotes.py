"""Where a text quotes somebody."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.matching.speech import spoken

FEWEST_WORDS = 4
"""Of a quotation; fewer are a phrase that anybody might use."""
_PARAGRAPH = re.compile(r"[^\n]+")
# «Він питає «коли», – каже вона»: one mark closes both, and the speaker follows.
_SAID = re.compile(r"\s*,\s*[–—-]\s+(?=[^\n«»“”„\"]*(?:[«„“\"\n]|$))")
_CLOSING = {"«": "»", "“": "”“", "„": "“”", "‘": "’", "”": "”"}
# An apostrophe inside a word is U+02BC by now (bot.language); "the soldiers’ families" ends no quotation.
_MARK = re.compile(r"[«»“”„\"]|(?<!\w)‘(?=\w)|’(?!\w)(?!(?<=s’) [a-z])")
_MOST_BETWEEN = 8  # paragraphs of a quotation without a mark
_BY_HABIT = "‘”"
"""They open a quotation only where a mark that closes it follows: a lone one is a slip, not half a page of speech."""


def _opens(text: str, at: int, end: int) -> bool:
    mark = text[at]
    if mark == "”" and (text[at - 1 : at].strip() or not text[at + 1 : at + 2].strip()):
        return False  # ”так пишуть” has a space before it, and none behind
    return mark in _CLOSING and (mark not in _BY_HABIT or text.rfind(_CLOSING[mark], at + 1, end) > 0)


def _closes(text: str, at: int, waiting: list[str]) -> bool:
    """Whether a mark closes what was opened last: “so“ too, where no word follows."""
    return bool(waiting) and text[at] in waiting[-1] and not (text[at] == "“" and text[at + 1 : at + 2].isalnum())


class _Open(NamedTuple):
    """A quotation that its paragraph leaves open: the marks that would close it, and paragraphs without any since."""

    marks: str
    between: tuple[tuple[int, int], ...] = ()


def _outermost(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], _Open | None]:
    """Quotations of one paragraph, the last perhaps left open; a quotation inside another belongs to it."""
    found: list[tuple[int, int]] = []
    waiting: list[str] = []  # the marks that would close what is open
    opened = start
    for found_mark in _MARK.finditer(text, start, end):
        at, mark = found_mark.start(), found_mark[0]
        if _closes(text, at, waiting):
            del waiting[0 if _SAID.match(text, at + 1) else -1 :]
        elif _opens(text, at, end) or (mark == '"' and '"' not in waiting):
            opened = opened if waiting else at
            waiting.append(_CLOSING.get(mark, '"'))
            continue
        elif mark == '"':  # a straight mark closes everything since the one that opened
            del waiting[waiting.index('"') :]
        else:
            continue
        if not waiting:
            found.append((opened + 1, at))
    if not waiting:
        return found, None
    return [*found, (opened + 1, end)], _Open(waiting[0])


def _end_of(text: str, start: int, end: int, marks: str) -> int | None:
    """Where a quotation of an earlier paragraph ends in this one, which opens none anew."""
    if text[start] in _CLOSING or text[start] == '"':
        return None
    if marks == '"':
        return text.find('"', start, end) if text.count('"', start, end) % 2 else None
    waiting: list[str] = []
    for found_mark in _MARK.finditer(text, start, end):
        at = found_mark.start()
        if _closes(text, at, waiting):
            waiting.pop()
        elif text[at] in marks and not waiting:
            return at
        elif _opens(text, at, end):
            waiting.append(_CLOSING[text[at]])
    return None


@lru_cache(maxsize=256)  # each post of a window asks for those of one article
def quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The quotations of a text as character ranges without their marks, in order: «…», “…”, „…“, "…" and ‘…’,
    and as some type them, “…“ and ”…”, and speech after a dash. One over several paragraphs is a range in each.
    """
    found: list[tuple[int, int]] = []
    left: _Open | None = None
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        if speech := spoken(text, start, end):
            found.append(speech)
            start, left = speech[1], None
        if left and (at := _end_of(text, start, end, left.marks)) is not None:
            found += (*left.between, (start, at))
            start = at + 1
        elif left and len(left.between) < _MOST_BETWEEN and not _MARK.search(text, start, end):
            left = left._replace(between=(*left.between, (start, end)))
            continue
        of_it, left = _outermost(text, start, end)
        found += of_it
    return tuple(found)
