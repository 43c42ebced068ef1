"""Patterns ready to be looked for in a post."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from bot.language import normalise, query_keys, tokens
from bot.rules.expressions import compiled
from bot.rules.views import View, Word
from storage.records import Pattern, PatternKind

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

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self.anchor = max((word for run in runs for word in run), key=lambda keys: max(map(len, keys), default=0))
        self._others = tuple(word for run in runs for word in run if word != self.anchor)

    def find(self, view: View) -> tuple[str, ...]:
        """See `Sought`."""
        if self.anchor.isdisjoint(view.keys) or any(word.isdisjoint(view.keys) for word in self._others):
            return ()
        found = [_find_run(run, view.words) for run in self._runs]
        return tuple(dict.fromkeys(found)) if all(found) else ()


def _find_run(run: Run, words: Sequence[Word]) -> str:
    for first in range(len(words) - len(run) + 1):
        if all(not keys.isdisjoint(words[first + place].keys) for place, keys in enumerate(run)):
            return " ".join(word.text for word in words[first : first + len(run)])
    return ""


class Expressed:
    """A regular expression."""

    anchor: frozenset[str] = frozenset()

    def __init__(self, text: str) -> None:
        self._expression = compiled(text)

    def find(self, view: View) -> tuple[str, ...]:
        """See `Sought`."""
        found = self._expression.find(view.encoded)
        return () if found is None else (found,)


@lru_cache(maxsize=KEPT)
def sought(pattern: Pattern) -> Sought:
    """A pattern ready to be looked for. Raises ExpressionRefused."""
    if pattern.kind is PatternKind.EXPRESSION:
        return Expressed(pattern.text)
    if pattern.kind is PatternKind.PHRASE:
        return Words([_run(pattern.text)])
    # F-16 is two words that stand side by side
    return Words([run for word in pattern.text.split() if (run := _run(word))])


def _run(text: str) -> Run:
    return tuple(frozenset(query_keys(token.text)) for token in tokens(normalise(text)))
