"""How rare keys are among recent rows, counted in memory and kept up to date from the database.

Asking the index takes 50 to 90 µs a key, and an article has hundreds: so only the rarest are asked for, and which
those are must be known without asking. FTS5's own counts take 0.4 ms a key; a table of counts would touch a hundred
pages with each post.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log
from threading import Lock

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
    recent="SELECT keys FROM posts WHERE id > ?",
    since="SELECT p.keys FROM posts_keyed k JOIN posts p ON p.id = k.row WHERE k.id > ?",
)
ARTICLES = Counted(
    ends="SELECT (SELECT max(id) FROM articles) AS last, (SELECT max(id) FROM articles_keyed) AS keyed",
    recent="SELECT keys FROM articles WHERE id > ?",
    since="SELECT a.keys FROM articles_keyed k JOIN articles a ON a.id = k.row WHERE k.id > ?",
)


@dataclass(slots=True)
class Rarity:
    """Counts of keys for one table. Reading connections have threads of their own, hence the lock."""

    of: Counted
    _counts: Counter[str] = field(default_factory=Counter)
    _rows: int = 0
    _floor: int = 0  # every row after this id is counted
    _keyed: int = 0
    _lock: Lock = field(default_factory=Lock)

    def weigh(self, db: sqlite3.Connection, keys: Iterable[str], *, after_row: int) -> dict[str, tuple[int, float]]:
        """For each key how often it occurs and how much it weighs; without the keys that no row after this one has."""
        with self._lock:
            self._catch_up(db)
            is_complete = after_row >= self._floor
            counts = {key: self._counts[key] for key in keys if not is_complete or key in self._counts}
            rows = self._rows
        return {key: (count, log((rows + 2) / (count + 1))) for key, count in counts.items()}

    def _catch_up(self, db: sqlite3.Connection) -> None:
        ends = db.execute(self.of.ends).fetchone()
        keyed = ends["keyed"] or 0
        if self._keyed == 0 or self._rows > 2 * RECENT:
            self._counts, self._rows = Counter(), 0
            self._floor = max(0, (ends["last"] or 0) - RECENT)
            self._count(db.execute(self.of.recent, (self._floor,)))
        elif keyed > self._keyed:
            self._count(db.execute(self.of.since, (self._keyed,)))
        self._keyed = max(self._keyed, keyed)  # another thread may have seen a later moment

    def _count(self, rows: Iterable[sqlite3.Row]) -> None:
        for row in rows:
            self._counts.update(row["keys"].split())
            self._rows += 1
