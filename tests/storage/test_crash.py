"""A process that is killed loses nothing that was acknowledged."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.opening import open_store
from tests.builders import MORNING, OWNER

CHILD = """
import asyncio, sys
from storage.opening import open_store
from tests.builders import MORNING, everybody, new_post, owner, watched

async def store_posts(store, channel, first):
    for number in range(first, 1_000_000, 8):
        added = await store.posts.add([new_post(channel, message_id=number)], audience=everybody, at=MORNING)
        if added.posts:
            print(number, flush=True)

async def main():
    async with open_store(sys.argv[1]) as store:
        await owner(store)
        channel = await watched(store, 1001)
        begin = channel.newest_message_id + 1
        async with asyncio.TaskGroup() as group:
            for offset in range(8):
                group.create_task(store_posts(store, channel, begin + offset))

asyncio.run(main())
"""
ROUNDS = 3
POSTS = 60


@pytest.mark.slow
async def test_no_acknowledged_post_is_lost_and_none_is_without_its_alert(url: str) -> None:
    acknowledged: set[int] = set()
    for _ in range(ROUNDS):
        acknowledged |= _killed_in_the_middle(url)
    async with open_store(url) as store:
        channel = await store.channels.find("1001")
        assert channel is not None
        for number in acknowledged:
            assert await store.posts.by_message(channel.id, number) is not None
        counts = await store.counts()
        alerts = await store.alerts.due(MORNING, limit=1_000_000)
        assert counts.posts == len(alerts) >= len(acknowledged) >= ROUNDS * POSTS
        assert {alert.person.id for alert in alerts} == {OWNER}


def _killed_in_the_middle(url: str) -> set[int]:
    """The message ids that a process acknowledged before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, url], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stdout is not None
        said = {int(process.stdout.readline()) for _ in range(POSTS)}
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().splitlines(keepends=True)
    return said | {int(line) for line in rest if line.endswith("\n")}
