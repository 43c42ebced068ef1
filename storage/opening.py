"""From the address of a database to its engine: the only place that knows every engine."""

import re
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from storage.api import Condition, Store
from storage.errors import BadDatabaseURL

_HOW = (
    "Write DATABASE_URL=sqlite:///data/dzherelo.db for a file in a folder below this one, "
    "or with four slashes for an absolute path: sqlite:////var/lib/dzherelo/dzherelo.db"
)


def open_store(url: str) -> AbstractAsyncContextManager[Store]:
    """The store at an address, migrated; leaving it finishes what is in hand. Raises the StorageError tree."""
    from storage.sqlite.store import open_sqlite  # noqa: PLC0415 - an engine is loaded when it is asked for

    return open_sqlite(file_of(url))


def read_store(url: str) -> AbstractAsyncContextManager[Store]:
    """The store at an address, to be read beside a running instance. Raises the StorageError tree."""
    from storage.sqlite.store import read_sqlite  # noqa: PLC0415 - an engine is loaded when it is asked for

    return read_sqlite(file_of(url))


def examine(url: str) -> Condition:
    """Find out, without opening the store, whether `open_store` could. Raises the StorageError tree as it would."""
    from storage.sqlite.examining import examine_file  # noqa: PLC0415 - an engine is loaded when it is asked for

    return examine_file(file_of(url))


def file_of(url: str) -> Path:
    """The file of a database that is one. BadDatabaseURL never repeats the address: it may hold a password."""
    scheme, separator, rest = url.strip().partition("://")
    if not separator:
        raise BadDatabaseURL(f"The address of the database does not begin with sqlite:///. {_HOW}")
    if re.fullmatch(r"postgres(ql)?(\+\w+)?", scheme):
        raise BadDatabaseURL(f"PostgreSQL is not supported yet. {_HOW}")
    if scheme != "sqlite":
        raise BadDatabaseURL(f"Databases of the kind {scheme!r} are not supported. {_HOW}")
    if not rest.startswith("/"):
        raise BadDatabaseURL(f"The address of the database has too few slashes. {_HOW}")
    name = rest[1:]
    if not name or name.endswith("/") or name.startswith((":memory:", "?")):
        raise BadDatabaseURL(f"The address of the database names no file. {_HOW}")
    return Path(name)


def folder_of(url: str) -> Path | None:
    """The folder of a database that is a file, where more that must last may be kept. None for other engines."""
    return file_of(url).parent
