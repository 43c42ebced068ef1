"""What an error of SQLite means, in words that say what to do: of our database, and of other files that are one."""

import shutil
import sqlite3
from pathlib import Path

from storage.errors import DatabaseUnusable

SMALLEST_ROOM = 64 * 1024  # SQLite asks for 32 KB at a time beside its file

_ADVICE = {
    sqlite3.SQLITE_FULL: "the disk is full: free some space, then start again",
    sqlite3.SQLITE_READONLY: "it cannot be written: give this user the right to write the file and its folder",
    sqlite3.SQLITE_PERM: "access is refused: give this user the right to read and write the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: check that the folder exists and that this user may write there",
    sqlite3.SQLITE_BUSY: "another program holds it locked: close that program, then try again",
    sqlite3.SQLITE_LOCKED: "another program holds it locked: close that program, then try again",
    sqlite3.SQLITE_CORRUPT: "it is damaged: put a backup in its place",
    sqlite3.SQLITE_NOTADB: "it is not a database, or it is damaged: name another file, or put a backup in its place",
    sqlite3.SQLITE_IOERR: "the disk reports an error: check the disk, then start again",
}


def is_fatal(error: BaseException) -> bool:
    """Whether an error concerns the whole database rather than one statement."""
    return isinstance(error, sqlite3.Error) and _primary_code(error) in _ADVICE


def is_damage(error: BaseException) -> bool:
    """Whether a file is no database, or one that can be trusted no more."""
    return isinstance(error, sqlite3.Error) and _primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def unusable(error: sqlite3.Error, path: Path) -> DatabaseUnusable:
    """The error in words that say what to do."""
    code = _primary_code(error)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and is_full(path):
        code = sqlite3.SQLITE_FULL  # it says so only of the file itself, not of those beside it
    advice = _ADVICE.get(code, "an unexpected error of SQLite")
    return DatabaseUnusable(f"The database {path} cannot be used: {advice} ({error}).")


def is_full(path: Path) -> bool:
    """Whether the disk of a file has no room for another page."""
    try:
        return shutil.disk_usage(path.parent).free < SMALLEST_ROOM
    except OSError:
        return False


def _primary_code(error: sqlite3.Error) -> int:
    code = getattr(error, "sqlite_errorcode", None)  # missing where Python's own layer raises
    return code & 0xFF if isinstance(code, int) else sqlite3.SQLITE_ERROR
