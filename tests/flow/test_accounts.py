"""Two accounts watch; Telegram ends the session of one, the process starts anew, and Telegram ends the other too."""

from dataclasses import dataclass

import pytest

from bot.errors import EXIT_SESSION, SessionDead
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from tests.flow.conftest import Followed

pytestmark = pytest.mark.slow


@dataclass
class Morning:
    """Channels that post, an owner who hears of it, and what befalls the accounts."""

    room: Newsroom
    channels: list[Channel]

    def post(self, when: str) -> None:
        for number, channel in enumerate(self.channels):
            channel.post(f"{when}, {number}.")

    def heard(self, words: str) -> int:
        chat = self.room.world.chat(self.room.owner, self.room.bot)
        return sum(words in message.text for message in chat.received)

    async def came(self, when: str) -> None:
        await self.room.world.until(lambda: self.heard(f"{when}, ") == len(self.channels), timeout=30)

    def end(self, account: User) -> None:
        self.room.server.faults.end_sessions(account)
        self.room.server.kill_connections(account)

    async def begins(self, followed: Followed) -> None:
        """Both watch, until one is signed out."""
        async with self.room.running():
            self.room.owner.starts(self.room.bot)
            for channel in self.channels:
                await followed(channel)
            self.post("До кінця")
            await self.came("До кінця")
            self.end(self.room.watcher)
            self.post("Після кінця")
            await self.came("Після кінця")

    async def goes_on(self, last: User) -> None:
        """The other watches alone, until it is signed out as well."""
        self.room.server.calls.recent.clear()
        async with self.room.running() as running:
            await self.came("Між запусками")
            for method in ("contacts.resolveUsername", "channels.joinChannel"):
                assert not self.room.server.calls.named(method)
            self.end(last)
            await running


async def test_one_takes_over_a_restart_asks_for_nothing_known_and_the_end_of_the_last_one_ends_the_process(
    room: Newsroom, followed: Followed
) -> None:
    other = room.world.add_user("Другий")
    room.changes["TELEGRAM_SESSION"] = ",".join([room.env["TELEGRAM_SESSION"], room.server.session_for(other)])
    names = [f"kanal_{number}_test" for number in range(4)]
    morning = Morning(room, [room.watch(room.world.add_channel(name, title=name)) for name in names])
    await morning.begins(followed)
    morning.post("Між запусками")
    with pytest.raises(SessionDead) as caught:
        await morning.goes_on(other)
    assert caught.value.exit_code == EXIT_SESSION
    for when in ("До кінця", "Після кінця", "Між запусками"):
        assert morning.heard(f"{when}, ") == 4
    assert morning.heard("2 канали: Другий — 2") == 1
    assert morning.heard("Стеження зупинилося") == 1
