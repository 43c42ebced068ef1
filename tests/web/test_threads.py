"""Work beside the loop, some of which never ends."""

import asyncio
import subprocess
import sys
import threading

import pytest

from bot.web.network import SystemResolver
from bot.web.threads import Threads

ENDLESS = """
import asyncio, socket, threading
from bot.web.network import SystemResolver
from bot.web.threads import Threads

async def main():
    begun, never = threading.Semaphore(0), threading.Event()
    def hang(*_arguments, **_options):
        begun.release()
        never.wait()
    socket.getaddrinfo = hang
    calls = SystemResolver()("silent.example", 80), Threads(1, name="test").run(hang)
    tasks = [asyncio.ensure_future(call) for call in calls]
    await asyncio.gather(*(asyncio.to_thread(begun.acquire) for _ in tasks))
    for task in tasks:
        task.cancel()

asyncio.run(main())
"""


async def test_what_a_function_returns_and_raises_comes_back() -> None:
    threads = Threads(2, name="test")
    assert await threads.run(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await threads.run(divmod, 7, 0)


async def test_a_call_that_is_given_up_keeps_its_place_until_it_is_done() -> None:
    threads, begun, end = Threads(1, name="test"), threading.Event(), threading.Event()

    def hang() -> None:
        begun.set()
        end.wait()

    given_up = asyncio.create_task(threads.run(hang))
    await asyncio.to_thread(begun.wait)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    waiting = asyncio.create_task(threads.run(int, "7"))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not waiting.done()
    end.set()
    assert await waiting == 7


async def test_the_system_knows_the_addresses_of_this_machine() -> None:
    assert set(await SystemResolver()("localhost", 80)) <= {"127.0.0.1", "::1"}


@pytest.mark.slow  # a Python of its own, which would never end if anything waited for its threads
def test_the_process_ends_while_a_name_is_looked_up_and_a_page_is_read() -> None:
    subprocess.run([sys.executable, "-c", ENDLESS], check=True)
