"""How rare keys are among recent rows, counted in memory and kept up to date from the database.

Asking the index takes 50 to 90 µs a key, and an article has hundreds: so only the rarest are asked for, and which
those are must be known without asking. FTS5's own counts take 0.4 ms a key; a table of counts would touch a hundred
pages with each post. Of posts, which are few, it is known which have a key too: nobody need ask the index.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from math import log
from threading import Lock
from typing import Protocol

RECENT = 8000
"""So many rows are counted at first; at twice as many, counting begins anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The statements for one table: where its rows end and how far they are keyed, what is recent, what came since."""

    ends: str
    recent: str
    since: str


POSTS = Counted(
    ends="SELECT (SELECT max(id) FROM posts) AS last, (SELECT max(id) FROM posts_keyed) AS keyed",
    recent="SELECT id, keys FROM posts WHERE id > ?",
    since="SELECT p.id, p.keys FROM posts_keyed k JOIN posts p ON p.id = k.row WHERE k.id > ?",
)
ARTICLES = Counted(
    ends="SELECT (SELECT max(id) FROM articles) AS last, (SELECT max(id) FROM articles_keyed) AS keyed",
    recent="SELECT id, keys FROM articles WHERE id > ?",
    since="SELECT a.id, a.keys FROM articles_keyed k JOIN articles a ON a.id = k.row WHERE k.id > ?",
)


class Tally(Protocol):
    """What is kept of rows that were read."""

    def add(self, row: int, keys: Iterable[str], /) -> None:
        """One more row; one that was keyed anew comes again."""

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """How many rows have each of the keys; without those that none has."""

    def having(self, keys: Iterable[str]) -> set[int] | None:
        """The rows that have one of the keys, or had it before they were keyed anew; None where nobody knows."""

    def clear(self) -> None:
        """Forget all."""


@dataclass(slots=True)
class Counts:
    """`Tally` of many rows: numbers alone."""

    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, _row: int, keys: Iterable[str], /) -> None:
        """See `Tally`."""
        self._counts.update(keys)

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """See `Tally`."""
        return {key: self._counts[key] for key in keys if key in self._counts}

    def having(self, keys: Iterable[str]) -> None:
        """See `Tally`."""

    def clear(self) -> None:
        """See `Tally`."""
        self._counts.clear()


@dataclass(slots=True)
class Holders:
    """`Tally` of few rows: which they are, in 1.5 KB for each of 75 keys."""

    _rows: dict[str, list[int]] = field(default_factory=dict)

    def add(self, row: int, keys: Iterable[str], /) -> None:
        """See `Tally`."""
        for key in keys:
            self._rows.setdefault(key, []).append(row)

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """See `Tally`."""
        return {key: len(self._rows[key]) for key in keys if key in self._rows}

    def having(self, keys: Iterable[str]) -> set[int]:
        """See `Tally`."""
        return set(chain.from_iterable(self._rows.get(key, ()) for key in keys))

    def clear(self) -> None:
        """See `Tally`."""
        self._rows.clear()


@dataclass(slots=True)
class Rarity:
    """Weights of keys for one table. Reading connections have threads of their own, hence the lock."""

    of: Counted
    tally: Tally
    _rows: int = 0
    _floor: int = 0  # every row after this id is counted
    _keyed: int = 0
    _lock: Lock = field(default_factory=Lock)

    def weigh(self, db: sqlite3.Connection, keys: Iterable[str], *, after_row: int) -> dict[str, tuple[int, float]]:
        """For each key how often it occurs and how much it weighs; without the keys that no row after this one has."""
        with self._lock:
            self._catch_up(db)
            wanted = tuple(keys)
            is_complete = after_row >= self._floor
            counts = ({} if is_complete else dict.fromkeys(wanted, 0)) | self.tally.counts(wanted)
            rows = self._rows
        return {key: (count, log((rows + 2) / (count + 1))) for key, count in counts.items()}

    def having(self, keys: Iterable[str], *, low: int, high: int) -> list[int] | None:
        """The rows from one id to another that have one of the keys, newest first, as of when keys were weighed last.

        A row that was keyed anew since is among them too. None where it is not known: ask the index.
        """
        with self._lock:
            found = self.tally.having(keys) if low > self._floor else None
        return None if found is None else sorted((row for row in found if low <= row <= high), reverse=True)

    def _catch_up(self, db: sqlite3.Connection) -> None:
        ends = db.execute(self.of.ends).fetchone()
        keyed = ends["keyed"] or 0
        if self._keyed == 0 or self._rows > 2 * RECENT:
            self.tally.clear()
            self._rows, self._floor = 0, max(0, (ends["last"] or 0) - RECENT)
            self._count(db.execute(self.of.recent, (self._floor,)))
        elif keyed > self._keyed:
            self._count(db.execute(self.of.since, (self._keyed,)))
        self._keyed = max(self._keyed, keyed)  # another thread may have seen a later moment

    def _count(self, rows: Iterable[sqlite3.Row]) -> None:
        for row in rows:
            self.tally.add(row["id"], row["keys"].split())
            self._rows += 1
