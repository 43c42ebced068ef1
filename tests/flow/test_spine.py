"""The main job, whole: the real application between a local Telegram and local news sites."""

import asyncio

import pytest

from bot.sandbox.demo.play import payload
from bot.sandbox.news import Status
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.chats import Chat
from bot.sandbox.telegram.world.groupings import let_in, open_topic
from bot.sandbox.telegram.world.messages import Message
from tests.flow.conftest import Followed

pytestmark = pytest.mark.slow

CALL = (
    "Провів телефонну розмову з генералом Марком Ретфордом.\n\n"
    "Домовилися, що перша партія з дванадцяти ракет до систем Patriot надійде до п'ятниці. "
    "Найскладніше зараз на Лиманському напрямку, де противник зосередив до 40 тисяч особового складу."
)
QUOTE = "Домовилися, що перша партія з дванадцяти ракет до систем Patriot надійде до п'ятниці"


def a_channel(room: Newsroom, name: str = "kolodii_test") -> Channel:
    channel = room.world.add_channel(name, title="Ярема Колодій | Головнокомандувач")
    channel.post("Давній допис.")
    return room.watch(channel, aliases=["головнокомандувач Ярема Колодій", "Ярема Колодій"], tier=1)


def alert_of(chat: Chat, words: str) -> Message | None:
    return next((message for message in chat.received if words in message.text), None)


async def opened(room: Newsroom, person: User) -> Chat:
    """The person's chat with the bot, after the bot has greeted them."""
    chat = room.world.chat(person, room.bot)
    person.starts(room.bot)
    await room.world.until(lambda: chat.received, timeout=20)
    return chat


async def joined(room: Newsroom, owner: Chat, name: str, role: str) -> tuple[User, Chat]:
    """Somebody who came by an invitation."""
    person = room.world.add_user(name)
    seen = len(owner.received)
    room.owner.says(room.bot, f"/invite {role}")
    await room.world.until(lambda: len(owner.received) > seen)
    chat = room.world.chat(person, room.bot)
    person.starts(room.bot, payload(owner.last))
    await room.world.until(lambda: chat.received)
    return person, chat


async def test_a_post_reaches_the_editor_with_its_articles_in_one_message(room: Newsroom, followed: Followed) -> None:
    channel = a_channel(room)
    site = await room.open_site("Столичний кур'єр")
    async with room.running():
        chat = await opened(room, room.owner)
        await followed(channel)
        channel.post(CALL)
        await room.world.until(lambda: alert_of(chat, QUOTE))
        site.publish(
            title="Перші ракети до Patriot прибудуть до п'ятниці",
            lead="Головнокомандувач розповів про розмову з генералом.",
            paragraphs=(
                "Про це головнокомандувач Ярема Колодій повідомив у Telegram.",
                f"«{QUOTE}», – написав він.",
                "Співрозмовником був генерал Марк Ретфорд.",
            ),
        )
        await room.world.until(lambda: "Столичний кур'єр" in (alert_of(chat, QUOTE) or chat.last).text, timeout=20)
    alert = alert_of(chat, QUOTE)
    assert alert is not None
    assert "цитує" in alert.text
    assert sum(QUOTE in message.text for message in chat.received) == 1


async def test_two_editors_see_who_took_a_post(room: Newsroom, followed: Followed) -> None:
    channel = a_channel(room)
    async with room.running():
        owner = await opened(room, room.owner)
        olena, olenas = await joined(room, owner, "Олена", "editor")
        await followed(channel)
        channel.post(CALL)
        await room.world.until(lambda: alert_of(owner, QUOTE) and alert_of(olenas, QUOTE))
        alert = alert_of(olenas, QUOTE)
        assert alert is not None
        button = next(each.text for row in alert.buttons for each in row if (each.data or b"").startswith(b"take"))
        answer = await olena.press(alert, button)
        assert answer.text
        for chat in (owner, olenas):
            await room.world.until(lambda chat=chat: "Олена" in (alert_of(chat, QUOTE) or chat.last).text)


async def test_a_topic_of_a_group_gets_the_alert_once_and_whoever_presses_there_is_judged_by_their_own_role(
    room: Newsroom, followed: Followed
) -> None:
    channel, guest = a_channel(room), room.world.add_user("Гість")
    group = room.world.add_supergroup("Редакція", [room.owner, guest])
    topic = open_topic(group, "Війна", by=room.owner)
    async with room.running():
        await opened(room, room.owner)
        chat = room.world.chat(room.owner, group)
        let_in(group, room.bot, by=room.owner)
        room.owner.says(group, "/here", topic=topic)
        await room.world.until(lambda: alert_of(chat, "Сповіщення надходять сюди"))
        await followed(channel)
        channel.post(CALL)
        await room.world.until(lambda: alert_of(chat, QUOTE))
        alert = alert_of(chat, QUOTE)
        assert alert is not None
        assert "приватний" in (await guest.press(alert, "✍️ Беру")).text
        assert "ваш" in (await room.owner.press(alert, "✍️ Беру")).text.lower()
        await room.world.until(lambda: "пише" in alert.text)
    assert [message.topic for message in chat.received if QUOTE in message.text] == [topic]


async def test_a_reporter_searches_in_any_case_form_and_hears_no_alerts(room: Newsroom, followed: Followed) -> None:
    channel = a_channel(room)
    async with room.running():
        owner = await opened(room, room.owner)
        taras, chat = await joined(room, owner, "Тарас", "reporter")
        await followed(channel)
        channel.post(CALL)
        await room.world.until(lambda: alert_of(owner, QUOTE))
        taras.says(room.bot, "/search ракета Лиманський")
        await room.world.until(lambda: "дванадцяти" in chat.last.text)
    assert alert_of(chat, "Беру") is None


async def test_a_link_that_cannot_be_read_is_answered_with_the_reason(room: Newsroom) -> None:
    site = await room.open_site("Вісник")
    site.fault("/closed/", Status(403))
    async with room.running():
        chat = await opened(room, room.owner)
        for path, words in (("/news/none/", "такої сторінки немає (404)"), ("/closed/", "не дає мені прочитати")):
            seen = len(chat.received)
            room.owner.says(room.bot, site.url + path)
            await room.world.until(lambda seen=seen: len(chat.received) > seen, timeout=20)
            assert words in chat.last.text


async def test_a_stranger_is_told_politely_and_nothing_else_happens(room: Newsroom) -> None:
    stranger = room.world.add_user("Незнайомець")
    async with room.running():
        await opened(room, room.owner)
        chat = await opened(room, stranger)
    assert len(chat.received) == 1


async def test_commands_sent_while_the_bot_was_away_are_answered_once(room: Newsroom) -> None:
    async with room.running():
        chat = await opened(room, room.owner)
    room.owner.says(room.bot, "/channels")
    before = len(chat.received)
    async with room.running():
        await room.world.until(lambda: len(chat.received) > before, timeout=20)
    async with room.running():
        room.owner.says(room.bot, "/help")
        await room.world.until(lambda: len(chat.received) > before + 1, timeout=20)
    assert len(chat.received) == before + 2


async def test_a_channel_added_in_the_bot_is_watched_without_a_restart(room: Newsroom, followed: Followed) -> None:
    channel = room.world.add_channel("novyi_kanal", title="Новий канал")
    async with room.running():
        chat = await opened(room, room.owner)
        room.owner.says(room.bot, "/watch @novyi_kanal")
        await followed(channel)
        await room.world.until(lambda: "Новий канал" in chat.last.text)
        channel.post("Перший допис каналу для редакції.")
        await room.world.until(lambda: alert_of(chat, "Перший допис каналу"))


async def test_posts_made_while_the_application_was_down_are_alerted_once(room: Newsroom, followed: Followed) -> None:
    channel = a_channel(room)
    async with room.running():
        chat = await opened(room, room.owner)
        await followed(channel)
    channel.post("Допис під час перерви.")
    async with room.running():
        await room.world.until(lambda: alert_of(chat, "Допис під час перерви"), timeout=20)
    async with room.running():
        channel.post("Допис після перерви.")
        await room.world.until(lambda: alert_of(chat, "Допис після перерви"), timeout=20)
    assert sum("Допис під час перерви" in message.text for message in chat.received) == 1


async def test_a_connection_that_is_cut_loses_no_post(room: Newsroom, followed: Followed) -> None:
    channel = a_channel(room)
    async with room.running():
        chat = await opened(room, room.owner)
        await followed(channel)
        await room.server.refuse_connections()
        room.server.kill_connections()
        for number in range(5):
            channel.post(f"Допис без зв'язку {number}.")
        await room.server.accept_connections()
        await room.world.until(
            lambda: all(alert_of(chat, f"Допис без зв'язку {number}.") for number in range(5)), timeout=30
        )
    assert sum("Допис без зв'язку" in message.text for message in chat.received) == 5


async def test_the_command_menu_follows_the_role(room: Newsroom) -> None:
    async with room.running():
        await opened(room, room.owner)
        await room.world.until(lambda: room.bot.commands(room.owner, "uk"), timeout=20)
    owners = {name for name, _ in room.bot.commands(room.owner, "uk")}
    strangers = {name for name, _ in room.bot.commands()}
    assert {"watch", "invite", "people"} <= owners
    assert strangers == {"start"}


async def test_stopping_ends_everything_within_moments(room: Newsroom) -> None:
    a_channel(room)
    async with asyncio.timeout(30), room.running():
        await opened(room, room.owner)
    assert room.server.connected == []


async def test_an_alert_carries_the_photo_where_its_channel_asks_for_it(room: Newsroom, followed: Followed) -> None:
    channel = room.watch(room.world.add_channel("hromada_test", title="Громада"), media="photos")
    async with room.running():
        chat = await opened(room, room.owner)
        await followed(channel)
        channel.post("Карта відключень на вечір.", photo=b"map" * 1000)
        await room.world.until(lambda: (alert := alert_of(chat, "Карта")) is not None and alert.photo is not None)
    alert = alert_of(chat, "Карта")
    assert alert is not None
    assert alert.photo is not None
    assert alert.photo.data == b"map" * 1000
    assert len(list((room.folder / "media").glob("??/*"))) == 1
