"""Answers to queries that are asked again: an article's, with each post that comes in soon after it."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import NamedTuple

KEPT = 384
"""Queries; the articles of some hours on a busy day."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: keys, a window of time with both ends, and how many."""

    keys: frozenset[str]
    after: datetime
    before: datetime
    limit: int
    wide: bool = False


class Answer(NamedTuple):
    """The rows that were best when a table was keyed so far."""

    keyed: int
    rows: tuple[int, ...]


@dataclass(slots=True)
class Answers:
    """The latest answers. Reading connections have threads of their own, and moments of their own."""

    _kept: OrderedDict[Wanted, Answer] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, wanted: Wanted, keyed: int) -> Answer | None:
        """What was answered at that moment or before."""
        with self._lock:
            found = self._kept.get(wanted)
            return found if found and found.keyed <= keyed else None

    def put(self, wanted: Wanted, answer: Answer) -> None:
        """Keep an answer in place of an older one."""
        with self._lock:
            known = self._kept.pop(wanted, answer)
            self._kept[wanted] = max(known, answer)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
