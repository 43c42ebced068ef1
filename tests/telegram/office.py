"""The bot account and the intake, started and stopped as tests like, on a local Telegram."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.bell import Bells
from bot.desk.requests import Desk
from bot.intake import Intake
from bot.sandbox.telegram.world.accounts import Bot
from bot.sandbox.telegram.world.world import World
from bot.telegram.accounts import Bot as BotAccount
from bot.telegram.accounts import bot_account
from config.settings import Application
from storage.api import Store
from tests.clocks import Clock


class Office:
    """The bot and the intake, as often as they are started; each request that is stored is written down."""

    def __init__(self, application: Application, bot: Bot, folder: Path, store: Store, clock: Clock) -> None:
        self.application, self.bot, self.folder, self.store, self.clock = application, bot, folder, store, clock
        self.world = bot.world

    @asynccontextmanager
    async def open(self) -> AsyncIterator[tuple[BotAccount, Intake]]:
        """Start, and stop in order."""
        pts = await self.store.requests.pts()
        connecting = bot_account(self.application, self.bot.token, self.folder, pts=pts, arrived=self.world.changed)
        async with connecting as account:
            await soon(lambda: account.chat.settled_pts() is not None)
            bells = Bells()
            desk = Desk(
                bot_username="b", secret=b"s", bells=bells, pace=None, timezone="UTC", language="uk", canonical=str
            )  # type: ignore[arg-type]
            yield (
                account,
                Intake(
                    store=self.store, chat=account.chat, sender=account.sender, desk=desk, bells=bells, now=self.clock
                ),
            )

    async def texts(self) -> list[str]:
        """Every request that is stored."""
        return [request.new.text for request in await self.store.requests.due(self.clock(), limit=999)]


async def soon(what: Callable[[], object]) -> None:
    """Wait for what no notice of the world tells: that a client has worked something off."""
    async with asyncio.timeout(5):
        while not what():  # noqa: ASYNC110 - Telethon tells nobody
            await asyncio.sleep(0.002)


async def heard(world: World, account: BotAccount, count: int = 1) -> None:
    await world.until(lambda: len(account.chat.requests) >= count)
