"""The queue: what no article of ours covers, what editors decide of it, and how it leaves."""

import asyncio
from datetime import timedelta

from bot.alerts.render import render
from bot.message import Message
from storage.api import Store
from storage.records import ClaimState, PersonId, PostId
from tests.builders import feed_spec
from tests.desk.counter import EDITOR, OPERATOR, REPORTER, Counter

MINUTE = timedelta(minutes=1)


def buttons(message: Message) -> list[str]:
    return [button.data or "" for row in message.buttons for button in row]


async def copies(counter: Counter, post: PostId) -> dict[PersonId, str]:
    """What each person's alert of a post is to show now."""
    due = await counter.store.alerts.due(counter.clock(), limit=99)
    return {
        alert.person.id: render(alert, now=counter.clock()).text
        for alert in due
        if alert.standing and alert.standing.post.id == post
    }


async def test_it_lists_by_tier_and_the_oldest_first(counter: Counter):
    low, high = await counter.channel(1, tier=3), await counter.channel(2, tier=1)
    now = counter.clock()
    for channel, text, age in ((low, "третій", 50), (high, "другий", 10), (high, "перший", 20), (low, "давній", 1500)):
        await counter.post(channel, text, sent_at=now - age * MINUTE)
    told = await counter.tell(EDITOR, "/queue")
    assert "Не написано про 3 дописи" in told
    assert [word for word in told.split() if word in ("перший", "другий", "третій", "давній")] == [
        "перший",
        "другий",
        "третій",
    ]
    assert "чекає 20 хв" in told


async def test_pages_turn_and_one_beyond_the_end_is_the_last(counter: Counter):
    channel = await counter.channel()
    for number in range(7):
        await counter.post(channel, f"допис{number}")
    first = await counter.ask(EDITOR, "/queue")
    assert buttons(first)[-2:] == ["queue:0", "queue:1"]
    answer = await counter.press(EDITOR, "queue:9")
    assert answer.show is not None
    assert "6. " in answer.show.text
    assert "допис6" in answer.show.text
    assert buttons(answer.show)[-2:] == ["queue:0", "queue:1"]


async def test_what_is_decided_leaves_it_and_can_be_taken_back(counter: Counter):
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    for decision in ("q_not_news", "q_written"):
        answer = await counter.press(EDITOR, f"{decision}:{post}.0")
        assert answer.show is not None
        assert "Черга порожня" in answer.show.text
        assert f"q_undo:{post}.0" in buttons(answer.show)
        back = await counter.press(EDITOR, f"q_undo:{post}.0")
        assert back.show is not None
        assert "Міст відкрито." in back.show.text


async def test_what_somebody_took_stays_and_says_who(counter: Counter):
    await counter.tell(EDITOR, "/help")
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    answer = await counter.press(EDITOR, f"q_take:{post}.0")
    assert answer.show is not None
    assert "пише Олена" in answer.show.text
    assert buttons(answer.show)[:2] == [f"q_written:{post}.0", f"q_give:{post}.0"]
    other = await counter.press(OPERATOR, f"q_not_news:{post}.0")
    assert other.alert
    assert "Уже пише Олена" in other.text
    assert other.show is not None
    assert buttons(other.show) == ["queue:0"]


async def test_of_two_who_say_written_at_once_one_is_first_and_every_copy_says_who(counter: Counter, store: Store):
    for who in (EDITOR, OPERATOR):
        await counter.tell(who, "/help")
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    answers = await asyncio.gather(*(counter.press(who, f"written:{post}") for who in (EDITOR, OPERATOR)))
    assert sorted(answer.alert for answer in answers) == [False, True]
    standing = await store.posts.standing(post)
    assert standing is not None
    assert standing.claim is not None
    assert standing.claim.state is ClaimState.WRITTEN
    told = await copies(counter, post)
    assert len(told) == 3
    assert all(f"написано — {standing.claim.person_name}, 08:00" in text for text in told.values())


async def test_the_link_of_what_was_written_is_shown_to_all(counter: Counter):
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    await counter.store.feeds.put(feed_spec(url="https://ours.example/rss", ours=True), at=counter.clock())
    answer = await counter.press(EDITOR, f"written:{post}")
    assert answer.reply is not None
    assert "посилання" in answer.reply.text
    assert "під цим дописом" in await counter.tell(EDITOR, "https://ours.example/7?utm_source=x")
    assert all("стаття" in text for text in (await copies(counter, post)).values())
    standing = await counter.store.posts.standing(post)
    assert standing is not None
    assert standing.claim is not None
    assert standing.claim.link == "https://ours.example/7"


async def test_other_links_are_looked_up_as_ever(counter: Counter):
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    await counter.store.feeds.put(feed_spec(url="https://ours.example/rss", ours=True), at=counter.clock())
    await counter.press(EDITOR, f"written:{post}")
    await counter.write(EDITOR, "https://theirs.example/7")
    assert await counter.answer() == 0, "it is being read first"
    counter.clock.move(minutes=61)
    await counter.write(EDITOR, "https://ours.example/7")
    await counter.answer()
    assert "під цим дописом" not in counter.sender.last.message.text


async def test_our_article_takes_a_post_out_and_the_alert_says_how_quick_we_were(counter: Counter):
    post = await counter.post(await counter.channel(), "Міст відкрито.", sent_at=counter.clock())
    counter.clock.move(minutes=9)
    await counter.publish(post, site="Вони", number=1)
    assert "Міст відкрито." in await counter.tell(EDITOR, "/queue")
    counter.clock.move(minutes=5)
    await counter.publish(post, site="Ми", number=2, ours=True)
    assert "Черга порожня" in await counter.tell(EDITOR, "/queue")
    told = "🏁 Наша стаття: через 14 хв після допису, після Вони (9 хв)"
    assert all(told in text.replace("\u00a0", " ") for text in (await copies(counter, post)).values())


async def test_reporters_have_no_queue(counter: Counter):
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    assert "потрібна вища роль" in await counter.tell(REPORTER, "/queue")
    assert "не дозволяє" in (await counter.press(REPORTER, f"q_written:{post}.0")).text
