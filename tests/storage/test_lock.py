"""One instance at a time, and a dead one does not count."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.errors import AlreadyRunning, DatabaseUnusable
from storage.lock import hold, lock_file

HOLDER = """
import asyncio, sys
from storage.lock import hold

async def main():
    async with hold(sys.argv[1], wait_seconds=0):
        print("held", flush=True)
        await asyncio.to_thread(sys.stdin.read)

asyncio.run(main())
"""


@pytest.fixture
def holder(url: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the lock until its standard input is closed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


async def test_a_second_instance_is_refused_with_what_to_do(url: str, holder: "subprocess.Popen[str]") -> None:
    with pytest.raises(AlreadyRunning, match="Stop it first"):
        async with hold(url, wait_seconds=0):
            raise AssertionError


async def test_the_newcomer_waits_for_the_old_one_to_leave(url: str, holder: "subprocess.Popen[str]") -> None:
    waits: list[int] = []

    def on_wait() -> None:
        waits.append(1)
        assert holder.stdin is not None
        holder.stdin.close()

    async with hold(url, wait_seconds=30, on_wait=on_wait):
        assert waits == [1]
        assert holder.wait() == 0


async def test_the_lock_is_free_as_soon_as_its_holder_is_killed(url: str, holder: "subprocess.Popen[str]") -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    async with hold(url, wait_seconds=0):
        pass


async def test_it_is_held_once_within_a_process_and_free_after(url: str) -> None:
    for _ in range(2):
        async with hold(url, wait_seconds=0):
            with pytest.raises(AlreadyRunning):
                async with hold(url, wait_seconds=0):
                    raise AssertionError


async def test_a_lock_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnusable, match="cannot be used"):
        async with hold(f"sqlite:///{tmp_path}/file/dzherelo.db", wait_seconds=0):
            raise AssertionError
    assert lock_file(tmp_path / "a.db") == tmp_path / "a.db.lock"
