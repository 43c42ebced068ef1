"""Errors of storage.

StorageError
├── BadDatabaseURL        the address of the database cannot be used
├── NewerDatabase         the file was written by a newer Dzherelo
├── ForeignDatabase       the file belongs to another program
├── DatabaseUnusable      it cannot be opened, written or trusted: full disk, read-only, corrupt
├── AlreadyRunning        another instance holds the lock
└── InviteRefused         an invitation is unknown, used or expired
"""

import errno

_ADVICE = {
    errno.ENOSPC: "the disk is full: free some space, then start again",
    errno.EDQUOT: "this user's share of the disk is full: free some space, then start again",
    errno.EEXIST: "a file stands where its folder should be: name another one in DATABASE_URL",
    errno.ENOTDIR: "a file stands where its folder should be: name another one in DATABASE_URL",
    errno.EROFS: "the disk is read-only: mount it for writing, or name a file elsewhere in DATABASE_URL",
}


def advice_of(error: OSError, otherwise: str) -> str:
    """What to do about an error of the system."""
    return _ADVICE.get(error.errno or 0, otherwise)


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
