"""Where a text quotes somebody."""

import re
from functools import lru_cache
from itertools import chain

FEWEST_WORDS = 4
"""Of a quotation; fewer are a phrase that anybody might use."""
_PARAGRAPH = re.compile(r"[^\n]+")
# «Він питає «коли», – каже вона»: one mark closes both, and the speaker follows.
_SAID = re.compile(r"\s*,\s*[–—-]\s+(?=[^\n«»“”„\"]*(?:[«„“\"\n]|$))")
_CLOSING = {"«": "»", "“": "”“", "„": "“”", "‘": "’", "”": "”"}
# An apostrophe inside a word is U+02BC by now (bot.language); "the soldiers’ families" ends no quotation.
_MARK = re.compile(r"[«»“”„\"]|(?<!\w)‘(?=\w)|’(?!\w)(?!(?<=s’) [a-z])")
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


def _outermost(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Quotations of one paragraph; a quotation inside another belongs to it."""
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
    if waiting:  # left open: it goes on in the next paragraph
        found.append((opened + 1, end))
    return found


@lru_cache(maxsize=256)  # each post of a window asks for those of one article
def quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The quotations of a text as character ranges without their marks, in order: «…», “…”, „…“, "…" and ‘…’,
    and as some type them, “…“ and ”…”."""
    found = (_outermost(text, paragraph.start(), paragraph.end()) for paragraph in _PARAGRAPH.finditer(text))
    return tuple(chain.from_iterable(found))
