"""The one writer: whole transactions, in groups, whatever becomes of those who wait for them."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from storage.errors import DatabaseUnusable
from storage.sqlite.connection import on_thread, open_writing
from storage.sqlite.writer import LARGEST_GROUP, Writer, commit_group
from tests.storage.numbering import Gate, insert, kept, table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return table(tmp_path)


@pytest.fixture
async def writer(path: Path) -> AsyncIterator[Writer]:
    writer = Writer(await open_writing(path), path)
    yield writer
    await writer.close()


async def held(writer: Writer) -> tuple[Gate, "asyncio.Task[None]"]:
    """Keep the writer busy, so that what is handed in now becomes one group."""
    gate = Gate()
    task = asyncio.create_task(writer.run(gate))
    await gate.entered.wait()
    return gate, task


async def queued(writer: Writer, *functions: Callable[[sqlite3.Connection], object]) -> list["asyncio.Task[object]"]:
    tasks = [asyncio.create_task(writer.run(function)) for function in functions]
    await asyncio.sleep(0)  # each has handed its function in
    return tasks


async def test_what_is_acknowledged_is_there(writer: Writer, path: Path) -> None:
    assert await writer.run(insert(7)) == 7
    assert kept(path) == [7]


async def test_what_queued_up_is_one_commit(writer: Writer, path: Path) -> None:
    gate, first = await held(writer)
    tasks = await queued(writer, *(insert(number) for number in range(40)))
    commits: list[int] = []
    connection = writer._connection
    await_trace = asyncio.create_task(
        on_thread(
            connection, lambda db: db.set_trace_callback(lambda sql: commits.append(1) if sql == "COMMIT" else None)
        )
    )
    gate.open()
    assert await asyncio.gather(*tasks) == list(range(40))
    await asyncio.gather(first, await_trace)
    assert len(commits) == 1
    assert kept(path) == list(range(40))


async def test_one_that_fails_undoes_itself_alone(writer: Writer, path: Path) -> None:
    def half(db: sqlite3.Connection) -> None:
        insert(2)(db)
        raise LookupError("halfway")

    gate, first = await held(writer)
    before, failing, again, stop, after = await queued(writer, insert(1), half, insert(1), _stop, insert(3))
    gate.open()
    await first
    assert (await before, await after) == (1, 3)
    with pytest.raises(LookupError, match="halfway"):
        await failing
    with pytest.raises(sqlite3.IntegrityError):
        await again
    with pytest.raises(RuntimeError, match="StopIteration"):
        await stop
    assert kept(path) == [1, 3]


def _stop(db: sqlite3.Connection) -> None:
    next(iter([]))


async def test_a_caller_that_is_cancelled_tears_nothing(writer: Writer, path: Path) -> None:
    gate, running = await held(writer)
    waiting, other = await queued(writer, insert(1), insert(2))
    running.cancel()
    waiting.cancel()
    gate.open()
    assert await other == 2
    for task in (running, waiting):
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await writer.run(insert(3)) == 3
    assert kept(path) == [1, 2, 3]


async def test_closing_finishes_what_is_in_hand(path: Path) -> None:
    writer = Writer(await open_writing(path), path)
    gate, first = await held(writer)
    tasks = await queued(writer, insert(1), insert(2))
    closing = asyncio.create_task(writer.close())
    await asyncio.sleep(0)
    closing.cancel()  # even an impatient one
    gate.open()
    with pytest.raises(asyncio.CancelledError):
        await closing
    assert await asyncio.gather(*tasks) == [1, 2]
    await first
    with pytest.raises(DatabaseUnusable, match="closed"):
        await writer.run(insert(3))
    assert kept(path) == [1, 2]


async def test_a_full_disk_fails_the_group_and_the_writer_goes_on(writer: Writer, path: Path) -> None:
    await writer.run(lambda db: db.execute("PRAGMA max_page_count = 4").fetchall())
    gate, first = await held(writer)
    tasks = await queued(writer, insert(1), insert(2, "x" * 100_000), insert(3))
    gate.open()
    await first
    for task in tasks:
        with pytest.raises(DatabaseUnusable, match=f"{path}.*the disk is full: free some space"):
            await task
    assert kept(path) == []
    assert await writer.run(insert(4)) == 4
    assert kept(path) == [4]


async def test_what_queued_behind_a_database_that_fails_fails_with_it_untried(writer: Writer) -> None:
    tried: list[sqlite3.Connection] = []
    gate, first = await held(writer)
    await queued(writer, lambda db: db.execute("PRAGMA query_only = ON").fetchall())
    tasks = await queued(writer, *(insert(number) for number in range(LARGEST_GROUP)), tried.append)
    gate.open()
    await first
    failures = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(failure) for failure in failures} == {DatabaseUnusable}
    assert tried == [], "each group would wait five seconds for a lock"


async def test_what_cannot_be_written_says_so(writer: Writer, path: Path) -> None:
    await writer.run(lambda db: db.execute("PRAGMA query_only = ON").fetchall())
    with pytest.raises(DatabaseUnusable, match="cannot be written: give this user the right"):
        await writer.run(insert(1))
    await on_thread(writer._connection, lambda db: db.execute("PRAGMA query_only = OFF").fetchall())
    assert await writer.run(insert(2)) == 2


async def test_a_locked_database_says_so_and_is_tried_again_later(writer: Writer, path: Path) -> None:
    await writer.run(lambda db: db.execute("PRAGMA busy_timeout = 1").fetchall())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnusable, match="another program holds it locked"):
        await writer.run(insert(1))
    other.execute("ROLLBACK")
    other.close()
    assert await writer.run(insert(2)) == 2
    assert kept(path) == [2]


async def test_a_commit_that_fails_fails_all_of_it(path: Path) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("CREATE TABLE later (number INTEGER REFERENCES numbers DEFERRABLE INITIALLY DEFERRED) STRICT")
    with pytest.raises(sqlite3.IntegrityError):
        commit_group(db, [insert(1), lambda db: db.execute("INSERT INTO later VALUES (99)").rowcount])
    assert not db.in_transaction
    db.close()
    assert kept(path) == []


# ------------------------------------------------------------------ the way to aiosqlite's thread


async def test_a_function_runs_whole_on_one_thread_although_its_caller_is_gone(path: Path) -> None:
    connection = await open_writing(path)
    gate = Gate()
    task = asyncio.create_task(on_thread(connection, gate))
    await gate.entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gate.open()
    assert await on_thread(connection, insert(5)) == 5
    await connection.close()
    assert kept(path) == [5]
