"""A post in its lines: what is reported of it is often one of its statements, and what is recalled nearly always."""

import re
from functools import lru_cache

_END = re.compile(r"[.!?…:]+[»”\")]*\s+|\n+")
_SHORTEST = 25  # characters; «Слава Україні!» goes with what follows
_LONGEST = 400
_MOST = 12


@lru_cache(maxsize=4096)
def lines_of(text: str) -> tuple[str, ...]:
    """The statements of a post, at least one: sentences and items; a short one goes with a neighbour."""
    found: list[str] = []
    start = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        piece = text[start:end].strip()
        if len(piece) >= _SHORTEST:
            found.append(piece[:_LONGEST])
        if len(piece) >= _SHORTEST or not piece:
            start = end
    rest = text[start:].strip()
    if rest:
        found[-1:] = [f"{found[-1]} {rest}"[:_LONGEST]] if found else [rest[:_LONGEST]]
    return tuple(dict.fromkeys(found))[:_MOST] or (text[:_LONGEST],)
