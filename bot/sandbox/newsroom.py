"""A newsroom on this machine: a local Telegram and local news sites, and the settings that point the application there.

The demo, the flow tests and the benchmarks run the same application as everybody else, on the environment made here.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import tomlkit

from bot.sandbox.news.site import NewsSite
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.accounts import Bot, User
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.world import World
from config.outside import read_outside
from config.settings import Settings, read_settings

API_HASH = "0" * 32
FEED_SECONDS = 1
START_SECONDS = 20


def utc_now() -> datetime:
    """The time on the wall."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Newsroom:
    """Open it with `async with`; then add channels and sites, and run the application with `running()`."""

    folder: Path  # the database, the lists and the key; the caller's to delete
    clock: Callable[[], datetime] = utc_now  # of Telegram, the sites and the application alike
    language: str = "uk"
    changes: dict[str, str] = field(default_factory=dict)  # of the environment
    world: World = field(init=False)
    server: TelegramServer = field(init=False)
    watcher: User = field(init=False)
    owner: User = field(init=False)
    bot: Bot = field(init=False)
    _session: str = field(init=False)
    _channels: list[dict[str, object]] = field(default_factory=list)
    _feeds: list[dict[str, object]] = field(default_factory=list)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def __aenter__(self) -> Self:
        self.world = World(self.clock)
        self.server = await self._stack.enter_async_context(
            TelegramServer(self.world, key_path=self.folder / "server-key.pem")
        )
        self.watcher = self.world.add_user("Спостерігач")
        self.owner = self.world.add_user("Марта", last_name="Вовк")
        self.bot = self.world.add_bot("dzherelo_bot", owner=self.owner, title="Джерело")
        self._session = self.server.session_for(self.watcher)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def watch(
        self,
        channel: Channel,
        *,
        aliases: Sequence[str] = (),
        tier: int = 2,
        media: str = "none",
        pinned: bool = False,
    ) -> Channel:
        """Put a channel into channels.toml, by name, and where it is pinned by its numeric id besides."""
        name: dict[str, object] = (
            {"invite": channel.invite} if channel.username is None else {"username": channel.username}
        )
        if pinned:
            name["id"] = channel.id
        self._channels.append({**name, "aliases": list(aliases), "tier": tier, "media": media})
        return channel

    async def open_site(self, name: str, *, language: str = "uk", kind: str = "rss", ours: bool = False) -> NewsSite:
        """Open a news site and put its feed into feeds.toml."""
        site = NewsSite(name, language=language, now=self.clock)
        await self._stack.enter_async_context(site.serve())
        self.add_feed(site.feed_url(kind), name, ours=ours)
        return site

    def add_feed(self, url: str, site: str, *, ours: bool = False) -> None:
        """Put a feed into feeds.toml."""
        self._feeds.append({"url": url, "site": site, "ours": ours, "every_seconds": FEED_SECONDS})

    @property
    def env(self) -> dict[str, str]:
        """The environment of the application, as `.env` would hold it."""
        return {
            "TELEGRAM_API_ID": "1",
            "TELEGRAM_API_HASH": API_HASH,
            "TELEGRAM_SESSION": self._session,
            "TELEGRAM_BOT_TOKEN": self.bot.token,
            "OWNER_ID": str(self.owner.id),
            "TELEGRAM_SERVER": self.server.address,
            "TELEGRAM_SERVER_KEY": str(self.server.key_path),
            "DATABASE_URL": f"sqlite:///{self.folder / 'dzherelo.db'}",
            "CONFIG_DIR": str(self.folder),
            "UI_LANGUAGE": self.language,
            "FETCH_LOOPBACK": "on",
            "ENCODER": "none",  # a process of its own with 100 MB: who wants it says so
            **self.changes,
        }

    @property
    def settings(self) -> Settings:
        """The settings that the environment makes."""
        return read_settings(self.env)

    def write_lists(self) -> None:
        """Write channels.toml and feeds.toml as they are to be read at the next start."""
        for name, kind, entries in (("channels", "channel", self._channels), ("feeds", "feed", self._feeds)):
            (self.folder / f"{name}.toml").write_text(tomlkit.dumps({kind: entries}), encoding="utf-8")

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """Run the application in this process; it is stopped as SIGTERM stops it."""
        from bot import app  # noqa: PLC0415 - a child process's parent need not load it

        self.write_lists()
        stop = asyncio.Event()
        outside = read_outside(self.folder / "outside.toml", self.env)
        task = asyncio.create_task(app.run(self.settings, stop, outside=outside, now=self.clock))
        try:
            await self._open(task)
            yield task
        finally:
            stop.set()
            await task

    async def _open(self, running: asyncio.Task[None]) -> None:
        """Wait until the bot speaks: what people wrote before its first sign-in stays unheard."""
        ready = asyncio.create_task(self.world.until(lambda: self.bot.menus, timeout=START_SECONDS))
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            ready.cancel()
            await running
        await ready
