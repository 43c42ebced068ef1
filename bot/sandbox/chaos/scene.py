"""The scene of a run: channels with a past, editors, and the application's first start."""

from pathlib import Path

from bot.sandbox.chaos.child import Child
from bot.sandbox.chaos.reading import read
from bot.sandbox.chaos.schedule import CHANNELS
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel

EARLIER_POSTS = 3  # of each channel, before anybody watches
START_SECONDS = 60.0


async def set_scene(room: Newsroom, child: Child, database: Path, *, editors: int) -> tuple[list[Channel], list[User]]:
    """Channels that are watched, and editors: what people write before the bot's first sign-in stays unheard."""
    channels = _channels(room)
    room.write_lists()
    await child.start()
    await room.world.until(lambda: room.bot.menus, timeout=START_SECONDS)
    room.owner.starts(room.bot)
    await room.world.until(lambda: room.world.chat(room.owner, room.bot).received, timeout=START_SECONDS)
    people = [room.owner, *[await _invite(room, f"Редакторка {n}") for n in range(1, editors)]]
    await room.world.until(lambda: all(room.watcher in channel.members for channel in channels), timeout=30)
    messages = len(channels) * (EARLIER_POSTS + 1)
    await child.until(lambda: len(read(database).ledger) >= messages, START_SECONDS)
    return channels, people


def _channels(room: Newsroom) -> list[Channel]:
    channels = [
        room.watch(room.world.add_channel(f"channel_{number}", title=f"Канал {number}"), tier=1 + number % 3)
        for number in range(CHANNELS)
    ]
    for channel in channels:
        for number in range(EARLIER_POSTS):
            channel.post(f"Давній допис {number}.")
    return channels


async def _invite(room: Newsroom, name: str) -> User:
    owner, editor = room.world.chat(room.owner, room.bot), room.world.add_user(name)
    chat = room.world.chat(editor, room.bot)
    room.owner.says(room.bot, "/invite editor")
    await room.world.until(lambda: owner.received and "start=" in owner.last.text, timeout=START_SECONDS)
    editor.starts(room.bot, owner.last.text.partition("start=")[2].split()[0])
    await room.world.until(lambda: chat.received, timeout=START_SECONDS)
    room.owner.says(room.bot, "/help")
    await room.world.until(lambda: owner.last.sender is room.bot and "start=" not in owner.last.text)
    return editor
