"""Editors say whether an article comes from a post; everybody sees it, and it can be taken back."""

import asyncio

import pytest

from bot.alerts.render import render
from bot.desk.requests import Answer
from storage.api import Store
from storage.records import Band, PostId
from tests.desk.counter import EDITOR, OPERATOR, REPORTER, Counter

URL = "https://news.example/1"


@pytest.fixture
async def posts(counter: Counter) -> list[PostId]:
    """Two posts that the matcher holds to be behind an article, the second perhaps."""
    await counter.tell(EDITOR, "/help")  # the bot learns their name
    channel = await counter.channel()
    found = [await counter.post(channel, text) for text in ("Ліквідовано пожежу", "Міст відкрито")]
    await counter.write(REPORTER, URL)
    await counter.answer()
    await counter.fetch()
    job = await counter.match(*found)
    assert len(job) == 2
    await counter.answer()
    return found


def data_of(answer: Answer) -> list[str | None]:
    message = answer.show or answer.reply
    assert message is not None
    return [button.data for row in message.buttons for button in row]


async def alert_of(counter: Counter, post: PostId) -> str:
    due = await counter.store.alerts.due(counter.clock(), limit=99)
    shown = [one for one in due if one.standing and one.standing.post.id == post and one.person.id == OPERATOR]
    return render(shown[0], now=counter.clock()).text


async def test_an_editor_rejects_on_the_card_of_a_post_and_every_alert_loses_the_article(
    counter: Counter, posts: list[PostId]
):
    assert "news.example" in await alert_of(counter, posts[0])
    card = await counter.press(EDITOR, f"articles:{posts[0]}")
    assert data_of(card) == [f"a_{kind}:{posts[0]}.1" for kind in ("reports", "unrelated", "background")]
    answer = await counter.press(EDITOR, f"a_unrelated:{posts[0]}.1")
    assert answer.text.startswith("Записано: не з цього допису.")
    assert answer.show is not None
    assert answer.show.text.endswith(
        "📭 Статей ще немає\n✗ news.example: Заголовок 1\nне з цього допису — Олена, 08:00"
    )
    assert data_of(answer) == [f"a_undo:{posts[0]}.1"]
    told = await alert_of(counter, posts[0])
    assert "Статей ще немає" in told
    assert "news.example" not in told
    again = await counter.press(EDITOR, f"articles:{posts[0]}")
    assert data_of(again) == [f"a_undo:{posts[0]}.1"], "it can be taken back from the alert too"
    assert (await counter.press(REPORTER, f"articles:{posts[0]}")).text == "Статей ще немає"


async def test_what_was_confirmed_is_marked_with_the_name(counter: Counter, posts: list[PostId], store: Store):
    assert (await counter.press(EDITOR, f"a_reports:{posts[1]}.1")).text.startswith("Записано: з цього допису.")
    assert "☑️ підтверджено: Олена · посилається на допис" in await alert_of(counter, posts[1])
    (mention,) = await store.matches.of_post(posts[1])
    assert mention.verdict.band is Band.MATCHED


async def test_the_card_of_an_article_has_a_row_for_each_post(counter: Counter, posts: list[PostId]):
    assert not (await counter.ask(REPORTER, URL)).buttons
    card = await counter.ask(EDITOR, URL)
    assert [len(row) for row in card.buttons] == [3, 3]
    assert [row[0].text for row in card.buttons] == ["1. ✓ Звідси", "2. ✓ Звідси"]
    assert card.text.count("\n\n2. ") == 1
    answer = await counter.press(EDITOR, f"s_background:{posts[1]}.1")
    assert answer.show is not None
    assert "☑️ підтверджено: Олена · лише згадує, посилається" in answer.show.text
    answer = await counter.press(EDITOR, f"s_unrelated:{posts[0]}.1")
    assert answer.show is not None
    assert "🔎 Серед дописів наших каналів джерела не знайдено" in answer.show.text
    assert data_of(answer) == [f"s_undo:{posts[1]}.1", f"s_undo:{posts[0]}.1"]


async def test_of_two_at_once_one_is_first_and_the_other_may_take_it_back(counter: Counter, posts: list[PostId]):
    one, other = await asyncio.gather(
        counter.press(EDITOR, f"a_reports:{posts[0]}.1"), counter.press(OPERATOR, f"a_unrelated:{posts[0]}.1")
    )
    assert [one.alert, other.alert].count(True) == 1
    late = one if one.alert else other
    assert late.text.startswith(("Уже: з цього допису — Олена, 08:00.", "Уже: не з цього допису — Person 4, 08:00."))
    assert data_of(one) == data_of(other) == [f"a_undo:{posts[0]}.1"], "both see it"
    assert (await counter.press(OPERATOR, f"a_undo:{posts[0]}.1")).text.startswith("Скасовано")
    assert (await counter.press(EDITOR, f"a_undo:{posts[0]}.1")).text == "Це вже скасовано."
    assert not (await counter.press(OPERATOR, f"a_unrelated:{posts[0]}.1")).alert


async def test_the_role_is_checked_at_each_press_and_a_pair_nobody_judged_is_refused(
    counter: Counter, posts: list[PostId], store: Store
):
    assert "не дозволяє" in (await counter.press(REPORTER, f"a_reports:{posts[0]}.1")).text
    assert (await counter.press(EDITOR, f"a_reports:{posts[0]}.99")).alert
    assert await store.labels.all() == []
