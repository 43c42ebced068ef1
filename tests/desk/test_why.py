"""Why a post came, or did not, and to whom it did."""

import pytest

from bot.alerts.render import render
from storage.api import Store
from storage.records import PersonId, PostId
from tests.desk.counter import EDITOR, OPERATOR, OWNER, Counter
from tests.desk.test_rules import begin, buttons, make, press, waits


async def send(counter: Counter, who: PersonId) -> dict[PostId, int]:
    """Show somebody what is due; in which message each post stands."""
    shown: dict[PostId, int] = {}
    for alert in await counter.store.alerts.due(counter.clock(), limit=999):
        if alert.person.id == who and alert.standing is not None:
            shown[alert.standing.post.id] = 100 + alert.id
            await counter.store.alerts.shown(alert, message_id=100 + alert.id, at=counter.clock())
    return shown


async def link(store: Store, post: PostId) -> str:
    found = await store.posts.get(post)
    assert found is not None
    return found.link


async def test_why_names_the_rule_and_the_words_that_were_found(counter: Counter):
    channel = await counter.channel()
    await make(counter, "Залужний, дрони Харків, ракета")
    post = await counter.post(channel, "Над Харковом збито дрон, — повідомив Залужному штаб.")
    message = (await send(counter, EDITOR))[post]
    told = await counter.tell(EDITOR, "/why", reply_to=message)
    assert "Надійшов: 08:00." in told
    assert "Правило: Залужний, дрони Харків, ракета" in told
    assert "Знайдено: «Залужному», «дрон», «Харковом»" in told
    assert await counter.tell(EDITOR, "/why") == told, "without an answer, of the newest"
    await make(counter, "міст")
    assert "відтоді" not in await counter.tell(EDITOR, "/why")


async def test_an_alert_that_a_rule_let_through_has_a_button_that_says_why(counter: Counter, store: Store):
    await make(counter, "дрон")
    post = await counter.post(await counter.channel(), "Збито дрон.")
    shown = {
        alert.person.id: render(alert, now=counter.clock())
        for alert in await store.alerts.due(counter.clock(), limit=9)
    }
    assert buttons(shown[EDITOR])["❔ Чому"] == f"why:{post}"
    assert "❔ Чому" not in buttons(shown[OWNER])
    answer = await counter.press(EDITOR, f"why:{post}")
    assert answer.reply is not None
    assert "Знайдено: «дрон»" in answer.reply.text
    assert (await press(counter, answer.reply, "Правило 1")).text.startswith("🟢")


async def test_why_not_says_of_each_rule_where_the_post_fails_it_and_who_heard(counter: Counter, store: Store):
    channel, other = await counter.channel(1), await counter.channel(2)
    await make(counter, "ракета")
    drawn = await press(counter, await begin(counter, "дрон"), "Усі канали")
    await press(counter, await press(counter, await press(counter, drawn, other.title), "Готово"), "Зберегти")
    drawn = await begin(counter, "дрон")
    await press(counter, drawn, "🚫 Крім")
    await press(counter, await counter.ask(EDITOR, "навчання"), "Зберегти")
    post = await counter.post(channel, "Збито дрон під час навчань.")
    await send(counter, OWNER)
    told = await counter.tell(EDITOR, f"/whynot {await link(store, post)}")
    assert "Він не надходив." in told
    assert "1. ракета: жодного з його слів немає" in told
    assert "інший канал" in told
    assert "є слова, яких бути не має: «навчань»" in told
    assert "Надходив:\n• Марта · 08:00" in told
    assert "Богдан" not in told, "his is not sent yet"
    assert "Надійшов: 08:00." in await counter.tell(OWNER, f"/whynot {await link(store, post)}")


async def test_why_not_knows_what_waits_and_what_was_written_in_time(counter: Counter, store: Store):
    drawn = await press(counter, await begin(counter, "міст"), "Одразу")
    await press(counter, await press(counter, drawn, "20 хв"), "Зберегти")
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    asked = f"/whynot {await link(store, post)}"
    assert "Надійде вам, якщо доти ніхто не напише: 08:20." in await counter.tell(EDITOR, asked)
    await counter.write(EDITOR, "https://news.example/1")
    await counter.answer()
    await counter.fetch()
    await counter.match(post)
    counter.clock.move(minutes=20)
    await counter.answer()
    await waits(counter)
    assert "Про це вчасно написали: news.example." in await counter.tell(EDITOR, asked)


async def test_why_not_of_what_was_muted_and_of_what_is_not_held(counter: Counter, store: Store):
    channel = await counter.channel()
    await counter.ask(OPERATOR, "/mute")
    post = await counter.post(channel, "Міст відкрито.")
    assert "Сповіщення вимкнено (08:00): /unmute поверне їх." in await counter.tell(
        OPERATOR, f"/whynot {await link(store, post)}"
    )
    assert "Цього допису в мене немає" in await counter.tell(
        EDITOR, f"/whynot https://t.me/{channel.spec.username}/999"
    )
    assert "цього допису я не стежу" in await counter.tell(EDITOR, "/whynot https://t.me/unknown_one/1")
    assert "/whynot" in await counter.tell(EDITOR, "/whynot")


@pytest.mark.parametrize(("score", "told"), [(0.9999, "— >99%: "), (0.994, "— 99%: "), (0.38, "— 38%: ")])
async def test_why_never_says_that_a_match_is_beyond_doubt(counter: Counter, score: float, told: str):
    await make(counter, "дрон")
    post = await counter.post(await counter.channel(), "Збито дрон.")
    await counter.publish(post, site="Ранок", number=1, score=score)
    answer = await counter.press(EDITOR, f"why:{post}")
    assert answer.reply is not None
    assert told in answer.reply.text
