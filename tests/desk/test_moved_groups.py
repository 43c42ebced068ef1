"""Groups that Telegram gives another id: their alerts come along, and none of them twice."""

from bot.message import Message
from storage.records import RequestKind, Role
from tests.desk.counter import EDITOR, OPERATOR, Counter
from tests.desk.group import GROUP, bind, in_group, send

OLD = -4_300_000_001


async def test_here_written_before_the_notice_of_the_new_id_is_heard_leaves_one_place_with_its_rules(counter: Counter):
    first = await bind(counter, chat_id=OLD)
    newer = await bind(counter, "/here", chat_id=GROUP)
    assert newer.id != first.id
    assert await counter.store.places.move(OLD, GROUP, at=counter.clock()) == 1
    (place,) = await counter.store.places.all()
    assert (place.id, place.chat_id) == (first.id, GROUP)


async def test_what_was_on_its_way_when_a_group_got_another_id_is_never_edited_in_the_new_one(counter: Counter):
    place = await bind(counter, chat_id=OLD)
    post = await counter.post(await counter.channel(1), "Перший допис")
    due = await counter.store.alerts.due(counter.clock(), limit=99)
    (sending,) = [one for one in due if one.person.id == place.id]
    await counter.store.places.move(OLD, GROUP, at=counter.clock())
    await counter.store.alerts.shown(sending, message_id=5, at=counter.clock())
    await counter.sender.send(GROUP, Message(text="Інше"), random_id=5)
    await counter.press(EDITOR, f"take:{post}")
    (changed,) = [one for one in await counter.store.alerts.due(counter.clock(), limit=99) if one.person.id == place.id]
    assert changed.message_id == 0
    assert await in_group(counter) == []


async def test_a_group_that_becomes_a_supergroup_takes_its_alerts_along_and_old_ones_are_not_repeated(
    counter: Counter,
):
    place = await bind(counter, chat_id=OLD)
    channel = await counter.channel(1)
    post = await counter.post(channel, "Перший допис")
    assert len(await in_group(counter, chat_id=OLD)) == 1
    await counter.write(OPERATOR, f"{OLD} {GROUP}", chat_id=OLD, kind=RequestKind.MOVED)
    await counter.write(OPERATOR, f"{OLD} {GROUP}", chat_id=GROUP, kind=RequestKind.MOVED)
    await counter.answer()
    await counter.press(EDITOR, f"take:{post}")
    await counter.post(channel, "Другий допис")
    sent = await send(counter)
    assert [text.count("Другий допис") for chat, _, text in sent if chat == GROUP] == [1]
    assert not [text for chat, _, text in sent if chat == OLD]
    moved = await counter.person(place.id)
    assert (moved.chat_id, moved.role) == (GROUP, Role.EDITOR)
