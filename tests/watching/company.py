"""Several accounts that share the channels, on one stage."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.bell import Bells
from bot.crew import Crew
from bot.errors import SessionDead
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from bot.sight import Sight
from bot.watcher import Watcher
from storage.records import Blindness, Mode, NoticeKind
from tests.watching.stage import Stage

NAMES = "contacts.resolveUsername"


@dataclass
class Company:
    """Accounts with a session each, and what they do while they are connected."""

    stage: Stage
    people: list[User]
    sessions: list[str]
    most: int = 500
    crew: Crew = field(init=False)
    watchers: list[Watcher] = field(default_factory=list)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator["Company"]:
        self.crew = await self.stage.crew(*self.sessions, most=self.most)
        async with AsyncExitStack() as stack:
            self.watchers = [
                await stack.enter_async_context(self.stage.watcher(self.crew, session)) for session in self.sessions
            ]
            yield self

    async def follow(self) -> None:
        """Everybody follows what is theirs."""
        for _ in range(3):
            for watcher in self.watchers:
                await watcher.follow_due()

    async def store(self, count: int) -> None:
        """Everybody stores what was pushed to them: so many events in all."""
        await self.stage.world.until(lambda: sum(len(each.source.arrivals) for each in self.watchers) >= count)
        for watcher in self.watchers:
            while await watcher.store_due():
                continue

    async def store_until(self, text: str, count: int) -> None:
        """The same, until so many posts with a text are held: what else arrives is not counted."""
        while (await self.stage.texts()).count(text) < count:
            await self.store(0)

    async def resolve_ahead(self) -> None:
        """Time passes in which nothing new is wanted."""
        channels = self.stage.store.channels
        while any([len(await channels.access(one.id)) < len(await channels.all()) for one in self.people]):
            self.stage.clock.move(minutes=1)
            await self.follow()

    async def look(self) -> None:
        """Everybody looks whether they see."""
        for watcher in self.watchers:
            hand = self.crew.hands[watcher.source.account]
            sight = Sight(store=self.stage.store, eye=self.crew, watcher=self.crew, bells=Bells(), now=self.stage.clock)
            await self.crew.look(hand, sight.look)

    async def die(self, number: int) -> None:
        """Telegram ends somebody's session, and they find out."""
        self.stage.server.faults.end_sessions(self.people[number])
        with pytest.raises(SessionDead) as caught:
            await self.watchers[number].source.alive()  # type: ignore[attr-defined]
        del self.watchers[number]
        await self.crew.lost(self.sessions[number], caught.value)


async def channels(stage: Stage, count: int, *, mode: Mode = Mode.JOIN, first: int = 0) -> list[Channel]:
    made = [stage.world.add_channel(f"kanal_{first + number}_test") for number in range(count)]
    for channel in made:
        await stage.watch(channel, mode=mode)
    return made


async def loads(stage: Stage) -> Counter[int]:
    return Counter(each.account for each in (await stage.store.accounts.assignments()).values())


async def notices(stage: Stage, kind: NoticeKind = NoticeKind.ACCOUNT_LOST) -> list[dict[str, str | int]]:
    due = [alert.notice for alert in await stage.store.alerts.due(stage.clock(), limit=99) if alert.notice]
    return [notice.data for notice in due if notice.kind is kind]


async def blindness(stage: Stage) -> dict[str, tuple[Blindness, ...]]:
    """Of each channel, by title."""
    made = await stage.store.channels.all()
    ledgers = await stage.store.ledger.of([channel.id for channel in made])
    return {channel.title: ledger.blindness for channel, ledger in zip(made, ledgers, strict=True)}
