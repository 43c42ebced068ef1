"""The desk as people meet it: they write, it answers."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from bot.alerts.audience import Audience
from bot.bell import Bells
from bot.charts.drawer import Drawer
from bot.desk.answering import answer_due
from bot.desk.buttons import press
from bot.desk.requests import Answer, Click, Desk
from bot.language import normalise, search_keys
from bot.message import Message
from bot.pace import Pace
from bot.shelf import Shelf
from bot.web.addresses import canonical
from config.settings import Pace as Rates
from storage.api import Store
from storage.records import ArticlePage, Channel, Job, Person, PersonId, PostId, Stage, Verdict
from tests.builders import article_page, feed_item, feed_spec, new_post, new_request, verdict, watched
from tests.clocks import Clock
from tests.senders import RecordingSender

OWNER, REPORTER, EDITOR, OPERATOR, STRANGER = (PersonId(number) for number in (1, 2, 3, 4, 99))
BOT = "dzherelo_test_bot"
NAMES = {OWNER: "Марта", REPORTER: "Ірина", EDITOR: "Олена", OPERATOR: "Богдан", STRANGER: "Хтось"}


class Counter:
    """What stands before the desk and behind it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.sender = RecordingSender()
        self.clock = Clock()
        self.bells = Bells()
        self.audience = Audience()
        self.desk = Desk(
            bot_username=BOT,
            secret=b"secret",
            bells=self.bells,
            pace=Pace(Rates(per_second=1000, per_chat_per_second=1000, per_group_per_minute=1000)),
            timezone="Europe/Kyiv",
            language="uk",
            canonical=canonical,
        )
        self._numbers = count(1)

    def draw(self, shelf: Shelf) -> Desk:
        """The desk as it is where pictures can be drawn."""
        return replace(self.desk, drawer=Drawer(shelf), shelf=shelf)

    async def write(self, who: PersonId, text: str, **changes: Any) -> None:
        """Somebody writes, in private unless a chat is given."""
        values = {
            "chat_id": who,
            "message_id": next(self._numbers),
            "person_id": who,
            "person_name": NAMES.get(who, "Хтось"),
            "text": text,
            "sent_at": self.clock(),
        }
        await self.store.requests.add(new_request(**values | changes))

    async def answer(self) -> int:
        """Let the stage run once."""
        return await answer_due(self.store, self.sender, self.desk, now=self.clock)

    async def ask(self, who: PersonId, text: str, **changes: Any) -> Message:
        """Write, and read the one answer."""
        before = len(self.sender.sent)
        await self.write(who, text, **changes)
        assert await self.answer() == 1
        assert len(self.sender.sent) == before + 1
        return self.sender.last.message

    async def tell(self, who: PersonId, text: str, **changes: Any) -> str:
        """The words of the answer."""
        return (await self.ask(who, text, **changes)).text

    async def press(self, who: PersonId, data: str) -> Answer:
        """Press a button."""
        click = Click(query_id=next(self._numbers), person_id=who, chat_id=who, message_id=1, data=data)
        return await press(self.store, click, now=self.clock(), desk=self.desk)

    async def person(self, who: PersonId) -> Person:
        found = await self.store.people.get(who)
        assert found is not None
        return found

    async def channel(self, number: int = 1, **changes: Any) -> Channel:
        """A channel that is watched, with a title of its own."""
        return await watched(self.store, 1000 + number, **changes)

    async def post(self, channel: Channel, text: str, **changes: Any) -> PostId:
        """A new post with its alerts."""
        values = {"message_id": next(self._numbers), "text": normalise(text), "keys": search_keys(text)}
        added = await self.store.posts.add(
            [new_post(channel, **values | changes)], audience=self.audience, at=self.clock()
        )
        return added.posts[0]

    async def job(self, stage: Stage) -> Job:
        """The one job of a stage."""
        (job,) = await self.store.work.due(stage, self.clock(), limit=9)
        return job

    async def fetch(self, **changes: Any) -> ArticlePage:
        """The page of the one article that is due answers."""
        job = await self.job(Stage.FETCH_ARTICLE)
        page = article_page(**changes)
        await self.store.articles.fetched(job, page, next_at=None, at=self.clock())
        return page

    async def match(self, *posts: PostId, doubts: Collection[PostId] = (), **changes: Any) -> list[Verdict]:
        """The newest article that is to be matched comes from these posts; doubts are left to the second pass."""
        job = max(await self.store.work.due(Stage.MATCH_ARTICLE, self.clock(), limit=9), key=lambda one: one.item)
        verdicts = [verdict(post, job.item, **changes) for post in posts]
        await self.store.matches.save_article(job, verdicts, at=self.clock(), doubts=doubts)
        return verdicts

    async def publish(
        self, *posts: PostId, site: str, number: int, ours: bool = False, title: str = "Міст відкрито", **changes: Any
    ) -> None:
        """A site publishes its one article now; it is read, and matched with these posts."""
        store, now = self.store, self.clock()
        await store.feeds.put(feed_spec(url=f"https://site{number}.example/rss", site=site, ours=ours), at=now)
        job = await self.job(Stage.POLL_FEED)
        item = feed_item(number, published_at=now)
        await store.feeds.read(job, [item], etag=None, last_modified=None, next_at=now + timedelta(days=9), at=now)
        await self.fetch(number=number, published_at=now, title=title)
        await self.match(*posts, **changes)
