"""One statement in several channels is one alert that grows; everything else is an alert of its own."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.render import render
from bot.language import normalise, prepare
from bot.language.statement import statement_of
from storage.records import Arrival, Channel, DueAlert, Origin, PersonId, PostId
from tests.builders import new_post
from tests.desk.counter import EDITOR, Counter

SAID = (
    "Сили оборони вночі збили 27 із 31 ударного безпілотника над Черкаською та Полтавською областями. "
    "Наслідків на землі немає, чергові розрахунки відпрацювали злагоджено."
)


class Channels:
    """Some channels that post, and an editor who reads."""

    def __init__(self, counter: Counter) -> None:
        self.counter, self.messages = counter, 0

    async def post(self, channel: Channel, text: str = SAID, **changes: object) -> PostId:
        self.counter.clock.move(seconds=60)
        self.messages += 1
        prepared = prepare(text)
        values = {
            "original": text,
            "statement": prepared.statement,
            "sent_at": self.counter.clock(),
            "message_id": self.messages,
        }
        return await self.counter.post(channel, prepared.text, **values | changes)

    async def read(self, who: PersonId = EDITOR) -> list[str]:
        """Show what is due; the texts of new messages, and of changed ones behind «✎ »."""
        due = [
            one for one in await self.counter.store.alerts.due(self.counter.clock(), limit=99) if one.person.id == who
        ]
        for one in due:
            await self.counter.store.alerts.shown(one, message_id=one.id, at=self.counter.clock())
        return [self._shown(one) for one in due]

    def _shown(self, alert: DueAlert) -> str:
        return ("✎ " if alert.message_id else "") + render(alert, now=self.counter.clock()).text


@pytest.fixture
def channels(counter: Counter) -> Channels:
    return Channels(counter)


async def test_copies_stand_in_the_alert_of_the_first_and_make_none(channels: Channels, counter: Counter):
    one, two, three = [await counter.channel(number, title=f"Канал {number}") for number in (1, 2, 3)]
    await channels.post(one)
    assert len(await channels.read()) == 1
    await channels.post(two, f"❗️ {SAID.upper()}\n\nПідписатися на Канал 2: https://t.me/two")
    await channels.post(three, f"{SAID} #ППО @channel")
    (grown,) = await channels.read()
    assert grown.startswith("✎ 🟠 Канал 1 · 08:01\n📣 +2 канали: Канал 2 08:02 · Канал 3 08:03\nСили оборони")


async def test_many_copies_of_one_batch_are_one_alert(channels: Channels, counter: Counter):
    posts = []
    for number in range(1, 9):
        channel = await counter.channel(number, title=f"Канал {number}")
        text = prepare(SAID)
        posts.append(new_post(channel, text=text.text, original=SAID, statement=text.statement, message_id=number))
    await counter.store.posts.add(posts, audience=counter.audience, at=counter.clock())
    (grown,) = await channels.read()
    assert "📣 +7 каналів: Канал 2 08:00" in grown
    assert grown.split("\n")[1].endswith(" …")


async def test_a_forward_is_a_copy_however_short(channels: Channels, counter: Counter):
    one, two = await counter.channel(1), await counter.channel(2)
    await channels.post(one, "Міст закрито")
    await channels.read()
    origin = Origin(name="Channel 1001", telegram_id=one.telegram_id, message_id=1)
    await channels.post(two, "Міст закрито", forward=origin)
    (grown,) = await channels.read()
    assert "📣 +1 канал" in grown


@pytest.mark.parametrize(
    "other",
    [
        SAID.replace("27 із 31", "28 із 31"),
        SAID.replace("Черкаською", "Сумською"),
        SAID.replace("немає", "є"),
        SAID + " Оновлюється.",
        "Повітряна тривога в області!",
    ],
)
async def test_what_differs_in_a_word_is_an_alert_of_its_own(channels: Channels, counter: Counter, other: str):
    one, two = await counter.channel(1), await counter.channel(2)
    await channels.post(one)
    await channels.post(two, other)
    assert len(await channels.read()) == 2


async def test_short_formulas_of_two_regions_are_two_alerts(channels: Channels, counter: Counter):
    for number in (1, 2):
        await channels.post(await counter.channel(number), "Увага! Відбій повітряної тривоги")
    assert len(await channels.read()) == 2


async def test_the_same_channel_saying_it_again_and_a_later_day_are_new(channels: Channels, counter: Counter):
    one, two = await counter.channel(1), await counter.channel(2)
    await channels.post(one)
    await channels.post(one)
    counter.clock.move(minutes=60 * 24)
    await channels.post(two)
    assert len(await channels.read()) == 3


async def test_the_top_tier_saying_what_a_lower_one_said_is_an_alert_of_its_own(channels: Channels, counter: Counter):
    low, high = await counter.channel(1, tier=3), await counter.channel(2, tier=1)
    await channels.post(low)
    await channels.post(high)
    assert len(await channels.read()) == 2


async def test_what_nobody_heard_of_the_first_time_is_told(channels: Channels, counter: Counter):
    one, two = await counter.channel(1), await counter.channel(2)
    await channels.post(one, arrival=Arrival.SEED)
    await channels.post(two)
    assert len(await channels.read()) == 1
    await counter.tell(EDITOR, "/mute")
    three, four = await counter.channel(3), await counter.channel(4)
    other = SAID.replace("27", "26")
    await channels.post(three, other)
    await counter.tell(EDITOR, "/unmute")
    await channels.post(four, other)
    (alert,) = await channels.read()
    assert "Channel 1004" in alert.split("\n")[0]


async def part(counter: Counter, channel: Channel) -> None:
    """Message 2 of a channel, a copy, says something else from now on."""
    text = prepare(SAID.replace("27", "29"))
    edited = new_post(
        channel,
        message_id=2,
        text=text.text,
        original=text.text,
        statement=text.statement,
        edited_at=counter.clock() + timedelta(minutes=1),
    )
    await counter.store.posts.revise([edited], at=counter.clock())


async def test_a_copy_that_is_edited_to_say_something_else_gets_its_alert(channels: Channels, counter: Counter):
    one, two = await counter.channel(1), await counter.channel(2)
    await channels.post(one)
    await channels.post(two)
    await channels.read()
    await part(counter, two)
    told = await channels.read()
    assert len(told) == 2
    assert not any("📣" in text for text in told)


async def test_a_copy_that_parts_waits_where_its_reader_wants_to_wait(channels: Channels, counter: Counter):
    one, two = await counter.channel(1), await counter.channel(2)
    await channels.post(one)
    await channels.post(two)
    await channels.read()
    await counter.ask(EDITOR, "/mute 2h")
    await part(counter, two)
    assert not [text for text in await channels.read() if not text.startswith("✎")]


async def test_a_muted_story_can_be_brought_back_after_its_copy_parted(channels: Channels, counter: Counter):
    one, two = await counter.channel(1), await counter.channel(2)
    await channels.post(one)
    copy = await channels.post(two)
    muted = await counter.press(EDITOR, f"mute_story:{copy}")
    await part(counter, two)
    assert muted.reply is not None
    await counter.press(EDITOR, muted.reply.buttons[0][0].data or "")
    assert await counter.store.schedules.mutes(EDITOR, at=counter.clock()) == []


async def test_the_queue_and_whynot_know_copies(channels: Channels, counter: Counter):
    one, two = await counter.channel(1), await counter.channel(2)
    await channels.post(one)
    copy = await channels.post(two)
    await channels.read()
    assert "про 1 допис" in await counter.tell(EDITOR, "/queue")
    standing = await counter.store.posts.standing(copy)
    assert standing is not None
    assert "каже те саме" in await counter.tell(EDITOR, f"/whynot {standing.post.link}")


@given(
    st.lists(
        st.sampled_from(
            ["збито", "дронів", "27", "над", "Сумами", "вночі", "31", "із", "немає", "Полтава", "люди", "дім"]
        ),
        min_size=12,
    )
)
def test_only_the_same_words_in_the_same_order_are_one_statement(words: list[str]):
    said = " ".join(words)
    assert statement_of(normalise(said)) == statement_of(normalise(f"🔥 {said.upper()}! \n\nhttps://t.me/x"))
    turned = " ".join(reversed(words))
    assert (statement_of(said) == statement_of(turned)) == (words == words[::-1])
    assert statement_of(said) != statement_of(f"{said} ще")
