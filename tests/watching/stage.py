"""The watcher on a real account of a local Telegram, and the storage behind it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

from bot.alerts.audience import Audience
from bot.bell import Bells
from bot.comparer import Comparer
from bot.crew import Crew, Share
from bot.keeper import Keeper
from bot.prober import Prober
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from bot.sharing import Sharing
from bot.telegram.accounts import watching_account
from bot.telegram.link import Link
from bot.telegram.source import TelegramSource
from bot.watcher import Watcher
from config.settings import Application, Server
from storage.api import Store
from storage.records import ChannelSpec, Mode, PersonId, Standing
from tests.clocks import Clock

OWNER = PersonId(77)


class Stage:
    """The watcher on a real account, and the storage behind it."""

    def __init__(self, store: Store, server: TelegramServer, watching: User) -> None:
        self.store = store
        self.server = server
        self.world = server.world
        self.clock = Clock()
        self.account = watching
        self._session = server.session_for(watching)

    async def crew(self, *sessions: str, most: int = 500) -> Crew:
        """Accounts that are to come; `watcher` brings each in."""
        sharing = Sharing(store=self.store, bells=Bells(), now=self.clock, most=most)
        crew = Crew(store=self.store, bells=Bells(), now=self.clock, sharing=sharing, sessions=sessions)
        await crew.begin()
        return crew

    @asynccontextmanager
    async def watcher(self, crew: Crew | None = None, session: str | None = None) -> AsyncIterator[Watcher]:
        place = Server(dc=2, host="127.0.0.1", port=self.server.port, key_path=None)
        application = Application(api_id=1, api_hash="0" * 32, server=place)
        session = session or self._session
        async with AsyncExitStack() as stack:
            crew = crew or await self.crew(session)
            account = watching_account(application, session, arrived=self.world.changed)
            source = await stack.enter_async_context(account)
            hand = await crew.join(session, source)
            assert hand is not None
            keeper = Keeper(
                store=self.store,
                audience=Audience(),
                bells=Bells(),
                now=self.clock,
                summary_after=timedelta(minutes=30),
            )
            comparer = Comparer(
                store=self.store, source=source, keeper=keeper, now=self.clock, every=timedelta(minutes=5)
            )
            every = timedelta(seconds=5)
            prober = Prober(source=source, keeper=keeper, comparer=comparer, now=self.clock, every=every)
            watcher = Watcher(
                store=self.store,
                share=Share(crew, source.account),
                source=source,
                keeper=keeper,
                comparer=comparer,
                prober=prober,
                bells=Bells(),
                now=self.clock,
            )
            prober.on_lost = watcher.lost
            source.link = Link(source._client, "user", answer_seconds=0.3)
            source.link.on_reconnect = watcher.interrupted
            hand.watching = watcher
            yield watcher

    async def watch(self, channel: Channel, *, tier: int = 2, mode: Mode = Mode.JOIN) -> None:
        name = {"username": channel.username} if channel.username else {"invite": channel.invite_hash}
        spec = ChannelSpec(**name, tier=tier, mode=mode)
        await self.store.channels.put(spec, by=None, at=self.clock())

    async def texts(self) -> list[str]:
        return [standing.post.text for standing in reversed(await self.store.posts.latest(channel_id=None, limit=999))]

    async def alerts(self) -> int:
        return len(await self.store.alerts.due(self.clock(), limit=999))

    async def pushed(self, watcher: Watcher, count: int) -> None:
        source = watcher.source
        assert isinstance(source, TelegramSource)
        await self.world.until(lambda: len(source.arrivals) >= count)
        while await watcher.store_due():
            continue

    async def compared(self, watcher: Watcher) -> None:
        """Every channel that was due was compared with its ledger."""
        while await watcher.comparer.compare_due():
            continue

    async def reconnected(self, watcher: Watcher) -> None:
        """The link stands again, and all channels were caught up since."""
        while watcher.is_complete:
            await watcher.source.alive()  # type: ignore[attr-defined]
            await asyncio.sleep(0)
        while not (await watcher.source.alive() and watcher.is_complete):  # type: ignore[attr-defined]
            await watcher.follow_due()

    async def followed(self, watcher: Watcher, *, step: float = 1) -> float:
        """Look every so many seconds until all channels are followed; after how many seconds that was."""
        started = self.clock()
        while True:
            await watcher.follow_due()
            seeded = all(channel.seeded_at is not None for channel in await self.store.channels.all())
            if seeded and watcher.is_complete:
                return (self.clock() - started).total_seconds()
            self.clock.move(seconds=step)

    async def newest(self) -> Standing:
        (standing,) = await self.store.posts.latest(channel_id=None, limit=1)
        return standing

    async def shown(self) -> None:
        """Every alert that is due was sent."""
        for alert in await self.store.alerts.due(self.clock(), limit=99):
            await self.store.alerts.shown(alert, message_id=1, at=self.clock())
