"""Groups, and topics of groups, that alerts come to: bound with /here, and let go."""

import pytest

from storage.records import PersonId, RequestKind
from tests.desk.counter import EDITOR, OPERATOR, REPORTER, STRANGER, Counter
from tests.desk.group import GROUP, TOPIC, bind, in_group, send
from tests.desk.showing import labels


async def test_alerts_come_to_the_group_and_still_to_each_editor(counter: Counter):
    shown = await counter.ask(OPERATOR, "/here Стрічка", chat_id=GROUP, chat_title="Редакція")
    assert shown.text.startswith("📍 Сповіщення надходять сюди: «Стрічка».")
    await counter.post(await counter.channel(1), "Ліквідовано пожежу")
    sent = await send(counter)
    assert {chat for chat, _, _ in sent} >= {GROUP, EDITOR, OPERATOR}
    assert sum("Ліквідовано пожежу" in text for chat, _, text in sent if chat == GROUP) == 1


async def test_a_group_without_a_name_is_called_by_its_title(counter: Counter):
    assert (await bind(counter, "/here")).name == "Редакція"
    assert "💬 група, куди надходять сповіщення" in await counter.tell(OPERATOR, "/people")
    listed = await counter.ask(OPERATOR, "/here")
    assert "1. Редакція" in listed.text


async def test_topics_of_one_group_are_places_of_their_own(counter: Counter):
    war, city = await bind(counter, "/here Війна", topic=TOPIC), await bind(counter, "/here Місто", topic=43)
    assert war.id != city.id
    await counter.post(await counter.channel(1), "Ліквідовано пожежу")
    assert {topic for chat, topic, _ in await send(counter) if chat == GROUP} == {TOPIC, 43}


@pytest.mark.parametrize("who", [EDITOR, REPORTER])
async def test_only_operators_bind_a_group(counter: Counter, who: PersonId):
    assert "оператор" in await counter.tell(who, "/here", chat_id=GROUP)
    assert await counter.store.places.all() == []


async def test_a_stranger_in_a_group_gets_no_answer(counter: Counter):
    await bind(counter)
    before = len(counter.sender.sent)
    await counter.write(STRANGER, "/here", chat_id=GROUP)
    await counter.answer()
    assert len(counter.sender.sent) == before


async def test_who_writes_as_the_group_itself_is_told_why_nothing_happens(counter: Counter):
    told = await counter.tell(PersonId(GROUP), "/here", chat_id=GROUP)
    assert told.startswith("Не бачу, хто ви")


async def test_a_muted_group_that_is_bound_again_gets_its_alerts_and_keeps_its_name(counter: Counter):
    await bind(counter)
    await counter.ask(EDITOR, "/mute", chat_id=GROUP)
    await counter.ask(OPERATOR, "/here off", chat_id=GROUP)
    assert "«Стрічка»" in await counter.tell(OPERATOR, "/here", chat_id=GROUP)
    await counter.post(await counter.channel(1), "Ліквідовано пожежу")
    assert len(await in_group(counter)) == 1


async def test_no_more_alerts_come_after_here_off_until_it_is_undone(counter: Counter):
    place = await bind(counter)
    channel = await counter.channel(1)
    ended = await counter.ask(OPERATOR, "/here off", chat_id=GROUP)
    await counter.post(channel, "Перший допис")
    assert await in_group(counter) == []
    assert (await counter.press(EDITOR, f"here_on:{-place.id}")).alert, "for operators"
    back = await counter.press(OPERATOR, labels(ended)["↩️ Надсилати знову"])
    assert back.show is not None
    await counter.post(channel, "Другий допис")
    (alert,) = await in_group(counter)
    assert "Другий допис" in alert
    gone = await counter.press(OPERATOR, labels(back.show)["✖️ Не надсилати сюди"])
    assert gone.show is not None
    assert (await counter.press(EDITOR, f"quiet_hours:0.{-place.id}")).alert


async def test_what_waited_comes_when_the_bot_is_let_in_again(counter: Counter):
    place = await bind(counter)
    channel = await counter.channel(1)
    await counter.post(channel, "Перший допис")
    await counter.store.alerts.unreachable(place.id, error="kicked", at=counter.clock())
    assert await in_group(counter) == []
    await counter.write(STRANGER, "", chat_id=GROUP, kind=RequestKind.ADDED)
    await counter.answer()
    (alert,) = await in_group(counter)
    assert "Перший допис" in alert


async def test_operators_hear_that_the_bot_cannot_write_to_a_group(counter: Counter):
    place = await bind(counter)
    await counter.store.alerts.unreachable(place.id, error="kicked", at=counter.clock())
    told = [text for chat, _, text in await send(counter) if chat == OPERATOR]
    assert "Бот не може писати в групу «Стрічка»" in told[0]


async def test_whoever_lets_the_bot_in_is_told_what_to_do_and_strangers_nothing(counter: Counter):
    before = len(counter.sender.sent)
    await counter.write(STRANGER, "", chat_id=GROUP, kind=RequestKind.ADDED)
    await counter.answer()
    assert len(counter.sender.sent) == before
    assert "/here" in await counter.tell(EDITOR, "", chat_id=GROUP, kind=RequestKind.ADDED)
