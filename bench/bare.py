"""The limit of receiving: a Telethon of its own process that does nothing but count.

Run by the benchmarks: `listen` counts pushed posts, `read` a channel's history, `pages` asks for a page of each of so
many channels. Says `ready`, and after so many `counted` with the CPU seconds that it took.
"""

import asyncio
import os
import sys
import time
from typing import Any

from telethon import events

from bot.telegram.client import make_client, string_session
from config.settings import read_settings


async def listen(client: Any, posts: int) -> None:
    """Count pushed posts."""
    counted = asyncio.Event()
    received = 0

    async def on_post(_: object) -> None:
        nonlocal received
        received += 1
        if received == posts:
            counted.set()

    client.add_event_handler(on_post, events.NewMessage())
    await client.get_dialogs()
    print("ready", flush=True)
    await counted.wait()


async def read(client: Any, posts: int) -> None:
    """Count the posts of a channel's history."""
    channel = (await client.get_dialogs())[0]
    print("ready", flush=True)
    received = 0
    async for _ in client.iter_messages(channel, reverse=True, wait_time=0):
        received += 1
    if received < posts:
        raise RuntimeError(f"only {received} posts were read")


async def pages(client: Any, channels: int) -> None:
    """Ask for a page of each channel."""
    dialogs = await client.get_dialogs()
    print("ready", flush=True)
    for dialog in dialogs[:channels]:
        await client.get_messages(dialog, limit=100)


async def main(task: str, posts: int) -> None:
    """Count posts until all have come."""
    settings = read_settings(os.environ)
    session = string_session(settings.application, settings.accounts.sessions[0])
    async with make_client(settings.application, session) as client:
        began = time.process_time()
        await {"listen": listen, "read": read, "pages": pages}[task](client, posts)
    print("counted", time.process_time() - began, flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
