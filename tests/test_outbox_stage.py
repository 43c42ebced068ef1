"""The outbox on a real store: nothing lost, nothing doubled, nobody held up."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.alerts.audience import Audience
from bot.alerts.key import secret_for
from bot.errors import Refused, SessionDead, Unreachable, Vanished, Wait
from bot.message import Message
from bot.outbox import send_due
from bot.pace import Pace
from bot.shelf import Shelf
from config.settings import Pace as Rates
from storage.api import Store
from storage.opening import open_store
from storage.records import ClaimState, Media, PersonId, PostId, Role, Stage
from tests.builders import OWNER, member, new_post, notice, watched
from tests.clocks import Clock
from tests.senders import RecordingSender

EDITOR = PersonId(2)
SECRET = secret_for(77, "0" * 32)
FAST = Rates(per_second=10_000, per_chat_per_second=10_000, per_group_per_minute=10_000)
SLOW = Rates(per_second=25, per_chat_per_second=1, per_group_per_minute=20)


class Outbox:
    """The stage with its surroundings."""

    def __init__(self, store: Store, rates: Rates = FAST) -> None:
        self.store = store
        self.sender = RecordingSender()
        self.clock = Clock()
        self.pace = Pace(rates)
        self.shelf: Shelf | None = None

    async def run(self) -> int:
        return await send_due(self.store, self.sender, self.pace, now=self.clock, secret=SECRET, shelf=self.shelf)

    async def post(self, *numbers: int, tier: int = 2) -> list[PostId]:
        channel = await watched(self.store, 1000 + tier, tier=tier)
        posts = [new_post(channel, message_id=number, text=f"Допис {number}") for number in numbers]
        return list((await self.store.posts.add(posts, audience=Audience(), at=self.clock())).posts)

    def of(self, person: PersonId) -> list[str]:
        """The posts somebody was told of, in order."""
        return [text.split("\n")[1] for text in self.sender.texts(person)]


@pytest.fixture
async def store(store: Store) -> Store:
    await member(store, EDITOR, Role.EDITOR)  # besides the owner
    return store


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return Outbox(store)


async def test_each_editor_is_sent_each_post_once_and_in_order(outbox: Outbox):
    await outbox.post(*range(1, 31))
    assert await outbox.run() == 60
    assert outbox.of(EDITOR) == outbox.of(OWNER) == [f"Допис {number}" for number in range(1, 31)]
    assert await outbox.run() == 0


async def test_the_first_tier_goes_first(outbox: Outbox):
    await outbox.post(1, tier=3)
    await outbox.post(2, tier=1)
    await outbox.run()
    assert outbox.of(EDITOR) == ["Допис 2", "Допис 1"]


async def test_a_change_edits_the_message_that_stands(outbox: Outbox, store: Store):
    (post,) = await outbox.post(1)
    await outbox.run()
    await store.posts.claim(post, state=ClaimState.TAKEN, by=OWNER, at=outbox.clock())
    assert await outbox.run() == 2
    assert len(outbox.sender.sent) == 2
    assert all("пише Марта" in text for text in outbox.sender.texts())


async def test_a_send_that_was_not_marked_is_repeated_and_doubles_nothing(outbox: Outbox):
    outbox.sender.lost += [EDITOR, OWNER]
    await outbox.post(1)
    await outbox.run()
    outbox.clock.move(seconds=1)
    assert await outbox.run() == 2
    assert outbox.sender.calls == 4
    assert outbox.of(EDITOR) == outbox.of(OWNER) == ["Допис 1"]


async def test_a_change_after_a_send_that_was_not_marked_is_shown(outbox: Outbox, store: Store):
    outbox.sender.lost += [EDITOR, OWNER]
    (post,) = await outbox.post(1)
    await outbox.run()
    await store.posts.claim(post, state=ClaimState.TAKEN, by=OWNER, at=outbox.clock())
    outbox.clock.move(seconds=1)
    await outbox.run()
    assert len(outbox.sender.sent) == 2
    assert all("пише Марта" in text for text in outbox.sender.texts())


async def test_a_lost_database_doubles_nothing(outbox: Outbox, tmp_path: Path):
    await outbox.post(1)
    await outbox.run()
    async with open_store(f"sqlite:///{tmp_path / 'another.db'}") as empty:
        await member(empty, EDITOR, Role.EDITOR)
        again = Outbox(empty)
        again.sender = outbox.sender
        await again.post(1)
        assert await again.run() == 2
    assert len(outbox.sender.sent) == 2


async def test_a_change_while_a_message_is_on_its_way_is_shown_afterwards(outbox: Outbox, store: Store):
    (post,) = await outbox.post(1)
    gate = outbox.sender.hold_up(EDITOR)
    running = asyncio.create_task(outbox.run())
    await outbox.sender.until(OWNER, 1)
    await store.posts.claim(post, state=ClaimState.TAKEN, by=OWNER, at=outbox.clock())
    gate.set()
    await running
    await outbox.run()
    assert "пише Марта" in outbox.sender.texts(EDITOR)[0]


async def test_a_slow_chat_holds_up_nobody_else(outbox: Outbox):
    gate = outbox.sender.hold_up(EDITOR)
    await outbox.post(1)
    running = asyncio.create_task(outbox.run())
    await outbox.sender.until(OWNER, 1)
    await outbox.post(2)
    await outbox.sender.until(OWNER, 2)
    assert outbox.of(EDITOR) == []
    gate.set()
    await running
    assert outbox.of(EDITOR) == ["Допис 1", "Допис 2"]


async def test_a_wait_of_one_chat_puts_off_that_person_alone(outbox: Outbox):
    outbox.sender.refuse(EDITOR, Wait(30, only_this_chat=True))
    await outbox.post(1, 2)
    await outbox.run()
    assert outbox.of(EDITOR) == []
    assert len(outbox.of(OWNER)) == 2
    await outbox.post(3)  # must not overtake
    await outbox.run()
    assert outbox.of(EDITOR) == []
    outbox.clock.move(seconds=30)
    await outbox.run()
    assert outbox.of(EDITOR) == ["Допис 1", "Допис 2", "Допис 3"]


async def test_a_wait_of_all_puts_off_everything_and_asks_no_more(outbox: Outbox):
    await outbox.post(1, 2)
    outbox.sender.refuse(EDITOR, Wait(30, only_this_chat=False))
    outbox.sender.refuse(OWNER, Wait(30, only_this_chat=False))
    await outbox.run()
    asked = outbox.sender.calls
    assert await outbox.run() == 0
    assert outbox.sender.calls == asked
    outbox.sender.refusals.clear()
    outbox.clock.move(seconds=30)
    await outbox.run()
    assert outbox.of(EDITOR) == outbox.of(OWNER) == ["Допис 1", "Допис 2"]


async def test_operators_hear_once_why_nothing_came_for_long(outbox: Outbox):
    await outbox.post(1)
    for person in (EDITOR, OWNER):
        outbox.sender.refuse(person, Wait(3600, only_this_chat=False))
    await outbox.run()
    outbox.sender.refusals.clear()
    outbox.clock.move(seconds=3600)
    await outbox.run()
    assert outbox.of(EDITOR) == ["Допис 1"]
    (notice,) = [text for text in outbox.of(OWNER) if "Допис" not in text]
    assert "@SpamBot" in notice


async def test_the_pace_leaves_in_the_database_what_may_not_go_yet(store: Store):
    outbox = Outbox(store, SLOW)
    await outbox.post(*range(1, 9))
    assert await outbox.run() == 10  # a burst of five for each of two
    assert await outbox.run() == 0
    for expected in (6, 7, 8):
        outbox.clock.move(seconds=1)
        assert await outbox.run() == 2
        assert outbox.of(EDITOR)[-1] == f"Допис {expected}"


async def test_a_long_queue_of_one_hides_nobody_elses_and_keeps_its_order(store: Store):
    outbox = Outbox(store, SLOW)
    await store.people.change(OWNER, muted=True, at=outbox.clock())
    await outbox.post(*range(1, 301))
    assert await outbox.run() == 5
    await store.people.change(OWNER, muted=False, at=outbox.clock())
    await outbox.post(301)
    assert await outbox.run() == 1
    assert outbox.of(OWNER) == ["Допис 301"]
    for _ in range(20):
        outbox.clock.move(milliseconds=400)
        await outbox.run()
    assert outbox.of(EDITOR) == [f"Допис {number}" for number in range(1, 14)]


async def test_the_overall_pace_holds_for_all_together(store: Store):
    outbox = Outbox(store, Rates(per_second=3, per_chat_per_second=100, per_group_per_minute=100))
    await outbox.post(1, 2)
    assert await outbox.run() == 3
    outbox.clock.move(seconds=1)
    assert await outbox.run() == 1


async def test_somebody_who_blocked_the_bot_keeps_their_alerts_and_operators_hear(outbox: Outbox, store: Store):
    outbox.sender.refuse(EDITOR, Unreachable("blocked"))
    await outbox.post(1, 2)
    while await outbox.run():
        continue
    assert outbox.sender.texts(EDITOR) == []
    assert any("Person 2" in text for text in outbox.sender.texts(OWNER))
    await store.alerts.reachable(EDITOR, at=outbox.clock())
    await outbox.run()
    assert outbox.of(EDITOR) == ["Допис 1", "Допис 2"]


async def test_a_refused_alert_is_parked_after_three_tries_and_the_others_go_on(outbox: Outbox, store: Store):
    await outbox.post(1)
    for _ in range(3):
        outbox.sender.refuse(EDITOR, Refused("too odd"), Refused("too odd even so"))
        await outbox.run()
        outbox.clock.move(minutes=1)
    assert [row.stage for row in await store.work.parked()] == ["alert"]
    await outbox.post(2)
    await outbox.run()
    assert outbox.of(EDITOR) == ["Допис 2"]
    assert any("Відкладено" in text for text in outbox.sender.texts(OWNER))


async def test_what_telegram_refuses_is_shown_bare_at_once(outbox: Outbox, store: Store):
    outbox.sender.refuse(EDITOR, Refused("ENTITY_BOUNDS_INVALID"))
    (post,) = await outbox.post(1)
    assert await outbox.run() == 2
    (shown,) = [sent.message for sent in outbox.sender.sent if sent.chat_id == EDITOR]
    assert "Допис 1" in shown.text
    assert shown.text.endswith("\nhttps://t.me/channel_1002/1")
    assert shown.entities == ()
    buttons = [button for row in shown.buttons for button in row]
    assert buttons
    assert all(button.data for button in buttons)

    outbox.sender.refuse(EDITOR, Refused("URL_INVALID"))
    await store.posts.claim(post, state=ClaimState.TAKEN, by=OWNER, at=outbox.clock())
    assert await outbox.run() == 2
    assert "пише Марта" in outbox.sender.texts(EDITOR)[0]
    assert await store.work.parked() == []


async def test_any_error_of_one_alert_leaves_the_others(outbox: Outbox):
    outbox.sender.refuse(EDITOR, ZeroDivisionError("a fault of ours"))
    await outbox.post(1)
    assert await outbox.run() == 1
    outbox.clock.move(minutes=1)
    assert await outbox.run() == 1
    assert outbox.of(EDITOR) == ["Допис 1"]


async def test_a_message_that_was_deleted_is_left_alone(outbox: Outbox, store: Store):
    (post,) = await outbox.post(1)
    await outbox.run()
    outbox.sender.refuse(EDITOR, Vanished("gone"))
    await store.posts.claim(post, state=ClaimState.TAKEN, by=OWNER, at=outbox.clock())
    await outbox.run()
    assert await store.alerts.due(outbox.clock(), limit=9) == []


async def test_a_dead_session_ends_the_stage_with_its_own_error(outbox: Outbox):
    outbox.sender.refuse(EDITOR, SessionDead("signed out"))
    await outbox.post(1)
    with pytest.raises(SessionDead, match="signed out"):
        await outbox.run()


async def test_notices_go_out_like_alerts(outbox: Outbox, store: Store):
    await store.alerts.notify(notice(), role=Role.EDITOR, at=outbox.clock())
    assert await outbox.run() == 2
    assert "Стеження зупинилося" in outbox.sender.last.message.text


# ------------------------------------------------------------------ pictures


async def pictured(outbox: Outbox, folder: Path) -> Path:
    """A post with a picture that is on the shelf; nobody has been told yet."""

    async def content() -> AsyncIterator[bytes]:
        yield b"picture"

    outbox.shelf = Shelf(folder / "media")
    channel = await watched(outbox.store, media=Media.PHOTOS)
    await outbox.store.posts.add([new_post(channel, media="photo")], audience=Audience(), at=outbox.clock())
    (job,) = await outbox.store.work.due(Stage.FETCH_FILE, outbox.clock(), limit=9)
    content_hash, size = await outbox.shelf.put(content(), most=99)
    await outbox.store.files.stored(job, content_hash=content_hash, size=size, at=outbox.clock())
    path = outbox.shelf.find(content_hash)
    assert path is not None
    return path


async def test_an_alert_gets_the_picture_once(outbox: Outbox, tmp_path: Path):
    picture = await pictured(outbox, tmp_path)
    assert await outbox.run() == 2
    assert [(sent.picture, sent.edits) for sent in outbox.sender.sent] == [(picture, 1)] * 2
    await outbox.store.posts.claim(PostId(1), state=ClaimState.TAKEN, by=EDITOR, at=outbox.clock())
    outbox.sender.sent[0].picture = None  # nothing is uploaded a second time
    await outbox.run()
    assert [(sent.picture, sent.edits) for sent in outbox.sender.sent] == [(None, 2), (picture, 2)]


async def test_a_lost_answer_between_text_and_picture_doubles_nothing(outbox: Outbox, tmp_path: Path):
    picture = await pictured(outbox, tmp_path)
    outbox.sender.lost.append(EDITOR)
    await outbox.run()
    outbox.clock.move(seconds=2)
    await outbox.run()
    assert [sent.picture for sent in outbox.sender.sent] == [picture, picture]


class NoPictures(RecordingSender):
    """A Telegram that will not take any picture."""

    async def edit(self, chat_id: int, message_id: int, message: Message, *, picture: Path | None = None) -> None:
        if picture:
            raise Refused("PHOTO_INVALID_DIMENSIONS")
        await super().edit(chat_id, message_id, message)


async def test_a_picture_that_telegram_refuses_leaves_the_text(outbox: Outbox, tmp_path: Path):
    await pictured(outbox, tmp_path)
    outbox.sender = NoPictures()
    assert await outbox.run() == 2
    assert [(sent.picture, bool(sent.message.buttons)) for sent in outbox.sender.sent] == [(None, True)] * 2
    assert await outbox.run() == 0


async def test_a_picture_that_somebody_took_away_is_left_out(outbox: Outbox, tmp_path: Path):
    (await pictured(outbox, tmp_path)).unlink()
    assert await outbox.run() == 2
    assert [sent.picture for sent in outbox.sender.sent] == [None, None]
