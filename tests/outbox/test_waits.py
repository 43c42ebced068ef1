"""Waits, refusals and the pace: nobody is held up by somebody else."""

import asyncio

import pytest

from bot.errors import Refused, SessionDead, Unreachable, Vanished, Wait
from config.settings import Pace as Rates
from storage.api import Store
from storage.records import ClaimState
from tests.builders import OWNER
from tests.outbox.stage import EDITOR, SLOW, Outbox


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
    outbox.clock.move(seconds=1.1)
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
