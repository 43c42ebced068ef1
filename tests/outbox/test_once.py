"""The outbox on a real store: nothing lost, nothing doubled."""

import asyncio
from pathlib import Path

from storage.api import Store
from storage.opening import open_store
from storage.records import ClaimState, Role
from tests.builders import OWNER, member, notice
from tests.outbox.stage import EDITOR, Outbox


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


async def test_notices_go_out_like_alerts(outbox: Outbox, store: Store):
    await store.alerts.notify(notice(), role=Role.EDITOR, at=outbox.clock())
    assert await outbox.run() == 2
    assert "Стеження зупинилося" in outbox.sender.last.message.text
