"""Errors of storage.

StorageError
├── BadDatabaseURL        the address of the database cannot be used
├── NewerDatabase         the file was written by a newer Dzherelo
├── ForeignDatabase       the file belongs to another program
├── DatabaseUnusable      it cannot be opened, written or trusted: full disk, read-only, corrupt
├── AlreadyRunning        another instance holds the lock
└── InviteRefused         an invitation is unknown, used or expired
"""


class StorageError(Exception):
    """Anything that storage refuses; the message is for people and says what to do."""


class BadDatabaseURL(StorageError):
    """The address of the database cannot be used."""


class NewerDatabase(StorageError):
    """The file was written by a newer Dzherelo."""


class ForeignDatabase(StorageError):
    """The file belongs to another program."""


class DatabaseUnusable(StorageError):
    """The database cannot be opened, written or trusted."""


class AlreadyRunning(StorageError):
    """Another instance holds the lock."""


class InviteRefused(StorageError):
    """An invitation is unknown, used or expired."""
