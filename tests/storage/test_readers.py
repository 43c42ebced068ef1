"""The readers: each reading sees one moment and writes nothing, whatever becomes of who waits for it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.errors import DatabaseUnusable
from storage.sqlite.connection import open_reading, open_writing
from storage.sqlite.readers import Readers
from storage.sqlite.writer import Writer
from tests.storage.numbering import Gate, count, insert, table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return table(tmp_path)


@pytest.fixture
async def writer(path: Path) -> AsyncIterator[Writer]:
    writer = Writer(await open_writing(path), path)
    yield writer
    await writer.close()


@pytest.fixture
async def readers(path: Path) -> AsyncIterator[Readers]:
    connections = [await open_reading(path) for _ in range(2)]
    readers = Readers(connections, path)
    yield readers
    await readers.close()
    for connection in connections:
        await connection.close()


async def test_a_reading_sees_one_moment(writer: Writer, readers: Readers) -> None:
    loop = asyncio.get_running_loop()

    def twice(db: sqlite3.Connection) -> tuple[int, int]:
        before = count(db)
        asyncio.run_coroutine_threadsafe(writer.run(insert(1)), loop).result(10)
        return before, count(db)

    assert await readers.run(twice) == (0, 0)
    assert await readers.run(count) == 1


async def test_readers_cannot_write(readers: Readers) -> None:
    with pytest.raises(DatabaseUnusable, match="cannot be written"):
        await readers.run(insert(1))
    assert await readers.run(count) == 0


async def test_a_cancelled_reading_keeps_its_connection_until_it_ends(readers: Readers) -> None:
    gates = [Gate(), Gate()]
    tasks = [asyncio.create_task(readers.run(gate)) for gate in gates]
    for gate in gates:
        await gate.entered.wait()
    tasks[0].cancel()
    with pytest.raises(asyncio.CancelledError):
        await tasks[0]
    third = asyncio.create_task(readers.run(count))
    closing = asyncio.create_task(readers.close())
    await asyncio.sleep(0)
    assert not third.done()
    for gate in gates:
        gate.open()
    assert await third == 0
    await closing
    with pytest.raises(DatabaseUnusable, match="closed"):
        await readers.run(count)
