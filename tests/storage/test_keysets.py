"""Keys kept in memory: read once, forgotten when a row is keyed anew, and never those of another moment."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from storage.sqlite import keysets
from storage.sqlite.keysets import POSTS, Keysets

SCHEMA = """
    PRAGMA journal_mode = WAL;
    CREATE TABLE posts (id INTEGER PRIMARY KEY, keys TEXT NOT NULL);
    CREATE TABLE posts_keyed (id INTEGER PRIMARY KEY, row INTEGER NOT NULL);
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "kept.db")) as db:
        db.executescript(SCHEMA)
    put(tmp_path / "kept.db", 1, "l:перше l:слово")
    put(tmp_path / "kept.db", 2, "l:друге")
    return tmp_path / "kept.db"


@pytest.fixture
def reader(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reader(path)) as db:
        yield db


def open_reader(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.row_factory = sqlite3.Row
    return db


def put(path: Path, row: int, keys: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO posts VALUES (?, ?) ON CONFLICT DO UPDATE SET keys = excluded.keys", (row, keys))
        db.execute("INSERT INTO posts_keyed (row) VALUES (?)", (row,))


def statements(db: sqlite3.Connection) -> list[str]:
    heard: list[str] = []
    db.set_trace_callback(heard.append)
    return heard


def reads(heard: Sequence[str]) -> int:
    return sum("keys)) FROM posts WHERE" in one for one in heard)


def test_a_row_is_read_once(reader: sqlite3.Connection) -> None:
    kept, heard = Keysets(POSTS), statements(reader)
    assert kept.get(reader, [1, 2]) == {1: ("l:перше", "l:слово"), 2: ("l:друге",)}
    assert kept.get(reader, [2, 1]) == {1: ("l:перше", "l:слово"), 2: ("l:друге",)}
    assert reads(heard) == 1


def test_a_row_that_was_keyed_anew_is_read_anew_and_no_other(path: Path, reader: sqlite3.Connection) -> None:
    kept = Keysets(POSTS)
    kept.get(reader, [1, 2])
    put(path, 1, "l:виправлене")
    heard = statements(reader)
    assert kept.get(reader, [2]) == {2: ("l:друге",)}
    assert reads(heard) == 0
    assert kept.get(reader, [1]) == {1: ("l:виправлене",)}


def test_each_reader_sees_its_own_moment(path: Path, reader: sqlite3.Connection) -> None:
    kept = Keysets(POSTS)
    reader.execute("BEGIN")
    assert kept.get(reader, [1])[1] == ("l:перше", "l:слово")
    put(path, 1, "l:виправлене")
    with closing(open_reader(path)) as later:
        assert kept.get(later, [1])[1] == ("l:виправлене",)
        assert kept.get(reader, [1])[1] == ("l:перше", "l:слово"), "its moment is the older one"
        assert kept.get(later, [1])[1] == ("l:виправлене",), "what the older moment had was not kept"


def test_a_key_that_stands_twice_counts_once(path: Path, reader: sqlite3.Connection) -> None:
    put(path, 3, "l:слово l:слово")
    assert Keysets(POSTS).get(reader, [3]) == {3: ("l:слово",)}


def test_no_more_rows_are_kept_than_there_is_room_for(reader: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keysets, "KEPT", 1)
    kept, heard = Keysets(POSTS), statements(reader)
    for _ in range(2):
        assert kept.get(reader, [1])[1] == ("l:перше", "l:слово")
        assert kept.get(reader, [2])[2] == ("l:друге",)
    assert reads(heard) == 4
