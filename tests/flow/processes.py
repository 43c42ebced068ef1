"""The application as a process of its own, and what its chats show."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.chats import Chat
from tests.forked import Before, Forked, fork

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "DATABASE_"))}


@asynccontextmanager
async def process(
    room: Newsroom, *command: str, within: Sequence[str] = (), before: Before = None, **changes: str
) -> AsyncIterator[Process | Forked]:
    """`python -m bot`, killed at the end if it has not ended by itself.

    `within`: a command that runs it, as everybody starts it. `before`: what the process does to itself first.
    """
    room.write_lists()
    arguments, env = [*(command or ("run",)), "--env", str(room.folder / "none.env")], {**CLEAN, **room.env, **changes}
    child = await (
        _started([*within, sys.executable, "-m", "bot", *arguments], env) if within else fork(arguments, env, before)
    )
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
        await child.communicate()


async def _started(command: Sequence[str], env: Mapping[str, str]) -> Process:
    folder = Path(__file__).parents[2]
    return await asyncio.create_subprocess_exec(*command, env=env, stdout=PIPE, stderr=PIPE, cwd=folder)


async def greeted(room: Newsroom) -> Chat:
    """The owner's chat, once the bot has greeted them."""
    chat = room.world.chat(room.owner, room.bot)
    await room.world.until(lambda: room.bot.menus, timeout=30)
    room.owner.starts(room.bot)
    await room.world.until(lambda: chat.received, timeout=30)
    return chat


async def watching(child: Process | Forked) -> None:
    """Wait until the application has followed a channel: what was posted before is no news."""
    assert child.stderr is not None
    while b"channel_followed" not in (line := await child.stderr.readline()):
        assert line, "it ended"


def told(chat: Chat) -> int:
    """How many posts the chat has alerts of."""
    return sum("Допис номер" in message.text for message in chat.received)


def told_of(chat: Chat, posts: int) -> list[int]:
    """How often the chat was told of each of so many posts."""
    shown = [message.text for message in chat.received]
    return [sum(f"Допис номер {number}." in text for text in shown) for number in range(posts)]
