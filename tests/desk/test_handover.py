"""A shift is looked at, handed over, and told to the desk."""

import asyncio

import pytest

from bot.alerts.render import render
from bot.message import TEXT_LIMIT
from storage.api import Store
from storage.records import Band, Cause, NoticeKind, PersonId, PostId
from tests.desk.counter import EDITOR, OPERATOR, OWNER, REPORTER, Counter


@pytest.fixture
async def posts(counter: Counter) -> list[PostId]:
    """A shift of two hours: one post taken, one not news, one written by us, one open; and a channel out of sight."""
    await counter.tell(EDITOR, "/help")
    channel = await counter.channel(tier=1)
    at = counter.clock()
    await counter.store.posts.seed(channel.id, [], at=at)
    found = [
        await counter.post(channel, text, sent_at=at, received_at=at)
        for text in ("Міст відкрито", "Вітаємо зі святом", "Збито 97 дронів", "Потяги запізнюються")
    ]
    counter.clock.move(minutes=10)
    await counter.press(EDITOR, f"take:{found[0]}")
    await counter.press(OPERATOR, f"not_news:{found[1]}")
    counter.clock.move(minutes=2)
    await counter.publish(found[2], site="Вісник", number=1, ours=True)
    await counter.store.ledger.blinded([channel.id], since=at, cause=Cause.AWAY, at=counter.clock())
    await counter.store.ledger.sighted({channel.id: counter.clock()})
    counter.clock.move(minutes=108)
    await counter.answer()
    return found


async def shift(counter: Counter) -> str:
    """`/handover`, with plain spaces."""
    return (await counter.tell(EDITOR, "/handover")).replace("\u00a0", " ")


async def told(counter: Counter) -> list[PersonId]:
    due = await counter.store.alerts.due(counter.clock(), limit=99)
    return [one.person.id for one in due if one.notice and one.notice.kind is NoticeKind.HANDOVER]


async def test_it_says_who_writes_what_what_is_open_and_what_was_missed(counter: Counter, posts: list[PostId]):
    assert (await shift(counter)).split("\n") == [
        "🔁 Зміна 1 березня о 22:00 – 10:00",
        "Сповіщено про 4 дописи · написано: 1 · пишуть: 1 · відкрито: 1 · не новина: 1",
        "",
        "⚠️ Пропущено",
        "• Channel 1001: не бачили 08:00–08:12",
        "",
        "✍️ Пишуть",
        "🔴 Channel 1001 08:00 — Міст відкрито",
        "   пише Олена, з 08:10",
        "",
        "📭 Відкрито",
        "🔴 Channel 1001 08:00 — Потяги запізнюються",
        "",
        "📰 Написано",
        "🔴 Channel 1001 08:00 — Збито 97 дронів",
        "   Вісник, через 12 хв",
    ]


async def test_what_somebody_says_to_have_written_is_written(counter: Counter, posts: list[PostId]):
    await counter.press(EDITOR, f"written:{posts[3]}")
    told = await counter.tell(EDITOR, "/handover")
    assert "написано: 2 · пишуть: 1 · відкрито: 0" in told
    assert "Потяги запізнюються\n   написано — Олена, 10:00" in told


async def test_what_others_wrote_is_theirs_alone_and_the_post_stays_with_whoever_took_it(counter: Counter):
    await counter.tell(EDITOR, "/help")
    channel, at = await counter.channel(tier=1), counter.clock()
    taken, opened = [
        await counter.post(channel, text, sent_at=at, received_at=at) for text in ("Міст відкрито", "Збито 97 дронів")
    ]
    await counter.press(EDITOR, f"take:{taken}")
    for number, site in enumerate(("Столичний кур’єр", "Хроніка дня", "Вісті"), start=1):
        counter.clock.move(seconds=9)
        await counter.publish(taken, site=site, number=number)
    await counter.publish(opened, site="Новини", number=4)
    await counter.publish(opened, site="Плітки", number=5, band=Band.PROBABLE)
    counter.clock.move(minutes=1)
    assert "пише Олена" in await counter.tell(EDITOR, "/queue")
    assert (await shift(counter)).split("\n")[1:] == [
        "Сповіщено про 2 дописи · написано: 0 · пишуть: 1 · відкрито: 1",
        "⚠️ Я не знаю, який сайт наш: додайте до його стрічки ours = true у feeds.toml.",
        "",
        "✍️ Пишуть",
        "🔴 Channel 1001 08:00 — Міст відкрито",
        "   пише Олена, з 08:00 · в інших: Столичний кур’єр, Хроніка дня +1",
        "",
        "📭 Відкрито",
        "🔴 Channel 1001 08:00 — Збито 97 дронів",
        "   в інших: Новини",
    ]


async def test_what_the_queue_leaves_out_as_ours_is_written_also_where_that_is_likely_or_of_a_copy(counter: Counter):
    await counter.tell(EDITOR, "/help")
    first, second = await counter.channel(1), await counter.channel(2)
    at, text = counter.clock(), "Міст через Альту відкрили для руху вантажівок після ремонту."
    likely = await counter.post(first, "Збито 97 дронів", sent_at=at, received_at=at)
    said = {"sent_at": at, "received_at": at, "statement": text}
    told, copy = [await counter.post(each, text, **said) for each in (first, second)]
    await counter.press(EDITOR, f"take:{told}")
    await counter.publish(likely, site="Вісник", number=1, ours=True, band=Band.PROBABLE)
    counter.clock.move(minutes=3)
    await counter.publish(copy, site="Наш сайт", number=2, ours=True)
    counter.clock.move(minutes=1)
    assert "Черга порожня" in await counter.tell(EDITOR, "/queue")
    shown = await shift(counter)
    assert "написано: 2 · пишуть: 0 · відкрито: 0\n\n📰" in shown, "and no warning, for our sites are known"
    assert "\n   ймовірно: Вісник, менш ніж за хвилину після допису" in shown
    assert "\n   Олена · Наш сайт, через 3 хв" in shown


async def test_the_next_shift_begins_where_one_was_handed_over_and_that_can_be_undone(
    counter: Counter, posts: list[PostId]
):
    await counter.ask(EDITOR, "/handover")
    assert "Зміна 1 березня о 22:00 – 10:00" in await counter.tell(OPERATOR, "/handover"), "looking changes nothing"
    given = await counter.press(EDITOR, "handover_give:1")
    assert given.show is not None
    assert "Зміну здано: Олена, 10:00" in given.show.text
    counter.clock.move(minutes=5)
    assert "Сповіщено про 0 дописів" in await counter.tell(OPERATOR, "/handover")
    late = await counter.press(OPERATOR, "handover_give:2")
    assert late.alert
    assert late.text.startswith("Цю зміну вже здано: Олена, 10:00")
    assert "триває" in (await counter.press(EDITOR, "handover_undo:1")).text
    assert "Сповіщено про 4 дописи" in await counter.tell(OPERATOR, "/handover")


async def test_of_two_at_once_one_hands_it_over(counter: Counter, posts: list[PostId]):
    for who in (EDITOR, OPERATOR):
        await counter.ask(who, "/handover")
    both = await asyncio.gather(counter.press(EDITOR, "handover_give:1"), counter.press(OPERATOR, "handover_give:2"))
    assert sorted(answer.alert for answer in both) == [False, True]


async def test_the_desk_is_told_once_and_can_open_it(counter: Counter, posts: list[PostId], store: Store):
    await counter.ask(EDITOR, "/handover")
    await counter.press(EDITOR, "handover_give:1")
    assert "2 колегам" in (await counter.press(EDITOR, "handover_send:1")).text
    assert "вже" in (await counter.press(EDITOR, "handover_send:1")).text
    assert sorted(await told(counter)) == [OWNER, OPERATOR]
    due = await store.alerts.due(counter.clock(), limit=99)
    message = render(next(one for one in due if one.notice), now=counter.clock())
    assert message.text.startswith("🔁 Зміну здано: Олена, 1 березня о 22:00 – 10:00\nСповіщено про 4 дописи")
    assert [button.data for row in message.buttons for button in row] == ["handover:1"]
    opened = await counter.press(OPERATOR, "handover:1")
    assert opened.reply is not None
    assert "Потяги запізнюються" in opened.reply.text
    assert (await counter.press(EDITOR, "handover_undo:1")).alert, "who was told cannot be untold"
    assert "не дозволяє" in (await counter.press(REPORTER, "handover:1")).text


async def test_a_long_shift_comes_in_pages_that_stay_the_same(counter: Counter):
    channel = await counter.channel()
    at = counter.clock()
    for number in range(70):
        await counter.post(channel, f"Допис {number} " + "слово " * 30, sent_at=at, received_at=at)
    counter.clock.move(minutes=1)
    first = await counter.ask(EDITOR, "/handover")
    assert [button.text for button in first.buttons[0]][1].startswith("1/")
    count = int(first.buttons[0][1].text.split("/")[1])
    await counter.press(EDITOR, "take:70")
    shown = [(await counter.press(EDITOR, f"handover_page:1.{page}")).show for page in range(count)]
    whole = "".join(message.text for message in shown if message)
    assert [f"Допис {number} " in whole for number in (0, 59, 60)] == [True, True, False]
    assert "… і ще 10 дописів" in whole
    assert all(message and len(message.text) < TEXT_LIMIT for message in shown)
