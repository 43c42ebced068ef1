"""One instance at a time: a lock beside the database that the system frees when its holder dies, however it dies."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from storage.errors import AlreadyRunning, DatabaseUnusable, advice_of
from storage.opening import file_of

POLL_SECONDS = 0.05


def lock_file(database: Path) -> Path:
    """Where the lock of a database stands. The file stays when the lock is free."""
    return database.with_name(database.name + ".lock")


@asynccontextmanager
async def hold(url: str, *, wait_seconds: float, on_wait: Callable[[], None] | None = None) -> AsyncIterator[None]:
    """Hold the lock of a database. `on_wait` is called once if another instance has it.

    Raises AlreadyRunning when it is still taken after the wait.
    """
    path = lock_file(file_of(url))
    # flock only: a soft lock (a file that merely exists) would outlive a killed process.
    lock = FileLock(path, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
    await _acquire(lock, path, wait_seconds, on_wait)
    try:
        yield
    finally:
        lock.release()


async def _acquire(lock: FileLock, path: Path, wait_seconds: float, on_wait: Callable[[], None] | None) -> None:
    until = time.monotonic() + wait_seconds
    while not _try(lock, path):
        if time.monotonic() >= until:
            raise AlreadyRunning(
                f"Another instance is running with the database beside {path}. Stop it first; only one may run."
            )
        if on_wait is not None:
            on_wait()
            on_wait = None
        await asyncio.sleep(POLL_SECONDS)


def _try(lock: FileLock, path: Path) -> bool:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except Timeout:
        return False
    except OSError as error:
        advice = advice_of(error, "check that this user may write in its folder")
        raise DatabaseUnusable(f"The lock file {path} cannot be used ({error.strerror}): {advice}.") from error
    return True
