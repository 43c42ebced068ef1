"""The morning, played on the real application: only Telegram and the news sites are local."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from telethon import types

from bot.message import units
from bot.sandbox.demo.morning import Morning, Story, Voice
from bot.sandbox.demo.screen import Screen
from bot.sandbox.news.articles import SiteArticle
from bot.sandbox.news.site import NewsSite
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.chats import Chat
from bot.sandbox.telegram.world.messages import Message

WITHIN_SECONDS = 20.0
SITES = ("quoting", "retelling", "recalling")


@dataclass(slots=True)
class Cast:
    """Who and what is on the stage."""

    room: Newsroom
    morning: Morning
    editor: User
    reporter: User
    staff: Channel
    commander: Channel
    mayor: Channel
    sites: dict[str, NewsSite] = field(default_factory=dict)

    def chat(self, person: User) -> Chat:
        """Somebody's chat with the bot."""
        return self.room.world.chat(person, self.room.bot)

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait until something shows on a phone."""
        await self.room.world.until(happened, timeout=WITHIN_SECONDS)


@asynccontextmanager
async def cast(room: Newsroom, morning: Morning) -> AsyncIterator[Cast]:
    """Bring everybody on the stage."""
    world = room.world

    def channel(voice: Voice) -> Channel:
        made = world.add_channel(voice.username, title=voice.title)
        made.post(voice.earlier)
        return room.watch(made, aliases=voice.aliases, tier=voice.tier)

    made = Cast(
        room,
        morning,
        editor=world.add_user(morning.editor, language=morning.language),
        reporter=world.add_user(morning.reporter, language=morning.language),
        staff=channel(morning.staff),
        commander=channel(morning.commander),
        mayor=channel(morning.mayor),
    )
    for part in SITES:
        name = getattr(morning, part).site
        made.sites[name] = await room.open_site(name, language=morning.language)
    yield made


class Play:
    """The steps of the morning.

    `pause` waits between them, so that a person can read along; `minutes_ago` dates posts and articles back by name.
    """

    def __init__(
        self,
        cast: Cast,
        screen: Screen,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        minutes_ago: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._cast = cast
        self._screen = screen
        self._pause = pause
        self._minutes_ago = minutes_ago
        self._say = cast.morning.narration

    async def perform(self) -> None:
        """All of it."""
        await self._invitations()
        report = await self._post("report", self._cast.staff)
        await self._pause(3)
        call = await self._post("call", self._cast.commander, bold=self._cast.morning.call_bold)
        await self._pause(4)
        quoting = await self._article("quoting", call)
        await self._pause(4)
        outage = await self._post("outage", self._cast.mayor)
        await self._pause(3)
        self._publish(self._cast.morning.unrelated)
        await self._article("retelling", call)
        await self._pause(4)
        await self._take(call)
        await self._pause(3)
        await self._article("recalling", outage)
        await self._until_shown(call, self._cast.morning.recalling.site)
        await self._pause(4)
        await self._ask("search", self._cast.morning.search)
        await self._pause(4)
        await self._ask("card", quoting.url)
        await self._pause(4)
        del report

    async def _invitations(self) -> None:
        cast, room = self._cast, self._cast.room
        self._screen.tell(self._say["invited"])
        owner = cast.chat(room.owner)
        room.owner.starts(room.bot)
        await cast.until(lambda: owner.received)
        for person, role in ((cast.editor, "editor"), (cast.reporter, "reporter")):
            seen = len(owner.received)
            room.owner.says(room.bot, f"/invite {role}")
            await cast.until(lambda seen=seen: len(owner.received) > seen)  # type: ignore[misc]
            person.starts(room.bot, payload(owner.last))
            await cast.until(lambda person=person: cast.chat(person).received)  # type: ignore[misc]
        await self._pause(2)

    async def _post(self, name: str, channel: Channel, *, bold: str | None = None) -> Message:
        self._screen.tell(self._say[name])
        text = getattr(self._cast.morning, name)
        entities = [types.MessageEntityBold(units(text[: text.index(bold)]), units(bold))] if bold else []
        post = channel.post(text, entities=entities, at=self._time(name))
        await self._until_shown(post)
        return post

    async def _article(self, name: str, post: Message) -> SiteArticle:
        self._screen.tell(self._say[name])
        story: Story = getattr(self._cast.morning, name)
        article = self._publish(story, at=self._time(name))
        await self._until_shown(post, story.site)
        return article

    def _publish(self, story: Story, *, at: datetime | None = None) -> SiteArticle:
        site = self._cast.sites[story.site]
        return site.publish(
            title=story.title, lead=story.lead, paragraphs=story.paragraphs, author=self._say["author"], at=at
        )

    def _time(self, name: str) -> datetime:
        return self._cast.room.world.now() - timedelta(minutes=self._minutes_ago.get(name, 0))

    async def _take(self, post: Message) -> None:
        self._screen.tell(self._say["taken"])
        alert = self._alert(post)
        button = next(each.text for row in alert.buttons for each in row if (each.data or b"").startswith(b"take"))
        await self._cast.editor.press(alert, button)
        await self._cast.until(lambda: self._cast.morning.editor in self._alert(post).text)

    async def _ask(self, name: str, words: str) -> None:
        self._screen.tell(self._say[name].format(words=words))
        cast = self._cast
        seen = len(cast.chat(cast.reporter).received)
        cast.reporter.says(cast.room.bot, f"/search {words}" if name == "search" else words)
        await cast.until(lambda: len(cast.chat(cast.reporter).received) > seen)

    async def _until_shown(self, post: Message, words: str = "") -> None:
        await self._cast.until(lambda: self._has_alert(post) and words in self._alert(post).text)

    def _has_alert(self, post: Message) -> bool:
        return any(beginning(post) in message.text for message in self._cast.chat(self._cast.editor).received)

    def _alert(self, post: Message) -> Message:
        received = self._cast.chat(self._cast.editor).received
        return next(message for message in received if beginning(post) in message.text)


def beginning(post: Message) -> str:
    """Enough of a post to know it by."""
    return post.text[:40]


def payload(invitation: Message) -> str:
    """What the link of an invitation carries, whether it stands in the text or behind words."""
    links: list[str] = [entity.url for entity in invitation.entities if isinstance(entity, types.MessageEntityTextUrl)]
    links += [button.url for row in invitation.buttons for button in row if button.url]
    links += [word for word in invitation.text.split() if "?start=" in word]
    return next(link.partition("?start=")[2] for link in links if "?start=" in link)
