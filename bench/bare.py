"""The limit of receiving: a Telethon of its own process whose handler does nothing but count.

Run by `bench.ingest`: reads the address of the local Telegram from the environment of the application, says `ready`,
and says `received` after so many posts.
"""

import asyncio
import os
import sys

from telethon import events

from bot.telegram.client import make_client, string_session
from config.settings import read_settings


async def main(posts: int) -> None:
    """Count posts until all have come."""
    settings = read_settings(os.environ)
    session = string_session(settings.application, settings.accounts.sessions[0])
    done = asyncio.Event()
    received = 0

    async def on_post(_: object) -> None:
        nonlocal received
        received += 1
        if received == posts:
            done.set()

    async with make_client(settings.application, session) as client:
        client.add_event_handler(on_post, events.NewMessage())
        await client.get_dialogs()
        print("ready", flush=True)
        await done.wait()
        print("received", flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
