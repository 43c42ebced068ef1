"""Where a text quotes somebody."""

import re
from functools import lru_cache
from itertools import chain

FEWEST_WORDS = 4
"""Of a quotation; fewer are a phrase that anybody might use."""
_PARAGRAPH = re.compile(r"[^\n]+")
# «Він питає «коли», – каже вона»: one mark closes both, and the speaker follows.
_SAID = re.compile(r"\s*,\s*[–—-]\s+(?=[^\n«»“”„\"]*(?:[«„“\"\n]|$))")
_CLOSING = {"«": "»", "“": "”", "„": "“”"}
_MARK = re.compile(r"[«»“”„\"]")


def _outermost(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Quotations of one paragraph; a quotation inside another belongs to it."""
    found: list[tuple[int, int]] = []
    waiting: list[str] = []  # the marks that would close what is open
    opened = start
    for found_mark in _MARK.finditer(text, start, end):
        at, mark = found_mark.start(), found_mark[0]
        if waiting and mark in waiting[-1]:
            del waiting[0 if _SAID.match(text, at + 1) else -1 :]
            if not waiting:
                found.append((opened + 1, at))
        elif mark in _CLOSING or (mark == '"' and '"' not in waiting):
            opened = opened if waiting else at
            waiting.append(_CLOSING.get(mark, '"'))
        elif mark == '"':  # a straight mark closes everything since the one that opened
            del waiting[waiting.index('"') :]
            if not waiting:
                found.append((opened + 1, at))
    if waiting:  # left open: it goes on in the next paragraph
        found.append((opened + 1, end))
    return found


@lru_cache(maxsize=256)  # each post of a window asks for those of one article
def quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The quotations of a text as character ranges without their marks, in order: «…», “…”, „…“ and "…"."""
    found = (_outermost(text, paragraph.start(), paragraph.end()) for paragraph in _PARAGRAPH.finditer(text))
    return tuple(chain.from_iterable(found))
