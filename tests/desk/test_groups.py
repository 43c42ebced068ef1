"""What a group has of its own: rules, hours, mutes, and alerts that its members decide on."""

import pytest

from bot.alerts.render import render
from storage.records import DraftId
from tests.desk.counter import EDITOR, OPERATOR, REPORTER, Counter
from tests.desk.group import GROUP, TOPIC, bind, in_group, send
from tests.desk.showing import labels


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
