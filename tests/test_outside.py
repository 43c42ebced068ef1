"""The second path: mail and the like, for those who are not on Telegram and for what the bot can deliver to nobody."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.alerts.audience import Audience
from bot.errors import Unreachable, Wait
from bot.message import Button, Composer, spelt_out
from bot.outbox import send_due
from bot.outside import OutsideSender, addressees, fall_back, ways
from bot.pace import Pace
from config.outside import OutsideEntry, read_outside
from config.settings import Pace as Rates
from config.settings import SettingsError
from storage.api import Store
from storage.records import PostId
from tests.builders import OWNER, new_post, owner, watched
from tests.clocks import Clock
from tests.postbox import Postbox, postbox
from tests.senders import RecordingSender

FAST = Rates(per_second=1000, per_chat_per_second=1000, per_group_per_minute=100_000)


@dataclass
class Desk:
    """A desk with a postbox besides its chats."""

    store: Store
    box: Postbox
    clock: Clock
    telegram: RecordingSender
    entries: list[OutsideEntry]
    posts: int = 0

    async def begin(self, *, when: str = "always") -> None:
        self.entries = [OutsideEntry(name="Пошта", address=self.box.address, when=when)]
        await self.store.outside.bring_in(self.known, at=self.clock())

    @property
    def known(self):
        return addressees(self.entries, language="uk", timezone="Europe/Kyiv")

    @property
    def sender(self) -> OutsideSender:
        return OutsideSender(ways=ways(self.entries, self.known), marks=self.store.marks, now=self.clock)

    async def post(self) -> PostId:
        self.posts += 1
        channel = await watched(self.store)
        new = new_post(channel, message_id=self.posts, text=f"Допис {self.posts}")
        return (await self.store.posts.add([new], audience=Audience(), at=self.clock())).posts[0]

    async def send(self, *, outside: bool = True) -> int:
        sender = self.sender if outside else self.telegram
        return await send_due(self.store, sender, Pace(FAST), now=self.clock, secret=b"s" * 32, outside=outside)

    def told(self) -> list[int]:
        """How often the postbox was told of each post."""
        return [sum(f"Допис {number}" in text for text in self.box.texts) for number in range(1, self.posts + 1)]


@pytest.fixture
async def desk(store: Store, clock: Clock) -> AsyncIterator[Desk]:
    await owner(store)
    async with postbox() as box:
        yield Desk(store, box, clock, RecordingSender(), [])


async def test_an_addressee_hears_of_each_post_once_with_addresses_spelt_out(desk: Desk):
    await desk.begin()
    await desk.post()
    await desk.post()
    assert await desk.send() == 2
    assert await desk.send() == 0
    assert desk.told() == [1, 1]
    assert "https://t.me/channel_1001/1" in desk.box.texts[0]


async def test_what_telegram_asks_to_wait_for_does_not_hold_it_up(desk: Desk):
    await desk.begin()
    await desk.post()
    desk.telegram.refuse(OWNER, Wait(3600, only_this_chat=False))
    assert await desk.send(outside=False) == 0
    assert await desk.send() == 1


async def test_the_bot_is_not_asked_to_write_to_an_addressee(desk: Desk):
    await desk.begin()
    await desk.post()
    await desk.send(outside=False)
    assert {sent.chat_id for sent in desk.telegram.sent} == {OWNER}


async def test_what_a_server_refuses_is_sent_a_minute_later_as_the_first(desk: Desk):
    await desk.begin()
    await desk.post()
    desk.box.refuses = True
    assert await desk.send() == 0
    desk.box.refuses = False
    assert await desk.send() == 0
    desk.clock.move(minutes=1)
    assert await desk.send() == 1
    assert desk.told() == [1]
    assert "вдруге" not in desk.box.texts[0]


async def test_what_was_on_its_way_at_a_kill_is_sent_again_and_says_so(desk: Desk):
    await desk.begin()
    await desk.post()
    (alert,) = await desk.store.alerts.due(desk.clock(), limit=9, each=9, of=[desk.known[0].id])
    message = Composer().add("Допис 1").build()
    for _ in range(2):  # the second time after a start
        await desk.sender.send(alert.person.id, message, random_id=7)
    assert ["вдруге" in text for text in desk.box.texts] == [False, True]


async def test_what_the_bot_delivers_to_nobody_comes_by_the_second_path_once(desk: Desk):
    await desk.begin(when="undelivered")
    await desk.post()
    desk.telegram.refuse(OWNER, Unreachable("blocked"))
    await desk.send(outside=False)
    assert await fall_back(desk.store, now=desk.clock) == 0  # not yet
    desk.clock.move(minutes=4)
    assert [await fall_back(desk.store, now=desk.clock), await fall_back(desk.store, now=desk.clock)] == [1, 0]
    assert await desk.send() == 1
    assert desk.told() == [1]


async def test_what_somebody_got_in_time_does_not_come_by_the_second_path(desk: Desk):
    await desk.begin(when="undelivered")
    await desk.post()
    await desk.send(outside=False)
    desk.clock.move(minutes=4)
    assert await fall_back(desk.store, now=desk.clock) == 0
    assert await desk.send() == 0


async def test_whoever_is_taken_out_of_the_list_hears_nothing_more(desk: Desk):
    await desk.begin()
    await desk.post()
    await desk.store.outside.bring_in([], at=desk.clock())
    await desk.post()
    desk.clock.move(minutes=1)
    assert await desk.send() == 0
    await desk.begin()
    await desk.post()
    assert await desk.send() == 1


async def test_what_was_on_its_way_long_ago_is_forgotten(desk: Desk):
    await desk.begin()
    message = Composer().add("Допис 1").build()
    await desk.sender.send(desk.known[0].id, message, random_id=7)
    desk.clock.move(days=8)
    await desk.begin()
    await desk.sender.send(desk.known[0].id, message, random_id=7)
    assert not any("вдруге" in text for text in desk.box.texts)


def test_addresses_behind_words_and_buttons_are_spelt_out():
    message = (
        Composer()
        .add("🔴 ")
        .link("Допис", "https://t.me/a/1")
        .add(" — ")
        .link("стаття", "https://b.ua")
        .build([[Button(text="Відкрити", url="https://t.me/a/1"), Button(text="Беру", data="t|1")]])
    )
    assert spelt_out(message) == ("🔴 Допис (https://t.me/a/1) — стаття (https://b.ua)\nВідкрити: https://t.me/a/1")


LIST = '[[outside]]\nname = "Пошта"\naddress_from = "OUTSIDE_MAIL"\nwhen = "undelivered"\n'


def test_the_list_names_variables_and_holds_no_secret(tmp_path: Path):
    (tmp_path / "outside.toml").write_text(LIST, encoding="utf-8")
    (entry,) = read_outside(tmp_path / "outside.toml", {"OUTSIDE_MAIL": "json://user:secret@localhost"})
    assert (entry.name, entry.when, entry.address) == ("Пошта", "undelivered", "json://user:secret@localhost")
    assert "secret" not in repr(entry)


def test_a_wrong_list_says_what_to_do(tmp_path: Path):
    (tmp_path / "outside.toml").write_text(LIST + '[[outside]]\nname = "Пошта"\nwhen = "never"\n', encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_outside(tmp_path / "outside.toml", {})
    told = "\n".join(caught.value.problems)
    for words in ("OUTSIDE_MAIL is not set", "name Пошта stands twice", "when must be one of", "needs address_from"):
        assert words in told


def test_an_address_that_is_none_is_told_of():
    entry = OutsideEntry(name="Пошта", address="nonsense")
    with pytest.raises(SettingsError, match="no address that Apprise knows"):
        ways([entry], addressees([entry], language="uk", timezone="UTC"))
