"""Whether a file could be opened as our database: tried as far as it goes without changing it."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from storage.api import Condition
from storage.lock import lock_file
from storage.sqlite.connection import BUSY_SECONDS, not_for_writing, reading_uri
from storage.sqlite.database import refuse_old_engine
from storage.sqlite.migrate import lacks_steps, refuse_unusable
from storage.trouble import unusable


def examine_file(path: Path) -> Condition:
    """Refuse what opening would refuse; else say what it would find."""
    refuse_old_engine()
    if not _is_there(path):
        return Condition.MISSING
    try:
        with closing(sqlite3.connect(reading_uri(path), uri=True, timeout=BUSY_SECONDS)) as db:
            refuse_unusable(db, path)
            return Condition.OLDER if lacks_steps(db, path) else Condition.CURRENT
    except sqlite3.Error as error:
        raise unusable(error, path) from error


def _is_there(path: Path) -> bool:
    """Whether the file is there. Refuses one that cannot be written, or could not be made."""
    there = [file for file in (path, lock_file(path)) if _may_be_written(file)]
    try:
        nearest = next(folder for folder in path.parents if folder.exists())
        tempfile.TemporaryDirectory(dir=nearest).cleanup()  # rights do not tell it all: the disk may be full
    except OSError as error:
        raise not_for_writing(error, path) from error
    return path in there


def _may_be_written(file: Path) -> bool:
    """Whether a file is there. Refuses one that cannot be written."""
    try:
        if is_there := file.exists():
            os.close(os.open(file, os.O_RDWR))
    except OSError as error:
        raise not_for_writing(error, file) from error
    return is_there
