"""Opening: the address, the file, its schema, and every refusal in words that say what to do."""

import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.api import Condition
from storage.errors import BadDatabaseURL, DatabaseUnusable, ForeignDatabase, NewerDatabase
from storage.opening import examine, file_of, folder_of, open_store
from storage.records import PersonId
from storage.sqlite.migrate import APPLICATION_ID, migrate, statements, steps, version_of
from tests.builders import owner


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///data/dzherelo.db", "data/dzherelo.db"),
        ("sqlite:////var/lib/dzherelo.db", "/var/lib/dzherelo.db"),
        ("sqlite:///dzherelo.db ", "dzherelo.db"),
    ],
)
def test_an_address_names_a_file(url: str, path: str) -> None:
    assert file_of(url) == Path(path)
    assert folder_of(url) == Path(path).parent


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://dzherelo:hunter2@db/news", "PostgreSQL is not supported yet"),
        ("postgres://dzherelo:hunter2@db/news", "PostgreSQL is not supported yet"),
        ("mysql://dzherelo:hunter2@db/news", "'mysql' are not supported"),
        ("sqlite://data/dzherelo.db", "too few slashes"),
        ("sqlite:///", "names no file"),
        ("sqlite:///data/", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("data/hunter2.db", "does not begin with"),
        ("", "does not begin with"),
    ],
)
def test_a_bad_address_is_answered_with_a_good_one_and_never_repeated(url: str, words: str) -> None:
    with pytest.raises(BadDatabaseURL, match=words) as refused:
        open_store(url)
    assert "sqlite:///data/dzherelo.db" in str(refused.value)
    assert "hunter2" not in str(refused.value)


async def test_the_file_is_made_for_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "dzherelo.db"
    async with open_store(url_of(path)) as store:
        await owner(store)
        made = [path, path.with_name("dzherelo.db-wal"), path.with_name("dzherelo.db-shm")]
        assert {stat.S_IMODE(file.stat().st_mode) for file in made} == {0o600}
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(file.name for file in path.parent.iterdir()) == ["dzherelo.db"]


async def test_opening_again_finds_everything_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "dzherelo.db"
    async with open_store(url_of(path)) as store:
        person = await owner(store)
    with closing(sqlite3.connect(path)) as db:
        schema = db.execute("SELECT sql FROM sqlite_schema").fetchall()
        assert version_of(db) == len(steps())
        assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    async with open_store(url_of(path)) as store:
        assert await store.people.get(PersonId(1)) == person
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT sql FROM sqlite_schema").fetchall() == schema


async def _refused(path: Path) -> str:
    with pytest.raises((DatabaseUnusable, ForeignDatabase, NewerDatabase)) as refused:
        async with open_store(url_of(path)):
            raise AssertionError
    with pytest.raises(type(refused.value)) as found:
        examine(url_of(path))
    assert str(found.value) == str(refused.value)
    return str(refused.value)


async def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "dzherelo.db"
    async with open_store(url_of(path)):
        pass
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 9999")
    before = path.read_bytes()
    assert "newer Dzherelo" in await _refused(path)
    assert path.read_bytes() == before


async def test_a_file_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    for number, statement in enumerate(["PRAGMA application_id = 5", "CREATE TABLE bookmarks (url TEXT)"]):
        path = tmp_path / f"other{number}.db"
        with closing(sqlite3.connect(path)) as db:
            db.execute(statement)
            db.commit()
        before = path.read_bytes()
        assert "another program" in await _refused(path)
        assert path.read_bytes() == before
        assert not path.with_name(path.name + "-wal").exists()


def _a_folder(path: Path) -> None:
    path.mkdir()


def _below_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("a file where a folder should be")


def _not_a_database(path: Path) -> None:
    path.write_text("Шановна редакціє! " * 100)


def _damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        migrate_alone(db, path)
        db.execute("BEGIN")
        db.executemany("INSERT INTO marks VALUES (?, ?)", [(f"mark {number}", number) for number in range(2000)])
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'marks'").fetchone()[0]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\x55" * size)


def migrate_alone(db: sqlite3.Connection, path: Path) -> None:
    db.row_factory = sqlite3.Row
    db.isolation_level = None
    migrate(db, path)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_a_folder, "cannot be opened for writing.*check that DATABASE_URL"),
        (_below_a_file, "cannot be opened for writing.*a file stands where its folder should be"),
        (_not_a_database, "not a database, or it is damaged"),
        (_damaged, "damaged.*backup"),
    ],
)
async def test_a_file_that_cannot_be_used_says_what_to_do(
    tmp_path: Path, spoil: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "folder" / "dzherelo.db"
    path.parent.mkdir()
    spoil(path)
    with pytest.raises(DatabaseUnusable, match=words):
        examine(url_of(path))
    with pytest.raises(DatabaseUnusable, match=words):
        async with open_store(url_of(path)):
            raise AssertionError


def test_examining_says_what_opening_would_find_and_makes_nothing(tmp_path: Path, migrated: Path) -> None:
    path = tmp_path / "new" / "folder" / "dzherelo.db"
    assert examine(url_of(path)) is Condition.MISSING
    assert list(tmp_path.iterdir()) == []
    path.parent.mkdir(parents=True)
    shutil.copy(migrated, path)
    assert examine(url_of(path)) is Condition.CURRENT
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {len(steps()) - 1}")
    before = path.read_bytes()
    assert examine(url_of(path)) is Condition.OLDER
    assert path.read_bytes() == before


# ------------------------------------------------------------------ migrations


def folder_with(tmp_path: Path, *scripts: str) -> Path:
    folder = tmp_path / "steps"
    folder.mkdir(exist_ok=True)
    for number, script in enumerate(scripts, 1):
        (folder / f"{number:04d}_step.sql").write_text(script)
    return folder


def tables(db: sqlite3.Connection) -> list[str]:
    return [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]


def test_each_step_is_taken_once_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        migrate(db, path, folder_with(tmp_path, "CREATE TABLE one (x);"))
        folder = folder_with(tmp_path, "CREATE TABLE one (x);", "CREATE TABLE two (x);\nCREATE TABLE one (x);")
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            migrate(db, path, folder)
        assert (tables(db), version_of(db), db.in_transaction) == (["one"], 1, False)
        migrate(db, path, folder_with(tmp_path, "CREATE TABLE one (x);", "CREATE TABLE two (x);"))
        assert (tables(db), version_of(db)) == (["one", "two"], 2)


def test_steps_leave_no_number_out(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "SELECT 1;")
    (folder / "0003_gap.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match="numbered"):
        steps(folder)


def test_a_script_falls_into_whole_statements() -> None:
    script = (
        "-- why;\nCREATE TABLE a (x);\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n SELECT 1;\n SELECT 2;\nEND;\n-- end\n"
    )
    assert [part.splitlines()[-1] for part in statements(script)] == ["CREATE TABLE a (x);", "END;"]
    with pytest.raises(ValueError, match="middle"):
        list(statements("CREATE TABLE a ("))


async def test_an_sqlite_that_is_too_old_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 37, 2))
    with pytest.raises(DatabaseUnusable, match=r"SQLite 3\.37\.2; 3\.38\.0 or newer is needed: install"):
        async with open_store(f"sqlite:///{tmp_path / 'new.db'}"):
            pytest.fail("it was opened")
    assert list(tmp_path.iterdir()) == []
