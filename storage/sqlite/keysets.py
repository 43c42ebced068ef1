"""The keys of rows that were compared lately, in memory: reading and splitting them is most of a comparison."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from threading import Lock

from storage.forms import dump

KEPT = 16_384
"""Rows, of 1 to 3 KB each; with more, keeping begins anew."""

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """The statements for one table: how far it is keyed, which rows since, and their keys."""

    last: str
    since: str
    keys: str


POSTS = Keyed(
    last="SELECT max(id) FROM posts_keyed",
    since="SELECT row FROM posts_keyed WHERE id > ?",
    keys="SELECT json_group_array(json_array(id, keys)) FROM posts WHERE id IN (SELECT value FROM json_each(?))",
)
ARTICLES = Keyed(
    last="SELECT max(id) FROM articles_keyed",
    since="SELECT row FROM articles_keyed WHERE id > ?",
    keys="SELECT json_group_array(json_array(id, keys)) FROM articles WHERE id IN (SELECT value FROM json_each(?))",
)


@dataclass(slots=True)
class Keysets:
    """Keys of one table's rows. Reading connections have threads of their own, and moments of their own."""

    of: Keyed
    _kept: dict[int, Keys] = field(default_factory=dict)
    _keyed: int = 0  # what is kept is as of this entry
    _lock: Lock = field(default_factory=Lock)

    def get(self, db: sqlite3.Connection, rows: Sequence[int]) -> Mapping[int, Keys]:
        """The keys of rows as they are at this connection's moment, each key once."""
        keyed = db.execute(self.of.last).fetchone()[0] or 0
        with self._lock:
            self._catch_up(db, keyed)
            known = {row: self._kept[row] for row in rows if row in self._kept} if keyed == self._keyed else {}
        missing = [row for row in rows if row not in known]
        if not missing:
            return known
        read = self._read(db, missing)
        with self._lock:
            if keyed == self._keyed:  # an older moment's keys may be others by now
                self._keep(read)
        return known | read

    def _catch_up(self, db: sqlite3.Connection, keyed: int) -> None:
        """Forget what was keyed anew up to a moment, unless another thread has seen a later one."""
        if keyed > self._keyed:
            for row in db.execute(self.of.since, (self._keyed,)) if self._kept else ():
                self._kept.pop(row["row"], None)
            self._keyed = keyed

    def _read(self, db: sqlite3.Connection, rows: Iterable[int]) -> dict[int, Keys]:
        (found,) = db.execute(self.of.keys, (dump(list(rows)),)).fetchone()  # in one row: see `rows.py`
        return {row: tuple(dict.fromkeys(map(intern, keys.split()))) for row, keys in json.loads(found)}

    def _keep(self, read: Mapping[int, Keys]) -> None:
        if len(self._kept) + len(read) > KEPT:
            self._kept.clear()
        self._kept.update(read)
