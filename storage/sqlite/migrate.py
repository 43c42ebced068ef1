"""Bringing a file to the schema of this version, and refusing the files that are not ours to touch."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storage.errors import DatabaseUnusable, ForeignDatabase, NewerDatabase

APPLICATION_ID = 0x447A6872  # "Dzhr"
MIGRATIONS = Path(__file__).parent / "migrations"
CHECKED_BYTES = 64 * 1024 * 1024
"""Files up to this size are checked at each opening. Larger ones are not: it would keep a newsroom waiting
after a crash, and what a crash leaves is mended by the WAL anyway. Damage is named when it is met."""


def migrate(db: sqlite3.Connection, path: Path, folder: Path = MIGRATIONS) -> None:
    """Apply the steps that the file lacks, each in one transaction."""
    refuse_unusable(db, path)
    db.execute("PRAGMA journal_mode = WAL")
    known = steps(folder)
    _refuse_newer(db, path, last=len(known))
    for number, script in known[version_of(db) :]:
        _apply(db, number, script)


def refuse_unusable(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is not ours, or is damaged."""
    _refuse_foreign(db, path)
    _check(db, path)


def lacks_steps(db: sqlite3.Connection, path: Path) -> bool:
    """Whether a file is of an older version than this; one of a newer is refused."""
    last = len(steps())
    _refuse_newer(db, path, last=last)
    return version_of(db) < last


def refuse_other_versions(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is not ours, or of another version than this."""
    _refuse_foreign(db, path)
    if lacks_steps(db, path):
        raise DatabaseUnusable(f"The database {path} is of an older version: `migrate` brings it to this one.")


def steps(folder: Path = MIGRATIONS) -> list[tuple[int, Path]]:
    """The numbered scripts in order. Numbers begin at 1 and leave nothing out."""
    found = sorted((int(script.name.partition("_")[0]), script) for script in folder.glob("*.sql"))
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"the migrations in {folder} are not numbered 1, 2, 3 …")
    return found


def version_of(db: sqlite3.Connection) -> int:
    """How many steps the file has had."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _refuse_foreign(db: sqlite3.Connection, path: Path) -> None:
    owner = db.execute("PRAGMA application_id").fetchone()[0]
    is_empty = owner == 0 and not db.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema)").fetchone()[0]
    if owner != APPLICATION_ID and not is_empty:
        raise ForeignDatabase(
            f"The file {path} belongs to another program. Name another file in DATABASE_URL, or move this one away."
        )


def _check(db: sqlite3.Connection, path: Path) -> None:
    size = db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]
    if size > CHECKED_BYTES:
        return
    found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        what = found.replace("*** in database main ***", "").strip()
        raise DatabaseUnusable(f"The database {path} is damaged ({what}). Put a backup in its place.")


def _refuse_newer(db: sqlite3.Connection, path: Path, *, last: int) -> None:
    if (version := version_of(db)) > last:
        raise NewerDatabase(
            f"The database {path} was written by a newer Dzherelo (schema {version}, this one knows {last}). "
            "Start that version, or put a backup from before it in its place."
        )


def _apply(db: sqlite3.Connection, number: int, script: Path) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        if version_of(db) < number:  # read once more: another process may have been migrating the same file
            for statement in statements(script.read_text(encoding="utf-8")):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number:d}")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def statements(script: str) -> Iterator[str]:
    """The statements of a script, triggers whole. (`executescript` would commit before it begins.)"""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if any(line.strip() and not line.lstrip().startswith("--") for line in pending.splitlines()):
        raise ValueError("a migration ends in the middle of a statement")
