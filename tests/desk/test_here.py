"""Groups, and topics of groups, that alerts come to: bound with /here, with rules and hours of their own."""

from typing import Any

import pytest

from bot.alerts.render import render
from bot.message import Message
from bot.outbox import send_due
from bot.pace import Pace
from config.settings import Pace as Rates
from storage.records import DraftId, Person, PersonId, Place, RequestKind, Role
from tests.desk.counter import EDITOR, OPERATOR, REPORTER, STRANGER, Counter

GROUP = -1_001_500_000_777
TOPIC = 42


def labels(message: Message) -> dict[str, str]:
    return {button.text: button.data or "" for row in message.buttons for button in row}


async def bind(counter: Counter, text: str = "/here Стрічка", **changes: Any) -> Person:
    """An operator writes /here."""
    where = {"chat_id": GROUP, "chat_title": "Редакція", **changes}
    await counter.ask(OPERATOR, text, **where)
    place = await counter.store.places.find(Place(chat_id=where["chat_id"], topic=where.get("topic")))
    assert place is not None
    return place


async def send(counter: Counter) -> list[tuple[int, int | None, str]]:
    """The outbox runs once: chat, topic and text of what went out."""
    before = len(counter.sender.sent)
    rates = Rates(per_second=1000, per_chat_per_second=1000, per_group_per_minute=1000)
    await send_due(counter.store, counter.sender, Pace(rates), now=counter.clock, secret=b"secret")
    return [(one.chat_id, one.topic, one.message.text) for one in counter.sender.sent[before:]]


async def in_group(counter: Counter, **changes: Any) -> list[str]:
    return [text for chat, _, text in await send(counter) if chat == changes.get("chat_id", GROUP)]


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


async def test_the_group_has_rules_of_its_own_which_editors_change_there(counter: Counter):
    place = await bind(counter)
    shown = await counter.ask(EDITOR, "/rules", chat_id=GROUP)
    assert shown.text.startswith("⚙️ Правила групи «Стрічка»")
    draft = await counter.press(EDITOR, labels(shown)["➕ Нове правило"])
    assert draft.show is not None
    asks = await counter.press(EDITOR, labels(draft.show)["📝 Слова"])
    assert asks.show is not None
    assert "Напишіть мені особисто" in asks.show.text
    drawn = await counter.ask(EDITOR, "міст")
    saved = await counter.press(EDITOR, labels(drawn)["💾 Зберегти"])
    assert saved.show is not None
    (rule,) = await counter.store.rules.of(place.id)
    assert await counter.store.rules.of(EDITOR) == []
    assert (await counter.press(REPORTER, f"rule_off:{rule.id}")).alert
    channel = await counter.channel(1)
    await counter.post(channel, "Відкрито міст")
    await counter.post(channel, "Пожежа на складі")
    (alert,) = await in_group(counter)
    assert "Відкрито міст" in alert
    explained = await counter.ask(EDITOR, "/why", chat_id=GROUP)
    assert "міст" in explained.text


async def test_rules_of_a_group_are_not_for_a_group_without_alerts(counter: Counter):
    assert "особисто" in await counter.tell(EDITOR, "/rules", chat_id=GROUP)


async def test_quiet_hours_and_mutes_of_the_group_are_the_groups_alone(counter: Counter):
    place = await bind(counter)
    shown = await counter.ask(EDITOR, "/quiet 23-7", chat_id=GROUP)
    assert "Тихі години: 23:00–07:00" in shown.text
    assert (await counter.person(EDITOR)).schedule.quiet is None
    assert (await counter.person(place.id)).schedule.quiet is not None
    await counter.press(EDITOR, labels(shown)["↩️ Як було"])
    assert (await counter.person(place.id)).schedule.quiet is None
    muted = await counter.ask(EDITOR, "/mute 2h", chat_id=GROUP)
    await counter.post(await counter.channel(1), "Ліквідовано пожежу")
    assert await in_group(counter) == []
    await counter.press(EDITOR, labels(muted)["🔔 Надсилати знову"])
    await counter.store.schedules.end(at=counter.clock())
    (digest,) = await in_group(counter)
    assert "Ліквідовано пожежу" in digest


async def test_the_groups_copy_can_be_decided_by_everybody_and_only_the_right_one_succeeds(counter: Counter):
    place = await bind(counter)
    post = await counter.post(await counter.channel(1), "Ліквідовано пожежу")
    await send(counter)
    await counter.press(EDITOR, f"take:{post}")
    (due,) = [one for one in await counter.store.alerts.due(counter.clock(), limit=99) if one.person.id == place.id]
    shown = render(due, now=counter.clock())
    assert "↩️ Відмовляюся" in labels(shown)
    refused = await counter.press(OPERATOR, labels(shown)["↩️ Відмовляюся"])
    assert "Уже пише Person 3" in refused.text
    assert "Ваша роль" in (await counter.press(REPORTER, labels(shown)["✅ Написано"])).text
    await counter.press(EDITOR, labels(shown)["🔕 Історія"])
    (mute,) = await counter.store.schedules.mutes(place.id, at=counter.clock())
    assert mute.post_id == post


@pytest.mark.parametrize("text", ["/mute", "/unmute", "/language en", "/quiet 23-7"])
async def test_in_a_topic_without_alerts_nothing_of_the_writers_own_is_changed(counter: Counter, text: str):
    await bind(counter, topic=TOPIC)
    await counter.ask(EDITOR, "/latest")
    before = await counter.person(EDITOR)
    assert "особисто" in await counter.tell(EDITOR, text, chat_id=GROUP, topic=43)
    assert await counter.person(EDITOR) == before


async def test_a_muted_group_that_is_bound_again_gets_its_alerts_and_keeps_its_name(counter: Counter):
    await bind(counter)
    await counter.ask(EDITOR, "/mute", chat_id=GROUP)
    await counter.ask(OPERATOR, "/here off", chat_id=GROUP)
    assert "«Стрічка»" in await counter.tell(OPERATOR, "/here", chat_id=GROUP)
    await counter.post(await counter.channel(1), "Ліквідовано пожежу")
    assert len(await in_group(counter)) == 1


async def test_who_blocked_the_bot_is_not_reached_by_writing_in_a_group(counter: Counter):
    await bind(counter)
    await counter.store.alerts.unreachable(EDITOR, error="blocked", at=counter.clock())
    await counter.ask(EDITOR, "/latest", chat_id=GROUP)
    assert (await counter.person(EDITOR)).unreachable_at is not None


async def test_words_for_the_groups_rule_fall_into_no_other_when_a_colleague_presses_meanwhile(counter: Counter):
    await bind(counter)
    own = labels(await counter.ask(EDITOR, "/rules"))["➕ Нове правило"]
    groups = labels(await counter.ask(EDITOR, "/rules", chat_id=GROUP))["➕ Нове правило"]
    for new in (own, groups):
        draft = await counter.press(EDITOR, new)
        assert draft.show is not None
        await counter.press(EDITOR, labels(draft.show)["📝 Слова"])
        counter.clock.move(seconds=1)
    await counter.press(OPERATOR, "draft:2")
    await counter.write(EDITOR, "дрони")
    await counter.answer()
    drafts = [await counter.store.rules.draft(DraftId(number)) for number in (1, 2)]
    assert [draft.criteria.wanted for draft in drafts if draft] == [(), ()]


async def test_here_written_before_the_notice_of_the_new_id_is_heard_leaves_one_place_with_its_rules(counter: Counter):
    old = -4_300_000_001
    first = await bind(counter, chat_id=old)
    newer = await bind(counter, "/here", chat_id=GROUP)
    assert newer.id != first.id
    assert await counter.store.places.move(old, GROUP, at=counter.clock()) == 1
    (place,) = await counter.store.places.all()
    assert (place.id, place.chat_id) == (first.id, GROUP)


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


async def test_what_was_on_its_way_when_a_group_got_another_id_is_never_edited_in_the_new_one(counter: Counter):
    old = -4_300_000_001
    place = await bind(counter, chat_id=old)
    post = await counter.post(await counter.channel(1), "Перший допис")
    due = await counter.store.alerts.due(counter.clock(), limit=99)
    (sending,) = [one for one in due if one.person.id == place.id]
    await counter.store.places.move(old, GROUP, at=counter.clock())
    await counter.store.alerts.shown(sending, message_id=5, at=counter.clock())
    await counter.sender.send(GROUP, Message(text="Інше"), random_id=5)
    await counter.press(EDITOR, f"take:{post}")
    (changed,) = [one for one in await counter.store.alerts.due(counter.clock(), limit=99) if one.person.id == place.id]
    assert changed.message_id == 0
    assert await in_group(counter) == []


async def test_a_group_that_becomes_a_supergroup_takes_its_alerts_along_and_old_ones_are_not_repeated(
    counter: Counter,
):
    old = -4_300_000_001
    place = await bind(counter, chat_id=old)
    channel = await counter.channel(1)
    post = await counter.post(channel, "Перший допис")
    assert len(await in_group(counter, chat_id=old)) == 1
    await counter.write(OPERATOR, f"{old} {GROUP}", chat_id=old, kind=RequestKind.MOVED)
    await counter.write(OPERATOR, f"{old} {GROUP}", chat_id=GROUP, kind=RequestKind.MOVED)
    await counter.answer()
    await counter.press(EDITOR, f"take:{post}")
    await counter.post(channel, "Другий допис")
    sent = await send(counter)
    assert [text.count("Другий допис") for chat, _, text in sent if chat == GROUP] == [1]
    assert not [text for chat, _, text in sent if chat == old]
    moved = await counter.person(place.id)
    assert (moved.chat_id, moved.role) == (GROUP, Role.EDITOR)
