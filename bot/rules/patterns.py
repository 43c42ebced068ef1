"""Patterns ready to be looked for in a post."""

import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from bot.language import keys_asked, keys_hinting, normalise, tokens
from bot.rules.expressions import ExpressionRefused, compiled
from bot.rules.views import View
from storage.records import Pattern, PatternKind

log = logging.getLogger(__name__)

KEPT = 65536

Run = tuple[frozenset[str], ...]
"""Words side by side: for each the keys of which it has one."""


class Sought(Protocol):
    """A pattern ready to be looked for."""

    @property
    def anchor(self) -> frozenset[str]:
        """Keys of which every post that holds it has one; none where there is no such thing."""

    def find(self, view: View) -> tuple[str, ...]:
        """The words of a post that are what was looked for; nothing where they are not all there."""


class Words:
    """Runs of words, each of them in any form."""

    def __init__(self, runs: Sequence[Sequence[str]]) -> None:
        self._runs: tuple[Run, ...] = tuple(tuple(keys_asked(word) for word in run) for run in runs)
        hints = [keys_hinting(word) for run in runs for word in run]
        self.anchor, *self._others = sorted(hints, key=lambda keys: -max(map(len, keys)))  # long words are rare

    def find(self, view: View) -> tuple[str, ...]:
        """See `Sought`."""
        if self.anchor.isdisjoint(view.keys) or any(hints.isdisjoint(view.keys) for hints in self._others):
            return ()
        found = [_find_run(run, view) for run in self._runs]
        return tuple(dict.fromkeys(found)) if all(found) else ()


def _find_run(run: Run, view: View) -> str:
    """The first place where words stand side by side."""
    places = view.places
    if len(run) == 1:
        firsts = [found[0] for key in run[0] if (found := places.get(key))]
        return view.words[min(firsts)] if firsts else ""
    each = [{place for key in keys for place in places.get(key, ())} for keys in run]
    for first in sorted(each[0]):
        if all(first + after in found for after, found in enumerate(each)):
            return " ".join(view.words[first : first + len(run)])
    return ""


class Never:
    """What can be found in no post: an expression that was fine once and is not any more."""

    anchor: frozenset[str] = frozenset({"-"})  # a key of no word

    def find(self, _: View) -> tuple[str, ...]:
        """See `Sought`."""
        return ()


class Expressed:
    """A regular expression."""

    anchor: frozenset[str] = frozenset()

    def __init__(self, text: str) -> None:
        self.text = text
        self._expression = compiled(text)

    def find(self, view: View) -> tuple[str, ...]:
        """See `Sought`."""
        found = self._expression.find(view.encoded)
        return () if found is None else (found,)


@lru_cache(maxsize=KEPT)
def sought(pattern: Pattern) -> Sought:
    """A pattern ready to be looked for."""
    if pattern.kind is PatternKind.EXPRESSION:
        try:
            return Expressed(pattern.text)
        except ExpressionRefused as refused:
            log.warning("expression_unreadable", extra={"expression": pattern.text, "why": str(refused)})
            return Never()
    # F-16 is two words that stand side by side
    parts = [pattern.text] if pattern.kind is PatternKind.PHRASE else pattern.text.split()
    runs = [run for part in parts if (run := _run(part))]
    return Words(runs) if runs else Never()


def _run(text: str) -> list[str]:
    return [token.text for token in tokens(normalise(text))]
